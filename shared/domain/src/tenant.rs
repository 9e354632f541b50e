//! The tenant, its settings and its life.

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{Name, Plan, TenantId};

/// How long a trial lasts.
pub const TRIAL_LENGTH: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Where a tenant stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TenantState {
    /// Trying Polder until `trial_ends_at`.
    Trial,
    /// Paying.
    Active,
    /// Stopped for want of payment; nothing is lost.
    Suspended,
    /// Ended by the tenant.
    Cancelled,
}

impl TenantState {
    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            TenantState::Trial => "trial",
            TenantState::Active => "active",
            TenantState::Suspended => "suspended",
            TenantState::Cancelled => "cancelled",
        }
    }

    /// Whether a tenant may go from this state to `next`.
    #[must_use]
    pub fn may_become(self, next: TenantState) -> bool {
        use TenantState as S;
        match (self, next) {
            (S::Trial, S::Active | S::Suspended | S::Cancelled)
            | (S::Active, S::Suspended | S::Cancelled)
            | (S::Suspended, S::Active | S::Cancelled) => true,
            (S::Trial | S::Active | S::Suspended | S::Cancelled, _) => false,
        }
    }
}

impl FromStr for TenantState {
    type Err = UnknownTenantState;

    fn from_str(text: &str) -> Result<Self, UnknownTenantState> {
        [Self::Trial, Self::Active, Self::Suspended, Self::Cancelled]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or(UnknownTenantState)
    }
}

/// Text that names no tenant state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such tenant state")]
pub struct UnknownTenantState;

/// The language a tenant's people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Dutch.
    Nl,
}

impl Locale {
    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::Nl => "nl",
        }
    }
}

/// What a tenant is billed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Euro.
    #[default]
    Eur,
    /// United States dollar.
    Usd,
}

/// What kind of organisation a tenant is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BusinessType {
    /// A company.
    #[default]
    Company,
    /// A public body.
    Government,
    /// Health care.
    Healthcare,
    /// Education.
    Education,
    /// A foundation or association.
    NonProfit,
}

/// A time zone of the IANA database, such as `Europe/Amsterdam`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, example = "Europe/Amsterdam")]
pub struct TimeZoneName(String);

/// Text that names no time zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a time zone of the IANA database such as Europe/Amsterdam")]
pub struct InvalidTimeZone;

impl TimeZoneName {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The zone's clocks.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        // The name was found in the database when it was read.
        TimeZone::get(&self.0).unwrap_or(TimeZone::UTC)
    }
}

impl Default for TimeZoneName {
    fn default() -> Self {
        Self("Europe/Amsterdam".to_owned())
    }
}

impl TryFrom<String> for TimeZoneName {
    type Error = InvalidTimeZone;

    fn try_from(name: String) -> Result<Self, InvalidTimeZone> {
        // The database looks names up without regard to case; we keep its own spelling.
        let zone = TimeZone::get(&name).map_err(|_| InvalidTimeZone)?;
        zone.iana_name()
            .map(|name| Self(name.to_owned()))
            .ok_or(InvalidTimeZone)
    }
}

impl fmt::Display for TimeZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a tenant can set about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Settings {
    /// What the organisation is called.
    pub name: Name,
    /// Where its days begin.
    pub timezone: TimeZoneName,
    /// What it is billed in.
    pub currency: Currency,
    /// What its people read.
    pub locale: Locale,
    /// What kind of organisation it is.
    pub business_type: BusinessType,
}

/// A customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// Where it stands.
    pub state: TenantState,
    /// What it may use.
    pub plan: Plan,
    /// What it set about itself.
    pub settings: Settings,
    /// When it came to be.
    pub created_at: Timestamp,
    /// When the trial ends; kept after the trial, as a fact.
    pub trial_ends_at: Timestamp,
}

impl Tenant {
    /// A new tenant, on trial from `now`.
    #[must_use]
    pub fn on_trial(id: TenantId, settings: Settings, now: Timestamp) -> Self {
        Self {
            id,
            state: TenantState::Trial,
            plan: Plan::Trial,
            settings,
            created_at: now,
            trial_ends_at: now.saturating_add(TRIAL_LENGTH).unwrap_or(Timestamp::MAX),
        }
    }

    /// Where it stands by `now`. The sweep suspends tenants by the hour; whose trial is over need not wait for that.
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> TenantState {
        if self.trial_is_over(now) {
            TenantState::Suspended
        } else {
            self.state
        }
    }

    /// Whether the trial is over by `now` and nothing has taken its place.
    #[must_use]
    pub fn trial_is_over(&self, now: Timestamp) -> bool {
        self.state == TenantState::Trial && now >= self.trial_ends_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cancelled_tenant_stays_cancelled() {
        use TenantState as S;
        for next in [S::Trial, S::Active, S::Suspended, S::Cancelled] {
            assert!(!S::Cancelled.may_become(next));
        }
        assert!(S::Suspended.may_become(S::Active));
        assert!(!S::Active.may_become(S::Trial));
    }

    #[test]
    fn time_zones_are_those_of_the_database() {
        assert!(TimeZoneName::try_from("Europe/Amsterdam".to_owned()).is_ok());
        for wrong in ["", "Europe/Atlantis", "CEST+2", "../etc/passwd"] {
            assert!(
                TimeZoneName::try_from(wrong.to_owned()).is_err(),
                "{wrong:?} was taken"
            );
        }
    }
}
