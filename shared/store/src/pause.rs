//! Waiting before something is tried again.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::time::Duration;

/// The first wait at most, in milliseconds; doubled with each try.
const FIRST_MS: u64 = 10;
/// No wait is longer.
const LONGEST_MS: u64 = 640;

/// Waits a random part of a time that doubles with each try ("full jitter"), so that those who met
/// don't meet again.
pub(crate) async fn before_retry(attempt: u32) {
    let most = (FIRST_MS << attempt.min(10)).min(LONGEST_MS);
    // A fresh hasher is seeded at random; that is all the randomness a pause needs.
    let random = RandomState::new().build_hasher().finish();
    tokio::time::sleep(Duration::from_millis(1 + random % most)).await;
}
