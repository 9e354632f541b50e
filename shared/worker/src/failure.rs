//! What keeps a scan from its end.

use detect::ScanError;
use domain::Failure;
use messages::QueueError;
use store::StoreError;

/// Why an attempt did not get to the end.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Trying again can't help.
    #[error("{}", .0.detail)]
    Final(Failure),
    /// Trying again may help.
    #[error("{0}")]
    Passing(String),
    /// Somebody else decided: the scan was cancelled or deleted, or another worker has it.
    #[error("the scan is no longer ours")]
    Lost,
}

/// What a scan says that was closed without an end of its own.
pub(crate) fn gave_up() -> Failure {
    Failure {
        code: "platform_error".to_owned(),
        detail: "Polder could not finish the scan; we were told. It was not counted. Start a new \
                 scan, and if that fails too, tell us this scan's id."
            .to_owned(),
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::Lost,
            StoreError::Unavailable(cause) | StoreError::Damaged(cause) => Self::Passing(cause),
        }
    }
}

impl From<QueueError> for Trouble {
    fn from(error: QueueError) -> Self {
        Self::Passing(error.to_string())
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::Passing(error.to_string())
    }
}

impl From<ScanError> for Trouble {
    fn from(error: ScanError) -> Self {
        Self::Passing(error.to_string())
    }
}
