//! `DELETE /v1/scans/{scan}`

use api::{Authorized, Code, Empty, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Scan, ScanId};
use objects::Objects;
use tenancy::permit::ScanDelete;

/// Delete a scan with its findings and content.
///
/// What it counted against the plan stays counted. One that has not ended has to be cancelled
/// first.
#[utoipa::path(
    delete, path = "/v1/scans/{scan}", tag = "Scans", operation_id = "scan_delete",
    params(("scan" = ScanId, Path, description = "The scan.")),
    responses((status = 204, description = "It is gone."), api::Problems),
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
    let removed = objects
        .for_tenant(&scope)
        .upload_delete(stored.record.source.upload)
        .await;
    removed.map_err(|error| Problem::unavailable(error.to_string()))?;
    store.delete::<Scan>(&id).await?;
    Ok(Empty)
}
