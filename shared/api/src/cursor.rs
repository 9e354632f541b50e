//! Cursors: where a list goes on, opaque to who holds one.
//!
//! A cursor carries a position and a message authentication code over it, the tenant and the query.
//! One that was changed, or taken to another tenant or query, is refused.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use store::Position;
use tenancy::TenantScope;

use crate::{Code, Problem};

/// The secret that cursors are sealed with.
#[derive(Clone)]
pub struct CursorKey(Vec<u8>);

impl CursorKey {
    /// The key with these bytes.
    #[must_use]
    pub fn new(secret: impl Into<Vec<u8>>) -> Self {
        Self(secret.into())
    }
}

impl std::fmt::Debug for CursorKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CursorKey(…)")
    }
}

/// Seals and opens the cursors of one list of one tenant.
#[derive(Debug)]
pub struct Cursor<'a> {
    key: &'a CursorKey,
    /// The tenant, the list, and everything in the query but the cursor and the limit.
    bound_to: String,
}

const MAC_BYTES: usize = 16;

impl<'a> Cursor<'a> {
    /// The cursors of the list `list`, asked with `query`, of the scope's tenant.
    #[must_use]
    pub fn new(key: &'a CursorKey, scope: &TenantScope<'_>, list: &str, query: &[&str]) -> Self {
        use std::fmt::Write as _;
        // Lengths keep two parts from being read as two others.
        let mut bound_to = format!("{}|{list}", scope.tenant());
        for part in query {
            let _ = write!(bound_to, "|{}:{part}", part.len());
        }
        Self { key, bound_to }
    }

    /// The cursor for this position.
    #[must_use]
    pub fn seal(&self, position: &Position) -> String {
        let position = position.as_str().as_bytes();
        let mut sealed = self.mac(position).finalize().into_bytes()[..MAC_BYTES].to_vec();
        sealed.extend_from_slice(position);
        URL_SAFE_NO_PAD.encode(sealed)
    }

    /// The position that this cursor carries.
    ///
    /// # Errors
    /// When it was not sealed here, for this tenant, list and query.
    pub fn open(&self, cursor: Option<&str>) -> Result<Option<Position>, Problem> {
        let Some(cursor) = cursor else {
            return Ok(None);
        };
        self.open_sealed(cursor).map(Some).ok_or_else(|| {
            let detail = "Begin again without a cursor, or use one of this very list and query.";
            Problem::new(Code::CursorInvalid, detail)
        })
    }

    fn open_sealed(&self, cursor: &str) -> Option<Position> {
        let sealed = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (mac, position) = sealed.split_at_checked(MAC_BYTES)?;
        self.mac(position).verify_truncated_left(mac).ok()?;
        String::from_utf8(position.to_vec())
            .ok()
            .map(Position::from_text)
    }

    fn mac(&self, position: &[u8]) -> Hmac<Sha256> {
        // HMAC takes keys of any length, so this can't fail.
        let mac = Hmac::<Sha256>::new_from_slice(&self.key.0);
        let mac = mac.unwrap_or_else(|_| unreachable!("HMAC takes any key"));
        mac.chain_update(self.bound_to.as_bytes())
            .chain_update([0])
            .chain_update(position)
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test may speak for any tenant")]
mod tests {
    use domain::{ScanId, TenantId};
    use proptest::prelude::*;
    use tenancy::{Grant, Principal};

    use super::*;

    fn grant(n: i64) -> Grant {
        let tenant = TenantId::at(jiff::Timestamp::from_second(n).unwrap());
        Grant::vouch(tenant, Principal::system("test"))
    }

    proptest! {
        #[test]
        fn a_cursor_opens_where_it_was_sealed_and_nowhere_else(text in ".{0,60}", flip in any::<prop::sample::Index>()) {
            let key = CursorKey::new(*b"secret");
            let (ours, theirs) = (grant(1), grant(2));
            let (ours, theirs) = (ours.scope(), theirs.scope());
            let cursor = Cursor::new(&key, &ours, "scans", &["state=queued"]);
            let position = Position::from_text(text);
            let sealed = cursor.seal(&position);
            prop_assert_eq!(cursor.open(Some(&sealed)).unwrap(), Some(position));

            prop_assert!(Cursor::new(&key, &theirs, "scans", &["state=queued"]).open(Some(&sealed)).is_err());
            prop_assert!(Cursor::new(&key, &ours, "scans", &["state=failed"]).open(Some(&sealed)).is_err());
            prop_assert!(Cursor::new(&key, &ours, "findings", &["state=queued"]).open(Some(&sealed)).is_err());
            let other = CursorKey::new(*b"other");
            prop_assert!(Cursor::new(&other, &ours, "scans", &["state=queued"]).open(Some(&sealed)).is_err());

            let mut bytes = URL_SAFE_NO_PAD.decode(&sealed).unwrap();
            let at = flip.index(bytes.len());
            bytes[at] ^= 1;
            prop_assert!(cursor.open(Some(&URL_SAFE_NO_PAD.encode(bytes))).is_err());
        }
    }

    #[test]
    fn rubbish_is_refused() {
        let key = CursorKey::new(*b"secret");
        let grant = grant(1);
        let scope = grant.scope();
        let cursor = Cursor::new(&key, &scope, "scans", &[]);
        let scan = ScanId::at(jiff::Timestamp::UNIX_EPOCH).to_string();
        for wrong in ["", "x", "AAAA", "é", &scan, &"A".repeat(10_000)] {
            assert_eq!(
                cursor.open(Some(wrong)).unwrap_err().code(),
                Code::CursorInvalid,
                "{wrong}"
            );
        }
        assert_eq!(cursor.open(None).unwrap(), None);
    }
}
