//! `POST /v1/rules/{rule}/activation`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::rule::{RULE, made, running, tried};
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("rule_activate").header("if-match", "*")
}

cases! { rule_activate:
    200 => answers_200_with_the_rule_running,
    404 not_found => answers_404_for_a_rule_that_does_not_exist,
    409 state_conflict => answers_409_to_a_revision_that_was_not_tried_out,
    409 limit_reached => answers_409_beyond_the_rules_of_the_plan,
    412 version_conflict => answers_412_to_another_version_than_the_rules,
    428 precondition_required => answers_428_without_if_match,
}

async fn answers_200_with_the_rule_running(stage: &Stage) {
    let tenant = stage.tenant().await;
    let etag = tried(&tenant.admin, RULE).await;
    let on = call().on("rule", RULE).header("if-match", &etag);
    let answer = stage.ask(&tenant.admin, on).await;
    assert_eq!(answer.header("etag"), Some("\"2\""));
    let rule = answer.json();
    assert_eq!(
        (&rule["state"], &rule["running_revision"]),
        (&json!("active"), &json!(1))
    );
    // Once more changes nothing.
    let again = call().on("rule", RULE).by(&tenant.admin).await.expect(200);
    assert_eq!(again.header("etag"), Some("\"2\""));
}

async fn answers_404_for_a_rule_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call()).await;
}

async fn answers_409_to_a_revision_that_was_not_tried_out(stage: &Stage) {
    let tenant = stage.tenant().await;
    made(&tenant.admin, RULE).await;
    let problem = stage
        .ask(&tenant.admin, call().on("rule", RULE))
        .await
        .json();
    let wanted = format!("Revision 1 was not tried out. Send POST /v1/rules/{RULE}/dry-run first.");
    assert_eq!(problem["detail"], wanted);
}

async fn answers_409_beyond_the_rules_of_the_plan(stage: &Stage) {
    let tenant = stage.tenant().await;
    for number in 1..=5 {
        running(&tenant.admin, &format!("custom-{number}")).await;
    }
    tried(&tenant.admin, RULE).await;
    let problem = stage
        .ask(&tenant.admin, call().on("rule", RULE))
        .await
        .json();
    assert_eq!(
        problem["detail"],
        "The plan allows 5 rules that run. Switch one off first."
    );
}

async fn answers_412_to_another_version_than_the_rules(stage: &Stage) {
    let tenant = stage.tenant().await;
    tried(&tenant.admin, RULE).await;
    let outdated = call().on("rule", RULE).header("if-match", "\"9\"");
    stage.ask(&tenant.admin, outdated).await;
}

async fn answers_428_without_if_match(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call().without("if-match")).await;
}
