//! The endpoints, one a file.

pub(crate) mod usage_get;

pub(crate) use usage_get::*;
