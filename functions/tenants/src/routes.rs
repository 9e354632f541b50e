//! The endpoints, one a file.

pub(crate) mod sign_up_create;
pub(crate) mod sign_up_verify;
pub(crate) mod tenant_cancel;
pub(crate) mod tenant_get;
pub(crate) mod tenant_update;

pub(crate) use sign_up_create::*;
pub(crate) use sign_up_verify::*;
pub(crate) use tenant_cancel::*;
pub(crate) use tenant_get::*;
pub(crate) use tenant_update::*;
