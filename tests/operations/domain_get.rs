//! `GET /v1/domains/{domain}`

use crate::call::Call;
use crate::case::cases;
use crate::domain_create;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("domain_get")
}

cases! { domain_get:
    200 => answers_200_with_the_domain_and_its_record,
    404 not_found => answers_404_for_a_domain_that_was_not_added,
}

async fn answers_200_with_the_domain_and_its_record(stage: &Stage) {
    let tenant = stage.tenant().await;
    let added = domain_create::call()
        .by(&tenant.admin)
        .await
        .expect(201)
        .json();
    let answer = stage
        .ask(&tenant.admin, call().on("domain", "shop.example"))
        .await;
    assert_eq!(answer.header("etag"), Some("\"1\""));
    assert_eq!(answer.json(), added);
}

async fn answers_404_for_a_domain_that_was_not_added(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call()).await;
}
