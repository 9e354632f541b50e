//! `PATCH /v1/schedules/{schedule}`

use acceptance::WebsiteIn;
use api::{Answer, Authorized, Found, Gate, IfMatch, JsonBody, PathParams, Problem};
use axum::extract::State;
use directory::Directory;
use domain::{CronExpression, Name, Reach, Schedule, ScheduleId, SeriesId, Source, TimeZoneName};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;
use store::{Stored, TenantStore};
use tenancy::permit::ScheduleUpdate;

use crate::due;
use crate::model::{ScheduleOut, website, websites_only};

/// What to change; what is left out stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SchedulePatch {
    /// What to call it and its scans. The series stays.
    name: Option<Name>,
    /// The website, whole: bounds that are left out become the usual ones. Another address begins another series.
    website: Option<WebsiteIn>,
    /// When it is due: minute, hour, day of the month, month, day of the week. At most once an hour.
    cron: Option<CronExpression>,
    /// On which clocks.
    timezone: Option<TimeZoneName>,
    /// `false` pauses it, `true` lets it run again. What was missed in between is not made up for.
    enabled: Option<bool>,
    /// Which scans its own are compared with from now on: those of the same series.
    series: Option<Name>,
    /// No text can be scheduled.
    #[schema(ignore)]
    text: Option<IgnoredAny>,
    /// No upload can be scheduled.
    #[schema(ignore)]
    upload: Option<IgnoredAny>,
}

/// Change, pause or resume a schedule.
#[utoipa::path(
    patch, path = "/v1/schedules/{schedule}", tag = "Schedules", operation_id = "schedule_update",
    params(
        ("schedule" = ScheduleId, Path, description = "The schedule."),
        ("if-match" = String, Header, description = "The `ETag` that the change was made from."),
    ),
    request_body = SchedulePatch,
    responses(
        (status = 200, body = ScheduleOut, description = "The schedule, changed.",
            headers(("etag" = String, description = "Its version."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field, and for a \
                cron expression says which of its five is wrong."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such schedule."),
        (status = 412, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`version_conflict`: it has changed since the `ETag` in `If-Match`, or has run."),
        (status = 422, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`domain_unproved`: the website's host belongs to no domain that is proved."),
        (status = 428, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`precondition_required`: `If-Match` is missing."),
        api::Problems,
    ),
    security(("bearer" = ["schedule:update"])),
)]
pub(crate) async fn schedule_update(
    caller: Authorized<ScheduleUpdate>,
    State(gate): State<Gate>,
    State(directory): State<Directory>,
    State(reach): State<Reach>,
    PathParams(id): PathParams<ScheduleId>,
    if_match: IfMatch,
    body: JsonBody<SchedulePatch>,
) -> Result<Found<ScheduleOut>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let stored = store.get::<Schedule>(&id).await?;
    let stored = stored.ok_or_else(Problem::not_found)?;
    if_match.check(stored.version)?;
    let now = gate.clock().now();
    let former = stored.record;
    let mut schedule = changed(&store, &former, body.value, reach, now).await?;
    schedule.updated_at = now;
    schedule.updated_by = scope.principal().to_string();
    let moved = schedule.turn != former.turn;
    if moved {
        due::announce(&directory, &scope, &schedule, now).await?;
    }
    let version = store.replace(&schedule, stored.version).await?;
    if moved {
        due::withdraw(&directory, &scope, &former).await;
    }
    let stored = Stored {
        record: schedule,
        version,
    };
    Ok(Answer::new(ScheduleOut::from(stored)).version(version))
}

async fn changed(
    store: &TenantStore<'_>,
    former: &Schedule,
    patch: SchedulePatch,
    reach: Reach,
    now: Timestamp,
) -> Result<Schedule, Problem> {
    websites_only(patch.text.as_ref(), patch.upload.as_ref())?;
    let mut schedule = former.clone();
    schedule.name = patch.name.unwrap_or(schedule.name);
    if let Some(wanted) = &patch.website {
        schedule.website = website(store, wanted, reach).await?;
    }
    if let Some(series) = &patch.series {
        schedule.series = SeriesId::named(series);
    } else if schedule.website.url != former.website.url {
        let source = Source::website(schedule.website.clone());
        schedule.series = SeriesId::of_source(&source, &schedule.name);
    }
    schedule.cron = patch.cron.unwrap_or(schedule.cron);
    schedule.timezone = patch.timezone.unwrap_or(schedule.timezone);
    schedule.enabled = patch.enabled.unwrap_or(schedule.enabled);
    let timing = |it: &Schedule| (it.cron.clone(), it.timezone.clone(), it.enabled);
    // Whatever else is changed, a time that has come and was not looked at yet stays.
    if timing(&schedule) != timing(former) {
        let next = schedule.due_after(now).ok_or_else(due::never)?;
        schedule.set_next_run(schedule.enabled.then_some(next));
    }
    Ok(schedule)
}
