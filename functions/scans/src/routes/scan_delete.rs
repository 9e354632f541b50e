//! `DELETE /v1/scans/{scan}`

use api::{Authorized, Code, Empty, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Scan, ScanId};
use objects::{Objects, ObjectsError};
use tenancy::permit::ScanDelete;

use crate::routes::report_get::Format;

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
    for format in Format::ALL {
        let removed = objects.report_delete(id, format.extension()).await;
        removed.map_err(unavailable)?;
    }
    store.delete::<Scan>(&id).await?;
    Ok(Empty)
}
