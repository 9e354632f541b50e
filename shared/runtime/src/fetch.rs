//! Fetching a small public document, such as a user pool's keys.

use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::{AggregatedBytes, ByteStream};
use http::Request;

use crate::Variables;
use crate::http::Http;

/// Fetches over the same roots that AWS's endpoints are reached by.
#[derive(Clone, Debug)]
pub struct Fetcher(Http);

/// A document that did not come.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("fetching {url}: {problem}")]
pub struct FetchError {
    url: String,
    problem: String,
}

impl Fetcher {
    /// A fetcher as `variables` say (`AWS_ENDPOINT_URL`, `AWS_TRUST`).
    #[must_use]
    pub fn new(variables: &Variables) -> Self {
        Self(Http::new(variables))
    }

    /// The body at `url`.
    ///
    /// # Errors
    /// When the answer is not a 200, or none came.
    pub async fn get(&self, url: &str) -> Result<Vec<u8>, FetchError> {
        let fail = |problem: String| FetchError {
            url: url.to_owned(),
            problem,
        };
        let request = Request::get(url).body(SdkBody::empty());
        let request = request.map_err(|error| fail(error.to_string()))?;
        let answer = self.0.send(request).await;
        let answer = answer.map_err(|error| fail(format!("{error:?}")))?;
        let status = answer.status().as_u16();
        if status != 200 {
            return Err(fail(format!("answered {status}")));
        }
        let body = ByteStream::new(answer.into_body()).collect().await;
        body.map(AggregatedBytes::to_vec)
            .map_err(|error| fail(error.to_string()))
    }
}
