//! The data of a `Secret` of Kubernetes: everything in it is base64 of a secret, whatever its name.

use super::words;
use super::{HARMLESS, is_made, is_strong};
use crate::detectors::base64::decode;
use crate::detectors::token::{is_published, is_uuid, looks_random};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::placeholder::is_placeholder;
use crate::view::{Candidates, Found, Hit, View};

/// What names the manifest of a secret, and of nothing else that begins with the word.
pub(super) const KINDS: &[&str] = &["kind: secret", "kind: \"secret\"", "kind: 'secret'"];

/// How far from its kind the data of a secret may stand.
const MANIFEST: usize = 8 << 10;
/// The shortest base64 that is looked into: eight characters of a secret.
const SHORTEST: usize = 12;

/// Parts of names whose values aren't secret: users, hosts, certificates.
const OPEN: &[&str] = &[
    "user",
    "username",
    "login",
    "name",
    "namespace",
    "host",
    "hostname",
    "url",
    "uri",
    "endpoint",
    "server",
    "address",
    "port",
    "region",
    "database",
    "dbname",
    "bucket",
    "email",
    "ca",
    "crt",
    "cert",
    "certificate",
    "pub",
    "type",
    "enabled",
    "domain",
    "realm",
    "issuer",
    "account",
    "accountname",
    "tenant",
    "project",
    "tz",
    "timezone",
    "log",
    "level",
    "format",
    "environment",
    "mode",
    "debug",
    "flags",
    "lang",
    "locale",
];

pub(super) fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let is_whole = matches!(view.at(hit.end), b'\n' | b'\r' | b' ' | 0);
    if view.nature != Nature::Config || !is_whole {
        return;
    }
    let (start, manifest) = manifest(view, hit);
    let mut at = start;
    // Within which indentation the data stands, and the name of a block of which the lines come.
    let mut data: Option<usize> = None;
    // Of `stringData`, which is kept as it is written.
    let mut is_plain = false;
    let mut block: Option<&str> = None;
    for line in manifest.split_inclusive('\n') {
        let text = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - text.len();
        let text = text.trim_end();
        let offset = at + indent;
        at += line.len();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        match data {
            Some(outer) if indent > outer => {
                if let Some(name) = block {
                    if !is_plain {
                        tell(view, name, offset, text, candidates);
                    }
                    block = None;
                    continue;
                }
                let Some((name, value)) = text.split_once(':') else {
                    continue;
                };
                let spaces = value.len() - value.trim_start().len();
                let value = value.trim_start();
                // Base64 has no blanks: behind one stands a comment.
                let value = value.split([' ', '\t']).next().unwrap_or_default();
                if matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+") {
                    block = Some(name);
                    continue;
                }
                let quote = usize::from(value.starts_with(['"', '\'']));
                let value_start = offset + name.len() + 1 + spaces + quote;
                let value = value.trim_matches(['"', '\'']);
                if is_plain {
                    tell_plain(view, name, value_start, value, candidates);
                } else {
                    tell(view, name, value_start, value, candidates);
                }
            }
            _ => {
                is_plain = text == "stringData:";
                data = (is_plain || text == "data:").then_some(indent);
                block = None;
            }
        }
    }
}

/// The lines of the manifest of which the kind was met, and where they begin. Of lines that are too far, none is cut.
fn manifest<'v>(view: &'v View<'_>, hit: Hit) -> (usize, &'v str) {
    // A list or a file holds more of them: each reaches from the kind before it to the one behind it.
    const ENDS: &[&str] = &["\n---", "kind: "];
    let mut before = view.slice(hit.start.saturating_sub(MANIFEST)..hit.start);
    if before.len() < hit.start {
        before = before.split_once('\n').map_or("", |(_, lines)| lines);
    }
    let line = before.rsplit('\n').next().unwrap_or_default();
    // Those of a list are entries of it, whatever comes first in them.
    let column = if line.trim_matches([' ', '-']).is_empty() {
        line.len()
    } else {
        0
    };
    let is_entry = |line: &str| {
        let entry = line.trim_start_matches(' ');
        entry.starts_with("- ") && line.len() - entry.len() < column
    };
    let mut at = 0;
    let entry = before
        .split_inclusive('\n')
        .filter_map(|line| {
            at += line.len();
            is_entry(line).then_some(at - line.len())
        })
        .last();
    let start = ENDS
        .iter()
        .filter_map(|end| Some(before.rfind(end)? + 1))
        .chain(entry)
        .max()
        .unwrap_or_default();
    let mut behind = view.slice(hit.end..hit.end + MANIFEST);
    if hit.end + behind.len() < view.bytes().len() {
        behind = behind.rsplit_once('\n').map_or("", |(lines, _)| lines);
    }
    let mut at = 0;
    let entry = behind.split_inclusive('\n').find_map(|line| {
        at += line.len();
        (at > line.len() && is_entry(line)).then_some(at - line.len())
    });
    let end = ENDS
        .iter()
        .filter_map(|end| behind.find(end))
        .chain(entry)
        .min()
        .unwrap_or(behind.len());
    let start = hit.start - before.len() + start;
    (start, view.slice(start..hit.end + end))
}

/// Whether a name says that its value isn't secret.
fn is_open(name: &str) -> bool {
    let words = words(name);
    words
        .iter()
        .any(|word| OPEN.contains(&word.as_str()) || word.starts_with("public"))
        || words
            .last()
            .is_some_and(|last| HARMLESS.contains(&last.as_str()))
        // A file of settings, `.env`, has secrets in it.
        || !name.contains('.') && words.iter().any(|word| word == "env")
}

/// A value that is written as it is: only one that a generator made, or that has all that a password must have.
fn tell_plain(view: &View<'_>, name: &str, start: usize, value: &str, candidates: &mut Candidates) {
    let is_secret = value.len() >= 16 && is_made(value, true)
        || is_uuid(value.as_bytes())
            && looks_random(value)
            && !name.to_ascii_lowercase().ends_with("id")
        || is_strong(value);
    if is_secret
        && !is_open(name)
        && !is_placeholder(value)
        && !is_published(value)
        && !value.contains(['/', ':'])
        && !value.starts_with("-----")
        && !is_about_cluster(name)
        && view.slice(start..start + value.len()) == value
    {
        candidates.push(
            Found::new(start, start + value.len(), value)
                .masked(Mask::Whole)
                .shape("a value of a Secret of Kubernetes", 0.45)
                .check("it looks random", 0.25),
        );
    }
}

/// Whether a name says where or what something is, which stands beside secrets.
fn is_about_cluster(name: &str) -> bool {
    words(name).last().is_some_and(|last| {
        matches!(
            last.as_str(),
            "image"
                | "version"
                | "cluster"
                | "tenant"
                | "subscription"
                | "region"
                | "host"
                | "name"
        )
    })
}

/// Whether a text has addresses and, among them, what opens what is there: a file of settings.
fn has_password(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    [
        "password:",
        "password\":",
        "password=",
        "secret_key:",
        "token:",
    ]
    .iter()
    .filter_map(|name| lower.split_once(name))
    .any(|(_, rest)| {
        let value = rest.trim_start_matches([' ', '"', '\'']);
        let value = value
            .split(|end: char| end.is_whitespace() || "\"',".contains(end))
            .next()
            .unwrap_or_default();
        value.len() >= 6 && !is_placeholder(value)
    })
}

fn tell(view: &View<'_>, name: &str, start: usize, value: &str, candidates: &mut Candidates) {
    let is_base64 = value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
    if is_open(name)
        || !is_base64
        || value.len() < SHORTEST
        || !value.len().is_multiple_of(4)
        || is_published(value)
        || view.slice(start..start + value.len()) != value
    {
        return;
    }
    let Some(bytes) = decode(value) else {
        return;
    };
    let is_secret = match std::str::from_utf8(&bytes) {
        Ok(text) => {
            let text = text.trim();
            (text.starts_with("{\"") || !is_placeholder(text))
                && !text.contains("-BEGIN CERTIFICATE")
                && !text.contains("-BEGIN PUBLIC")
                // The registries of `.dockerconfigjson` have addresses as well.
                && (!text.contains("://") || text.contains("\"auth\"") || has_password(text))
                && text
                    .bytes()
                    .all(|byte| !byte.is_ascii_control() || byte.is_ascii_whitespace())
        }
        Err(_) => bytes.len() >= 16 && looks_random(value),
    };
    if is_secret {
        candidates.push(
            Found::new(start, start + value.len(), value)
                .shape("a value of a Secret of Kubernetes", 0.45)
                .check("base64 that decodes", 0.25),
        );
    }
}
