//! Rules: what a tenant itself wants found, and which of the engine's detectors it wants changed.
//!
//! A rule's definition is the same wherever it is written: in a request, in `.polder.toml`, in the table. What
//! it may contain beyond its shape is the engine's to say, which compiles it.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Category, Severity};

/// The most rules that a tenant keeps, those that don't run included.
pub const RULES_MAX: u64 = 200;
/// The most of the engine's detectors that a tenant may change.
pub const DETECTOR_SETTINGS_MAX: usize = 50;
/// The most bytes that the rules that run may have together, as JSON: they are read in one piece.
pub const RULE_SET_BYTES_MAX: usize = 300 << 10;

/// A rule's id, which is also that of its detector: `custom-` and words of small letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RuleId(String);

/// Text that is not a rule's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be `custom-` and words of small letters and digits with hyphens between, such as \
     custom-customer-number, at most 64 characters"
)]
pub struct InvalidRuleId;

impl RuleId {
    /// What every rule's id begins with, and no other detector's.
    pub const PREFIX: &'static str = "custom-";
    /// The most characters.
    pub const MAX_CHARS: usize = 64;

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<RuleId> for String {
    fn from(id: RuleId) -> Self {
        id.0
    }
}

impl TryFrom<String> for RuleId {
    type Error = InvalidRuleId;

    fn try_from(text: String) -> Result<Self, InvalidRuleId> {
        let is_word = |word: &str| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        match text.strip_prefix(Self::PREFIX) {
            Some(words) if text.len() <= Self::MAX_CHARS && words.split('-').all(is_word) => {
                Ok(Self(text))
            }
            Some(_) | None => Err(InvalidRuleId),
        }
    }
}

impl FromStr for RuleId {
    type Err = InvalidRuleId;

    fn from_str(text: &str) -> Result<Self, InvalidRuleId> {
        text.to_owned().try_into()
    }
}

impl utoipa::PartialSchema for RuleId {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^custom-[a-z0-9]+(-[a-z0-9]+)*$"))
            .max_length(Some(Self::MAX_CHARS))
            .into()
    }
}

impl utoipa::ToSchema for RuleId {
    fn name() -> std::borrow::Cow<'static, str> {
        "RuleId".into()
    }
}

/// A check that a value has to pass. Those of numbers look at its digits alone, so that `K-123456782` passes
/// where `123456782` does.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Validator {
    /// None.
    #[default]
    None,
    /// Luhn, ISO/IEC 7812-1: cards, IMEIs, many customer numbers.
    Luhn,
    /// The Dutch 11-test: digits times their place from the right, together a multiple of 11.
    Elfproef,
    /// The 11-test as a BSN has it: the last digit counts −1. Eight digits get a zero before them.
    Bsn,
    /// ISO/IEC 7064 mod 97-10 over letters and digits, check digits last.
    Mod97,
    /// ISO/IEC 7064 mod 97-10 as in an IBAN, check digits in the third and fourth place.
    Iban,
    /// ISO/IEC 7064 mod 11,10.
    #[serde(rename = "mod11_10")]
    Mod1110,
}

/// What a tenant wants found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleDefinition {
    /// Its id, which findings carry as their detector: `custom-` and words of small letters and digits.
    #[schema(value_type = String, example = "custom-customer-number")]
    pub id: RuleId,
    /// What it finds, in a few words: 1 to 100 characters.
    #[schema(min_length = 1, max_length = 100, example = "Customer number")]
    pub name: String,
    /// The same in Dutch; `name` where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100, example = "Klantnummer")]
    pub name_nl: Option<String>,
    /// What kind of thing that is; `file` and `website` are the engine's own.
    pub category: Category,
    /// How bad a certain finding is.
    pub severity: Severity,
    /// The articles of law or of a policy it touches: at most 100 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schema(max_length = 100, example = "GDPR art. 4(1)")]
    pub article: String,
    /// A regular expression without look-around and back references, whose repetitions all end: `\d{6,9}`, not
    /// `\d+`. The longest match counts. Either this or `keywords`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000, example = r"K-?\d{9}")]
    pub pattern: Option<String>,
    /// Words or phrases; a space in one stands for up to three of any white space. Either this or `pattern`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 200)]
    pub keywords: Vec<String>,
    /// Whether a match may not begin or end within a word or a number; yes unless said otherwise.
    #[serde(default = "yes")]
    pub whole_word: bool,
    /// Whether capitals and small letters differ; no unless said otherwise.
    #[serde(default)]
    pub case_sensitive: bool,
    /// A check that a value has to pass.
    #[serde(default)]
    pub validator: Validator,
    /// Words that speak for a finding when they stand near it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 30)]
    pub context: Vec<String>,
    /// Words that speak against one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 30)]
    pub against: Vec<String>,
    /// Whether nothing is found without a word of `context` near it.
    #[serde(default)]
    pub context_required: bool,
    /// Values that are never told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 100)]
    pub allow: Vec<String>,
    /// Only in files that match one of these: `*.csv`, `exports/**`. In all without any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    pub include: Vec<String>,
    /// Not in files that match one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    pub exclude: Vec<String>,
    /// Texts in which it must find something; made up, since they are kept as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10)]
    pub matches: Vec<String>,
    /// Texts in which it must find nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10)]
    pub passes: Vec<String>,
}

fn yes() -> bool {
    true
}

/// Where a rule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleState {
    /// Its newest definition was never switched on. An older one may still run: see `running_revision`.
    Draft,
    /// It runs in every scan.
    Active,
    /// It was switched off.
    Disabled,
}

impl RuleState {
    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            RuleState::Draft => "draft",
            RuleState::Active => "active",
            RuleState::Disabled => "disabled",
        }
    }
}

/// A tenant's rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its id; the definition's.
    pub id: RuleId,
    /// The newest definition.
    pub definition: RuleDefinition,
    /// Which definition that is: grows by one with each change of it.
    pub revision: u32,
    /// Where it stands.
    pub state: RuleState,
    /// The revision that scans run, if they run one.
    pub running_revision: Option<u32>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it: a user or an API key.
    pub created_by: String,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Who did that.
    pub updated_by: String,
}

/// The last dry run of a rule; what has to come before it is switched on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleDryRun {
    /// The rule.
    pub rule: RuleId,
    /// When that rule was made: another one may come to have its id.
    pub rule_created_at: Timestamp,
    /// The revision that was tried.
    pub revision: u32,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

/// What a tenant decided about one of the engine's detectors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetectorSetting {
    /// Whether it runs.
    pub enabled: bool,
    /// How bad a certain finding is, where it is not as bad as the engine says.
    pub severity: Option<Severity>,
    /// Why.
    pub reason: String,
    /// Who decided: a user or an API key.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Grows by one with each decision.
    pub revision: u64,
}

/// A rule as it runs; without its examples, which no scan needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunningRule {
    /// Which revision of the rule it is.
    pub revision: u32,
    /// What is run.
    pub definition: RuleDefinition,
}

/// All that a tenant's scans run beside the engine, and what they leave out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    /// Grows by one with each change of what is run; 0 is that nothing was ever changed.
    pub version: u64,
    /// How many rules there are, those that don't run included.
    pub rules_kept: u64,
    /// The rules that run.
    pub rules: BTreeMap<RuleId, RunningRule>,
    /// The detectors that the tenant decided about, by id.
    pub detectors: BTreeMap<String, DetectorSetting>,
}

/// A set of rules that others have taken the place of; kept for the scans that began with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerRuleSet {
    /// The set.
    pub set: RuleSet,
    /// Until when; no scan takes that long.
    pub forget_at: Timestamp,
}

impl RuleSet {
    /// Whether scans run exactly as the engine is.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.version == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_begin_with_custom() {
        for good in ["custom-a", "custom-customer-number", "custom-2026"] {
            assert_eq!(good.parse::<RuleId>().unwrap().as_str(), good);
        }
        let long = format!("custom-{}", "a".repeat(58));
        for wrong in [
            "custom-",
            "custom",
            "nl-bsn",
            "custom-A",
            "custom--a",
            "custom-a-",
            "custom-é",
            "custom-a b",
            &long,
        ] {
            assert!(wrong.parse::<RuleId>().is_err(), "{wrong:?} was taken");
        }
    }

    #[test]
    fn a_definition_is_short_to_write_and_strict_to_read() {
        let text = r#"{"id": "custom-a", "name": "A", "category": "secret", "severity": "low", "keywords": ["zeus"]}"#;
        let definition: RuleDefinition = serde_json::from_str(text).unwrap();
        assert!(definition.whole_word && !definition.case_sensitive);
        assert_eq!(definition.validator, Validator::None);
        let wrong = text.replace("keywords", "keyword");
        assert!(serde_json::from_str::<RuleDefinition>(&wrong).is_err());
    }
}
