//! The template, the events and the crates agree with each other and with the house rules.
//!
//! Nothing is deployed here: these tests read files. What `template.yaml` does is tested by the
//! journeys, which run it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod arrows;
mod costs;
mod data;
mod events;
mod functions;
mod permissions;
mod queues;
mod routes;
mod source;
