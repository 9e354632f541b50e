//! Reports: a scan and its findings as they are shown, and in other formats.
//!
//! What lives here: the shapes in which people and programs see a scan, and the writers of JSON, SARIF and CSV.
//! What doesn't: tables, buckets, HTTP. The same writers serve the platform and a scan that never leaves a
//! laptop, so that a pipeline reads one format whichever of them ran.

mod csv;
mod json;
mod model;
mod sarif;

pub use csv::csv;
pub use json::json;
pub use model::{Baseline, FindingOut, ScanOut, SourceOut};
pub use sarif::sarif;

/// A report that could not be written.
pub type ReportError = Box<dyn std::error::Error + Send + Sync>;
