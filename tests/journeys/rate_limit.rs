//! So many requests a minute, and what a caller is told of them.

use platform_tests::World;

#[tokio::test]
async fn the_request_beyond_the_minutes_hundred_is_asked_to_wait() {
    let world = World::start().await;
    let (busy, quiet) = (world.tenant("Busy").await, world.tenant("Quiet").await);
    world.next_minute().await;
    for left in (0..100).rev() {
        let answer = busy.key.get("/v1/usage").await.expect(200);
        assert_eq!(
            answer.header("ratelimit-policy"),
            Some("\"tenant\";q=100;w=60")
        );
        let limit = answer.header("ratelimit").unwrap();
        assert!(
            limit.starts_with(&format!("\"tenant\";r={left};t=")),
            "{limit} with {left} left"
        );
    }
    // Over all of the tenant's credentials.
    for caller in [&busy.key, &busy.admin] {
        let refused = caller.get("/v1/usage").await;
        let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=60).contains(&wait), "{wait}");
        assert_eq!(
            refused.header("ratelimit-policy"),
            Some("\"tenant\";q=100;w=60")
        );
        assert_eq!(
            refused.header("ratelimit"),
            Some(&*format!("\"tenant\";r=0;t={wait}"))
        );
        refused.problem(429, "rate_limited");
    }
    // One tenant's noise is no other's wait.
    let _ = quiet.key.get("/v1/usage").await.expect(200);
    world.next_minute().await;
    let _ = busy.key.get("/v1/usage").await.expect(200);
}
