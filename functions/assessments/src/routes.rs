//! The endpoints, one a file.

pub(crate) mod assessment_answer;
pub(crate) mod assessment_complete;
pub(crate) mod assessment_create;
pub(crate) mod assessment_delete;
pub(crate) mod assessment_get;
pub(crate) mod assessment_list;
pub(crate) mod assessment_reopen;
pub(crate) mod assessment_result_get;
pub(crate) mod questionnaire_get;
pub(crate) mod questionnaire_list;

pub(crate) use assessment_answer::*;
pub(crate) use assessment_complete::*;
pub(crate) use assessment_create::*;
pub(crate) use assessment_delete::*;
pub(crate) use assessment_get::*;
pub(crate) use assessment_list::*;
pub(crate) use assessment_reopen::*;
pub(crate) use assessment_result_get::*;
pub(crate) use questionnaire_get::*;
pub(crate) use questionnaire_list::*;
