//! `/openapi.json`: the document of every operation.

use std::sync::Arc;

use axum::extract::{Json, State};
use utoipa::openapi::OpenApi;

use crate::platform::Control;

/// The merged document, with this platform as its server.
pub(super) async fn document(State(control): State<Arc<Control>>) -> Json<OpenApi> {
    Json(crate::openapi::openapi_at(&control.api_url))
}
