//! What a credential is worth.

use aws_lambda_events::event::apigw::ApiGatewayV2CustomAuthorizerV2Request;
use directory::Directory;
use domain::{ApiKey, ApiKeySecret, Clock, Member, PermissionSet, Tenant};
use identity::{TokenError, TokenVerifier};
use lambda_runtime::Error;
use runtime::Fetcher;
use store::Store;
use tenancy::{Grant, Identity, Principal, Refusal, Verdict};
use tokio::sync::RwLock;

use crate::answer::Answer;
use crate::credential::Credential;
use crate::keys::verify;

/// Everything the authorizer asks.
#[derive(Debug)]
pub struct Authorizer {
    pub(crate) store: Store,
    pub(crate) directory: Directory,
    pub(crate) verifier: RwLock<TokenVerifier>,
    pub(crate) fetcher: Fetcher,
    pub(crate) clock: Clock,
}

impl Authorizer {
    pub(crate) async fn answer(
        &self,
        request: &ApiGatewayV2CustomAuthorizerV2Request,
    ) -> Result<Answer, Error> {
        let header = request.headers.get("authorization");
        let header = header
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let verdict = self.verdict(header).await?;
        match &verdict {
            Verdict::Granted(identity) => {
                tracing::info!(tenant.id = %identity.tenant, principal = %identity.principal, "authorized");
            }
            Verdict::Refused(refusal) => tracing::info!(refusal = refusal.as_str(), "refused"),
        }
        Ok(Answer::from(&verdict))
    }

    async fn verdict(&self, header: &str) -> Result<Verdict, Error> {
        match Credential::read(header) {
            Err(refusal) => Ok(Verdict::Refused(refusal)),
            Ok(Credential::ApiKey(secret)) => self.api_key(&secret).await,
            Ok(Credential::Token(token)) => self.token(token).await,
        }
    }

    async fn api_key(&self, secret: &ApiKeySecret) -> Result<Verdict, Error> {
        let Some(entry) = self.directory.api_key_find(&secret.hash()).await? else {
            return Ok(Verdict::Refused(Refusal::Invalid));
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "the directory says whose key this is"
        )]
        let grant = Grant::vouch(
            entry.tenant,
            Principal::api_key(entry.key, PermissionSet::default()),
        );
        let scope = grant.scope();
        let store = self.store.for_tenant(&scope);
        let (tenant, key) = store.get_both::<Tenant, ApiKey>(&(), &entry.key).await?;
        let (Some(tenant), Some(key)) = (tenant, key) else {
            return Ok(Verdict::Refused(Refusal::Invalid));
        };
        let (tenant, key) = (tenant.record, key.record);
        if key.revoked_at.is_some() {
            return Ok(Verdict::Refused(Refusal::Revoked));
        }
        if !key.is_live(self.clock.now()) {
            return Ok(Verdict::Refused(Refusal::Expired));
        }
        let permissions = key.scopes.iter().copied().collect();
        Ok(self.granted(&tenant, Principal::api_key(key.id, permissions)))
    }

    async fn token(&self, token: &str) -> Result<Verdict, Error> {
        let token = match verify(&self.verifier, &self.fetcher, token, &self.clock).await? {
            Ok(token) => token,
            Err(TokenError::Expired) => return Ok(Verdict::Refused(Refusal::Expired)),
            Err(TokenError::Invalid | TokenError::UnknownKey) => {
                return Ok(Verdict::Refused(Refusal::Invalid));
            }
        };
        let Some(tenant) = token.tenant else {
            return Ok(Verdict::Refused(Refusal::NotAMember));
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "the user pool signed for user and tenant"
        )]
        let grant = Grant::vouch(
            tenant,
            Principal::user(token.user, PermissionSet::default()),
        );
        let scope = grant.scope();
        let store = self.store.for_tenant(&scope);
        let (tenant, member) = store.get_both::<Tenant, Member>(&(), &token.user).await?;
        let (Some(tenant), Some(member)) = (tenant, member) else {
            return Ok(Verdict::Refused(Refusal::NotAMember));
        };
        let permissions = member.record.role.permissions();
        Ok(self.granted(&tenant.record, Principal::user(token.user, permissions)))
    }

    fn granted(&self, tenant: &Tenant, principal: Principal) -> Verdict {
        Verdict::Granted(Identity {
            tenant: tenant.id,
            state: tenant.state_at(self.clock.now()),
            plan: tenant.plan,
            principal,
        })
    }
}
