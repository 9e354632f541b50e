//! Cookies that a response sets (RFC 6265).

use jiff::{SignedDuration, Timestamp};

use crate::address::is_plain;
use crate::trackers;

/// A cookie that a response sets. Its value is never kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cookie {
    pub(crate) name: String,
    pub(crate) secure: bool,
    pub(crate) http_only: bool,
    /// `SameSite`, in lower case, where it stands there.
    pub(crate) same_site: Option<String>,
    /// For how long it stays; nothing for one that goes with the window.
    pub(crate) lifetime: Option<SignedDuration>,
}

/// The longest name that is kept.
const NAME_MAX: usize = 128;

impl Cookie {
    /// Reads a `Set-Cookie` header that came at `now`.
    pub(crate) fn parse(header: &str, now: Timestamp) -> Option<Self> {
        let mut parts = header.split(';');
        let (name, value) = parts.next()?.split_once('=')?;
        let name: String = name
            .trim()
            .chars()
            .filter(|c| !c.is_control())
            .take(NAME_MAX)
            .collect();
        let mut cookie = Self {
            name,
            secure: false,
            http_only: false,
            same_site: None,
            lifetime: None,
        };
        let (mut max_age, mut expires) = (None, None);
        for part in parts {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            match key.trim().to_ascii_lowercase().as_str() {
                "secure" => cookie.secure = true,
                "httponly" => cookie.http_only = true,
                "samesite" => cookie.same_site = Some(value.trim().to_ascii_lowercase()),
                "max-age" => max_age = value.trim().parse().ok().map(SignedDuration::from_secs),
                "expires" => expires = date(value).map(|date| date.duration_since(now)),
                _ => {}
            }
        }
        // `Max-Age` goes before `Expires` (section 5.3).
        cookie.lifetime = max_age.or(expires);
        let removes = cookie
            .lifetime
            .is_some_and(|lifetime| lifetime <= SignedDuration::ZERO);
        (!cookie.name.is_empty() && !removes && !value.trim().is_empty()).then_some(cookie)
    }

    /// Its name as it may be shown: sites put customers' numbers and addresses into names too. Of a tracker's cookie
    /// what they all begin with is left.
    pub(crate) fn shown_name(&self) -> String {
        if is_plain(&self.name) {
            return self.name.clone();
        }
        let start = trackers::cookie_start(&self.name).unwrap_or_default();
        format!("{start}…")
    }
}

/// A date of HTTP, in the form with spaces or the older one with hyphens.
fn date(text: &str) -> Option<Timestamp> {
    let text = text.trim().replace('-', " ");
    // `GMT` is how RFC 2822 writes UTC too.
    let zoned = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(&text);
    zoned.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_show_no_values() {
        let rows = [
            ("PHPSESSID", "PHPSESSID"),
            ("_ga_A1B2C3D4E5", "_ga_A1B2C3D4E5"),
            ("_hjSessionUser_1234567", "_hj…"),
            ("AMCV_53A1%40AdobeOrg", "AMCV_…"),
            ("klant-626018158", "…"),
            ("user_jan.devries@waterland.nl", "…"),
            ("user_jan.devries%40waterland.nl", "…"),
            ("s_0a1b2c3d4e5f60718293a4b5", "…"),
        ];
        for (name, wanted) in rows {
            let cookie = Cookie::parse(&format!("{name}=1"), Timestamp::UNIX_EPOCH).unwrap();
            assert_eq!(cookie.shown_name(), wanted, "{name}");
        }
    }

    #[test]
    fn cookies_are_read_with_what_protects_them() {
        let now: Timestamp = "2026-11-21T00:00:00Z".parse().unwrap();
        let parse = |header| Cookie::parse(header, now);
        let cookie = parse("sid=abc; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60").unwrap();
        assert_eq!(cookie.name, "sid");
        assert!(cookie.secure && cookie.http_only);
        assert_eq!(cookie.same_site.as_deref(), Some("lax"));
        assert_eq!(cookie.lifetime, Some(SignedDuration::from_secs(60)));
        let days = |header| {
            parse(header)
                .unwrap()
                .lifetime
                .map(|lifetime| lifetime.as_hours() / 24)
        };
        assert_eq!(
            days("_ga=1; expires=Tue, 21 Nov 2028 00:00:00 GMT"),
            Some(731)
        );
        assert_eq!(
            days("_ga=1; expires=Tue, 21-Nov-2028 00:00:00 GMT"),
            Some(731)
        );
        assert_eq!(
            days("_ga=1; max-age=86400; expires=Tue, 21 Nov 2028 00:00:00 GMT"),
            Some(1)
        );
        assert_eq!(days("_ga=1; expires=whenever"), None);
        for none in [
            "",
            "no-value",
            "=x",
            "gone=; Max-Age=60",
            "gone=x; Max-Age=0",
            "gone=x; expires=Thu, 01 Jan 1970 00:00:00 GMT",
        ] {
            assert_eq!(parse(none), None, "{none}");
        }
    }
}
