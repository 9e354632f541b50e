//! A report's findings beside those of the scan before.

use std::collections::BTreeMap;

use api::Problem;
use domain::{Comparison, Finding, Scan};
use report::{Baseline, FindingOut};
use store::TenantStore;

/// As many findings as the table reads in one call.
const READ_AT_ONCE: usize = 100;

/// Says of each finding of the scan whether the scan before had it, and adds those of that scan that
/// were fixed, if they are wanted. Where there is none before, or it was deleted, it says nothing.
pub(crate) async fn mark(
    store: &TenantStore<'_>,
    scan: &Scan,
    findings: &mut Vec<FindingOut>,
    with_fixed: bool,
) -> Result<(), Problem> {
    let Some(counts) = &scan.comparison else {
        return Ok(());
    };
    let (Some(later), Some(earlier)) = store.comparable(scan.id, counts.with).await? else {
        return Ok(());
    };
    let comparison = Comparison::of(&earlier.findings, &later.findings);
    let new = comparison.new.iter().map(|id| (id.uuid(), Baseline::New));
    let unchanged = comparison.unchanged.iter();
    let unchanged = unchanged.map(|(now, _)| (now.uuid(), Baseline::Unchanged));
    let states: BTreeMap<_, _> = new.chain(unchanged).collect();
    for finding in findings.iter_mut() {
        finding.baseline = states.get(&finding.id.uuid()).copied();
    }
    if !with_fixed {
        return Ok(());
    }
    for ids in comparison.fixed.chunks(READ_AT_ONCE) {
        let keys: Vec<_> = ids.iter().map(|id| (counts.with, *id)).collect();
        let mut fixed = store.get_all::<Finding>(&keys).await?;
        fixed.sort_by_key(|stored| stored.record.id.uuid());
        findings.extend(fixed.into_iter().map(|stored| {
            let mut finding = FindingOut::new(stored.record, api::etag(stored.version));
            finding.baseline = Some(Baseline::Absent);
            finding
        }));
    }
    Ok(())
}
