//! Results as they are shown.

use api::Problem;
use assess::{Applies, Assessment, RiskLevel, RiskView};
use domain::{AssessmentId, AssessmentResult, Locale, Revision, ScoreShare, Severity};
use jiff::civil::Date;
use serde::Serialize;

use super::pinned;
use crate::scan::{next_steps, score_parts};

/// What a revision of an assessment came to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct ResultOut {
    /// The assessment.
    assessment: AssessmentId,
    #[serde(flatten)]
    revision: Revision,
    /// The questionnaire and its version.
    #[schema(example = "ai-act@1")]
    version: String,
    /// The language of the texts.
    language: Locale,
    /// The day from which dates were seen, in UTC.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// What the class is called.
    #[schema(example = "High risk")]
    classification_name: String,
    /// The articles that decide the class.
    articles: Vec<String>,
    /// Why it is that class.
    reasons: Vec<String>,
    /// Every class that applies, the strictest first.
    classes: Vec<String>,
    /// In which roles it was answered.
    roles: Vec<&'static str>,
    /// What must be done, the earliest first.
    obligations: Vec<ObligationOut>,
    /// What was found, the worst first; `scan` keeps it with its triage.
    findings: Vec<AssessedOut>,
    /// Single risks in the 4 × 4 matrix, where the questionnaire asks for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    risks: Vec<RiskOut>,
    /// What to do, the most urgent first.
    next_steps: Vec<String>,
    /// The questions that were answered with `unknown`; each counted as the strictest answer.
    unknown: Vec<String>,
    /// What the score adds up from.
    score_parts: Vec<ScoreShare>,
    /// What the result rests on, and what it is not.
    source: SourceNote,
}

/// Something that must be done.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct ObligationOut {
    /// Its id.
    id: String,
    /// What.
    text: String,
    /// Where it stands.
    article: String,
    /// Who.
    roles: Vec<&'static str>,
    /// From when it applies.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// Whether it applied on the day of the result.
    in_force: bool,
    /// What sets that date.
    source: String,
}

/// Something that the answers led to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct AssessedOut {
    /// Its id, which is the detector of the scan's finding.
    id: String,
    /// What it is.
    title: String,
    /// How bad.
    severity: Severity,
    /// The article that says so.
    article: String,
    /// Why.
    reason: String,
    /// The questions whose answers led here.
    questions: Vec<String>,
    /// Whether one of them is `unknown`, so that the strictest answer was assumed.
    assumed: bool,
}

/// A risk before and after measures, each 1 (negligible) to 4 (maximum).
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct RiskOut {
    /// Its id.
    id: String,
    /// What could happen.
    name: String,
    /// Severity before measures.
    severity: u8,
    /// Likelihood before measures.
    likelihood: u8,
    /// Severity that is left.
    residual_severity: u8,
    /// Likelihood that is left.
    residual_likelihood: u8,
    /// `low`, `medium` or `high`: what these two make.
    #[schema(value_type = String)]
    residual_level: RiskLevel,
}

/// What a result rests on.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct SourceNote {
    /// The law.
    law: &'static str,
    /// Since when it stands as it was read.
    #[schema(value_type = String, format = Date)]
    law_as_of: Date,
    /// What this is, and what it is not.
    note: &'static str,
}

impl ResultOut {
    /// The result in this language, or in the assessment's.
    pub(crate) fn new(record: AssessmentResult, language: Option<Locale>) -> Result<Self, Problem> {
        let language = language.unwrap_or(record.language);
        let told: Assessment = serde_json::from_str(&record.result)
            .map_err(|error| Problem::internal(error.to_string()))?;
        let questionnaire = pinned(&told.version)?;
        Ok(Self {
            assessment: record.assessment,
            revision: record.revision,
            language,
            on: told.on,
            classification_name: told.classification.name.of(language).to_owned(),
            articles: distinct(
                told.deciding()
                    .map(|finding| assess::article(&finding.article, language)),
            ),
            reasons: distinct(
                told.deciding()
                    .map(|finding| finding.reason.of(language).to_owned()),
            ),
            classes: told.classes.iter().map(|class| class.id.clone()).collect(),
            roles: told.roles.iter().map(|role| role.as_str()).collect(),
            obligations: obligations(&told, language),
            findings: findings(&told, language),
            risks: told
                .risks
                .into_iter()
                .map(|risk| RiskOut::new(risk, language))
                .collect(),
            next_steps: next_steps(&told.next_steps, language),
            score_parts: score_parts(&told.score, language),
            unknown: told.unknown,
            version: told.version,
            source: SourceNote {
                law: questionnaire.law.of(language),
                law_as_of: questionnaire.law_as_of,
                note: questionnaire.help.of(language),
            },
        })
    }
}

/// Each text once, in the order in which they came.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct = Vec::new();
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct
}

fn obligations(told: &Assessment, language: Locale) -> Vec<ObligationOut> {
    told.obligations()
        .into_iter()
        .map(|obligation| ObligationOut {
            id: obligation.id.clone(),
            text: obligation.text.of(language).to_owned(),
            article: assess::article(&obligation.article, language),
            roles: obligation.roles.iter().map(|role| role.as_str()).collect(),
            from: obligation.applies.date(),
            in_force: match obligation.applies {
                Applies::InForce { .. } => true,
                Applies::Upcoming { .. } => false,
            },
            source: assess::article(&obligation.source, language),
        })
        .collect()
}

fn findings(told: &Assessment, language: Locale) -> Vec<AssessedOut> {
    told.findings
        .iter()
        .map(|finding| AssessedOut {
            id: finding.id.clone(),
            title: finding.title.of(language).to_owned(),
            severity: finding.severity,
            article: assess::article(&finding.article, language),
            reason: finding.reason.of(language).to_owned(),
            questions: finding
                .led_here
                .iter()
                .map(|answer| answer.question.clone())
                .collect(),
            assumed: finding.assumed,
        })
        .collect()
}

impl RiskOut {
    fn new(risk: RiskView, language: Locale) -> Self {
        Self {
            id: risk.id,
            name: risk.name.of(language).to_owned(),
            severity: risk.severity,
            likelihood: risk.likelihood,
            residual_severity: risk.residual_severity,
            residual_likelihood: risk.residual_likelihood,
            residual_level: risk.residual_level,
        }
    }
}
