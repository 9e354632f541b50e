//! `GET /v1/tenant/branding`

use api::{Answer, Authorized, Found, Gate, Problem};
use axum::extract::State;
use domain::Branding;
use store::{Stored, Version};
use tenancy::permit::TenantRead;

/// The version of branding that was never set.
pub(crate) const NEVER_SET: u64 = 0;

/// Get what the tenant's reports look like.
#[utoipa::path(
    get, path = "/v1/tenant/branding", tag = "Tenants", operation_id = "branding_get",
    responses((status = 200, body = Branding, description = "The branding; what is `null` looks as Polder does.",
        headers(("etag" = String, description = "Its version."))), api::Problems),
    security(("bearer" = ["tenant:read"])),
)]
pub(crate) async fn branding_get(
    caller: Authorized<TenantRead>,
    State(gate): State<Gate>,
) -> Result<Found<Branding>, Problem> {
    let scope = caller.scope();
    let stored = gate.store().for_tenant(&scope).get(&()).await?;
    let Stored { record, version } = stored.unwrap_or_else(never_set);
    Ok(Answer::new(record).version(version))
}

/// Every tenant has branding: until it is set, the default.
pub(crate) fn never_set() -> Stored<Branding> {
    Stored {
        record: Branding::default(),
        version: Version::from_number(NEVER_SET),
    }
}
