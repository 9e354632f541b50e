//! `GET /v1/schedules`

use crate::call::Call;
use crate::case::cases;
use crate::schedule::made;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("schedule_list")
}

cases! { schedule_list:
    200 => answers_200_with_the_schedules_page_by_page,
    400 field_invalid => answers_400_for_a_page_that_is_too_long,
    400 cursor_invalid => answers_400_to_a_cursor_that_was_not_given_out,
}

async fn answers_200_with_the_schedules_page_by_page(stage: &Stage) {
    let tenant = stage.owner().await;
    let mut made_ids = Vec::new();
    for _ in 0..3 {
        made_ids.push(made(&tenant.key).await);
    }
    let page = stage.ask(&tenant.key, call().query("limit=2")).await.json();
    let path = format!(
        "/v1/schedules?cursor={}",
        page["next_cursor"].as_str().unwrap()
    );
    let rest = tenant.key.get(&path).await.expect(200).json();
    let pages = [&page, &rest];
    let items = pages
        .iter()
        .flat_map(|page| page["items"].as_array().unwrap());
    let mut ids: Vec<_> = items
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect();
    // Those of one millisecond stand in no order.
    ids.sort();
    made_ids.sort();
    assert_eq!(ids, made_ids);
    assert!(rest["next_cursor"].is_null());
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
