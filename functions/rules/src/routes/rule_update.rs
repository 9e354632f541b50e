//! `PUT /v1/rules/{rule}`

use api::{Answer, Authorized, Found, Gate, IfMatch, JsonBody, PathParams, Problem};
use axum::extract::State;
use domain::{Rule, RuleDefinition, RuleId, RuleState};
use tenancy::permit::RuleUpdate;

use crate::model::{RuleOut, refused};
use crate::running::apart;

/// Replace a rule's definition.
///
/// The new one is a draft. What ran before goes on running until the new one was tried out and switched on.
#[utoipa::path(
    put, path = "/v1/rules/{rule}", tag = "Rules", operation_id = "rule_update",
    params(
        ("rule" = RuleId, Path, description = "The rule."),
        ("if-match" = String, Header, description = "The `ETag` that the change was made from."),
    ),
    request_body = RuleDefinition,
    responses(
        (status = 200, body = RuleOut, description = "The rule as it is now.",
            headers(("etag" = String, description = "Its version."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field, and for a pattern says what to write instead."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such rule."),
        (status = 412, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`version_conflict`: it has changed since the `ETag` in `If-Match`."),
        (status = 428, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`precondition_required`: `If-Match` is missing."),
        api::Problems,
    ),
    security(("bearer" = ["rule:update"])),
)]
pub(crate) async fn rule_update(
    caller: Authorized<RuleUpdate>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<RuleId>,
    if_match: IfMatch,
    body: JsonBody<RuleDefinition>,
) -> Result<Found<RuleOut>, Problem> {
    let definition = body.value;
    if definition.id != id {
        return Err(Problem::field(
            "id",
            format!("must stay {id}; another id is another rule"),
        ));
    }
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let stored = store.get::<Rule>(&id).await?;
    let stored = stored.ok_or_else(Problem::not_found)?;
    if_match.check(stored.version)?;
    let checked = definition.clone();
    let failures = apart(move || detect::check_rule(&checked))
        .await?
        .map_err(refused)?;
    if definition == stored.record.definition {
        let out = RuleOut::with_failures(stored.record, failures);
        return Ok(Answer::new(out).version(stored.version));
    }
    let changed = Rule {
        revision: stored.record.revision + 1,
        definition,
        state: RuleState::Draft,
        updated_at: gate.clock().now(),
        updated_by: scope.principal().to_string(),
        ..stored.record
    };
    let version = store.replace(&changed, stored.version).await?;
    Ok(Answer::new(RuleOut::with_failures(changed, failures)).version(version))
}
