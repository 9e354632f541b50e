//! A tenant as it is shown.

use domain::{Plan, Settings, Tenant, TenantId, TenantState};
use jiff::Timestamp;
use serde::Serialize;

/// A tenant.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct TenantOut {
    /// Its id.
    id: TenantId,
    /// Where it stands.
    state: TenantState,
    /// What it may use.
    plan: Plan,
    #[serde(flatten)]
    settings: Settings,
    /// When it came to be.
    created_at: Timestamp,
    /// When the trial ends or ended.
    trial_ends_at: Timestamp,
}

impl From<Tenant> for TenantOut {
    fn from(tenant: Tenant) -> Self {
        Self {
            id: tenant.id,
            state: tenant.state,
            plan: tenant.plan,
            settings: tenant.settings,
            created_at: tenant.created_at,
            trial_ends_at: tenant.trial_ends_at,
        }
    }
}
