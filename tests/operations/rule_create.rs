//! `POST /v1/rules`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::rule::{RULE, definition, made};
use crate::stage::{Stage, field, retry_after};

pub(crate) fn call() -> Call {
    Call::to("rule_create").body(&definition(RULE))
}

cases! { rule_create:
    201 => answers_201_with_the_draft_and_where_it_is,
    400 field_invalid => answers_400_to_a_pattern_without_an_end,
    409 already_exists => answers_409_to_an_id_that_is_taken,
    409 limit_reached => answers_409_beyond_two_hundred_rules,
    409 request_in_flight => answers_409_while_the_same_request_is_at_work,
    422 idempotency_key_reused => answers_422_to_the_idempotency_key_of_another_body,
}

async fn answers_201_with_the_draft_and_where_it_is(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.admin, call()).await;
    assert_eq!(
        answer.header("location"),
        Some("/v1/rules/custom-customer-number")
    );
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let rule = answer.json();
    assert_eq!(rule["state"], "draft");
    assert_eq!(
        (&rule["revision"], &rule["running_revision"]),
        (&json!(1), &json!(null))
    );
    assert_eq!(rule["definition"]["pattern"], r"K-\d{9}");
    assert_eq!(rule["failing_examples"], json!([]));
}

async fn answers_400_to_a_pattern_without_an_end(stage: &Stage) {
    let tenant = stage.tenant().await;
    let mut endless = definition(RULE);
    endless["pattern"] = json!("(a+)+$");
    let answer = stage.ask(&tenant.admin, call().body(&endless)).await;
    assert_eq!(field(&answer), "pattern");
    let detail = answer.json()["errors"][0]["detail"].to_string();
    assert!(detail.contains("say how often at most"), "{detail}");
}

async fn answers_409_to_an_id_that_is_taken(stage: &Stage) {
    let tenant = stage.tenant().await;
    made(&tenant.admin, RULE).await;
    stage.ask(&tenant.admin, call()).await;
}

async fn answers_409_beyond_two_hundred_rules(stage: &Stage) {
    let tenant = stage.tenant().await;
    made(&tenant.admin, "custom-first").await;
    let full = json!({ "N": "200" });
    stage
        .rewrite(&tenant, ("", "RULESET"), &["rules_kept"], full)
        .await;
    stage.ask(&tenant.admin, call()).await;
}

async fn answers_409_while_the_same_request_is_at_work(stage: &Stage) {
    let tenant = stage.tenant().await;
    let mut refused = definition(RULE);
    refused["pattern"] = json!("a*");
    let same = call().body(&refused).header("idempotency-key", "once");
    stage.leave_at_work(&tenant.admin, same.clone()).await;
    let answer = stage.ask(&tenant.admin, same).await;
    assert!((1..=5).contains(&retry_after(&answer)));
}

async fn answers_422_to_the_idempotency_key_of_another_body(stage: &Stage) {
    let tenant = stage.tenant().await;
    let once = call().header("idempotency-key", "once");
    let first = once.clone().by(&tenant.admin).await.expect(201);
    let again = once.clone().by(&tenant.admin).await.expect(201);
    assert_eq!(again.json(), first.json());
    let other = once.body(&definition("custom-other"));
    stage.ask(&tenant.admin, other).await;
}
