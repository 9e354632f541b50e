//! Accepting a scan, whoever asks for it: a request, or a schedule that is due.
//!
//! What lives here: whether there is room in the plan, whether a website may be scanned, and in which order a scan is
//! begun. What doesn't: who may ask, and what else is written with the scan.
//!
//! Invariant: the job is sent before the scan is written. A crash in between leaves a job for a scan that never was,
//! which the worker drops; the other order would leave a scan that nobody runs. The scan and its quota are one
//! transaction, which the caller adds its own records to: a scan is accepted with all of it or not at all.

mod website;

use domain::{
    Domain, FindingCounts, Limit, Meter, Name, Period, Progress, RiskAccumulator, Scan, ScanId,
    ScanState, ScheduleId, SeriesId, Source, Website,
};
use jiff::Timestamp;
use messages::{Queue, QueueError, ScanJob};
use store::{StoreError, TenantStore, Transaction};
use tenancy::TenantScope;

pub use website::WebsiteIn;

/// Why a scan is not accepted. The sentences are for who asked.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The plan's scans are used up.
    #[error(
        "The plan's scans for this month are used up. GET /v1/usage says when the next period begins."
    )]
    QuotaExhausted,
    /// The website's host belongs to no domain that is proved.
    #[error("No proved domain covers {0}. POST /v1/domains says how to prove one.")]
    DomainUnproved(String),
    /// The table could not be asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The job could not be sent.
    #[error(transparent)]
    Queue(#[from] QueueError),
}

/// What is to be scanned.
#[derive(Debug)]
pub struct Wanted {
    /// The scan's id.
    pub id: ScanId,
    /// What it is called.
    pub name: Name,
    /// What is scanned.
    pub source: Source,
    /// Its series; by default that of the same source and name.
    pub series: Option<SeriesId>,
    /// The schedule that starts it.
    pub schedule: Option<ScheduleId>,
}

/// Accepts scans of one tenant.
#[derive(Debug)]
pub struct Acceptance<'a> {
    /// Whose, and who asks.
    pub scope: &'a TenantScope<'a>,
    /// The tenant's part of the table.
    pub store: &'a TenantStore<'a>,
    /// How many scans the plan allows in a month.
    pub limit: Limit,
    /// The time.
    pub now: Timestamp,
}

impl<'a> Acceptance<'a> {
    /// Whether the plan has a scan left. The transaction is what holds the limit; this turns the usual refusal away
    /// before anything is done for it.
    ///
    /// # Errors
    /// [`Refused::QuotaExhausted`], or that the table can't be asked.
    pub async fn has_room(&self) -> Result<(), Refused> {
        let Limit::AtMost(limit) = self.limit else {
            return Ok(());
        };
        let used = self.store.quota_used(Meter::Scans, Period::of(self.now));
        if used.await? >= limit {
            return Err(Refused::QuotaExhausted);
        }
        Ok(())
    }

    /// Sends the job of a scan, and begins the transaction that makes it one that is accepted.
    ///
    /// # Errors
    /// When the job can't be sent.
    pub async fn begin(
        &self,
        queue: &Queue,
        wanted: Wanted,
    ) -> Result<(Scan, Transaction<'a>), Refused> {
        let period = Period::of(self.now);
        let own = || SeriesId::of_source(&wanted.source, &wanted.name);
        let series = wanted.series.unwrap_or_else(own);
        let scan = Scan {
            id: wanted.id,
            name: wanted.name,
            source: wanted.source,
            series: Some(series),
            schedule: wanted.schedule,
            state: ScanState::Queued,
            created_at: self.now,
            created_by: self.scope.principal().to_string(),
            started_at: None,
            finished_at: None,
            progress: Progress::default(),
            findings: FindingCounts::default(),
            findings_accepted: 0,
            findings_left_out: domain::LeftOut::default(),
            findings_dropped: 0,
            risk: None,
            risk_so_far: RiskAccumulator::new(),
            risk_left_out: RiskAccumulator::new(),
            comparison: None,
            failure: None,
            engine_version: detect::VERSION.to_owned(),
            period,
            charged: true,
            claim: None,
            reused_from: None,
            rules_version: None,
            verdict: None,
        };
        let job = ScanJob::new(self.scope, scan.id, self.now);
        queue.send(self.scope, &job).await?;
        let transaction = self.store.transaction().create(&scan);
        let transaction = transaction.quota_reserve(Meter::Scans, period, self.limit);
        Ok((scan, transaction))
    }
}

/// Whether the tenant may have a website scanned: a domain that covers its host is proved.
///
/// Whether the DNS still says so is asked by the worker: it knows how to ask, and asks when it begins.
///
/// # Errors
/// [`Refused::DomainUnproved`], or that the table can't be asked.
pub async fn may_scan(store: &TenantStore<'_>, website: &Website) -> Result<(), Refused> {
    let Some(host) = website.host() else {
        return Err(Refused::DomainUnproved(website.url.clone()));
    };
    let domains = store.get_all::<Domain>(&host.covering()).await?;
    if domains.iter().any(|it| it.record.proved_at.is_some()) {
        Ok(())
    } else {
        Err(Refused::DomainUnproved(host.to_string()))
    }
}
