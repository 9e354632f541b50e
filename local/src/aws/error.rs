//! What can go wrong with the emulated AWS itself, and what its services refuse.

use std::path::PathBuf;

/// Why the emulated AWS can't start or carry on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process has the same data open.
    #[error(
        "the data in {folder} is in use by another running platform; stop that one, or choose another folder"
    )]
    InUse {
        /// The data folder.
        folder: PathBuf,
    },
    /// The port is taken or may not be used.
    #[error("can't listen on 127.0.0.1:{port}: {source}")]
    Port {
        /// The port that was asked for.
        port: u16,
        /// Why not.
        source: std::io::Error,
    },
    /// A file or folder can't be read or written.
    #[error("can't use {path}: {source}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A bucket name that S3 would not take.
    #[error("'{0}' isn't a bucket name: 3 to 63 lower-case letters, digits, dots and hyphens")]
    BucketName(String),
    /// A part's own storage failed.
    #[error("{part} can't use its data: {reason}")]
    Storage {
        /// Which part.
        part: &'static str,
        /// What its library said.
        reason: String,
    },
}

impl Error {
    /// A storage error of `part`.
    pub(super) fn storage(part: &'static str, reason: impl std::fmt::Display) -> Self {
        Self::Storage {
            part,
            reason: reason.to_string(),
        }
    }

    /// Names the file that an I/O error is about.
    pub(super) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}

/// What a service answered instead of a result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code} ({status}): {message}")]
pub struct CallError {
    /// The error's name without its namespace, such as `ResourceNotFoundException`.
    pub code: String,
    /// What the service says about it.
    pub message: String,
    /// The HTTP status.
    pub status: u16,
}
