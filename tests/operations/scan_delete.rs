//! `DELETE /v1/scans/{scan}`

use crate::call::Call;
use crate::case::cases;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("scan_delete")
}

cases! { scan_delete:
    204 => answers_204_and_the_scan_is_gone,
    404 not_found => answers_404_for_a_scan_that_does_not_exist,
    409 state_conflict => answers_409_for_a_scan_that_has_not_ended,
}

async fn answers_204_and_the_scan_is_gone(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.completed(&tenant).await;
    let answer = stage.ask(&tenant.key, call().on("scan", &scan)).await;
    assert_eq!(answer.text(), "");
    let gone = tenant.key.get(&format!("/v1/scans/{scan}")).await;
    gone.problem(404, "not_found");
}

async fn answers_404_for_a_scan_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}

async fn answers_409_for_a_scan_that_has_not_ended(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.queued(&tenant).await;
    let problem = stage.ask(&tenant.key, call().on("scan", &scan)).await;
    let detail = &problem.json()["detail"];
    assert_eq!(detail, "The scan is queued. Cancel it first.");
}
