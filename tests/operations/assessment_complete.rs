//! `POST /v1/assessments/{assessment}/completion`

use crate::call::Call;
use crate::case::cases;
use crate::stage::{LETTER, Stage, field};
use crate::{assessment_answer, assessment_create};

pub(crate) fn call() -> Call {
    Call::to("assessment_complete")
}

cases! { assessment_complete:
    200 => answers_200_with_the_result_and_its_scan,
    400 field_invalid => answers_400_for_a_language_that_it_does_not_speak,
    402 quota_exhausted => answers_402_beyond_the_scans_of_the_plan,
    404 not_found => answers_404_for_an_assessment_that_does_not_exist,
    409 answers_missing => answers_409_naming_the_questions_without_an_answer,
}

async fn answers_200_with_the_result_and_its_scan(stage: &Stage) {
    let tenant = stage.tenant().await;
    let assessment = stage.assessment(&tenant).await;
    let dutch = call().on("assessment", &assessment).query("language=nl");
    let result = stage.ask(&tenant.key, dutch).await.json();
    assert_eq!(result["classification"], "out_of_scope");
    assert_eq!(result["classification_name"], "Buiten de reikwijdte");
    assert_eq!(result["assessment"], *assessment);
    let scan = format!("/v1/scans/{}", result["scan"].as_str().unwrap());
    let scan = tenant.key.get(&scan).await.expect(200).json();
    assert_eq!(scan["state"], "completed");
    assert_eq!(scan["source"]["kind"], "assessment");
    assert_eq!(stage.world.used(&tenant.key, "scans").await, 1);
}

async fn answers_400_for_a_language_that_it_does_not_speak(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call().query("language=fr")).await;
    assert_eq!(field(&answer), "language");
}

async fn answers_402_beyond_the_scans_of_the_plan(stage: &Stage) {
    let tenant = stage.tenant().await;
    let assessment = stage.assessment(&tenant).await;
    for _ in 0..5 {
        stage.world.scan_text(&tenant.key, LETTER).await;
    }
    stage
        .ask(&tenant.key, call().on("assessment", &assessment))
        .await;
}

async fn answers_404_for_an_assessment_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}

async fn answers_409_naming_the_questions_without_an_answer(stage: &Stage) {
    let tenant = stage.tenant().await;
    let begun = assessment_create::call().by(&tenant.key).await.expect(201);
    let begun = begun.json();
    let id = begun["id"].as_str().unwrap();
    let answered = assessment_answer::call().on("assessment", id);
    let _ = answered.by(&tenant.key).await.expect(200);
    let problem = stage.ask(&tenant.key, call().on("assessment", id)).await;
    let problem = problem.json();
    let errors = problem["errors"].as_array().unwrap();
    let fields: Vec<_> = errors
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    assert!(
        fields.starts_with(&["answers.inference", "answers.roles"]),
        "{fields:?}"
    );
    assert_eq!(stage.world.used(&tenant.key, "scans").await, 0);
}
