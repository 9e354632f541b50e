//! The data folder: it belongs to one running platform, and what was answered is in it.

use std::path::Path;
use std::time::{Duration, Instant};

use domain::Clock;
use local::aws::{Aws, Data, Error, Options};

use crate::sdk::{start, start_with};

#[tokio::test]
async fn a_second_platform_on_the_same_folder_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let data = Data::Folder(folder.path().join("data"));
    let first = start_with(data.clone()).await;
    let second = Aws::start(Options {
        data: data.clone(),
        port: 0,
        clock: Clock::system(),
        region: "eu-west-1".to_owned(),
        issuer_base: None,
    })
    .await;
    let refused = second.unwrap_err();
    assert!(matches!(refused, Error::InUse { .. }), "{refused}");
    assert!(refused.to_string().contains("data"), "{refused}");
    first.aws.shutdown().await;
    start_with(data).await;
}

/// Copies the files as they are at this moment, which is what a killed process leaves.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test]
async fn a_killed_process_leaves_everything_that_was_answered() {
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = (folder.path().join("before"), folder.path().join("after"));
    let running = start_with(Data::Folder(before.clone())).await;
    running.aws.create_bucket("uploads").await.unwrap();
    let queues = running.queues();
    let created = queues
        .create_queue()
        .queue_name("jobs")
        .send()
        .await
        .unwrap();
    let url = created.queue_url.unwrap();
    for number in 0..50 {
        let body = format!("job {number}");
        queues
            .send_message()
            .queue_url(&url)
            .message_body(body)
            .send()
            .await
            .unwrap();
    }
    let object = running.objects().put_object().bucket("uploads").key("a");
    object.body(b"x".to_vec().into()).send().await.unwrap();
    running
        .aws
        .mail()
        .send("anna@example.org", "Hello", "Text")
        .unwrap();
    copy(&before, &after);

    let recovered = start_with(Data::Folder(after)).await;
    assert_eq!(recovered.aws.queues()[0].visible, 50);
    assert_eq!(recovered.aws.mail().messages().len(), 1);
    recovered
        .objects()
        .get_object()
        .bucket("uploads")
        .key("a")
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn a_message_that_a_killed_process_had_received_is_there_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = (folder.path().join("before"), folder.path().join("after"));
    let running = start_with(Data::Folder(before.clone())).await;
    let queues = running.queues();
    let created = queues.create_queue().queue_name("jobs").send().await;
    let url = created.unwrap().queue_url.unwrap();
    let send = queues.send_message().queue_url(&url).message_body("job");
    send.send().await.unwrap();
    let received = queues
        .receive_message()
        .queue_url(&url)
        .send()
        .await
        .unwrap();
    assert_eq!(received.messages().len(), 1);
    assert_eq!(running.aws.queues()[0].visible, 0);
    copy(&before, &after);

    let recovered = start_with(Data::Folder(after)).await;
    assert_eq!(recovered.aws.queues()[0].visible, 1);
}

#[tokio::test]
async fn a_shutdown_does_not_wait_for_a_long_poll() {
    let running = start().await;
    let queues = running.queues();
    let created = queues
        .create_queue()
        .queue_name("jobs")
        .send()
        .await
        .unwrap();
    let poll = queues
        .receive_message()
        .queue_url(created.queue_url.unwrap())
        .wait_time_seconds(20);
    let poll = tokio::spawn(poll.send());
    tokio::task::yield_now().await;
    let begun = Instant::now();
    running.aws.shutdown().await;
    assert!(begun.elapsed() < Duration::from_secs(10));
    let _ = poll.await;
}
