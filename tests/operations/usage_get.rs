//! `GET /v1/usage`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("usage_get")
}

cases! { usage_get:
    200 => answers_200_with_what_is_used_and_what_is_left,
}

async fn answers_200_with_what_is_used_and_what_is_left(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.completed(&tenant).await;
    let usage = stage.ask(&tenant.key, call()).await.json();
    assert_eq!(usage["plan"], "trial");
    assert!(usage["period"]["to"].is_string(), "{usage}");
    let scans = json!({ "meter": "scans", "unit": "scan", "used": 1, "limit": 5, "remaining": 4 });
    let meters = usage["meters"].as_array().unwrap();
    assert!(meters.contains(&scans), "{usage}");
}
