//! What travels on queues, and sending it.
//!
//! Invariants: a message names its tenant in its body and in `MessageGroupId`, so that SQS's fair
//! queues keep one tenant's flood from another's work; a message carries ids, never content; and
//! reading a message is one of the few ways to a [`tenancy::Grant`], because only code that held a
//! scope could have sent it.

mod queue;
mod scan_job;
mod usage_report;

pub use queue::{Queue, QueueError};
pub use scan_job::ScanJob;
pub use usage_report::UsageReport;
