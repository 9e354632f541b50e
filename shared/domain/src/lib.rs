//! What Polder talks about: ids, plans, time, entities and their rules.
//!
//! Nothing here does I/O and nothing here knows AWS. A value of one of these types has already
//! been checked: parsing happens at the edge and the rules hold from there inwards.

mod access;
mod api_key;
mod assessment;
mod branding;
mod clock;
mod comparison;
mod cron;
mod domain_name;
mod email;
mod finding;
mod id;
mod member;
mod plan;
mod proved_domain;
mod reach;
mod risk;
mod rule;
mod scan;
mod schedule;
mod series;
mod severity;
mod sign_up;
mod tenant;
#[cfg(test)]
mod testing;
mod text;
mod upload;
mod usage;
mod website;

pub use access::{Permission, PermissionSet, Role, UnknownPermission, UnknownRole};
pub use api_key::{ApiKey, ApiKeySecret, InvalidApiKey};
pub use assessment::{
    Answer, Assessment, AssessmentResult, AssessmentState, REVISIONS_MAX, Revision,
};
pub use branding::{Branding, Colour, InvalidColour, InvalidLogo, Logo, LogoKind};
pub use clock::Clock;
pub use comparison::{Comparison, ComparisonCounts, FindingIndex};
pub use cron::{CronExpression, InvalidCron};
pub use domain_name::{DomainName, InvalidDomainName};
pub use email::{Email, InvalidEmail};
pub use finding::{Category, Finding, FindingState, Location, Triage};
pub use id::{
    ApiKeyId, AssessmentId, FindingId, InvalidId, ScanId, ScheduleId, SeriesId, SignUpId, TenantId,
    UploadId, UsageBatchId, UserId,
};
pub use member::Member;
pub use plan::{Limit, Plan};
pub use proved_domain::{DOMAINS_MAX, Domain, PROOF_LIFETIME};
pub use reach::{Reach, Refused};
pub use risk::{CRITICAL_FLOOR, FACTORS_MAX, Risk, RiskAccumulator, RiskFactor, percent};
pub use rule::{
    DETECTOR_SETTINGS_MAX, DetectorSetting, FormerRuleSet, InvalidRuleId, RULE_SET_BYTES_MAX,
    RULES_MAX, Rule, RuleDefinition, RuleDryRun, RuleId, RuleSet, RuleState, RunningRule,
    Validator,
};
pub use scan::{
    Claim, FINDINGS_MAX, Failure, FindingCounts, LeftOut, Progress, Scan, ScanState, ScoreShare,
    Source, SourceKind, Verdict,
};
pub use schedule::{SCHEDULES_MAX, Schedule, ScheduleRun};
pub use series::{Move, RiskBook, RiskPoint, SERIES_SCANS_MAX, Series, SeriesFactor, TenantRisk};
pub use severity::Severity;
pub use sign_up::{SIGN_UP_LIFETIME, SignUp};
pub use tenant::{
    BusinessType, Currency, InvalidTimeZone, Locale, Settings, TRIAL_LENGTH, Tenant, TenantState,
    TimeZoneName,
};
pub use text::{InvalidName, Name};
pub use upload::{MAX_UPLOAD_BYTES, UPLOAD_LIFETIME, Upload};
pub use usage::{Meter, Period, UsageBatch, UsageEvent};
pub use website::{InvalidPageUrl, InvalidWebsite, PageUrl, Website};
