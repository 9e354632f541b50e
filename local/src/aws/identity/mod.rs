//! Cognito user pools: users, their passwords and codes, sign-in, tokens.
//!
//! Passwords are kept as Argon2 hashes; mailed codes, refresh tokens and
//! authorization codes as SHA-256 of high-entropy or short-lived values.
//! Tokens are real: RS256, with the keys at `/{pool}/.well-known/jwks.json`.
//! What isn't emulated (SRP, MFA, federation, other triggers) is refused by
//! name, never accepted silently.

mod claims;
mod client;
mod code;
mod group;
mod login_page;
mod oauth;
mod password;
mod pool;
mod session;
mod sign_in;
mod sign_up;
mod signing;
mod token;
mod user;
mod user_admin;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use domain::Clock;
use futures::future::BoxFuture;
use http::{Response, StatusCode};
use rusqlite::Connection;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::Error;
use super::data::Folder;
use super::mail::Mailbox;
use super::refusal::{Refusal, json_answer, json_refusal};
use signing::SigningKey;

const CONTENT_TYPE: &str = "application/x-amz-json-1.1";

/// What the real service puts before an error's name.
const NAMESPACE: &str = "com.amazonaws.cognito.identity.idp.model";

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS pools (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        settings TEXT NOT NULL,
        domain TEXT UNIQUE,
        created_ms INTEGER NOT NULL,
        modified_ms INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS clients (
        id TEXT PRIMARY KEY,
        pool TEXT NOT NULL REFERENCES pools (id) ON DELETE CASCADE,
        settings TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        modified_ms INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS users (
        sub TEXT PRIMARY KEY,
        pool TEXT NOT NULL REFERENCES pools (id) ON DELETE CASCADE,
        username TEXT NOT NULL,
        email TEXT,
        status TEXT NOT NULL,
        enabled INTEGER NOT NULL DEFAULT 1,
        password TEXT,
        attributes TEXT NOT NULL,
        failures INTEGER NOT NULL DEFAULT 0,
        failed_ms INTEGER NOT NULL DEFAULT 0,
        created_ms INTEGER NOT NULL,
        modified_ms INTEGER NOT NULL,
        UNIQUE (pool, username)
    );
    CREATE INDEX IF NOT EXISTS users_by_email ON users (pool, email);
    CREATE TABLE IF NOT EXISTS groups (
        pool TEXT NOT NULL REFERENCES pools (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        settings TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        PRIMARY KEY (pool, name)
    );
    CREATE TABLE IF NOT EXISTS group_members (
        pool TEXT NOT NULL,
        name TEXT NOT NULL,
        sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE,
        PRIMARY KEY (sub, name),
        FOREIGN KEY (pool, name) REFERENCES groups (pool, name) ON DELETE CASCADE
    );
    CREATE TABLE IF NOT EXISTS codes (
        sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE,
        purpose TEXT NOT NULL,
        hash TEXT NOT NULL,
        expires_ms INTEGER NOT NULL,
        attempts INTEGER NOT NULL,
        sent INTEGER NOT NULL,
        first_sent_ms INTEGER NOT NULL,
        PRIMARY KEY (sub, purpose)
    );
    CREATE TABLE IF NOT EXISTS sessions (
        hash TEXT PRIMARY KEY,
        sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE,
        client TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
        origin_jti TEXT NOT NULL UNIQUE,
        scope TEXT NOT NULL,
        auth_ms INTEGER NOT NULL,
        expires_ms INTEGER NOT NULL,
        revoked INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE IF NOT EXISTS grants (
        hash TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE,
        client TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
        details TEXT NOT NULL,
        expires_ms INTEGER NOT NULL
    );
";

/// The functions that a user pool calls.
pub trait Triggers: Send + Sync {
    /// Asks the pre-token-generation function of a pool; the event and its answer are those of
    /// version 2. An error's text is what the function said.
    fn pre_token_generation(&self, event: Value) -> BoxFuture<'_, Result<Value, String>>;
}

/// What the user pools are told at their start.
pub(super) struct Setting {
    pub(super) issuer_base: String,
    pub(super) clock: Clock,
    pub(super) region: String,
    pub(super) mail: Arc<Mailbox>,
}

/// The emulated user pools.
pub(super) struct Identity {
    database: Mutex<Connection>,
    key: SigningKey,
    issuer_base: String,
    clock: Clock,
    region: String,
    mail: Arc<Mailbox>,
    triggers: Mutex<Option<Arc<dyn Triggers>>>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Identity")
            .field("issuer_base", &self.issuer_base)
            .finish_non_exhaustive()
    }
}

impl Identity {
    pub(super) fn open(folder: &Folder, setting: Setting) -> Result<Self, Error> {
        let key_file: Option<PathBuf> = folder.kept_file("token-signing-key.der");
        Ok(Self {
            database: Mutex::new(folder.database("identity", SCHEMA)?),
            key: SigningKey::new(key_file),
            issuer_base: setting.issuer_base.trim_end_matches('/').to_owned(),
            clock: setting.clock,
            region: setting.region,
            mail: setting.mail,
            triggers: Mutex::default(),
        })
    }

    pub(super) fn set_triggers(&self, triggers: Arc<dyn Triggers>) {
        *self.triggers.lock().unwrap_or_else(PoisonError::into_inner) = Some(triggers);
    }

    fn triggers(&self) -> Option<Arc<dyn Triggers>> {
        self.triggers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(super) async fn answer(&self, operation: &str, body: &[u8]) -> Response<Bytes> {
        match self.perform(operation, body).await {
            Ok(result) => json_answer(StatusCode::OK, CONTENT_TYPE, &result),
            Err(refusal) => refuse(&refusal),
        }
    }

    async fn perform(&self, operation: &str, body: &[u8]) -> Result<Value, Refusal> {
        match operation {
            "CreateUserPool" => self.pool_create(parse(body)?),
            "DescribeUserPool" => self.pool_describe(&parse(body)?),
            "UpdateUserPool" => self.pool_update(&parse(body)?),
            "DeleteUserPool" => self.pool_delete(&parse(body)?),
            "ListUserPools" => self.pool_list(),
            "CreateUserPoolDomain" => self.domain_create(&parse(body)?),
            "DescribeUserPoolDomain" => self.domain_describe(&parse(body)?),
            "DeleteUserPoolDomain" => self.domain_delete(&parse(body)?),
            "CreateUserPoolClient" => self.client_create(parse(body)?),
            "DescribeUserPoolClient" => self.client_describe(&parse(body)?),
            "UpdateUserPoolClient" => self.client_update(parse(body)?),
            "DeleteUserPoolClient" => self.client_delete(&parse(body)?),
            "ListUserPoolClients" => self.client_list(&parse(body)?),
            "CreateGroup" => self.group_create(parse(body)?),
            "GetGroup" => self.group_get(&parse(body)?),
            "DeleteGroup" => self.group_delete(&parse(body)?),
            "ListGroups" => self.group_list(&parse(body)?),
            "ListUsersInGroup" => self.group_member_list(&parse(body)?),
            "AdminAddUserToGroup" => self.group_member_add(&parse(body)?),
            "AdminRemoveUserFromGroup" => self.group_member_remove(&parse(body)?),
            "AdminListGroupsForUser" => self.user_group_list(&parse(body)?),
            "AdminCreateUser" => self.user_create(parse(body)?).await,
            "AdminGetUser" => self.user_get(&parse(body)?),
            "ListUsers" => self.user_list(&parse(body)?),
            "AdminDeleteUser" => self.user_delete(&parse(body)?),
            "AdminSetUserPassword" => self.user_password_set(parse(body)?).await,
            "AdminUpdateUserAttributes" => self.user_attributes_update(parse(body)?),
            "AdminConfirmSignUp" => self.user_confirm(&parse(body)?),
            "AdminEnableUser" => self.user_enable(&parse(body)?, true),
            "AdminDisableUser" => self.user_enable(&parse(body)?, false),
            "AdminUserGlobalSignOut" => self.user_sign_out(&parse(body)?),
            "SignUp" => self.sign_up(parse(body)?).await,
            "ConfirmSignUp" => self.sign_up_confirm(&parse(body)?),
            "ResendConfirmationCode" => self.sign_up_code_resend(&parse(body)?),
            "ForgotPassword" => self.password_forgotten(&parse(body)?),
            "ConfirmForgotPassword" => self.password_reset(parse(body)?).await,
            "InitiateAuth" => self.sign_in(parse(body)?).await,
            "AdminInitiateAuth" => self.sign_in_by_admin(parse(body)?).await,
            "RespondToAuthChallenge" | "AdminRespondToAuthChallenge" => {
                self.challenge_respond(parse(body)?).await
            }
            "GetTokensFromRefreshToken" => self.tokens_refresh(&parse(body)?).await,
            "RevokeToken" => self.token_revoke(&parse(body)?),
            "GetUser" => self.own_user_get(&parse(body)?).await,
            "GlobalSignOut" => self.own_sign_out(&parse(body)?).await,
            "ChangePassword" => self.own_password_change(parse(body)?).await,
            _ => Err(Refusal::new(
                "UnsupportedOperationException",
                format!("{operation} isn't emulated"),
            )),
        }
    }

    fn database(&self) -> MutexGuard<'_, Connection> {
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now_ms(&self) -> i64 {
        self.clock.now().as_millisecond()
    }

    fn issuer(&self, pool: &str) -> String {
        format!("{}/{pool}", self.issuer_base)
    }
}

pub(super) fn refuse(refusal: &Refusal) -> Response<Bytes> {
    json_refusal(NAMESPACE, CONTENT_TYPE, refusal)
}

/// A request that names a pool and nothing else of interest.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct OfPool {
    user_pool_id: String,
}

/// A name and a value, as the API lists attributes.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Attribute {
    name: String,
    #[serde(default)]
    value: String,
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body)
        .map_err(|error| Refusal::new("SerializationException", error.to_string()))
}

/// A failure of the database, which the caller may try again.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the form that `map_err` takes"
)]
fn failed(error: rusqlite::Error) -> Refusal {
    tracing::error!(%error, "the user pools' database failed");
    broken("the user pools' database failed")
}

fn broken(message: impl Into<String>) -> Refusal {
    Refusal::internal("InternalErrorException", message)
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new("InvalidParameterException", message)
}

fn not_authorized(message: impl Into<String>) -> Refusal {
    Refusal::new("NotAuthorizedException", message)
}

/// How times travel: seconds since 1970, with a fraction.
#[expect(
    clippy::cast_precision_loss,
    reason = "a millisecond count of this era is far below 2^53"
)]
fn seconds(ms: i64) -> f64 {
    ms as f64 / 1000.0
}

/// The form in which codes and tokens are kept.
fn fingerprint(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// A value that nobody guesses: 256 random bits as text.
fn random_secret() -> String {
    use base64::Engine as _;
    let bytes: [u8; 32] = rand::random();
    base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(bytes)
}
