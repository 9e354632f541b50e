//! What is written down while a scan runs, so that another worker can go on from there.

use std::collections::HashMap;

use detect::risk::RiskAccumulator;
use detect::{Engine, ReasonKind};
use domain::{Claim, Clock, FINDINGS_MAX, Finding, FindingId, FindingState, Risk, Scan, ScanId};
use jiff::{SignedDuration, Timestamp};
use store::{Stored, TenantStore};

use crate::attempt::CLAIM_LEASE;
use crate::engine::Step;
use crate::failure::Trouble;

/// How many findings are written together.
const FLUSH_FINDINGS: usize = 100;
/// How long progress may go unwritten; a small part of the claim's lease.
const FLUSH_AFTER: SignedDuration = SignedDuration::from_secs(5);

/// The scan's record and what is still to be written.
pub(crate) struct Ledger<'a> {
    store: &'a TenantStore<'a>,
    clock: &'a Clock,
    stored: Stored<Scan>,
    risk: RiskAccumulator,
    unwritten: Vec<Finding>,
    written_at: Timestamp,
    dirty: bool,
}

impl<'a> Ledger<'a> {
    /// Goes on from what the record says.
    pub(crate) fn new(store: &'a TenantStore<'a>, clock: &'a Clock, stored: Stored<Scan>) -> Self {
        let risk = serde_json::from_str(&stored.record.risk_so_far).unwrap_or_default();
        let written_at = clock.now();
        Self {
            store,
            clock,
            stored,
            risk,
            unwritten: Vec::new(),
            written_at,
            dirty: false,
        }
    }

    /// How many documents are done and written.
    pub(crate) fn documents(&self) -> u64 {
        self.stored.record.progress.documents
    }

    /// The record as it was last written.
    pub(crate) fn stored(&self) -> Stored<Scan> {
        self.stored.clone()
    }

    /// How bad it is so far.
    pub(crate) fn risk(&self) -> Risk {
        self.risk.score()
    }

    /// Takes a document with its findings.
    pub(crate) async fn take(&mut self, step: Step) -> Result<(), Trouble> {
        let scan = &mut self.stored.record;
        let mut seen = HashMap::new();
        for finding in step.findings {
            self.risk.add(finding.severity, finding.confidence);
            scan.findings.add(finding.severity);
            if scan.findings.total() > FINDINGS_MAX {
                scan.findings_dropped += 1;
            } else {
                self.unwritten.push(to_record(
                    scan.id,
                    step.document.ordinal,
                    finding,
                    &mut seen,
                ));
            }
        }
        scan.progress.documents += 1;
        scan.progress.bytes += step.document.bytes;
        self.dirty = true;
        let due = self.clock.now().duration_since(self.written_at) >= FLUSH_AFTER;
        if due || self.unwritten.len() >= FLUSH_FINDINGS {
            self.flush().await
        } else {
            Ok(())
        }
    }

    /// Writes the findings, then the progress that covers them, and renews the claim.
    pub(crate) async fn flush(&mut self) -> Result<(), Trouble> {
        if !self.dirty {
            return Ok(());
        }
        self.store.put_all(&self.unwritten).await?;
        self.unwritten.clear();
        let now = self.clock.now();
        let scan = &mut self.stored.record;
        scan.risk_so_far = serde_json::to_string(&self.risk)
            .map_err(|error| Trouble::Passing(error.to_string()))?;
        if let Some(Claim { until, .. }) = &mut scan.claim {
            *until = now.saturating_add(CLAIM_LEASE).unwrap_or(now);
        }
        self.stored.version = self.store.replace(scan, self.stored.version).await?;
        self.written_at = now;
        self.dirty = false;
        Ok(())
    }
}

/// A finding of the engine as it is kept.
fn to_record(
    scan: ScanId,
    document: u64,
    finding: detect::Finding,
    seen: &mut HashMap<String, u64>,
) -> Finding {
    let meta = Engine::standard().detector(finding.detector);
    let line = finding.location.line.unwrap_or(0);
    let column = finding.location.column.unwrap_or(0);
    let fingerprint = finding.fingerprint.as_str();
    let place = format!(
        "{document}:{line}:{column}:{}:{fingerprint}",
        finding.detector
    );
    let ordinal = seen.entry(place.clone()).or_default();
    let id = FindingId::derive(scan, finding.severity, &place, *ordinal);
    *ordinal += 1;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a confidence is 0 to 1"
    )]
    let confidence_percent = (finding.confidence.clamp(0.0, 1.0) * 100.0).round() as u8;
    Finding {
        id,
        scan,
        detector: finding.detector.to_owned(),
        title: meta
            .map_or(finding.detector, |meta| meta.name.en)
            .to_owned(),
        category: meta.map_or(domain::Category::File, |meta| meta.category),
        severity: finding.severity,
        confidence_percent,
        article: meta.map_or("", |meta| meta.article).to_owned(),
        location: finding.location,
        evidence: finding.evidence,
        occurrences: finding.occurrences,
        fingerprint: fingerprint.to_owned(),
        explanation: finding.explanation.iter().map(explain).collect(),
        state: FindingState::Open,
        triage: None,
    }
}

/// One step of the reasoning, in words.
fn explain(reason: &detect::Reason) -> String {
    let sign = match reason.kind {
        ReasonKind::Against => "against",
        ReasonKind::Shape | ReasonKind::Check | ReasonKind::Context | ReasonKind::Grouping => "for",
    };
    format!("{sign}: {reason}")
}
