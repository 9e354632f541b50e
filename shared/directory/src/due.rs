//! Which schedules are due when.
//!
//! An hour is a partition and entries stand in it by their minute, so that a sweep reads what is due and nothing
//! else. From which hour on there is anything to read is an entry too: a sweep that did not run for a while begins
//! where the last one ended, however long ago that is, and a platform without schedules costs one read a sweep.

use std::fmt;

use domain::{ScheduleId, TenantId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::table::{Directory, DirectoryError, Place};

/// That a schedule is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The tenant.
    pub tenant: TenantId,
    /// The schedule. Its record says whether the entry still holds.
    pub schedule: ScheduleId,
    /// When it is due.
    pub due_at: Timestamp,
    /// Which turn of the schedule that is.
    pub turn: u64,
}

/// An hour, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hour(Timestamp);

/// The place of the entry that says where the next sweep begins.
const CURSOR_PK: &str = "DUE#CURSOR";

impl Hour {
    /// The hour that `at` lies in.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        let second = at.as_second();
        Self(Timestamp::from_second(second - second.rem_euclid(3600)).unwrap_or(at))
    }

    /// The hour after this.
    #[must_use]
    pub fn next(self) -> Self {
        Self(
            self.0
                .saturating_add(SignedDuration::from_hours(1))
                .unwrap_or(Timestamp::MAX),
        )
    }

    /// The hour before this.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(
            self.0
                .saturating_sub(SignedDuration::from_hours(1))
                .unwrap_or(Timestamp::MIN),
        )
    }
}

impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.strftime("%Y-%m-%dT%H").fmt(f)
    }
}

#[derive(Serialize, Deserialize)]
struct Cursor {
    hour: Timestamp,
}

fn partition(hour: Hour) -> String {
    format!("DUE#{hour}")
}

fn minute(at: Timestamp) -> String {
    at.strftime("%M").to_string()
}

fn place(due: &Due) -> Place {
    Place {
        pk: partition(Hour::of(due.due_at)),
        sk: format!(
            "{}#{}#{}#{}",
            minute(due.due_at),
            due.tenant,
            due.schedule,
            due.turn
        ),
    }
}

fn cursor_place() -> Place {
    Place {
        pk: CURSOR_PK.to_owned(),
        sk: "CURSOR".to_owned(),
    }
}

impl Directory {
    /// Notes when a schedule is due. Noting it again changes nothing.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn due_add(&self, due: &Due) -> Result<(), DirectoryError> {
        self.put(place(due), due, None).await
    }

    /// Forgets that a schedule is due.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn due_remove(&self, due: &Due) -> Result<(), DirectoryError> {
        self.delete(place(due)).await
    }

    /// What is due in an hour, up to `now`.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn due_list(&self, hour: Hour, now: Timestamp) -> Result<Vec<Due>, DirectoryError> {
        let pk = partition(hour);
        if hour < Hour::of(now) {
            self.list(&pk).await
        } else {
            // `$` follows the `#` behind the minute.
            self.list_before(&pk, &format!("{}$", minute(now))).await
        }
    }

    /// The hour that the next sweep begins with; none if nothing was ever due.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn due_cursor(&self) -> Result<Option<Hour>, DirectoryError> {
        let cursor = self.get::<Cursor>(cursor_place()).await?;
        Ok(cursor.map(|cursor| Hour::of(cursor.hour)))
    }

    /// Lets sweeps begin with this hour, unless they have begun with one already.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn due_begin(&self, hour: Hour) -> Result<(), DirectoryError> {
        self.put_new(cursor_place(), &Cursor { hour: hour.0 }).await
    }

    /// Lets the next sweep begin with this hour.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn due_move(&self, hour: Hour) -> Result<(), DirectoryError> {
        self.put(cursor_place(), &Cursor { hour: hour.0 }, None)
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn due_entries_stand_where_they_always_stood() {
        let due = Due {
            tenant: "ten_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap(),
            schedule: "sched_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap(),
            due_at: "2026-11-30T02:05:00Z".parse().unwrap(),
            turn: 7,
        };
        let place = place(&due);
        assert_eq!(place.pk, "DUE#2026-11-30T02");
        assert_eq!(
            place.sk,
            "05#ten_01h45ytscbebyvny4gc8cr8ma2#sched_01h45ytscbebyvny4gc8cr8ma2#7"
        );
        let cursor = cursor_place();
        assert_eq!((&*cursor.pk, &*cursor.sk), ("DUE#CURSOR", "CURSOR"));
    }

    #[test]
    fn hours_follow_each_other() {
        let hour = Hour::of("2026-12-31T23:59:59.999Z".parse().unwrap());
        assert_eq!(hour.to_string(), "2026-12-31T23");
        assert_eq!(hour.next().to_string(), "2027-01-01T00");
        assert_eq!(hour.next().previous(), hour);
        assert!(hour < hour.next());
    }
}
