//! Tenants apart: every operation of the API, with one tenant's credentials on another's ids,
//! answers what it answers for ids that don't exist, byte for byte, and changes nothing.
//!
//! The operations come from the OpenAPI document. One that no case says how to call fails the
//! sweep, so that none can be added without being thought about.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod cases;
mod sweep;
