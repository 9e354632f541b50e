//! `DELETE /v1/rules/{rule}`

use crate::call::Call;
use crate::case::cases;
use crate::rule::{RULE, made, running, tried};
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("rule_delete")
}

cases! { rule_delete:
    204 => answers_204_and_forgets_the_dry_run,
    404 not_found => answers_404_for_a_rule_that_does_not_exist,
    409 state_conflict => answers_409_while_it_runs,
}

async fn answers_204_and_forgets_the_dry_run(stage: &Stage) {
    let tenant = stage.tenant().await;
    tried(&tenant.admin, RULE).await;
    stage.ask(&tenant.admin, call().on("rule", RULE)).await;
    // Another rule of the same id was never tried out.
    let etag = made(&tenant.admin, RULE).await;
    let path = format!("/v1/rules/{RULE}/activation");
    let headers = [("if-match", etag.as_str())];
    let answer = tenant.admin.send("POST", &path, &headers, Vec::new()).await;
    answer.problem(409, "state_conflict");
}

async fn answers_404_for_a_rule_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call()).await;
}

async fn answers_409_while_it_runs(stage: &Stage) {
    let tenant = stage.tenant().await;
    running(&tenant.admin, RULE).await;
    stage.ask(&tenant.admin, call().on("rule", RULE)).await;
}
