//! Scans and findings as they are shown.

use domain::{
    Category, ComparisonCounts, Failure, Finding, FindingCounts, FindingId, FindingState, Location,
    Name, Progress, Risk, Scan, ScanId, ScanState, ScheduleId, SeriesId, Severity, SourceKind,
    Verdict, Website,
};
use jiff::Timestamp;
use serde::Serialize;

/// A scan.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ScanOut {
    /// Its id.
    pub id: ScanId,
    /// What a person called it.
    pub name: Name,
    /// Where it stands.
    pub state: ScanState,
    /// What is scanned.
    pub source: SourceOut,
    /// When it was accepted.
    pub created_at: Timestamp,
    /// Who asked.
    pub created_by: String,
    /// When a worker first took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
    /// How far it is.
    pub progress: Progress,
    /// What it found so far and is to be dealt with. What people decide of its findings later changes it only in the
    /// scan after it.
    pub findings: FindingCounts,
    /// How many further findings may stay: comments in the files themselves allow them, or people accepted the same in
    /// the scan before.
    pub findings_accepted: u64,
    /// How many further findings people decided in the scan before to be none.
    pub findings_false_positive: u64,
    /// How many findings there were beyond those that are kept.
    pub findings_dropped: u64,
    /// How bad it is, once it is completed.
    pub risk: Option<Risk>,
    /// Why it was given up, if it was.
    pub failure: Option<Failure>,
    /// The engine that ran it.
    pub engine_version: String,
    /// The series that it belongs to: the scans of the same thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<SeriesId>,
    /// The schedule that started it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<ScheduleId>,
    /// How it compares with the scan before it of the same series, once it is completed and if there
    /// is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<ComparisonCounts>,
    /// The earlier scan that this one's findings were taken from: within a day the same engine had
    /// scanned the same content under the same name. Nothing was scanned again, so only the scan
    /// itself counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reused_from: Option<ScanId>,
    /// The version of the tenant's rules and changed detectors that it ran; none where there never were any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules_version: Option<u64>,
    /// What it came to, where it keeps an assessment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
}

/// Something that should have been scanned and could not be read, so that nobody takes its silence for clean.
#[derive(Debug, Serialize)]
pub struct UnreadOut {
    /// Where it is, as findings name their files.
    pub path: String,
    /// What the system said.
    pub reason: String,
}

/// What is scanned.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SourceOut {
    /// How it came.
    pub kind: SourceKind,
    /// The name of the file, for an upload.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file_name: String,
    /// Its size as it came; 0 for a website.
    pub bytes: u64,
    /// The website, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<Website>,
}

impl From<Scan> for ScanOut {
    fn from(scan: Scan) -> Self {
        let findings = scan.findings_open();
        let findings_accepted = scan.findings_that_may_stay();
        let findings_false_positive = scan.findings_false_positive();
        Self {
            id: scan.id,
            name: scan.name,
            state: scan.state,
            source: SourceOut {
                kind: scan.source.kind,
                file_name: scan.source.file_name,
                bytes: scan.source.bytes,
                website: scan.source.website,
            },
            created_at: scan.created_at,
            created_by: scan.created_by,
            started_at: scan.started_at,
            finished_at: scan.finished_at,
            progress: scan.progress,
            findings,
            findings_accepted,
            findings_false_positive,
            findings_dropped: scan.findings_dropped,
            risk: scan.risk,
            failure: scan.failure,
            engine_version: scan.engine_version,
            series: scan.series,
            schedule: scan.schedule,
            comparison: scan.comparison,
            reused_from: scan.reused_from,
            rules_version: scan.rules_version.filter(|version| *version > 0),
            verdict: scan.verdict,
        }
    }
}

/// A finding.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FindingOut {
    /// Its id.
    pub id: FindingId,
    /// The detector that found it.
    pub detector: String,
    /// What the detector finds.
    pub title: String,
    /// What kind of thing.
    pub category: Category,
    /// How bad.
    pub severity: Severity,
    /// How sure, 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    pub confidence: f64,
    /// The articles of law it touches.
    pub article: String,
    /// Where.
    pub location: Location,
    /// The value, masked.
    pub evidence: String,
    /// How often it stands there.
    pub occurrences: u64,
    /// The same for the same value in every scan of the tenant.
    pub fingerprint: String,
    /// What speaks for it and against it.
    pub explanation: Vec<String>,
    /// What people made of it.
    pub state: FindingState,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub triaged_by: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub triaged_at: Option<Timestamp>,
    /// Its version, for `If-Match`. A finding that is kept nowhere has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(required = true)]
    pub etag: String,
    /// How it compares with the scan before, or with a baseline on the caller's own machine; only
    /// where that is asked: in comparisons and reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// The file that was read, where `location.path` may go on inside it; known only to who has the files.
    #[serde(skip)]
    pub file: Option<String>,
    /// The commit that brought it. Only a scan of a repository's history knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(ignore)]
    pub commit: Option<String>,
}

/// What people are told about a detector of the engine, or about a check of a website.
pub(crate) fn meta(id: &str) -> Option<&'static detect::DetectorMeta> {
    detect::Engine::standard()
        .detector(id)
        .or_else(|| website::catalogue::check(id))
}

/// How a finding compares with a baseline: the scan before, or a file that tells of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Baseline {
    /// The baseline doesn't know it.
    New,
    /// The baseline knows it.
    Unchanged,
    /// The baseline knows it, and it is no longer there.
    Absent,
}

impl Baseline {
    /// How it is written, which is how SARIF writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::Absent => "absent",
        }
    }
}

impl FindingOut {
    /// The finding as it is shown. `etag` is its version, for who changes it.
    #[must_use]
    pub fn new(finding: Finding, etag: String) -> Self {
        let (reason, by, at) = match finding.triage {
            Some(triage) => (Some(triage.reason), Some(triage.by), Some(triage.at)),
            None => (None, None, None),
        };
        Self {
            id: finding.id,
            detector: finding.detector,
            title: finding.title,
            category: finding.category,
            severity: finding.severity,
            confidence: f64::from(finding.confidence_percent) / 100.0,
            article: finding.article,
            location: finding.location,
            evidence: finding.evidence,
            occurrences: finding.occurrences,
            fingerprint: finding.fingerprint,
            explanation: finding.explanation,
            state: finding.state,
            reason,
            triaged_by: by,
            triaged_at: at,
            etag,
            baseline: None,
            file: None,
            commit: None,
        }
    }
}
