//! `GET /v1/scans/{scan}/comparison`

use serde_json::Value;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("comparison_get")
}

cases! { comparison_get:
    200 => answers_200_with_what_is_still_there,
    400 field_invalid => answers_400_for_a_list_that_there_is_not,
    400 cursor_invalid => answers_400_to_a_cursor_that_was_not_given_out,
    404 not_found => answers_404_for_a_scan_that_does_not_exist,
    409 state_conflict => answers_409_to_a_scan_that_nothing_stands_before,
    409 state_conflict => answers_409_while_the_scan_is_queued,
}

async fn answers_200_with_what_is_still_there(stage: &Stage) {
    let tenant = stage.tenant().await;
    let first = stage.completed(&tenant).await;
    let second = stage.completed(&tenant).await;
    let still = call().on("scan", &second).query("list=unchanged");
    let answer = stage.ask(&tenant.key, still).await.json();
    assert_eq!(answer["counts"]["with"], *first, "{answer}");
    assert_eq!(
        (&answer["counts"]["new"], &answer["counts"]["fixed"]),
        (&0.into(), &0.into())
    );
    let items = answer["items"].as_array().unwrap();
    assert_eq!(answer["counts"]["unchanged"], items.len(), "{answer}");
    assert!(
        items.iter().all(|item| item["baseline"] == "unchanged"),
        "{answer}"
    );
    assert_eq!(answer["next_cursor"], Value::Null);
}

async fn answers_400_for_a_list_that_there_is_not(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call().query("list=worse")).await;
    assert_eq!(field(&answer), "list");
}

async fn answers_400_to_a_cursor_that_was_not_given_out(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call().query("cursor=AAAA")).await;
}

async fn answers_404_for_a_scan_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}

async fn answers_409_to_a_scan_that_nothing_stands_before(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.completed(&tenant).await;
    stage.ask(&tenant.key, call().on("scan", &scan)).await;
}

async fn answers_409_while_the_scan_is_queued(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.queued(&tenant).await;
    stage.ask(&tenant.key, call().on("scan", &scan)).await;
}
