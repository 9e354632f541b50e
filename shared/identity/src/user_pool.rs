//! The user pool: signing up and confirming an address.

use std::sync::{Arc, LazyLock};

use aws_config::SdkConfig;
use aws_sdk_cognitoidentityprovider::config::retry::RetryPartition;
use aws_sdk_cognitoidentityprovider::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_cognitoidentityprovider::types::{AttributeType, UserStatusType};
use domain::{Email, UserId};
use uuid::Uuid;

/// Made when it is first used: reading a service's endpoint rules is most of a function's start,
/// and few requests need every service.
type LazyClient = Arc<
    LazyLock<
        aws_sdk_cognitoidentityprovider::Client,
        Box<dyn FnOnce() -> aws_sdk_cognitoidentityprovider::Client + Send>,
    >,
>;

/// The user pool and the client that people sign up through.
#[derive(Clone, Debug)]
pub struct UserPool {
    client: LazyClient,
    pool: String,
    app: String,
}

/// Somebody who signed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedUp {
    /// They are new, and a code is on its way to them.
    New(UserId),
    /// The address belongs to somebody who has confirmed it.
    Already,
}

/// A sign-up that failed.
#[derive(Debug, thiserror::Error)]
pub enum SignUpError {
    /// The password is too weak; says what it lacks.
    #[error("{0}")]
    Password(String),
    /// The address is refused; says why.
    #[error("{0}")]
    Address(String),
    /// Too many in a short time.
    #[error("too many sign-ups")]
    TooMany,
    /// The pool could not be asked.
    #[error("user pool: {0}")]
    Unavailable(String),
}

/// A confirmation that failed.
#[derive(Debug, thiserror::Error)]
pub enum ConfirmError {
    /// The code is wrong or too old, or the user is not the one who signed up.
    #[error("the code is wrong or has expired")]
    Code,
    /// Too many tries in a short time.
    #[error("too many attempts")]
    TooMany,
    /// The pool could not be asked.
    #[error("user pool: {0}")]
    Unavailable(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    user: UserId,
    standing: Standing,
}

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Signed up, never confirmed: nobody has proved to own the address.
    Unconfirmed,
    /// Somebody has.
    Confirmed,
    /// Anything else, such as an account whose password has to be changed. It is somebody's.
    Other,
}

impl UserPool {
    /// The pool `pool` with the app client `app`.
    #[must_use]
    pub fn new(aws: &SdkConfig, pool: impl Into<String>, app: impl Into<String>) -> Self {
        let aws = aws.clone();
        let client = Box::new(move || {
            let config = aws_sdk_cognitoidentityprovider::config::Builder::from(&aws)
                // Tries are this client's own, not the process's.
                .retry_partition(RetryPartition::custom("user-pool").build())
                .build();
            aws_sdk_cognitoidentityprovider::Client::from_conf(config)
        });
        Self {
            client: Arc::new(LazyLock::new(client)),
            pool: pool.into(),
            app: app.into(),
        }
    }

    /// Signs somebody up and mails them a code.
    ///
    /// An address that was signed up but never confirmed begins anew, with the new password: who
    /// can't read the mail must not be able to leave a password behind for who can.
    ///
    /// # Errors
    /// See [`SignUpError`].
    pub async fn sign_up(&self, email: &Email, password: &str) -> Result<SignedUp, SignUpError> {
        if let Some(user) = self.sign_up_once(email, password).await? {
            return Ok(SignedUp::New(user));
        }
        match self.find(email).await.map_err(SignUpError::Unavailable)? {
            Some(Known {
                standing: Standing::Confirmed | Standing::Other,
                ..
            }) => Ok(SignedUp::Already),
            Some(Known {
                standing: Standing::Unconfirmed,
                ..
            })
            | None => {
                let delete = self.client.admin_delete_user().user_pool_id(&self.pool);
                delete
                    .username(email.as_str())
                    .send()
                    .await
                    .map_err(|error| SignUpError::Unavailable(text(error)))?;
                let user = self.sign_up_once(email, password).await?;
                // Somebody else signed the same address up in between; theirs stands.
                Ok(user.map_or(SignedUp::Already, SignedUp::New))
            }
        }
    }

    /// `None` when the address is taken.
    async fn sign_up_once(
        &self,
        email: &Email,
        password: &str,
    ) -> Result<Option<UserId>, SignUpError> {
        let address = AttributeType::builder()
            .name("email")
            .value(email.as_str())
            .build();
        let address = address.map_err(|error| SignUpError::Unavailable(error.to_string()))?;
        let answer = self
            .client
            .sign_up()
            .client_id(&self.app)
            .username(email.as_str())
            .password(password)
            .user_attributes(address)
            .send()
            .await;
        match answer {
            Ok(answer) => {
                let user = user_id(answer.user_sub());
                user.map(Some)
                    .ok_or_else(|| SignUpError::Unavailable("no sub".to_owned()))
            }
            Err(error) => match error.code() {
                Some("UsernameExistsException") => Ok(None),
                Some("InvalidPasswordException") => {
                    let message = error.message().unwrap_or("The password is too weak.");
                    Err(SignUpError::Password(message.to_owned()))
                }
                Some("InvalidParameterException") => {
                    let message = error.message().unwrap_or("is refused by the user pool");
                    // The pool checks the shape of both, and tells which only in words.
                    Err(if message.to_lowercase().contains("password") {
                        SignUpError::Password(message.to_owned())
                    } else {
                        SignUpError::Address(message.to_owned())
                    })
                }
                Some("TooManyRequestsException" | "LimitExceededException") => {
                    Err(SignUpError::TooMany)
                }
                _ => Err(SignUpError::Unavailable(text(error))),
            },
        }
    }

    /// Confirms the address of `user` with the code that was mailed to it.
    ///
    /// Succeeds when it is confirmed already, so that a request that was half-way killed can be
    /// made again.
    ///
    /// # Errors
    /// See [`ConfirmError`].
    pub async fn confirm(
        &self,
        user: UserId,
        email: &Email,
        code: &str,
    ) -> Result<(), ConfirmError> {
        // The address may have been signed up again by somebody else since.
        let known = self.find(email).await.map_err(ConfirmError::Unavailable)?;
        match known {
            Some(known) if known.user == user && known.standing == Standing::Confirmed => {
                return Ok(());
            }
            Some(known) if known.user == user => {}
            _ => return Err(ConfirmError::Code),
        }
        let answer = self
            .client
            .confirm_sign_up()
            .client_id(&self.app)
            .username(email.as_str())
            .confirmation_code(code)
            .send()
            .await;
        let Err(error) = answer else { return Ok(()) };
        Err(match error.code() {
            Some(
                "CodeMismatchException"
                | "ExpiredCodeException"
                | "UserNotFoundException"
                | "NotAuthorizedException"
                | "InvalidParameterException",
            ) => ConfirmError::Code,
            Some(
                "TooManyFailedAttemptsException"
                | "TooManyRequestsException"
                | "LimitExceededException",
            ) => ConfirmError::TooMany,
            _ => ConfirmError::Unavailable(text(error)),
        })
    }

    async fn find(&self, email: &Email) -> Result<Option<Known>, String> {
        let answer = self
            .client
            .admin_get_user()
            .user_pool_id(&self.pool)
            .username(email.as_str())
            .send()
            .await;
        match answer {
            Ok(answer) => {
                let sub = answer.user_attributes().iter().find(|a| a.name() == "sub");
                let user = sub.and_then(|sub| user_id(sub.value().unwrap_or_default()));
                let standing = match answer.user_status() {
                    Some(UserStatusType::Confirmed) => Standing::Confirmed,
                    Some(UserStatusType::Unconfirmed) => Standing::Unconfirmed,
                    _ => Standing::Other,
                };
                Ok(user.map(|user| Known { user, standing }))
            }
            Err(error) if error.code() == Some("UserNotFoundException") => Ok(None),
            Err(error) => Err(text(error)),
        }
    }
}

fn user_id(sub: &str) -> Option<UserId> {
    sub.parse::<Uuid>().ok().map(UserId::from_uuid)
}

fn text<E: std::error::Error + 'static, R: std::fmt::Debug + 'static>(
    error: SdkError<E, R>,
) -> String {
    DisplayErrorContext(error).to_string()
}
