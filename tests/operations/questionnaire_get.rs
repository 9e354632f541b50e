//! `GET /v1/questionnaires/{questionnaire}`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("questionnaire_get")
}

cases! { questionnaire_get:
    200 => answers_200_with_the_questions_and_when_they_are_asked,
    400 field_invalid => answers_400_for_a_language_that_it_does_not_speak,
    404 not_found => answers_404_for_a_version_that_there_is_not,
}

async fn answers_200_with_the_questions_and_when_they_are_asked(stage: &Stage) {
    let tenant = stage.tenant().await;
    let newest = call().on("questionnaire", "ai-act");
    let questionnaire = stage.ask(&tenant.key, newest).await.json();
    assert_eq!(questionnaire["version"], "ai-act@2");
    let questions = &questionnaire["sections"][0]["questions"];
    assert_eq!(questions[0]["id"], "subject");
    assert_eq!(questions[0]["kind"], "at_least_one");
    assert_eq!(questions[0]["choices"][1]["id"], "model");
    assert_eq!(questions[0]["asked_if"], "always");
    assert_eq!(
        questions[1]["asked_if"],
        json!({ "may": ["subject", "system"] })
    );
}

async fn answers_400_for_a_language_that_it_does_not_speak(stage: &Stage) {
    let tenant = stage.tenant().await;
    let french = call().on("questionnaire", "dpia").query("language=fr");
    let answer = stage.ask(&tenant.key, french).await;
    assert_eq!(field(&answer), "language");
}

async fn answers_404_for_a_version_that_there_is_not(stage: &Stage) {
    let tenant = stage.tenant().await;
    let later = call().on("questionnaire", "ai-act@99");
    stage.ask(&tenant.key, later).await;
}
