//! The endpoints, one a file.

pub(crate) mod branding_get;
pub(crate) mod branding_update;
pub(crate) mod report_get;

pub(crate) use branding_get::*;
pub(crate) use branding_update::*;
pub(crate) use report_get::*;
