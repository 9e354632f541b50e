//! `PATCH /v1/tenant`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    let call = Call::to("tenant_update").header("if-match", "*");
    call.body(&json!({ "name": "Waterland B.V." }))
}

cases! { tenant_update:
    200 => answers_200_with_the_settings_and_the_next_version,
    400 field_invalid => answers_400_for_a_time_zone_that_there_is_not,
    412 version_conflict => answers_412_to_another_version_than_the_tenants,
    428 precondition_required => answers_428_without_if_match,
}

async fn answers_200_with_the_settings_and_the_next_version(stage: &Stage) {
    let tenant = stage.tenant().await;
    let current = call().header("if-match", "\"1\"");
    let answer = stage.ask(&tenant.admin, current).await;
    assert_eq!(answer.header("etag"), Some("\"2\""));
    assert_eq!(answer.json()["id"], *tenant.id);
    assert_eq!(answer.json()["name"], "Waterland B.V.");
}

async fn answers_400_for_a_time_zone_that_there_is_not(stage: &Stage) {
    let tenant = stage.tenant().await;
    let nowhere = call().body(&json!({ "timezone": "Europe/Atlantis" }));
    let answer = stage.ask(&tenant.admin, nowhere).await;
    assert_eq!(field(&answer), "timezone");
}

async fn answers_412_to_another_version_than_the_tenants(stage: &Stage) {
    let tenant = stage.tenant().await;
    let outdated = call().header("if-match", "\"9\"");
    stage.ask(&tenant.admin, outdated).await;
}

async fn answers_428_without_if_match(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call().without("if-match")).await;
}
