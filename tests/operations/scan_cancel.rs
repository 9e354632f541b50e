//! `POST /v1/scans/{scan}/cancellation`

use crate::call::Call;
use crate::case::cases;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("scan_cancel")
}

cases! { scan_cancel:
    202 => answers_202_with_the_scan_cancelled,
    404 not_found => answers_404_for_a_scan_that_does_not_exist,
    409 state_conflict => answers_409_for_a_scan_that_is_completed,
}

async fn answers_202_with_the_scan_cancelled(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.queued(&tenant).await;
    let answer = stage.ask(&tenant.key, call().on("scan", &scan)).await;
    let cancelled = answer.json();
    assert_eq!(cancelled["id"], *scan);
    assert_eq!(cancelled["state"], "cancelled");
    assert!(cancelled["finished_at"].is_string(), "{cancelled}");
}

async fn answers_404_for_a_scan_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}

async fn answers_409_for_a_scan_that_is_completed(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.completed(&tenant).await;
    let problem = stage.ask(&tenant.key, call().on("scan", &scan)).await;
    assert_eq!(problem.json()["detail"], "The scan is completed already.");
}
