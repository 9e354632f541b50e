//! Why the platform can't start.

use crate::aws;
use crate::deploy::DeployError;
use crate::functions::StartError;
use crate::seed::SeedError;
use crate::template::TemplateError;

/// The platform can't start.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// The emulated AWS can't start.
    #[error(transparent)]
    Aws(#[from] aws::Error),
    /// The API's port is taken or may not be used.
    #[error("can't listen on 127.0.0.1:{port}: {source}; choose another port")]
    Port {
        /// The port that was asked for.
        port: u16,
        /// Why not.
        source: std::io::Error,
    },
    /// The name server can't listen.
    #[error("can't listen for DNS on 127.0.0.1: {0}")]
    Dns(std::io::Error),
    /// The template can't be honoured.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The stack can't be deployed.
    #[error(transparent)]
    Deploy(#[from] DeployError),
    /// A function can't be started.
    #[error(transparent)]
    Function(#[from] StartError),
    /// The seeded tenants can't be made.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// The process can't have threads.
    #[error("can't start threads: {0}")]
    Threads(std::io::Error),
    /// Starting was interrupted.
    #[error("the platform stopped while it started")]
    Stopped,
}
