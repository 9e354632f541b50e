//! `POST /v1/domains/{domain}/verification`

use local::DnsFault;
use platform_tests::Tenant;

use crate::call::Call;
use crate::case::cases;
use crate::domain_create;
use crate::stage::{Stage, retry_after};

pub(crate) fn call() -> Call {
    Call::to("domain_verify")
}

cases! { domain_verify:
    200 => answers_200_once_the_record_is_set,
    404 not_found => answers_404_for_a_domain_that_was_not_added,
    422 domain_unproved => answers_422_with_what_was_found_and_what_to_set,
    503 dns_unavailable => answers_503_when_the_name_servers_fail,
}

/// Adds the domain; answers what its record has to say.
async fn added(tenant: &Tenant) -> String {
    let domain = domain_create::call()
        .by(&tenant.admin)
        .await
        .expect(201)
        .json();
    domain["record"]["value"].as_str().unwrap().to_owned()
}

fn verify() -> Call {
    call().on("domain", "shop.example")
}

async fn answers_200_once_the_record_is_set(stage: &Stage) {
    let tenant = stage.tenant().await;
    let value = added(&tenant).await;
    let dns = stage.world.platform().dns();
    dns.set_texts("_polder-challenge.shop.example", &["v=spf1 -all", &value]);
    let domain = stage.ask(&tenant.admin, verify()).await.json();
    assert_eq!(domain["state"], "proved");
    assert!(domain["proved_at"].is_string(), "{domain}");
    // Once the record is gone, so is the proof.
    dns.set_texts("_polder-challenge.shop.example", &[]);
    verify()
        .by(&tenant.admin)
        .await
        .problem(422, "domain_unproved");
    let domain = tenant
        .admin
        .get("/v1/domains/shop.example")
        .await
        .expect(200)
        .json();
    assert_eq!(domain["state"], "pending");
}

async fn answers_404_for_a_domain_that_was_not_added(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call()).await;
}

async fn answers_422_with_what_was_found_and_what_to_set(stage: &Stage) {
    let tenant = stage.tenant().await;
    let value = added(&tenant).await;
    let dns = stage.world.platform().dns();
    dns.set_texts(
        "_polder-challenge.shop.example",
        &["polder-domain-verification=other"],
    );
    let problem = stage.ask(&tenant.admin, verify()).await.json();
    let detail = problem["detail"].as_str().unwrap();
    for part in [
        "_polder-challenge.shop.example",
        "polder-domain-verification=other",
        &value,
    ] {
        assert!(detail.contains(part), "{part} in {detail}");
    }
}

async fn answers_503_when_the_name_servers_fail(stage: &Stage) {
    let tenant = stage.tenant().await;
    added(&tenant).await;
    stage.world.platform().dns().fail(Some(DnsFault::ServFail));
    let answer = stage.ask(&tenant.admin, verify()).await;
    assert_eq!(retry_after(&answer), 30);
}
