//! `DELETE /v1/scans/{scan}`

use api::{Authorized, Code, Empty, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Clock, Scan, ScanId};
use objects::{Objects, ObjectsError};
use store::{StoreError, Stored, TenantStore, TransactionError};
use tenancy::permit::ScanDelete;

/// How often deleting is tried anew when other scans of the tenant end at the same moment.
const TRIES: u32 = 50;

/// Delete a scan with its findings, content and reports.
///
/// What it counted against the plan stays counted. One that has not ended has to be cancelled
/// first.
#[utoipa::path(
    delete, path = "/v1/scans/{scan}", tag = "Scans", operation_id = "scan_delete",
    params(("scan" = ScanId, Path, description = "The scan.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such scan."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`state_conflict`: the scan has not ended."),
        api::Problems,
    ),
    security(("bearer" = ["scan:delete"])),
)]
pub(crate) async fn scan_delete(
    caller: Authorized<ScanDelete>,
    State(gate): State<Gate>,
    State(objects): State<Objects>,
    PathParams(id): PathParams<ScanId>,
) -> Result<Empty, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let stored = store
        .get::<Scan>(&id)
        .await?
        .ok_or_else(Problem::not_found)?;
    if !stored.record.state.is_final() {
        let detail = format!(
            "The scan is {}. Cancel it first.",
            stored.record.state.as_str()
        );
        return Err(Problem::new(Code::StateConflict, detail));
    }
    // The record goes last: as long as it is there, deleting can be asked for again.
    store.finding_remove_all(id).await?;
    let objects = objects.for_tenant(&scope);
    let unavailable = |error: ObjectsError| Problem::unavailable(error.to_string());
    if let Some(upload) = stored.record.source.upload {
        objects.upload_delete(upload).await.map_err(unavailable)?;
    }
    for name in report::Format::FILES {
        let removed = objects.report_delete(id, name).await;
        removed.map_err(unavailable)?;
    }
    withdraw(&store, stored, gate.clock()).await?;
    Ok(Empty)
}

/// Removes the scan's record and what the scan counts for among the tenant's others, in one
/// transaction.
async fn withdraw(
    store: &TenantStore<'_>,
    stored: Stored<Scan>,
    clock: &Clock,
) -> Result<(), Problem> {
    let Stored { record, version } = stored;
    for _ in 0..TRIES {
        let transaction = store.transaction().delete::<Scan>(&record.id, version);
        let transaction = match record.series {
            Some(series) => {
                let standing = store.standing(series).await?;
                let successor = match standing.successor(record.id) {
                    Some(successor) => store.get::<Scan>(&successor).await?,
                    None => None,
                };
                let successor = successor.map(|stored| stored.record);
                let now = clock.now();
                standing.leave(transaction, record.id, successor.as_ref(), now)
            }
            None => transaction,
        };
        match transaction.commit().await {
            Ok(()) => return Ok(()),
            // Another scan of the tenant ended or was deleted, or somebody else deletes this one.
            Err(TransactionError::Store(StoreError::Conflict)) => {
                if store.get::<Scan>(&record.id).await?.is_none() {
                    return Ok(());
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}
