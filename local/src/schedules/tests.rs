use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::Schedules;
use crate::testing::{TestStack, handler};

const TEMPLATE: &str = "
Resources:
  Failed: { Type: AWS::SQS::Queue }
  Sweep:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/sweep/
      Runtime: provided.al2023
      Handler: bootstrap
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Failed.Arn }
      Events:
        Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }
        Nightly:
          Type: Schedule
          Properties: { Schedule: 'cron(0 3 * * ? *)', Input: '{\"night\": true}' }
";

struct Fixture {
    stack: TestStack,
    schedules: Schedules,
    hourly: Arc<AtomicUsize>,
    nightly: Arc<AtomicUsize>,
}

/// Counts by event; fails always when it is told to.
async fn fixture(fails: bool) -> Fixture {
    let (hourly, nightly) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let sweep = handler({
        let (hourly, nightly) = (Arc::clone(&hourly), Arc::clone(&nightly));
        move |event: Value| {
            let count = if event == json!({"night": true}) {
                &nightly
            } else {
                &hourly
            };
            count.fetch_add(1, Ordering::SeqCst);
            if fails {
                Err("as asked".into())
            } else {
                Ok(Value::Null)
            }
        }
    });
    let stack = TestStack::start(TEMPLATE, &[("sweep", sweep)]).await;
    let schedules = Schedules::new(
        &stack.stack.functions,
        stack.functions.clone(),
        Arc::clone(&stack.aws),
        stack.site.clone(),
        stack.clock.clone(),
    )
    .unwrap();
    Fixture {
        stack,
        schedules,
        hourly,
        nightly,
    }
}

impl Fixture {
    async fn move_clock(&self, by: SignedDuration) {
        self.stack.clock.advance(by);
        self.schedules.fire_due().await;
    }

    fn fired(&self) -> (usize, usize) {
        let count = |count: &AtomicUsize| count.load(Ordering::SeqCst);
        (count(&self.hourly), count(&self.nightly))
    }
}

#[tokio::test]
async fn a_schedule_fires_once_however_far_the_clock_jumps() {
    let fixture = fixture(false).await;
    fixture.move_clock(SignedDuration::ZERO).await;
    assert_eq!(fixture.fired(), (0, 0), "nothing is due at the start");
    fixture
        .move_clock(SignedDuration::from_hours(14 * 24))
        .await;
    assert_eq!(fixture.fired(), (1, 1));
    fixture.move_clock(SignedDuration::ZERO).await;
    assert_eq!(fixture.fired(), (1, 1), "and is not due again at once");
    fixture.move_clock(SignedDuration::from_mins(60)).await;
    assert_eq!(fixture.fired().0, 2);
}

#[tokio::test]
async fn an_event_that_fails_is_tried_again_and_then_put_aside() {
    let fixture = fixture(true).await;
    fixture.move_clock(SignedDuration::from_mins(61)).await;
    let (hourly, nightly) = fixture.fired();
    assert_eq!(hourly, 3, "the first try and two more");
    let queues = fixture.stack.aws.queues();
    let failed = queues
        .iter()
        .find(|queue| queue.name == "polder-Failed")
        .unwrap();
    let events = 1 + u64::try_from(nightly / 3).unwrap();
    assert_eq!(failed.visible, events);
}
