//! `GET /v1/tenant`

use api::{Answer, Authorized, Found, Gate, Problem};
use axum::extract::State;
use domain::Tenant;
use tenancy::permit::TenantRead;

use crate::model::TenantOut;

/// Get the tenant that the credential belongs to.
#[utoipa::path(
    get, path = "/v1/tenant", tag = "Tenants", operation_id = "tenant_get",
    responses((status = 200, body = TenantOut, description = "The tenant.",
        headers(("etag" = String, description = "Its version."))), api::Problems),
    security(("bearer" = ["tenant:read"])),
)]
pub(crate) async fn tenant_get(
    caller: Authorized<TenantRead>,
    State(gate): State<Gate>,
) -> Result<Found<TenantOut>, Problem> {
    let scope = caller.scope();
    let tenant = gate.store().for_tenant(&scope).get::<Tenant>(&()).await?;
    let tenant = tenant.ok_or_else(Problem::not_found)?;
    Ok(Answer::new(TenantOut::from(tenant.record)).version(tenant.version))
}
