//! `DELETE /v1/api-keys/{api_key}`

use api::{Authorized, Empty, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{ApiKey, ApiKeyId};
use tenancy::permit::ApiKeyRevoke;

/// Revoke an API key.
///
/// Within a minute it opens nothing any more. It stays in the list, so that people can tell what
/// it did; revoking it again changes nothing.
#[utoipa::path(
    delete, path = "/v1/api-keys/{api_key}", tag = "API keys", operation_id = "api_key_revoke",
    params(("api_key" = ApiKeyId, Path, description = "The key.")),
    responses(
        (status = 204, description = "It is revoked."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such key."),
        api::Problems,
    ),
    security(("bearer" = ["api_key:revoke"])),
)]
pub(crate) async fn api_key_revoke(
    caller: Authorized<ApiKeyRevoke>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<ApiKeyId>,
) -> Result<Empty, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let revoked = store.change::<ApiKey, Problem>(&id, |key| {
        let first = key.revoked_at.is_none();
        key.revoked_at.get_or_insert(gate.clock().now());
        Ok(first)
    });
    revoked.await?.ok_or_else(Problem::not_found)?;
    Ok(Empty)
}
