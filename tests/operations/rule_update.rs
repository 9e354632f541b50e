//! `PUT /v1/rules/{rule}`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::rule::{RULE, definition, made, running};
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("rule_update")
        .header("if-match", "*")
        .body(&definition("custom-nothing"))
}

cases! { rule_update:
    200 => answers_200_with_a_draft_while_the_old_one_runs,
    400 field_invalid => answers_400_to_another_id,
    404 not_found => answers_404_for_a_rule_that_does_not_exist,
    412 version_conflict => answers_412_to_another_version_than_the_rules,
    428 precondition_required => answers_428_without_if_match,
}

fn change() -> Call {
    let mut changed = definition(RULE);
    changed["severity"] = json!("low");
    changed["matches"] = json!(["K-1"]);
    call().on("rule", RULE).body(&changed)
}

async fn answers_200_with_a_draft_while_the_old_one_runs(stage: &Stage) {
    let tenant = stage.tenant().await;
    running(&tenant.admin, RULE).await;
    let answer = stage
        .ask(&tenant.admin, change().header("if-match", "\"2\""))
        .await;
    assert_eq!(answer.header("etag"), Some("\"3\""));
    let rule = answer.json();
    assert_eq!(rule["state"], "draft");
    assert_eq!(
        (&rule["revision"], &rule["running_revision"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(rule["failing_examples"][0]["field"], "matches[0]");
}

async fn answers_400_to_another_id(stage: &Stage) {
    let tenant = stage.tenant().await;
    made(&tenant.admin, RULE).await;
    let answer = stage.ask(&tenant.admin, call().on("rule", RULE)).await;
    assert_eq!(field(&answer), "id");
}

async fn answers_404_for_a_rule_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call()).await;
}

async fn answers_412_to_another_version_than_the_rules(stage: &Stage) {
    let tenant = stage.tenant().await;
    made(&tenant.admin, RULE).await;
    stage
        .ask(&tenant.admin, change().header("if-match", "\"9\""))
        .await;
}

async fn answers_428_without_if_match(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call().without("if-match")).await;
}
