//! What a function's answer says about its batch, by the rules of
//! `ReportBatchItemFailures`.

use serde_json::Value;

/// Which messages of a batch failed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failed {
    /// Every one, because the answer can't be trusted.
    All(&'static str),
    /// These ids, possibly none.
    These(Vec<String>),
}

/// Reads an answer. Lambda takes an empty answer for success, and an answer that it can't
/// match to the batch for a failure of all of it.
pub(super) fn failed(answer: &Value, batch: &[&str]) -> Failed {
    let failures = match answer {
        Value::Null => return Failed::These(Vec::new()),
        Value::Object(members) => members.get("batchItemFailures").unwrap_or(&Value::Null),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            return Failed::All("the answer isn't an object");
        }
    };
    let failures = match failures {
        Value::Null => return Failed::These(Vec::new()),
        Value::Array(failures) => failures,
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            return Failed::All("batchItemFailures isn't a list");
        }
    };
    let mut ids = Vec::with_capacity(failures.len());
    for failure in failures {
        match failure.get("itemIdentifier").and_then(Value::as_str) {
            Some(id) if batch.contains(&id) => ids.push(id.to_owned()),
            Some(_) => return Failed::All("an itemIdentifier isn't of this batch"),
            None => return Failed::All("a failure has no itemIdentifier"),
        }
    }
    Failed::These(ids)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_answer_says_which_messages_failed() {
        let none = || Failed::These(Vec::new());
        let unknown = || Failed::All("an itemIdentifier isn't of this batch");
        let unnamed = || Failed::All("a failure has no itemIdentifier");
        for (answer, expected) in [
            (json!(null), none()),
            (json!({}), none()),
            (json!({"batchItemFailures": null}), none()),
            (json!({"batchItemFailures": []}), none()),
            (
                json!({"batchItemFailures": [{"itemIdentifier": "b"}]}),
                Failed::These(vec!["b".to_owned()]),
            ),
            (
                json!({"batchItemFailures": [{"itemIdentifier": "x"}]}),
                unknown(),
            ),
            (
                json!({"batchItemFailures": [{"itemIdentifier": ""}]}),
                unknown(),
            ),
            (
                json!({"batchItemFailures": [{"itemIdentifier": null}]}),
                unnamed(),
            ),
            (
                json!({"batchItemFailures": [{"identifier": "a"}]}),
                unnamed(),
            ),
            (
                json!({"batchItemFailures": "a"}),
                Failed::All("batchItemFailures isn't a list"),
            ),
            (json!("done"), Failed::All("the answer isn't an object")),
        ] {
            assert_eq!(failed(&answer, &["a", "b"]), expected, "{answer}");
        }
    }
}
