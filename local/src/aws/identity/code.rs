//! Mailed codes: six digits, valid for a day, a few tries.

use rand::Rng as _;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::pool::Pool;
use super::user::User;
use super::{Identity, broken, failed, fingerprint, invalid};
use crate::aws::refusal::Refusal;

/// How long a sign-up's code is valid.
const SIGN_UP_CODE_LIFETIME_MS: i64 = 24 * 60 * 60 * 1000;

/// How long a code for a new password is valid.
const PASSWORD_CODE_LIFETIME_MS: i64 = 60 * 60 * 1000;

/// Wrong tries that a code bears; the next one needs another code.
const MAX_ATTEMPTS: u32 = 5;

/// Codes that are sent within [`SENDING_WINDOW_MS`].
const MAX_SENT: u32 = 5;

const SENDING_WINDOW_MS: i64 = 60 * 60 * 1000;

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    SignUp,
    Password,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::SignUp => "sign-up",
            Self::Password => "password",
        }
    }

    fn lifetime_ms(self) -> i64 {
        match self {
            Self::SignUp => SIGN_UP_CODE_LIFETIME_MS,
            Self::Password => PASSWORD_CODE_LIFETIME_MS,
        }
    }
}

struct Mailed {
    hash: String,
    expires_ms: i64,
    attempts: u32,
    sent: u32,
    first_sent_ms: i64,
}

impl Identity {
    /// Mails a new code, which replaces the one before; the address as it may be shown.
    pub(super) fn send_code(
        &self,
        database: &Connection,
        pool: &Pool,
        user: &User,
        purpose: Purpose,
    ) -> Result<String, Refusal> {
        let email = user
            .email()
            .ok_or_else(|| invalid("the user has no e-mail address"))?;
        let now_ms = self.now_ms();
        let earlier = find(database, user, purpose)?
            .filter(|sent| now_ms - sent.first_sent_ms < SENDING_WINDOW_MS);
        let sent = earlier.as_ref().map_or(0, |earlier| earlier.sent);
        if sent >= MAX_SENT {
            return Err(Refusal::new(
                "LimitExceededException",
                "Attempt limit exceeded, please try after some time.",
            ));
        }
        let code = format!("{:06}", rand::rng().random_range(0..1_000_000));
        database
            .execute(
                "INSERT INTO codes (sub, purpose, hash, expires_ms, attempts, sent, first_sent_ms)
                 VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6)
                 ON CONFLICT (sub, purpose) DO UPDATE SET
                    hash = excluded.hash, expires_ms = excluded.expires_ms, attempts = 0,
                    sent = excluded.sent, first_sent_ms = excluded.first_sent_ms",
                params![
                    user.sub,
                    purpose.name(),
                    salted(user, &code),
                    now_ms + purpose.lifetime_ms(),
                    sent + 1,
                    earlier.map_or(now_ms, |earlier| earlier.first_sent_ms),
                ],
            )
            .map_err(failed)?;
        let (subject, text) = letter(pool, purpose, &code);
        self.mail
            .send(email, &subject, &text)
            .map_err(|error| broken(error.to_string()))?;
        Ok(masked(email))
    }

    /// Accepts the code once. Wrong tries are counted, so that six digits can't be guessed.
    pub(super) fn accept_code(
        &self,
        database: &Connection,
        user: &User,
        purpose: Purpose,
        code: &str,
    ) -> Result<(), Refusal> {
        let Some(sent) = find(database, user, purpose)? else {
            return Err(expired());
        };
        if sent.attempts >= MAX_ATTEMPTS {
            return Err(Refusal::new(
                "TooManyFailedAttemptsException",
                "Too many wrong codes. Please request a new code.",
            ));
        }
        if self.now_ms() >= sent.expires_ms {
            return Err(expired());
        }
        if salted(user, code.trim()) != sent.hash {
            database
                .execute(
                    "UPDATE codes SET attempts = attempts + 1 WHERE sub = ?1 AND purpose = ?2",
                    params![user.sub, purpose.name()],
                )
                .map_err(failed)?;
            return Err(mismatch());
        }
        database
            .execute(
                "DELETE FROM codes WHERE sub = ?1 AND purpose = ?2",
                params![user.sub, purpose.name()],
            )
            .map_err(failed)?;
        Ok(())
    }
}

pub(super) fn mismatch() -> Refusal {
    Refusal::new(
        "CodeMismatchException",
        "Invalid verification code provided, please try again.",
    )
}

fn expired() -> Refusal {
    Refusal::new(
        "ExpiredCodeException",
        "Invalid code provided, please request a code again.",
    )
}

fn find(database: &Connection, user: &User, purpose: Purpose) -> Result<Option<Mailed>, Refusal> {
    database
        .prepare_cached(
            "SELECT hash, expires_ms, attempts, sent, first_sent_ms FROM codes WHERE sub = ?1 AND purpose = ?2",
        )
        .and_then(|mut query| {
            query
                .query_row(params![user.sub, purpose.name()], |row| {
                    Ok(Mailed {
                        hash: row.get(0)?,
                        expires_ms: row.get(1)?,
                        attempts: row.get(2)?,
                        sent: row.get(3)?,
                        first_sent_ms: row.get(4)?,
                    })
                })
                .optional()
        })
        .map_err(failed)
}

fn salted(user: &User, code: &str) -> String {
    fingerprint(&format!("{}:{code}", user.sub))
}

/// The e-mail: the pool's own words if it has them.
fn letter(pool: &Pool, purpose: Purpose, code: &str) -> (String, String) {
    let (own_subject, own_text) = pool.code_mail();
    let (subject, text) = match purpose {
        Purpose::SignUp => (
            own_subject.unwrap_or("Your verification code"),
            own_text.unwrap_or(
                "Hello,\n\nWelcome. To finish signing up, enter this code:\n\n    {####}\n\n\
                 It is valid for 24 hours.\n\n\
                 Didn't you sign up? Then you need not do anything: without the code nobody can\n\
                 use your address.\n",
            ),
        ),
        Purpose::Password => (
            "Your code for a new password",
            "Hello,\n\nTo choose a new password, enter this code:\n\n    {####}\n\n\
             It is valid for an hour.\n\n\
             Didn't you ask for it? Then you need not do anything: your password stays as it is.\n",
        ),
    };
    (
        subject.replace("{####}", code),
        text.replace("{####}", code),
    )
}

/// An address as it may be shown: `j***@e***`.
pub(super) fn masked(email: &str) -> String {
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    let (local, host) = email.split_once('@').unwrap_or((email, ""));
    format!("{}***@{}***", first(local), first(host))
}
