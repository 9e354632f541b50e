//! Diagnosis codes of the International Classification of Diseases.

use std::sync::LazyLock;

use domain::{Category, Severity};

use super::{about, rank};
use crate::context::{Words, may_have_word};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

const CONTEXT_WORDS: &[&str] = &[
    "icd",
    "icd-10",
    "icd10",
    "icd_10",
    "diagnose",
    "diagnosis",
    "diagnosecode",
    "hoofddiagnose",
    "nevendiagnose",
];

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(CONTEXT_WORDS));

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "icd-10",
        name: Text {
            en: "Diagnosis code (ICD-10)",
            nl: "Diagnosecode (ICD-10)",
        },
        category: Category::SpecialCategory,
        severity: Severity::Critical,
        article: "GDPR art. 9(1), UAVG art. 30",
        help: Text {
            en: "A letter, two digits and mostly a dot with one or two more, beside a word such as “ICD” or “diagnosis”. \
                 About a named person it is data about health; in a list of codes it stays low. Keep it in the medical \
                 file, and out of exports and mail.",
            nl: "Een letter, twee cijfers en meestal een punt met nog één of twee, bij een woord als “ICD” of “diagnose”. \
                 Over een genoemd persoon is het een gezondheidsgegeven; in een lijst van codes blijft de ernst laag. \
                 Houd de code in het medisch dossier, en buiten exports en mail.",
        },
        context_words: CONTEXT_WORDS,
        examples: Examples {
            matches: &[
                "Patiënt J. de Boer, diagnose E11.9",
                "ICD-10: F32.1",
                "{\"bsn\": \"231457005\", \"icd10\": \"J45.0\"}",
            ],
            passes: &[
                "vitamine B12",
                "papier A40, inkt C31.5",
                "kamer F32.1",
                "E40.0 is een weg",
                "diagnose over 12.5 dagen",
            ],
        },
    },
    triggers: &[Trigger::Behind(2..=2, examine)],
    context: ContextRule::Raises(0.35),
    against: &[
        "kamer", "room", "versie", "version", "model", "artikel", "bestel", "lokaal",
    ],
    rank: rank::SHAPED,
}];

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !view.before(hit.start).is_ascii_uppercase() {
        return;
    }
    let start = hit.start - 1;
    if matches!(view.nature, Nature::Source | Nature::Lockfile)
        || !view.is_word_start(start)
        || matches!(view.before(start), b'-' | b'.' | b'/' | b'#' | b'+')
    {
        return;
    }
    let mut end = hit.end;
    if view.at(end) == b'.' {
        let more = view
            .bytes()
            .iter()
            .skip(end + 1)
            .take(3)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if more > 2 {
            return;
        }
        if more > 0 {
            end += 1 + more;
        }
    }
    // `E11.9+` and `M07.3*` pair a cause with what it did.
    if !view.is_word_end(end) || view.at(end) == b'-' {
        return;
    }
    // `T12` and `C3` stand in every log; whether one is about a person is dear to ask.
    if !may_have_word(view, start, end, &WORDS) {
        return;
    }
    let is_whole = end > hit.end;
    let found = Found::new(start, end, view.slice(start..end))
        .masked(Mask::Whole)
        .shape(
            "a letter and digits as in ICD-10",
            if is_whole { 0.3 } else { 0.2 },
        )
        .needs_context();
    let of_people = view.table.is_some_and(|table| {
        let cell = table.cell(view.bytes(), start, false);
        cell.is_some_and(|cell| about::is_about_people(table, cell.column))
    });
    let bond = if of_people {
        Some(about::Bond::Record)
    } else {
        about::bond(view, start, end, true)
    };
    candidates.push(match bond {
        Some(about::Bond::Named | about::Bond::Record) => {
            found.context("the sentence or the record says who it is about", 0.3)
        }
        Some(about::Bond::Role | about::Bond::Pronoun) => found
            .severity(Severity::High)
            .context("the sentence is about one person", 0.15),
        Some(about::Bond::Field) | None => found.severity(Severity::Low),
    });
}
