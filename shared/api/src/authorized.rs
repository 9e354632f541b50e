//! Who may call: the decision that every endpoint's signature begins with.

use std::marker::PhantomData;
use std::sync::{Arc, OnceLock};

use axum::extract::{FromRef, FromRequestParts};
use domain::{Plan, TenantState};
use http::request::Parts;
use lambda_http::request::RequestContext;
use serde_json::Value;
use tenancy::{Grant, Identity, Permit, Refusal, TenantScope, Verdict};

use crate::{Code, Gate, Problem, RateStatus};

/// Anybody may call.
#[derive(Debug)]
pub struct Anonymous;

impl<S: Sync> FromRequestParts<S> for Anonymous {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self)
    }
}

/// The caller is who they say, their tenant is in good standing, has requests left, and lets them
/// do `P`.
#[derive(Debug)]
pub struct Authorized<P> {
    grant: Grant,
    plan: Plan,
    permit: PhantomData<P>,
}

impl<P> Authorized<P> {
    /// The scope to read and write with.
    #[must_use]
    pub fn scope(&self) -> TenantScope<'_> {
        self.grant.scope()
    }

    /// What the tenant may use.
    #[must_use]
    pub fn plan(&self) -> Plan {
        self.plan
    }
}

/// Where the extractor leaves what [`crate::finish`] writes into headers.
pub(crate) type RateSlot = Arc<OnceLock<RateStatus>>;

impl<P: Permit, S: Sync> FromRequestParts<S> for Authorized<P>
where
    Gate: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let identity = identity(parts)?;
        tenant_agrees(parts, &identity)?;
        tenant_is_open(identity.state)?;
        let plan = identity.plan;
        let tenant = identity.tenant;
        #[expect(
            clippy::disallowed_methods,
            reason = "the gateway's context is written by the authorizer, which verified the credential"
        )]
        let grant = Grant::vouch(tenant, identity.principal);
        let gate = Gate::from_ref(state);
        let now = gate.clock.now();
        let scope = grant.scope();
        let (status, spent) = {
            let store = gate.store.for_tenant(&scope);
            gate.throttle.spend(&store, tenant, plan, now).await
        };
        if let Some(slot) = parts.extensions.get::<RateSlot>() {
            let _ = slot.set(status);
        }
        spent?;
        if !grant.principal().may(P::PERMISSION) {
            let detail = format!("It takes the permission {}.", P::PERMISSION);
            return Err(Problem::new(Code::PermissionMissing, detail));
        }
        Ok(Self {
            grant,
            plan,
            permit: PhantomData,
        })
    }
}

fn identity(parts: &Parts) -> Result<Identity, Problem> {
    let Some(RequestContext::ApiGatewayV2(context)) = parts.extensions.get::<RequestContext>()
    else {
        return Err(Problem::internal(
            "the request did not come through the gateway",
        ));
    };
    let fields = context
        .authorizer
        .as_ref()
        .map(|authorizer| &authorizer.fields);
    let verdict = Verdict::from_context(|name| {
        fields
            .and_then(|fields| fields.get(name))
            .and_then(Value::as_str)
    });
    match verdict.map_err(|error| Problem::internal(error.to_string()))? {
        Verdict::Granted(identity) => Ok(identity),
        Verdict::Refused(refusal) => Err(refused(refusal)),
    }
}

fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Invalid => Problem::new(
            Code::CredentialInvalid,
            "The API key or access token is none that Polder gave out. Check that it is whole.",
        ),
        Refusal::Expired => Problem::new(
            Code::CredentialExpired,
            "Refresh the access token, or create a new API key.",
        ),
        Refusal::Revoked => Problem::new(
            Code::CredentialRevoked,
            "The API key was revoked. Create a new one.",
        ),
        Refusal::NotAMember => Problem::new(
            Code::CredentialInvalid,
            "You are signed in, but not a member of the tenant that the token names.",
        ),
    }
}

/// The tenant follows from the credential; a header that names another one is answered as if that
/// tenant did not exist, which for this credential it does not.
fn tenant_agrees(parts: &Parts, identity: &Identity) -> Result<(), Problem> {
    let named = parts.headers.get("x-tenant-id");
    let agrees =
        named.is_none_or(|named| named.as_bytes() == identity.tenant.to_string().as_bytes());
    if agrees {
        return Ok(());
    }
    tracing::warn!(
        tenant.id = %identity.tenant, principal = %identity.principal,
        "a credential was used with another tenant's X-Tenant-ID"
    );
    let detail = "The credential belongs to no tenant of the id in X-Tenant-ID.";
    Err(Problem::new(Code::TenantUnknown, detail))
}

fn tenant_is_open(state: TenantState) -> Result<(), Problem> {
    match state {
        TenantState::Trial | TenantState::Active => Ok(()),
        TenantState::Suspended => Err(Problem::new(
            Code::TenantSuspended,
            "The trial has ended or a payment is missing. Your data is kept; choose a plan to go on.",
        )),
        TenantState::Cancelled => Err(Problem::new(
            Code::TenantCancelled,
            "The tenant was cancelled. Sign up with another address to begin anew.",
        )),
    }
}
