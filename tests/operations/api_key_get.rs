//! `GET /v1/api-keys/{api_key}`

use crate::call::Call;
use crate::case::cases;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("api_key_get")
}

cases! { api_key_get:
    200 => answers_200_with_the_key_but_not_its_secret,
    404 not_found => answers_404_for_a_key_that_does_not_exist,
}

async fn answers_200_with_the_key_but_not_its_secret(stage: &Stage) {
    let tenant = stage.tenant().await;
    let named = call().on("api_key", &tenant.key_id);
    let answer = stage.ask(&tenant.admin, named).await;
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let key = answer.json();
    assert_eq!(key["id"], *tenant.key_id);
    assert_eq!(key["name"], "all");
    assert!(key["revoked_at"].is_null(), "{key}");
    assert_eq!(key.get("key"), None);
}

async fn answers_404_for_a_key_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call()).await;
}
