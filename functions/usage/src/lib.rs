//! What the plan allows and what is used.

mod routes;

use api::Gate;
use api::route::get;
use axum::Router;
use axum::extract::FromRef;
use domain::Clock;
use runtime::{ConfigError, SdkConfig, Variables};
use store::Store;
use utoipa::OpenApi;

/// What the function is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
    docs_url: String,
}

impl Config {
    /// Reads `TENANT_TABLE` and `DOCS_URL`.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            docs_url: variables.required("DOCS_URL")?.to_owned(),
        })
    }
}

#[derive(Clone, Debug, FromRef)]
struct State {
    gate: Gate,
}

/// The function, for the gateway to call.
pub fn service(config: Config, aws: &SdkConfig, clock: Clock) -> Router {
    let store = Store::new(aws, config.tenant_table);
    let gate = Gate::new("usage", store, clock, &config.docs_url);
    Router::new()
        .route("/v1/usage", get(routes::usage_get))
        .layer(axum::middleware::from_fn_with_state(
            gate.clone(),
            api::finish,
        ))
        .with_state(State { gate })
}

/// What the function's endpoints are, as an OpenAPI document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(paths(routes::usage_get))]
    struct Document;
    api::document(Document::openapi())
}
