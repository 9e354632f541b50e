//! The same content again: within a day it is answered from the last result, and says so.

use jiff::SignedDuration;
use local::aws::{Fault, Service};
use platform_tests::{Caller, World};
use serde_json::Value;

use crate::content::{LETTER, bsn_lines, tar_gz};

async fn scanned(world: &World, caller: &Caller, text: &str) -> Value {
    let scan = world.scan_text(caller, text).await;
    let ended = world.ended(caller, &scan).await;
    assert_eq!(ended["state"], "completed", "{ended}");
    ended
}

/// What findings say, apart from which they are.
async fn told(world: &World, caller: &Caller, scan: &Value) -> Vec<Value> {
    let mut findings = world.findings(caller, scan["id"].as_str().unwrap()).await;
    for finding in &mut findings {
        finding.as_object_mut().unwrap().remove("id");
    }
    findings.sort_by_key(Value::to_string);
    findings
}

/// The same without what people made of it.
fn found(mut findings: Vec<Value>) -> Vec<Value> {
    for finding in &mut findings {
        let finding = finding.as_object_mut().unwrap();
        for decision in ["state", "reason", "triaged_by", "triaged_at", "etag"] {
            finding.remove(decision);
        }
    }
    findings.sort_by_key(Value::to_string);
    findings
}

#[tokio::test]
async fn the_same_content_has_the_same_findings_without_being_scanned_again() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let first = scanned(&world, &tenant.key, LETTER).await;
    let findings = told(&world, &tenant.key, &first).await;
    assert_eq!(first.get("reused_from"), None, "{first}");
    // What people make of a finding holds for the next scan, and changes nothing that was found.
    let id = first["id"].as_str().unwrap();
    let worst = &world.findings(&tenant.key, id).await[0];
    let path = format!("/v1/scans/{id}/findings/{}", worst["id"].as_str().unwrap());
    let body = serde_json::json!({ "state": "false_positive", "reason": "a test" });
    let etag = [("if-match", worst["etag"].as_str().unwrap())];
    let triaged = tenant.key.json("PATCH", &path, &etag, &body).await;
    let _ = triaged.expect(200);

    let again = scanned(&world, &tenant.key, LETTER).await;
    assert_eq!(again["reused_from"], first["id"], "{again}");
    for same in ["progress", "findings_dropped", "engine_version"] {
        assert_eq!(again[same], first[same], "{same}");
    }
    // What was decided of the worst is counted apart.
    let worst = worst["severity"].as_str().unwrap();
    let mut left = first["findings"].clone();
    left[worst] = (left[worst].as_u64().unwrap() - 1).into();
    assert_eq!(again["findings"], left, "{again}");
    assert_eq!(again["findings_false_positive"], 1, "{again}");
    let same = told(&world, &tenant.key, &again).await;
    let decided = |finding: &&Value| finding["state"] == "false_positive";
    assert_eq!(same.iter().filter(decided).count(), 1, "{same:?}");
    assert_eq!(found(same), found(findings));
    // A scan is a scan; what was not read is not counted.
    assert_eq!(world.used(&tenant.key, "scans").await, 2);
    assert_eq!(world.used(&tenant.key, "documents").await, 1);

    // A third leads to the first as well, not to a copy of a copy that may be deleted.
    let third = scanned(&world, &tenant.key, LETTER).await;
    assert_eq!(third["reused_from"], first["id"], "{third}");
}

#[tokio::test]
async fn what_is_not_the_same_is_scanned() {
    let world = World::start().await;
    let (tenant, other) = (world.tenant("Waterland").await, world.tenant("Other").await);
    let first = scanned(&world, &tenant.key, LETTER).await;
    let differs = scanned(&world, &tenant.key, &format!("{LETTER} ")).await;
    assert_eq!(differs.get("reused_from"), None, "another content");
    let theirs = scanned(&world, &other.key, LETTER).await;
    assert_eq!(theirs.get("reused_from"), None, "another tenant");
    let letter = LETTER.as_bytes();
    let file = world.scan_file(&tenant.key, "brief.txt", letter).await;
    assert_eq!(file.get("reused_from"), None, "under a name");
    let same = world.scan_file(&tenant.key, "brief.txt", letter).await;
    assert_eq!(same["reused_from"], file["id"], "under the same name");

    // Deleted: there is nothing to answer from.
    let path = format!("/v1/scans/{}", first["id"].as_str().unwrap());
    let _ = tenant.admin.delete(&path).await.expect(204);
    let anew = scanned(&world, &tenant.key, LETTER).await;
    assert_eq!(anew.get("reused_from"), None, "{anew}");
    assert_eq!(anew["findings"], first["findings"]);
}

#[tokio::test]
async fn a_day_later_it_is_scanned_again() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let first = scanned(&world, &tenant.key, LETTER).await;
    world.pass(SignedDuration::from_hours(23)).await;
    let soon = scanned(&world, &tenant.key, LETTER).await;
    assert_eq!(soon["reused_from"], first["id"]);
    world.pass(SignedDuration::from_mins(61)).await;
    let late = scanned(&world, &tenant.key, LETTER).await;
    assert_eq!(late.get("reused_from"), None, "{late}");
    let after = scanned(&world, &tenant.key, LETTER).await;
    assert_eq!(after["reused_from"], late["id"], "{after}");
}

#[tokio::test]
async fn copying_that_breaks_off_ends_with_each_finding_once() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let folder = tar_gz(&[("a.txt", bsn_lines(700).as_bytes())]);
    let first = world.scan_file(&tenant.key, "a.tar.gz", &folder).await;
    let found = told(&world, &tenant.key, &first).await.len();
    let faults = world.platform().aws().faults();
    for (deleted, row) in [(false, "it still stands"), (true, "it was deleted since")] {
        // The SDK makes three tries; the third of the worker's batches is not written.
        faults.clear();
        let write = Some("BatchWriteItem");
        faults.fail(Service::DynamoDb, write, 3, Fault::Error500);
        let upload = world.upload(&tenant.key, "a.tar.gz", &folder).await;
        let body = serde_json::json!({ "upload": upload });
        let scan = tenant.key.post("/v1/scans", &body).await.expect(202).json();
        let id = scan["id"].as_str().unwrap();
        world.idle().await;
        if deleted {
            let path = format!("/v1/scans/{}", first["id"].as_str().unwrap());
            let _ = tenant.admin.delete(&path).await.expect(204);
        }
        world.pass(SignedDuration::from_secs(31)).await;
        let ended = world.ended(&tenant.key, id).await;
        assert_eq!(ended["state"], "completed", "{row}: {ended}");
        assert_eq!(ended["findings"], first["findings"], "{row}");
        assert_eq!(
            ended.get("reused_from").is_none(),
            deleted,
            "{row}: {ended}"
        );
        assert_eq!(
            told(&world, &tenant.key, &ended).await.len(),
            found,
            "{row}"
        );
    }
}
