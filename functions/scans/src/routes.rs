//! The endpoints, one a file.

pub(crate) mod comparison_get;
pub(crate) mod finding_get;
pub(crate) mod finding_list;
pub(crate) mod finding_triage;
pub(crate) mod risk_get;
pub(crate) mod scan_cancel;
pub(crate) mod scan_create;
pub(crate) mod scan_delete;
pub(crate) mod scan_get;
pub(crate) mod scan_list;
pub(crate) mod upload_create;

pub(crate) use comparison_get::*;
pub(crate) use finding_get::*;
pub(crate) use finding_list::*;
pub(crate) use finding_triage::*;
pub(crate) use risk_get::*;
pub(crate) use scan_cancel::*;
pub(crate) use scan_create::*;
pub(crate) use scan_delete::*;
pub(crate) use scan_get::*;
pub(crate) use scan_list::*;
pub(crate) use upload_create::*;
