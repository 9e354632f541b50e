//! Permissions as types, so that a handler's signature says which one it needs.

use domain::Permission;

/// A permission as a type.
pub trait Permit: Send + Sync + 'static {
    /// The permission.
    const PERMISSION: Permission;
}

macro_rules! permits {
    ($($name:ident)+) => {$(
        #[doc = concat!("Needs [`Permission::", stringify!($name), "`].")]
        #[derive(Debug)]
        pub struct $name;

        impl Permit for $name {
            const PERMISSION: Permission = Permission::$name;
        }
    )+};
}

permits! {
    TenantRead TenantUpdate TenantCancel
    ApiKeyRead ApiKeyCreate ApiKeyRevoke
    DomainRead DomainCreate DomainVerify DomainDelete
    ScheduleRead ScheduleCreate ScheduleUpdate ScheduleDelete
    ScanCreate ScanRead ScanCancel ScanDelete
    FindingRead FindingTriage ReportRead
    AssessmentCreate AssessmentRead AssessmentUpdate AssessmentDelete
    UsageRead
    RuleRead RuleDryRun RuleUpdate
}
