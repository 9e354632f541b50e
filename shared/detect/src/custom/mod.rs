//! What a tenant wants found beside what the engine finds, and what it wants of the engine changed.
//!
//! A rule is a definition that somebody typed. It is made ready to run once ([`CompiledRules`]) and then runs
//! beside the detectors: on the same decoded text, with the same words around it, the same masking, fingerprints,
//! suppressions and overlaps.
//!
//! Invariants:
//!
//! - What a rule costs is bounded and counted, never measured: a table of states of a fixed size, one step a
//!   byte; so many steps for a document of so many bytes, and not one more (see [`STEPS_FLOOR`]).
//! - What a rule finds doesn't depend on how a text is cut into chunks, nor on the other rules.
//! - A rule that can't run, or ran out of its steps, is told as a finding; it never stops a scan.

mod automaton;
mod dry_run;
mod run;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use domain::{Category, DetectorSetting, RuleDefinition, RuleId, RuleSet, Severity, Validator};

use self::automaton::{Automaton, MATCH_BYTES_MIN};
pub use self::dry_run::{DryRun, ExampleFailure, RuleCost, check_rule, dry_run};
pub(crate) use self::run::Run;
use crate::checksum;
use crate::context::Words;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text};
use crate::mask::Mask;

/// How many rules run at once.
pub const RULES_RUNNING_MAX: usize = 50;
/// How many steps a rule may take in any document.
pub const STEPS_FLOOR: u64 = 256 << 10;
/// How many more for each byte of the document that was gone through.
pub const STEPS_PER_BYTE: u64 = 8;
/// What looking at a match costs in steps: its surroundings are read.
pub const STEPS_PER_MATCH: u64 = 64;
/// How large the tables of all rules may be together, in bytes.
const TABLES_BYTES_MAX: usize = 16 << 20;

const NAME_CHARS_MAX: usize = 100;
const ARTICLE_CHARS_MAX: usize = 100;
const KEYWORDS_MAX: usize = 200;
const KEYWORD_CHARS_MAX: usize = 64;
const WORDS_MAX: usize = 30;
const WORD_CHARS_MAX: usize = 40;
const ALLOWED_MAX: usize = 100;
const GLOBS_MAX: usize = 20;
const EXAMPLES_MAX: usize = 10;
const EXAMPLE_CHARS_MAX: usize = 1_000;
/// What a definition may have as JSON, in bytes, its examples apart.
const DEFINITION_BYTES_MAX: usize = 6_000;

/// What a pattern's match is worth by itself.
const PATTERN_WEIGHT: f32 = 0.5;
/// What a keyword is worth: somebody wrote down this very word.
const KEYWORD_WEIGHT: f32 = 0.6;
/// What a check adds.
const CHECK_WEIGHT: f32 = 0.3;
/// What a context word of a rule adds.
const CONTEXT_WEIGHT: f32 = 0.2;

/// What stands for every rule where the engine asks for one of its own detectors.
pub(crate) static DETECTOR: Detector = Detector {
    meta: DetectorMeta {
        id: "custom",
        name: Text {
            en: "Rule of your own",
            nl: "Eigen regel",
        },
        category: Category::PersonalData,
        severity: Severity::Medium,
        article: "",
        help: Text {
            en: "Found by a rule of your own.",
            nl: "Gevonden door een eigen regel.",
        },
        context_words: &[],
        examples: Examples {
            matches: &[],
            passes: &[],
        },
    },
    triggers: &[],
    context: ContextRule::Raises(CONTEXT_WEIGHT),
    against: &[],
    // Who wrote the rule knows what the value is. What proves to be a key or a password says more.
    rank: crate::detectors::rank::CHECKED + 5,
};

/// What is wrong with a rule's definition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} {detail}")]
pub struct RuleError {
    /// The field of the definition, such as `pattern` or `exclude[2]`.
    pub field: String,
    /// What it must be, to be read behind the field's name.
    pub detail: String,
}

impl RuleError {
    fn new(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            detail: detail.into(),
        }
    }
}

/// What people are told about what a rule finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleMeta {
    /// The rule, and the id of its findings' detector.
    pub id: RuleId,
    /// What it finds.
    pub name: String,
    /// What kind of thing that is.
    pub category: Category,
    /// How bad a certain finding is.
    pub severity: Severity,
    /// The articles it touches.
    pub article: String,
}

/// A rule, ready to run.
pub(crate) struct CompiledRule {
    pub(crate) meta: Arc<RuleMeta>,
    pub(crate) context: Words,
    pub(crate) against: Words,
    automaton: Automaton,
    /// What a match is, and what it is worth by itself.
    shape: (&'static str, f32),
    whole_word: bool,
    case_sensitive: bool,
    validator: Validator,
    context_required: bool,
    allow: Vec<String>,
    include: Vec<Automaton>,
    exclude: Vec<Automaton>,
}

impl CompiledRule {
    /// Makes a rule ready to run, or says what is wrong with it.
    fn new(definition: &RuleDefinition) -> Result<Self, RuleError> {
        bounded(definition)?;
        let case_sensitive = definition.case_sensitive;
        let (automaton, shape) = match &definition.pattern {
            Some(pattern) => (
                Automaton::of_pattern(pattern, case_sensitive)
                    .map_err(|detail| RuleError::new("pattern", detail))?,
                ("matches the rule's pattern", PATTERN_WEIGHT),
            ),
            None => (
                Automaton::of_keywords(&definition.keywords, case_sensitive)
                    .map_err(|detail| RuleError::new("keywords", detail))?,
                ("is one of the rule's keywords", KEYWORD_WEIGHT),
            ),
        };
        let globs = |field: &str, globs: &[String]| {
            globs
                .iter()
                .enumerate()
                .map(|(number, glob)| {
                    Automaton::of_glob(glob)
                        .map_err(|detail| RuleError::new(format!("{field}[{number}]"), detail))
                })
                .collect::<Result<Vec<_>, _>>()
        };
        Ok(Self {
            meta: Arc::new(RuleMeta {
                id: definition.id.clone(),
                name: definition.name.clone(),
                category: definition.category,
                severity: definition.severity,
                article: definition.article.clone(),
            }),
            context: Words::of_rule(definition.context.clone()),
            against: Words::of_rule(definition.against.clone()),
            automaton,
            shape,
            whole_word: definition.whole_word,
            case_sensitive,
            validator: definition.validator,
            context_required: definition.context_required,
            allow: definition
                .allow
                .iter()
                .map(|value| normal(value, case_sensitive))
                .collect(),
            include: globs("include", &definition.include)?,
            exclude: globs("exclude", &definition.exclude)?,
        })
    }

    fn table_bytes(&self) -> usize {
        let globs = self.include.iter().chain(&self.exclude);
        self.automaton.bytes() + globs.map(Automaton::bytes).sum::<usize>()
    }

    /// Whether it runs in the file of this path.
    fn covers(&self, path: &str) -> bool {
        let fits = |globs: &[Automaton]| globs.iter().any(|glob| glob.is_whole(path));
        (self.include.is_empty() || fits(&self.include)) && !fits(&self.exclude)
    }

    /// Whether a value passes the rule's check.
    fn is_valid(&self, value: &str) -> bool {
        let digits = || -> Vec<u8> { value.bytes().filter(u8::is_ascii_digit).collect() };
        let letters = || -> Vec<u8> {
            let signs = value.bytes().filter(u8::is_ascii_alphanumeric);
            signs.map(|byte| byte.to_ascii_uppercase()).collect()
        };
        match self.validator {
            Validator::None => true,
            Validator::Luhn => checksum::is_luhn(&digits()),
            Validator::Elfproef => checksum::is_elfproef(&digits()),
            Validator::Bsn => {
                let mut digits = digits();
                if digits.len() == 8 {
                    digits.insert(0, b'0');
                }
                checksum::is_bsn(&digits)
            }
            Validator::Mod97 => checksum::is_mod_97_10(&letters()),
            Validator::Iban => checksum::is_iban(&letters()),
            Validator::Mod1110 => checksum::is_mod_11_10(&digits()),
        }
    }

    /// What the check is called in an explanation.
    fn check_name(&self) -> Option<&'static str> {
        match self.validator {
            Validator::None => None,
            Validator::Luhn => Some("passes the Luhn check"),
            Validator::Elfproef | Validator::Bsn => Some("passes the 11-test"),
            Validator::Mod97 | Validator::Iban => Some("passes mod 97-10"),
            Validator::Mod1110 => Some("passes mod 11,10"),
        }
    }

    fn mask(&self) -> Mask {
        match self.meta.category {
            Category::Secret => Mask::Whole,
            Category::PersonalData
            | Category::SpecialCategory
            | Category::CodeSmell
            | Category::Website
            | Category::Compliance
            | Category::File => Mask::Ends,
        }
    }
}

/// A value in the one spelling that the same values share.
fn normal(value: &str, case_sensitive: bool) -> String {
    let words: Vec<&str> = value.split_whitespace().collect();
    let joined = words.join(" ");
    if case_sensitive {
        joined
    } else {
        joined.to_lowercase()
    }
}

/// Refuses a definition that is too large, or leaves open what it wants.
#[expect(clippy::too_many_lines, reason = "one check a field")]
fn bounded(definition: &RuleDefinition) -> Result<(), RuleError> {
    let text = |field: &str, text: &str, least: usize, most: usize| {
        let length = text.trim().chars().count();
        if !(least..=most).contains(&length) || text.chars().any(char::is_control) {
            let detail =
                format!("must have {least} to {most} characters, none of them a control character");
            return Err(RuleError::new(field, detail));
        }
        Ok(())
    };
    let list =
        |field: &str, list: &[String], most: usize, least_chars: usize, most_chars: usize| {
            if list.len() > most {
                return Err(RuleError::new(
                    field,
                    format!("must have at most {most} entries"),
                ));
            }
            let mut entries = list.iter().enumerate();
            entries.try_for_each(|(number, entry)| {
                text(
                    &format!("{field}[{number}]"),
                    entry,
                    least_chars,
                    most_chars,
                )
            })
        };
    text("name", &definition.name, 1, NAME_CHARS_MAX)?;
    if let Some(name) = &definition.name_nl {
        text("name_nl", name, 1, NAME_CHARS_MAX)?;
    }
    text("article", &definition.article, 0, ARTICLE_CHARS_MAX)?;
    if matches!(
        definition.category,
        Category::File | Category::Website | Category::Compliance
    ) {
        let detail = "must be about what stands in a text: not `file`, `website` or `compliance`";
        return Err(RuleError::new("category", detail));
    }
    match (&definition.pattern, definition.keywords.is_empty()) {
        (Some(_), true) | (None, false) => {}
        (Some(_), false) => {
            return Err(RuleError::new(
                "keywords",
                "must be left out beside `pattern`",
            ));
        }
        (None, true) => {
            return Err(RuleError::new(
                "pattern",
                "is missing, and so is `keywords`; a rule has one of them",
            ));
        }
    }
    list(
        "keywords",
        &definition.keywords,
        KEYWORDS_MAX,
        MATCH_BYTES_MIN,
        KEYWORD_CHARS_MAX,
    )?;
    list("context", &definition.context, WORDS_MAX, 2, WORD_CHARS_MAX)?;
    list("against", &definition.against, WORDS_MAX, 2, WORD_CHARS_MAX)?;
    if definition.context_required && definition.context.is_empty() {
        return Err(RuleError::new(
            "context",
            "must name a word where `context_required` is set",
        ));
    }
    list("allow", &definition.allow, ALLOWED_MAX, 1, NAME_CHARS_MAX)?;
    if definition.include.len() > GLOBS_MAX {
        return Err(RuleError::new(
            "include",
            format!("must have at most {GLOBS_MAX} entries"),
        ));
    }
    if definition.exclude.len() > GLOBS_MAX {
        return Err(RuleError::new(
            "exclude",
            format!("must have at most {GLOBS_MAX} entries"),
        ));
    }
    for (field, examples) in [
        ("matches", &definition.matches),
        ("passes", &definition.passes),
    ] {
        if examples.len() > EXAMPLES_MAX {
            return Err(RuleError::new(
                field,
                format!("must have at most {EXAMPLES_MAX} entries"),
            ));
        }
        for (number, example) in examples.iter().enumerate() {
            if example.is_empty() || example.chars().count() > EXAMPLE_CHARS_MAX {
                let detail = format!("must have 1 to {EXAMPLE_CHARS_MAX} characters");
                return Err(RuleError::new(format!("{field}[{number}]"), detail));
            }
        }
    }
    if definition_bytes(definition) > DEFINITION_BYTES_MAX {
        let field = if definition.pattern.is_some() {
            "pattern"
        } else {
            "keywords"
        };
        let detail = format!(
            "and the rest of the rule have more than {DEFINITION_BYTES_MAX} bytes as JSON: make two rules of it"
        );
        return Err(RuleError::new(field, detail));
    }
    Ok(())
}

/// About what a definition takes as JSON, its examples apart.
fn definition_bytes(definition: &RuleDefinition) -> usize {
    const PUNCTUATION: usize = 4;
    let lists = [
        &definition.keywords,
        &definition.context,
        &definition.against,
        &definition.allow,
        &definition.include,
        &definition.exclude,
    ];
    let entries = lists.into_iter().flatten().map(String::as_str);
    let texts = [&definition.name, &definition.article].map(String::as_str);
    let optional = [definition.name_nl.as_deref(), definition.pattern.as_deref()];
    entries
        .chain(texts)
        .chain(optional.into_iter().flatten())
        .map(|text| text.len() + PUNCTUATION)
        .sum()
}

/// A tenant's rules and what it changed of the engine, ready to run.
#[derive(Default)]
pub struct CompiledRules {
    version: u64,
    rules: Vec<CompiledRule>,
    /// For each byte, the rules whose matches may begin with it, as bits.
    first: Vec<u64>,
    settings: HashMap<String, DetectorSetting>,
    broken: Vec<(RuleId, RuleError)>,
}

impl fmt::Debug for CompiledRules {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CompiledRules")
            .field("version", &self.version)
            .field("rules", &self.rules.len())
            .field("broken", &self.broken)
            .finish_non_exhaustive()
    }
}

/// What a tenant wants of a detector that is not its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// As it is.
    AsIs,
    /// Not at all.
    Off,
    /// As bad as this.
    As(Severity),
}

impl Wanted {
    /// How bad a finding is to the tenant; nothing where it's not wanted. `own` is how bad the detector says that a
    /// certain finding is, `found` how bad the evidence makes this one.
    #[must_use]
    pub fn severity(self, own: Severity, found: Severity) -> Option<Severity> {
        match self {
            Self::AsIs => Some(found),
            Self::Off => None,
            // What the evidence makes less bad stays so.
            Self::As(severity) if found < own => Some(found.min(severity)),
            Self::As(severity) => Some(severity),
        }
    }
}

impl CompiledRules {
    /// Makes a set ready to run. A rule that can't run, because the engine has learned to refuse it, is left out
    /// and told as a finding in the scan's first document.
    #[must_use]
    pub fn new(set: &RuleSet) -> Self {
        let definitions = set.rules.values().map(|running| &running.definition);
        let mut rules = Self::of(definitions);
        rules.version = set.version;
        rules.settings = set
            .detectors
            .iter()
            .map(|(id, setting)| (id.clone(), setting.clone()))
            .collect();
        rules
    }

    /// Makes rules ready to run, without changing anything of the engine. Those that can't run are
    /// [`Self::broken`].
    pub fn of<'d>(definitions: impl IntoIterator<Item = &'d RuleDefinition>) -> Self {
        let mut compiled = Self {
            first: vec![0; 256],
            ..Self::default()
        };
        let mut bytes = 0;
        for definition in definitions {
            match CompiledRule::new(definition) {
                Ok(rule) => {
                    bytes += rule.table_bytes();
                    if compiled.rules.len() >= RULES_RUNNING_MAX {
                        let detail =
                            format!("is beyond the {RULES_RUNNING_MAX} rules that run at once");
                        compiled
                            .broken
                            .push((definition.id.clone(), RuleError::new("rule", detail)));
                    } else if bytes > TABLES_BYTES_MAX {
                        let detail = "has no room left: the rules that run are too large together";
                        compiled
                            .broken
                            .push((definition.id.clone(), RuleError::new("rule", detail)));
                        bytes -= rule.table_bytes();
                    } else {
                        let bit = 1_u64 << compiled.rules.len();
                        for (byte, mask) in (0..=u8::MAX).zip(&mut compiled.first) {
                            if rule.automaton.begins_with(byte) {
                                *mask |= bit;
                            }
                        }
                        compiled.rules.push(rule);
                    }
                }
                Err(error) => compiled.broken.push((definition.id.clone(), error)),
            }
        }
        compiled
    }

    /// The version of the set that it was made from.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The rules that can't run, and why.
    #[must_use]
    pub fn broken(&self) -> &[(RuleId, RuleError)] {
        &self.broken
    }

    /// What the tenant wants of a detector.
    #[must_use]
    pub fn wanted(&self, detector: &DetectorMeta) -> Wanted {
        match self.settings.get(detector.id) {
            _ if detector.tells_what_was_left_out() => Wanted::AsIs,
            None => Wanted::AsIs,
            Some(setting) if !setting.enabled => Wanted::Off,
            Some(setting) => setting.severity.map_or(Wanted::AsIs, Wanted::As),
        }
    }

    /// The sentences for what can't run.
    pub(crate) fn troubles(&self) -> BTreeMap<&RuleId, String> {
        self.broken
            .iter()
            .map(|(id, error)| (id, format!("the rule {id} could not be run: {error}")))
            .collect()
    }
}
