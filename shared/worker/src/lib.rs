//! Taking a scan from a queue to its end, whatever is scanned.
//!
//! What lives here: the claim, the tries, what is written down on the way, and giving up. What doesn't: how content
//! is come by and looked at, which is each worker's [`Work`].
//!
//! Invariants: a scan is worked on by who holds its claim, and every write names the version it
//! was made from, so that a worker that was thought dead can't write; findings have derived ids and
//! are written before the progress that covers them, so that a scan which is resumed has each once;
//! the usage report is named after the scan, so that it is counted once; a scan that is completed has
//! its place among the tenant's others in the same transaction; content is removed as soon
//! as nothing needs it any more; and a scan is given up in one place, by a receive that tries nothing
//! else.

mod attempt;
mod batch;
mod checkpoint;
mod closing;
mod failure;
mod settle;
mod standing;

use domain::{Clock, Scan};
use messages::Queue;
use store::Store;
use tenancy::TenantScope;

pub use attempt::{Attempt, BEAT_EVERY, CLAIM_LEASE, MAX_TRIES};
pub use batch::run;
pub use checkpoint::{Ledger, Step};
pub use failure::Trouble;

/// What every worker works with.
#[derive(Debug)]
pub struct Desk {
    /// Where scans and findings are.
    pub store: Store,
    /// Where jobs come from.
    pub jobs: Queue,
    /// Where use is reported.
    pub usage: Queue,
    /// The time.
    pub clock: Clock,
}

/// What one kind of worker does.
pub trait Work: Send + Sync {
    /// What a scan leaves for [`Work::completed`].
    type Done: Send;

    /// Scans what the attempt holds and writes down what it finds. When it is done, the scan is completed.
    ///
    /// # Errors
    /// What keeps the scan from its end; what was written stands.
    fn run(
        &self,
        attempt: &mut Attempt<'_>,
    ) -> impl Future<Output = Result<Self::Done, Trouble>> + Send;

    /// What is to be done once the scan is completed. Nothing may depend on it.
    fn completed(&self, attempt: &Attempt<'_>, done: Self::Done)
    -> impl Future<Output = ()> + Send;

    /// Removes content that nothing needs any more.
    fn forget(&self, scope: &TenantScope<'_>, scan: &Scan) -> impl Future<Output = ()> + Send;
}
