//! `GET /v1/rules/{rule}`

use crate::call::Call;
use crate::case::cases;
use crate::rule::{RULE, made};
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("rule_get")
}

cases! { rule_get:
    200 => answers_200_with_the_rule_and_its_version,
    404 not_found => answers_404_for_a_rule_that_does_not_exist,
}

async fn answers_200_with_the_rule_and_its_version(stage: &Stage) {
    let tenant = stage.tenant().await;
    let etag = made(&tenant.admin, RULE).await;
    let answer = stage.ask(&tenant.admin, call().on("rule", RULE)).await;
    assert_eq!(answer.header("etag"), Some(&*etag));
    assert_eq!(answer.json()["definition"]["name_nl"], "Klantnummer");
}

async fn answers_404_for_a_rule_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call()).await;
}
