//! What an assessment tells.

use domain::{Answer, Severity};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::answers::Given;
use crate::questionnaire::Question;
use crate::text::{Text, Words, text};

/// The result of a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The questionnaire and its version, as `ai-act@1`.
    pub version: String,
    /// The day from which dates were seen.
    pub on: Date,
    /// The strictest class that applies.
    pub classification: Classification,
    /// Every class that applies, the strictest first. A system can be of high risk and owe transparency.
    pub classes: Vec<Classification>,
    /// The ids of the findings that put it into the strictest class.
    pub decided_by: Vec<String>,
    /// In which roles it was answered, where the law knows roles.
    pub roles: Vec<Role>,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
    /// Single risks with their cells in the 4 × 4 matrix, where the questionnaire asks for them.
    pub risks: Vec<RiskView>,
    /// The risk from 0 to 100 and what it consists of.
    pub score: Score,
    /// What to do, the most urgent first.
    pub next_steps: Vec<Step>,
    /// The questions that were answered with `unknown`; each was taken as the stricter answer.
    pub unknown: Vec<String>,
}

impl Assessment {
    /// The findings that put it into its class, the worst first.
    pub fn deciding(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| self.decided_by.contains(&finding.id))
    }

    /// What must be done, each thing once, the earliest first.
    #[must_use]
    pub fn obligations(&self) -> Vec<&Obligation> {
        let mut obligations: Vec<&Obligation> = Vec::new();
        for obligation in self
            .findings
            .iter()
            .flat_map(|finding| &finding.obligations)
        {
            let is_known = obligations
                .iter()
                .any(|known| (&known.id, known.applies) == (&obligation.id, obligation.applies));
            if !is_known {
                obligations.push(obligation);
            }
        }
        obligations.sort_by_key(|obligation| obligation.applies.date());
        obligations
    }
}

/// A class of a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classification {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// Its place among the classes of the questionnaire; higher is stricter.
    pub rank: u8,
}

/// Who must do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// AI Act art. 3(3).
    Provider,
    /// AI Act art. 3(4).
    Deployer,
    /// AI Act art. 3(6).
    Importer,
    /// AI Act art. 3(7).
    Distributor,
    /// AI Act art. 2(1)(e) and 25(3).
    ProductManufacturer,
    /// AI Act art. 3(5).
    AuthorisedRepresentative,
    /// GDPR art. 4(7).
    Controller,
}

impl Role {
    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Deployer => "deployer",
            Self::Importer => "importer",
            Self::Distributor => "distributor",
            Self::ProductManufacturer => "product_manufacturer",
            Self::AuthorisedRepresentative => "authorised_representative",
            Self::Controller => "controller",
        }
    }
}

/// Something that the answers led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable id, as `ai-act.prohibited.social-scoring`.
    pub id: String,
    /// What it is.
    pub title: Words,
    /// How bad.
    pub severity: Severity,
    /// The article that says so.
    pub article: String,
    /// Why, in sentences.
    pub reason: Words,
    /// The answers that led here.
    pub led_here: Vec<LedHere>,
    /// Whether one of them is `unknown`, so that the stricter answer was assumed.
    pub assumed: bool,
    /// What follows from it, for whom, and from when.
    pub obligations: Vec<Obligation>,
}

/// An answer that led to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedHere {
    /// The question's id.
    pub question: String,
    /// The answer. A free text is not repeated.
    pub answer: Answer,
}

/// Something that must be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// Stable id.
    pub id: String,
    /// The article that says so.
    pub article: String,
    /// Who.
    pub roles: Vec<Role>,
    /// What.
    pub text: Words,
    /// From when.
    pub applies: Applies,
    /// What sets that date.
    pub source: String,
}

/// From when something applies, seen from the day of the assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Applies {
    /// It applies already.
    InForce {
        /// Since this day.
        since: Date,
    },
    /// It will.
    Upcoming {
        /// From this day on.
        from: Date,
    },
}

impl Applies {
    /// Something that applies from a date, seen from a day.
    pub(crate) fn new(from: Date, on: Date) -> Self {
        if from <= on {
            Self::InForce { since: from }
        } else {
            Self::Upcoming { from }
        }
    }

    /// The date, whichever side of today it is on.
    #[must_use]
    pub fn date(self) -> Date {
        match self {
            Self::InForce { since } => since,
            Self::Upcoming { from } => from,
        }
    }
}

/// A risk score and what it consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// From 0 to 100.
    pub value: u8,
    /// What adds up to the value, cut to the class's range.
    pub parts: Vec<ScorePart>,
}

/// A part of a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScorePart {
    /// What it is for.
    pub text: Words,
    /// What it adds.
    pub points: u8,
}

impl Score {
    /// The sum of the parts, kept within the range of a class.
    pub(crate) fn within(least: u8, most: u8, parts: Vec<ScorePart>) -> Self {
        let mut sum = 0_u8;
        let parts = parts
            .into_iter()
            .filter_map(|part| {
                let points = part.points.min(most.saturating_sub(sum));
                sum = sum.saturating_add(points);
                (points > 0).then_some(ScorePart { points, ..part })
            })
            .collect();
        Self {
            value: sum.max(least),
            parts,
        }
    }

    /// At least what the worst critical finding alone makes of it, as the score of any scan.
    pub(crate) fn floored(mut self, findings: &[Finding]) -> Self {
        let floor = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Critical)
            .map(|finding| {
                if finding.assumed {
                    Self::ASSUMED_CRITICAL
                } else {
                    Self::CRITICAL
                }
            })
            .max();
        let Some(floor) = floor.filter(|floor| *floor > self.value) else {
            return self;
        };
        self.parts.push(ScorePart {
            text: Words {
                en: format!("A critical finding makes it at least {floor}"),
                nl: format!("Een kritieke bevinding maakt er ten minste {floor} van"),
            },
            points: floor - self.value,
        });
        self.value = floor;
        self
    }

    /// What a certain critical finding makes at least.
    const CRITICAL: u8 = 70;
    /// The same for one that rests on `unknown`, which is half as sure.
    const ASSUMED_CRITICAL: u8 = 35;
}

/// Something to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Stable id.
    pub id: String,
    /// What to do.
    pub text: Words,
}

impl Step {
    pub(crate) fn new(id: &str, words: Text) -> Self {
        Self {
            id: id.to_owned(),
            text: words.into(),
        }
    }
}

/// A single risk before and after measures: severity and likelihood from 1 (negligible) to 4 (maximum).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskView {
    /// Stable id.
    pub id: String,
    /// What could happen.
    pub name: Words,
    /// Severity before measures.
    pub severity: u8,
    /// Likelihood before measures.
    pub likelihood: u8,
    /// What these make.
    pub level: RiskLevel,
    /// The measures that were named.
    pub measures: Vec<String>,
    /// Severity that is left.
    pub residual_severity: u8,
    /// Likelihood that is left.
    pub residual_likelihood: u8,
    /// What these make.
    pub residual_level: RiskLevel,
}

/// The level of a cell in the 4 × 4 matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskLevel {
    /// Neither severity nor likelihood reaches 3: acceptable.
    Low,
    /// One of them reaches 3: to be reduced as far as reasonable.
    Medium,
    /// Both reach 3: to be avoided or reduced before the processing starts.
    High,
}

impl RiskLevel {
    /// The level of a cell, after the zones of the CNIL's method.
    #[must_use]
    pub fn of(severity: u8, likelihood: u8) -> Self {
        match (severity >= 3, likelihood >= 3) {
            (true, true) => Self::High,
            (true, false) | (false, true) => Self::Medium,
            (false, false) => Self::Low,
        }
    }
}

impl Finding {
    pub(crate) fn new(
        id: &str,
        severity: Severity,
        article: &str,
        title: Text,
        reason: Text,
    ) -> Self {
        Self {
            id: id.to_owned(),
            title: title.into(),
            severity,
            article: article.to_owned(),
            reason: reason.into(),
            led_here: Vec::new(),
            assumed: false,
            obligations: Vec::new(),
        }
    }

    /// Names the answers that led here, and says it if one of them is not known.
    pub(crate) fn because(mut self, given: &Given, questions: &[&Question]) -> Self {
        for question in questions {
            let Some(answer) = given.answer(question) else {
                continue;
            };
            if given.is_unknown(question.id) && !self.assumed {
                self.assumed = true;
                self.reason = self.reason.and(&ASSUMED.into());
            }
            self.led_here.push(LedHere {
                question: question.id.to_owned(),
                answer,
            });
        }
        self
    }

    pub(crate) fn obliges(mut self, obligations: Vec<Obligation>) -> Self {
        self.obligations = obligations;
        self
    }
}

/// What a finding adds to its reason if it rests on `unknown`.
const ASSUMED: Text = text(
    "An answer that led here is “unknown”; the stricter answer was assumed.",
    "Een antwoord dat hiertoe leidt is “onbekend”; daarom is het strengere antwoord aangenomen.",
);
