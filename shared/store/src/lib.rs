//! The tenant-partitioned table.
//!
//! Invariants: every key begins with `T#` and the scope's tenant, and is built here; nothing is
//! read or written without a [`tenancy::TenantScope`]; a record that changes carries a version, and
//! a change names the version it was made from.
//!
//! What doesn't live here: which states a record may go through (that is `domain`), and lookups
//! before a tenant is known (that is `directory`).

mod counters;
mod error;
mod key;
mod list;
mod pause;
mod record;
mod records;
mod standing;
mod table;
mod transaction;

pub use counters::{Fold, MeterTotal, USAGE_SHARDS};
pub use error::StoreError;
pub use key::Key;
pub use list::{Filter, Page, Position};
pub use record::{Record, Stored, Version};
pub use records::{
    ContentId, ContentRecord, FingerprintSecret, IdempotencyId, IdempotencyRecord, StoredAnswer,
};
pub use standing::{Comparable, RISK_DAYS_KEPT, Standing};
pub use table::{Store, TenantStore};
pub use transaction::{Transaction, TransactionError};
