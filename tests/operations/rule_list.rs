//! `GET /v1/rules`

use serde_json::Value;

use crate::call::Call;
use crate::case::cases;
use crate::rule::{RULE, made, running};
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("rule_list")
}

cases! { rule_list:
    200 => answers_200_with_the_rules_of_a_state,
    400 field_invalid => answers_400_for_a_page_that_is_too_long,
    400 cursor_invalid => answers_400_to_a_cursor_that_was_not_given_out,
}

async fn answers_200_with_the_rules_of_a_state(stage: &Stage) {
    let tenant = stage.tenant().await;
    made(&tenant.admin, "custom-a").await;
    running(&tenant.admin, RULE).await;
    let page = stage
        .ask(&tenant.admin, call().query("state=active"))
        .await
        .json();
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    assert_eq!(page["items"][0]["id"], RULE);
    assert_eq!(page["next_cursor"], Value::Null);
    let first = tenant
        .admin
        .get("/v1/rules?limit=1")
        .await
        .expect(200)
        .json();
    let cursor = first["next_cursor"].as_str().unwrap();
    let path = format!("/v1/rules?limit=1&cursor={cursor}");
    let second = tenant.admin.get(&path).await.expect(200).json();
    assert_eq!(
        (&first["items"][0]["id"], &second["items"][0]["id"]),
        (&"custom-a".into(), &RULE.into())
    );
}

async fn answers_400_for_a_page_that_is_too_long(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.admin, call().query("limit=101")).await;
    assert_eq!(field(&answer), "limit");
}

async fn answers_400_to_a_cursor_that_was_not_given_out(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call().query("cursor=AAAA")).await;
}
