//! `GET /v1/assessments/{assessment}`

use api::{Answer, Authorized, Found, Gate, PathParams, Problem, QueryParams};
use axum::extract::State;
use domain::{Assessment, AssessmentId};
use tenancy::permit::AssessmentRead;

use crate::model::{AssessmentOut, LanguageIn};

/// Get an assessment: its answers, how far it is, and the next question.
#[utoipa::path(
    get, path = "/v1/assessments/{assessment}", tag = "Assessments", operation_id = "assessment_get",
    params(("assessment" = AssessmentId, Path, description = "The assessment."), LanguageIn),
    responses(
        (status = 200, body = AssessmentOut, description = "The assessment.",
            headers(("etag" = String, description = "Its version."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such assessment."),
        api::Problems,
    ),
    security(("bearer" = ["assessment:read"])),
)]
pub(crate) async fn assessment_get(
    caller: Authorized<AssessmentRead>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<AssessmentId>,
    QueryParams(wanted): QueryParams<LanguageIn>,
) -> Result<Found<AssessmentOut>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let stored = store
        .get::<Assessment>(&id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let version = stored.version;
    let shown = AssessmentOut::stored(stored, wanted.language)?;
    Ok(Answer::new(shown).version(version))
}
