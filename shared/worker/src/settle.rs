//! The end of a scan: what it is compared with, what people had decided of it before, and its place
//! among the tenant's others.
//!
//! Everything is derived from the findings that stand and from the scan before, so that a worker
//! which takes over begins again and comes to the same. Memory is 40 bytes for each finding of both
//! scans, and a hundred findings.

use std::collections::BTreeMap;

use detect::{DECIDED_BY_FILE, INCOMPLETE_WEBSITE};
use domain::{
    Comparison, ComparisonCounts, Finding, FindingId, FindingIndex, FindingState, LeftOut, Risk,
    RiskAccumulator, Scan, ScanId, ScanState, SeriesId, Triage,
};
use jiff::SignedDuration;
use store::{Comparable, Filter, Standing, StoreError, TransactionError};

use crate::attempt::{Attempt, CLAIM_LEASE};
use crate::failure::Trouble;

/// How many findings are read together.
const PAGE: usize = 1_000;
/// How many decisions are carried over together: as many as the table reads in one call.
const CARRIED_AT_ONCE: usize = 100;
/// How often the end is written anew when other scans of the tenant end at the same moment. Each
/// time one of them gets through.
const TRIES: u32 = 200;
/// How much of a claim has to be left before what no version guards is written.
const CLAIM_LEFT: SignedDuration = SignedDuration::from_secs(20);

impl Attempt<'_> {
    /// Compares the scan with the one before it and ends it.
    pub(crate) async fn settle(&mut self) -> Result<(), Trouble> {
        let index = self.index().await?;
        let series = self.series();
        let mut compared = None;
        for _ in 0..TRIES {
            let standing = self.store.standing(series).await?;
            let before = standing.before(self.scan.record.id);
            if compared != Some(before) {
                self.compare(before, &index, &standing).await?;
                compared = Some(before);
            }
            if self.complete(&standing).await? {
                return Ok(());
            }
        }
        let contended = "other scans of the tenant end again and again";
        Err(Trouble::Passing(contended.to_owned()))
    }

    /// The scan's series; one that was accepted before there were any gets its own.
    fn series(&mut self) -> SeriesId {
        let scan = &mut self.scan.record;
        let own = || SeriesId::of_source(&scan.source, &scan.name);
        let series = scan.series.unwrap_or_else(own);
        scan.series = Some(series);
        series
    }

    /// What comparing needs of the findings, kept for the scans to come.
    async fn index(&mut self) -> Result<FindingIndex, Trouble> {
        let mut index = FindingIndex::default();
        let (all, mut after) = (Filter::default(), None);
        loop {
            let scan = self.scan.record.id;
            let page = self.store.finding_list(scan, &all, after, PAGE);
            let page = page.await?;
            // What was left out is told of each scan anew: it is nothing that gets fixed, and nothing that is new.
            let findings = page.items.iter().map(|stored| &stored.record);
            for finding in findings.filter(|it| it.detector != INCOMPLETE_WEBSITE) {
                index.add(finding);
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        if let Some(paths) = &self.looked_only_at {
            index.looked_only_at(paths.iter().map(String::as_str));
        }
        self.hold_if_due().await?;
        self.store
            .finding_index_put(self.scan.record.id, &index)
            .await?;
        Ok(index)
    }

    /// Compares with the scan before, if there is one, and takes over what people decided there.
    async fn compare(
        &mut self,
        before: Option<ScanId>,
        index: &FindingIndex,
        standing: &Standing,
    ) -> Result<(), Trouble> {
        self.scan.record.comparison = None;
        // From the start each time, so that an end that broke off half way counts nothing twice.
        self.scan.record.risk_left_out = RiskAccumulator::new();
        self.scan.record.findings_left_out = LeftOut::default();
        let earlier = match before {
            Some(before) => self.store.comparable(before, before).await?.0,
            None => None,
        };
        if let Some(earlier) = earlier {
            let comparison = Comparison::of(&earlier.findings, index);
            let scan = &mut self.scan.record;
            scan.comparison = Some(ComparisonCounts::of(&comparison, &earlier.scan, scan));
            self.carry(earlier.scan.id, &paired(&comparison)).await?;
            self.carry_over_gaps(earlier, index, comparison.new, standing)
                .await?;
        }
        let scan = &mut self.scan.record;
        scan.risk = Some(Risk {
            left_out: scan.risk_left_out.values(),
            ..scan.risk_so_far.without(&scan.risk_left_out).score()
        });
        Ok(())
    }

    /// A scan that left pages out says nothing of what is on them, so what people decided of that stands in the scan
    /// before it, or in the one before that: in the first that did look.
    async fn carry_over_gaps(
        &mut self,
        mut earlier: Comparable,
        index: &FindingIndex,
        mut new: Vec<FindingId>,
        standing: &Standing,
    ) -> Result<(), Trouble> {
        while !earlier.findings.is_whole() && !new.is_empty() {
            let Some(before) = standing.before(earlier.scan.id) else {
                return Ok(());
            };
            let Some(further) = self.store.comparable(before, before).await?.0 else {
                return Ok(());
            };
            earlier = further;
            let unpaired = index.only(&new);
            let comparison = Comparison::of(&earlier.findings, &unpaired);
            self.carry(earlier.scan.id, &paired(&comparison)).await?;
            new = comparison.new;
        }
        Ok(())
    }

    /// Takes over what people decided of the same findings in the scan before.
    async fn carry(
        &mut self,
        before: ScanId,
        now_of: &BTreeMap<uuid::Uuid, FindingId>,
    ) -> Result<(), Trouble> {
        let decided = Filter {
            not_state: Some(FindingState::Open),
            ..Filter::default()
        };
        let mut after = None;
        loop {
            let page = self
                .store
                .finding_list(before, &decided, after, CARRIED_AT_ONCE);
            let page = page.await?;
            let mut decisions: BTreeMap<_, (FindingState, Triage)> = BTreeMap::new();
            for stored in page.items {
                let now = now_of.get(&stored.record.id.uuid());
                if let (Some(now), Some(decision)) = (now, standing_decision(stored.record)) {
                    decisions.insert(now.uuid(), decision);
                }
            }
            let scan = self.scan.record.id;
            let ids = decisions.keys().map(|id| (scan, FindingId::from_uuid(*id)));
            let ids: Vec<_> = ids.collect();
            let mut carried = Vec::new();
            for stored in self.store.get_all::<Finding>(&ids).await? {
                let mut finding = stored.record;
                let by_file = |triage: &Triage| triage.by == DECIDED_BY_FILE;
                // What the file itself says now goes first.
                if finding.triage.as_ref().is_some_and(by_file) {
                    continue;
                }
                if let Some((state, triage)) = decisions.remove(&finding.id.uuid()) {
                    if matters_no_more(state) {
                        self.leave_out(&finding, state);
                    }
                    finding.state = state;
                    finding.triage = Some(triage);
                    carried.push(finding);
                }
            }
            self.hold_if_due().await?;
            self.store.put_all(&carried).await?;
            after = page.next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    /// Takes a finding out of what is to be dealt with, and out of the risk.
    fn leave_out(&mut self, finding: &Finding, decided: FindingState) {
        let scan = &mut self.scan.record;
        scan.risk_left_out.add(
            &finding.detector,
            finding.severity,
            finding.confidence_percent,
            finding.occurrences,
        );
        let left_out = &mut scan.findings_left_out;
        left_out.findings.add(finding.severity);
        left_out.accepted += u64::from(decided == FindingState::Accepted);
    }

    /// Makes sure that the claim is ours for a while before what no version guards is written.
    async fn hold_if_due(&mut self) -> Result<(), Trouble> {
        let now = self.desk.clock.now();
        let claim = self.scan.record.claim.as_ref();
        if claim.is_some_and(|claim| claim.until.duration_since(now) >= CLAIM_LEFT) {
            return Ok(());
        }
        self.hold().await
    }

    /// Ends the scan and lets it count for the tenant, in one transaction. Answers whether it did:
    /// not, when another scan of the tenant got in between.
    async fn complete(&mut self, standing: &Standing) -> Result<bool, Trouble> {
        let now = self.desk.clock.now();
        let scan = Scan {
            state: ScanState::Completed,
            finished_at: Some(now),
            claim: None,
            ..self.scan.record.clone()
        };
        let transaction = self.store.transaction();
        let transaction = transaction.replace(&scan, self.scan.version);
        match standing.enter(transaction, &scan, now).commit().await {
            Ok(()) => {
                self.scan.record = scan;
                Ok(true)
            }
            Err(TransactionError::Store(StoreError::Conflict)) => {
                let stands = self.store.get::<Scan>(&scan.id).await?;
                let ours = stands.is_some_and(|stands| stands.version == self.scan.version);
                if ours { Ok(false) } else { Err(Trouble::Lost) }
            }
            Err(error) => Err(Trouble::Passing(error.to_string())),
        }
    }
}

/// The later scan's findings by the earlier's that they are paired with.
fn paired(comparison: &Comparison) -> BTreeMap<uuid::Uuid, FindingId> {
    let pairs = comparison.unchanged.iter();
    pairs.map(|(now, then)| (then.uuid(), *now)).collect()
}

/// What was decided of a finding, if that holds when it is found again.
fn standing_decision(finding: Finding) -> Option<(FindingState, Triage)> {
    let holds = match finding.state {
        FindingState::Confirmed | FindingState::FalsePositive | FindingState::Accepted => true,
        // It is there again, so it was not fixed.
        FindingState::Open | FindingState::Fixed => false,
    };
    let triage = finding
        .triage
        .filter(|it| holds && it.by != DECIDED_BY_FILE)?;
    Some((finding.state, triage))
}

/// Whether a finding of which this was decided is no risk to deal with.
fn matters_no_more(state: FindingState) -> bool {
    match state {
        FindingState::FalsePositive | FindingState::Accepted => true,
        FindingState::Open | FindingState::Confirmed | FindingState::Fixed => false,
    }
}

const _: () = assert!(CLAIM_LEFT.as_secs() < CLAIM_LEASE.as_secs());
