//! Cron expressions: when a schedule is due, on the clocks of a time zone.
//!
//! `croner` reads an expression and says which days it names. What becomes of its times where clocks change is decided
//! here, as RFC 5545 section 3.3.5 has it for calendars: a time that the
//! clocks skip is taken as many minutes later as they skip, and a time that they show twice is the first of the two.
//! `croner`'s own rule depends on how the expression is written: it would skip `30 2,14 * * *` in spring and run it
//! twice in autumn.

use std::fmt;

use croner::parser::{CronParser, Seconds, Year};
use croner::{Cron, CronPattern, Weekday};
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

/// A cron expression of five fields: minute, hour, day of the month, month, day of the week.
///
/// It names no two times that lie less than an hour apart.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CronExpression {
    text: String,
    cron: Box<Cron>,
}

/// Text that is no cron expression, or one that is due too often.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCron {
    /// It has not five fields.
    #[error(
        "must have five fields and has {0}: minute, hour, day of the month, month and day of the week, such as \
         `0 3 * * MON` for Mondays at 3:00. There are no seconds and no years"
    )]
    Fields(usize),
    /// It is longer than anybody needs.
    #[error("must have at most 100 characters")]
    Long,
    /// A field can't be read.
    #[error("its {name} can't be `{value}`: {allowed}")]
    Field {
        /// Which field.
        name: &'static str,
        /// What stands there.
        value: String,
        /// What may stand there.
        allowed: &'static str,
    },
    /// It names times that lie less than an hour apart.
    #[error(
        "is due more often than once an hour, which is the shortest interval. Name one minute of the hour, such as \
         `0` or `30`"
    )]
    Often,
}

/// What a field is called, what may stand in it, and which words may.
struct Field {
    name: &'static str,
    allowed: &'static str,
    words: &'static [&'static str],
}

const FIELDS: [Field; 5] = [
    Field {
        name: "minute (the first field)",
        allowed: "write a number from 0 to 59",
        words: &[],
    },
    Field {
        name: "hour (the second field)",
        allowed: "write numbers from 0 to 23, `*`, lists such as `8,20`, ranges such as `8-18` and steps such as `*/6`",
        words: &[],
    },
    Field {
        name: "day of the month (the third field)",
        allowed: "write numbers from 1 to 31, `*`, lists, ranges, steps, `L` for the last day or `15W` for the \
                  working day nearest to the 15th",
        words: &["L", "W", "LW"],
    },
    Field {
        name: "month (the fourth field)",
        allowed: "write numbers from 1 to 12, JAN to DEC, `*`, lists, ranges or steps",
        words: &[
            "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
        ],
    },
    Field {
        name: "day of the week (the fifth field)",
        allowed: "write numbers from 0 (Sunday) to 6 (Saturday), SUN to SAT, `*`, lists, ranges from an earlier to \
                  a later day, `5#2` for the second Friday or `5#L` for the last",
        words: &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "L"],
    },
];

/// What people write instead of five fields.
const NICKNAMES: [(&str, &str); 7] = [
    ("@hourly", "0 * * * *"),
    ("@daily", "0 0 * * *"),
    ("@midnight", "0 0 * * *"),
    ("@weekly", "0 0 * * 0"),
    ("@monthly", "0 0 1 * *"),
    ("@yearly", "0 0 1 1 *"),
    ("@annually", "0 0 1 1 *"),
];

/// The most characters of an expression.
const CHARS_MAX: usize = 100;
/// How far ahead a time is looked for: ten years. The 29th of February may be eight years away.
const DAYS_AHEAD: usize = 3_653;

impl CronExpression {
    /// The expression, with one space between its fields.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first time after `after` that it is due on the clocks of `zone`; none if that is more than ten years away.
    #[must_use]
    pub fn next_after(&self, after: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let shown = after.to_zoned(zone.clone()).date();
        // A time that was skipped may be due a day after the one it is named by.
        let from = shown.checked_sub(2.days()).ok()?;
        let mut first: Option<Timestamp> = None;
        for named in self.named_from(from) {
            let there = zone.to_ambiguous_timestamp(named);
            let skipped = matches!(there.offset(), AmbiguousOffset::Gap { .. });
            let due = there.compatible().ok()?;
            if due > after {
                first = Some(first.map_or(due, |first| first.min(due)));
                // Times that are not skipped come in their order; a skipped one may come behind its followers.
                if !skipped {
                    break;
                }
            }
        }
        first
    }

    /// The times that it names, from a day on and for ten years, on clocks that never change.
    ///
    /// Day by day, because that ends: `croner` looks for what never comes until the year 5000.
    fn named_from(&self, from: Date) -> impl Iterator<Item = DateTime> {
        let pattern = &self.cron.pattern;
        let minute = pattern.minutes.values().first().copied().unwrap_or(0);
        let hours = pattern.hours.values();
        let days = from.series(1.day()).take(DAYS_AHEAD);
        days.filter(|day| names_day(pattern, *day))
            .flat_map(move |day| {
                let at = move |hour| day.at(small(hour), small(minute), 0, 0);
                hours.clone().into_iter().map(at)
            })
    }

    /// The first times after `after` that it is due, at most `count`.
    #[must_use]
    pub fn upcoming(&self, after: Timestamp, zone: &TimeZone, count: usize) -> Vec<Timestamp> {
        let next = |due: &Timestamp| self.next_after(*due, zone);
        std::iter::successors(self.next_after(after, zone), next)
            .take(count)
            .collect()
    }
}

impl fmt::Debug for CronExpression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl fmt::Display for CronExpression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl utoipa::PartialSchema for CronExpression {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .max_length(Some(CHARS_MAX))
            .examples(["0 3 * * MON"])
            .into()
    }
}

impl utoipa::ToSchema for CronExpression {
    fn name() -> std::borrow::Cow<'static, str> {
        "CronExpression".into()
    }
}

impl From<CronExpression> for String {
    fn from(expression: CronExpression) -> Self {
        expression.text
    }
}

impl TryFrom<String> for CronExpression {
    type Error = InvalidCron;

    fn try_from(text: String) -> Result<Self, InvalidCron> {
        if text.chars().count() > CHARS_MAX {
            return Err(InvalidCron::Long);
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let nickname = NICKNAMES
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(&text));
        let written = nickname.map_or(text.as_str(), |(_, fields)| fields);
        let fields: Vec<&str> = written
            .split(' ')
            .filter(|field| !field.is_empty())
            .collect();
        let Ok(fields) = <[&str; 5]>::try_from(fields.as_slice()) else {
            return Err(InvalidCron::Fields(fields.len()));
        };
        for (place, value) in fields.iter().enumerate() {
            check_field(place, value)?;
        }
        // Each of the fields was read by itself, so this can't fail.
        let cron = parse(written).ok_or(InvalidCron::Fields(fields.len()))?;
        if cron.pattern.minutes.values().len() != 1 {
            return Err(InvalidCron::Often);
        }
        Ok(Self {
            text,
            cron: Box::new(cron),
        })
    }
}

fn names_day(pattern: &CronPattern, day: Date) -> bool {
    let (year, month) = (i32::from(day.year()), day.month().unsigned_abs().into());
    let weekday =
        Weekday::from_days_from_sunday(day.weekday().to_sunday_zero_offset().unsigned_abs().into());
    // An error is that of a day or month which there is not.
    pattern.month_match(month).unwrap_or(false)
        && pattern
            .day_match(year, month, day.day().unsigned_abs().into(), weekday)
            .unwrap_or(false)
}

/// An hour or a minute, which `croner` has checked.
fn small(number: u16) -> i8 {
    i8::try_from(number).unwrap_or(0)
}

/// Checks a field by itself, so that what is wrong with it can be told.
fn check_field(place: usize, value: &str) -> Result<(), InvalidCron> {
    let Field {
        name,
        allowed,
        words,
    } = FIELDS[place];
    let upper = value.to_uppercase();
    // `croner` takes the names of days and months in any field.
    let mut written = upper.split(|c: char| !c.is_alphabetic());
    let known = written.all(|word| word.is_empty() || words.contains(&word));
    let mut alone = ["0", "0", "*", "*", "*"];
    alone[place] = value;
    // Nor does it mind a list without anything in it.
    let whole = value.split(',').all(|part| !part.is_empty());
    if known && whole && value.is_ascii() && parse(&alone.join(" ")).is_some() {
        return Ok(());
    }
    Err(InvalidCron::Field {
        name,
        value: value.to_owned(),
        allowed,
    })
}

fn parse(fields: &str) -> Option<Cron> {
    CronParser::builder()
        .seconds(Seconds::Disallowed)
        .year(Year::Disallowed)
        .build()
        .parse(fields)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cron(text: &str) -> CronExpression {
        text.to_owned().try_into().unwrap()
    }

    fn times(text: &str, zone: &str, after: &str, count: usize) -> Vec<String> {
        let zone = TimeZone::get(zone).unwrap();
        let due = cron(text).upcoming(after.parse().unwrap(), &zone, count);
        due.iter()
            .map(|due| {
                due.to_zoned(zone.clone())
                    .strftime("%F %H:%M %Z")
                    .to_string()
            })
            .collect()
    }

    #[test]
    fn an_expression_is_read_as_cron_reads_it() {
        // The 1st of December 2026 is a Tuesday.
        let after = "2026-12-01T12:00:00Z";
        for (text, wanted) in [
            ("0 3 * * *", "2026-12-02 03:00 CET"),
            ("30 23 * * *", "2026-12-01 23:30 CET"),
            ("0 3 * * MON", "2026-12-07 03:00 CET"),
            ("0 3 * * mon-fri", "2026-12-02 03:00 CET"),
            ("0 3 * * 0", "2026-12-06 03:00 CET"),
            ("0 3 * * 7", "2026-12-06 03:00 CET"),
            ("0 3 * * 6,0", "2026-12-05 03:00 CET"),
            ("0 */6 * * *", "2026-12-01 18:00 CET"),
            ("15 8-18/2 * * *", "2026-12-01 14:15 CET"),
            ("0 3 1 * *", "2027-01-01 03:00 CET"),
            ("0 3 1 jan,jul *", "2027-01-01 03:00 CET"),
            ("0 3 L * *", "2026-12-31 03:00 CET"),
            ("0 3 15W * *", "2026-12-15 03:00 CET"),
            ("0 3 * * FRI#2", "2026-12-11 03:00 CET"),
            ("0 3 ? * 5#L", "2026-12-25 03:00 CET"),
            // One of both is enough, as in every cron.
            ("0 3 13 * FRI", "2026-12-04 03:00 CET"),
            ("0 3 29 2 *", "2028-02-29 03:00 CET"),
            ("  0   3 * * * ", "2026-12-02 03:00 CET"),
            ("@weekly", "2026-12-06 00:00 CET"),
            ("@Midnight", "2026-12-02 00:00 CET"),
            ("@hourly", "2026-12-01 14:00 CET"),
        ] {
            assert_eq!(
                times(text, "Europe/Amsterdam", after, 1),
                [wanted],
                "{text}"
            );
        }
        assert_eq!(cron("  0   3 * * * ").as_str(), "0 3 * * *");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_field() {
        for (text, wanted) in [
            ("", "has 0"),
            ("0 3 * *", "has 4"),
            ("0 0 3 * * *", "has 6"),
            ("0 3 * * ? 2027", "has 6"),
            ("cron(0 3 * * ? *)", "has 6"),
            ("@reboot", "has 1"),
            ("every Monday", "has 2"),
            ("60 3 * * *", "minute (the first field) can't be `60`"),
            ("0 24 * * *", "hour (the second field) can't be `24`"),
            (
                "0 3 0 * *",
                "day of the month (the third field) can't be `0`",
            ),
            (
                "0 3 32 * *",
                "day of the month (the third field) can't be `32`",
            ),
            ("0 3 * 13 *", "month (the fourth field) can't be `13`"),
            ("0 3 * MON *", "month (the fourth field) can't be `MON`"),
            (
                "0 3 * * JAN",
                "day of the week (the fifth field) can't be `JAN`",
            ),
            (
                "0 3 * * 8",
                "day of the week (the fifth field) can't be `8`",
            ),
            (
                "0 3 * * maandag",
                "day of the week (the fifth field) can't be `maandag`",
            ),
            ("0 3am * * *", "hour (the second field) can't be `3am`"),
            (
                "0 8-18/0 * * *",
                "hour (the second field) can't be `8-18/0`",
            ),
            ("0 18-8 * * *", "hour (the second field) can't be `18-8`"),
            ("0 3, * * *", "hour (the second field) can't be `3,`"),
            ("0 , * * *", "hour (the second field) can't be `,`"),
            ("-1 3 * * *", "minute (the first field) can't be `-1`"),
            ("0 \u{661} * * *", "hour (the second field) can't be"),
            ("* * * * *", "more often than once an hour"),
            ("*/15 * * * *", "more often than once an hour"),
            ("0,30 3 1 1 *", "more often than once an hour"),
            ("0-1 3 * * *", "more often than once an hour"),
            (&"1,".repeat(60), "at most 100 characters"),
        ] {
            let refused = CronExpression::try_from(text.to_owned()).unwrap_err();
            let told = refused.to_string();
            assert!(told.contains(wanted), "{text:?}: {told}");
        }
    }

    #[test]
    fn what_never_comes_has_no_next_time() {
        let now = "2026-12-01T12:00:00Z".parse().unwrap();
        for never in [
            "0 3 31 2 *",
            "0 3 30 feb *",
            "0 3 31 4,6,9,11 *",
            "0 3 29 2 +MON#5",
        ] {
            assert_eq!(cron(never).next_after(now, &TimeZone::UTC), None, "{never}");
        }
        let leap =
            cron("0 3 29 2 *").next_after("2096-03-01T00:00:00Z".parse().unwrap(), &TimeZone::UTC);
        assert_eq!(
            leap,
            Some("2104-02-29T03:00:00Z".parse().unwrap()),
            "1900 and 2100 have none"
        );
    }

    /// A time that is skipped comes as much later; one that the clocks show twice comes once, the first time.
    #[test]
    #[expect(clippy::too_many_lines, reason = "a row for each change")]
    fn clocks_that_change_lose_no_time_and_double_none() {
        let rows: [(&str, &str, &str, &[&str]); 17] = [
            // Europe: 2:00 becomes 3:00 on 28 March 2027, 3:00 becomes 2:00 on 31 October 2027.
            (
                "30 2 * * *",
                "Europe/Amsterdam",
                "2027-03-27T12:00:00Z",
                &["2027-03-28 03:30 CEST", "2027-03-29 02:30 CEST"],
            ),
            (
                "0 2 * * *",
                "Europe/Amsterdam",
                "2027-03-27T12:00:00Z",
                &["2027-03-28 03:00 CEST", "2027-03-29 02:00 CEST"],
            ),
            // In a list as alone; `croner` itself skips this one.
            (
                "30 2,14 * * *",
                "Europe/Amsterdam",
                "2027-03-27T20:00:00Z",
                &["2027-03-28 03:30 CEST", "2027-03-28 14:30 CEST"],
            ),
            // The skipped time and the next are the same: once.
            (
                "0 2,3 * * *",
                "Europe/Amsterdam",
                "2027-03-27T12:00:00Z",
                &["2027-03-28 03:00 CEST", "2027-03-29 02:00 CEST"],
            ),
            (
                "0 * * * *",
                "Europe/Amsterdam",
                "2027-03-27T23:30:00Z",
                &[
                    "2027-03-28 01:00 CET",
                    "2027-03-28 03:00 CEST",
                    "2027-03-28 04:00 CEST",
                ],
            ),
            // Asked in between: it is not forgotten.
            (
                "30 2 * * *",
                "Europe/Amsterdam",
                "2027-03-28T01:10:00Z",
                &["2027-03-28 03:30 CEST", "2027-03-29 02:30 CEST"],
            ),
            (
                "30 2 * * *",
                "Europe/Amsterdam",
                "2027-10-30T12:00:00Z",
                &["2027-10-31 02:30 CEST", "2027-11-01 02:30 CET"],
            ),
            (
                "30 2,14 * * *",
                "Europe/Amsterdam",
                "2027-10-30T20:00:00Z",
                &["2027-10-31 02:30 CEST", "2027-10-31 14:30 CET"],
            ),
            (
                "0 * * * *",
                "Europe/Amsterdam",
                "2027-10-30T23:30:00Z",
                &["2027-10-31 02:00 CEST", "2027-10-31 03:00 CET"],
            ),
            // Between the first 2:30 and the second.
            (
                "30 2 * * *",
                "Europe/Amsterdam",
                "2027-10-31T00:45:00Z",
                &["2027-11-01 02:30 CET"],
            ),
            // America: 14 March and 7 November 2027.
            (
                "30 2 * * *",
                "America/New_York",
                "2027-03-13T12:00:00Z",
                &["2027-03-14 03:30 EDT", "2027-03-15 02:30 EDT"],
            ),
            (
                "30 1 * * *",
                "America/New_York",
                "2027-11-06T12:00:00Z",
                &["2027-11-07 01:30 EDT", "2027-11-08 01:30 EST"],
            ),
            // Lord Howe's clocks change by half an hour: 2:00 becomes 2:30 on 3 October 2027.
            (
                "15 2 * * *",
                "Australia/Lord_Howe",
                "2027-10-02T04:00:00Z",
                &["2027-10-03 02:45 +11", "2027-10-04 02:15 +11"],
            ),
            // The Azores at midnight: 0:00 becomes 1:00 on 28 March 2027.
            (
                "0 0 * * *",
                "Atlantic/Azores",
                "2027-03-27T12:00:00Z",
                &["2027-03-28 01:00 +00", "2027-03-29 00:00 +00"],
            ),
            // Samoa had no 30 December 2011.
            (
                "0 9 * * *",
                "Pacific/Apia",
                "2011-12-29T20:00:00Z",
                &["2011-12-31 09:00 +14", "2012-01-01 09:00 +14"],
            ),
            (
                "30 2 * * *",
                "Asia/Kolkata",
                "2027-03-27T12:00:00Z",
                &["2027-03-28 02:30 IST"],
            ),
            (
                "30 2 * * *",
                "UTC",
                "2027-03-27T12:00:00Z",
                &["2027-03-28 02:30 UTC"],
            ),
        ];
        for (text, zone, after, wanted) in rows {
            assert_eq!(
                times(text, zone, after, wanted.len()),
                wanted,
                "{text} in {zone} after {after}"
            );
        }
    }

    #[test]
    fn every_time_is_later_than_the_one_before() {
        for zone in ["Europe/Amsterdam", "Australia/Lord_Howe", "America/Havana"] {
            let zone = TimeZone::get(zone).unwrap();
            for (text, from, days, a_day) in [
                ("0 * * * *", "2027-03-10T12:00:00Z", 30, 24),
                ("0 * * * *", "2027-10-20T12:00:00Z", 30, 24),
                ("30 0,1,2,3 * * *", "2027-01-01T12:00:00Z", 365, 4),
            ] {
                let from: Timestamp = from.parse().unwrap();
                let due = cron(text).upcoming(from, &zone, days * a_day);
                assert!(
                    due.windows(2).all(|pair| pair[0] < pair[1]),
                    "{text} {zone:?}"
                );
                let ends = due.last().unwrap().to_zoned(zone.clone()).date();
                let wanted =
                    from.to_zoned(zone.clone()).date() + i64::try_from(days).unwrap().days();
                // A skipped time may meet its follower, once a year.
                let late = ends.since(wanted).unwrap().get_days();
                assert!((0..=1).contains(&late), "{text} {zone:?}: {ends}");
            }
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(2_000))]

        /// Whatever somebody writes is refused or has times that lie an hour apart, in a zone without changes.
        #[test]
        fn nothing_that_is_written_breaks_it(
            text in "[0-9]{1,2} [-0-9*/,#LW?+]{1,6} [-0-9*/,#LW?]{1,6} ([-0-9*/,]{1,5}|FEB|JUN-AUG) ([-+0-9*/,#L?]{1,5}|MON|FRI#2)",
            rubbish in ".{0,40}",
        ) {
            let _ = CronExpression::try_from(rubbish);
            if let Ok(expression) = CronExpression::try_from(text) {
                let after = "2026-12-01T12:00:00Z".parse().unwrap();
                let due = expression.upcoming(after, &TimeZone::UTC, 3);
                let first = std::iter::once(after).chain(due.iter().copied());
                proptest::prop_assert!(first.zip(&due).all(|(before, due)| before < *due));
                let apart = |pair: &[Timestamp]| pair[1].duration_since(pair[0]).as_hours() >= 1;
                proptest::prop_assert!(due.windows(2).all(apart));
                let again = CronExpression::try_from(expression.as_str().to_owned());
                proptest::prop_assert_eq!(again.unwrap(), expression);
            }
        }
    }
}
