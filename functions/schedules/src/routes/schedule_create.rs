//! `POST /v1/schedules`

use acceptance::WebsiteIn;
use api::{
    Answer, Authorized, Code, Created, Gate, IdempotencyKey, JsonBody, Once, Problem, Slot, Turn,
};
use axum::extract::State;
use directory::Directory;
use domain::{
    CronExpression, DomainName, Name, Reach, SCHEDULES_MAX, Schedule, ScheduleId, SeriesId, Source,
    Tenant, TimeZoneName, Website,
};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;
use store::{Stored, TenantStore, Version};
use tenancy::TenantScope;
use tenancy::permit::ScheduleCreate;

use crate::due;
use crate::model::{ScheduleOut, website, websites_only};

/// What is to be scanned, and when.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScheduleIn {
    /// What to call it and its scans; by default the website's host.
    name: Option<Name>,
    /// The website. Its host must be a domain that is proved to be the tenant's, or lie below one. Texts and
    /// uploads are removed when their scan ends, so they can't be scheduled.
    #[schema(required = true)]
    website: Option<WebsiteIn>,
    /// When it is due: minute, hour, day of the month, month, day of the week. At most once an hour.
    cron: CronExpression,
    /// On which clocks; by default the tenant's time zone.
    timezone: Option<TimeZoneName>,
    /// Whether it runs; yes unless said otherwise.
    enabled: Option<bool>,
    /// Which scans its own are compared with: those of the same series. By default those of the same name and
    /// website.
    series: Option<Name>,
    /// No text can be scheduled.
    #[schema(ignore)]
    text: Option<IgnoredAny>,
    /// No upload can be scheduled.
    #[schema(ignore)]
    upload: Option<IgnoredAny>,
}

/// Have a website scanned by the clock.
///
/// Each scan counts against the plan as one that is asked for does. `next_runs` shows when it will run. A time that
/// the clocks skip in spring is taken as much later as they skip; one that they show twice in autumn is taken once,
/// the first time.
#[utoipa::path(
    post, path = "/v1/schedules", tag = "Schedules", operation_id = "schedule_create",
    params(("idempotency-key" = Option<String>, Header, description = "Makes the request safe to repeat.")),
    request_body = ScheduleIn,
    responses(
        (status = 201, body = ScheduleOut, description = "The schedule, and when it runs next.", headers(
            ("location" = String, description = "Where it is."),
            ("etag" = String, description = "Its version."),
        )),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field, and for a \
                cron expression says which of its five is wrong."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`limit_reached`: the tenant has 100 schedules. `request_in_flight`: the same request is \
                being worked on.",
            headers(("retry-after" = u64, description = "Seconds after which to send it again."))),
        (status = 422, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`idempotency_key_reused`: the `Idempotency-Key` belongs to another body. \
                `domain_unproved`: the website's host belongs to no domain that is proved."),
        api::Problems,
    ),
    security(("bearer" = ["schedule:create"])),
)]
pub(crate) async fn schedule_create(
    caller: Authorized<ScheduleCreate>,
    State(gate): State<Gate>,
    State(directory): State<Directory>,
    State(reach): State<Reach>,
    idempotency: IdempotencyKey,
    body: JsonBody<ScheduleIn>,
) -> Result<Once<Created<ScheduleOut>>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let turn = idempotency
        .begin(&store, "schedule_create", &body.hash, gate.clock())
        .await?;
    let mut slot = match turn {
        Turn::Again(answer) => return Ok(Once::Again(answer)),
        Turn::First(slot) => slot,
    };
    let creation = Creation {
        scope: &scope,
        store: &store,
        directory: &directory,
        reach,
        now: gate.clock().now(),
    };
    let result = creation.create(body.value, &mut slot).await;
    slot.settle(&store, result, Answer::stored).await
}

struct Creation<'a> {
    scope: &'a TenantScope<'a>,
    store: &'a TenantStore<'a>,
    directory: &'a Directory,
    reach: Reach,
    now: Timestamp,
}

impl Creation<'_> {
    async fn create(
        &self,
        wanted: ScheduleIn,
        slot: &mut Slot,
    ) -> Result<Created<ScheduleOut>, Problem> {
        websites_only(wanted.text.as_ref(), wanted.upload.as_ref())?;
        let Some(website_in) = &wanted.website else {
            return Err(Problem::field(
                "website",
                "is missing: say which website to scan",
            ));
        };
        let website = website(self.store, website_in, self.reach).await?;
        let there = self.store.schedule_list(None, SCHEDULES_MAX).await?.items;
        if there.len() >= SCHEDULES_MAX {
            let detail = format!("A tenant can have {SCHEDULES_MAX} schedules. Delete one first.");
            return Err(Problem::new(Code::LimitReached, detail));
        }
        let name = match wanted.name {
            Some(name) => name,
            None => hosts_name(&website)?,
        };
        let timezone = match wanted.timezone {
            Some(timezone) => timezone,
            None => self.tenants_timezone().await?,
        };
        let series = match &wanted.series {
            Some(series) => SeriesId::named(series),
            None => SeriesId::of_source(&Source::website(website.clone()), &name),
        };
        let by = self.scope.principal().to_string();
        let mut schedule = Schedule {
            id: ScheduleId::at(self.now),
            name,
            website,
            series,
            cron: wanted.cron,
            timezone,
            enabled: wanted.enabled.unwrap_or(true),
            next_run_at: None,
            turn: 0,
            last_run: None,
            created_at: self.now,
            created_by: by.clone(),
            updated_at: self.now,
            updated_by: by,
        };
        // One that never comes is refused even if it is paused.
        let next = schedule.due_after(self.now).ok_or_else(due::never)?;
        schedule.set_next_run(schedule.enabled.then_some(next));
        due::announce(self.directory, self.scope, &schedule, self.now).await?;
        let transaction = self.store.transaction().create(&schedule);
        let location = format!("/v1/schedules/{}", schedule.id);
        let stored = Stored {
            record: schedule,
            version: Version::FIRST,
        };
        let answer = Answer::new(ScheduleOut::from(stored))
            .at(location)
            .version(Version::FIRST);
        slot.complete_in(transaction, &answer)?.commit().await?;
        Ok(answer)
    }

    async fn tenants_timezone(&self) -> Result<TimeZoneName, Problem> {
        let tenant = self.store.get::<Tenant>(&()).await?;
        let tenant = tenant.ok_or_else(Problem::not_found)?;
        Ok(tenant.record.settings.timezone)
    }
}

/// A name from a website's host, which may be longer than a name.
fn hosts_name(website: &Website) -> Result<Name, Problem> {
    let host = website.host();
    let host = host.as_ref().map_or("website", DomainName::as_str);
    let short: String = host.chars().take(Name::MAX_CHARS).collect();
    Name::try_from(short).map_err(|error| Problem::field("name", error.to_string()))
}
