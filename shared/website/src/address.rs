//! Addresses as they may be shown.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use detect::{Document, Engine, FingerprintKey, Input, Options, Sink};
use domain::DomainName;
use percent_encoding::percent_decode_str;
use url::Url;

/// The longest part of an address that is shown, in bytes.
const SHOWN_MAX: usize = 300;

/// An address without what could be about a person: no values of its query, no part of its host or path that is an
/// e-mail address, a number or a token.
#[must_use]
pub fn shown(url: &Url) -> String {
    let host = shown_host(url.host_str().unwrap_or_default());
    let mut text = format!("{}://{host}", url.scheme());
    if let Some(port) = url.port() {
        let _ = write!(text, ":{port}");
    }
    for part in url.path().split('/').skip(1) {
        text.push('/');
        text.push_str(if is_plain(part) { part } else { "…" });
    }
    for (number, (name, _)) in url.query_pairs().enumerate() {
        text.push(if number == 0 { '?' } else { '&' });
        text.push_str(if is_plain(&name) { &name } else { "…" });
        text.push_str("=…");
    }
    if text.len() > SHOWN_MAX {
        let end = (0..=SHOWN_MAX)
            .rev()
            .find(|end| text.is_char_boundary(*end));
        text.truncate(end.unwrap_or_default());
        text.push('…');
    }
    text
}

/// A host without labels that are a number or a token. What is registered of it stays, whatever it is: it is public,
/// and nobody can act without knowing whom.
#[must_use]
pub fn shown_host(host: &str) -> String {
    // An address in brackets is of the network.
    if host.starts_with('[') {
        return host.to_owned();
    }
    let name: Option<DomainName> = host.parse().ok();
    let registered = name.as_ref().map_or("", DomainName::registrable);
    let below = host.strip_suffix(registered).unwrap_or(host);
    let mut text = String::with_capacity(host.len());
    for label in below.split_inclusive('.') {
        let (word, dot) = match label.strip_suffix('.') {
            Some(word) => (word, "."),
            None => (label, ""),
        };
        text.push_str(if is_plain(word) { word } else { "…" });
        text.push_str(dot);
    }
    text.push_str(registered);
    text
}

/// How many digits, separators passed over, are a number that may be somebody's.
const DIGITS_MIN: usize = 7;
/// How long a run without separators is a token, if it has digits in it, or mixes large and small letters; and how long
/// one of small letters alone is no word of any language.
const TOKEN_MIN: usize = 20;
const WORD_MAX: usize = 32;

/// How the keys of services begin that have letters alone behind it, which any word has too.
const KEY_STARTS: [&str; 8] = [
    "sk_live_",
    "sk_test_",
    "rk_live_",
    "pk_live_",
    "whsec_",
    "github_pat_",
    "glpat-",
    "xoxb-",
];

/// Whether a part of an address, or the name of a cookie, is a word rather than a value.
pub(crate) fn is_plain(part: &str) -> bool {
    let decoded = percent_decode_str(part).decode_utf8_lossy();
    !decoded.contains(['@', '＠', '﹫'])
        && !decoded.chars().any(char::is_control)
        && !has_number(&decoded)
        && !decoded.split(['-', '_', '.', ' ']).any(is_token)
        && !KEY_STARTS.iter().any(|start| decoded.contains(start))
        && !is_known_value(&decoded)
}

/// Whether so many digits follow each other, at most one separator between two, that they may be somebody's number.
fn has_number(text: &str) -> bool {
    let mut rest = text.chars().peekable();
    let mut group = String::new();
    while let Some(c) = rest.next() {
        let goes_on = is_separator(c) && rest.peek().is_some_and(|next| next.is_numeric());
        if c.is_numeric() || (goes_on && !group.is_empty()) {
            group.push(c);
            continue;
        }
        if is_number(&group) {
            return true;
        }
        group.clear();
    }
    is_number(&group)
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '.' | '-' | '_' | '+' | '(' | ')')
}

/// Whether digits in groups are a number; a day is none, the year first or last, and neither is a year with another.
fn is_number(group: &str) -> bool {
    if group.chars().filter(|c| c.is_numeric()).count() < DIGITS_MIN {
        return false;
    }
    let parts: Vec<_> = group.split(is_separator).collect();
    let is_year =
        |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let is_short = |part: &str| part.len() <= 2;
    match parts.as_slice() {
        [year, month, day] if is_year(year) => !(is_short(month) && is_short(day)),
        [day, month, year] if is_year(year) => !(is_short(month) && is_short(day)),
        [first, last] => !(is_year(first) && is_year(last)),
        _ => true,
    }
}

/// Whether a run of letters and digits is a token: words of a title are joined by hyphens, and have no digits in them.
fn is_token(run: &str) -> bool {
    if run.len() < TOKEN_MIN {
        return false;
    }
    let has = |wanted: fn(&u8) -> bool| run.bytes().any(|byte| wanted(&byte));
    // `HoeWeMetGegevensOmgaan` is words: no two capitals beside each other, and words are longer than a letter.
    let large = run.bytes().filter(u8::is_ascii_uppercase).count();
    let mixes = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && large * 4 > run.len();
    has(u8::is_ascii_digit) || mixes || (run.is_ascii() && run.len() > WORD_MAX)
}

/// Whether the engine finds something in it that it masks in the names of files: numbers of persons, addresses of mail
/// and credentials.
fn is_known_value(text: &str) -> bool {
    struct Told(String);

    impl Sink for Told {
        fn finding(&mut self, _: detect::Finding) -> ControlFlow<()> {
            ControlFlow::Continue(())
        }

        fn document(&mut self, document: &Document) -> ControlFlow<()> {
            self.0.clone_from(&document.path);
            ControlFlow::Continue(())
        }
    }

    // Of short words none is a value.
    if text.len() < TOKEN_MIN / 2 && !text.contains(|c: char| c.is_numeric()) {
        return false;
    }
    let mut told = Told(text.to_owned());
    // Where the name is all there is, no fingerprint is made, and any key does.
    let mut options = Options::new(FingerprintKey::new([0; 32]));
    options.masks_names = true;
    let input = Input {
        name: text,
        reader: std::io::Cursor::new(b"-"),
    };
    // Bytes in memory are always read.
    let _ = Engine::standard().scan(input, &options, &mut told);
    told.0 != text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_show_no_values() {
        let rows = [
            ("https://shop.example/", "https://shop.example/"),
            (
                "https://shop.example/over-ons/team.html",
                "https://shop.example/over-ons/team.html",
            ),
            (
                "https://shop.example/a?b=c&d",
                "https://shop.example/a?b=…&d=…",
            ),
            (
                "https://shop.example/u/jan@vries.nl/x",
                "https://shop.example/u/…/x",
            ),
            (
                "https://shop.example/u/jan%40vries.nl",
                "https://shop.example/u/…",
            ),
            (
                "https://shop.example/klant/123456782",
                "https://shop.example/klant/…",
            ),
            (
                "https://shop.example/nieuws/2026/11",
                "https://shop.example/nieuws/2026/11",
            ),
            (
                "https://shop.example/r/0a1b2c3d4e5f60718293a4b5",
                "https://shop.example/r/…",
            ),
            (
                "http://shop.test:3000/?jan%40vries.nl=1",
                "http://shop.test:3000/?…=…",
            ),
        ];
        for (given, wanted) in rows {
            assert_eq!(shown(&Url::parse(given).unwrap()), wanted);
        }
    }

    /// The same in a path, as a parameter's name and as a cookie's.
    #[test]
    fn values_are_known_however_they_are_written() {
        for value in [
            "4111-1111-1111-1111",
            "NL91-ABNA-0417-1643-00",
            "111.222.333",
            "111%20222%20333",
            "111_222_333",
            "06-1234-5678",
            "ghp_abcdefghijklmnopqrstuvwxyzabcdefghij",
            "sk_live_abcdefghijklmnopqrs",
            "jan.jansen%EF%BC%A0bakkerijvries.nl",
            "%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96%EF%BC%97",
            "qWeRtYuIoPaSdFgHjKlZxCvBnM",
        ] {
            let url = Url::parse(&format!("https://shop.example/u/{value}/x?{value}=1")).unwrap();
            assert_eq!(shown(&url), "https://shop.example/u/…/x?…=…", "{value}");
            for name in [value.to_owned(), format!("c{value}")] {
                assert!(!is_plain(&name), "{name}");
            }
        }
        for word in [
            "2026-11-21-zo-gaan-wij-met-gegevens-om",
            "21-11-2026",
            "2025-2026",
            "algemene-voorwaarden",
            "aansprakelijkheidsverzekering",
            "HoeWeMetGegevensOmgaanInDeWinkel",
            "index.v1.2.3.html",
            "Jan-de-Vries",
            "PHPSESSID",
            "_ga_A1B2C3D4E5",
            "cookie_consent_level",
            "wordpress_logged_in",
        ] {
            assert!(is_plain(word), "{word}");
        }
    }

    #[test]
    fn hosts_show_who_they_are_and_no_values() {
        let rows = [
            ("cdn.elsewhere.example", "cdn.elsewhere.example"),
            (
                "jan.devries.elsewhere.example",
                "jan.devries.elsewhere.example",
            ),
            ("klant-626018158.elsewhere.nl", "….elsewhere.nl"),
            ("a.626018158.b.elsewhere.co.uk", "a.….b.elsewhere.co.uk"),
            ("0a1b2c3d4e5f60718293a4b5.elsewhere.nl", "….elsewhere.nl"),
            // Registered by somebody under this very name.
            ("www.12345678.nl", "www.12345678.nl"),
            ("626018158.internal", "626018158.internal"),
            ("12345678.localhost.", "….localhost."),
            ("169.254.169.254", "169.254.169.254"),
            (
                "[2001:db8:1234:5678:9abc:def0:1234:5678]",
                "[2001:db8:1234:5678:9abc:def0:1234:5678]",
            ),
        ];
        for (given, wanted) in rows {
            assert_eq!(shown_host(given), wanted, "{given}");
        }
        let url = Url::parse("https://klant-626018158.elsewhere.nl/a").unwrap();
        assert_eq!(shown(&url), "https://….elsewhere.nl/a");
    }
}
