//! `DELETE /v1/schedules/{schedule}`

use api::{Authorized, Empty, Gate, PathParams, Problem};
use axum::extract::State;
use directory::Directory;
use domain::{Schedule, ScheduleId};
use tenancy::permit::ScheduleDelete;

use crate::due;

/// Delete a schedule. Its scans stay, and one that has begun goes on.
#[utoipa::path(
    delete, path = "/v1/schedules/{schedule}", tag = "Schedules", operation_id = "schedule_delete",
    params(("schedule" = ScheduleId, Path, description = "The schedule.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such schedule."),
        api::Problems,
    ),
    security(("bearer" = ["schedule:delete"])),
)]
pub(crate) async fn schedule_delete(
    caller: Authorized<ScheduleDelete>,
    State(gate): State<Gate>,
    State(directory): State<Directory>,
    PathParams(id): PathParams<ScheduleId>,
) -> Result<Empty, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let stored = store.get::<Schedule>(&id).await?;
    let stored = stored.ok_or_else(Problem::not_found)?;
    store.delete::<Schedule>(&id).await?;
    due::withdraw(&directory, &scope, &stored.record).await;
    Ok(Empty)
}
