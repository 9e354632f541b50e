//! Names in the DNS that a tenant can own.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::Host;

/// A name that somebody can own, as the DNS has it: ASCII, lower case, without a dot at its end, below a public
/// suffix. `müller.de` is `xn--mller-kva.de`.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(try_from = "String")]
#[schema(value_type = String, min_length = 3, max_length = 253, example = "shop.example")]
pub struct DomainName(String);

/// Text that is no domain of anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDomainName {
    /// It is no name, or more than one.
    #[error("must be a domain name such as shop.example, without scheme, port and path")]
    Malformed,
    /// It is an address.
    #[error("must be a name: an IP address can't be proved")]
    Address,
    /// Nobody owns it: `nl`, `co.uk`, `localhost`.
    #[error("must lie below a public suffix: nobody owns all of it")]
    PublicSuffix,
}

/// The longest that a name may be (RFC 1035, 2.3.4, without the dot at its end).
const MAX_BYTES: usize = 253;

impl DomainName {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `host` is this name or lies below it. `host` is a name as [`url::Url`] writes it.
    #[must_use]
    pub fn covers(&self, host: &str) -> bool {
        host.strip_suffix(&self.0)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }

    /// Every name that covers this one, the shortest first; the last is this one. At most twenty.
    #[must_use]
    pub fn covering(&self) -> Vec<Self> {
        let shortest = registrable(&self.0).len();
        let mut starts: Vec<usize> = std::iter::once(0)
            .chain(self.0.match_indices('.').map(|(at, _)| at + 1))
            .filter(|start| self.0.len() - start >= shortest)
            .collect();
        starts.reverse();
        starts.truncate(20);
        starts
            .into_iter()
            .filter_map(|start| self.0.get(start..))
            .map(|name| Self(name.to_owned()))
            .collect()
    }

    /// The part of it that is registered with a registry: `shop.example` of `www.shop.example`.
    #[must_use]
    pub fn registrable(&self) -> &str {
        registrable(&self.0)
    }
}

/// The part of a host that is registered with a registry; the host itself where nothing is.
fn registrable(host: &str) -> &str {
    psl::domain_str(host).unwrap_or(host)
}

impl FromStr for DomainName {
    type Err = InvalidDomainName;

    fn from_str(text: &str) -> Result<Self, InvalidDomainName> {
        // `Host::parse` decodes percent signs, which no name has.
        if text.contains('%') {
            return Err(InvalidDomainName::Malformed);
        }
        let name = match Host::parse(text) {
            Ok(Host::Domain(name)) => name,
            Ok(Host::Ipv4(_) | Host::Ipv6(_)) => return Err(InvalidDomainName::Address),
            Err(_) => return Err(InvalidDomainName::Malformed),
        };
        if name.len() > MAX_BYTES || !name.split('.').all(is_label) {
            return Err(InvalidDomainName::Malformed);
        }
        if psl::domain_str(&name).is_none() {
            return Err(InvalidDomainName::PublicSuffix);
        }
        Ok(Self(name))
    }
}

/// Letters, digits and hyphens inside (RFC 1123, 2.1); an underscore, because hosts of that name exist.
fn is_label(label: &str) -> bool {
    let letters = label
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    (1..=63).contains(&label.len()) && letters && !label.starts_with('-') && !label.ends_with('-')
}

impl TryFrom<String> for DomainName {
    type Error = InvalidDomainName;

    fn try_from(text: String) -> Result<Self, InvalidDomainName> {
        text.parse()
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_spelling_and_an_owner() {
        use InvalidDomainName::{Address, Malformed, PublicSuffix};
        let rows: [(&str, Result<&str, InvalidDomainName>); 30] = [
            ("shop.example", Ok("shop.example")),
            ("WWW.Shop.Example", Ok("www.shop.example")),
            ("müller.de", Ok("xn--mller-kva.de")),
            ("xn--mller-kva.de", Ok("xn--mller-kva.de")),
            ("bücher.example", Ok("xn--bcher-kva.example")),
            ("waterland.github.io", Ok("waterland.github.io")),
            ("a_b.example.nl", Ok("a_b.example.nl")),
            ("nl", Err(PublicSuffix)),
            ("co.uk", Err(PublicSuffix)),
            ("github.io", Err(PublicSuffix)),
            ("localhost", Err(PublicSuffix)),
            ("shop.example.", Err(Malformed)),
            ("", Err(Malformed)),
            (".", Err(Malformed)),
            (".example.nl", Err(Malformed)),
            ("a..example.nl", Err(Malformed)),
            ("-a.example.nl", Err(Malformed)),
            ("shop.example:443", Err(Malformed)),
            ("https://shop.example", Err(Malformed)),
            ("shop.example/path", Err(Malformed)),
            ("user@shop.example", Err(Malformed)),
            ("shop%2eexample", Err(Malformed)),
            ("*.example.nl", Err(Malformed)),
            ("shop example.nl", Err(Malformed)),
            ("127.0.0.1", Err(Address)),
            ("2130706433", Err(Address)),
            ("0x7f.1", Err(Address)),
            ("0177.0.0.1", Err(Address)),
            ("[::1]", Err(Address)),
            ("１２７.0.0.1", Err(Address)),
        ];
        for (given, wanted) in rows {
            let name = given.parse::<DomainName>();
            assert_eq!(
                name.as_ref().map(DomainName::as_str),
                wanted.as_ref().copied(),
                "{given:?}"
            );
        }
        let long = format!("{}.example", "a".repeat(64));
        assert!(long.parse::<DomainName>().is_err());
    }

    #[test]
    fn a_name_covers_itself_and_what_lies_below() {
        let shop: DomainName = "shop.example".parse().unwrap();
        for (host, covered) in [
            ("shop.example", true),
            ("www.shop.example", true),
            ("a.b.shop.example", true),
            ("myshop.example", false),
            ("example", false),
            ("shop.example.evil.example", false),
            ("shop.example.", false),
        ] {
            assert_eq!(shop.covers(host), covered, "{host}");
        }
        let deep: DomainName = "a.b.shop.co.uk".parse().unwrap();
        let names: Vec<_> = deep.covering().iter().map(ToString::to_string).collect();
        assert_eq!(names, ["shop.co.uk", "b.shop.co.uk", "a.b.shop.co.uk"]);
        assert_eq!(deep.registrable(), "shop.co.uk");
    }
}
