//! Scans and findings as they are shown.

use domain::Finding;
pub(crate) use report::{FindingOut, ScanOut};
use store::{Stored, Version};

/// A finding as it is shown at this version.
pub(crate) fn finding_at(finding: Finding, version: Version) -> FindingOut {
    FindingOut::new(finding, api::etag(version))
}

/// A finding as it is shown.
pub(crate) fn finding_out(stored: Stored<Finding>) -> FindingOut {
    finding_at(stored.record, stored.version)
}
