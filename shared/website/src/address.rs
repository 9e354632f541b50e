//! Addresses as they may be shown.

use percent_encoding::percent_decode_str;
use url::Url;

/// The longest part of an address that is shown, in bytes.
const SHOWN_MAX: usize = 300;

/// An address without what could be about a person: no values of its query, no part of its path that is an e-mail
/// address, a number or a token.
#[must_use]
pub fn shown(url: &Url) -> String {
    let mut text = format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default());
    if let Some(port) = url.port() {
        text.push_str(&format!(":{port}"));
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

/// Whether a part of an address is a word rather than a value.
fn is_plain(part: &str) -> bool {
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
}
