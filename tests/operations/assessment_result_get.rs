//! `GET /v1/assessments/{assessment}/results/{revision}`

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("assessment_result_get")
}

cases! { assessment_result_get:
    200 => answers_200_with_the_result_of_the_revision,
    400 field_invalid => answers_400_for_a_language_that_it_does_not_speak,
    404 not_found => answers_404_for_a_revision_that_was_not_completed,
}

async fn answers_200_with_the_result_of_the_revision(stage: &Stage) {
    let tenant = stage.tenant().await;
    let assessment = stage.assessed(&tenant).await;
    let dutch = call().on("assessment", &assessment).query("language=nl");
    let result = stage.ask(&tenant.key, dutch).await.json();
    assert_eq!(result["revision"], 1);
    assert_eq!(result["language"], "nl");
    assert_eq!(result["completed_by"], *tenant.key_id);
    assert_eq!(result["articles"][0], "AI-verordening art. 2(1)");
    assert!(
        result["source"]["note"]
            .as_str()
            .unwrap()
            .contains("geen juridisch advies")
    );
}

async fn answers_400_for_a_language_that_it_does_not_speak(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call().query("language=fr")).await;
    assert_eq!(field(&answer), "language");
}

async fn answers_404_for_a_revision_that_was_not_completed(stage: &Stage) {
    let tenant = stage.tenant().await;
    let assessment = stage.assessment(&tenant).await;
    stage
        .ask(&tenant.key, call().on("assessment", &assessment))
        .await;
}
