//! Faults: each service fails as the real one does, as often as it was asked to.

use aws_sdk_s3::error::ProvideErrorMetadata as _;
use local::aws::{Fault, Service};
use serde_json::json;

use crate::sdk::start;

#[tokio::test]
async fn a_lost_answer_is_carried_out_all_the_same() {
    let emulated = start().await;
    let client = emulated.queues();
    let url = client
        .create_queue()
        .queue_name("jobs")
        .send()
        .await
        .unwrap()
        .queue_url
        .unwrap();
    emulated
        .aws
        .faults()
        .fail(Service::Sqs, Some("SendMessage"), 1, Fault::LostAnswer);
    let lost = client
        .send_message()
        .queue_url(&url)
        .message_body("a")
        .send()
        .await;
    assert_eq!(
        lost.unwrap_err().raw_response().unwrap().status().as_u16(),
        500
    );
    assert_eq!(emulated.aws.queues()[0].visible, 1);
}

#[tokio::test]
async fn a_failed_call_does_nothing_and_the_next_one_succeeds() {
    let emulated = start().await;
    emulated.aws.create_bucket("uploads").await.unwrap();
    let client = emulated.objects();
    let put = || {
        client
            .put_object()
            .bucket("uploads")
            .key("a")
            .body("x".to_owned().into_bytes().into())
            .send()
    };
    emulated
        .aws
        .faults()
        .fail(Service::S3, Some("PutObject"), 1, Fault::Error500);
    assert_eq!(put().await.unwrap_err().code(), Some("InternalError"));
    let listed = client
        .list_objects_v2()
        .bucket("uploads")
        .send()
        .await
        .unwrap();
    assert!(listed.contents().is_empty());
    put().await.unwrap();
}

#[tokio::test]
async fn throttles_look_as_each_service_throttles() {
    let emulated = start().await;
    for (service, target, code) in [
        (
            Service::DynamoDb,
            "DynamoDB_20120810.ListTables",
            "ProvisionedThroughputExceededException",
        ),
        (Service::Sqs, "AmazonSQS.ListQueues", "RequestThrottled"),
        (
            Service::Cognito,
            "AWSCognitoIdentityProviderService.ListUserPools",
            "TooManyRequestsException",
        ),
    ] {
        emulated
            .aws
            .faults()
            .fail(service, None, 2, Fault::Throttle);
        for _ in 0..2 {
            let refused = emulated
                .aws
                .call(target, json!({"MaxResults": 10}))
                .await
                .unwrap_err();
            assert_eq!(refused.code, code);
        }
        emulated
            .aws
            .call(target, json!({"MaxResults": 10}))
            .await
            .unwrap();
    }
    emulated
        .aws
        .faults()
        .fail(Service::DynamoDb, None, 5, Fault::Error500);
    emulated.aws.faults().clear();
    emulated.tables().list_tables().send().await.unwrap();
}
