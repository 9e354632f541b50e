//! What a questionnaire is: versions, sections, questions and when they are asked.

use jiff::civil::Date;
use serde::Serialize;

use crate::answers::{AssessError, Given};
use crate::assessment::Assessment;
use crate::text::Text;
use crate::{Answers, ai_act, dpia};

/// The answer that is always allowed and always taken as the strictest one.
pub const UNKNOWN: &str = "unknown";

/// Every version that can be loaded, the oldest first. Versions are added, never removed.
pub const VERSIONS: [&str; 3] = [ai_act::VERSION_1, ai_act::VERSION, dpia::VERSION];

/// A questionnaire in one version.
#[derive(Debug, Serialize)]
pub struct Questionnaire {
    /// Name and version, as `ai-act@1`.
    pub version: &'static str,
    /// What it is about.
    pub title: Text,
    /// What it is for, and what it is not.
    pub help: Text,
    /// The law as it stood when this version was written.
    pub law: Text,
    /// Since when that law stands as it does: the day of its youngest part.
    pub law_as_of: Date,
    /// Its questions, in the order in which they are asked.
    pub sections: &'static [Section],
    #[serde(skip)]
    pub(crate) rules: fn(&Given, Date) -> Assessment,
}

/// Questions that belong together.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Section {
    /// Stable id.
    pub id: &'static str,
    /// What it is about.
    pub title: Text,
    /// Its questions.
    pub questions: &'static [Question],
}

/// A question.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Question {
    /// Stable id, unique in the questionnaire.
    pub id: &'static str,
    /// The question itself.
    pub text: Text,
    /// What it means and what decides it.
    pub help: Text,
    /// Where it comes from.
    pub article: &'static str,
    /// What can be answered.
    pub kind: Kind,
    /// When it is asked.
    pub asked_if: Condition,
    /// Which answer is the stricter one, that is, as what `unknown` counts.
    pub stricter: Stricter,
}

/// What can be answered. [`UNKNOWN`] can be answered to everything.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Kind {
    /// `yes` or `no`.
    YesNo,
    /// One of these.
    One {
        /// What can be chosen.
        choices: &'static [Choice],
    },
    /// Any number of these.
    Many {
        /// What can be chosen.
        choices: &'static [Choice],
        /// Whether something must be chosen; else an empty list says: none of these.
        at_least_one: bool,
    },
    /// A level from 1 (negligible) to 4 (maximum).
    Level,
    /// Free text of at most [`TEXT_MAX_CHARS`](Kind::TEXT_MAX_CHARS) characters.
    Text,
}

/// Something that can be chosen.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Choice {
    /// Stable id, unique in its question.
    pub id: &'static str,
    /// What it says.
    pub label: Text,
    /// Where it comes from.
    pub article: &'static str,
}

/// When a question is asked. It looks at earlier questions only.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Always.
    Always,
    /// The question's answer has this option, for certain.
    Is(&'static str, &'static str),
    /// The question's answer has this option, or is `unknown`.
    May(&'static str, &'static str),
    /// At least so many options are chosen, or the answer is `unknown`.
    MayAtLeast(&'static str, usize),
    /// At least so many options are chosen, for certain.
    AtLeast(&'static str, usize),
    /// All of these hold.
    All(&'static [Condition]),
    /// One of these holds.
    Any(&'static [Condition]),
    /// This does not hold.
    Not(&'static Condition),
}

/// Which answer is the stricter one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stricter {
    /// `yes`.
    Yes,
    /// `no`: the question is about an exception or a safeguard.
    No,
    /// The more is chosen, the stricter.
    More,
    /// The less is chosen, the stricter: the choices are exceptions or safeguards.
    Fewer,
    /// Later choices, or higher levels, are stricter.
    Later,
    /// The answer changes who must do what, or describes; not how strict the result is.
    Neither,
}

impl Kind {
    /// The most characters of a free text.
    pub const TEXT_MAX_CHARS: usize = 4_000;
}

impl Questionnaire {
    /// The questionnaire of this version.
    ///
    /// # Errors
    ///
    /// [`AssessError::UnknownVersion`] where there is none.
    pub fn load(version: &str) -> Result<&'static Self, AssessError> {
        [
            &ai_act::QUESTIONNAIRE_1,
            &ai_act::QUESTIONNAIRE,
            &dpia::QUESTIONNAIRE,
        ]
        .into_iter()
        .find(|questionnaire| questionnaire.version == version)
        .ok_or_else(|| AssessError::UnknownVersion(version.to_owned()))
    }

    /// The questionnaire of this version (`ai-act@1`), or the newest one of this name (`ai-act`).
    ///
    /// # Errors
    ///
    /// [`AssessError::UnknownVersion`] where there is none.
    pub fn find(name_or_version: &str) -> Result<&'static Self, AssessError> {
        let newest = VERSIONS.into_iter().rev().find(|version| {
            version
                .split_once('@')
                .is_some_and(|(name, _)| name == name_or_version)
        });
        Self::load(newest.unwrap_or(name_or_version))
    }

    /// Its name without the version, as `ai-act`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.version
            .split_once('@')
            .map_or(self.version, |(name, _)| name)
    }

    /// All questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &'static Question> + use<> {
        self.sections.iter().flat_map(|section| section.questions)
    }

    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&'static Question> {
        self.questions().find(|question| question.id == id)
    }

    /// The questions that these answers lead to and that they leave open, in order.
    ///
    /// A condition that asks about an open question does not hold, so more questions may follow.
    ///
    /// # Errors
    ///
    /// [`AssessError::Invalid`] where an answer is no answer to a question of this version.
    pub fn open(&self, answers: &Answers) -> Result<Vec<&'static Question>, AssessError> {
        Given::check(self, answers).map(|(_, open)| open)
    }

    /// How many of the questions that these answers lead to are answered, and which are open, in order.
    ///
    /// # Errors
    ///
    /// [`AssessError::Invalid`] where an answer is no answer to a question of this version.
    pub fn progress(
        &self,
        answers: &Answers,
    ) -> Result<(usize, Vec<&'static Question>), AssessError> {
        Given::check(self, answers).map(|(given, open)| (given.answered(), open))
    }

    /// The result of these answers, with the dates seen from this day.
    ///
    /// # Errors
    ///
    /// [`AssessError::Invalid`] where an answer is no answer to a question of this version, and
    /// [`AssessError::Incomplete`] with the questions that are still open.
    pub fn assess(&self, answers: &Answers, on: Date) -> Result<Assessment, AssessError> {
        let (given, open) = Given::check(self, answers)?;
        if open.is_empty() {
            Ok((self.rules)(&given, on))
        } else {
            let open = open.iter().map(|question| question.id).collect();
            Err(AssessError::Incomplete(open))
        }
    }
}

impl Question {
    /// What can be chosen, where there are choices.
    #[must_use]
    pub fn choices(&self) -> &'static [Choice] {
        match self.kind {
            Kind::One { choices } | Kind::Many { choices, .. } => choices,
            Kind::YesNo | Kind::Level | Kind::Text => &[],
        }
    }

    /// The option of this name as the questionnaire spells it, if it has one.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<&'static str> {
        match self.kind {
            Kind::YesNo => ["yes", "no"].into_iter().find(|option| *option == id),
            Kind::One { choices } | Kind::Many { choices, .. } => choices
                .iter()
                .map(|choice| choice.id)
                .find(|option| *option == id),
            Kind::Level | Kind::Text => None,
        }
    }

    /// The same question, asked under this condition.
    pub(crate) const fn when(self, asked_if: Condition) -> Self {
        Self { asked_if, ..self }
    }

    pub(crate) const fn yes_no(
        id: &'static str,
        article: &'static str,
        stricter: Stricter,
        text: Text,
        help: Text,
    ) -> Self {
        Self {
            id,
            text,
            help,
            article,
            kind: Kind::YesNo,
            asked_if: Condition::Always,
            stricter,
        }
    }

    /// One of these choices, the mildest first.
    pub(crate) const fn one(
        id: &'static str,
        article: &'static str,
        stricter: Stricter,
        text: Text,
        help: Text,
        choices: &'static [Choice],
    ) -> Self {
        let kind = Kind::One { choices };
        Self {
            kind,
            ..Self::yes_no(id, article, stricter, text, help)
        }
    }

    pub(crate) const fn many(
        id: &'static str,
        article: &'static str,
        stricter: Stricter,
        text: Text,
        help: Text,
        choices: &'static [Choice],
    ) -> Self {
        let kind = Kind::Many {
            choices,
            at_least_one: false,
        };
        Self {
            kind,
            ..Self::yes_no(id, article, stricter, text, help)
        }
    }

    /// The same question, to which choosing nothing is no answer.
    pub(crate) const fn at_least_one(self) -> Self {
        match self.kind {
            Kind::Many { choices, .. } => Self {
                kind: Kind::Many {
                    choices,
                    at_least_one: true,
                },
                ..self
            },
            Kind::YesNo | Kind::One { .. } | Kind::Level | Kind::Text => self,
        }
    }

    pub(crate) const fn level(
        id: &'static str,
        article: &'static str,
        text: Text,
        help: Text,
    ) -> Self {
        Self {
            kind: Kind::Level,
            ..Self::yes_no(id, article, Stricter::Later, text, help)
        }
    }

    pub(crate) const fn free(
        id: &'static str,
        article: &'static str,
        text: Text,
        help: Text,
    ) -> Self {
        Self {
            kind: Kind::Text,
            ..Self::yes_no(id, article, Stricter::Neither, text, help)
        }
    }
}

/// A choice in one expression.
pub(crate) const fn choice(id: &'static str, article: &'static str, label: Text) -> Choice {
    Choice { id, label, article }
}

impl Condition {
    /// Whether it holds for these answers.
    pub(crate) fn holds(&self, given: &Given) -> bool {
        match self {
            Self::Always => true,
            Self::Is(question, option) => given.has(question, option),
            Self::May(question, option) => {
                given.is_unknown(question) || given.has(question, option)
            }
            Self::MayAtLeast(question, least) => {
                given.is_unknown(question) || given.count(question) >= *least
            }
            Self::AtLeast(question, least) => given.count(question) >= *least,
            Self::All(conditions) => conditions.iter().all(|condition| condition.holds(given)),
            Self::Any(conditions) => conditions.iter().any(|condition| condition.holds(given)),
            Self::Not(condition) => !condition.holds(given),
        }
    }
}
