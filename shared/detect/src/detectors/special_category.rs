//! The special categories of GDPR art. 9 and the criminal data of art. 10.
//!
//! Each category has values (“diabetes”, “moslim”), which count when a sentence binds them to a
//! person, and fields (“diagnose”, “geloof”), which count when they are filled in. What binds is
//! decided in one place, [`about`](super::about).

use domain::Severity;

use super::about;
use crate::detector::Detector;
use crate::mask::Mask;
use crate::nature::Nature;
use crate::table::{Cell, Table};
use crate::view::{Candidates, Found, Hit, View};

/// Terms of a category.
struct Terms {
    /// Said of a person, they are the data.
    values: &'static [&'static str],
    /// Keys and headers, whose filling is the data; letters only, as [`letters`] leaves them.
    fields: &'static [&'static str],
    /// Whether a pronoun is enough of a person: most such words are said of nothing else.
    is_personal: bool,
    /// How bad a certain finding is.
    severity: Severity,
    /// What a finding is called in its explanation.
    word: &'static str,
    /// Whether the phrases of a clinical note, which names nobody, bind them.
    is_noted: bool,
    /// Whether the words beside a term say that it is no person's.
    speaks_against: fn(&Beside<'_>) -> bool,
}

/// Declares a category. What people read is alike for all; a trigger is a plain function, so it has to know its terms.
macro_rules! category {
    (
        id: $id:literal,
        name: $en:literal, $nl:literal,
        severity: $severity:ident,
        article: $article:literal,
        subject: $subject_en:literal, $subject_nl:literal,
        keys: $keys:expr,
        matches: $matches:expr,
        passes: $passes:expr,
        values: $values:expr,
        fields: $fields:expr,
        is_personal: $is_personal:literal,
        word: $word:literal,
        is_noted: $is_noted:literal,
        speaks_against: $speaks_against:expr,
    ) => {
        use domain::{Category, Severity};

        use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
        use crate::view::{Candidates, Hit, View};

        const TERMS: super::Terms = super::Terms {
            values: $values,
            fields: $fields,
            is_personal: $is_personal,
            severity: Severity::$severity,
            word: $word,
            is_noted: $is_noted,
            speaks_against: $speaks_against,
        };

        fn value(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
            super::examine_value(&TERMS, view, hit, candidates);
        }

        fn field(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
            super::examine_field(&TERMS, view, hit, candidates);
        }

        fn is_header(header: &str) -> bool {
            TERMS.fields.contains(&super::letters(header).as_str())
        }

        fn cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
            super::examine_cell(&TERMS, view, hit, candidates);
        }

        pub(super) const DETECTOR: Detector = Detector {
            meta: DetectorMeta {
                id: $id,
                name: Text { en: $en, nl: $nl },
                category: Category::SpecialCategory,
                severity: Severity::$severity,
                article: $article,
                help: Text {
                    en: concat!(
                        $subject_en, " about a person: named in the same sentence or record, in the row of a table about people, \
                         or filled into a field. The subject alone, in an article, a policy or a catalogue, is no finding. \
                         Processing it is forbidden unless an exception of the law applies: name that, or remove the data."
                    ),
                    nl: concat!(
                        $subject_nl, " over een persoon: genoemd in dezelfde zin of hetzelfde dossier, in een rij van een tabel over \
                         mensen, of ingevuld in een veld. Het onderwerp alleen, in een artikel, beleid of catalogus, telt niet. \
                         Verwerken is verboden tenzij de wet een uitzondering maakt: wijs die aan, of verwijder de gegevens."
                    ),
                },
                context_words: $keys,
                examples: Examples { matches: &$matches, passes: &$passes },
            },
            triggers: &[
                Trigger::Said(TERMS.values, value),
                Trigger::Said($keys, field),
                Trigger::Cells(is_header, cell),
            ],
            context: ContextRule::Ignored,
            against: &[],
            rank: crate::detectors::rank::ASSIGNED,
        };
    };
}

mod biometric;
mod criminal;
mod ethnicity;
mod genetic;
mod health;
mod orientation;
mod politics;
mod religion;
#[cfg(test)]
mod tests;
mod union;

pub(super) const DETECTORS: &[Detector] = &[
    health::DETECTOR,
    biometric::DETECTOR,
    genetic::DETECTOR,
    religion::DETECTOR,
    ethnicity::DETECTOR,
    politics::DETECTOR,
    union::DETECTOR,
    orientation::DETECTOR,
    criminal::DETECTOR,
];

/// A header's or key's letters.
fn letters(header: &str) -> String {
    header
        .chars()
        .filter(|character| character.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Terms this long may have an ending; shorter ones would be found in other words.
const INFLECTED: usize = 7;

/// A value of the category in running text.
fn examine_value(terms: &Terms, view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if matches!(view.nature, Nature::Source | Nature::Lockfile) {
        return;
    }
    let before = view.before(hit.start);
    if before.is_ascii_alphanumeric()
        || before == b'_'
        || before >= 0x80 && is_letter_before(view, hit.start)
    {
        return;
    }
    let ending = view
        .slice(hit.end..hit.end + 12)
        .chars()
        .take_while(|next| next.is_alphanumeric() || *next == '_')
        .count();
    let allowed = if hit.end - hit.start >= INFLECTED {
        4
    } else {
        0
    };
    // `lithium.example.org`, `depression@…`: a name of something. A capital begins a sentence whose
    // blank was forgotten: `heeft diabetes.Gebruikt insuline`.
    let next = view.at(hit.end + 1);
    let is_named = match view.at(hit.end) {
        b'.' => next.is_ascii_lowercase() || next.is_ascii_digit(),
        b'@' => next.is_ascii_alphanumeric(),
        _ => false,
    };
    if ending > allowed || is_named || is_in_name(view, hit) {
        return;
    }
    let end = hit.end + ending;
    let value = view.slice(hit.start..hit.end).to_lowercase();
    let bond = about::bond(view, hit.start, end, false);
    // A clinical note names nobody, and its phrases bind nothing but an illness.
    let is_note = matches!(bond, None | Some(about::Bond::Pronoun))
        && terms.is_noted
        && about::is_noted(view, hit.start, end);
    let Some(bond) = (if is_note {
        Some(about::Bond::Role)
    } else {
        bond
    }) else {
        return;
    };
    // “I” and “my” stand in every manual; a fingerprint is often that of a key, in particular where software is told of.
    let is_weak = bond == about::Bond::Pronoun || view.nature == Nature::Manual;
    if is_weak && !terms.is_personal {
        return;
    }
    // Most terms are nobody's, so what the words beside one say against it is asked last.
    let beside = Beside::read(view, hit.start, end, &value, bond);
    if beside.is_department() || (terms.speaks_against)(&beside) {
        return;
    }
    let found = Found::new(hit.start, hit.end, value)
        .masked(Mask::Whole)
        .shape(terms.word, 0.3);
    candidates.push(bond.weigh(found, terms.severity));
}

/// The words of a text.
fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|next: char| !next.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether one of these words stands in a text.
fn has_word(text: &str, among: &[&str]) -> bool {
    words(text).any(|word| among.contains(&word))
}

/// A term that is bound to somebody, and what stands beside it in its sentence.
struct Beside<'v> {
    view: &'v View<'v>,
    start: usize,
    end: usize,
    /// The term, in lower case and without its ending.
    value: &'v str,
    bond: about::Bond,
    /// What the sentence says before it, as it stands there.
    said: &'v str,
    /// The same in lower case, and what follows.
    left: String,
    right: String,
}

impl<'v> Beside<'v> {
    fn read(
        view: &'v View<'_>,
        start: usize,
        end: usize,
        value: &'v str,
        bond: about::Bond,
    ) -> Self {
        let (from, to) = about::sentence(view, start, end);
        let said = view.slice(from..start);
        Self {
            view,
            start,
            end,
            value,
            bond,
            said,
            left: said.to_lowercase(),
            right: view.slice(end..to).to_lowercase(),
        }
    }

    /// The term as it stands there.
    fn term(&self) -> &str {
        self.view.slice(self.start..self.end)
    }

    fn begins_with_capital(&self) -> bool {
        self.view.at(self.start).is_ascii_uppercase()
    }

    /// Whether it is told of software, whose scripts and languages are called as peoples and their beliefs are.
    fn is_of_software(&self) -> bool {
        self.view.nature == Nature::Manual
    }

    /// `afdeling mensenhandel`, `afdeling diabetes`.
    fn is_department(&self) -> bool {
        ["afdeling ", "department of ", "team "]
            .iter()
            .any(|unit| self.left.ends_with(unit))
    }
}

fn is_letter_before(view: &View<'_>, start: usize) -> bool {
    view.slice(start.saturating_sub(4)..start)
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric)
}

/// `homo sapiens`, `Parkinson's law`, `Corona-app`, `Gay Street`: another word makes it one thing.
fn is_in_name(view: &View<'_>, hit: Hit) -> bool {
    const FOLLOWERS: &[&str] = &[
        " sapiens",
        " pride",
        "'s law",
        " street",
        "-app",
        "vereniging",
        "fonds",
        "centrum",
        "kliniek",
        "vrij",
        " awareness",
        "bestrijding",
        "preventie",
        "-preventie",
        " prevention",
        "onderzoek",
        "stichting",
        " foundation",
        " policy",
        "beleid",
        "protocol",
        "verzekering",
        // Papua New Guinea in Dutch.
        "-nieuw-guinea",
    ];
    const TITLES: &[&str] = &[
        "heer", "mevrouw", "mevr", "mw", "meneer", "dhr", "geachte", "beste", "mr", "mrs", "ms",
        "miss", "familie", "fam",
    ];
    // `Matthew J Parkinson`: a capital behind another is a surname.
    let before = view.slice(hit.start.saturating_sub(24)..hit.start);
    let previous = before
        .strip_suffix(' ')
        .and_then(|before| before.rsplit([' ', '\n', '"', '(']).next())
        .unwrap_or_default();
    if view.at(hit.start).is_ascii_uppercase()
        && previous.starts_with(char::is_uppercase)
        && !previous.ends_with([':', '!', '?', ','])
        // `I'm HIV positive`
        && !matches!(previous, "I" | "I'm" | "I’m" | "Is" | "Heeft")
    {
        return true;
    }
    // `Geachte mevrouw Griep`: a title makes it a surname; `mevr. COPD` is a note in capitals.
    let title = previous.trim_end_matches('.').to_lowercase();
    if TITLES.contains(&title.as_str())
        && view.at(hit.start).is_ascii_uppercase()
        && view.at(hit.start + 1).is_ascii_lowercase()
    {
        return true;
    }
    let after = view.slice(hit.end..hit.end + 16).to_lowercase();
    FOLLOWERS.iter().any(|follower| after.starts_with(follower))
}

/// A field whose key is the category: `Diagnose: astma`, `"religion": "catholic"`.
fn examine_field(terms: &Terms, view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if matches!(view.nature, Nature::Source | Nature::Lockfile)
        || view.table.is_some_and(Table::is_whole)
    {
        return;
    }
    if !view.is_word_start(hit.start) && view.before(hit.start) != b'_' {
        return;
    }
    let after = view.slice(hit.end..hit.end + 160);
    let lead = after
        .find(|next: char| !" \t\"'*_:=>|\\".contains(next))
        .unwrap_or(after.len());
    let between = after.get(..lead).unwrap_or_default();
    if lead > 10 || !between.contains([':', '=', '>']) {
        return;
    }
    let rest = after.get(lead..).unwrap_or_default();
    let length = rest
        .find(['\n', '\r', '"', '<', ';', '|', '}', '{', '[', '('])
        .unwrap_or(rest.len());
    // `race:tcattr(fd)` calls something; `Diagnose: scafoidletsel(links)` says which side.
    let may_call = view.nature == Nature::Manual
        || view.slice(hit.start..hit.end).eq_ignore_ascii_case("race");
    if may_call
        && rest.get(length..).is_some_and(|next| next.starts_with('('))
        && rest
            .get(..length)
            .is_some_and(|value| !value.ends_with(' '))
    {
        return;
    }
    let value = rest
        .get(..length)
        .unwrap_or_default()
        .trim_end_matches([' ', ',', '.', '\'']);
    if !is_filled(value) {
        return;
    }
    let start = hit.end + lead;
    let end = start + value.len();
    let Some(bond) = about::bond(view, start, end, true) else {
        return;
    };
    // Alone, an unknown word in a field may be anything: `ras: labrador`.
    let lower = value.to_lowercase();
    if bond == about::Bond::Field && !terms.values.iter().any(|term| lower.contains(term)) {
        return;
    }
    let found = Found::new(start, end, lower)
        .masked(Mask::Whole)
        .shape(terms.word, 0.3);
    candidates.push(bond.weigh(found, terms.severity));
}

/// A cell of a column whose header is the category.
fn examine_cell(terms: &Terms, view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let value = view.slice(hit.start..hit.end);
    if !is_filled(value) {
        return;
    }
    let is_of_people = view.table.is_some_and(|table| {
        let cell = table.cell(view.bytes(), hit.start, false);
        cell.is_some_and(|Cell { column, .. }| {
            about::is_about_people(table, column) && !about::is_statistics(table, column)
        })
    });
    if !is_of_people {
        return;
    }
    let found = Found::new(hit.start, hit.end, value.to_lowercase())
        .masked(Mask::Whole)
        .shape(terms.word, 0.3)
        .context(
            "the column's header is the category, in a table of people",
            0.55,
        );
    candidates.push(found);
}

/// Whether a field says something: no type, no choice, no word for nothing.
fn is_filled(value: &str) -> bool {
    const NOTHING: &[&str] = &[
        "-",
        "--",
        "nvt",
        "n.v.t.",
        "n.v.t",
        "geen",
        "none",
        "null",
        "nee",
        "no",
        "n",
        "0",
        "false",
        "onbekend",
        "unknown",
        "string",
        "text",
        "varchar",
        "boolean",
        "bool",
        "integer",
        "int",
        "number",
        "object",
        "array",
        "enum",
        "type",
        "n/a",
        "na",
        "?",
        "ja/nee",
        "yes/no",
        "optional",
        "required",
        "verplicht",
        "optioneel",
        "condition",
        "not null",
        "date",
        "array of strings",
        "undefined",
        "nil",
        "religie",
        "religion",
        "geloof",
        "godsdienst",
        "diagnose",
        "diagnosis",
        "medicatie",
        "medication",
        "ethnicity",
        "etniciteit",
        "vakbond",
    ];
    let lower = value.trim().to_lowercase();
    let lower = lower.as_str();
    lower.len() >= 2
        && lower.len() <= 200
        && lower.chars().any(char::is_alphanumeric)
        && !NOTHING.contains(&lower)
        && !lower.starts_with(['$', '%', '&', '#', '@'])
        && !lower.starts_with("varchar")
        && !lower.contains("{{")
}
