//! Tenants: sign-up, settings, and the end.

mod model;
mod routes;

use api::Gate;
use api::route::{get, post};
use axum::Router;
use axum::extract::FromRef;
use directory::Directory;
use domain::Clock;
use identity::UserPool;
use runtime::{ConfigError, SdkConfig, Variables};
use store::Store;
use utoipa::OpenApi;

/// What the function is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
    directory_table: String,
    user_pool: String,
    client: String,
    docs_url: String,
}

impl Config {
    /// Reads `TENANT_TABLE`, `DIRECTORY_TABLE`, `USER_POOL_ID`, `USER_POOL_CLIENT_ID` and `DOCS_URL`.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            directory_table: variables.required("DIRECTORY_TABLE")?.to_owned(),
            user_pool: variables.required("USER_POOL_ID")?.to_owned(),
            client: variables.required("USER_POOL_CLIENT_ID")?.to_owned(),
            docs_url: variables.required("DOCS_URL")?.to_owned(),
        })
    }
}

#[derive(Clone, Debug, FromRef)]
struct State {
    gate: Gate,
    directory: Directory,
    user_pool: UserPool,
}

/// The function, for the gateway to call.
pub fn service(config: Config, aws: &SdkConfig, clock: Clock) -> Router {
    let store = Store::new(aws, config.tenant_table);
    let gate = Gate::new("tenants", store, clock, &config.docs_url);
    let state = State {
        gate: gate.clone(),
        directory: Directory::new(aws, config.directory_table),
        user_pool: UserPool::new(aws, config.user_pool, config.client),
    };
    Router::new()
        .route("/v1/sign-ups", post(routes::sign_up_create))
        .route(
            "/v1/sign-ups/{sign_up}/verification",
            post(routes::sign_up_verify),
        )
        .route(
            "/v1/tenant",
            get(routes::tenant_get).merge(api::route::patch(routes::tenant_update)),
        )
        .route("/v1/tenant/cancellation", post(routes::tenant_cancel))
        .layer(axum::middleware::from_fn_with_state(gate, api::finish))
        .with_state(state)
}

/// What the function's endpoints are, as an OpenAPI document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(paths(
        routes::sign_up_create,
        routes::sign_up_verify,
        routes::tenant_get,
        routes::tenant_update,
        routes::tenant_cancel,
    ))]
    struct Document;
    api::document(Document::openapi())
}
