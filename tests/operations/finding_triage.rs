//! `PATCH /v1/scans/{scan}/findings/{finding}`

use platform_tests::Tenant;
use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    let body = json!({ "state": "false_positive", "reason": "A test value." });
    Call::to("finding_triage")
        .header("if-match", "*")
        .body(&body)
}

cases! { finding_triage:
    200 => answers_200_with_the_decision_and_the_next_version,
    400 field_invalid => answers_400_to_a_decision_without_a_reason,
    404 not_found => answers_404_for_a_finding_that_does_not_exist,
    409 state_conflict => answers_409_while_the_scan_is_running,
    412 version_conflict => answers_412_to_another_version_than_the_findings,
    428 precondition_required => answers_428_without_if_match,
}

/// The decision on a finding of this scan.
async fn on_a_finding(stage: &Stage, tenant: &Tenant, scan: &str) -> Call {
    let (finding, _) = stage.finding(tenant, scan).await;
    call().on("scan", scan).on("finding", &finding)
}

async fn answers_200_with_the_decision_and_the_next_version(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.completed(&tenant).await;
    let decision = on_a_finding(stage, &tenant, &scan).await;
    let decision = decision.header("if-match", "\"1\"");
    let answer = stage.ask(&tenant.key, decision).await;
    assert_eq!(answer.header("etag"), Some("\"2\""));
    let finding = answer.json();
    assert_eq!(finding["state"], "false_positive");
    assert_eq!(finding["reason"], "A test value.");
    assert_eq!(finding["triaged_by"], *tenant.key_id);
}

async fn answers_400_to_a_decision_without_a_reason(stage: &Stage) {
    let tenant = stage.tenant().await;
    let blank = json!({ "state": "fixed", "reason": " " });
    let answer = stage.ask(&tenant.key, call().body(&blank)).await;
    assert_eq!(field(&answer), "reason");
}

async fn answers_404_for_a_finding_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}

async fn answers_409_while_the_scan_is_running(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.running(&tenant).await;
    let decision = on_a_finding(stage, &tenant, &scan).await;
    let problem = stage.ask(&tenant.key, decision).await.json();
    assert_eq!(
        problem["detail"],
        "The scan is running. Wait until it ends."
    );
}

async fn answers_412_to_another_version_than_the_findings(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.completed(&tenant).await;
    let decision = on_a_finding(stage, &tenant, &scan).await;
    let outdated = decision.header("if-match", "\"9\"");
    stage.ask(&tenant.key, outdated).await;
}

async fn answers_428_without_if_match(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call().without("if-match")).await;
}
