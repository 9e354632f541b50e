//! Schedules: each time that one is due comes to one scan, or to a reason why there is none.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use local::aws::{Fault, Service};
use platform_tests::{Tenant, World};
use serde_json::{Value, json};

use crate::websites::{Website, owner, shop};

/// As often as the SDK tries.
const EVERY_TRY: u32 = 3;
/// As often as the SDK tries in each of Lambda's tries.
const EVERY_RETRY: u32 = 9;

/// A tenant, its website, and a schedule for it.
struct Stage {
    world: World,
    site: Website,
    tenant: Tenant,
    schedule: String,
}

/// An hour and a minute every day, `after` from now.
fn daily(world: &World, after: SignedDuration) -> String {
    let due = (world.clock().now() + after).to_zoned(TimeZone::UTC);
    format!("{} {} * * *", due.minute(), due.hour())
}

impl Stage {
    /// A website that is due two hours from now, and every day.
    async fn new() -> Self {
        let world = World::start().await;
        world.early_in_the_month().await;
        let site = Website::open(shop()).await;
        let tenant = owner(&world).await;
        world.next_minute().await;
        let cron = daily(&world, SignedDuration::from_hours(2));
        let schedule = scheduled(&tenant, &site, &cron).await;
        Self {
            world,
            site,
            tenant,
            schedule,
        }
    }

    async fn seen(&self) -> Value {
        let path = format!("/v1/schedules/{}", self.schedule);
        self.tenant.key.get(&path).await.expect(200).json()
    }

    /// Changes the schedule as it is now.
    async fn change(&self, change: &Value) -> Value {
        let path = format!("/v1/schedules/{}", self.schedule);
        let headers = [("if-match", "*")];
        let changed = self.tenant.key.json("PATCH", &path, &headers, change).await;
        changed.expect(200).json()
    }

    /// The scans that the schedule started, the newest first.
    async fn scans(&self) -> Vec<Value> {
        let path = format!("/v1/scans?schedule={}", self.schedule);
        let page = self.tenant.key.get(&path).await.expect(200).json();
        page["items"].as_array().unwrap().clone()
    }

    /// Lets it become due, and everything come of it.
    async fn due(&self) {
        self.world.pass(SignedDuration::from_mins(2 * 60 + 6)).await;
        self.settle().await;
    }

    /// Lets whatever was left be looked at again.
    async fn settle(&self) {
        for _ in 0..3 {
            self.world.pass(SignedDuration::from_mins(6)).await;
        }
    }

    /// How many entries there are of what is due.
    async fn entries(&self) -> usize {
        items(&self.world, "DirectoryTable")
            .await
            .iter()
            .filter(|item| {
                let pk = item["pk"]["S"].as_str().unwrap();
                pk.starts_with("DUE#") && pk != "DUE#CURSOR"
            })
            .count()
    }
}

/// Schedules the website; answers the schedule's id.
async fn scheduled(tenant: &Tenant, site: &Website, cron: &str) -> String {
    let body = json!({
        "name": "The shop",
        "website": { "url": site.url("shop.test"), "pages_max": 2 },
        "cron": cron,
        "timezone": "UTC",
    });
    let made = tenant.key.post("/v1/schedules", &body).await.expect(201);
    made.json()["id"].as_str().unwrap().to_owned()
}

async fn dynamodb(world: &World, operation: &str, body: Value) -> Value {
    let target = format!("DynamoDB_20120810.{operation}");
    world.platform().aws().call(&target, body).await.unwrap()
}

/// Everything in the table whose name contains this.
async fn items(world: &World, name: &str) -> Vec<Value> {
    let tables = dynamodb(world, "ListTables", json!({})).await;
    let tables = tables["TableNames"].as_array().unwrap();
    let table = tables.iter().find(|it| it.as_str().unwrap().contains(name));
    let all = dynamodb(world, "Scan", json!({ "TableName": table.unwrap() })).await;
    all["Items"].as_array().unwrap().clone()
}

fn event() -> Value {
    json!({
        "version": "0", "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
        "detail-type": "Scheduled Event", "source": "aws.events", "account": "000000000000",
        "time": "2026-01-01T00:00:00Z", "region": "eu-west-1", "resources": [], "detail": {},
    })
}

fn at(value: &Value) -> Timestamp {
    value.as_str().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_website_is_scanned_by_the_clock_and_compared_with_the_time_before() {
    let stage = Stage::new().await;
    let before = stage.seen().await;
    stage.world.pass(SignedDuration::from_mins(100)).await;
    assert_eq!(stage.scans().await, [] as [Value; 0], "it is not due yet");
    stage.world.pass(SignedDuration::from_mins(26)).await;

    let scans = stage.scans().await;
    assert_eq!(scans.len(), 1, "{scans:?}");
    let first = stage
        .world
        .ended(&stage.tenant.key, scans[0]["id"].as_str().unwrap())
        .await;
    assert_eq!(first["state"], "completed", "{first}");
    assert_eq!(first["name"], "The shop");
    assert_eq!(first["schedule"], *stage.schedule);
    assert_eq!(first["created_by"], *stage.schedule);
    assert_eq!(first["source"]["website"]["pages_max"], 2);
    assert_eq!(stage.world.used(&stage.tenant.key, "scans").await, 1);
    let seen = stage.seen().await;
    assert_eq!(seen["last_run"]["scan"], first["id"]);
    assert_eq!(seen["last_run"]["refusal"], Value::Null);
    assert_eq!(seen["last_run"]["due_at"], before["next_run_at"]);
    let day = SignedDuration::from_hours(24);
    assert_eq!(at(&seen["next_run_at"]), at(&before["next_run_at"]) + day);
    assert_eq!(seen["next_runs"][0], before["next_runs"][1]);

    // A name of its own does not take it out of its series.
    stage.change(&json!({ "name": "Our shop" })).await;
    stage.world.pass(day).await;
    let scans = stage.scans().await;
    assert_eq!(scans.len(), 2, "{scans:?}");
    let second = stage
        .world
        .ended(&stage.tenant.key, scans[0]["id"].as_str().unwrap())
        .await;
    assert_eq!(second["state"], "completed", "{second}");
    assert_eq!(second["name"], "Our shop");
    assert_eq!(second["series"], first["series"]);
    assert_eq!(second["comparison"]["with"], first["id"], "{second}");
    assert_eq!(second["comparison"]["new"], 0, "{second}");
    assert!(stage.site.asked().len() > 2);
    assert_eq!(stage.entries().await, 1, "that of the next time");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn times_that_were_missed_come_to_one_scan() {
    let stage = Stage::new().await;
    let hourly = scheduled(&stage.tenant, &stage.site, "@hourly").await;
    // As if the platform had been down for three days.
    stage.world.pass(SignedDuration::from_hours(72)).await;
    stage.settle().await;
    assert_eq!(stage.scans().await.len(), 1);
    let path = format!("/v1/scans?schedule={hourly}");
    let theirs = stage.tenant.key.get(&path).await.expect(200).json();
    // One for what was missed, and perhaps one since.
    let count = theirs["items"].as_array().unwrap().len();
    assert!((1..=2).contains(&count), "{theirs}");
    let seen = stage.seen().await;
    let now = stage.world.clock().now();
    assert!(at(&seen["next_run_at"]) > now, "{seen}");
    assert!(
        at(&seen["next_run_at"]) < now + SignedDuration::from_hours(24),
        "{seen}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_not_be_scanned_is_told_and_the_schedule_goes_on() {
    let stage = Stage::new().await;
    let key = &stage.tenant.key;
    let _ = key.delete("/v1/domains/shop.test").await.expect(204);
    stage.due().await;
    let seen = stage.seen().await;
    let refusal = &seen["last_run"]["refusal"];
    assert_eq!(refusal["code"], "domain_unproved", "{seen}");
    assert!(
        refusal["detail"]
            .as_str()
            .unwrap()
            .contains("POST /v1/domains")
    );
    assert_eq!(seen["last_run"]["scan"], Value::Null);
    assert_eq!(seen["enabled"], true);
    assert!(at(&seen["next_run_at"]) > stage.world.clock().now());

    stage.world.prove(&stage.tenant, "shop.test").await;
    let day = SignedDuration::from_hours(24);
    stage.world.pass(day).await;
    assert_eq!(stage.scans().await.len(), 1, "proved again, it runs again");

    // The others of a trial's five.
    for _ in 0..4 {
        stage.world.scan_text(key, "nothing").await;
    }
    stage.world.pass(day).await;
    let seen = stage.seen().await;
    assert_eq!(
        seen["last_run"]["refusal"]["code"], "quota_exhausted",
        "{seen}"
    );
    assert_eq!(stage.scans().await.len(), 1);
    assert_eq!(stage.world.used(key, "scans").await, 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tenant_whose_trial_is_over_is_not_scanned_for() {
    let stage = Stage::new().await;
    stage.world.pass(SignedDuration::from_hours(15 * 24)).await;
    let mut records = items(&stage.world, "TenantTable").await.into_iter();
    let record = records.find(|item| item["sk"]["S"] == *stage.schedule);
    let run = &record.unwrap()["last_run"]["M"];
    assert_eq!(
        run["refusal"]["M"]["code"]["S"], "tenant_suspended",
        "{run}"
    );
    assert_eq!(stage.site.asked(), [] as [String; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_cancelled_tenant_nothing_is_left_to_run() {
    let stage = Stage::new().await;
    let body = json!({ "name": "Waterland" });
    let cancelled = stage.tenant.admin.post("/v1/tenant/cancellation", &body);
    let _ = cancelled.await.expect(200);
    assert_eq!(stage.entries().await, 1);
    stage.due().await;
    assert_eq!(stage.entries().await, 0);
    assert_eq!(stage.site.asked(), [] as [String; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_paused_moved_or_deleted_does_not_run_as_before() {
    let stage = Stage::new().await;
    stage.change(&json!({ "enabled": false })).await;
    stage.due().await;
    assert_eq!(stage.scans().await, [] as [Value; 0], "it is paused");
    let resumed = stage.change(&json!({ "enabled": true })).await;
    let now = stage.world.clock().now();
    assert!(
        at(&resumed["next_run_at"]) > now,
        "what was missed stays missed"
    );

    // To another time and back: the entries of before don't count any more, nor go with those that do.
    let cron = daily(&stage.world, SignedDuration::from_hours(2));
    stage
        .change(&json!({ "cron": daily(&stage.world, SignedDuration::from_hours(1)) }))
        .await;
    stage.change(&json!({ "cron": cron })).await;
    stage.world.pass(SignedDuration::from_mins(70)).await;
    assert_eq!(stage.scans().await, [] as [Value; 0], "it was moved");
    stage.world.pass(SignedDuration::from_mins(56)).await;
    assert_eq!(stage.scans().await.len(), 1);

    let path = format!("/v1/schedules/{}", stage.schedule);
    let _ = stage.tenant.key.delete(&path).await.expect(204);
    stage.world.pass(SignedDuration::from_hours(25)).await;
    stage.settle().await;
    assert_eq!(
        stage.scans().await.len(),
        1,
        "it is gone, and its scan is not"
    );
    assert_eq!(stage.entries().await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sweeps_beside_each_other_start_one_scan() {
    let stage = Stage::new().await;
    // The platform's own may come too.
    stage.world.clock().advance(SignedDuration::from_mins(121));
    let platform = stage.world.platform();
    let sweep = || platform.invoke("schedule-sweep", event());
    let (a, b, c, d) = tokio::join!(sweep(), sweep(), sweep(), sweep());
    for answer in [a, b, c, d] {
        answer.unwrap();
    }
    stage.settle().await;
    assert_eq!(stage.scans().await.len(), 1);
    assert_eq!(stage.world.used(&stage.tenant.key, "scans").await, 1);
    assert_eq!(stage.entries().await, 1, "that of the next time");
}

/// Whatever call fails, however far it came: one scan, counted once, and the next time comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sweep_that_breaks_off_anywhere_loses_no_run_and_doubles_none() {
    let mut running = tokio::task::JoinSet::new();
    for (service, operation) in [
        (Service::DynamoDb, "GetItem"),
        (Service::DynamoDb, "Query"),
        (Service::DynamoDb, "BatchGetItem"),
        (Service::DynamoDb, "PutItem"),
        (Service::Sqs, "SendMessage"),
        (Service::DynamoDb, "TransactWriteItems"),
        (Service::DynamoDb, "DeleteItem"),
    ] {
        for (times, fault) in [
            (1, Fault::LostAnswer),
            (EVERY_TRY, Fault::Error500),
            (EVERY_RETRY, Fault::LostAnswer),
        ] {
            running.spawn(async move {
                let row = format!("{operation} {times} {fault:?}");
                let stage = Stage::new().await;
                // Until just before, so that nothing else meets the fault.
                stage.world.pass(SignedDuration::from_mins(119)).await;
                stage
                    .world
                    .platform()
                    .aws()
                    .faults()
                    .fail(service, Some(operation), times, fault);
                stage.world.pass(SignedDuration::from_mins(6)).await;
                stage.world.platform().aws().faults().clear();
                stage.settle().await;
                let scans = stage.scans().await;
                assert_eq!(scans.len(), 1, "{row}: {scans:?}");
                let id = scans[0]["id"].as_str().unwrap();
                let ended = stage.world.ended(&stage.tenant.key, id).await;
                assert_eq!(ended["state"], "completed", "{row}: {ended}");
                let seen = stage.seen().await;
                assert_eq!(seen["last_run"]["scan"], ended["id"], "{row}: {seen}");
                let used = stage.world.used(&stage.tenant.key, "scans").await;
                assert_eq!(used, 1, "{row}");
                assert_eq!(stage.entries().await, 1, "{row}");
                stage.world.pass(SignedDuration::from_hours(24)).await;
                stage.settle().await;
                assert_eq!(stage.scans().await.len(), 2, "{row}: the next time");
            });
            if running.len() == 4 {
                running.join_next().await.unwrap().unwrap();
            }
        }
    }
    while let Some(row) = running.join_next().await {
        row.unwrap();
    }
}

/// Making, pausing and deleting break off: nothing runs that nobody has, and nothing that runs is silent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_breaks_off_leaves_the_schedule_as_it_was() {
    let stage = Stage::new().await;
    let faults = stage.world.platform().aws().faults();
    let path = format!("/v1/schedules/{}", stage.schedule);
    let before = stage.seen().await;

    // The record of a schedule that is made, and of one that is moved.
    let body = json!({
        "website": { "url": stage.site.url("shop.test") },
        "cron": daily(&stage.world, SignedDuration::from_hours(1)),
    });
    faults.fail(
        Service::DynamoDb,
        Some("TransactWriteItems"),
        EVERY_TRY,
        Fault::Error500,
    );
    let lost = stage.tenant.key.post("/v1/schedules", &body).await;
    lost.problem(503, "unavailable");
    let moved = json!({ "cron": daily(&stage.world, SignedDuration::from_hours(1)) });
    let headers = [("if-match", "*")];
    // The first two puts are the directory's: where sweeps begin, and the entry.
    faults.fail(
        Service::DynamoDb,
        Some("PutItem"),
        EVERY_TRY,
        Fault::Error500,
    );
    let refused = stage
        .tenant
        .key
        .json("PATCH", &path, &headers, &moved)
        .await;
    refused.problem(503, "unavailable");
    faults.clear();
    assert_eq!(stage.seen().await, before);
    let there = stage
        .tenant
        .key
        .get("/v1/schedules")
        .await
        .expect(200)
        .json();
    assert_eq!(there["items"].as_array().unwrap().len(), 1, "{there}");
    stage.world.pass(SignedDuration::from_mins(70)).await;
    assert_eq!(stage.site.asked(), [] as [String; 0], "neither was kept");
    stage.world.pass(SignedDuration::from_mins(56)).await;
    assert_eq!(stage.scans().await.len(), 1, "the schedule as it was");

    // An entry that could not be removed.
    faults.fail(
        Service::DynamoDb,
        Some("DeleteItem"),
        EVERY_TRY,
        Fault::Error500,
    );
    stage.change(&json!({ "enabled": false })).await;
    faults.clear();
    assert!(stage.entries().await >= 1);
    stage.world.pass(SignedDuration::from_hours(24)).await;
    stage.settle().await;
    assert_eq!(stage.scans().await.len(), 1, "it is paused");
    assert_eq!(stage.entries().await, 0);
}
