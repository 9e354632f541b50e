//! `PATCH /v1/assessments/{assessment}`

use std::collections::BTreeMap;

use api::{
    Answer, Authorized, Code, FieldError, Found, Gate, IfMatch, JsonBody, PathParams, Problem,
    QueryParams,
};
use assess::{Problem as Wrong, Questionnaire};
use axum::extract::State;
use domain::{Assessment, AssessmentId, AssessmentState};
use serde::Deserialize;
use tenancy::permit::AssessmentUpdate;

use crate::model::{AssessmentOut, LanguageIn, pinned};

/// The most wrong answers that a problem names; it must not grow with what it refuses.
const MAX_ERRORS: usize = 50;

/// Answers.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswersIn {
    /// By question; others stay as they are. `null` takes an answer back. `unknown` answers everything.
    #[schema(
        value_type = BTreeMap<String, domain::Answer>,
        example = json!({ "subject": ["system"], "inference": "yes" }),
    )]
    answers: BTreeMap<String, Option<domain::Answer>>,
}

/// Answer questions of an assessment.
///
/// In any number and order; each answer is checked by itself, and one that is wrong refuses them all.
#[utoipa::path(
    patch, path = "/v1/assessments/{assessment}", tag = "Assessments", operation_id = "assessment_answer",
    params(
        ("assessment" = AssessmentId, Path, description = "The assessment."),
        ("if-match" = String, Header, description = "The `ETag` that the answers were made from."),
        LanguageIn,
    ),
    request_body = AnswersIn,
    responses(
        (status = 200, body = AssessmentOut, description = "The assessment, with how far it is now.",
            headers(("etag" = String, description = "Its version."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names each question whose \
                answer is none, and what it wants."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such assessment."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`state_conflict`: it is completed; reopen it first."),
        (status = 412, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`version_conflict`: it has changed since the `ETag` in `If-Match`."),
        (status = 428, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`precondition_required`: `If-Match` is missing."),
        api::Problems,
    ),
    security(("bearer" = ["assessment:update"])),
)]
pub(crate) async fn assessment_answer(
    caller: Authorized<AssessmentUpdate>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<AssessmentId>,
    QueryParams(wanted): QueryParams<LanguageIn>,
    if_match: IfMatch,
    body: JsonBody<AnswersIn>,
) -> Result<Found<AssessmentOut>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let stored = store
        .get::<Assessment>(&id)
        .await?
        .ok_or_else(Problem::not_found)?;
    if_match.check(stored.version)?;
    let mut assessment = stored.record;
    match assessment.state {
        AssessmentState::Open => {}
        AssessmentState::Completed => {
            let detail = "The assessment is completed. Reopen it first.";
            return Err(Problem::new(Code::StateConflict, detail));
        }
    }
    let questionnaire = pinned(&assessment.version)?;
    answer(questionnaire, &mut assessment.answers, body.value.answers)?;
    assessment.updated_at = gate.clock().now();
    let version = store.replace(&assessment, stored.version).await?;
    let shown = AssessmentOut::new(assessment, version, wanted.language)?;
    Ok(Answer::new(shown).version(version))
}

/// Takes all of the answers over, or none.
fn answer(
    questionnaire: &Questionnaire,
    answers: &mut BTreeMap<String, domain::Answer>,
    given: BTreeMap<String, Option<domain::Answer>>,
) -> Result<(), Problem> {
    let mut errors = Vec::new();
    for (id, given) in given {
        let Some(question) = questionnaire.question(&id) else {
            errors.push(wrong(&id, "there is no such question".to_owned()));
            continue;
        };
        match given.map(|given| question.accept(&given)).transpose() {
            Ok(Some(answer)) => {
                answers.insert(id, answer);
            }
            Ok(None) => {
                answers.remove(&id);
            }
            Err(problem) => errors.push(wrong(&id, what_it_wants(problem))),
        }
    }
    if errors.is_empty() {
        return Ok(());
    }
    errors.truncate(MAX_ERRORS);
    let problem = Problem::new(Code::FieldInvalid, "See `errors` for what to change.");
    Err(problem.naming(errors))
}

fn wrong(question: &str, detail: String) -> FieldError {
    FieldError {
        field: api::echo(&format!("answers.{question}")),
        detail,
    }
}

/// What an answer must be, without repeating what it is.
fn what_it_wants(problem: Wrong) -> String {
    match problem {
        Wrong::UnknownQuestion(_) => "there is no such question".to_owned(),
        Wrong::UnknownOption { known, .. } => {
            format!("must be one of these: {}", known.join(", "))
        }
        Wrong::WrongForm { wanted, .. } => format!("must be {wanted}"),
    }
}
