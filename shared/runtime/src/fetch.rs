//! Fetching a small public document, such as a user pool's keys.

use std::sync::OnceLock;

use aws_smithy_http_client::Connector;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext};
use aws_smithy_runtime_api::client::http::{HttpConnector as _, SharedHttpConnector};
use aws_smithy_runtime_api::http::Request;

use crate::Variables;

/// Fetches over the same roots that AWS's endpoints are reached by.
#[derive(Clone, Debug)]
pub struct Fetcher {
    /// `None` where every call goes to a plain endpoint.
    tls: Option<TlsContext>,
    /// Made for the first document, because a function that starts parses no roots for it.
    connector: OnceLock<SharedHttpConnector>,
}

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
        let plain = variables
            .get("AWS_ENDPOINT_URL")
            .is_some_and(|url| url.starts_with("http://"));
        Self {
            tls: (!plain)
                .then(|| crate::aws::tls_context(variables))
                .flatten(),
            connector: OnceLock::new(),
        }
    }

    fn connector(&self) -> &SharedHttpConnector {
        self.connector.get_or_init(|| {
            let builder = Connector::builder();
            SharedHttpConnector::new(match self.tls.clone() {
                Some(tls) => builder
                    .tls_provider(Provider::Rustls(CryptoMode::Ring))
                    .tls_context(tls)
                    .build(),
                None => builder.build_http(),
            })
        })
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
        let request = Request::get(url).map_err(|error| fail(error.to_string()))?;
        let answer = self
            .connector()
            .call(request)
            .await
            .map_err(|error| fail(format!("{error:?}")))?;
        let status = answer.status().as_u16();
        if status != 200 {
            return Err(fail(format!("answered {status}")));
        }
        let body = answer.into_body().collect_bytes().await;
        body.map_err(|error| fail(error.to_string()))
    }
}

/// Collects a streaming body.
trait Collect {
    async fn collect_bytes(self) -> Result<Vec<u8>, aws_smithy_types::byte_stream::error::Error>;
}

impl Collect for aws_smithy_types::body::SdkBody {
    async fn collect_bytes(self) -> Result<Vec<u8>, aws_smithy_types::byte_stream::error::Error> {
        aws_smithy_types::byte_stream::ByteStream::new(self)
            .collect()
            .await
            .map(aws_smithy_types::byte_stream::AggregatedBytes::to_vec)
    }
}
