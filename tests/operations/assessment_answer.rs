//! `PATCH /v1/assessments/{assessment}`

use platform_tests::Tenant;
use serde_json::{Value, json};

use crate::assessment_create;
use crate::call::Call;
use crate::case::cases;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    let body = json!({ "answers": { "subject": ["system"] } });
    Call::to("assessment_answer")
        .header("if-match", "*")
        .body(&body)
}

cases! { assessment_answer:
    200 => answers_200_with_the_next_question,
    400 field_invalid => answers_400_naming_each_question_and_what_it_wants,
    404 not_found => answers_404_for_an_assessment_that_does_not_exist,
    409 state_conflict => answers_409_once_it_is_completed,
    412 version_conflict => answers_412_to_another_version_than_the_assessments,
    428 precondition_required => answers_428_without_if_match,
}

/// An assessment without any answer.
async fn begun(tenant: &Tenant) -> String {
    let begun = assessment_create::call().by(&tenant.key).await.expect(201);
    begun.json()["id"].as_str().unwrap().to_owned()
}

async fn answers_200_with_the_next_question(stage: &Stage) {
    let tenant = stage.tenant().await;
    let assessment = begun(&tenant).await;
    let body = json!({ "answers": { "subject": ["system", "system"], "union": "yes" } });
    let given = call()
        .on("assessment", &assessment)
        .header("if-match", "\"1\"");
    let given = given.query("language=nl").body(&body);
    let answer = stage.ask(&tenant.key, given).await;
    assert_eq!(answer.header("etag"), Some("\"2\""));
    let shown = answer.json();
    assert_eq!(
        shown["answers"],
        json!({ "subject": ["system"], "union": "yes" })
    );
    assert_eq!(shown["progress"]["answered"], 2);
    assert_eq!(shown["next_question"]["id"], "inference");
    let question = shown["next_question"]["text"].as_str().unwrap();
    assert!(question.starts_with("Leidt het systeem"), "{question}");
}

async fn answers_400_naming_each_question_and_what_it_wants(stage: &Stage) {
    let tenant = stage.tenant().await;
    let assessment = begun(&tenant).await;
    let body = json!({ "answers": {
        "inference": "perhaps", "nonsense": "yes", "roles": [], "subject": ["system"],
    } });
    let wrong = call().on("assessment", &assessment).body(&body);
    let problem = stage.ask(&tenant.key, wrong).await.json();
    assert_eq!(
        problem["errors"],
        json!([
            { "field": "answers.inference", "detail": "must be one of these: yes, no, unknown" },
            { "field": "answers.nonsense", "detail": "there is no such question" },
            { "field": "answers.roles", "detail": "must be at least one option" },
        ])
    );
    // One that is wrong refuses them all.
    let path = format!("/v1/assessments/{assessment}");
    let shown: Value = tenant.key.get(&path).await.expect(200).json();
    assert_eq!(shown["answers"], json!({}));
}

async fn answers_404_for_an_assessment_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}

async fn answers_409_once_it_is_completed(stage: &Stage) {
    let tenant = stage.tenant().await;
    let assessment = stage.assessed(&tenant).await;
    stage
        .ask(&tenant.key, call().on("assessment", &assessment))
        .await;
}

async fn answers_412_to_another_version_than_the_assessments(stage: &Stage) {
    let tenant = stage.tenant().await;
    let assessment = begun(&tenant).await;
    let outdated = call()
        .on("assessment", &assessment)
        .header("if-match", "\"9\"");
    stage.ask(&tenant.key, outdated).await;
}

async fn answers_428_without_if_match(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call().without("if-match")).await;
}
