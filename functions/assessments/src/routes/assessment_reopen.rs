//! `POST /v1/assessments/{assessment}/reopening`

use api::{Answer, Authorized, Code, Found, Gate, PathParams, Problem, QueryParams};
use axum::extract::State;
use domain::{Assessment, AssessmentId, AssessmentState, REVISIONS_MAX};
use tenancy::permit::AssessmentUpdate;

use crate::model::{AssessmentOut, LanguageIn};

/// Reopen a completed assessment as its next revision.
///
/// The answers stay and can be changed; results and scans of earlier revisions stay as they are. It keeps its
/// questionnaire's version: to be assessed by a newer one, begin a new assessment. Reopening one that is open changes
/// nothing.
#[utoipa::path(
    post, path = "/v1/assessments/{assessment}/reopening", tag = "Assessments",
    operation_id = "assessment_reopen",
    params(("assessment" = AssessmentId, Path, description = "The assessment."), LanguageIn),
    responses(
        (status = 200, body = AssessmentOut, description = "The assessment, open.",
            headers(("etag" = String, description = "Its version."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such assessment."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`state_conflict`: it has 50 revisions; begin a new assessment."),
        api::Problems,
    ),
    security(("bearer" = ["assessment:update"])),
)]
pub(crate) async fn assessment_reopen(
    caller: Authorized<AssessmentUpdate>,
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
    let mut assessment = stored.record;
    let version = match assessment.state {
        AssessmentState::Open => stored.version,
        AssessmentState::Completed if assessment.revision >= REVISIONS_MAX => {
            let detail = format!("It has {REVISIONS_MAX} revisions. Begin a new assessment.");
            return Err(Problem::new(Code::StateConflict, detail));
        }
        AssessmentState::Completed => {
            assessment.state = AssessmentState::Open;
            assessment.revision += 1;
            assessment.updated_at = gate.clock().now();
            store.replace(&assessment, stored.version).await?
        }
    };
    let shown = AssessmentOut::new(assessment, version, wanted.language)?;
    Ok(Answer::new(shown).version(version))
}
