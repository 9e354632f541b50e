//! Passwords and tokens in files whose form says that they are there: `.npmrc`, `.netrc`,
//! `.pgpass`, Docker's `config.json`; and in headers: `Authorization: Basic`, `Cookie`.

use domain::{Category, Severity};

use super::assignment::{line_before, skip_spaces};
use super::base64::decode;
use super::rank;
use super::token::{is_published, looks_random};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::placeholder::is_placeholder;
use crate::view::{Candidates, Found, Hit, View};

const ARTICLE: &str = "GDPR art. 32(1)";

/// Texts in both languages: name, what it recognises.
macro_rules! detector {
    ($id:literal, $en:literal, $nl:literal, $severity:ident, $help_en:literal, $help_nl:literal, $triggers:expr, [$($match:expr),* $(,)?], [$($pass:expr),* $(,)?] $(,)?) => {
        Detector {
            meta: DetectorMeta {
                id: $id,
                name: Text { en: $en, nl: $nl },
                category: Category::Secret,
                severity: Severity::$severity,
                article: ARTICLE,
                help: Text { en: $help_en, nl: $help_nl },
                context_words: &[],
                examples: Examples { matches: &[$($match),*], passes: &[$($pass),*] },
            },
            triggers: $triggers,
            context: ContextRule::Ignored,
            against: &[],
            rank: rank::KEY,
        }
    };
}

pub(super) const DETECTORS: &[Detector] = &[
    detector!(
        "basic-credentials",
        "Basic credentials",
        "Basic-inloggegevens",
        High,
        "`Authorization: Basic`, Docker's `auth` or npm's `_auth` with base64 that decodes to a user and a password. \
         Base64 hides nothing: change the password and keep it in a secret store.",
        "`Authorization: Basic`, `auth` van Docker of `_auth` van npm met base64 waarin een gebruiker en een wachtwoord \
         staan. Base64 verbergt niets: wijzig het wachtwoord en bewaar het in een kluis voor geheimen.",
        &[Trigger::Words(
            &[
                "basic ",
                "\"auth\"",
                // In a string of a string, once more and twice.
                "auth\\\"",
                "auth\\\\\\\"",
                "_auth=",
                "_auth ="
            ],
            examine_basic
        )],
        [
            concat!("Authorization: Basic amFu", "OlR1bHAtZW4tQm9sLTg4"),
            concat!(
                "{\"auths\": {\"registry.nl\": {\"auth\": \"amFu",
                "OlR1bHAtZW4tQm9sLTg4\"}}}"
            ),
            concat!("//registry.nl/:_auth=amFu", "OlR1bHAtZW4tQm9sLTg4"),
            concat!(
                "environment = [\"DOCKER_AUTH_CONFIG={\\\"auths\\\":{\\\"registry.nl\\\":{\\\"auth\\\":\\\"amFu",
                "OlR1bHAtZW4tQm9sLTg4\\\"}}}\"]"
            ),
        ],
        [
            "Authorization: Basic dXNlcjpwYXNzd29yZA==",
            "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
            "basic understanding of networks",
            "\"auth\": \"required\"",
        ]
    ),
    detector!(
        "npmrc-token",
        "Registry token of npm",
        "Registertoken van npm",
        Critical,
        "`_authToken=` or `_password=` in the settings of npm. It publishes packages in your name: revoke it and read it \
         from the environment.",
        "`_authToken=` of `_password=` in de instellingen van npm. Daarmee verschijnen pakketten in uw naam: trek hem in \
         en lees hem uit de omgeving.",
        &[
            Trigger::Words(&[":_authtoken", ":_password"], examine_npmrc),
            Trigger::Words(&["_auth=", "_auth ="], examine_npm_auth),
            Trigger::Words(&["npmauthident"], examine_yarn_auth)
        ],
        [
            "npmAuthIdent: \"vries:Specht!Boom6\"",
            concat!(
                "//npm.bedrijf.nl/:_authToken=",
                "9f2c81d0-7be6-4a35-19f2-c8ad07be64a3"
            ),
            "//npm.bedrijf.nl/:_auth=Stroopwafels42"
        ],
        [
            "//registry.npmjs.org/:_authToken=${NPM_TOKEN}",
            "//registry.npmjs.org/:_authToken=",
            "//registry.npmjs.org/:_auth=${NPM_AUTH}",
            "//r/:_authToken=xxxxxxxx",
            "npmAuthIdent: \"${NPM_AUTH}\""
        ]
    ),
    detector!(
        "netrc-password",
        "Password in .netrc",
        "Wachtwoord in .netrc",
        Critical,
        "`machine … login … password …`. Change the password; if it must be in a file, give nobody else a right to it.",
        "`machine … login … password …`. Wijzig het wachtwoord; moet het in een bestand staan, geef dan niemand anders \
         er rechten op.",
        &[Trigger::Words(
            &["machine ", "default login "],
            examine_netrc
        )],
        [
            "machine git.bakkerijvries.nl login jan password Tulp-en-Bol-88",
            "machine api.bakkerijvries.nl\n  login jan\n  password Tulp88en99\n",
            "default login jan password Tulp88en99",
            "machine db.bakkerijvries.nl login jan password Str00p@wafel42\nmachine ftp.bakkerijvries.nl login anonymous \
             password x",
        ],
        [
            "the machine learning login needs a password that is strong",
            "machine example.com login user password ${PASSWORD}",
            "machine a.nl login jan password xxxx",
        ]
    ),
    detector!(
        "pgpass-password",
        "Password in .pgpass",
        "Wachtwoord in .pgpass",
        Critical,
        "A line of PostgreSQL's password file: host, port, database, user and password. Change the password; if it must \
         be in a file, give nobody else a right to it.",
        "Een regel uit het wachtwoordbestand van PostgreSQL: host, poort, database, gebruiker en wachtwoord. Wijzig het \
         wachtwoord; moet het in een bestand staan, geef dan niemand anders er rechten op.",
        &[Trigger::Words(
            &[":5432:", ":6432:", ":5433:", "*:*:"],
            examine_pgpass
        )],
        [
            "db.bakkerijvries.nl:5432:webshop:jan:Tulp-en-Bol-88",
            "*:*:*:jan:Tulp-en-Bol-88",
        ],
        [
            "*:5432:*:postgres:password",
            "ports: 5432:5432:tcp",
            "localhost:5432:db:user:${PASSWORD}",
            "[::1]:5432: connection refused",
            "fromWildcard('*:*:*:*:*:*:*:*')",
        ]
    ),
    detector!(
        "session-cookie",
        "Session cookie",
        "Sessiecookie",
        Medium,
        "A cookie that holds a session, in a log or a recording. Until it expires, whoever has it is signed in as that \
         person: end the session, and keep cookies out of logs.",
        "Een cookie met een sessie, in een logboek of een opname. Zolang hij geldt, is wie hem heeft aangemeld als die \
         persoon: beëindig de sessie en houd cookies uit logboeken.",
        &[Trigger::Words(
            &[
                "phpsessid=",
                "jsessionid=",
                "sessionid=",
                "connect.sid=",
                "laravel_session=",
                "asp.net_sessionid=",
                "_session=",
                "_session_id=",
                "session_id=",
                ".aspxauth=",
                "next-auth.session-token=",
                "authjs.session-token=",
                "wordpress_logged_in_",
                "session=",
                "ci_session=",
                "remember_token=",
                "csrfsession=",
                "sid=",
            ],
            examine_cookie,
        )],
        [
            concat!(
                "Cookie: theme=dark; PHPSESSID=",
                "q7zt4lm9xc2vb8np5rk3wd6yhs"
            ),
            concat!(
                "Set-Cookie: _gitlab_session=",
                "9f2c81d07be64a3519f2c8ad07be64a3; path=/"
            ),
            concat!(
                "curl --header \"_gitlab_session=",
                "9f2c81d07be64a3519f2c8ad07be64a3\""
            ),
        ],
        [
            "Cookie: PHPSESSID=<session>",
            "document.cookie = 'sessionid=' + id",
            "session=None",
            "https://shop.nl/?sid=12",
            "Cookie: theme=dark; session=xxxxxxxxxxxxxxxxxxxxxxxx",
        ]
    ),
    detector!(
        "gcp-service-account",
        "Google service account key",
        "Sleutel van een Google-serviceaccount",
        Critical,
        "The JSON file of a Google Cloud service account: a key's id beside a private key. Delete the key in the console \
         and use a workload identity instead of a file.",
        "Het JSON-bestand van een serviceaccount van Google Cloud: het kenmerk van een sleutel naast een privésleutel. \
         Verwijder de sleutel in de console en gebruik een workload identity in plaats van een bestand.",
        &[Trigger::Words(&["private_key_id"], examine_service_account)],
        [concat!(
            "{\"type\": \"service_account\", \"private_key_id\": \"9f2c81d07be64a3519f2",
            "c8ad07be64a3519f2c81\", \"private_key\": \"-----BEGIN PRIVATE KEY-----\\nMII\"}"
        )],
        [
            "\"private_key_id\": \"...\"",
            "{\"type\": \"service_account\", \"private_key_id\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}",
        ]
    ),
];

/// A bare or quoted value to the next space or sign of structure, and where it begins.
fn value_at<'v>(view: &'v View<'_>, mut start: usize, max: usize) -> (usize, &'v str) {
    let from = start;
    while start - from < 8
        && matches!(
            view.at(start),
            b' ' | b'\t' | b'"' | b'\'' | b':' | b'=' | b'\\'
        )
    {
        start += 1;
    }
    let window = view.slice(start..start + max);
    let end = window
        .find(|character: char| character.is_whitespace() || "\"'`<>,;|)]}\\".contains(character))
        .unwrap_or(window.len());
    (start, window.get(..end).unwrap_or_default())
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=')
}

fn examine_basic(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let (start, value) = value_at(view, hit.end, 400);
    if value.len() < 12 || !value.bytes().all(is_base64) {
        return;
    }
    let Some(decoded) = decode(value).and_then(|bytes| String::from_utf8(bytes).ok()) else {
        if is_of_registry(view, hit, value) {
            candidates.push(
                Found::new(start, start + value.len(), value)
                    .masked(Mask::Whole)
                    .shape("what Docker signs in to a registry with", 0.5)
                    .check("it looks random", 0.2),
            );
        }
        return;
    };
    // `echo jan:… | base64` ends with a line break.
    let decoded = decoded.trim_end();
    let Some((user, password)) = decoded.split_once(':') else {
        return;
    };
    let is_text = !decoded.chars().any(char::is_control);
    // The pair of RFC 7617, and those of other RFCs.
    let is_published = (user == "Aladdin" && matches!(password, "open sesame" | "opensesame"))
        || is_published(value);
    if !is_text || !is_pair(user, password) || is_published {
        return;
    }
    candidates.push(
        Found::new(start, start + value.len(), value)
            .masked(Mask::Whole)
            .shape("base64 behind “Basic” or “auth”", 0.5)
            .check("it decodes to a user and a password", 0.4),
    );
}

/// Whether a user and a password are somebody's.
fn is_pair(user: &str, password: &str) -> bool {
    password.len() >= 4 && !is_placeholder(password) && user != password
}

/// Whether what stands behind `auth` is of the settings of Docker, and too long to be anything else.
fn is_of_registry(view: &View<'_>, hit: Hit, value: &str) -> bool {
    const ABOVE: usize = 2_000;
    value.len() >= 40
        && looks_random(value)
        && view
            .slice(hit.start.saturating_sub(ABOVE)..hit.start)
            .contains("auths")
}

/// npm's `_auth`, whose value needn't decode to anything.
fn examine_npm_auth(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SHORTEST: usize = 12;
    let line = line_before(view, hit.start);
    let is_setting = view.nature == Nature::Config && line.trim().is_empty()
        || line.starts_with("//") && line.ends_with(':');
    let behind = skip_spaces(view, hit.start + "_auth".len());
    if !is_setting || view.at(behind) != b'=' {
        return;
    }
    let (start, value) = value_at(view, behind, 400);
    // Where it decodes to a user and a password, that is told instead.
    let decodes = decode(value)
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .is_some_and(|pair| {
            pair.split_once(':')
                .is_some_and(|(user, password)| is_pair(user, password))
        });
    if value.len() < SHORTEST || decodes || is_placeholder(value) || value.contains(['$', '{', '%'])
    {
        return;
    }
    candidates.push(
        Found::new(start, start + value.len(), value)
            .shape("the sign-in to a registry", 0.6)
            .check("it is no reference", 0.3),
    );
}

/// A user and a password as Yarn has them: `npmAuthIdent: "jan:…"`.
fn examine_yarn_auth(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let (start, value) = value_at(view, hit.end, 400);
    let Some((user, password)) = value.split_once(':') else {
        return;
    };
    if start == hit.end
        || user.is_empty()
        || !is_pair(user, password)
        || value.contains(['$', '{', '%'])
    {
        return;
    }
    candidates.push(
        Found::new(start, start + value.len(), value)
            .masked(Mask::Whole)
            .shape("the sign-in to a registry", 0.6)
            .check("it is no reference", 0.3),
    );
}

fn examine_npmrc(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let (start, value) = value_at(view, hit.end, 400);
    if view.at(hit.end) != b'=' && view.at(hit.end) != b' '
        || value.len() < 8
        || is_placeholder(value)
        || value.contains(['$', '{', '%'])
    {
        return;
    }
    candidates.push(
        Found::new(start, start + value.len(), value)
            .shape("the token of a registry", 0.6)
            .check("it is no reference", 0.3),
    );
}

fn examine_netrc(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const ENTRY: usize = 300;
    if !view.is_word_start(hit.start) {
        return;
    }
    // The entry for all other hosts has none.
    let is_default = view.at(hit.start).eq_ignore_ascii_case(&b'd');
    let from = if is_default {
        hit.end - "login ".len()
    } else {
        hit.end
    };
    let window = view.slice(from..from + ENTRY);
    let mut words = window.split_ascii_whitespace();
    let host = if is_default {
        ""
    } else {
        words.next().unwrap_or_default()
    };
    let has_login = matches!(words.next(), Some("login" | "user"));
    let Some(login) = words.next() else {
        return;
    };
    if !has_login
        || words.next() != Some("password")
        || !host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
    {
        return;
    }
    let Some(password) = words.next() else {
        return;
    };
    // Who has no name has no password: an address, out of courtesy.
    if login == "anonymous" && password.contains('@') {
        return;
    }
    if password.len() < 4 || is_placeholder(password) || password.contains(['$', '{', '<']) {
        return;
    }
    let Some(place) = window.find("password") else {
        return;
    };
    let Some(offset) = window.get(place + 8..).and_then(|rest| rest.find(password)) else {
        return;
    };
    let start = from + place + 8 + offset;
    candidates.push(
        Found::new(start, start + password.len(), password)
            .masked(Mask::Whole)
            .shape("machine, login, password", 0.6)
            .check("the password is no placeholder", 0.3),
    );
}

fn examine_pgpass(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let is_host =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'*');
    let mut start = hit.start;
    while hit.start - start < 100 && is_host(view.before(start)) {
        start -= 1;
    }
    let is_line = start == 0 || matches!(view.before(start), b'\n' | b'"' | b'\'' | b'`');
    let (_, rest) = value_at(view, hit.end, 300);
    let mut fields = rest.splitn(3, ':');
    let (Some(database), Some(user), Some(password)) =
        (fields.next(), fields.next(), fields.next())
    else {
        return;
    };
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(is_host);
    // Any host on any port.
    let has_host = start < hit.start || view.at(hit.start) == b'*';
    if !has_host
        || !is_line
        || !is_name(database)
        || !is_name(user)
        || password.len() < 4
        || is_placeholder(password)
        || password.contains(['$', '{'])
        // `*:*:*:*:*:*:*:*`: the groups of an address.
        || !password.bytes().any(|byte| byte.is_ascii_alphanumeric())
    {
        return;
    }
    let end = hit.end + rest.len();
    candidates.push(
        Found::new(end - password.len(), end, password)
            .masked(Mask::Whole)
            .shape("a line of PostgreSQL's password file", 0.6)
            .check("the password is no placeholder", 0.3),
    );
}

fn examine_cookie(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const LINE: usize = 600;
    let (start, value) = value_at(view, hit.end, 400);
    if start != hit.end || value.len() < 16 {
        return;
    }
    let is_value = value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-.%:~!*".contains(&byte));
    let has_digit = value.bytes().filter(u8::is_ascii_digit).count() >= 2;
    if !is_value || !has_digit || !looks_random(value) || is_placeholder(value) {
        return;
    }
    // Only a header, a log or a request says `cookie`; elsewhere `session=` may be anything.
    let window = view.slice(hit.start.saturating_sub(LINE)..hit.start);
    let line = window.rsplit('\n').next().unwrap_or_default();
    let is_header = line
        .as_bytes()
        .windows(6)
        .any(|word| word.eq_ignore_ascii_case(b"cookie"))
        || line.contains(" -b ");
    // GitLab's cookie has a name and a length of its own.
    let is_own = line.ends_with("_gitlab")
        && value.len() == 32
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_header && !is_own {
        return;
    }
    candidates.push(
        Found::new(start, start + value.len(), value)
            .shape("the value of a session's cookie", 0.5)
            .context("in a cookie header", 0.3),
    );
}

fn examine_service_account(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const FILE: usize = 2_000;
    let (start, value) = value_at(view, hit.end, 80);
    let is_id = value.len() == 40 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_id || !looks_random(value) {
        return;
    }
    let around = view.slice(hit.start.saturating_sub(FILE)..hit.start + FILE);
    if !around.contains("service_account") && !around.contains("-----BEGIN ") {
        return;
    }
    candidates.push(
        Found::new(start, start + value.len(), value)
            .shape("40 hexadecimal digits", 0.4)
            .context("in the file of a service account", 0.5),
    );
}
