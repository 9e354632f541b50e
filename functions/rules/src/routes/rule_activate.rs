//! `POST /v1/rules/{rule}/activation`

use api::{Answer, Authorized, Code, Found, Gate, IfMatch, PathParams, Problem};
use axum::extract::State;
use detect::RULES_RUNNING_MAX;
use domain::{Rule, RuleDryRun, RuleId, RuleState};
use store::{StoreError, TenantStore};
use tenancy::permit::RuleUpdate;

use crate::model::RuleOut;
use crate::running::{Running, TRIES, apart, met, running};

/// Switch a rule on: scans that begin from now on run its newest definition.
///
/// That definition must have been tried out (`/dry-run`), and its examples must come out as they say.
#[utoipa::path(
    post, path = "/v1/rules/{rule}/activation", tag = "Rules", operation_id = "rule_activate",
    params(
        ("rule" = RuleId, Path, description = "The rule."),
        ("if-match" = String, Header, description = "The `ETag` of what is to be switched on."),
    ),
    responses(
        (status = 200, body = RuleOut, description = "The rule, running.",
            headers(("etag" = String, description = "Its version."))),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such rule."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`state_conflict`: this revision was not tried out, or an example fails; `detail` says what to do. `limit_reached`: as many rules run as the plan allows."),
        (status = 412, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`version_conflict`: it has changed since the `ETag` in `If-Match`."),
        (status = 428, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`precondition_required`: `If-Match` is missing."),
        api::Problems,
    ),
    security(("bearer" = ["rule:update"])),
)]
pub(crate) async fn rule_activate(
    caller: Authorized<RuleUpdate>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<RuleId>,
    if_match: IfMatch,
) -> Result<Found<RuleOut>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let allowed = caller.plan().rules_running().min(RULES_RUNNING_MAX);
    for _ in 0..TRIES {
        let (stored, before) = Running::get_with(&store, &id).await?;
        let stored = stored.ok_or_else(Problem::not_found)?;
        if_match.check(stored.version)?;
        let rule = stored.record;
        if rule.running_revision == Some(rule.revision) {
            return Ok(Answer::new(rule.into()).version(stored.version));
        }
        ready(&store, &rule).await?;
        let now = gate.clock().now();
        let mut set = before.set.clone();
        set.rules
            .insert(id.clone(), running(rule.revision, &rule.definition));
        if set.rules.len() > allowed {
            let detail = format!("The plan allows {allowed} rules that run. Switch one off first.");
            return Err(Problem::new(Code::LimitReached, detail));
        }
        let rule = Rule {
            state: RuleState::Active,
            running_revision: Some(rule.revision),
            updated_at: now,
            updated_by: scope.principal().to_string(),
            ..rule
        };
        let transaction = store.transaction().replace(&rule, stored.version);
        if !met(before.replace(transaction, set, now)?.commit().await)? {
            // As it was written: one version further.
            let version = store::Version::from_number(stored.version.number() + 1);
            return Ok(Answer::new(rule.into()).version(version));
        }
    }
    Err(StoreError::Conflict.into())
}

/// Whether the newest definition was tried out and its examples come out as they say.
async fn ready(store: &TenantStore<'_>, rule: &Rule) -> Result<(), Problem> {
    let tried = store.get::<RuleDryRun>(&rule.id).await?;
    let is_tried = tried.is_some_and(|tried| {
        tried.record.revision == rule.revision && tried.record.rule_created_at == rule.created_at
    });
    if !is_tried {
        let detail = format!(
            "Revision {} was not tried out. Send POST /v1/rules/{}/dry-run first.",
            rule.revision, rule.id
        );
        return Err(Problem::new(Code::StateConflict, detail));
    }
    let definition = rule.definition.clone();
    let detail = match apart(move || detect::check_rule(&definition)).await? {
        Ok(failures) if failures.is_empty() => return Ok(()),
        Ok(failures) => {
            let named: Vec<String> = failures
                .iter()
                .map(|failure| format!("{}: {}", failure.field, failure.detail))
                .collect();
            format!(
                "Its examples fail: {}. Change the rule or the examples.",
                named.join("; ")
            )
        }
        Err(error) => format!("The rule's {error}."),
    };
    Err(Problem::new(Code::StateConflict, detail))
}
