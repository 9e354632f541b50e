//! What the rate limiter costs a request.

use jiff::SignedDuration;
use platform_tests::World;

use crate::{spent, within};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_busy_tenant_pays_a_fiftieth_of_a_write_a_request_and_a_quiet_one_nothing() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    // A minute of its own, whatever part of one has passed.
    world.pass(SignedDuration::from_mins(1)).await;
    let _ = tenant.key.get("/v1/tenant").await.expect(200);
    spent(&world);
    for _ in 0..40 {
        let _ = tenant.key.get("/v1/tenant").await.expect(200);
    }
    within(
        "write units a request, rate limiter, quiet tenant",
        0.0,
        spent(&world).write_units,
    );

    world.pass(SignedDuration::from_mins(1)).await;
    spent(&world);
    let mut through = 0;
    for _ in 0..100 {
        through += u32::from(tenant.key.get("/v1/tenant").await.status == 200);
    }
    let units = spent(&world).write_units;
    within(
        "write units a request, rate limiter, busy tenant",
        0.02,
        units / f64::from(through),
    );
}
