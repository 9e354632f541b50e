//! `POST /v1/sign-ups/{sign_up}/verification`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::sign_up_create;
use crate::stage::{Stage, field, retry_after};

pub(crate) fn call() -> Call {
    Call::to("sign_up_verify").body(&json!({ "code": "123456" }))
}

cases! { sign_up_verify:
    201 => answers_201_with_the_tenant,
    400 field_invalid => answers_400_to_a_code_that_is_empty,
    404 not_found => answers_404_for_an_id_that_can_be_none,
    422 sign_up_refused => answers_422_for_a_sign_up_that_does_not_exist,
    429 rate_limited => answers_429_after_five_wrong_codes,
}

/// A sign-up that waits, and its code.
async fn waiting(stage: &Stage) -> (String, String) {
    let answer = sign_up_create::call().by(stage.world.anybody()).await;
    let sign_up = answer.expect(202).json();
    let email = sign_up["email"].as_str().unwrap();
    let id = sign_up["sign_up"].as_str().unwrap();
    (id.to_owned(), stage.world.code(email))
}

async fn answers_201_with_the_tenant(stage: &Stage) {
    let (sign_up, code) = waiting(stage).await;
    let right = call().on("sign_up", &sign_up);
    let right = right.body(&json!({ "code": code }));
    let answer = stage.ask(stage.world.anybody(), right).await;
    assert_eq!(answer.header("location"), Some("/v1/tenant"));
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let tenant = answer.json();
    assert!(
        tenant["id"].as_str().unwrap().starts_with("ten_"),
        "{tenant}"
    );
    assert_eq!(tenant["name"], "Polderwerk");
    assert_eq!(tenant["state"], "trial");
}

async fn answers_400_to_a_code_that_is_empty(stage: &Stage) {
    let empty = call().body(&json!({ "code": "" }));
    let answer = stage.ask(stage.world.anybody(), empty).await;
    assert_eq!(field(&answer), "code");
}

async fn answers_404_for_an_id_that_can_be_none(stage: &Stage) {
    let nonsense = call().on("sign_up", "nonsense");
    stage.ask(stage.world.anybody(), nonsense).await;
}

async fn answers_422_for_a_sign_up_that_does_not_exist(stage: &Stage) {
    stage.ask(stage.world.anybody(), call()).await;
}

async fn answers_429_after_five_wrong_codes(stage: &Stage) {
    let (sign_up, code) = waiting(stage).await;
    let wrong = if code == "123456" { "654321" } else { "123456" };
    let wrong = call()
        .on("sign_up", &sign_up)
        .body(&json!({ "code": wrong }));
    for _ in 0..5 {
        let refused = wrong.clone().by(stage.world.anybody()).await;
        refused.problem(422, "sign_up_refused");
    }
    let answer = stage.ask(stage.world.anybody(), wrong).await;
    assert_eq!(retry_after(&answer), 300);
}
