//! `POST /v1/scans`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{LETTER, Stage, field, retry_after};

const NO_UPLOAD: &str = "upl_01h45ytscbebyvny4gc8cr8ma2";

pub(crate) fn call() -> Call {
    Call::to("scan_create").body(&json!({ "name": "a letter", "text": LETTER }))
}

cases! { scan_create:
    202 => answers_202_with_where_to_follow_the_scan,
    400 field_invalid => answers_400_when_there_is_nothing_to_scan,
    402 quota_exhausted => answers_402_beyond_the_scans_of_the_plan,
    409 request_in_flight => answers_409_while_the_same_request_is_at_work,
    413 body_too_large => answers_413_to_a_text_beyond_256_kibibytes,
    422 idempotency_key_reused => answers_422_to_the_idempotency_key_of_another_body,
    422 domain_unproved => answers_422_for_a_website_of_somebody_else,
    422 upload_missing => answers_422_for_an_upload_that_does_not_exist,
}

async fn answers_202_with_where_to_follow_the_scan(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call()).await;
    let scan = answer.json();
    let location = format!("/v1/scans/{}", scan["id"].as_str().unwrap());
    assert_eq!(answer.header("location"), Some(&*location));
    assert_eq!(retry_after(&answer), 1);
    assert_eq!(scan["name"], "a letter");
    assert_eq!(scan["state"], "queued");
    let source = json!({ "kind": "text", "bytes": LETTER.len() });
    assert_eq!(scan["source"], source);
    assert_eq!(scan["created_by"], *tenant.key_id);
}

async fn answers_400_when_there_is_nothing_to_scan(stage: &Stage) {
    let tenant = stage.tenant().await;
    let nothing = call().body(&json!({ "name": "nothing" }));
    let answer = stage.ask(&tenant.key, nothing).await;
    assert_eq!(field(&answer), "text");
}

async fn answers_402_beyond_the_scans_of_the_plan(stage: &Stage) {
    let tenant = stage.tenant().await;
    for _ in 0..5 {
        let _ = call().by(&tenant.key).await.expect(202);
    }
    stage.ask(&tenant.key, call()).await;
}

async fn answers_409_while_the_same_request_is_at_work(stage: &Stage) {
    let tenant = stage.tenant().await;
    let body = json!({ "upload": NO_UPLOAD });
    let same = call().body(&body).header("idempotency-key", "once");
    stage.leave_at_work(&tenant.key, same.clone()).await;
    let answer = stage.ask(&tenant.key, same).await;
    assert!((1..=5).contains(&retry_after(&answer)));
}

async fn answers_413_to_a_text_beyond_256_kibibytes(stage: &Stage) {
    let tenant = stage.tenant().await;
    let long = json!({ "text": "x".repeat(256 * 1024 + 1) });
    let problem = stage.ask(&tenant.key, call().body(&long)).await.json();
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("POST /v1/uploads"), "{detail}");
}

async fn answers_422_to_the_idempotency_key_of_another_body(stage: &Stage) {
    let tenant = stage.tenant().await;
    let once = call().header("idempotency-key", "once");
    let _ = once.clone().by(&tenant.key).await.expect(202);
    let other = once.body(&json!({ "text": "another letter" }));
    stage.ask(&tenant.key, other).await;
}

async fn answers_422_for_an_upload_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    let missing = call().body(&json!({ "upload": NO_UPLOAD }));
    stage.ask(&tenant.key, missing).await;
}

async fn answers_422_for_a_website_of_somebody_else(stage: &Stage) {
    let tenant = stage.tenant().await;
    // Added is not proved.
    let body = json!({ "domain": "shop.example" });
    let _ = tenant.admin.post("/v1/domains", &body).await.expect(201);
    let website = call().body(&json!({ "website": { "url": "https://www.shop.example/" } }));
    let problem = stage.ask(&tenant.key, website).await.json();
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("www.shop.example"), "{detail}");
}
