//! A table of findings (RFC 4180).

use crate::ReportError;
use crate::model::{Baseline, FindingOut};

/// Writes the table.
///
/// # Errors
/// When a value does not fit the format, which none that the engine tells does.
pub fn csv(findings: &[FindingOut]) -> Result<Vec<u8>, ReportError> {
    // A column that only some scans can fill stands in no other's table.
    let has_baseline = findings.iter().any(|finding| finding.baseline.is_some());
    let has_commit = findings.iter().any(|finding| finding.commit.is_some());
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let mut header = vec![
        "severity",
        "path",
        "part",
        "line",
        "column",
        "end_line",
        "end_column",
        "detector",
        "title",
        "category",
        "confidence",
        "evidence",
        "occurrences",
        "article",
        "state",
        "reason",
        "fingerprint",
        "id",
    ];
    header.extend(has_baseline.then_some("baseline"));
    header.extend(has_commit.then_some("commit"));
    writer.write_record(header)?;
    for finding in findings {
        let number = |number: Option<u64>| number.map(|n| n.to_string()).unwrap_or_default();
        let category = serde_json::to_value(finding.category)?;
        let mut record = vec![
            finding.severity.as_str().to_owned(),
            inert(&finding.location.path),
            inert(finding.location.part.as_deref().unwrap_or_default()),
            number(finding.location.line),
            number(finding.location.column),
            number(finding.location.end_line),
            number(finding.location.end_column),
            finding.detector.clone(),
            finding.title.clone(),
            category.as_str().unwrap_or_default().to_owned(),
            format!("{:.2}", finding.confidence),
            inert(&finding.evidence),
            finding.occurrences.to_string(),
            finding.article.clone(),
            finding.state.as_str().to_owned(),
            inert(finding.reason.as_deref().unwrap_or_default()),
            finding.fingerprint.clone(),
            finding.id.to_string(),
        ];
        let baseline = finding.baseline.map_or("", Baseline::as_str);
        record.extend(has_baseline.then(|| baseline.to_owned()));
        record.extend(has_commit.then(|| finding.commit.clone().unwrap_or_default()));
        writer.write_record(record)?;
    }
    Ok(writer.into_inner()?)
}

/// Text that a spreadsheet would run as a formula, made text again (OWASP, CSV injection). Paths
/// and reasons are written by others than the one who opens the table.
fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn formulas_are_made_inert() {
        for (given, wanted) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("src/a.py", "src/a.py"),
            ("", ""),
        ] {
            assert_eq!(inert(given), wanted);
        }
    }
}
