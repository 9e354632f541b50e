//! Fingerprints that may stand in a repository: `5c1f02ab-7e3`.
//!
//! The first part names detector and path and says nothing of the value. The second is a keyed hash of the value,
//! cut to twelve bits. The key is in every copy of this program, so a longer hash would give the value away: there
//! are ninety million citizen service numbers, and trying them all takes seconds. Of twelve bits and the two digits
//! that evidence shows, some two hundred remain. The path is kept out of the second part, because the same value
//! in many files would otherwise be hashed in as many ways, and each would take away twelve bits of doubt.
//! `docs/decisions/short-fingerprints.md` has the sums.

use std::fmt;
use std::str::FromStr;

use detect::FingerprintKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Digits of the part that names detector and path.
const PLACE_DIGITS: usize = 8;
/// Digits of the part that tells values apart: four bits each.
const VALUE_DIGITS: usize = 3;

/// The key of every scan without a tenant. No secret: see above.
pub(crate) fn key() -> FingerprintKey {
    FingerprintKey::new(*b"polder: a key that everybody has")
}

/// A fingerprint that gives no value away.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct ShortFingerprint(String);

impl ShortFingerprint {
    /// Of a finding that was made under [`key`].
    pub(crate) fn of(finding: &detect::Finding) -> Self {
        let place = Sha256::new()
            .chain_update(finding.detector_id())
            .chain_update([0])
            .chain_update(&finding.location.path)
            .finalize();
        let place = place
            .iter()
            .take(PLACE_DIGITS / 2)
            .fold(0_u32, |place, byte| (place << 8) | u32::from(*byte));
        let value = finding.fingerprint.as_str();
        let value = value.get(..VALUE_DIGITS).unwrap_or("000");
        Self(format!("{place:08x}-{value}"))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ShortFingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for ShortFingerprint {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_hex = |part: &str, digits: usize| {
            part.len() == digits
                && part
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        match text.split_once('-') {
            Some((place, value)) if is_hex(place, PLACE_DIGITS) && is_hex(value, VALUE_DIGITS) => {
                Ok(Self(text.to_owned()))
            }
            Some(_) | None => {
                Err("a fingerprint is one that `polder scan --local` tells, such as 5c1f02ab-7e3")
            }
        }
    }
}

impl TryFrom<String> for ShortFingerprint {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ShortFingerprint> for String {
    fn from(fingerprint: ShortFingerprint) -> Self {
        fingerprint.0
    }
}
