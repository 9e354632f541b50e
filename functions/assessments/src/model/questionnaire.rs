//! Questionnaires as they are shown.

use assess::{Choice, Kind, Question, Questionnaire};
use domain::Locale;
use jiff::civil::Date;
use serde::Serialize;

/// A questionnaire without its questions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct QuestionnaireSummary {
    /// Its name.
    #[schema(example = "ai-act")]
    id: &'static str,
    /// Name and version: what an assessment is pinned to.
    #[schema(example = "ai-act@1")]
    version: &'static str,
    /// What it is about.
    title: &'static str,
    /// What it is for, and what it is not.
    help: &'static str,
    /// The law as it stood when this version was written.
    law: &'static str,
    /// Since when that law stands as it does.
    #[schema(value_type = String, format = Date)]
    law_as_of: Date,
}

impl QuestionnaireSummary {
    pub(crate) fn new(questionnaire: &Questionnaire, language: Locale) -> Self {
        Self {
            id: questionnaire.name(),
            version: questionnaire.version,
            title: questionnaire.title.of(language),
            help: questionnaire.help.of(language),
            law: questionnaire.law.of(language),
            law_as_of: questionnaire.law_as_of,
        }
    }
}

/// A questionnaire.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct QuestionnaireOut {
    #[serde(flatten)]
    summary: QuestionnaireSummary,
    /// Its questions, in the order in which they are asked.
    sections: Vec<SectionOut>,
}

/// Questions that belong together.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct SectionOut {
    /// Its id.
    id: &'static str,
    /// What it is about.
    title: &'static str,
    /// Its questions.
    questions: Vec<QuestionOut>,
}

impl QuestionnaireOut {
    pub(crate) fn new(questionnaire: &Questionnaire, language: Locale) -> Self {
        let sections = questionnaire.sections.iter();
        Self {
            summary: QuestionnaireSummary::new(questionnaire, language),
            sections: sections
                .map(|section| SectionOut {
                    id: section.id,
                    title: section.title.of(language),
                    questions: section
                        .questions
                        .iter()
                        .map(|question| QuestionOut::new(question, language))
                        .collect(),
                })
                .collect(),
        }
    }
}

/// A question.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct QuestionOut {
    /// Its id: the key of its answer.
    #[schema(example = "annex3.employment")]
    id: &'static str,
    /// The question itself.
    text: &'static str,
    /// What it means and what decides it.
    help: &'static str,
    /// Where it comes from.
    article: &'static str,
    /// What is answered. `unknown` is an answer to everything, and counts as the strictest one.
    kind: KindOut,
    /// What can be chosen, for `one` and `many`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<ChoiceOut>,
    /// When it is asked: `"always"`, or an object with one key. `is` and `may` name a question and an option
    /// (`may` holds for `unknown` too), `at_least` and `may_at_least` a question and how many options, `all` and
    /// `any` list conditions, `not` turns one around. It looks at earlier questions only.
    #[schema(value_type = Object)]
    asked_if: assess::Condition,
}

/// What is answered to a question.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KindOut {
    /// `"yes"` or `"no"`.
    YesNo,
    /// The id of one choice.
    One,
    /// A list of choices' ids; an empty list says: none of these.
    Many,
    /// A list of at least one choice's id.
    AtLeastOne,
    /// A number from 1 (negligible) to 4 (maximum).
    Level,
    /// Text of 1 to 4,000 characters.
    Text,
}

impl From<Kind> for KindOut {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::YesNo => Self::YesNo,
            Kind::One { .. } => Self::One,
            Kind::Many {
                at_least_one: false,
                ..
            } => Self::Many,
            Kind::Many {
                at_least_one: true, ..
            } => Self::AtLeastOne,
            Kind::Level => Self::Level,
            Kind::Text => Self::Text,
        }
    }
}

/// Something that can be chosen.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct ChoiceOut {
    /// Its id.
    id: &'static str,
    /// What it says.
    label: &'static str,
    /// Where it comes from.
    article: &'static str,
}

impl QuestionOut {
    pub(crate) fn new(question: &Question, language: Locale) -> Self {
        let choice = |choice: &Choice| ChoiceOut {
            id: choice.id,
            label: choice.label.of(language),
            article: choice.article,
        };
        Self {
            id: question.id,
            text: question.text.of(language),
            help: question.help.of(language),
            article: question.article,
            kind: question.kind.into(),
            choices: question.choices().iter().map(choice).collect(),
            asked_if: question.asked_if,
        }
    }
}
