//! Answers: as they come, what can be wrong with them, and as the rules read them.

use std::collections::BTreeMap;

use domain::Answer;
use serde::{Deserialize, Serialize};

use crate::questionnaire::{Kind, Question, Questionnaire, UNKNOWN};

/// Answers by the id of their question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Answer>);

impl Answers {
    /// No answers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a question, or answers it anew.
    pub fn set(&mut self, question: &str, answer: impl Into<Answer>) -> &mut Self {
        self.0.insert(question.to_owned(), answer.into());
        self
    }

    /// The answers by question, as they are stored.
    #[must_use]
    pub fn into_map(self) -> BTreeMap<String, Answer> {
        self.0
    }

    /// The answer to this question.
    #[must_use]
    pub fn get(&self, question: &str) -> Option<&Answer> {
        self.0.get(question)
    }
}

impl From<BTreeMap<String, Answer>> for Answers {
    fn from(answers: BTreeMap<String, Answer>) -> Self {
        Self(answers)
    }
}

impl FromIterator<(String, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, Answer)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssessError {
    /// No questionnaire has this version.
    #[error("there is no questionnaire {0:?}")]
    UnknownVersion(String),
    /// Answers that are none, in the order of their questions' ids.
    #[error("{} of the answers can't be read; the first: {}", .0.len(), first(.0))]
    Invalid(Vec<Problem>),
    /// Questions that are asked and not answered, in the order of the questionnaire.
    #[error("not answered: {}", .0.join(", "))]
    Incomplete(Vec<&'static str>),
}

fn first(problems: &[Problem]) -> String {
    problems
        .first()
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// This version has no such question.
    #[error("there is no question {0:?}")]
    UnknownQuestion(String),
    /// The question has no such option.
    #[error("{question} has no option {option:?}; it has {}", .known.join(", "))]
    UnknownOption {
        /// The question.
        question: &'static str,
        /// What was answered.
        option: String,
        /// What can be answered.
        known: Vec<&'static str>,
    },
    /// The answer has another form than the question asks for.
    #[error("{question} wants {wanted}")]
    WrongForm {
        /// The question.
        question: &'static str,
        /// What it wants.
        wanted: &'static str,
    },
}

/// A checked answer.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Unknown,
    One(&'static str),
    Many(Vec<&'static str>),
    Level(u8),
    Text(String),
}

impl From<Value> for Answer {
    fn from(value: Value) -> Self {
        match value {
            Value::Unknown => Self::from(UNKNOWN),
            Value::One(option) => Self::from(option),
            Value::Many(options) => Self::Many(options.into_iter().map(str::to_owned).collect()),
            Value::Level(level) => Self::Level(level),
            Value::Text(text) => Self::One(text),
        }
    }
}

impl Question {
    /// The answer as it is kept: options once and in one order, text without space around it.
    ///
    /// # Errors
    /// When it is no answer to this question.
    pub fn accept(&'static self, answer: &Answer) -> Result<Answer, Problem> {
        read(self, answer).map(Answer::from)
    }
}

/// The answers to the questions that are asked, checked. What the rules read.
#[derive(Debug, Default)]
pub(crate) struct Given(BTreeMap<&'static str, Value>);

impl Given {
    /// Checks every answer, keeps those to questions that are asked, and names those that are missing.
    pub(crate) fn check(
        questionnaire: &Questionnaire,
        answers: &Answers,
    ) -> Result<(Self, Vec<&'static Question>), AssessError> {
        let mut problems = Vec::new();
        for (id, answer) in &answers.0 {
            match questionnaire.question(id) {
                None => problems.push(Problem::UnknownQuestion(id.clone())),
                Some(question) => problems.extend(read(question, answer).err()),
            }
        }
        if !problems.is_empty() {
            return Err(AssessError::Invalid(problems));
        }
        let mut given = Self::default();
        let mut open = Vec::new();
        for question in questionnaire.questions() {
            if !question.asked_if.holds(&given) {
                continue;
            }
            match answers
                .0
                .get(question.id)
                .map(|answer| read(question, answer))
            {
                Some(Ok(value)) => {
                    given.0.insert(question.id, value);
                }
                Some(Err(_)) | None => open.push(question),
            }
        }
        Ok((given, open))
    }

    /// Whether the answer has this option, for certain.
    pub(crate) fn has(&self, question: &str, option: &str) -> bool {
        match self.0.get(question) {
            Some(Value::One(one)) => *one == option,
            Some(Value::Many(many)) => many.contains(&option),
            Some(Value::Unknown | Value::Level(_) | Value::Text(_)) | None => false,
        }
    }

    /// Whether the answer is `unknown`.
    pub(crate) fn is_unknown(&self, question: &str) -> bool {
        self.0.get(question) == Some(&Value::Unknown)
    }

    /// How many options are chosen.
    pub(crate) fn count(&self, question: &str) -> usize {
        match self.0.get(question) {
            Some(Value::Many(many)) => many.len(),
            Some(Value::One(_)) => 1,
            Some(Value::Unknown | Value::Level(_) | Value::Text(_)) | None => 0,
        }
    }

    /// The answer is this option, for certain.
    pub(crate) fn is(&self, question: &Question, option: &str) -> bool {
        debug_assert!(
            question.option(option).is_some(),
            "{option} in {}",
            question.id
        );
        self.has(question.id, option)
    }

    /// The answer is this option, or `unknown`.
    pub(crate) fn may(&self, question: &Question, option: &str) -> bool {
        self.is(question, option) || self.is_unknown(question.id)
    }

    /// The answer is `yes`, or `unknown`.
    pub(crate) fn possibly(&self, question: &Question) -> bool {
        self.may(question, "yes")
    }

    /// The answer is `yes`, for certain.
    pub(crate) fn surely(&self, question: &Question) -> bool {
        self.is(question, "yes")
    }

    /// The question was asked, and the answer is not a certain `yes`: a safeguard is missing.
    pub(crate) fn lacks(&self, question: &Question) -> bool {
        self.0.contains_key(question.id) && !self.surely(question)
    }

    /// Something is chosen, for certain.
    pub(crate) fn any(&self, question: &Question) -> bool {
        self.count(question.id) > 0
    }

    /// The choices that are chosen; all of them if the answer is `unknown`.
    pub(crate) fn picked(
        &self,
        question: &Question,
    ) -> impl Iterator<Item = &'static crate::Choice> {
        question
            .choices()
            .iter()
            .filter(|choice| self.may(question, choice.id))
    }

    /// The level; the highest if it is `unknown`, the lowest if it was not asked.
    pub(crate) fn level(&self, question: &Question) -> u8 {
        match self.0.get(question.id) {
            Some(Value::Level(level)) => *level,
            Some(Value::Unknown) => 4,
            Some(Value::One(_) | Value::Many(_) | Value::Text(_)) | None => 1,
        }
    }

    /// The answer as it was given, for the trace; nothing if the question was not asked. A free text is not
    /// repeated: it may hold personal data.
    pub(crate) fn answer(&self, question: &Question) -> Option<Answer> {
        Some(match self.0.get(question.id)? {
            Value::Text(_) => Answer::from("text"),
            value @ (Value::Unknown | Value::One(_) | Value::Many(_) | Value::Level(_)) => {
                value.clone().into()
            }
        })
    }

    /// How many questions that are asked have an answer.
    pub(crate) fn answered(&self) -> usize {
        self.0.len()
    }

    /// The questions that were answered with `unknown`.
    pub(crate) fn unknown(&self) -> Vec<String> {
        self.0
            .iter()
            .filter(|(_, value)| **value == Value::Unknown)
            .map(|(id, _)| (*id).to_owned())
            .collect()
    }
}

/// Reads an answer as its question wants it.
fn read(question: &'static Question, answer: &Answer) -> Result<Value, Problem> {
    if *answer == Answer::from(UNKNOWN) {
        return Ok(Value::Unknown);
    }
    let option = |option: &String| {
        question
            .option(option)
            .ok_or_else(|| Problem::UnknownOption {
                question: question.id,
                option: option.clone(),
                known: known(question),
            })
    };
    let wrong = |wanted| Problem::WrongForm {
        question: question.id,
        wanted,
    };
    match (question.kind, answer) {
        (Kind::YesNo | Kind::One { .. }, Answer::One(one)) => option(one).map(Value::One),
        (Kind::YesNo | Kind::One { .. }, Answer::Many(_) | Answer::Level(_)) => {
            Err(wrong("one option, as text"))
        }
        (Kind::Many { at_least_one, .. }, Answer::Many(many)) => {
            let mut options = many.iter().map(option).collect::<Result<Vec<_>, _>>()?;
            options.sort_unstable();
            options.dedup();
            if at_least_one && options.is_empty() {
                return Err(wrong("at least one option"));
            }
            Ok(Value::Many(options))
        }
        (Kind::Many { .. }, Answer::One(_) | Answer::Level(_)) => Err(wrong("a list of options")),
        (Kind::Level, Answer::Level(level @ 1..=4)) => Ok(Value::Level(*level)),
        (Kind::Level, Answer::Level(_) | Answer::One(_) | Answer::Many(_)) => {
            Err(wrong("a number from 1 to 4"))
        }
        (Kind::Text, Answer::One(text))
            if !text.trim().is_empty() && text.chars().count() <= Kind::TEXT_MAX_CHARS =>
        {
            Ok(Value::Text(text.trim().to_owned()))
        }
        (Kind::Text, Answer::One(_) | Answer::Many(_) | Answer::Level(_)) => {
            Err(wrong("a text of 1 to 4000 characters"))
        }
    }
}

/// What can be answered to a question with options.
fn known(question: &'static Question) -> Vec<&'static str> {
    let mut known: Vec<_> = match question.kind {
        Kind::YesNo => vec!["yes", "no"],
        Kind::One { .. } | Kind::Many { .. } | Kind::Level | Kind::Text => {
            question.choices().iter().map(|choice| choice.id).collect()
        }
    };
    known.push(UNKNOWN);
    known
}
