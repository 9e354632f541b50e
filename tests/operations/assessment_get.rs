//! `GET /v1/assessments/{assessment}`

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("assessment_get")
}

cases! { assessment_get:
    200 => answers_200_with_the_answers_and_what_it_came_to,
    400 field_invalid => answers_400_for_a_language_that_it_does_not_speak,
    404 not_found => answers_404_for_an_assessment_that_does_not_exist,
}

async fn answers_200_with_the_answers_and_what_it_came_to(stage: &Stage) {
    let tenant = stage.tenant().await;
    let assessment = stage.assessed(&tenant).await;
    let answer = stage
        .ask(&tenant.key, call().on("assessment", &assessment))
        .await;
    let shown = answer.json();
    assert_eq!(answer.header("etag"), shown["etag"].as_str());
    assert_eq!(shown["state"], "completed");
    assert_eq!(shown["answers"]["inference"], "no");
    assert!(shown.get("next_question").is_none(), "{shown}");
    assert_eq!(shown["revisions"][0]["revision"], 1);
    assert_eq!(shown["revisions"][0]["classification"], "out_of_scope");
}

async fn answers_400_for_a_language_that_it_does_not_speak(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call().query("language=fr")).await;
    assert_eq!(field(&answer), "language");
}

async fn answers_404_for_an_assessment_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}
