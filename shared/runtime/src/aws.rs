//! What AWS clients are made from.

use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;

use crate::Variables;
use crate::http::Http;

/// Prepares AWS clients from `variables`: `AWS_REGION`, `AWS_ACCESS_KEY_ID`,
/// `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, `AWS_ENDPOINT_URL` and `AWS_TRUST`.
///
/// Lambda sets the keys for every environment, so no other provider is asked. Without them calls
/// fail with an error that says so. The loader of `aws-config` would look into the process's
/// environment and into profiles besides; it is left out, with all that it links in.
pub async fn aws(variables: &Variables) -> SdkConfig {
    let region = variables.get("AWS_REGION").unwrap_or("eu-west-1");
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(Http::new(variables))
        .region(Region::new(region.to_owned()))
        .retry_config(RetryConfig::standard());
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
