//! One attempt at one scan: claim it, run it, end it.

use std::collections::BTreeSet;
use std::pin::pin;
use std::time::Duration;

use domain::{Claim, FormerRuleSet, Meter, RuleSet, Scan, ScanState, UsageBatchId, UsageEvent};
use jiff::{SignedDuration, Timestamp};
use messages::{ScanJob, UsageReport};
use store::{FingerprintSecret, Stored, TenantStore};
use tenancy::TenantScope;

use crate::checkpoint::{Ledger, Pulse};
use crate::closing::{close, give_up};
use crate::failure::Trouble;
use crate::standing::{Standing, look, tries};
use crate::{Desk, Work};

/// How often a scan is tried. The queue hands a message out once more, as `template.yaml` says:
/// that receive tries nothing and closes the scan, which a worker that died in the last try could
/// not do.
pub const MAX_TRIES: u32 = 5;

/// How long a claim lasts unless it is renewed, which every checkpoint does.
pub const CLAIM_LEASE: SignedDuration = SignedDuration::from_secs(30);

/// How often a worker says that it lives; a third of what a claim lasts.
pub const BEAT_EVERY: Duration = Duration::from_secs(10);

/// Until when a claim lasts that is taken or renewed now.
pub(crate) fn claimed_until(now: Timestamp) -> Timestamp {
    now.saturating_add(CLAIM_LEASE).unwrap_or(now)
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is dealt with.
    Done,
    /// It should come again after so many seconds.
    Again { seconds: i32 },
    /// It was handed out for the last time; it should rest in the dead-letter queue.
    Rest,
}

/// The tries are over: what is left of the message's receives need not be waited for.
const CLOSE_SOON: Outcome = Outcome::Again { seconds: 1 };

/// Takes the job one step further, to its end if nothing is in the way.
pub(crate) async fn attempt(
    desk: &Desk,
    work: &impl Work,
    job: &ScanJob,
    receives: u32,
    receipt_handle: &str,
) -> Outcome {
    let grant = job.grant();
    let scope = grant.scope();
    let store = desk.store.for_tenant(&scope);
    if receives > MAX_TRIES {
        return close(desk, work, &scope, &store, job).await;
    }
    let pulse = Pulse {
        queue: &desk.jobs,
        receipt_handle,
    };
    let holder = Holder {
        desk,
        scope: &scope,
        store: &store,
        pulse,
    };
    let trouble = match holder.begin(work, job, receives).await {
        Ok(Begin::Claimed(mut attempt)) => match run(work, &mut attempt).await {
            Ok(()) => return Outcome::Done,
            Err(trouble) => {
                attempt.release().await;
                trouble
            }
        },
        Ok(Begin::Ended(outcome)) => return outcome,
        Err(trouble) => trouble,
    };
    match trouble {
        Trouble::Lost => settle_lost(work, &scope, &store, job).await,
        Trouble::Final(failure) => match give_up(desk, work, &scope, &store, job, failure).await {
            Ok(_) => Outcome::Done,
            Err(error) => again(job, receives, &error.to_string()),
        },
        Trouble::Passing(cause) => again(job, receives, &cause),
    }
}

/// Runs the scan to its end.
async fn run(work: &impl Work, attempt: &mut Attempt<'_>) -> Result<(), Trouble> {
    attempt.pulse.beat().await;
    let done = work.run(attempt).await?;
    attempt.settle().await?;
    work.forget(attempt.scope, &attempt.scan.record).await;
    work.completed(attempt, done).await;
    Ok(())
}

fn again(job: &ScanJob, receives: u32, cause: &str) -> Outcome {
    tracing::warn!(scan = %job.scan(), receives, cause, "a scan will be tried again or closed");
    if receives >= MAX_TRIES {
        return CLOSE_SOON;
    }
    // 2, 8, 32, 128 seconds: a part that is down gets time to come back.
    Outcome::Again {
        seconds: 1 << (2 * receives.clamp(1, 4) - 1),
    }
}

enum Begin<'a> {
    Claimed(Box<Attempt<'a>>),
    Ended(Outcome),
}

/// A scan that this worker holds.
#[derive(Debug)]
pub struct Attempt<'a> {
    pub(crate) desk: &'a Desk,
    scope: &'a TenantScope<'a>,
    pub(crate) store: &'a TenantStore<'a>,
    pulse: Pulse<'a>,
    pub(crate) scan: Stored<Scan>,
    /// What the tenant's fingerprints are keyed by.
    secret: [u8; 32],
    /// What the scan runs beside the engine, from its first try to its last.
    rules: RuleSet,
    /// Where this try looked, if it left something out.
    pub(crate) looked_only_at: Option<BTreeSet<String>>,
}

/// Who claims a scan.
struct Holder<'a> {
    desk: &'a Desk,
    scope: &'a TenantScope<'a>,
    store: &'a TenantStore<'a>,
    pulse: Pulse<'a>,
}

impl<'a> Holder<'a> {
    /// Claims the scan, unless it needs no worker, or has one.
    async fn begin(
        self,
        work: &impl Work,
        job: &ScanJob,
        receives: u32,
    ) -> Result<Begin<'a>, Trouble> {
        let Self {
            desk, scope, store, ..
        } = self;
        let Stored {
            record: mut scan,
            version,
        } = match look(desk, work, scope, store, job).await? {
            Standing::Free(stored) => *stored,
            Standing::Ended => return Ok(Begin::Ended(Outcome::Done)),
            Standing::Held { seconds } => return Ok(Begin::Ended(Outcome::Again { seconds })),
            Standing::Unseen => {
                // 1, 4, 16, 64 seconds: the first look again is soon, and the last comes after the
                // time that a record may take, so that no job runs out of tries before it.
                let seconds = 1 << (2 * (receives.clamp(1, 4) - 1));
                return Ok(Begin::Ended(Outcome::Again { seconds }));
            }
        };
        let tried = tries(&scan);
        if tried >= MAX_TRIES {
            return Ok(Begin::Ended(CLOSE_SOON));
        }
        let (secret, rules) = basis(store, scan.rules_version).await?;
        // Pinned with the claim, before the first finding: another try must not find something else.
        scan.rules_version = Some(rules.version);
        let now = desk.clock.now();
        scan.claim = Some(Claim {
            attempt: tried + 1,
            until: claimed_until(now),
        });
        scan.state = ScanState::Running;
        scan.started_at = scan.started_at.or(Some(now));
        scan.engine_version.clear();
        scan.engine_version.push_str(detect::VERSION);
        let version = store.replace(&scan, version).await?;
        let scan = Stored {
            record: scan,
            version,
        };
        Ok(Begin::Claimed(Box::new(Attempt {
            desk,
            scope,
            store,
            pulse: self.pulse,
            scan,
            secret,
            rules,
            looked_only_at: None,
        })))
    }
}

impl<'a> Attempt<'a> {
    /// Whose scan it is.
    #[must_use]
    pub fn scope(&self) -> &'a TenantScope<'a> {
        self.scope
    }

    /// The tenant's records.
    #[must_use]
    pub fn store(&self) -> &'a TenantStore<'a> {
        self.store
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.desk.clock.now()
    }

    /// The scan.
    #[must_use]
    pub fn scan(&self) -> &Scan {
        &self.scan.record
    }

    /// The scan, to be changed by whoever works on it; written with the next hold, or at the end.
    pub fn scan_mut(&mut self) -> &mut Scan {
        &mut self.scan.record
    }

    /// Which try this is, from 1.
    #[must_use]
    pub fn tries(&self) -> u32 {
        tries(&self.scan.record)
    }

    /// Whether an earlier try may have written something.
    #[must_use]
    pub fn is_resumed(&self) -> bool {
        tries(&self.scan.record) > 1
    }

    /// What is written down from here on.
    #[must_use]
    pub fn ledger(&self) -> Ledger<'a> {
        Ledger::new(self.store, &self.desk.clock, self.scan.clone(), self.pulse)
    }

    /// Takes over what the ledger wrote, whether its scan went on or not.
    pub fn take_over(&mut self, ledger: &Ledger<'_>) {
        self.scan = ledger.stored();
    }

    /// Says that the scan left out some of what it was to look at, and at which paths, as findings have them, it
    /// looked: what it has no finding of elsewhere is not fixed.
    pub fn looked_only_at(&mut self, paths: BTreeSet<String>) {
        self.looked_only_at = Some(paths);
    }

    /// Waits for work that may take longer than a claim lasts, and says meanwhile that the worker lives.
    ///
    /// # Errors
    /// When the scan is no longer ours, or can't be written.
    pub async fn alive<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Trouble> {
        let mut work = pin!(work);
        let mut beats = tokio::time::interval(BEAT_EVERY);
        // The first tick is at once, and the claim is fresh.
        beats.tick().await;
        loop {
            tokio::select! {
                done = &mut work => return Ok(done),
                _ = beats.tick() => self.hold().await?,
            }
        }
    }

    /// Says that the worker lives, to the queue and in the record.
    ///
    /// # Errors
    /// When the scan is no longer ours, or can't be written.
    pub async fn hold(&mut self) -> Result<(), Trouble> {
        self.pulse.beat().await;
        let now = self.desk.clock.now();
        if let Some(claim) = &mut self.scan.record.claim {
            claim.until = claimed_until(now);
        }
        let held = self.store.replace(&self.scan.record, self.scan.version);
        self.scan.version = held.await?;
        Ok(())
    }

    /// Lets go of the scan, so that the next try need not wait for the claim to lapse. The claim
    /// stays, because it counts the tries. Failing costs no more than that wait.
    async fn release(&self) {
        let ours = tries(&self.scan.record);
        // As it was last written: what the attempt holds is ahead of that.
        let stored = self.store.get::<Scan>(&self.scan.record.id).await;
        let Ok(Some(Stored { record, version })) = stored else {
            return;
        };
        if record.state.is_final() || tries(&record) != ours {
            return;
        }
        let scan = Scan {
            claim: Some(Claim {
                attempt: ours,
                until: self.desk.clock.now(),
            }),
            ..record
        };
        if let Err(error) = self.store.replace(&scan, version).await {
            tracing::warn!(scan = %scan.id, %error, "a claim could not be let go of");
        }
    }

    /// What the tenant's fingerprints are keyed by.
    #[must_use]
    pub fn secret(&self) -> [u8; 32] {
        self.secret
    }

    /// What the tenant's scans run beside the engine, as of this scan's first try.
    #[must_use]
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Reports the usage. The report is named after the scan, so that a crash before the scan has
    /// ended, and reporting again, counts it once.
    ///
    /// # Errors
    /// When it can't be sent.
    pub async fn report(&self) -> Result<(), Trouble> {
        let scan = &self.scan.record;
        let event = |meter, quantity| UsageEvent {
            meter,
            quantity,
            at: scan.created_at,
        };
        let events = vec![
            event(Meter::Documents, scan.progress.documents),
            event(Meter::ScannedBytes, scan.progress.bytes),
        ];
        let report = UsageReport::new(self.scope, UsageBatchId::of_scan(scan.id), events);
        self.desk.usage.send(self.scope, &report).await?;
        Ok(())
    }
}

/// What a scan needs of its tenant, in one call: the fingerprints' secret, and what runs beside the engine. That is
/// what runs now, unless an earlier try began with something else.
async fn basis(
    store: &TenantStore<'_>,
    pinned: Option<u64>,
) -> Result<([u8; 32], RuleSet), Trouble> {
    let (secret, set) = store
        .get_both::<FingerprintSecret, RuleSet>(&(), &())
        .await?;
    let secret = secret
        .map(|stored| stored.record.secret)
        .unwrap_or_default();
    let mut bytes = [0; 32];
    hex::decode_to_slice(secret, &mut bytes)
        .map_err(|_| Trouble::Passing("the tenant has no fingerprint secret".to_owned()))?;
    let current = set.map(|stored| stored.record).unwrap_or_default();
    let set = match pinned {
        None => current,
        Some(version) if version == current.version => current,
        Some(0) => RuleSet::default(),
        Some(version) => {
            let former = store.get::<FormerRuleSet>(&version).await?;
            let gone = || Trouble::Passing(format!("version {version} of the rules is gone"));
            former.ok_or_else(gone)?.record.set
        }
    };
    Ok((bytes, set))
}

/// Somebody else decided. If the scan has ended, its content goes; if another worker has it, it is
/// theirs; either way the message has done its work, unless the scan still waits.
async fn settle_lost(
    work: &impl Work,
    scope: &TenantScope<'_>,
    store: &TenantStore<'_>,
    job: &ScanJob,
) -> Outcome {
    match store.get::<Scan>(&job.scan()).await {
        Ok(Some(stored)) if stored.record.state.is_final() => {
            work.forget(scope, &stored.record).await;
            Outcome::Done
        }
        // It was deleted while findings were on their way to the table.
        Ok(None) => match store.finding_remove_all(job.scan()).await {
            Ok(()) => Outcome::Done,
            Err(_) => Outcome::Again { seconds: 5 },
        },
        Ok(Some(_)) | Err(_) => Outcome::Again { seconds: 5 },
    }
}
