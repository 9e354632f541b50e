//! `GET /v1/api-keys`

use serde_json::Value;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("api_key_list")
}

cases! { api_key_list:
    200 => answers_200_with_the_keys_and_no_cursor_at_their_end,
    400 field_invalid => answers_400_for_a_page_that_is_too_long,
    400 cursor_invalid => answers_400_to_a_cursor_that_was_not_given_out,
}

async fn answers_200_with_the_keys_and_no_cursor_at_their_end(stage: &Stage) {
    let tenant = stage.tenant().await;
    let page = stage.ask(&tenant.admin, call()).await.json();
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    assert_eq!(page["items"][0]["id"], *tenant.key_id);
    assert_eq!(page["next_cursor"], Value::Null);
}

async fn answers_400_for_a_page_that_is_too_long(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.admin, call().query("limit=101")).await;
    assert_eq!(field(&answer), "limit");
}

async fn answers_400_to_a_cursor_that_was_not_given_out(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call().query("cursor=AAAA")).await;
}
