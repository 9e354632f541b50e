//! `DELETE /v1/api-keys/{api_key}`

use crate::call::Call;
use crate::case::cases;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("api_key_revoke")
}

cases! { api_key_revoke:
    204 => answers_204_and_the_key_says_when,
    404 not_found => answers_404_for_a_key_that_does_not_exist,
}

async fn answers_204_and_the_key_says_when(stage: &Stage) {
    let tenant = stage.tenant().await;
    let named = call().on("api_key", &tenant.key_id);
    let answer = stage.ask(&tenant.admin, named).await;
    assert_eq!(answer.text(), "");
    let path = format!("/v1/api-keys/{}", tenant.key_id);
    let key = tenant.admin.get(&path).await.expect(200).json();
    assert!(key["revoked_at"].is_string(), "{key}");
}

async fn answers_404_for_a_key_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call()).await;
}
