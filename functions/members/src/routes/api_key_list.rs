//! `GET /v1/api-keys`

use api::{Answer, Authorized, Cursor, CursorKey, Found, Gate, Problem, QueryParams};
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tenancy::permit::ApiKeyRead;

use crate::model::ApiKeyOut;

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

/// A page of API keys.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct ApiKeyPage {
    /// The keys, the oldest first.
    items: Vec<ApiKeyOut>,
    /// Where to go on, if there is more.
    next_cursor: Option<String>,
}

/// List API keys, the oldest first, revoked and expired ones included.
#[utoipa::path(
    get, path = "/v1/api-keys", tag = "API keys", operation_id = "api_key_list",
    params(PageIn),
    responses(
        (status = 200, body = ApiKeyPage, description = "A page of keys."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter. `cursor_invalid`: it is none of this list."),
        api::Problems,
    ),
    security(("bearer" = ["api_key:read"])),
)]
pub(crate) async fn api_key_list(
    caller: Authorized<ApiKeyRead>,
    State(gate): State<Gate>,
    State(cursor_key): State<CursorKey>,
    QueryParams(page): QueryParams<PageIn>,
) -> Result<Found<ApiKeyPage>, Problem> {
    let limit = api::page_limit(page.limit, 20, 100)?;
    let scope = caller.scope();
    let cursor = Cursor::new(&cursor_key, &scope, "api_key_list", &[]);
    let after = cursor.open(page.cursor.as_deref())?;
    let keys = gate
        .store()
        .for_tenant(&scope)
        .api_key_list(after, limit)
        .await?;
    Ok(Answer::new(ApiKeyPage {
        items: keys
            .items
            .into_iter()
            .map(|key| key.record.into())
            .collect(),
        next_cursor: keys.next.map(|position| cursor.seal(&position)),
    }))
}
