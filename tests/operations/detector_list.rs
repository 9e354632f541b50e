//! `GET /v1/detectors`

use std::collections::BTreeSet;

use crate::call::Call;
use crate::case::cases;
use crate::rule::{RULE, made, running};
use crate::stage::{Stage, field};

pub(crate) fn call() -> Call {
    Call::to("detector_list")
}

cases! { detector_list:
    200 => answers_200_with_the_tenants_own_before_the_engines,
    400 field_invalid => answers_400_for_a_page_that_is_too_long,
    400 cursor_invalid => answers_400_to_a_cursor_that_was_not_given_out,
}

async fn answers_200_with_the_tenants_own_before_the_engines(stage: &Stage) {
    let tenant = stage.tenant().await;
    running(&tenant.admin, RULE).await;
    made(&tenant.admin, "custom-draft").await;
    let page = stage
        .ask(&tenant.admin, call().query("language=nl&limit=200"))
        .await
        .json();
    let first = &page["items"][0];
    assert_eq!(
        (&first["id"], &first["origin"], &first["name"]),
        (&RULE.into(), &"rule".into(), &"Klantnummer".into())
    );
    // Page by page, each once.
    let mut ids = Vec::new();
    let mut next = page;
    loop {
        let items = next["items"].as_array().unwrap();
        ids.extend(
            items
                .iter()
                .map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        let Some(cursor) = next["next_cursor"].as_str() else {
            break;
        };
        let path = format!("/v1/detectors?limit=200&cursor={cursor}");
        next = tenant.admin.get(&path).await.expect(200).json();
    }
    assert!(ids.len() > 500, "{}", ids.len());
    for id in ["nl-bsn", "website-tracker"] {
        assert!(ids.iter().any(|it| it == id), "{id} is missing");
    }
    assert!(!ids.contains(&"custom-draft".to_owned()));
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

async fn answers_400_for_a_page_that_is_too_long(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.admin, call().query("limit=201")).await;
    assert_eq!(field(&answer), "limit");
}

async fn answers_400_to_a_cursor_that_was_not_given_out(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call().query("cursor=AAAA")).await;
}
