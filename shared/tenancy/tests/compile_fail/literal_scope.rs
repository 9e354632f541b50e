//! A scope can't be written down.

fn forge(grant: &tenancy::Grant) -> tenancy::TenantScope<'_> {
    tenancy::TenantScope { grant }
}

fn main() {
    let _ = forge;
}
