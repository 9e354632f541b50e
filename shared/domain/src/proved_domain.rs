//! Domains that a tenant says are its own, and the proof of it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::DomainName;

/// How many domains a tenant can have.
pub const DOMAINS_MAX: usize = 50;

/// For how long a proof is believed without looking again. A domain can change hands, so who lost it must lose
/// the right to scan it within a day.
pub const PROOF_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// A domain that a tenant says is its own.
///
/// Tenants don't exclude each other: an agency and its customer may both prove the same domain, each with a
/// token of its own in a TXT record beside the other's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// Its name.
    pub name: DomainName,
    /// What the tenant has to put into the DNS: 256 random bits. No secret: whoever asks the DNS sees it.
    pub token: String,
    /// Who added it: a user or an API key.
    pub created_by: String,
    /// When.
    pub created_at: Timestamp,
    /// When the DNS last proved it; nothing as long as it never did, or since it does no more.
    pub proved_at: Option<Timestamp>,
}

impl Domain {
    /// The name of the TXT record that proves it.
    #[must_use]
    pub fn record_name(&self) -> String {
        format!("_polder-challenge.{}", self.name)
    }

    /// What the TXT record has to say.
    #[must_use]
    pub fn record_value(&self) -> String {
        format!("polder-domain-verification={}", self.token)
    }

    /// Whether one of these TXT records proves it.
    #[must_use]
    pub fn is_proved_by(&self, records: &[String]) -> bool {
        let wanted = self.record_value();
        // Some providers' forms keep the quotes that people type.
        let matches = |record: &String| record.trim().trim_matches('"') == wanted;
        records.iter().any(matches)
    }

    /// Whether the DNS has to be asked again before the domain is used.
    #[must_use]
    pub fn is_stale(&self, now: Timestamp) -> bool {
        self.proved_at
            .is_none_or(|proved| now.duration_since(proved) >= PROOF_LIFETIME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain() -> Domain {
        Domain {
            name: "shop.example".parse().unwrap(),
            token: "abc".to_owned(),
            created_by: "usr".to_owned(),
            created_at: Timestamp::UNIX_EPOCH,
            proved_at: None,
        }
    }

    #[test]
    fn only_its_own_token_proves_it() {
        let rows: [(&[&str], bool); 7] = [
            (&["polder-domain-verification=abc"], true),
            (&["v=spf1 -all", "polder-domain-verification=abc"], true),
            (&["\"polder-domain-verification=abc\""], true),
            (&[], false),
            (&["polder-domain-verification=abcd"], false),
            (&["x polder-domain-verification=abc"], false),
            (&["polder-domain-verification=ABC"], false),
        ];
        for (records, proved) in rows {
            let records: Vec<_> = records.iter().map(|&record| record.to_owned()).collect();
            assert_eq!(domain().is_proved_by(&records), proved, "{records:?}");
        }
        assert_eq!(domain().record_name(), "_polder-challenge.shop.example");
    }

    #[test]
    fn a_proof_lasts_a_day() {
        let proved = Timestamp::UNIX_EPOCH;
        let domain = Domain {
            proved_at: Some(proved),
            ..domain()
        };
        let after = |hours| proved + SignedDuration::from_hours(hours);
        assert!(!domain.is_stale(after(23)));
        assert!(domain.is_stale(after(24)));
    }
}
