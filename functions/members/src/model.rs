//! API keys as they are shown.

use domain::{ApiKey, ApiKeyId, Name, Permission};
use jiff::Timestamp;
use serde::Serialize;

/// An API key; never its secret.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct ApiKeyOut {
    /// Its id.
    pub(crate) id: ApiKeyId,
    /// What it is for.
    name: Name,
    /// What it may do.
    scopes: Vec<Permission>,
    /// The last characters of the secret.
    hint: String,
    /// Who made it.
    created_by: String,
    /// When.
    created_at: Timestamp,
    /// When it stops working, if ever.
    expires_at: Option<Timestamp>,
    /// When it was revoked, if it was.
    revoked_at: Option<Timestamp>,
}

impl From<ApiKey> for ApiKeyOut {
    fn from(key: ApiKey) -> Self {
        Self {
            id: key.id,
            name: key.name,
            scopes: key.scopes,
            hint: key.hint,
            created_by: key.created_by,
            created_at: key.created_at,
            expires_at: key.expires_at,
            revoked_at: key.revoked_at,
        }
    }
}
