//! One attempt at one scan: claim it, run it, end it.

use detect::FingerprintKey;
use domain::{
    Claim, MAX_UPLOAD_BYTES, Meter, Scan, ScanState, SourceKind, UsageBatchId, UsageEvent,
};
use jiff::SignedDuration;
use messages::{ScanJob, UsageReport};
use store::{ContentId, FingerprintSecret, Stored, TenantStore};
use tenancy::TenantScope;

use crate::Worker;
use crate::checkpoint::{Ledger, Pulse};
use crate::closing::{close, give_up, remove_content};
use crate::engine;
use crate::failure::Trouble;
use crate::reuse;
use crate::standing::{Standing, look, tries};

/// How often a scan is tried. The queue hands a message out once more, as `template.yaml` says:
/// that receive tries nothing and closes the scan, which a worker that died in the last try could
/// not do.
pub(crate) const MAX_TRIES: u32 = 5;

/// How long a claim lasts unless it is renewed, which every checkpoint does.
pub(crate) const CLAIM_LEASE: SignedDuration = SignedDuration::from_secs(30);

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
    worker: &Worker,
    job: &ScanJob,
    receives: u32,
    receipt_handle: &str,
) -> Outcome {
    let grant = job.grant();
    let scope = grant.scope();
    let store = worker.store.for_tenant(&scope);
    if receives > MAX_TRIES {
        return close(worker, &scope, &store, job).await;
    }
    let trouble = match Attempt::begin(worker, &scope, &store, job, receives).await {
        Ok(Begin::Claimed(mut attempt)) => match attempt.run(receipt_handle).await {
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
        Trouble::Lost => settle_lost(worker, &scope, &store, job).await,
        Trouble::Final(failure) => match give_up(worker, &scope, &store, job, failure).await {
            Ok(_) => Outcome::Done,
            Err(error) => again(job, receives, &error.to_string()),
        },
        Trouble::Passing(cause) => again(job, receives, &cause),
    }
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

pub(crate) struct Attempt<'a> {
    pub(crate) worker: &'a Worker,
    pub(crate) scope: &'a TenantScope<'a>,
    pub(crate) store: &'a TenantStore<'a>,
    pub(crate) scan: Stored<Scan>,
}

impl<'a> Attempt<'a> {
    /// Claims the scan, unless it needs no worker, or has one.
    async fn begin(
        worker: &'a Worker,
        scope: &'a TenantScope<'a>,
        store: &'a TenantStore<'a>,
        job: &ScanJob,
        receives: u32,
    ) -> Result<Begin<'a>, Trouble> {
        let Stored {
            record: mut scan,
            version,
        } = match look(worker, scope, store, job).await? {
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
        let now = worker.clock.now();
        scan.claim = Some(Claim {
            attempt: tried + 1,
            until: now.saturating_add(CLAIM_LEASE).unwrap_or(now),
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
        Ok(Begin::Claimed(Box::new(Self {
            worker,
            scope,
            store,
            scan,
        })))
    }

    async fn run(&mut self, receipt_handle: &str) -> Result<(), Trouble> {
        let pulse = Pulse {
            queue: &self.worker.scan_queue,
            receipt_handle,
        };
        pulse.beat().await;
        let secret = self.fingerprint_secret().await?;
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("content");
        let source = self.scan.record.source.clone();
        let objects = self.worker.objects.for_tenant(self.scope);
        if !objects
            .upload_download(source.upload, &path, MAX_UPLOAD_BYTES)
            .await?
        {
            return Err(Trouble::content_missing());
        }
        let name = match source.kind {
            SourceKind::Text => String::new(),
            SourceKind::Upload => source.file_name,
        };
        let content = reuse::identify(path.clone(), name.clone(), secret).await?;
        if self.reuse(&content, &pulse).await? {
            return self.settle(&pulse).await;
        }
        let mut ledger = Ledger::new(self.store, &self.worker.clock, self.scan.clone(), pulse);
        let key = FingerprintKey::new(secret);
        let result = engine::scan(path, name, key, &mut ledger).await;
        // What was written stands, whether the scan went on or not.
        self.scan = ledger.stored();
        result?;
        self.report().await?;
        self.settle(&pulse).await?;
        reuse::remember(self.store, content, &self.scan.record).await;
        Ok(())
    }

    /// Takes over what an earlier scan found in the same content, if one did.
    async fn reuse(&mut self, content: &ContentId, pulse: &Pulse<'_>) -> Result<bool, Trouble> {
        let scan = &self.scan.record;
        // An earlier try may have written findings of its own, under other ids than copies have.
        let resumed = tries(scan) > 1 && scan.reused_from.is_none();
        let earlier = if resumed {
            None
        } else {
            reuse::find(self.store, content, self.worker.clock.now()).await?
        };
        let Some(earlier) = earlier.filter(|earlier| earlier.id != scan.id) else {
            if self.scan.record.reused_from.take().is_some() {
                // A worker died over the copies, and what it copied is gone since.
                self.store.finding_remove_all(self.scan.record.id).await?;
            }
            return Ok(false);
        };
        self.scan.record.reused_from = Some(earlier.id);
        let mut after = None;
        loop {
            // The claim is renewed before what no version guards is written.
            self.hold(pulse).await?;
            let copies = reuse::copies(self.store, &earlier, &self.scan.record, after);
            let (copies, next) = copies.await?;
            self.store.put_all(&copies).await?;
            if next.is_none() {
                break;
            }
            after = next;
        }
        let scan = &mut self.scan.record;
        scan.progress = earlier.progress;
        scan.findings = earlier.findings;
        scan.findings_dropped = earlier.findings_dropped;
        scan.risk_so_far = earlier.risk_so_far;
        Ok(true)
    }

    /// Says that the worker lives, to the queue and in the record.
    pub(crate) async fn hold(&mut self, pulse: &Pulse<'_>) -> Result<(), Trouble> {
        pulse.beat().await;
        let now = self.worker.clock.now();
        if let Some(claim) = &mut self.scan.record.claim {
            claim.until = now.saturating_add(CLAIM_LEASE).unwrap_or(now);
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
                until: self.worker.clock.now(),
            }),
            ..record
        };
        if let Err(error) = self.store.replace(&scan, version).await {
            tracing::warn!(scan = %scan.id, %error, "a claim could not be let go of");
        }
    }

    async fn fingerprint_secret(&self) -> Result<[u8; 32], Trouble> {
        let secret = self.store.get::<FingerprintSecret>(&()).await?;
        let secret = secret
            .map(|stored| stored.record.secret)
            .unwrap_or_default();
        let mut bytes = [0; 32];
        hex::decode_to_slice(secret, &mut bytes)
            .map_err(|_| Trouble::Passing("the tenant has no fingerprint secret".to_owned()))?;
        Ok(bytes)
    }

    /// Reports the usage. The report is named after the scan, so that a crash before the scan has
    /// ended, and reporting again, counts it once.
    async fn report(&self) -> Result<(), Trouble> {
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
        self.worker.usage_queue.send(self.scope, &report).await?;
        Ok(())
    }
}

/// Somebody else decided. If the scan has ended, its content goes; if another worker has it, it is
/// theirs; either way the message has done its work, unless the scan still waits.
async fn settle_lost(
    worker: &Worker,
    scope: &TenantScope<'_>,
    store: &TenantStore<'_>,
    job: &ScanJob,
) -> Outcome {
    match store.get::<Scan>(&job.scan()).await {
        Ok(Some(stored)) if stored.record.state.is_final() => {
            remove_content(worker, scope, &stored.record).await;
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
