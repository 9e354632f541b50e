//! From content to findings, and what people do with them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use domain::Clock;
use local::Data;
use local::aws::{Fault, Service};
use platform_tests::{Caller, World};
use serde_json::{Value, json};

use crate::content::{LETTER, bsn_lines, large_folder, tar_gz, zip};
use crate::folder::files;

fn text(value: &Value, field: &str) -> String {
    value[field]
        .as_str()
        .unwrap_or_else(|| panic!("no {field} in {value}"))
        .to_owned()
}

/// Every item of a list, page by page; the pages have this many at most.
async fn all(caller: &Caller, path: &str, limit: usize) -> Vec<Value> {
    let mut items = Vec::new();
    let mut page = format!("{path}limit={limit}");
    loop {
        let answer = caller.get(&page).await.expect(200).json();
        let found = answer["items"].as_array().unwrap();
        assert!(found.len() <= limit, "{} on a page of {limit}", found.len());
        items.extend(found.iter().cloned());
        let Some(cursor) = answer["next_cursor"].as_str() else {
            return items;
        };
        page = format!("{path}limit={limit}&cursor={cursor}");
    }
}

/// Whether a filter passes a finding.
type Keeps = Box<dyn Fn(&Value) -> bool>;

fn ids(items: &[Value]) -> Vec<String> {
    items.iter().map(|item| text(item, "id")).collect()
}

#[tokio::test]
async fn a_text_becomes_masked_findings_and_nothing_is_kept_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = Data::Folder(folder.path().join("data"));
    let world = World::open(data, Clock::away_from_month_end()).await;
    let tenant = world.tenant("Waterland").await;
    let body = json!({ "name": "a letter", "text": LETTER });
    let accepted = tenant.key.post("/v1/scans", &body).await.expect(202);
    let scan = accepted.json();
    let id = text(&scan, "id");
    assert_eq!(
        accepted.header("location"),
        Some(&*format!("/v1/scans/{id}"))
    );
    assert_eq!(accepted.header("retry-after"), Some("1"));
    assert_eq!(
        (&scan["state"], &scan["name"]),
        (&json!("queued"), &json!("a letter"))
    );
    let source = json!({ "kind": "text", "bytes": LETTER.len() });
    assert_eq!(scan["source"], source);

    let ended = world.ended(&tenant.key, &id).await;
    assert_eq!(ended["state"], "completed", "{ended}");
    assert_eq!(
        ended["progress"],
        json!({ "documents": 1, "bytes": LETTER.len() })
    );
    assert!(
        ended["risk"]["score"]
            .as_u64()
            .is_some_and(|score| (1..=100).contains(&score))
    );
    assert!(
        ended["started_at"].is_string() && ended["finished_at"].is_string(),
        "{ended}"
    );
    assert_eq!(ended["failure"], Value::Null);

    let findings = world.findings(&tenant.key, &id).await;
    let found: BTreeSet<_> = findings
        .iter()
        .map(|finding| text(finding, "detector"))
        .collect();
    for detector in ["nl-bsn", "email", "iban"] {
        assert!(found.contains(detector), "{detector} among {found:?}");
    }
    let bsn = findings
        .iter()
        .find(|finding| finding["detector"] == "nl-bsn")
        .unwrap();
    assert_eq!(
        bsn["location"],
        json!({ "path": "", "line": 2, "column": 12, "end_line": 2, "end_column": 21 })
    );
    assert_eq!(bsn["state"], "open");
    let counts = ended["findings"]
        .as_object()
        .unwrap()
        .values()
        .map(|n| n.as_u64().unwrap());
    assert_eq!(counts.sum::<u64>(), findings.len() as u64);
    for value in ["231457005", "jan@bakkerijvries.nl", "NL36INGB0003445588"] {
        assert!(
            !json!(findings).to_string().contains(value),
            "{value} in {findings:?}"
        );
    }
    // What the emulated bucket remembers of an object that is gone begins with a dot.
    let kept = files(&folder.path().join("data/buckets")).into_iter();
    let kept = kept.filter(|path| {
        !path
            .file_name()
            .unwrap()
            .as_encoded_bytes()
            .starts_with(b".")
    });
    assert_eq!(kept.collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn folders_become_findings_with_their_paths_however_they_are_packed() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let entries: &[(&str, &[u8])] = &[
        ("src/a.py", LETTER.as_bytes()),
        ("leeg.txt", b""),
        ("logo.png", b"\x89PNG\x00\x00"),
    ];
    for (name, content) in [("web.tar.gz", tar_gz(entries)), ("web.zip", zip(entries))] {
        let ended = world.scan_file(&tenant.key, name, &content).await;
        assert_eq!(ended["state"], "completed", "{name}: {ended}");
        let source = json!({ "kind": "upload", "file_name": name, "bytes": content.len() });
        assert_eq!(ended["source"], source);
        assert_eq!(ended["name"], name);
        assert_eq!(ended["progress"]["documents"], 3, "{name}: {ended}");
        let findings = world.findings(&tenant.key, &text(&ended, "id")).await;
        assert!(findings.len() >= 3, "{findings:?}");
        for finding in &findings {
            assert_eq!(finding["location"]["path"], "src/a.py", "{name}: {finding}");
        }
    }
    // The same values, so the same fingerprints.
    let scans = tenant.key.get("/v1/scans").await.expect(200).json();
    let mut fingerprints = Vec::new();
    for scan in scans["items"].as_array().unwrap() {
        let findings = world.findings(&tenant.key, &text(scan, "id")).await;
        let set: BTreeSet<_> = findings.iter().map(|it| text(it, "fingerprint")).collect();
        fingerprints.push(set);
    }
    assert_eq!(fingerprints[0], fingerprints[1]);
}

#[tokio::test]
async fn filters_part_the_findings_and_pages_join_to_the_whole() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let many = bsn_lines(30);
    let content = tar_gz(&[
        ("a/brief.txt", LETTER.as_bytes()),
        ("a/many.txt", many.as_bytes()),
        ("b/brief.txt", LETTER.as_bytes()),
        ("b/login.py", b"password = \"Zr7!kQ2vLp9x\"\n"),
    ]);
    let scan = world.scan_file(&tenant.key, "web.tar.gz", &content).await;
    let list = format!("/v1/scans/{}/findings?", text(&scan, "id"));
    let whole = world.findings(&tenant.key, &text(&scan, "id")).await;
    assert!(whole.len() > 35, "{}", whole.len());
    let rank = |finding: &Value| {
        ["critical", "high", "medium", "low"]
            .iter()
            .position(|it| finding["severity"] == *it)
    };
    assert!(
        whole.windows(2).all(|two| rank(&two[0]) <= rank(&two[1])),
        "the worst first"
    );

    for limit in [1, 7, 100, 500] {
        world.next_minute().await;
        assert_eq!(
            ids(&all(&tenant.key, &list, limit).await),
            ids(&whole),
            "pages of {limit}"
        );
    }
    world.next_minute().await;
    let severities = ["critical", "high", "medium", "low"];
    let detectors: BTreeSet<_> = whole.iter().map(|it| text(it, "detector")).collect();
    let mut filters: Vec<(String, Keeps)> = Vec::new();
    for severity in severities {
        let keeps = move |it: &Value| it["severity"] == severity;
        filters.push((format!("severity={severity}&"), Box::new(keeps)));
    }
    for detector in detectors {
        let name = detector.clone();
        let keeps = move |it: &Value| it["detector"] == *name;
        filters.push((format!("detector={detector}&"), Box::new(keeps)));
    }
    for path in ["a/", "b/brief.txt", "c"] {
        let keeps = move |it: &Value| text(&it["location"], "path").starts_with(path);
        filters.push((format!("path={path}&"), Box::new(keeps)));
    }
    let both =
        |it: &Value| it["detector"] == "nl-bsn" && text(&it["location"], "path") == "a/many.txt";
    filters.push(("detector=nl-bsn&path=a/many&".to_owned(), Box::new(both)));
    filters.push(("state=open&".to_owned(), Box::new(|_| true)));
    filters.push(("state=fixed&".to_owned(), Box::new(|_| false)));
    for (filter, keeps) in filters {
        let wanted: Vec<Value> = whole.iter().filter(|it| keeps(it)).cloned().collect();
        let seen = all(&tenant.key, &format!("{list}{filter}"), 20).await;
        assert_eq!(ids(&seen), ids(&wanted), "{filter}");
    }
}

#[tokio::test]
async fn a_finding_is_decided_with_a_reason_from_the_version_that_was_read() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let scan = world.scan_text(&tenant.key, LETTER).await;
    world.ended(&tenant.key, &scan).await;
    let findings = world.findings(&tenant.key, &scan).await;
    let path = format!("/v1/scans/{scan}/findings/{}", text(&findings[0], "id"));
    let read = tenant.key.get(&path).await.expect(200);
    assert_eq!(read.json(), findings[0]);
    let etag = read.header("etag").unwrap().to_owned();
    assert_eq!(read.json()["etag"], json!(etag));
    let decide = async |headers: &[(&str, &str)], body: Value| {
        tenant.key.json("PATCH", &path, headers, &body).await
    };
    let good = json!({ "state": "false_positive", "reason": "A test value." });

    decide(&[], good.clone())
        .await
        .problem(428, "precondition_required");
    decide(&[("if-match", "\"9\"")], good.clone())
        .await
        .problem(412, "version_conflict");
    for (field, body) in [
        ("reason", json!({ "state": "fixed", "reason": "" })),
        ("reason", json!({ "state": "fixed", "reason": "  \n " })),
        (
            "reason",
            json!({ "state": "fixed", "reason": "x".repeat(1_001) }),
        ),
        ("body", json!({ "state": "fixed" })),
        ("state", json!({ "state": "gone", "reason": "x" })),
        (
            "evidence",
            json!({ "state": "fixed", "reason": "x", "evidence": "x" }),
        ),
    ] {
        let problem = decide(&[("if-match", &etag)], body)
            .await
            .problem(400, "field_invalid");
        assert_eq!(problem["errors"][0]["field"], field, "{problem}");
    }
    assert_eq!(tenant.key.get(&path).await.expect(200).text(), read.text());

    let decided = decide(&[("if-match", &etag)], good.clone())
        .await
        .expect(200);
    let seen = decided.json();
    assert_eq!(
        (&seen["state"], &seen["reason"]),
        (&good["state"], &good["reason"])
    );
    assert_eq!(seen["triaged_by"], json!(tenant.key_id));
    assert!(seen["triaged_at"].is_string());
    decide(&[("if-match", &etag)], good)
        .await
        .problem(412, "version_conflict");
    assert_eq!(tenant.key.get(&path).await.expect(200).json(), seen);
    let list = format!("/v1/scans/{scan}/findings?");
    let of = async |state: &str| ids(&all(&tenant.key, &format!("{list}state={state}&"), 50).await);
    assert_eq!(of("false_positive").await, [text(&findings[0], "id")]);
    assert_eq!(of("open").await.len(), findings.len() - 1);

    // SARIF calls it suppressed, with the reason.
    let report = format!("/v1/scans/{scan}/report?format=sarif");
    let report = tenant.key.get(&report).await.expect(200).json();
    let results = report["runs"][0]["results"].as_array().unwrap();
    let suppressed: Vec<_> = results
        .iter()
        .filter(|it| {
            it["suppressions"]
                .as_array()
                .is_some_and(|all| !all.is_empty())
        })
        .collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(
        suppressed[0]["suppressions"][0]["justification"],
        "A test value."
    );
}

#[tokio::test]
async fn a_report_tells_every_finding_in_every_format() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let formula = "=cmd|' /C calc'!A1.txt";
    let content = tar_gz(&[
        ("a b/brief é.txt", LETTER.as_bytes()),
        (formula, LETTER.as_bytes()),
        ("many.txt", bsn_lines(700).as_bytes()),
    ]);
    let scan = world.scan_file(&tenant.key, "web.tar.gz", &content).await;
    let id = text(&scan, "id");
    let findings = all(&tenant.key, &format!("/v1/scans/{id}/findings?"), 500).await;
    assert!(findings.len() > 700, "{}", findings.len());
    let report = async |format: &str| {
        let path = format!("/v1/scans/{id}/report{format}");
        tenant.key.get(&path).await.expect(200)
    };

    let json = report("?format=json").await;
    assert_eq!(json.header("content-type"), Some("application/json"));
    assert_eq!(json.json(), json!({ "scan": scan, "findings": findings }));
    assert_eq!(report("").await.text(), json.text());

    let sarif = report("?format=sarif").await;
    assert_eq!(sarif.header("content-type"), Some("application/sarif+json"));
    let log: serde_sarif::sarif::Sarif = serde_json::from_slice(&sarif.body).unwrap();
    assert_eq!(sarif.json()["version"], "2.1.0");
    let results = log.runs[0].results.as_ref().unwrap();
    assert_eq!(results.len(), findings.len());
    let rules = sarif.json()["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .len();
    for result in results {
        let rule = usize::try_from(result.rule_index.unwrap()).unwrap();
        assert!(rule < rules, "{rule} of {rules}");
    }

    let csv = report("?format=csv").await;
    assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
    let disposition = csv.header("content-disposition").unwrap();
    assert!(disposition.contains(&format!("{id}.csv")), "{disposition}");
    let mut reader = csv::Reader::from_reader(&*csv.body);
    assert_eq!(reader.headers().unwrap().get(0), Some("severity"));
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), findings.len());
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with('='), "a spreadsheet would run {cell}");
    }

    let path = format!("/v1/scans/{id}/report?format=docx");
    let problem = tenant.key.get(&path).await.problem(400, "field_invalid");
    assert_eq!(problem["errors"][0]["field"], "format", "{problem}");
}

#[tokio::test]
async fn scans_are_listed_the_newest_first_page_by_page_and_by_state() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let mut wanted = Vec::new();
    for _ in 0..4 {
        let id = world.scan_text(&tenant.key, LETTER).await;
        world.ended(&tenant.key, &id).await;
        wanted.insert(0, id);
    }
    assert_eq!(ids(&all(&tenant.key, "/v1/scans?", 100).await), wanted);
    assert_eq!(ids(&all(&tenant.key, "/v1/scans?", 3).await), wanted);
    assert_eq!(
        ids(&all(&tenant.key, "/v1/scans?state=completed&", 3).await),
        wanted
    );
    for state in ["queued", "running", "failed", "cancelled"] {
        let path = format!("/v1/scans?state={state}&");
        assert_eq!(
            ids(&all(&tenant.key, &path, 3).await),
            Vec::<String>::new(),
            "{state}"
        );
    }
}

#[tokio::test]
async fn a_deleted_scan_is_gone_with_its_findings_and_stays_counted() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let kept = world.scan_text(&tenant.key, LETTER).await;
    let scan = world.scan_text(&tenant.key, &bsn_lines(120)).await;
    world.ended(&tenant.key, &kept).await;
    world.ended(&tenant.key, &scan).await;
    let finding = text(&world.findings(&tenant.key, &scan).await[0], "id");
    let _ = tenant
        .key
        .delete(&format!("/v1/scans/{scan}"))
        .await
        .expect(204);
    for rest in ["", "/findings", "/report", "/findings?severity=critical"] {
        tenant
            .key
            .get(&format!("/v1/scans/{scan}{rest}"))
            .await
            .problem(404, "not_found");
    }
    let path = format!("/v1/scans/{scan}/findings/{finding}");
    tenant.key.get(&path).await.problem(404, "not_found");
    tenant
        .key
        .delete(&format!("/v1/scans/{scan}"))
        .await
        .problem(404, "not_found");
    assert_eq!(ids(&all(&tenant.key, "/v1/scans?", 10).await), [&*kept]);
    assert!(!world.findings(&tenant.key, &kept).await.is_empty());
    assert_eq!(world.used(&tenant.key, "scans").await, 2);
}

#[tokio::test]
async fn a_scan_that_no_worker_began_is_cancelled_and_given_back() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    // No worker hears of anything.
    let faults = world.platform().aws().faults();
    faults.fail(
        Service::Sqs,
        Some("ReceiveMessage"),
        1_000_000,
        Fault::Error500,
    );
    let scan = world.scan_text(&tenant.key, LETTER).await;
    let path = format!("/v1/scans/{scan}");
    assert_eq!(
        tenant.key.get(&path).await.expect(200).json()["state"],
        "queued"
    );
    assert_eq!(world.used(&tenant.key, "scans").await, 1);
    let report = tenant.key.get(&format!("{path}/report")).await;
    assert!(report.header("retry-after").is_some());
    report.problem(409, "state_conflict");
    tenant
        .key
        .delete(&path)
        .await
        .problem(409, "state_conflict");

    let cancel = format!("{path}/cancellation");
    for _ in 0..2 {
        let answer = tenant
            .key
            .send("POST", &cancel, &[], Vec::new())
            .await
            .expect(202);
        assert_eq!(answer.json()["state"], "cancelled");
        assert_eq!(world.used(&tenant.key, "scans").await, 0);
    }
    // The worker that hears of it at last leaves it alone.
    faults.clear();
    world.idle().await;
    let seen = tenant.key.get(&path).await.expect(200).json();
    assert_eq!(seen["state"], "cancelled");
    assert_eq!(world.used(&tenant.key, "scans").await, 0);
    assert_eq!(world.used(&tenant.key, "documents").await, 0);
    assert!(world.findings(&tenant.key, &scan).await.is_empty());
    let _ = tenant.key.delete(&path).await.expect(204);
}

#[tokio::test]
async fn a_scan_that_has_ended_is_not_cancelled() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let scan = world.scan_text(&tenant.key, LETTER).await;
    let ended = world.ended(&tenant.key, &scan).await;
    let path = format!("/v1/scans/{scan}/cancellation");
    let answer = tenant.key.send("POST", &path, &[], Vec::new()).await;
    answer.problem(409, "state_conflict");
    let seen = tenant
        .key
        .get(&format!("/v1/scans/{scan}"))
        .await
        .expect(200)
        .json();
    assert_eq!(seen, ended);
    assert_eq!(world.used(&tenant.key, "scans").await, 1);
}

#[tokio::test]
async fn a_running_scan_that_is_cancelled_and_deleted_leaves_nothing_behind() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let upload = world
        .upload(&tenant.key, "web.tar.gz", &large_folder(400, 15))
        .await;
    let scan = tenant
        .key
        .post("/v1/scans", &json!({ "upload": upload }))
        .await
        .expect(202);
    let path = format!("/v1/scans/{}", text(&scan.json(), "id"));
    running(&world, &tenant.key, &path).await;
    let cancelled = tenant
        .key
        .send("POST", &format!("{path}/cancellation"), &[], vec![])
        .await;
    assert_eq!(cancelled.expect(202).json()["state"], "cancelled");
    let _ = tenant.key.delete(&path).await.expect(204);
    world.idle().await;
    world.next_minute().await;
    for rest in ["", "/findings"] {
        tenant
            .key
            .get(&format!("{path}{rest}"))
            .await
            .problem(404, "not_found");
    }
    // A worker had begun it, so it stays counted; what it read is not billed.
    assert_eq!(world.used(&tenant.key, "scans").await, 1);
    assert_eq!(world.used(&tenant.key, "documents").await, 0);
}

/// Looks until a worker has written down that it is at it.
async fn running(world: &World, caller: &Caller, path: &str) {
    for look in 1.. {
        let scan = caller.get(path).await.expect(200).json();
        assert!(
            ["queued", "running"].contains(&&*text(&scan, "state")),
            "too fast: {scan}"
        );
        if scan["progress"]["documents"].as_u64() > Some(0) {
            return;
        }
        if look % 80 == 0 {
            // What is left of the minute's requests is needed for the rest of the test.
            world
                .platform()
                .move_clock(jiff::SignedDuration::from_mins(1))
                .await;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_report_that_is_too_large_for_an_answer_is_fetched_from_its_place() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let scan = world
        .scan_file(&tenant.key, "web.tar.gz", &large_folder(500, 20))
        .await;
    assert_eq!(scan["findings"]["critical"], 10_000, "{scan}");
    let path = format!("/v1/scans/{}/report?format=json", text(&scan, "id"));
    let answer = tenant.key.get(&path).await.expect(303);
    let place = answer.header("location").unwrap();
    let report = world.anybody().get(place).await.expect(200);
    assert_eq!(report.header("content-type"), Some("application/json"));
    let report = report.json();
    assert_eq!(report["scan"], scan);
    let findings = report["findings"].as_array().unwrap();
    let ids: BTreeSet<_> = ids(findings).into_iter().collect();
    assert_eq!((findings.len(), ids.len()), (10_000, 10_000));
    // The address reads that report and nothing else.
    let other = place.replace(".json", ".csv");
    let refused = world.anybody().get(&other).await;
    assert!((400..500).contains(&refused.status), "{}", refused.status);
    // A table of the same is shorter.
    let path = path.replace("json", "csv");
    assert!([200, 303].contains(&tenant.key.get(&path).await.status));
}

#[tokio::test]
async fn a_deleted_scan_leaves_no_report_behind() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let world = World::open(Data::Folder(data.clone()), Clock::away_from_month_end()).await;
    let tenant = world.tenant("Waterland").await;
    // Few findings make a large report when each names a long path.
    let names: Vec<_> = (0..7)
        .map(|n| format!("{n}{}.txt", "a".repeat(1_000)))
        .collect();
    let lines = bsn_lines(480);
    let entries = names.iter().map(|name| (name.as_str(), lines.as_bytes()));
    let content = zip(&entries.collect::<Vec<_>>());
    let scan = world.scan_file(&tenant.key, "web.zip", &content).await;
    let path = format!("/v1/scans/{}", text(&scan, "id"));
    let report = tenant.key.get(&format!("{path}/report")).await.expect(303);
    let place = report.header("location").unwrap();
    let _ = world.anybody().get(place).await.expect(200);
    let objects = || {
        let kept = files(&data.join("buckets")).into_iter();
        let of_platform = kept.filter(|path| {
            let name = path.file_name().unwrap();
            !name.as_encoded_bytes().starts_with(b".")
        });
        of_platform.collect::<Vec<_>>()
    };
    let [object] = &*objects() else {
        panic!("{:?}", objects());
    };
    // The same in other formats is shorter; a larger scan would have put it there.
    for extension in ["sarif", "csv"] {
        std::fs::copy(object, object.with_extension(extension)).unwrap();
    }

    // As long as one can't be removed, the scan can be deleted again.
    let faults = world.platform().aws().faults();
    faults.fail(Service::S3, Some("DeleteObject"), 3, Fault::Error500);
    tenant.key.delete(&path).await.problem(503, "unavailable");
    let _ = tenant.key.delete(&path).await.expect(204);
    assert_eq!(objects(), Vec::<PathBuf>::new());
    let gone = world.anybody().get(place).await;
    assert_eq!(gone.status, 404, "{}", gone.text());
}

#[tokio::test]
async fn of_very_many_findings_there_is_room_for_the_worst() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let addresses = |file: u32| -> String {
        let lines = (0..1_000).map(|line| format!("mail k{file}x{line}@bakkerijvries.nl\n"));
        lines.collect()
    };
    let mut files: Vec<_> = (0..19)
        .map(|file| (format!("{file:02}.txt"), addresses(file)))
        .collect();
    files.push(("zz.txt".to_owned(), bsn_lines(1)));
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (&**path, text.as_bytes()))
        .collect();
    let scan = world
        .scan_file(&tenant.key, "many.tar.gz", &tar_gz(&files))
        .await;
    assert_eq!(scan["findings"]["critical"], 1, "{scan}");
    let dropped = scan["findings_dropped"].as_u64().unwrap();
    assert!(dropped >= 1_000, "{scan}");
    // The worst are listed first.
    let path = format!("/v1/scans/{}/findings?limit=1", text(&scan, "id"));
    let worst = tenant.key.get(&path).await.expect(200).json()["items"][0].clone();
    assert_eq!(worst["location"]["path"], "zz.txt", "{worst}");
    assert_eq!(worst["severity"], "critical", "{worst}");
    let path = format!("/v1/scans/{}/report?format=sarif", text(&scan, "id"));
    let report = tenant.key.get(&path).await;
    let report = match report.header("location") {
        Some(place) => world.anybody().get(place).await,
        None => report,
    };
    let run = report.expect(200).json()["runs"][0].clone();
    let counted: u64 = scan["findings"]
        .as_object()
        .unwrap()
        .values()
        .map(|count| count.as_u64().unwrap())
        .sum();
    let listed = run["results"].as_array().unwrap().len() as u64;
    assert_eq!(listed, counted - dropped);
    let told = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    let told = told.as_str().unwrap();
    assert!(
        told.starts_with(&format!("{dropped} further findings")),
        "{told}"
    );
}
