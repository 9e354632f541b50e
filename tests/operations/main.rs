//! Every operation, status by status: a file for each, named after it as its handler's is, with
//! the request that gets each answer the OpenAPI document lists, and what that answer looks like.
//!
//! What all operations share is swept over the document in [`shared`]. [`complete`] compares both
//! with the document: an answer that it lists and no case gets fails, and so does a case that gets
//! one it does not list. What follows from an answer is told by the journeys.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod call;
mod case;
mod complete;
mod document;
mod lost;
mod rule;
mod schedule;
mod shared;
mod stage;

mod api_key_create;
mod api_key_get;
mod api_key_list;
mod api_key_revoke;
mod assessment_answer;
mod assessment_complete;
mod assessment_create;
mod assessment_delete;
mod assessment_get;
mod assessment_list;
mod assessment_reopen;
mod assessment_result_get;
mod branding_get;
mod branding_update;
mod comparison_get;
mod detector_get;
mod detector_list;
mod detector_update;
mod domain_create;
mod domain_delete;
mod domain_get;
mod domain_list;
mod domain_verify;
mod finding_get;
mod finding_list;
mod finding_triage;
mod questionnaire_get;
mod questionnaire_list;
mod report_get;
mod risk_get;
mod rule_activate;
mod rule_create;
mod rule_delete;
mod rule_disable;
mod rule_dry_run;
mod rule_get;
mod rule_list;
mod rule_update;
mod scan_cancel;
mod scan_create;
mod scan_delete;
mod scan_get;
mod scan_list;
mod schedule_create;
mod schedule_delete;
mod schedule_get;
mod schedule_list;
mod schedule_update;
mod sign_up_create;
mod sign_up_verify;
mod tenant_cancel;
mod tenant_get;
mod tenant_update;
mod upload_create;
mod usage_get;

/// What the file of an operation tells of it.
struct Operation {
    name: &'static str,
    /// A request with which nothing is wrong, but that what it names may not exist.
    call: fn() -> call::Call,
    cases: &'static [case::Case],
}

macro_rules! operations {
    ($($operation:ident)+) => {
        /// The operations that have a file.
        const OPERATIONS: &[Operation] = &[$(Operation {
            name: stringify!($operation),
            call: $operation::call,
            cases: $operation::CASES,
        }),+];
    };
}

operations! {
    api_key_create api_key_get api_key_list api_key_revoke
    branding_get branding_update
    comparison_get
    detector_get detector_list detector_update
    assessment_answer assessment_complete assessment_create assessment_delete assessment_get
    assessment_list assessment_reopen assessment_result_get
    domain_create domain_delete domain_get domain_list domain_verify
    finding_get finding_list finding_triage
    questionnaire_get questionnaire_list
    report_get
    risk_get
    rule_activate rule_create rule_delete rule_disable rule_dry_run rule_get rule_list rule_update
    scan_cancel scan_create scan_delete scan_get scan_list
    schedule_create schedule_delete schedule_get schedule_list schedule_update
    sign_up_create sign_up_verify
    tenant_cancel tenant_get tenant_update
    upload_create
    usage_get
}
