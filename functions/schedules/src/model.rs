//! Schedules as they are asked for and shown.

use acceptance::{Refused, WebsiteIn};
use api::{Code, Problem};
use domain::{
    CronExpression, InvalidWebsite, Name, Reach, Schedule, ScheduleId, ScheduleRun, SeriesId,
    TimeZoneName, Website,
};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::IgnoredAny;
use store::{Stored, TenantStore};

/// How many of the next times are shown.
const UPCOMING: usize = 5;

/// A schedule.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct ScheduleOut {
    /// Its id.
    pub(crate) id: ScheduleId,
    /// What it is called; what its scans are called.
    name: Name,
    /// What is scanned.
    website: Website,
    /// The series of its scans.
    series: SeriesId,
    /// When it is due.
    cron: CronExpression,
    /// On which clocks.
    timezone: TimeZoneName,
    /// Whether it runs; otherwise it is paused.
    enabled: bool,
    /// When it runs next; nothing while it is paused.
    next_run_at: Option<Timestamp>,
    /// When it runs next and the times after that, at most five, on its own clocks.
    #[schema(example = json!(["2026-12-07T03:00:00+01:00", "2026-12-14T03:00:00+01:00"]))]
    next_runs: Vec<String>,
    /// What came of the last time that it was due.
    last_run: Option<ScheduleRun>,
    /// When it was made.
    created_at: Timestamp,
    /// Who made it.
    created_by: String,
    /// When a person last changed it.
    updated_at: Timestamp,
    /// Who did that.
    updated_by: String,
    /// Its version, for `If-Match`. A run changes it too.
    etag: String,
}

impl From<Stored<Schedule>> for ScheduleOut {
    fn from(stored: Stored<Schedule>) -> Self {
        let schedule = stored.record;
        let next_runs = schedule.upcoming(UPCOMING);
        let next_runs = next_runs.iter();
        Self {
            next_runs: next_runs
                .map(|due| due.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
                .collect(),
            id: schedule.id,
            name: schedule.name,
            website: schedule.website,
            series: schedule.series,
            cron: schedule.cron,
            timezone: schedule.timezone,
            enabled: schedule.enabled,
            next_run_at: schedule.next_run_at,
            last_run: schedule.last_run,
            created_at: schedule.created_at,
            created_by: schedule.created_by,
            updated_at: schedule.updated_at,
            updated_by: schedule.updated_by,
            etag: api::etag(stored.version),
        }
    }
}

/// A website that the tenant may have scanned.
pub(crate) async fn website(
    store: &TenantStore<'_>,
    wanted: &WebsiteIn,
    reach: Reach,
) -> Result<Website, Problem> {
    let website = wanted
        .parse(reach)
        .map_err(|InvalidWebsite { field, detail }| {
            Problem::field(format!("website.{field}"), detail)
        })?;
    match acceptance::may_scan(store, &website).await {
        Ok(()) => Ok(website),
        Err(Refused::Store(error)) => Err(error.into()),
        Err(refused) => Err(Problem::new(Code::DomainUnproved, refused.to_string())),
    }
}

/// Refuses what can't be scanned again.
pub(crate) fn websites_only(
    text: Option<&IgnoredAny>,
    upload: Option<&IgnoredAny>,
) -> Result<(), Problem> {
    let field = match (text, upload) {
        (Some(_), _) => "text",
        (None, Some(_)) => "upload",
        (None, None) => return Ok(()),
    };
    let detail = "is removed when its scan ends, so it can't be scanned again by the clock. Schedule a `website`, or \
                  let a program of yours send the content to POST /v1/scans";
    Err(Problem::field(field, detail))
}
