//! API keys, from the one look at the secret to the last refusal.

use domain::ApiKeySecret;
use jiff::SignedDuration;
use platform_tests::{Tenant, World};
use serde_json::{Value, json};

/// A minute and a bit: what the gateway may remember of a credential.
const CACHED: SignedDuration = SignedDuration::from_secs(61);

async fn create(tenant: &Tenant, body: &Value) -> Value {
    tenant
        .admin
        .post("/v1/api-keys", body)
        .await
        .expect(201)
        .json()
}

fn text(value: &Value, field: &str) -> String {
    value[field]
        .as_str()
        .unwrap_or_else(|| panic!("no {field} in {value}"))
        .to_owned()
}

#[tokio::test]
async fn a_secret_is_shown_once_and_never_again() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let body = json!({ "name": "ci", "scopes": ["scan:read"] });
    let headers = [("idempotency-key", "one")];
    let answer = tenant
        .admin
        .json("POST", "/v1/api-keys", &headers, &body)
        .await
        .expect(201);
    let key = answer.json();
    let secret = text(&key, "key");
    assert!(secret.starts_with("plk_") && secret.len() == 53, "{secret}");
    assert!(secret.ends_with(&text(&key, "hint")));
    assert_eq!(key["scopes"], json!(["scan:read"]));
    let path = format!("/v1/api-keys/{}", text(&key, "id"));
    assert_eq!(answer.header("location"), Some(&*path));
    let _ = world
        .anybody()
        .with(&secret)
        .get("/v1/scans")
        .await
        .expect(200);

    let again = tenant
        .admin
        .json("POST", "/v1/api-keys", &headers, &body)
        .await
        .expect(201);
    let mut hidden = key.clone();
    hidden["key"] = Value::Null;
    assert_eq!(again.json(), hidden);
    assert_eq!(again.header("location"), Some(&*path));
    let seen = tenant.admin.get(&path).await.expect(200);
    assert_eq!(seen.json().get("key"), None);
    assert_eq!(seen.json()["id"], key["id"]);
    let list = tenant.admin.get("/v1/api-keys").await.expect(200);
    for answer in [again, seen, list] {
        assert!(!answer.text().contains(&secret[4..40]), "{}", answer.text());
    }
}

#[tokio::test]
async fn a_key_can_do_no_more_than_its_maker() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let scopes = ["api_key:create", "scan:read", "usage:read"];
    let maker = create(&tenant, &json!({ "name": "maker", "scopes": scopes })).await;
    let maker = world.anybody().with(&text(&maker, "key"));
    for (scopes, field) in [
        (json!(["scan:read", "tenant:cancel"]), "scopes"),
        (json!([]), "scopes"),
        (json!(["scan:eat"]), "scopes[0]"),
        (json!(["*"]), "scopes[0]"),
        (json!("scan:read"), "scopes"),
    ] {
        let body = json!({ "name": "more", "scopes": scopes });
        let problem = maker
            .post("/v1/api-keys", &body)
            .await
            .problem(400, "field_invalid");
        assert_eq!(problem["errors"][0]["field"], field, "{problem}");
    }
    // Without scopes: what an integrator may but manage keys, as far as the maker may.
    let body = json!({ "name": "default" });
    let made = maker.post("/v1/api-keys", &body).await.expect(201).json();
    assert_eq!(made["scopes"], json!(["scan:read", "usage:read"]));
    let made = world.anybody().with(&text(&made, "key"));
    made.get("/v1/tenant")
        .await
        .problem(403, "permission_missing");
    let _ = made.get("/v1/usage").await.expect(200);
    let keys = tenant.admin.get("/v1/api-keys").await.expect(200).json();
    assert_eq!(
        keys["items"].as_array().unwrap().len(),
        3,
        "a refused key was made: {keys}"
    );
}

#[tokio::test]
async fn pages_of_keys_join_to_the_whole_list() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let mut wanted = vec![tenant.key_id.clone()];
    for n in 0..12 {
        let body = json!({ "name": format!("key {n}"), "scopes": ["scan:read"] });
        wanted.push(text(&create(&tenant, &body).await, "id"));
    }
    let mut seen = Vec::new();
    let mut path = "/v1/api-keys?limit=5".to_owned();
    let mut pages = 0;
    loop {
        let page = tenant.admin.get(&path).await.expect(200).json();
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|key| text(key, "id")));
        pages += 1;
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("/v1/api-keys?limit=5&cursor={cursor}");
    }
    wanted.sort();
    assert_eq!(seen, wanted, "the oldest first, none twice, none left out");
    assert_eq!(pages, 3);
    let whole = tenant.admin.get("/v1/api-keys").await.expect(200).json();
    assert_eq!(whole["items"].as_array().unwrap().len(), 13);
    assert_eq!(whole["next_cursor"], Value::Null);
}

#[tokio::test]
async fn a_revoked_key_opens_nothing_within_a_minute() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let key = create(&tenant, &json!({ "name": "lost", "scopes": ["scan:read"] })).await;
    let path = format!("/v1/api-keys/{}", text(&key, "id"));
    let holder = world.anybody().with(&text(&key, "key"));
    let _ = holder.get("/v1/scans").await.expect(200);
    let _ = tenant.admin.delete(&path).await.expect(204);
    world.pass(CACHED).await;
    let refused = holder.get("/v1/scans").await;
    assert_eq!(
        refused.header("www-authenticate"),
        Some("Bearer error=\"invalid_token\"")
    );
    refused.problem(401, "credential_revoked");

    let seen = tenant.admin.get(&path).await.expect(200).json();
    assert!(seen["revoked_at"].is_string(), "{seen}");
    // Again changes nothing.
    let _ = tenant.admin.delete(&path).await.expect(204);
    assert_eq!(tenant.admin.get(&path).await.expect(200).json(), seen);
    // And touches no other key.
    let _ = tenant.key.get("/v1/scans").await.expect(200);
}

#[tokio::test]
async fn a_key_ends_when_it_was_made_to() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let end = world.clock().now() + SignedDuration::from_mins(30);
    let body = json!({ "name": "short", "scopes": ["scan:read"], "expires_at": end });
    let key = create(&tenant, &body).await;
    let holder = world.anybody().with(&text(&key, "key"));
    let _ = holder.get("/v1/scans").await.expect(200);
    world.pass(SignedDuration::from_mins(28)).await;
    let _ = holder.get("/v1/scans").await.expect(200);
    world.pass(SignedDuration::from_mins(4)).await;
    holder
        .get("/v1/scans")
        .await
        .problem(401, "credential_expired");

    for wrong in [
        json!("2020-01-01T00:00:00Z"),
        json!("tomorrow"),
        json!(4_102_444_800_u64),
        json!("+999999-01-01T00:00:00Z"),
    ] {
        let body = json!({ "name": "x", "scopes": ["scan:read"], "expires_at": wrong });
        let problem = tenant
            .key
            .post("/v1/api-keys", &body)
            .await
            .problem(400, "field_invalid");
        assert_eq!(problem["errors"][0]["field"], "expires_at", "{problem}");
    }
}

#[tokio::test]
async fn what_is_no_key_is_refused() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let secret = tenant.key.credential().unwrap().to_owned();
    let mut changed = secret.clone().into_bytes();
    changed[20] = if changed[20] == b'A' { b'B' } else { b'A' };
    let changed = String::from_utf8(changed).unwrap();
    let unknown = ApiKeySecret::from_random(&[9; 32]).reveal().to_owned();
    for wrong in [
        &changed,
        &unknown,
        &secret[..52],
        "plk_",
        "x",
        &"y".repeat(5_000),
    ] {
        let answer = world.anybody().with(wrong).get("/v1/scans").await;
        answer.problem(401, "credential_invalid");
    }
    for wrong in ["Basic YTpi", "Bearer", "Bearer  ", "Digest x", "Bearer a b"] {
        let headers = [("authorization", wrong)];
        let answer = world
            .anybody()
            .send("GET", "/v1/scans", &headers, vec![])
            .await;
        answer.problem(401, "credential_invalid");
    }
    // The scheme may be left out; no header at all is turned away by the gateway itself.
    let bare = [("authorization", &*secret)];
    let _ = world
        .anybody()
        .send("GET", "/v1/scans", &bare, vec![])
        .await
        .expect(200);
    let none = world.anybody().get("/v1/scans").await.expect(401);
    assert_eq!(none.json(), json!({ "message": "Unauthorized" }));
}

#[tokio::test]
async fn a_key_lives_no_longer_than_the_key_that_made_it() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let end = world.clock().now() + SignedDuration::from_mins(30);
    let scopes = ["api_key:create", "scan:read"];
    let body = json!({ "name": "maker", "scopes": scopes, "expires_at": end });
    let made = create(&tenant, &body).await;
    let maker = world.anybody().with(&text(&made, "key"));
    let body = json!({ "name": "made", "scopes": ["scan:read"] });
    let long = json!({
        "name": "made", "scopes": ["scan:read"], "expires_at": "2099-01-01T00:00:00Z",
    });
    for body in [&body, &long] {
        let child = maker.post("/v1/api-keys", body).await.expect(201).json();
        assert_eq!(child["expires_at"], made["expires_at"], "{child}");
    }
    // Nor does a revoked one make another while the gateway still remembers it as good.
    let path = format!("/v1/api-keys/{}", text(&made, "id"));
    let _ = tenant.admin.delete(&path).await.expect(204);
    let _ = maker.get("/v1/scans").await.expect(200);
    let refused = maker.post("/v1/api-keys", &body).await;
    refused.problem(401, "credential_revoked");
}
