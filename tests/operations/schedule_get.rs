//! `GET /v1/schedules/{schedule}`

use crate::call::Call;
use crate::case::cases;
use crate::schedule::made;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("schedule_get")
}

cases! { schedule_get:
    200 => answers_200_with_the_schedule_and_its_version,
    404 not_found => answers_404_for_a_schedule_that_does_not_exist,
}

async fn answers_200_with_the_schedule_and_its_version(stage: &Stage) {
    let tenant = stage.owner().await;
    let id = made(&tenant.key).await;
    let answer = stage.ask(&tenant.key, call().on("schedule", &id)).await;
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let schedule = answer.json();
    assert_eq!(schedule["id"], *id);
    assert_eq!(schedule["name"], "The shop");
}

async fn answers_404_for_a_schedule_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}
