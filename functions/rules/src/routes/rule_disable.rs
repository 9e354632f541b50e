//! `DELETE /v1/rules/{rule}/activation`

use api::{Answer, Authorized, Code, Found, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Rule, RuleId, RuleState};
use store::{StoreError, Version};
use tenancy::permit::RuleUpdate;

use crate::model::RuleOut;
use crate::running::{Running, TRIES, met};

/// Switch a rule off: scans that begin from now on don't run it. Switching it off again changes nothing.
#[utoipa::path(
    delete, path = "/v1/rules/{rule}/activation", tag = "Rules", operation_id = "rule_disable",
    params(("rule" = RuleId, Path, description = "The rule.")),
    responses(
        (status = 200, body = RuleOut, description = "The rule, switched off.",
            headers(("etag" = String, description = "Its version."))),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such rule."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`state_conflict`: it is a draft that never ran."),
        api::Problems,
    ),
    security(("bearer" = ["rule:update"])),
)]
pub(crate) async fn rule_disable(
    caller: Authorized<RuleUpdate>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<RuleId>,
) -> Result<Found<RuleOut>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    for _ in 0..TRIES {
        let (stored, before) = Running::get_with(&store, &id).await?;
        let stored = stored.ok_or_else(Problem::not_found)?;
        let rule = stored.record;
        if rule.running_revision.is_none() {
            return match rule.state {
                RuleState::Disabled => Ok(Answer::new(rule.into()).version(stored.version)),
                RuleState::Draft | RuleState::Active => {
                    let detail = "The rule is a draft that does not run.";
                    Err(Problem::new(Code::StateConflict, detail))
                }
            };
        }
        let now = gate.clock().now();
        let mut set = before.set.clone();
        set.rules.remove(&id);
        let rule = Rule {
            state: RuleState::Disabled,
            running_revision: None,
            updated_at: now,
            updated_by: scope.principal().to_string(),
            ..rule
        };
        let transaction = store.transaction().replace(&rule, stored.version);
        if !met(before.replace(transaction, set, now)?.commit().await)? {
            let version = Version::from_number(stored.version.number() + 1);
            return Ok(Answer::new(rule.into()).version(version));
        }
    }
    Err(StoreError::Conflict.into())
}
