//! Whose password it is: what a name says of that, and what stands around it. Where that is clear even a word, or a few
//! with spaces between them, is a password and no text of a screen.

use super::super::named;
use super::beside::is_beside_user;
use super::is_named_after;
use super::read::{self, Assigned, NAME, is_statement, line_before};
use super::value::{
    is_joined_names, is_long_phrase, is_numbered_word, is_spaced_password, is_spaced_phrase,
    is_word_of_year, is_word_password, names_state,
};
use crate::nature::Nature;
use crate::placeholder::is_placeholder;
use crate::view::{Hit, View};

/// Whether a word is a password because of what stands around it: its name says whose it is, a user or a host stands
/// beside it, or a statement gives it to one.
pub(super) fn is_word_of_account(
    view: &View<'_>,
    hit: Hit,
    assigned: &Assigned<'_>,
    words: &[String],
) -> bool {
    let Assigned {
        name,
        value,
        start,
        is_quoted,
    } = *assigned;
    let first = words.first().map(String::as_str).unwrap_or_default();
    let last = words.last().map(String::as_str).unwrap_or_default();
    // `["passphrase", "protocol"]`: names.
    let mut name_start = hit.start;
    while hit.start - name_start < NAME && read::is_name(view.before(name_start)) {
        name_start -= 1;
    }
    let is_listed = matches!(view.before(name_start), b'"' | b'\'')
        && view.before(name_start - 1) == b'['
        && line_before(view, start)
            .trim_end_matches(['"', '\'', ' '])
            .ends_with(',');
    let is_numbered = is_numbered_word(value);
    if !(is_word_password(value) || is_numbered)
        || !names_password(words)
        || is_listed
        || is_named_after(value, name)
        || matches!(last, "secret" | "key" | "credentials" | "token")
            && !name.ends_with("shared key")
        || words.len() > 1
            && matches!(
                first,
                "update"
                    | "change"
                    | "reset"
                    | "forgot"
                    | "set"
                    | "show"
                    | "hide"
                    | "toggle"
                    | "get"
                    | "confirm"
                    | "enter"
                    | "create"
                    | "save"
                    | "submit"
                    | "request"
                    | "send"
                    | "generate"
                    | "wrong"
                    | "invalid"
            )
        // `connection.password.invalid`: what a screen says of one.
        || matches!(last, "invalid" | "incorrect" | "wrong")
    {
        return false;
    }
    let is_beside = is_beside_user(view, name_start, start + value.len());
    let is_shown = is_quoted || view.nature == Nature::Config || is_setting(view, hit, name);
    let is_lower = !value.bytes().any(|byte| byte.is_ascii_uppercase());
    if is_numbered {
        return is_beside && is_quoted;
    }
    // `passphrase: 'Wachtzin'`: a text of a screen.
    let is_label = words.len() == 1 && last == "passphrase" && view.nature == Nature::Source;
    if is_label && value.starts_with(|first: char| first.is_ascii_uppercase()) {
        return false;
    }
    // In a manual a bare word is an example more often than a password.
    is_beside && (is_quoted || view.nature != Nature::Manual)
        || is_shown
            && (names_account(words)
                || is_statement(line_before(view, hit.start))
                || (is_constant(name) || is_long_phrase(value)) && is_lower
                || is_joined_names(value)
                || is_under_account(view, name_start)
                || is_of_line(view, name_start))
        || view.nature == Nature::Source && is_quoted && is_given(view, name, name_start)
        || view.nature.is_prose()
            && (is_joined_names(value) && is_line_end(view, start + value.len())
                || is_cited(view, start, value))
}

/// Whether a sentence gives a word between quotes: `the password is "stroopwafel"`. It may tell the state of a password
/// as well, or what happens in it.
fn is_cited(view: &View<'_>, start: usize, value: &str) -> bool {
    let quote = view.before(start);
    let is_closed = matches!(quote, b'"' | b'\'' | b'`') && view.at(start + value.len()) == quote;
    if !is_closed || names_state(value) {
        return false;
    }
    let line = line_before(view, start - 1).to_ascii_lowercase();
    let sentence = line.rsplit(". ").next().unwrap_or_default();
    let first = sentence
        .split(|sign: char| !sign.is_ascii_alphabetic())
        .find(|word| !word.is_empty());
    let is_condition = first.is_some_and(|first| {
        matches!(
            first,
            "if" | "when" | "unless" | "als" | "indien" | "wanneer" | "tenzij" | "wenn" | "falls"
        )
    });
    let is_change = ["set", "zet", "wijzig", "change", "verander"]
        .iter()
        .any(|verb| sentence.contains(verb));
    !is_condition
        && ([" is ", " was ", " ist "]
            .iter()
            .any(|verb| sentence.ends_with(verb))
            || is_change
                && [" wordt ", " naar ", " to "]
                    .iter()
                    .any(|verb| sentence.ends_with(verb)))
}

/// Words of the names of types that take a password.
const TAKERS: &[&str] = &[
    "client",
    "config",
    "options",
    "source",
    "credentials",
    "connection",
    "auth",
];

/// Words of the names of types that have texts of a screen.
const SCREENS: &[&str] = &[
    "label",
    "labels",
    "error",
    "errors",
    "message",
    "messages",
    "form",
    "text",
    "texts",
    "translation",
    "translations",
];

/// The name that a text ends with: `new Config` has `Config`.
fn last_name(text: &str) -> &str {
    let rest =
        text.trim_end_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '_');
    text.get(rest.len()..).unwrap_or_default()
}

fn is_taker(name: &str) -> bool {
    named::words(name)
        .last()
        .is_some_and(|last| TAKERS.iter().any(|taker| last.ends_with(taker)))
}

fn is_of_screen(name: &str) -> bool {
    named::words(name)
        .iter()
        .any(|word| SCREENS.contains(&word.as_str()))
}

/// Where the bracket stands that is open at the end of a line.
fn open_bracket(line: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in line.bytes().enumerate().rev() {
        match byte {
            b')' | b'}' | b']' => depth += 1,
            b'(' | b'{' | b'[' if depth == 0 => return Some(at),
            b'(' | b'{' | b'[' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether a text names a user and a host.
fn names_user_and_host(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    has(&["user", "login"]) && has(&["host", "url", "server", "addr"])
}

/// Whether a constant with the name of a user stands on the line above or below: `USERNAME = "…"`.
fn is_beside_constant(view: &View<'_>, offset: usize) -> bool {
    const LINE: usize = 200;
    let above = view.slice(offset.saturating_sub(LINE)..offset);
    let below = view.slice(offset..offset + LINE);
    let is_user = |line: &str| {
        line.split_once('=').is_some_and(|(name, value)| {
            matches!(last_name(name.trim_end()), "USER" | "USERNAME" | "LOGIN")
                && value.trim_start().starts_with(['"', '\''])
        })
    };
    above.rsplit('\n').nth(1).is_some_and(is_user) || below.split('\n').nth(1).is_some_and(is_user)
}

/// Whether code gives a password to something, and no screen a text: `Client("jan", password="…")`,
/// `Options::new().username("jan").password("…")`, `Config{Password: "…"}`, `PASSWORD = "…"` below `USER = "…"`.
fn is_given(view: &View<'_>, name: &str, name_start: usize) -> bool {
    const CALL: usize = 160;
    let end = name_start + name.len();
    let line = line_before(view, name_start);
    if let Some(receiver) = name.strip_suffix(".setPassword") {
        let receiver = last_name(receiver);
        return view.at(end) == b'(' && is_taker(receiver) && !is_of_screen(receiver);
    }
    if matches!(name, "PASSWORD" | "PASSWD") {
        let operator = view.slice(end..end + 3);
        return operator.trim_start().starts_with('=')
            && !operator.contains("==")
            && is_beside_constant(view, name_start);
    }
    let is_keyword = view.at(end) == b'='
        && matches!(view.at(end + 1), b'"' | b'\'')
        && line.trim_end().ends_with(['(', ',']);
    let is_field = view.at(end) == b':' && name == "Password";
    if is_keyword || is_field {
        let Some(open) = open_bracket(line) else {
            return false;
        };
        let (before, within) = line.split_at(open);
        let whose = last_name(before);
        let rest = view.slice(end..end + CALL);
        let rest = rest.split([')', '}']).next().unwrap_or_default();
        let is_call = within.starts_with(if is_field { '{' } else { '(' });
        return is_call
            && !whose.is_empty()
            && !is_of_screen(whose)
            && (is_taker(whose) || names_user_and_host(&format!("{within}{rest}")));
    }
    // `.username("jan").password("…")`
    let is_chained = name.starts_with('.')
        && view.at(end) == b'('
        && ["user(", "username(", "host(", "login("]
            .iter()
            .any(|call| line.to_ascii_lowercase().contains(call));
    let names = || {
        line.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_')
            .filter(|name| !name.is_empty())
    };
    is_chained && !names().any(is_of_screen) && (names().any(is_taker) || names_user_and_host(line))
}

/// Whether a password is that of a line of a router: `line vty 0 4`, and `password …` below it.
fn is_of_line(view: &View<'_>, name_start: usize) -> bool {
    const BLOCK: usize = 160;
    let block = view.slice(name_start.saturating_sub(BLOCK)..name_start);
    line_before(view, name_start).starts_with(' ')
        && block
            .rsplit('\n')
            .skip(1)
            .find(|line| !line.starts_with(' '))
            .is_some_and(|line| line.starts_with("line "))
}

/// Whether a word of a name says that its value is a password.
fn names_password(words: &[String]) -> bool {
    const PASSWORDS: &[&str] = &[
        "password",
        "passwd",
        "passwort",
        "wachtwoord",
        "passphrase",
        "pass",
        "pwd",
        "psk",
        "rootpw",
        "bindpw",
    ];
    words.iter().any(|word| {
        PASSWORDS.iter().any(|known| word.ends_with(known)) || word == "pw" || word == "shared"
    })
}

/// Words of a name that say whose password it is.
const ACCOUNTS: &[&str] = &[
    "db",
    "db2",
    "database",
    "datasource",
    "jdbc",
    "sql",
    "mysql",
    "mariadb",
    "postgres",
    "postgresql",
    "pg",
    "pgpassword",
    "mongo",
    "mongodb",
    "redis",
    "rabbitmq",
    "amqp",
    "oracle",
    "ldap",
    "bind",
    "smtp",
    "mail",
    "imap",
    "ftp",
    "sftp",
    "ssh",
    "sudo",
    "root",
    "admin",
    "sa",
    "keystore",
    "truststore",
    "store",
    "wifi",
    "wlan",
    "vpn",
    "proxy",
    "elastic",
    "kafka",
    "jenkins",
    "tomcat",
    "nexus",
    "registry",
    "docker",
    "grafana",
    "superuser",
    "ansible",
    "key",
    "passphrase",
    "service",
    "svc",
    "minio",
    "sonar",
    "gitlab",
    "github",
    "jasypt",
    "encryptor",
    "restic",
    "backup",
    "relay",
    "deploy",
    "snmp",
    "radius",
    "cassandra",
    "couchdb",
    "neo4j",
    "influx",
    "influxdb",
    "clickhouse",
    "snowflake",
    "redshift",
    "mssql",
    "sqlserver",
    "hive",
    "kibana",
    "logstash",
    "zabbix",
    "keycloak",
    "mqtt",
    "activemq",
    "artifactory",
    "harbor",
    "rootpw",
    "bindpw",
    "storepass",
    "keypass",
    "connection",
    "hibernate",
    "remote",
    "winrm",
    "esxi",
    "vsphere",
    "vcenter",
];

/// Whether a name says whose password it is: `DB_PASSWORD`, `smtpPassword`. Behind such a name even a word is
/// a password and no text of a screen.
pub(super) fn names_account(words: &[String]) -> bool {
    let is_account = |word: &str| ACCOUNTS.contains(&word);
    words.iter().any(|word| {
        // `smtppass`
        let whose = ["password", "passwd", "pass", "pwd", "pw"]
            .iter()
            .find_map(|end| word.strip_suffix(end));
        is_account(word) || whose.is_some_and(is_account)
    }) || matches!(words, [plain, text, _] if plain == "plain" && text == "text")
}

/// `SHOP_PASSWORD`
pub(super) fn is_constant(name: &str) -> bool {
    name.len() > "password".len()
        && name.contains('_')
        && !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Whether a variable is set at the beginning of a line, as in settings, wherever they stand: `SHOP_PASSWORD=…`.
pub(super) fn is_setting(view: &View<'_>, hit: Hit, name: &str) -> bool {
    let line = line_before(view, hit.start);
    let name_start = line.len()
        - line
            .bytes()
            .rev()
            .take_while(|byte| read::is_name(*byte))
            .count();
    let before = line.get(..name_start).unwrap_or_default().trim();
    let behind = hit.start - (line.len() - name_start) + name.len();
    is_constant(name)
        && view.at(behind) == b'='
        && matches!(before, "" | "export" | "set" | "ENV" | "ARG" | "-" | "$")
}

/// Whether a value of YAML stands below a key that says whose it is: `redis: { auth: { password: … } }`, line by line.
fn is_under_account(view: &View<'_>, offset: usize) -> bool {
    const BLOCK: usize = 600;
    if view.nature != Nature::Config {
        return false;
    }
    let block = view.slice(offset.saturating_sub(BLOCK)..offset);
    let mut lines = block.rsplit('\n');
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let Some(mut least) = lines.next().map(indent) else {
        return false;
    };
    lines.any(|line| {
        let is_parent = line.trim_end().ends_with(':') && indent(line) < least;
        if is_parent {
            least = indent(line);
        }
        is_parent && names_account(&named::words(line.trim().trim_end_matches(':')))
    })
}

fn is_line_end(view: &View<'_>, offset: usize) -> bool {
    matches!(view.at(offset), b'\n' | b'\r' | 0)
}

/// Words with spaces between them, behind a name that says whose password it is.
pub(super) fn spaced_phrase<'v>(
    view: &'v View<'_>,
    words: &[String],
    assigned: &Assigned<'v>,
    is_set: bool,
) -> Option<&'v str> {
    const LONGEST: usize = 64;
    let name = assigned.name;
    let is_named = names_account(words)
        || is_constant(name)
        || name == "PASSWORD" && assigned.is_quoted
        || words
            .iter()
            .any(|word| matches!(word.as_str(), "passphrase" | "psk"));
    if view.nature.is_prose() && !is_set {
        return None;
    }
    if !is_named {
        let is_own = assigned.is_quoted && names_password(words) && is_word_of_year(assigned.value);
        return is_own.then_some(assigned.value);
    }
    let line = view.slice(assigned.start..assigned.start + LONGEST + 1);
    let end = if assigned.is_quoted {
        assigned.value.len()
    } else if is_set {
        line.find(['\n', '\r'])
            .or((line.len() <= LONGEST).then_some(line.len()))?
    } else {
        return None;
    };
    let value = line.get(..end)?.trim_end();
    // Between quotes of `wpa_supplicant` stands a passphrase and nothing else.
    let is_wifi = assigned.is_quoted
        && view.nature == Nature::Config
        && name == "psk"
        && (8..=63).contains(&value.len())
        && value.contains(' ')
        && !value.contains("pass")
        && !is_placeholder(value);
    (is_wifi || is_spaced_phrase(value) || assigned.is_quoted && is_spaced_password(value))
        .then_some(value)
}

/// Credentials hold a password where a constant of that name does, or a directory is bound with them.
pub(super) fn is_of_other_credentials(view: &View<'_>, hit: Hit, name: &str) -> bool {
    let is_bound = || {
        line_before(view, hit.start)
            .to_ascii_lowercase()
            .contains("bind")
    };
    let is_constant =
        name.ends_with("_CREDENTIALS") && (name.contains("BIND") || name.contains("SECURITY"));
    let is_bind = name.eq_ignore_ascii_case("credentials") && is_bound();
    view.slice(hit.start..hit.end)
        .to_ascii_lowercase()
        .contains("credential")
        && !is_constant
        && !is_bind
}

/// `bypass` and `compass` are no passwords, and `www` is none in Dutch.
pub(super) fn is_other_pass(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "bypass",
        "compass",
        "trespass",
        "surpass",
        "encompass",
        "overpass",
        "underpass",
        "impasse",
        "lowpass",
        "highpass",
        "bandpass",
        "allpass",
        "multipass",
        "onepass",
        "onepassword",
        "lastpass",
        "keepass",
        "firstpass",
        "secondpass",
        "subpass",
        "renderpass",
        "repass",
        "prepass",
        "postpass",
        "www",
    ];
    OTHERS.contains(&word)
        || word.ends_with("pw")
            && !matches!(
                word,
                "pw" | "rootpw" | "bindpw" | "dbpw" | "mypw" | "userpw" | "adminpw" | "pgpw"
            )
        || word.ends_with("ww") && word != "ww"
}
