//! `GET /v1/api-keys/{api_key}`

use api::{Answer, Authorized, Found, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{ApiKey, ApiKeyId};
use tenancy::permit::ApiKeyRead;

use crate::model::ApiKeyOut;

/// Get an API key; never its secret.
#[utoipa::path(
    get, path = "/v1/api-keys/{api_key}", tag = "API keys", operation_id = "api_key_get",
    params(("api_key" = ApiKeyId, Path, description = "The key.")),
    responses(
        (status = 200, body = ApiKeyOut, description = "The key.",
            headers(("etag" = String, description = "Its version."))),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such key."),
        api::Problems,
    ),
    security(("bearer" = ["api_key:read"])),
)]
pub(crate) async fn api_key_get(
    caller: Authorized<ApiKeyRead>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<ApiKeyId>,
) -> Result<Found<ApiKeyOut>, Problem> {
    let scope = caller.scope();
    let key = gate.store().for_tenant(&scope).get::<ApiKey>(&id).await?;
    let key = key.ok_or_else(Problem::not_found)?;
    Ok(Answer::new(ApiKeyOut::from(key.record)).version(key.version))
}
