//! `PATCH /v1/detectors/{detector}`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    let body = json!({ "enabled": false, "reason": "Our addresses are public." });
    Call::to("detector_update")
        .header("if-match", "*")
        .body(&body)
}

cases! { detector_update:
    200 => answers_200_with_the_decision_and_who_made_it,
    400 field_invalid => answers_400_to_a_decision_without_a_reason,
    404 not_found => answers_404_for_a_detector_that_does_not_exist,
    409 state_conflict => answers_409_for_what_says_what_was_not_read,
    409 limit_reached => answers_409_beyond_fifty_changed_detectors,
    412 version_conflict => answers_412_once_something_else_was_decided,
    428 precondition_required => answers_428_without_if_match,
}

async fn answers_200_with_the_decision_and_who_made_it(stage: &Stage) {
    let tenant = stage.tenant().await;
    let off = call().on("detector", "email").header("if-match", "\"0\"");
    let answer = stage.ask(&tenant.key, off).await;
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let detector = answer.json();
    assert_eq!(detector["enabled"], false);
    assert_eq!(detector["decision"]["reason"], "Our addresses are public.");
    assert_eq!(detector["decision"]["by"], *tenant.key_id);
}

async fn answers_400_to_a_decision_without_a_reason(stage: &Stage) {
    let tenant = stage.tenant().await;
    let blank = json!({ "enabled": false, "reason": " " });
    let answer = stage.ask(&tenant.key, call().body(&blank)).await;
    assert_eq!(field(&answer), "reason");
}

async fn answers_404_for_a_detector_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}

async fn answers_409_for_what_says_what_was_not_read(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage
        .ask(&tenant.key, call().on("detector", "file-unreadable"))
        .await;
}

async fn answers_409_beyond_fifty_changed_detectors(stage: &Stage) {
    let tenant = stage.tenant().await;
    let page = tenant
        .key
        .get("/v1/detectors?category=secret&limit=50")
        .await
        .expect(200)
        .json();
    for detector in page["items"].as_array().unwrap() {
        let off = call().on("detector", detector["id"].as_str().unwrap());
        let _ = off.by(&tenant.key).await.expect(200);
    }
    stage.ask(&tenant.key, call().on("detector", "email")).await;
}

async fn answers_412_once_something_else_was_decided(stage: &Stage) {
    let tenant = stage.tenant().await;
    let first = call().on("detector", "email");
    let _ = first.by(&tenant.key).await.expect(200);
    let outdated = call().on("detector", "email").header("if-match", "\"0\"");
    stage.ask(&tenant.key, outdated).await;
}

async fn answers_428_without_if_match(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call().without("if-match")).await;
}
