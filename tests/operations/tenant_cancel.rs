//! `POST /v1/tenant/cancellation`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("tenant_cancel").body(&json!({ "name": "Waterland" }))
}

cases! { tenant_cancel:
    200 => answers_200_with_the_tenant_cancelled,
    400 field_invalid => answers_400_to_another_name_than_the_tenants,
}

async fn answers_200_with_the_tenant_cancelled(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.admin, call()).await;
    assert_eq!(answer.header("etag"), Some("\"2\""));
    assert_eq!(answer.json()["id"], *tenant.id);
    assert_eq!(answer.json()["state"], "cancelled");
}

async fn answers_400_to_another_name_than_the_tenants(stage: &Stage) {
    let tenant = stage.tenant().await;
    let wrong = call().body(&json!({ "name": "waterland" }));
    let answer = stage.ask(&tenant.admin, wrong).await;
    assert_eq!(field(&answer), "name");
}
