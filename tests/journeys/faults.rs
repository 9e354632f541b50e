//! Parts that fail: no accepted scan is lost, none is counted twice, and what can't be done says why.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use local::aws::{Fault, QueueView, Service};
use platform_tests::{Answer, Tenant, World};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::content::{LETTER, bsn_lines, large_folder};

/// More than the SDK tries.
const EVERY_TRY: u32 = 3;
const FOR_GOOD: u32 = 1_000_000;

async fn scan(tenant: &Tenant, key: &str) -> Answer {
    let headers = [("idempotency-key", key)];
    tenant
        .key
        .json("POST", "/v1/scans", &headers, &json!({ "text": LETTER }))
        .await
}

fn id(answer: Answer) -> String {
    answer.expect(202).json()["id"].as_str().unwrap().to_owned()
}

/// Ids of the tenant's scans.
async fn scans(tenant: &Tenant) -> Vec<String> {
    let scans = tenant.key.get("/v1/scans").await.expect(200).json();
    let items = scans["items"].as_array().unwrap().iter();
    items
        .map(|scan| scan["id"].as_str().unwrap().to_owned())
        .collect()
}

fn queue(world: &World, name: &str) -> QueueView {
    let mut queues = world.platform().aws().queues().into_iter();
    queues.find(|queue| queue.name.ends_with(name)).unwrap()
}

/// Lets so much time pass, a minute at a time, that every retry has come.
async fn settle(world: &World) {
    world.idle().await;
    // Longer than the longest pause before a try, as often as there are tries.
    for _ in 0..5 {
        world.pass(SignedDuration::from_mins(3)).await;
    }
    // And longer than a message is kept from others that was handed out and never heard of again.
    world.pass(SignedDuration::from_mins(91)).await;
}

/// The scan has ended well, each finding is there once, and it was counted once.
async fn assert_completed_once(
    world: &World,
    tenant: &Tenant,
    scan: &str,
    wanted: &Wanted,
    row: &str,
) {
    let seen = tenant
        .key
        .get(&format!("/v1/scans/{scan}"))
        .await
        .expect(200)
        .json();
    assert_eq!(seen["state"], "completed", "{row}: {seen}");
    assert_eq!(
        seen["progress"],
        json!({ "documents": 1, "bytes": wanted.bytes })
    );
    assert_eq!(seen["risk"], wanted.risk);
    let findings = world.findings(&tenant.key, scan).await;
    let fingerprints: BTreeSet<_> = findings
        .iter()
        .map(|it| it["fingerprint"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(findings.len(), wanted.findings);
    assert_eq!(fingerprints.len(), wanted.findings, "one stands twice");
    let counts = seen["findings"]
        .as_object()
        .unwrap()
        .values()
        .map(|n| n.as_u64().unwrap());
    assert_eq!(counts.sum::<u64>(), wanted.findings as u64);
    assert_eq!(world.used(&tenant.key, "scans").await, 1);
    assert_eq!(world.used(&tenant.key, "documents").await, 1);
    assert_eq!(world.used(&tenant.key, "scanned_bytes").await, wanted.bytes);
}

/// What a scan comes to when nothing fails.
struct Wanted {
    findings: usize,
    bytes: u64,
    risk: Value,
}

impl Wanted {
    async fn of(world: &World, text: &str) -> Self {
        let tenant = world.tenant("Undisturbed").await;
        let scan = world.scan_text(&tenant.key, text).await;
        let ended = world.ended(&tenant.key, &scan).await;
        assert_eq!(ended["state"], "completed", "{ended}");
        let findings = world.findings(&tenant.key, &scan).await.len();
        assert!(findings > 0);
        Self {
            findings,
            bytes: text.len() as u64,
            risk: ended["risk"].clone(),
        }
    }
}

/// Goes through rows beside each other: each has a platform of its own, and most of it is waiting.
async fn beside_each_other(rows: impl IntoIterator<Item: Future<Output = ()> + Send + 'static>) {
    let mut running = JoinSet::new();
    for row in rows {
        running.spawn(row);
    }
    running.join_all().await;
}

/// Where sweeps that failed are told of; the next sweep does what they could not.
const FAILED_SWEEPS: &str = "FailedEventsQueue";

fn assert_queues_are_empty(world: &World, row: &str) {
    for queue in world.platform().aws().queues() {
        if !queue.name.ends_with(FAILED_SWEEPS) {
            assert_eq!(queue.messages, [], "{row}: {}", queue.name);
        }
    }
}

#[tokio::test]
async fn a_part_that_is_down_when_a_scan_is_asked_for_costs_nothing_but_patience() {
    let rows = [
        (Service::Sqs, "SendMessage"),
        (Service::S3, "PutObject"),
        (Service::DynamoDb, "TransactWriteItems"),
        (Service::DynamoDb, "PutItem"),
    ];
    beside_each_other(
        rows.into_iter()
            .map(|(service, operation)| refused(service, operation)),
    )
    .await;
}

async fn refused(service: Service, operation: &'static str) {
    let world = World::start().await;
    let wanted = Wanted::of(&world, LETTER).await;
    let tenant = world.tenant("Waterland").await;
    let faults = world.platform().aws().faults();
    faults.fail(service, Some(operation), EVERY_TRY, Fault::Error500);
    let answer = scan(&tenant, "k").await;
    assert!(
        answer.header("retry-after").is_some(),
        "{operation}: {}",
        answer.text()
    );
    answer.problem(503, "unavailable");
    assert_eq!(world.used(&tenant.key, "scans").await, 0, "{operation}");
    assert_eq!(scans(&tenant).await, Vec::<String>::new(), "{operation}");

    // The same request again, a few seconds later.
    world.pass(SignedDuration::from_secs(2)).await;
    let started = id(scan(&tenant, "k").await);
    settle(&world).await;
    assert_eq!(scans(&tenant).await, [&*started], "{operation}");
    assert_completed_once(&world, &tenant, &started, &wanted, operation).await;
    // The job without a record, if there is one, came to rest without an alarm.
    assert_queues_are_empty(&world, operation);
}

#[tokio::test]
async fn an_acceptance_whose_answer_is_lost_is_one_acceptance() {
    let rows = [
        (Service::Sqs, "SendMessage", 1),
        (Service::Sqs, "SendMessage", EVERY_TRY),
        (Service::S3, "PutObject", 1),
        (Service::S3, "PutObject", EVERY_TRY),
        (Service::DynamoDb, "TransactWriteItems", 1),
        // The worker, which ends a scan in a transaction, may take a turn as soon as the scan is written.
        (Service::DynamoDb, "TransactWriteItems", 3 * EVERY_TRY),
    ];
    beside_each_other(
        rows.into_iter()
            .map(|(service, operation, times)| lost(service, operation, times)),
    )
    .await;
}

async fn lost(service: Service, operation: &'static str, times: u32) {
    let row = &format!("{operation}, {times} times");
    let world = World::start().await;
    let wanted = Wanted::of(&world, LETTER).await;
    let tenant = world.tenant("Waterland").await;
    let faults = world.platform().aws().faults();
    faults.fail(service, Some(operation), times, Fault::LostAnswer);
    let first = scan(&tenant, "k").await;
    if times == 1 {
        assert_eq!(first.status, 202, "{row}: {}", first.text());
    } else {
        assert_eq!(first.status, 503, "{row}: {}", first.text());
        first.problem(503, "unavailable");
    }
    let mut again = scan(&tenant, "k").await;
    for _ in 0..times {
        if again.status == 503 {
            again = scan(&tenant, "k").await;
        }
    }
    let started = id(again);
    settle(&world).await;
    assert_eq!(id(scan(&tenant, "k").await), started, "{row}");
    assert_eq!(scans(&tenant).await, [&*started], "{row}");
    assert_completed_once(&world, &tenant, &started, &wanted, row).await;
    assert_queues_are_empty(&world, row);
}

#[tokio::test]
async fn a_worker_whose_parts_fail_for_a_while_finishes_all_the_same() {
    let rows = [
        (Service::S3, "GetObject", 4, Fault::Error500),
        // The SDK makes three tries of each of the worker's, of which the last one succeeds.
        (Service::S3, "GetObject", 14, Fault::Error500),
        (Service::S3, "GetObject", 2, Fault::LostAnswer),
        (Service::S3, "DeleteObject", 3, Fault::Error500),
        (Service::DynamoDb, "BatchWriteItem", 4, Fault::Error500),
        (Service::DynamoDb, "BatchWriteItem", 2, Fault::Throttle),
        (Service::DynamoDb, "BatchWriteItem", 5, Fault::LostAnswer),
        (Service::DynamoDb, "PutItem", 1, Fault::LostAnswer),
        (Service::DynamoDb, "PutItem", 3, Fault::LostAnswer),
        (Service::DynamoDb, "PutItem", 3, Fault::Error500),
        (Service::DynamoDb, "PutItem", 4, Fault::Throttle),
        (Service::DynamoDb, "GetItem", 4, Fault::Error500),
        (Service::Sqs, "DeleteMessageBatch", 2, Fault::Error500),
        (Service::Sqs, "DeleteMessageBatch", 2, Fault::LostAnswer),
        (Service::Sqs, "ReceiveMessage", 3, Fault::Error500),
        (Service::Sqs, "ReceiveMessage", 1, Fault::LostAnswer),
    ];
    let rows = rows
        .into_iter()
        .map(|(service, operation, times, fault)| disturbed(service, operation, times, fault));
    beside_each_other(rows).await;
}

async fn disturbed(service: Service, operation: &'static str, times: u32, fault: Fault) {
    let row = &format!("{operation}, {fault:?}, {times} times");
    let text = bsn_lines(230);
    let world = World::start().await;
    let wanted = Wanted::of(&world, &text).await;
    assert_eq!(wanted.findings, 230);
    let tenant = world.tenant("Waterland").await;
    // So that the gateway knows the key, and it is the worker that fails.
    let _ = tenant.key.get("/v1/usage").await.expect(200);
    let faults = world.platform().aws().faults();
    faults.fail(service, Some(operation), times, fault);
    let body = json!({ "text": text });
    let scan = id(tenant.key.post("/v1/scans", &body).await);
    settle(&world).await;
    assert_completed_once(&world, &tenant, &scan, &wanted, row).await;
    assert_queues_are_empty(&world, row);
}

#[tokio::test]
async fn a_usage_report_that_arrives_several_times_is_counted_once() {
    for fault in [Fault::LostAnswer, Fault::Error500] {
        let world = World::start().await;
        let wanted = Wanted::of(&world, LETTER).await;
        let tenant = world.tenant("Waterland").await;
        let faults = world.platform().aws().faults();
        // The worker is held until the job was sent, so that it is the report that fails.
        let scan = accepted_unheard(&world, &tenant, SignedDuration::ZERO).await;
        faults.fail(Service::Sqs, Some("SendMessage"), 4, fault);
        settle(&world).await;
        assert_completed_once(&world, &tenant, &scan, &wanted, "the report").await;
    }
}

#[tokio::test]
async fn usage_is_counted_once_in_whatever_company_it_comes_again() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let now = world.clock().now();
    let report = |n: u32, quantity: u64| {
        let event = json!({ "meter": "documents", "quantity": quantity, "at": now });
        let id = format!("use_{n:026}");
        json!({ "id": id, "tenant": tenant.id, "events": [event] }).to_string()
    };
    let url = queue(&world, "UsageQueue").url;
    let batches = [vec![1, 2, 1], vec![2, 3], vec![1, 2, 3, 4], vec![4, 4, 4]];
    for batch in batches {
        for n in batch {
            let body = json!({ "QueueUrl": url, "MessageBody": report(n, 10_u64.pow(n)) });
            world
                .platform()
                .aws()
                .call("AmazonSQS.SendMessage", body)
                .await
                .unwrap();
        }
        world.idle().await;
    }
    assert_eq!(world.used(&tenant.key, "documents").await, 11_110);
    assert_eq!(queue(&world, "UsageQueue").messages, []);
}

#[tokio::test]
async fn a_scan_that_cannot_be_finished_says_so_after_five_tries_and_is_given_back() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let faults = world.platform().aws().faults();
    faults.fail(Service::S3, Some("GetObject"), FOR_GOOD, Fault::Error500);
    let scan = world.scan_text(&tenant.key, LETTER).await;
    world.platform().aws().calls().take();
    settle(&world).await;
    let tried = world
        .platform()
        .aws()
        .calls()
        .requests(Service::S3, "GetObject");
    assert_eq!(tried, u64::from(5 * EVERY_TRY));
    let failed = tenant
        .key
        .get(&format!("/v1/scans/{scan}"))
        .await
        .expect(200)
        .json();
    assert_eq!(failed["state"], "failed", "{failed}");
    assert_eq!(failed["failure"]["code"], "platform_error");
    assert!(
        failed["failure"]["detail"]
            .as_str()
            .unwrap()
            .contains("not counted"),
        "{failed}"
    );
    assert!(failed["finished_at"].is_string());
    assert_eq!(world.used(&tenant.key, "scans").await, 0);
    assert_eq!(world.used(&tenant.key, "documents").await, 0);
    let dead = queue(&world, "ScanDeadLetterQueue");
    assert_eq!(dead.messages.len(), 1, "{dead:?}");
    assert!(dead.messages[0].body_preview.contains(&scan), "{dead:?}");
    assert_eq!(queue(&world, "ScanQueue").messages, []);

    // The next one is not held up by it.
    faults.clear();
    let next = world.scan_text(&tenant.key, LETTER).await;
    assert_eq!(world.ended(&tenant.key, &next).await["state"], "completed");
}

/// A scan that is accepted and of which a worker only hears when this time has passed.
async fn accepted_unheard(world: &World, tenant: &Tenant, time: SignedDuration) -> String {
    let faults = world.platform().aws().faults();
    faults.fail(
        Service::Sqs,
        Some("ReceiveMessage"),
        FOR_GOOD,
        Fault::Error500,
    );
    let scan = world.scan_text(&tenant.key, LETTER).await;
    world.platform().move_clock(time).await;
    faults.clear();
    scan
}

#[tokio::test]
async fn a_scan_whose_receives_were_used_up_before_it_was_tried_is_tried_all_the_same() {
    let world = World::start().await;
    let wanted = Wanted::of(&world, LETTER).await;
    let tenant = world.tenant("Waterland").await;
    let faults = world.platform().aws().faults();
    let scan = accepted_unheard(&world, &tenant, SignedDuration::ZERO).await;
    // The look at the scan, in each receive that might have tried it.
    let times = 5 * EVERY_TRY;
    faults.fail(Service::DynamoDb, Some("GetItem"), times, Fault::Error500);
    settle(&world).await;
    assert_completed_once(&world, &tenant, &scan, &wanted, "at the end").await;
    assert_queues_are_empty(&world, "at the end");
}

#[tokio::test]
async fn a_table_that_is_down_for_longer_than_every_try_loses_no_scan() {
    let world = World::start().await;
    let wanted = Wanted::of(&world, LETTER).await;
    let tenant = world.tenant("Waterland").await;
    let faults = world.platform().aws().faults();
    let scan = accepted_unheard(&world, &tenant, SignedDuration::ZERO).await;
    faults.fail(Service::DynamoDb, None, FOR_GOOD, Fault::Error500);
    // More often than a message is handed out.
    for _ in 0..8 {
        world.pass(SignedDuration::from_mins(3)).await;
    }
    assert_eq!(queue(&world, "ScanDeadLetterQueue").messages, []);
    faults.clear();
    settle(&world).await;
    assert_completed_once(&world, &tenant, &scan, &wanted, "at the end").await;
    // What went by the clock in that time is told of, too.
    assert_ne!(queue(&world, FAILED_SWEEPS).messages, []);
    assert_queues_are_empty(&world, "at the end");
}

#[tokio::test]
async fn a_scan_that_cannot_be_closed_for_an_hour_is_told_of_and_goes_on_when_it_is_sent_back() {
    let world = World::start().await;
    let wanted = Wanted::of(&world, LETTER).await;
    let tenant = world.tenant("Waterland").await;
    let faults = world.platform().aws().faults();
    let scan = accepted_unheard(&world, &tenant, SignedDuration::from_mins(61)).await;
    faults.fail(Service::DynamoDb, None, FOR_GOOD, Fault::Error500);
    settle(&world).await;
    let dead = queue(&world, "ScanDeadLetterQueue");
    assert_eq!(dead.messages.len(), 1, "{dead:?}");
    assert_eq!(queue(&world, "ScanQueue").messages, []);
    faults.clear();

    let attributes = json!({ "QueueUrl": dead.url, "AttributeNames": ["QueueArn"] });
    let aws = world.platform().aws();
    let arn = aws.call("AmazonSQS.GetQueueAttributes", attributes).await;
    let body = json!({ "SourceArn": arn.unwrap()["Attributes"]["QueueArn"] });
    aws.call("AmazonSQS.StartMessageMoveTask", body)
        .await
        .unwrap();
    settle(&world).await;
    assert_completed_once(&world, &tenant, &scan, &wanted, "at the end").await;
    for name in ["ScanQueue", "ScanDeadLetterQueue"] {
        assert_eq!(queue(&world, name).messages, [], "{name}");
    }
}

#[tokio::test]
async fn a_poisoned_message_ends_apart_and_holds_nobody_up() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let bodies = [
        "not JSON".to_owned(),
        "{}".to_owned(),
        json!({ "tenant": tenant.id, "scan": "../..", "sent_at": "never" }).to_string(),
    ];
    for (name, dead) in [
        ("ScanQueue", "ScanDeadLetterQueue"),
        ("UsageQueue", "UsageDeadLetterQueue"),
    ] {
        let url = queue(&world, name).url;
        for body in &bodies {
            let message =
                json!({ "QueueUrl": url, "MessageBody": body, "MessageGroupId": tenant.id });
            world
                .platform()
                .aws()
                .call("AmazonSQS.SendMessage", message)
                .await
                .unwrap();
        }
        let scan = world
            .scan_text(&tenant.key, &format!("{LETTER}{name}"))
            .await;
        let ended = world.ended(&tenant.key, &scan).await;
        assert_eq!(ended["state"], "completed", "{name}: {ended}");
        for _ in 0..6 {
            world.pass(SignedDuration::from_mins(31)).await;
        }
        assert_eq!(queue(&world, name).messages, [], "{name}");
        assert_eq!(queue(&world, dead).messages.len(), bodies.len(), "{name}");
    }
    assert_eq!(world.used(&tenant.key, "scans").await, 2);
    assert_eq!(world.used(&tenant.key, "documents").await, 2);
}

#[tokio::test]
async fn a_table_that_is_down_is_told_as_such_and_comes_back() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let _ = tenant.key.get("/v1/usage").await.expect(200);
    let faults = world.platform().aws().faults();
    faults.fail(Service::DynamoDb, None, FOR_GOOD, Fault::Error500);
    for path in ["/v1/usage", "/v1/scans", "/v1/tenant", "/v1/api-keys"] {
        let answer = tenant.key.get(path).await;
        assert!(answer.header("retry-after").is_some(), "{path}");
        let problem = answer.problem(503, "unavailable");
        assert!(
            !problem.to_string().contains("dynamodb"),
            "{path} tells of its insides: {problem}"
        );
    }
    faults.clear();
    let _ = tenant.key.get("/v1/usage").await.expect(200);
}

#[tokio::test]
async fn a_job_that_is_faster_than_its_record_waits_for_it() {
    let world = World::start().await;
    let wanted = Wanted::of(&world, LETTER).await;
    let tenant = world.tenant("Waterland").await;
    let faults = world.platform().aws().faults();
    // The SDK tries again, which takes it a while in which the job has arrived.
    faults.fail(
        Service::DynamoDb,
        Some("TransactWriteItems"),
        2,
        Fault::Throttle,
    );
    let started = id(scan(&tenant, "k").await);
    settle(&world).await;
    assert_completed_once(&world, &tenant, &started, &wanted, "the record").await;
    assert_queues_are_empty(&world, "at the end");
}

#[tokio::test]
async fn a_job_that_is_delivered_several_times_is_one_scan() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let url = queue(&world, "ScanQueue").url;
    let upload = world
        .upload(&tenant.key, "web.tar.gz", &large_folder(150, 10))
        .await;
    let started = id(tenant
        .key
        .post("/v1/scans", &json!({ "upload": upload }))
        .await);
    let job = json!({ "tenant": tenant.id, "scan": started, "sent_at": world.clock().now() });
    let send = async || {
        let message = json!({
            "QueueUrl": url, "MessageBody": job.to_string(), "MessageGroupId": tenant.id,
        });
        world
            .platform()
            .aws()
            .call("AmazonSQS.SendMessage", message)
            .await
            .unwrap();
    };
    for _ in 0..3 {
        send().await;
    }
    settle(&world).await;
    // And long after it has ended.
    send().await;
    settle(&world).await;
    let seen = tenant
        .key
        .get(&format!("/v1/scans/{started}"))
        .await
        .expect(200)
        .json();
    assert_eq!(seen["state"], "completed", "{seen}");
    assert_eq!(seen["progress"]["documents"], 150);
    assert_eq!(seen["findings"]["critical"], 1_500);
    let mut ids = BTreeSet::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/v1/scans/{started}/findings?limit=500{cursor}");
        let page = tenant.key.get(&path).await.expect(200).json();
        for finding in page["items"].as_array().unwrap() {
            assert!(
                ids.insert(finding["id"].to_string()),
                "{finding} comes twice"
            );
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(ids.len(), 1_500);
    assert_eq!(world.used(&tenant.key, "scans").await, 1);
    assert_eq!(world.used(&tenant.key, "documents").await, 150);
    assert_queues_are_empty(&world, "at the end");
}

#[tokio::test]
async fn a_platform_whose_table_is_down_takes_no_tries_from_another() {
    let (down, up) = (World::start().await, World::start().await);
    let there = down.tenant("Waterland").await;
    let here = up.tenant("Noorderzorg").await;
    // The gateway remembers what the key is worth, so that it is the function that meets the fault.
    let _ = there.key.get("/v1/usage").await.expect(200);
    let faults = down.platform().aws().faults();
    faults.fail(Service::DynamoDb, None, FOR_GOOD, Fault::Error500);
    // Far more tries than a client has in store: 500 tokens, ten or more of them for two more tries.
    let mut requests = JoinSet::new();
    for _ in 0..90 {
        let key = there.key.clone();
        requests.spawn(async move { key.get("/v1/usage").await });
    }
    for answer in requests.join_all().await {
        let _ = answer.expect(503);
    }
    let faults = up.platform().aws().faults();
    faults.fail(Service::DynamoDb, None, 1, Fault::Error500);
    let _ = here.key.get("/v1/usage").await.expect(200);
}
