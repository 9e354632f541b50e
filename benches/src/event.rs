//! The sample events, as a function gets them.

use serde_json::{Value, json};

use crate::Error;
use crate::function::root;

/// The event in `events/<name>.json`.
pub(crate) fn sample(name: &str) -> Result<Value, Error> {
    let path = root().join("events").join(format!("{name}.json"));
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("{} can't be read: {error}", path.display()))?;
    Ok(serde_json::from_str(&text)?)
}

/// Turns a request from the gateway into a plain read of `path`, by the same caller.
pub(crate) fn read(mut event: Value, path: &str, route: &str) -> Value {
    event["routeKey"] = json!(route);
    event["rawPath"] = json!(path);
    event["requestContext"]["routeKey"] = json!(route);
    event["requestContext"]["http"]["method"] = json!("GET");
    event["requestContext"]["http"]["path"] = json!(path);
    if let Some(event) = event.as_object_mut() {
        event.remove("body");
    }
    if let Some(headers) = event["headers"].as_object_mut() {
        for name in ["content-type", "idempotency-key", "if-match"] {
            headers.remove(name);
        }
        headers.insert("content-length".to_owned(), json!("0"));
    }
    event
}
