//! What is written down while a scan runs, so that another worker can go on from there.

use domain::{Claim, Clock, FINDINGS_MAX, Finding, FindingState, Scan, Severity};
use jiff::{SignedDuration, Timestamp};
use messages::Queue;
use store::{Stored, TenantStore};

use crate::attempt::claimed_until;
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
#[derive(Clone, Copy, Debug)]
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

/// How many findings may be kept for one like this to be kept too. What comes first is not what is worst, so the last
/// places are for what is worse. What was written is not taken back for it: whoever takes over counts from what the
/// record says, and comes to the same.
fn kept_up_to(state: FindingState, severity: Severity) -> u64 {
    match (state, severity) {
        // Nobody has to do anything about it.
        (FindingState::Accepted, _) | (_, Severity::Low) => FINDINGS_MAX - 5_000,
        (_, Severity::Medium) => FINDINGS_MAX - 2_000,
        (_, Severity::High) => FINDINGS_MAX - 1_000,
        (_, Severity::Critical) => FINDINGS_MAX,
    }
}

/// A document with its findings.
#[derive(Debug)]
pub struct Step {
    /// How many documents that is: one, or none where findings are about all of them.
    pub documents: u64,
    /// How many bytes it has.
    pub bytes: u64,
    /// What was found in it.
    pub findings: Vec<Finding>,
}

/// The scan's record and what is still to be written.
#[derive(Debug)]
pub struct Ledger<'a> {
    store: &'a TenantStore<'a>,
    clock: &'a Clock,
    stored: Stored<Scan>,
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
        let written_at = clock.now();
        Self {
            store,
            clock,
            unwritten: Vec::new(),
            written_at,
            dirty: false,
            written: stored.record.clone(),
            pulse,
            stored,
        }
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// How many documents are done and written.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.stored.record.progress.documents
    }

    /// The record as it was last written.
    #[must_use]
    pub fn stored(&self) -> Stored<Scan> {
        self.stored.clone()
    }

    /// Takes a document with its findings.
    ///
    /// # Errors
    /// When what is due can't be written.
    pub async fn take(&mut self, step: Step) -> Result<(), Trouble> {
        let scan = &mut self.stored.record;
        for finding in step.findings {
            let kept = scan.findings.total() + scan.findings_accepted - scan.findings_dropped;
            let has_room = kept < kept_up_to(finding.state, finding.severity);
            // What a comment in the file allows is kept with its reason, and is no risk to deal with.
            if finding.state == FindingState::Accepted {
                scan.findings_accepted += 1;
            } else {
                scan.risk_so_far.add(
                    &finding.detector,
                    finding.severity,
                    finding.confidence_percent,
                    finding.occurrences,
                );
                scan.findings.add(finding.severity);
            }
            if has_room {
                self.unwritten.push(finding);
            } else {
                scan.findings_dropped += 1;
            }
        }
        scan.progress.documents += step.documents;
        scan.progress.bytes += step.bytes;
        self.dirty = true;
        let due = self.clock.now().duration_since(self.written_at) >= FLUSH_AFTER;
        if due || self.unwritten.len() >= FLUSH_FINDINGS {
            self.flush().await
        } else {
            Ok(())
        }
    }

    /// Says that the worker lives, to the queue and in the record, and writes what there is.
    ///
    /// # Errors
    /// When it can't be written, or the scan is no longer ours.
    pub async fn beat(&mut self) -> Result<(), Trouble> {
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
            *until = claimed_until(now);
        }
    }

    /// Writes the findings, then the progress that covers them, and renews the claim.
    ///
    /// # Errors
    /// When they can't be written, or the scan is no longer ours.
    pub async fn flush(&mut self) -> Result<(), Trouble> {
        if !self.dirty {
            return Ok(());
        }
        self.hold().await?;
        self.store.put_all(&self.unwritten).await?;
        self.unwritten.clear();
        let now = self.clock.now();
        self.renew(now);
        let stored = &mut self.stored;
        stored.version = self.store.replace(&stored.record, stored.version).await?;
        self.written = self.stored.record.clone();
        self.written_at = now;
        self.dirty = false;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_places_are_for_what_is_worse() {
        use FindingState::{Accepted, Open};
        let rows = [
            (Open, Severity::Low, 15_000),
            (Open, Severity::Medium, 18_000),
            (Open, Severity::High, 19_000),
            (Open, Severity::Critical, 20_000),
            (Accepted, Severity::Critical, 15_000),
        ];
        for (state, severity, expected) in rows {
            assert_eq!(
                kept_up_to(state, severity),
                expected,
                "{state:?} {severity:?}"
            );
        }
    }
}
