//! "Scan this."

use domain::{ScanId, TenantId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tenancy::{Grant, Principal, TenantScope};

/// Asks a worker for one scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanJob {
    tenant: TenantId,
    scan: ScanId,
    sent_at: Timestamp,
}

impl ScanJob {
    /// A job for a scan of the scope's tenant.
    #[must_use]
    pub fn new(scope: &TenantScope<'_>, scan: ScanId, now: Timestamp) -> Self {
        Self {
            tenant: scope.tenant(),
            scan,
            sent_at: now,
        }
    }

    /// Reads a message's body.
    ///
    /// # Errors
    /// When the body is no job.
    pub fn parse(body: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(body)
    }

    /// The scan to run.
    #[must_use]
    pub fn scan(&self) -> ScanId {
        self.scan
    }

    /// When it was asked for.
    #[must_use]
    pub fn sent_at(&self) -> Timestamp {
        self.sent_at
    }

    /// The right to work for the tenant that asked.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "only code that held the tenant's scope could send the job"
    )]
    pub fn grant(&self) -> Grant {
        Grant::vouch(self.tenant, Principal::system("scan-worker"))
    }
}
