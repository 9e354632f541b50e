//! Plans: what a tenant may use in a month.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::upload::MAX_UPLOAD_BYTES;

/// A plan of the privacy-scanning family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// What every tenant begins with.
    Trial,
    /// 5 scans a month.
    Basic,
    /// 25 scans a month.
    Professional,
    /// 200 scans a month.
    Enterprise,
    /// Scans without limit.
    EnterprisePlus,
    /// 500 scans a month, for those who scan for others.
    Consultancy,
    /// AI-system scans without limit.
    AiCompliance,
}

/// An amount that a plan allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// At most so many.
    AtMost(u64),
    /// As many as one likes.
    Unlimited,
}

impl Limit {
    /// The number, where there is one.
    #[must_use]
    pub fn number(self) -> Option<u64> {
        match self {
            Limit::AtMost(n) => Some(n),
            Limit::Unlimited => None,
        }
    }
}

impl Plan {
    /// Every plan.
    pub const ALL: [Plan; 7] = [
        Plan::Trial,
        Plan::Basic,
        Plan::Professional,
        Plan::Enterprise,
        Plan::EnterprisePlus,
        Plan::Consultancy,
        Plan::AiCompliance,
    ];

    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Plan::Trial => "trial",
            Plan::Basic => "basic",
            Plan::Professional => "professional",
            Plan::Enterprise => "enterprise",
            Plan::EnterprisePlus => "enterprise_plus",
            Plan::Consultancy => "consultancy",
            Plan::AiCompliance => "ai_compliance",
        }
    }

    /// Scans in a calendar month (UTC).
    #[must_use]
    pub fn scans_per_month(self) -> Limit {
        match self {
            Plan::Trial | Plan::Basic => Limit::AtMost(5),
            Plan::Professional => Limit::AtMost(25),
            Plan::Enterprise => Limit::AtMost(200),
            Plan::Consultancy => Limit::AtMost(500),
            Plan::EnterprisePlus | Plan::AiCompliance => Limit::Unlimited,
        }
    }

    /// Bytes that one upload may have.
    #[must_use]
    pub fn upload_bytes(self) -> u64 {
        match self {
            Plan::Trial => 100 << 20,
            Plan::Basic
            | Plan::Professional
            | Plan::Enterprise
            | Plan::EnterprisePlus
            | Plan::Consultancy
            | Plan::AiCompliance => MAX_UPLOAD_BYTES,
        }
    }

    /// Requests in a minute, over all of the tenant's credentials.
    #[must_use]
    pub fn requests_per_minute(self) -> u32 {
        match self {
            Plan::Basic => 200,
            Plan::Professional => 500,
            Plan::Consultancy => 1_000,
            Plan::Enterprise | Plan::EnterprisePlus => 5_000,
            Plan::Trial | Plan::AiCompliance => 100,
        }
    }

    /// Rules of its own that a tenant may have running, see [`RuleSet`](crate::RuleSet).
    #[must_use]
    pub fn rules_running(self) -> usize {
        match self {
            Plan::Trial => 5,
            Plan::Basic => 10,
            Plan::Professional => 25,
            Plan::Enterprise | Plan::EnterprisePlus | Plan::Consultancy | Plan::AiCompliance => 50,
        }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Plan {
    type Err = UnknownPlan;

    fn from_str(text: &str) -> Result<Self, UnknownPlan> {
        Self::ALL
            .into_iter()
            .find(|plan| plan.as_str() == text)
            .ok_or(UnknownPlan)
    }
}

/// Text that names no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such plan")]
pub struct UnknownPlan;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_those_of_the_price_list() {
        let rows = [
            (Plan::Trial, Some(5), 100),
            (Plan::Basic, Some(5), 200),
            (Plan::Professional, Some(25), 500),
            (Plan::Enterprise, Some(200), 5_000),
            (Plan::EnterprisePlus, None, 5_000),
            (Plan::Consultancy, Some(500), 1_000),
            (Plan::AiCompliance, None, 100),
        ];
        for (plan, scans, requests) in rows {
            assert_eq!(plan.scans_per_month().number(), scans, "{plan}");
            assert_eq!(plan.requests_per_minute(), requests, "{plan}");
            assert!(
                (1..=MAX_UPLOAD_BYTES).contains(&plan.upload_bytes()),
                "{plan}"
            );
            assert_eq!(plan.as_str().parse::<Plan>().unwrap(), plan);
        }
    }
}
