//! JSON bodies.

use axum::extract::{FromRequest, Request};
use http::header;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::{Code, FieldError, Problem};

/// The largest body that is read: 256 KiB of text may be six times that in JSON's escapes.
pub const MAX_BODY_BYTES: usize = 2 * 1024 * 1024;

/// A JSON body, read into its type; unknown fields are refused by the type.
#[derive(Debug)]
pub struct JsonBody<T> {
    /// What it says.
    pub value: T,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
}

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let media_type = request.headers().get(header::CONTENT_TYPE);
        let media_type = media_type
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            let detail = "Send the body as JSON, with Content-Type: application/json.";
            return Err(Problem::new(Code::MediaTypeUnsupported, detail));
        }
        let body = Limited::new(request.into_body(), MAX_BODY_BYTES)
            .collect()
            .await;
        let bytes = body.map_err(|error| {
            if error.is::<LengthLimitError>() {
                Problem::new(Code::BodyTooLarge, "The body may have 2 MiB.")
            } else {
                Problem::new(Code::BodyMalformed, "The body broke off.").because(error.to_string())
            }
        })?;
        Self::parse(&bytes.to_bytes())
    }
}

impl<T: DeserializeOwned> JsonBody<T> {
    fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
            let path = error.path().to_string();
            explain(&path, error.inner())
        })?;
        json.end().map_err(|error| explain(".", &error))?;
        Ok(Self {
            value,
            hash: hex::encode(Sha256::digest(bytes)),
        })
    }
}

/// The most of a request that a problem repeats, in characters.
const MAX_ECHO_CHARS: usize = 200;

/// Text from the request, cut where it is long: an answer must not grow with what it refuses.
#[must_use]
pub fn echo(text: &str) -> String {
    match text.char_indices().nth(MAX_ECHO_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn explain(path: &str, error: &serde_json::Error) -> Problem {
    let whole = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let detail = whole.strip_suffix(&place).unwrap_or(&whole);
    match error.classify() {
        serde_json::error::Category::Data => {
            let mut problem = Problem::new(Code::FieldInvalid, "See `errors` for what to change.");
            let field = if path == "." {
                "body".to_owned()
            } else {
                echo(path)
            };
            problem.errors.push(FieldError {
                field,
                detail: echo(detail),
            });
            problem
        }
        serde_json::error::Category::Io
        | serde_json::error::Category::Syntax
        | serde_json::error::Category::Eof => Problem::new(
            Code::BodyMalformed,
            format!("The body is not JSON{place}: {}.", echo(detail)),
        ),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[expect(dead_code, reason = "what matters is what can't be read")]
        name: domain::Name,
    }

    #[test]
    fn a_problem_does_not_grow_with_the_request() {
        let body = format!(r#"{{"{}":1}}"#, "x".repeat(100_000));
        let problem = JsonBody::<Body>::parse(body.as_bytes()).unwrap_err();
        let error = &problem.errors[0];
        assert!(error.field.len() + error.detail.len() < 1_000);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let rows = [
            (r#"{"name""#, "body_malformed", ""),
            (r#"{"name":"a"} x"#, "body_malformed", ""),
            ("", "body_malformed", ""),
            ("[]", "field_invalid", "body"),
            (r#"{"name":7}"#, "field_invalid", "name"),
            (r#"{"name":""}"#, "field_invalid", "name"),
            ("{}", "field_invalid", "body"),
            (r#"{"name":"a","nane":"b"}"#, "field_invalid", "nane"),
        ];
        for (body, code, field) in rows {
            let problem = JsonBody::<Body>::parse(body.as_bytes()).unwrap_err();
            assert_eq!(problem.code.as_str(), code, "{body}");
            let fields: Vec<_> = problem
                .errors
                .iter()
                .map(|error| error.field.as_str())
                .collect();
            assert_eq!(fields.join(","), field, "{body}");
        }
        assert!(JsonBody::<Body>::parse(b"{\"name\":\"\xff\"}").is_err());
    }
}
