//! DynamoDB: the data survives, items expire by the clock, capacity is counted.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    ScalarAttributeType, TimeToLiveSpecification,
};
use jiff::SignedDuration;
use local::aws::{Data, Service};

use crate::sdk::{start, start_with};

async fn create(client: &Client) {
    let key = |name: &str, kind| {
        KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(kind)
            .build()
            .unwrap()
    };
    let text = |name: &str| {
        AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(ScalarAttributeType::S)
            .build()
            .unwrap()
    };
    client
        .create_table()
        .table_name("tenants")
        .billing_mode(BillingMode::PayPerRequest)
        .key_schema(key("pk", KeyType::Hash))
        .key_schema(key("sk", KeyType::Range))
        .attribute_definitions(text("pk"))
        .attribute_definitions(text("sk"))
        .send()
        .await
        .unwrap();
}

async fn put(client: &Client, sk: &str, expires: i64) {
    client
        .put_item()
        .table_name("tenants")
        .item("pk", AttributeValue::S("T#1".to_owned()))
        .item("sk", AttributeValue::S(sk.to_owned()))
        .item("expires", AttributeValue::N(expires.to_string()))
        .send()
        .await
        .unwrap();
}

async fn keys(client: &Client) -> Vec<String> {
    client
        .query()
        .table_name("tenants")
        .key_condition_expression("pk = :pk")
        .expression_attribute_values(":pk", AttributeValue::S("T#1".to_owned()))
        .send()
        .await
        .unwrap()
        .items()
        .iter()
        .map(|item| item["sk"].as_s().unwrap().clone())
        .collect()
}

#[tokio::test]
async fn items_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let data = Data::Folder(folder.path().to_owned());
    let emulated = start_with(data.clone()).await;
    create(&emulated.tables()).await;
    put(&emulated.tables(), "A", 0).await;
    emulated.aws.shutdown().await;
    let emulated = start_with(data).await;
    assert_eq!(keys(&emulated.tables()).await, ["A"]);
}

#[tokio::test]
async fn items_expire_when_the_clock_has_passed_their_time() {
    let emulated = start().await;
    let client = emulated.tables();
    create(&client).await;
    client
        .update_time_to_live()
        .table_name("tenants")
        .time_to_live_specification(
            TimeToLiveSpecification::builder()
                .attribute_name("expires")
                .enabled(true)
                .build()
                .unwrap(),
        )
        .send()
        .await
        .unwrap();
    let now = emulated.clock.now().as_second();
    put(&client, "HOUR", now + 3600).await;
    put(&client, "WEEK", now + 7 * 24 * 3600).await;
    assert_eq!(emulated.aws.expire_items().await.unwrap(), 0);
    emulated.clock.advance(SignedDuration::from_hours(2));
    assert_eq!(emulated.aws.expire_items().await.unwrap(), 1);
    assert_eq!(keys(&client).await, ["WEEK"]);
}

#[tokio::test]
async fn calls_and_capacity_are_counted() {
    let emulated = start().await;
    let client = emulated.tables();
    create(&client).await;
    emulated.aws.calls().take();
    put(&client, "A", 0).await;
    put(&client, "B", 0).await;
    keys(&client).await;
    let counts = emulated.aws.calls().take();
    let puts = counts[&(Service::DynamoDb, "PutItem".to_owned())];
    assert_eq!((puts.requests, puts.capacity_units), (2, 2.0));
    assert_eq!(counts[&(Service::DynamoDb, "Query".to_owned())].requests, 1);
    assert_eq!(
        emulated.aws.calls().requests(Service::DynamoDb, "PutItem"),
        0
    );
}
