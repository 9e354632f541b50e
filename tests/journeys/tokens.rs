//! Access tokens: whose signature counts, for what, and for how long.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use platform_tests::{PASSWORD, World};
use serde_json::{Value, json};

/// The parts of a token that can be read.
fn parts(token: &str) -> (Value, Value, String) {
    let parts: Vec<&str> = token.split('.').collect();
    let read = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
    (read(parts[0]), read(parts[1]), parts[2].to_owned())
}

fn token(header: &Value, claims: &Value, signature: &str) -> String {
    let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    format!("{}.{}.{signature}", encode(header), encode(claims))
}

#[tokio::test]
async fn a_token_counts_only_as_it_was_signed() {
    let world = World::start().await;
    let (ours, theirs) = (world.tenant("Ours").await, world.tenant("Theirs").await);
    let good = ours.admin.credential().unwrap();
    let (header, claims, signature) = parts(good);
    let with = |part: &Value, field: &str, value: Value| {
        let mut part = part.clone();
        part[field] = value;
        part
    };
    let none = with(&header, "alg", json!("none"));
    let hmac = with(&header, "alg", json!("HS256"));
    let unknown_key = with(&header, "kid", json!("unknown"));
    let mut no_key = header.clone();
    no_key.as_object_mut().unwrap().remove("kid");
    let their_tenant = with(&claims, "tenant_id", json!(theirs.id));
    let longer = with(&claims, "exp", json!(4_102_444_800_u64));
    let (_, _, their_signature) = parts(theirs.admin.credential().unwrap());
    let mut changed = signature.clone().into_bytes();
    changed[10] = if changed[10] == b'A' { b'B' } else { b'A' };
    let changed = String::from_utf8(changed).unwrap();
    for (what, wrong) in [
        ("a changed signature", token(&header, &claims, &changed)),
        ("no signature", token(&header, &claims, "")),
        (
            "another token's signature",
            token(&header, &claims, &their_signature),
        ),
        ("another tenant", token(&header, &their_tenant, &signature)),
        ("a later end", token(&header, &longer, &signature)),
        ("alg none", token(&none, &claims, "")),
        (
            "alg none with a signature",
            token(&none, &claims, &signature),
        ),
        ("alg HS256", token(&hmac, &claims, &signature)),
        ("an unknown key", token(&unknown_key, &claims, &signature)),
        ("no key id", token(&no_key, &claims, &signature)),
        ("no JSON", "a.b.c".to_owned()),
        ("nothing", "..".to_owned()),
    ] {
        let answer = world.anybody().with(&wrong).get("/v1/tenant").await;
        assert_eq!(answer.status, 401, "{what}: {}", answer.text());
        answer.problem(401, "credential_invalid");
    }
    let _ = ours.admin.get("/v1/tenant").await.expect(200);
}

#[tokio::test]
async fn only_an_access_token_of_this_very_pool_opens_anything() {
    let (world, other) = (World::start().await, World::start().await);
    let (ours, foreign) = (world.tenant("Same").await, other.tenant("Same").await);
    let foreign = foreign.admin.credential().unwrap();
    world
        .anybody()
        .with(foreign)
        .get("/v1/tenant")
        .await
        .problem(401, "credential_invalid");

    let tokens = world.sign_in_all(&ours.email, PASSWORD).await;
    let tokens = &tokens["AuthenticationResult"];
    for (name, status) in [("AccessToken", 200), ("IdToken", 401)] {
        let answer = world
            .anybody()
            .with(tokens[name].as_str().unwrap())
            .get("/v1/tenant")
            .await;
        assert_eq!(answer.status, status, "{name}: {}", answer.text());
    }
    let refresh = tokens["RefreshToken"].as_str().unwrap();
    let answer = world.anybody().with(refresh).get("/v1/tenant").await;
    answer.problem(401, "credential_invalid");
}

#[tokio::test]
async fn a_token_ends_after_an_hour() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    world.pass(SignedDuration::from_mins(58)).await;
    let _ = tenant.admin.get("/v1/tenant").await.expect(200);
    world.pass(SignedDuration::from_mins(4)).await;
    tenant
        .admin
        .get("/v1/tenant")
        .await
        .problem(401, "credential_expired");
    // Signing in again brings a new one.
    let token = world.sign_in(&tenant.email, PASSWORD).await;
    let _ = world
        .anybody()
        .with(&token)
        .get("/v1/tenant")
        .await
        .expect(200);
}

#[tokio::test]
async fn the_tenant_follows_from_the_credential_whatever_the_header_says() {
    let world = World::start().await;
    let (ours, theirs) = (world.tenant("Ours").await, world.tenant("Theirs").await);
    for caller in [&ours.admin, &ours.key] {
        let get = async |tenant: &str| {
            caller
                .send("GET", "/v1/tenant", &[("x-tenant-id", tenant)], Vec::new())
                .await
        };
        for wrong in [
            &*theirs.id,
            "ten_01h45ytscbebyvny4gc8cr8ma2",
            "rubbish",
            &ours.id[1..],
        ] {
            get(wrong).await.problem(404, "tenant_unknown");
        }
        assert_eq!(get(&ours.id).await.expect(200).json()["id"], json!(ours.id));
        assert_eq!(
            caller.get("/v1/tenant").await.expect(200).json()["id"],
            json!(ours.id)
        );
    }
}
