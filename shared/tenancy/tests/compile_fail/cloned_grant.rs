//! A grant can't be copied, neither can a scope.

fn copy(grant: &tenancy::Grant) -> tenancy::Grant {
    grant.clone()
}

fn copy_scope<'g>(scope: &tenancy::TenantScope<'g>) -> tenancy::TenantScope<'g> {
    scope.clone()
}

fn main() {
    let _ = (copy, copy_scope);
}
