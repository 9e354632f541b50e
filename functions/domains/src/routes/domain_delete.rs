//! `DELETE /v1/domains/{domain}`

use api::{Authorized, Empty, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Domain, DomainName};
use tenancy::permit::DomainDelete;

/// Remove a domain.
///
/// Its websites are not scanned any more; scans that ended stay. Adding it again asks for another record.
#[utoipa::path(
    delete, path = "/v1/domains/{domain}", tag = "Domains", operation_id = "domain_delete",
    params(("domain" = DomainName, Path, description = "The domain's name.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such domain."),
        api::Problems,
    ),
    security(("bearer" = ["domain:delete"])),
)]
pub(crate) async fn domain_delete(
    caller: Authorized<DomainDelete>,
    State(gate): State<Gate>,
    PathParams(name): PathParams<DomainName>,
) -> Result<Empty, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let stored = store.get::<Domain>(&name).await?;
    stored.ok_or_else(Problem::not_found)?;
    store.delete::<Domain>(&name).await?;
    Ok(Empty)
}
