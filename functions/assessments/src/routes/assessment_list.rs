//! `GET /v1/assessments`

use api::{Answer, Authorized, Cursor, CursorKey, Found, Gate, Problem, QueryParams};
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tenancy::permit::AssessmentRead;

use crate::model::AssessmentSummary;

/// Which assessments are wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AssessmentsIn {
    /// How many, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u16>,
    /// Where to go on: `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of assessments.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct AssessmentPage {
    /// The assessments, the newest first.
    items: Vec<AssessmentSummary>,
    /// Where to go on, if there is more.
    next_cursor: Option<String>,
}

/// List assessments, the newest first.
#[utoipa::path(
    get, path = "/v1/assessments", tag = "Assessments", operation_id = "assessment_list",
    params(AssessmentsIn),
    responses(
        (status = 200, body = AssessmentPage, description = "A page of assessments."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter. `cursor_invalid`: it is none of this list."),
        api::Problems,
    ),
    security(("bearer" = ["assessment:read"])),
)]
pub(crate) async fn assessment_list(
    caller: Authorized<AssessmentRead>,
    State(gate): State<Gate>,
    State(cursor_key): State<CursorKey>,
    QueryParams(wanted): QueryParams<AssessmentsIn>,
) -> Result<Found<AssessmentPage>, Problem> {
    let limit = api::page_limit(wanted.limit, 20, 100)?;
    let scope = caller.scope();
    let cursor = Cursor::new(&cursor_key, &scope, "assessment_list", &[]);
    let after = cursor.open(wanted.cursor.as_deref())?;
    let store = gate.store().for_tenant(&scope);
    let page = store.assessment_list(after, limit).await?;
    let items = page.items.into_iter();
    Ok(Answer::new(AssessmentPage {
        items: items
            .map(|stored| AssessmentSummary::new(stored.record))
            .collect::<Result<_, _>>()?,
        next_cursor: page.next.map(|position| cursor.seal(&position)),
    }))
}
