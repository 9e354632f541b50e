//! The endpoints, one a file.

pub(crate) mod domain_create;
pub(crate) mod domain_delete;
pub(crate) mod domain_get;
pub(crate) mod domain_list;
pub(crate) mod domain_verify;

pub(crate) use domain_create::*;
pub(crate) use domain_delete::*;
pub(crate) use domain_get::*;
pub(crate) use domain_list::*;
pub(crate) use domain_verify::*;
