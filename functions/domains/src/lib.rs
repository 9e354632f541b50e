//! Domains: which ones a tenant says are its own, and whether the DNS agrees.

mod model;
mod routes;

use api::route::{delete, get, post};
use api::{CursorKey, Gate};
use axum::Router;
use axum::extract::FromRef;
use dns::Resolver;
use domain::Clock;
use runtime::{ConfigError, SdkConfig, Variables};
use store::Store;
use utoipa::OpenApi;

/// What the function is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
    cursor_key: CursorKey,
    docs_url: String,
    resolver: Resolver,
}

impl Config {
    /// Reads `TENANT_TABLE`, `CURSOR_KEY` and `DOCS_URL`; on the local platform `DNS_SERVER` besides.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            cursor_key: CursorKey::new(variables.required("CURSOR_KEY")?),
            docs_url: variables.required("DOCS_URL")?.to_owned(),
            resolver: Resolver::from_variables(variables)?,
        })
    }
}

#[derive(Clone, Debug, FromRef)]
struct State {
    gate: Gate,
    resolver: Resolver,
    cursor_key: CursorKey,
}

/// The function, for the gateway to call.
pub fn service(config: Config, aws: &SdkConfig, clock: Clock) -> Router {
    let store = Store::new(aws, config.tenant_table);
    let gate = Gate::new("domains", store, clock, &config.docs_url);
    let state = State {
        gate: gate.clone(),
        resolver: config.resolver,
        cursor_key: config.cursor_key,
    };
    Router::new()
        .route(
            "/v1/domains",
            get(routes::domain_list).merge(post(routes::domain_create)),
        )
        .route(
            "/v1/domains/{domain}",
            get(routes::domain_get).merge(delete(routes::domain_delete)),
        )
        .route(
            "/v1/domains/{domain}/verification",
            post(routes::domain_verify),
        )
        .layer(axum::middleware::from_fn_with_state(gate, api::finish))
        .with_state(state)
}

/// What the function's endpoints are, as an OpenAPI document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(paths(
        routes::domain_create,
        routes::domain_list,
        routes::domain_get,
        routes::domain_verify,
        routes::domain_delete,
    ))]
    struct Document;
    api::document(Document::openapi())
}
