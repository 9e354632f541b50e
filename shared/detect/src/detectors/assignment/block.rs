//! Secrets in a list or a table of them: `tokens = ["…", "…"]`, `"encryption_keys": {"primary": "…"}`, a list of YAML
//! below `passwords:`. The name stands before the first; each of the others is as much a secret as that one.

use super::value::is_random;
use super::words;
use super::words::{ABOUT, HARMLESS};
use super::{NAME, VALUE, classes, is_password, skip_spaces};
use crate::detectors::token::{is_published, is_uuid};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::placeholder::{distinct, is_placeholder};
use crate::view::{Candidates, Found, Hit, View};

/// How much of a block is read.
const BLOCK: usize = 2_000;
/// How deep its brackets nest at most.
const DEPTH: usize = 3;
/// How many of its values are told.
const VALUES: usize = 64;

/// What the values of a block are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Passwords,
    Keys,
    /// What opens an account whose second factor was lost.
    Codes,
}

/// The names of lists of codes, which have a trigger of their own.
pub(super) const CODE_NAMES: &[&str] = &[
    "backup_codes",
    "backup-codes",
    "backupcodes",
    "recovery_codes",
    "recovery-codes",
    "recoverycodes",
    "recovery_keys",
    "recoverykeys",
    "scratch_codes",
];

/// Words of a name whose values are shown to everybody, or are pieces of a text.
const NONE: &[&str] = &[
    "stop",
    "special",
    "color",
    "design",
    "test",
    "mock",
    "fake",
    "known",
    "dkim",
    "verification",
    "grant",
    "participant",
    // What nobody may have, or has any more.
    "banned",
    "common",
    "weak",
    "invalid",
    "wrong",
    "leaked",
    "forbidden",
    "revoked",
    "expired",
    "expected",
    "example",
    "sample",
    // The names of secrets that are kept elsewhere, and what only their owner reads.
    "pull",
    "image",
    "sealed",
    // What leads from one page of a list to the next.
    "page",
    "next",
    "continuation",
];

/// What opens something, where a name says of what the tokens are: by themselves they are coins or pieces of a text as often.
const OPENING: &[&str] = &[
    "api", "access", "auth", "refresh", "bearer", "bot", "user", "admin", "deploy", "session",
    "service", "secret", "personal", "oauth", "jwt", "github", "gitlab", "jenkins", "slack", "npm",
    "ci", "app", "client", "device", "push", "webhook",
];

/// Names in a table of secrets whose values are none.
const NO_SECRETS: &[&str] = &[
    "id", "name", "commit", "sha", "sha1", "sha256", "hash", "digest", "checksum", "etag", "next",
    "url", "path", "version", "type", "kid",
];

/// The names that a value has in an entry of its own: `{"token": "…", "expires": "…"}`.
const FIELDS: &[&str] = &[
    "token",
    "secret",
    "value",
    "key",
    "code",
    "password",
    "access_token",
    "api_key",
    "apikey",
];

/// What a name says of the values below it.
fn kind(name: &str) -> Option<Kind> {
    let words = words(name);
    let last = words.last()?.as_str();
    let before = words.iter().rev().nth(1).map_or("", String::as_str);
    let is_harmless = words.iter().any(|word| {
        HARMLESS.contains(&word.as_str())
            || word.starts_with("public")
            || NONE.contains(&word.as_str())
    });
    if is_harmless {
        return None;
    }
    match (before, last) {
        ("backup" | "recovery" | "scratch", "codes" | "keys")
        | (_, "backupcodes" | "recoverycodes" | "recoverykeys") => Some(Kind::Codes),
        (_, "passwords" | "passwds" | "wachtwoorden") => Some(Kind::Passwords),
        (before, "tokens") if OPENING.contains(&before) => Some(Kind::Keys),
        (_, "secrets" | "apikeys")
        | (
            "api" | "secret" | "access" | "private" | "auth" | "encryption" | "hmac" | "aes"
            | "chacha20" | "master" | "session" | "cookie" | "jwt" | "cipher" | "poly1305",
            "keys",
        ) => Some(Kind::Keys),
        _ => None,
    }
}

/// Looks at what follows the name of a block.
pub(super) fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if matches!(view.nature, Nature::Lockfile) {
        return;
    }
    let mut start = hit.start;
    while hit.start - start < NAME && super::read::is_name(view.before(start)) {
        start -= 1;
    }
    let mut end = hit.start;
    while end - hit.start < NAME && super::read::is_name(view.at(end)) {
        end += 1;
    }
    let Some(kind) = kind(view.slice(start..end)) else {
        return;
    };
    let quotes = usize::from(matches!(view.at(end), b'"' | b'\''));
    let mut offset = skip_spaces(view, end + quotes);
    let operator = view.slice(offset..offset + 2);
    let length = if ["=>", ":=", "<-"].contains(&operator) {
        2
    } else {
        usize::from(operator.starts_with([':', '=']))
    };
    if length == 0 {
        return;
    }
    offset = skip_spaces(view, offset + length);
    match view.at(offset) {
        b'[' | b'{' | b'(' => within(view, kind, offset, candidates),
        b'\n' | b'\r' => below(view, kind, start, offset, candidates),
        _ if kind == Kind::Codes => inline(view, offset, candidates),
        _ => {}
    }
}

/// The literals between brackets: those of a list, and the values of a table. Told once all are read, for what nests
/// deeper is no such list, and would be read again from each name in it.
fn within(view: &View<'_>, kind: Kind, offset: usize, candidates: &mut Candidates) {
    let mut values = Vec::new();
    if read_within(view, kind, offset, &mut values).is_some() {
        for (start, value) in values.into_iter().take(VALUES) {
            tell(view, kind, start, value, candidates);
        }
    }
}

/// Reads these values, with where they begin; nothing where brackets nest too deep.
fn read_within<'v>(
    view: &'v View<'_>,
    kind: Kind,
    offset: usize,
    values: &mut Vec<(usize, &'v str)>,
) -> Option<()> {
    let text = view.slice(offset..offset + BLOCK);
    let (mut depth, mut open) = (0_usize, None);
    // In a table of passwords or codes stand texts of screens about them as well.
    let is_table = text.starts_with('{') && kind != Kind::Keys;
    // A literal before a colon is the name of another.
    let mut pending: Option<(usize, &str)> = None;
    let mut field = "";
    for (at, byte) in text.bytes().enumerate() {
        if let Some((quote, start)) = open {
            if byte == quote {
                pending = text.get(start..at).map(|value| (offset + start, value));
                open = None;
            } else if byte == b'\n' {
                return Some(());
            }
            continue;
        }
        match byte {
            b'"' | b'\'' => open = Some((byte, at + 1)),
            b'[' | b'{' | b'(' if depth == DEPTH => return None,
            b'[' | b'{' | b'(' => depth += 1,
            b':' | b'=' => field = pending.take().map_or(field, |(_, name)| name),
            b',' | b'\n' | b']' | b'}' | b')' => {
                let is_one_of = |names: &[&str]| {
                    let mut names = names.iter();
                    names.any(|name| field.eq_ignore_ascii_case(name))
                };
                // Deeper down, an entry has other fields as well.
                let is_value = if is_table || depth > 1 {
                    is_one_of(FIELDS)
                } else {
                    !is_one_of(NO_SECRETS)
                };
                values.extend(pending.take().filter(|_| is_value));
                if matches!(byte, b']' | b'}' | b')') {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(());
                    }
                }
            }
            b';' => return Some(()),
            _ => {}
        }
    }
    Some(())
}

/// The entries of a list of YAML, below its name.
fn below(view: &View<'_>, kind: Kind, name: usize, offset: usize, candidates: &mut Candidates) {
    if view.nature != Nature::Config {
        return;
    }
    let indent = super::line_before(view, name).len();
    let text = view.slice(offset..offset + BLOCK);
    let mut at = offset;
    for line in text.split_inclusive('\n').take(VALUES + 1) {
        let entry = line.trim_start_matches([' ', '\t']);
        let start = at + line.len() - entry.len();
        at += line.len();
        let entry = entry.split(" #").next().unwrap_or(entry).trim_end();
        if entry.is_empty() || entry.starts_with('#') {
            continue;
        }
        let Some(value) = entry.strip_prefix("- ") else {
            return;
        };
        if line.len() - line.trim_start().len() < indent {
            return;
        }
        let quote = usize::from(value.starts_with(['"', '\'']));
        let plain = value.trim_matches(['"', '\'']);
        if !plain.contains(": ") && !plain.contains(char::is_whitespace) {
            tell(view, kind, start + 2 + quote, plain, candidates);
        }
    }
}

/// Codes with commas between them: `BACKUP_CODES=1234-5678,9012-3456`.
fn inline(view: &View<'_>, offset: usize, candidates: &mut Candidates) {
    let quote = usize::from(matches!(view.at(offset), b'"' | b'\''));
    let start = offset + quote;
    let line = view.slice(start..start + VALUE);
    let end = line
        .find(['\n', '\r', '"', '\'', '#'])
        .unwrap_or(line.len());
    let codes = line.get(..end).unwrap_or_default().trim_end();
    let mut parts = codes.split([',', ' ', ';']).filter(|part| !part.is_empty());
    if codes.contains([',', ' ']) && parts.all(is_code) {
        candidates.push(found(start, codes));
    }
}

/// `1a2b-3c4d`, `12345678`: what is written down for the day that a telephone is lost.
fn is_code(value: &str) -> bool {
    let is_group = |group: &str| {
        (3..=8).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let groups = value.split('-').count();
    let is_grouped = (2..=5).contains(&groups) && value.split('-').all(is_group) && digits >= 2;
    let is_number = digits == value.len() && (6..=10).contains(&digits);
    // `ISO-8601`, `step-1a2`: a word and its number.
    let is_word =
        |group: &str| group.len() > 2 && group.bytes().all(|byte| byte.is_ascii_alphabetic());
    let has_word = value.split('-').any(is_word) || value.to_ascii_lowercase().contains("2fa");
    !has_word
        && (is_grouped
            || is_number
            || value.len() >= 8 && digits >= 2 && groups == 1 && is_group(value))
        && distinct(value) >= 3
        && !is_day(value)
}

/// `2024-01-01`, `20240101`
fn is_day(value: &str) -> bool {
    let is_plain = value.len() == 8
        && ["19", "20"]
            .iter()
            .any(|century| value.starts_with(century))
        && value
            .get(4..6)
            .is_some_and(|month| ("01"..="12").contains(&month))
        && value
            .get(6..)
            .is_some_and(|day| ("01"..="31").contains(&day));
    is_plain || value.len() == 10 && value.split('-').map(str::len).eq([4, 2, 2])
}

fn tell(
    view: &View<'_>,
    kind: Kind,
    start: usize,
    value: &str,
    candidates: &mut Candidates,
) -> bool {
    let is_secret = match kind {
        Kind::Codes => is_code(value) || is_grouped_secret(value),
        Kind::Passwords => {
            is_password(value, true, view.nature)
                && classes(value) >= 2
                && value.bytes().any(|byte| byte.is_ascii_digit())
        }
        Kind::Keys => is_key(value),
    };
    if !is_secret
        || value.contains([' ', '$', '{'])
        || is_placeholder(value)
        || is_published(value)
        || ABOUT.contains(&value)
    {
        return false;
    }
    candidates.push(found(start, value));
    true
}

/// A key that a generator made: long, and of letters of both cases and digits, or of hexadecimal digits.
fn is_key(value: &str) -> bool {
    let is_hex = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    value.len() >= if is_hex { 32 } else { 20 }
        && is_random(value, true)
        && !is_uuid(value.as_bytes())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.+/=".contains(&byte))
        // A path; and a public key of SSH.
        && (!value.contains('/') || value.contains(['+', '=']))
        && !value.starts_with("AAAA")
        && (is_hex || classes(value) >= 3 && digits >= 3)
}

/// Groups of letters and digits that are long: `r3c0v3ry-k3y-1a2b3c4d5e6f7g8h`.
fn is_grouped_secret(value: &str) -> bool {
    (12..=64).contains(&value.len())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && value.bytes().filter(u8::is_ascii_digit).count() >= 4
        && distinct(value) >= 8
        // `key-2024-01-01-backup`
        && value.split('-').any(|group| {
            group.bytes().any(|byte| byte.is_ascii_digit())
                && group.bytes().any(|byte| byte.is_ascii_alphabetic())
        })
}

fn found(start: usize, value: &str) -> Found {
    Found::new(start, start + value.len(), value)
        .masked(Mask::Whole)
        .shape("a value in a block of secrets", 0.4)
        .check("no placeholder", 0.3)
}

#[cfg(test)]
mod tests {
    use crate::tests::count;

    #[test]
    fn each_value_of_a_block_is_told() {
        for (name, text, expected) in [
            (
                "a.py",
                "API_TOKENS = [\n    'q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y',\n    'Zx7Qm2Lp9Rt4Vb8Ns3KdHw5G',\n]\n",
                2,
            ),
            (
                "a.json",
                "{\"encryption_keys\": {\"primary\": \"9f8e7d6c5b4a39281706f5e4d3c2b1a0\", \"name\": \"kaas\"}}\n",
                1,
            ),
            (
                "a.yml",
                "wachtwoorden:\n  # van jan\n  - Gouda-Kaas77 # thuis\n",
                1,
            ),
            (
                "a.json",
                "{\"passwords\": {\"throttled\": \"Wacht30seconden!\", \"min8\": \"Minimaal-8-tekens\"}}\n",
                0,
            ),
            ("a.py", "banned_passwords = ['Stroopwafel42']\n", 0),
            ("a.py", "scratch_codes = ['ISO-8601', '20240101']\n", 0),
            (
                "a.toml",
                "tokens = [\"EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v\"]\n",
                0,
            ),
            (
                "a.json",
                "{\"api_tokens\": {\"commit\": \"9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c\"}}\n",
                0,
            ),
            (
                "a.groovy",
                "def JENKINS_TOKENS = [\n    user1: '9f8e7d6c5b4a39281706f5e4d3c2b1a0'\n]\n",
                1,
            ),
            (
                "a.yml",
                "passwords:\n  - \"Stroopwafel42\"\n  - Gouda-Kaas77\nport: 80\n",
                2,
            ),
            ("a.yml", "passwords:\n  - stroopwafel\n  - vergeten\n", 0),
            ("a.env", "BACKUP_CODES=4821-9037,7716-2048,5519-8260\n", 1),
            (
                "a.json",
                "{\"backup_codes\": [{\"code\": \"7k2m-9q4x\", \"used\": false}]}\n",
                1,
            ),
            (
                "a.json",
                "{\"recovery_codes\": [\"48219037\", \"77162048\"]}\n",
                2,
            ),
            (
                "a.json",
                "{\"tokens\": [\"the\", \"quick\", \"brown\"]}\n",
                0,
            ),
            (
                "a.json",
                "{\"accessTokens\": [{\"owner\": \"q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y\", \"token\": \"Zx7Qm2Lp9Rt4Vb8Ns3KdHw5G\"}]}\n",
                1,
            ),
            (
                "a.json",
                "{\"public_keys\": [\"q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y\"]}\n",
                0,
            ),
            ("a.py", "tokens = [word for word in text.split(' ')]\n", 0),
            (
                "a.json",
                "{\"secrets\": {\"db\": \"prod/webshop/database\"}}\n",
                0,
            ),
        ] {
            let found =
                count(name, text, "generic-secret") + count(name, text, "password-assignment");
            assert_eq!(found, expected, "{text}");
        }
    }
}
