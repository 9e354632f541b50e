//! From a form to a tenant, and its settings.

use jiff::SignedDuration;
use platform_tests::{Answer, PASSWORD, World};
use serde_json::{Value, json};

async fn sign_up(world: &World, name: &str, email: &str, password: &str) -> Answer {
    let body = json!({ "name": name, "email": email, "password": password });
    world.anybody().post("/v1/sign-ups", &body).await
}

async fn verify(world: &World, sign_up: &str, code: &str) -> Answer {
    let path = format!("/v1/sign-ups/{sign_up}/verification");
    world.anybody().post(&path, &json!({ "code": code })).await
}

async fn sign_in_fails(world: &World, email: &str, password: &str) {
    let answer = world.try_sign_in(email, password).await.expect(400);
    assert!(
        answer.text().contains("NotAuthorizedException"),
        "{}",
        answer.text()
    );
}

/// The id of a sign-up that was accepted.
fn id(answer: Answer) -> String {
    answer.expect(202).json()["sign_up"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// Another code than this one.
fn other_code(code: &str) -> String {
    let last = if code.ends_with('0') { '1' } else { '0' };
    format!("{}{last}", &code[..5])
}

#[tokio::test]
async fn a_code_from_the_mail_makes_one_tenant_however_often_it_is_sent() {
    let world = World::start().await;
    let answer = sign_up(&world, "Waterland", "Admin@Waterland.example", PASSWORD).await;
    let accepted = answer.expect(202).json();
    assert_eq!(accepted["email"], "admin@waterland.example");
    assert!(
        accepted["sign_up"].as_str().unwrap().starts_with("sgn_"),
        "{accepted}"
    );
    let sign_up = accepted["sign_up"].as_str().unwrap();
    let code = world.code("admin@waterland.example");

    verify(&world, sign_up, &other_code(&code))
        .await
        .problem(422, "sign_up_refused");
    let made = verify(&world, sign_up, &code).await.expect(201);
    assert_eq!(made.header("location"), Some("/v1/tenant"));
    assert_eq!(made.header("etag"), Some("\"1\""));
    let tenant = made.json();
    assert_eq!(tenant["name"], "Waterland");
    assert_eq!(tenant["state"], "trial");
    assert_eq!(tenant["plan"], "trial");
    let time = |field: &str| {
        tenant[field]
            .as_str()
            .unwrap()
            .parse::<jiff::Timestamp>()
            .unwrap()
    };
    let trial = time("trial_ends_at").duration_since(time("created_at"));
    assert_eq!(trial, SignedDuration::from_hours(14 * 24));

    let again = verify(&world, sign_up, &code).await.expect(201);
    assert_eq!(again.text(), made.text());
    let token = world.sign_in("admin@waterland.example", PASSWORD).await;
    let seen = world
        .anybody()
        .with(&token)
        .get("/v1/tenant")
        .await
        .expect(200);
    assert_eq!(seen.json(), tenant);
    assert_eq!(world.platform().aws().mail().messages().len(), 1);
}

#[tokio::test]
async fn an_address_with_an_account_is_answered_as_a_new_one_and_nothing_happens() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let before = tenant.key.get("/v1/tenant").await.expect(200).text();
    let mails = world.platform().aws().mail().messages().len();

    let new = sign_up(&world, "New", "new@other.example", PASSWORD)
        .await
        .expect(202);
    let known = sign_up(&world, "Other", &tenant.email, "Another-Horse-43-Battery").await;
    let known = known.expect(202);
    let shape = |answer: &Answer| {
        let names: Vec<_> = answer
            .headers
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        let fields: Vec<_> = answer.json().as_object().unwrap().keys().cloned().collect();
        (
            names,
            fields,
            answer.json()["sign_up"].as_str().unwrap().len(),
        )
    };
    assert_eq!(shape(&known), shape(&new));

    // One mail, to the new address.
    assert_eq!(world.platform().aws().mail().messages().len(), mails + 1);
    let code = world.code("new@other.example");
    let id = known.json()["sign_up"].as_str().unwrap().to_owned();
    verify(&world, &id, &code)
        .await
        .problem(422, "sign_up_refused");
    assert_eq!(
        tenant.key.get("/v1/tenant").await.expect(200).text(),
        before
    );
    sign_in_fails(&world, &tenant.email, "Another-Horse-43-Battery").await;
    world.sign_in(&tenant.email, PASSWORD).await;
}

#[tokio::test]
async fn who_signs_an_address_up_first_gains_nothing_when_its_owner_does() {
    let world = World::start().await;
    let email = "owner@waterland.example";
    let theirs = id(sign_up(&world, "Mallory", email, "Mallory-Knows-4-This").await);
    let their_code = world.code(email);
    let owners = id(sign_up(&world, "Waterland", email, PASSWORD).await);
    let code = world.code(email);
    assert_ne!(theirs, owners);

    verify(&world, &theirs, &code)
        .await
        .problem(422, "sign_up_refused");
    verify(&world, &theirs, &their_code)
        .await
        .problem(422, "sign_up_refused");
    if their_code != code {
        verify(&world, &owners, &their_code)
            .await
            .problem(422, "sign_up_refused");
    }
    let tenant = verify(&world, &owners, &code).await.expect(201).json();
    assert_eq!(tenant["name"], "Waterland");
    // Nor afterwards.
    verify(&world, &theirs, &code)
        .await
        .problem(422, "sign_up_refused");
    sign_in_fails(&world, email, "Mallory-Knows-4-This").await;
    world.sign_in(email, PASSWORD).await;
}

#[tokio::test]
async fn a_code_lapses_after_a_day_and_a_new_sign_up_brings_a_new_one() {
    let world = World::start().await;
    let email = "late@waterland.example";
    let first = id(sign_up(&world, "Late", email, PASSWORD).await);
    let code = world.code(email);
    world.pass(SignedDuration::from_hours(25)).await;
    verify(&world, &first, &code)
        .await
        .problem(422, "sign_up_refused");
    let second = id(sign_up(&world, "Late", email, PASSWORD).await);
    let _ = verify(&world, &second, &world.code(email))
        .await
        .expect(201);
}

#[tokio::test]
async fn a_weak_password_is_refused_alike_for_known_and_unknown_addresses() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let long = format!("Aa1{}", "x".repeat(300));
    for weak in [
        "",
        "Sh0rt",
        "alllowercase12",
        "ALLUPPERCASE12",
        "NoDigitsInThisOne",
        &long,
    ] {
        let new = sign_up(&world, "New", "new@other.example", weak).await;
        let known = sign_up(&world, "New", &tenant.email, weak).await;
        assert_eq!(
            known.comparable().2.replace("known", ""),
            new.comparable().2.replace("known", "")
        );
        let problem = new.problem(400, "field_invalid");
        assert_eq!(
            problem["errors"][0]["field"], "password",
            "{weak}: {problem}"
        );
    }
    // None of it stands in the way of a good one.
    let _ = sign_up(&world, "New", "new@other.example", PASSWORD)
        .await
        .expect(202);
}

#[tokio::test]
async fn settings_change_from_the_version_that_was_read_and_no_other() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let read = tenant.admin.get("/v1/tenant").await.expect(200);
    let etag = read.header("etag").unwrap().to_owned();
    let change = json!({ "name": "Waterland B.V.", "timezone": "europe/brussels", "locale": "nl" });
    let patch = async |if_match: &str, body: &Value| {
        tenant
            .admin
            .json("PATCH", "/v1/tenant", &[("if-match", if_match)], body)
            .await
    };

    let blind = tenant.admin.json("PATCH", "/v1/tenant", &[], &change).await;
    blind.problem(428, "precondition_required");
    for stale in ["\"0\"", "\"7\"", "W/\"1\"", "1", "rubbish"] {
        patch(stale, &change).await.problem(412, "version_conflict");
    }
    assert_eq!(
        tenant.admin.get("/v1/tenant").await.expect(200).text(),
        read.text()
    );

    let changed = patch(&etag, &change).await.expect(200);
    assert_eq!(changed.json()["name"], "Waterland B.V.");
    // The database's own spelling.
    assert_eq!(changed.json()["timezone"], "Europe/Brussels");
    assert_eq!(changed.json()["currency"], read.json()["currency"]);
    let next = changed.header("etag").unwrap().to_owned();
    assert_ne!(next, etag);
    patch(&etag, &change).await.problem(412, "version_conflict");
    let _ = patch(&format!("\"0\", {next}"), &json!({ "currency": "USD" }))
        .await
        .expect(200);
    let seen = tenant.admin.get("/v1/tenant").await.expect(200).json();
    assert_eq!(
        (&seen["name"], &seen["currency"]),
        (&json!("Waterland B.V."), &json!("USD"))
    );
}

#[tokio::test]
async fn settings_that_cannot_be_are_refused_by_name() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let before = tenant.admin.get("/v1/tenant").await.expect(200).text();
    let rows = [
        ("name", json!({ "name": "" })),
        ("name", json!({ "name": "a\u{0}b" })),
        ("name", json!({ "name": "x".repeat(10_000) })),
        ("name", json!({ "name": 7 })),
        ("timezone", json!({ "timezone": "Europe/Atlantis" })),
        ("timezone", json!({ "timezone": "../../etc/passwd" })),
        ("currency", json!({ "currency": "GBP" })),
        ("locale", json!({ "locale": "fr" })),
        ("business_type", json!({ "business_type": "bank" })),
        ("plan", json!({ "plan": "enterprise" })),
        ("state", json!({ "state": "active" })),
        (
            "trial_ends_at",
            json!({ "trial_ends_at": "2099-01-01T00:00:00Z" }),
        ),
    ];
    for (field, body) in rows {
        let answer = tenant
            .admin
            .json("PATCH", "/v1/tenant", &[("if-match", "*")], &body)
            .await;
        let problem = answer.problem(400, "field_invalid");
        assert_eq!(problem["errors"][0]["field"], field, "{problem}");
    }
    assert_eq!(
        tenant.admin.get("/v1/tenant").await.expect(200).text(),
        before
    );
}

#[tokio::test]
async fn a_sign_up_that_lacks_something_says_what() {
    let world = World::start().await;
    let whole = json!({ "name": "A", "email": "a@b.example", "password": PASSWORD });
    let with = |field: &str, value: Value| {
        let mut body = whole.clone();
        body[field] = value;
        body
    };
    let without = |field: &str| {
        let mut body = whole.clone();
        body.as_object_mut().unwrap().remove(field);
        body
    };
    let rows = [
        ("email", with("email", json!("a@b"))),
        (
            "email",
            with("email", json!("a@b.example\r\nbcc: c@d.example")),
        ),
        (
            "email",
            with("email", json!(format!("{}@b.example", "a".repeat(300)))),
        ),
        ("email", with("email", Value::Null)),
        ("name", with("name", json!("x".repeat(201)))),
        ("timezone", with("timezone", json!("Mars/Olympus"))),
        ("plan", with("plan", json!("enterprise"))),
        ("body", without("email")),
        ("body", without("name")),
        ("body", without("password")),
    ];
    for (field, body) in rows {
        let problem = world.anybody().post("/v1/sign-ups", &body).await;
        let problem = problem.problem(400, "field_invalid");
        assert_eq!(problem["errors"][0]["field"], field, "{body}: {problem}");
    }
    assert!(world.platform().aws().mail().messages().is_empty());
    for code in ["", "1234567890123456789012345678901234567890"] {
        let id = "sgn_01h45ytscbebyvny4gc8cr8ma2";
        let problem = verify(&world, id, code).await.problem(400, "field_invalid");
        assert_eq!(problem["errors"][0]["field"], "code", "{problem}");
    }
    let unknown = verify(&world, "sgn_01h45ytscbebyvny4gc8cr8ma2", "123456").await;
    unknown.problem(422, "sign_up_refused");
    verify(&world, "nothing", "123456")
        .await
        .problem(404, "not_found");
}
