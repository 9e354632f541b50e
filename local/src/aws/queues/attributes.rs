//! A queue's settings: which there are, their bounds, and their defaults.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::invalid;
use crate::aws::refusal::Refusal;

/// Attributes as they were set, by name.
pub(super) type Attributes = BTreeMap<String, String>;

/// Numeric attributes: name, least, most, default.
const NUMBERS: [(&str, i64, i64, i64); 5] = [
    ("VisibilityTimeout", 0, 43_200, 30),
    ("DelaySeconds", 0, 900, 0),
    ("MaximumMessageSize", 1024, 1_048_576, 1_048_576),
    ("MessageRetentionPeriod", 60, 1_209_600, 345_600),
    ("ReceiveMessageWaitTimeSeconds", 0, 20, 0),
];

/// Attributes that are kept and given back, and change nothing here.
const INERT: [&str; 5] = [
    "KmsDataKeyReusePeriodSeconds",
    "KmsMasterKeyId",
    "Policy",
    "RedriveAllowPolicy",
    "SqsManagedSseEnabled",
];

/// Where messages go that were received too often.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub(super) struct RedrivePolicy {
    pub(super) dead_letter_target_arn: String,
    /// 1 to 1000.
    #[serde(deserialize_with = "number_or_text")]
    pub(super) max_receive_count: i64,
}

/// The real service takes the count as a number or as text.
fn number_or_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Count {
        Number(i64),
        Text(String),
    }
    match Count::deserialize(deserializer)? {
        Count::Number(count) => Ok(count),
        Count::Text(text) => text.parse().map_err(serde::de::Error::custom),
    }
}

/// Refuses an attribute that SQS doesn't know, or a value out of bounds.
pub(super) fn check(attributes: &Attributes) -> Result<(), Refusal> {
    for (name, value) in attributes {
        if let Some((_, least, most, _)) = NUMBERS.iter().find(|(known, ..)| known == name) {
            let in_bounds = value
                .parse::<i64>()
                .is_ok_and(|value| (*least..=*most).contains(&value));
            if !in_bounds {
                return Err(invalid(format!("Invalid value for the parameter {name}.")));
            }
        } else if name == "RedrivePolicy" {
            parse_redrive(value)?;
        } else if name == "FifoQueue" || name == "ContentBasedDeduplication" {
            if value == "true" {
                return Err(Refusal::new(
                    "UnsupportedOperation",
                    "FIFO queues aren't emulated",
                ));
            }
        } else if !INERT.contains(&name.as_str()) {
            return Err(Refusal::new(
                "InvalidAttributeName",
                format!("Unknown Attribute {name}."),
            ));
        }
    }
    Ok(())
}

/// A numeric attribute's value.
pub(super) fn number(attributes: &Attributes, name: &str) -> i64 {
    let default = NUMBERS
        .iter()
        .find(|(known, ..)| *known == name)
        .map_or(0, |(.., default)| *default);
    attributes
        .get(name)
        .and_then(|value| value.parse().ok())
        .unwrap_or(default)
}

/// The queue's redrive policy, if it has one.
pub(super) fn redrive(attributes: &Attributes) -> Option<RedrivePolicy> {
    attributes
        .get("RedrivePolicy")
        .and_then(|value| parse_redrive(value).ok().flatten())
}

/// An empty policy takes the policy away.
fn parse_redrive(value: &str) -> Result<Option<RedrivePolicy>, Refusal> {
    if value.is_empty() {
        return Ok(None);
    }
    let policy: RedrivePolicy = serde_json::from_str(value).map_err(|error| {
        invalid(format!(
            "Value {value} for parameter RedrivePolicy is invalid. Reason: {error}."
        ))
    })?;
    if !(1..=1000).contains(&policy.max_receive_count) {
        return Err(invalid(format!(
            "Value {value} for parameter RedrivePolicy is invalid. Reason: Invalid value for maxReceiveCount, valid values are from 1 to 1000 both inclusive."
        )));
    }
    Ok(Some(policy))
}

/// Every setting with its value, defaults included.
pub(super) fn with_defaults(attributes: &Attributes) -> Attributes {
    let mut all = attributes.clone();
    for (name, _, _, default) in NUMBERS {
        all.entry(name.to_owned())
            .or_insert_with(|| default.to_string());
    }
    all.entry("SqsManagedSseEnabled".to_owned())
        .or_insert_with(|| "true".to_owned());
    all.retain(|_, value| !value.is_empty());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(rows: &[(&str, &str)]) -> Attributes {
        rows.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn settings_out_of_bounds_are_refused() {
        for (name, value, accepted) in [
            ("VisibilityTimeout", "43200", true),
            ("VisibilityTimeout", "43201", false),
            ("DelaySeconds", "-1", false),
            ("MessageRetentionPeriod", "86400", true),
            ("RedrivePolicy", "", true),
            (
                "RedrivePolicy",
                r#"{"deadLetterTargetArn":"a","maxReceiveCount":"5"}"#,
                true,
            ),
            (
                "RedrivePolicy",
                r#"{"deadLetterTargetArn":"a","maxReceiveCount":0}"#,
                false,
            ),
            ("RedrivePolicy", "{", false),
            ("FifoQueue", "true", false),
            ("Colour", "blue", false),
        ] {
            assert_eq!(
                check(&attributes(&[(name, value)])).is_ok(),
                accepted,
                "{name}={value}"
            );
        }
    }

    #[test]
    fn what_was_not_set_has_the_service_s_default() {
        let all = with_defaults(&attributes(&[("VisibilityTimeout", "1800")]));
        assert_eq!(all["VisibilityTimeout"], "1800");
        assert_eq!(all["MessageRetentionPeriod"], "345600");
    }
}
