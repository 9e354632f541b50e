//! `GET /v1/risk`

use api::{Answer, Authorized, Found, Gate, Problem, QueryParams};
use axum::extract::State;
use domain::{Risk, RiskPoint, SeriesFactor};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use store::RISK_DAYS_KEPT;
use tenancy::permit::ScanRead;

/// How many days are shown unless others are asked for.
const DAYS_SHOWN: i32 = 30;

/// Which days are wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RiskIn {
    /// The first day, in UTC; by default 30 days before the last. Days are kept for 400 days.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// The last day, in UTC; by default today.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
}

/// The tenant's risk.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct TenantRiskOut {
    /// What it stands at, and what that is made of by detector: from the newest completed scan of
    /// each series. About a thousand series count; beyond that, those scanned longest ago don't.
    current: Risk,
    /// What it is made of by series, the most first; at most ten.
    series: Vec<SeriesFactor>,
    /// How far it moved since the point before the newest, in points; negative is better.
    delta: i16,
    /// When it last changed; never, if nothing was scanned yet.
    changed_at: Option<Timestamp>,
    /// The days on which it changed, the oldest first. Any other day stands as the one before it.
    points: Vec<RiskPoint>,
}

/// Get the tenant's risk, and how it came to it.
///
/// Scanning the same thing again doesn't add up: only the newest scan of a series counts. Deleting a
/// scan takes it out of what the risk stands at, and leaves the days before as they were.
#[utoipa::path(
    get, path = "/v1/risk", tag = "Scans", operation_id = "risk_get",
    params(RiskIn),
    responses(
        (status = 200, body = TenantRiskOut, description = "The risk now and on the wanted days."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter."),
        api::Problems,
    ),
    security(("bearer" = ["scan:read"])),
)]
pub(crate) async fn risk_get(
    caller: Authorized<ScanRead>,
    State(gate): State<Gate>,
    QueryParams(wanted): QueryParams<RiskIn>,
) -> Result<Found<TenantRiskOut>, Problem> {
    let today = gate.clock().now().to_zoned(TimeZone::UTC).date();
    let to = wanted.to.unwrap_or(today);
    let from = match wanted.from {
        Some(from) => from,
        None => to.saturating_sub(DAYS_SHOWN.days()),
    };
    if from > to {
        return Err(Problem::field("from", "must not be after `to`"));
    }
    if from < today.saturating_sub(RISK_DAYS_KEPT.days()) {
        let detail = format!("must lie at most {RISK_DAYS_KEPT} days back");
        return Err(Problem::field("from", detail));
    }
    let scope = caller.scope();
    let (now, mut points) = gate.store().for_tenant(&scope).risk_since(from).await?;
    points.retain(|point| point.day <= to);
    let out = match now {
        Some(now) => TenantRiskOut {
            delta: i16::from(now.point.score) - i16::from(now.point.before),
            current: now.risk,
            series: now.series,
            changed_at: Some(now.at),
            points,
        },
        None => TenantRiskOut {
            current: Risk::none(),
            series: Vec::new(),
            delta: 0,
            changed_at: None,
            points,
        },
    };
    Ok(Answer::new(out))
}
