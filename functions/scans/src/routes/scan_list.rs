//! `GET /v1/scans`

use api::{Answer, Authorized, Cursor, CursorKey, Found, Gate, Problem, QueryParams};
use axum::extract::State;
use domain::{ScanState, ScheduleId};
use serde::{Deserialize, Serialize};
use tenancy::permit::ScanRead;

use crate::model::ScanOut;

/// Which scans are wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ScansIn {
    /// In this state.
    state: Option<ScanState>,
    /// Started by this schedule.
    #[param(value_type = Option<String>)]
    schedule: Option<ScheduleId>,
    /// How many, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u16>,
    /// Where to go on: `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of scans.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct ScanPage {
    /// The scans, the newest first. With a filter there may be fewer than `limit` and still more
    /// to come.
    items: Vec<ScanOut>,
    /// Where to go on, if there is more.
    next_cursor: Option<String>,
}

/// List scans, the newest first.
#[utoipa::path(
    get, path = "/v1/scans", tag = "Scans", operation_id = "scan_list",
    params(ScansIn),
    responses(
        (status = 200, body = ScanPage, description = "A page of scans."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter. `cursor_invalid`: it is none of this list."),
        api::Problems,
    ),
    security(("bearer" = ["scan:read"])),
)]
pub(crate) async fn scan_list(
    caller: Authorized<ScanRead>,
    State(gate): State<Gate>,
    State(cursor_key): State<CursorKey>,
    QueryParams(wanted): QueryParams<ScansIn>,
) -> Result<Found<ScanPage>, Problem> {
    let limit = api::page_limit(wanted.limit, 20, 100)?;
    let scope = caller.scope();
    let state = wanted.state.map_or("", ScanState::as_str);
    let schedule = wanted.schedule.map(|schedule| schedule.to_string());
    let query = [state, schedule.as_deref().unwrap_or_default()];
    let cursor = Cursor::new(&cursor_key, &scope, "scan_list", &query);
    let after = cursor.open(wanted.cursor.as_deref())?;
    let scans = gate
        .store()
        .for_tenant(&scope)
        .scan_list(wanted.state, wanted.schedule, after, limit)
        .await?;
    Ok(Answer::new(ScanPage {
        items: scans
            .items
            .into_iter()
            .map(|scan| scan.record.into())
            .collect(),
        next_cursor: scans.next.map(|position| cursor.seal(&position)),
    }))
}
