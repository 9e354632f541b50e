//! Signing up, and choosing a new password: what a person does with a mailed code.

use serde::Deserialize;
use serde_json::{Value, json};

use super::client::Client;
use super::code::{self, Purpose};
use super::pool::Pool;
use super::user::{self, Status, User};
use super::{Attribute, Identity, client, invalid, not_authorized, password, pool, session};
use crate::aws::refusal::Refusal;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct SignUp {
    client_id: String,
    username: String,
    password: String,
    #[serde(default)]
    user_attributes: Vec<Attribute>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct SignUpConfirm {
    client_id: String,
    username: String,
    confirmation_code: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct OfUsername {
    client_id: String,
    username: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct PasswordReset {
    client_id: String,
    username: String,
    confirmation_code: String,
    password: String,
}

impl Identity {
    /// Creates an unconfirmed user and mails a code.
    pub(super) async fn sign_up(&self, request: SignUp) -> Result<Value, Refusal> {
        let mut user = {
            let database = self.database();
            let client = client::get(&database, &request.client_id)?;
            let pool = pool::get(&database, &client.pool)?;
            if pool.is_closed() {
                return Err(not_authorized("SignUp is not permitted for this user pool"));
            }
            password::check(pool.password_policy(), &request.password)?;
            new_user(
                &pool,
                &request.username,
                &request.user_attributes,
                self.now_ms(),
            )?
        };
        user.password = Some(password::hash(request.password).await?);
        let database = self.database();
        let pool = pool::get(&database, &user.pool)?;
        if user::find(&database, &pool, &request.username)?.is_some() {
            return Err(exists(&pool));
        }
        // The user and the code come into being together, or not at all.
        let transaction = database.unchecked_transaction().map_err(super::failed)?;
        user.save(&transaction)?;
        let mut answer = json!({"UserConfirmed": false, "UserSub": user.sub});
        if pool.verifies_email() && user.email().is_some() {
            let destination = self.send_code(&transaction, &pool, &user, Purpose::SignUp)?;
            answer["CodeDeliveryDetails"] = delivery(&destination);
        }
        transaction.commit().map_err(super::failed)?;
        Ok(answer)
    }

    pub(super) fn sign_up_confirm(&self, request: &SignUpConfirm) -> Result<Value, Refusal> {
        let database = self.database();
        let (client, pool) = parties(&database, &request.client_id)?;
        let Some(mut user) = user::find(&database, &pool, &request.username)? else {
            return Err(unknown(&client, code::mismatch()));
        };
        match user.status {
            Status::Unconfirmed => {}
            Status::Confirmed | Status::ForceChangePassword => {
                return Err(not_authorized(format!(
                    "User cannot be confirmed. Current status is {}",
                    user.status.as_str()
                )));
            }
        }
        self.accept_code(
            &database,
            &user,
            Purpose::SignUp,
            &request.confirmation_code,
        )?;
        user.status = Status::Confirmed;
        user.attributes
            .insert("email_verified".to_owned(), "true".to_owned());
        user.modified_ms = self.now_ms();
        user.save(&database)?;
        Ok(json!({}))
    }

    pub(super) fn sign_up_code_resend(&self, request: &OfUsername) -> Result<Value, Refusal> {
        let database = self.database();
        let (client, pool) = parties(&database, &request.client_id)?;
        let Some(user) = user::find(&database, &pool, &request.username)? else {
            return pretend(&client, &request.username);
        };
        if user.status != Status::Unconfirmed {
            return Err(invalid("User is already confirmed."));
        }
        let destination = self.send_code(&database, &pool, &user, Purpose::SignUp)?;
        Ok(json!({"CodeDeliveryDetails": delivery(&destination)}))
    }

    pub(super) fn password_forgotten(&self, request: &OfUsername) -> Result<Value, Refusal> {
        let database = self.database();
        let (client, pool) = parties(&database, &request.client_id)?;
        let Some(user) = user::find(&database, &pool, &request.username)? else {
            return pretend(&client, &request.username);
        };
        if user.status != Status::Confirmed || !user.enabled {
            return Err(not_authorized(
                "User password cannot be reset in the current state.",
            ));
        }
        let destination = self.send_code(&database, &pool, &user, Purpose::Password)?;
        Ok(json!({"CodeDeliveryDetails": delivery(&destination)}))
    }

    /// Sets a new password with a mailed code, and signs the user out everywhere.
    pub(super) async fn password_reset(&self, request: PasswordReset) -> Result<Value, Refusal> {
        let mut user = {
            let database = self.database();
            let (client, pool) = parties(&database, &request.client_id)?;
            let Some(user) = user::find(&database, &pool, &request.username)? else {
                return Err(unknown(&client, code::mismatch()));
            };
            password::check(pool.password_policy(), &request.password)?;
            self.accept_code(
                &database,
                &user,
                Purpose::Password,
                &request.confirmation_code,
            )?;
            user
        };
        user.password = Some(password::hash(request.password).await?);
        user.failures = 0;
        user.modified_ms = self.now_ms();
        let database = self.database();
        user.save(&database)?;
        session::revoke_all(&database, &user.sub)?;
        Ok(json!({}))
    }
}

/// A user as they are created: named, with the attributes that are allowed.
pub(super) fn new_user(
    pool: &Pool,
    name: &str,
    attributes: &[Attribute],
    now_ms: i64,
) -> Result<User, Refusal> {
    let is_name =
        (1..=128).contains(&name.chars().count()) && !name.chars().any(char::is_whitespace);
    if !is_name {
        return Err(invalid(
            "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
        ));
    }
    if pool.signs_in_by_email() && !is_address(name) {
        return Err(invalid("Username should be an email."));
    }
    let mut user = User::new(pool, name, now_ms);
    for attribute in attributes {
        check_attribute(attribute)?;
        if attribute.name == "email"
            && user
                .email()
                .is_some_and(|email| !email.eq_ignore_ascii_case(&attribute.value))
        {
            return Err(invalid("Username and email attribute differ."));
        }
        user.attributes
            .insert(attribute.name.clone(), attribute.value.clone());
    }
    Ok(user)
}

/// Refuses attributes that nobody may set, and addresses that are none.
pub(super) fn check_attribute(attribute: &Attribute) -> Result<(), Refusal> {
    if attribute.name == "sub" {
        return Err(invalid("Cannot modify an immutable attribute."));
    }
    if attribute.name == "email" && !is_address(&attribute.value) {
        return Err(invalid("Invalid email address format."));
    }
    Ok(())
}

/// As much as Cognito checks: something on both sides of one `@`, with a dot in the host.
fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else {
        return false;
    };
    !local.is_empty()
        && !host.contains('@')
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !text.chars().any(char::is_whitespace)
}

/// The refusal for a name that is taken.
pub(super) fn exists(pool: &Pool) -> Refusal {
    Refusal::new(
        "UsernameExistsException",
        if pool.signs_in_by_email() {
            "An account with the given email already exists."
        } else {
            "User already exists"
        },
    )
}

fn parties(database: &rusqlite::Connection, client_id: &str) -> Result<(Client, Pool), Refusal> {
    let client = client::get(database, client_id)?;
    let pool = pool::get(database, &client.pool)?;
    Ok((client, pool))
}

/// What a caller hears about a user that doesn't exist: `hidden` if it must not learn that.
fn unknown(client: &Client, hidden: Refusal) -> Refusal {
    if client.hides_users() {
        hidden
    } else {
        user::not_found()
    }
}

/// Answers as if a code had been sent, if the caller must not learn that there is no such user.
fn pretend(client: &Client, username: &str) -> Result<Value, Refusal> {
    if client.hides_users() {
        return Ok(json!({"CodeDeliveryDetails": delivery(&code::masked(username))}));
    }
    Err(user::not_found())
}

fn delivery(destination: &str) -> Value {
    json!({
        "Destination": destination,
        "DeliveryMedium": "EMAIL",
        "AttributeName": "email",
    })
}
