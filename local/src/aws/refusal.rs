//! A service's refusal, and its form on the wire.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use serde_json::{Value, json};

/// A refusal in the JSON protocols.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    /// The error's name, without a namespace.
    pub(super) code: String,
    pub(super) message: String,
}

impl Refusal {
    /// The caller's mistake.
    pub(super) fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            code: code.to_owned(),
            message: message.into(),
        }
    }

    /// The service's own failure.
    pub(super) fn internal(code: &str, message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            code: code.to_owned(),
            message: message.into(),
        }
    }
}

/// A JSON answer.
pub(super) fn json_answer(
    status: StatusCode,
    content_type: &'static str,
    body: &Value,
) -> Response<Bytes> {
    let mut answer = Response::new(Bytes::from(body.to_string()));
    *answer.status_mut() = status;
    answer
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Ok(id) = HeaderValue::from_str(&uuid::Uuid::new_v4().to_string()) {
        answer.headers_mut().insert("x-amzn-requestid", id);
    }
    answer
}

/// A refusal in the JSON protocols; `namespace` is what the real service puts before the code.
pub(super) fn json_refusal(
    namespace: &str,
    content_type: &'static str,
    refusal: &Refusal,
) -> Response<Bytes> {
    let body = json!({
        "__type": format!("{namespace}#{}", refusal.code),
        "message": refusal.message,
    });
    json_answer(refusal.status, content_type, &body)
}

/// A refusal in S3's XML.
pub(super) fn xml_refusal(status: StatusCode, code: &str, message: &str) -> Response<Bytes> {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    );
    let mut answer = Response::new(Bytes::from(body));
    *answer.status_mut() = status;
    answer.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/xml"),
    );
    answer
}
