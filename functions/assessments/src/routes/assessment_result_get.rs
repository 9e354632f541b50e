//! `GET /v1/assessments/{assessment}/results/{revision}`

use api::{Answer, Authorized, Found, Gate, PathParams, Problem, QueryParams};
use axum::extract::State;
use domain::{AssessmentId, AssessmentResult};
use tenancy::permit::AssessmentRead;

use crate::model::{LanguageIn, ResultOut};

/// Get what a revision of an assessment came to.
///
/// A result never changes: neither a later revision nor a new version of the questionnaire touches it.
#[utoipa::path(
    get, path = "/v1/assessments/{assessment}/results/{revision}", tag = "Assessments",
    operation_id = "assessment_result_get",
    params(
        ("assessment" = AssessmentId, Path, description = "The assessment."),
        ("revision" = u32, Path, description = "The revision, from 1."),
        LanguageIn,
    ),
    responses(
        (status = 200, body = ResultOut, description = "The result."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such assessment, or the revision was not completed."),
        api::Problems,
    ),
    security(("bearer" = ["assessment:read"])),
)]
pub(crate) async fn assessment_result_get(
    caller: Authorized<AssessmentRead>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<(AssessmentId, u32)>,
    QueryParams(wanted): QueryParams<LanguageIn>,
) -> Result<Found<ResultOut>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let stored = store
        .get::<AssessmentResult>(&id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Answer::new(ResultOut::new(stored.record, wanted.language)?))
}
