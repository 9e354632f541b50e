//! `GET /v1/usage`

use api::{Answer, Authorized, Found, Gate, Problem};
use axum::extract::State;
use domain::{Limit, Meter, Period, Plan};
use jiff::Timestamp;
use serde::Serialize;
use tenancy::permit::UsageRead;

/// What the plan allows and what is used.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct UsageOut {
    /// The plan.
    plan: Plan,
    /// The month that limits and bills run by.
    period: PeriodOut,
    /// Every meter.
    meters: Vec<MeterOut>,
}

/// A period.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct PeriodOut {
    /// Its first instant.
    from: Timestamp,
    /// The first instant after it.
    to: Timestamp,
}

/// One meter.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct MeterOut {
    /// What is counted.
    meter: Meter,
    /// What one of it is.
    unit: &'static str,
    /// How much is used.
    used: u64,
    /// How much the plan allows; null where it sets no limit.
    limit: Option<u64>,
    /// How much is left; null where there is no limit.
    remaining: Option<u64>,
}

/// Get what the plan allows and what is used, in this calendar month (UTC).
#[utoipa::path(
    get, path = "/v1/usage", tag = "Usage", operation_id = "usage_get",
    responses((status = 200, body = UsageOut, description = "Every meter."), api::Problems),
    security(("bearer" = ["usage:read"])),
)]
pub(crate) async fn usage_get(
    caller: Authorized<UsageRead>,
    State(gate): State<Gate>,
) -> Result<Found<UsageOut>, Problem> {
    let period = Period::of(gate.clock().now());
    let plan = caller.plan();
    let scope = caller.scope();
    let totals = gate.store().for_tenant(&scope).usage_totals(period).await?;
    let meters = totals.into_iter().map(|total| {
        let limit = limit(plan, total.meter).number();
        MeterOut {
            meter: total.meter,
            unit: total.meter.unit(),
            used: total.used,
            limit,
            remaining: limit.map(|limit| limit.saturating_sub(total.used)),
        }
    });
    Ok(Answer::new(UsageOut {
        plan,
        period: PeriodOut {
            from: period.from(),
            to: period.to(),
        },
        meters: meters.collect(),
    }))
}

fn limit(plan: Plan, meter: Meter) -> Limit {
    match meter {
        Meter::Scans => plan.scans_per_month(),
        Meter::Documents | Meter::ScannedBytes => Limit::Unlimited,
    }
}
