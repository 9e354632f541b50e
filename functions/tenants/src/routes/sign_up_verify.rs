//! `POST /v1/sign-ups/{sign_up}/verification`

use api::{Anonymous, Answer, Code, Created, Gate, JsonBody, PathParams, Problem};
use axum::extract::State;
use directory::{Directory, DirectoryError, Trial};
use domain::{Member, PermissionSet, Role, SignUp, SignUpId, Tenant};
use identity::{ConfirmError, UserPool};
use rand::RngCore as _;
use serde::Deserialize;
use store::{FingerprintSecret, StoreError, TenantStore, Version};
use tenancy::{Grant, Principal};

use crate::model::TenantOut;

/// The code from the mail.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerificationIn {
    /// The code from the mail.
    #[schema(example = "123456", min_length = 1, max_length = 32)]
    code: String,
}

/// Verify a sign-up's e-mail address.
///
/// The tenant comes to be, on trial, with the address as its admin. Verifying again answers the
/// same tenant.
#[utoipa::path(
    post, path = "/v1/sign-ups/{sign_up}/verification", tag = "Tenants",
    operation_id = "sign_up_verify",
    params(("sign_up" = SignUpId, Path, description = "The sign-up.")),
    request_body = VerificationIn,
    responses(
        (status = 201, body = TenantOut, description = "The tenant.", headers(
            ("location" = String, description = "Where the tenant is."),
            ("etag" = String, description = "Its version."),
        )),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: the id can't be one of a sign-up."),
        (status = 422, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`sign_up_refused`: the code is wrong or has lapsed."),
        (status = 429, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`rate_limited`: there were too many wrong codes.",
            headers(("retry-after" = u64, description = "Seconds after which to send it again."))),
        api::Problems,
    ),
)]
pub(crate) async fn sign_up_verify(
    _: Anonymous,
    State(gate): State<Gate>,
    State(directory): State<Directory>,
    State(user_pool): State<UserPool>,
    PathParams(id): PathParams<SignUpId>,
    body: JsonBody<VerificationIn>,
) -> Result<Created<TenantOut>, Problem> {
    let code = body.value.code;
    if !(1..=32).contains(&code.len()) {
        return Err(Problem::field("code", "must be the code from the mail"));
    }
    let now = gate.clock().now();
    let sign_up = directory
        .sign_up_find(id)
        .await
        .map_err(|error| unavailable(&error))?;
    // A sign-up of an address that has an account was never kept; it is answered as a wrong code.
    let sign_up = sign_up
        .filter(|sign_up| now < sign_up.expires_at)
        .ok_or_else(refused)?;
    user_pool
        .confirm(sign_up.user, &sign_up.email, &code)
        .await
        .map_err(|error| match error {
            ConfirmError::Code => refused(),
            ConfirmError::TooMany => {
                let detail =
                    "There were too many attempts. Wait a while, then use the newest mail.";
                Problem::new(Code::RateLimited, detail).retry_after(300)
            }
            ConfirmError::Unavailable(cause) => Problem::unavailable(cause),
        })?;

    #[expect(
        clippy::disallowed_methods,
        reason = "the tenant comes to be here, for this user"
    )]
    let grant = Grant::vouch(
        sign_up.tenant,
        Principal::user(sign_up.user, PermissionSet::default()),
    );
    let scope = grant.scope();
    let store = gate.store().for_tenant(&scope);
    let tenant = Tenant::on_trial(sign_up.tenant, sign_up.settings.clone(), now);
    // The directory goes first: what it names and the store lacks opens nothing, while a tenant
    // that the directory lacks could never be found again.
    let trial = Trial {
        tenant: tenant.id,
        ends_at: tenant.trial_ends_at,
    };
    directory
        .trial_add(&trial)
        .await
        .map_err(|error| unavailable(&error))?;
    directory
        .membership_add(sign_up.user, tenant.id)
        .await
        .map_err(|error| unavailable(&error))?;
    let (tenant, version) = tenant_create(&store, tenant, &sign_up).await?;
    let location = "/v1/tenant".to_owned();
    Ok(Answer::new(TenantOut::from(tenant))
        .at(location)
        .version(version))
}

async fn tenant_create(
    store: &TenantStore<'_>,
    tenant: Tenant,
    sign_up: &SignUp,
) -> Result<(Tenant, Version), Problem> {
    let member = Member {
        user: sign_up.user,
        email: sign_up.email.clone(),
        role: Role::Admin,
        joined_at: tenant.created_at,
    };
    let mut random = [0; 32];
    rand::rng().fill_bytes(&mut random);
    let secret = hex::encode(random);
    let transaction = store
        .transaction()
        .create(&tenant)
        .create(&member)
        .create(&FingerprintSecret { secret });
    match transaction.commit().await {
        Ok(()) => Ok((tenant, Version::FIRST)),
        // It was verified before.
        Err(store::TransactionError::Store(StoreError::Conflict)) => {
            let tenant = store
                .get::<Tenant>(&())
                .await?
                .ok_or_else(Problem::not_found)?;
            Ok((tenant.record, tenant.version))
        }
        Err(error) => Err(error.into()),
    }
}

fn refused() -> Problem {
    let detail = "The code is wrong or has lapsed. Use the newest mail, or sign up again.";
    Problem::new(Code::SignUpRefused, detail)
}

fn unavailable(error: &DirectoryError) -> Problem {
    Problem::unavailable(error.to_string())
}
