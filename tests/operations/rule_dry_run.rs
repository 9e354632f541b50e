//! `POST /v1/rules/{rule}/dry-run`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::rule::{RULE, made};
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("rule_dry_run").body(&json!({ "text": "klantnummer K-123456789, K-123456788" }))
}

cases! { rule_dry_run:
    200 => answers_200_with_what_it_finds_masked_and_what_it_costs,
    400 field_invalid => answers_400_to_a_text_that_is_too_long,
    404 not_found => answers_404_for_a_rule_that_does_not_exist,
    409 state_conflict => answers_409_for_a_rule_that_the_engine_has_learned_to_refuse,
}

async fn answers_200_with_what_it_finds_masked_and_what_it_costs(stage: &Stage) {
    let tenant = stage.tenant().await;
    made(&tenant.admin, RULE).await;
    let answer = stage.ask(&tenant.admin, call().on("rule", RULE)).await;
    assert!(!answer.text().contains("123456789"), "{}", answer.text());
    let tried = answer.json();
    assert_eq!(tried["count"], 1);
    let finding = &tried["findings"][0];
    assert_eq!(
        (&finding["line"], &finding["column"]),
        (&json!(1), &json!(13))
    );
    assert_eq!(finding["severity"], "high");
    assert_eq!(tried["failing_examples"], json!([]));
    let cost = &tried["cost"];
    assert_eq!(cost["bytes"], 36);
    assert!(
        cost["steps"].as_u64().unwrap() > 0 && cost["steps"].as_u64() < cost["steps_max"].as_u64(),
        "{cost}"
    );
}

async fn answers_400_to_a_text_that_is_too_long(stage: &Stage) {
    let tenant = stage.tenant().await;
    let long = json!({ "text": "x".repeat((256 << 10) + 1) });
    let answer = stage.ask(&tenant.admin, call().body(&long)).await;
    assert_eq!(field(&answer), "text");
}

async fn answers_404_for_a_rule_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call()).await;
}

async fn answers_409_for_a_rule_that_the_engine_has_learned_to_refuse(stage: &Stage) {
    let tenant = stage.tenant().await;
    made(&tenant.admin, RULE).await;
    let endless = json!({ "S": "a+" });
    stage
        .rewrite(
            &tenant,
            ("#RULE", RULE),
            &["definition", "pattern"],
            endless,
        )
        .await;
    let problem = stage
        .ask(&tenant.admin, call().on("rule", RULE))
        .await
        .json();
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        detail.starts_with("The rule's pattern repeats `a+`"),
        "{detail}"
    );
}
