//! `POST /v1/assessments`

use std::collections::BTreeMap;

use api::{Answer, Authorized, Created, Gate, IdempotencyKey, JsonBody, Once, Problem, Slot, Turn};
use assess::Questionnaire;
use axum::extract::State;
use domain::{Assessment, AssessmentId, AssessmentState, Locale, Name};
use jiff::Timestamp;
use serde::Deserialize;
use store::{TenantStore, Version};
use tenancy::permit::AssessmentCreate;

use crate::model::AssessmentOut;

/// What is to be assessed.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssessmentIn {
    /// `ai-act` or `dpia` for the newest version, or a version, as `ai-act@1`.
    #[schema(example = "ai-act")]
    questionnaire: String,
    /// What to call it; the scan of its result is called the same.
    name: Name,
    /// The system or processing that is assessed.
    #[schema(example = "CV screening of the HR department")]
    subject: Name,
    /// The language that its findings are written in. Results can be read in any.
    #[serde(default)]
    language: Locale,
}

/// Begin an assessment.
///
/// It is pinned to the questionnaire's version of this moment. Beginning one costs nothing; completing it counts as
/// a scan.
#[utoipa::path(
    post, path = "/v1/assessments", tag = "Assessments", operation_id = "assessment_create",
    params(("idempotency-key" = Option<String>, Header, description = "Makes the request safe to repeat.")),
    request_body = AssessmentIn,
    responses(
        (status = 201, body = AssessmentOut, description = "The assessment.", headers(
            ("location" = String, description = "Where it is."),
            ("etag" = String, description = "Its version."),
        )),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`request_in_flight`: the same request is being worked on.",
            headers(("retry-after" = u64, description = "Seconds after which to send it again."))),
        (status = 422, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`idempotency_key_reused`: the `Idempotency-Key` belongs to another body."),
        api::Problems,
    ),
    security(("bearer" = ["assessment:create"])),
)]
pub(crate) async fn assessment_create(
    caller: Authorized<AssessmentCreate>,
    State(gate): State<Gate>,
    idempotency: IdempotencyKey,
    body: JsonBody<AssessmentIn>,
) -> Result<Once<Created<AssessmentOut>>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let turn = idempotency
        .begin(&store, "assessment_create", &body.hash, gate.clock())
        .await?;
    let mut slot = match turn {
        Turn::Again(answer) => return Ok(Once::Again(answer)),
        Turn::First(slot) => slot,
    };
    let by = scope.principal().to_string();
    let result = create(&store, body.value, by, gate.clock().now(), &mut slot).await;
    slot.settle(&store, result, Answer::stored).await
}

async fn create(
    store: &TenantStore<'_>,
    wanted: AssessmentIn,
    by: String,
    now: Timestamp,
    slot: &mut Slot,
) -> Result<Created<AssessmentOut>, Problem> {
    let questionnaire = Questionnaire::find(&wanted.questionnaire).map_err(|_| {
        Problem::field(
            "questionnaire",
            "GET /v1/questionnaires lists those there are",
        )
    })?;
    let assessment = Assessment {
        id: AssessmentId::at(now),
        name: wanted.name,
        subject: wanted.subject,
        version: questionnaire.version.to_owned(),
        language: wanted.language,
        state: AssessmentState::Open,
        revision: 1,
        created_at: now,
        created_by: by,
        updated_at: now,
        answers: BTreeMap::new(),
        revisions: Vec::new(),
    };
    let transaction = store.transaction().create(&assessment);
    let location = format!("/v1/assessments/{}", assessment.id);
    let answer = Answer::new(AssessmentOut::new(assessment, Version::FIRST, None)?)
        .at(location)
        .version(Version::FIRST);
    slot.complete_in(transaction, &answer)?.commit().await?;
    Ok(answer)
}
