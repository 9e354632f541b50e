//! `POST /v1/assessments`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field, retry_after};

pub(crate) fn call() -> Call {
    let body =
        json!({ "questionnaire": "ai-act", "name": "CV screening", "subject": "The HR tool" });
    Call::to("assessment_create").body(&body)
}

cases! { assessment_create:
    201 => answers_201_with_the_first_question,
    400 field_invalid => answers_400_for_a_questionnaire_that_there_is_not,
    409 request_in_flight => answers_409_while_the_same_request_is_at_work,
    422 idempotency_key_reused => answers_422_to_the_idempotency_key_of_another_body,
}

async fn answers_201_with_the_first_question(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call()).await;
    let begun = answer.json();
    let place = format!("/v1/assessments/{}", begun["id"].as_str().unwrap());
    assert_eq!(answer.header("location"), Some(&*place));
    assert_eq!(answer.header("etag"), begun["etag"].as_str());
    assert_eq!(begun["version"], "ai-act@2");
    assert_eq!(
        (&begun["state"], &begun["revision"]),
        (&json!("open"), &json!(1))
    );
    assert_eq!(begun["progress"]["answered"], 0);
    assert_eq!(begun["next_question"]["id"], "subject");
    assert_eq!(begun["created_by"], *tenant.key_id);
}

async fn answers_400_for_a_questionnaire_that_there_is_not(stage: &Stage) {
    let tenant = stage.tenant().await;
    let unknown = json!({ "questionnaire": "ai-act@99", "name": "x", "subject": "x" });
    let answer = stage.ask(&tenant.key, call().body(&unknown)).await;
    assert_eq!(field(&answer), "questionnaire");
}

async fn answers_409_while_the_same_request_is_at_work(stage: &Stage) {
    let tenant = stage.tenant().await;
    let body = json!({ "questionnaire": "none", "name": "x", "subject": "x" });
    let same = call().body(&body).header("idempotency-key", "once");
    stage.leave_at_work(&tenant.key, same.clone()).await;
    let answer = stage.ask(&tenant.key, same).await;
    assert!((1..=5).contains(&retry_after(&answer)));
}

async fn answers_422_to_the_idempotency_key_of_another_body(stage: &Stage) {
    let tenant = stage.tenant().await;
    let once = call().header("idempotency-key", "once");
    let _ = once.clone().by(&tenant.key).await.expect(201);
    let body = json!({ "questionnaire": "dpia", "name": "x", "subject": "x" });
    stage.ask(&tenant.key, once.body(&body)).await;
}
