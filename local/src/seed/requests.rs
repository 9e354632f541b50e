//! The requests that make a tenant, through the gateway as anybody's go.

use std::net::{Ipv4Addr, SocketAddr};

use axum::body::Body;
use domain::Permission;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use http::{Method, Request};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};

use super::{Places, SeedError};
use crate::gateway::Gateway;
use crate::platform::Control;

/// Sends requests to the platform that is starting.
pub(super) struct Requests<'a> {
    pub(super) control: &'a Control,
    pub(super) gateway: &'a Gateway,
    pub(super) places: &'a Places,
}

impl Requests<'_> {
    /// An access token for somebody who has signed up.
    pub(super) async fn sign_in(&self, email: &str, password: &str) -> Result<String, SeedError> {
        const STEP: &str = "signing in";
        let answer = self
            .control
            .aws
            .call(
                "AWSCognitoIdentityProviderService.InitiateAuth",
                json!({
                    "AuthFlow": "USER_PASSWORD_AUTH",
                    "ClientId": self.places.client,
                    "AuthParameters": {"USERNAME": email, "PASSWORD": password},
                }),
            )
            .await
            .map_err(|error| SeedError::new(STEP, error))?;
        text(STEP, &answer, "/AuthenticationResult/AccessToken")
    }

    /// Signs a tenant up, and verifies it with the code from the mail.
    pub(super) async fn sign_up(
        &self,
        name: &str,
        email: &str,
        password: &str,
        locale: &str,
    ) -> Result<(), SeedError> {
        const STEP: &str = "signing up";
        let body = json!({"name": name, "email": email, "password": password, "locale": locale});
        let answer = self
            .send(STEP, Method::POST, "/v1/sign-ups", None, Some(&body))
            .await?;
        let sign_up = text(STEP, &answer, "/sign_up")?;
        let mail = self
            .control
            .aws
            .mail()
            .latest_to(email)
            .ok_or_else(|| SeedError::new(STEP, "no mail arrived"))?;
        let code =
            code_in(&mail.text).ok_or_else(|| SeedError::new(STEP, "the mail has no code"))?;
        let path = format!("/v1/sign-ups/{sign_up}/verification");
        let body = json!({ "code": code });
        self.send(STEP, Method::POST, &path, None, Some(&body))
            .await?;
        Ok(())
    }

    /// The tenant that the token is for.
    pub(super) async fn tenant_id(&self, token: &str) -> Result<String, SeedError> {
        const STEP: &str = "reading the tenant";
        let answer = self
            .send(STEP, Method::GET, "/v1/tenant", Some(token), None)
            .await?;
        text(STEP, &answer, "/id")
    }

    /// A new API key that may do everything.
    pub(super) async fn api_key(&self, token: &str) -> Result<String, SeedError> {
        const STEP: &str = "creating an API key";
        let scopes: Vec<&str> = Permission::ALL
            .iter()
            .map(|permission| permission.as_str())
            .collect();
        let body = json!({"name": "seeded", "scopes": scopes});
        let answer = self
            .send(STEP, Method::POST, "/v1/api-keys", Some(token), Some(&body))
            .await?;
        text(STEP, &answer, "/key")
    }

    async fn send(
        &self,
        step: &'static str,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> Result<Value, SeedError> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, "localhost");
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let body = match body {
            Some(body) => {
                request = request.header(CONTENT_TYPE, "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        let request = request
            .body(body)
            .map_err(|error| SeedError::new(step, error))?;
        let source = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let response = self.gateway.answer(source, request).await;
        let status = response.status();
        let bytes = response
            .into_body()
            .collect()
            .await
            .map_err(|error| SeedError::new(step, error))?
            .to_bytes();
        if !status.is_success() {
            let said = String::from_utf8_lossy(&bytes);
            return Err(SeedError::new(step, format!("{status}: {said}")));
        }
        serde_json::from_slice(&bytes).map_err(|error| SeedError::new(step, error))
    }
}

pub(super) fn text(step: &'static str, answer: &Value, pointer: &str) -> Result<String, SeedError> {
    answer
        .pointer(pointer)
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| SeedError::new(step, format!("the answer has no {pointer}")))
}

/// The six digits of a verification mail.
fn code_in(text: &str) -> Option<&str> {
    text.split(|character: char| !character.is_ascii_digit())
        .find(|digits| digits.len() == 6)
}

#[cfg(test)]
mod tests {
    use super::code_in;

    #[test]
    fn a_code_is_six_digits() {
        for (text, expected) in [
            ("Your code is 123456. / Uw code is 123456.", Some("123456")),
            ("In 2026: 654321", Some("654321")),
            ("1234567", None),
            ("", None),
        ] {
            assert_eq!(code_in(text), expected, "{text}");
        }
    }
}
