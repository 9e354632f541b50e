//! A request that comes again is answered again, not done again.

use jiff::SignedDuration;
use platform_tests::{Answer, Caller, Tenant, World};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::content::LETTER;

async fn scan(caller: &Caller, key: &str, body: &Value) -> Answer {
    caller
        .json("POST", "/v1/scans", &[("idempotency-key", key)], body)
        .await
}

async fn count(tenant: &Tenant) -> usize {
    let scans = tenant.key.get("/v1/scans").await.expect(200).json();
    scans["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn the_same_request_again_is_answered_with_the_same_bytes() {
    let world = World::start().await;
    world.early_in_the_month().await;
    let tenant = world.tenant("Waterland").await;
    let body = json!({ "name": "once", "text": LETTER });
    let first = scan(&tenant.key, "k", &body).await.expect(202);
    world.idle().await;
    // Whoever of the tenant sends it, and long after it has ended.
    for caller in [&tenant.key, &tenant.admin] {
        let again = scan(caller, "k", &body).await.expect(202);
        assert_eq!(again.body, first.body);
        assert_eq!(again.header("location"), first.header("location"));
        assert_eq!(again.header("content-type"), first.header("content-type"));
    }
    world.pass(SignedDuration::from_hours(23)).await;
    assert_eq!(
        scan(&tenant.key, "k", &body).await.expect(202).body,
        first.body
    );
    assert_eq!(count(&tenant).await, 1);
    assert_eq!(world.used(&tenant.key, "scans").await, 1);
    // After a day the key is forgotten.
    world.pass(SignedDuration::from_hours(2)).await;
    assert_ne!(
        scan(&tenant.key, "k", &body).await.expect(202).body,
        first.body
    );
    assert_eq!(count(&tenant).await, 2);
}

#[tokio::test]
async fn a_key_belongs_to_one_body_one_operation_and_one_tenant() {
    let world = World::start().await;
    let (tenant, other) = (world.tenant("Waterland").await, world.tenant("Other").await);
    let body = json!({ "text": LETTER });
    let first = scan(&tenant.key, "k", &body).await.expect(202);
    for another in [
        json!({ "text": "other" }),
        json!({ "text": LETTER, "name": "x" }),
    ] {
        scan(&tenant.key, "k", &another)
            .await
            .problem(422, "idempotency_key_reused");
    }
    assert_eq!(count(&tenant).await, 1);
    assert_eq!(
        scan(&tenant.key, "k", &body).await.expect(202).body,
        first.body
    );

    let theirs = scan(&other.key, "k", &body).await.expect(202);
    assert_ne!(theirs.json()["id"], first.json()["id"]);
    assert_eq!((count(&tenant).await, count(&other).await), (1, 1));
    let upload = json!({ "file_name": "a.txt", "media_type": "text/plain", "bytes": 1 });
    let headers = [("idempotency-key", "k")];
    let place = tenant
        .key
        .json("POST", "/v1/uploads", &headers, &upload)
        .await
        .expect(201);
    let again = tenant
        .key
        .json("POST", "/v1/uploads", &headers, &upload)
        .await
        .expect(201);
    assert_eq!(again.json()["upload"], place.json()["upload"]);
}

#[tokio::test]
async fn of_many_at_once_with_one_key_one_is_done() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let mut racers = JoinSet::new();
    for _ in 0..8 {
        let key = tenant.key.clone();
        racers.spawn(async move { scan(&key, "k", &json!({ "text": LETTER })).await });
    }
    let mut bodies = Vec::new();
    for answer in racers.join_all().await {
        if answer.status == 202 {
            bodies.push(answer.body);
        } else {
            assert!(answer.header("retry-after").is_some());
            answer.problem(409, "request_in_flight");
        }
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    let again = scan(&tenant.key, "k", &json!({ "text": LETTER }))
        .await
        .expect(202);
    assert_eq!(again.body, bodies[0]);
    assert_eq!(count(&tenant).await, 1);
    assert_eq!(world.used(&tenant.key, "scans").await, 1);
}

#[tokio::test]
async fn a_refused_request_leaves_its_key_free() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let missing = json!({ "upload": "upl_01h45ytscbebyvny4gc8cr8ma2" });
    scan(&tenant.key, "k", &missing)
        .await
        .problem(422, "upload_missing");
    scan(&tenant.key, "k", &missing)
        .await
        .problem(422, "upload_missing");
    let _ = scan(&tenant.key, "k", &json!({ "text": LETTER }))
        .await
        .expect(202);
    assert_eq!(count(&tenant).await, 1);
}

#[tokio::test]
async fn a_key_that_cannot_be_one_is_refused_by_name() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let body = json!({ "text": LETTER });
    for wrong in ["", "a b", "a\tb", &"x".repeat(256)] {
        let problem = scan(&tenant.key, wrong, &body)
            .await
            .problem(400, "field_invalid");
        assert_eq!(
            problem["errors"][0]["field"], "Idempotency-Key",
            "{problem}"
        );
    }
    assert_eq!(count(&tenant).await, 0);
    let _ = scan(&tenant.key, &"x".repeat(255), &body).await.expect(202);
}
