//! A scope can't outlive the request that it belongs to.

use std::sync::Mutex;

static KEPT: Mutex<Option<tenancy::TenantScope<'static>>> = Mutex::new(None);

fn handle(grant: tenancy::Grant) {
    *KEPT.lock().unwrap() = Some(grant.scope());
}

fn main() {
    let _ = handle;
}
