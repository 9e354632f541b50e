//! Which trials end on which day.
//!
//! A day is a partition, so that the hourly sweep reads what is due and nothing else, and a day
//! with many sign-ups is as cheap to read as its trials are many.

use domain::TenantId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::table::{Directory, DirectoryError, Place};

/// That a tenant's trial ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// The tenant.
    pub tenant: TenantId,
    /// When its trial ends.
    pub ends_at: Timestamp,
}

fn partition(day: Date) -> String {
    format!("TRIAL#{day}")
}

fn place(trial: &Trial) -> Place {
    let day = trial.ends_at.to_zoned(TimeZone::UTC).date();
    Place {
        pk: partition(day),
        sk: trial.tenant.to_string(),
    }
}

impl Directory {
    /// The trials that end on `day` (UTC).
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn trial_list(&self, day: Date) -> Result<Vec<Trial>, DirectoryError> {
        self.list(&partition(day)).await
    }

    /// Notes when a trial ends.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn trial_add(&self, trial: &Trial) -> Result<(), DirectoryError> {
        self.put(place(trial), trial, None).await
    }

    /// Forgets a trial that has been dealt with.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn trial_remove(&self, trial: &Trial) -> Result<(), DirectoryError> {
        self.delete(place(trial)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trials_stand_where_they_always_stood() {
        let place = place(&Trial {
            tenant: "ten_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap(),
            ends_at: "2026-11-30T23:00:00Z".parse().unwrap(),
        });
        assert_eq!(place.pk, "TRIAL#2026-11-30");
        assert_eq!(place.sk, "ten_01h45ytscbebyvny4gc8cr8ma2");
    }
}
