//! `GET /v1/detectors/{detector}`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::rule::{RULE, running};
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("detector_get")
}

cases! { detector_get:
    200 => answers_200_with_the_detector_in_the_wanted_language,
    400 field_invalid => answers_400_to_a_language_that_nobody_reads,
    404 not_found => answers_404_for_a_detector_that_does_not_exist,
}

async fn answers_200_with_the_detector_in_the_wanted_language(stage: &Stage) {
    let tenant = stage.tenant().await;
    running(&tenant.admin, RULE).await;
    let dutch = call().on("detector", "email").query("language=nl");
    let answer = stage.ask(&tenant.admin, dutch).await;
    assert_eq!(answer.header("etag"), Some("\"0\""));
    let detector = answer.json();
    assert_eq!(
        (&detector["name"], &detector["enabled"]),
        (&json!("E-mailadres"), &json!(true))
    );
    assert_eq!(
        (&detector["severity"], &detector["category"]),
        (&json!("medium"), &json!("personal_data"))
    );
    let own = format!("/v1/detectors/{RULE}");
    let own = tenant.admin.get(&own).await.expect(200).json();
    assert_eq!(
        (&own["origin"], &own["name"]),
        (&json!("rule"), &json!("Customer number"))
    );
}

async fn answers_400_to_a_language_that_nobody_reads(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.admin, call().query("language=la")).await;
    assert_eq!(field(&answer), "language");
}

async fn answers_404_for_a_detector_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call()).await;
}
