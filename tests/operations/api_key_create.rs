//! `POST /v1/api-keys`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field, retry_after};

pub(crate) fn call() -> Call {
    Call::to("api_key_create").body(&json!({ "name": "ci", "scopes": ["scan:read"] }))
}

cases! { api_key_create:
    201 => answers_201_with_the_secret_and_where_the_key_is,
    400 field_invalid => answers_400_for_a_key_that_may_do_nothing,
    401 credential_revoked => answers_401_to_a_key_that_was_revoked_a_moment_ago,
    409 request_in_flight => answers_409_while_the_same_request_is_at_work,
    422 idempotency_key_reused => answers_422_to_the_idempotency_key_of_another_body,
}

async fn answers_201_with_the_secret_and_where_the_key_is(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.admin, call()).await;
    let key = answer.json();
    let location = format!("/v1/api-keys/{}", key["id"].as_str().unwrap());
    assert_eq!(answer.header("location"), Some(&*location));
    assert!(key["key"].as_str().unwrap().starts_with("plk_"), "{key}");
    assert_eq!(key["name"], "ci");
    assert_eq!(key["scopes"], json!(["scan:read"]));
}

async fn answers_400_for_a_key_that_may_do_nothing(stage: &Stage) {
    let tenant = stage.tenant().await;
    let nothing = call().body(&json!({ "name": "ci", "scopes": [] }));
    let answer = stage.ask(&tenant.admin, nothing).await;
    assert_eq!(field(&answer), "scopes");
}

async fn answers_401_to_a_key_that_was_revoked_a_moment_ago(stage: &Stage) {
    let tenant = stage.tenant().await;
    // The gateway learns that the key is good, and remembers it.
    let _ = tenant.key.get("/v1/usage").await.expect(200);
    let path = format!("/v1/api-keys/{}", tenant.key_id);
    let _ = tenant.admin.delete(&path).await.expect(204);
    stage.ask(&tenant.key, call()).await;
}

async fn answers_409_while_the_same_request_is_at_work(stage: &Stage) {
    let tenant = stage.tenant().await;
    let body = json!({ "name": "ci", "scopes": [] });
    let same = call().body(&body).header("idempotency-key", "once");
    stage.leave_at_work(&tenant.admin, same.clone()).await;
    let answer = stage.ask(&tenant.admin, same).await;
    assert!((1..=5).contains(&retry_after(&answer)));
}

async fn answers_422_to_the_idempotency_key_of_another_body(stage: &Stage) {
    let tenant = stage.tenant().await;
    let once = call().header("idempotency-key", "once");
    let _ = once.clone().by(&tenant.admin).await.expect(201);
    let other = once.body(&json!({ "name": "other" }));
    stage.ask(&tenant.admin, other).await;
}
