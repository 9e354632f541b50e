//! Closing a scan that nobody will try again.

use domain::{Failure, Meter, Scan, ScanState, UPLOAD_LIFETIME};
use jiff::SignedDuration;
use messages::ScanJob;
use store::{StoreError, TenantStore, TransactionError};
use tenancy::TenantScope;

use crate::attempt::{MAX_TRIES, Outcome};
use crate::failure::gave_up;
use crate::standing::{Standing, look, tries};
use crate::{Desk, Work};

/// How often a scan that somebody changes while it is given up is looked at again.
const CONFLICTS_MAX: u32 = 4;

/// For how long after it was sent a job whose scan can't be closed, because the table is down, is
/// sent anew. Then it rests where an alarm tells of it, and goes on when it is sent back.
const RENEW_FOR: SignedDuration = SignedDuration::from_hours(1);

/// Ends what the queue gives no further try.
///
/// A scan that has tries left (its receives were used up while another worker had it, or by calls
/// that never came to run) gets a new message in this one's place, until its content is forgotten.
pub(crate) async fn close(
    desk: &Desk,
    work: &impl Work,
    scope: &TenantScope<'_>,
    store: &TenantStore<'_>,
    job: &ScanJob,
) -> Outcome {
    let age = desk.clock.now().duration_since(job.sent_at());
    let closed = match look(desk, work, scope, store, job).await {
        Ok(Standing::Ended) => return Outcome::Done,
        Ok(Standing::Unseen | Standing::Held { .. }) => return renew(desk, scope, job).await,
        Ok(Standing::Free(scan)) if tries(&scan.record) < MAX_TRIES && age < UPLOAD_LIFETIME => {
            return renew(desk, scope, job).await;
        }
        Ok(Standing::Free(_)) => give_up(desk, work, scope, store, job, gave_up())
            .await
            .map_err(|error| error.to_string()),
        Err(trouble) => Err(trouble.to_string()),
    };
    match closed {
        Ok(true) => {
            tracing::error!(scan = %job.scan(), "a scan was given up");
            Outcome::Rest
        }
        Ok(false) => Outcome::Done,
        Err(cause) if age < RENEW_FOR => {
            tracing::warn!(scan = %job.scan(), cause, "a scan could not be closed yet");
            renew(desk, scope, job).await
        }
        Err(cause) => {
            tracing::error!(scan = %job.scan(), cause, "a scan could not be closed");
            Outcome::Rest
        }
    }
}

/// Puts a new message in the place of one that would be put aside.
async fn renew(desk: &Desk, scope: &TenantScope<'_>, job: &ScanJob) -> Outcome {
    match desk.jobs.send(scope, job).await {
        Ok(()) => Outcome::Done,
        Err(error) => {
            tracing::error!(scan = %job.scan(), %error, "a job could not be sent anew");
            Outcome::Rest
        }
    }
}

/// Marks the scan failed and gives its quota back, in one transaction. Answers whether it did:
/// not, when somebody else had ended or deleted it.
pub(crate) async fn give_up(
    desk: &Desk,
    work: &impl Work,
    scope: &TenantScope<'_>,
    store: &TenantStore<'_>,
    job: &ScanJob,
    failure: Failure,
) -> Result<bool, TransactionError> {
    let mut conflicts = 0;
    loop {
        let Some(stored) = store.get::<Scan>(&job.scan()).await? else {
            return Ok(false);
        };
        let mut scan = stored.record;
        if scan.state.is_final() {
            work.forget(scope, &scan).await;
            return Ok(false);
        }
        let give_back = scan.charged;
        scan.state = ScanState::Failed;
        scan.failure = Some(failure.clone());
        scan.finished_at = Some(desk.clock.now());
        scan.claim = None;
        scan.charged = false;
        let mut transaction = store.transaction().replace(&scan, stored.version);
        if give_back {
            transaction = transaction.quota_release(Meter::Scans, scan.period);
        }
        match transaction.commit().await {
            Ok(()) => {
                work.forget(scope, &scan).await;
                return Ok(true);
            }
            // Somebody changed it at this moment; what it is now decides.
            Err(TransactionError::Store(StoreError::Conflict)) if conflicts < CONFLICTS_MAX => {
                conflicts += 1;
            }
            Err(error) => return Err(error),
        }
    }
}
