//! `GET /v1/scans/{scan}`

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, retry_after};

pub(crate) fn call() -> Call {
    Call::to("scan_get")
}

cases! { scan_get:
    200 => answers_200_with_when_to_come_again_until_the_scan_has_ended,
    200 => answers_200_with_the_outcome_of_a_scan_that_is_completed,
    404 not_found => answers_404_for_a_scan_that_does_not_exist,
}

async fn answers_200_with_when_to_come_again_until_the_scan_has_ended(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.queued(&tenant).await;
    let answer = stage.ask(&tenant.key, call().on("scan", &scan)).await;
    assert_eq!(answer.header("etag"), Some("\"1\""));
    assert_eq!(retry_after(&answer), 1);
    assert_eq!(answer.json()["id"], *scan);
    assert_eq!(answer.json()["state"], "queued");
}

async fn answers_200_with_the_outcome_of_a_scan_that_is_completed(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.completed(&tenant).await;
    let answer = stage.ask(&tenant.key, call().on("scan", &scan)).await;
    assert!(answer.header("etag").is_some());
    assert_eq!(answer.header("retry-after"), None);
    let scan = answer.json();
    assert_eq!(scan["state"], "completed");
    assert!(scan["risk"]["score"].as_u64() > Some(0), "{scan}");
}

async fn answers_404_for_a_scan_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}
