//! From an identity to a tenant scope: the only place where a scope is made.
//!
//! Invariant: whatever reads or writes a tenant's data holds a [`TenantScope`], a scope is only
//! lent by a [`Grant`], and a grant comes from one constructor, [`Grant::vouch`], which the
//! workspace's lints keep to the few places that have verified a credential. No code path names
//! another tenant, because no code path names a tenant.

mod context;
mod grant;
pub mod permit;
mod principal;

pub use context::{Identity, InvalidContext, Refusal, Verdict};
pub use grant::{Grant, TenantScope};
pub use permit::Permit;
pub use principal::Principal;
