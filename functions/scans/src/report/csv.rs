//! A table of findings (RFC 4180).

use super::ReportError;
use crate::model::FindingOut;

/// Writes the table.
pub(crate) fn csv(findings: &[FindingOut]) -> Result<Vec<u8>, ReportError> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "severity",
        "path",
        "part",
        "line",
        "column",
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
    ])?;
    for finding in findings {
        let number = |number: Option<u64>| number.map(|n| n.to_string()).unwrap_or_default();
        writer.write_record([
            finding.severity.as_str(),
            &inert(&finding.location.path),
            &inert(finding.location.part.as_deref().unwrap_or_default()),
            &number(finding.location.line),
            &number(finding.location.column),
            &finding.detector,
            &finding.title,
            serde_json::to_value(finding.category)?
                .as_str()
                .unwrap_or_default(),
            &format!("{:.2}", finding.confidence),
            &inert(&finding.evidence),
            &finding.occurrences.to_string(),
            &finding.article,
            finding.state.as_str(),
            &inert(finding.reason.as_deref().unwrap_or_default()),
            &finding.fingerprint,
            &finding.id.to_string(),
        ])?;
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
