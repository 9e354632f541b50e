//! From a token or an API key to a tenant, a principal, a plan.
//!
//! The gateway caches the answer for a minute by the `Authorization` header alone, so the answer
//! depends on nothing else: neither on the route nor on other headers. The authorizer lets every
//! request through that shows a credential, with a context that says what the credential is worth;
//! the functions turn a refusal into a problem that says what to do. A function that was given no
//! identity grants nothing.

mod answer;
mod credential;
mod keys;
mod verdict;

use std::sync::Arc;

use aws_lambda_events::event::apigw::ApiGatewayV2CustomAuthorizerV2Request;
use directory::Directory;
use domain::Clock;
use identity::TokenVerifier;
use lambda_runtime::{Error, LambdaEvent, Service, service_fn};
use runtime::{ConfigError, Fetcher, SdkConfig, Variables};
use store::Store;
use tokio::sync::RwLock;

pub use answer::Answer;
pub use verdict::Authorizer;

/// What the authorizer is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
    directory_table: String,
    token_issuer: String,
    client: String,
    fetcher: Fetcher,
}

impl Config {
    /// Reads `TENANT_TABLE`, `DIRECTORY_TABLE`, `TOKEN_ISSUER` and `USER_POOL_CLIENT_ID`.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            directory_table: variables.required("DIRECTORY_TABLE")?.to_owned(),
            token_issuer: variables.required("TOKEN_ISSUER")?.to_owned(),
            client: variables.required("USER_POOL_CLIENT_ID")?.to_owned(),
            fetcher: Fetcher::new(variables),
        })
    }
}

/// The authorizer, for the runtime to drive.
#[must_use]
pub fn service(
    config: Config,
    aws: &SdkConfig,
    clock: Clock,
) -> impl Service<
    LambdaEvent<ApiGatewayV2CustomAuthorizerV2Request>,
    Response = Answer,
    Error = Error,
    Future: Send,
>
+ Clone
+ Send
+ 'static
+ use<> {
    let authorizer = Arc::new(Authorizer {
        store: Store::new(aws, config.tenant_table),
        directory: Directory::new(aws, config.directory_table),
        verifier: RwLock::new(TokenVerifier::new(config.token_issuer, config.client)),
        fetcher: config.fetcher,
        clock,
    });
    service_fn(
        move |event: LambdaEvent<ApiGatewayV2CustomAuthorizerV2Request>| {
            let authorizer = Arc::clone(&authorizer);
            async move { authorizer.answer(&event.payload).await }
        },
    )
}
