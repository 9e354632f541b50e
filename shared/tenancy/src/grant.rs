//! Grants and the scopes they lend.

use domain::TenantId;

use crate::Principal;

/// The fact that somebody has verified: this principal acts within this tenant.
///
/// Lives for one request or one message. It can't be copied, and [`TenantScope`] can't outlive it,
/// so neither can anything that reads or writes.
#[derive(Debug)]
pub struct Grant {
    tenant: TenantId,
    principal: Principal,
}

impl Grant {
    /// Vouches that `principal` acts within `tenant`.
    ///
    /// Only for code that has just verified a credential, read a message that such code sent, or
    /// created the tenant. Everything else is turned away by the lint `disallowed_methods`; where
    /// it is expected, the reason stands beside it.
    #[must_use]
    pub fn vouch(tenant: TenantId, principal: Principal) -> Self {
        Self { tenant, principal }
    }

    /// The scope to read and write with.
    #[must_use]
    pub fn scope(&self) -> TenantScope<'_> {
        TenantScope { grant: self }
    }

    /// Who acts.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }
}

/// The right to read and write one tenant's data, for as long as its grant lives.
#[derive(Debug)]
pub struct TenantScope<'grant> {
    grant: &'grant Grant,
}

impl TenantScope<'_> {
    /// The tenant.
    #[must_use]
    pub fn tenant(&self) -> TenantId {
        self.grant.tenant
    }

    /// Who acts.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.grant.principal
    }
}
