//! Signing in: by password, by refresh token, and what a signed-in user does for themselves.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::client::Client;
use super::pool::Pool;
use super::session::{self, GrantKind};
use super::token::{SignedIn, Source, Tokens};
use super::user::{self, Status, User};
use super::{Identity, client, invalid, not_authorized, password, pool};
use crate::aws::refusal::Refusal;

/// The scope of tokens that no OAuth flow gave: what a user may do with their own account.
const OWN_ACCOUNT_SCOPE: &str = "aws.cognito.signin.user.admin";

/// Wrong passwords in a row before the next try must wait.
const FREE_FAILURES: u32 = 5;

/// The longest that a try must wait.
const MAX_WAIT_MS: i64 = 15 * 60 * 1000;

/// How long a person has to choose a new password.
const CHALLENGE_LIFETIME_MS: i64 = 3 * 60 * 1000;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct SignIn {
    auth_flow: String,
    client_id: String,
    user_pool_id: Option<String>,
    #[serde(default)]
    auth_parameters: BTreeMap<String, String>,
    #[serde(default)]
    client_metadata: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ChallengeRespond {
    challenge_name: String,
    client_id: String,
    session: Option<String>,
    #[serde(default)]
    challenge_responses: BTreeMap<String, String>,
    #[serde(default)]
    client_metadata: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct TokensRefresh {
    refresh_token: String,
    client_id: String,
    #[serde(default)]
    client_metadata: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct TokenRevoke {
    token: String,
    client_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Own {
    access_token: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct OwnPasswordChange {
    access_token: String,
    previous_password: Option<String>,
    proposed_password: String,
}

impl Identity {
    pub(super) async fn sign_in(&self, request: SignIn) -> Result<Value, Refusal> {
        match request.auth_flow.as_str() {
            "USER_PASSWORD_AUTH" => {
                self.sign_in_by_password(request, "USER_PASSWORD_AUTH")
                    .await
            }
            "REFRESH_TOKEN_AUTH" | "REFRESH_TOKEN" => self.sign_in_by_token(request).await,
            flow => Err(invalid(format!("the flow {flow} isn't emulated"))),
        }
    }

    pub(super) async fn sign_in_by_admin(&self, request: SignIn) -> Result<Value, Refusal> {
        let pool = request.user_pool_id.as_deref().unwrap_or_default();
        client::of_pool(&self.database(), pool, &request.client_id)?;
        match request.auth_flow.as_str() {
            "ADMIN_USER_PASSWORD_AUTH" | "ADMIN_NO_SRP_AUTH" => {
                self.sign_in_by_password(request, "ADMIN_USER_PASSWORD_AUTH")
                    .await
            }
            "USER_PASSWORD_AUTH" => {
                self.sign_in_by_password(request, "USER_PASSWORD_AUTH")
                    .await
            }
            "REFRESH_TOKEN_AUTH" | "REFRESH_TOKEN" => self.sign_in_by_token(request).await,
            flow => Err(invalid(format!("the flow {flow} isn't emulated"))),
        }
    }

    async fn sign_in_by_password(&self, mut request: SignIn, flow: &str) -> Result<Value, Refusal> {
        let (client, pool) = self.client_and_pool(&request.client_id)?;
        if !client.allows_flow(flow) {
            return Err(invalid(format!("{flow} flow not enabled for this client")));
        }
        let mut parameter = |name: &str| {
            request
                .auth_parameters
                .remove(name)
                .ok_or_else(|| invalid(format!("Missing required parameter {name}")))
        };
        let username = parameter("USERNAME")?;
        let password = parameter("PASSWORD")?;
        let user = self
            .check_password(&client, &pool, &username, password)
            .await?;
        if user.status == Status::ForceChangePassword {
            return self.challenge_new_password(&client, &user);
        }
        self.begin_session(
            client,
            pool,
            user,
            request.client_metadata,
            Source::Authentication,
        )
        .await
    }

    /// The user whose password it is, allowed to sign in.
    pub(super) async fn check_password(
        &self,
        client: &Client,
        pool: &Pool,
        username: &str,
        password: String,
    ) -> Result<User, Refusal> {
        let found = user::find(&self.database(), pool, username)?;
        if let Some(user) = &found
            && self.now_ms() < user.failed_ms + wait_ms(user.failures)
        {
            return Err(not_authorized("Password attempts exceeded"));
        }
        let hash = found.as_ref().and_then(|user| user.password.clone());
        let is_right = password::verify(password, hash).await?;
        let Some(mut user) = found else {
            return Err(if client.hides_users() {
                wrong_password()
            } else {
                user::not_found()
            });
        };
        if !is_right {
            user.failures += 1;
            user.failed_ms = self.now_ms();
            user.save(&self.database())?;
            return Err(wrong_password());
        }
        if user.failures > 0 {
            user.failures = 0;
            user.save(&self.database())?;
        }
        if !user.enabled {
            return Err(not_authorized("User is disabled."));
        }
        match user.status {
            Status::Unconfirmed => Err(Refusal::new(
                "UserNotConfirmedException",
                "User is not confirmed.",
            )),
            Status::Confirmed | Status::ForceChangePassword => Ok(user),
        }
    }

    fn challenge_new_password(&self, client: &Client, user: &User) -> Result<Value, Refusal> {
        let session = session::grant(
            &self.database(),
            GrantKind::Challenge,
            user,
            client,
            &Value::Null,
            self.now_ms() + CHALLENGE_LIFETIME_MS,
        )?;
        Ok(json!({
            "ChallengeName": "NEW_PASSWORD_REQUIRED",
            "Session": session,
            "ChallengeParameters": {
                "USER_ID_FOR_SRP": user.username,
                "requiredAttributes": "[]",
                "userAttributes": json!(user.attributes).to_string(),
            },
        }))
    }

    /// Ends the sign-in of a user who had a temporary password.
    pub(super) async fn challenge_respond(
        &self,
        mut request: ChallengeRespond,
    ) -> Result<Value, Refusal> {
        if request.challenge_name != "NEW_PASSWORD_REQUIRED" {
            return Err(invalid(format!(
                "the challenge {} isn't emulated",
                request.challenge_name
            )));
        }
        let new_password = request
            .challenge_responses
            .remove("NEW_PASSWORD")
            .ok_or_else(|| invalid("Missing required parameter NEW_PASSWORD"))?;
        let (client, pool) = self.client_and_pool(&request.client_id)?;
        password::check(pool.password_policy(), &new_password)?;
        let mut user = {
            let database = self.database();
            let secret = request.session.unwrap_or_default();
            let grant =
                session::take_grant(&database, GrantKind::Challenge, &secret, self.now_ms())?
                    .filter(|grant| grant.client == client.id)
                    .ok_or_else(|| not_authorized("Invalid session for the user."))?;
            user::of_sub(&database, &grant.sub)?
        };
        user.password = Some(password::hash(new_password).await?);
        user.status = Status::Confirmed;
        user.modified_ms = self.now_ms();
        user.save(&self.database())?;
        self.begin_session(
            client,
            pool,
            user,
            request.client_metadata,
            Source::NewPasswordChallenge,
        )
        .await
    }

    async fn begin_session(
        &self,
        client: Client,
        pool: Pool,
        user: User,
        metadata: Value,
        source: Source,
    ) -> Result<Value, Refusal> {
        let (session, refresh_token) = session::begin(
            &self.database(),
            &user,
            &client,
            OWN_ACCOUNT_SCOPE,
            self.now_ms(),
        )?;
        let signed_in = SignedIn {
            user,
            client,
            pool,
            session,
            nonce: None,
            metadata,
        };
        let made = self.make_tokens(&signed_in, source).await;
        if made.is_err() {
            // Nobody holds a token of this session.
            session::revoke(&self.database(), &signed_in.session)?;
        }
        let mut result = result(&made?);
        result["RefreshToken"] = json!(refresh_token);
        Ok(json!({"AuthenticationResult": result, "ChallengeParameters": {}}))
    }

    async fn sign_in_by_token(&self, mut request: SignIn) -> Result<Value, Refusal> {
        let token = request
            .auth_parameters
            .remove("REFRESH_TOKEN")
            .ok_or_else(|| invalid("Missing required parameter REFRESH_TOKEN"))?;
        let (_, tokens) = self
            .refresh(&token, &request.client_id, request.client_metadata)
            .await?;
        Ok(json!({"AuthenticationResult": result(&tokens), "ChallengeParameters": {}}))
    }

    pub(super) async fn tokens_refresh(&self, request: &TokensRefresh) -> Result<Value, Refusal> {
        let (_, tokens) = self
            .refresh(
                &request.refresh_token,
                &request.client_id,
                request.client_metadata.clone(),
            )
            .await?;
        Ok(json!({"AuthenticationResult": result(&tokens)}))
    }

    /// New tokens for a session that lasts; the session's scope and they.
    pub(super) async fn refresh(
        &self,
        token: &str,
        client_id: &str,
        metadata: Value,
    ) -> Result<(String, Tokens), Refusal> {
        let (client, pool) = self.client_and_pool(client_id)?;
        let signed_in = {
            let database = self.database();
            let session = session::of_token(&database, token)?
                .filter(|session| session.client == client.id)
                .ok_or_else(|| not_authorized("Invalid Refresh Token"))?;
            if session.revoked {
                return Err(not_authorized("Refresh Token has been revoked"));
            }
            if session.expires_ms <= self.now_ms() {
                return Err(not_authorized("Refresh Token has expired"));
            }
            let user = user::of_sub(&database, &session.sub)?;
            if !user.enabled {
                return Err(not_authorized("User is disabled."));
            }
            SignedIn {
                user,
                client,
                pool,
                session,
                nonce: None,
                metadata,
            }
        };
        let tokens = self.make_tokens(&signed_in, Source::RefreshTokens).await?;
        Ok((signed_in.session.scope, tokens))
    }

    /// Ends the session of a refresh token; a token that nobody knows is as good as revoked.
    pub(super) fn token_revoke(&self, request: &TokenRevoke) -> Result<Value, Refusal> {
        self.revoke(&request.token, &request.client_id)?;
        Ok(json!({}))
    }

    pub(super) fn revoke(&self, token: &str, client_id: &str) -> Result<(), Refusal> {
        if token.split('.').count() == 3 {
            return Err(Refusal::new(
                "UnsupportedTokenTypeException",
                "Unsupported token type",
            ));
        }
        let database = self.database();
        let client = client::get(&database, client_id)?;
        match session::of_token(&database, token)? {
            Some(session) if session.client == client.id => session::revoke(&database, &session),
            Some(_) => Err(Refusal::new(
                "UnauthorizedException",
                "The token belongs to another client",
            )),
            None => Ok(()),
        }
    }

    pub(super) async fn own_user_get(&self, request: &Own) -> Result<Value, Refusal> {
        let user = self.bearer(&request.access_token).await?.user;
        Ok(json!({"Username": user.username, "UserAttributes": user.listed_attributes()}))
    }

    pub(super) async fn own_sign_out(&self, request: &Own) -> Result<Value, Refusal> {
        let user = self.bearer(&request.access_token).await?.user;
        session::revoke_all(&self.database(), &user.sub)?;
        Ok(json!({}))
    }

    pub(super) async fn own_password_change(
        &self,
        request: OwnPasswordChange,
    ) -> Result<Value, Refusal> {
        let SignedIn {
            user, pool, client, ..
        } = self.bearer(&request.access_token).await?;
        password::check(pool.password_policy(), &request.proposed_password)?;
        let previous = request.previous_password.unwrap_or_default();
        let mut user = self
            .check_password(&client, &pool, &user.username, previous)
            .await?;
        user.password = Some(password::hash(request.proposed_password).await?);
        user.modified_ms = self.now_ms();
        user.save(&self.database())?;
        Ok(json!({}))
    }

    pub(super) fn client_and_pool(&self, client_id: &str) -> Result<(Client, Pool), Refusal> {
        let database = self.database();
        let client = client::get(&database, client_id)?;
        let pool = pool::get(&database, &client.pool)?;
        Ok((client, pool))
    }
}

fn wrong_password() -> Refusal {
    not_authorized("Incorrect username or password.")
}

/// How long the next try must wait after so many wrong ones: a second, doubling.
fn wait_ms(failures: u32) -> i64 {
    failures.checked_sub(FREE_FAILURES).map_or(0, |more| {
        1000_i64.saturating_mul(1 << more.min(20)).min(MAX_WAIT_MS)
    })
}

fn result(tokens: &Tokens) -> Value {
    json!({
        "AccessToken": tokens.access,
        "IdToken": tokens.id,
        "ExpiresIn": tokens.expires_in,
        "TokenType": "Bearer",
    })
}

#[cfg(test)]
mod tests {
    use super::wait_ms;

    #[test]
    fn waits_double_and_end_at_a_quarter_of_an_hour() {
        let waits: Vec<i64> = [0, 4, 5, 6, 7, 40].into_iter().map(wait_ms).collect();
        assert_eq!(waits, [0, 0, 1000, 2000, 4000, 900_000]);
    }
}
