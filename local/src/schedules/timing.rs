//! `rate(…)` and `cron(…)` expressions of `EventBridge`.

use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// When a schedule is due.
#[derive(Debug, Clone)]
pub(super) enum Timing {
    /// Every so often, counted from when the platform started.
    Rate(SignedDuration),
    /// At these times, in UTC.
    Cron(Box<Cron>),
}

impl Timing {
    /// Reads an expression; what it says is wrong with it otherwise.
    pub(super) fn read(expression: &str) -> Result<Self, String> {
        let inside = |name: &str| {
            expression
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('('))
                .and_then(|rest| rest.strip_suffix(')'))
        };
        if let Some(rate) = inside("rate") {
            return read_rate(rate);
        }
        let Some(pattern) = inside("cron") else {
            return Err(format!("`{expression}` is neither rate(…) nor cron(…)"));
        };
        // EventBridge has six fields without seconds, and counts weekdays from Sunday as 1.
        let cron = CronParser::builder()
            .seconds(Seconds::Required)
            .year(Year::Required)
            .alternative_weekdays(true)
            .build()
            .parse(&format!("0 {pattern}"))
            .map_err(|error| format!("`{expression}` can't be read: {error}"))?;
        Ok(Self::Cron(Box::new(cron)))
    }

    /// The first time after `after`; none when there is none any more.
    pub(super) fn next(&self, after: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Rate(period) => after.checked_add(*period).ok(),
            Self::Cron(cron) => cron
                .find_next_occurrence(&after.to_zoned(TimeZone::UTC), false)
                .ok()
                .map(|zoned| zoned.timestamp()),
        }
    }

    /// The last time that is due at `now`, given that `due` is and not later than `now`.
    pub(super) fn latest(&self, due: Timestamp, now: Timestamp) -> Timestamp {
        match self {
            Self::Rate(period) => {
                let passed = now.duration_since(due).as_millis() / period.as_millis().max(1);
                i32::try_from(passed)
                    .ok()
                    .and_then(|passed| period.checked_mul(passed))
                    .and_then(|passed| due.checked_add(passed).ok())
                    .unwrap_or(due)
            }
            Self::Cron(cron) => cron
                .find_previous_occurrence(&now.to_zoned(TimeZone::UTC), true)
                .map_or(due, |zoned| zoned.timestamp().max(due)),
        }
    }
}

fn read_rate(rate: &str) -> Result<Timing, String> {
    let unreadable = || format!("`rate({rate})` can't be read: write a number and a unit");
    let (number, unit) = rate.split_once(' ').ok_or_else(unreadable)?;
    let number: i64 = number.parse().map_err(|_| unreadable())?;
    let minutes = match unit {
        "minute" | "minutes" => 1,
        "hour" | "hours" => 60,
        "day" | "days" => 24 * 60,
        _ => return Err(unreadable()),
    };
    if number < 1 || (number == 1) == unit.ends_with('s') {
        return Err(unreadable());
    }
    number
        .checked_mul(minutes * 60)
        .map(|seconds| Timing::Rate(SignedDuration::from_secs(seconds)))
        .ok_or_else(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_has_a_next_time() {
        for (expression, next) in [
            ("rate(1 minute)", "2026-03-02T09:31:00Z"),
            ("rate(5 minutes)", "2026-03-02T09:35:00Z"),
            ("rate(1 hour)", "2026-03-02T10:30:00Z"),
            ("rate(2 days)", "2026-03-04T09:30:00Z"),
            ("cron(0 3 * * ? *)", "2026-03-03T03:00:00Z"),
            // 2 March 2026 is a Monday; EventBridge's 1 is Sunday.
            ("cron(15 10 ? * 1 *)", "2026-03-08T10:15:00Z"),
            ("cron(15 10 ? * MON *)", "2026-03-02T10:15:00Z"),
            ("cron(0 0 1 * ? *)", "2026-04-01T00:00:00Z"),
        ] {
            let timing = Timing::read(expression).unwrap();
            let after: Timestamp = "2026-03-02T09:30:00Z".parse().unwrap();
            let next: Timestamp = next.parse().unwrap();
            assert_eq!(timing.next(after), Some(next), "{expression}");
        }
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for expression in [
            "1 hour",
            "rate(1 hours)",
            "rate(2 hour)",
            "rate(0 minutes)",
            "rate(1 week)",
            "rate(soon)",
            "cron(0 3 * * *)",
            "cron(99 3 * * ? *)",
        ] {
            assert!(Timing::read(expression).is_err(), "{expression}");
        }
    }

    #[test]
    fn the_latest_missed_time_is_on_the_grid() {
        let due: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
        let now: Timestamp = "2026-03-16T09:59:00Z".parse().unwrap();
        for (expression, latest) in [
            ("rate(1 hour)", "2026-03-16T09:00:00Z"),
            ("cron(0 * * * ? *)", "2026-03-16T09:00:00Z"),
            ("cron(0 10 * * ? *)", "2026-03-15T10:00:00Z"),
        ] {
            let timing = Timing::read(expression).unwrap();
            let latest: Timestamp = latest.parse().unwrap();
            assert_eq!(timing.latest(due, now), latest, "{expression}");
        }
    }
}
