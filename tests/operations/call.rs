//! A request to an operation.

use platform_tests::{Answer, Caller};
use serde_json::Value;

use crate::document::DOCUMENT;

/// What an id is after its prefix, when it names nothing.
const NOTHING: &str = "01h45ytscbebyvny4gc8cr8ma2";

/// A request to an operation, whose method and path are the document's.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    operation: &'static str,
    method: String,
    path: String,
    query: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Call {
    /// A request without a body, whose path names nothing that exists until [`Call::on`] says what.
    pub(crate) fn to(operation: &'static str) -> Self {
        let documented = DOCUMENT.get(operation);
        let documented = documented.unwrap_or_else(|| panic!("{operation} is not documented"));
        Self {
            operation,
            method: documented.method.clone(),
            path: documented.path.clone(),
            query: "",
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// The operation.
    pub(crate) fn operation(&self) -> &'static str {
        self.operation
    }

    /// With this id for the parameter in the path.
    pub(crate) fn on(mut self, parameter: &str, id: &str) -> Self {
        let slot = format!("{{{parameter}}}");
        assert!(self.path.contains(&slot), "no {slot} in {}", self.path);
        self.path = self.path.replace(&slot, id);
        self
    }

    /// With this query.
    pub(crate) fn query(mut self, query: &'static str) -> Self {
        self.query = query;
        self
    }

    /// With this header, instead of an earlier one of its name.
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(earlier, _)| *earlier != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Without this header.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(earlier, _)| *earlier != name);
        self
    }

    /// With this body, as JSON.
    pub(crate) fn body(self, body: &Value) -> Self {
        self.bytes("application/json", body.to_string())
    }

    /// With a body of any kind.
    pub(crate) fn bytes(self, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let mut call = self.header("content-type", media_type);
        call.body = body.into();
        call
    }

    /// Sends it.
    pub(crate) async fn by(self, caller: &Caller) -> Answer {
        let mut path = self.path;
        for (parameter, prefix) in [
            ("{sign_up}", "sgn"),
            ("{api_key}", "key"),
            ("{scan}", "scan"),
            ("{finding}", "fnd"),
            ("{assessment}", "asm"),
            ("{schedule}", "sched"),
        ] {
            path = path.replace(parameter, &format!("{prefix}_{NOTHING}"));
        }
        for parameter in ["{rule}", "{detector}"] {
            path = path.replace(parameter, "custom-nothing");
        }
        path = path
            .replace("{revision}", "1")
            .replace("{questionnaire}", "none");
        path = path.replace("{domain}", "nobody.example");
        assert!(!path.contains('{'), "{path} names something unknown");
        if !self.query.is_empty() {
            path = format!("{path}?{}", self.query);
        }
        let headers = self.headers.iter();
        let headers: Vec<_> = headers.map(|(name, value)| (*name, &**value)).collect();
        caller.send(&self.method, &path, &headers, self.body).await
    }
}
