//! Websites that are scanned: where a scan begins and how far it goes.

use serde::{Deserialize, Serialize};
use url::{Host, Url};

use crate::{DomainName, InvalidDomainName, Reach};

/// The address of a page: `http` or `https`, a host that somebody can own, nothing secret in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageUrl {
    url: Url,
    host: DomainName,
}

/// Text that is no address of a page of a website.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPageUrl {
    /// It is no URL.
    #[error("must be an address such as https://shop.example/")]
    Malformed,
    /// It is of another scheme.
    #[error("must begin with http:// or https://")]
    Scheme,
    /// It is at another port.
    #[error("must not name a port: websites are scanned at 80 and 443")]
    Port,
    /// It carries a credential.
    #[error("must not contain a user name or password")]
    Credentials,
    /// Its host is nobody's.
    #[error("its host {0}")]
    Host(InvalidDomainName),
}

impl PageUrl {
    /// Reads an address.
    ///
    /// # Errors
    /// When it is none that a scan may go to.
    pub fn parse(text: &str, reach: Reach) -> Result<Self, InvalidPageUrl> {
        Self::of(
            Url::parse(text).map_err(|_| InvalidPageUrl::Malformed)?,
            reach,
        )
    }

    /// Takes a URL, such as one that a page links to.
    ///
    /// # Errors
    /// When it is none that a scan may go to.
    pub fn of(mut url: Url, reach: Reach) -> Result<Self, InvalidPageUrl> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(InvalidPageUrl::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(InvalidPageUrl::Credentials);
        }
        // `Url` leaves out the port that belongs to the scheme.
        if !reach.admits_port(url.port()) {
            return Err(InvalidPageUrl::Port);
        }
        let host = match url.host() {
            Some(Host::Domain(name)) => name.parse().map_err(InvalidPageUrl::Host)?,
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => {
                return Err(InvalidPageUrl::Host(InvalidDomainName::Address));
            }
            None => return Err(InvalidPageUrl::Malformed),
        };
        url.set_fragment(None);
        Ok(Self { url, host })
    }

    /// The URL, without a fragment.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// Its host.
    #[must_use]
    pub fn host(&self) -> &DomainName {
        &self.host
    }

    /// Whether it is reached over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The port it is reached at.
    #[must_use]
    pub fn port(&self) -> u16 {
        let standard = if self.is_secure() { 443 } else { 80 };
        self.url.port().unwrap_or(standard)
    }
}

/// A website that is to be scanned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Website {
    /// Where the scan begins.
    #[schema(example = "https://shop.example/")]
    pub url: String,
    /// How many pages are looked at.
    pub pages_max: u16,
    /// How many links a page may lie away from the first.
    pub depth_max: u8,
}

/// A website that can't be scanned as somebody wants it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} {detail}")]
pub struct InvalidWebsite {
    /// The field that is wrong.
    pub field: &'static str,
    /// What it must be.
    pub detail: String,
}

impl Website {
    /// A website by what somebody asked for, with what is usual for what they left out.
    ///
    /// # Errors
    /// When its address is none that a scan may go to, or a bound is out of bounds.
    pub fn parse(
        url: &str,
        pages_max: Option<u16>,
        depth_max: Option<u8>,
        reach: Reach,
    ) -> Result<Self, InvalidWebsite> {
        let wrong = |field, detail| InvalidWebsite { field, detail };
        let page = PageUrl::parse(url, reach).map_err(|error| wrong("url", error.to_string()))?;
        // An address is kept with the scan and shown; a query is where personal data would stand in it.
        if page.url().query().is_some() {
            return Err(wrong("url", "must have no query".to_owned()));
        }
        let pages_max = pages_max.unwrap_or(Self::PAGES_USUAL);
        if !(1..=Self::PAGES_MOST).contains(&pages_max) {
            let detail = format!("must be 1 to {}", Self::PAGES_MOST);
            return Err(wrong("pages_max", detail));
        }
        let depth_max = depth_max.unwrap_or(Self::DEPTH_USUAL);
        if depth_max > Self::DEPTH_MOST {
            let detail = format!("must be 0 to {}", Self::DEPTH_MOST);
            return Err(wrong("depth_max", detail));
        }
        Ok(Self {
            url: page.as_str().to_owned(),
            pages_max,
            depth_max,
        })
    }

    /// Its host.
    #[must_use]
    pub fn host(&self) -> Option<DomainName> {
        let url = Url::parse(&self.url).ok()?;
        url.domain()?.parse().ok()
    }

    /// How many pages are looked at, unless somebody asks for more.
    pub const PAGES_USUAL: u16 = 50;
    /// How many pages are looked at, whatever anybody asks for.
    pub const PAGES_MOST: u16 = 500;
    /// How deep a scan goes, unless somebody asks for deeper.
    pub const DEPTH_USUAL: u8 = 5;
    /// How deep a scan goes, whatever anybody asks for.
    pub const DEPTH_MOST: u8 = 20;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_somebodys_host_are_addresses() {
        use InvalidPageUrl::{Credentials, Host, Malformed, Port, Scheme};
        let address = Err(Host(InvalidDomainName::Address));
        let rows: [(&str, Result<&str, InvalidPageUrl>); 24] = [
            ("https://shop.example", Ok("https://shop.example/")),
            (
                "HTTPS://Shop.Example:443/A?b#c",
                Ok("https://shop.example/A?b"),
            ),
            ("http://shop.example:80/", Ok("http://shop.example/")),
            (
                "https://bücher.example/ä",
                Ok("https://xn--bcher-kva.example/%C3%A4"),
            ),
            ("https://shop.example:8443/", Err(Port)),
            ("https://shop.example:80/", Err(Port)),
            ("ftp://shop.example/", Err(Scheme)),
            ("file:///etc/passwd", Err(Scheme)),
            ("gopher://shop.example/", Err(Scheme)),
            ("javascript:alert(1)", Err(Scheme)),
            ("https://user@shop.example/", Err(Credentials)),
            ("https://shop.example@evil.example/", Err(Credentials)),
            ("https://:x@shop.example/", Err(Credentials)),
            ("shop.example", Err(Malformed)),
            ("https://", Err(Malformed)),
            ("http://127.0.0.1/", address),
            ("http://2130706433/", address),
            ("http://0x7f000001/", address),
            ("http://0177.0.0.01/", address),
            ("http://127.1/", address),
            ("http://[::1]/", address),
            ("http://[::ffff:169.254.169.254]/", address),
            (
                "http://localhost/",
                Err(Host(InvalidDomainName::PublicSuffix)),
            ),
            (
                "http://shop.example./",
                Err(Host(InvalidDomainName::Malformed)),
            ),
        ];
        for (given, wanted) in rows {
            let page = PageUrl::parse(given, Reach::Public);
            assert_eq!(
                page.as_ref().map(PageUrl::as_str),
                wanted.as_ref().copied(),
                "{given}"
            );
        }
        let local = PageUrl::parse("http://shop.test:3000/", Reach::Loopback).unwrap();
        assert_eq!(local.port(), 3000);
    }
}
