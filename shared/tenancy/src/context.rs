//! What the authorizer tells the functions, through the gateway.
//!
//! The gateway passes a flat map of strings. Functions trust this map and nothing else about who
//! calls; the gateway lets nobody but the authorizer write it.

use std::collections::BTreeMap;

use domain::{ApiKeyId, PermissionSet, Plan, TenantId, TenantState, UserId};

use crate::Principal;

/// What the authorizer found out about a credential.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is good.
    Granted(Identity),
    /// It is not, and this is what to tell its holder.
    Refused(Refusal),
}

/// Whom a credential belongs to, and all that a request needs to know of them.
#[derive(Debug, PartialEq, Eq)]
pub struct Identity {
    /// The tenant.
    pub tenant: TenantId,
    /// Where it stands.
    pub state: TenantState,
    /// What it may use.
    pub plan: Plan,
    /// Who acts.
    pub principal: Principal,
}

/// Why a credential is no good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing that Polder gave out: tampered with, mistyped, of another pool, or revoked long ago.
    Invalid,
    /// It was good once.
    Expired,
    /// Somebody revoked it.
    Revoked,
    /// The person is signed in but belongs to no tenant that the token names.
    NotAMember,
}

impl Refusal {
    const ALL: [Refusal; 4] = [
        Refusal::Invalid,
        Refusal::Expired,
        Refusal::Revoked,
        Refusal::NotAMember,
    ];

    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Refusal::Invalid => "invalid",
            Refusal::Expired => "expired",
            Refusal::Revoked => "revoked",
            Refusal::NotAMember => "not_a_member",
        }
    }
}

/// A context that no authorizer of ours wrote.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the authorizer's context lacks a valid {field:?}")]
pub struct InvalidContext {
    field: &'static str,
}

impl Verdict {
    /// The verdict as the map that travels through the gateway.
    #[must_use]
    pub fn to_context(&self) -> BTreeMap<&'static str, String> {
        match self {
            Verdict::Refused(refusal) => BTreeMap::from([("refusal", refusal.as_str().to_owned())]),
            Verdict::Granted(identity) => BTreeMap::from([
                ("tenant", identity.tenant.to_string()),
                ("state", identity.state.as_str().to_owned()),
                ("plan", identity.plan.as_str().to_owned()),
                ("principal", identity.principal.to_string()),
                ("permissions", identity.principal.permissions().to_string()),
            ]),
        }
    }

    /// Reads the map back.
    ///
    /// # Errors
    /// When a field is missing or is not what an authorizer writes.
    pub fn from_context<'a>(
        field: impl Fn(&'static str) -> Option<&'a str>,
    ) -> Result<Self, InvalidContext> {
        if let Some(text) = field("refusal") {
            let refusal = Refusal::ALL
                .into_iter()
                .find(|refusal| refusal.as_str() == text);
            return refusal
                .map(Verdict::Refused)
                .ok_or(InvalidContext { field: "refusal" });
        }
        let permissions: PermissionSet = parsed(&field, "permissions")?;
        let principal = field("principal").ok_or(InvalidContext { field: "principal" })?;
        let principal = if let Ok(user) = principal.parse::<UserId>() {
            Principal::user(user, permissions)
        } else if let Ok(key) = principal.parse::<ApiKeyId>() {
            Principal::api_key(key, permissions)
        } else {
            return Err(InvalidContext { field: "principal" });
        };
        Ok(Verdict::Granted(Identity {
            tenant: parsed(&field, "tenant")?,
            state: parsed(&field, "state")?,
            plan: parsed(&field, "plan")?,
            principal,
        }))
    }
}

fn parsed<'a, T: std::str::FromStr>(
    field: &impl Fn(&'static str) -> Option<&'a str>,
    name: &'static str,
) -> Result<T, InvalidContext> {
    field(name)
        .and_then(|text| text.parse().ok())
        .ok_or(InvalidContext { field: name })
}

#[cfg(test)]
mod tests {
    use domain::Role;

    use super::*;

    fn read(map: &BTreeMap<&'static str, String>) -> Result<Verdict, InvalidContext> {
        Verdict::from_context(|name| map.get(name).map(String::as_str))
    }

    #[test]
    fn verdicts_travel_unchanged() {
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        let verdicts = [
            Verdict::Granted(Identity {
                tenant: TenantId::at(now),
                state: TenantState::Trial,
                plan: Plan::Trial,
                principal: Principal::user(UserId::at(now), Role::Analyst.permissions()),
            }),
            Verdict::Granted(Identity {
                tenant: TenantId::at(now),
                state: TenantState::Suspended,
                plan: Plan::EnterprisePlus,
                principal: Principal::api_key(ApiKeyId::at(now), PermissionSet::default()),
            }),
            Verdict::Refused(Refusal::Expired),
        ];
        for verdict in verdicts {
            assert_eq!(read(&verdict.to_context()).unwrap(), verdict);
        }
    }

    #[test]
    fn a_context_without_a_field_grants_nothing() {
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        let whole = Verdict::Granted(Identity {
            tenant: TenantId::at(now),
            state: TenantState::Trial,
            plan: Plan::Trial,
            principal: Principal::user(UserId::at(now), Role::Admin.permissions()),
        })
        .to_context();
        for field in whole.keys() {
            let mut less = whole.clone();
            less.remove(field);
            assert!(read(&less).is_err(), "granted without {field}");
        }
    }
}
