//! Who may do what: roles, permissions, and sets of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        /// One thing that can be allowed. Written `noun:verb` wherever a person meets it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
        pub enum Permission {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
        }

        impl Permission {
            /// Every permission, in the order of declaration.
            pub const ALL: &'static [Permission] = &[$(Permission::$name),+];

            /// How it is written.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Permission::$name => $text),+ }
            }
        }
    };
}

permissions! {
    /// Read the tenant's state and settings.
    TenantRead = "tenant:read";
    /// Change the tenant's settings.
    TenantUpdate = "tenant:update";
    /// Cancel the tenant.
    TenantCancel = "tenant:cancel";
    /// See which API keys exist; never their secrets.
    ApiKeyRead = "api_key:read";
    /// Create API keys with at most one's own permissions.
    ApiKeyCreate = "api_key:create";
    /// Revoke API keys.
    ApiKeyRevoke = "api_key:revoke";
    /// See which domains the tenant has, and how each is proved.
    DomainRead = "domain:read";
    /// Add domains.
    DomainCreate = "domain:create";
    /// Have the DNS asked whether a domain is the tenant's.
    DomainVerify = "domain:verify";
    /// Remove domains.
    DomainDelete = "domain:delete";
    /// See schedules.
    ScheduleRead = "schedule:read";
    /// Make schedules, which start scans.
    ScheduleCreate = "schedule:create";
    /// Change, pause and resume schedules.
    ScheduleUpdate = "schedule:update";
    /// Delete schedules; their scans stay.
    ScheduleDelete = "schedule:delete";
    /// Upload content and start scans.
    ScanCreate = "scan:create";
    /// See scans and their progress.
    ScanRead = "scan:read";
    /// Cancel scans.
    ScanCancel = "scan:cancel";
    /// Delete scans with their findings.
    ScanDelete = "scan:delete";
    /// See findings.
    FindingRead = "finding:read";
    /// Change the triage state of findings.
    FindingTriage = "finding:triage";
    /// Download reports.
    ReportRead = "report:read";
    /// Begin assessments.
    AssessmentCreate = "assessment:create";
    /// See questionnaires, assessments and their results.
    AssessmentRead = "assessment:read";
    /// Answer, complete and reopen assessments; completing counts as a scan.
    AssessmentUpdate = "assessment:update";
    /// Delete assessments with their answers and results.
    AssessmentDelete = "assessment:delete";
    /// See what the plan allows and what is used.
    UsageRead = "usage:read";
    /// See the detectors and the tenant's own rules.
    RuleRead = "rule:read";
    /// Try rules out on a text.
    RuleDryRun = "rule:dry_run";
    /// Make, change, switch on and off, and delete rules; change detectors.
    RuleUpdate = "rule:update";
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Text that names no permission.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such permission")]
pub struct UnknownPermission;

impl FromStr for Permission {
    type Err = UnknownPermission;

    fn from_str(text: &str) -> Result<Self, UnknownPermission> {
        let found = Self::ALL
            .iter()
            .find(|permission| permission.as_str() == text);
        found.copied().ok_or(UnknownPermission)
    }
}

/// A set of permissions; one word, because it travels with every request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PermissionSet(u32);

impl PermissionSet {
    /// Everything.
    #[must_use]
    pub fn all() -> Self {
        Permission::ALL.iter().copied().collect()
    }

    /// Whether `permission` is in the set.
    #[must_use]
    pub fn contains(self, permission: Permission) -> bool {
        self.0 & (1 << permission as u32) != 0
    }

    /// What both sets allow.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The permissions in the set, in the order of declaration.
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        Permission::ALL
            .iter()
            .copied()
            .filter(move |permission| self.contains(*permission))
    }
}

impl FromIterator<Permission> for PermissionSet {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        Self(
            permissions
                .into_iter()
                .fold(0, |bits, permission| bits | 1 << permission as u32),
        )
    }
}

impl fmt::Display for PermissionSet {
    /// Space-separated, as OAuth 2.0 writes scopes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, permission) in self.iter().enumerate() {
            if n > 0 {
                f.write_str(" ")?;
            }
            permission.fmt(f)?;
        }
        Ok(())
    }
}

impl FromStr for PermissionSet {
    type Err = UnknownPermission;

    fn from_str(text: &str) -> Result<Self, UnknownPermission> {
        text.split_ascii_whitespace().map(str::parse).collect()
    }
}

/// What a member is to a tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the tenant: settings, members, keys, billing, and everything else.
    Admin,
    /// Works with scans and findings.
    Analyst,
    /// Watches over findings, retention and the law; starts no scans.
    ComplianceOfficer,
    /// Connects other systems: keys, scans, results.
    Integrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 4] = [
        Role::Admin,
        Role::Analyst,
        Role::ComplianceOfficer,
        Role::Integrator,
    ];

    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Admin => "admin",
            Role::Analyst => "analyst",
            Role::ComplianceOfficer => "compliance_officer",
            Role::Integrator => "integrator",
        }
    }

    /// What the role allows. The one table of who may do what.
    #[must_use]
    pub fn permissions(self) -> PermissionSet {
        use Permission as P;
        match self {
            Role::Admin => PermissionSet::all(),
            Role::Analyst => [
                P::TenantRead,
                P::DomainRead,
                P::ScheduleRead,
                P::ScheduleCreate,
                P::ScheduleUpdate,
                P::ScheduleDelete,
                P::ScanCreate,
                P::ScanRead,
                P::ScanCancel,
                P::ScanDelete,
                P::FindingRead,
                P::FindingTriage,
                P::ReportRead,
                P::AssessmentCreate,
                P::AssessmentRead,
                P::AssessmentUpdate,
                P::AssessmentDelete,
                P::UsageRead,
                P::RuleRead,
                P::RuleDryRun,
            ]
            .into_iter()
            .collect(),
            Role::ComplianceOfficer => [
                P::TenantRead,
                P::DomainRead,
                P::ScheduleRead,
                P::ScanRead,
                P::ScanDelete,
                P::FindingRead,
                P::FindingTriage,
                P::ReportRead,
                P::AssessmentCreate,
                P::AssessmentRead,
                P::AssessmentUpdate,
                P::AssessmentDelete,
                P::UsageRead,
                P::RuleRead,
                P::RuleDryRun,
            ]
            .into_iter()
            .collect(),
            Role::Integrator => [
                P::TenantRead,
                P::ApiKeyRead,
                P::ApiKeyCreate,
                P::ApiKeyRevoke,
                P::DomainRead,
                P::DomainCreate,
                P::DomainVerify,
                P::ScheduleRead,
                P::ScanCreate,
                P::ScanRead,
                P::ScanCancel,
                P::FindingRead,
                P::ReportRead,
                P::AssessmentCreate,
                P::AssessmentRead,
                P::AssessmentUpdate,
                P::UsageRead,
                P::RuleRead,
            ]
            .into_iter()
            .collect(),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Text that names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such role")]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or(UnknownRole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_written_and_read_back() {
        for role in Role::ALL {
            let set = role.permissions();
            assert_eq!(set.to_string().parse::<PermissionSet>().unwrap(), set);
            assert_eq!(role.as_str().parse::<Role>().unwrap(), role);
        }
        assert!("scan:create scan:eat".parse::<PermissionSet>().is_err());
        assert_eq!(
            "".parse::<PermissionSet>().unwrap(),
            PermissionSet::default()
        );
    }

    #[test]
    fn only_admins_change_or_cancel_the_tenant_or_change_rules() {
        for role in Role::ALL {
            for permission in [
                Permission::TenantUpdate,
                Permission::TenantCancel,
                Permission::RuleUpdate,
            ] {
                assert_eq!(role.permissions().contains(permission), role == Role::Admin);
            }
        }
    }
}
