//! Reports: a scan and its findings in other formats.

mod csv;
mod json;
mod sarif;

pub(crate) use csv::csv;
pub(crate) use json::json;
pub(crate) use sarif::sarif;

/// A report that could not be written.
pub(crate) type ReportError = Box<dyn std::error::Error + Send + Sync>;
