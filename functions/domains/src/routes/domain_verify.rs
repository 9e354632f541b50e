//! `POST /v1/domains/{domain}/verification`

use api::{Answer, Authorized, Code, Found, Gate, PathParams, Problem};
use axum::extract::State;
use dns::Resolver;
use domain::{Domain, DomainName};
use tenancy::permit::DomainVerify;

use crate::model::DomainOut;

/// The longest text of another record that is shown, in characters, and how many are.
const SHOWN_CHARS: usize = 80;
const SHOWN_RECORDS: usize = 3;

/// Have the DNS asked whether a domain is the tenant's.
///
/// Asking again is safe. If the record is gone, a domain that was proved is proved no more.
#[utoipa::path(
    post, path = "/v1/domains/{domain}/verification", tag = "Domains", operation_id = "domain_verify",
    params(("domain" = DomainName, Path, description = "The domain's name.")),
    responses(
        (status = 200, body = DomainOut, description = "The domain, proved.",
            headers(("etag" = String, description = "Its version."))),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such domain."),
        (status = 422, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`domain_unproved`: the record is not there; `detail` says what is, and what should be."),
        (status = 503, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`dns_unavailable`: the domain's name servers do not answer.",
            headers(("retry-after" = u64, description = "Seconds after which to send it again."))),
        api::Problems,
    ),
    security(("bearer" = ["domain:verify"])),
)]
pub(crate) async fn domain_verify(
    caller: Authorized<DomainVerify>,
    State(gate): State<Gate>,
    State(resolver): State<Resolver>,
    PathParams(name): PathParams<DomainName>,
) -> Result<Found<DomainOut>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let stored = store.get::<Domain>(&name).await?;
    let domain = stored.ok_or_else(Problem::not_found)?.record;
    let records = resolver.txt(&domain.record_name()).await.map_err(|error| {
        let detail = format!("Asked for the TXT records of {}.", domain.record_name());
        Problem::new(Code::DnsUnavailable, detail)
            .because(error.to_string())
            .retry_after(30)
    })?;
    let proved = domain.is_proved_by(&records);
    let now = gate.clock().now();
    let changed = store.change::<Domain, Problem>(&name, |domain| {
        let before = domain.proved_at;
        domain.proved_at = proved.then_some(now);
        Ok(domain.proved_at != before)
    });
    let stored = changed.await?.ok_or_else(Problem::not_found)?;
    if !proved {
        return Err(Problem::new(
            Code::DomainUnproved,
            advice(&domain, &records),
        ));
    }
    Ok(Answer::new(DomainOut::from(stored.record)).version(stored.version))
}

/// What was found, and what to set.
fn advice(domain: &Domain, records: &[String]) -> String {
    let name = domain.record_name();
    let found = if records.is_empty() {
        format!("There is no TXT record at {name}.")
    } else {
        let shown: Vec<_> = records
            .iter()
            .take(SHOWN_RECORDS)
            .map(|record| {
                let clean = record.chars().filter(|c| !c.is_control());
                format!("\"{}\"", clean.take(SHOWN_CHARS).collect::<String>())
            })
            .collect();
        format!("At {name} stands {}.", shown.join(", "))
    };
    let value = domain.record_value();
    format!("{found} Set a TXT record of that name with the text \"{value}\", then ask again.")
}
