//! `GET /v1/scans/{scan}/findings/{finding}`

use crate::call::Call;
use crate::case::cases;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("finding_get")
}

cases! { finding_get:
    200 => answers_200_with_the_finding_and_its_version,
    404 not_found => answers_404_for_a_finding_that_the_scan_does_not_have,
}

async fn answers_200_with_the_finding_and_its_version(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.completed(&tenant).await;
    let (finding, listed) = stage.finding(&tenant, &scan).await;
    let named = call().on("scan", &scan).on("finding", &finding);
    let answer = stage.ask(&tenant.key, named).await;
    assert_eq!(answer.header("etag"), Some("\"1\""));
    assert_eq!(answer.json(), listed);
    assert_eq!(answer.json()["etag"], "\"1\"");
}

async fn answers_404_for_a_finding_that_the_scan_does_not_have(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.completed(&tenant).await;
    stage.ask(&tenant.key, call().on("scan", &scan)).await;
}
