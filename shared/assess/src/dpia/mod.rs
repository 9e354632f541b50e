//! The data protection impact assessment of GDPR art. 35, with the list of the Dutch supervisor.
//!
//! First whether one is needed: the three cases of art. 35(3), the list of the Autoriteit Persoonsgegevens
//! (Staatscourant 2019, 64418), the nine criteria of the guidelines WP 248 rev.01 (two of them usually suffice), and
//! the exemptions. Then the assessment itself: description, necessity and proportionality, rights, and risks by
//! severity and likelihood, after the method of the CNIL. At the end art. 36: a high risk that remains goes to the
//! supervisor before the processing starts.

mod questions;
mod rules;
#[cfg(test)]
mod tests;

use jiff::civil::{Date, date};

use crate::assessment::Classification;
use crate::questionnaire::Questionnaire;
use crate::text::{Text, text};

pub(crate) const VERSION: &str = "dpia@1";

/// Since when the GDPR applies (art. 99).
const GDPR: Date = date(2018, 5, 25);

pub(crate) static QUESTIONNAIRE: Questionnaire = Questionnaire {
    version: VERSION,
    title: text(
        "Data protection impact assessment (DPIA)",
        "Gegevensbeschermingseffectbeoordeling (DPIA)",
    ),
    help: text(
        "Finds whether a DPIA is needed, makes it, and says whether the supervisor must be asked first. A structured reading of \
         the law, not legal advice.",
        "Bepaalt of een DPIA nodig is, voert die uit, en zegt of de toezichthouder vooraf moet worden geraadpleegd. Een \
         gestructureerde lezing van de wet, geen juridisch advies.",
    ),
    law: text(
        "Regulation (EU) 2016/679 (GDPR) art. 35 and 36; WP 248 rev.01; list of the Autoriteit Persoonsgegevens of 27 November \
         2019",
        "Verordening (EU) 2016/679 (AVG) art. 35 en 36; WP 248 rev.01; lijst van de Autoriteit Persoonsgegevens van 27 november \
         2019",
    ),
    law_as_of: date(2019, 11, 27),
    sections: questions::SECTIONS,
    rules: rules::assess,
};

/// The classes, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    NoPersonalData,
    NotRequired,
    Advised,
    Required,
    PriorConsultation,
}

impl Class {
    #[cfg(test)]
    pub(crate) const ALL: [Self; 5] = [
        Self::NoPersonalData,
        Self::NotRequired,
        Self::Advised,
        Self::Required,
        Self::PriorConsultation,
    ];

    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::NoPersonalData => "no_personal_data",
            Self::NotRequired => "not_required",
            Self::Advised => "advised",
            Self::Required => "required",
            Self::PriorConsultation => "prior_consultation",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::NoPersonalData => text("No personal data", "Geen persoonsgegevens"),
            Self::NotRequired => text("No DPIA required", "Geen DPIA verplicht"),
            Self::Advised => text("DPIA advised", "DPIA aangeraden"),
            Self::Required => text("DPIA required", "DPIA verplicht"),
            Self::PriorConsultation => text(
                "Prior consultation of the supervisor required",
                "Voorafgaande raadpleging van de toezichthouder verplicht",
            ),
        }
    }

    /// The scores that a class has by itself: they never overlap, so that a stricter class scores higher. Only a critical
    /// finding raises a score beyond its class.
    pub(crate) fn scores(self) -> (u8, u8) {
        match self {
            Self::NoPersonalData => (0, 0),
            Self::NotRequired => (5, 19),
            Self::Advised => (20, 34),
            Self::Required => (35, 79),
            Self::PriorConsultation => (80, 100),
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
