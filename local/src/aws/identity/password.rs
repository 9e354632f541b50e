//! Passwords: the pool's policy, and keeping nothing but a hash.

use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use serde_json::Value;

use super::broken;
use crate::aws::refusal::Refusal;

/// Cognito's limit, in characters.
const MAX_LENGTH: usize = 256;

/// Cognito's default, in characters.
const DEFAULT_MIN_LENGTH: u64 = 8;

/// The characters that Cognito counts as symbols.
const SYMBOLS: &str = "^$*.[]{}()?-\"!@#%&/\\,><':;|_~`+= ";

/// Refuses a password that doesn't follow the pool's policy.
pub(super) fn check(policy: &Value, password: &str) -> Result<(), Refusal> {
    let refuse = |reason: &str| {
        Err(Refusal::new(
            "InvalidPasswordException",
            format!("Password did not conform with policy: {reason}"),
        ))
    };
    let length = password.chars().count();
    let min_length = policy["MinimumLength"]
        .as_u64()
        .unwrap_or(DEFAULT_MIN_LENGTH);
    if u64::try_from(length).unwrap_or(u64::MAX) < min_length {
        return refuse("Password not long enough");
    }
    if length > MAX_LENGTH {
        return refuse("Password too long");
    }
    // A pool without a policy requires all four; one with a policy requires what it says.
    let requires = |name: &str| policy[name].as_bool().unwrap_or(policy.is_null());
    let has = |is: fn(char) -> bool| password.chars().any(is);
    if requires("RequireLowercase") && !has(|character| character.is_ascii_lowercase()) {
        return refuse("Password must have lowercase characters");
    }
    if requires("RequireUppercase") && !has(|character| character.is_ascii_uppercase()) {
        return refuse("Password must have uppercase characters");
    }
    if requires("RequireNumbers") && !has(|character| character.is_ascii_digit()) {
        return refuse("Password must have numeric characters");
    }
    if requires("RequireSymbols") && !has(|character| SYMBOLS.contains(character)) {
        return refuse("Password must have symbol characters");
    }
    Ok(())
}

/// Hashes a password with Argon2id and its recommended costs, off the async threads.
pub(super) async fn hash(password: String) -> Result<String, Refusal> {
    run(move || {
        let salt = SaltString::generate(&mut OsRng);
        Argon2::default()
            .hash_password(password.as_bytes(), &salt)
            .map(|hash| hash.to_string())
            .map_err(|error| broken(error.to_string()))
    })
    .await?
}

/// Whether the password is the one that was hashed. Without a hash it takes as long, and is not.
pub(super) async fn verify(password: String, hash: Option<String>) -> Result<bool, Refusal> {
    let Some(expected) = hash else {
        self::hash(password).await?;
        return Ok(false);
    };
    run(move || {
        PasswordHash::new(&expected).is_ok_and(|expected| {
            Argon2::default()
                .verify_password(password.as_bytes(), &expected)
                .is_ok()
        })
    })
    .await
}

async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| broken(error.to_string()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn passwords_follow_the_pool_s_policy() {
        let long = json!({"MinimumLength": 12});
        let strict = json!({
            "MinimumLength": 12, "RequireLowercase": true, "RequireUppercase": true,
            "RequireNumbers": true, "RequireSymbols": true,
        });
        for (policy, password, accepted) in [
            (&long, "elevenchars", false),
            (&long, "twelve chars", true),
            (&strict, "twelve chars", false),
            (&strict, "Twelve chars 1", true),
            (&strict, "Twelvechars11", false),
            (&Value::Null, "password", false),
            (&Value::Null, "Passw0rd!", true),
        ] {
            assert_eq!(check(policy, password).is_ok(), accepted, "{password}");
        }
    }

    #[tokio::test]
    async fn a_hash_tells_the_password_from_others() {
        let kept = hash("correct horse".to_owned()).await.unwrap();
        assert!(kept.starts_with("$argon2id$") && !kept.contains("correct"));
        assert!(
            verify("correct horse".to_owned(), Some(kept.clone()))
                .await
                .unwrap()
        );
        assert!(!verify("wrong horse".to_owned(), Some(kept)).await.unwrap());
        assert!(!verify("correct horse".to_owned(), None).await.unwrap());
    }
}
