//! Which records there are, and where each stands.

use domain::{
    ApiKey, ApiKeyId, Assessment, AssessmentId, AssessmentResult, Branding, Domain, DomainName,
    Finding, FindingId, FormerRuleSet, Member, Rule, RuleDryRun, RuleId, RuleSet, Scan, ScanId,
    Schedule, ScheduleId, Tenant, Upload, UploadId, UserId,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Key, Record};

impl Record for Tenant {
    type Id = ();

    fn key_of((): &()) -> Key {
        Key::Tenant
    }

    fn key(&self) -> Key {
        Key::Tenant
    }
}

impl Record for Branding {
    type Id = ();

    fn key_of((): &()) -> Key {
        Key::Branding
    }

    fn key(&self) -> Key {
        Key::Branding
    }
}

impl Record for Member {
    type Id = UserId;

    fn key_of(id: &UserId) -> Key {
        Key::Member(*id)
    }

    fn key(&self) -> Key {
        Key::Member(self.user)
    }
}

impl Record for ApiKey {
    type Id = ApiKeyId;

    fn key_of(id: &ApiKeyId) -> Key {
        Key::ApiKey(*id)
    }

    fn key(&self) -> Key {
        Key::ApiKey(self.id)
    }
}

impl Record for Domain {
    type Id = DomainName;

    fn key_of(name: &DomainName) -> Key {
        Key::Domain(name.clone())
    }

    fn key(&self) -> Key {
        Key::Domain(self.name.clone())
    }
}

impl Record for Upload {
    type Id = UploadId;

    fn key_of(id: &UploadId) -> Key {
        Key::Upload(*id)
    }

    fn key(&self) -> Key {
        Key::Upload(self.id)
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.forget_at)
    }
}

impl Record for Scan {
    type Id = ScanId;

    fn key_of(id: &ScanId) -> Key {
        Key::Scan(*id)
    }

    fn key(&self) -> Key {
        Key::Scan(self.id)
    }
}

impl Record for Schedule {
    type Id = ScheduleId;

    fn key_of(id: &ScheduleId) -> Key {
        Key::Schedule(*id)
    }

    fn key(&self) -> Key {
        Key::Schedule(self.id)
    }
}

impl Record for Finding {
    type Id = (ScanId, FindingId);

    fn key_of((scan, finding): &(ScanId, FindingId)) -> Key {
        Key::Finding(*scan, *finding)
    }

    fn key(&self) -> Key {
        Key::Finding(self.scan, self.id)
    }
}

impl Record for RuleSet {
    type Id = ();

    fn key_of((): &()) -> Key {
        Key::RuleSet
    }

    fn key(&self) -> Key {
        Key::RuleSet
    }
}

impl Record for FormerRuleSet {
    type Id = u64;

    fn key_of(version: &u64) -> Key {
        Key::FormerRuleSet(*version)
    }

    fn key(&self) -> Key {
        Key::FormerRuleSet(self.set.version)
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.forget_at)
    }
}

impl Record for Rule {
    type Id = RuleId;

    fn key_of(id: &RuleId) -> Key {
        Key::Rule(id.clone())
    }

    fn key(&self) -> Key {
        Key::Rule(self.id.clone())
    }
}

impl Record for RuleDryRun {
    type Id = RuleId;

    fn key_of(id: &RuleId) -> Key {
        Key::RuleDryRun(id.clone())
    }

    fn key(&self) -> Key {
        Key::RuleDryRun(self.rule.clone())
    }
}

impl Record for Assessment {
    type Id = AssessmentId;

    fn key_of(id: &AssessmentId) -> Key {
        Key::Assessment(*id)
    }

    fn key(&self) -> Key {
        Key::Assessment(self.id)
    }
}

impl Record for AssessmentResult {
    type Id = (AssessmentId, u32);

    fn key_of((assessment, revision): &(AssessmentId, u32)) -> Key {
        Key::AssessmentResult(*assessment, *revision)
    }

    fn key(&self) -> Key {
        Key::AssessmentResult(self.assessment, self.revision.revision)
    }
}

/// The secret that a tenant's fingerprints are keyed by: 32 random bytes in hexadecimal.
///
/// Apart from the tenant's record, because nothing that answers a request ever reads it.
#[derive(Clone, Serialize, Deserialize)]
pub struct FingerprintSecret {
    /// The secret.
    pub secret: String,
}

impl std::fmt::Debug for FingerprintSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FingerprintSecret(…)")
    }
}

impl Record for FingerprintSecret {
    type Id = ();

    fn key_of((): &()) -> Key {
        Key::FingerprintSecret
    }

    fn key(&self) -> Key {
        Key::FingerprintSecret
    }
}

/// Names a content, and what it is scanned with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentId {
    /// The content's hash under the tenant's secret: of a short text, a plain one would give the
    /// text away.
    pub hash: String,
    /// The engine's version.
    pub engine: String,
}

/// The scan that a content was last scanned by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentRecord {
    /// The content.
    pub id: ContentId,
    /// The scan.
    pub scan: ScanId,
    /// Until when its findings are the content's.
    pub forget_at: Timestamp,
}

impl Record for ContentRecord {
    type Id = ContentId;

    fn key_of(id: &ContentId) -> Key {
        Key::Content {
            hash: id.hash.clone(),
            engine: id.engine.clone(),
        }
    }

    fn key(&self) -> Key {
        Self::key_of(&self.id)
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.forget_at)
    }
}

/// Names a request that may come more than once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdempotencyId {
    /// The operation.
    pub route: String,
    /// The SHA-256 of the key that the client chose.
    pub key_hash: String,
}

/// An answer that is given again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredAnswer {
    /// The status.
    pub status: u16,
    /// The `Location` header.
    pub location: Option<String>,
    /// The `ETag` header.
    pub etag: Option<String>,
    /// The body.
    pub body: String,
}

/// A request that may come more than once, and what it was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdempotencyRecord {
    /// The operation; one of a fixed set, which is why it may be part of a key.
    pub route: String,
    /// The SHA-256 of the key that the client chose.
    pub key_hash: String,
    /// The SHA-256 of the body, so that the same key with another body is noticed.
    pub body_hash: String,
    /// Until when the first request is given time to finish.
    pub locked_until: Timestamp,
    /// What it was answered, once it was.
    pub answer: Option<StoredAnswer>,
    /// When the key is forgotten.
    pub forget_at: Timestamp,
}

impl Record for IdempotencyRecord {
    type Id = IdempotencyId;

    fn key_of(id: &IdempotencyId) -> Key {
        Key::Idempotency {
            route: id.route.clone(),
            key_hash: id.key_hash.clone(),
        }
    }

    fn key(&self) -> Key {
        Key::Idempotency {
            route: self.route.clone(),
            key_hash: self.key_hash.clone(),
        }
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.forget_at)
    }
}
