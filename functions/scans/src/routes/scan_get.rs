//! `GET /v1/scans/{scan}`

use api::{Answer, Authorized, Found, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Scan, ScanId};
use tenancy::permit::ScanRead;

use crate::model::ScanOut;

/// Get a scan and how far it is.
#[utoipa::path(
    get, path = "/v1/scans/{scan}", tag = "Scans", operation_id = "scan_get",
    params(("scan" = ScanId, Path, description = "The scan.")),
    responses(
        (status = 200, body = ScanOut, description = "The scan.", headers(
            ("etag" = String, description = "Its version."),
            ("retry-after" = u64, description = "Seconds after which there may be news, until it has ended."),
        )),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such scan."),
        api::Problems,
    ),
    security(("bearer" = ["scan:read"])),
)]
pub(crate) async fn scan_get(
    caller: Authorized<ScanRead>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<ScanId>,
) -> Result<Found<ScanOut>, Problem> {
    let scope = caller.scope();
    let scan = gate.store().for_tenant(&scope).get::<Scan>(&id).await?;
    let scan = scan.ok_or_else(Problem::not_found)?;
    let more_to_come = !scan.record.state.is_final();
    let answer = Answer::new(ScanOut::from(scan.record)).version(scan.version);
    Ok(if more_to_come {
        answer.retry_after(1)
    } else {
        answer
    })
}
