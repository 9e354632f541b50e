//! How an invocation fails.

/// A function that gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("function {function} {failure}")]
pub struct InvokeError {
    /// The function's name.
    pub function: String,
    /// What happened.
    pub failure: Failure,
}

/// What happened instead of an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The function answered with an error.
    #[error("failed: {0}")]
    Errored(String),
    /// The function panicked.
    #[error("panicked: {0}")]
    Panicked(String),
    /// The function took longer than the template allows.
    #[error("took longer than {0:?}")]
    TimedOut(std::time::Duration),
    /// There is no such function.
    #[error("doesn't exist")]
    Unknown,
    /// The platform stopped before the function had answered.
    #[error("was stopped with the platform")]
    Stopped,
}

/// Why the functions of the template can't be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The template names a crate that the local platform doesn't link.
    #[error(
        "{place}: no function crate is called {binary}; add it in local/src/functions/registry.rs"
    )]
    NoConstructor {
        /// Where the function stands.
        place: crate::template::Place,
        /// The crate it asks for.
        binary: String,
    },
    /// The template leaves out a function that the local platform links.
    #[error(
        "template.yaml has no function for the crate {0}; add one, or remove it from local/src/functions/registry.rs"
    )]
    NotInTemplate(&'static str),
    /// The function refuses the variables that the template gives it.
    #[error("{place}: {binary} refuses its variables: {reason}")]
    Config {
        /// Where the function stands.
        place: crate::template::Place,
        /// The crate.
        binary: String,
        /// What it says.
        reason: String,
    },
}
