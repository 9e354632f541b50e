//! Keys without a prefix of their own: thirty-two hexadecimal digits may be anything, unless the
//! provider's name stands before them and something is assigned.
//!
//! The provider's name is the trigger. Behind it, within a few lines, a value of the documented
//! shape counts where its own key has the name (`MAILCHIMP_API_KEY=…`), or where its key says
//! plainly that it is a secret (`mailchimp: { apiKey: … }`).

use domain::Severity;

use super::token::{Part, goes_on, is_published, is_uuid, looks_random, read};
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

/// A provider's key that only its name gives away.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    /// The provider's name, as names of variables have it; in any case.
    pub(crate) words: &'static [&'static str],
    pub(crate) parts: &'static [Part],
    /// Lower than the detector's: a key of a test environment.
    pub(crate) severity: Option<Severity>,
    /// Its own name must say that it is a key, and it may not begin with one of these.
    pub(crate) told: Option<&'static [&'static str]>,
}

/// How far behind the provider's name its key may begin; in bytes.
const NEAR: usize = 160;
/// Over how many lines.
const LINES: usize = 4;
/// How long the name of a value may be.
const KEY: usize = 64;

/// Parts of a name that make it the name of a secret.
const SECRET: &[&str] = &[
    "key",
    "token",
    "secret",
    "pass",
    "auth",
    "cred",
    "pwd",
    "api",
    "access",
    "bearer",
    "login",
    "sleutel",
    "geheim",
    "wachtwoord",
    "webhook",
    "appid",
    "signature",
];

/// Words of a name that say what kind of secret it is and nothing about whose.
const PLAIN: &[&str] = &[
    "api",
    "key",
    "token",
    "secret",
    "access",
    "auth",
    "authorization",
    "client",
    "app",
    "application",
    "private",
    "user",
    "account",
    "password",
    "pass",
    "pwd",
    "x",
    "master",
    "live",
    "prod",
    "production",
    "default",
    "bearer",
    "apikey",
    "appkey",
    "authtoken",
    "accesstoken",
    "accesskey",
    "secretkey",
    "apitoken",
    "clientsecret",
    "login",
    "personal",
    "integration",
    "server",
    "rest",
    "my",
    "admin",
    "write",
    "webhook",
    "signing",
    "oauth",
    "pat",
    "sk",
    "appid",
    "apisecret",
    "value",
    "data",
    "credential",
    "credentials",
    "sleutel",
    "geheim",
    "wachtwoord",
    "stringdata",
];

/// Last words of a name that make the value something about the secret, or no secret.
const ABOUT: &[&str] = &[
    "id",
    "ids",
    "url",
    "uri",
    "name",
    "hash",
    "sha",
    "sha1",
    "sha256",
    "md5",
    "checksum",
    "digest",
    "commit",
    "revision",
    "rev",
    "version",
    "path",
    "file",
    "etag",
    "integrity",
    "host",
    "region",
    "domain",
    "bucket",
    "project",
    "org",
    "organization",
    "email",
    "template",
    "list",
    "channel",
    "size",
    "count",
    "sid",
    "fingerprint",
    "public",
    "publishable",
    "tag",
    "image",
    "ref",
    "sitekey",
    "arn",
    "thumbprint",
    "uuid",
    "guid",
    "dsn",
];

impl Named {
    pub(crate) const fn new(words: &'static [&'static str], parts: &'static [Part]) -> Self {
        Self {
            words,
            parts,
            severity: None,
            told: None,
        }
    }

    /// For a shape that many other values have: only where its own name says that it is a key, a token or a secret,
    /// and not with these marks of ids of the provider in front.
    pub(crate) const fn told(mut self, ids: &'static [&'static str]) -> Self {
        self.told = Some(ids);
        self
    }

    pub(crate) const fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    pub(crate) fn examine(&self, view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
        if view.nature == Nature::Lockfile || !is_name(view, hit) {
            return;
        }
        let bytes = view.bytes();
        let limit = (hit.end + NEAR).min(bytes.len());
        let mut lines = 0;
        let mut offset = hit.end;
        while offset < limit {
            let byte = view.at(offset);
            if byte == b'\n' {
                lines += 1;
                if lines > LINES {
                    return;
                }
            }
            offset += 1;
            // A value begins behind a sign: a space, a quote, an operator.
            if byte.is_ascii_alphanumeric()
                || matches!(byte, b'_' | b'-' | b'.' | b'+' | b'/')
                || byte >= 0x80
            {
                continue;
            }
            let Some(end) = self.end(view, offset) else {
                continue;
            };
            if let Some(found) = self.found(view, hit, offset, end) {
                candidates.push(found);
                return;
            }
            offset = end;
        }
    }

    /// Where a value of this shape that begins here ends.
    fn end(&self, view: &View<'_>, start: usize) -> Option<usize> {
        let may_begin = match self.parts.first()? {
            Part::Run(alphabet, ..) => alphabet.has(view.at(start)),
            Part::Text(text) => text.as_bytes().first() == Some(&view.at(start)),
            Part::Pad(_) => true,
            Part::Uuid => view.at(start).is_ascii_hexdigit(),
        };
        if !may_begin {
            return None;
        }
        let end = read(view, start, self.parts).filter(|end| *end > start)?;
        let next = view.at(end);
        // A path, an address or a longer expression goes on.
        let is_part = goes_on(view, end, self.parts)
            || matches!(next, b'(' | b'[' | b'/' | b'@' | b'+' | b'_')
            || (matches!(next, b'.' | b'-' | b':') && view.at(end + 1).is_ascii_alphanumeric());
        (!is_part).then_some(end)
    }

    fn found(&self, view: &View<'_>, hit: Hit, start: usize, end: usize) -> Option<Found> {
        let value = view.slice(start..end);
        let (key_start, key_end) = key_before(view, start)?;
        let key = view.slice(key_start..key_end);
        let words = words(key);
        if words
            .last()
            .is_some_and(|last| ABOUT.contains(&last.as_str()))
            || words
                .iter()
                .any(|word| word.starts_with("publi") || word == "hash")
        {
            return None;
        }
        let is_own = key_start <= hit.start && hit.end <= key_end;
        let lower = key.to_ascii_lowercase();
        let is_secret = SECRET.iter().any(|part| lower.contains(part))
            || words.iter().any(|word| word == "pat");
        let has_prefix = matches!(self.parts.first(), Some(Part::Text(_)));
        let counts = if is_own {
            // A digest or an id needs a name that says what it is.
            is_secret || has_prefix || !(is_uuid(value.as_bytes()) || is_digest(value))
        } else if words
            .iter()
            .all(|word| PLAIN.contains(&word.as_str()) || word.parse::<u8>().is_ok())
        {
            is_secret || says_secret(view.slice(hit.start..start))
        } else {
            false
        };
        let is_other = self.told.is_some_and(|ids| {
            !["key", "token", "secret"]
                .iter()
                .any(|word| lower.contains(word))
                || ids.iter().any(|id| value.starts_with(id))
        });
        if !counts || is_other || !looks_random(value) || is_published(value) {
            return None;
        }
        let name = view.slice(hit.start..hit.end).to_ascii_lowercase();
        // With a mark of its own as well, it is surer than another's key with the same mark.
        let (shape, context) = match (has_prefix, is_own) {
            (true, _) => (0.55, 0.4),
            (false, true) => (0.5, 0.42),
            (false, false) => (0.5, 0.3),
        };
        let mut found = Found::new(start, end, value)
            .shape("the documented length and alphabet", shape)
            .context(format!("“{name}” stands before it"), context);
        if let Some(severity) = self.severity {
            found = found.severity(severity);
        }
        Some(found)
    }
}

fn says_secret(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    SECRET.iter().any(|part| lower.contains(part))
}

/// Whether a value is as long as a digest or as one that was cut, in hexadecimal digits.
fn is_digest(value: &str) -> bool {
    value.len().is_multiple_of(4) && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether the provider's name is no part of another word: `sqlalchemy` isn't Alchemy, but
/// `datadogapikey` is Datadog's.
fn is_name(view: &View<'_>, hit: Hit) -> bool {
    const GLUED: &[&str] = &[
        "key", "token", "secret", "api", "auth", "pass", "client", "access", "app", "cred",
    ];
    let first = view.at(hit.start);
    let before = view.before(hit.start);
    let is_start = !before.is_ascii_alphabetic()
        || (before.is_ascii_lowercase() && first.is_ascii_uppercase());
    if !is_start || !first.is_ascii_alphanumeric() {
        return is_start;
    }
    let last = view.at(hit.end - 1);
    let next = view.at(hit.end);
    if !last.is_ascii_alphanumeric() || !next.is_ascii_alphabetic() {
        return true;
    }
    if next.is_ascii_uppercase() && !last.is_ascii_uppercase() {
        return true;
    }
    let rest = view.slice(hit.end..hit.end + 6);
    GLUED.iter().any(|word| {
        rest.get(..word.len())
            .is_some_and(|rest| rest.eq_ignore_ascii_case(word))
    })
}

/// The name of a property list's string: `<key>name</key>` and `<string>`.
fn property(view: &View<'_>, start: usize) -> Option<(usize, usize)> {
    if view.before(start) != b'>' {
        return None;
    }
    let from = start.saturating_sub(KEY * 2);
    let before = view.slice(from..start).strip_suffix("<string>")?;
    let before = before.trim_end().strip_suffix("</key>")?;
    let name = before.get(before.rfind('>')? + 1..)?;
    let end = start - (view.slice(from..start).len() - before.len());
    Some((end - name.len(), end))
}

/// Whether a name is that of a macro: `#define NAME "…"`.
fn is_defined(view: &View<'_>, name: usize) -> bool {
    view.slice(name.saturating_sub(8)..name) == "#define "
}

/// Where the name stands that a value is assigned to: `name = `, `"name": "`, `name("`,
/// `<name>`, `--name `, `name: Bearer `.
pub(crate) fn key_before(view: &View<'_>, start: usize) -> Option<(usize, usize)> {
    if let Some(name) = property(view, start) {
        return Some(name);
    }
    let mut offset = start;
    let skip = |mut offset: usize, signs: &[u8]| {
        let from = offset;
        while offset > 0 && from - offset < 16 && signs.contains(&view.before(offset)) {
            offset -= 1;
        }
        offset
    };
    offset = skip(offset, b"\"'`\\ \t");
    let mut was_scheme = false;
    for scheme in ["bearer", "basic", "token", "apikey", "genie-key", "bot"] {
        let from = offset.saturating_sub(scheme.len());
        if offset < start
            && view.slice(from..offset).eq_ignore_ascii_case(scheme)
            && !view.before(from).is_ascii_alphanumeric()
        {
            offset = skip(from, b"\"'`\\ \t");
            was_scheme = true;
            break;
        }
    }
    let operator = skip(offset, b"=:>,(|?&.~[+");
    let is_spaced = operator == offset;
    if is_spaced && was_scheme {
        return None;
    }
    offset = skip(operator, b"\"'`\\ \t])");
    // `String key =`, `key: &str =`, `key :=`: one more operator, then the name.
    let mut key_end = offset;
    let mut key_start = key_end;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    while key_end - key_start < KEY && is_part(view.before(key_start)) {
        key_start -= 1;
    }
    if is_spaced && is_defined(view, key_start) {
        return Some((key_start, key_end));
    }
    if is_spaced {
        // Only an option's value stands behind a mere space.
        let is_option = view.slice(key_start..key_end).starts_with('-') && offset < start;
        return is_option.then_some((key_start, key_end));
    }
    // A type stands between the name and the operator.
    let before_type = skip(key_start, b" \t&'");
    if view.before(before_type) == b':' && before_type > 1 && view.before(before_type - 1) != b':' {
        let name_end = skip(before_type - 1, b"\"'`\\ \t");
        let mut name_start = name_end;
        while name_end - name_start < KEY && is_part(view.before(name_start)) {
            name_start -= 1;
        }
        if name_start < name_end
            && matches!(
                view.slice(key_start..key_end),
                "str" | "String" | "string" | "static str"
            )
        {
            key_start = name_start;
            key_end = name_end;
        }
    }
    // `Mailgun API key: …`: words before the name belong to it in prose.
    while matches!(view.before(key_start), b' ') && key_end - key_start < KEY {
        let mut word = key_start - 1;
        while key_end - word < KEY && is_part(view.before(word)) {
            word -= 1;
        }
        if word == key_start - 1 {
            break;
        }
        let text = view.slice(word..key_start - 1);
        let is_keyword = matches!(
            text,
            "const"
                | "let"
                | "var"
                | "final"
                | "static"
                | "String"
                | "string"
                | "export"
                | "set"
                | "private"
                | "public"
                | "ENV"
                | "ARG"
        );
        if is_keyword {
            break;
        }
        key_start = word;
    }
    (key_start < key_end).then_some((key_start, key_end))
}

/// The words of a name, in lower case: `dbPassword`, `DB_PASSWORD` and `db-password` are the same.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for character in name.chars() {
        if !character.is_alphanumeric() {
            words.push(String::new());
            was_lower = false;
            continue;
        }
        if character.is_uppercase() && was_lower {
            words.push(String::new());
        }
        was_lower = character.is_lowercase() || character.is_ascii_digit();
        if let Some(word) = words.last_mut() {
            word.extend(character.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_before_a_value() {
        for (text, expected) in [
            ("API_KEY=V", Some("API_KEY")),
            ("\"apiKey\": \"V\"", Some("apiKey")),
            ("api_key => 'V'", Some("api_key")),
            ("config['api_key'] = 'V'", Some("api_key")),
            ("<apiKey>V</apiKey>", Some("apiKey")),
            ("const apiKey: &str = \"V\";", Some("apiKey")),
            ("const apiKey: string = `V`", Some("apiKey")),
            ("String apiKey = \"V\"", Some("apiKey")),
            ("key := V", Some("key")),
            ("Authorization: Bearer V", Some("Authorization")),
            ("--api-key V", Some("--api-key")),
            ("setKey(\"V\")", Some("setKey")),
            ("Mailgun API key: V", Some("Mailgun API key")),
            ("{\\\"key\\\": \\\"V\\\"}", Some("key")),
            ("the V", None),
        ] {
            let view = View {
                text,
                nature: Nature::Prose,
                table: None,
            };
            let found = key_before(&view, text.find('V').unwrap());
            assert_eq!(
                found.map(|(start, end)| view.slice(start..end)),
                expected,
                "{text}"
            );
        }
    }
}
