//! The endpoints, one a file.

pub(crate) mod detector_get;
pub(crate) mod detector_list;
pub(crate) mod detector_update;
pub(crate) mod rule_activate;
pub(crate) mod rule_create;
pub(crate) mod rule_delete;
pub(crate) mod rule_disable;
pub(crate) mod rule_dry_run;
pub(crate) mod rule_get;
pub(crate) mod rule_list;
pub(crate) mod rule_update;

pub(crate) use detector_get::*;
pub(crate) use detector_list::*;
pub(crate) use detector_update::*;
pub(crate) use rule_activate::*;
pub(crate) use rule_create::*;
pub(crate) use rule_delete::*;
pub(crate) use rule_disable::*;
pub(crate) use rule_dry_run::*;
pub(crate) use rule_get::*;
pub(crate) use rule_list::*;
pub(crate) use rule_update::*;
