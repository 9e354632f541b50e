//! `GET /v1/scans/{scan}/findings/{finding}`

use api::{Answer, Authorized, Found, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Finding, FindingId, ScanId};
use tenancy::permit::FindingRead;

use crate::model::{FindingOut, finding_out};

/// Get a finding.
#[utoipa::path(
    get, path = "/v1/scans/{scan}/findings/{finding}", tag = "Findings",
    operation_id = "finding_get",
    params(
        ("scan" = ScanId, Path, description = "The scan."),
        ("finding" = FindingId, Path, description = "The finding."),
    ),
    responses(
        (status = 200, body = FindingOut, description = "The finding.",
            headers(("etag" = String, description = "Its version."))),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such scan or finding."),
        api::Problems,
    ),
    security(("bearer" = ["finding:read"])),
)]
pub(crate) async fn finding_get(
    caller: Authorized<FindingRead>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<(ScanId, FindingId)>,
) -> Result<Found<FindingOut>, Problem> {
    let scope = caller.scope();
    let finding = gate.store().for_tenant(&scope).get::<Finding>(&id).await?;
    let finding = finding.ok_or_else(Problem::not_found)?;
    let version = finding.version;
    Ok(Answer::new(finding_out(finding)).version(version))
}
