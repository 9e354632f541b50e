//! What is looked for: the tenant's own rules, and what it wants of the engine's detectors changed.
//!
//! Invariants: what runs is one record, which a scan reads once and names; a rule comes into it only by being
//! switched on, after this very definition was tried out and finds what its examples say; until then an older
//! definition that runs goes on running.

mod model;
mod routes;
mod running;

use api::route::{delete, get, patch, post, put};
use api::{CursorKey, Gate};
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
    cursor_key: CursorKey,
    docs_url: String,
}

impl Config {
    /// Reads `TENANT_TABLE`, `CURSOR_KEY` and `DOCS_URL`.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            cursor_key: CursorKey::new(variables.required("CURSOR_KEY")?),
            docs_url: variables.required("DOCS_URL")?.to_owned(),
        })
    }
}

#[derive(Clone, Debug, FromRef)]
struct State {
    gate: Gate,
    cursor_key: CursorKey,
}

/// The function, for the gateway to call.
pub fn service(config: Config, aws: &SdkConfig, clock: Clock) -> Router {
    let store = Store::new(aws, config.tenant_table);
    let gate = Gate::new("rules", store, clock, &config.docs_url);
    let state = State {
        gate: gate.clone(),
        cursor_key: config.cursor_key,
    };
    let rule = get(routes::rule_get)
        .merge(put(routes::rule_update))
        .merge(delete(routes::rule_delete));
    let activation = post(routes::rule_activate).merge(delete(routes::rule_disable));
    let detector = get(routes::detector_get).merge(patch(routes::detector_update));
    Router::new()
        .route(
            "/v1/rules",
            get(routes::rule_list).merge(post(routes::rule_create)),
        )
        .route("/v1/rules/{rule}", rule)
        .route("/v1/rules/{rule}/dry-run", post(routes::rule_dry_run))
        .route("/v1/rules/{rule}/activation", activation)
        .route("/v1/detectors", get(routes::detector_list))
        .route("/v1/detectors/{detector}", detector)
        .layer(axum::middleware::from_fn_with_state(gate, api::finish))
        .with_state(state)
}

/// What the function's endpoints are, as an OpenAPI document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(paths(
        routes::rule_create,
        routes::rule_list,
        routes::rule_get,
        routes::rule_update,
        routes::rule_delete,
        routes::rule_dry_run,
        routes::rule_activate,
        routes::rule_disable,
        routes::detector_list,
        routes::detector_get,
        routes::detector_update,
    ))]
    struct Document;
    api::document(Document::openapi())
}
