//! What is counted, and over which time.

use std::fmt;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{TenantId, UsageBatchId};

/// What is counted.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Meter {
    /// Scans accepted and not given back: the number that limits and bills.
    Scans,
    /// Documents read.
    Documents,
    /// Bytes read, after unpacking.
    ScannedBytes,
}

impl Meter {
    /// Every meter.
    pub const ALL: [Meter; 3] = [Meter::Scans, Meter::Documents, Meter::ScannedBytes];

    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Meter::Scans => "scans",
            Meter::Documents => "documents",
            Meter::ScannedBytes => "scanned_bytes",
        }
    }

    /// What one of it is.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Meter::Scans => "scan",
            Meter::Documents => "document",
            Meter::ScannedBytes => "byte",
        }
    }
}

impl fmt::Display for Meter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A calendar month in UTC, written `2026-11`: what limits and bills run by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    first: Date,
}

impl Period {
    /// The month that `time` lies in.
    #[must_use]
    pub fn of(time: Timestamp) -> Self {
        Self {
            first: time.to_zoned(TimeZone::UTC).date().first_of_month(),
        }
    }

    /// The first instant of the month.
    #[must_use]
    pub fn from(self) -> Timestamp {
        Self::midnight(self.first)
    }

    /// The first instant after the month.
    #[must_use]
    pub fn to(self) -> Timestamp {
        let next = self.first.last_of_month().tomorrow().unwrap_or(Date::MAX);
        Self::midnight(next)
    }

    fn midnight(date: Date) -> Timestamp {
        date.to_zoned(TimeZone::UTC)
            .map_or(Timestamp::MAX, |midnight| midnight.timestamp())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

impl std::str::FromStr for Period {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        format!("{text}-01").parse().map(|first| Self { first })
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Something that was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageEvent {
    /// What.
    pub meter: Meter,
    /// How much, in the meter's unit.
    pub quantity: u64,
    /// When.
    pub at: Timestamp,
}

/// Usage events of one tenant that travel, and are counted, together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageBatch {
    /// What a counter remembers; a batch with an id that it knows is not counted again.
    pub id: UsageBatchId,
    /// Whose usage.
    pub tenant: TenantId,
    /// What was used.
    pub events: Vec<UsageEvent>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_months_in_utc() {
        let period = Period::of("2026-12-31T23:59:59.999Z".parse().unwrap());
        assert_eq!(period.to_string(), "2026-12");
        assert_eq!(period.from().to_string(), "2026-12-01T00:00:00Z");
        assert_eq!(period.to().to_string(), "2027-01-01T00:00:00Z");
        assert_eq!("2026-12".parse::<Period>().unwrap(), period);
        assert!("2026-13".parse::<Period>().is_err());
    }
}
