//! `GET /v1/schedules`

use api::{Answer, Authorized, Cursor, CursorKey, Found, Gate, Problem, QueryParams};
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tenancy::permit::ScheduleRead;

use crate::model::ScheduleOut;

/// Which page is wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageIn {
    /// How many, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u16>,
    /// Where to go on: `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of schedules.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct SchedulePage {
    /// The schedules, the oldest first.
    items: Vec<ScheduleOut>,
    /// Where to go on, if there is more.
    next_cursor: Option<String>,
}

/// List schedules, the oldest first, paused ones too.
#[utoipa::path(
    get, path = "/v1/schedules", tag = "Schedules", operation_id = "schedule_list",
    params(PageIn),
    responses(
        (status = 200, body = SchedulePage, description = "A page of schedules."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter. `cursor_invalid`: it is none of this list."),
        api::Problems,
    ),
    security(("bearer" = ["schedule:read"])),
)]
pub(crate) async fn schedule_list(
    caller: Authorized<ScheduleRead>,
    State(gate): State<Gate>,
    State(cursor_key): State<CursorKey>,
    QueryParams(page): QueryParams<PageIn>,
) -> Result<Found<SchedulePage>, Problem> {
    let limit = api::page_limit(page.limit, 20, 100)?;
    let scope = caller.scope();
    let cursor = Cursor::new(&cursor_key, &scope, "schedule_list", &[]);
    let after = cursor.open(page.cursor.as_deref())?;
    let store = gate.store().for_tenant(&scope);
    let schedules = store.schedule_list(after, limit).await?;
    Ok(Answer::new(SchedulePage {
        items: schedules.items.into_iter().map(Into::into).collect(),
        next_cursor: schedules.next.map(|position| cursor.seal(&position)),
    }))
}
