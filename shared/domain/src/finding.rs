//! Findings: what was found where, and what people made of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{FindingId, ScanId, Severity};

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Data about a person (GDPR art. 4(1)).
    PersonalData,
    /// Data that the law protects further (GDPR art. 9 and 10).
    SpecialCategory,
    /// A credential.
    Secret,
    /// Code that treats personal data carelessly.
    CodeSmell,
    /// What a website sends, loads or leaves out.
    Website,
    /// Something about the file itself: it could not be read, or it attacks its reader.
    File,
    /// What the law asks or forbids, by the answers of an assessment.
    Compliance,
}

/// What people made of a finding.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    /// Nobody looked yet.
    #[default]
    Open,
    /// It is real.
    Confirmed,
    /// It is not what it seems.
    FalsePositive,
    /// It is real and stays.
    Accepted,
    /// It is gone.
    Fixed,
}

impl FindingState {
    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            FindingState::Open => "open",
            FindingState::Confirmed => "confirmed",
            FindingState::FalsePositive => "false_positive",
            FindingState::Accepted => "accepted",
            FindingState::Fixed => "fixed",
        }
    }
}

/// Where something was found: what a person opens to see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Location {
    /// The path within the upload; empty for text. Of an assessment, the questionnaire's version.
    pub path: String,
    /// The part of the document, where it has parts: `page 3`, `Sheet1!B7`, `slide 2`,
    /// `paragraph 12`, `part 1.2`. Of an assessment, the question's id.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part: Option<String>,
    /// The line, from 1. Documents without lines, such as sheets and pages, have a part instead.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u64>,
    /// The column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub column: Option<u64>,
    /// The line that it ends on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub end_line: Option<u64>,
    /// The column behind its last character.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub end_column: Option<u64>,
}

impl Location {
    /// The whole of a document or what has no lines.
    #[must_use]
    pub fn of(path: impl Into<String>, part: Option<String>) -> Self {
        Self {
            path: path.into(),
            part,
            line: None,
            column: None,
            end_line: None,
            end_column: None,
        }
    }
}

/// What somebody decided about a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Triage {
    /// Why.
    pub reason: String,
    /// Who: a user, an API key, or `file` where a comment in the file itself says so.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Its id.
    pub id: FindingId,
    /// The scan that found it.
    pub scan: ScanId,
    /// The detector that found it.
    pub detector: String,
    /// What the detector finds, in a few words.
    pub title: String,
    /// What kind of thing.
    pub category: Category,
    /// How bad.
    pub severity: Severity,
    /// How sure, in percent.
    pub confidence_percent: u8,
    /// The articles of law it touches.
    pub article: String,
    /// Where.
    pub location: Location,
    /// The value, masked. The value itself is kept nowhere.
    pub evidence: String,
    /// How often it stands there.
    pub occurrences: u64,
    /// The same for the same value in every scan of the tenant, and reversible by nobody.
    pub fingerprint: String,
    /// What speaks for it and against it.
    pub explanation: Vec<String>,
    /// What people made of it.
    pub state: FindingState,
    /// What was decided last, if anything was.
    pub triage: Option<Triage>,
}
