//! What keeps a scan from its end.

use detect::ScanError;
use domain::Failure;
use messages::QueueError;
use objects::ObjectsError;
use store::StoreError;

/// Why an attempt did not get to the end.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
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

impl Trouble {
    /// The content is gone.
    pub(crate) fn content_missing() -> Self {
        Self::Final(Failure {
            code: "content_missing".to_owned(),
            detail: "The content was gone before it could be scanned. Upload it again and start a \
                     new scan; this one was not counted."
                .to_owned(),
        })
    }
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

impl From<ObjectsError> for Trouble {
    fn from(error: ObjectsError) -> Self {
        Self::Passing(error.to_string())
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
