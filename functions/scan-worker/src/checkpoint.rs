//! What is written down while a scan runs, so that another worker can go on from there.

use std::collections::HashMap;

use detect::risk::RiskAccumulator;
use detect::{Engine, ReasonKind};
use domain::{Claim, Clock, FINDINGS_MAX, Finding, FindingId, FindingState, Risk, Scan, ScanId};
use jiff::{SignedDuration, Timestamp};
use messages::Queue;
use store::{Stored, TenantStore};

use crate::attempt::CLAIM_LEASE;
use crate::engine::Step;
use crate::failure::Trouble;

/// How many findings are written together.
const FLUSH_FINDINGS: usize = 100;
/// How long progress may go unwritten; a small part of the claim's lease.
const FLUSH_AFTER: SignedDuration = SignedDuration::from_secs(5);

/// For how long a message stays hidden after each beat: longer than the claim, so that who gets it
/// after a crash finds the claim lapsed.
const HIDDEN_SECONDS: i32 = 60;

/// Keeps the message hidden while its worker lives. The queue's own time-out is for the longest
/// that a function may run; after a crash nobody should wait for that.
pub(crate) struct Pulse<'a> {
    pub(crate) queue: &'a Queue,
    pub(crate) receipt_handle: &'a str,
}

impl Pulse<'_> {
    /// Says that the worker lives. A beat that is missed costs nothing but the wait.
    pub(crate) async fn beat(&self) {
        if let Err(error) = self
            .queue
            .retry_in(self.receipt_handle, HIDDEN_SECONDS)
            .await
        {
            tracing::warn!(%error, "a message could not be kept hidden");
        }
    }
}

/// The scan's record and what is still to be written.
pub(crate) struct Ledger<'a> {
    store: &'a TenantStore<'a>,
    clock: &'a Clock,
    stored: Stored<Scan>,
    risk: RiskAccumulator,
    unwritten: Vec<Finding>,
    /// The record as it was last written; `stored` is ahead of it.
    written: Scan,
    written_at: Timestamp,
    dirty: bool,
    pulse: Pulse<'a>,
}

impl<'a> Ledger<'a> {
    /// Goes on from what the record says.
    pub(crate) fn new(
        store: &'a TenantStore<'a>,
        clock: &'a Clock,
        stored: Stored<Scan>,
        pulse: Pulse<'a>,
    ) -> Self {
        let risk = serde_json::from_str(&stored.record.risk_so_far).unwrap_or_default();
        let written_at = clock.now();
        Self {
            store,
            clock,
            risk,
            unwritten: Vec::new(),
            written_at,
            dirty: false,
            written: stored.record.clone(),
            pulse,
            stored,
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

    /// Says that the worker lives, to the queue and in the record, and writes what there is.
    pub(crate) async fn beat(&mut self) -> Result<(), Trouble> {
        self.pulse.beat().await;
        self.dirty = true;
        self.flush().await
    }

    /// Makes sure that the claim is still ours before findings are written, which no version
    /// guards: one that ran out may have been taken over.
    async fn hold(&mut self) -> Result<(), Trouble> {
        let now = self.clock.now();
        let lapsed = |claim: &Claim| claim.until <= now;
        if !self.stored.record.claim.as_ref().is_some_and(lapsed) {
            return Ok(());
        }
        self.renew(now);
        // As it was last written: progress must not get ahead of its findings.
        let held = Scan {
            claim: self.stored.record.claim.clone(),
            ..self.written.clone()
        };
        self.stored.version = self.store.replace(&held, self.stored.version).await?;
        Ok(())
    }

    fn renew(&mut self, now: Timestamp) {
        if let Some(Claim { until, .. }) = &mut self.stored.record.claim {
            *until = now.saturating_add(CLAIM_LEASE).unwrap_or(now);
        }
    }

    /// Writes the findings, then the progress that covers them, and renews the claim.
    pub(crate) async fn flush(&mut self) -> Result<(), Trouble> {
        if !self.dirty {
            return Ok(());
        }
        self.hold().await?;
        self.store.put_all(&self.unwritten).await?;
        self.unwritten.clear();
        let now = self.clock.now();
        self.renew(now);
        let scan = &mut self.stored.record;
        scan.risk_so_far = serde_json::to_string(&self.risk)
            .map_err(|error| Trouble::Passing(error.to_string()))?;
        self.stored.version = self.store.replace(scan, self.stored.version).await?;
        self.written = self.stored.record.clone();
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
    let mut place = format!(
        "{document}:{line}:{column}:{}:{fingerprint}",
        finding.detector
    );
    if let Some(part) = &finding.location.part {
        place.push(':');
        place.push_str(part);
    }
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
