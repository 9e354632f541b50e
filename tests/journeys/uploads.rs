//! Uploads: the address takes exactly what was announced, for as long as it said.

use jiff::{SignedDuration, Timestamp};
use platform_tests::{Tenant, World};
use serde_json::{Value, json};

use crate::content::LETTER;

async fn place(tenant: &Tenant, bytes: usize) -> Value {
    let body = json!({ "file_name": "a.txt", "media_type": "text/plain", "bytes": bytes });
    tenant
        .key
        .post("/v1/uploads", &body)
        .await
        .expect(201)
        .json()
}

async fn put(tenant: &Tenant, url: &str, media_type: &str, content: &[u8]) -> u16 {
    let headers = [("content-type", media_type)];
    tenant
        .key
        .send("PUT", url, &headers, content.to_vec())
        .await
        .status
}

#[tokio::test]
async fn an_address_takes_exactly_what_was_announced() {
    let world = World::start().await;
    let (tenant, other) = (world.tenant("Waterland").await, world.tenant("Other").await);
    let place = place(&tenant, LETTER.len()).await;
    assert_eq!(place["method"], "PUT");
    assert_eq!(place["max_bytes"], LETTER.len());
    let url = place["url"].as_str().unwrap();
    let upload = place["upload"].as_str().unwrap();
    let content = LETTER.as_bytes();
    let longer = [content, b"x"].concat();
    let wrong = [
        ("too long", url.to_owned(), "text/plain", &*longer),
        ("too short", url.to_owned(), "text/plain", &content[1..]),
        ("empty", url.to_owned(), "text/plain", b""),
        ("another type", url.to_owned(), "text/html", content),
        (
            "another tenant's place",
            url.replace(&tenant.id, &other.id),
            "text/plain",
            content,
        ),
        (
            "another name",
            url.replace(upload, "upl_01h45ytscbebyvny4gc8cr8ma2"),
            "text/plain",
            content,
        ),
        (
            "a later end",
            url.replace("X-Amz-Expires=900", "X-Amz-Expires=90000"),
            "text/plain",
            content,
        ),
        (
            "no signature",
            url.split('?').next().unwrap().to_owned(),
            "text/plain",
            content,
        ),
    ];
    for (what, url, media_type, content) in wrong {
        let status = put(&tenant, &url, media_type, content).await;
        assert!((400..500).contains(&status), "{what}: {status}");
    }
    let scan = json!({ "upload": upload });
    tenant
        .key
        .post("/v1/scans", &scan)
        .await
        .problem(422, "upload_missing");
    assert_eq!(world.used(&tenant.key, "scans").await, 0);

    assert_eq!(put(&tenant, url, "text/plain", content).await, 200);
    other
        .key
        .post("/v1/scans", &scan)
        .await
        .problem(422, "upload_missing");
    let scan = tenant.key.post("/v1/scans", &scan).await.expect(202).json();
    let ended = world.ended(&tenant.key, scan["id"].as_str().unwrap()).await;
    assert_eq!(ended["state"], "completed", "{ended}");
    // It was scanned and is gone.
    let again = json!({ "upload": upload });
    tenant
        .key
        .post("/v1/scans", &again)
        .await
        .problem(422, "upload_missing");
}

#[tokio::test]
async fn the_address_reads_nothing_back() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let place = place(&tenant, LETTER.len()).await;
    let url = place["url"].as_str().unwrap();
    assert_eq!(
        put(&tenant, url, "text/plain", LETTER.as_bytes()).await,
        200
    );
    for method in ["GET", "DELETE", "POST"] {
        let answer = tenant
            .key
            .send(method, url, &[("content-type", "text/plain")], vec![])
            .await;
        assert!(
            (400..502).contains(&answer.status),
            "{method}: {}",
            answer.status
        );
        assert!(!answer.text().contains("231457005"), "{method}");
    }
    let scan = tenant
        .key
        .post("/v1/scans", &json!({ "upload": place["upload"] }))
        .await;
    let _ = scan.expect(202);
}

#[tokio::test]
async fn an_upload_that_is_asked_for_again_has_an_address_that_works_until_it_is_scanned() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let body = json!({ "file_name": "a.txt", "media_type": "text/plain", "bytes": LETTER.len() });
    let ask = async || {
        let headers = [("idempotency-key", "k")];
        let answer = tenant.key.json("POST", "/v1/uploads", &headers, &body);
        answer.await.expect(201).json()
    };
    let expires_at = |place: &Value| -> Timestamp {
        let at = place["expires_at"].as_str().unwrap();
        at.parse().unwrap()
    };
    let first = ask().await;
    // The first address has stopped working.
    world.pass(SignedDuration::from_mins(16)).await;
    assert!(expires_at(&first) < world.clock().now());
    let again = ask().await;
    let mut but_for_the_address = again.clone();
    for field in ["url", "headers", "expires_at"] {
        but_for_the_address[field] = first[field].clone();
    }
    assert_eq!(but_for_the_address, first);
    let left = expires_at(&again).duration_since(world.clock().now());
    assert!(left > SignedDuration::from_mins(14), "{left}");
    let wrong = [LETTER.as_bytes(), b"x"].concat();
    let url = again["url"].as_str().unwrap();
    let refused = put(&tenant, url, "text/plain", &wrong).await;
    assert!((400..500).contains(&refused), "{refused}");
    let content = LETTER.as_bytes();
    assert_eq!(put(&tenant, url, "text/plain", content).await, 200);

    // As late as can be; no address outlives the upload, and none makes it live longer.
    world
        .pass(SignedDuration::from_hours(24) - SignedDuration::from_mins(20))
        .await;
    let last = ask().await;
    assert_eq!(last["upload"], first["upload"]);
    let forgotten =
        expires_at(&first) + (SignedDuration::from_hours(24) - SignedDuration::from_mins(15));
    assert_eq!(expires_at(&last), forgotten);
    let scan = json!({ "upload": first["upload"] });
    let scan = tenant.key.post("/v1/scans", &scan).await.expect(202).json();
    let ended = world.ended(&tenant.key, scan["id"].as_str().unwrap()).await;
    assert_eq!(ended["state"], "completed", "{ended}");

    // It takes no content any more, so there is no other address for it.
    assert_eq!(ask().await, first);
}

#[tokio::test]
async fn an_upload_that_nobody_scanned_is_forgotten_after_a_day() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let upload = world.upload(&tenant.key, "a.txt", LETTER.as_bytes()).await;
    world.pass(SignedDuration::from_hours(25)).await;
    let scan = json!({ "upload": upload });
    tenant
        .key
        .post("/v1/scans", &scan)
        .await
        .problem(422, "upload_missing");
    assert_eq!(world.used(&tenant.key, "scans").await, 0);
}

#[tokio::test]
async fn what_cannot_be_uploaded_is_refused_by_name() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let good = json!({ "file_name": "a.txt", "media_type": "text/plain", "bytes": 1 });
    let rows = [
        ("file_name", json!("")),
        ("file_name", json!("../../etc/passwd")),
        ("file_name", json!("a/b.txt")),
        ("file_name", json!("a\\b.txt")),
        ("file_name", json!("..")),
        ("file_name", json!("a\u{0}.txt")),
        ("file_name", json!("a\nb.txt")),
        ("file_name", json!("x".repeat(10_000))),
        ("file_name", Value::Null),
        ("media_type", json!("")),
        ("media_type", json!("text")),
        ("media_type", json!("text/plain\r\nx-evil: 1")),
        ("media_type", json!("text/plain; charset=utf-8")),
        ("media_type", json!("x".repeat(10_000))),
        ("bytes", json!(0)),
        ("bytes", json!(-1)),
        ("bytes", json!(1.5)),
        ("bytes", json!("1")),
        ("bytes", json!(104_857_601)),
        ("bytes", json!(u64::MAX)),
        ("url", json!("https://evil.example")),
    ];
    for (field, value) in rows {
        let mut body = good.clone();
        body[field] = value;
        let problem = tenant
            .key
            .post("/v1/uploads", &body)
            .await
            .problem(400, "field_invalid");
        assert_eq!(problem["errors"][0]["field"], field, "{body}: {problem}");
    }
    let mut largest = good.clone();
    largest["bytes"] = json!(104_857_600);
    let _ = tenant.key.post("/v1/uploads", &largest).await.expect(201);
}
