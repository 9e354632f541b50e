//! Answers, with the status in the type so that a handler's signature tells it.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use store::{StoredAnswer, Version};

/// An answer with `STATUS` and a JSON body.
#[derive(Debug)]
pub struct Answer<const STATUS: u16, T> {
    body: T,
    location: Option<String>,
    version: Option<Version>,
    retry_after: Option<u64>,
}

/// 200 with a body.
pub type Found<T> = Answer<200, T>;
/// 201 with a body and a `Location`.
pub type Created<T> = Answer<201, T>;
/// 202 with a body and a `Location`.
pub type Accepted<T> = Answer<202, T>;

/// 204, nothing more to say.
#[derive(Debug)]
pub struct Empty;

impl<const STATUS: u16, T: Serialize> Answer<STATUS, T> {
    /// An answer with this body.
    #[must_use]
    pub fn new(body: T) -> Self {
        Self {
            body,
            location: None,
            version: None,
            retry_after: None,
        }
    }

    /// Says where the thing is.
    #[must_use]
    pub fn at(mut self, location: String) -> Self {
        self.location = Some(location);
        self
    }

    /// Says which version it is, as an `ETag`.
    #[must_use]
    pub fn version(mut self, version: Version) -> Self {
        self.version = Some(version);
        self
    }

    /// Says after how many seconds there may be news.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The answer as it is kept for a request that comes again.
    ///
    /// # Errors
    /// When the body can't be written as JSON.
    pub fn stored(&self) -> Result<StoredAnswer, serde_json::Error> {
        Ok(StoredAnswer {
            status: STATUS,
            location: self.location.clone(),
            etag: self.version.map(crate::etag),
            body: serde_json::to_string(&self.body)?,
        })
    }
}

impl<const STATUS: u16, T: Serialize> IntoResponse for Answer<STATUS, T> {
    fn into_response(self) -> Response {
        let retry_after = self.retry_after;
        match self.stored() {
            Ok(stored) => {
                let mut response = respond(stored);
                if let Some(seconds) = retry_after {
                    response
                        .headers_mut()
                        .insert(header::RETRY_AFTER, seconds.into());
                }
                response
            }
            Err(error) => crate::Problem::internal(error.to_string()).into_response(),
        }
    }
}

/// Writes a stored answer out; the first time and every time after.
pub(crate) fn respond(stored: StoredAnswer) -> Response {
    let status = StatusCode::from_u16(stored.status).unwrap_or(StatusCode::OK);
    let mut response = (status, stored.body).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    for (name, value) in [
        (header::LOCATION, stored.location),
        (header::ETAG, stored.etag),
    ] {
        if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}

impl IntoResponse for Empty {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}
