//! Rules and detectors as they are shown.

use detect::{DetectorMeta, ExampleFailure, RuleError, Text};
use domain::{
    Category, DetectorSetting, Locale, Rule, RuleDefinition, RuleId, RuleState, Severity,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A rule.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct RuleOut {
    /// Its id; findings carry it as their detector.
    id: RuleId,
    /// Where its newest definition stands.
    state: RuleState,
    /// Which definition that is: grows by one with each change.
    revision: u32,
    /// The revision that scans run. An older one than `revision` runs until the newer is switched on.
    running_revision: Option<u32>,
    /// The newest definition.
    definition: RuleDefinition,
    /// Its examples that fail; told by what changes or tries the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    failing_examples: Option<Vec<FailureOut>>,
    /// When it was made.
    created_at: Timestamp,
    /// Who made it.
    created_by: String,
    /// When it was last changed.
    updated_at: Timestamp,
    /// Who did that.
    updated_by: String,
}

/// An example that doesn't come out as it must.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct FailureOut {
    /// Which.
    #[schema(example = "matches[0]")]
    field: String,
    /// What happened instead.
    detail: String,
}

impl From<ExampleFailure> for FailureOut {
    fn from(failure: ExampleFailure) -> Self {
        Self {
            field: failure.field,
            detail: failure.detail,
        }
    }
}

impl From<Rule> for RuleOut {
    fn from(rule: Rule) -> Self {
        Self {
            id: rule.id,
            state: rule.state,
            revision: rule.revision,
            running_revision: rule.running_revision,
            definition: rule.definition,
            failing_examples: None,
            created_at: rule.created_at,
            created_by: rule.created_by,
            updated_at: rule.updated_at,
            updated_by: rule.updated_by,
        }
    }
}

impl RuleOut {
    /// With what its examples came to.
    pub(crate) fn with_failures(rule: Rule, failures: Vec<ExampleFailure>) -> Self {
        Self {
            failing_examples: Some(failures.into_iter().map(Into::into).collect()),
            ..rule.into()
        }
    }
}

/// A definition that can't run, as a problem with its field.
pub(crate) fn refused(error: RuleError) -> api::Problem {
    api::Problem::field(error.field, error.detail)
}

/// Everything that Polder itself looks for: in content, and on websites.
pub(crate) fn catalogue() -> Vec<&'static DetectorMeta> {
    let mut metas = detect::catalogue();
    metas.extend(website::catalogue::ALL);
    metas
}

/// Which language is wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LanguageIn {
    /// What the texts are in; `en` by default.
    #[serde(default)]
    pub(crate) language: Locale,
}

/// Whose a detector is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    /// Polder's: a detector of the engine, or a check of websites.
    Engine,
    /// The tenant's own: a rule that runs.
    Rule,
}

/// What is looked for: a detector of the engine, a check of websites, or a rule of the tenant.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct DetectorOut {
    /// Its id.
    pub(crate) id: String,
    /// Whose it is.
    pub(crate) origin: Origin,
    /// What it finds.
    name: String,
    /// What that is, and what to do about it.
    help: String,
    /// What kind of thing it finds.
    pub(crate) category: Category,
    /// How bad a certain finding is, as the tenant has it.
    severity: Severity,
    /// How bad it is by itself.
    usual_severity: Severity,
    /// The articles it touches.
    article: String,
    /// Words that speak for a finding when they stand near it.
    context_words: Vec<String>,
    /// Whether it runs.
    enabled: bool,
    /// What the tenant decided last, if it ever did.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<DecisionOut>,
}

/// What was decided about a detector.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct DecisionOut {
    /// Why.
    reason: String,
    /// Who decided.
    by: String,
    /// When.
    at: Timestamp,
}

fn said(text: Text, language: Locale) -> String {
    match language {
        Locale::En => text.en,
        Locale::Nl => text.nl,
    }
    .to_owned()
}

impl DetectorOut {
    /// A detector of the engine.
    pub(crate) fn of_engine(
        meta: &DetectorMeta,
        setting: Option<&DetectorSetting>,
        language: Locale,
    ) -> Self {
        Self {
            id: meta.id.to_owned(),
            origin: Origin::Engine,
            name: said(meta.name, language),
            help: said(meta.help, language),
            category: meta.category,
            severity: setting
                .and_then(|setting| setting.severity)
                .unwrap_or(meta.severity),
            usual_severity: meta.severity,
            article: meta.article.to_owned(),
            context_words: meta.context_words.iter().map(ToString::to_string).collect(),
            enabled: setting.is_none_or(|setting| setting.enabled),
            decision: setting.map(|setting| DecisionOut {
                reason: setting.reason.clone(),
                by: setting.by.clone(),
                at: setting.at,
            }),
        }
    }

    /// A rule that runs.
    pub(crate) fn of_rule(definition: &RuleDefinition, language: Locale) -> Self {
        let help = match language {
            Locale::En => "Found by a rule of your own.",
            Locale::Nl => "Gevonden door een eigen regel.",
        };
        let name = match (&definition.name_nl, language) {
            (Some(name), Locale::Nl) => name,
            (_, Locale::En) | (None, Locale::Nl) => &definition.name,
        };
        Self {
            id: definition.id.to_string(),
            origin: Origin::Rule,
            name: name.clone(),
            help: help.to_owned(),
            category: definition.category,
            severity: definition.severity,
            usual_severity: definition.severity,
            article: definition.article.clone(),
            context_words: definition.context.clone(),
            enabled: true,
            decision: None,
        }
    }
}
