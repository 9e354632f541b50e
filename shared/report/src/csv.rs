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
            finding.location.path.clone(),
            finding.location.part.clone().unwrap_or_default(),
            number(finding.location.line),
            number(finding.location.column),
            number(finding.location.end_line),
            number(finding.location.end_column),
            finding.detector.clone(),
            finding.title.clone(),
            category.as_str().unwrap_or_default().to_owned(),
            format!("{:.2}", finding.confidence),
            finding.evidence.clone(),
            finding.occurrences.to_string(),
            finding.article.clone(),
            finding.state.as_str().to_owned(),
            finding.reason.clone().unwrap_or_default(),
            finding.fingerprint.clone(),
            finding.id.to_string(),
        ];
        let baseline = finding.baseline.map_or("", Baseline::as_str);
        record.extend(has_baseline.then(|| baseline.to_owned()));
        record.extend(has_commit.then(|| finding.commit.clone().unwrap_or_default()));
        // Whoever wrote it: a rule's name and its articles come from a tenant, or from a file that a stranger sent.
        writer.write_record(record.into_iter().map(inert))?;
    }
    Ok(writer.into_inner()?)
}

/// Text that a spreadsheet would run as a formula, made text again (OWASP, CSV injection).
fn inert(text: String) -> String {
    const STARTS: [char; 11] = [
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ];
    if text.starts_with(STARTS) {
        format!("'{text}")
    } else {
        text
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
            ("\u{ff1d}1+1", "'\u{ff1d}1+1"),
            ("src/a.py", "src/a.py"),
            ("0.95", "0.95"),
            ("", ""),
        ] {
            assert_eq!(inert(given.to_owned()), wanted);
        }
    }
}
