//! `POST /v1/tenant/cancellation`

use api::{Answer, Authorized, Found, Gate, JsonBody, Problem};
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
    responses(
        (status = 200, body = TenantOut, description = "The tenant, cancelled.",
            headers(("etag" = String, description = "Its version."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        api::Problems,
    ),
    security(("bearer" = ["tenant:cancel"])),
)]
pub(crate) async fn tenant_cancel(
    caller: Authorized<TenantCancel>,
    State(gate): State<Gate>,
    body: JsonBody<CancellationIn>,
) -> Result<Found<TenantOut>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let cancelled = store.change::<Tenant, Problem>(&(), |tenant| {
        if body.value.name != tenant.settings.name.as_str() {
            return Err(Problem::field(
                "name",
                "must be the tenant's name, exactly as it is set",
            ));
        }
        // All that may not are cancelled already.
        let may = tenant.state.may_become(TenantState::Cancelled);
        tenant.state = TenantState::Cancelled;
        Ok(may)
    });
    let stored = cancelled.await?.ok_or_else(Problem::not_found)?;
    Ok(Answer::new(TenantOut::from(stored.record)).version(stored.version))
}
