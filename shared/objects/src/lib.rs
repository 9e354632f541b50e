//! A tenant's objects: content that waits to be scanned, and reports too large for an answer.
//!
//! Invariant: every key begins with a folder and the scope's tenant, and is built here. Only this
//! crate depends on the S3 client.

mod bucket;

pub use bucket::{Objects, ObjectsError, Presigned, TenantObjects};
