//! `DELETE /v1/domains/{domain}`

use crate::call::Call;
use crate::case::cases;
use crate::domain_create;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("domain_delete")
}

cases! { domain_delete:
    204 => answers_204_and_adding_it_again_asks_for_another_record,
    404 not_found => answers_404_for_a_domain_that_was_not_added,
}

async fn answers_204_and_adding_it_again_asks_for_another_record(stage: &Stage) {
    let tenant = stage.tenant().await;
    let before = domain_create::call()
        .by(&tenant.admin)
        .await
        .expect(201)
        .json();
    let answer = stage
        .ask(&tenant.admin, call().on("domain", "shop.example"))
        .await;
    assert_eq!(answer.text(), "");
    let after = domain_create::call()
        .by(&tenant.admin)
        .await
        .expect(201)
        .json();
    assert_ne!(before["record"]["value"], after["record"]["value"]);
}

async fn answers_404_for_a_domain_that_was_not_added(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call()).await;
}
