//! Questionnaires, assessments and results as they are shown.

mod assessment;
mod questionnaire;
mod result;

use api::Problem;
use assess::Questionnaire;
use domain::Locale;
use serde::Deserialize;

pub(crate) use assessment::{AssessmentOut, AssessmentSummary};
pub(crate) use questionnaire::{QuestionOut, QuestionnaireOut, QuestionnaireSummary};
pub(crate) use result::ResultOut;

/// In which language to answer.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LanguageIn {
    /// The language of the texts. Questionnaires come in English unless asked otherwise, assessments in their own
    /// language.
    pub(crate) language: Option<Locale>,
}

/// The questionnaire that a record is pinned to.
///
/// # Errors
/// When this build does not know the version, which never happens as long as none is removed.
pub(crate) fn pinned(version: &str) -> Result<&'static Questionnaire, Problem> {
    Questionnaire::load(version).map_err(|error| Problem::internal(error.to_string()))
}
