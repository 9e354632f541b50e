//! `GET /v1/questionnaires/{questionnaire}`

use api::{Answer, Authorized, Found, PathParams, Problem, QueryParams};
use assess::Questionnaire;
use tenancy::permit::AssessmentRead;

use crate::model::{LanguageIn, QuestionnaireOut};

/// Get a questionnaire with its questions, and when each is asked.
#[utoipa::path(
    get, path = "/v1/questionnaires/{questionnaire}", tag = "Assessments",
    operation_id = "questionnaire_get",
    params(
        ("questionnaire" = String, Path, description = "A version, as `ai-act@1`, or a name: its newest version."),
        LanguageIn,
    ),
    responses(
        (status = 200, body = QuestionnaireOut, description = "The questionnaire."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such questionnaire."),
        api::Problems,
    ),
    security(("bearer" = ["assessment:read"])),
)]
pub(crate) async fn questionnaire_get(
    _caller: Authorized<AssessmentRead>,
    PathParams(id): PathParams<String>,
    QueryParams(wanted): QueryParams<LanguageIn>,
) -> Result<Found<QuestionnaireOut>, Problem> {
    let questionnaire = Questionnaire::find(&id).map_err(|_| Problem::not_found())?;
    let language = wanted.language.unwrap_or_default();
    Ok(Answer::new(QuestionnaireOut::new(questionnaire, language)))
}
