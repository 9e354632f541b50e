//! Members' credentials: API keys. Members, invitations and roles come to live here too.

mod model;
mod routes;

use api::route::{delete, get, post};
use api::{CursorKey, Gate};
use axum::Router;
use axum::extract::FromRef;
use directory::Directory;
use domain::Clock;
use runtime::{ConfigError, SdkConfig, Variables};
use store::Store;
use utoipa::OpenApi;

/// What the function is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
    directory_table: String,
    cursor_key: CursorKey,
    docs_url: String,
}

impl Config {
    /// Reads `TENANT_TABLE`, `DIRECTORY_TABLE`, `CURSOR_KEY` and `DOCS_URL`.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            directory_table: variables.required("DIRECTORY_TABLE")?.to_owned(),
            cursor_key: CursorKey::new(variables.required("CURSOR_KEY")?),
            docs_url: variables.required("DOCS_URL")?.to_owned(),
        })
    }
}

#[derive(Clone, Debug, FromRef)]
struct State {
    gate: Gate,
    directory: Directory,
    cursor_key: CursorKey,
}

/// The function, for the gateway to call.
pub fn service(config: Config, aws: &SdkConfig, clock: Clock) -> Router {
    let store = Store::new(aws, config.tenant_table);
    let gate = Gate::new("members", store, clock, &config.docs_url);
    let state = State {
        gate: gate.clone(),
        directory: Directory::new(aws, config.directory_table),
        cursor_key: config.cursor_key,
    };
    Router::new()
        .route(
            "/v1/api-keys",
            get(routes::api_key_list).merge(post(routes::api_key_create)),
        )
        .route(
            "/v1/api-keys/{api_key}",
            get(routes::api_key_get).merge(delete(routes::api_key_revoke)),
        )
        .layer(axum::middleware::from_fn_with_state(gate, api::finish))
        .with_state(state)
}

/// What the function's endpoints are, as an OpenAPI document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(paths(
        routes::api_key_create,
        routes::api_key_list,
        routes::api_key_get,
        routes::api_key_revoke,
    ))]
    struct Document;
    api::document(Document::openapi())
}
