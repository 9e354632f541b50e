//! `DELETE /v1/rules/{rule}/activation`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::rule::{RULE, made, running};
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("rule_disable")
}

cases! { rule_disable:
    200 => answers_200_with_the_rule_switched_off,
    404 not_found => answers_404_for_a_rule_that_does_not_exist,
    409 state_conflict => answers_409_for_a_draft,
}

async fn answers_200_with_the_rule_switched_off(stage: &Stage) {
    let tenant = stage.tenant().await;
    running(&tenant.admin, RULE).await;
    let answer = stage.ask(&tenant.admin, call().on("rule", RULE)).await;
    let etag = answer.header("etag").unwrap().to_owned();
    let rule = answer.json();
    assert_eq!(
        (&rule["state"], &rule["running_revision"]),
        (&json!("disabled"), &json!(null))
    );
    // Once more changes nothing.
    let again = call().on("rule", RULE).by(&tenant.admin).await.expect(200);
    assert_eq!(again.header("etag"), Some(&*etag));
}

async fn answers_404_for_a_rule_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call()).await;
}

async fn answers_409_for_a_draft(stage: &Stage) {
    let tenant = stage.tenant().await;
    made(&tenant.admin, RULE).await;
    stage.ask(&tenant.admin, call().on("rule", RULE)).await;
}
