//! The sweep.

use std::collections::BTreeMap;

use platform_tests::{Answer, Caller, Tenant, World};
use serde_json::Value;

use crate::cases::{Case, Ids, case};

/// Method and operation id of everything in the OpenAPI document.
fn operations() -> Vec<(String, String)> {
    let document = serde_json::to_value(local::openapi()).unwrap();
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let id = operation["operationId"].as_str();
            let id = id.unwrap_or_else(|| panic!("{method} {path} has no operation id"));
            operations.push((method.to_uppercase(), id.to_owned()));
        }
    }
    operations
}

async fn call(caller: &Caller, method: &str, path: &str, body: Option<&Value>) -> Answer {
    // Whatever the version is: what protects the thing must be that it is not theirs.
    let headers = [("if-match", "*")];
    match body {
        Some(body) => caller.json(method, path, &headers, body).await,
        None => caller.send(method, path, &headers, Vec::new()).await,
    }
}

/// Everything that a tenant can see of itself.
async fn everything(tenant: &Tenant, ids: &Ids) -> BTreeMap<String, String> {
    let paths = [
        "/v1/tenant".to_owned(),
        "/v1/tenant/branding".to_owned(),
        "/v1/api-keys?limit=100".to_owned(),
        "/v1/domains?limit=100".to_owned(),
        "/v1/scans?limit=100".to_owned(),
        format!("/v1/scans/{}/findings?limit=500", ids.scan),
        format!("/v1/scans/{}/report?format=json", ids.scan),
        "/v1/assessments?limit=100".to_owned(),
        format!("/v1/assessments/{}", ids.assessment),
        format!("/v1/assessments/{}/results/1", ids.assessment),
        "/v1/usage".to_owned(),
        "/v1/schedules".to_owned(),
        format!("/v1/rules/{}", ids.rule),
        "/v1/detectors?origin=rule".to_owned(),
    ];
    let mut seen = BTreeMap::new();
    for path in paths {
        let answer = tenant.key.get(&path).await.expect(200);
        seen.insert(path, answer.text());
    }
    seen
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_tenant_has_answers_as_what_does_not_exist() {
    let world = World::start().await;
    let (theirs, mine) = (world.tenant("Theirs").await, world.tenant("Mine").await);
    let real = Ids::of(&world, &theirs).await;
    let unreal = Ids::of_nobody(&real);
    let before = everything(&theirs, &real).await;
    let operations = operations();
    assert!(
        operations.len() >= 20,
        "the document has only {} operations",
        operations.len()
    );
    for (method, operation) in &operations {
        let Some(of_theirs) = case(operation, &real) else {
            panic!("{method} {operation} has no case in tests/isolation/cases.rs");
        };
        let of_nobody = case(operation, &unreal).unwrap();
        match (of_theirs, of_nobody) {
            (
                Case::Names { path, body },
                Case::Names {
                    path: nowhere,
                    body: nothing,
                },
            ) => {
                let seen = call(&mine.key, method, &path, body.as_ref()).await;
                let wanted = call(&mine.key, method, &nowhere, nothing.as_ref()).await;
                assert!(
                    (400..500).contains(&seen.status),
                    "{method} {path} answered {} {}",
                    seen.status,
                    seen.text()
                );
                assert_eq!(seen.comparable(), wanted.comparable(), "{method} {path}");
            }
            (Case::OwnOnly { path, body }, _) => {
                let seen = call(&mine.key, method, &path, body.as_ref()).await;
                for id in [
                    &real.tenant,
                    &real.api_key,
                    &real.domain,
                    &real.upload,
                    &real.scan,
                    &real.finding,
                    &real.rule,
                    &real.schedule,
                    &real.assessment,
                ] {
                    assert!(
                        !seen.text().contains(id.as_str()),
                        "{method} {path} showed {id}"
                    );
                }
            }
            (Case::Public { path, body }, _) => {
                let seen = call(world.anybody(), method, &path, Some(&body)).await;
                assert!(
                    (400..500).contains(&seen.status),
                    "{method} {path}: {}",
                    seen.text()
                );
            }
            (Case::Names { .. }, _) => unreachable!("a case does not depend on the ids"),
        }
    }
    world.idle().await;
    assert_eq!(
        everything(&theirs, &real).await,
        before,
        "the other tenant was changed"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_operation_but_the_public_ones_asks_who_calls() {
    let world = World::start().await;
    let tenant = world.tenant("Theirs").await;
    let ids = Ids::of(&world, &tenant).await;
    let before = everything(&tenant, &ids).await;
    let stranger = world
        .anybody()
        .with("plk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    for (method, operation) in operations() {
        let (path, body) = match case(&operation, &ids).unwrap() {
            Case::Names { path, body } | Case::OwnOnly { path, body } => (path, body),
            Case::Public { .. } => continue,
        };
        // The gateway itself turns away who shows nothing.
        let seen = call(world.anybody(), &method, &path, body.as_ref())
            .await
            .expect(401);
        assert_eq!(
            seen.text(),
            r#"{"message":"Unauthorized"}"#,
            "{method} {path}"
        );
        let seen = call(&stranger, &method, &path, body.as_ref()).await;
        seen.problem(401, "credential_invalid");
    }
    assert_eq!(
        everything(&tenant, &ids).await,
        before,
        "a stranger changed something"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_header_that_names_another_tenant_opens_nothing_anywhere() {
    let world = World::start().await;
    let (theirs, mine) = (world.tenant("Theirs").await, world.tenant("Mine").await);
    let real = Ids::of(&world, &theirs).await;
    let before = everything(&theirs, &real).await;
    for (method, operation) in operations() {
        let (path, body) = match case(&operation, &real).unwrap() {
            Case::Names { path, body } | Case::OwnOnly { path, body } => (path, body),
            Case::Public { .. } => continue,
        };
        for tenant in [
            &real.tenant,
            "ten_01h45ytscbebyvny4gc8cr8ma2",
            "rubbish",
            "",
        ] {
            let headers = [("x-tenant-id", tenant), ("if-match", "*")];
            let seen = if let Some(body) = &body {
                mine.key.json(&method, &path, &headers, body).await
            } else {
                mine.key.send(&method, &path, &headers, Vec::new()).await
            };
            seen.problem(404, "tenant_unknown");
        }
        // A tenant has a hundred requests a minute; the sweep makes more.
        world.pass(jiff::SignedDuration::from_mins(1)).await;
    }
    assert_eq!(
        everything(&theirs, &real).await,
        before,
        "the other tenant was changed"
    );
}
