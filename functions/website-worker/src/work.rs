//! One scan of a website.

use std::sync::Arc;

use detect::{CompiledRules, FingerprintKey};
use dns::Resolver;
use domain::{Failure, PageUrl, Progress, Reach, RuleSet, Scan};
use http::HeaderValue;
use tenancy::TenantScope;
use worker::{Attempt, Trouble, Work};

use crate::crawl::{Crawl, Setting};
use crate::fetch::Fetcher;
use crate::proof;

/// Scans websites.
#[derive(Debug)]
pub(crate) struct WebsiteWork {
    resolver: Resolver,
    reach: Reach,
    agent: HeaderValue,
}

impl WebsiteWork {
    /// `docs_url` is where somebody who finds us in their logs can read who we are.
    pub(crate) fn new(resolver: Resolver, reach: Reach, docs_url: &str) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let agent = format!("PolderBot/{version} (+{docs_url}/website-scan)");
        let agent = HeaderValue::try_from(agent);
        Self {
            resolver,
            reach,
            agent: agent.unwrap_or(HeaderValue::from_static("PolderBot")),
        }
    }
}

impl Work for WebsiteWork {
    type Done = ();

    async fn run(&self, attempt: &mut Attempt<'_>) -> Result<(), Trouble> {
        let website = attempt.scan().source.website.clone();
        let website = website.ok_or_else(|| misplaced("the scan is of no website"))?;
        let start = PageUrl::parse(&website.url, self.reach);
        let start = start.map_err(|error| misplaced(&error.to_string()))?;
        let domain = proof::domain_of(attempt, &self.resolver, start.host()).await?;
        let secret = attempt.secret();
        if attempt.is_resumed() {
            begin_anew(attempt).await?;
        }
        let setting = Setting {
            scan: attempt.scan().id,
            tries: attempt.tries(),
            key: FingerprintKey::new(secret),
            rules: compiled(attempt.rules()),
            reach: self.reach,
            website,
            start,
            domain,
        };
        let fetcher = Fetcher::new(self.resolver.clone(), self.reach, self.agent.clone());
        let mut ledger = attempt.ledger();
        let crawled = Crawl::new(setting, fetcher, ledger.now())
            .run(&mut ledger)
            .await;
        attempt.take_over(&ledger);
        if let Some(paths) = crawled? {
            attempt.looked_only_at(paths);
        }
        attempt.report().await
    }

    async fn completed(&self, _: &Attempt<'_>, (): ()) {}

    /// Nothing of a website is kept.
    async fn forget(&self, _: &TenantScope<'_>, _: &Scan) {}
}

/// The tenant's rules, ready to run; nothing where there are none.
fn compiled(rules: &RuleSet) -> Option<Arc<CompiledRules>> {
    (!rules.is_plain()).then(|| Arc::new(CompiledRules::new(rules)))
}

/// Forgets what an earlier try found. Pages may have changed since, and links are not kept, because they may have
/// anything in them; so there is nothing to go on from.
async fn begin_anew(attempt: &mut Attempt<'_>) -> Result<(), Trouble> {
    let scan = attempt.scan_mut();
    scan.progress = Progress::default();
    scan.findings = domain::FindingCounts::default();
    scan.findings_accepted = 0;
    scan.findings_dropped = 0;
    scan.risk_so_far = domain::RiskAccumulator::new();
    let id = scan.id;
    // The claim is ours before what no version guards is removed.
    attempt.hold().await?;
    attempt.store().finding_remove_all(id).await?;
    Ok(())
}

/// A job that is none for this worker.
fn misplaced(why: &str) -> Trouble {
    Trouble::Final(Failure {
        code: "platform_error".to_owned(),
        detail: format!("The scan could not be begun ({why}). It was not counted."),
    })
}
