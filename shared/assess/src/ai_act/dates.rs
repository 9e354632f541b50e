//! When the AI Act applies, as data.
//!
//! Regulation (EU) 2024/1689 art. 111 and 113, as amended by Regulation (EU) 2026/1744 (“Digital Omnibus on AI”) of
//! 8 July 2026, OJ L, 2026/1744, 24.7.2026, in force since 27 July 2026. The amendment moved the rules for systems of
//! high risk (from 2 August 2026 and 2 August 2027) and added two prohibitions; it left general-purpose models and
//! transparency where they were.

use jiff::civil::{Date, date};
use serde::Serialize;

use crate::text::{Text, text};

/// A date from which a part of the AI Act applies.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Milestone {
    /// Stable id.
    pub id: &'static str,
    /// What applies.
    pub text: Text,
    /// From when.
    pub from: Date,
    /// From when it was to apply before Regulation (EU) 2026/1744, where that changed the date.
    pub before_amendment: Option<Date>,
    /// What sets the date.
    pub source: &'static str,
}

pub(super) const PROHIBITIONS: Milestone = Milestone {
    id: "prohibitions",
    text: text(
        "Definitions, AI literacy and the eight first prohibited practices",
        "Definities, AI-geletterdheid en de eerste acht verboden praktijken",
    ),
    from: date(2025, 2, 2),
    before_amendment: None,
    source: "Regulation (EU) 2024/1689 art. 113(a)",
};

pub(super) const GENERAL_PURPOSE: Milestone = Milestone {
    id: "general_purpose",
    text: text(
        "General-purpose models, governance and most penalties",
        "Modellen voor algemene doeleinden, toezicht en de meeste sancties",
    ),
    from: date(2025, 8, 2),
    before_amendment: None,
    source: "Regulation (EU) 2024/1689 art. 113(b)",
};

pub(super) const GENERAL: Milestone = Milestone {
    id: "general",
    text: text(
        "Transparency, and everything without a date of its own",
        "Transparantie, en alles zonder eigen datum",
    ),
    from: date(2026, 8, 2),
    before_amendment: None,
    source: "Regulation (EU) 2024/1689 art. 113",
};

pub(super) const NEW_PROHIBITIONS: Milestone = Milestone {
    id: "new_prohibitions",
    text: text(
        "The prohibitions of intimate images without consent and of material of child sexual abuse",
        "De verboden op intieme beelden zonder toestemming en op materiaal van seksueel kindermisbruik",
    ),
    from: date(2026, 12, 2),
    before_amendment: None,
    source: "Regulation (EU) 2024/1689 art. 113(a), as amended by Regulation (EU) 2026/1744 art. 1(40)(a)",
};

pub(super) const MARKING_OF_EXISTING: Milestone = Milestone {
    id: "marking_of_existing",
    text: text(
        "Marking of generated content by systems from before 2 August 2026",
        "Markering van gemaakte inhoud door systemen van vóór 2 augustus 2026",
    ),
    from: date(2026, 12, 2),
    before_amendment: Some(date(2026, 8, 2)),
    source: "Regulation (EU) 2024/1689 art. 111(4), inserted by Regulation (EU) 2026/1744 art. 1(39)(b)",
};

pub(super) const EXISTING_MODELS: Milestone = Milestone {
    id: "existing_models",
    text: text(
        "General-purpose models from before 2 August 2025",
        "Modellen voor algemene doeleinden van vóór 2 augustus 2025",
    ),
    from: date(2027, 8, 2),
    before_amendment: None,
    source: "Regulation (EU) 2024/1689 art. 111(3)",
};

pub(super) const ANNEX_III: Milestone = Milestone {
    id: "annex_iii",
    text: text(
        "Systems of high risk by their use (Annex III)",
        "Systemen met hoog risico door hun gebruik (bijlage III)",
    ),
    from: date(2027, 12, 2),
    before_amendment: Some(date(2026, 8, 2)),
    source: "Regulation (EU) 2024/1689 art. 113(c), as amended by Regulation (EU) 2026/1744 art. 1(40)(b)",
};

pub(super) const ANNEX_I: Milestone = Milestone {
    id: "annex_i",
    text: text(
        "Systems of high risk by their product (Annex I)",
        "Systemen met hoog risico door hun product (bijlage I)",
    ),
    from: date(2028, 8, 2),
    before_amendment: Some(date(2027, 8, 2)),
    source: "Regulation (EU) 2024/1689 art. 113(c), as amended by Regulation (EU) 2026/1744 art. 1(40)(b)",
};

pub(super) const EXISTING_PUBLIC: Milestone = Milestone {
    id: "existing_public",
    text: text(
        "Systems of high risk for public authorities that were there before the rules",
        "Systemen met hoog risico voor overheden die er al waren vóór de regels",
    ),
    from: date(2030, 8, 2),
    before_amendment: None,
    source: "Regulation (EU) 2024/1689 art. 111(2)",
};

/// When what applies, in order of date.
pub const TIMETABLE: &[Milestone] = &[
    PROHIBITIONS,
    GENERAL_PURPOSE,
    GENERAL,
    NEW_PROHIBITIONS,
    MARKING_OF_EXISTING,
    EXISTING_MODELS,
    ANNEX_III,
    ANNEX_I,
    EXISTING_PUBLIC,
];
