//! What counting usage costs, and that it is exact.

use domain::{Meter, TenantId, UsageBatch, UsageBatchId, UsageEvent};
use jiff::Timestamp;
use lambda_runtime::{Context, LambdaEvent};
use platform_tests::{Tenant, World};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::{spent, within};

/// A message with a report of `events` events of one document each.
fn message(id: usize, tenant: &Tenant, events: usize, at: Timestamp) -> Value {
    let batch = UsageBatch {
        id: UsageBatchId::at(at),
        tenant: tenant.id.parse::<TenantId>().unwrap(),
        events: vec![
            UsageEvent {
                meter: Meter::Documents,
                quantity: 1,
                at
            };
            events
        ],
    };
    json!({
        "messageId": format!("m{id}"),
        "receiptHandle": "r",
        "body": serde_json::to_string(&batch).unwrap(),
        "attributes": { "ApproximateReceiveCount": "1" },
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-west-1:000000000000:usage",
        "awsRegion": "eu-west-1",
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_costs_a_small_part_of_a_write() {
    let world = World::start().await;
    let now = world.clock().now();
    let one = world.tenant("Waterland").await;
    let batch: Vec<_> = (0..100).map(|n| message(n, &one, 100, now)).collect();
    spent(&world);
    let answer = world
        .platform()
        .invoke("metering-worker", json!({ "Records": batch }))
        .await;
    assert_eq!(answer.unwrap()["batchItemFailures"], json!([]));
    let units = spent(&world).write_units;
    within(
        "write units a usage event, one tenant",
        0.05,
        units / 10_000.0,
    );
    assert_eq!(world.used(&one.key, "documents").await, 10_000);

    let mut tenants = vec![one];
    for n in 0..4 {
        tenants.push(world.tenant(&format!("Tenant{n}")).await);
    }
    let batch: Vec<_> = (0..100)
        .map(|n| message(n, &tenants[n % tenants.len()], 100, now))
        .collect();
    spent(&world);
    let answer = world
        .platform()
        .invoke("metering-worker", json!({ "Records": batch }))
        .await;
    assert_eq!(answer.unwrap()["batchItemFailures"], json!([]));
    let units = spent(&world).write_units;
    within(
        "write units a usage event, five tenants",
        0.05,
        units / 10_000.0,
    );
}

/// 10⁶ events in 10⁴ messages. A fifth of the messages comes twice, in other company; workers are
/// killed in the middle; what they had not answered for comes again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_million_events_are_counted_exactly() {
    const MESSAGES: usize = 10_000;
    const EVENTS: usize = 100;
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let now = world.clock().now();
    let service = worker(&world).await;
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut roll = |below: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % below
    };
    let mut waiting: Vec<Value> = (0..MESSAGES)
        .map(|n| message(n, &tenant, EVENTS, now))
        .collect();
    let again: Vec<Value> = waiting.iter().filter(|_| roll(5) == 0).cloned().collect();
    let redelivered = again.len();
    waiting.extend(again);
    for at in (1..waiting.len()).rev() {
        let other = usize::try_from(roll(at as u64 + 1)).unwrap();
        waiting.swap(at, other);
    }
    let (mut invocations, mut killed) = (0, 0);
    while !waiting.is_empty() {
        let batch: Vec<_> = waiting.split_off(waiting.len().saturating_sub(100));
        let event = serde_json::from_value(json!({ "Records": batch })).unwrap();
        let call = service
            .clone()
            .oneshot(LambdaEvent::new(event, Context::default()));
        invocations += 1;
        // A kill at any moment: before, between and after the writes of the batch.
        let life = if roll(4) == 0 { roll(30) } else { 60_000 };
        let life = std::time::Duration::from_millis(life);
        if let Ok(answer) = tokio::time::timeout(life, call).await {
            let failures = answer.unwrap().batch_item_failures;
            let failed = |message: &Value| {
                failures
                    .iter()
                    .any(|failure| message["messageId"] == failure.item_identifier)
            };
            waiting.extend(batch.into_iter().filter(failed));
        } else {
            killed += 1;
            waiting.splice(0..0, batch);
        }
    }
    let counted = world.used(&tenant.key, "documents").await;
    println!("{invocations} invocations, {killed} killed, {redelivered} messages redelivered");
    assert!(
        killed > 0,
        "no worker was killed; the test has lost its point"
    );
    let expected = (MESSAGES * EVENTS) as u64;
    within(
        "usage events miscounted of 1,000,000",
        0.0,
        counted.abs_diff(expected) as f64,
    );
}

/// The worker in this process, so that dropping a call kills it where it stands.
async fn worker(
    world: &World,
) -> impl tower::Service<
    LambdaEvent<aws_lambda_events::event::sqs::SqsEvent>,
    Response = aws_lambda_events::event::sqs::SqsBatchResponse,
    Error = lambda_runtime::Error,
> + Clone {
    let tables = world
        .platform()
        .aws()
        .call("DynamoDB_20120810.ListTables", json!({}))
        .await;
    let tables = tables.unwrap();
    let names: Vec<_> = tables["TableNames"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let table = names
        .iter()
        .find(|name| name.contains("TenantTable"))
        .unwrap();
    let variables: runtime::Variables = [
        ("AWS_ENDPOINT_URL", world.platform().aws().endpoint()),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
        ("TENANT_TABLE", table),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into_iter()
    .collect();
    let config = metering_worker::Config::from_variables(&variables).unwrap();
    metering_worker::service(
        config,
        &runtime::aws(&variables).await,
        world.clock().clone(),
    )
}
