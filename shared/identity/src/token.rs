//! Access tokens: JSON Web Tokens that the user pool signs (RS256).

use domain::{TenantId, UserId};
use jiff::Timestamp;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use uuid::Uuid;

/// The claim that names the tenant the person is working in.
pub const TENANT_CLAIM: &str = "tenant_id";

/// How long to wait before an unknown key is looked for again.
const REFETCH_AFTER: jiff::SignedDuration = jiff::SignedDuration::from_mins(1);

/// What a verified access token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessToken {
    /// Who.
    pub user: UserId,
    /// In which tenant; `None` for somebody who belongs to none.
    pub tenant: Option<TenantId>,
}

/// A token that proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not one of ours: signature, issuer, client or use is wrong.
    #[error("not a token of this user pool")]
    Invalid,
    /// It was good once.
    #[error("the token has expired")]
    Expired,
    /// Signed with a key that we don't know; the pool may have a new one.
    #[error("the token is signed with an unknown key")]
    UnknownKey,
}

/// Checks access tokens of one user pool and one client.
#[derive(Debug)]
pub struct TokenVerifier {
    issuer: String,
    client: String,
    keys: Option<JwkSet>,
    fetched_at: Option<Timestamp>,
}

#[derive(Deserialize)]
struct Claims {
    sub: Uuid,
    client_id: String,
    token_use: String,
    exp: i64,
    #[serde(rename = "tenant_id")]
    tenant: Option<String>,
}

impl TokenVerifier {
    /// A verifier that knows no keys yet.
    #[must_use]
    pub fn new(issuer: impl Into<String>, client: impl Into<String>) -> Self {
        Self {
            issuer: issuer.into(),
            client: client.into(),
            keys: None,
            fetched_at: None,
        }
    }

    /// Where the pool publishes its keys (RFC 7517).
    #[must_use]
    pub fn keys_url(&self) -> String {
        format!("{}/.well-known/jwks.json", self.issuer)
    }

    /// Whether it knows any keys.
    #[must_use]
    pub fn has_keys(&self) -> bool {
        self.keys.is_some()
    }

    /// Whether the keys may be fetched (again) now: at most once a minute. Counts as a try.
    pub fn may_refetch(&mut self, now: Timestamp) -> bool {
        let waited = self
            .fetched_at
            .is_none_or(|last| now.duration_since(last) >= REFETCH_AFTER);
        if waited || self.keys.is_none() {
            self.fetched_at = Some(now);
            return true;
        }
        false
    }

    /// Takes the keys that the pool published.
    ///
    /// # Errors
    /// When the document is not a key set.
    pub fn set_keys(&mut self, document: &[u8]) -> Result<(), serde_json::Error> {
        self.keys = Some(serde_json::from_slice(document)?);
        Ok(())
    }

    /// What `token` says, if the pool signed it for this client as an access token.
    ///
    /// # Errors
    /// See [`TokenError`]; on [`TokenError::UnknownKey`] fetch the keys and ask again.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<AccessToken, TokenError> {
        let header = decode_header(token).map_err(|_| TokenError::Invalid)?;
        let kid = header.kid.ok_or(TokenError::Invalid)?;
        let key = self.keys.as_ref().and_then(|keys| keys.find(&kid));
        let key = DecodingKey::from_jwk(key.ok_or(TokenError::UnknownKey)?)
            .map_err(|_| TokenError::Invalid)?;
        let mut validation = Validation::new(Algorithm::RS256);
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "sub"]);
        // An access token has no audience; and expiry goes by our clock, below.
        validation.validate_aud = false;
        validation.validate_exp = false;
        let claims = decode::<Claims>(token, &key, &validation).map_err(|_| TokenError::Invalid)?;
        let claims = claims.claims;
        if claims.client_id != self.client || claims.token_use != "access" {
            return Err(TokenError::Invalid);
        }
        if now.as_second() >= claims.exp {
            return Err(TokenError::Expired);
        }
        let tenant = claims.tenant.map(|tenant| tenant.parse()).transpose();
        Ok(AccessToken {
            user: UserId::from_uuid(claims.sub),
            tenant: tenant.map_err(|_| TokenError::Invalid)?,
        })
    }
}
