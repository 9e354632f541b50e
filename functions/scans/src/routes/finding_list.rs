//! `GET /v1/scans/{scan}/findings`

use api::{Answer, Authorized, Cursor, CursorKey, Found, Gate, PathParams, Problem, QueryParams};
use axum::extract::State;
use domain::{FindingState, Scan, ScanId, Severity};
use serde::{Deserialize, Serialize};
use store::Filter;
use tenancy::permit::FindingRead;

use crate::model::{FindingOut, finding_out};

/// Which findings are wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FindingsIn {
    /// Of this severity.
    severity: Option<Severity>,
    /// Of this detector.
    detector: Option<String>,
    /// Whose path begins with this.
    path: Option<String>,
    /// In this state.
    state: Option<FindingState>,
    /// How many, 1 to 500.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
    /// Where to go on: `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of findings.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct FindingPage {
    /// The findings, the worst first. With a filter there may be fewer than `limit` and still more
    /// to come.
    items: Vec<FindingOut>,
    /// Where to go on, if there is more.
    next_cursor: Option<String>,
}

/// List a scan's findings, the worst first.
#[utoipa::path(
    get, path = "/v1/scans/{scan}/findings", tag = "Findings", operation_id = "finding_list",
    params(("scan" = ScanId, Path, description = "The scan."), FindingsIn),
    responses(
        (status = 200, body = FindingPage, description = "A page of findings."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter. `cursor_invalid`: it is none of this list."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such scan."),
        api::Problems,
    ),
    security(("bearer" = ["finding:read"])),
)]
pub(crate) async fn finding_list(
    caller: Authorized<FindingRead>,
    State(gate): State<Gate>,
    State(cursor_key): State<CursorKey>,
    PathParams(scan): PathParams<ScanId>,
    QueryParams(wanted): QueryParams<FindingsIn>,
) -> Result<Found<FindingPage>, Problem> {
    let limit = api::page_limit(wanted.limit, 20, 500)?;
    let scope = caller.scope();
    let scan_text = scan.to_string();
    let query = [
        scan_text.as_str(),
        wanted.severity.map_or("", Severity::as_str),
        wanted.detector.as_deref().unwrap_or_default(),
        wanted.path.as_deref().unwrap_or_default(),
        wanted.state.map_or("", FindingState::as_str),
    ];
    let cursor = Cursor::new(&cursor_key, &scope, "finding_list", &query);
    let after = cursor.open(wanted.cursor.as_deref())?;
    let filter = Filter {
        severity: wanted.severity,
        // The table refuses an empty value to compare with; nothing has an empty detector.
        detector: wanted.detector.filter(|detector| !detector.is_empty()),
        path: wanted.path.filter(|path| !path.is_empty()),
        state: wanted.state,
        not_state: None,
    };
    let store = gate.store().for_tenant(&scope);
    let findings = store.finding_list(scan, &filter, after, limit).await?;
    // A page with findings proves that the scan is there; only an empty one has to be asked about.
    if findings.items.is_empty() && store.get::<Scan>(&scan).await?.is_none() {
        return Err(Problem::not_found());
    }
    Ok(Answer::new(FindingPage {
        items: findings.items.into_iter().map(finding_out).collect(),
        next_cursor: findings.next.map(|position| cursor.seal(&position)),
    }))
}
