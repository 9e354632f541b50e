//! The emulated AWS as the AWS SDK sees it.

#![allow(clippy::unwrap_used, reason = "what a test can't arrange fails it")]

mod buckets;
mod data;
mod faults;
mod identity;
mod oauth;
mod queues;
mod sdk;
mod tables;
