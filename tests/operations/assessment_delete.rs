//! `DELETE /v1/assessments/{assessment}`

use crate::call::Call;
use crate::case::cases;
use crate::stage::Stage;
use crate::{assessment_get, assessment_result_get};

pub(crate) fn call() -> Call {
    Call::to("assessment_delete")
}

cases! { assessment_delete:
    204 => answers_204_and_it_is_gone_with_its_results,
    404 not_found => answers_404_for_an_assessment_that_does_not_exist,
}

async fn answers_204_and_it_is_gone_with_its_results(stage: &Stage) {
    let tenant = stage.tenant().await;
    let assessment = stage.assessed(&tenant).await;
    let answer = stage
        .ask(&tenant.key, call().on("assessment", &assessment))
        .await;
    assert_eq!(answer.text(), "");
    for read in [assessment_get::call(), assessment_result_get::call()] {
        let gone = read.on("assessment", &assessment).by(&tenant.key).await;
        gone.problem(404, "not_found");
    }
    // What it led to stays, as any scan does.
    let scans = tenant.key.get("/v1/scans").await.expect(200).json();
    assert_eq!(scans["items"].as_array().unwrap().len(), 1);
}

async fn answers_404_for_an_assessment_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}
