//! The endpoints, one a file.

pub(crate) mod schedule_create;
pub(crate) mod schedule_delete;
pub(crate) mod schedule_get;
pub(crate) mod schedule_list;
pub(crate) mod schedule_update;

pub(crate) use schedule_create::*;
pub(crate) use schedule_delete::*;
pub(crate) use schedule_get::*;
pub(crate) use schedule_list::*;
pub(crate) use schedule_update::*;
