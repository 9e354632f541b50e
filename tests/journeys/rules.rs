//! A tenant's own rules: from a draft to findings, and back; and that they cost nobody else anything.

use local::aws::{Fault, Service};
use platform_tests::{Caller, Tenant, World};
use serde_json::{Value, json};

const TEXT: &str = "Klantnummer K-123456789 is van project Zeus; mail j.de.vries@bakkerijvries.nl";

fn definition(id: &str, keyword: &str) -> Value {
    json!({
        "id": id,
        "name": "Code names",
        "category": "secret",
        "severity": "critical",
        "keywords": [keyword],
        "matches": [format!("about {keyword}")],
    })
}

async fn make(caller: &Caller, definition: &Value) {
    let _ = caller.post("/v1/rules", definition).await.expect(201);
}

async fn replace(caller: &Caller, definition: &Value) {
    let path = format!("/v1/rules/{}", definition["id"].as_str().unwrap());
    let headers = [("if-match", "*")];
    let _ = caller
        .json("PUT", &path, &headers, definition)
        .await
        .expect(200);
}

async fn try_out(caller: &Caller, id: &str) -> Value {
    let path = format!("/v1/rules/{id}/dry-run");
    caller
        .post(&path, &json!({ "text": TEXT }))
        .await
        .expect(200)
        .json()
}

async fn switch_on(caller: &Caller, id: &str) -> platform_tests::Answer {
    let path = format!("/v1/rules/{id}/activation");
    caller
        .send("POST", &path, &[("if-match", "*")], Vec::new())
        .await
}

async fn switch_off(caller: &Caller, id: &str) {
    let path = format!("/v1/rules/{id}/activation");
    let _ = caller.delete(&path).await.expect(200);
}

/// Scans the text to its end; the scan and the detectors of its findings.
async fn scanned(world: &World, tenant: &Tenant) -> (Value, Vec<String>) {
    let scan = world.scan_text(&tenant.key, TEXT).await;
    let ended = world.ended(&tenant.key, &scan).await;
    assert_eq!(ended["state"], "completed", "{ended}");
    let findings = world.findings(&tenant.key, &scan).await;
    let mut detectors: Vec<String> = findings
        .iter()
        .map(|finding| finding["detector"].as_str().unwrap().to_owned())
        .collect();
    detectors.sort();
    (ended, detectors)
}

#[tokio::test]
async fn a_rule_goes_from_a_draft_to_findings_and_back() {
    let world = World::start().await;
    let (ours, others) = (
        world.tenant("Waterland").await,
        world.tenant("Noordzee").await,
    );
    let admin = &ours.admin;
    let id = "custom-code-names";

    make(admin, &definition(id, "project zeus")).await;
    let (_, found) = scanned(&world, &ours).await;
    assert_eq!(found, ["email"], "a draft runs in no scan");
    switch_on(admin, id).await.problem(409, "state_conflict");
    let tried = try_out(admin, id).await;
    assert_eq!(
        (&tried["count"], &tried["findings"][0]["evidence"]),
        (&json!(1), &json!("********"))
    );

    let _ = switch_on(admin, id).await.expect(200);
    let (scan, found) = scanned(&world, &ours).await;
    assert_eq!(
        found,
        [id, "email"],
        "the same text is not answered from before the rule"
    );
    assert_eq!(
        (&scan["rules_version"], scan.get("reused_from")),
        (&json!(1), None)
    );
    let (again, found) = scanned(&world, &ours).await;
    assert_eq!(again["reused_from"], scan["id"], "and from then on it is");
    assert_eq!(found, [id, "email"]);

    // Everybody else's scans are as they were.
    let (foreign, found) = scanned(&world, &others).await;
    assert_eq!(found, ["email"]);
    assert_eq!(foreign.get("rules_version"), None);
    others
        .key
        .get(&format!("/v1/rules/{id}"))
        .await
        .problem(404, "not_found");
    others
        .key
        .get(&format!("/v1/detectors/{id}"))
        .await
        .problem(404, "not_found");

    // The old definition runs until the new one was tried out and switched on.
    replace(admin, &definition(id, "project hera")).await;
    let path = format!("/v1/rules/{id}");
    let edited = admin.get(&path).await.expect(200).json();
    assert_eq!(
        (&edited["revision"], &edited["running_revision"]),
        (&json!(2), &json!(1))
    );
    switch_on(admin, id).await.problem(409, "state_conflict");
    try_out(admin, id).await;
    let _ = switch_on(admin, id).await.expect(200);
    let (changed, found) = scanned(&world, &ours).await;
    assert_eq!(found, ["email"]);
    assert_eq!(
        (&changed["rules_version"], changed.get("reused_from")),
        (&json!(2), None)
    );

    switch_off(admin, id).await;
    let (off, found) = scanned(&world, &ours).await;
    assert_eq!(
        (found, &off["rules_version"]),
        (vec!["email".to_owned()], &json!(3))
    );
}

#[tokio::test]
async fn an_example_that_fails_keeps_a_rule_from_running() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let mut rule = definition("custom-names", "project zeus");
    rule["passes"] = json!(["nothing here", "yet Project Zeus is"]);
    make(&tenant.admin, &rule).await;
    let tried = try_out(&tenant.admin, "custom-names").await;
    assert_eq!(tried["failing_examples"][0]["field"], "passes[1]");
    let problem = switch_on(&tenant.admin, "custom-names")
        .await
        .problem(409, "state_conflict");
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        detail.starts_with("Its examples fail: passes[1]"),
        "{detail}"
    );
}

#[tokio::test]
async fn patterns_that_look_like_catastrophes_are_refused_or_counted() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let long = format!("({})", vec!["abcdefghi"; 1_000].join("|"));
    for pattern in [
        "(a+)+$",
        "(.*)*x",
        r"\w{1000}{1000}",
        &long,
        "a{0,9}",
        ".{3,200}",
        r"(a|a|b){9,99}{9,99}",
        r"(?=a)aaa",
        r"(a)\1\1",
        "[a-z]{3,30}",
    ] {
        let mut rule = definition("custom-wild", "x");
        let fields = rule.as_object_mut().unwrap();
        fields.remove("keywords");
        fields.remove("matches");
        fields.insert("pattern".to_owned(), json!(pattern));
        let problem = tenant
            .admin
            .post("/v1/rules", &rule)
            .await
            .problem(400, "field_invalid");
        assert_eq!(
            problem["errors"][0]["field"], "pattern",
            "{pattern:.40}: {problem}"
        );
    }
    // What is bounded is counted: it costs the same in every run, and less than it may.
    let mut bounded = definition("custom-bounded", "x");
    bounded.as_object_mut().unwrap().remove("keywords");
    bounded["pattern"] = json!(r"(zab(a|ab|abc){0,50}){1,3}$");
    bounded["matches"] = json!([]);
    make(&tenant.admin, &bounded).await;
    let text = json!({ "text": format!("{} x", "zabcabab".repeat(20_000)) });
    let path = "/v1/rules/custom-bounded/dry-run";
    let first = tenant.admin.post(path, &text).await.expect(200).json();
    assert_eq!(
        first,
        tenant.admin.post(path, &text).await.expect(200).json()
    );
    let cost = &first["cost"];
    assert!(
        cost["steps"].as_u64().unwrap() <= cost["steps_max"].as_u64().unwrap(),
        "{cost}"
    );
}

#[tokio::test]
async fn a_scan_that_is_tried_again_keeps_the_rules_that_it_began_with() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let id = "custom-code-names";
    make(&tenant.admin, &definition(id, "project zeus")).await;
    try_out(&tenant.admin, id).await;
    let _ = switch_on(&tenant.admin, id).await.expect(200);
    // The scan gets to its findings and not to its end.
    let faults = world.platform().aws().faults();
    let scan = {
        let receive = Some("ReceiveMessage");
        faults.fail(Service::Sqs, receive, 1_000_000, Fault::Error500);
        let scan = world.scan_text(&tenant.key, TEXT).await;
        faults.clear();
        faults.fail(
            Service::Sqs,
            Some("SendMessage"),
            1_000_000,
            Fault::Error500,
        );
        world.idle().await;
        scan
    };
    let path = format!("/v1/scans/{scan}");
    let running = tenant.key.get(&path).await.expect(200).json();
    assert_eq!(
        (&running["state"], &running["rules_version"]),
        (&json!("running"), &json!(1))
    );
    switch_off(&tenant.admin, id).await;
    faults.clear();
    world.pass(jiff::SignedDuration::from_mins(10)).await;
    let ended = world.ended(&tenant.key, &scan).await;
    assert_eq!(
        (&ended["state"], &ended["rules_version"]),
        (&json!("completed"), &json!(1))
    );
    let findings = world.findings(&tenant.key, &scan).await;
    assert_eq!(findings[0]["detector"], id, "{findings:?}");
    // The next one runs what runs now.
    assert_eq!(scanned(&world, &tenant).await.1, ["email"]);
}

#[tokio::test]
async fn a_detector_that_is_switched_off_finds_nothing_and_can_be_made_worse() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let decide = async |body: Value| {
        let headers = [("if-match", "*")];
        let answer = tenant
            .admin
            .json("PATCH", "/v1/detectors/email", &headers, &body)
            .await;
        answer.expect(200).json()
    };
    assert_eq!(scanned(&world, &tenant).await.1, ["email"]);
    decide(json!({ "enabled": false, "reason": "They are on our website." })).await;
    assert_eq!(scanned(&world, &tenant).await.1, Vec::<String>::new());
    let worse = json!({ "enabled": true, "severity": "critical", "reason": "They are not." });
    assert_eq!(decide(worse).await["severity"], "critical");
    let (scan, found) = scanned(&world, &tenant).await;
    assert_eq!(
        (found, &scan["findings"]["critical"]),
        (vec!["email".to_owned()], &json!(1))
    );
}

#[tokio::test]
async fn a_rule_that_the_engine_has_learned_to_refuse_is_told_in_the_scan() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let id = "custom-code-names";
    make(&tenant.admin, &definition(id, "project zeus")).await;
    try_out(&tenant.admin, id).await;
    let _ = switch_on(&tenant.admin, id).await.expect(200);
    // As an older engine would have taken it.
    let aws = world.platform().aws();
    let tables = aws
        .call("DynamoDB_20120810.ListTables", json!({}))
        .await
        .unwrap();
    let tables = tables["TableNames"].as_array().unwrap();
    let table = tables
        .iter()
        .find(|name| name.as_str().unwrap().contains("TenantTable"));
    let update = json!({
        "TableName": table.unwrap(),
        "Key": { "pk": { "S": format!("T#{}", tenant.id) }, "sk": { "S": "RULESET" } },
        "UpdateExpression": "SET #rules.#id.#definition.keywords = :value",
        "ExpressionAttributeNames": { "#rules": "rules", "#id": id, "#definition": "definition" },
        "ExpressionAttributeValues": { ":value": { "L": [{ "S": "x" }] } },
    });
    aws.call("DynamoDB_20120810.UpdateItem", update)
        .await
        .unwrap();
    let scan = world.scan_text(&tenant.key, TEXT).await;
    let ended = world.ended(&tenant.key, &scan).await;
    assert_eq!(ended["state"], "completed", "{ended}");
    let findings = world.findings(&tenant.key, &scan).await;
    let told = findings
        .iter()
        .find(|finding| finding["detector"] == "rule-not-run");
    let evidence = told.unwrap()["evidence"].as_str().unwrap();
    assert!(
        evidence.contains(id) && evidence.contains("keywords[0]"),
        "{evidence}"
    );
    assert!(
        findings
            .iter()
            .any(|finding| finding["detector"] == "email")
    );
}
