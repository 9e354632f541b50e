//! `PATCH /v1/schedules/{schedule}`

use serde_json::{Value, json};

use crate::call::Call;
use crate::case::cases;
use crate::schedule::made;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("schedule_update")
        .header("if-match", "*")
        .body(&json!({ "enabled": false }))
}

cases! { schedule_update:
    200 => answers_200_with_the_schedule_paused_and_running_again,
    200 => answers_200_with_another_time_for_another_cron,
    400 field_invalid => answers_400_to_a_cron_that_never_comes,
    404 not_found => answers_404_for_a_schedule_that_does_not_exist,
    412 version_conflict => answers_412_to_another_version_than_the_schedules,
    422 domain_unproved => answers_422_for_a_website_of_somebody_else,
    428 precondition_required => answers_428_without_if_match,
}

async fn answers_200_with_the_schedule_paused_and_running_again(stage: &Stage) {
    let tenant = stage.owner().await;
    let id = made(&tenant.key).await;
    let path = format!("/v1/schedules/{id}");
    let before = tenant.key.get(&path).await.expect(200).json();
    let pause = call().on("schedule", &id).header("if-match", "\"1\"");
    let answer = stage.ask(&tenant.key, pause).await;
    assert_eq!(answer.header("etag"), Some("\"2\""));
    let paused = answer.json();
    assert_eq!(paused["enabled"], false);
    assert_eq!(paused["next_run_at"], Value::Null);
    assert_eq!(paused["next_runs"], json!([]));
    let resume = call().on("schedule", &id).body(&json!({ "enabled": true }));
    let running = stage.ask(&tenant.key, resume).await.json();
    assert_eq!(running["next_runs"], before["next_runs"]);
}

async fn answers_200_with_another_time_for_another_cron(stage: &Stage) {
    let tenant = stage.owner().await;
    let id = made(&tenant.key).await;
    let body = json!({ "cron": "30 4 1 * *", "timezone": "UTC", "name": "Monthly" });
    let changed = call().on("schedule", &id).body(&body);
    let schedule = stage.ask(&tenant.key, changed).await.json();
    assert_eq!(schedule["name"], "Monthly");
    let runs = schedule["next_runs"].as_array().unwrap();
    let all = runs
        .iter()
        .all(|run| run.as_str().unwrap().ends_with("-01T04:30:00+00:00"));
    assert!(all, "{runs:?}");
    let path = format!("/v1/schedules/{id}");
    let seen = tenant.key.get(&path).await.expect(200).json();
    assert_eq!(seen, schedule);
}

async fn answers_400_to_a_cron_that_never_comes(stage: &Stage) {
    let tenant = stage.owner().await;
    let id = made(&tenant.key).await;
    for (body, wanted) in [
        (json!({ "cron": "0 3 30 2 *" }), "cron"),
        (json!({ "cron": "0 3 * * someday" }), "cron"),
        (
            json!({ "website": { "url": "https://127.0.0.1/" } }),
            "website.url",
        ),
        (
            json!({ "upload": "upl_01h45ytscbebyvny4gc8cr8ma2" }),
            "upload",
        ),
    ] {
        let change = call().on("schedule", &id).body(&body);
        let answer = stage.ask(&tenant.key, change).await;
        assert_eq!(field(&answer), wanted, "{body}");
    }
}

async fn answers_404_for_a_schedule_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}

async fn answers_412_to_another_version_than_the_schedules(stage: &Stage) {
    let tenant = stage.owner().await;
    let id = made(&tenant.key).await;
    let other = call().on("schedule", &id).header("if-match", "\"9\"");
    stage.ask(&tenant.key, other).await;
}

async fn answers_422_for_a_website_of_somebody_else(stage: &Stage) {
    let tenant = stage.owner().await;
    let id = made(&tenant.key).await;
    let body = json!({ "website": { "url": "https://bakery.example/" } });
    let elsewhere = call().on("schedule", &id).body(&body);
    stage.ask(&tenant.key, elsewhere).await;
}

async fn answers_428_without_if_match(stage: &Stage) {
    let tenant = stage.owner().await;
    let id = made(&tenant.key).await;
    stage
        .ask(&tenant.key, call().on("schedule", &id).without("if-match"))
        .await;
}
