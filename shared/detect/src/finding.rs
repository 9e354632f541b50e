//! What the engine tells: findings, their fingerprints and why they were made.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use domain::{Location, Severity};
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::custom::RuleMeta;

/// Something found in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The id of the engine's detector, see [`Engine::detector`](crate::Engine::detector); of a tenant's rule,
    /// what stands for all of them. [`Self::detector_id`] tells them apart.
    pub detector: &'static str,
    /// The tenant's rule that found it, if one did.
    pub rule: Option<Arc<RuleMeta>>,
    /// How bad it is: the detector's severity, lowered where the evidence is weaker.
    pub severity: Severity,
    /// How sure the engine is, from 0 to 1. The sum of the explanation's weights, cut to that range.
    pub confidence: f32,
    /// Where the value begins.
    pub location: Location,
    /// The value masked: at most a quarter of its characters, never its middle. For findings
    /// about a file, a sentence about what is wrong with it.
    pub evidence: String,
    /// How many values this finding stands for: more than one where a whole column of a table,
    /// or what exceeds [`Limits::max_findings_per_document`](crate::Limits), became one finding.
    pub occurrences: u64,
    /// Recognises the same value in the next scan of the same tenant.
    pub fingerprint: Fingerprint,
    /// Which checks and words counted, and how much.
    pub explanation: Vec<Reason>,
    /// The reason that a comment `polder:allow REASON` gives for it, masked and cut to 200
    /// characters. Who counts what has to be dealt with leaves such a finding out.
    pub suppressed: Option<String>,
}

impl Finding {
    /// The id of what found it: of a detector, or of a tenant's rule.
    #[must_use]
    pub fn detector_id(&self) -> &str {
        self.rule
            .as_ref()
            .map_or(self.detector, |rule| rule.id.as_str())
    }
}

/// One step on the way to a finding's confidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What sort of step.
    pub kind: ReasonKind,
    /// The check or the word, in English. Never the value.
    pub detail: Cow<'static, str>,
    /// What it added to the confidence; negative if it spoke against.
    pub weight: f32,
}

impl Reason {
    pub(crate) fn new(kind: ReasonKind, detail: impl Into<Cow<'static, str>>, weight: f32) -> Self {
        Self {
            kind,
            detail: detail.into(),
            weight,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({:+.2})", self.detail, self.weight)
    }
}

/// The sort of a [`Reason`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    /// The value has the documented shape.
    Shape,
    /// A checksum, a calendar or a registry was asked.
    Check,
    /// A word near the value, its key or its column's header speaks for it.
    Context,
    /// A word near the value, or its being published as an example, speaks against it.
    Against,
    /// How the finding was put together: a column, an overflow.
    Grouping,
    /// A comment beside the value asks to allow it, and doesn't say why.
    Comment,
}

/// A keyed hash over detector, normalised value and location class: 16 bytes in hex.
///
/// Only the tenant's [`FingerprintKey`] relates it to a value, so that it can be stored, and so
/// that two tenants with the same value don't have the same fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The 32 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The secret under which a tenant's fingerprints are made.
#[derive(Clone)]
pub struct FingerprintKey(Hmac<Sha256>);

impl FingerprintKey {
    /// Takes the tenant's 32 random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        // HMAC itself fills a key up with zeros to a block of SHA-256. What it does with it is the
        // same for every fingerprint, so it is done once.
        let mut block = [0; 64];
        for (padded, byte) in block.iter_mut().zip(bytes) {
            *padded = byte;
        }
        Self(<Hmac<Sha256> as KeyInit>::new(&block.into()))
    }

    /// The fingerprint of a value. The path is no part of it for a value in text: a file that
    /// moves keeps its triage. A column or a file has its path in `value`.
    #[must_use]
    pub fn fingerprint(&self, detector: &str, class: &str, value: &str) -> Fingerprint {
        let mut mac = self.0.clone();
        for part in [detector, class, value] {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        let hash = mac.finalize().into_bytes();
        let mut digits = [0; 32];
        // Both are of one length.
        let half = hash.get(..16).unwrap_or_default();
        let written = hex::encode_to_slice(half, &mut digits).ok();
        let digits = written.and_then(|()| std::str::from_utf8(&digits).ok());
        Fingerprint(digits.unwrap_or_default().to_owned())
    }
}

impl fmt::Debug for FingerprintKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FingerprintKey(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_depends_on_key_detector_class_and_value() {
        let key = FingerprintKey::new([7; 32]);
        let base = key.fingerprint("nl-bsn", "text", "111222333");
        assert_eq!(base.as_str().len(), 32);
        assert_eq!(base, key.fingerprint("nl-bsn", "text", "111222333"));
        for other in [
            FingerprintKey::new([8; 32]).fingerprint("nl-bsn", "text", "111222333"),
            key.fingerprint("iban", "text", "111222333"),
            key.fingerprint("nl-bsn", "column", "111222333"),
            key.fingerprint("nl-bsn", "text", "111222334"),
            key.fingerprint("nl-bsnt", "ext", "111222333"),
        ] {
            assert_ne!(base, other);
        }
    }

    #[test]
    fn a_fingerprint_is_the_hmac_of_its_parts() {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&[7; 32]).unwrap();
        for part in ["nl-bsn", "text", "111222333"] {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        let hash = hex::encode(mac.finalize().into_bytes());
        let made = FingerprintKey::new([7; 32]).fingerprint("nl-bsn", "text", "111222333");
        assert_eq!(made.as_str(), &hash[..32]);
    }

    #[test]
    fn a_key_never_shows() {
        let shown = format!("{:?}", FingerprintKey::new([42; 32]));
        assert_eq!(shown, "FingerprintKey(redacted)");
    }
}
