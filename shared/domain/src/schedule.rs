//! Schedules: what is scanned again and again, and when.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::{CronExpression, Failure, Name, ScanId, ScheduleId, SeriesId, TimeZoneName, Website};

/// The most schedules that a tenant may have.
pub const SCHEDULES_MAX: usize = 100;

/// A website that is scanned by the clock.
///
/// Invariant: a schedule that is enabled has a time at which it runs next, and there is an entry of that time and
/// that turn in the directory. The entry is written before the record that it belongs to, and removed after the
/// record that no longer does; so one without the other is at worst an entry that nothing comes of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Its id.
    pub id: ScheduleId,
    /// What a person called it; what its scans are called.
    pub name: Name,
    /// What is scanned.
    pub website: Website,
    /// The series of its scans. It stays as long as the website does, whatever the schedule is called.
    pub series: SeriesId,
    /// When it is due.
    pub cron: CronExpression,
    /// On which clocks.
    pub timezone: TimeZoneName,
    /// Whether it runs; otherwise it is paused.
    pub enabled: bool,
    /// When it runs next; nothing while it is paused.
    pub next_run_at: Option<Timestamp>,
    /// Grows by one whenever `next_run_at` changes, so that no entry is taken for another one of the same time.
    pub turn: u64,
    /// What came of the last time that it was due.
    pub last_run: Option<ScheduleRun>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it: a user or an API key.
    pub created_by: String,
    /// When a person last changed it.
    pub updated_at: Timestamp,
    /// Who did that.
    pub updated_by: String,
}

/// What came of a time that a schedule was due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ScheduleRun {
    /// When it was due.
    pub due_at: Timestamp,
    /// When it was looked at, a few minutes later at most unless Polder was down.
    pub at: Timestamp,
    /// The scan, if one was started.
    pub scan: Option<ScanId>,
    /// Why none was, otherwise: `quota_exhausted`, `domain_unproved` or `tenant_suspended`.
    pub refusal: Option<Failure>,
}

impl Schedule {
    /// The time after `now` that it is due; none if there is none within ten years.
    #[must_use]
    pub fn due_after(&self, now: Timestamp) -> Option<Timestamp> {
        self.cron.next_after(now, &self.timezone.zone())
    }

    /// The next times that it runs, at most `count`, on its own clocks.
    #[must_use]
    pub fn upcoming(&self, count: usize) -> Vec<jiff::Zoned> {
        let zone: TimeZone = self.timezone.zone();
        let Some(next) = self.next_run_at else {
            return Vec::new();
        };
        let later = self.cron.upcoming(next, &zone, count.saturating_sub(1));
        std::iter::once(next)
            .chain(later)
            .map(|due| due.to_zoned(zone.clone()))
            .collect()
    }

    /// Sets when it runs next, and makes that a turn of its own.
    pub fn set_next_run(&mut self, next: Option<Timestamp>) {
        self.next_run_at = next;
        self.turn += 1;
    }
}
