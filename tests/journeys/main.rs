//! What people and programs do with the platform, from end to end, and what they get when they do
//! it wrongly or when a part of it fails.
//!
//! Each test has a platform of its own and talks to it as anybody does: over HTTP. Nothing sleeps;
//! where time has to pass, the clock is moved.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod allowed;
mod api_keys;
mod assessments;
mod bad_content;
mod bad_input;
mod comparisons;
mod content;
mod crash;
mod faults;
mod folder;
mod idempotency;
mod lifecycle;
mod nothing_in_clear;
mod quota;
mod rate_limit;
mod repeats;
mod reports;
mod risk;
mod roles;
mod rules;
mod scans;
mod schedules;
mod sign_up;
mod tokens;
mod uploads;
mod websites;
