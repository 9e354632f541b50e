//! `POST /v1/sign-ups`

use local::aws::{Fault, Service};
use platform_tests::PASSWORD;
use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field, retry_after};

const EMAIL: &str = "admin@polderwerk.example";

pub(crate) fn call() -> Call {
    let body = json!({ "name": "Polderwerk", "email": EMAIL, "password": PASSWORD });
    Call::to("sign_up_create").body(&body)
}

cases! { sign_up_create:
    202 => answers_202_and_mails_a_code,
    400 field_invalid => answers_400_to_a_password_that_is_too_short,
    429 rate_limited => answers_429_when_the_user_pool_asks_for_patience,
}

async fn answers_202_and_mails_a_code(stage: &Stage) {
    let sign_up = stage.ask(stage.world.anybody(), call()).await.json();
    let id = sign_up["sign_up"].as_str().unwrap();
    assert!(id.starts_with("sgn_"), "{sign_up}");
    assert_eq!(sign_up["email"], EMAIL);
    assert!(sign_up["expires_at"].is_string(), "{sign_up}");
    assert_eq!(stage.world.code(EMAIL).len(), 6);
}

async fn answers_400_to_a_password_that_is_too_short(stage: &Stage) {
    let body = json!({ "name": "Polderwerk", "email": EMAIL, "password": "Sh0rt" });
    let answer = stage.ask(stage.world.anybody(), call().body(&body)).await;
    assert_eq!(field(&answer), "password");
}

async fn answers_429_when_the_user_pool_asks_for_patience(stage: &Stage) {
    let faults = stage.faults();
    faults.fail(Service::Cognito, Some("SignUp"), 3, Fault::Throttle);
    let answer = stage.ask(stage.world.anybody(), call()).await;
    assert_eq!(retry_after(&answer), 60);
}
