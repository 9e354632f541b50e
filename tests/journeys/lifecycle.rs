//! A tenant's life: trial, suspended, cancelled.

use jiff::SignedDuration;
use platform_tests::{Tenant, World};
use serde_json::{Value, json};

/// The tenant's record, as the table has it.
async fn state(world: &World, tenant: &Tenant) -> String {
    let call = async |operation: &str, body: Value| {
        let target = format!("DynamoDB_20120810.{operation}");
        world.platform().aws().call(&target, body).await.unwrap()
    };
    let tables = call("ListTables", json!({})).await;
    let mut tables = tables["TableNames"].as_array().unwrap().iter();
    let table = tables
        .find(|name| name.as_str().unwrap().contains("TenantTable"))
        .unwrap();
    let key = json!({ "pk": { "S": format!("T#{}", tenant.id) }, "sk": { "S": "TENANT" } });
    let item = call("GetItem", json!({ "TableName": table, "Key": key })).await;
    item["Item"]["state"]["S"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_trial_opens_nothing_after_a_fortnight_and_the_sweep_says_so() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    world.pass(SignedDuration::from_hours(14 * 24 - 1)).await;
    let _ = tenant.key.get("/v1/scans").await.expect(200);
    assert_eq!(state(&world, &tenant).await, "trial");

    world.pass(SignedDuration::from_mins(62)).await;
    let refused = tenant.key.get("/v1/scans").await;
    refused.problem(402, "tenant_suspended");
    let body = json!({ "text": "nothing" });
    tenant
        .key
        .post("/v1/scans", &body)
        .await
        .problem(402, "tenant_suspended");

    world.pass(SignedDuration::from_hours(1)).await;
    assert_eq!(
        state(&world, &tenant).await,
        "suspended",
        "the hourly sweep has not run"
    );
    tenant
        .key
        .get("/v1/scans")
        .await
        .problem(402, "tenant_suspended");
}

#[tokio::test]
async fn a_trial_is_found_by_a_sweep_that_missed_days_and_by_one_that_comes_twice() {
    let world = World::start().await;
    let tenants = [world.tenant("First").await, world.tenant("Second").await];
    // As if the schedule had been off: it runs once for all the hours that passed.
    world.pass(SignedDuration::from_hours(20 * 24)).await;
    for tenant in &tenants {
        assert_eq!(state(&world, tenant).await, "suspended");
    }
    let event = json!({
        "version": "0", "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
        "detail-type": "Scheduled Event", "source": "aws.events", "account": "000000000000",
        "time": "2026-01-01T00:00:00Z", "region": "eu-west-1", "resources": [], "detail": {},
    });
    world
        .platform()
        .invoke("trial-expiry", event)
        .await
        .unwrap();
    for tenant in &tenants {
        assert_eq!(state(&world, tenant).await, "suspended");
    }
}

#[tokio::test]
async fn a_tenant_ends_when_its_name_is_typed_again_and_only_then() {
    let world = World::start().await;
    let (tenant, other) = (world.tenant("Waterland").await, world.tenant("Other").await);
    let cancel = async |body: &Value| tenant.admin.post("/v1/tenant/cancellation", body).await;
    for wrong in ["waterland", "Waterland ", "Other", ""] {
        let problem = cancel(&json!({ "name": wrong }))
            .await
            .problem(400, "field_invalid");
        assert_eq!(problem["errors"][0]["field"], "name", "{problem}");
    }
    cancel(&json!({})).await.problem(400, "field_invalid");
    assert_eq!(state(&world, &tenant).await, "trial");

    let cancelled = cancel(&json!({ "name": "Waterland" }))
        .await
        .expect(200)
        .json();
    assert_eq!(cancelled["state"], "cancelled");
    world.pass(SignedDuration::from_secs(61)).await;
    for caller in [&tenant.admin, &tenant.key] {
        caller
            .get("/v1/tenant")
            .await
            .problem(403, "tenant_cancelled");
        let body = json!({ "text": "nothing" });
        caller
            .post("/v1/scans", &body)
            .await
            .problem(403, "tenant_cancelled");
    }
    let _ = other.key.get("/v1/tenant").await.expect(200);
    // Neither the trial's end nor anything else brings it back.
    world.pass(SignedDuration::from_hours(15 * 24)).await;
    assert_eq!(state(&world, &tenant).await, "cancelled");
    tenant
        .key
        .get("/v1/tenant")
        .await
        .problem(403, "tenant_cancelled");
}
