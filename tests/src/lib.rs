//! What tests of the whole platform are arranged with: a running platform, and somebody who calls.
//!
//! Everything goes through the gateway, the queues and the emulated AWS, as it does for anybody.
//! Nothing sleeps: [`World::idle`] resolves when all work is done, and time is moved.

#![expect(clippy::panic, reason = "a test that can't be arranged can only stop")]

mod answer;
mod caller;
mod world;

pub use answer::Answer;
pub use caller::Caller;
pub use world::{PASSWORD, Tenant, World};
