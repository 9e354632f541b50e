//! Keys: where each record stands. The only place that builds one.

use domain::{
    ApiKeyId, AssessmentId, DomainName, FindingId, Meter, Period, RuleId, ScanId, ScheduleId,
    SeriesId, Severity, TenantId, UploadId, UserId,
};
use jiff::civil::Date;

/// What a record is and which one; the tenant is added by the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// The tenant itself.
    Tenant,
    /// What the tenant's reports look like.
    Branding,
    /// The secret that the tenant's fingerprints are keyed by.
    FingerprintSecret,
    /// A member.
    Member(UserId),
    /// An API key.
    ApiKey(ApiKeyId),
    /// A domain.
    Domain(DomainName),
    /// An upload.
    Upload(UploadId),
    /// A scan.
    Scan(ScanId),
    /// A schedule.
    Schedule(ScheduleId),
    /// A finding of a scan.
    Finding(ScanId, FindingId),
    /// A part of what comparing needs of a scan's findings.
    FindingIndex(ScanId, u8),
    /// A series of scans.
    Series(SeriesId),
    /// What the tenant's risk is made of.
    RiskBook,
    /// What the tenant's risk stands at.
    RiskNow,
    /// What the tenant's risk stood at on a day.
    RiskDay(Date),
    /// An assessment.
    Assessment(AssessmentId),
    /// What a revision of an assessment came to.
    AssessmentResult(AssessmentId, u32),
    /// The scan that a content was last scanned by.
    Content {
        /// The content's keyed hash.
        hash: String,
        /// What it was scanned with.
        engine: String,
    },
    /// The tenant's rules that run, and its settings of detectors.
    RuleSet,
    /// A version of those that others have taken the place of.
    FormerRuleSet(u64),
    /// A rule.
    Rule(RuleId),
    /// The last dry run of a rule.
    RuleDryRun(RuleId),
    /// What a request with an `Idempotency-Key` was answered.
    Idempotency {
        /// The operation.
        route: String,
        /// The SHA-256 of the key that the client chose.
        key_hash: String,
    },
    /// A counter of usage.
    Usage {
        /// What is counted.
        meter: Meter,
        /// Over which month.
        period: Period,
        /// Which part of it, so that a busy tenant's writes spread.
        shard: u8,
    },
    /// A counter of requests.
    Rate {
        /// The minute since the Unix epoch.
        minute: i64,
    },
}

impl Key {
    /// The partition key.
    #[must_use]
    pub fn pk(&self, tenant: TenantId) -> String {
        match self {
            Key::Tenant
            | Key::Branding
            | Key::FingerprintSecret
            | Key::Member(_)
            | Key::ApiKey(_)
            | Key::Domain(_)
            | Key::RuleSet => {
                format!("T#{tenant}")
            }
            Key::FormerRuleSet(_) => format!("T#{tenant}#RULESET"),
            Key::Rule(_) | Key::RuleDryRun(_) => format!("T#{tenant}#RULE"),
            Key::Upload(_) => format!("T#{tenant}#UPLOAD"),
            Key::Scan(_) => format!("T#{tenant}#SCAN"),
            Key::Schedule(_) => format!("T#{tenant}#SCHEDULE"),
            Key::Finding(scan, _) | Key::FindingIndex(scan, _) => format!("T#{tenant}#SCAN#{scan}"),
            Key::Series(_) => format!("T#{tenant}#SERIES"),
            Key::RiskBook | Key::RiskNow | Key::RiskDay(_) => format!("T#{tenant}#RISK"),
            Key::Assessment(_) => format!("T#{tenant}#ASSESSMENT"),
            Key::AssessmentResult(assessment, _) => {
                format!("T#{tenant}#ASSESSMENT#{assessment}")
            }
            Key::Content { .. } => format!("T#{tenant}#CONTENT"),
            Key::Idempotency { .. } => format!("T#{tenant}#IDEM"),
            Key::Usage { meter, .. } => format!("T#{tenant}#USAGE#{meter}"),
            Key::Rate { .. } => format!("T#{tenant}#RATE"),
        }
    }

    /// The sort key.
    #[must_use]
    pub fn sk(&self) -> String {
        match self {
            Key::Tenant => "TENANT".to_owned(),
            Key::Branding => "BRANDING".to_owned(),
            Key::FingerprintSecret => "FINGERPRINT_SECRET".to_owned(),
            Key::Member(user) => format!("MEMBER#{user}"),
            Key::ApiKey(key) => format!("APIKEY#{key}"),
            Key::Domain(name) => format!("DOMAIN#{name}"),
            Key::Upload(upload) => upload.to_string(),
            Key::Scan(scan) => scan.to_string(),
            Key::Schedule(schedule) => schedule.to_string(),
            Key::Finding(_, finding) => {
                // An id that nobody derived has no severity, so it stands where nothing is.
                let rank = finding.severity().map_or('-', rank);
                format!("FINDING#{rank}#{finding}")
            }
            Key::FindingIndex(_, part) => format!("INDEX#{part:02}"),
            Key::Series(series) => series.to_string(),
            // The days stand before what it stands at now, so that both are one range.
            Key::RiskBook => "BOOK".to_owned(),
            Key::RiskDay(day) => format!("DAY#{day}"),
            Key::RiskNow => "NOW".to_owned(),
            Key::Assessment(assessment) => assessment.to_string(),
            Key::AssessmentResult(_, revision) => format!("RESULT#{revision:04}"),
            Key::Content { hash, engine } => format!("{hash}#{engine}"),
            Key::RuleSet => "RULESET".to_owned(),
            Key::FormerRuleSet(version) => version.to_string(),
            Key::Rule(rule) => rule.to_string(),
            Key::RuleDryRun(rule) => format!("DRYRUN#{rule}"),
            Key::Idempotency { route, key_hash } => format!("{route}#{key_hash}"),
            Key::Usage { period, shard, .. } => format!("{period}#{shard:02}"),
            Key::Rate { minute } => minute.to_string(),
        }
    }
}

/// What the sort keys of findings with this severity begin with.
pub(crate) fn finding_prefix(severity: Option<Severity>) -> String {
    severity.map_or_else(
        || "FINDING#".to_owned(),
        |severity| format!("FINDING#{}#", rank(severity)),
    )
}

/// Sorts the worst first.
fn rank(severity: Severity) -> char {
    match severity {
        Severity::Critical => '0',
        Severity::High => '1',
        Severity::Medium => '2',
        Severity::Low => '3',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Data is found by these strings for as long as a tenant lives: a change here is a migration.
    #[test]
    #[expect(clippy::too_many_lines, reason = "a row for each record")]
    fn records_stand_where_they_always_stood() {
        let tenant: TenantId = "ten_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap();
        let scan: ScanId = "scan_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap();
        let finding = FindingId::derive(scan, Severity::High, "a", 0);
        let rows = [
            (
                Key::Tenant,
                "T#ten_01h45ytscbebyvny4gc8cr8ma2",
                "TENANT".to_owned(),
            ),
            (
                Key::Branding,
                "T#ten_01h45ytscbebyvny4gc8cr8ma2",
                "BRANDING".to_owned(),
            ),
            (
                Key::FingerprintSecret,
                "T#ten_01h45ytscbebyvny4gc8cr8ma2",
                "FINGERPRINT_SECRET".to_owned(),
            ),
            (
                Key::Member("usr_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap()),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2",
                "MEMBER#usr_01h45ytscbebyvny4gc8cr8ma2".to_owned(),
            ),
            (
                Key::ApiKey("key_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap()),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2",
                "APIKEY#key_01h45ytscbebyvny4gc8cr8ma2".to_owned(),
            ),
            (
                Key::Domain("www.shop.example".parse().unwrap()),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2",
                "DOMAIN#www.shop.example".to_owned(),
            ),
            (
                Key::Upload("upl_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap()),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#UPLOAD",
                "upl_01h45ytscbebyvny4gc8cr8ma2".to_owned(),
            ),
            (
                Key::Scan(scan),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#SCAN",
                "scan_01h45ytscbebyvny4gc8cr8ma2".to_owned(),
            ),
            (
                Key::Schedule("sched_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap()),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#SCHEDULE",
                "sched_01h45ytscbebyvny4gc8cr8ma2".to_owned(),
            ),
            (
                Key::Finding(scan, finding),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#SCAN#scan_01h45ytscbebyvny4gc8cr8ma2",
                format!("FINDING#1#{finding}"),
            ),
            (
                Key::FindingIndex(scan, 2),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#SCAN#scan_01h45ytscbebyvny4gc8cr8ma2",
                "INDEX#02".to_owned(),
            ),
            (
                Key::Series("ser_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap()),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#SERIES",
                "ser_01h45ytscbebyvny4gc8cr8ma2".to_owned(),
            ),
            (
                Key::RiskBook,
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#RISK",
                "BOOK".to_owned(),
            ),
            (
                Key::RiskDay("2026-11-21".parse().unwrap()),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#RISK",
                "DAY#2026-11-21".to_owned(),
            ),
            (
                Key::RiskNow,
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#RISK",
                "NOW".to_owned(),
            ),
            (
                Key::Assessment("asm_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap()),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#ASSESSMENT",
                "asm_01h45ytscbebyvny4gc8cr8ma2".to_owned(),
            ),
            (
                Key::AssessmentResult("asm_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap(), 3),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#ASSESSMENT#asm_01h45ytscbebyvny4gc8cr8ma2",
                "RESULT#0003".to_owned(),
            ),
            (
                Key::Content {
                    hash: "cd34".to_owned(),
                    engine: "1.2.3+4".to_owned(),
                },
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#CONTENT",
                "cd34#1.2.3+4".to_owned(),
            ),
            (
                Key::RuleSet,
                "T#ten_01h45ytscbebyvny4gc8cr8ma2",
                "RULESET".to_owned(),
            ),
            (
                Key::FormerRuleSet(12),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#RULESET",
                "12".to_owned(),
            ),
            (
                Key::Rule("custom-customer-number".parse().unwrap()),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#RULE",
                "custom-customer-number".to_owned(),
            ),
            (
                Key::RuleDryRun("custom-customer-number".parse().unwrap()),
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#RULE",
                "DRYRUN#custom-customer-number".to_owned(),
            ),
            (
                Key::Idempotency {
                    route: "scan_create".to_owned(),
                    key_hash: "ab12".to_owned(),
                },
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#IDEM",
                "scan_create#ab12".to_owned(),
            ),
            (
                Key::Usage {
                    meter: Meter::ScannedBytes,
                    period: "2026-11".parse().unwrap(),
                    shard: 3,
                },
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#USAGE#scanned_bytes",
                "2026-11#03".to_owned(),
            ),
            (
                Key::Rate { minute: 29_383_200 },
                "T#ten_01h45ytscbebyvny4gc8cr8ma2#RATE",
                "29383200".to_owned(),
            ),
        ];
        for (key, pk, sk) in rows {
            assert_eq!((key.pk(tenant).as_str(), key.sk()), (pk, sk));
        }
    }
}
