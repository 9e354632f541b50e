//! `POST /v1/rules`

use api::{
    Answer, Authorized, Code, Created, Gate, IdempotencyKey, JsonBody, Once, Problem, Slot, Turn,
};
use axum::extract::State;
use domain::{RULES_MAX, Rule, RuleDefinition, RuleSet, RuleState};
use jiff::Timestamp;
use store::{StoreError, TenantStore, Version};
use tenancy::permit::RuleUpdate;

use crate::model::{RuleOut, refused};
use crate::running::{Running, TRIES, apart, met};

/// Make a rule.
///
/// It is a draft, which no scan runs: try it out (`/dry-run`), then switch it on (`/activation`). Its examples are
/// run at once, and those that fail are in the answer.
#[utoipa::path(
    post, path = "/v1/rules", tag = "Rules", operation_id = "rule_create",
    params(("idempotency-key" = Option<String>, Header, description = "Makes the request safe to repeat.")),
    request_body = RuleDefinition,
    responses(
        (status = 201, body = RuleOut, description = "The rule.",
            headers(
                ("location" = String, description = "Where it is."),
                ("etag" = String, description = "Its version."),
            )),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field, and for a pattern says what to write instead."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`already_exists`: there is a rule of this id. `limit_reached`: there are as many rules as there may be. `request_in_flight`: the same request is being worked on.",
            headers(("retry-after" = u64, description = "Seconds after which to send it again."))),
        (status = 422, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`idempotency_key_reused`: the `Idempotency-Key` belongs to another body."),
        api::Problems,
    ),
    security(("bearer" = ["rule:update"])),
)]
pub(crate) async fn rule_create(
    caller: Authorized<RuleUpdate>,
    State(gate): State<Gate>,
    idempotency: IdempotencyKey,
    body: JsonBody<RuleDefinition>,
) -> Result<Once<Created<RuleOut>>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let turn = idempotency
        .begin(&store, "rule_create", &body.hash, gate.clock())
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
    definition: RuleDefinition,
    by: String,
    now: Timestamp,
    slot: &mut Slot,
) -> Result<Created<RuleOut>, Problem> {
    let checked = definition.clone();
    let failures = apart(move || detect::check_rule(&checked))
        .await?
        .map_err(refused)?;
    let rule = Rule {
        id: definition.id.clone(),
        definition,
        revision: 1,
        state: RuleState::Draft,
        running_revision: None,
        created_at: now,
        created_by: by.clone(),
        updated_at: now,
        updated_by: by,
    };
    let answer = Answer::new(RuleOut::with_failures(rule.clone(), failures))
        .at(format!("/v1/rules/{}", rule.id))
        .version(Version::FIRST);
    for _ in 0..TRIES {
        let (existing, running) = Running::get_with(store, &rule.id).await?;
        if existing.is_some() {
            let detail = format!(
                "There is a rule {}. Change that, or choose another id.",
                rule.id
            );
            return Err(Problem::new(Code::AlreadyExists, detail));
        }
        if running.set.rules_kept >= RULES_MAX {
            let detail = format!("There are {RULES_MAX} rules, which is as many as there may be.");
            return Err(Problem::new(Code::LimitReached, detail));
        }
        let changed = RuleSet {
            rules_kept: running.set.rules_kept + 1,
            ..running.set.clone()
        };
        let transaction = running.replace(store.transaction().create(&rule), changed, now)?;
        let transaction = slot.complete_in(transaction, &answer)?;
        if !met(transaction.commit().await)? {
            return Ok(answer);
        }
    }
    Err(StoreError::Conflict.into())
}
