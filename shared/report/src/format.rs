//! The formats of a report.

use domain::Locale;
use serde::Deserialize;

/// A report's format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// The scan and its findings as the API shows them.
    #[default]
    Json,
    /// SARIF 2.1.0, for code hosts and editors.
    Sarif,
    /// A table, RFC 4180.
    Csv,
    /// A page for people, whole in one file.
    Html,
    /// Pages for people, to print and to file: PDF 1.7, tagged (PDF/UA-1).
    Pdf,
}

impl Format {
    /// How the name of every file ends that a report may be kept in: a deleted scan leaves none of them.
    pub const FILES: [&str; 7] = [
        "json", "sarif", "csv", "en.html", "nl.html", "en.pdf", "nl.pdf",
    ];

    /// How the name of a report's file ends. What a person reads is another file in each language.
    #[must_use]
    pub fn file(self, language: Locale) -> &'static str {
        match (self, language) {
            (Self::Json, _) => "json",
            (Self::Sarif, _) => "sarif",
            (Self::Csv, _) => "csv",
            (Self::Html, Locale::En) => "en.html",
            (Self::Html, Locale::Nl) => "nl.html",
            (Self::Pdf, Locale::En) => "en.pdf",
            (Self::Pdf, Locale::Nl) => "nl.pdf",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Sarif => "application/sarif+json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_may_be_written_is_one_that_is_deleted() {
        for format in [
            Format::Json,
            Format::Sarif,
            Format::Csv,
            Format::Html,
            Format::Pdf,
        ] {
            for language in [Locale::En, Locale::Nl] {
                assert!(Format::FILES.contains(&format.file(language)));
            }
        }
    }
}
