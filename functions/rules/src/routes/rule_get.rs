//! `GET /v1/rules/{rule}`

use api::{Answer, Authorized, Found, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Rule, RuleId};
use tenancy::permit::RuleRead;

use crate::model::RuleOut;

/// Get a rule.
#[utoipa::path(
    get, path = "/v1/rules/{rule}", tag = "Rules", operation_id = "rule_get",
    params(("rule" = RuleId, Path, description = "The rule.")),
    responses(
        (status = 200, body = RuleOut, description = "The rule.",
            headers(("etag" = String, description = "Its version."))),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such rule."),
        api::Problems,
    ),
    security(("bearer" = ["rule:read"])),
)]
pub(crate) async fn rule_get(
    caller: Authorized<RuleRead>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<RuleId>,
) -> Result<Found<RuleOut>, Problem> {
    let scope = caller.scope();
    let rule = gate.store().for_tenant(&scope).get::<Rule>(&id).await?;
    let rule = rule.ok_or_else(Problem::not_found)?;
    Ok(Answer::new(RuleOut::from(rule.record)).version(rule.version))
}
