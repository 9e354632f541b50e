//! How a scan stands for a worker that comes to it.

use domain::Scan;
use jiff::SignedDuration;
use messages::ScanJob;
use store::{Stored, TenantStore};
use tenancy::TenantScope;

use crate::failure::Trouble;
use crate::{Desk, Work};

/// For how long a job may be ahead of its scan's record.
const UNSEEN_FOR: SignedDuration = SignedDuration::from_secs(60);

/// How a scan stands.
pub(crate) enum Standing {
    /// It has ended or was deleted, and what it left is removed.
    Ended,
    /// It is not written yet: the job is sent before.
    Unseen,
    /// A worker has it, for so many seconds unless it says that it lives.
    Held { seconds: i32 },
    /// No worker has it.
    Free(Box<Stored<Scan>>),
}

/// How often the scan was tried: workers that died, and ones that let go.
pub(crate) fn tries(scan: &Scan) -> u32 {
    scan.claim.as_ref().map_or(0, |claim| claim.attempt)
}

/// Looks how the job's scan stands.
pub(crate) async fn look(
    desk: &Desk,
    work: &impl Work,
    scope: &TenantScope<'_>,
    store: &TenantStore<'_>,
    job: &ScanJob,
) -> Result<Standing, Trouble> {
    let now = desk.clock.now();
    let Some(stored) = store.get::<Scan>(&job.scan()).await? else {
        // One that is still not there after its time was refused, or deleted since.
        if now.duration_since(job.sent_at()) < UNSEEN_FOR {
            return Ok(Standing::Unseen);
        }
        // A worker that was at it when it was deleted may have written findings since.
        store.finding_remove_all(job.scan()).await?;
        return Ok(Standing::Ended);
    };
    if stored.record.state.is_final() {
        work.forget(scope, &stored.record).await;
        return Ok(Standing::Ended);
    }
    match &stored.record.claim {
        Some(claim) if now < claim.until => {
            let left = claim.until.as_second() - now.as_second() + 1;
            let seconds = i32::try_from(left).unwrap_or(1).max(1);
            Ok(Standing::Held { seconds })
        }
        Some(_) | None => Ok(Standing::Free(Box::new(stored))),
    }
}
