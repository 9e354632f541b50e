//! Scans: what was asked, how far it is, what it found.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    ComparisonCounts, Locale, Name, Period, Risk, RiskAccumulator, ScanId, ScheduleId, SeriesId,
    Severity, UploadId, Website,
};

/// The most findings that one scan keeps; what lies beyond is counted, not kept. The last places are for the worst.
pub const FINDINGS_MAX: u64 = 20_000;

/// Where a scan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScanState {
    /// Accepted, waiting for a worker.
    Queued,
    /// A worker is at it.
    Running,
    /// Done.
    Completed,
    /// Given up; `failure` says why, and the plan was not charged.
    Failed,
    /// Stopped by a person.
    Cancelled,
}

impl ScanState {
    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ScanState::Queued => "queued",
            ScanState::Running => "running",
            ScanState::Completed => "completed",
            ScanState::Failed => "failed",
            ScanState::Cancelled => "cancelled",
        }
    }

    /// Whether nothing will change any more.
    #[must_use]
    pub fn is_final(self) -> bool {
        match self {
            ScanState::Queued | ScanState::Running => false,
            ScanState::Completed | ScanState::Failed | ScanState::Cancelled => true,
        }
    }
}

/// How the content came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// In the request.
    Text,
    /// As an upload.
    Upload,
    /// As the answers of an assessment. There is no object; `file_name` is the questionnaire's version.
    Assessment,
    /// From a website, page by page.
    Website,
}

/// What is scanned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// How it came.
    pub kind: SourceKind,
    /// The object that holds it; nothing where content is fetched while it is scanned. Text is kept as an
    /// object too: never in the table, never in a message.
    pub upload: Option<UploadId>,
    /// The name of the file, empty for what is no file.
    pub file_name: String,
    /// Its size as it came; 0 where it did not come by then.
    pub bytes: u64,
    /// The website, where it is one.
    #[serde(default)]
    pub website: Option<Website>,
}

impl Source {
    /// A website, which is fetched while it is scanned.
    #[must_use]
    pub fn website(website: Website) -> Self {
        Self {
            kind: SourceKind::Website,
            upload: None,
            file_name: String::new(),
            bytes: 0,
            website: Some(website),
        }
    }
}

/// How far a scan is; also the point that a scan resumes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Progress {
    /// Documents read.
    pub documents: u64,
    /// Bytes read, after unpacking.
    pub bytes: u64,
}

/// Findings by severity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FindingCounts {
    /// Act now.
    pub critical: u64,
    /// Act soon.
    pub high: u64,
    /// Plan to act.
    pub medium: u64,
    /// Know of it.
    pub low: u64,
}

impl FindingCounts {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Critical => self.critical += 1,
            Severity::High => self.high += 1,
            Severity::Medium => self.medium += 1,
            Severity::Low => self.low += 1,
        }
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.critical + self.high + self.medium + self.low
    }

    /// What is left when those are not counted.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        Self {
            critical: self.critical.saturating_sub(other.critical),
            high: self.high.saturating_sub(other.high),
            medium: self.medium.saturating_sub(other.medium),
            low: self.low.saturating_sub(other.low),
        }
    }
}

/// Findings that need nothing, because people decided so of the same ones in the scan before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// How many, by severity.
    pub findings: FindingCounts,
    /// How many of these are real and may stay; the others are no findings.
    pub accepted: u64,
}

/// Why a scan was given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Failure {
    /// A stable code.
    #[schema(example = "content_missing")]
    pub code: String,
    /// What happened and what a person can do.
    pub detail: String,
}

/// A worker's hold on a scan. It stays when the worker lets go, and lasts no longer then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Grows with each claim, so that a worker that was thought dead can't write any more; also
    /// how often the scan was tried.
    pub attempt: u32,
    /// Until when the hold lasts unless it is renewed.
    pub until: Timestamp,
}

/// A scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// Its id.
    pub id: ScanId,
    /// What a person called it.
    pub name: Name,
    /// What is scanned.
    pub source: Source,
    /// The series that it belongs to; none for one of before there were any.
    #[serde(default)]
    pub series: Option<SeriesId>,
    /// The schedule that started it; none where a person or a program did.
    #[serde(default)]
    pub schedule: Option<ScheduleId>,
    /// Where it stands.
    pub state: ScanState,
    /// When it was accepted.
    pub created_at: Timestamp,
    /// Who asked: a user, an API key or a schedule.
    pub created_by: String,
    /// When a worker first took it.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// How far it is.
    pub progress: Progress,
    /// What it found so far; also what [`Scan::findings_left_out`] holds of it.
    pub findings: FindingCounts,
    /// How many findings comments in the files themselves allow; they are kept, and not counted in `findings`.
    #[serde(default)]
    pub findings_accepted: u64,
    /// What of `findings` needs nothing, because people decided of it in the scan before. Apart, so that an end that
    /// breaks off can be begun again.
    #[serde(default)]
    pub findings_left_out: LeftOut,
    /// What it found beyond [`FINDINGS_MAX`], counted but not kept.
    pub findings_dropped: u64,
    /// How bad that is, once it ended.
    pub risk: Option<Risk>,
    /// What the risk adds up to so far, so that a resumed scan goes on from there.
    #[serde(default)]
    pub risk_so_far: RiskAccumulator,
    /// What of that doesn't count, because people decided of it in the scan before.
    #[serde(default)]
    pub risk_left_out: RiskAccumulator,
    /// How it compares with the scan before it of the same series, once it is completed.
    #[serde(default)]
    pub comparison: Option<ComparisonCounts>,
    /// Why it was given up, if it was.
    pub failure: Option<Failure>,
    /// The engine that ran it.
    pub engine_version: String,
    /// The month whose quota it counts to.
    pub period: Period,
    /// Whether it counts to the quota: given back when the platform fails it.
    pub charged: bool,
    /// Who is at it, or was last.
    pub claim: Option<Claim>,
    /// The scan whose findings these are copies of, because the content and the engine were the
    /// same; `None` where the engine was asked.
    #[serde(default)]
    pub reused_from: Option<ScanId>,
    /// The version of the tenant's [`RuleSet`](crate::RuleSet) that it runs, from its first try to its last; `None`
    /// before that.
    #[serde(default)]
    pub rules_version: Option<u64>,
    /// What the assessment came to that it keeps; `None` for scans of content, and for what was kept before this was.
    #[serde(default)]
    pub verdict: Option<Verdict>,
}

/// What an assessment came to, so that a report can say it without the assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Verdict {
    /// The language of its texts.
    pub language: Locale,
    /// The class's id, as `high_risk`.
    pub classification: String,
    /// What the class is called.
    pub classification_name: String,
    /// The articles that decide the class.
    pub articles: Vec<String>,
    /// Why it is that class.
    pub reasons: Vec<String>,
    /// What to do, the most urgent first.
    pub next_steps: Vec<String>,
    /// What the score consists of.
    pub score_parts: Vec<ScoreShare>,
    /// The law that it was read from.
    pub law: String,
}

/// A part of an assessment's score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ScoreShare {
    /// What it is for.
    pub text: String,
    /// What it adds.
    pub points: u8,
}

impl Scan {
    /// What is to be dealt with.
    #[must_use]
    pub fn findings_open(&self) -> FindingCounts {
        self.findings.without(&self.findings_left_out.findings)
    }

    /// How many findings are real and may stay, as comments in the files or people say.
    #[must_use]
    pub fn findings_that_may_stay(&self) -> u64 {
        self.findings_accepted
            .saturating_add(self.findings_left_out.accepted)
    }

    /// How many findings people decided in the scan before to be none.
    #[must_use]
    pub fn findings_false_positive(&self) -> u64 {
        let left_out = &self.findings_left_out;
        left_out.findings.total().saturating_sub(left_out.accepted)
    }
}
