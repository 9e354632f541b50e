//! What administrators do with users.

use serde::Deserialize;
use serde_json::{Value, json};

use super::pool::Pool;
use super::sign_up::{self, check_attribute, new_user};
use super::user::{self, Status, User};
use super::{
    Attribute, Identity, broken, failed, invalid, not_authorized, password, pool, session,
};
use crate::aws::refusal::Refusal;

/// The most users that a list answers at once.
const MAX_LISTED: usize = 60;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct UserCreate {
    user_pool_id: String,
    username: String,
    #[serde(default)]
    user_attributes: Vec<Attribute>,
    temporary_password: Option<String>,
    message_action: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct OfUser {
    user_pool_id: String,
    username: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct UserList {
    user_pool_id: String,
    limit: Option<usize>,
    filter: Option<String>,
    pagination_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct UserPasswordSet {
    user_pool_id: String,
    username: String,
    password: String,
    #[serde(default)]
    permanent: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct UserAttributesUpdate {
    user_pool_id: String,
    username: String,
    user_attributes: Vec<Attribute>,
}

impl Identity {
    /// Creates a user with a temporary password, and mails an invitation unless told not to.
    pub(super) async fn user_create(&self, request: UserCreate) -> Result<Value, Refusal> {
        let suppressed = match request.message_action.as_deref() {
            None => false,
            Some("SUPPRESS") => true,
            Some(action) => return Err(invalid(format!("MessageAction {action} isn't emulated"))),
        };
        let temporary = request
            .temporary_password
            .unwrap_or_else(|| format!("{}aA1!", pool::random_id(16)));
        let mut user = {
            let database = self.database();
            let pool = pool::get(&database, &request.user_pool_id)?;
            password::check(pool.password_policy(), &temporary)?;
            new_user(
                &pool,
                &request.username,
                &request.user_attributes,
                self.now_ms(),
            )?
        };
        user.status = Status::ForceChangePassword;
        user.password = Some(password::hash(temporary.clone()).await?);
        let database = self.database();
        let pool = pool::get(&database, &user.pool)?;
        if user::find(&database, &pool, &request.username)?.is_some() {
            return Err(sign_up::exists(&pool));
        }
        user.save(&database)?;
        if let Some(email) = user.email().filter(|_| !suppressed) {
            let text = format!(
                "Hello,\n\nAn account was made for you. Your user name is {} and your temporary\npassword is {temporary}\n",
                request.username
            );
            self.mail
                .send(email, "Your temporary password", &text)
                .map_err(|error| broken(error.to_string()))?;
        }
        Ok(json!({"User": user.describe("Attributes")}))
    }

    pub(super) fn user_get(&self, request: &OfUser) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = pool::get(&database, &request.user_pool_id)?;
        Ok(user::get(&database, &pool, &request.username)?.describe("UserAttributes"))
    }

    pub(super) fn user_list(&self, request: &UserList) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = pool::get(&database, &request.user_pool_id)?;
        let filter = request.filter.as_deref().map(Filter::parse).transpose()?;
        let limit = request.limit.unwrap_or(MAX_LISTED).clamp(1, MAX_LISTED);
        let users = user::all(&database, &pool)?;
        let mut matching = users
            .iter()
            .filter(|user| filter.as_ref().is_none_or(|filter| filter.accepts(user)))
            .skip_while(|user| {
                request
                    .pagination_token
                    .as_deref()
                    .is_some_and(|token| user.sub != token)
            });
        let listed: Vec<Value> = matching
            .by_ref()
            .take(limit)
            .map(|user| user.describe("Attributes"))
            .collect();
        let mut answer = json!({"Users": listed});
        if let Some(next) = matching.next() {
            answer["PaginationToken"] = json!(next.sub);
        }
        Ok(answer)
    }

    pub(super) fn user_delete(&self, request: &OfUser) -> Result<Value, Refusal> {
        self.change(request, |database, user| {
            database
                .execute("DELETE FROM users WHERE sub = ?1", [&user.sub])
                .map_err(failed)?;
            Ok(())
        })
    }

    pub(super) async fn user_password_set(
        &self,
        request: UserPasswordSet,
    ) -> Result<Value, Refusal> {
        let of_user = OfUser {
            user_pool_id: request.user_pool_id,
            username: request.username,
        };
        {
            let database = self.database();
            let pool = pool::get(&database, &of_user.user_pool_id)?;
            password::check(pool.password_policy(), &request.password)?;
        }
        let hash = password::hash(request.password).await?;
        self.change(&of_user, |database, mut user| {
            user.password = Some(hash);
            user.failures = 0;
            user.status = if request.permanent {
                Status::Confirmed
            } else {
                Status::ForceChangePassword
            };
            user.modified_ms = self.now_ms();
            user.save(database)
        })
    }

    pub(super) fn user_attributes_update(
        &self,
        request: UserAttributesUpdate,
    ) -> Result<Value, Refusal> {
        request
            .user_attributes
            .iter()
            .try_for_each(check_attribute)?;
        let of_user = OfUser {
            user_pool_id: request.user_pool_id,
            username: request.username,
        };
        self.change(&of_user, |database, mut user| {
            for attribute in request.user_attributes {
                user.attributes.insert(attribute.name, attribute.value);
            }
            user.modified_ms = self.now_ms();
            user.save(database)
        })
    }

    pub(super) fn user_confirm(&self, request: &OfUser) -> Result<Value, Refusal> {
        self.change(request, |database, mut user| {
            if user.status != Status::Unconfirmed {
                return Err(not_authorized(format!(
                    "User cannot be confirmed. Current status is {}",
                    user.status.as_str()
                )));
            }
            user.status = Status::Confirmed;
            user.modified_ms = self.now_ms();
            user.save(database)
        })
    }

    pub(super) fn user_enable(&self, request: &OfUser, enabled: bool) -> Result<Value, Refusal> {
        self.change(request, |database, mut user| {
            user.enabled = enabled;
            user.modified_ms = self.now_ms();
            user.save(database)?;
            if !enabled {
                session::revoke_all(database, &user.sub)?;
            }
            Ok(())
        })
    }

    pub(super) fn user_sign_out(&self, request: &OfUser) -> Result<Value, Refusal> {
        self.change(request, |database, user| {
            session::revoke_all(database, &user.sub)
        })
    }

    fn change(
        &self,
        request: &OfUser,
        act: impl FnOnce(&rusqlite::Connection, User) -> Result<(), Refusal>,
    ) -> Result<Value, Refusal> {
        let database = self.database();
        let pool: Pool = pool::get(&database, &request.user_pool_id)?;
        let user = user::get(&database, &pool, &request.username)?;
        act(&database, user)?;
        Ok(json!({}))
    }
}

/// A list's filter: `email = "a@example.org"` or `email ^= "a"`.
struct Filter {
    attribute: String,
    value: String,
    is_prefix: bool,
}

impl Filter {
    fn parse(text: &str) -> Result<Self, Refusal> {
        let refuse = || invalid("Error while parsing filter");
        let (left, value) = text.split_once('=').ok_or_else(refuse)?;
        let (attribute, is_prefix) = match left.trim().strip_suffix('^') {
            Some(attribute) => (attribute.trim(), true),
            None => (left.trim(), false),
        };
        let value = value
            .trim()
            .strip_prefix('"')
            .and_then(|value| value.strip_suffix('"'))
            .ok_or_else(refuse)?;
        Ok(Self {
            attribute: attribute.trim_matches('"').to_owned(),
            value: value.to_owned(),
            is_prefix,
        })
    }

    fn accepts(&self, user: &User) -> bool {
        let value = match self.attribute.as_str() {
            "username" => user.username.clone(),
            "cognito:user_status" => user.status.as_str().to_owned(),
            "sub" => user.sub.clone(),
            name => user.attributes.get(name).cloned().unwrap_or_default(),
        };
        if self.is_prefix {
            value.starts_with(&self.value)
        } else {
            value.eq_ignore_ascii_case(&self.value)
        }
    }
}
