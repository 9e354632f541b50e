//! Tokens with a documented shape: a fixed prefix, then runs of an alphabet.
//!
//! A shape is matched without backtracking, so that two hundred of them cost no more than one
//! and none can run away.

use domain::Severity;

use crate::checksum::is_base62_crc32;
use crate::mask::Mask;
use crate::placeholder::{distinct, entropy, is_placeholder};
use crate::view::{Candidates, Found, Hit, View};

/// A set of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alphabet {
    Digits,
    /// `0-9a-f`, in either case.
    Hex,
    /// `0-9A-Z`.
    Upper,
    /// `2-7A-Z`.
    Base32,
    /// `0-9A-Za-z`.
    Alnum,
    /// `0-9A-Za-z_-`.
    Url,
    /// `0-9A-Za-z+/`.
    Base64,
}

impl Alphabet {
    pub(crate) fn has(self, byte: u8) -> bool {
        match self {
            Self::Digits => byte.is_ascii_digit(),
            Self::Hex => byte.is_ascii_hexdigit(),
            Self::Upper => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            Self::Base32 => matches!(byte, b'2'..=b'7' | b'A'..=b'Z'),
            Self::Alnum => byte.is_ascii_alphanumeric(),
            Self::Url => byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-',
            Self::Base64 => byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/',
        }
    }
}

/// What follows the prefix.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// As many of the alphabet as there are: at least, at most.
    Run(Alphabet, usize, usize),
    /// Exactly this.
    Text(&'static str),
    /// Any number of these characters.
    Pad(&'static str),
}

/// What more a token has to prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// That it looks random.
    Random,
    /// The checksum of GitHub and npm in its last six characters.
    Base62Crc32,
    /// That it contains this.
    Contains(&'static str),
    /// That its first part decodes to a JOSE header.
    Jose,
}

/// A documented shape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Matched as it stands; it need not be unique.
    pub(crate) prefix: &'static str,
    pub(crate) parts: &'static [Part],
    pub(crate) proof: Proof,
    /// Lower than the detector's: a key of a test environment.
    pub(crate) severity: Option<Severity>,
}

impl Shape {
    pub(crate) const fn new(prefix: &'static str, parts: &'static [Part]) -> Self {
        Self {
            prefix,
            parts,
            proof: Proof::Random,
            severity: None,
        }
    }

    pub(crate) const fn proof(mut self, proof: Proof) -> Self {
        self.proof = proof;
        self
    }

    pub(crate) const fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Where a token that begins at `start` ends.
    fn end(&self, view: &View<'_>, start: usize) -> Option<usize> {
        let bytes = view.bytes();
        let mut offset = start + self.prefix.len();
        if bytes.get(start..offset)? != self.prefix.as_bytes() {
            return None;
        }
        let mut last = None;
        for part in self.parts {
            match part {
                Part::Run(alphabet, min, max) => {
                    let rest = bytes.get(offset..(offset + max).min(bytes.len()))?;
                    let length = rest.iter().take_while(|byte| alphabet.has(**byte)).count();
                    if length < *min {
                        return None;
                    }
                    offset += length;
                    last = Some(*alphabet);
                }
                Part::Text(text) => {
                    if bytes.get(offset..offset + text.len())? != text.as_bytes() {
                        return None;
                    }
                    offset += text.len();
                }
                Part::Pad(characters) => {
                    while characters.as_bytes().contains(&view.at(offset)) {
                        offset += 1;
                    }
                }
            }
        }
        // A longer word is something else.
        let next = view.at(offset);
        let goes_on =
            next.is_ascii_alphanumeric() || last.is_some_and(|alphabet| alphabet.has(next));
        (!goes_on).then_some(offset)
    }

    pub(crate) fn examine(&self, view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
        // Prefixes that begin with a sign, as `:AA`, need no boundary.
        let first = self.prefix.as_bytes().first().copied().unwrap_or_default();
        if first.is_ascii_alphanumeric() && !view.is_word_start(hit.start) {
            return;
        }
        let Some(end) = self.end(view, hit.start) else {
            return;
        };
        let token = view.slice(hit.start..end);
        let random = token.get(self.prefix.len()..).unwrap_or_default();
        if !looks_random(random) {
            return;
        }
        let mut found = Found::new(hit.start, end, token)
            .masked(Mask::Ends)
            .shape(format!("the documented shape of “{}…”", self.prefix), 0.7)
            .check("it looks random", 0.2);
        if let Some(severity) = self.severity {
            found = found.severity(severity);
        }
        match self.proof {
            Proof::Random => {}
            Proof::Base62Crc32 => {
                let (body, checksum) = random.split_at(random.len().saturating_sub(6));
                if is_base62_crc32(body.as_bytes(), checksum.as_bytes()) {
                    found = found.check("its checksum is right", 0.09);
                } else {
                    found = found
                        .severity(Severity::Medium)
                        .against("its checksum is wrong: never issued, or changed", -0.4);
                }
            }
            Proof::Contains(part) => {
                if !random.contains(part) {
                    return;
                }
                found = found.check(format!("it contains “{part}”"), 0.05);
            }
            Proof::Jose => {
                let header = token.split('.').next().unwrap_or_default();
                if !is_jose_header(header) {
                    return;
                }
                found = found.check("its header decodes", 0.05);
            }
        }
        candidates.push(found);
    }
}

/// Whether a token's variable part is more than a stand-in.
pub(crate) fn looks_random(value: &str) -> bool {
    if value.len() < 8 {
        return true;
    }
    let lower = value.to_ascii_lowercase();
    let is_stand_in = is_placeholder(value)
        || lower.ends_with("examplekey")
        || lower.contains("aaaaaaaa")
        || lower.contains("00000000");
    let enough = if value.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        2.2
    } else {
        2.8
    };
    !is_stand_in && distinct(value) >= 6 && entropy(value.as_bytes()) >= enough
}

/// Whether base64url text decodes to a JSON object that names an algorithm.
fn is_jose_header(encoded: &str) -> bool {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut bits = 0_u32;
    let mut count = 0;
    for byte in encoded.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return false,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push(((bits >> count) & 0xFF) as u8);
        }
    }
    let decoded = String::from_utf8_lossy(&decoded);
    decoded.starts_with('{') && decoded.contains("\"alg\"")
}
