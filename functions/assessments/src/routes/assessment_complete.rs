//! `POST /v1/assessments/{assessment}/completion`

use api::{Answer, Authorized, Code, FieldError, Found, Gate, PathParams, Problem, QueryParams};
use assess::{Answers, AssessError};
use axum::extract::State;
use domain::{
    Assessment, AssessmentId, AssessmentResult, AssessmentState, Limit, Locale, Meter, Period,
    Revision, ScanId,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::{StoreError, Stored, TenantStore, TransactionError};
use tenancy::permit::AssessmentUpdate;

use crate::model::{LanguageIn, ResultOut, pinned};
use crate::scan;

/// How often an assessment that changes at this very moment is looked at again.
const TRIES: u32 = 5;

/// Complete an assessment: run the rules over its answers.
///
/// The result becomes a completed scan with findings, which counts against the plan as any scan does. Completing one
/// that is completed answers its result and changes nothing.
#[utoipa::path(
    post, path = "/v1/assessments/{assessment}/completion", tag = "Assessments",
    operation_id = "assessment_complete",
    params(("assessment" = AssessmentId, Path, description = "The assessment."), LanguageIn),
    responses(
        (status = 200, body = ResultOut, description = "The result."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter."),
        (status = 402, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`quota_exhausted`: the plan's scans for this month are used up."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such assessment."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`answers_missing`: `errors` names the questions that have no answer."),
        api::Problems,
    ),
    security(("bearer" = ["assessment:update"])),
)]
pub(crate) async fn assessment_complete(
    caller: Authorized<AssessmentUpdate>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<AssessmentId>,
    QueryParams(wanted): QueryParams<LanguageIn>,
) -> Result<Found<ResultOut>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let limit = caller.plan().scans_per_month();
    let mut last = Problem::not_found();
    for _ in 0..TRIES {
        let stored = store
            .get::<Assessment>(&id)
            .await?
            .ok_or_else(Problem::not_found)?;
        let by = scope.principal().to_string();
        let completed = match stored.record.state {
            AssessmentState::Completed => {
                let result = (id, stored.record.revision);
                let result = store.get::<AssessmentResult>(&result).await?;
                return shown(
                    result.ok_or_else(Problem::not_found)?.record,
                    wanted.language,
                );
            }
            AssessmentState::Open => complete(&store, stored, by, gate.clock().now(), limit).await,
        };
        match completed {
            Ok(result) => return shown(result, wanted.language),
            // Somebody changed or completed it at this moment; what it is now decides.
            Err(Refused::Transaction(TransactionError::Store(StoreError::Conflict))) => {
                last = StoreError::Conflict.into();
            }
            Err(Refused::Transaction(error)) => return Err(error.into()),
            Err(Refused::Problem(problem)) => return Err(problem),
        }
    }
    Err(last)
}

fn shown(result: AssessmentResult, language: Option<Locale>) -> Result<Found<ResultOut>, Problem> {
    ResultOut::new(result, language).map(Answer::new)
}

/// Why an assessment was not completed.
enum Refused {
    Transaction(TransactionError),
    Problem(Problem),
}

/// Writes the result, its scan with all findings, the quota and the assessment's new state in one transaction: there
/// is never a result without its scan, nor two scans of one revision, whenever a function dies.
async fn complete(
    store: &TenantStore<'_>,
    stored: Stored<Assessment>,
    by: String,
    now: Timestamp,
    limit: Limit,
) -> Result<AssessmentResult, Refused> {
    let mut assessment = stored.record;
    let answers = Answers::from(assessment.answers.clone());
    let today = now.to_zoned(TimeZone::UTC).date();
    let questionnaire = pinned(&assessment.version).map_err(Refused::Problem)?;
    let told = questionnaire
        .assess(&answers, today)
        .map_err(|error| Refused::Problem(unanswered(error)))?;
    let id = ScanId::at(now);
    let scan = scan::scan(&assessment, questionnaire, &told, id, by.clone(), now);
    let revision = Revision {
        revision: assessment.revision,
        completed_at: now,
        completed_by: by,
        scan: scan.id,
        classification: told.classification.id.clone(),
        score: told.score.value,
    };
    let result = AssessmentResult {
        assessment: assessment.id,
        revision: revision.clone(),
        language: assessment.language,
        result: serde_json::to_string(&told)
            .map_err(|error| Refused::Problem(Problem::internal(error.to_string())))?,
    };
    assessment.state = AssessmentState::Completed;
    assessment.updated_at = now;
    assessment.revisions.push(revision);
    // The assessment comes first: where it has moved on, that is what the refusal says.
    let mut transaction = store
        .transaction()
        .replace(&assessment, stored.version)
        .create(&result)
        .create(&scan)
        .quota_reserve(Meter::Scans, Period::of(now), limit);
    for finding in scan::findings(&assessment, &told, scan.id) {
        transaction = transaction.create(&finding);
    }
    transaction.commit().await.map_err(Refused::Transaction)?;
    Ok(result)
}

fn unanswered(error: AssessError) -> Problem {
    match error {
        AssessError::Incomplete(open) => {
            let detail = format!(
                "{} questions have no answer; see `errors`. Answers may open more.",
                open.len()
            );
            let errors = open.into_iter().map(|question| FieldError {
                field: format!("answers.{question}"),
                detail: "has no answer yet".to_owned(),
            });
            Problem::new(Code::AnswersMissing, detail).naming(errors)
        }
        // Answers are checked before they are kept, and a version's questions never change.
        AssessError::UnknownVersion(_) | AssessError::Invalid(_) => {
            Problem::internal(error.to_string())
        }
    }
}
