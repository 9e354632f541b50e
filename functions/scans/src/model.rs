//! Scans and findings as they are shown.

use domain::{
    Category, Failure, Finding, FindingCounts, FindingId, FindingState, Location, Name, Progress,
    Risk, Scan, ScanId, ScanState, Severity, SourceKind,
};
use jiff::Timestamp;
use serde::Serialize;
use store::{Stored, Version};

/// A scan.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct ScanOut {
    /// Its id.
    pub(crate) id: ScanId,
    /// What a person called it.
    pub(crate) name: Name,
    /// Where it stands.
    pub(crate) state: ScanState,
    /// What is scanned.
    source: SourceOut,
    /// When it was accepted.
    created_at: Timestamp,
    /// Who asked.
    created_by: String,
    /// When a worker first took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    started_at: Option<Timestamp>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    finished_at: Option<Timestamp>,
    /// How far it is.
    progress: Progress,
    /// What it found so far.
    findings: FindingCounts,
    /// How many findings there were beyond those that are kept.
    findings_dropped: u64,
    /// How bad it is, once it is completed.
    risk: Option<Risk>,
    /// Why it was given up, if it was.
    failure: Option<Failure>,
    /// The engine that ran it.
    pub(crate) engine_version: String,
    /// The earlier scan that this one's findings were taken from: within a day the same engine had
    /// scanned the same content under the same name. Nothing was scanned again, so only the scan
    /// itself counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    reused_from: Option<ScanId>,
}

/// What is scanned.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct SourceOut {
    /// How it came.
    kind: SourceKind,
    /// The name of the file, for an upload.
    #[serde(skip_serializing_if = "String::is_empty")]
    file_name: String,
    /// Its size as it came.
    bytes: u64,
}

impl From<Scan> for ScanOut {
    fn from(scan: Scan) -> Self {
        Self {
            id: scan.id,
            name: scan.name,
            state: scan.state,
            source: SourceOut {
                kind: scan.source.kind,
                file_name: scan.source.file_name,
                bytes: scan.source.bytes,
            },
            created_at: scan.created_at,
            created_by: scan.created_by,
            started_at: scan.started_at,
            finished_at: scan.finished_at,
            progress: scan.progress,
            findings: scan.findings,
            findings_dropped: scan.findings_dropped,
            risk: scan.risk,
            failure: scan.failure,
            engine_version: scan.engine_version,
            reused_from: scan.reused_from,
        }
    }
}

/// A finding.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct FindingOut {
    /// Its id.
    pub(crate) id: FindingId,
    /// The detector that found it.
    pub(crate) detector: String,
    /// What the detector finds.
    pub(crate) title: String,
    /// What kind of thing.
    pub(crate) category: Category,
    /// How bad.
    pub(crate) severity: Severity,
    /// How sure, 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    pub(crate) confidence: f64,
    /// The articles of law it touches.
    pub(crate) article: String,
    /// Where.
    pub(crate) location: Location,
    /// The value, masked.
    pub(crate) evidence: String,
    /// How often it stands there.
    pub(crate) occurrences: u64,
    /// The same for the same value in every scan of the tenant.
    pub(crate) fingerprint: String,
    /// What speaks for it and against it.
    pub(crate) explanation: Vec<String>,
    /// What people made of it.
    pub(crate) state: FindingState,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// Who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) triaged_by: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) triaged_at: Option<Timestamp>,
    /// Its version, for `If-Match`.
    pub(crate) etag: String,
}

impl FindingOut {
    pub(crate) fn new(finding: Finding, version: Version) -> Self {
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
            etag: api::etag(version),
        }
    }
}

impl From<Stored<Finding>> for FindingOut {
    fn from(stored: Stored<Finding>) -> Self {
        Self::new(stored.record, stored.version)
    }
}
