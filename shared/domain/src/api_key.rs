//! API keys: what a program shows instead of a password.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{ApiKeyId, Name, Permission};

/// What is kept of an API key. Never the key itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// What it is for.
    pub name: Name,
    /// What it may do.
    pub scopes: Vec<Permission>,
    /// The last characters of the key, so that a person can tell which one they hold.
    pub hint: String,
    /// The SHA-256 of the key, in hexadecimal: where the directory finds it.
    pub hash: String,
    /// Who made it: a user or another key.
    pub created_by: String,
    /// When.
    pub created_at: Timestamp,
    /// When it stops working, if ever.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked, if it was.
    pub revoked_at: Option<Timestamp>,
}

impl ApiKey {
    /// Whether it works at `now`.
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}

/// An API key in clear: `plk_`, 43 characters of 256 random bits, and six of a checksum.
///
/// The prefix and the checksum let a scanner, ours included, recognise a leaked key for certain;
/// the checksum lets the authorizer turn a mistyped key away without asking the directory.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKeySecret(String);

/// Text that is no API key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an API key: it should begin with plk_ and have 53 characters")]
pub struct InvalidApiKey;

impl ApiKeySecret {
    /// What every key begins with.
    pub const PREFIX: &'static str = "plk_";

    /// The key that carries these random bytes.
    #[must_use]
    pub fn from_random(random: &[u8; 32]) -> Self {
        let body = URL_SAFE_NO_PAD.encode(random);
        let checksum = Self::checksum(&body);
        Self(format!("{}{body}{checksum}", Self::PREFIX))
    }

    /// Reads a key that somebody showed.
    ///
    /// # Errors
    /// When the shape or the checksum is wrong.
    pub fn parse(text: &str) -> Result<Self, InvalidApiKey> {
        let rest = text.strip_prefix(Self::PREFIX).ok_or(InvalidApiKey)?;
        let url_safe = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if rest.len() != 49 || !rest.bytes().all(url_safe) {
            return Err(InvalidApiKey);
        }
        let (body, checksum) = rest.split_at(43);
        if Self::checksum(body) == checksum {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidApiKey)
        }
    }

    fn checksum(body: &str) -> String {
        let mut text = URL_SAFE_NO_PAD.encode(&Sha256::digest(body.as_bytes())[..6]);
        text.truncate(6);
        text
    }

    /// The SHA-256 of the key, in hexadecimal.
    ///
    /// A plain hash is enough: 256 random bits can't be guessed, so there is nothing for a slow
    /// hash to slow down.
    #[must_use]
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.0.as_bytes()))
    }

    /// The last four characters.
    #[must_use]
    pub fn hint(&self) -> &str {
        &self.0[self.0.len() - 4..]
    }

    /// The key in clear, for the one answer that shows it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ApiKeySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKeySecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_recognised_and_mistyped_ones_are_not() {
        let key = ApiKeySecret::from_random(&[7; 32]);
        assert_eq!(ApiKeySecret::parse(key.reveal()).unwrap(), key);
        assert_eq!(key.reveal().len(), 53);
        assert_eq!(key.hash().len(), 64);
        for n in 0..key.reveal().len() {
            let mut wrong = key.reveal().to_owned().into_bytes();
            wrong[n] = if wrong[n] == b'x' { b'y' } else { b'x' };
            let wrong = String::from_utf8(wrong).unwrap();
            assert!(ApiKeySecret::parse(&wrong).is_err(), "{wrong} was taken");
        }
        for wrong in ["", "plk_", "plk_é", &format!("{}x", key.reveal())] {
            assert!(ApiKeySecret::parse(wrong).is_err(), "{wrong} was taken");
        }
    }

    #[test]
    fn a_key_does_not_print_itself() {
        let key = ApiKeySecret::from_random(&[7; 32]);
        assert!(!format!("{key:?}").contains(key.hint()));
    }
}
