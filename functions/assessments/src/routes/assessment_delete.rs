//! `DELETE /v1/assessments/{assessment}`

use api::{Authorized, Empty, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Assessment, AssessmentId, AssessmentResult};
use store::{StoreError, TransactionError, Version};
use tenancy::permit::AssessmentDelete;

/// How often an assessment that changes at this very moment is looked at again.
const TRIES: u32 = 5;

/// Delete an assessment with its answers and results.
///
/// The scans that its revisions became stay, as any scan does, until they are deleted themselves.
#[utoipa::path(
    delete, path = "/v1/assessments/{assessment}", tag = "Assessments",
    operation_id = "assessment_delete",
    params(("assessment" = AssessmentId, Path, description = "The assessment.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such assessment."),
        api::Problems,
    ),
    security(("bearer" = ["assessment:delete"])),
)]
pub(crate) async fn assessment_delete(
    caller: Authorized<AssessmentDelete>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<AssessmentId>,
) -> Result<Empty, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let mut last = Problem::not_found();
    for _ in 0..TRIES {
        let stored = store
            .get::<Assessment>(&id)
            .await?
            .ok_or_else(Problem::not_found)?;
        // One transaction, so that a result that is written at this moment is not left behind.
        let mut transaction = store
            .transaction()
            .delete::<Assessment>(&id, stored.version);
        for revision in &stored.record.revisions {
            let result = (id, revision.revision);
            transaction = transaction.delete::<AssessmentResult>(&result, Version::FIRST);
        }
        match transaction.commit().await {
            Ok(()) => return Ok(Empty),
            Err(TransactionError::Store(StoreError::Conflict)) => {
                last = StoreError::Conflict.into();
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(last)
}
