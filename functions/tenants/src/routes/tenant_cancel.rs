//! `POST /v1/tenant/cancellation`

use api::{Answer, Authorized, Code, Found, Gate, JsonBody, Problem};
use axum::extract::State;
use domain::{Tenant, TenantState};
use serde::Deserialize;
use tenancy::permit::TenantCancel;

use crate::model::TenantOut;

/// That it is meant.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CancellationIn {
    /// The tenant's name, typed again, so that nobody ends a company by accident.
    name: String,
}

/// Cancel the tenant.
///
/// Within a minute no credential of the tenant opens anything any more.
#[utoipa::path(
    post, path = "/v1/tenant/cancellation", tag = "Tenants", operation_id = "tenant_cancel",
    request_body = CancellationIn,
    responses((status = 200, body = TenantOut, description = "The tenant, cancelled."), api::Problems),
    security(("bearer" = ["tenant:cancel"])),
)]
pub(crate) async fn tenant_cancel(
    caller: Authorized<TenantCancel>,
    State(gate): State<Gate>,
    body: JsonBody<CancellationIn>,
) -> Result<Found<TenantOut>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let stored = store
        .get::<Tenant>(&())
        .await?
        .ok_or_else(Problem::not_found)?;
    let mut tenant = stored.record;
    if body.value.name != tenant.settings.name.as_str() {
        return Err(Problem::field(
            "name",
            "must be the tenant's name, exactly as it is set",
        ));
    }
    if tenant.state == TenantState::Cancelled {
        return Ok(Answer::new(TenantOut::from(tenant)).version(stored.version));
    }
    if !tenant.state.may_become(TenantState::Cancelled) {
        let detail = format!("The tenant is {}.", tenant.state.as_str());
        return Err(Problem::new(Code::StateConflict, detail));
    }
    tenant.state = TenantState::Cancelled;
    let version = store.replace(&tenant, stored.version).await?;
    Ok(Answer::new(TenantOut::from(tenant)).version(version))
}
