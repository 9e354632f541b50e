//! `GET /v1/questionnaires`

use api::{Answer, Authorized, Found, Problem, QueryParams};
use assess::{Questionnaire, VERSIONS};
use serde::Serialize;
use tenancy::permit::AssessmentRead;

use crate::model::{LanguageIn, QuestionnaireSummary, pinned};

/// The questionnaires.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct QuestionnaireList {
    /// Every version that can be read, the oldest first.
    items: Vec<QuestionnaireSummary>,
}

/// List the questionnaires that can be answered.
///
/// Versions are added and never removed; an assessment begins with the newest one unless it names another.
#[utoipa::path(
    get, path = "/v1/questionnaires", tag = "Assessments", operation_id = "questionnaire_list",
    params(LanguageIn),
    responses(
        (status = 200, body = QuestionnaireList, description = "The questionnaires."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter."),
        api::Problems,
    ),
    security(("bearer" = ["assessment:read"])),
)]
pub(crate) async fn questionnaire_list(
    _caller: Authorized<AssessmentRead>,
    QueryParams(wanted): QueryParams<LanguageIn>,
) -> Result<Found<QuestionnaireList>, Problem> {
    let language = wanted.language.unwrap_or_default();
    let shown = |questionnaire: &Questionnaire| QuestionnaireSummary::new(questionnaire, language);
    let items = VERSIONS.iter().map(|version| pinned(version).map(shown));
    Ok(Answer::new(QuestionnaireList {
        items: items.collect::<Result<_, _>>()?,
    }))
}
