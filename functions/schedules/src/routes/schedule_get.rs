//! `GET /v1/schedules/{schedule}`

use api::{Answer, Authorized, Found, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Schedule, ScheduleId};
use tenancy::permit::ScheduleRead;

use crate::model::ScheduleOut;

/// Get a schedule, when it runs next, and what came of the last time.
#[utoipa::path(
    get, path = "/v1/schedules/{schedule}", tag = "Schedules", operation_id = "schedule_get",
    params(("schedule" = ScheduleId, Path, description = "The schedule.")),
    responses(
        (status = 200, body = ScheduleOut, description = "The schedule.",
            headers(("etag" = String, description = "Its version."))),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such schedule."),
        api::Problems,
    ),
    security(("bearer" = ["schedule:read"])),
)]
pub(crate) async fn schedule_get(
    caller: Authorized<ScheduleRead>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<ScheduleId>,
) -> Result<Found<ScheduleOut>, Problem> {
    let scope = caller.scope();
    let stored = gate.store().for_tenant(&scope).get::<Schedule>(&id).await?;
    let stored = stored.ok_or_else(Problem::not_found)?;
    let version = stored.version;
    Ok(Answer::new(ScheduleOut::from(stored)).version(version))
}
