//! Assessments: a questionnaire is answered, and its result becomes a completed scan.
//!
//! What lives here: the endpoints, and how a result is written as a scan with findings. What doesn't: any question
//! or rule, which are `assess`'s.

mod model;
mod routes;
mod scan;

use api::route::{delete, get, patch, post};
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
    let gate = Gate::new("assessments", store, clock, &config.docs_url);
    let state = State {
        gate: gate.clone(),
        cursor_key: config.cursor_key,
    };
    let assessments = get(routes::assessment_list).merge(post(routes::assessment_create));
    let assessment = get(routes::assessment_get)
        .merge(patch(routes::assessment_answer))
        .merge(delete(routes::assessment_delete));
    let one = "/v1/assessments/{assessment}";
    Router::new()
        .route("/v1/questionnaires", get(routes::questionnaire_list))
        .route(
            "/v1/questionnaires/{questionnaire}",
            get(routes::questionnaire_get),
        )
        .route("/v1/assessments", assessments)
        .route(one, assessment)
        .route(
            &format!("{one}/completion"),
            post(routes::assessment_complete),
        )
        .route(&format!("{one}/reopening"), post(routes::assessment_reopen))
        .route(
            &format!("{one}/results/{{revision}}"),
            get(routes::assessment_result_get),
        )
        .layer(axum::middleware::from_fn_with_state(gate, api::finish))
        .with_state(state)
}

/// What the function's endpoints are, as an OpenAPI document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(paths(
        routes::questionnaire_list,
        routes::questionnaire_get,
        routes::assessment_create,
        routes::assessment_list,
        routes::assessment_get,
        routes::assessment_answer,
        routes::assessment_complete,
        routes::assessment_reopen,
        routes::assessment_result_get,
        routes::assessment_delete,
    ))]
    struct Document;
    api::document(Document::openapi())
}
