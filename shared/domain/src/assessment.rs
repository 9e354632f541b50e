//! Assessments: a questionnaire that a tenant answers about one system or processing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AssessmentId, Locale, Name, ScanId};

/// The most revisions of one assessment; a further one is a new assessment.
pub const REVISIONS_MAX: u32 = 50;

/// An answer as it stands in JSON: a word or text, a list of words, or a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(
    untagged,
    expecting = "an answer is text, a list of options or a number from 1 to 4"
)]
pub enum Answer {
    /// `yes`, `no`, an option, `unknown`, or free text.
    One(String),
    /// Options.
    Many(Vec<String>),
    /// A level.
    Level(u8),
}

impl From<&str> for Answer {
    fn from(option: &str) -> Self {
        Self::One(option.to_owned())
    }
}

impl From<u8> for Answer {
    fn from(level: u8) -> Self {
        Self::Level(level)
    }
}

impl From<Vec<String>> for Answer {
    fn from(options: Vec<String>) -> Self {
        Self::Many(options)
    }
}

impl<const N: usize> From<[&str; N]> for Answer {
    fn from(options: [&str; N]) -> Self {
        Self::Many(options.map(str::to_owned).to_vec())
    }
}

/// Where an assessment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AssessmentState {
    /// It is being answered.
    Open,
    /// It has a result. Reopened, it is answered on as the next revision.
    Completed,
}

/// A revision that was completed, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Revision {
    /// Its number, from 1.
    pub revision: u32,
    /// When it was completed.
    pub completed_at: Timestamp,
    /// Who completed it: a user or an API key.
    pub completed_by: String,
    /// The scan that keeps its findings.
    pub scan: ScanId,
    /// The class that came out.
    #[schema(example = "high_risk")]
    pub classification: String,
    /// The risk from 0 to 100.
    pub score: u8,
}

/// A questionnaire that is answered about one thing.
///
/// The version is pinned when it begins, so that a new version of the questionnaire changes neither what is asked
/// nor what came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Its id.
    pub id: AssessmentId,
    /// What a person called it.
    pub name: Name,
    /// The system or processing that is assessed.
    pub subject: Name,
    /// The questionnaire and its version, as `ai-act@1`.
    pub version: String,
    /// The language that its findings are written in.
    pub language: Locale,
    /// Where it stands.
    pub state: AssessmentState,
    /// Which revision is answered or was completed last, from 1.
    pub revision: u32,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Who began it: a user or an API key.
    pub created_by: String,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// The answers so far, by question.
    pub answers: BTreeMap<String, Answer>,
    /// What was completed, the oldest first.
    pub revisions: Vec<Revision>,
}

/// What one revision came to. Written once and never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentResult {
    /// The assessment.
    pub assessment: AssessmentId,
    /// The revision, in short.
    pub revision: Revision,
    /// The language of the assessment.
    pub language: Locale,
    /// The whole result in both languages, as JSON: kept as it was told, whatever becomes of the texts.
    pub result: String,
}
