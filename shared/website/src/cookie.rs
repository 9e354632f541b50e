//! Cookies that a response sets (RFC 6265).

use std::ops::RangeInclusive;

use jiff::civil::DateTime;
use jiff::tz::Offset;
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
        let (mut age, mut expires) = (None, None);
        for part in parts {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            match key.trim().to_ascii_lowercase().as_str() {
                "secure" => cookie.secure = true,
                "httponly" => cookie.http_only = true,
                "samesite" => cookie.same_site = Some(value.trim().to_ascii_lowercase()),
                "max-age" => age = max_age(value).or(age),
                "expires" => {
                    let until = date(value).map(|date| date.duration_since(now));
                    expires = until.map(|until| until.min(LIFETIME_MAX)).or(expires);
                }
                _ => {}
            }
        }
        // `Max-Age` goes before `Expires` (section 5.3).
        cookie.lifetime = age.or(expires);
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

/// The longest that a cookie stays, for all one need know: a hundred years.
const LIFETIME_MAX: SignedDuration = SignedDuration::from_hours(100 * 365 * 24);

/// What `Max-Age` says (section 5.2.2): digits, however many; anything else says nothing.
fn max_age(text: &str) -> Option<SignedDuration> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds: i64 = digits.parse().unwrap_or(LIFETIME_MAX.as_secs());
    Some(SignedDuration::from_secs(sign * seconds).min(LIFETIME_MAX))
}

/// A date as browsers read it (section 5.1.1): a time, a day, a month and a year, whatever stands between.
fn date(text: &str) -> Option<Timestamp> {
    let is_delimiter = |c: char| matches!(c, '\t' | ' '..='/' | ';'..='@' | '['..='`' | '{'..='~');
    let (mut time, mut day, mut month, mut year) = (None, None, None, None);
    for token in text.split(is_delimiter) {
        // A token is the first of these that it can be and that is still missing.
        let found_time = time.is_none().then(|| clock(token)).flatten();
        let found_day = day.is_none().then(|| number(token, 1..=2)).flatten();
        let found_month = month.is_none().then(|| month_of(token)).flatten();
        if found_time.is_some() {
            time = found_time;
        } else if found_day.is_some() {
            day = found_day;
        } else if found_month.is_some() {
            month = found_month;
        } else if year.is_none() {
            year = number(token, 2..=4);
        }
    }
    let (hour, minute, second) = time?;
    let year = match year? {
        year @ 70..=99 => year + 1_900,
        year @ 0..=69 => year + 2_000,
        year => year,
    };
    if year < 1_601 {
        return None;
    }
    let (day, month) = (i8::try_from(day?).ok()?, month?);
    let at = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    // The last days that can be written are later than the last moment there is.
    Some(Offset::UTC.to_timestamp(at).unwrap_or(Timestamp::MAX))
}

/// The number that a token begins with, if it has so many digits.
fn number(token: &str, digits: RangeInclusive<usize>) -> Option<i16> {
    let count = token.bytes().take_while(u8::is_ascii_digit).count();
    let number = token.get(..count).filter(|_| digits.contains(&count))?;
    number.parse().ok()
}

/// `14:03:07`, whatever follows.
fn clock(token: &str) -> Option<(i8, i8, i8)> {
    let mut parts = token.splitn(3, ':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
    let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_plain(hour) || !is_plain(minute) {
        return None;
    }
    let read = |part| i8::try_from(number(part, 1..=2)?).ok();
    Some((read(hour)?, read(minute)?, read(second)?))
}

/// The month that a token begins with.
fn month_of(token: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start = token.get(..3)?.to_ascii_lowercase();
    let place = MONTHS.iter().position(|month| *month == start)?;
    i8::try_from(place + 1).ok()
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
        let parse = |header: &str| Cookie::parse(header, now);
        let cookie = parse("sid=abc; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60").unwrap();
        assert_eq!(cookie.name, "sid");
        assert!(cookie.secure && cookie.http_only);
        assert_eq!(cookie.same_site.as_deref(), Some("lax"));
        assert_eq!(cookie.lifetime, Some(SignedDuration::from_secs(60)));
        let days = |header: &str| {
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
        for header in [
            "_ga=1; expires=Fri, 31-Dec-9999 23:59:59 GMT",
            "_ga=1; expires=Fri, 30-Dec-9999 22:00:00 GMT",
            "_ga=1; max-age=99999999999999999999",
            "_ga=1; max-age=9223372036854775807",
        ] {
            assert_eq!(days(header), Some(36_500), "{header}");
        }
        // The day of the week is of no account, and neither is the order.
        for date in [
            "Sunday, 21-Nov-28 00:00:00 GMT",
            "Mon, 21 Nov 2028 00:00:00 GMT",
            "Tue Nov 21 00:00:00 2028",
            "21 november 2028 0:0:0",
            "2028 21 Nov 00:00:00.000Z",
        ] {
            assert_eq!(days(&format!("_ga=1; expires={date}")), Some(731), "{date}");
        }
        for nothing in [
            "expires=whenever",
            "expires=31 Feb 2028 00:00:00",
            "expires=21 Nov 2028",
            "expires=21 Nov 2028 24:00:00",
            "expires=21 Nov 1600 00:00:00",
            "max-age=1.5",
            "max-age=",
            "max-age=-",
            "max-age=+60",
        ] {
            assert_eq!(days(&format!("_ga=1; {nothing}")), None, "{nothing}");
        }
        for none in [
            "",
            "no-value",
            "=x",
            "gone=; Max-Age=60",
            "gone=x; Max-Age=0",
            "gone=x; Max-Age=-99999999999999999999",
            "gone=x; expires=Thu, 01 Jan 1970 00:00:00 GMT",
        ] {
            assert_eq!(parse(none), None, "{none}");
        }
    }
}
