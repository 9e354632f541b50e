//! What the table may answer instead.

use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata};

/// The table said no, or said nothing.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The record was changed by somebody else since it was read, or exists already.
    #[error("the record was changed in the meantime")]
    Conflict,
    /// The table could not be asked. What was to be written may have been written.
    #[error("store: {0}")]
    Unavailable(String),
    /// A record does not read as what it should be.
    #[error("store: a record is damaged: {0}")]
    Damaged(String),
}

impl StoreError {
    pub(crate) fn call<E, R>(error: aws_sdk_dynamodb::error::SdkError<E, R>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
        R: std::fmt::Debug + 'static,
    {
        if error.code() == Some("ConditionalCheckFailedException") {
            Self::Conflict
        } else {
            Self::Unavailable(DisplayErrorContext(error).to_string())
        }
    }

    pub(crate) fn damaged(error: impl std::error::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
