//! Finding the trials that ended and suspending their tenants.

use directory::{Directory, Trial};
use domain::{Clock, Tenant, TenantState};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use lambda_runtime::Error;
use store::{Store, StoreError};
use tenancy::{Grant, Principal};

/// How many days back the sweep looks, so that one that did not run for a month loses nobody.
const DAYS_BACK: i64 = 31;

/// Suspends every tenant whose trial has ended. One that can't be reached stays on the list for
/// the next hour, and keeps nobody else waiting.
pub(crate) async fn run(store: &Store, directory: &Directory, clock: &Clock) -> Result<(), Error> {
    let now = clock.now();
    let today = now.to_zoned(TimeZone::UTC).date();
    let (mut suspended, mut failed) = (0_u64, 0_u64);
    for back in (0..=DAYS_BACK).rev() {
        let day = today.checked_sub(back.days())?;
        for trial in directory.trial_list(day).await? {
            if now < trial.ends_at {
                continue;
            }
            match end(store, directory, &trial, now).await {
                Ok(was) => suspended += u64::from(was),
                Err(error) => {
                    failed += 1;
                    tracing::error!(tenant.id = %trial.tenant, %error, "a trial could not be ended");
                }
            }
        }
    }
    tracing::info!(suspended, failed, "trials swept");
    if failed > 0 {
        Err(format!("{failed} trials could not be ended").into())
    } else {
        Ok(())
    }
}

async fn end(
    store: &Store,
    directory: &Directory,
    trial: &Trial,
    now: Timestamp,
) -> Result<bool, Error> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the directory names the tenants on trial"
    )]
    let grant = Grant::vouch(trial.tenant, Principal::system("trial-expiry"));
    let scope = grant.scope();
    let tenants = store.for_tenant(&scope);
    let mut was = false;
    if let Some(stored) = tenants.get::<Tenant>(&()).await?
        && stored.record.trial_is_over(now)
    {
        let tenant = Tenant {
            state: TenantState::Suspended,
            ..stored.record
        };
        match tenants.replace(&tenant, stored.version).await {
            Ok(_) => was = true,
            // Somebody changed the tenant at this moment; the next hour looks again.
            Err(StoreError::Conflict) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
    }
    directory.trial_remove(trial).await?;
    Ok(was)
}
