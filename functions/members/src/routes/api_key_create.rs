//! `POST /v1/api-keys`

use api::{Answer, Authorized, Code, Created, Gate, IdempotencyKey, JsonBody, Once, Problem, Turn};
use axum::extract::State;
use directory::Directory;
use domain::{ApiKey, ApiKeyId, ApiKeySecret, Name, Permission, PermissionSet, Role};
use jiff::Timestamp;
use rand::RngCore as _;
use serde::{Deserialize, Serialize};
use store::TenantStore;
use tenancy::permit::ApiKeyCreate;

use crate::model::ApiKeyOut;

/// The key that is wanted.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiKeyIn {
    /// What it is for.
    name: Name,
    /// What it may do: at most what its maker may. Without scopes, what an integrator may but
    /// manage keys.
    scopes: Option<Vec<Permission>>,
    /// When it stops working; without it, when it is revoked. A key that was made by a key stops
    /// no later than its maker.
    expires_at: Option<Timestamp>,
}

/// A new API key, with the only look at its secret there will ever be.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct NewApiKeyOut {
    #[serde(flatten)]
    api_key: ApiKeyOut,
    /// The secret. Polder keeps a hash of it and can't show it again; an answer that is repeated
    /// for its `Idempotency-Key` has none.
    #[schema(example = "plk_…")]
    key: Option<String>,
}

/// Create an API key.
#[utoipa::path(
    post, path = "/v1/api-keys", tag = "API keys", operation_id = "api_key_create",
    params(("idempotency-key" = Option<String>, Header, description = "Makes the request safe to repeat.")),
    request_body = ApiKeyIn,
    responses(
        (status = 201, body = NewApiKeyOut, description = "The key, and its secret for once.",
            headers(("location" = String, description = "Where the key is."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        (status = 401, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`credential_revoked`: the key that asks was revoked or has expired."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`request_in_flight`: the same request is being worked on.",
            headers(("retry-after" = u64, description = "Seconds after which to send it again."))),
        (status = 422, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`idempotency_key_reused`: the `Idempotency-Key` belongs to another body."),
        api::Problems,
    ),
    security(("bearer" = ["api_key:create"])),
)]
pub(crate) async fn api_key_create(
    caller: Authorized<ApiKeyCreate>,
    State(gate): State<Gate>,
    State(directory): State<Directory>,
    idempotency: IdempotencyKey,
    body: JsonBody<ApiKeyIn>,
) -> Result<Once<Created<NewApiKeyOut>>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let turn = idempotency
        .begin(&store, "api_key_create", &body.hash, gate.clock())
        .await?;
    let slot = match turn {
        Turn::Again(answer) => return Ok(Once::Again(answer)),
        Turn::First(slot) => slot,
    };
    let now = gate.clock().now();
    let result = create(&caller, &store, &directory, body.value, now).await;
    slot.settle(&store, result, |answer| {
        // The secret must not be kept, so a repeat is answered without it.
        let mut kept = answer.stored()?;
        let mut body: serde_json::Value = serde_json::from_str(&kept.body)?;
        body["key"] = serde_json::Value::Null;
        kept.body = body.to_string();
        Ok(kept)
    })
    .await
}

async fn create(
    caller: &Authorized<ApiKeyCreate>,
    store: &TenantStore<'_>,
    directory: &Directory,
    wanted: ApiKeyIn,
    now: Timestamp,
) -> Result<Created<NewApiKeyOut>, Problem> {
    let scope = caller.scope();
    let allowed = scope.principal().permissions();
    let scopes: PermissionSet = match wanted.scopes {
        None => default_scopes().intersection(allowed),
        Some(scopes) if scopes.is_empty() => {
            return Err(Problem::field(
                "scopes",
                "must name at least one permission, or be left out",
            ));
        }
        Some(scopes) => {
            if let Some(beyond) = scopes.iter().find(|scope| !allowed.contains(**scope)) {
                let detail = format!("must not go beyond your own permissions, as {beyond} does");
                return Err(Problem::field("scopes", detail));
            }
            scopes.into_iter().collect()
        }
    };
    if wanted.expires_at.is_some_and(|end| end <= now) {
        return Err(Problem::field("expires_at", "must lie in the future"));
    }
    let expires_at = match scope.principal().api_key_id() {
        None => wanted.expires_at,
        Some(maker) => {
            let maker = store
                .get::<ApiKey>(&maker)
                .await?
                .ok_or_else(Problem::not_found)?;
            // The gateway may remember for a minute that the maker was good.
            if !maker.record.is_live(now) {
                return Err(Problem::new(
                    Code::CredentialRevoked,
                    "The API key was revoked or has expired.",
                ));
            }
            [wanted.expires_at, maker.record.expires_at]
                .into_iter()
                .flatten()
                .min()
        }
    };
    let mut random = [0; 32];
    rand::rng().fill_bytes(&mut random);
    let secret = ApiKeySecret::from_random(&random);
    let key = ApiKey {
        id: ApiKeyId::at(now),
        name: wanted.name,
        scopes: scopes.iter().collect(),
        hint: secret.hint().to_owned(),
        hash: secret.hash(),
        created_by: scope.principal().to_string(),
        created_at: now,
        expires_at,
        revoked_at: None,
    };
    // The record goes first: a key that the directory does not know opens nothing.
    store.create(&key).await?;
    let added = directory.api_key_add(scope.tenant(), &key).await;
    added.map_err(|error| Problem::unavailable(error.to_string()))?;
    let location = format!("/v1/api-keys/{}", key.id);
    let out = NewApiKeyOut {
        api_key: key.into(),
        key: Some(secret.reveal().to_owned()),
    };
    Ok(Answer::new(out).at(location))
}

/// What an integrator may but manage keys: a key that leaked must not be able to make others.
fn default_scopes() -> PermissionSet {
    use Permission as P;
    let all = Role::Integrator.permissions().iter();
    all.filter(|scope| ![P::ApiKeyRead, P::ApiKeyCreate, P::ApiKeyRevoke].contains(scope))
        .collect()
}
