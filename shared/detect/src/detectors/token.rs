//! Tokens with a documented shape: a fixed prefix, then runs of an alphabet.
//!
//! A shape is matched without backtracking, so that a thousand of them cost no more than one and
//! none can run away. Keys without a prefix of their own are in [`named`](super::named).

use std::collections::BTreeSet;

use domain::Severity;

use crate::checksum::is_base62_crc32;
use crate::mask::Mask;
use crate::placeholder::{distinct, entropy};
use crate::readable::{in_words, is_unreadable};
use crate::view::{Candidates, Found, Hit, View};

/// A set of ASCII characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Alphabet(u128);

/// `0-9`.
pub(crate) const DIGITS: Alphabet = Alphabet::of("0-9");
/// `0-9a-f`.
pub(crate) const HEX: Alphabet = Alphabet::of("0-9a-f");
/// `0-9a-f`, in either case.
pub(crate) const HEX_ANY: Alphabet = Alphabet::of("0-9A-Fa-f");
/// `0-9a-z`.
pub(crate) const LOWER: Alphabet = Alphabet::of("0-9a-z");
/// `0-9A-Z`.
pub(crate) const UPPER: Alphabet = Alphabet::of("0-9A-Z");
/// `A-Z2-7`.
pub(crate) const BASE32: Alphabet = Alphabet::of("2-7A-Z");
/// `0-9A-Za-z`.
pub(crate) const ALNUM: Alphabet = Alphabet::of("0-9A-Za-z");
/// `0-9A-Za-z_-`.
pub(crate) const URL: Alphabet = Alphabet::of("0-9A-Za-z_-");
/// `0-9A-Za-z+/`.
pub(crate) const BASE64: Alphabet = Alphabet::of("0-9A-Za-z+/");

impl Alphabet {
    /// Reads `0-9a-z_-`: ranges and single characters, a hyphen last.
    pub(crate) const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut set = 0_u128;
        let mut place = 0;
        while place < bytes.len() {
            let mut byte = bytes[place];
            let mut last = byte;
            if place + 2 < bytes.len() && bytes[place + 1] == b'-' {
                last = bytes[place + 2];
                place += 2;
            }
            while byte <= last {
                set |= 1 << byte;
                byte += 1;
            }
            place += 1;
        }
        Self(set)
    }

    pub(crate) const fn has(self, byte: u8) -> bool {
        byte < 128 && (self.0 >> byte) & 1 == 1
    }

    /// Its characters, in order.
    pub(crate) fn bytes(self) -> impl Iterator<Item = u8> {
        (0..128).filter(move |byte| self.has(*byte))
    }
}

/// A piece of a token.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// As many of the alphabet as there are: at least, at most.
    Run(Alphabet, usize, usize),
    /// Exactly this.
    Text(&'static str),
    /// Any number of these characters.
    Pad(&'static str),
    /// Thirty-two hexadecimal digits in the five groups of a UUID.
    Uuid,
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
    /// That it has digits among its letters, and not only behind them as numbered words have.
    Digits,
    /// Nothing: what is random in it is too short, or not random at all.
    Shape,
}

/// A documented shape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// What stands before the prefix, of a fixed length: the mark of some tokens is in their middle.
    pub(crate) lead: &'static [Part],
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
            lead: &[],
            prefix,
            parts,
            proof: Proof::Random,
            severity: None,
        }
    }

    pub(crate) const fn behind(mut self, lead: &'static [Part]) -> Self {
        self.lead = lead;
        self
    }

    pub(crate) const fn proof(mut self, proof: Proof) -> Self {
        self.proof = proof;
        self
    }

    pub(crate) const fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// The words that lead to it: the prefix, or where that is two letters, which are in every text, with what may
    /// follow it.
    pub(crate) fn trigger_words(&self) -> Vec<String> {
        let prefix = self.prefix.to_ascii_lowercase();
        match self.parts.first() {
            Some(Part::Run(alphabet, 1.., _))
                if prefix.len() == 2 && prefix.bytes().all(|byte| byte.is_ascii_alphabetic()) =>
            {
                let next = alphabet.bytes().map(|byte| byte.to_ascii_lowercase());
                let nexts: BTreeSet<char> = next.map(char::from).collect();
                nexts
                    .into_iter()
                    .map(|next| format!("{prefix}{next}"))
                    .collect()
            }
            _ => vec![prefix],
        }
    }

    /// Looks at what begins with one of its [trigger words](Self::trigger_words).
    pub(crate) fn examine(&self, view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
        let hit = Hit {
            start: hit.start,
            end: hit.start + self.prefix.len(),
        };
        // The automaton ignores case, and most of what it stops at is something else.
        if view.bytes().get(hit.start..hit.end) != Some(self.prefix.as_bytes()) {
            return;
        }
        let Some(start) = hit.start.checked_sub(length(self.lead)) else {
            return;
        };
        // Prefixes that begin with a sign, as `.atlasv1.`, need no boundary.
        if view.at(start).is_ascii_alphanumeric() && !is_token_start(view, start) {
            return;
        }
        if !self.lead.is_empty() && read(view, start, self.lead) != Some(hit.start) {
            return;
        }
        let Some(end) = read(view, hit.end, self.parts) else {
            return;
        };
        if goes_on(view, end, self.parts) {
            return;
        }
        let token = view.slice(start..end);
        let random = if self.lead.is_empty() {
            token.get(self.prefix.len()..).unwrap_or_default()
        } else {
            token
        };
        let secret = behind_ids(random);
        let is_stand_in =
            self.proof != Proof::Shape && (!looks_random(secret) || is_identifier(secret));
        if is_stand_in || is_published(token) {
            return;
        }
        let mut found = Found::new(start, end, token)
            .masked(Mask::Ends)
            .shape(format!("the documented shape of “{}…”", self.prefix), 0.7)
            .check("it looks random", 0.2);
        if let Some(severity) = self.severity {
            found = found.severity(severity);
        }
        match self.proof {
            Proof::Random | Proof::Shape => {}
            Proof::Digits => {
                let begins = random.trim_end_matches(|last: char| last.is_ascii_digit());
                if !begins.contains(|letter: char| letter.is_ascii_digit()) {
                    return;
                }
            }
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
        }
        candidates.push(found);
    }
}

/// How long parts of a fixed length are.
fn length(parts: &[Part]) -> usize {
    parts
        .iter()
        .map(|part| match part {
            Part::Run(_, _, max) => *max,
            Part::Text(text) => text.len(),
            Part::Pad(_) => 0,
            Part::Uuid => 36,
        })
        .sum()
}

/// Where parts that begin at an offset end.
pub(crate) fn read(view: &View<'_>, mut offset: usize, parts: &[Part]) -> Option<usize> {
    let bytes = view.bytes();
    for part in parts {
        match part {
            Part::Run(alphabet, min, max) => {
                let rest = bytes.get(offset..(offset + max).min(bytes.len()))?;
                let length = rest.iter().take_while(|byte| alphabet.has(**byte)).count();
                if length < *min {
                    return None;
                }
                offset += length;
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
            Part::Uuid => {
                let uuid = bytes.get(offset..offset + 36)?;
                if !is_uuid(uuid) {
                    return None;
                }
                offset += 36;
            }
        }
    }
    Some(offset)
}

/// Whether a word goes on where the parts end: then it is something else.
pub(crate) fn goes_on(view: &View<'_>, end: usize, parts: &[Part]) -> bool {
    let next = view.at(end);
    let last = parts.iter().rev().find_map(|part| match part {
        Part::Run(alphabet, ..) => Some(*alphabet),
        Part::Uuid => Some(URL),
        Part::Text(_) | Part::Pad(_) => None,
    });
    // Where base64url of one length is all that may stand there, a pad makes it the end of something else.
    let is_padded = next == b'='
        && !view.at(end + 1).is_ascii_alphanumeric()
        && matches!(parts, [Part::Run(all, from, to)] if from == to && all.has(b'_') && all.has(b'-'));
    next.is_ascii_alphanumeric()
        || is_padded
        || last.is_some_and(|alphabet| alphabet.has(next))
        || (next == b'_' && view.at(end + 1).is_ascii_alphanumeric())
}

/// Whether the bytes are a UUID, in either case.
pub(crate) fn is_uuid(bytes: &[u8]) -> bool {
    bytes.len() == 36
        && bytes.iter().enumerate().all(|(place, byte)| {
            if matches!(place, 8 | 13 | 18 | 23) {
                *byte == b'-'
            } else {
                byte.is_ascii_hexdigit()
            }
        })
}

/// Whether a token may begin here: not within a word, nor within a blob of base64.
pub(crate) fn is_token_start(view: &View<'_>, offset: usize) -> bool {
    /// A run this long before it makes it part of a blob.
    const BLOB: usize = 32;
    if !view.is_word_start(offset) {
        return is_escape_end(view, offset);
    }
    if !matches!(view.before(offset), b'+' | b'/') {
        return true;
    }
    let before = view.bytes().get(offset.saturating_sub(BLOB)..offset);
    before.is_none_or(|before| before.len() < BLOB || !before.iter().all(|byte| BASE64.has(*byte)))
}

/// Whether an escape ends here: `%22`, `\u0022`, `\x1b[32m`.
fn is_escape_end(view: &View<'_>, offset: usize) -> bool {
    let Some(before) = view.bytes().get(offset.saturating_sub(6)..offset) else {
        return false;
    };
    match before {
        [.., b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => true,
        [b'\\', b'u', digits @ ..] => digits.iter().all(u8::is_ascii_hexdigit),
        [rest @ .., b'm'] => {
            let code = rest.rsplit(|byte| *byte == b'[').next().unwrap_or_default();
            code.len() < rest.len()
                && code
                    .iter()
                    .all(|byte| byte.is_ascii_digit() || *byte == b';')
        }
        _ => false,
    }
}

/// What stands behind the numbers of a workspace or a user that some tokens begin with: `xoxp-523…-312…-…`. Those may be
/// as regular as they like.
fn behind_ids(mut random: &str) -> &str {
    const SHORTEST: usize = 16;
    while let Some((id, rest)) = random.split_once('-')
        && rest.len() >= SHORTEST
        && id.bytes().all(|byte| byte.is_ascii_digit())
    {
        random = rest;
    }
    random
}

/// Whether a token's variable part is more than a stand-in.
pub(crate) fn looks_random(value: &str) -> bool {
    if value.len() < 8 {
        return true;
    }
    let enough = if value.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        2.2
    } else if value.len() < 16 {
        2.5
    } else {
        2.8
    };
    distinct(value) >= 6
        && entropy(value.as_bytes()) >= enough
        && !is_readable(value)
        && !is_stand_in(value)
}

/// Whether a value is made of words: long, no digits, few changes of case.
fn is_readable(value: &str) -> bool {
    let bytes = value.as_bytes();
    let is_upper = |byte: &u8| byte.is_ascii_uppercase();
    let changes = bytes
        .windows(2)
        .filter(|pair| matches!(pair, [one, other] if is_upper(one) != is_upper(other)))
        .count();
    bytes.len() >= 16
        && !bytes.iter().any(u8::is_ascii_digit)
        && changes * 4 <= bytes.len()
        && !is_unreadable(value)
}

/// Whether it is a name that begins as a token does: `prf_hmac_sha256_iterations_default`.
fn is_identifier(value: &str) -> bool {
    value.contains(['_', '-']) && in_words(value) * 2 >= value.len()
}

/// Whether somebody wrote this in place of a token. Short words count only where they stand
/// apart: among a hundred random letters `todo` is no word.
fn is_stand_in(value: &str) -> bool {
    const LONG: &[&str] = &[
        "exampl",
        "placeholder",
        "changeme",
        "change_me",
        "change-me",
        "redacted",
        "replace",
        "dummy",
        "sample",
        "notareal",
        "not_a_real",
        "not-a-real",
        "deadbeef",
        "foobar",
        "loremipsum",
        "xxxxx",
        "1234567890",
        "0123456789",
        "abcdefghij",
        "yourtoken",
        "your_token",
        "your-token",
        "yourkey",
        "your_key",
        "your-key",
        "yourapi",
        "your_api",
        "your-api",
        "yoursecret",
        "your_secret",
        "your-secret",
        "00000000",
        "test_key",
        "testkey",
        "fakekey",
        "fake_key",
        "secret_here",
        "token_here",
        "key_here",
        "key-here",
        "token-here",
        "mysecret",
        "voorbeeld",
        "invullen",
    ];
    const APART: &[&str] = &[
        "your", "my", "here", "todo", "fake", "test", "insert", "put", "token", "key", "secret",
    ];
    let lower = value.to_ascii_lowercase();
    if LONG.iter().any(|part| lower.contains(part)) {
        return true;
    }
    let bytes = lower.as_bytes();
    let mut same = 1;
    let mut rising = 1;
    let mut steps = 0;
    for pair in bytes.windows(2) {
        let [one, other] = pair else { continue };
        same = if one == other { same + 1 } else { 1 };
        rising = if one.wrapping_add(1) == *other {
            rising + 1
        } else {
            1
        };
        steps += usize::from(one.wrapping_add(1) == *other || one == other);
        if (same >= 8 && *one != b'a') || same >= 24 || rising >= 10 {
            return true;
        }
    }
    steps * 2 > bytes.len()
        || (value.len() < 64
            && lower
                .split(['_', '-', '.'])
                .filter(|word| APART.contains(word))
                .count()
                >= 2)
}

/// Whether the token stands in its provider's documentation: it opens nothing. Kept as CRC-32, so
/// that nobody takes this list for a leak.
pub(crate) fn is_published(token: &str) -> bool {
    PUBLISHED.contains(&crc32fast::hash(token.as_bytes()))
}

/// See [`is_published`].
const PUBLISHED: &[u32] = &[
    // RFC 6749, 6750, 5849.
    0x9E49_269D,
    0x2BDD_531A,
    0x0FC6_57B9,
    0x269D_4CEA,
    0x269D_4CEA,
    0x494B_DA51,
    0xE031_8833,
    0x1BBF_5538,
    0x0F94_5A27,
    0xC3F0_AA47,
    // RFC 6455.
    0xEF8C_5B51,
    // PyJWT documentation.
    0xB919_F730,
    // AWS signature test suite.
    0x24E8_9117,
    0x0938_4824,
    // AWS documentation.
    0xFA27_1CE2,
    0x02C3_BAD7,
    0xFB0A_6008,
    0x9855_DA43,
    // Stripe documentation.
    0x776D_E070,
    0x396D_8142,
    0xAB4D_2E47,
    // GitHub documentation.
    0x9088_91F9,
    0x8403_652E,
    0x46B0_9150,
    0xDD60_919E,
    0x2842_6ACC,
    // Slack documentation.
    0x33FC_526D,
    0x34BF_1626,
    // Google documentation.
    0xB4A1_FFD1,
    0xFE8D_B045,
    // Google test key.
    0x07E1_75BD,
    0x73B4_3468,
    // Azure storage emulator.
    0xB4CB_D586,
    0x5C88_10AC,
    // Azure Cosmos DB emulator.
    0x8770_7360,
    0x6F33_B64A,
    // jwt.io.
    0xCEA6_7886,
    0x6D0D_2FC4,
    0x5771_BCF5,
    // RFC 7519.
    0xE379_CEA5,
    // SendGrid documentation.
    0xD27F_479E,
    // npm documentation.
    0x16DB_6D96,
    // GitLab documentation.
    0x3BCF_72F5,
    0x4431_29B5,
    // Telegram documentation.
    0x2850_3139,
    0x2831_AFE3,
    // Socket: what its own programs use without an account.
    0x1D1F_559F,
    // Mailgun documentation.
    0x346E_E36A,
    // The hashes of “password” and “secret” in the factories of Laravel, and of “password” in Spring's documentation.
    0x6DDD_3D86,
    0x5BCB_435D,
    0xEE13_16B6,
    // What Grafana signs with until somebody changes it.
    0x651E_5912,
    // The seed of one-time passwords in everybody's documentation.
    0x2CDE_D043,
    // MongoDB documentation.
    0x3251_D699,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alphabets_have_what_they_say() {
        for (text, has, lacks) in [
            ("0-9a-f", "09af", "gA-"),
            ("0-9A-Za-z_-", "0Zz_-", "+/."),
            ("+/", "+/", ",-."),
            ("2-7A-Z", "27AZ", "18a"),
        ] {
            let alphabet = Alphabet::of(text);
            assert!(has.bytes().all(|byte| alphabet.has(byte)), "{text}");
            assert!(!lacks.bytes().any(|byte| alphabet.has(byte)), "{text}");
        }
        assert!(!URL.has(0xC3));
        assert_eq!(HEX.bytes().count(), 16);
    }

    #[test]
    fn stand_ins_are_not_random() {
        for value in [
            "xxxxxxxxxxxxxxxxxxxxxxxx",
            "0123456789abcdef0123456789abcdef",
            "abcdefghijklmnopqrstuvwxyz012345",
            "your-token-goes-here-please",
            "00000000000000000000000000000001",
            "IOSFODNN7EXAMPLE",
        ] {
            assert!(!looks_random(value), "{value}");
        }
        for value in [
            "q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y",
            "9f2c81d07be64a3519f2c8ad07be64a3",
        ] {
            assert!(looks_random(value), "{value}");
        }
    }

    #[test]
    fn a_token_may_begin_behind_an_escape_but_not_within_a_blob() {
        let blob = "QmFzZTY0VGV4dFRoYXRHb2VzT25BbmRPbg/AKIA";
        for (text, expected) in [
            ("%22AKIA", true),
            ("\\u0022AKIA", true),
            ("\u{1b}[32mAKIA", true),
            ("=AKIA", true),
            ("bin/AKIA", true),
            ("xAKIA", false),
            ("_AKIA", false),
            (blob, false),
        ] {
            let view = View {
                text,
                nature: crate::nature::Nature::Prose,
                table: None,
            };
            assert_eq!(is_token_start(&view, text.len() - 4), expected, "{text}");
        }
    }
}
