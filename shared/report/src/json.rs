//! The scan and its findings as the API shows them.

use serde_json::json;

use crate::ReportError;
use crate::model::{FindingOut, ScanOut};

/// Writes the report.
///
/// # Errors
/// When a value does not fit the format, which none that the engine tells does.
pub fn json(scan: &ScanOut, findings: &[FindingOut]) -> Result<Vec<u8>, ReportError> {
    Ok(serde_json::to_vec(
        &json!({ "scan": scan, "findings": findings }),
    )?)
}
