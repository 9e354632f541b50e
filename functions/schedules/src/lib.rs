//! Schedules: websites that are scanned by the clock. `schedule-sweep` starts what is due.

mod due;
mod model;
mod routes;

use api::route::{delete, get, patch, post};
use api::{CursorKey, Gate};
use axum::Router;
use axum::extract::FromRef;
use directory::Directory;
use domain::{Clock, Reach};
use runtime::{ConfigError, SdkConfig, Variables};
use store::Store;
use utoipa::OpenApi;

/// What the function is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
    directory_table: String,
    reach: Reach,
    cursor_key: CursorKey,
    docs_url: String,
}

impl Config {
    /// Reads `TENANT_TABLE`, `DIRECTORY_TABLE`, `CURSOR_KEY` and `DOCS_URL`; on the local platform `WEBSITE_REACH`
    /// besides.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            directory_table: variables.required("DIRECTORY_TABLE")?.to_owned(),
            reach: Reach::from_variable(variables.get("WEBSITE_REACH")),
            cursor_key: CursorKey::new(variables.required("CURSOR_KEY")?),
            docs_url: variables.required("DOCS_URL")?.to_owned(),
        })
    }
}

#[derive(Clone, Debug, FromRef)]
struct State {
    gate: Gate,
    directory: Directory,
    reach: Reach,
    cursor_key: CursorKey,
}

/// The function, for the gateway to call.
pub fn service(config: Config, aws: &SdkConfig, clock: Clock) -> Router {
    let store = Store::new(aws, config.tenant_table);
    let gate = Gate::new("schedules", store, clock, &config.docs_url);
    let state = State {
        gate: gate.clone(),
        directory: Directory::new(aws, config.directory_table),
        reach: config.reach,
        cursor_key: config.cursor_key,
    };
    let list = get(routes::schedule_list).merge(post(routes::schedule_create));
    let schedule = get(routes::schedule_get)
        .merge(patch(routes::schedule_update))
        .merge(delete(routes::schedule_delete));
    Router::new()
        .route("/v1/schedules", list)
        .route("/v1/schedules/{schedule}", schedule)
        .layer(axum::middleware::from_fn_with_state(gate, api::finish))
        .with_state(state)
}

/// What the function's endpoints are, as an OpenAPI document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(paths(
        routes::schedule_create,
        routes::schedule_list,
        routes::schedule_get,
        routes::schedule_update,
        routes::schedule_delete,
    ))]
    struct Document;
    api::document(Document::openapi())
}
