//! Assessments without a platform: answers from a file or a terminal, and how a result is shown.
//!
//! Questions and rules are `assess`'s. What lives here: reading and writing answers files, asking on a terminal, and
//! a result as lines.

mod ask;
mod file;
mod show;
mod template;

use std::io;
use std::path::PathBuf;

use thiserror::Error;

pub(crate) use ask::ask;
pub(crate) use file::{missing, read};
pub(crate) use show::{Outcome, render};
pub(crate) use template::template;

/// Why there is no result.
#[derive(Debug, Error)]
pub(crate) enum AssessmentError {
    #[error("Can't read {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{}: {problem}", path.display())]
    File { path: PathBuf, problem: String },
    #[error("{0}")]
    Answers(String),
    #[error("The answers ended before the questions did")]
    Ended,
    #[error(
        "There are no answers, and nobody at a terminal to ask.\n  \
         Write a file with all questions: polder assess {0} --template > answers.toml\n  \
         Fill it in, and then:            polder assess {0} --answers answers.toml"
    )]
    NobodyToAsk(&'static str),
}
