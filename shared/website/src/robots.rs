//! `robots.txt` (RFC 9309), with `Crawl-delay`, which the RFC leaves out and half of the files have.

use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// How many rules are kept, and how long a pattern may be: no honest file comes near.
const RULES_MAX: usize = 5_000;
const PATTERN_MAX: usize = 2_048;
/// The longest delay that is honoured; what asks for more gets fewer pages within the time there is.
const DELAY_MAX: Duration = Duration::from_secs(10);

/// What a site allows a crawler.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allows: bool,
    pattern: String,
}

/// Who a group of rules is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum For {
    #[default]
    Others,
    Everybody,
    Us,
}

impl Robots {
    /// Everything is allowed: there is no file.
    #[must_use]
    pub fn absent() -> Self {
        Self::default()
    }

    /// Nothing is allowed: whether there is a file can't be told (section 2.3.1.4).
    #[must_use]
    pub fn unreachable() -> Self {
        Self {
            rules: vec![Rule {
                allows: false,
                pattern: "/".to_owned(),
            }],
            delay: None,
        }
    }

    /// Reads a file for the crawler of this product token, in lower case.
    #[must_use]
    pub fn parse(text: &str, agent: &str) -> Self {
        let mut ours = Self::default();
        let mut everybodys = Self::default();
        let mut is_named = false;
        let mut group = For::Others;
        let mut heads = false;
        // A line ends with CR, LF or both (section 2.2).
        for line in text.trim_start_matches('\u{feff}').split(['\r', '\n']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                // Lines that follow each other are the head of one group.
                group = if heads {
                    group.max(names(value, agent))
                } else {
                    names(value, agent)
                };
                is_named |= group == For::Us;
                heads = true;
                continue;
            }
            let rules = match group {
                For::Us => &mut ours,
                For::Everybody => &mut everybodys,
                For::Others => {
                    heads &= !matches!(key.as_str(), "allow" | "disallow" | "crawl-delay");
                    continue;
                }
            };
            match key.as_str() {
                "allow" | "disallow" => {
                    heads = false;
                    rules.add(key == "allow", value);
                }
                "crawl-delay" => {
                    heads = false;
                    let seconds = value.parse::<f64>().ok().filter(|seconds| *seconds >= 0.0);
                    rules.delay = seconds
                        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
                        .map(|delay| delay.min(DELAY_MAX));
                }
                _ => {}
            }
        }
        if is_named { ours } else { everybodys }
    }

    fn add(&mut self, allows: bool, value: &str) {
        // An empty pattern matches nothing.
        if !value.is_empty() && value.len() <= PATTERN_MAX && self.rules.len() < RULES_MAX {
            let pattern = normal(value);
            self.rules.push(Rule { allows, pattern });
        }
    }

    /// Whether a path, with its query, may be fetched: the longest pattern decides, and of two of the same length
    /// the one that allows (section 2.2.2).
    #[must_use]
    pub fn allows(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let path = normal(path);
        let decides = self
            .rules
            .iter()
            .filter(|rule| matches(rule.pattern.as_bytes(), path.as_bytes()))
            .max_by_key(|rule| (rule.pattern.len(), rule.allows));
        decides.is_none_or(|rule| rule.allows)
    }

    /// How long to wait between two pages.
    #[must_use]
    pub fn delay(&self) -> Option<Duration> {
        self.delay
    }
}

/// Who a `User-agent` line is for: the product token, in any case.
fn names(value: &str, agent: &str) -> For {
    let token: String = value
        .chars()
        .take_while(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_'))
        .collect();
    if value == "*" {
        For::Everybody
    } else if token.eq_ignore_ascii_case(agent) {
        For::Us
    } else {
        For::Others
    }
}

/// What is left as it stands when paths are compared: unreserved and reserved characters, and `%` escapes of them.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'*')
    .remove(b'$')
    .remove(b'?')
    .remove(b'=')
    .remove(b'&')
    .remove(b'+')
    .remove(b',')
    .remove(b':')
    .remove(b';')
    .remove(b'@')
    .remove(b'!')
    .remove(b'(')
    .remove(b')')
    .remove(b'[')
    .remove(b']')
    .remove(b'\'')
    .remove(b'#')
    .remove(b'|');

/// A path or pattern with one way of escaping.
fn normal(path: &str) -> String {
    let bytes: Vec<u8> = percent_decode_str(path).collect();
    utf8_percent_encode(&String::from_utf8_lossy(&bytes), ESCAPED).to_string()
}

/// Whether a pattern with `*`, and `$` at its end, matches the beginning of a path. Linear for each `*`.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split(|byte| *byte == b'*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<_> = parts.collect();
    let Some((last, between)) = parts.split_last() else {
        return !to_end || rest.is_empty();
    };
    for part in between {
        match find(rest, part) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    if to_end {
        rest.ends_with(last)
    } else {
        find(rest, last).is_some()
    }
}

/// What stands behind the first `part` in `text`.
fn find<'t>(text: &'t [u8], part: &[u8]) -> Option<&'t [u8]> {
    let at = memchr::memmem::find(text, part)?;
    text.get(at + part.len()..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(file: &str, path: &str) -> bool {
        Robots::parse(file, "polderbot").allows(path)
    }

    #[test]
    fn rules_are_read_as_the_rfc_says() {
        let rows: [(&str, &str, bool); 26] = [
            ("", "/a", true),
            ("User-agent: *\nDisallow: /", "/a", false),
            ("User-agent: *\nDisallow: /", "/robots.txt", true),
            ("User-agent: *\nDisallow:", "/a", true),
            ("user-AGENT: *\ndisALLOW: /a", "/abc", false),
            ("User-agent: *\nDisallow: /a", "/b", true),
            ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true),
            ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", true),
            ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false),
            ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true),
            ("User-agent: *\nDisallow: /a*b*c", "/a/1/b/2/c/3", false),
            ("User-agent: *\nDisallow: /*?s=", "/find?s=x", false),
            (
                "User-agent: polderbot\nDisallow: /\n\nUser-agent: *\nAllow: /",
                "/a",
                false,
            ),
            (
                "User-agent: *\nDisallow: /\n\nUser-agent: PolderBot/1.0\nAllow: /",
                "/a",
                true,
            ),
            ("User-agent: other\nDisallow: /", "/a", true),
            (
                "User-agent: other\nUser-agent: polderbot\nDisallow: /",
                "/a",
                false,
            ),
            (
                "User-agent: polderbot\nUser-agent: other\nDisallow: /",
                "/a",
                false,
            ),
            (
                "User-agent: other\nDisallow: /x\nUser-agent: *\nDisallow: /a",
                "/a",
                false,
            ),
            ("# User-agent: *\nDisallow: /", "/a", true),
            ("User-agent: * # all\nDisallow: /a # part", "/a", false),
            ("User-agent: *\r\nDisallow: /caf%C3%A9\r\n", "/café", false),
            ("User-agent: *\nDisallow: /café", "/caf%c3%a9", false),
            (
                "User-agent: *\nSitemap: https://x/\nDisallow: /a",
                "/a",
                false,
            ),
            ("\u{feff}User-agent: *\nDisallow: /a", "/a", false),
            ("User-agent: *\rDisallow: /a\r", "/a", false),
            ("User-agent: *\r# Allow: /\rDisallow: /a", "/a", false),
        ];
        for (file, path, wanted) in rows {
            assert_eq!(allowed(file, path), wanted, "{path} by {file:?}");
        }
        assert!(!Robots::unreachable().allows("/"));
        assert!(Robots::absent().allows("/"));
    }

    #[test]
    fn delays_are_honoured_within_reason() {
        let delay = |value: &str| {
            Robots::parse(&format!("User-agent: *\nCrawl-delay: {value}"), "polderbot").delay()
        };
        assert_eq!(delay("2"), Some(Duration::from_secs(2)));
        assert_eq!(delay("0.5"), Some(Duration::from_millis(500)));
        assert_eq!(delay("86400"), Some(DELAY_MAX));
        for nonsense in ["-1", "NaN", "soon", "inf"] {
            assert!(
                delay(nonsense).is_none_or(|delay| delay <= DELAY_MAX),
                "{nonsense}"
            );
        }
    }

    #[test]
    fn no_file_makes_matching_slow() {
        let pattern = format!("/{}", "*a".repeat(1_000));
        let path = format!("/{}", "a".repeat(2_000));
        let robots = Robots::parse(&format!("User-agent: *\nDisallow: {pattern}$"), "polderbot");
        assert!(!robots.allows(&path));
    }
}
