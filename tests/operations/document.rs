//! What the OpenAPI document says of each operation.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::Value;

/// An operation as it is documented.
pub(crate) struct Documented {
    pub(crate) method: String,
    /// The path, with its parameters in braces.
    pub(crate) path: String,
    /// The permission that it takes; `None` for one that anybody may call.
    pub(crate) permission: Option<String>,
    pub(crate) takes_body: bool,
    /// By status, or by range: `4XX`.
    responses: BTreeMap<String, Response>,
}

struct Response {
    headers: BTreeSet<String>,
    /// The codes of its problems, which its description names.
    codes: BTreeSet<String>,
}

/// The document's operations by their ids.
pub(crate) static DOCUMENT: LazyLock<BTreeMap<String, Documented>> = LazyLock::new(|| {
    let document = serde_json::to_value(local::openapi()).unwrap();
    let mut operations = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let id = operation["operationId"].as_str();
            let id = id.unwrap_or_else(|| panic!("{method} {path} has no operation id"));
            let documented = Documented::read(method, path, operation);
            operations.insert(id.to_owned(), documented);
        }
    }
    operations
});

impl Documented {
    fn read(method: &str, path: &str, operation: &Value) -> Self {
        let responses = operation["responses"].as_object().unwrap().iter();
        let permission = operation["security"][0]["bearer"][0].as_str();
        Self {
            method: method.to_uppercase(),
            path: path.to_owned(),
            permission: permission.map(str::to_owned),
            takes_body: operation["requestBody"].is_object(),
            responses: responses
                .map(|(status, response)| (status.clone(), Response::read(status, response)))
                .collect(),
        }
    }

    /// Whether it asks the table for anything but the counts of a busy tenant's requests.
    pub(crate) fn asks_the_table(&self) -> bool {
        !self.path.starts_with("/v1/questionnaires")
    }

    /// Status and code of every answer that is listed by itself; the code is empty for a success.
    pub(crate) fn answers(&self) -> BTreeSet<(u16, &str)> {
        let mut answers = BTreeSet::new();
        for (status, response) in &self.responses {
            let Ok(status) = status.parse() else {
                continue;
            };
            if status < 400 {
                answers.insert((status, ""));
            }
            answers.extend(response.codes.iter().map(|code| (status, code.as_str())));
        }
        answers
    }

    /// The first digits of the ranges that are listed.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = u16> {
        let ranges = self.responses.keys().filter_map(|it| it.strip_suffix("XX"));
        ranges.map(|digit| digit.parse().unwrap())
    }

    /// The headers that are listed for this status; `None` where no more than its range is.
    pub(crate) fn headers(&self, status: u16) -> Option<&BTreeSet<String>> {
        let response = self.responses.get(&status.to_string());
        response.map(|response| &response.headers)
    }
}

impl Response {
    fn read(status: &str, response: &Value) -> Self {
        let headers = response["headers"].as_object().into_iter().flatten();
        let mut codes = BTreeSet::new();
        if status.starts_with(['4', '5']) {
            let content = &response["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(content, "#/components/schemas/ProblemBody", "{response}");
            codes = named(response["description"].as_str().unwrap());
            assert!(
                status.ends_with("XX") || !codes.is_empty(),
                "{status} names no code before a colon: {response}"
            );
        }
        Self {
            headers: headers.map(|(name, _)| name.to_lowercase()).collect(),
            codes,
        }
    }
}

/// The words in backticks before a colon: "`not_found`: there is no such scan."
fn named(description: &str) -> BTreeSet<String> {
    let parts: Vec<_> = description.split('`').collect();
    let quoted = parts.windows(2).skip(1).step_by(2);
    let codes = quoted.filter(|pair| pair[1].starts_with(':'));
    codes.map(|pair| pair[0].to_owned()).collect()
}
