//! `GET /v1/domains/{domain}`

use api::{Answer, Authorized, Found, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Domain, DomainName};
use tenancy::permit::DomainRead;

use crate::model::DomainOut;

/// Get a domain, with the record that proves it.
#[utoipa::path(
    get, path = "/v1/domains/{domain}", tag = "Domains", operation_id = "domain_get",
    params(("domain" = DomainName, Path, description = "The domain's name.")),
    responses(
        (status = 200, body = DomainOut, description = "The domain.",
            headers(("etag" = String, description = "Its version."))),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such domain."),
        api::Problems,
    ),
    security(("bearer" = ["domain:read"])),
)]
pub(crate) async fn domain_get(
    caller: Authorized<DomainRead>,
    State(gate): State<Gate>,
    PathParams(name): PathParams<DomainName>,
) -> Result<Found<DomainOut>, Problem> {
    let scope = caller.scope();
    let domain = gate.store().for_tenant(&scope).get::<Domain>(&name).await?;
    let domain = domain.ok_or_else(Problem::not_found)?;
    Ok(Answer::new(DomainOut::from(domain.record)).version(domain.version))
}
