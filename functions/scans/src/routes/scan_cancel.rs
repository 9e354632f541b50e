//! `POST /v1/scans/{scan}/cancellation`

use api::{Accepted, Answer, Authorized, Code, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Meter, Scan, ScanId, ScanState};
use store::{StoreError, TransactionError};
use tenancy::permit::ScanCancel;

use crate::model::ScanOut;

/// How often a scan that moves on at this very moment is looked at again.
const TRIES: u32 = 5;

/// Cancel a scan.
///
/// One that no worker had begun is not counted against the plan. One that is running stops at its
/// next step and keeps what it found. Cancelling again changes nothing.
#[utoipa::path(
    post, path = "/v1/scans/{scan}/cancellation", tag = "Scans", operation_id = "scan_cancel",
    params(("scan" = ScanId, Path, description = "The scan.")),
    responses(
        (status = 202, body = ScanOut, description = "The scan, cancelled."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such scan."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`state_conflict`: the scan has ended."),
        api::Problems,
    ),
    security(("bearer" = ["scan:cancel"])),
)]
pub(crate) async fn scan_cancel(
    caller: Authorized<ScanCancel>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<ScanId>,
) -> Result<Accepted<ScanOut>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let mut last = Problem::not_found();
    for _ in 0..TRIES {
        let stored = store
            .get::<Scan>(&id)
            .await?
            .ok_or_else(Problem::not_found)?;
        let mut scan = stored.record;
        let unbegun = match scan.state {
            ScanState::Queued => true,
            ScanState::Running => false,
            ScanState::Cancelled => return Ok(Answer::new(scan.into())),
            ScanState::Completed | ScanState::Failed => {
                let detail = format!("The scan is {} already.", scan.state.as_str());
                return Err(Problem::new(Code::StateConflict, detail));
            }
        };
        scan.state = ScanState::Cancelled;
        scan.finished_at = Some(gate.clock().now());
        scan.claim = None;
        let give_back = unbegun && scan.charged;
        scan.charged = scan.charged && !give_back;
        let mut transaction = store.transaction().replace(&scan, stored.version);
        if give_back {
            transaction = transaction.quota_release(Meter::Scans, scan.period);
        }
        match transaction.commit().await {
            Ok(()) => return Ok(Answer::new(scan.into())),
            // A worker moved it on; what it is now decides.
            Err(TransactionError::Store(StoreError::Conflict)) => {
                last = StoreError::Conflict.into();
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(last)
}
