//! The scan and its findings as the API shows them.

use serde_json::json;

use super::ReportError;
use crate::model::{FindingOut, ScanOut};

/// Writes the report.
pub(crate) fn json(scan: &ScanOut, findings: &[FindingOut]) -> Result<Vec<u8>, ReportError> {
    Ok(serde_json::to_vec(
        &json!({ "scan": scan, "findings": findings }),
    )?)
}
