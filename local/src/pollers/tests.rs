use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::sync::Notify;

use super::Poller;
use crate::deploy::{EventSpec, queue_url};
use crate::stop::Stopper;
use crate::testing::{TestStack, handler};

const TEMPLATE: &str = "
Resources:
  Dead: { Type: AWS::SQS::Queue }
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 30
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3 }
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/worker/
      Runtime: provided.al2023
      Handler: bootstrap
      Events:
        Jobs:
          Type: SQS
          Properties:
            Queue: !GetAtt Jobs.Arn
            BatchSize: 25
            FunctionResponseTypes: [ReportBatchItemFailures]
";

/// Which bodies the worker has seen, batch by batch.
type Seen = Arc<Mutex<Vec<Vec<String>>>>;

struct Fixture {
    stack: TestStack,
    seen: Seen,
    moved: Arc<Notify>,
    stopper: Stopper,
    jobs: String,
}

/// A worker that fails bodies that begin with `bad`, and panics at `panic`.
async fn fixture() -> Fixture {
    let seen = Seen::default();
    let worker = handler({
        let seen = Arc::clone(&seen);
        move |event| {
            let records = event["Records"].as_array().unwrap();
            let bodies: Vec<String> = records
                .iter()
                .map(|record| record["body"].as_str().unwrap().to_owned())
                .collect();
            let panics = bodies.iter().any(|body| body == "panic");
            seen.lock().unwrap().push(bodies);
            assert!(!panics, "as asked");
            let failures: Vec<Value> = records
                .iter()
                .filter(|record| record["body"].as_str().unwrap().starts_with("bad"))
                .map(|record| json!({"itemIdentifier": record["messageId"]}))
                .collect();
            Ok(json!({ "batchItemFailures": failures }))
        }
    });
    let stack = TestStack::start(TEMPLATE, &[("worker", worker)]).await;
    let EventSpec::Queue(mapping) = stack.stack.functions[0].events[0].clone() else {
        panic!("the event is a queue");
    };
    let jobs = queue_url(&stack.aws, &mapping.queue_arn);
    Fixture {
        stack,
        seen,
        moved: Arc::new(Notify::new()),
        stopper: Stopper::new(),
        jobs,
    }
}

impl Fixture {
    fn poll(&self) {
        let EventSpec::Queue(mapping) = self.stack.stack.functions[0].events[0].clone() else {
            panic!("the event is a queue");
        };
        let poller = Poller::new(
            mapping,
            self.jobs.clone(),
            "worker".to_owned(),
            "eu-west-1".to_owned(),
            Arc::clone(&self.stack.aws),
            self.stack.functions.clone(),
            Arc::clone(&self.moved),
        );
        tokio::spawn(poller.run(self.stopper.listener()));
    }

    async fn send(&self, body: &str) {
        let message = json!({"QueueUrl": self.jobs, "MessageBody": body});
        self.stack
            .aws
            .call("AmazonSQS.SendMessage", message)
            .await
            .unwrap();
    }

    /// Resolves when the worker has seen that many bodies and rests.
    async fn settled(&self, bodies: usize) {
        let settled = async {
            while self.seen.lock().unwrap().iter().flatten().count() < bodies {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            self.stack.functions.activity().quiet().await;
        };
        tokio::time::timeout(Duration::from_secs(10), settled)
            .await
            .unwrap();
    }

    fn move_clock(&self, seconds: i64) {
        self.stack.clock.advance(SignedDuration::from_secs(seconds));
        self.moved.notify_waiters();
    }

    /// How many messages are receivable, in flight and dead.
    fn counts(&self) -> (u64, u64, u64) {
        let queues = self.stack.aws.queues();
        let find = |name: &str| queues.iter().find(|queue| queue.name == name).unwrap();
        let jobs = find("polder-Jobs");
        (jobs.visible, jobs.in_flight, find("polder-Dead").visible)
    }
}

#[tokio::test]
async fn a_batch_holds_what_waits_and_is_deleted_when_done() {
    let fixture = fixture().await;
    for number in 0..25 {
        fixture.send(&format!("job {number}")).await;
    }
    fixture.poll();
    fixture.settled(25).await;
    assert_eq!(fixture.seen.lock().unwrap().len(), 1, "one batch of 25");
    assert_eq!(fixture.counts(), (0, 0, 0));
}

#[tokio::test]
async fn what_failed_returns_after_its_timeout_and_dies_after_the_last_try() {
    let fixture = fixture().await;
    fixture.send("good").await;
    fixture.send("bad").await;
    fixture.poll();
    fixture.settled(2).await;
    assert_eq!(fixture.counts(), (0, 1, 0), "the bad one is hidden");
    fixture.move_clock(31);
    fixture.settled(3).await;
    fixture.move_clock(31);
    fixture.settled(4).await;
    assert_eq!(fixture.counts(), (0, 1, 0));
    fixture.move_clock(31);
    let buried = async {
        while fixture.counts() != (0, 0, 1) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), buried)
        .await
        .unwrap();
    let seen: Vec<String> = fixture
        .seen
        .lock()
        .unwrap()
        .iter()
        .flatten()
        .cloned()
        .collect();
    assert_eq!(seen.iter().filter(|body| *body == "bad").count(), 3);
    assert_eq!(seen.iter().filter(|body| *body == "good").count(), 1);
}

#[tokio::test]
async fn a_panic_fails_the_whole_batch_and_nothing_else() {
    let fixture = fixture().await;
    fixture.send("panic").await;
    fixture.send("innocent").await;
    fixture.poll();
    fixture.settled(2).await;
    assert_eq!(fixture.counts(), (0, 2, 0), "both are hidden");
    fixture.send("later").await;
    fixture.settled(3).await;
    assert_eq!(fixture.counts(), (0, 2, 0), "the later one is done");
}
