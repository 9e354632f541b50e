//! The same thing again: what is new, what was fixed, what is still there, and what people had
//! decided of it.

use domain::Clock;
use jiff::SignedDuration;
use local::Data;
use local::aws::{Fault, Service};
use platform_tests::{Caller, World};
use serde_json::{Value, json};

use crate::content::tar_gz;

const IBAN: &str = "Het IBAN is NL36INGB0003445588.\n";
const BSN: &str = "Het BSN is 231457005.\n";
const EMAIL: &str = "Mail jan.jansen@bakkerijvries.nl.\n";

async fn scanned(world: &World, caller: &Caller, files: &[(&str, &str)]) -> Value {
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (*path, text.as_bytes()))
        .collect();
    let ended = world
        .scan_file(caller, "shop.tar.gz", &tar_gz(&files))
        .await;
    assert_eq!(ended["state"], "completed", "{ended}");
    ended
}

fn id(scan: &Value) -> &str {
    scan["id"].as_str().unwrap()
}

fn counts(scan: &Value) -> [u64; 3] {
    let comparison = &scan["comparison"];
    ["new", "unchanged", "fixed"].map(|count| comparison[count].as_u64().unwrap())
}

/// What a list of the comparison shows: detector and path.
async fn listed(caller: &Caller, scan: &Value, list: &str) -> Vec<(String, String)> {
    let mut shown = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!(
            "/v1/scans/{}/comparison?list={list}&limit=1{cursor}",
            id(scan)
        );
        let page = caller.get(&path).await.expect(200).json();
        for item in page["items"].as_array().unwrap() {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            shown.push((text(&item["detector"]), text(&item["location"]["path"])));
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return shown,
        }
    }
}

async fn decide(caller: &Caller, scan: &Value, detector: &str, state: &str) {
    let path = format!("/v1/scans/{}/findings", id(scan));
    let page = caller.get(&format!("{path}?detector={detector}")).await;
    let finding = page.expect(200).json()["items"][0].clone();
    let body = json!({ "state": state, "reason": format!("because it is {state}") });
    let path = format!("{path}/{}", finding["id"].as_str().unwrap());
    let etag = [("if-match", finding["etag"].as_str().unwrap())];
    let _ = caller.json("PATCH", &path, &etag, &body).await.expect(200);
}

async fn finding(caller: &Caller, scan: &Value, detector: &str) -> Value {
    let path = format!("/v1/scans/{}/findings?detector={detector}", id(scan));
    caller.get(&path).await.expect(200).json()["items"][0].clone()
}

fn pair(detector: &str, path: &str) -> (String, String) {
    (detector.to_owned(), path.to_owned())
}

#[tokio::test]
async fn a_scan_says_what_changed_since_the_one_before() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let first = scanned(&world, &tenant.key, &[("a.txt", IBAN), ("b.txt", BSN)]).await;
    assert_eq!(first.get("comparison"), None, "{first}");
    // The IBAN moved to another file and down, the BSN went, an address came.
    let moved = format!("\n\n{IBAN}");
    let second = scanned(&world, &tenant.key, &[("c.txt", EMAIL), ("d.txt", &moved)]).await;
    assert_eq!(second["series"], first["series"]);
    assert_eq!(second["comparison"]["with"], first["id"]);
    assert_eq!(counts(&second), [1, 1, 1], "{second}");
    assert_eq!(second["comparison"]["same_engine"], true);
    assert_eq!(second["comparison"]["complete"], true);
    let list = |list| listed(&tenant.key, &second, list);
    assert_eq!(list("new").await, [pair("email", "c.txt")]);
    assert_eq!(list("unchanged").await, [pair("iban", "d.txt")]);
    assert_eq!(list("fixed").await, [pair("nl-bsn", "b.txt")]);

    // The other way round, and with itself.
    let path = format!("/v1/scans/{}/comparison?with={}", id(&first), id(&second));
    let back = tenant.key.get(&path).await.expect(200).json();
    assert_eq!(
        (&back["counts"]["new"], &back["counts"]["fixed"]),
        (&json!(1), &json!(1))
    );
    let path = format!("/v1/scans/{0}/comparison?with={0}", id(&second));
    let itself = tenant.key.get(&path).await.expect(200).json();
    assert_eq!(itself["counts"]["unchanged"], 2, "{itself}");
    assert_eq!(itself["counts"]["new"], 0, "{itself}");

    // The reports say it; what was fixed only to who asks.
    let report = |query: &'static str| {
        let path = format!("/v1/scans/{}/report?{query}", id(&second));
        let key = &tenant.key;
        async move { key.get(&path).await.expect(200) }
    };
    let sarif = report("format=sarif").await.json();
    let states = |sarif: &Value| {
        let results = sarif["runs"][0]["results"].as_array().unwrap().iter();
        let mut states: Vec<_> = results.map(|it| it["baselineState"].to_string()).collect();
        states.sort();
        states
    };
    assert_eq!(states(&sarif), ["\"new\"", "\"unchanged\""]);
    let sarif = report("format=sarif&fixed=true").await.json();
    assert_eq!(states(&sarif), ["\"absent\"", "\"new\"", "\"unchanged\""]);
    let csv = report("format=csv&fixed=true").await.text();
    assert!(csv.lines().next().unwrap().ends_with(",baseline"), "{csv}");
    assert_eq!(
        csv.lines().filter(|line| line.ends_with(",absent")).count(),
        1,
        "{csv}"
    );

    // Deleted: the counts still stand, the findings are gone.
    let gone = tenant
        .admin
        .delete(&format!("/v1/scans/{}", id(&first)))
        .await;
    let _ = gone.expect(204);
    let path = format!("/v1/scans/{}/comparison", id(&second));
    tenant.key.get(&path).await.problem(404, "not_found");
    let sarif = report("format=sarif&fixed=true").await.json();
    assert_eq!(states(&sarif), ["null", "null"]);
}

#[tokio::test]
async fn a_caller_may_say_what_belongs_together() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let scan = async |name: &str, text: &str, series: Option<&str>| {
        let mut body = json!({ "name": name, "text": text });
        if let Some(series) = series {
            body["series"] = json!(series);
        }
        let scan = tenant.key.post("/v1/scans", &body).await.expect(202).json();
        world.ended(&tenant.key, id(&scan)).await
    };
    let first = scan("monday", IBAN, Some("letters")).await;
    let other = scan("monday", IBAN, None).await;
    assert_eq!(other.get("comparison"), None, "another series: {other}");
    let second = scan("tuesday", EMAIL, Some("letters")).await;
    assert_eq!(second["comparison"]["with"], first["id"], "{second}");
    assert_eq!(counts(&second), [1, 0, 1]);
}

#[tokio::test]
async fn what_people_decided_holds_for_the_same_finding_in_the_next_scan() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let first = scanned(
        &world,
        &tenant.key,
        &[("a.txt", &[IBAN, BSN, EMAIL].concat())],
    )
    .await;
    decide(&tenant.key, &first, "nl-bsn", "false_positive").await;
    decide(&tenant.key, &first, "iban", "confirmed").await;
    decide(&tenant.key, &first, "email", "fixed").await;
    let decided = finding(&tenant.key, &first, "nl-bsn").await;

    let text = ["\n", EMAIL, IBAN, BSN].concat();
    let second = scanned(&world, &tenant.key, &[("b.txt", &text)]).await;
    assert_eq!(counts(&second), [0, 3, 0], "{second}");
    let bsn = finding(&tenant.key, &second, "nl-bsn").await;
    for kept in ["state", "reason", "triaged_by", "triaged_at", "fingerprint"] {
        assert_eq!(bsn[kept], decided[kept], "{kept}");
    }
    assert_eq!(bsn["state"], "false_positive");
    let iban = finding(&tenant.key, &second, "iban").await;
    assert_eq!(iban["state"], "confirmed");
    let email = finding(&tenant.key, &second, "email").await;
    assert_eq!(email["state"], "open", "it is there again: {email}");
    // It counts for nothing either; the others do.
    let of = |severity: &str| second["findings"][severity].as_u64().unwrap();
    assert_eq!(of("critical"), 0, "{second}");
    assert_eq!(of("high") + of("medium") + of("low"), 2, "{second}");
    assert_eq!(second["findings_false_positive"], 1, "{second}");
    assert_eq!(second["findings_accepted"], 0, "{second}");
    // A false positive is no risk: what is left is an IBAN and an address.
    assert_eq!(first["risk"]["severity"], 4);
    assert_eq!(second["risk"]["severity"], 3, "{second}");
    assert_eq!(second["risk"]["left_out"], 1, "{second}");

    // And on to the one after it, which is answered from the second.
    let third = scanned(&world, &tenant.key, &[("b.txt", &text)]).await;
    assert_eq!(third["reused_from"], second["id"], "{third}");
    let bsn = finding(&tenant.key, &third, "nl-bsn").await;
    assert_eq!(bsn["reason"], decided["reason"]);
    for same in ["risk", "findings", "findings_false_positive"] {
        assert_eq!(third[same], second[same], "{same}");
    }
}

#[tokio::test]
async fn what_may_stay_is_counted_as_that_from_the_next_scan_on() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let first = scanned(&world, &tenant.key, &[("a.txt", BSN)]).await;
    assert_eq!(first["findings"]["critical"], 1, "{first}");
    decide(&tenant.key, &first, "nl-bsn", "accepted").await;
    let moved = format!("\n{BSN}");
    let second = scanned(&world, &tenant.key, &[("a.txt", &moved)]).await;
    let found = ["critical", "high", "medium", "low"].map(|it| &second["findings"][it]);
    assert_eq!(found, [0; 4], "{second}");
    assert_eq!(second["findings_accepted"], 1, "{second}");
    assert_eq!(second["findings_false_positive"], 0, "{second}");
    assert_eq!(second["risk"]["score"], 0, "{second}");
    let path = format!("/v1/scans/{}/report?format=html", id(&second));
    let page = tenant.key.get(&path).await.expect(200).text();
    assert!(page.contains("found nothing that needs attention"));
    assert!(!page.contains("decided about since"), "it was before");

    // What is decided after the end stands in the report, and counts from the scan after it.
    let path = format!("/v1/scans/{}/report?format=html", id(&first));
    let page = tenant.key.get(&path).await.expect(200).text();
    assert!(page.contains("1 of them have been decided about since"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_end_that_breaks_off_comes_to_the_same() {
    let files: Vec<(String, String)> = (0..60)
        .map(|n| {
            (
                format!("{n}.txt"),
                format!("Mail a{n}.jansen@bakkerijvries.nl.\n"),
            )
        })
        .collect();
    let some = |from: usize, to: usize| -> Vec<(&str, &str)> {
        let files = files[from..to].iter();
        files.map(|(path, text)| (&**path, &**text)).collect()
    };
    let folder = tempfile::tempdir().unwrap();
    let data = || Data::Folder(folder.path().join("data"));
    let clock = Clock::away_from_month_end();
    let world = World::open(data(), clock.clone()).await;
    let tenant = world.tenant("Waterland").await;
    let key = tenant.key.credential().unwrap().to_owned();
    let first = scanned(&world, &tenant.key, &some(0, 40)).await;
    let of_first = world.findings(&tenant.key, id(&first)).await;
    let in_both = |it: &&Value| it["location"]["path"] == "25.txt";
    let still_there = of_first.iter().find(in_both).unwrap();
    let path = format!(
        "/v1/scans/{}/findings/{}",
        id(&first),
        still_there["id"].as_str().unwrap()
    );
    let body = json!({ "state": "accepted", "reason": "published" });
    let etag = [("if-match", still_there["etag"].as_str().unwrap())];
    let patched = tenant.key.json("PATCH", &path, &etag, &body).await;
    let _ = patched.expect(200);
    let decided = still_there["fingerprint"].clone();

    // The table does not take the end, try after try; then the process is killed.
    let faults = world.platform().aws().faults();
    let content = tar_gz(
        &some(20, 60)
            .iter()
            .map(|(path, text)| (*path, text.as_bytes()))
            .collect::<Vec<_>>(),
    );
    let upload = world.upload(&tenant.key, "shop.tar.gz", &content).await;
    let body = json!({ "upload": upload });
    let scan = tenant.key.post("/v1/scans", &body).await.expect(202).json();
    let end = Some("TransactWriteItems");
    faults.fail(Service::DynamoDb, end, 1_000_000, Fault::Error500);
    world.idle().await;
    let path = format!("/v1/scans/{}", id(&scan));
    let running = tenant.key.get(&path).await.expect(200).json();
    assert_eq!(running["state"], "running", "{running}");
    world.kill().await;

    let world = World::open(data(), clock).await;
    let caller = world.anybody().with(&key);
    world.pass(SignedDuration::from_secs(61)).await;
    let ended = world.ended(&caller, id(&scan)).await;
    assert_eq!(ended["state"], "completed", "{ended}");
    let [new, unchanged, fixed] = counts(&ended);
    assert_eq!(new + unchanged, 40);
    assert_eq!((fixed + unchanged, new), (40, 20));
    let path = format!("/v1/scans/{}/findings?state=accepted", id(&scan));
    let accepted = caller.get(&path).await.expect(200).json();
    let accepted = accepted["items"].as_array().unwrap();
    let gone = listed(&caller, &ended, "fixed").await.len() as u64;
    assert_eq!(gone, fixed);
    // The decided one is there with its decision, and is counted as that once, whatever the number of tries.
    assert_eq!(accepted.len(), 1, "{accepted:?}");
    assert_eq!(accepted[0]["fingerprint"], decided);
    assert_eq!(ended["findings_accepted"], 1, "{ended}");
    let counts = ended["findings"].as_object().unwrap().values();
    let counted: u64 = counts.map(|it| it.as_u64().unwrap()).sum();
    assert_eq!(counted, 39, "{ended}");
    let risk = caller.get("/v1/risk").await.expect(200).json();
    assert_eq!(risk["current"]["score"], ended["risk"]["score"], "{risk}");
    assert_eq!(risk["series"].as_array().unwrap().len(), 1);
}
