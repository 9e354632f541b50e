//! `GET /v1/assessments`

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("assessment_list")
}

cases! { assessment_list:
    200 => answers_200_with_the_newest_assessment_and_a_cursor_to_the_others,
    400 field_invalid => answers_400_to_a_limit_beyond_a_hundred,
    400 cursor_invalid => answers_400_to_a_cursor_that_was_not_given_out,
}

async fn answers_200_with_the_newest_assessment_and_a_cursor_to_the_others(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.assessment(&tenant).await;
    let newest = stage.assessment(&tenant).await;
    let page = stage.ask(&tenant.key, call().query("limit=1")).await.json();
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    assert_eq!(page["items"][0]["id"], *newest);
    assert_eq!(page["items"][0]["progress"]["remaining"], 0);
    assert!(page["items"][0].get("answers").is_none(), "{page}");
    assert!(page["next_cursor"].is_string(), "{page}");
}

async fn answers_400_to_a_limit_beyond_a_hundred(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call().query("limit=101")).await;
    assert_eq!(field(&answer), "limit");
}

async fn answers_400_to_a_cursor_that_was_not_given_out(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call().query("cursor=AAAA")).await;
}
