//! `DELETE /v1/rules/{rule}`

use api::{Authorized, Code, Empty, Gate, PathParams, Problem};
use axum::extract::State;
use domain::{Rule, RuleDryRun, RuleId, RuleSet};
use store::StoreError;
use tenancy::permit::RuleUpdate;

use crate::running::{Running, TRIES, met};

/// Delete a rule. What it found stays.
#[utoipa::path(
    delete, path = "/v1/rules/{rule}", tag = "Rules", operation_id = "rule_delete",
    params(("rule" = RuleId, Path, description = "The rule.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such rule."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`state_conflict`: it runs; switch it off first."),
        api::Problems,
    ),
    security(("bearer" = ["rule:update"])),
)]
pub(crate) async fn rule_delete(
    caller: Authorized<RuleUpdate>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<RuleId>,
) -> Result<Empty, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    for _ in 0..TRIES {
        let (rule, running) = Running::get_with(&store, &id).await?;
        let rule = rule.ok_or_else(Problem::not_found)?;
        if rule.record.running_revision.is_some() {
            let detail = format!("The rule runs. Send DELETE /v1/rules/{id}/activation first.");
            return Err(Problem::new(Code::StateConflict, detail));
        }
        let changed = RuleSet {
            rules_kept: running.set.rules_kept.saturating_sub(1),
            ..running.set.clone()
        };
        let transaction = store.transaction().delete::<Rule>(&id, rule.version);
        let transaction = running.replace(transaction, changed, gate.clock().now())?;
        if !met(transaction.commit().await)? {
            // Left behind it would be no harm: it names the rule that it was of.
            store.delete::<RuleDryRun>(&id).await?;
            return Ok(Empty);
        }
    }
    Err(StoreError::Conflict.into())
}
