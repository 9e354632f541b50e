//! Why a stack can't be deployed.

use std::path::PathBuf;

use crate::template::{Place, Resource, TemplateError};

/// The stack can't be deployed.
#[derive(Debug, thiserror::Error)]
pub enum DeployError {
    /// The template says something that can't be honoured.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The emulated AWS refused a resource.
    #[error("{place}: {logical_id} can't be created: {reason}")]
    Refused {
        /// Where the resource stands.
        place: Place,
        /// Its logical id.
        logical_id: String,
        /// What the service said.
        reason: String,
    },
    /// The file of remembered ids can't be used.
    #[error("{} can't be used: {reason}; wipe the data folder to start anew", path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
}

impl DeployError {
    pub(super) fn refused(resource: &Resource, reason: impl std::fmt::Display) -> Self {
        Self::Refused {
            place: resource.place.clone(),
            logical_id: resource.logical_id.clone(),
            reason: reason.to_string(),
        }
    }
}
