//! `GET /v1/domains`

use api::{Answer, Authorized, Cursor, CursorKey, Found, Gate, Problem, QueryParams};
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tenancy::permit::DomainRead;

use crate::model::DomainOut;

/// Which page is wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageIn {
    /// How many, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u16>,
    /// Where to go on: `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of domains.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct DomainPage {
    /// The domains, by name.
    items: Vec<DomainOut>,
    /// Where to go on, if there is more.
    next_cursor: Option<String>,
}

/// List domains by name, proved or not.
#[utoipa::path(
    get, path = "/v1/domains", tag = "Domains", operation_id = "domain_list",
    params(PageIn),
    responses(
        (status = 200, body = DomainPage, description = "A page of domains."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter. `cursor_invalid`: it is none of this list."),
        api::Problems,
    ),
    security(("bearer" = ["domain:read"])),
)]
pub(crate) async fn domain_list(
    caller: Authorized<DomainRead>,
    State(gate): State<Gate>,
    State(cursor_key): State<CursorKey>,
    QueryParams(page): QueryParams<PageIn>,
) -> Result<Found<DomainPage>, Problem> {
    let limit = api::page_limit(page.limit, 20, 100)?;
    let scope = caller.scope();
    let cursor = Cursor::new(&cursor_key, &scope, "domain_list", &[]);
    let after = cursor.open(page.cursor.as_deref())?;
    let store = gate.store().for_tenant(&scope);
    let domains = store.domain_list(after, limit).await?;
    Ok(Answer::new(DomainPage {
        items: domains
            .items
            .into_iter()
            .map(|stored| stored.record.into())
            .collect(),
        next_cursor: domains.next.map(|position| cursor.seal(&position)),
    }))
}
