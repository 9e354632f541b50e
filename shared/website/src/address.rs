//! Addresses as they may be shown.

use std::fmt::Write as _;

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

/// Whether a part of an address, or the name of a cookie, is a word rather than a value.
pub(crate) fn is_plain(part: &str) -> bool {
    let decoded = percent_decode_str(part).decode_utf8_lossy();
    let longest_digits = decoded
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .max()
        .unwrap_or(0);
    // Words of a title are joined by hyphens; a token is one long run with digits in it.
    let is_token = decoded
        .split(['-', '_', '.'])
        .any(|run| run.len() >= 20 && run.bytes().any(|byte| byte.is_ascii_digit()));
    !decoded.contains('@')
        && !decoded.chars().any(char::is_control)
        && longest_digits < 7
        && !is_token
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
