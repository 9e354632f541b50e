//! A scope can't be written down.

fn main() {
    let tenant = domain::TenantId::at(domain::Clock::system().now());
    let _ = tenancy::TenantScope { tenant };
}
