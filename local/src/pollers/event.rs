//! Received messages as Lambda hands them on.

use serde_json::{Map, Value, json};

/// The event of a batch.
pub(super) fn sqs_event(messages: &[Value], queue_arn: &str, region: &str) -> Value {
    let records: Vec<Value> = messages
        .iter()
        .map(|message| {
            let member = |name: &str| message.get(name).cloned().unwrap_or_default();
            let mut record = json!({
                "messageId": member("MessageId"),
                "receiptHandle": member("ReceiptHandle"),
                "body": member("Body"),
                "attributes": message.get("Attributes").cloned().unwrap_or_else(|| json!({})),
                "messageAttributes": message_attributes(message),
                "md5OfBody": member("MD5OfBody"),
                "eventSource": "aws:sqs",
                "eventSourceARN": queue_arn,
                "awsRegion": region,
            });
            if let Some(digest) = message.get("MD5OfMessageAttributes") {
                record["md5OfMessageAttributes"] = digest.clone();
            }
            record
        })
        .collect();
    json!({ "Records": records })
}

/// The queue's names for an attribute's members begin with capitals, the event's don't.
fn message_attributes(message: &Value) -> Value {
    let given = message.get("MessageAttributes").and_then(Value::as_object);
    let attributes: Map<String, Value> = given
        .into_iter()
        .flatten()
        .map(|(name, attribute)| {
            let mut told = json!({
                "stringListValues": [],
                "binaryListValues": [],
                "dataType": attribute.get("DataType"),
            });
            for (from, to) in [
                ("StringValue", "stringValue"),
                ("BinaryValue", "binaryValue"),
            ] {
                if let Some(value) = attribute.get(from) {
                    told[to] = value.clone();
                }
            }
            (name.clone(), told)
        })
        .collect();
    Value::Object(attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sample event, told back as the message that it came from.
    fn received(record: &Value) -> Value {
        json!({
            "MessageId": record["messageId"],
            "ReceiptHandle": record["receiptHandle"],
            "Body": record["body"],
            "Attributes": record["attributes"],
            "MD5OfBody": record["md5OfBody"],
        })
    }

    #[test]
    fn a_batch_is_told_as_in_the_sample_events() {
        for sample in [
            include_str!("../../../events/scan-worker.json"),
            include_str!("../../../events/metering-worker.json"),
        ] {
            let sample: Value = serde_json::from_str(sample).unwrap();
            let records = sample["Records"].as_array().unwrap();
            let messages: Vec<Value> = records.iter().map(received).collect();
            let arn = records[0]["eventSourceARN"].as_str().unwrap();
            assert_eq!(sqs_event(&messages, arn, "eu-west-1"), sample);
        }
    }

    #[test]
    fn message_attributes_keep_their_type() {
        let message = json!({
            "MessageId": "m",
            "Body": "{}",
            "MD5OfMessageAttributes": "d",
            "MessageAttributes": {"trace": {"DataType": "String", "StringValue": "t"}},
        });
        let event = sqs_event(&[message], "arn", "eu-west-1");
        assert_eq!(
            event["Records"][0]["messageAttributes"]["trace"],
            json!({
                "stringValue": "t",
                "stringListValues": [],
                "binaryListValues": [],
                "dataType": "String",
            })
        );
        assert_eq!(event["Records"][0]["md5OfMessageAttributes"], "d");
    }
}
