//! `POST /v1/uploads`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field, retry_after};

pub(crate) fn call() -> Call {
    let body = json!({ "file_name": "a.txt", "media_type": "text/plain", "bytes": 7 });
    Call::to("upload_create").body(&body)
}

/// More than an upload may have.
fn too_large() -> Call {
    let bytes = 100 * 1024 * 1024 + 1;
    call().body(&json!({ "file_name": "a.txt", "media_type": "text/plain", "bytes": bytes }))
}

cases! { upload_create:
    201 => answers_201_with_the_request_to_upload_by,
    400 field_invalid => answers_400_for_a_file_that_is_too_large,
    409 request_in_flight => answers_409_while_the_same_request_is_at_work,
    422 idempotency_key_reused => answers_422_to_the_idempotency_key_of_another_body,
}

async fn answers_201_with_the_request_to_upload_by(stage: &Stage) {
    let tenant = stage.tenant().await;
    let place = stage.ask(&tenant.key, call()).await.json();
    assert!(
        place["upload"].as_str().unwrap().starts_with("upl_"),
        "{place}"
    );
    assert_eq!(place["method"], "PUT");
    assert!(place["url"].as_str().unwrap().contains("X-Amz-Signature="));
    assert_eq!(place["headers"]["content-type"], "text/plain");
    assert_eq!(place["max_bytes"], 7);
}

async fn answers_400_for_a_file_that_is_too_large(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, too_large()).await;
    assert_eq!(field(&answer), "bytes");
}

async fn answers_409_while_the_same_request_is_at_work(stage: &Stage) {
    let tenant = stage.tenant().await;
    let same = too_large().header("idempotency-key", "once");
    stage.leave_at_work(&tenant.key, same.clone()).await;
    let answer = stage.ask(&tenant.key, same).await;
    assert!((1..=5).contains(&retry_after(&answer)));
}

async fn answers_422_to_the_idempotency_key_of_another_body(stage: &Stage) {
    let tenant = stage.tenant().await;
    let once = call().header("idempotency-key", "once");
    let _ = once.clone().by(&tenant.key).await.expect(201);
    let other = json!({ "file_name": "b.txt", "media_type": "text/plain", "bytes": 7 });
    stage.ask(&tenant.key, once.body(&other)).await;
}
