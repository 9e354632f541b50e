//! Making tokens for a session, with the pool's trigger asked first.

use serde_json::{Map, Value, json};

use super::claims::Claims;
use super::client::Client;
use super::pool::Pool;
use super::session::{self, Session};
use super::user::{self, User};
use super::{Identity, client, group, not_authorized, pool};
use crate::aws::refusal::Refusal;

/// Why tokens are made, as the trigger's event names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Authentication,
    HostedAuth,
    NewPasswordChallenge,
    RefreshTokens,
}

impl Source {
    fn name(self) -> &'static str {
        match self {
            Self::Authentication => "TokenGeneration_Authentication",
            Self::HostedAuth => "TokenGeneration_HostedAuth",
            Self::NewPasswordChallenge => "TokenGeneration_NewPasswordChallenge",
            Self::RefreshTokens => "TokenGeneration_RefreshTokens",
        }
    }
}

/// A signed-in user, for whom tokens are to be made.
pub(super) struct SignedIn {
    pub(super) user: User,
    pub(super) client: Client,
    pub(super) pool: Pool,
    pub(super) session: Session,
    /// What an `OpenID` client wants to find in the ID token.
    pub(super) nonce: Option<String>,
    /// What the caller hands through to the trigger.
    pub(super) metadata: Value,
}

/// The signed tokens.
pub(super) struct Tokens {
    pub(super) access: String,
    pub(super) id: String,
    /// How long the access token is valid, in seconds.
    pub(super) expires_in: i64,
}

impl Identity {
    /// Makes an access token and an ID token.
    pub(super) async fn make_tokens(
        &self,
        signed_in: &SignedIn,
        source: Source,
    ) -> Result<Tokens, Refusal> {
        let groups = group::names_of(&self.database(), &signed_in.user.sub)?;
        let mut claims = self.claims(signed_in, &groups);
        if signed_in.pool.has_token_trigger() {
            let event = self.trigger_event(signed_in, &groups, source);
            claims.apply(&self.ask_trigger(event).await?);
        }
        Ok(Tokens {
            access: self.key.sign(&claims.access).await?,
            id: self.key.sign(&claims.id).await?,
            expires_in: signed_in.client.access_token_ms() / 1000,
        })
    }

    fn claims(&self, signed_in: &SignedIn, groups: &[String]) -> Claims {
        let SignedIn {
            user,
            client,
            pool,
            session,
            nonce,
            ..
        } = signed_in;
        let now = self.now_ms() / 1000;
        let common = |token_use: &str, valid_ms: i64| {
            let mut claims = Map::new();
            claims.insert("sub".to_owned(), json!(user.sub));
            claims.insert("iss".to_owned(), json!(self.issuer(&pool.id)));
            claims.insert("origin_jti".to_owned(), json!(session.origin_jti));
            claims.insert("jti".to_owned(), json!(uuid::Uuid::new_v4().to_string()));
            claims.insert(
                "event_id".to_owned(),
                json!(uuid::Uuid::new_v4().to_string()),
            );
            claims.insert("token_use".to_owned(), json!(token_use));
            claims.insert("auth_time".to_owned(), json!(session.auth_ms / 1000));
            claims.insert("iat".to_owned(), json!(now));
            claims.insert("exp".to_owned(), json!(now + valid_ms / 1000));
            if !groups.is_empty() {
                claims.insert("cognito:groups".to_owned(), json!(groups));
            }
            claims
        };
        let mut access = common("access", client.access_token_ms());
        access.insert("client_id".to_owned(), json!(client.id));
        access.insert("username".to_owned(), json!(user.username));
        access.insert("scope".to_owned(), json!(session.scope));
        let mut id = common("id", client.id_token_ms());
        for (name, value) in &user.attributes {
            // Whether something is verified is the one kind of attribute that isn't text.
            let value = if name.ends_with("_verified") {
                json!(value == "true")
            } else {
                json!(value)
            };
            id.insert(name.clone(), value);
        }
        id.insert("aud".to_owned(), json!(client.id));
        id.insert("cognito:username".to_owned(), json!(user.username));
        if let Some(nonce) = nonce {
            id.insert("nonce".to_owned(), json!(nonce));
        }
        Claims { access, id }
    }

    /// The event as Cognito sends it to a function of version 2.
    fn trigger_event(&self, signed_in: &SignedIn, groups: &[String], source: Source) -> Value {
        let user = &signed_in.user;
        let mut attributes = user.all_attributes();
        attributes.insert(
            "cognito:user_status".to_owned(),
            user.status.as_str().to_owned(),
        );
        let scopes: Vec<&str> = signed_in.session.scope.split_whitespace().collect();
        let mut event = json!({
            "version": "2",
            "triggerSource": source.name(),
            "region": self.region,
            "userPoolId": signed_in.pool.id,
            "userName": user.username,
            "callerContext": {
                "awsSdkVersion": "aws-sdk-unknown-unknown",
                "clientId": signed_in.client.id,
            },
            "request": {
                "userAttributes": attributes,
                "groupConfiguration": {
                    "groupsToOverride": groups,
                    "iamRolesToOverride": [],
                    "preferredRole": null,
                },
                "scopes": scopes,
            },
            "response": {"claimsAndScopeOverrideDetails": null},
        });
        if !signed_in.metadata.is_null() {
            event["request"]["clientMetadata"] = signed_in.metadata.clone();
        }
        event
    }

    async fn ask_trigger(&self, event: Value) -> Result<Value, Refusal> {
        let Some(triggers) = self.triggers() else {
            return Err(Refusal::new(
                "UnexpectedLambdaException",
                "PreTokenGeneration isn't connected to a function",
            ));
        };
        let answer = triggers
            .pre_token_generation(event)
            .await
            .map_err(|reason| {
                Refusal::new(
                    "UserLambdaValidationException",
                    format!("PreTokenGeneration failed with error {reason}."),
                )
            })?;
        let response = answer
            .get("response")
            .filter(|response| response.is_object());
        response
            .map(|response| response["claimsAndScopeOverrideDetails"].clone())
            .ok_or_else(|| {
                Refusal::new(
                    "InvalidLambdaResponseException",
                    "Unrecognizable lambda output",
                )
            })
    }

    /// The user and session of an access token that is valid by the clock and not revoked.
    pub(super) async fn bearer(&self, access_token: &str) -> Result<SignedIn, Refusal> {
        let claims = self.key.verify(access_token).await?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
        let expires = claims
            .get("exp")
            .and_then(Value::as_i64)
            .unwrap_or_default();
        if text("token_use") != "access" {
            return Err(not_authorized("Invalid Access Token"));
        }
        if expires * 1000 <= self.now_ms() {
            return Err(not_authorized("Access Token has expired"));
        }
        let database = self.database();
        let session = session::of_origin(&database, text("origin_jti"))?
            .filter(|session| !session.revoked)
            .ok_or_else(|| not_authorized("Access Token has been revoked"))?;
        let client = client::get(&database, &session.client)?;
        Ok(SignedIn {
            user: user::of_sub(&database, &session.sub)?,
            pool: pool::get(&database, &client.pool)?,
            client,
            session,
            nonce: None,
            metadata: Value::Null,
        })
    }
}
