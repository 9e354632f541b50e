//! What AWS clients are made from: one HTTP client, one TLS stack, pinned roots.

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;

use crate::Variables;

/// The five roots that Amazon Trust Services signs AWS's endpoints under.
///
/// Parsing the system's hundred and more is most of what a function with the SDK's defaults does
/// while it starts. `AWS_TRUST=system` goes back to the system's.
const AMAZON_ROOTS: &[u8] = include_bytes!("roots/amazon.pem");

/// How long a connection may take to stand; the SDK's own default.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(3_100);

/// Prepares AWS clients from `variables`: `AWS_REGION`, `AWS_ACCESS_KEY_ID`,
/// `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, `AWS_ENDPOINT_URL` and `AWS_TRUST`.
///
/// Lambda sets the keys for every environment, so no other provider is asked. Without them calls
/// fail with an error that says so. The loader of `aws-config` would look into the process's
/// environment and into profiles besides; it is left out, with all that it links in.
pub async fn aws(variables: &Variables) -> SdkConfig {
    let region = variables.get("AWS_REGION").unwrap_or("eu-west-1");
    let timeouts = TimeoutConfig::builder().connect_timeout(CONNECT_TIMEOUT);
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(http_client(variables))
        .region(Region::new(region.to_owned()))
        .retry_config(RetryConfig::standard())
        .timeout_config(timeouts.build());
    if let (Some(key), Some(secret)) = (
        variables.get("AWS_ACCESS_KEY_ID"),
        variables.get("AWS_SECRET_ACCESS_KEY"),
    ) {
        let token = variables.get("AWS_SESSION_TOKEN").map(str::to_owned);
        let credentials = Credentials::new(key, secret, token, None, "variables");
        config = config.credentials_provider(SharedCredentialsProvider::new(credentials));
    }
    if let Some(endpoint) = variables.get("AWS_ENDPOINT_URL") {
        config = config.endpoint_url(endpoint);
    }
    config.build()
}

/// The trust that TLS connections begin from.
pub(crate) fn tls_context(variables: &Variables) -> Option<TlsContext> {
    let mut roots = TrustStore::empty();
    if variables.get("AWS_TRUST") == Some("system") {
        roots = roots.with_native_roots(true);
    } else {
        roots = roots.with_pem_certificate(AMAZON_ROOTS);
    }
    TlsContext::builder().with_trust_store(roots).build().ok()
}

fn http_client(variables: &Variables) -> SharedHttpClient {
    let builder = aws_smithy_http_client::Builder::new();
    // Where every call goes to a plain endpoint, there is no trust to load.
    if variables
        .get("AWS_ENDPOINT_URL")
        .is_some_and(|url| url.starts_with("http://"))
    {
        return builder.build_http();
    }
    let builder = builder.tls_provider(Provider::Rustls(CryptoMode::Ring));
    let client = match tls_context(variables) {
        Some(context) => builder.tls_context(context).build_https(),
        None => builder.build_https(),
    };
    SharedHttpClient::new(TrustOnce(client))
}

/// Parses the roots for the first connection only.
///
/// The client inside would parse them once more for each AWS client that is made, to find out
/// early whether it can. Ours are compiled in, and a test parses them.
#[derive(Debug)]
struct TrustOnce(SharedHttpClient);

impl HttpClient for TrustOnce {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        self.0.http_connector(settings, components)
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.0.connector_metadata()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roots_can_be_trusted() {
        let context = tls_context(&Variables::default()).unwrap();
        // Building the connector parses every root, and panics over one that is none.
        let _ = aws_smithy_http_client::Connector::builder()
            .tls_provider(Provider::Rustls(CryptoMode::Ring))
            .tls_context(context)
            .build();
    }
}
