//! `POST /v1/domains`

use domain::DOMAINS_MAX;
use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field, retry_after};

pub(crate) fn call() -> Call {
    Call::to("domain_create").body(&json!({ "domain": "Shop.Example" }))
}

cases! { domain_create:
    201 => answers_201_with_the_record_to_set_and_the_same_again,
    400 field_invalid => answers_400_for_a_name_that_nobody_owns,
    409 limit_reached => answers_409_beyond_fifty_domains,
    409 request_in_flight => answers_409_while_the_same_request_is_at_work,
    422 idempotency_key_reused => answers_422_to_the_idempotency_key_of_another_body,
}

async fn answers_201_with_the_record_to_set_and_the_same_again(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.admin, call()).await;
    assert_eq!(answer.header("location"), Some("/v1/domains/shop.example"));
    let domain = answer.json();
    assert_eq!(domain["domain"], "shop.example");
    assert_eq!(domain["state"], "pending");
    assert_eq!(domain["record"]["name"], "_polder-challenge.shop.example");
    assert_eq!(domain["record"]["type"], "TXT");
    let value = domain["record"]["value"].as_str().unwrap();
    let token = value.strip_prefix("polder-domain-verification=").unwrap();
    assert_eq!(token.len(), 43, "{token}");
    let again = call().by(&tenant.admin).await.expect(201).json();
    assert_eq!(again, domain);
}

async fn answers_400_for_a_name_that_nobody_owns(stage: &Stage) {
    let tenant = stage.tenant().await;
    let suffix = call().body(&json!({ "domain": "co.uk" }));
    let answer = stage.ask(&tenant.admin, suffix).await;
    assert_eq!(field(&answer), "domain");
}

async fn answers_409_while_the_same_request_is_at_work(stage: &Stage) {
    let tenant = stage.tenant().await;
    fill(stage, &tenant.admin).await;
    let same = call().header("idempotency-key", "once");
    stage.leave_at_work(&tenant.admin, same.clone()).await;
    let answer = stage.ask(&tenant.admin, same).await;
    assert!((1..=5).contains(&retry_after(&answer)));
}

async fn answers_422_to_the_idempotency_key_of_another_body(stage: &Stage) {
    let tenant = stage.tenant().await;
    let once = call().header("idempotency-key", "once");
    let _ = once.clone().by(&tenant.admin).await.expect(201);
    let other = once.body(&json!({ "domain": "other.example" }));
    stage.ask(&tenant.admin, other).await;
}

async fn answers_409_beyond_fifty_domains(stage: &Stage) {
    let tenant = stage.tenant().await;
    fill(stage, &tenant.admin).await;
    stage.ask(&tenant.admin, call()).await;
}

/// As many domains as there can be, none of them this file's.
async fn fill(stage: &Stage, caller: &platform_tests::Caller) {
    stage.world.next_minute().await;
    for number in 0..DOMAINS_MAX {
        let body = json!({ "domain": format!("shop{number}.example") });
        let _ = call().body(&body).by(caller).await.expect(201);
    }
    stage.world.next_minute().await;
}
