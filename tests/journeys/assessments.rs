//! An AI system or a processing is assessed: questions, answers, a result, and the scan that keeps it.

use local::aws::{Fault, Service};
use platform_tests::{Answer, Caller, Tenant, World};
use serde_json::{Value, json};
use tokio::task::JoinSet;

async fn complete(caller: &Caller, assessment: &str, language: &str) -> Answer {
    let path = format!("/v1/assessments/{assessment}/completion?language={language}");
    caller.send("POST", &path, &[], Vec::new()).await
}

/// Answers a questionnaire, as mildly as it goes but for what is given, and completes it.
async fn assessed(world: &World, tenant: &Tenant, questionnaire: &str, given: Value) -> Value {
    let assessment = world.assessment(&tenant.key, questionnaire, &given).await;
    let completed = complete(&tenant.key, &assessment, "en").await;
    completed.expect(200).json()
}

async fn in_dutch(tenant: &Tenant, result: &Value) -> Value {
    let assessment = result["assessment"].as_str().unwrap();
    let path = format!("/v1/assessments/{assessment}/results/1?language=nl");
    tenant.key.get(&path).await.expect(200).json()
}

/// An AI system that is used in the EU.
fn system(more: &Value) -> Value {
    let mut given = json!({
        "subject": ["system"], "inference": "yes", "union": "yes", "roles": ["provider", "deployer"],
    });
    for (question, answer) in more.as_object().unwrap() {
        given[question] = answer.clone();
    }
    given
}

fn cv_screening() -> Value {
    system(&json!({
        "roles": ["deployer"],
        "annex3": ["employment"],
        "annex3.employment": ["recruitment"],
        "profiling": "yes",
    }))
}

fn texts(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|text| text.as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn each_system_and_processing_gets_its_class_and_article_in_both_languages() {
    let world = World::start().await;
    let rows = [
        (
            "ai-act",
            cv_screening(),
            ("high_risk", "High risk", "Hoog risico"),
            "AI Act Annex III point 4(a)",
        ),
        (
            "ai-act",
            system(&json!({ "social_scoring": "yes" })),
            ("prohibited", "Prohibited", "Verboden"),
            "AI Act art. 5(1)(c)",
        ),
        (
            "ai-act",
            system(&json!({ "interacts": "yes" })),
            (
                "transparency_risk",
                "Transparency obligations",
                "Transparantieverplichtingen",
            ),
            "AI Act art. 50(1)",
        ),
        (
            "ai-act",
            system(&json!({})),
            ("minimal_risk", "Minimal risk", "Minimaal risico"),
            "AI Act art. 95",
        ),
        (
            "dpia",
            json!({ "personal_data": "yes", "criteria": ["sensitive", "large_scale"] }),
            ("required", "DPIA required", "DPIA verplicht"),
            "GDPR art. 35",
        ),
        (
            "dpia",
            json!({ "personal_data": "yes" }),
            ("not_required", "No DPIA required", "Geen DPIA verplicht"),
            "GDPR art. 35(1)",
        ),
    ];
    let mut last: Option<Tenant> = None;
    for (n, (questionnaire, given, (class, english, dutch), article)) in
        rows.into_iter().enumerate()
    {
        // A trial has five scans.
        if n % 5 == 0 {
            last = Some(world.tenant(&format!("Waterland{n}")).await);
        }
        let tenant = last.as_ref().unwrap();
        let result = assessed(&world, tenant, questionnaire, given).await;
        assert_eq!(result["classification"], class, "{result}");
        assert_eq!(result["classification_name"], english);
        assert!(texts(&result["articles"]).contains(&article), "{result}");
        let told = in_dutch(tenant, &result).await;
        assert_eq!(told["classification_name"], dutch);
        // The laws have their Dutch names, too.
        let dutch_article = article
            .replace("AI Act", "AI-verordening")
            .replace("Annex III point", "bijlage III punt")
            .replace("GDPR", "AVG");
        assert!(
            texts(&told["articles"]).contains(&&*dutch_article),
            "{dutch_article}: {told}"
        );
        assert_ne!(told["reasons"], result["reasons"]);
    }
}

#[tokio::test]
async fn a_high_risk_system_has_obligations_with_dates_and_where_these_come_from() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let result = assessed(&world, &tenant, "ai-act", cv_screening()).await;
    let obligations = result["obligations"].as_array().unwrap();
    let find = |id: &str| obligations.iter().find(|it| it["id"] == id).unwrap();
    let oversight = find("deployer.instructions");
    assert_eq!(oversight["article"], "AI Act art. 26(1)–(4)");
    assert_eq!(oversight["from"], "2027-12-02");
    assert!(oversight["source"].as_str().unwrap().contains("2026/1744"));
    assert_eq!(oversight["roles"], json!(["deployer"]));
    let literacy = find("literacy");
    assert_eq!(
        (&literacy["from"], &literacy["in_force"]),
        (&json!("2025-02-02"), &json!(true))
    );
    let dates: Vec<_> = obligations
        .iter()
        .map(|it| it["from"].as_str().unwrap())
        .collect();
    assert!(dates.is_sorted(), "{dates:?}");
    assert!(
        !obligations.iter().any(|it| it["id"] == "provider.data"),
        "not its role"
    );
}

#[tokio::test]
async fn a_result_is_a_scan_that_can_be_listed_triaged_and_reported() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let result = assessed(&world, &tenant, "ai-act", cv_screening()).await;
    let scan = result["scan"].as_str().unwrap();
    let listed = tenant
        .key
        .get("/v1/scans?state=completed")
        .await
        .expect(200)
        .json();
    assert_eq!(listed["items"][0]["id"], scan);
    assert_eq!(listed["items"][0]["risk"]["score"], result["score"]);
    assert_eq!(listed["items"][0]["engine_version"], "ai-act@2");

    let findings = world.findings(&tenant.key, scan).await;
    assert_eq!(findings.len(), result["findings"].as_array().unwrap().len());
    let recruitment = findings
        .iter()
        .find(|finding| finding["detector"] == "ai-act.high-risk.annex3.employment.recruitment")
        .unwrap();
    assert_eq!(recruitment["category"], "compliance");
    assert_eq!(
        recruitment["location"],
        json!({ "path": "ai-act@2", "part": "annex3.employment" })
    );
    let evidence = recruitment["evidence"].as_str().unwrap();
    assert!(
        evidence.starts_with("annex3.employment: recruitment"),
        "{evidence}"
    );

    let path = format!(
        "/v1/scans/{scan}/findings/{}",
        recruitment["id"].as_str().unwrap()
    );
    let decision = json!({ "state": "accepted", "reason": "Planned for 2027." });
    let decided = tenant
        .key
        .json("PATCH", &path, &[("if-match", "*")], &decision)
        .await;
    assert_eq!(decided.expect(200).json()["state"], "accepted");

    let report = async |format: &str| {
        let path = format!("/v1/scans/{scan}/report?format={format}");
        tenant.key.get(&path).await.expect(200)
    };
    assert_eq!(
        report("json").await.json()["scan"]["source"]["kind"],
        "assessment"
    );
    let csv = report("csv").await.text();
    assert!(
        csv.contains("ai-act@2,annex3.employment,,,,,ai-act.high-risk.annex3"),
        "{csv}"
    );
    // Code hosts refuse a whole file for one result without a file, so it has both kinds of place.
    let sarif = report("sarif").await.json();
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let location = &result["locations"][0];
        let file = &location["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(file, "ai-act%402");
        assert!(
            location["logicalLocations"][0]["fullyQualifiedName"].is_string(),
            "{result}"
        );
    }
}

#[tokio::test]
async fn completing_again_and_at_once_makes_one_scan() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let assessment = world
        .assessment(&tenant.key, "ai-act", &cv_screening())
        .await;
    let mut asked = JoinSet::new();
    for _ in 0..6 {
        let (key, assessment) = (tenant.key.clone(), assessment.clone());
        asked.spawn(async move { complete(&key, &assessment, "en").await });
    }
    let mut answers: Vec<_> = asked
        .join_all()
        .await
        .into_iter()
        .map(|answer| answer.expect(200).body)
        .collect();
    answers.push(
        complete(&tenant.key, &assessment, "en")
            .await
            .expect(200)
            .body,
    );
    answers.dedup();
    assert_eq!(answers.len(), 1, "two results");
    assert_eq!(world.used(&tenant.key, "scans").await, 1);
    let scans = tenant.key.get("/v1/scans").await.expect(200).json();
    assert_eq!(scans["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_completion_that_dies_half_way_leaves_nothing_and_can_be_repeated() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let assessment = world.assessment(&tenant.key, "dpia", &json!({})).await;
    let faults = world.platform().aws().faults();
    // Not done, and done with its answer lost for good: the caller hears the same of both.
    for fault in [Fault::Error500, Fault::LostAnswer] {
        faults.fail(Service::DynamoDb, Some("TransactWriteItems"), 3, fault);
        complete(&tenant.key, &assessment, "en")
            .await
            .problem(503, "unavailable");
        faults.clear();
    }
    let result = complete(&tenant.key, &assessment, "en")
        .await
        .expect(200)
        .json();
    assert_eq!(result["classification"], "no_personal_data");
    let scans = tenant.key.get("/v1/scans").await.expect(200).json();
    assert_eq!(scans["items"].as_array().unwrap().len(), 1);
    assert_eq!(scans["items"][0]["id"], result["scan"]);
    assert_eq!(world.used(&tenant.key, "scans").await, 1);
}

#[tokio::test]
async fn a_reopened_assessment_becomes_another_scan_and_leaves_the_first_result_as_it_was() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let first = assessed(&world, &tenant, "ai-act", cv_screening()).await;
    let path = format!("/v1/assessments/{}", first["assessment"].as_str().unwrap());
    // Reopening twice is reopening once.
    for _ in 0..2 {
        let open = tenant
            .key
            .send("POST", &format!("{path}/reopening"), &[], Vec::new())
            .await;
        assert_eq!(open.expect(200).json()["revision"], 2);
    }
    let body = json!({ "answers": { "annex3": [], "annex3.employment": [] } });
    let changed = tenant
        .key
        .json("PATCH", &path, &[("if-match", "*")], &body)
        .await;
    let _ = changed.expect(200);
    let id = first["assessment"].as_str().unwrap();
    let second = complete(&tenant.key, id, "en").await.expect(200).json();
    assert_eq!(second["classification"], "minimal_risk", "{second}");
    assert_ne!(second["scan"], first["scan"]);
    assert_eq!(world.used(&tenant.key, "scans").await, 2);
    let again = tenant
        .key
        .get(&format!("{path}/results/1"))
        .await
        .expect(200);
    assert_eq!(again.json(), first);
    let shown = tenant.key.get(&path).await.expect(200).json();
    let classes: Vec<_> = shown["revisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["classification"])
        .collect();
    assert_eq!(classes, ["high_risk", "minimal_risk"]);
    // What both revisions found has the same fingerprint, so that they can be compared.
    let literacy = async |scan: &Value| {
        let findings = world.findings(&tenant.key, scan.as_str().unwrap()).await;
        let found = findings
            .into_iter()
            .find(|it| it["detector"] == "ai-act.literacy");
        found.unwrap()["fingerprint"].clone()
    };
    assert_eq!(
        literacy(&first["scan"]).await,
        literacy(&second["scan"]).await
    );
}

#[tokio::test]
async fn findings_are_written_in_the_language_of_the_assessment() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let body = json!({
        "questionnaire": "ai-act@2", "name": "Toets", "subject": "Regels", "language": "nl",
    });
    let begun = tenant
        .key
        .post("/v1/assessments", &body)
        .await
        .expect(201)
        .json();
    assert_eq!(begun["version"], "ai-act@2");
    let question = begun["next_question"]["text"].as_str().unwrap();
    assert_eq!(question, "Wat wordt beoordeeld?");
    let id = begun["id"].as_str().unwrap();
    let answers = json!({ "answers": {
        "subject": ["system"], "inference": "no", "roles": ["deployer"], "union": "yes", "exclusions": [],
    } });
    let path = format!("/v1/assessments/{id}");
    let answered = tenant
        .key
        .json("PATCH", &path, &[("if-match", "*")], &answers)
        .await;
    assert_eq!(
        answered.expect(200).json()["progress"],
        json!({ "answered": 5, "remaining": 0 })
    );
    let result = complete(&tenant.key, id, "en").await.expect(200).json();
    assert_eq!(result["classification_name"], "Out of scope");
    let findings = world
        .findings(&tenant.key, result["scan"].as_str().unwrap())
        .await;
    assert_eq!(findings[0]["title"], "Geen AI-systeem");
}

#[tokio::test]
async fn a_free_text_is_kept_with_the_answers_and_repeated_nowhere_else() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let secret = "Betreft J. Bakker, BSN 111222333";
    let given = json!({
        "personal_data": "yes", "criteria": ["sensitive", "large_scale"],
        "description.purposes": secret, "description.data": secret,
    });
    let result = assessed(&world, &tenant, "dpia", given).await;
    assert_eq!(result["classification"], "required");
    assert!(!result.to_string().contains("Bakker"), "{result}");
    let scan = result["scan"].as_str().unwrap();
    let report = tenant
        .key
        .get(&format!("/v1/scans/{scan}/report"))
        .await
        .expect(200);
    assert!(!report.text().contains("Bakker"), "{}", report.text());
}
