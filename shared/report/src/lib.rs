//! Reports: a scan and its findings as they are shown, and in other formats.
//!
//! What lives here: the shapes in which people and programs see a scan, the writers of JSON, SARIF and CSV, and of the
//! report for people, which is one [`Document`] written as HTML or PDF. What doesn't: tables, buckets, HTTP. The same
//! writers serve the platform and a scan that never leaves a laptop, so that a pipeline reads one format whichever of
//! them ran.

mod csv;
mod document;
mod format;
mod html;
mod json;
mod model;
mod pdf;
mod sarif;
#[cfg(test)]
mod tests;

pub use csv::csv;
pub use document::{Brand, Document, Presentation, of_scan};
pub use format::Format;
pub use html::html;
pub use json::json;
pub use model::{Baseline, FindingOut, ScanOut, SourceOut, UnreadOut};
pub use pdf::{logo_is_drawable, pdf, undrawable};
pub use sarif::sarif;

/// A report that could not be written.
pub type ReportError = Box<dyn std::error::Error + Send + Sync>;
