//! SQS: sending, receiving, dead letters, fairness.

use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::{
    DeleteMessageBatchRequestEntry, Message, MessageAttributeValue, MessageSystemAttributeName,
    QueueAttributeName, SendMessageBatchRequestEntry,
};
use jiff::SignedDuration;
use local::aws::Data;

use crate::sdk::{Emulated, start, start_with};

async fn queue(client: &Client, name: &str, attributes: &[(QueueAttributeName, &str)]) -> String {
    let mut request = client.create_queue().queue_name(name);
    for (attribute, value) in attributes {
        request = request.attributes(attribute.clone(), *value);
    }
    request.send().await.unwrap().queue_url.unwrap()
}

async fn send(client: &Client, url: &str, body: &str) {
    client
        .send_message()
        .queue_url(url)
        .message_body(body)
        .send()
        .await
        .unwrap();
}

async fn receive(client: &Client, url: &str) -> Vec<Message> {
    client
        .receive_message()
        .queue_url(url)
        .max_number_of_messages(10)
        .message_system_attribute_names(MessageSystemAttributeName::All)
        .message_attribute_names("All")
        .send()
        .await
        .unwrap()
        .messages
        .unwrap_or_default()
}

fn bodies(messages: &[Message]) -> Vec<&str> {
    messages.iter().filter_map(Message::body).collect()
}

/// A queue whose messages end in `dead` after two receives; both URLs.
async fn with_dead_letters(emulated: &Emulated) -> (String, String) {
    let client = emulated.queues();
    let dead = queue(&client, "dead", &[]).await;
    let policy =
        r#"{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:000000000000:dead","maxReceiveCount":2}"#;
    let jobs = queue(
        &client,
        "jobs",
        &[
            (QueueAttributeName::VisibilityTimeout, "60"),
            (QueueAttributeName::RedrivePolicy, policy),
        ],
    )
    .await;
    (jobs, dead)
}

#[tokio::test]
async fn a_message_keeps_its_attributes_and_group_and_is_gone_once_deleted() {
    let emulated = start().await;
    let client = emulated.queues();
    let url = queue(&client, "jobs", &[]).await;
    let attribute = MessageAttributeValue::builder()
        .data_type("String")
        .string_value("00-1")
        .build()
        .unwrap();
    let sent = client
        .send_message()
        .queue_url(&url)
        .message_body("één")
        .message_group_id("tenant-a")
        .message_attributes("traceparent", attribute)
        .send()
        .await
        .unwrap();
    let messages = receive(&client, &url).await;
    let [message] = messages.as_slice() else {
        panic!("{messages:?}")
    };
    assert_eq!(message.body(), Some("één"));
    assert_eq!(message.message_id(), sent.message_id());
    assert_eq!(message.md5_of_body(), sent.md5_of_message_body());
    assert_eq!(
        message.md5_of_message_attributes(),
        sent.md5_of_message_attributes()
    );
    let system = message.attributes().unwrap();
    assert_eq!(
        system[&MessageSystemAttributeName::MessageGroupId],
        "tenant-a"
    );
    assert_eq!(
        system[&MessageSystemAttributeName::ApproximateReceiveCount],
        "1"
    );
    assert_eq!(
        message.message_attributes().unwrap()["traceparent"].string_value(),
        Some("00-1")
    );
    client
        .delete_message()
        .queue_url(&url)
        .receipt_handle(message.receipt_handle().unwrap())
        .send()
        .await
        .unwrap();
    emulated.clock.advance(SignedDuration::from_hours(1));
    assert!(receive(&client, &url).await.is_empty());
    emulated.aws.shutdown().await;
}

#[tokio::test]
async fn a_received_message_is_hidden_until_its_timeout_passes_by_the_clock() {
    let emulated = start().await;
    let client = emulated.queues();
    let url = queue(
        &client,
        "jobs",
        &[(QueueAttributeName::VisibilityTimeout, "60")],
    )
    .await;
    send(&client, &url, "a").await;
    assert_eq!(receive(&client, &url).await.len(), 1);
    assert!(receive(&client, &url).await.is_empty());
    emulated.clock.advance(SignedDuration::from_secs(61));
    let again = receive(&client, &url).await;
    assert_eq!(again.len(), 1);
    client
        .change_message_visibility()
        .queue_url(&url)
        .receipt_handle(again[0].receipt_handle().unwrap())
        .visibility_timeout(0)
        .send()
        .await
        .unwrap();
    assert_eq!(receive(&client, &url).await.len(), 1);
}

#[tokio::test]
async fn a_delayed_message_comes_after_its_delay_and_an_old_one_never() {
    let emulated = start().await;
    let client = emulated.queues();
    let url = queue(
        &client,
        "jobs",
        &[(QueueAttributeName::MessageRetentionPeriod, "3600")],
    )
    .await;
    client
        .send_message()
        .queue_url(&url)
        .message_body("later")
        .delay_seconds(30)
        .send()
        .await
        .unwrap();
    assert!(receive(&client, &url).await.is_empty());
    emulated.clock.advance(SignedDuration::from_secs(31));
    assert_eq!(bodies(&receive(&client, &url).await), ["later"]);
    emulated.clock.advance(SignedDuration::from_hours(2));
    assert!(receive(&client, &url).await.is_empty());
}

#[tokio::test]
async fn a_poisoned_message_ends_in_the_dead_letter_queue_and_can_be_moved_back() {
    let emulated = start().await;
    let client = emulated.queues();
    let (jobs, dead) = with_dead_letters(&emulated).await;
    send(&client, &jobs, "poison").await;
    for _ in 0..2 {
        assert_eq!(receive(&client, &jobs).await.len(), 1);
        emulated.clock.advance(SignedDuration::from_secs(61));
    }
    assert!(receive(&client, &jobs).await.is_empty());
    let views = emulated.aws.queues();
    assert_eq!((views[0].name.as_str(), views[0].visible), ("dead", 1));
    assert!(views[0].is_dead_letter_queue && !views[1].is_dead_letter_queue);
    let buried = receive(&client, &dead).await;
    assert_eq!(bodies(&buried), ["poison"]);
    assert_eq!(
        buried[0].attributes().unwrap()[&MessageSystemAttributeName::DeadLetterQueueSourceArn],
        "arn:aws:sqs:eu-west-1:000000000000:jobs"
    );
    emulated.clock.advance(SignedDuration::from_secs(31));
    client
        .start_message_move_task()
        .source_arn("arn:aws:sqs:eu-west-1:000000000000:dead")
        .send()
        .await
        .unwrap();
    let back = receive(&client, &jobs).await;
    assert_eq!(bodies(&back), ["poison"]);
    assert_eq!(
        back[0].attributes().unwrap()[&MessageSystemAttributeName::ApproximateReceiveCount],
        "1"
    );
}

#[tokio::test]
async fn one_tenant_s_flood_leaves_every_batch_room_for_the_others() {
    let emulated = start().await;
    let client = emulated.queues();
    let url = queue(&client, "jobs", &[]).await;
    for round in 0..5 {
        let mut batch = client.send_message_batch().queue_url(&url);
        for entry in 0..10 {
            batch = batch.entries(
                SendMessageBatchRequestEntry::builder()
                    .id(format!("e{entry}"))
                    .message_body(format!("flood {}", round * 10 + entry))
                    .message_group_id("flood")
                    .build()
                    .unwrap(),
            );
        }
        assert_eq!(batch.send().await.unwrap().successful().len(), 10);
    }
    for tenant in ["b", "c"] {
        client
            .send_message()
            .queue_url(&url)
            .message_body(format!("quiet {tenant}"))
            .message_group_id(tenant)
            .send()
            .await
            .unwrap();
    }
    let first = receive(&client, &url).await;
    assert_eq!(bodies(&first)[..3], ["flood 0", "quiet b", "quiet c"]);
    client
        .send_message()
        .queue_url(&url)
        .message_body("quiet d")
        .message_group_id("d")
        .send()
        .await
        .unwrap();
    let second = receive(&client, &url).await;
    assert_eq!(bodies(&second)[0], "quiet d");
}

#[tokio::test]
async fn a_long_poll_ends_with_the_message_that_is_sent_meanwhile() {
    let emulated = start().await;
    let client = emulated.queues();
    let url = queue(&client, "jobs", &[]).await;
    let poll = client
        .receive_message()
        .queue_url(&url)
        .wait_time_seconds(20)
        .send();
    let (received, ()) = tokio::join!(poll, send(&client, &url, "now"));
    assert_eq!(bodies(received.unwrap().messages()), ["now"]);
}

#[tokio::test]
async fn batches_answer_each_entry_and_refuse_what_sqs_refuses() {
    let emulated = start().await;
    let client = emulated.queues();
    let url = queue(&client, "jobs", &[]).await;
    let entry = |id: &str, body: &str| {
        SendMessageBatchRequestEntry::builder()
            .id(id)
            .message_body(body)
            .build()
            .unwrap()
    };
    let empty = client
        .send_message_batch()
        .queue_url(&url)
        .set_entries(Some(Vec::new()))
        .send()
        .await;
    assert!(
        empty
            .unwrap_err()
            .into_service_error()
            .is_empty_batch_request()
    );
    let twice = client
        .send_message_batch()
        .queue_url(&url)
        .entries(entry("a", "1"))
        .entries(entry("a", "2"))
        .send()
        .await;
    assert!(
        twice
            .unwrap_err()
            .into_service_error()
            .is_batch_entry_ids_not_distinct()
    );
    let mixed = client
        .send_message_batch()
        .queue_url(&url)
        .entries(entry("good", "1"))
        .entries(entry("bad", "\u{1}"))
        .send()
        .await
        .unwrap();
    assert_eq!(mixed.successful()[0].id(), "good");
    assert_eq!(mixed.failed()[0].id(), "bad");
    let received = receive(&client, &url).await;
    let deleted = client
        .delete_message_batch()
        .queue_url(&url)
        .entries(
            DeleteMessageBatchRequestEntry::builder()
                .id("one")
                .receipt_handle(received[0].receipt_handle().unwrap())
                .build()
                .unwrap(),
        )
        .send()
        .await
        .unwrap();
    assert_eq!(deleted.successful().len(), 1);
    let missing = client.get_queue_url().queue_name("nowhere").send().await;
    assert!(
        missing
            .unwrap_err()
            .into_service_error()
            .is_queue_does_not_exist()
    );
}

#[tokio::test]
async fn messages_survive_a_restart_and_what_was_in_flight_is_shown_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = Data::Folder(folder.path().to_owned());
    let emulated = start_with(data.clone()).await;
    let client = emulated.queues();
    let (jobs, _) = with_dead_letters(&emulated).await;
    send(&client, &jobs, "in flight").await;
    assert_eq!(receive(&client, &jobs).await.len(), 1);
    send(&client, &jobs, "waiting").await;
    emulated.aws.shutdown().await;

    let emulated = start_with(data).await;
    let client = emulated.queues();
    let (jobs, _) = with_dead_letters(&emulated).await;
    assert_eq!(
        bodies(&receive(&client, &jobs).await),
        ["in flight", "waiting"]
    );
}
