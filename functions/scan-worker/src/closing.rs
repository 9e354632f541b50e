//! Closing a scan that nobody will try again.

use domain::{Failure, Meter, Scan, ScanState, UPLOAD_LIFETIME};
use jiff::SignedDuration;
use messages::ScanJob;
use store::{StoreError, TenantStore, TransactionError};
use tenancy::TenantScope;

use crate::Worker;
use crate::attempt::{MAX_TRIES, Outcome};
use crate::failure::gave_up;
use crate::standing::{Standing, look, tries};

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
    worker: &Worker,
    scope: &TenantScope<'_>,
    store: &TenantStore<'_>,
    job: &ScanJob,
) -> Outcome {
    let age = worker.clock.now().duration_since(job.sent_at());
    let closed = match look(worker, scope, store, job).await {
        Ok(Standing::Ended) => return Outcome::Done,
        Ok(Standing::Unseen | Standing::Held { .. }) => return renew(worker, scope, job).await,
        Ok(Standing::Free(scan)) if tries(&scan.record) < MAX_TRIES && age < UPLOAD_LIFETIME => {
            return renew(worker, scope, job).await;
        }
        Ok(Standing::Free(_)) => give_up(worker, scope, store, job, gave_up())
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
            renew(worker, scope, job).await
        }
        Err(cause) => {
            tracing::error!(scan = %job.scan(), cause, "a scan could not be closed");
            Outcome::Rest
        }
    }
}

/// Puts a new message in the place of one that would be put aside.
async fn renew(worker: &Worker, scope: &TenantScope<'_>, job: &ScanJob) -> Outcome {
    match worker.scan_queue.send(scope, job).await {
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
    worker: &Worker,
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
            remove_content(worker, scope, &scan).await;
            return Ok(false);
        }
        let give_back = scan.charged;
        scan.state = ScanState::Failed;
        scan.failure = Some(failure.clone());
        scan.finished_at = Some(worker.clock.now());
        scan.claim = None;
        scan.charged = false;
        let mut transaction = store.transaction().replace(&scan, stored.version);
        if give_back {
            transaction = transaction.quota_release(Meter::Scans, scan.period);
        }
        match transaction.commit().await {
            Ok(()) => {
                remove_content(worker, scope, &scan).await;
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

/// Removes content that nothing needs any more. Failing costs nothing but a day: the bucket
/// forgets it then.
pub(crate) async fn remove_content(worker: &Worker, scope: &TenantScope<'_>, scan: &Scan) {
    let objects = worker.objects.for_tenant(scope);
    if let Err(error) = objects.upload_delete(scan.source.upload).await {
        tracing::warn!(scan = %scan.id, %error, "scanned content could not be removed");
    }
}
