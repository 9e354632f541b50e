//! `GET /v1/scans`

use crate::call::Call;
use crate::case::cases;
use crate::stage::{LETTER, Stage, field};

pub(crate) fn call() -> Call {
    Call::to("scan_list")
}

cases! { scan_list:
    200 => answers_200_with_the_newest_scan_and_a_cursor_to_the_others,
    400 field_invalid => answers_400_for_a_state_that_there_is_not,
    400 cursor_invalid => answers_400_to_a_cursor_that_was_not_given_out,
}

async fn answers_200_with_the_newest_scan_and_a_cursor_to_the_others(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.world.scan_text(&tenant.key, LETTER).await;
    let newest = stage.world.scan_text(&tenant.key, LETTER).await;
    let page = stage.ask(&tenant.key, call().query("limit=1")).await.json();
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    assert_eq!(page["items"][0]["id"], *newest);
    assert!(page["next_cursor"].is_string(), "{page}");
}

async fn answers_400_for_a_state_that_there_is_not(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call().query("state=gone")).await;
    assert_eq!(field(&answer), "state");
}

async fn answers_400_to_a_cursor_that_was_not_given_out(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call().query("cursor=AAAA")).await;
}
