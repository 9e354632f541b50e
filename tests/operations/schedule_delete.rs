//! `DELETE /v1/schedules/{schedule}`

use crate::call::Call;
use crate::case::cases;
use crate::schedule::made;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("schedule_delete")
}

cases! { schedule_delete:
    204 => answers_204_and_it_is_gone,
    404 not_found => answers_404_for_a_schedule_that_does_not_exist,
}

async fn answers_204_and_it_is_gone(stage: &Stage) {
    let tenant = stage.owner().await;
    let id = made(&tenant.key).await;
    let answer = stage.ask(&tenant.key, call().on("schedule", &id)).await;
    assert_eq!(answer.text(), "");
    let gone = tenant.key.get(&format!("/v1/schedules/{id}")).await;
    gone.problem(404, "not_found");
}

async fn answers_404_for_a_schedule_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}
