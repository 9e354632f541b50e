//! `GET /v1/risk`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("risk_get")
}

cases! { risk_get:
    200 => answers_200_with_no_risk_where_nothing_was_scanned,
    200 => answers_200_with_what_it_is_made_of,
    400 field_invalid => answers_400_for_days_that_end_before_they_begin,
    400 field_invalid => answers_400_for_days_that_are_forgotten,
}

async fn answers_200_with_no_risk_where_nothing_was_scanned(stage: &Stage) {
    let tenant = stage.tenant().await;
    let risk = stage.ask(&tenant.key, call()).await.json();
    let none = json!({ "score": 0, "severity": 1, "likelihood": 1, "factors": [], "left_out": 0 });
    assert_eq!(risk["current"], none);
    assert_eq!((&risk["points"], &risk["delta"]), (&json!([]), &json!(0)));
}

async fn answers_200_with_what_it_is_made_of(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.completed(&tenant).await;
    let risk = stage.ask(&tenant.key, call()).await.json();
    let of_scan = tenant.key.get(&format!("/v1/scans/{scan}")).await.json();
    assert_eq!(risk["current"], of_scan["risk"], "{risk}");
    assert_eq!(risk["series"][0]["scan"], *scan);
    assert_eq!(risk["points"].as_array().unwrap().len(), 1);
    assert_eq!(risk["points"][0]["score"], risk["current"]["score"]);
}

async fn answers_400_for_days_that_end_before_they_begin(stage: &Stage) {
    let tenant = stage.tenant().await;
    let turned = call().query("from=2026-11-21&to=2026-11-20");
    assert_eq!(field(&stage.ask(&tenant.key, turned).await), "from");
}

async fn answers_400_for_days_that_are_forgotten(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage
        .ask(&tenant.key, call().query("from=2020-01-01"))
        .await;
    assert_eq!(field(&answer), "from");
}
