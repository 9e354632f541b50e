//! Whether something is said about a person: the one rule by which the special categories of
//! GDPR art. 9 and the criminal data of art. 10 are told from the mere mention of a subject.
//!
//! “Diabetes is a disease” is an article, “patiënt J. de Boer heeft diabetes” is data about
//! health. What binds a term to a person is, from strong to weak: a name, a date of birth or a
//! citizen service number in its sentence; a record (a form, a JSON object) that has one; a role
//! or a pronoun in the singular. Texts about everybody, such as rules and research, are left out,
//! whatever stands in them; those that enumerate the categories, ask for consent or offer a job
//! where they name nobody.

use std::sync::LazyLock;

use domain::Severity;

use super::person_name;
use crate::checksum::is_bsn;
use crate::context::Words;
use crate::nature::Nature;
use crate::table::Table;
use crate::view::{Found, View};
use crate::word_hash::WordSet;

/// What binds a term to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bond {
    /// The sentence names the person.
    Named,
    /// So does the record that the field belongs to, or another column of the table.
    Record,
    /// The sentence is about one unnamed person: `de cliënt`.
    Role,
    /// The same, but only a pronoun says so: `zij`.
    Pronoun,
    /// A field of a form is filled in, and nothing near says for whom.
    Field,
}

impl Bond {
    /// Adds what binds, and lowers the severity where little does.
    pub(super) fn weigh(self, found: Found, worst: Severity) -> Found {
        match self {
            Self::Named => found.context("the sentence says who it is about", 0.5),
            Self::Record => found.context("the record says who it is about", 0.5),
            Self::Role | Self::Pronoun => found
                .severity(worst.min(Severity::High))
                .context("the sentence is about one person", 0.25),
            Self::Field => found
                .severity(Severity::Medium)
                .context("a field for it is filled in", 0.2),
        }
    }
}

/// How far a sentence is followed to either side, in bytes.
const SENTENCE: usize = 240;
/// How far a record.
const RECORD: usize = 400;

/// Singular roles that make a sentence one about a person.
const ROLES: &[&str] = &[
    "patiënt",
    "patiënte",
    "patient",
    "patiente",
    "cliënt",
    "cliënte",
    "client",
    "medewerker",
    "medewerkster",
    "werknemer",
    "werkneemster",
    "betrokkene",
    "verdachte",
    "leerling",
    "bewoner",
    "bewoonster",
    "mevrouw",
    "meneer",
    "dhr",
    "mevr",
    "mw",
    "collega",
    "sollicitant",
    "kandidaat",
    "employee",
    "defendant",
    "suspect",
    "applicant",
    "pt",
    "pupil",
    "huurder",
    "echtgenoot",
    "echtgenote",
    "kind",
    "zoon",
    "dochter",
    "moeder",
    "vader",
    "partner",
    "man",
    "vrouw",
    "broer",
    "zus",
    "collegae",
    "vreemdeling",
    "huisgenoot",
    "huisgenote",
    "zwager",
    "schoonmoeder",
    "schoonvader",
    "zoontje",
    "dochtertje",
    "kleindochter",
    "kleinzoon",
    "opa",
    "oma",
    "resident",
    "colleague",
    "mother",
    "father",
    "brother",
    "sister",
    "husband",
    "wife",
    "son",
    "daughter",
    "patientin",
    "herr",
    "frau",
    "madame",
    "monsieur",
];

/// Pronouns for one person. `zijn` is a verb too, and `u` is the reader of a policy.
const PRONOUNS: &[&str] = &[
    "hij", "zij", "ze", "haar", "hem", "ik", "mijn", "mij", "he", "she", "his", "her", "him", "i",
    "my", "me",
];

/// What a note about a patient says without naming anybody: `bekend met`, then the illness.
const CLINICAL: &[&str] = &[
    "bekend met",
    "bekend i.v.m.",
    "onder behandeling voor",
    "onder behandeling wegens",
    "onder behandeling vanwege",
    "onder behandeling met",
    "in behandeling voor",
    "in behandeling wegens",
    "opgenomen wegens",
    "opgenomen vanwege",
    "opgenomen met",
    "status na",
    "ziek met",
    "ziek wegens",
    "ziek vanwege",
    "known with",
    "has a history of",
    "with a history of",
    "had a history of",
    "presents with",
    "presented with",
    "diagnosed with",
    "allergic to",
    "antécédents de",
    "antécédents d'",
    "gestart met",
];

/// How many words may stand between such a phrase and the illness: `bekend met ernstige astma`.
const CLINICAL_GAP: usize = 2;

/// What rules and leaflets say of a role: `de werknemer moet`, `the patient with`.
const RULED: &[&str] = &[
    "kan", "moet", "mag", "dient", "krijgt", "shall", "must", "may", "should", "can", "with", "met",
];

/// Words that make a sentence one about everybody, or about rules, also where it names somebody.
const GENERAL: &[&str] = &[
    "persoonsgegevens",
    "bijzondere categorie",
    "special categor",
    "special-categor",
    "personal data",
    "gdpr",
    "uavg",
    "artikel 9",
    "artikel 10",
    "article 9",
    "article 10",
    "art. 9",
    "art. 10",
    "verwerken wij",
    "verwerkt geen",
    "verwerking van",
    "processing of",
    "ongeacht",
    "regardless",
    "irrespective",
    "gelijke behandeling",
    "wij zoeken",
    "we zoeken",
    "solliciteer",
    "we are looking",
    "ben jij",
    "jij bent",
    "onderzoek toont",
    "onderzoekers",
    "uit onderzoek",
    "study",
    "studies",
    "researchers",
    "prevalentie",
    "prevalence",
    "respondent",
    "percent",
    "patiënten",
    "patienten",
    "patients",
    "mensen met",
    "people with",
    "personen met",
    "kinderen met",
    "individuals",
    "participants",
    "literatuur",
    "symptomen zijn",
    "guideline",
    "recipe",
    "ingrediënten",
    "ingredients",
    "roman",
    "film",
    "boek",
    "novel",
    "als u",
    "wenn sie",
    "sind sie",
    "êtes-vous",
    "falls sie",
    "si vous",
    "indien u",
    "if you",
    "wanneer u",
    "enum",
    "hoofdstuk",
    "chapter",
    "museum",
    "eeuw",
    "century",
    "definitie",
    "definition",
    "wordt gekenmerkt",
];

/// Words that do so where nobody is named: `geeft toestemming`, `een recept voor` are said of one person too.
const GENERAL_ALONE: &[&str] = &[
    "avg",
    "privacy",
    "grondslag",
    "verboden",
    "prohibited",
    "discrimina",
    "toestemming",
    "consent",
    "vacature",
    "vacancy",
    "cao",
    "studie",
    "procent",
    "cliënten",
    "clients",
    "medewerkers",
    "werknemers",
    "employees",
    "children",
    "bijvoorbeeld",
    "zoals",
    "such as",
    "e.g.",
    "for example",
    "bijv.",
    "symptoms",
    "richtlijn",
    "recept",
    "cursus",
    "bijsluiter",
    "bijwerkingen",
];

/// Fields of one family each, by which an enumeration is known.
const FAMILIES: &[&[&str]] = &[
    &["gezondheid", "health", "medisch", "medical", "ziekte"],
    &["biometri"],
    &["genetisch", "genetic"],
    &["godsdienst", "religi", "geloof", "levensbeschouw", "belief"],
    &["ras ", "ras,", "race", "racial", "etni", "ethnic"],
    &["politiek", "politic"],
    &[
        "vakbond",
        "vakvereniging",
        "trade union",
        "union member",
        "trade-union",
    ],
    &["seksu", "sexual", "sex life"],
    &[
        "strafrecht",
        "strafbaar",
        "criminal",
        "veroordel",
        "conviction",
    ],
];

/// The sentence around a place: its bounds.
pub(super) fn sentence(view: &View<'_>, start: usize, end: usize) -> (usize, usize) {
    let left = view.slice(start.saturating_sub(SENTENCE)..start);
    let stays_on_line = view.table.is_some_and(Table::is_whole) || view.nature == Nature::Config;
    let ends = |text: &str, place: usize, character: char| match character {
        '\n' => {
            let rest = text.get(place + 1..).unwrap_or_default();
            stays_on_line || rest.starts_with(['\n', '\r', '-', '*', '#', '|'])
        }
        '.' | '!' | '?' => is_full_stop(text, place),
        '|' => true,
        _ => false,
    };
    let from = left
        .char_indices()
        .rfind(|(place, character)| ends(left, *place, *character))
        .map_or(start - left.len().min(start), |(place, character)| {
            start - left.len() + place + character.len_utf8()
        });
    let right = view.slice(end..end + SENTENCE);
    let to = right
        .char_indices()
        .find(|(place, character)| ends(right, *place, *character))
        .map_or(end + right.len(), |(place, _)| end + place);
    (from, to)
}

/// Whether a dot ends a sentence: a space and a capital follow, and no abbreviation stands before.
fn is_full_stop(text: &str, place: usize) -> bool {
    let rest = text.get(place + 1..).unwrap_or_default();
    let mut next = rest.chars();
    if !next.next().is_none_or(char::is_whitespace) {
        return false;
    }
    if !next
        .next()
        .is_none_or(|next| next.is_uppercase() || !next.is_alphabetic())
    {
        return false;
    }
    let before = text.get(..place).unwrap_or_default();
    let word = before
        .rsplit(|character: char| !character.is_alphabetic())
        .next()
        .unwrap_or_default();
    let lower = word.to_lowercase();
    let is_abbreviation = word.chars().count() <= 1
        || [
            "dhr", "mevr", "mw", "mr", "mrs", "ms", "dr", "drs", "prof", "ir", "ing", "geb", "nr",
            "st", "ds", "fam", "jl", "pt",
        ]
        .contains(&lower.as_str());
    !is_abbreviation
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Keys and elements of records about people.
const IDENTIFYING: &[&str] = &[
    "voornaam\"",
    "achternaam\"",
    "firstname\"",
    "lastname\"",
    "first_name\"",
    "last_name\"",
    "\"naam\"",
    "patientid",
    "patient_id",
    "patiëntnummer",
    "patiëntnr",
    "patientnummer",
    "cliëntnummer",
    "clientnummer",
    "personeelsnummer",
    "employee_id",
    "employeeid",
    "<bsn>",
    "<naam>",
    "<achternaam>",
];

/// Whether a text has a citizen service number, a date of birth or a name.
fn identifies(text: &str) -> bool {
    static KEYS: LazyLock<Words> = LazyLock::new(|| Words::new(IDENTIFYING));
    let lower = text.to_lowercase();
    let has_digit = lower.contains(|next: char| next.is_ascii_digit());
    let has_number = has_digit
        && text
            .split(|character: char| !character.is_ascii_alphanumeric())
            .any(|run| run.len() == 9 && is_bsn(run.as_bytes()));
    let has_birth = has_digit
        && [
            "geboren op",
            "geboren te",
            "geb. ",
            "geboortedatum",
            "date of birth",
            "born on",
            "dob:",
            "dateofbirth",
            "date_of_birth",
            "birthdate",
            "birth_date",
            "\"dob\"",
        ]
        .iter()
        .any(|word| {
            lower
                .find(word)
                .and_then(|place| lower.get(place + word.len()..))
                .is_some_and(|rest| rest.chars().take(40).any(|next| next.is_ascii_digit()))
        });
    // The engine's words that are this short must stand alone, and this one need not.
    let has_key = lower.contains("bsn\"") || KEYS.any(&lower).is_some();
    has_number || has_birth || has_key || person_name::is_named_in(text)
}

/// Whom a text speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// Nothing says that it is about more than one.
    Anyone,
    /// A subject in general, unless it names somebody: enumerations, leaflets, consent.
    Subject,
    /// Everybody: rules, research, adverts.
    Everybody,
}

fn scope(lower: &str) -> Scope {
    static EVERYBODY: LazyLock<Words> = LazyLock::new(|| Words::new(GENERAL));
    static SUBJECT: LazyLock<Words> = LazyLock::new(|| Words::new(GENERAL_ALONE));
    static CATEGORIES: LazyLock<Words> = LazyLock::new(|| {
        let words = FAMILIES.iter().copied().flatten();
        Words::of_rule(words.map(ToString::to_string).collect())
    });
    if EVERYBODY.any(lower).is_some() {
        return Scope::Everybody;
    }
    if SUBJECT.any(lower).is_some() {
        return Scope::Subject;
    }
    // Few texts name any category, and one search tells that instead of one a word.
    if CATEGORIES.any(lower).is_none() {
        return Scope::Anyone;
    }
    let families = FAMILIES
        .iter()
        .filter(|family| family.iter().any(|word| lower.contains(word)))
        .count();
    if families >= 3 {
        Scope::Subject
    } else {
        Scope::Anyone
    }
}

/// Whether a phrase of a clinical note stands right before the illness at this place. Farther away it
/// is about something else, and without an illness “diagnosed with” is said of programs.
pub(super) fn is_noted(view: &View<'_>, start: usize, end: usize) -> bool {
    static PHRASES: LazyLock<Words> = LazyLock::new(|| Words::new(CLINICAL));
    if !view.nature.is_prose() {
        return false;
    }
    let (from, to) = sentence(view, start, end);
    let left = view.slice(from..start).to_lowercase();
    // Few texts have any of the phrases, and one search tells that.
    if PHRASES.any(&left).is_none() {
        return false;
    }
    let binds = CLINICAL.iter().any(|phrase| {
        left.rfind(phrase)
            .and_then(|place| {
                let begins = !left
                    .get(..place)?
                    .ends_with(|last: char| last.is_alphanumeric());
                let gap = left.get(place + phrase.len()..)?;
                let is_near =
                    !gap.contains([',', ';', ':', '(']) && words(gap).count() <= CLINICAL_GAP;
                Some(begins && is_near)
            })
            .unwrap_or_default()
    });
    binds && scope(&view.slice(from..to).to_lowercase()) == Scope::Anyone
}

/// Whether a role is that of everybody in it: `the employee shall`, `de patiënt krijgt`. Without an
/// article it is a note about one: `patiënt krijgt metformine`.
fn is_ruled(article: &str, behind: &str) -> bool {
    if !matches!(article, "de" | "het" | "the") {
        return false;
    }
    let mut next = words(behind);
    let first = next.next().unwrap_or_default();
    RULED.contains(&first) || (first == "is" && next.next() == Some("entitled"))
}

/// What binds the term at this place to a person. `is_field` says that the term is the value of a
/// field whose key names the category, so that the record around it counts.
pub(super) fn bond(view: &View<'_>, start: usize, end: usize, is_field: bool) -> Option<Bond> {
    // A text that is all illnesses asks this of each word around each, so lists are not walked.
    static PEOPLE: LazyLock<(WordSet, WordSet)> = LazyLock::new(|| {
        (
            ROLES.iter().copied().collect(),
            PRONOUNS.iter().copied().collect(),
        )
    });
    if matches!(view.nature, Nature::Source | Nature::Lockfile) {
        return None;
    }
    let (from, to) = sentence(view, start, end);
    let text = view.slice(from..to);
    let lower = text.to_lowercase();
    let scope = scope(&lower);
    if scope == Scope::Everybody {
        return None;
    }
    if identifies(text) {
        return Some(Bond::Named);
    }
    if is_field && identifies(record(view, start, end)) {
        return Some(Bond::Record);
    }
    // Manuals tell of patients and of what “I” did.
    if scope == Scope::Subject || view.nature == Nature::Manual {
        return None;
    }
    let (roles, pronouns) = &*PEOPLE;
    // “Een patiënt met …” is anyone; “de patiënt” and “patiënt” are somebody.
    let mut previous = "";
    let mut has_pronoun = false;
    let mut has_rule = false;
    for word in words(&lower) {
        let is_anyone = matches!(
            previous,
            "een" | "a" | "an" | "iedere" | "elke" | "every" | "any" | "geen" | "no" | "each"
        );
        if !is_anyone && roles.contains(word) {
            let end = word.as_ptr().addr() - lower.as_ptr().addr() + word.len();
            if !is_ruled(previous, lower.get(end..).unwrap_or_default()) {
                return Some(Bond::Role);
            }
            has_rule = true;
        }
        if view.nature.is_prose() && pronouns.contains(word) {
            has_pronoun = true;
        }
        previous = word;
    }
    // The pronoun of a rule is that of its role.
    if has_pronoun && !has_rule {
        return Some(Bond::Pronoun);
    }
    is_field.then_some(Bond::Field)
}

/// The block of lines, or the object, around a place.
fn record<'v>(view: &'v View<'_>, start: usize, end: usize) -> &'v str {
    let left = view.slice(start.saturating_sub(RECORD)..start);
    let right = view.slice(end..end + RECORD);
    let is_data = view.nature == Nature::Config || left.contains('{');
    let (from, to) = if is_data {
        (
            left.rfind('{').map_or(0, |place| place + 1),
            right.find('}').unwrap_or(right.len()),
        )
    } else {
        let open = left.rfind("\n\n").or_else(|| left.rfind("\r\n\r\n"));
        let close = right.find("\n\n").or_else(|| right.find("\r\n\r\n"));
        (open.unwrap_or(0), close.unwrap_or(right.len()))
    };
    let first = start - left.len().min(start);
    view.slice(first + from..end + to)
}

/// Headers that only tables about people have.
const PERSON_HEADERS: &[&str] = &[
    "bsn",
    "burgerservicenummer",
    "sofinummer",
    "geboortedatum",
    "gebdatum",
    "geboren",
    "geb",
    "geboortejaar",
    "leeftijd",
    "verjaardag",
    "born",
    "birthday",
    "dateofbirth",
    "birthdate",
    "dob",
    "voornaam",
    "voornamen",
    "voorletters",
    "achternaam",
    "familienaam",
    "firstname",
    "lastname",
    "surname",
    "fullname",
    "initials",
    "roepnaam",
    "email",
    "emailadres",
    "emailaddress",
    "telefoon",
    "telefoonnummer",
    "mobiel",
    "phone",
    "phonenumber",
    "mobile",
    "patiëntnummer",
    "patientnummer",
    "patientid",
    "patiëntnr",
    "patientnr",
    "patiënt",
    "patient",
    "cliëntnummer",
    "clientnummer",
    "cliënt",
    "cliëntnr",
    "clientnr",
    "personeelsnummer",
    "personeelsnr",
    "medewerker",
    "medewerkernummer",
    "employee",
    "employeeid",
    "employeenumber",
    "werknemer",
    "leerling",
    "leerlingnummer",
    "studentnummer",
    "studentid",
    "geslacht",
    "gender",
    "geboorteplaats",
    "ssn",
    "nationaliteit",
    "naampatiënt",
    "naamcliënt",
    "lidnummer",
    "membernumber",
    "memberid",
    "iban",
    "verzekerdenummer",
    "personid",
    "patnr",
    "leerlingnr",
    "leerlingid",
    "medewerkernr",
    "medewerkerid",
    "medewerkersnummer",
    "studentnr",
    "bewoner",
    "sollicitant",
    "kandidaat",
    "clientid",
    "cliëntid",
    "volledigenaam",
    "naammedewerker",
    "naamleerling",
    "naambewoner",
];

/// Whether the headers of the table that a column belongs to say that each row is a person.
pub(super) fn is_about_people(table: &Table, column: usize) -> bool {
    let (headers, subject) = table.around(column);
    *subject.is_about_people.get_or_init(|| {
        headers.iter().any(|header| {
            let letters: String = header
                .chars()
                .filter(|character| character.is_alphabetic())
                .flat_map(char::to_lowercase)
                .collect();
            PERSON_HEADERS.contains(&letters.as_str())
        })
    })
}

/// Whether a table counts instead of describing: statistics name categories too.
pub(super) fn is_statistics(table: &Table, column: usize) -> bool {
    let (headers, _) = table.around(column);
    headers.iter().any(|header| {
        let lower = header.to_lowercase();
        [
            "aantal",
            "count",
            "totaal",
            "total",
            "percentage",
            "frequentie",
            "frequency",
            "%",
        ]
        .iter()
        .any(|word| lower.contains(word))
    })
}
