//! "This was used."

use domain::{UsageBatch, UsageBatchId, UsageEvent};
use serde::{Deserialize, Serialize};
use tenancy::{Grant, Principal, TenantScope};

/// Reports usage events of one tenant.
///
/// The id makes reporting safe to repeat: counters remember it, and count a report once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UsageReport(UsageBatch);

impl UsageReport {
    /// A report on the scope's tenant.
    #[must_use]
    pub fn new(scope: &TenantScope<'_>, id: UsageBatchId, events: Vec<UsageEvent>) -> Self {
        Self(UsageBatch {
            id,
            tenant: scope.tenant(),
            events,
        })
    }

    /// Reads a message's body.
    ///
    /// # Errors
    /// When the body is no report.
    pub fn parse(body: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(body)
    }

    /// What is reported.
    #[must_use]
    pub fn batch(&self) -> &UsageBatch {
        &self.0
    }

    /// The right to count for the tenant that reported.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "only code that held the tenant's scope could send the report"
    )]
    pub fn grant(&self) -> Grant {
        Grant::vouch(self.0.tenant, Principal::system("metering-worker"))
    }
}
