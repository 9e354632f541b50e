//! The platform's answers, as far as this program reads them. Unknown fields are ignored, so that an older
//! program works with a newer platform.

use serde::Deserialize;

/// How bad a finding is. Ordered: critical is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Low,
    /// Personal data or a weakness that needs a reason to be there.
    Medium,
    /// Does harm when it leaks.
    High,
    /// Act today.
    Critical,
}

impl Severity {
    /// Every severity, worst first.
    pub const FROM_WORST: [Self; 4] = [Self::Critical, Self::High, Self::Medium, Self::Low];

    /// The word that people read.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// One thing found, or the same thing found several times in one place.
#[derive(Debug, Clone, Deserialize)]
pub struct Finding {
    /// What was found, for people.
    pub title: String,
    /// How bad it is.
    pub severity: Severity,
    /// The articles of law that it touches.
    #[serde(default)]
    pub article: Option<String>,
    /// Where it is.
    pub location: Location,
    /// The value, masked by the platform.
    #[serde(default)]
    pub evidence: Option<String>,
    /// How often it occurs there.
    #[serde(default = "once")]
    pub occurrences: u64,
    /// The commit that brought it, where that was asked.
    #[serde(default)]
    pub commit: Option<String>,
    /// What was decided about it.
    #[serde(default)]
    pub state: FindingState,
}

/// What was decided about a finding, as far as it matters here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    /// It is real and stays, with a reason.
    Accepted,
    /// It is not what it seems.
    FalsePositive,
    /// Anything else: it is to be dealt with.
    #[default]
    #[serde(other)]
    Open,
}

fn once() -> u64 {
    1
}

/// A place in the scanned folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Location {
    /// Path in the folder, with `/` between its parts.
    pub path: String,
    /// The part of the document, where it has parts: `page 3`, `Sheet1!B7`.
    #[serde(default)]
    pub part: Option<String>,
    /// Line, from 1, where the document has lines.
    #[serde(default)]
    pub line: Option<u64>,
    /// Column in characters, from 1.
    #[serde(default)]
    pub column: Option<u64>,
}

/// An assessment that was begun.
#[derive(Debug, Deserialize)]
pub(crate) struct Begun {
    pub(crate) id: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ScanState {
    Queued,
    Running,
    Completed,
    Failed,
    Cancelled,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Scan {
    pub(crate) id: String,
    pub(crate) state: ScanState,
    #[serde(default)]
    pub(crate) progress: Work,
    #[serde(default)]
    pub(crate) findings: Counts,
    #[serde(default)]
    pub(crate) findings_accepted: u64,
    #[serde(default)]
    pub(crate) findings_false_positive: u64,
    #[serde(default)]
    pub(crate) findings_dropped: u64,
    #[serde(default)]
    pub(crate) risk: Option<Risk>,
    #[serde(default)]
    pub(crate) failure: Option<ScanFailure>,
    /// The earlier scan of the same content that it was answered from.
    #[serde(default)]
    pub(crate) reused_from: Option<String>,
    /// How it compares with the scan before.
    #[serde(default)]
    pub(crate) comparison: Option<Changes>,
}

/// What changed since the scan before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) struct Changes {
    pub(crate) new: u64,
    pub(crate) unchanged: u64,
    pub(crate) fixed: u64,
    /// Whether the same version of the engine found both.
    pub(crate) same_engine: bool,
    /// Whether the same rules of the tenant did.
    #[serde(default = "yes")]
    pub(crate) same_rules: bool,
}

fn yes() -> bool {
    true
}

/// Findings per severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Counts {
    pub(crate) critical: u64,
    pub(crate) high: u64,
    pub(crate) medium: u64,
    pub(crate) low: u64,
}

impl Counts {
    /// How many findings have this severity.
    pub(crate) fn get(self, severity: Severity) -> u64 {
        match severity {
            Severity::Critical => self.critical,
            Severity::High => self.high,
            Severity::Medium => self.medium,
            Severity::Low => self.low,
        }
    }

    /// All of them.
    pub(crate) fn total(self) -> u64 {
        self.critical + self.high + self.medium + self.low
    }

    /// The worst severity that was found.
    pub(crate) fn worst(self) -> Option<Severity> {
        Severity::FROM_WORST
            .into_iter()
            .find(|severity| self.get(*severity) > 0)
    }
}

/// What a scan has looked at.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(crate) struct Work {
    pub(crate) documents: u64,
    pub(crate) bytes: u64,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Risk {
    /// From 0 (nothing found) to 100.
    pub(crate) score: f64,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ScanFailure {
    pub(crate) code: String,
    pub(crate) detail: String,
}

/// A website to scan.
#[derive(Debug, serde::Serialize)]
pub(crate) struct WebsiteIn<'a> {
    pub(crate) url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pages_max: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) depth_max: Option<u8>,
}

/// A website that is scanned by the clock.
#[derive(Debug, Deserialize)]
pub(crate) struct Schedule {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) website: ScheduledWebsite,
    pub(crate) cron: String,
    pub(crate) timezone: String,
    pub(crate) enabled: bool,
    pub(crate) next_runs: Vec<String>,
    pub(crate) last_run: Option<ScheduleRun>,
}

/// The website of a schedule.
#[derive(Debug, Deserialize)]
pub(crate) struct ScheduledWebsite {
    pub(crate) url: String,
}

/// What came of the last time that a schedule was due.
#[derive(Debug, Deserialize)]
pub(crate) struct ScheduleRun {
    pub(crate) due_at: String,
    pub(crate) scan: Option<String>,
    pub(crate) refusal: Option<ScanFailure>,
}

/// A page of schedules.
#[derive(Debug, Deserialize)]
pub(crate) struct SchedulePage {
    pub(crate) items: Vec<Schedule>,
}

/// Where a packed folder may be put, once.
#[derive(Debug, Deserialize)]
pub(crate) struct Upload {
    #[serde(rename = "upload")]
    pub(crate) id: String,
    pub(crate) url: String,
    #[serde(default)]
    pub(crate) headers: std::collections::BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FindingPage {
    pub(crate) items: Vec<Finding>,
    #[serde(default)]
    pub(crate) next_cursor: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Usage {
    pub(crate) plan: String,
    pub(crate) meters: Vec<MeterReading>,
}

/// One meter of the plan; without a limit it is only counted.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct MeterReading {
    pub(crate) meter: String,
    pub(crate) used: u64,
    #[serde(default)]
    pub(crate) limit: Option<u64>,
}

/// An error as the platform tells it (RFC 9457).
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Problem {
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) code: Option<String>,
    #[serde(default)]
    pub(crate) detail: Option<String>,
    #[serde(default)]
    pub(crate) errors: Vec<FieldProblem>,
    #[serde(default)]
    pub(crate) request_id: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct FieldProblem {
    pub(crate) field: String,
    pub(crate) detail: String,
}
