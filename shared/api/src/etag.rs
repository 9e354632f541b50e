//! Entity tags (RFC 9110 §8.8.3): the version of a record, so that no change is lost.

use axum::extract::FromRequestParts;
use http::header;
use http::request::Parts;
use store::Version;

use crate::{Code, Problem};

/// The `ETag` of a version. Strong: a version names one state, byte for byte.
#[must_use]
pub fn etag(version: Version) -> String {
    format!("\"{}\"", version.number())
}

/// What `If-Match` asks for. Extracting it fails with 428 when the header is missing.
#[derive(Debug)]
pub struct IfMatch(Wanted);

#[derive(Debug)]
enum Wanted {
    Any,
    OneOf(Vec<String>),
}

impl IfMatch {
    /// Fails with 412 unless the record is one of the wanted versions.
    ///
    /// # Errors
    /// When it is none of them.
    pub fn check(&self, version: Version) -> Result<(), Problem> {
        let current = etag(version);
        match &self.0 {
            Wanted::Any => Ok(()),
            Wanted::OneOf(tags) if tags.contains(&current) => Ok(()),
            Wanted::OneOf(_) => Err(Problem::new(
                Code::VersionConflict,
                format!("Its ETag is {current} now. Get it again and look at what changed."),
            )),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let header = parts.headers.get(header::IF_MATCH).ok_or_else(|| {
            let detail = "Send If-Match with the ETag of what you change, or * to not care.";
            Problem::new(Code::PreconditionRequired, detail)
        })?;
        let text = header.to_str().unwrap_or_default().trim();
        if text == "*" {
            return Ok(Self(Wanted::Any));
        }
        // A weak tag never matches here (RFC 9110 §13.1.1), and its W/ keeps it from doing so.
        Ok(Self(Wanted::OneOf(
            text.split(',').map(|tag| tag.trim().to_owned()).collect(),
        )))
    }
}
