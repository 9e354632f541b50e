//! Scans: content in, findings out, and what people make of them.

mod model;
mod routes;

use api::route::{delete, get, patch, post};
use api::{CursorKey, Gate};
use axum::Router;
use axum::extract::FromRef;
use domain::{Clock, Reach};
use messages::Queue;
use objects::Objects;
use runtime::{ConfigError, SdkConfig, Variables};
use store::Store;
use utoipa::OpenApi;

/// What the function is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
    upload_bucket: String,
    scan_queue: String,
    website_queue: String,
    reach: Reach,
    cursor_key: CursorKey,
    docs_url: String,
}

impl Config {
    /// Reads `TENANT_TABLE`, `UPLOAD_BUCKET`, `SCAN_QUEUE_URL`, `WEBSITE_QUEUE_URL`, `CURSOR_KEY` and
    /// `DOCS_URL`; on the local platform `WEBSITE_REACH` besides.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            upload_bucket: variables.required("UPLOAD_BUCKET")?.to_owned(),
            scan_queue: variables.required("SCAN_QUEUE_URL")?.to_owned(),
            website_queue: variables.required("WEBSITE_QUEUE_URL")?.to_owned(),
            reach: Reach::from_variable(variables.get("WEBSITE_REACH")),
            cursor_key: CursorKey::new(variables.required("CURSOR_KEY")?),
            docs_url: variables.required("DOCS_URL")?.to_owned(),
        })
    }
}

/// Where jobs are sent to: each kind of worker has a queue of its own.
#[derive(Clone, Debug)]
pub(crate) struct Queues {
    /// For content that is there.
    pub(crate) scans: Queue,
    /// For websites.
    pub(crate) websites: Queue,
}

#[derive(Clone, Debug, FromRef)]
struct State {
    gate: Gate,
    objects: Objects,
    queues: Queues,
    reach: Reach,
    cursor_key: CursorKey,
}

/// The function, for the gateway to call.
pub fn service(config: Config, aws: &SdkConfig, clock: Clock) -> Router {
    let store = Store::new(aws, config.tenant_table);
    let gate = Gate::new("scans", store, clock, &config.docs_url);
    let state = State {
        gate: gate.clone(),
        objects: Objects::new(aws, config.upload_bucket),
        queues: Queues {
            scans: Queue::new(aws, config.scan_queue),
            websites: Queue::new(aws, config.website_queue),
        },
        reach: config.reach,
        cursor_key: config.cursor_key,
    };
    let finding = get(routes::finding_get).merge(patch(routes::finding_triage));
    Router::new()
        .route("/v1/uploads", post(routes::upload_create))
        .route(
            "/v1/scans",
            get(routes::scan_list).merge(post(routes::scan_create)),
        )
        .route(
            "/v1/scans/{scan}",
            get(routes::scan_get).merge(delete(routes::scan_delete)),
        )
        .route("/v1/scans/{scan}/cancellation", post(routes::scan_cancel))
        .route("/v1/scans/{scan}/findings", get(routes::finding_list))
        .route("/v1/scans/{scan}/findings/{finding}", finding)
        .route("/v1/scans/{scan}/comparison", get(routes::comparison_get))
        .route("/v1/risk", get(routes::risk_get))
        .layer(axum::middleware::from_fn_with_state(gate, api::finish))
        .with_state(state)
}

/// What the function's endpoints are, as an OpenAPI document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(paths(
        routes::upload_create,
        routes::scan_create,
        routes::scan_list,
        routes::scan_get,
        routes::scan_cancel,
        routes::scan_delete,
        routes::finding_list,
        routes::finding_get,
        routes::finding_triage,
        routes::comparison_get,
        routes::risk_get,
    ))]
    struct Document;
    api::document(Document::openapi())
}
