//! `polder scan --local` and what belongs to it, from the outside.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod baseline;
mod files;
mod git;
mod hooks;
mod place;
mod settings;
