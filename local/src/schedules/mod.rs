//! Schedules of the template, by the platform's clock.
//!
//! A clock that jumps over several times of a schedule fires it once, for the
//! last of them: nobody could have acted at the others.

mod event;
#[cfg(test)]
mod tests;
mod timing;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::Clock;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::Notify;
use tracing::error;
use uuid::Uuid;

use crate::aws::Aws;
use crate::deploy::{EventSpec, FunctionSpec, Site, queue_url};
use crate::functions::Functions;
use crate::stop::Stop;
use crate::template::TemplateError;
use timing::Timing;

/// How often the clock is looked at when nobody says that it was moved.
const LOOK: Duration = Duration::from_secs(1);
/// How often Lambda tries again when nobody waits for the answer. Here it tries at once.
const RETRIES: usize = 2;

/// The schedules of a stack.
#[derive(Debug)]
pub(crate) struct Schedules {
    all: Vec<Schedule>,
    // The next time of each, in the same order.
    next: Mutex<Vec<Option<Timestamp>>>,
    // Held while something fires: between two of them no function runs, and yet there is work.
    firing: tokio::sync::Mutex<()>,
    functions: Functions,
    aws: Arc<Aws>,
    site: Site,
    clock: Clock,
}

#[derive(Debug)]
struct Schedule {
    rule_arn: String,
    function: String,
    dead_letter_queue_arn: Option<String>,
    input: Option<Value>,
    timing: Timing,
}

impl Schedules {
    /// Reads every schedule of the stack; each is first due a period from now.
    pub(crate) fn new(
        functions: &[FunctionSpec],
        running: Functions,
        aws: Arc<Aws>,
        site: Site,
        clock: Clock,
    ) -> Result<Self, TemplateError> {
        let mut schedules = Vec::new();
        for function in functions {
            for event in &function.events {
                let EventSpec::Schedule(spec) = event else {
                    continue;
                };
                let timing = Timing::read(&spec.expression)
                    .map_err(|problem| spec.place.error(problem, "correct the expression"))?;
                let input = match &spec.input {
                    Some(text) => Some(serde_json::from_str(text).map_err(|_| {
                        spec.place
                            .error("Input isn't JSON", "write the event that the function gets")
                    })?),
                    None => None,
                };
                schedules.push(Schedule {
                    rule_arn: format!(
                        "arn:aws:events:{}:{}:rule/{}",
                        site.region, site.account, spec.name
                    ),
                    function: function.arn.clone(),
                    dead_letter_queue_arn: function.dead_letter_queue_arn.clone(),
                    input,
                    timing,
                });
            }
        }
        let now = clock.now();
        let next = schedules
            .iter()
            .map(|schedule| schedule.timing.next(now))
            .collect();
        Ok(Self {
            all: schedules,
            next: Mutex::new(next),
            firing: tokio::sync::Mutex::new(()),
            functions: running,
            aws,
            site,
            clock,
        })
    }

    /// Fires what is due until `stop` says so.
    pub(crate) async fn run(self: Arc<Self>, clock_moved: Arc<Notify>, mut stop: Stop) {
        loop {
            self.fire_due().await;
            tokio::select! {
                () = stop.stopped() => return,
                () = clock_moved.notified() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Fires what is due now, and resolves when it has run, whoever fires it.
    pub(crate) async fn fire_due(&self) {
        let _firing = self.firing.lock().await;
        for (schedule, at) in self.take_due() {
            self.fire(schedule, at).await;
        }
    }

    fn take_due(&self) -> Vec<(&Schedule, Timestamp)> {
        let now = self.clock.now();
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let mut due = Vec::new();
        for (schedule, next) in self.all.iter().zip(next.iter_mut()) {
            if let Some(first) = next.filter(|next| *next <= now) {
                let latest = schedule.timing.latest(first, now);
                *next = schedule.timing.next(latest);
                due.push((schedule, latest));
            }
        }
        due
    }

    async fn fire(&self, schedule: &Schedule, at: Timestamp) {
        let Site {
            region, account, ..
        } = &self.site;
        let event = schedule.input.clone().unwrap_or_else(|| {
            event::scheduled_event(Uuid::new_v4(), &schedule.rule_arn, account, region, at)
        });
        let mut last = None;
        for _ in 0..=RETRIES {
            match self
                .functions
                .invoke(&schedule.function, event.clone())
                .await
            {
                Ok(_) => return,
                Err(error) => last = Some(error.to_string()),
            }
        }
        if let (Some(queue_arn), Some(reason)) = (&schedule.dead_letter_queue_arn, last) {
            self.give_up(queue_arn, &event, &reason).await;
        }
    }

    /// Puts the event into the dead-letter queue, as Lambda does after its last try.
    async fn give_up(&self, queue_arn: &str, event: &Value, reason: &str) {
        let text = |value: String| json!({"DataType": "String", "StringValue": value});
        let message = json!({
            "QueueUrl": queue_url(&self.aws, queue_arn),
            "MessageBody": event.to_string(),
            "MessageAttributes": {
                "RequestID": text(Uuid::new_v4().to_string()),
                "ErrorCode": text("200".to_owned()),
                "ErrorMessage": text(reason.chars().take(1024).collect()),
            },
        });
        if let Err(error) = self.aws.call("AmazonSQS.SendMessage", message).await {
            error!(queue = queue_arn, %error, "an event that was given up is lost");
        }
    }
}
