//! The event of a schedule, as `EventBridge` writes it.

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

/// The event of a rule that was due at `at`.
pub(super) fn scheduled_event(
    id: Uuid,
    rule_arn: &str,
    account: &str,
    region: &str,
    at: Timestamp,
) -> Value {
    json!({
        "version": "0",
        "id": id.to_string(),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": account,
        "time": at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "region": region,
        "resources": [rule_arn],
        "detail": {},
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_is_told_as_in_the_sample_event() {
        let sample: Value =
            serde_json::from_str(include_str!("../../../events/trial-expiry.json")).unwrap();
        let event = scheduled_event(
            sample["id"].as_str().unwrap().parse().unwrap(),
            sample["resources"][0].as_str().unwrap(),
            "123456789012",
            "eu-west-1",
            "2026-03-02T09:00:00.25Z".parse().unwrap(),
        );
        assert_eq!(event, sample);
    }
}
