//! The whole platform in one process: runs `template.yaml` on embedded parts.
//!
//! The interpreter in [`template`] reads the file, [`deploy`] makes what it
//! declares on the emulated AWS in [`aws`], and a [`Platform`] routes HTTP,
//! polls queues and fires schedules into the same function constructors that
//! the cloud runs. Anything of the template that this crate doesn't know stops
//! it, with file and line.

pub mod aws;
pub mod deploy;
mod dns;
mod functions;
mod gateway;
mod openapi;
mod pages;
mod platform;
mod pollers;
mod private_file;
mod schedules;
mod seed;
mod stop;
pub mod template;
#[cfg(test)]
mod testing;

pub use dns::{Dns, DnsFault};
pub use functions::{Failure, InvokeError, StartError};
pub use openapi::openapi;
pub use platform::{Data, Options, Platform, PlatformError};
pub use seed::{Seed, SeedError, SeededTenant, SeededUser};
