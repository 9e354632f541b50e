//! `POST /v1/domains`

use api::{Answer, Authorized, Code, Created, Gate, IdempotencyKey, JsonBody, Once, Problem, Turn};
use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{DOMAINS_MAX, Domain, DomainName};
use jiff::Timestamp;
use rand::RngCore as _;
use serde::Deserialize;
use store::{StoreError, TenantStore};
use tenancy::permit::DomainCreate;

use crate::model::DomainOut;

/// The domain that is wanted.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DomainIn {
    /// Its name. Hosts below it are covered.
    domain: DomainName,
}

/// Add a domain.
///
/// The answer says which TXT record proves it. Adding it again changes nothing: the record stays the
/// same. Two tenants can have the same domain, each with a record of its own.
#[utoipa::path(
    post, path = "/v1/domains", tag = "Domains", operation_id = "domain_create",
    params(("idempotency-key" = Option<String>, Header, description = "Makes the request safe to repeat.")),
    request_body = DomainIn,
    responses(
        (status = 201, body = DomainOut, description = "The domain, and the record that proves it.",
            headers(("location" = String, description = "Where the domain is."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`request_in_flight`: the same request is being worked on. \
                `limit_reached`: the tenant has 50 domains.",
            headers(("retry-after" = u64, description = "Seconds after which to send it again."))),
        (status = 422, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`idempotency_key_reused`: the `Idempotency-Key` belongs to another body."),
        api::Problems,
    ),
    security(("bearer" = ["domain:create"])),
)]
pub(crate) async fn domain_create(
    caller: Authorized<DomainCreate>,
    State(gate): State<Gate>,
    idempotency: IdempotencyKey,
    body: JsonBody<DomainIn>,
) -> Result<Once<Created<DomainOut>>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let turn = idempotency
        .begin(&store, "domain_create", &body.hash, gate.clock())
        .await?;
    let slot = match turn {
        Turn::Again(answer) => return Ok(Once::Again(answer)),
        Turn::First(slot) => slot,
    };
    let by = scope.principal().to_string();
    let result = create(&store, body.value.domain, by, gate.clock().now()).await;
    slot.settle(&store, result, Answer::stored).await
}

async fn create(
    store: &TenantStore<'_>,
    name: DomainName,
    created_by: String,
    now: Timestamp,
) -> Result<Created<DomainOut>, Problem> {
    let there = store.domain_list(None, DOMAINS_MAX).await?.items;
    let same = there.iter().find(|stored| stored.record.name == name);
    let domain = match same {
        Some(stored) => stored.record.clone(),
        None if there.len() >= DOMAINS_MAX => {
            let detail = format!("A tenant can have {DOMAINS_MAX} domains. Remove one first.");
            return Err(Problem::new(Code::LimitReached, detail));
        }
        None => added(store, name, created_by, now).await?,
    };
    let location = format!("/v1/domains/{}", domain.name);
    Ok(Answer::new(DomainOut::from(domain)).at(location))
}

async fn added(
    store: &TenantStore<'_>,
    name: DomainName,
    created_by: String,
    now: Timestamp,
) -> Result<Domain, Problem> {
    let mut random = [0; 32];
    rand::rng().fill_bytes(&mut random);
    let domain = Domain {
        name,
        token: URL_SAFE_NO_PAD.encode(random),
        created_by,
        created_at: now,
        proved_at: None,
    };
    match store.create(&domain).await {
        Ok(_) => Ok(domain),
        // Somebody added it at this moment; theirs is the record to set.
        Err(StoreError::Conflict) => {
            let stored = store.get::<Domain>(&domain.name).await?;
            stored
                .map(|stored| stored.record)
                .ok_or_else(|| StoreError::Conflict.into())
        }
        Err(error) => Err(error.into()),
    }
}
