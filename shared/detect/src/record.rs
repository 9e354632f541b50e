//! A finding as it is kept and shown: with an id, its detector's texts, and what a comment decided.

use std::collections::HashMap;

use domain::{Category, FindingId, FindingState, ScanId, Triage};
use jiff::Timestamp;

use crate::engine::Engine;
use crate::finding::{Finding, Reason, ReasonKind};

/// Who decided about a finding that a comment in the file itself allows: see [`Finding::suppressed`].
pub const DECIDED_BY_FILE: &str = "file";

/// Makes records of one document's findings. The ids follow from scan, document and place, so that the same
/// findings make the same records.
#[derive(Debug)]
pub struct Records {
    scan: ScanId,
    document: u64,
    seen: HashMap<String, u64>,
}

impl Records {
    /// For the document with this number, see [`Document::ordinal`](crate::Document::ordinal).
    #[must_use]
    pub fn new(scan: ScanId, document: u64) -> Self {
        Self {
            scan,
            document,
            seen: HashMap::new(),
        }
    }

    /// The record of a finding under its fingerprint, or what stands for that. `now` is when a comment's
    /// decision is taken note of.
    pub fn record(
        &mut self,
        finding: Finding,
        fingerprint: String,
        now: Timestamp,
    ) -> domain::Finding {
        let detector = finding.detector_id().to_owned();
        let (title, category, article) = match &finding.rule {
            Some(rule) => (&*rule.name, rule.category, &*rule.article),
            None => match Engine::standard().detector(finding.detector) {
                Some(meta) => (meta.name.en, meta.category, meta.article),
                None => (finding.detector, Category::File, ""),
            },
        };
        let (title, article) = (title.to_owned(), article.to_owned());
        let line = finding.location.line.unwrap_or(0);
        let column = finding.location.column.unwrap_or(0);
        let mut place = format!("{}:{line}:{column}:{detector}:{fingerprint}", self.document);
        if let Some(part) = &finding.location.part {
            place.push(':');
            place.push_str(part);
        }
        let ordinal = self.seen.entry(place.clone()).or_default();
        let id = FindingId::derive(self.scan, finding.severity, &place, *ordinal);
        *ordinal += 1;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a confidence is 0 to 1"
        )]
        let confidence_percent = (finding.confidence.clamp(0.0, 1.0) * 100.0).round() as u8;
        let triage = finding.suppressed.map(|reason| Triage {
            reason,
            by: DECIDED_BY_FILE.to_owned(),
            at: now,
        });
        domain::Finding {
            id,
            scan: self.scan,
            detector,
            title,
            category,
            severity: finding.severity,
            confidence_percent,
            article,
            location: finding.location,
            evidence: finding.evidence,
            occurrences: finding.occurrences,
            fingerprint,
            explanation: finding.explanation.iter().map(explain).collect(),
            state: match triage {
                Some(_) => FindingState::Accepted,
                None => FindingState::Open,
            },
            triage,
        }
    }
}

/// One step of the reasoning, in words.
pub(crate) fn explain(reason: &Reason) -> String {
    match reason.kind {
        ReasonKind::Against => format!("against: {reason}"),
        ReasonKind::Shape | ReasonKind::Check | ReasonKind::Context | ReasonKind::Grouping => {
            format!("for: {reason}")
        }
        ReasonKind::Comment => format!("note: {}", reason.detail),
    }
}
