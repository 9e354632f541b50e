//! The process is killed in the middle of a scan, and another one finishes it.

use std::collections::BTreeMap;

use domain::Clock;
use jiff::SignedDuration;
use local::Data;
use local::aws::{Fault, QueueView, Service};
use platform_tests::{Caller, World};
use serde_json::{Value, json};

use crate::content::large_folder;

const FILES: usize = 400;
const FINDINGS_EACH: usize = 10;

/// Everything about findings that does not depend on which scan they belong to: where, what, and
/// how often.
type Findings = BTreeMap<(String, u64, String), usize>;

async fn findings(world: &World, caller: &Caller, scan: &str) -> Findings {
    let mut findings = Findings::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/v1/scans/{scan}/findings?limit=500{cursor}");
        let page = caller.get(&path).await.expect(200).json();
        for finding in page["items"].as_array().unwrap() {
            let location = &finding["location"];
            let place = (
                location["path"].as_str().unwrap().to_owned(),
                location["line"].as_u64().unwrap(),
                finding["detector"].as_str().unwrap().to_owned(),
            );
            *findings.entry(place).or_default() += 1;
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    world.next_minute().await;
    findings
}

async fn accepted(world: &World, caller: &Caller, content: &[u8]) -> String {
    let upload = world.upload(caller, "web.tar.gz", content).await;
    let body = json!({ "upload": upload });
    let scan = caller.post("/v1/scans", &body).await.expect(202).json();
    scan["id"].as_str().unwrap().to_owned()
}

/// What of a scan has to be the same however it came to its end.
fn outcome(scan: &Value) -> Value {
    json!({
        "state": scan["state"], "progress": scan["progress"], "findings": scan["findings"],
        "risk": scan["risk"], "dropped": scan["findings_dropped"], "failure": scan["failure"],
    })
}

async fn used(world: &World, caller: &Caller) -> Vec<u64> {
    let mut used = Vec::new();
    for meter in ["scans", "documents", "scanned_bytes"] {
        used.push(world.used(caller, meter).await);
    }
    used
}

/// Waits until at least so many documents are written down as done.
async fn until_documents(world: &World, caller: &Caller, scan: &str, documents: u64) {
    let path = format!("/v1/scans/{scan}");
    for look in 1.. {
        let seen = caller.get(&path).await.expect(200).json();
        let state = seen["state"].as_str().unwrap();
        assert!(
            ["queued", "running"].contains(&state),
            "it was too fast: {seen}"
        );
        if seen["progress"]["documents"].as_u64() >= Some(documents) {
            return;
        }
        if look % 80 == 0 {
            // A tenant has a hundred requests a minute.
            world
                .platform()
                .move_clock(SignedDuration::from_mins(1))
                .await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scan_that_is_killed_again_and_again_comes_to_the_same_end_as_one_that_is_not() {
    let content = large_folder(FILES, FINDINGS_EACH);
    let whole = World::start().await;
    let tenant = whole.tenant("Undisturbed").await;
    let scan = accepted(&whole, &tenant.key, &content).await;
    let wanted = whole.ended(&tenant.key, &scan).await;
    assert_eq!(wanted["state"], "completed", "{wanted}");
    assert_eq!(wanted["progress"]["documents"], FILES);
    let wanted_findings = findings(&whole, &tenant.key, &scan).await;
    assert_eq!(wanted_findings.len(), FILES * FINDINGS_EACH);
    let wanted_use = used(&whole, &tenant.key).await;

    let folder = tempfile::tempdir().unwrap();
    let data = || Data::Folder(folder.path().join("data"));
    let clock = Clock::away_from_month_end();
    let world = World::open(data(), clock.clone()).await;
    let tenant = world.tenant("Waterland").await;
    let key = tenant.key.credential().unwrap().to_owned();
    let scan = accepted(&world, &tenant.key, &content).await;
    // At once; after a little progress; and after more of it.
    world.kill().await;
    for documents in [20, 150] {
        let world = World::open(data(), clock.clone()).await;
        let caller = world.anybody().with(&key);
        // The killed worker's claim lapses.
        world
            .platform()
            .move_clock(SignedDuration::from_secs(31))
            .await;
        until_documents(&world, &caller, &scan, documents).await;
        world.kill().await;
    }

    let world = World::open(data(), clock).await;
    let caller = world.anybody().with(&key);
    for _ in 0..3 {
        world.pass(SignedDuration::from_secs(31)).await;
    }
    let ended = caller
        .get(&format!("/v1/scans/{scan}"))
        .await
        .expect(200)
        .json();
    assert_eq!(outcome(&ended), outcome(&wanted));
    assert_eq!(findings(&world, &caller, &scan).await, wanted_findings);
    assert_eq!(used(&world, &caller).await, wanted_use);
    for queue in world.platform().aws().queues() {
        assert_eq!(queue.messages, [], "{}", queue.name);
    }
}

/// A platform whose worker was killed in the middle of a scan's last try.
struct KilledInTheLastTry {
    world: World,
    caller: Caller,
    scan: String,
    _folder: tempfile::TempDir,
}

impl KilledInTheLastTry {
    /// The tries before the last either fail or are killed too.
    async fn new(killed_each_time: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = || Data::Folder(folder.path().join("data"));
        let clock = Clock::away_from_month_end();
        let mut world = World::open(data(), clock.clone()).await;
        let tenant = world.tenant("Waterland").await;
        let key = tenant.key.credential().unwrap().to_owned();
        let faults = world.platform().aws().faults();
        if !killed_each_time {
            // Four tries, of which the SDK makes three each.
            faults.fail(Service::S3, Some("GetObject"), 12, Fault::Error500);
        }
        let scan = accepted(&world, &tenant.key, &large_folder(FILES, FINDINGS_EACH)).await;
        if !killed_each_time {
            for seconds in [1, 2, 8, 32] {
                world.pass(SignedDuration::from_secs(seconds)).await;
            }
            world
                .platform()
                .move_clock(SignedDuration::from_secs(128))
                .await;
        }
        let kills: &[u64] = if killed_each_time {
            &[10, 30, 60, 90, 120]
        } else {
            &[10]
        };
        for documents in kills {
            let caller = world.anybody().with(&key);
            until_documents(&world, &caller, &scan, *documents).await;
            world.kill().await;
            world = World::open(data(), clock.clone()).await;
            // The message shows again, and the claim has lapsed.
            if documents != kills.last().unwrap() {
                let platform = world.platform();
                platform.move_clock(SignedDuration::from_secs(61)).await;
            }
        }
        Self {
            caller: world.anybody().with(&key),
            world,
            scan,
            _folder: folder,
        }
    }

    /// Lets the message show again, and everything come of it.
    async fn pass(&self) {
        for _ in 0..3 {
            self.world.pass(SignedDuration::from_secs(61)).await;
        }
    }

    fn queue(&self, name: &str) -> QueueView {
        let mut queues = self.world.platform().aws().queues().into_iter();
        queues.find(|queue| queue.name.ends_with(name)).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scan_whose_worker_is_killed_in_the_last_try_says_so_and_is_given_back() {
    for killed_each_time in [false, true] {
        let left = KilledInTheLastTry::new(killed_each_time).await;
        let path = format!("/v1/scans/{}", left.scan);
        left.pass().await;
        let failed = left.caller.get(&path).await.expect(200).json();
        assert_eq!(failed["state"], "failed", "{failed}");
        assert_eq!(failed["failure"]["code"], "platform_error", "{failed}");
        assert!(failed["finished_at"].is_string(), "{failed}");
        assert_eq!(used(&left.world, &left.caller).await, [0, 0, 0]);
        let dead = left.queue("ScanDeadLetterQueue").messages;
        assert_eq!(dead.len(), 1, "{dead:?}");
        assert!(dead[0].body_preview.contains(&left.scan), "{dead:?}");
        assert_eq!(left.queue("ScanQueue").messages, []);
        let _ = left.caller.delete(&path).await.expect(204);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scan_that_is_cancelled_after_its_last_worker_was_killed_stays_cancelled() {
    for deleted in [false, true] {
        let left = KilledInTheLastTry::new(false).await;
        let path = format!("/v1/scans/{}", left.scan);
        let cancel = format!("{path}/cancellation");
        let cancelled = left.caller.send("POST", &cancel, &[], Vec::new()).await;
        let _ = cancelled.expect(202);
        if deleted {
            let _ = left.caller.delete(&path).await.expect(204);
        }
        left.pass().await;
        let seen = left.caller.get(&path).await;
        if deleted {
            seen.problem(404, "not_found");
        } else {
            assert_eq!(seen.expect(200).json()["state"], "cancelled");
        }
        // A worker had begun it, so it stays counted.
        assert_eq!(used(&left.world, &left.caller).await, [1, 0, 0]);
        for queue in left.world.platform().aws().queues() {
            assert_eq!(queue.messages, [], "{}", queue.name);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_before_a_kill_is_there_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = || Data::Folder(folder.path().join("data"));
    let clock = Clock::away_from_month_end();
    let world = World::open(data(), clock.clone()).await;
    let tenant = world.tenant("Waterland").await;
    let key = tenant.key.credential().unwrap().to_owned();
    let body = json!({ "name": "once", "text": "Het BSN is 231457005." });
    let headers = [("idempotency-key", "k")];
    let first = tenant
        .key
        .json("POST", "/v1/scans", &headers, &body)
        .await
        .expect(202);
    world.kill().await;

    let world = World::open(data(), clock).await;
    let caller = world.anybody().with(&key);
    let again = caller
        .json("POST", "/v1/scans", &headers, &body)
        .await
        .expect(202);
    assert_eq!(again.body, first.body);
    world.pass(SignedDuration::from_secs(31)).await;
    let scan = world
        .ended(&caller, first.json()["id"].as_str().unwrap())
        .await;
    assert_eq!(scan["state"], "completed");
    assert_eq!(used(&world, &caller).await, [1, 1, 21]);
    world.sign_in(&tenant.email, platform_tests::PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_the_very_end_counts_what_was_used_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = || Data::Folder(folder.path().join("data"));
    let clock = Clock::away_from_month_end();
    let world = World::open(data(), clock.clone()).await;
    let tenant = world.tenant("Waterland").await;
    let key = tenant.key.credential().unwrap().to_owned();
    let mut world = Some(world);
    for scans in 1..=5 {
        // Another content each time: the same would not be scanned again.
        let text = format!("Het BSN is 231457005, {scans}.");
        let running = world.take().unwrap();
        let caller = running.anybody().with(&key);
        running.next_minute().await;
        let scan = running.scan_text(&caller, &text).await;
        // Each time a little later after the end, and once not even at the end.
        for look in 0..scans * 4 {
            let path = format!("/v1/scans/{scan}");
            let seen = caller.get(&path).await.expect(200).json();
            if look > 0 && seen["state"] == "completed" {
                break;
            }
        }
        running.kill().await;
        let reopened = World::open(data(), clock.clone()).await;
        let caller = reopened.anybody().with(&key);
        for _ in 0..3 {
            reopened.pass(SignedDuration::from_secs(31)).await;
        }
        assert_eq!(reopened.ended(&caller, &scan).await["state"], "completed");
        assert_eq!(reopened.findings(&caller, &scan).await.len(), 1);
        let bytes = scans * text.len() as u64;
        assert_eq!(used(&reopened, &caller).await, [scans, scans, bytes]);
        world = Some(reopened);
    }
}
