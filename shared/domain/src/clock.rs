//! The time that functions and the local platform go by.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A clock that can be moved forward.
///
/// Clones share one offset, so moving any of them moves all. In the cloud nobody moves it and it is
/// the system's clock.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    offset_ms: Arc<AtomicI64>,
}

impl Clock {
    /// The system's clock, not moved.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock of its own that stands some days before the end of a month, whenever it is asked for: for tests, which
    /// move the clock by hours and read what is counted by month.
    #[must_use]
    pub fn away_from_month_end() -> Self {
        let clock = Self::system();
        let today = clock.now().to_zoned(TimeZone::UTC);
        clock.advance(past_month_end(today.days_in_month() - today.day()));
        clock
    }

    /// The current time, with the offset applied, in whole milliseconds: what ids and people see.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let offset = SignedDuration::from_millis(self.offset_ms.load(Ordering::SeqCst));
        let now = Timestamp::now()
            .saturating_add(offset)
            .unwrap_or(Timestamp::MAX);
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    /// Moves this clock and all its clones by `by`; negative moves it back.
    pub fn advance(&self, by: SignedDuration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        // Saturating, because a person can ask for any number of years.
        let _ = self
            .offset_ms
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |offset| {
                Some(offset.saturating_add(by))
            });
    }

    /// How far this clock stands from the system's.
    #[must_use]
    pub fn offset(&self) -> SignedDuration {
        SignedDuration::from_millis(self.offset_ms.load(Ordering::SeqCst))
    }
}

/// How far a clock has to be moved to stand some days before the end of a month, when its own has `left` more days.
fn past_month_end(left: i8) -> SignedDuration {
    const MARGIN: i8 = 2;
    match left {
        0..MARGIN => SignedDuration::from_hours(24 * i64::from(left + MARGIN)),
        _ => SignedDuration::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_month_is_days_away_on_every_day_of_a_year() {
        let first = jiff::civil::date(2028, 1, 1);
        for day in first.series(jiff::Span::new().days(1)).take(366) {
            let left = day.days_in_month() - day.day();
            let days = past_month_end(left).as_hours() / 24;
            let moved = day.saturating_add(jiff::Span::new().days(days));
            let left = moved.days_in_month() - moved.day();
            assert!(left >= 2, "{day} becomes {moved}");
        }
    }

    #[test]
    fn clones_move_together() {
        let clock = Clock::system();
        let clone = clock.clone();
        clone.advance(SignedDuration::from_hours(48));
        assert!(clock.now() > Timestamp::now() + SignedDuration::from_hours(47));
    }
}
