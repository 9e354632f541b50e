//! The EU AI Act, Regulation (EU) 2024/1689, as amended by Regulation (EU) 2026/1744.
//!
//! The cascade: is it an AI system in scope, and in which role (art. 2, 3) → prohibited practices (art. 5) → high risk
//! by product (art. 6(1), Annex I) → high risk by use (art. 6(2), Annex III) unless derogated (art. 6(3)) →
//! transparency (art. 50) → general-purpose models (art. 51–56) → minimal risk.

mod dates;
mod duties;
mod questions;
mod rules;
#[cfg(test)]
mod tests;

use jiff::civil::date;

pub use dates::{Milestone, TIMETABLE};

use crate::assessment::Classification;
use crate::questionnaire::Questionnaire;
use crate::text::{Text, text};

pub(crate) const VERSION: &str = "ai-act@2";

/// Asks nothing about who is established in the EU, what an unsafe generator is for, and what was there before 2027.
pub(crate) const VERSION_1: &str = "ai-act@1";

pub(crate) static QUESTIONNAIRE: Questionnaire = QUESTIONNAIRE_2;

const QUESTIONNAIRE_2: Questionnaire = Questionnaire {
    version: VERSION,
    title: text("EU AI Act", "EU-AI-verordening"),
    help: text(
        "Finds the class of an AI system or model, and who must do what from when. A structured reading of the law, not legal \
         advice.",
        "Bepaalt de klasse van een AI-systeem of -model, en wie wat vanaf wanneer moet doen. Een gestructureerde lezing van de \
         wet, geen juridisch advies.",
    ),
    law: text(
        "Regulation (EU) 2024/1689, as amended by Regulation (EU) 2026/1744, in force since 27 July 2026",
        "Verordening (EU) 2024/1689, zoals gewijzigd door Verordening (EU) 2026/1744, van kracht sinds 27 juli 2026",
    ),
    law_as_of: date(2026, 7, 27),
    sections: questions::SECTIONS,
    rules: rules::assess,
};

pub(crate) static QUESTIONNAIRE_1: Questionnaire = Questionnaire {
    version: VERSION_1,
    sections: questions::SECTIONS_1,
    rules: rules::assess_1,
    ..QUESTIONNAIRE_2
};

/// The classes, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    OutOfScope,
    Minimal,
    Transparency,
    GeneralPurpose,
    SystemicRisk,
    HighRisk,
    Prohibited,
}

impl Class {
    #[cfg(test)]
    pub(crate) const ALL: [Self; 7] = [
        Self::OutOfScope,
        Self::Minimal,
        Self::Transparency,
        Self::GeneralPurpose,
        Self::SystemicRisk,
        Self::HighRisk,
        Self::Prohibited,
    ];

    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::OutOfScope => "out_of_scope",
            Self::Minimal => "minimal_risk",
            Self::Transparency => "transparency_risk",
            Self::GeneralPurpose => "general_purpose_model",
            Self::SystemicRisk => "systemic_risk_model",
            Self::HighRisk => "high_risk",
            Self::Prohibited => "prohibited",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::OutOfScope => text("Out of scope", "Buiten de reikwijdte"),
            Self::Minimal => text("Minimal risk", "Minimaal risico"),
            Self::Transparency => text("Transparency obligations", "Transparantieverplichtingen"),
            Self::GeneralPurpose => text(
                "General-purpose AI model",
                "AI-model voor algemene doeleinden",
            ),
            Self::SystemicRisk => text(
                "General-purpose AI model with systemic risk",
                "AI-model voor algemene doeleinden met systeemrisico",
            ),
            Self::HighRisk => text("High risk", "Hoog risico"),
            Self::Prohibited => text("Prohibited", "Verboden"),
        }
    }

    /// The scores that a class can have: they never overlap, so that a stricter class always scores higher.
    pub(crate) fn scores(self) -> (u8, u8) {
        match self {
            Self::OutOfScope => (0, 0),
            Self::Minimal => (5, 19),
            Self::Transparency => (20, 39),
            Self::GeneralPurpose => (40, 54),
            Self::SystemicRisk => (55, 69),
            Self::HighRisk => (70, 94),
            Self::Prohibited => (95, 100),
        }
    }
}

impl From<Class> for Classification {
    fn from(class: Class) -> Self {
        Self {
            id: class.id().to_owned(),
            name: class.name().into(),
            rank: class as u8,
        }
    }
}
