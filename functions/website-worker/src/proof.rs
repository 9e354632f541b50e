//! Whether a website may be scanned: the DNS has said within a day that its domain is the tenant's.

use dns::Resolver;
use domain::{Domain, DomainName, Failure};
use worker::{Attempt, MAX_TRIES, Trouble};

/// The domain that covers a host and is proved, asked for anew where the proof is older than a day.
///
/// # Errors
/// When there is none, or the DNS can't be asked.
pub(crate) async fn domain_of(
    attempt: &Attempt<'_>,
    resolver: &Resolver,
    host: &DomainName,
) -> Result<DomainName, Trouble> {
    let store = attempt.store();
    let now = attempt.now();
    let domains = store.get_all::<Domain>(&host.covering()).await?;
    let mut proved: Vec<_> = domains
        .into_iter()
        .map(|stored| stored.record)
        .filter(|domain| domain.proved_at.is_some())
        .collect();
    // The shortest name covers the most.
    proved.sort_by_key(|domain| domain.name.as_str().len());
    if let Some(domain) = proved.iter().find(|domain| !domain.is_stale(now)) {
        return Ok(domain.name.clone());
    }
    for domain in proved {
        let records = resolver.txt(&domain.record_name()).await;
        let records = records.map_err(|error| unanswered(attempt, &error.to_string()))?;
        let stands = domain.is_proved_by(&records);
        let changed = store.change::<Domain, Trouble>(&domain.name, |domain| {
            domain.proved_at = stands.then_some(now);
            Ok(true)
        });
        if changed.await?.is_some() && stands {
            return Ok(domain.name);
        }
    }
    Err(Trouble::Final(Failure {
        code: "domain_unproved".to_owned(),
        detail: format!(
            "The DNS does not say any more that {host} is yours, so it was not scanned and not counted. \
             GET /v1/domains says which TXT record to set."
        ),
    }))
}

/// The DNS may come back; the last try says what it was.
fn unanswered(attempt: &Attempt<'_>, why: &str) -> Trouble {
    if attempt.tries() < MAX_TRIES {
        return Trouble::Passing(why.to_owned());
    }
    Trouble::Final(Failure {
        code: "dns_unavailable".to_owned(),
        detail: "The domain's name servers did not answer, so it could not be told whether the website is yours. \
                 It was not scanned and not counted. Start a new scan when they do."
            .to_owned(),
    })
}
