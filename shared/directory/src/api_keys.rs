//! API keys by the hash of their secret.

use domain::{ApiKey, ApiKeyId, TenantId};
use serde::{Deserialize, Serialize};

use crate::table::{Directory, DirectoryError, Place};

/// Whose key it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKeyEntry {
    /// The tenant.
    pub tenant: TenantId,
    /// The key; the tenant's record of it says whether it still works.
    pub key: ApiKeyId,
}

fn place(hash: &str) -> Place {
    Place {
        pk: format!("APIKEY#{hash}"),
        sk: "APIKEY".to_owned(),
    }
}

impl Directory {
    /// Whose key hashes to `hash`.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn api_key_find(&self, hash: &str) -> Result<Option<ApiKeyEntry>, DirectoryError> {
        self.get(place(hash)).await
    }

    /// Makes a key findable.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn api_key_add(&self, tenant: TenantId, key: &ApiKey) -> Result<(), DirectoryError> {
        let entry = ApiKeyEntry {
            tenant,
            key: key.id,
        };
        // An expired key is kept for a while, so that its holder hears "expired", not "invalid".
        let expires = key.expires_at.and_then(|end| end.checked_add(GRACE).ok());
        self.put(place(&key.hash), &entry, expires).await
    }
}

/// How long an expired key is still recognised.
const GRACE: jiff::SignedDuration = jiff::SignedDuration::from_hours(90 * 24);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_where_they_always_stood() {
        let place = place("0a1b");
        assert_eq!(
            (place.pk.as_str(), place.sk.as_str()),
            ("APIKEY#0a1b", "APIKEY")
        );
    }
}
