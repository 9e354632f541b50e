//! `POST /v1/assessments/{assessment}/reopening`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("assessment_reopen")
}

cases! { assessment_reopen:
    200 => answers_200_with_the_next_revision_and_the_answers,
    400 field_invalid => answers_400_for_a_language_that_it_does_not_speak,
    404 not_found => answers_404_for_an_assessment_that_does_not_exist,
    409 state_conflict => answers_409_after_fifty_revisions,
}

async fn answers_200_with_the_next_revision_and_the_answers(stage: &Stage) {
    let tenant = stage.tenant().await;
    let assessment = stage.assessed(&tenant).await;
    let answer = stage
        .ask(&tenant.key, call().on("assessment", &assessment))
        .await;
    let open = answer.json();
    assert_eq!(answer.header("etag"), open["etag"].as_str());
    assert_eq!(
        (&open["state"], &open["revision"]),
        (&json!("open"), &json!(2))
    );
    assert_eq!(open["answers"]["inference"], "no");
    assert_eq!(open["revisions"].as_array().unwrap().len(), 1);
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

async fn answers_409_after_fifty_revisions(stage: &Stage) {
    let tenant = stage.tenant().await;
    let assessment = stage.assessed(&tenant).await;
    // No trial has as many scans, so the record is told that it was completed that often.
    let aws = stage.world.platform().aws();
    let call = async |operation: &str, body| {
        let target = format!("DynamoDB_20120810.{operation}");
        aws.call(&target, body).await.unwrap()
    };
    let tables = call("ListTables", json!({})).await;
    let mut tables = tables["TableNames"].as_array().unwrap().iter();
    let table = tables.find(|name| name.as_str().unwrap().contains("TenantTable"));
    let update = json!({
        "TableName": table,
        "Key": {
            "pk": { "S": format!("T#{}#ASSESSMENT", tenant.id) },
            "sk": { "S": assessment },
        },
        "UpdateExpression": "SET revision = :fifty",
        "ExpressionAttributeValues": { ":fifty": { "N": "50" } },
    });
    call("UpdateItem", update).await;
    let reopening = self::call().on("assessment", &assessment);
    stage.ask(&tenant.key, reopening).await;
}
