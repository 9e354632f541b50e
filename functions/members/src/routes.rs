//! The endpoints, one a file.

pub(crate) mod api_key_create;
pub(crate) mod api_key_get;
pub(crate) mod api_key_list;
pub(crate) mod api_key_revoke;

pub(crate) use api_key_create::*;
pub(crate) use api_key_get::*;
pub(crate) use api_key_list::*;
pub(crate) use api_key_revoke::*;
