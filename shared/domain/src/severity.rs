//! How bad a finding is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How bad a finding is, from a note to a breach waiting to happen.
///
/// The order is that of harm: [`Severity::Critical`] is the greatest.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; harmless by itself.
    Low,
    /// Personal data or a weakness that needs a reason to be there.
    Medium,
    /// Identifies or harms a person directly, or opens a system.
    High,
    /// Identity theft, special categories, or a working key: act today.
    Critical,
}

impl Severity {
    /// Every severity, the worst first: the order in which people read them.
    pub const ALL: [Self; 4] = [Self::Critical, Self::High, Self::Medium, Self::Low];

    /// The name as it stands in the API, in storage and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// A word that names no severity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a severity is one of critical, high, medium, low")]
pub struct SeverityUnknown;

impl FromStr for Severity {
    type Err = SeverityUnknown;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|severity| severity.as_str() == name)
            .ok_or(SeverityUnknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn critical_is_the_greatest() {
        assert_eq!(Severity::ALL.iter().max(), Some(&Severity::Critical));
        assert!(Severity::High > Severity::Medium && Severity::Medium > Severity::Low);
    }

    #[test]
    fn names_read_back() {
        for severity in Severity::ALL {
            assert_eq!(severity.to_string().parse(), Ok(severity));
        }
        assert_eq!("Critical".parse::<Severity>(), Err(SeverityUnknown));
    }
}
