//! The platform inside this process, and a company of our own on it.
//!
//! The company signs up like any other: a request, a code from the mail, a sign-in, an API key. So every scan
//! from a terminal walks the way that a customer walks.

use domain::Clock;
use local::{Data, Options, Platform, PlatformError};
use serde::Deserialize;
use serde_json::{Value, json};
use thiserror::Error;
use uuid::Uuid;

use crate::client::{Client, ClientError};

/// Who signs up. The domain is reserved for examples (RFC 2606): no mail could ever leave.
const EMAIL: &str = "scanner@polder.example";
const COMPANY: &str = "This computer";

/// What the key may do: scan, see what came out, and what it took.
const SCOPES: [&str; 6] = [
    "scan:create",
    "scan:read",
    "scan:cancel",
    "finding:read",
    "report:read",
    "usage:read",
];

/// Why there is no platform in this process.
#[derive(Debug, Error)]
pub(crate) enum EmbeddedError {
    #[error("The platform can't start: {0}")]
    Start(#[from] PlatformError),
    #[error("Can't sign up at the platform in this process: {0}")]
    SignUp(#[from] ClientError),
    #[error("Can't sign in at the platform in this process: {0}")]
    SignIn(String),
    #[error("The platform in this process sent no mail with a code")]
    NoCode,
}

/// A platform in memory, on ports of its own.
pub(crate) struct Embedded {
    platform: Platform,
}

impl Embedded {
    /// Starts it.
    pub(crate) async fn start() -> Result<Self, EmbeddedError> {
        let options = Options {
            data: Data::Memory,
            api_port: 0,
            aws_port: 0,
            clock: Clock::system(),
            seed: false,
        };
        Ok(Self {
            platform: Platform::start(options).await?,
        })
    }

    /// Signs a company up and answers a client with its API key.
    pub(crate) async fn sign_up(&self) -> Result<Client, EmbeddedError> {
        let password = format!("Aa1!{}", Uuid::new_v4());
        let visitor = Client::new(self.platform.api_url())?;
        let request = json!({ "email": EMAIL, "password": password, "name": COMPANY });
        let SignUp { id } = visitor.post("/v1/sign-ups", &request).await?;
        let code = self.mailed_code().ok_or(EmbeddedError::NoCode)?;
        let verification = format!("/v1/sign-ups/{id}/verification");
        let _: Value = visitor
            .post(&verification, &json!({ "code": code }))
            .await?;

        let administrator = visitor.with_credential(&self.access_token(&password).await?)?;
        let request = json!({ "name": "polder scan", "scopes": SCOPES });
        let ApiKey { key } = administrator.post("/v1/api-keys", &request).await?;
        Ok(Client::new(self.platform.api_url())?.with_credential(&key)?)
    }

    /// Stops it; nothing stays.
    pub(crate) async fn stop(self) {
        self.platform.shutdown().await;
    }

    /// The code in the newest mail: its only run of six digits.
    fn mailed_code(&self) -> Option<String> {
        let mail = self
            .platform
            .aws()
            .mail()
            .messages()
            .into_iter()
            .find(|mail| mail.to == EMAIL)?;
        let mut runs = mail.text.split(|c: char| !c.is_ascii_digit());
        runs.find(|run| run.len() == 6).map(ToOwned::to_owned)
    }

    /// Signs in as a person would, with the e-mail address and the password.
    async fn access_token(&self, password: &str) -> Result<String, EmbeddedError> {
        let client = self.user_pool_client().await?;
        let request = json!({
            "ClientId": client,
            "AuthFlow": "USER_PASSWORD_AUTH",
            "AuthParameters": { "USERNAME": EMAIL, "PASSWORD": password },
        });
        let answer = self.identity("InitiateAuth", request).await?;
        text_at(&answer, "/AuthenticationResult/AccessToken")
    }

    /// The platform has one user pool, with one client.
    async fn user_pool_client(&self) -> Result<String, EmbeddedError> {
        let pools = self
            .identity("ListUserPools", json!({ "MaxResults": 1 }))
            .await?;
        let pool = text_at(&pools, "/UserPools/0/Id")?;
        let clients = self
            .identity(
                "ListUserPoolClients",
                json!({ "UserPoolId": pool, "MaxResults": 1 }),
            )
            .await?;
        text_at(&clients, "/UserPoolClients/0/ClientId")
    }

    async fn identity(&self, operation: &str, request: Value) -> Result<Value, EmbeddedError> {
        let target = format!("AWSCognitoIdentityProviderService.{operation}");
        let answer = self.platform.aws().call(&target, request).await;
        answer.map_err(|error| EmbeddedError::SignIn(error.to_string()))
    }
}

fn text_at(answer: &Value, pointer: &str) -> Result<String, EmbeddedError> {
    let text = answer.pointer(pointer).and_then(Value::as_str);
    text.map(ToOwned::to_owned)
        .ok_or_else(|| EmbeddedError::SignIn(format!("the answer has no {pointer}")))
}

#[derive(Deserialize)]
struct SignUp {
    #[serde(rename = "sign_up")]
    id: String,
}

#[derive(Deserialize)]
struct ApiKey {
    key: String,
}
