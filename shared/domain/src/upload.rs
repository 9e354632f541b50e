//! Uploads: content on its way to be scanned.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::UploadId;

/// The largest upload of any plan: 1 GiB, which fits a worker's disk twice and its time.
pub const MAX_UPLOAD_BYTES: u64 = 1 << 30;

/// How long an upload waits to be scanned; the bucket forgets it after as long.
pub const UPLOAD_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// What was promised to be uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// The name of the file.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes; the bucket takes no other.
    pub bytes: u64,
    /// When it is forgotten.
    pub forget_at: Timestamp,
}
