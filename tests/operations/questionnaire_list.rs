//! `GET /v1/questionnaires`

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("questionnaire_list")
}

cases! { questionnaire_list:
    200 => answers_200_with_every_version,
    400 field_invalid => answers_400_for_a_language_that_it_does_not_speak,
}

async fn answers_200_with_every_version(stage: &Stage) {
    let tenant = stage.tenant().await;
    let dutch = call().query("language=nl");
    let list = stage.ask(&tenant.key, dutch).await.json();
    let items = list["items"].as_array().unwrap();
    let versions: Vec<_> = items.iter().map(|item| &item["version"]).collect();
    assert_eq!(versions, ["ai-act@1", "ai-act@2", "dpia@1"]);
    assert_eq!(items[0]["title"], "EU-AI-verordening");
}

async fn answers_400_for_a_language_that_it_does_not_speak(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call().query("language=fr")).await;
    assert_eq!(field(&answer), "language");
}
