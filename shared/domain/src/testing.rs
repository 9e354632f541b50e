//! What the tests of this crate are about.

use jiff::Timestamp;

use crate::{
    Category, Finding, FindingCounts, FindingId, FindingState, LeftOut, Location, Name, Period,
    Progress, RiskAccumulator, Scan, ScanId, ScanState, Severity, Source, SourceKind, UploadId,
};

/// A scan that was accepted then and is completed.
pub(crate) fn scan(at: Timestamp) -> Scan {
    Scan {
        id: ScanId::at(at),
        name: Name::try_from("letter".to_owned()).unwrap(),
        source: Source {
            kind: SourceKind::Text,
            upload: Some(UploadId::at(at)),
            file_name: String::new(),
            bytes: 1,
            website: None,
        },
        series: None,
        state: ScanState::Completed,
        created_at: at,
        created_by: "system:test".to_owned(),
        started_at: Some(at),
        finished_at: Some(at),
        progress: Progress::default(),
        findings: FindingCounts::default(),
        findings_accepted: 0,
        findings_left_out: LeftOut::default(),
        findings_dropped: 0,
        risk: None,
        risk_so_far: RiskAccumulator::new(),
        risk_left_out: RiskAccumulator::new(),
        comparison: None,
        failure: None,
        engine_version: "1".to_owned(),
        period: Period::of(at),
        charged: true,
        claim: None,
        reused_from: None,
        schedule: None,
        rules_version: None,
        verdict: None,
    }
}

/// A finding of a scan.
pub(crate) fn finding(scan: &Scan, severity: Severity, place: &str) -> Finding {
    Finding {
        id: FindingId::derive(scan.id, severity, place, 0),
        scan: scan.id,
        detector: "email".to_owned(),
        title: "E-mail address".to_owned(),
        category: Category::PersonalData,
        severity,
        confidence_percent: 90,
        article: String::new(),
        location: Location {
            path: String::new(),
            part: None,
            line: Some(1),
            column: Some(1),
            end_line: Some(1),
            end_column: Some(9),
        },
        evidence: "j*******".to_owned(),
        occurrences: 1,
        fingerprint: place.to_owned(),
        explanation: Vec::new(),
        state: FindingState::Open,
        triage: None,
    }
}
