//! The scan and its findings as the API shows them.

use serde_json::json;

use crate::ReportError;
use crate::model::{FindingOut, ScanOut, UnreadOut};

/// Writes the report. `unread` stands in it if there is any.
///
/// # Errors
/// When a value does not fit the format, which none that the engine tells does.
pub fn json(
    scan: &ScanOut,
    findings: &[FindingOut],
    unread: &[UnreadOut],
) -> Result<Vec<u8>, ReportError> {
    let mut report = json!({ "scan": scan, "findings": findings });
    if !unread.is_empty() {
        report["unread"] = serde_json::to_value(unread)?;
    }
    Ok(serde_json::to_vec(&report)?)
}
