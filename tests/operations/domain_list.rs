//! `GET /v1/domains`

use serde_json::{Value, json};

use crate::call::Call;
use crate::case::cases;
use crate::domain_create;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("domain_list")
}

cases! { domain_list:
    200 => answers_200_with_the_domains_by_name,
    400 field_invalid => answers_400_for_a_page_that_is_too_long,
    400 cursor_invalid => answers_400_to_a_cursor_that_was_not_given_out,
}

async fn answers_200_with_the_domains_by_name(stage: &Stage) {
    let tenant = stage.tenant().await;
    for name in ["shop.example", "bakery.example"] {
        let body = json!({ "domain": name });
        let _ = domain_create::call()
            .body(&body)
            .by(&tenant.admin)
            .await
            .expect(201);
    }
    let page = stage.ask(&tenant.admin, call()).await.json();
    let items = page["items"].as_array().unwrap();
    let names: Vec<_> = items
        .iter()
        .map(|item| item["domain"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["bakery.example", "shop.example"]);
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
