//! One schedule that is due.

use acceptance::{Acceptance, Refused, Wanted, may_scan};
use directory::{DirectoryError, Due};
use domain::{Failure, ScanId, Schedule, ScheduleRun, Source, Tenant, TenantState};
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::Error;
use store::{StoreError, Stored, TransactionError, Version};
use tenancy::{Grant, Principal};

use crate::sweep::Sweep;

/// An entry is written before its record. One without a record is left alone for as long as whoever wrote it may
/// still be about to write the record: longer than any function runs.
const RECORD_FOLLOWS_WITHIN: SignedDuration = SignedDuration::from_mins(10);
/// How often a schedule that is changed at this very moment is looked at again.
const TRIES: u32 = 3;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A scan was started.
    Started,
    /// None may be; the schedule says why.
    Refused,
    /// It held no longer, and is gone.
    Dropped,
    /// It does not hold yet, or some other sweep is at it.
    Left,
}

/// Deals with an entry: a scan, or the reason why there is none; and the schedule goes on to its next time.
///
/// In this order, each of which can be done twice: the entry of the next time; the job; the transaction of scan,
/// quota and schedule; and then this entry goes. Who comes second finds that the schedule is in another turn.
pub(crate) async fn run(sweep: &Sweep, due: &Due, now: Timestamp) -> Result<Outcome, Error> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the directory names the tenants whose schedules are due"
    )]
    let grant = Grant::vouch(due.tenant, Principal::schedule(due.schedule));
    let scope = grant.scope();
    let store = sweep.store.for_tenant(&scope);
    for _ in 0..TRIES {
        let found = store
            .get_both::<Tenant, Schedule>(&(), &due.schedule)
            .await?;
        let (Some(tenant), Some(schedule)) = found else {
            return drop_unless_young(sweep, due, now).await;
        };
        if !holds(due, &schedule.record) {
            return drop_unless_young(sweep, due, now).await;
        }
        if tenant.record.state == TenantState::Cancelled {
            // Nothing brings a tenant back that is cancelled, so its schedules rest.
            sweep.directory.due_remove(due).await?;
            return Ok(Outcome::Dropped);
        }
        let turn = Turn {
            sweep,
            due,
            acceptance: Acceptance {
                scope: &scope,
                store: &store,
                limit: tenant.record.plan.scans_per_month(),
                now,
            },
        };
        match turn.take(&tenant.record, schedule).await {
            Ok(outcome) => {
                sweep.directory.due_remove(due).await?;
                return Ok(outcome);
            }
            // Somebody changed it, or another sweep was faster.
            Err(Trouble::Changed) => {}
            Err(Trouble::Other(error)) => return Err(error),
        }
    }
    Err("it was changed again and again".into())
}

/// Whether an entry is that of the schedule's next time.
fn holds(due: &Due, schedule: &Schedule) -> bool {
    schedule.next_run_at == Some(due.due_at) && schedule.turn == due.turn
}

async fn drop_unless_young(sweep: &Sweep, due: &Due, now: Timestamp) -> Result<Outcome, Error> {
    if now.duration_since(due.due_at) < RECORD_FOLLOWS_WITHIN {
        return Ok(Outcome::Left);
    }
    sweep.directory.due_remove(due).await?;
    Ok(Outcome::Dropped)
}

/// What keeps a turn from being taken.
enum Trouble {
    /// The schedule is not what it was.
    Changed,
    /// Something does not answer; the entry stays for the next sweep.
    Other(Error),
}

impl From<TransactionError> for Trouble {
    fn from(error: TransactionError) -> Self {
        match error {
            TransactionError::Store(StoreError::Conflict) => Self::Changed,
            TransactionError::QuotaExhausted | TransactionError::Store(_) => {
                Self::Other(error.into())
            }
        }
    }
}

impl From<DirectoryError> for Trouble {
    fn from(error: DirectoryError) -> Self {
        Self::Other(error.into())
    }
}

/// A schedule's turn.
struct Turn<'a> {
    sweep: &'a Sweep,
    due: &'a Due,
    acceptance: Acceptance<'a>,
}

impl Turn<'_> {
    async fn take(&self, tenant: &Tenant, stored: Stored<Schedule>) -> Result<Outcome, Trouble> {
        let Stored {
            record: mut schedule,
            version,
        } = stored;
        // From now on, not from when it was due: times that were missed are not made up for one by one.
        schedule.set_next_run(schedule.due_after(self.acceptance.now));
        schedule.enabled = schedule.next_run_at.is_some();
        if let Some(due_at) = schedule.next_run_at {
            let next = Due {
                due_at,
                turn: schedule.turn,
                ..self.due.clone()
            };
            self.sweep.directory.due_add(&next).await?;
        }
        if let Some(refusal) = self.refusal(tenant, &schedule).await? {
            return self.refuse(schedule, version, refusal).await;
        }
        let wanted = Wanted {
            id: ScanId::of_schedule(schedule.id, self.due.due_at),
            name: schedule.name.clone(),
            source: Source::website(schedule.website.clone()),
            series: Some(schedule.series),
            schedule: Some(schedule.id),
        };
        let begun = self.acceptance.begin(&self.sweep.websites, wanted).await;
        let (scan, transaction) = begun.map_err(|error| Trouble::Other(error.into()))?;
        schedule.last_run = Some(self.came_to(Some(scan.id), None));
        match transaction.replace(&schedule, version).commit().await {
            Ok(()) => Ok(Outcome::Started),
            Err(TransactionError::QuotaExhausted) => {
                let refusal = failure(&Refused::QuotaExhausted)?;
                self.refuse(schedule, version, refusal).await
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Why no scan may be started, if none may.
    async fn refusal(
        &self,
        tenant: &Tenant,
        schedule: &Schedule,
    ) -> Result<Option<Failure>, Trouble> {
        match tenant.state_at(self.acceptance.now) {
            TenantState::Trial | TenantState::Active => {}
            TenantState::Suspended | TenantState::Cancelled => return Ok(Some(suspended())),
        }
        let allowed = match self.acceptance.has_room().await {
            Ok(()) => may_scan(self.acceptance.store, &schedule.website).await,
            Err(refused) => Err(refused),
        };
        match allowed {
            Ok(()) => Ok(None),
            Err(refused) => failure(&refused).map(Some),
        }
    }

    /// Writes down why no scan was started.
    async fn refuse(
        &self,
        mut schedule: Schedule,
        version: Version,
        refusal: Failure,
    ) -> Result<Outcome, Trouble> {
        schedule.last_run = Some(self.came_to(None, Some(refusal)));
        let transaction = self.acceptance.store.transaction();
        transaction.replace(&schedule, version).commit().await?;
        Ok(Outcome::Refused)
    }

    fn came_to(&self, scan: Option<ScanId>, refusal: Option<Failure>) -> ScheduleRun {
        ScheduleRun {
            due_at: self.due.due_at,
            at: self.acceptance.now,
            scan,
            refusal,
        }
    }
}

fn suspended() -> Failure {
    Failure {
        code: "tenant_suspended".to_owned(),
        detail: "The trial has ended or a payment is missing, so nothing was scanned. Choose a plan, and the schedule \
                 goes on by itself."
            .to_owned(),
    }
}

/// A refusal as it is kept; what is none is trouble.
fn failure(refused: &Refused) -> Result<Failure, Trouble> {
    let code = match refused {
        Refused::QuotaExhausted => "quota_exhausted",
        Refused::DomainUnproved(_) => "domain_unproved",
        Refused::Store(_) | Refused::Queue(_) => {
            return Err(Trouble::Other(refused.to_string().into()));
        }
    };
    Ok(Failure {
        code: code.to_owned(),
        detail: refused.to_string(),
    })
}
