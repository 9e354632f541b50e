//! Domains as they are shown.

use domain::{Domain, DomainName};
use jiff::Timestamp;
use serde::Serialize;

/// Whether a domain is proved.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DomainState {
    /// The DNS does not say that it is the tenant's, or was not asked.
    Pending,
    /// The DNS said so when it was last asked. It is asked again before a scan, once that is a day ago.
    Proved,
}

/// What to put into the DNS.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct TxtRecordOut {
    /// The record's name.
    #[schema(example = "_polder-challenge.shop.example")]
    name: String,
    /// Its type: always `TXT`.
    r#type: &'static str,
    /// Its text. Other records of the same name may stand beside it.
    #[schema(example = "polder-domain-verification=…")]
    value: String,
}

/// A domain.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct DomainOut {
    /// Its name, as the DNS has it.
    pub(crate) domain: DomainName,
    /// Whether it is proved.
    state: DomainState,
    /// The record that proves it.
    record: TxtRecordOut,
    /// Who added it.
    created_by: String,
    /// When.
    created_at: Timestamp,
    /// When the DNS last proved it.
    proved_at: Option<Timestamp>,
}

impl From<Domain> for DomainOut {
    fn from(domain: Domain) -> Self {
        Self {
            state: match domain.proved_at {
                Some(_) => DomainState::Proved,
                None => DomainState::Pending,
            },
            record: TxtRecordOut {
                name: domain.record_name(),
                r#type: "TXT",
                value: domain.record_value(),
            },
            domain: domain.name,
            created_by: domain.created_by,
            created_at: domain.created_at,
            proved_at: domain.proved_at,
        }
    }
}
