//! A function's answer as an HTTP response, payload format 2.0, and the few
//! answers that the gateway gives by itself.

use axum::body::Body;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{CONTENT_TYPE, SET_COOKIE};
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::{Map, Value, json};

/// What the gateway answers by itself, in API Gateway's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// A request that can't be told as an event.
    BadRequest,
    /// No identity at all.
    Unauthorized,
    /// The authorizer said no.
    Forbidden,
    /// No such route.
    NotFound,
    /// More than ten megabytes.
    TooLarge,
    /// The function or the authorizer gave no usable answer.
    InternalServerError,
    /// The function took longer than the gateway waits.
    ServiceUnavailable,
}

impl Refusal {
    pub(super) fn response(self) -> Response {
        let (status, message) = match self {
            Self::BadRequest => (StatusCode::BAD_REQUEST, "Bad Request"),
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "Unauthorized"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "Forbidden"),
            Self::NotFound => (StatusCode::NOT_FOUND, "Not Found"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large"),
            Self::InternalServerError => {
                (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
            }
            Self::ServiceUnavailable => (StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable"),
        };
        let mut response = Response::new(Body::from(json!({ "message": message }).to_string()));
        *response.status_mut() = status;
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    }
}

/// The response that a function's answer stands for.
pub(super) fn response(answer: Value) -> Result<Response, Refusal> {
    match answer {
        Value::Object(answer) if answer.contains_key("statusCode") => explicit(answer),
        // Without a status the gateway takes the whole answer for a JSON body.
        Value::String(text) => Ok(inferred(text)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            Ok(inferred(answer.to_string()))
        }
    }
}

fn inferred(body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn explicit(mut answer: Map<String, Value>) -> Result<Response, Refusal> {
    let malformed = Refusal::InternalServerError;
    let status = answer
        .get("statusCode")
        .and_then(status_number)
        .and_then(|status| StatusCode::from_u16(status).ok())
        .ok_or(malformed)?;
    let is_base64 = answer.get("isBase64Encoded") == Some(&Value::Bool(true));
    let body = match answer.remove("body") {
        Some(Value::String(text)) if is_base64 => {
            Body::from(STANDARD.decode(text).map_err(|_| malformed)?)
        }
        Some(Value::String(text)) => Body::from(text),
        None | Some(Value::Null) => Body::empty(),
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            return Err(malformed);
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    if let Some(Value::Object(headers)) = answer.get("headers") {
        for (name, value) in headers {
            let name = HeaderName::try_from(name).map_err(|_| malformed)?;
            response.headers_mut().insert(name, header_value(value)?);
        }
    }
    if let Some(Value::Array(cookies)) = answer.get("cookies") {
        for cookie in cookies {
            response
                .headers_mut()
                .append(SET_COOKIE, header_value(cookie)?);
        }
    }
    Ok(response)
}

fn status_number(value: &Value) -> Option<u16> {
    match value {
        Value::Number(number) => number
            .as_u64()
            .and_then(|number| u16::try_from(number).ok()),
        Value::String(text) => text.parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn header_value(value: &Value) -> Result<HeaderValue, Refusal> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            return Err(Refusal::InternalServerError);
        }
    };
    HeaderValue::try_from(text).map_err(|_| Refusal::InternalServerError)
}
