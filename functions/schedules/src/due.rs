//! Keeping a schedule and its entry in the directory together.
//!
//! An entry is written before the record that it belongs to, and removed after the record that no longer does. Where
//! a function dies in between, an entry is left that nothing comes of; never a schedule that nobody will run.

use api::Problem;
use directory::{Directory, DirectoryError, Due, Hour};
use domain::Schedule;
use jiff::Timestamp;
use tenancy::TenantScope;

/// The entry that belongs to a schedule; none while it is paused.
fn entry(scope: &TenantScope<'_>, schedule: &Schedule) -> Option<Due> {
    schedule.next_run_at.map(|due_at| Due {
        tenant: scope.tenant(),
        schedule: schedule.id,
        due_at,
        turn: schedule.turn,
    })
}

/// Writes the entry of a schedule whose record is about to be written.
pub(crate) async fn announce(
    directory: &Directory,
    scope: &TenantScope<'_>,
    schedule: &Schedule,
    now: Timestamp,
) -> Result<(), Problem> {
    let Some(due) = entry(scope, schedule) else {
        return Ok(());
    };
    let unavailable = |error: DirectoryError| Problem::unavailable(error.to_string());
    directory
        .due_begin(Hour::of(now))
        .await
        .map_err(unavailable)?;
    directory.due_add(&due).await.map_err(unavailable)
}

/// Removes the entry of a schedule as it no longer is. The sweep removes it otherwise, once it is due.
pub(crate) async fn withdraw(directory: &Directory, scope: &TenantScope<'_>, former: &Schedule) {
    let Some(due) = entry(scope, former) else {
        return;
    };
    if let Err(error) = directory.due_remove(&due).await {
        tracing::warn!(%error, "an entry that nothing comes of was left in the directory");
    }
}

/// What the sweep finds nothing at.
pub(crate) fn never() -> Problem {
    let detail = "does not come within the next ten years. Look at the day and the month: there is no 31st of February.";
    Problem::field("cron", detail)
}
