//! `GET /v1/scans/{scan}/findings`

use serde_json::Value;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("finding_list")
}

cases! { finding_list:
    200 => answers_200_with_the_findings_of_the_wanted_kind,
    400 field_invalid => answers_400_for_a_severity_that_there_is_not,
    400 cursor_invalid => answers_400_to_a_cursor_that_was_not_given_out,
    404 not_found => answers_404_for_a_scan_that_does_not_exist,
}

async fn answers_200_with_the_findings_of_the_wanted_kind(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.completed(&tenant).await;
    let ibans = call().on("scan", &scan).query("detector=iban");
    let page = stage.ask(&tenant.key, ibans).await.json();
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    assert_eq!(page["items"][0]["detector"], "iban");
    assert_eq!(page["items"][0]["state"], "open");
    assert_eq!(page["next_cursor"], Value::Null);
}

async fn answers_400_for_a_severity_that_there_is_not(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call().query("severity=worse"));
    assert_eq!(field(&answer.await), "severity");
}

async fn answers_400_to_a_cursor_that_was_not_given_out(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call().query("cursor=AAAA")).await;
}

async fn answers_404_for_a_scan_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}
