//! What things cost, counted: calls and capacity units as the emulated AWS reports them.
//!
//! `cargo test -p platform-tests --test budgets -- --nocapture` prints each budget beside what was
//! measured. Instructions and package sizes are measured by `benches/`, which needs valgrind.

#![allow(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test prints, fails by panicking, and counts nothing above 2^52"
)]

mod limiter;
mod reads;
mod usage;

use platform_tests::World;

/// `DynamoDB` calls and capacity units since the last time, writing operations apart.
struct Spent {
    calls: u64,
    write_units: f64,
}

fn spent(world: &World) -> Spent {
    let mut spent = Spent {
        calls: 0,
        write_units: 0.0,
    };
    for ((service, operation), count) in world.platform().aws().calls().take() {
        if service != local::aws::Service::DynamoDb {
            continue;
        }
        spent.calls += count.requests;
        if ["Put", "Update", "Delete", "BatchWrite", "TransactWrite"]
            .iter()
            .any(|verb| operation.starts_with(verb))
        {
            spent.write_units += count.capacity_units;
        }
    }
    spent
}

/// Prints a row of the table, and fails when the budget is missed.
fn within(what: &str, budget: f64, measured: f64) {
    println!("{what:<56} budget {budget:>8} measured {measured:>8.5}");
    assert!(
        measured <= budget,
        "{what}: {measured} is above the budget of {budget}"
    );
}
