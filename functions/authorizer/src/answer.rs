//! What the gateway is told: the simple response of payload format 2.0.

use std::collections::BTreeMap;

use serde::Serialize;
use tenancy::Verdict;

/// A simple response. Always authorized; the context says whether to do anything.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    is_authorized: bool,
    context: BTreeMap<&'static str, String>,
}

impl From<&Verdict> for Answer {
    fn from(verdict: &Verdict) -> Self {
        Self {
            is_authorized: true,
            context: verdict.to_context(),
        }
    }
}
