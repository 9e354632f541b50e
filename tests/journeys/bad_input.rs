//! Requests that can't be: each is answered with a problem that names what is wrong, and does
//! nothing.

use platform_tests::{Answer, Tenant, World};
use serde_json::{Value, json};

use crate::content::LETTER;

async fn raw(tenant: &Tenant, media_type: &str, body: impl Into<Vec<u8>>) -> Answer {
    let headers = [("content-type", media_type)];
    tenant
        .key
        .send("POST", "/v1/scans", &headers, body.into())
        .await
}

/// Nothing was counted, and nothing is there.
async fn assert_nothing_happened(world: &World, tenant: &Tenant) {
    world.next_minute().await;
    for meter in ["scans", "documents", "scanned_bytes"] {
        assert_eq!(world.used(&tenant.key, meter).await, 0, "{meter}");
    }
    let scans = tenant.key.get("/v1/scans").await.expect(200).json();
    assert_eq!(scans["items"], json!([]));
    for queue in world.platform().aws().queues() {
        assert_eq!(queue.messages, [], "{}", queue.name);
    }
}

#[tokio::test]
async fn a_body_that_is_no_json_is_told_so() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let deep = format!("{{\"text\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    for body in [
        &b""[..],
        b"{",
        b"{\"text\":\"a\"",
        b"{\"text\":\"a\"} trailing",
        b"{'text':'a'}",
        b"{\"text\":\"\xff\xfe\"}",
        b"{\"text\":\"\\ud800\"}",
        b"\x00\x01\x02",
        b"{\"text\":\"a\nb\"}",
        b"{\"text\":1e999}",
    ] {
        let answer = raw(&tenant, "application/json", body).await;
        let shown = String::from_utf8_lossy(body);
        assert_eq!(answer.status, 400, "{shown}: {}", answer.text());
        answer.problem(400, "body_malformed");
    }
    let deep = raw(&tenant, "application/json", deep).await;
    assert!((400..500).contains(&deep.status), "{}", deep.text());
    assert_nothing_happened(&world, &tenant).await;
}

#[tokio::test]
async fn a_body_of_another_type_is_told_which_one_is_read() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let body = json!({ "text": LETTER }).to_string();
    for media_type in [
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "",
        "json",
        "*/*",
    ] {
        raw(&tenant, media_type, body.clone())
            .await
            .problem(415, "media_type_unsupported");
    }
    let bare = tenant
        .key
        .send("POST", "/v1/scans", &[], body.clone().into_bytes())
        .await;
    bare.problem(415, "media_type_unsupported");
    assert_nothing_happened(&world, &tenant).await;
    let _ = raw(&tenant, "Application/JSON; charset=utf-8", body)
        .await
        .expect(202);
}

#[tokio::test]
async fn a_body_that_is_too_large_is_told_the_limit() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let limit = 256 * 1024;
    for bytes in [limit + 1, 300 * 1024, 3_000_000] {
        let body = json!({ "text": "x".repeat(bytes) });
        tenant
            .key
            .post("/v1/scans", &body)
            .await
            .problem(413, "body_too_large");
    }
    // Counted in bytes, not in characters.
    let body = json!({ "text": "é".repeat(limit / 2 + 1) });
    tenant
        .key
        .post("/v1/scans", &body)
        .await
        .problem(413, "body_too_large");
    // Beyond what the gateway itself takes, it is the gateway that says no.
    let huge = raw(&tenant, "application/json", vec![b' '; 11 << 20]).await;
    assert_eq!(huge.status, 413, "{}", huge.text());
    assert_nothing_happened(&world, &tenant).await;
    let largest = json!({ "text": "x".repeat(limit) });
    let scan = tenant
        .key
        .post("/v1/scans", &largest)
        .await
        .expect(202)
        .json();
    let ended = world.ended(&tenant.key, scan["id"].as_str().unwrap()).await;
    assert_eq!(ended["progress"]["bytes"], limit);
}

#[tokio::test]
async fn a_field_that_cannot_be_is_named() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let upload = "upl_01h45ytscbebyvny4gc8cr8ma2";
    let rows: Vec<(&str, Value)> = vec![
        ("text", json!({})),
        ("upload", json!({ "text": "a", "upload": upload })),
        ("body", json!([])),
        ("body", json!("text")),
        ("body", json!(null)),
        ("text", json!({ "text": 7 })),
        ("text", json!({ "text": ["a"] })),
        ("text", json!({ "text": { "a": 1 } })),
        ("texts", json!({ "texts": "a" })),
        ("state", json!({ "text": "a", "state": "completed" })),
        ("__proto__", json!({ "text": "a", "__proto__": {} })),
        ("name", json!({ "text": "a", "name": "" })),
        ("name", json!({ "text": "a", "name": " \t " })),
        ("name", json!({ "text": "a", "name": "x".repeat(10_000) })),
        ("name", json!({ "text": "a", "name": "a\u{0}b" })),
        ("name", json!({ "text": "a", "name": "a\u{1b}[31mb" })),
        ("name", json!({ "text": "a", "name": 1e300 })),
        ("upload", json!({ "upload": "" })),
        (
            "upload",
            json!({ "upload": "scan_01h45ytscbebyvny4gc8cr8ma2" }),
        ),
        ("upload", json!({ "upload": upload.to_uppercase() })),
        ("upload", json!({ "upload": "../../etc/passwd" })),
        ("upload", json!({ "upload": "x".repeat(10_000) })),
        ("upload", json!({ "upload": -1 })),
    ];
    for (field, body) in rows {
        let problem = tenant
            .key
            .post("/v1/scans", &body)
            .await
            .problem(400, "field_invalid");
        let named: Vec<_> = problem["errors"].as_array().unwrap().iter().collect();
        assert!(
            named.iter().any(|it| it["field"] == field),
            "{body} names {named:?}"
        );
        assert!(
            named
                .iter()
                .all(|it| !it["detail"].as_str().unwrap().is_empty()),
            "{named:?}"
        );
        assert!(
            problem.to_string().len() < 2_000,
            "the answer repeats what was sent"
        );
    }
    let twice = raw(&tenant, "application/json", r#"{"text":"a","text":"b"}"#).await;
    twice.problem(400, "field_invalid");
    let missing = tenant
        .key
        .post("/v1/scans", &json!({ "upload": upload }))
        .await;
    missing.problem(422, "upload_missing");
    assert_nothing_happened(&world, &tenant).await;
}

#[tokio::test]
async fn a_query_that_cannot_be_is_named() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    for (field, query) in [
        ("limit", "limit=0"),
        ("limit", "limit=101"),
        ("limit", "limit=-1"),
        ("limit", "limit=1.5"),
        ("limit", "limit=99999999999999999999"),
        ("limit", "limit=ten"),
        ("limit", "limit="),
        ("state", "state=gone"),
        ("state", "state="),
        ("state", "state=%00"),
        ("limits", "limits=5"),
        ("limit", "limit=1&limit=2"),
        ("tenant", "tenant=ten_01h45ytscbebyvny4gc8cr8ma2"),
    ] {
        let answer = tenant.key.get(&format!("/v1/scans?{query}")).await;
        assert_eq!(answer.status, 400, "{query}: {}", answer.text());
        let problem = answer.problem(400, "field_invalid");
        let error = &problem["errors"][0];
        let named = error["field"] == field || error["detail"].as_str().unwrap().contains(field);
        assert!(named, "{query}: {problem}");
    }
    assert_nothing_happened(&world, &tenant).await;
}

#[tokio::test]
async fn a_cursor_works_where_it_was_given_out_and_nowhere_else() {
    let world = World::start().await;
    let (tenant, other) = (world.tenant("Waterland").await, world.tenant("Other").await);
    let mut theirs = String::new();
    for caller in [&tenant.key, &tenant.key, &other.key] {
        theirs = world.scan_text(caller, LETTER).await;
        world.ended(caller, &theirs).await;
    }
    let theirs = format!("/v1/scans/{theirs}/findings?limit=1");
    let theirs = other.key.get(&theirs).await.expect(200).json();
    let theirs = theirs["next_cursor"].as_str().unwrap();
    let page = tenant.key.get("/v1/scans?limit=1").await.expect(200).json();
    let cursor = page["next_cursor"].as_str().unwrap();
    let scans = tenant.key.get("/v1/scans").await.expect(200).json();
    let ours = scans["items"][0]["id"].as_str().unwrap();
    let mut changed = cursor.to_owned().into_bytes();
    let last = changed.len() - 2;
    changed[last] = if changed[last] == b'A' { b'Q' } else { b'A' };
    let changed = String::from_utf8(changed).unwrap();
    let shortened = &cursor[..cursor.len() - 4];
    let _ = tenant
        .key
        .get(&format!("/v1/scans?limit=1&cursor={cursor}"))
        .await
        .expect(200);
    // Another size of page is no other query.
    let _ = tenant
        .key
        .get(&format!("/v1/scans?limit=9&cursor={cursor}"))
        .await
        .expect(200);
    for path in [
        format!("/v1/scans?state=completed&cursor={cursor}"),
        format!("/v1/api-keys?cursor={cursor}"),
        format!("/v1/scans/{ours}/findings?cursor={cursor}"),
        format!("/v1/scans/{ours}/findings?cursor={theirs}"),
        format!("/v1/scans?cursor={changed}"),
        format!("/v1/scans?cursor={shortened}"),
        format!("/v1/scans?cursor={cursor}%00"),
        "/v1/scans?cursor=".to_owned(),
        "/v1/scans?cursor=AAAA".to_owned(),
        format!("/v1/scans?cursor={ours}"),
        format!("/v1/scans?cursor={}", "A".repeat(5_000)),
    ] {
        let answer = tenant.key.get(&path).await;
        assert_eq!(answer.status, 400, "{path}: {}", answer.text());
        answer.problem(400, "cursor_invalid");
    }
    let answer = other
        .key
        .get(&format!("/v1/scans?limit=1&cursor={cursor}"))
        .await;
    answer.problem(400, "cursor_invalid");
}

#[tokio::test]
async fn an_id_that_cannot_be_one_names_nothing() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    for id in [
        "x",
        "scan_",
        "scan_01h45ytscbebyvny4gc8cr8ma2",
        "SCAN_01H45YTSCBEBYVNY4GC8CR8MA2",
        "key_01h45ytscbebyvny4gc8cr8ma2",
        "scan_01h45ytscbebyvny4gc8cr8ma2%00",
        "scan_01h45ytscbebyvny4gc8cr8ma2%20",
        "scan_zzzzzzzzzzzzzzzzzzzzzzzzzz",
        "..%2F..%2Fetc%2Fpasswd",
        "%ff%fe",
        "'%20OR%201=1--",
        &"x".repeat(3_000),
    ] {
        for rest in ["", "/findings", "/report"] {
            let answer = tenant.key.get(&format!("/v1/scans/{id}{rest}")).await;
            // What the gateway does not route it answers itself.
            assert_eq!(answer.status, 404, "{id}{rest}: {}", answer.text());
        }
        let _ = tenant
            .key
            .delete(&format!("/v1/scans/{id}"))
            .await
            .expect(404);
        let answer = tenant.key.get(&format!("/v1/api-keys/{id}")).await;
        assert_eq!(answer.status, 404, "{id}: {}", answer.text());
        if id.len() > 1_000 {
            world.next_minute().await;
        }
    }
    assert_nothing_happened(&world, &tenant).await;
}

#[tokio::test]
async fn a_route_or_method_that_is_not_there_is_told_so() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    for (method, path) in [
        ("GET", "/v1/nothing"),
        ("GET", "/v2/scans"),
        ("PUT", "/v1/scans"),
        ("DELETE", "/v1/usage"),
        ("POST", "/v1/tenant"),
        ("GET", "/v1/sign-ups"),
        ("GET", "/V1/SCANS"),
    ] {
        let answer = tenant.key.send(method, path, &[], Vec::new()).await;
        assert_eq!(answer.status, 404, "{method} {path}: {}", answer.text());
    }
    assert_nothing_happened(&world, &tenant).await;
}
