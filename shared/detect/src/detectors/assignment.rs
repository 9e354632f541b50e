//! Secrets that only their names give away: `password = …`, `api_key: …`.
//!
//! A name with a telling word, an operator, a value. What the value must be depends on where it
//! stands: in code only quoted literals count, elsewhere bare words that no person would call a
//! sentence. Placeholders, references and names of things are passed over.

use std::ops::Range;

use domain::{Category, Severity};

use super::named::words;
use super::rank;
use super::token::{is_published, is_uuid, looks_random};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::placeholder::{distinct, entropy, is_placeholder, is_unreadable};
use crate::view::{Candidates, Found, Hit, View};

const ARTICLE: &str = "GDPR art. 32(1)";

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "password-assignment",
            name: Text {
                en: "Password in clear",
                nl: "Leesbaar wachtwoord",
            },
            category: Category::Secret,
            severity: Severity::High,
            article: ARTICLE,
            help: Text {
                en: "A value behind a name such as “password” or “wachtwoord” that is neither a placeholder nor a \
                     reference. Change it and read it from a secret store.",
                nl: "Een waarde achter een naam als “password” of “wachtwoord” die geen invulplek en geen verwijzing \
                     is. Wijzig het wachtwoord en lees het uit een kluis voor geheimen.",
            },
            context_words: &[],
            examples: Examples {
                matches: &[
                    "DB_PASSWORD=Tulp-en-Bol-88",
                    "password: \"Zomer2024!\"",
                    "Uw wachtwoord: Welkom01!",
                    "$config['db_password'] = 'k8Lp0zQw';",
                    "<password>Zomer2024!</password>",
                    "mysql --password=Tulp88en99 shop",
                    "define('DB_PASSWORD', 'Tulp-en-Bol-88');",
                    "\"Server=db;User Id=shop;Password=Tulp-en-Bol-88;\"",
                    "<property name=\"password\" value=\"Zomer2024!\"/>",
                    "CREATE USER shop IDENTIFIED BY 'Tulp-en-Bol-88'",
                    "curl -u jan:Tulp88en99 https://api.bakkerijvries.nl",
                    "if (password === \"Tulp-en-Bol-88\") {",
                    "#define WIFI_PASSWORD \"Tulp-en-Bol-88\"",
                    "SMTP_PASS=\"xkvq zjwp lmrt bnds\"",
                    "Uw wachtwoord is Tulp88en99",
                    "wachtwoord is Gr0eneK!kker",
                    "Het wachtwoord voor de wifi: Gr0eneKikker",
                    "wachtwoord gereset naar Welkom-2025!",
                    "ww: Welkom2025!",
                    "Wachtwoord: j)ZM9Hk5&4",
                    "Password: &mUaEtFQd0\n",
                    "hey the db_password is AKR2B5qgZKd9YvTGXI",
                    "DB_PASS = \"kjhqwezv\"",
                    "- name: DB_PASSWORD\n  value: \"Stroopwafel!42\"",
                    "{\"name\": \"DB_PASSWORD\", \"value\": \"Stroopwafel42\"}",
                    "<entry key=\"db.password\">Stroopwafel42</entry>",
                    "variable \"db_password\" {\n  type = string\n  default = \"Stroopwafel42\"\n}",
                    "password \"gkw83hsl\"",
                    "docker login -u jan -p Stroopwafel42 registry.nl",
                    "echo \"root:Stroopwafel42\" | chpasswd",
                    "requests.get(url, auth=(\"jan\", \"Gkw83hslq\"))",
                    "data:\n  password: VHVscC1lbi1Cb2wtODg=",
                ],
                passes: &[
                    "password: \"\"",
                    "password = os.environ[\"PASSWORD\"]",
                    "DB_PASSWORD=${DB_PASSWORD}",
                    "password: changeme",
                    "<input type=\"password\" name=\"password\">",
                    "\"password\": \"Wachtwoord\"",
                    "passwordField = \"password-input\"",
                    "Kies een wachtwoord: minimaal twaalf tekens.",
                    "password_hash = \"$2b$12$abcdefghijklmnopqrstuv\"",
                    "password = getPassword(user1)",
                    "password == null",
                    "'password' => 'required|min:8|confirmed'",
                    "password: !vault |",
                    "Het wachtwoord is verlopen",
                    "curl -u $USER:$PASSWORD https://api.bakkerijvries.nl",
                    "- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef: x1y2z3",
                    "variable \"db_password\" {\n  type = string\n}\nvariable \"x\" { default = \"eu-west-1\" }",
                    "wachtwoord vergeten? Bel 088",
                    "passwordFields = \"wachtwoordscherm\"",
                    "\"PasswordLastUsed\": \"2016-09-24T16:18:07Z\"",
                    "the db_password is required",
                    "password: [a-zA-Z0-9]{8,}",
                ],
            },
        },
        triggers: &[
            Trigger::Words(
                &[
                    "password",
                    "passwd",
                    "wachtwoord",
                    "passwort",
                    "passphrase",
                    "_pwd",
                    "pwd=",
                    "pwd:",
                    "pwd\"",
                    "_pass",
                    "pass=",
                    "mot_de_passe",
                    "pass =",
                    "pass:",
                    "pass\"",
                    "pass'",
                    "pw:",
                    "pw=",
                    "ww:",
                    "psk=",
                ],
                examine_password,
            ),
            Trigger::Cells(is_password_header, examine_password_cell),
            Trigger::Words(
                &[
                    "identified by ",
                    "requirepass ",
                    "masterauth ",
                    "sshpass -p",
                    "curl ",
                    "mysql ",
                    "mysqldump ",
                    ".login(",
                    "getconnection(",
                    "convertto-securestring ",
                    "net user ",
                    "docker login ",
                    "ldapsearch ",
                    "chpasswd",
                    "sudo -s",
                    "snmp-server community ",
                    "jdbc:oracle:thin:",
                    "auth=(",
                    "auth = (",
                ],
                examine_command,
            ),
        ],
        context: ContextRule::Ignored,
        against: &[],
        rank: rank::ASSIGNED,
    },
    Detector {
        meta: DetectorMeta {
            id: "generic-secret",
            name: Text {
                en: "Secret or key",
                nl: "Geheim of sleutel",
            },
            category: Category::Secret,
            severity: Severity::Medium,
            article: ARTICLE,
            help: Text {
                en: "A random-looking value of sixteen characters or more behind a name such as “secret”, “token” or \
                     “api_key”. If it opens something, replace it and read it from a secret store; if not, mark it.",
                nl: "Een willekeurig ogende waarde van zestien tekens of meer achter een naam als “secret”, “token” \
                     of “api_key”. Opent hij iets, vervang hem dan en lees hem uit een kluis voor geheimen; zo niet, \
                     merk hem dan zo aan.",
            },
            context_words: &[],
            examples: Examples {
                matches: &[
                    concat!("api_key = \"9f8e7d6c5b4a3928", "1706f5e4d3c2b1a0\""),
                    concat!("JWT_SECRET=Zx7Qm2Lp9Rt4", "Vb8Ns3KdHw5Gc6Yf"),
                    concat!("clientSecret: 'q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y~Hs1'"),
                    concat!("Authorization: Bearer q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6YHs1Gf0"),
                    concat!(
                        "SECRET_KEY = 'django-insecure-REj8l1FF",
                        "AIANsMArlPmge4yLeaFtzth7Ulg'"
                    ),
                    concat!(
                        "{\"Name\": \"JWT_SECRET\",\n \"Value\": \"q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y\"}"
                    ),
                    concat!(
                        "<key>ApiSecret</key>\n<string>q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y</string>"
                    ),
                    concat!("KEY = b'BSTH2GCMtaqdOkOh", "DbDbzBBUBMdPq9ni'"),
                    concat!(
                        "{\"Jwt\": {\"Key\": \"LER7iD4ZsUVICaY4",
                        "BLvRbo5mMlldFl0U\"}}"
                    ),
                    concat!("clientSecret: 'hvqkzwjb", "trmnplxcdfgs'"),
                    concat!("session({ secret: 'kj2h", "4g5kjh23g' })"),
                    concat!(
                        "fetch(`https://a.nl/?api_key=q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y`)"
                    ),
                ],
                passes: &[
                    "token = get_token_from_request(request)",
                    "api_key = \"your-api-key-goes-here\"",
                    "primary_key = \"customer_identifier_number\"",
                    "secret_name = \"prod/webshop/database-password\"",
                    "token_type = \"urn:ietf:params:oauth:token-type:jwt\"",
                    "public_key = \"q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0\"",
                    "max_tokens = 12345678901234567890",
                    "\"output_token\": \"CloudFrontOriginAccessIdentityList.NextMarker\"",
                    "sha256_key = \"9f8e7d6c5b4a39281706f5e4d3c2b1a0\"",
                ],
            },
        },
        triggers: &[
            Trigger::Words(
                &[
                    "secret",
                    "token",
                    "apikey",
                    "_key",
                    "-key",
                    "api key",
                    "api.key",
                    "accesskey",
                    "authkey",
                    "privatekey",
                    "signingkey",
                    "encryptionkey",
                    "masterkey",
                    "credential",
                    "authorization",
                    "sleutel",
                    "_auth",
                ],
                examine_secret,
            ),
            // Alone, the commonest name there is.
            Trigger::Words(&["key =", "key=", "key\":", "key':", "key: "], examine_key),
        ],
        context: ContextRule::Ignored,
        against: &[],
        rank: rank::GENERIC,
    },
];

/// How long a name may be on either side of its telling word.
const NAME: usize = 40;
/// How long a value may be.
const VALUE: usize = 256;

/// A name and the value that it was given.
struct Assigned<'v> {
    name: &'v str,
    value: &'v str,
    start: usize,
    is_quoted: bool,
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-' || byte == b'.'
}

/// Reads the assignment around a telling word.
fn read<'v>(view: &'v View<'_>, hit: Hit) -> Option<Assigned<'v>> {
    let mut name_start = hit.start;
    while hit.start - name_start < NAME && is_name(view.before(name_start)) {
        name_start -= 1;
    }
    // A trigger may end with its operator.
    let mut name_end = hit.start;
    while name_end - hit.start < NAME && is_name(view.at(name_end)) {
        name_end += 1;
    }
    let mut offset = name_end;
    let was_quoted = matches!(view.at(offset), b'"' | b'\'');
    while offset - name_end < 3 && matches!(view.at(offset), b'"' | b'\'' | b']' | b'\\') {
        offset += 1;
    }
    offset = skip_spaces(view, offset);
    let name = view.slice(name_start..name_end);
    let Some((end, mut is_strict)) = operator(view, name_start..name_end, offset, was_quoted)
    else {
        return paired(view, name_start..name_end)
            .or_else(|| spoken(view, name_start..name_end, offset));
    };
    offset = end;
    offset = skip_spaces(view, offset);
    for call in ["ConvertTo-SecureString -String ", "ConvertTo-SecureString "] {
        if starts_with(view, offset, call) {
            offset += call.len();
            is_strict = true;
        }
    }
    // `Bearer …`, `Basic …`
    for scheme in ["Bearer ", "bearer ", "Basic ", "Token ", "token "] {
        for quote in ["\"", "'", ""] {
            let length = quote.len() + scheme.len();
            if view.slice(offset..offset + length) == format!("{quote}{scheme}") {
                return bare(view, offset + length, name, true);
            }
        }
    }
    // Other schemes, as those of signed requests, carry no secret.
    if name.to_ascii_lowercase().ends_with("authorization") {
        return None;
    }
    // Prefixes of literals: `b"…"`, `r'…'`, `@"…"`.
    if matches!(view.at(offset), b'b' | b'r' | b'u' | b'f' | b'L' | b'@')
        && matches!(view.at(offset + 1), b'"' | b'\'')
    {
        offset += 1;
    }
    if view.at(offset) == b'\\' && view.at(offset + 1) == b'"' {
        offset += 1;
    }
    let quote = view.at(offset);
    if matches!(quote, b'"' | b'\'' | b'`') {
        let start = offset + 1;
        let window = view.slice(start..start + VALUE + 1);
        let end = window
            .bytes()
            .position(|byte| byte == quote || byte == b'\n')?;
        if window.as_bytes().get(end) != Some(&quote) {
            return None;
        }
        let value = window.get(..end)?.trim_end_matches('\\');
        return Some(Assigned {
            name,
            value,
            start,
            is_quoted: true,
        });
    }
    // `"Server=db;Password=…;"`: the literal is the connection string.
    let is_within = view.nature == Nature::Source
        && view.before(offset) == b'='
        && matches!(view.before(name_start), b';' | b'?' | b'&' | b'"' | b' ')
        && is_within_literal(view, name_start);
    if is_strict || (view.nature == Nature::Source && !is_within) {
        return None;
    }
    bare(view, offset, name, false)
}

/// Where the operator behind a name ends, and whether only a literal may follow it.
fn operator(
    view: &View<'_>,
    name: Range<usize>,
    offset: usize,
    was_quoted: bool,
) -> Option<(usize, bool)> {
    let text = view.slice(name.clone());
    Some(match (view.at(offset), view.at(offset + 1)) {
        // A comparison says what it must be.
        (b'=' | b'!', b'=') => (offset + 2 + usize::from(view.at(offset + 2) == b'='), true),
        (b'=', b'~') | (b':', b':') => return None,
        (b'=', b'>') | (b':' | b'?', b'=') => (offset + 2, false),
        (b'=', _) => (offset + 1, false),
        (b':', _) => (skip_type(view, offset + 1), false),
        (b'>', _) if view.before(name.start) == b'<' => (offset + 1, false),
        (b'(', _) => (offset + 1, true),
        (b'>', _) if was_quoted && is_attribute(view, name.start) => (offset + 1, false),
        (b',', _) if was_quoted && is_argument(view, name.start, text) => (offset + 1, true),
        _ if text.starts_with("--") && offset > name.end => (offset, false),
        // `<property name="password" value="…"/>`
        _ if was_quoted && starts_with(view, offset, "value=") => (offset + "value=".len(), false),
        // `#define PASSWORD "…"`, `WITH PASSWORD '…'`
        (b'"' | b'\'', _) if offset > name.end && is_declared(view, name.start) => (offset, true),
        // `ENV DB_PASSWORD …` of a Dockerfile
        _ if offset > name.end
            && view.nature == Nature::Config
            && line_before(view, name.start).trim() == "ENV" =>
        {
            (offset, false)
        }
        _ => return None,
    })
}

/// Whether a name is that of an element: `<entry key="…">`, `<property name="…">`.
fn is_attribute(view: &View<'_>, name_start: usize) -> bool {
    ["key=", "name=", "id="]
        .iter()
        .any(|attribute| ends_with(view, name_start.saturating_sub(1), attribute))
}

/// A name and its value in fields of their own: `name: X` and `value: Y`, `<key>X</key>` and
/// `<string>Y</string>`, `variable "X" { default = "Y" }`.
fn paired<'v>(view: &'v View<'_>, name: Range<usize>) -> Option<Assigned<'v>> {
    const NEAR: usize = 160;
    let text = view.slice(name.clone());
    let rest = view.slice(name.end..name.end + NEAR);
    let first = *rest.as_bytes().first()?;
    if !matches!(first, b'"' | b'\'' | b'\n' | b'\r' | b',' | b'<' | b' ') {
        return None;
    }
    let at = if let Some(field) = rest.strip_prefix("</key>") {
        let field = field.trim_start().strip_prefix("<string>")?;
        name.end + rest.len() - field.len()
    } else {
        let body = rest.trim_start_matches(['"', '\'']).trim_start();
        if let Some(block) = body.strip_prefix('{') {
            let block = block.get(..block.find('}').unwrap_or(block.len()))?;
            let field = block.get(block.find("default")? + "default".len()..)?;
            let field = field.trim_start().strip_prefix('=')?.trim_start();
            field.starts_with('"').then_some(())?;
            let place = block.len() - field.len();
            name.end + rest.len() - body.len() + 1 + place
        } else {
            let body = body
                .trim_start_matches(',')
                .trim_start()
                .trim_start_matches(['"', '\'']);
            let field = ["value", "Value", "VALUE", "content"]
                .iter()
                .find_map(|field| body.strip_prefix(field))?;
            let field = field.trim_start_matches(['"', '\'']).trim_start();
            let field = field
                .strip_prefix([':', '='])?
                .trim_start_matches([' ', '\t']);
            name.end + rest.len() - field.len()
        }
    };
    let quote = view.at(at);
    if matches!(quote, b'"' | b'\'') {
        let window = view.slice(at + 1..at + 1 + VALUE);
        let end = window.bytes().position(|byte| byte == quote)?;
        return Some(Assigned {
            name: text,
            value: window.get(..end).filter(|value| !value.contains('\n'))?,
            start: at + 1,
            is_quoted: true,
        });
    }
    (view.nature != Nature::Source)
        .then(|| bare(view, at, text, false))
        .flatten()
}

/// A password in a sentence: `the password is …`, `wachtwoord …`.
fn spoken<'v>(view: &'v View<'_>, name: Range<usize>, mut offset: usize) -> Option<Assigned<'v>> {
    let text = view.slice(name.clone());
    let is_word = ["password", "wachtwoord", "passwort"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word));
    if !view.nature.is_prose() || offset <= name.end {
        return None;
    }
    // `the db_password is …`, `our api_key is …`: the name of a variable says enough.
    if !is_word {
        let offset = ["is ", "was ", "= "]
            .iter()
            .find_map(|verb| starts_with(view, offset, verb).then_some(offset + verb.len()))?;
        let offset = offset + usize::from(matches!(view.at(offset), b'`' | b'"' | b'\''));
        return bare(view, offset, text, false)
            .filter(|said| classes(said.value) >= 2 && distinct(said.value) >= 6);
    }
    let line = view.slice(offset..offset + SENTENCE);
    let line = line.split('\n').next().unwrap_or_default();
    // What stands behind a verb or a colon was given; before it, a few words say what for.
    let given = ["is ", "was ", "wordt ", "ist ", "naar ", "to ", ": "]
        .iter()
        .filter_map(|sign| {
            let place = if line.starts_with(sign) {
                0
            } else {
                line.find(&if *sign == ": " {
                    (*sign).to_owned()
                } else {
                    format!(" {sign}")
                })? + usize::from(*sign != ": ")
            };
            let before = line.get(..place)?;
            let is_clause = before.split(' ').count() <= 6
                && !before.contains(['.', ',', ';', '?', '!', '@', '|']);
            is_clause.then_some(place + sign.len())
        })
        .min();
    let is_given = given.is_some();
    offset += given.unwrap_or_default();
    offset += usize::from(matches!(view.at(offset), b'`' | b'"' | b'\''));
    bare(view, offset, text, false).filter(|said| is_telling(said.value, is_given))
}

/// How far behind its word a password in a sentence may stand.
const SENTENCE: usize = 64;

/// Whether a word in a sentence can be nothing but a password.
fn is_telling(value: &str, is_given: bool) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_mixed = is_given && digits >= 1 && classes(value) >= 3;
    value.len() >= 8
        && (digits >= 2 || is_mixed)
        && letters >= 3
        && !value.contains(['/', '@', ':', '(', '=', '.'])
}

/// Whether a quoted name is the first of a pair, as in `define('DB_PASSWORD', '…')`, and not one
/// of a list.
fn is_argument(view: &View<'_>, name_start: usize, name: &str) -> bool {
    const TELLING: &[&str] = &[
        "password",
        "passwd",
        "pwd",
        "pass",
        "wachtwoord",
        "passwort",
        "passphrase",
        "token",
        "secret",
        "key",
    ];
    let mut offset = name_start.saturating_sub(1);
    while matches!(view.before(offset), b' ' | b'@') {
        offset -= 1;
    }
    let lower = name.to_ascii_lowercase();
    matches!(view.before(offset), b'(' | b'[' | b'{')
        && TELLING.iter().any(|word| lower.ends_with(word))
}

/// Whether a text stands right before an offset.
fn ends_with(view: &View<'_>, offset: usize, text: &str) -> bool {
    offset
        .checked_sub(text.len())
        .is_some_and(|start| starts_with(view, start, text))
}

fn starts_with(view: &View<'_>, offset: usize, text: &str) -> bool {
    view.bytes()
        .get(offset..offset + text.len())
        .is_some_and(|bytes| bytes.eq_ignore_ascii_case(text.as_bytes()))
}

/// What stands on the line before an offset, as far as it matters.
fn line_before<'v>(view: &'v View<'_>, offset: usize) -> &'v str {
    const LINE: usize = 200;
    let before = view.slice(offset.saturating_sub(LINE)..offset);
    before.rsplit('\n').next().unwrap_or_default()
}

fn is_within_literal(view: &View<'_>, offset: usize) -> bool {
    let line = line_before(view, offset);
    ['"', '`']
        .iter()
        .any(|quote| line.matches(*quote).count() % 2 == 1)
}

/// Whether a value stands behind its name without an operator: in C and in SQL.
fn is_declared(view: &View<'_>, name_start: usize) -> bool {
    let line = line_before(view, name_start).trim();
    let word = line.rsplit(' ').next().unwrap_or_default();
    line == "#define"
        || line.is_empty() && view.nature == Nature::Source
        || ["with", "encrypted", "set"]
            .iter()
            .any(|keyword| word.eq_ignore_ascii_case(keyword))
}

/// A value without quotes, to the next space or sign of structure.
fn bare<'v>(
    view: &'v View<'_>,
    start: usize,
    name: &'v str,
    is_quoted: bool,
) -> Option<Assigned<'v>> {
    let window = view.slice(start..start + VALUE + 1);
    let end = window
        .find(|character: char| character.is_whitespace() || "\"'`<>,;|)]}".contains(character))
        .unwrap_or(window.len());
    // The last word of a line in a letter may have any sign within it: `Wachtwoord: j)ZM9Hk5&4`.
    if view.nature == Nature::Prose
        && let Some(line) = window.split(['\n', '\r']).next()
        && !line.contains([' ', '\t', '"', '\'', '`', '<', '>', ',', ';', ':', '=', '|'])
        && line.ends_with(|last: char| last.is_ascii_alphanumeric())
        && line.len() > end
        && is_strong(line)
    {
        return Some(Assigned {
            name,
            value: line,
            start,
            is_quoted,
        });
    }
    let value = window.get(..end)?.trim_end_matches(['.', ':']);
    (end <= VALUE).then_some(Assigned {
        name,
        value,
        start,
        is_quoted,
    })
}

fn skip_spaces(view: &View<'_>, mut offset: usize) -> usize {
    let from = offset;
    while offset - from < 12 && matches!(view.at(offset), b' ' | b'\t') {
        offset += 1;
    }
    offset
}

/// Skips a type between a colon and an equals sign: `password: &str = "…"`.
fn skip_type(view: &View<'_>, offset: usize) -> usize {
    let window = view.slice(offset..offset + 48);
    let length = window
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b" &'<>[]?_.:|".contains(byte))
        .count();
    // Without a space before the sign it is the end of base64.
    let is_type = view.nature == Nature::Source
        || window.get(..length).is_some_and(|name| name.ends_with(' '));
    if is_type
        && window.as_bytes().get(length) == Some(&b'=')
        && window.as_bytes().get(length + 1) != Some(&b'=')
    {
        offset + length + 1
    } else {
        offset
    }
}

/// Last words that make a name something about a secret instead of the secret.
const ABOUT: &[&str] = &[
    "name",
    "encode",
    "decode",
    "split",
    "replace",
    "find",
    "strip",
    "match",
    "matches",
    "equals",
    "compare",
    "contains",
    "mgr",
    "realm",
    "field",
    "label",
    "input",
    "placeholder",
    "policy",
    "length",
    "min",
    "max",
    "regex",
    "pattern",
    "url",
    "uri",
    "path",
    "file",
    "filename",
    "dir",
    "type",
    "expires",
    "expiry",
    "expiration",
    "ttl",
    "count",
    "limit",
    "header",
    "prefix",
    "suffix",
    "format",
    "hash",
    "hashed",
    "salt",
    "hint",
    "error",
    "message",
    "msg",
    "text",
    "title",
    "description",
    "reset",
    "confirm",
    "confirmation",
    "required",
    "enabled",
    "id",
    "ids",
    "index",
    "size",
    "arn",
    "ref",
    "reference",
    "version",
    "class",
    "selector",
    "strength",
    "age",
    "endpoint",
    "provider",
    "manager",
    "store",
    "parameter",
    "param",
    "attribute",
    "column",
    "property",
    "env",
    "var",
    "variable",
    "column",
    "scope",
    "method",
    "mode",
    "algorithm",
    "alg",
    "status",
    "state",
    "code",
    "encoding",
    "encoded",
    "rotation",
    "vereist",
    "vergeten",
    "forgot",
    "forgotten",
    "change",
    "changed",
    "generator",
    "validator",
    "rules",
    "link",
    "page",
    "screen",
    "view",
    "form",
    "dialog",
    "button",
    "icon",
    "vault",
    "test",
    "checksum",
    "digest",
    "sha",
    "sha1",
    "sha256",
    "md5",
    "usage",
    "alias",
    "ring",
    "pair",
    "map",
    "list",
    "set",
    "press",
    "down",
    "up",
    "code",
    "board",
    "block",
];

/// Words anywhere in a name that make it public or something else.
const HARMLESS: &[&str] = &[
    "public",
    "pub",
    "primary",
    "foreign",
    "unique",
    "sort",
    "partition",
    "cache",
    "hash",
    "sha256",
    "sha1",
    "sha512",
    "md5",
    "csrf",
    "xsrf",
    "authenticity",
    "websocket",
    "idempotency",
    "keyboard",
    "tokenizer",
    "monkey",
    "turkey",
    "site",
    "publishable",
    "translation",
    "i18n",
    "licence",
    "license",
    "nonce",
    "object",
    "s3",
    "row",
    "map",
    "group",
    "lookup",
    "event",
    "dedup",
    "etag",
    "commit",
    "integrity",
    "next",
    "continuation",
    "page",
    "cursor",
    "pagination",
    "sync",
];

fn examine_password(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature == Nature::Lockfile {
        return;
    }
    let Some(assigned) = read(view, hit) else {
        return;
    };
    let Assigned {
        name,
        value,
        start,
        is_quoted,
    } = assigned;
    let words = words(name);
    let is_about = words
        .last()
        .is_some_and(|last| ABOUT.contains(&last.as_str()) || is_other_pass(last))
        || words
            .iter()
            .any(|word| matches!(word.as_str(), "hash" | "hashed" | "passwordless" | "salt"));
    let is_mail = words
        .iter()
        .any(|word| matches!(word.as_str(), "mail" | "email" | "smtp" | "gmail"));
    // Google shows the passwords it makes for programs in four groups of letters.
    let app = view.slice(start..start + APP_PASSWORD);
    let (value, is_app) = if is_mail
        && is_app_password(app)
        && !view.at(start + APP_PASSWORD).is_ascii_alphanumeric()
    {
        (app, true)
    } else {
        (value, is_mail && is_app_password(value))
    };
    if is_about || !(is_app || is_password(value, is_quoted, view.nature)) {
        return;
    }
    let length = value.chars().count();
    let classes = classes(value);
    let found = Found::new(start, start + value.len(), value)
        .masked(Mask::Whole)
        .shape("a value behind the name of a password", 0.45)
        .check(
            format!("{length} characters of {classes} kinds, no placeholder"),
            if classes >= 3 { 0.4 } else { 0.25 },
        );
    candidates.push(found);
}

/// Four groups of four, and three spaces.
const APP_PASSWORD: usize = 19;

fn is_app_password(value: &str) -> bool {
    let letters = value.bytes().filter(u8::is_ascii_lowercase).count();
    let groups = value.split(' ').count();
    let is_vowel = |byte: &u8| b"aeiouy ".contains(byte);
    let longest = value
        .as_bytes()
        .split(is_vowel)
        .map(<[u8]>::len)
        .max()
        .unwrap_or_default();
    letters == 16
        && ((groups == 4 && value.split(' ').all(|group| group.len() == 4))
            || (value.len() == 16 && longest >= 4))
        && distinct(value) >= 8
}

/// `bypass` and `compass` are no passwords.
fn is_other_pass(word: &str) -> bool {
    word.ends_with("pass")
        && !matches!(
            word,
            "pass"
                | "dbpass"
                | "userpass"
                | "rootpass"
                | "smtppass"
                | "mypass"
                | "adminpass"
                | "mailpass"
                | "keypass"
                | "storepass"
                | "sqlpass"
                | "ftppass"
                | "wifipass"
                | "bindpass"
                | "redispass"
        )
}

/// A literal or a bare word at an offset: where it begins, what it is, whether it is quoted.
fn literal<'v>(view: &'v View<'_>, offset: usize) -> Option<(usize, &'v str, bool)> {
    let quote = view.at(offset);
    let is_quoted = matches!(quote, b'"' | b'\'');
    let start = offset + usize::from(is_quoted);
    let window = view.slice(start..start + VALUE);
    let end = if is_quoted {
        window
            .bytes()
            .position(|byte| byte == quote || byte == b'\n')?
    } else {
        window
            .find(|character: char| character.is_whitespace() || "\"'`;|&<>)".contains(character))
            .unwrap_or(window.len())
    };
    Some((start, window.get(..end)?, is_quoted))
}

/// Where commands and calls take a password without naming it.
fn examine_command(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature == Nature::Lockfile
        || !(view.is_word_start(hit.start) || view.at(hit.start) == b'.')
    {
        return;
    }
    let word = view.slice(hit.start..hit.end).to_ascii_lowercase();
    let Some((start, value, is_quoted)) = commanded(view, hit, &word) else {
        return;
    };
    let has_digit = value.bytes().any(|byte| byte.is_ascii_digit());
    if value.len() < 5
        || !has_digit
        || value.contains(['@', '/']) && !is_quoted
        || !is_password(value, true, view.nature)
    {
        return;
    }
    if !is_quoted && value.contains(['$', '{', '(', '<', '*']) {
        return;
    }
    candidates.push(
        Found::new(start, start + value.len(), value)
            .masked(Mask::Whole)
            .shape(
                format!("a value where “{}” takes a password", word.trim()),
                0.45,
            )
            .check("no placeholder", 0.25),
    );
}

/// The password that a command or a call is given.
fn commanded<'v>(view: &'v View<'_>, hit: Hit, word: &str) -> Option<(usize, &'v str, bool)> {
    let command = view.slice(hit.end..hit.end + VALUE);
    let command = command.split('\n').next().unwrap_or_default();
    match word {
        "curl " => ["-u ", "--user ", "-u", "--user="]
            .iter()
            .find_map(|option| {
                let place = format!(" {command}").find(&format!(" {option}"))? + option.len();
                let (start, pair, is_quoted) = literal(view, hit.end + place)?;
                let (user, password) = pair.split_once(':')?;
                (!user.is_empty()).then_some((start + user.len() + 1, password, is_quoted))
            }),
        "mysql " | "mysqldump " => {
            let place = format!(" {command}").find(" -p").map(|place| place + 2);
            place
                .and_then(|place| literal(view, hit.end + place))
                .filter(|(start, _, _)| *start > hit.end)
        }
        ".login(" | "getconnection(" | "auth=(" | "auth = (" => {
            last_literal(view, hit.end, command)
        }
        "docker login " => behind_option(view, hit.end, command, &[" -p ", " --password "]),
        "ldapsearch " => behind_option(view, hit.end, command, &[" -w "]),
        // `net user NAME PASSWORD /add`
        "net user " => command
            .find(' ')
            .filter(|_| command.contains("/add"))
            .and_then(|place| literal(view, hit.end + place + 1)),
        // `echo "NAME:PASSWORD" | chpasswd`, `echo PASSWORD | sudo -S …`
        "chpasswd" | "sudo -s" => {
            let line = line_before(view, hit.start);
            let said = line.rfind("echo ")? + "echo ".len();
            let (start, said, is_quoted) = literal(view, hit.start - line.len() + said)?;
            match said.split_once(':') {
                Some((user, password)) if word == "chpasswd" => {
                    Some((start + user.len() + 1, password, is_quoted))
                }
                _ => (word != "chpasswd").then_some((start, said, is_quoted)),
            }
        }
        // `jdbc:oracle:thin:NAME/PASSWORD@…`
        "jdbc:oracle:thin:" => command.split_once('@').and_then(|(pair, _)| {
            let (user, password) = pair.split_once('/')?;
            Some((hit.end + user.len() + 1, password, true))
        }),
        "identified by " => literal(view, hit.end).filter(|(_, _, is_quoted)| *is_quoted),
        _ => literal(view, hit.end + command.len() - command.trim_start().len()),
    }
}

/// The literal behind the first of these options.
fn behind_option<'v>(
    view: &'v View<'_>,
    from: usize,
    command: &str,
    options: &[&str],
) -> Option<(usize, &'v str, bool)> {
    // The space before the first option belongs to the command.
    let place = options
        .iter()
        .find_map(|option| Some(format!(" {command}").find(option)? + option.len() - 1))?;
    literal(view, from + place)
}

/// The last of two literals or more in a call.
fn last_literal<'v>(view: &'v View<'_>, from: usize, call: &str) -> Option<(usize, &'v str, bool)> {
    let call = call.get(..call.find(')')?)?;
    let last = call.rfind(',')? + 1;
    let place = last + call.get(last..)?.len() - call.get(last..)?.trim_start().len();
    literal(view, from + place).filter(|(_, _, is_quoted)| *is_quoted)
}

/// How many of lower case, upper case, digits and signs a value has.
fn classes(value: &str) -> usize {
    [
        value.chars().any(char::is_lowercase),
        value.chars().any(char::is_uppercase),
        value.chars().any(|character| character.is_ascii_digit()),
        value.chars().any(|character| !character.is_alphanumeric()),
    ]
    .into_iter()
    .filter(|has| *has)
    .count()
}

/// Single words that people do use as passwords.
const POPULAR: &[&str] = &[
    "admin",
    "root",
    "welkom",
    "welcome",
    "letmein",
    "qwerty",
    "azerty",
    "geheim",
    "iloveyou",
    "monkey",
    "dragon",
    "sunshine",
    "princess",
    "football",
    "feyenoord",
    "amsterdam",
    "ajax",
    "zomer",
    "winter",
    "oranje",
    "toor",
];

fn is_password(value: &str, is_quoted: bool, nature: Nature) -> bool {
    // Spring's mark of a password that isn't hashed.
    let value = value.strip_prefix("{noop}").unwrap_or(value);
    let length = value.chars().count();
    if !(4..=128).contains(&length) || is_placeholder(value) || value.contains(char::is_whitespace)
    {
        return false;
    }
    let lower = value.to_ascii_lowercase();
    // Code, paths, URLs, names of variables and of classes.
    let is_expression = value.contains("://")
        || ["%s", "%d", "%v", "{}", "{0}"]
            .iter()
            .any(|hole| value.contains(hole))
        || value.contains("()")
        || (!is_quoted && value.contains(['(', '[', '{', '$']))
        || value.starts_with([
            '/', '.', '-', '&', '#', '$', '%', '{', '<', '[', '*', '\\', '=',
        ]) && (!is_quoted || value.starts_with(['/', '.', '#', '<', '{', '[', '\\']))
        || (value.contains('.') && value.split('.').all(is_identifier))
        || is_rule(value)
        || (!is_quoted
            && value.starts_with('!')
            && value.bytes().skip(1).all(|byte| byte.is_ascii_alphabetic()))
        || lower.contains("password")
        || lower.contains("passwd")
        || lower.contains("wachtwoord")
        || lower.contains("passwort")
        || is_day(value);
    let is_literal = match nature {
        Nature::Prose => is_strong(value),
        Nature::Config => {
            let refers = value.as_bytes().windows(2).any(|pair| {
                matches!(pair, [b'$' | b'%', next] if next.is_ascii_alphabetic() || *next == b'_')
            });
            let first = value.starts_with(|first: char| first.is_ascii_alphanumeric());
            is_strong(value) && first && !refers
        }
        _ => false,
    };
    if is_expression && !is_literal {
        return false;
    }
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return length >= 6;
    }
    let has_digit = value.bytes().any(|byte| byte.is_ascii_digit());
    let has_sign = value
        .chars()
        .any(|character| !character.is_alphanumeric() && !"-_.".contains(character));
    if POPULAR.contains(&lower.as_str()) {
        return is_quoted || nature == Nature::Config;
    }
    if has_digit || has_sign {
        let letters = value.chars().any(char::is_alphabetic);
        let enough = if is_quoted || nature == Nature::Config {
            5
        } else {
            6
        };
        // `user1.name-2` with few kinds is an identifier as often as a password.
        return length >= enough && letters && (is_quoted || distinct(value) >= 5);
    }
    // Letters only: a word unless nobody can say it or its cases are mixed within.
    if length >= 8 && is_unreadable(value) && (is_quoted || nature == Nature::Config) {
        return true;
    }
    let inner_upper = value
        .chars()
        .skip(1)
        .filter(|character| character.is_uppercase())
        .count();
    let inner_lower = value
        .chars()
        .skip(1)
        .filter(|character| character.is_lowercase())
        .count();
    let is_camel = is_identifier(value) && inner_upper <= 3;
    length >= 8 && inner_upper >= 2 && inner_lower >= 2 && !is_camel
}

/// Whether a column is named after passwords.
fn is_password_header(header: &str) -> bool {
    let words = words(header);
    words.last().is_some_and(|last| {
        matches!(
            last.as_str(),
            "password" | "passwd" | "wachtwoord" | "passwort" | "pwd" | "pass" | "contraseña"
        )
    })
}

fn examine_password_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let value = view.slice(hit.start..hit.end);
    let is_stored = value.starts_with('$') || value.len() >= 32;
    if is_stored || !is_password(value, true, view.nature) {
        return;
    }
    candidates.push(
        Found::new(hit.start, hit.end, value)
            .masked(Mask::Whole)
            .shape("a value in a column of passwords", 0.45)
            .check("no placeholder", 0.25),
    );
}

/// Whether a value is a day: `"PasswordLastUsed": "2016-09-24T16:18:07Z"`.
fn is_day(value: &str) -> bool {
    matches!(value.as_bytes(), [year @ .., ] if year.len() >= 10
        && year.iter().take(4).all(u8::is_ascii_digit)
        && year.get(4) == Some(&b'-')
        && year.get(7) == Some(&b'-'))
}

/// Whether a value has everything that rules for passwords ask for, and nothing of code: in a letter or a note,
/// no sign in it means anything else.
fn is_strong(value: &str) -> bool {
    (8..=32).contains(&value.len())
        && classes(value) == 4
        && distinct(value) >= 7
        && !value.contains("://")
        && !["${", "$(", "{{", "%(", "()", "](", "->", "::"]
            .iter()
            .any(|code| value.contains(code))
        && !value.starts_with(['/', '.', '<', '#', '[', '('])
        && !is_day(value)
        && !is_call(value)
        && !["password", "passwd", "wachtwoord", "passwort"]
            .iter()
            .any(|word| value.to_ascii_lowercase().contains(word))
}

/// `getSecret(user1)`, `config[db]`
fn is_call(value: &str) -> bool {
    value
        .split_once(['(', '[', '{'])
        .is_some_and(|(name, rest)| {
            name.split('.').all(is_identifier) && rest.ends_with([')', ']', '}'])
        })
}

/// `required|min:8|confirmed`: what a form asks of a password.
fn is_rule(value: &str) -> bool {
    value.contains('|')
        && value.split('|').any(|part| {
            matches!(
                part,
                "required" | "string" | "nullable" | "confirmed" | "sometimes"
            ) || part.starts_with("min:")
        })
}

fn is_identifier(value: &str) -> bool {
    !value.is_empty()
        && value
            .chars()
            .next()
            .is_some_and(|first| first.is_alphabetic() || first == '_')
        && value
            .chars()
            .all(|character| character.is_alphanumeric() || character == '_')
}

fn examine_secret(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature == Nature::Lockfile {
        return;
    }
    let Some(assigned) = read(view, hit) else {
        return;
    };
    let Assigned {
        name,
        value,
        start,
        is_quoted,
    } = assigned;
    // A token of three parts has a detector of its own, which decodes it.
    // A short one has to make up for it in kinds of characters.
    let value = value.strip_prefix("django-insecure-").unwrap_or(value);
    let start = start + assigned.value.len() - value.len();
    let shortest = if is_quoted && classes(value) >= 4 {
        12
    } else if is_quoted && is_scrambled(value) {
        10
    } else {
        16
    };
    if !(shortest..=VALUE).contains(&value.len())
        || is_placeholder(value)
        || is_published(value)
        || value.starts_with("eyJ")
        || is_named_after(value, name)
        || (!is_quoted && value.contains('/') && value.contains('.'))
        || (value.len() >= 40 && distinct(value) == value.len())
    {
        return;
    }
    let words = words(name);
    let is_about = words
        .last()
        .is_some_and(|last| ABOUT.contains(&last.as_str()) || last.ends_with("izer"))
        || words
            .iter()
            .any(|word| HARMLESS.contains(&word.as_str()) || word.starts_with("public"));
    let is_key = is_uuid(value.as_bytes()) && names_key(&words) && looks_random(value);
    let is_made = is_random(value, is_quoted)
        || is_quoted && (is_salad(value) || is_scrambled(value))
        || value.len() >= 16 && is_unreadable(value);
    if is_about || !(is_key || is_made) {
        return;
    }
    let bits = entropy(value.as_bytes());
    candidates.push(
        Found::new(start, start + value.len(), value)
            .shape("a value behind the name of a secret", 0.3)
            .check(
                format!("{} characters with {bits:.1} bits each", value.len()),
                if bits >= 4.0 || value.len() >= 32 {
                    0.4
                } else {
                    0.25
                },
            ),
    );
}

/// A value named `key` and nothing else: only one that a generator made, in quotes.
fn examine_key(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SHORTEST: usize = 32;
    if view.nature == Nature::Lockfile || !view.is_word_start(hit.start) {
        return;
    }
    let mut offset = skip_spaces(view, hit.end);
    offset += usize::from(view.at(offset) == b'b');
    let quote = view.at(offset);
    if !matches!(quote, b'"' | b'\'') {
        return;
    }
    let value = view.slice(offset + 1..offset + 1 + VALUE);
    let Some(value) = value
        .bytes()
        .position(|byte| byte == quote)
        .and_then(|end| value.get(..end))
    else {
        return;
    };
    let is_hex = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    if value.len() < SHORTEST
        || is_hex
        || is_placeholder(value)
        || is_published(value)
        || value.starts_with("eyJ")
        || classes(value) < 3
        || !is_random(value, true)
    {
        return;
    }
    candidates.push(
        Found::new(offset + 1, offset + 1 + value.len(), value)
            .shape("a value behind the name of a key", 0.25)
            .check(format!("{} random characters", value.len()), 0.3),
    );
}

/// Whether letters and digits take turns as no name does: `kj2h4g5kjh23g`.
fn is_scrambled(value: &str) -> bool {
    let bytes = value.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let changes = bytes
        .windows(2)
        .filter(|pair| matches!(pair, [one, other] if kind(*one) != kind(*other)))
        .count();
    bytes.iter().all(u8::is_ascii_alphanumeric)
        && digits >= 3
        && bytes.len() - digits >= 3
        && changes * 5 >= bytes.len() * 2
        && longest_lower_run(value) <= 4
        && !bytes.iter().all(u8::is_ascii_hexdigit)
        && entropy(bytes) >= 2.9
}

/// Whether a name says that its value opens something: only then is a UUID a secret.
fn names_key(words: &[String]) -> bool {
    let last = words.last().map(String::as_str).unwrap_or_default();
    let before = words
        .iter()
        .rev()
        .nth(1)
        .map(String::as_str)
        .unwrap_or_default();
    matches!(
        (before, last),
        (
            "api" | "secret" | "access" | "auth" | "private" | "license" | "licence",
            "key"
        ) | ("auth" | "access" | "api" | "bearer" | "refresh", "token")
            | (_, "secret" | "apikey")
    )
}

/// Whether a value is a long mix of everything, spaces too, as the salts of `WordPress` are.
fn is_salad(value: &str) -> bool {
    let signs = value.bytes().filter(u8::is_ascii_punctuation).count();
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let spaces = value.bytes().filter(|byte| *byte == b' ').count();
    value.len() >= 40
        && value.is_ascii()
        && classes(value) >= 3
        && signs * 6 >= value.len()
        && digits >= 2
        && spaces * 10 <= value.len()
        && entropy(value.as_bytes()) >= 4.7
        && !value.contains("://")
        && !value.contains("()")
}

/// Whether a value is made by a generator and not by a person.
fn is_random(value: &str, is_quoted: bool) -> bool {
    let bytes = value.as_bytes();
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=_-.~!@#$%^&*:".contains(byte);
    if !bytes.iter().all(allowed)
        || value.contains("://")
        || value.starts_with(['/', '.', '#'])
        || value.starts_with('-') && !(is_quoted && bytes.len() >= 20)
    {
        return false;
    }
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits == bytes.len() || digits == 0 && is_of_names(value) {
        return false;
    }
    // Whole bytes in base64, which nothing but a generator ends with a sign of equality.
    if bytes.len() >= 24
        && bytes.len().is_multiple_of(4)
        && value.ends_with('=')
        && !value
            .trim_end_matches('=')
            .contains(['=', '-', '_', '.', '~', ':'])
        && entropy(bytes) >= 4.0
        && digits >= 2
    {
        return true;
    }
    let is_hex = bytes.iter().all(u8::is_ascii_hexdigit);
    if is_hex {
        return bytes.len() >= 24 && digits >= 4 && entropy(bytes) >= 2.8 && distinct(value) >= 8;
    }
    // A UUID names things more often than it opens them.
    if is_uuid(bytes) {
        return false;
    }
    let enough = if bytes.len() >= 24 { 3.4 } else { 3.2 };
    if entropy(bytes) < enough || (!is_quoted && value.contains(['(', '$'])) {
        return false;
    }
    // Words: what remains after cutting at signs, digits and capitals is readable.
    let longest_word = longest_lower_run(value);
    let upper = bytes
        .iter()
        .filter(|byte| byte.is_ascii_uppercase())
        .count();
    let lower = bytes
        .iter()
        .filter(|byte| byte.is_ascii_lowercase())
        .count();
    let changes = bytes
        .windows(2)
        .filter(|pair| matches!(pair, [one, other] if kind(*one) != kind(*other)))
        .count();
    let is_mixed = digits >= 2 && (upper >= 2 || lower >= 2) && changes * 4 >= bytes.len();
    let is_cased = digits >= 1 && upper >= 3 && lower >= 3 && changes * 3 >= bytes.len();
    let is_long = bytes.len() >= 32 && upper >= 4 && lower >= 4 && changes * 3 >= bytes.len();
    if is_interleaved(bytes) {
        return true;
    }
    let is_wordless = longest_word <= 7.max(bytes.len() / 8)
        || value
            .split(|character: char| !character.is_ascii_lowercase())
            .filter(|run| run.len() > 7)
            .all(is_unreadable);
    (is_mixed || is_cased || is_long) && is_wordless
}

/// Whether letters are the words of a name: `CloudFrontOriginAccessIdentityList.NextMarker`.
fn is_of_names(value: &str) -> bool {
    let lower = value.bytes().filter(u8::is_ascii_lowercase).count();
    let upper = value.bytes().filter(u8::is_ascii_uppercase).count();
    value
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'_'))
        && lower >= upper * 3
        && !value.split(['.', '_']).any(is_unreadable)
}

/// Whether a value is its own name: `#define SN_Token_B0Prime "Token-B0Prime"`.
fn is_named_after(value: &str, name: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect()
    };
    letters(name).contains(&letters(value))
}

/// Whether digits stand in three places or more of a long value without any sign.
fn is_interleaved(bytes: &[u8]) -> bool {
    const LONG: usize = 24;
    let starts = bytes
        .windows(2)
        .filter(
            |pair| matches!(pair, [one, other] if !one.is_ascii_digit() && other.is_ascii_digit()),
        )
        .count();
    bytes.len() >= LONG && starts >= 3 && bytes.iter().all(u8::is_ascii_alphanumeric)
}

fn kind(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => 0,
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        _ => 3,
    }
}

/// The longest run of letters in lower case.
fn longest_lower_run(value: &str) -> usize {
    value
        .split(|character: char| !character.is_ascii_lowercase())
        .map(str::len)
        .max()
        .unwrap_or(0)
}
