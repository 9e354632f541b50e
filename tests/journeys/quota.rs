//! What the plan allows, held even when everybody asks at once.

use jiff::SignedDuration;
use local::aws::{Fault, Service};
use platform_tests::{Tenant, World};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::content::LETTER;

async fn scans_meter(tenant: &Tenant) -> Value {
    let usage = tenant.key.get("/v1/usage").await.expect(200).json();
    usage["meters"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["meter"] == "scans")
        .unwrap()
        .clone()
}

fn meter(used: u64) -> Value {
    json!({ "meter": "scans", "unit": "scan", "used": used, "limit": 5, "remaining": 5 - used })
}

#[tokio::test]
async fn a_trial_has_five_scans_and_no_sixth() {
    let world = World::start().await;
    let (tenant, other) = (world.tenant("Waterland").await, world.tenant("Other").await);
    for used in 0..5 {
        assert_eq!(scans_meter(&tenant).await, meter(used));
        // Another content each time: the same would not be scanned again.
        let scan = world
            .scan_text(&tenant.key, &format!("{used}{LETTER}"))
            .await;
        world.ended(&tenant.key, &scan).await;
    }
    assert_eq!(scans_meter(&tenant).await, meter(5));
    let body = json!({ "text": LETTER });
    tenant
        .key
        .post("/v1/scans", &body)
        .await
        .problem(402, "quota_exhausted");
    tenant
        .admin
        .post("/v1/scans", &body)
        .await
        .problem(402, "quota_exhausted");
    let headers = [("idempotency-key", "sixth")];
    let answer = tenant.key.json("POST", "/v1/scans", &headers, &body).await;
    answer.problem(402, "quota_exhausted");
    assert_eq!(scans_meter(&tenant).await, meter(5));
    let scans = tenant.key.get("/v1/scans").await.expect(200).json();
    assert_eq!(scans["items"].as_array().unwrap().len(), 5);
    assert_eq!(scans_meter(&other).await, meter(0));

    let documents = world.used(&tenant.key, "documents").await;
    assert_eq!(documents, 5);
    assert_eq!(
        world.used(&tenant.key, "scanned_bytes").await,
        5 * (1 + LETTER.len() as u64)
    );
}

#[tokio::test]
async fn of_eight_who_race_for_the_last_scan_one_wins() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    for _ in 0..4 {
        world.scan_text(&tenant.key, LETTER).await;
    }
    let mut racers = JoinSet::new();
    for n in 0..8 {
        let key = tenant.key.clone();
        racers.spawn(async move {
            // Half of them with a key of their own, which makes the transaction larger.
            let own = format!("racer-{n}");
            let headers: &[(&str, &str)] = if n % 2 == 0 {
                &[("idempotency-key", &own)]
            } else {
                &[]
            };
            key.json("POST", "/v1/scans", headers, &json!({ "text": LETTER }))
                .await
        });
    }
    let mut won = Vec::new();
    for answer in racers.join_all().await {
        if answer.status == 202 {
            won.push(answer.json()["id"].as_str().unwrap().to_owned());
        } else {
            answer.problem(402, "quota_exhausted");
        }
    }
    assert_eq!(won.len(), 1, "{won:?}");
    let ended = world.ended(&tenant.key, &won[0]).await;
    assert_eq!(ended["state"], "completed");
    assert_eq!(scans_meter(&tenant).await, meter(5));
    let scans = tenant.key.get("/v1/scans").await.expect(200).json();
    assert_eq!(scans["items"].as_array().unwrap().len(), 5);
    // The jobs of those who lost come to rest without a word.
    world.pass(SignedDuration::from_mins(31)).await;
    world.pass(SignedDuration::from_mins(31)).await;
    for queue in world.platform().aws().queues() {
        assert_eq!(queue.messages, [], "{}", queue.name);
    }
}

#[tokio::test]
async fn a_scan_that_the_platform_fails_is_given_back() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let faults = world.platform().aws().faults();
    faults.fail(Service::S3, Some("GetObject"), 1_000_000, Fault::Error500);
    let scan = world.scan_text(&tenant.key, LETTER).await;
    assert_eq!(scans_meter(&tenant).await, meter(1));
    world.idle().await;
    for _ in 0..5 {
        world.pass(SignedDuration::from_mins(3)).await;
    }
    let failed = tenant
        .key
        .get(&format!("/v1/scans/{scan}"))
        .await
        .expect(200)
        .json();
    assert_eq!(failed["state"], "failed", "{failed}");
    assert_eq!(scans_meter(&tenant).await, meter(0));
    faults.clear();
    for _ in 0..5 {
        world.scan_text(&tenant.key, LETTER).await;
    }
    let body = json!({ "text": LETTER });
    tenant
        .key
        .post("/v1/scans", &body)
        .await
        .problem(402, "quota_exhausted");
}
