//! What stops the interpreter, always with a place and a way on.

use super::Place;

/// The template says something that the local platform can't honour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}; {advice}")]
pub struct TemplateError {
    /// Where it says so.
    pub place: Place,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub advice: String,
}
