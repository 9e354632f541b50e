//! `PATCH /v1/tenant`

use api::{Answer, Authorized, Found, Gate, IfMatch, JsonBody, Problem};
use axum::extract::State;
use domain::{BusinessType, Currency, Locale, Name, Tenant, TimeZoneName};
use serde::Deserialize;
use tenancy::permit::TenantUpdate;

use crate::model::TenantOut;

/// What to change; what is left out stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TenantPatch {
    /// What the organisation is called.
    name: Option<Name>,
    /// Where its days begin.
    timezone: Option<TimeZoneName>,
    /// What it is billed in.
    currency: Option<Currency>,
    /// What its people read.
    locale: Option<Locale>,
    /// What kind of organisation it is.
    business_type: Option<BusinessType>,
}

/// Change the tenant's settings.
#[utoipa::path(
    patch, path = "/v1/tenant", tag = "Tenants", operation_id = "tenant_update",
    params(("if-match" = String, Header, description = "The `ETag` that the change was made from.")),
    request_body = TenantPatch,
    responses(
        (status = 200, body = TenantOut, description = "The tenant, changed.",
            headers(("etag" = String, description = "Its version."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        (status = 412, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`version_conflict`: it has changed since the `ETag` in `If-Match`."),
        (status = 428, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`precondition_required`: `If-Match` is missing."),
        api::Problems,
    ),
    security(("bearer" = ["tenant:update"])),
)]
pub(crate) async fn tenant_update(
    caller: Authorized<TenantUpdate>,
    State(gate): State<Gate>,
    if_match: IfMatch,
    body: JsonBody<TenantPatch>,
) -> Result<Found<TenantOut>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let stored = store
        .get::<Tenant>(&())
        .await?
        .ok_or_else(Problem::not_found)?;
    if_match.check(stored.version)?;
    let mut tenant = stored.record;
    let patch = body.value;
    let settings = &mut tenant.settings;
    settings.name = patch.name.unwrap_or_else(|| settings.name.clone());
    settings.timezone = patch.timezone.unwrap_or_else(|| settings.timezone.clone());
    settings.currency = patch.currency.unwrap_or(settings.currency);
    settings.locale = patch.locale.unwrap_or(settings.locale);
    settings.business_type = patch.business_type.unwrap_or(settings.business_type);
    let version = store.replace(&tenant, stored.version).await?;
    Ok(Answer::new(TenantOut::from(tenant)).version(version))
}
