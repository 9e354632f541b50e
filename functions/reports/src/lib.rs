//! Reports: what a scan found, in a format for programs or for people, and how a tenant's reports look.
//!
//! A function of its own, because it alone carries what it takes to set a page, and needs the memory for it.

mod baseline;
mod routes;

use api::Gate;
use api::route::{get, patch};
use axum::Router;
use axum::extract::FromRef;
use domain::Clock;
use objects::Objects;
use runtime::{ConfigError, SdkConfig, Variables};
use store::Store;
use utoipa::OpenApi;

/// What the function is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
    upload_bucket: String,
    docs_url: String,
}

impl Config {
    /// Reads `TENANT_TABLE`, `UPLOAD_BUCKET` and `DOCS_URL`.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            upload_bucket: variables.required("UPLOAD_BUCKET")?.to_owned(),
            docs_url: variables.required("DOCS_URL")?.to_owned(),
        })
    }
}

#[derive(Clone, Debug, FromRef)]
struct State {
    gate: Gate,
    objects: Objects,
}

/// The function, for the gateway to call.
pub fn service(config: Config, aws: &SdkConfig, clock: Clock) -> Router {
    let store = Store::new(aws, config.tenant_table);
    let gate = Gate::new("reports", store, clock, &config.docs_url);
    let state = State {
        gate: gate.clone(),
        objects: Objects::new(aws, config.upload_bucket),
    };
    Router::new()
        .route("/v1/scans/{scan}/report", get(routes::report_get))
        .route(
            "/v1/tenant/branding",
            get(routes::branding_get).merge(patch(routes::branding_update)),
        )
        .layer(axum::middleware::from_fn_with_state(gate, api::finish))
        .with_state(state)
}

/// What the function's endpoints are, as an OpenAPI document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(paths(routes::report_get, routes::branding_get, routes::branding_update,))]
    struct Document;
    api::document(Document::openapi())
}
