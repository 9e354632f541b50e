//! Passwords in URLs and connection strings.

use domain::{Category, Severity};

use super::rank;
use super::token::is_published;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::placeholder::is_placeholder;
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "credential-url",
        name: Text {
            en: "Password in a URL",
            nl: "Wachtwoord in een URL",
        },
        category: Category::Secret,
        severity: Severity::Critical,
        article: "GDPR art. 32(1)",
        help: Text {
            en: "A URL or connection string whose user part holds a password that is no placeholder. URLs end up in \
                 logs and histories. Change the password and read it from a secret store.",
            nl: "Een URL of verbindingsregel met een wachtwoord in het gebruikersdeel dat geen invulplek is. URL's \
                 belanden in logboeken en geschiedenissen. Wijzig het wachtwoord en lees het uit een kluis voor \
                 geheimen.",
        },
        context_words: &[],
        examples: Examples {
            matches: &[
                "DATABASE_URL=postgres://webshop:Tulp-en-Bol-88@db.intern.bakkerijvries.nl:5432/shop",
                "\"amqp://worker:z9Kq2Lm4@10.0.0.5:5672\"",
                "redis://:p4ssW0rd77@cache:6379/0",
                "https://jan:geheim123@host.nl/path",
                "dsn := \"root:Stroopwafel42@tcp(127.0.0.1:3306)/shop\"",
                "register => trunk:Stroopwafel42@sip.bakkerijvries.nl/200",
            ],
            passes: &[
                "postgres://user:password@localhost/db",
                "postgres://webshop:${DB_PASSWORD}@db/shop",
                "https://example.nl/@polder",
                "https://user@host.nl/",
                "mongodb://<user>:<password>@host",
                "ftp://user:****@host",
                "http://host:8080/a@b.nl",
                "dsn := \"root:password@tcp(127.0.0.1:3306)/shop\"",
            ],
        },
    },
    triggers: &[Trigger::At(examine)],
    context: ContextRule::Ignored,
    against: &[],
    rank: rank::URL,
}];

/// How long the user part may be.
const USER_MAX: usize = 256;

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let window = view.slice(hit.start.saturating_sub(USER_MAX)..hit.start);
    let Some(place) = window.rfind("://") else {
        examine_source_name(view, hit, window, candidates);
        return;
    };
    let user = window.get(place + 3..).unwrap_or_default();
    // A slash or a space ends the user part: the `@` belongs to a path or to something else.
    if user.contains(|character: char| {
        character.is_whitespace() || "/?#\"'<>`\\,;".contains(character)
    }) {
        return;
    }
    let Some((name, password)) = user.split_once(':') else {
        return;
    };
    let scheme_length = window
        .get(..place)
        .unwrap_or_default()
        .bytes()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
        .count();
    let host_length = view
        .slice(hit.end..hit.end + 128)
        .bytes()
        .take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']' | b'_')
        })
        .count();
    let is_trivial = password.eq_ignore_ascii_case(name) || password.len() < 3;
    if scheme_length == 0
        || host_length == 0
        || is_placeholder(password)
        || is_published(password)
        || is_trivial
        || is_template(password)
    {
        return;
    }
    let start = hit.start - (window.len() - place) - scheme_length;
    let host = view
        .slice(hit.end..hit.end + host_length)
        .to_ascii_lowercase();
    let mut found = Found::new(
        start,
        hit.end + host_length,
        format!("{name}:{password}@{host}"),
    )
    .masked(Mask::Label("…://…:"))
    .shape("a user and a password before the host", 0.6)
    .check("the password is no placeholder", 0.3);
    if host.starts_with("localhost")
        || host.starts_with("127.")
        || host.starts_with("example")
        || host.contains(".example")
    {
        found = found
            .severity(Severity::Medium)
            .against("the host is local or an example", -0.25);
    }
    candidates.push(found);
}

/// The name of a data source as Go has it: `root:…@tcp(db:3306)/shop`.
fn examine_source_name(view: &View<'_>, hit: Hit, window: &str, candidates: &mut Candidates) {
    let host = view.slice(hit.end..hit.end + 128);
    // A trunk of Asterisk: `register => jan:…@sip.bakkerijvries.nl`.
    let line = window.rsplit('\n').next().unwrap_or_default().trim_start();
    let is_trunk = line.starts_with("register =>") || line.starts_with("register=>");
    if !(host.starts_with("tcp(") || host.starts_with("unix(") || is_trunk) {
        return;
    }
    let user = window
        .rsplit(|character: char| character.is_whitespace() || "\"'`=".contains(character))
        .next()
        .unwrap_or_default();
    let Some((name, password)) = user.split_once(':') else {
        return;
    };
    if name.is_empty()
        || password.len() < 3
        || password.eq_ignore_ascii_case(name)
        || is_placeholder(password)
        || is_template(password)
    {
        return;
    }
    candidates.push(
        Found::new(
            hit.start - user.len(),
            hit.end,
            format!("{name}:{password}@"),
        )
        .masked(Mask::Label("…:"))
        .shape("a user and a password before the host", 0.6)
        .check("the password is no placeholder", 0.3),
    );
}

/// `{password}`, `%s`, `$1` and other holes for values.
fn is_template(password: &str) -> bool {
    password.contains(['{', '}', '<', '>', '$', '*', '(', ')'])
        || password == "%s"
        || password == "%v"
        || password.eq_ignore_ascii_case("secret")
        || password.eq_ignore_ascii_case("hunter2")
        || password.eq_ignore_ascii_case("pw")
}
