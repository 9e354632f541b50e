//! Every queue ends in a dead-letter queue that somebody hears of.

use crate::source::{Template, attribute};

/// How often each queue hands a message out.
const RECEIVES: [(&str, u64, &str); 3] = [
    (
        "ScanQueue",
        6,
        "five tries are promised, and one more receive closes the scan",
    ),
    ("UsageQueue", 5, "five tries are promised"),
    (
        "WebsiteQueue",
        6,
        "five tries are promised, and one more receive closes the scan",
    ),
];

#[test]
fn every_queue_gives_up_into_a_dead_letter_queue() {
    let template = Template::read();
    let mut dead_letters = vec!["FailedEventsQueue"];
    for queue in template.of_kind("AWS::SQS::Queue") {
        let redrive = &queue.properties()["RedrivePolicy"];
        if let Some(target) = attribute(&redrive["deadLetterTargetArn"], "Arn") {
            let (_, receives, why) = RECEIVES
                .into_iter()
                .find(|(id, ..)| *id == queue.id)
                .unwrap_or_else(|| panic!("{}: add its row to RECEIVES", queue.id));
            assert_eq!(redrive["maxReceiveCount"], receives, "{}: {why}", queue.id);
            dead_letters.push(target);
        }
    }
    for queue in template.of_kind("AWS::SQS::Queue") {
        let redriven = !queue.properties()["RedrivePolicy"].is_null();
        let is_dead_letters = dead_letters.contains(&queue.id);
        assert!(
            redriven != is_dead_letters,
            "{} must either have a RedrivePolicy or be a dead-letter queue",
            queue.id
        );
        if is_dead_letters {
            assert_eq!(
                queue.properties()["MessageRetentionPeriod"],
                1_209_600,
                "{} must keep what failed for two weeks, the longest there is",
                queue.id
            );
        }
    }
}

#[test]
fn every_dead_letter_queue_raises_an_alarm_at_its_first_message() {
    let template = Template::read();
    let alarms = template.of_kind("AWS::CloudWatch::Alarm");
    for queue in template.of_kind("AWS::SQS::Queue") {
        if !queue.properties()["RedrivePolicy"].is_null() {
            continue;
        }
        let watched = alarms.iter().any(|alarm| {
            let alarm = alarm.properties();
            alarm["Namespace"] == "AWS/SQS"
                && alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
                && alarm["Threshold"] == 1
                && alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
                && attribute(&alarm["Dimensions"][0]["Value"], "QueueName") == Some(queue.id)
        });
        assert!(watched, "{} fills without an alarm", queue.id);
    }
}

#[test]
fn every_alarm_reaches_somebody() {
    for alarm in Template::read().of_kind("AWS::CloudWatch::Alarm") {
        let actions = &alarm.properties()["AlarmActions"]["Fn::If"];
        assert_eq!(
            actions[1][0]["Ref"], "AlarmTopic",
            "{} tells nobody: give it AlarmActions",
            alarm.id
        );
    }
}

#[test]
fn every_queue_is_encrypted() {
    for queue in Template::read().of_kind("AWS::SQS::Queue") {
        assert_eq!(
            queue.properties()["SqsManagedSseEnabled"],
            true,
            "{} is not encrypted",
            queue.id
        );
    }
}

#[test]
fn workers_answer_for_each_message_and_have_time_to() {
    let template = Template::read();
    let mut polled = Vec::new();
    for function in template.functions() {
        for (name, event) in function.events("SQS") {
            let id = function.resource.id;
            assert_eq!(
                event["FunctionResponseTypes"][0], "ReportBatchItemFailures",
                "{id}.{name}: one failed message would bring back its whole batch"
            );
            let queue = attribute(&event["Queue"], "Arn").unwrap();
            let visibility = template.resource(queue).properties()["VisibilityTimeout"]
                .as_u64()
                .unwrap();
            let timeout = function.property("Timeout").as_u64().unwrap();
            assert!(
                visibility >= 6 * timeout,
                "{queue} hides a message for {visibility} s; AWS asks six times the {timeout} s of {id}"
            );
            polled.push(queue);
        }
    }
    polled.sort_unstable();
    assert_eq!(polled, ["ScanQueue", "UsageQueue", "WebsiteQueue"]);
}

#[test]
fn usage_is_never_delivered_after_its_id_is_forgotten() {
    let template = Template::read();
    let queue = template.resource("UsageQueue");
    assert_eq!(
        queue.properties()["MessageRetentionPeriod"],
        86_400,
        "the metering worker forgets applied messages after 48 hours, and a redelivery later than \
         that would be counted twice"
    );
}

#[test]
fn what_a_schedule_starts_and_fails_is_kept() {
    for function in Template::read().functions() {
        if function.events("Schedule").count() > 0 {
            let kept = &function.property("DeadLetterQueue")["TargetArn"];
            assert_eq!(
                attribute(kept, "Arn"),
                Some("FailedEventsQueue"),
                "{} has nowhere to put events that it fails",
                function.resource.id
            );
        }
    }
}
