//! Names of people, in running text, in tables and behind keys such as `voornaam`.
//!
//! A name is read forwards from a capital: initials or given names, particles (`van der`), a
//! surname. What is read counts by what it is made of (a known given name, a particle, a known
//! surname) and by the word before it (a title, a salutation, “naam:”). Source code is asked only
//! behind keys and titles, and only between quotes or in comments.

use std::sync::LazyLock;

use domain::{Category, Severity};

use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::placeholder::{Pieces, is_placeholder};
use crate::table::Cell;
use crate::view::{Candidates, Found, Hit, View};
use crate::word_hash::WordSet;

mod again;
mod cue;
mod filter;
mod foreign;
mod lists;
mod parts;

use cue::Cue;
use parts::{Grade, Reading};

/// Headers and keys that hold nothing but a name, without what stands between their words.
const NAME_KEYS: &[&str] = &[
    "voornaam",
    "voornamen",
    "roepnaam",
    "achternaam",
    "achternamen",
    "familienaam",
    "geslachtsnaam",
    "meisjesnaam",
    "geboortenaam",
    "volledigenaam",
    "naamvoluit",
    "contactpersoon",
    "patientnaam",
    "patiëntnaam",
    "naampatiënt",
    "naampatient",
    "cliëntnaam",
    "clientnaam",
    "naamcliënt",
    "naamclient",
    "naamwerknemer",
    "naammedewerker",
    "medewerkernaam",
    "werknemernaam",
    "naamleerling",
    "rekeninghouder",
    "kaarthouder",
    "firstname",
    "firstnames",
    "givenname",
    "givennames",
    "forename",
    "lastname",
    "surname",
    "familyname",
    "middlename",
    "maidenname",
    "fullname",
    "contactperson",
    "contactname",
    "patientname",
    "employeename",
    "cardholder",
    "cardholdername",
    "accountholder",
    "nameoncard",
    "nachname",
    "vorname",
    "prénom",
    "prenom",
    "nomdefamille",
    "nom",
    "nombre",
    "apellido",
    "apellidos",
    "nome",
    "cognome",
    "imię",
    "nazwisko",
    "förnamn",
    "efternamn",
    "fornavn",
    "efternavn",
    "etternavn",
    "etunimi",
    "sukunimi",
    "voorn",
    "vnaam",
    "vrnaam",
    "achtern",
    "anaam",
    "achtnaam",
    "fname",
    "lname",
    "firstnm",
    "lastnm",
    "givennm",
    "surnm",
    "tussenvachternaam",
    "vnm",
    "anm",
    "vrnm",
    "achternm",
    "roepnm",
    "naamkind",
    "kindnaam",
    "kindvoornaam",
    "kindachternaam",
    "naamouder",
    "oudernaam",
    "naamdeelnemer",
    "deelnemernaam",
    "naamhuurder",
    "naamstudent",
    "studentnaam",
    "leerlingnaam",
    "naamklant",
    "naamaanvrager",
    "aanvragernaam",
    "naambewoner",
    "naamlid",
    "legalname",
    "preferredname",
    "displayname",
    "middlenm",
    "lastnames",
    "studentname",
    "passengername",
    "guestname",
    "childname",
    "parentname",
    "emergencycontactname",
];

/// Headers that hold names where the other columns are about people too.
const MAYBE_NAME_KEYS: &[&str] = &[
    "medewerker",
    "employee",
    "patient",
    "patiënt",
    "cliënt",
    "leerling",
    "student",
    "werknemer",
    "deelnemer",
    "participant",
    "wie",
    "spreker",
    "spreekster",
    "behandelaar",
    "begeleider",
    "mentor",
    "achtervang",
    "actiehouder",
    "huisarts",
    "docent",
    "leerkracht",
    "vrijwilliger",
    "bewoner",
    "huurder",
    "gast",
    "monteur",
    "verpleegkundige",
    "teamlid",
    "kandidaat",
    "sollicitant",
    "assignee",
    "reporter",
    "attendee",
    "speaker",
    "guest",
    "teacher",
    "tenant",
];

/// Such headers that columns of plants and products have as well.
const MAYBE_THING_KEYS: &[&str] = &[
    "naam",
    "name",
    "klant",
    "klantnaam",
    "customer",
    "customername",
    "contact",
    "client",
    "member",
    "membername",
];

/// The same keys as triggers, as they are spelt.
const KEY_WORDS: &[&str] = &[
    "voornaam",
    "voornamen",
    "roepnaam",
    "achternaam",
    "familienaam",
    "geslachtsnaam",
    "meisjesnaam",
    "geboortenaam",
    "contactpersoon",
    "rekeninghouder",
    "firstname",
    "first_name",
    "first-name",
    "first name",
    "givenname",
    "given_name",
    "given-name",
    "given name",
    "lastname",
    "last_name",
    "last-name",
    "last name",
    "surname",
    "forename",
    "forenames",
    "forename(s)",
    "familyname",
    "family_name",
    "family name",
    "fullname",
    "full_name",
    "full-name",
    "full name",
    "maiden name",
    "maiden_name",
    "cardholder",
    "vorname",
    "nachname",
    "prénom",
    "prenom",
    "nom:",
    "nom :",
    "nom\"",
    "nome:",
    "nome\"",
    "nombre:",
    "nombre\"",
    "apellido",
    "apellidos",
    "cognome",
    "imię",
    "nazwisko",
    "förnamn",
    "efternamn",
    "fornavn",
    "efternavn",
    "etternavn",
    "etunimi",
    "sukunimi",
    // Contacts, directories, payments and the records of hospitals.
    "\nfn:",
    "\ncn:",
    "\nsn:",
    "family\"",
    "given\"",
    "<nm>",
    "/name/",
];

/// Keys as exports shorten them, which in source code are those of files and functions.
const SHORT_KEYS: &[&str] = &[
    "nom=",
    "nom =",
    "customer_name",
    "contact_naam",
    "klantnaam",
    "klant_naam",
    "patient_name",
    "employee_name",
    "student_name",
    "member_name",
    "voorna(a)m(en)",
    "lname",
    "fname",
    "achtern",
    "voorn",
    "vnaam",
    "anaam",
    "naam>",
];

/// What a form without colons has before a name, at the beginning of a line.
const FORM_KEYS: &[&str] = &[
    "voornaam ",
    "voornamen ",
    "roepnaam ",
    "achternaam ",
    "surname ",
    "forename ",
    "geslachtsnaam ",
    "familienaam ",
    "nachname ",
    "vorname ",
    "first name ",
    "last name ",
];

/// What stands before a name in any case, and before other things.
const LOWER_KEYS: &[&str] = &[
    "naam:",
    "naam\":",
    "naam=",
    "naam partner:",
    "naam kind:",
    "naam moeder:",
    "naam vader:",
    "naam ouder:",
    "naam cliënt:",
    "klant:",
];

/// Titles, which in source code are the only sign outside of keys.
const TITLE_WORDS: &[&str] = &[
    "dhr.", "mevr.", "mw.", "mevrouw", "de heer", "meneer", "drs.", "mr.", "mrs.", "ms.",
];

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "person-name",
        name: Text {
            en: "Person's name",
            nl: "Naam van een persoon",
        },
        category: Category::PersonalData,
        severity: Severity::Medium,
        article: "GDPR art. 4(1)",
        help: Text {
            en: "A surname behind a title, initials or a known given name, or whatever stands in a field or column for \
                 names. Streets, companies and institutions that bear a name are left out. Ask whether the text needs \
                 to say who it is about; a role or a number will often do.",
            nl: "Een achternaam achter een titel, voorletters of een bekende voornaam, of wat in een veld of kolom voor \
                 namen staat. Straten, bedrijven en instellingen met een naam tellen niet mee. Vraag of de tekst moet \
                 zeggen over wie hij gaat; een rol of een nummer is vaak genoeg.",
        },
        context_words: &[
            "naam",
            "voornaam",
            "achternaam",
            "name",
            "surname",
            "contactpersoon",
            "klant",
            "medewerker",
            "patiënt",
            "cliënt",
        ],
        examples: Examples {
            matches: &[
                "Gesproken met mevrouw Van der Berg over de huur.",
                "dhr. J.P. de Vries",
                "Beste Jan,\nDank voor je bericht.",
                "Fatima El Amrani werkt bij ons sinds maart.",
                "Voornaam: Sjoerdtje",
                "voornaam: fatima\nachternaam: onbekend",
                "{\"lastName\": \"el amrani\"}",
                "Ik heb Carlijn van den Berg gemaild.",
                "Met vriendelijke groet,\n\nLinda Steur",
                "{\"firstName\": \"Ömer\", \"lastName\": \"Yıldız\"}",
                "Please call Mr. Thornbury tomorrow.",
                "[12-03-2024, 21:14:03] Marieke: heb jij het nummer nog?",
                "Dat zoekt Gijs morgen uit.",
                "Geachte collega Rietveld,",
                "Naam : DAAN KAYA",
                "Naam: Jansen\nAdres: onbekend",
                "Name: Smith\nPhone: unknown",
                "Name: Wendy\nE-mail: none",
                "In de zaak van EVI VAN VLIET, geboren op 1 mei 1980",
                "Betreft: Nowak, A.P., geb. 24-07-1942",
                "Ter zitting heeft Evers verklaard dat hij niets kreeg.",
                "Mulder heeft goed geslapen.",
                "Voornaam Sjoerdtje\nAchternaam Bos\nGeboren 1 mei 1980",
                "lname=Visser order_id=4",
                "<naam>Keyo Visser</naam>",
                "Gentile Sig.ra Bianchi,",
                "Achternaam kind: Wijtvliet",
                "Getuige heeft gezien dat Van der Noot wegrende.",
                "Navn: Majken Jakobsen",
                "MR. ALAN ELLIOTT: Objection.",
                "BHV-lijst: Edwin 06-12345678 en Corrie",
                "Timothy's birthday was entered incorrectly.",
                "App Noor via de groep.",
                "Her maiden name is Talon.",
                "What's your last name? Arntsen",
                "Everyone calls me Sandina.",
                "Mijn gegevens: S. Booden, Dorpsstraat 12",
                "Geachte Mare Hoelen,\n\nMet deze brief",
                "Nieuwe leden: Tom de Wit, Anouk en Sjoerd.",
                "12-03-2024 18:02 - Wendy buurvrouw: hoi",
                "Mijn naam is Anselmo Pouwsma en ik wil iets melden.",
                "Employee: Mr O Adeyinka",
                "Mevrouw P.I. Jansen",
                "Klant: Hugo de Groot",
                "Patiënt Johan de Witte",
                "ten name van HJM Evers",
                "Van: Gijsbrecht Olthoff\nOnderwerp: overlast",
                "Van: Linzel, longarts",
                "Aanwezig: Foekje, Hero Tammes, Lia van Zoest",
                "Naam: van der Berg",
                "naam: jan jansen",
                "Achternaam          : Wolfswinkel",
                "Gesprek met consulent R. Hoogerheide.",
                "Dat ligt bij van der Sluis, zegt zij.",
                "mijn zoon Izzy is er ook",
                "MEVROUW DRAAIJER: Sinds 1974.",
                "Visser-de Jong",
                "Teamoverleg (Eva, Marnix, Lidewij)",
                "{'naam': u'Wybren Oosting', 'pc': 4}",
                "Huisarts: Lindeboom\nApotheek: Benu",
                "Опрос: Оксана Шевченко",
                "GET /?achternaam=de+Bruijn&a=1",
                "ik ben Ben en woon in Beverwijk",
                "J. Tamberg\nHoofdweg Oost 14\n1011 AB Amsterdam",
                "Client{naam='Verwolde, P.'}",
                "Bas vraagt naar de sleutel.",
                "Natuurlijk, Naomi. Hier is een concept.",
                "Zr. A. Hoogvliet is opgenomen.",
                "Also, Hassan requested time off.",
                "Contacteer Hilde via de mail.",
                "BEGIN:VCARD\nVERSION:4.0\nFN:Magnus Thorwald\nEND:VCARD",
                "Overleg met dr Baas, longarts",
                "Gezien door dr van der Luik",
                "Regiearts Vanlerberghe belde",
                "Reactie van Anouk Kok op 8 maart",
                "de ziekte van Anouk Kok",
            ],
            passes: &[
                "Prins Hendrikstraat 12",
                "Burgemeester van Leeuwenlaan 4",
                "De Vries B.V. levert morgen.",
                "Mark all messages as read.",
                "Roos en tulp bloeien in mei.",
                "Will Smart Contracts Work?",
                "Het Jeroen Bosch Ziekenhuis is open.",
                "Beste klant, uw bestelling is verzonden.",
                "Copyright (c) 2019 Jan de Vries",
                "Jan Steenstraat 4",
                "first_name: string",
                "Albert Heijn verkoopt kaas.",
                "The host name is Required here",
                "Zie bijlage: A. Algemeen en verder",
                "San Diego Padres beat Chicago.",
                "Volgens De Telegraaf klopt dat.",
                "Tien Ter Zake Kundige adviseurs",
                "Volgens Nederlandse Spoorwegen rijdt de trein.",
                "Patiënt heeft koorts.",
                "[12-03-2024, 21:14:03] System: herstart",
                "12:14:03 - Order Service: gestart",
                "De Florence staat aan de kade.",
                "MARKT EN PLEIN",
                "Voornaam Achternaam\nTelefoon",
                "Art der Kodierung",
                "Nur Dateinamen werden gezeigt.",
                "Der Wert von der Vorgabe gilt.",
                "A. Algemeen\nHoofdstuk 3",
                "Het Maria Middelares ligt in Gent.",
                "gedetineerd in de P.I. Vught",
                "Wethouder Ruimtelijke Ordening",
                "t.n.v. Stichting Buurtzorg Noord",
                "de directeur Publieke Dienstverlening",
                "Geachte Raad,",
                "Van: Secretariaat\nAan: Alle medewerkers\nCC: Directie",
                "Aanwezig: het voltallige bestuur, de directie",
                "hepatitis B. Daarna volgt meer",
                "de krachten van Van der Waals",
                "zij is minister Financiën",
                "naam,soort\nRoos,heester\nJasmijn,heester",
                "Klant: Intern",
                "Kleuren: Wit, Groen, Blauw\nLanden: België",
                "Anton Pieck tekende het dorp.",
                "Ms SQL Server",
                "Naam: ANWB Wegenwacht",
                "Naam: Polder\nVersie: 2",
                "Naam: Jansen BV",
                "first_name: string",
                "achternaam: de waarde",
                "Name: Smith\nVersion: 2",
                "Chère Madame,",
                "Het syndroom van Gilbert is onschuldig.",
                "de ziekte van Gilbert",
                "The DR System takes over.",
                "it calls dr(\"Animation\") first",
                "The Attorney General Office wrote back.",
                "Uncle Sam wants you.",
                "My name is Radio Veronica and we play hits.",
            ],
        },
    },
    triggers: &[
        Trigger::Capital(examine),
        Trigger::Words(KEY_WORDS, examine_key),
        Trigger::Words(TITLE_WORDS, examine_title),
        Trigger::At(examine_sender),
        Trigger::Said(BEHIND, examine_behind),
        Trigger::Said(SHORT_KEYS, examine_key),
        Trigger::Said(FORM_KEYS, examine_form),
        Trigger::Said(LOWER_KEYS, examine_lower),
        Trigger::Said(foreign::NAMES, foreign::examine),
        Trigger::Said(lists::HEADERS, lists::examine_header),
        Trigger::Said(lists::PRESENT, lists::examine_present),
        Trigger::Cells(is_name_header, examine_cell),
        Trigger::Again(again::examine),
    ],
    context: ContextRule::Ignored,
    against: &[],
    rank: rank::ASSIGNED,
}];

/// One part of the data file.
fn part(title: &str) -> WordSet {
    include_str!("person_name/names.txt")
        .split("\n=")
        .skip(1)
        .filter_map(|part| part.split_once('\n'))
        .filter(|(name, _)| *name == title)
        .flat_map(|(_, words)| words.split_whitespace())
        .collect()
}

static FIRST: LazyLock<WordSet> = LazyLock::new(|| part("first"));
/// Given names that are words, places or products too.
static FIRST_OR_WORD: LazyLock<WordSet> =
    LazyLock::new(|| part("first, but also a word, a place or a thing"));
static SURNAMES: LazyLock<WordSet> = LazyLock::new(|| part("surname"));

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if filter::may_be_name(view.bytes(), hit.start)
        && let Some(name) = read(view.text, hit.start).or_else(|| lone_in_sentence(view, hit.start))
        && !is_place(view, hit.start)
        && !is_called_after(view, hit.start, name.end)
    {
        candidates.push(name.found(view));
    }
}

/// What is called after whoever described it, in front of “van” or “of”.
const EPONYMS: &[&str] = &["syndroom", "syndrome", "stelling", "theorem"];

/// Words for what people have, and some of them after whoever described it.
const ILL: &[&str] = &["ziekte", "disease", "afwijking", "aandoening", "complex"];

/// Those that an illness is called after: anybody else has one.
const ILLNESSES: &[&str] = &[
    "Gilbert",
    "Graves",
    "Paget",
    "Addison",
    "Crohn",
    "Lyme",
    "Wilson",
    "Cushing",
    "Pompe",
    "Fabry",
    "Gaucher",
    "Huntington",
    "Bechterew",
    "Kahler",
    "Hodgkin",
    "Scheuermann",
    "Perthes",
    "Kawasaki",
    "Parkinson",
    "Alzheimer",
    "Pfeiffer",
    "Raynaud",
];

/// Whether a name is that of an illness, an office or a figure: `syndroom van Gilbert`, `Attorney General`.
fn is_called_after(view: &View<'_>, start: usize, end: usize) -> bool {
    const OFFICES: &[&str] = &[
        "attorney",
        "solicitor",
        "secretary",
        "director",
        "surgeon",
        "governor",
        "inspector",
        "postmaster",
        "consul",
    ];
    let name = view.slice(start..end);
    let left = view.slice(start.saturating_sub(24)..start);
    let mut words = left.split_whitespace().rev();
    let (Some(last), before) = (words.next(), words.next()) else {
        return false;
    };
    let last = last.to_lowercase();
    match last.as_str() {
        "van" | "of" => before.is_some_and(|word| {
            let word = word.to_lowercase();
            EPONYMS.contains(&word.as_str())
                || ILL.contains(&word.as_str()) && ILLNESSES.contains(&name)
        }),
        "uncle" => name == "Sam",
        "is" => ["Radio ", "Omroep ", "Studio "]
            .iter()
            .any(|lead| name.starts_with(lead)),
        office => name.starts_with("General") && OFFICES.contains(&office),
    }
}

/// What stands behind them is as often a place, a thing or a title.
const NO_PERSON: &[&str] = &[
    "de", "het", "een", "the", "a", "an", "in", "te", "uit", "from", "near", "der", "die", "das",
    "im", "la", "le", "el", "il", "of", "this", "deze", "dit", "our", "onze", "uw", "your", "via",
    "naar", "to", "nach", "à", "au", "di", "du", "des", "lake", "st", "type", "model", "project",
    "merk", "storm", "orkaan",
];

/// What is said before the name of whom it is said to.
const ADDRESSING: &[&str] = &[
    "natuurlijk",
    "prima",
    "oké",
    "oke",
    "ok",
    "ja",
    "ja hoor",
    "nee",
    "klopt",
    "sorry",
    "graag gedaan",
    "goed zo",
    "dank je",
    "dank je wel",
    "dankjewel",
    "dank u",
    "gefeliciteerd",
    "proficiat",
    "welkom",
    "sterkte",
    "succes",
    "tot ziens",
    "tot morgen",
    "fijn",
    "top",
    "begrepen",
    "helder",
    "of course",
    "sure",
    "certainly",
    "absolutely",
    "thank you",
    "thanks",
    "great",
    "yes",
    "no",
    "okay",
    "right",
    "welcome",
    "congratulations",
    "good job",
    "well done",
    "you're welcome",
    "happy birthday",
    "good luck",
    "goodbye",
    "got it",
    "understood",
];

/// What a sentence begins with before whom it's about.
const OPENERS: &[&str] = &[
    "Contacteer",
    "Bel",
    "Mail",
    "Vraag",
    "App",
    "Contact",
    "Call",
    "Ask",
    "Email",
    "Tell",
    "Meet",
    "Ping",
    "Laat",
    "Stuur",
    "Geef",
    "Help",
    "When",
    "Because",
    "If",
    "Can",
    "Did",
    "Does",
    "Has",
    "Is",
    "Was",
    "Will",
    "Toen",
    "Omdat",
    "Als",
    "Kan",
    "Heeft",
    "Wil",
    "Komt",
    "Gaat",
    "Met",
    "Samen",
    "Ook",
    "And",
    "But",
    "Maar",
    "Dus",
    "Today",
    "Vandaag",
];

/// A given name, and nothing else, that a sentence has as a person: `dat zoekt Kees uit`.
fn lone_in_sentence(view: &View<'_>, at: usize) -> Option<Name> {
    if !matches!(view.nature, Nature::Prose | Nature::Manual) {
        return None;
    }
    let name = lone(view.text, at).filter(|name| name.grade == Grade::Given)?;
    if view.nature == Nature::Manual {
        let is_cell = view
            .table
            .and_then(|table| {
                table
                    .cell(view.bytes(), at, false)
                    .map(|cell| (table, cell))
            })
            .is_some_and(|(table, cell)| {
                !cell.is_header && super::about::is_about_people(table, cell.column)
            });
        return (is_cell || is_beside_name(view.text, at, name.end)).then_some(name);
    }
    let after = view.slice(name.end..name.end + 6);
    let mut next = after.chars();
    let ends = match next.next() {
        // `Edwin 06-12345678`
        Some(' ') => next
            .next()
            .is_some_and(|next| next.is_lowercase() || matches!(next, '(' | '0' | '+')),
        // `Priya's new number`
        Some('\'' | '’') => next.next() == Some('s') && next.next() == Some(' '),
        Some(',' | '.' | '?' | '!' | ';' | ':' | '\n' | '\r' | ')') | None => {
            next.next().is_none_or(char::is_whitespace)
        }
        _ => false,
    };
    let before = view.slice(at.saturating_sub(32)..at);
    let line = before.rsplit('\n').next().unwrap_or(before);
    let word = line
        .trim_end_matches([' ', ','])
        .rsplit([' ', '(', ',', '\u{a0}'])
        .next()
        .unwrap_or_default();
    let is_possessive = after.starts_with("'s ") || after.starts_with("’s ");
    // `Also, Hassan requested`, `Contacteer Griet via …`
    let is_opened = line.ends_with(", ") && after.starts_with(' ')
        || line.ends_with(' ') && OPENERS.contains(&word);
    let is_within = line.ends_with(' ')
        && (is_opened || word.chars().all(char::is_lowercase))
        && word.len() > 1
        && (!NO_PERSON.contains(&word) || is_possessive && word == "to");
    let opens = line.is_empty()
        || [". ", "? ", "! ", ": "]
            .iter()
            .any(|lead| line.ends_with(lead));
    // `Natuurlijk, Naomi.` and `Prima, Kees!` speak to somebody.
    let is_called = after.starts_with(['.', '!', '?'])
        && line.strip_suffix(", ").is_some_and(|said| {
            let said = said
                .rsplit(['.', '!', '?', ':'])
                .next()
                .unwrap_or(said)
                .trim();
            ADDRESSING.contains(&said.to_lowercase().as_str())
        });
    let goes_on = after.starts_with(' ') || is_possessive;
    if !ends
        || !(is_within || is_called || opens && goes_on || is_beside_name(view.text, at, name.end))
        || parts::is_something_else(view.text, at, name.end)
    {
        return None;
    }
    Some(name)
}

/// Whether another given name stands beside one in a list: `(Eva, Marnix, Lidewij)`, `Yvonne, Pieter,`, or alone on the
/// line above or below.
fn is_beside_name(text: &str, at: usize, end: usize) -> bool {
    const JOINTS: &[&str] = &[", ", " en ", " and ", " & "];
    let is_given = |word: &str| {
        word.len() > 2
            && word.starts_with(char::is_uppercase)
            && FIRST.contains(cue::lowercase(word).as_str())
    };
    let rest = text.get(end..).unwrap_or_default();
    let before = text.get(..at).unwrap_or_default();
    let first = |text: &str| text.get(..parts::word_end(text, 0)).is_some_and(is_given);
    let last = |text: &str| {
        let begins = text.rfind(|next: char| !(next.is_alphabetic() || next == '-'));
        let from = begins.map_or(0, |place| {
            place
                + text
                    .get(place..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(0, char::len_utf8)
        });
        text.get(from..).is_some_and(is_given)
    };
    let behind = || {
        JOINTS
            .iter()
            .any(|joint| rest.strip_prefix(joint).is_some_and(first))
    };
    let ahead = || {
        JOINTS
            .iter()
            .any(|joint| before.strip_suffix(joint).is_some_and(last))
    };
    let lines = || {
        let above = before
            .strip_suffix('\n')
            .and_then(|before| before.rsplit('\n').next());
        let below = rest
            .strip_prefix('\n')
            .and_then(|rest| rest.split('\n').next());
        (before.is_empty() || above.is_some())
            && (rest.is_empty() || below.is_some())
            && [above, below].into_iter().flatten().any(is_given)
    };
    // `Marnix's`, `Eva-`
    let stops = rest.chars().next().is_none_or(|next| {
        matches!(
            next,
            ',' | '.' | ')' | '\n' | '\r' | ';' | '!' | '?' | '<' | ' '
        )
    });
    stops && (behind() || ahead() || lines())
}

/// Whether a table's header says that the column holds places or things, which bear names too.
fn is_place(view: &View<'_>, start: usize) -> bool {
    const PLACES: &[&str] = &[
        "city",
        "town",
        "place",
        "plaats",
        "woonplaats",
        "stad",
        "gemeente",
        "straat",
        "straatnaam",
        "street",
        "adres",
        "address",
        "country",
        "land",
        "region",
        "provincie",
        "product",
        "productnaam",
        "artikel",
        "titel",
        "title",
        "bedrijf",
        "bedrijfsnaam",
        "company",
        "organisatie",
        "organization",
        "merk",
        "brand",
        "species",
        "wijk",
        "buurt",
    ];
    view.table
        .and_then(|table| table.header(table.cell(view.bytes(), start, false)?.column))
        .map(compact)
        .is_some_and(|header| {
            PLACES.contains(&header.as_str())
                || header.ends_with("city")
                || header.ends_with("plaats")
        })
}

/// What follows the name of a person in deeds, reports and lists, in the languages of Europe.
const BEHIND: &[&str] = &[
    ", geboren",
    ", geb.",
    " (geb",
    ", born ",
    " (born",
    ", né ",
    ", née ",
    ", nato ",
    ", nata ",
    ", nacid",
    ", urodz",
    ", wonende",
    ", woonachtig",
    ", wohnhaft",
    ", demeurant",
    ", residente",
    ", con domicilio",
    ", hierna te noemen",
    ",\nwonende",
    ",\ngeboren",
    ", dob",
    " (dob",
];

/// A name that such words follow.
fn examine_behind(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some(start) = written_before(view, hit.start) {
        let value = view.slice(start..hit.start);
        candidates.push(
            found(start, hit.start, value)
                .shape("capitalised words", 0.15)
                .context("what follows it is said of people", 0.35),
        );
    }
}

/// The sender or receiver of a mail: `Cc: Sienna Boudewijns <s.b@example.org>`.
fn examine_sender(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    // Notices and packages name who made them.
    if view.nature != Nature::Prose {
        return;
    }
    let from = hit.start.saturating_sub(64);
    let Some(local) = view.bytes().get(from..hit.start).and_then(|left| {
        left.iter()
            .rposition(|byte| !(byte.is_ascii_alphanumeric() || b"._+-".contains(byte)))
    }) else {
        return;
    };
    let open = from + local;
    if view.at(open) != b'<' {
        return;
    }
    let end = open
        - view
            .slice(from..open)
            .bytes()
            .rev()
            .take_while(|byte| matches!(byte, b' ' | b'"'))
            .count();
    if end == open {
        return;
    }
    if let Some(start) = written_before(view, end) {
        let value = view.slice(start..end);
        candidates.push(
            found(start, end, value)
                .shape("capitalised words", 0.15)
                .context("an e-mail address follows in brackets", 0.4),
        );
    }
}

/// Two to five words before a place that may be a name: capitalised ones, particles, initials.
fn written_before(view: &View<'_>, end: usize) -> Option<usize> {
    let left = view.slice(end.saturating_sub(56)..end);
    let is_part = |next: char| next.is_alphabetic() || " .'’-".contains(next);
    let from = left
        .char_indices()
        .rev()
        .take_while(|(_, next)| is_part(*next))
        .last()?
        .0;
    // From the last word that is neither capitalised nor a particle on.
    let mut start = left.len();
    let mut capitals = 0;
    for word in left.get(from..)?.rsplit(' ') {
        let is_capital = word.starts_with(char::is_uppercase);
        let lower = cue::lowercase(word);
        let is_particle = parts::PARTICLES.contains(&word) || matches!(word, "in" | "op" | "aan");
        if word.is_empty()
            || !(is_capital || is_particle)
            || cue::is_cue(lower.trim_end_matches('.'))
        {
            break;
        }
        // A sentence ends before the name.
        if is_capital && word.ends_with('.') && word.chars().count() > 5 {
            break;
        }
        capitals += usize::from(is_capital);
        start = start.min(word.as_ptr().addr() - left.as_ptr().addr());
        if is_capital && capitals > 4 {
            return None;
        }
    }
    let name = left.get(start..)?;
    // `con domicilio en La Rioja, nacido …`: what stands behind such a word is a place.
    let lead = left.get(..start)?.trim_end();
    let lead = lead.rsplit([' ', '\n']).next().unwrap_or_default();
    if matches!(
        lead,
        "en" | "in" | "te" | "à" | "a" | "zu" | "aus" | "uit" | "from" | "of" | "op" | "aan"
    ) || lead.ends_with(|last: char| last.is_ascii_digit())
    {
        return None;
    }
    let begins = name.starts_with(char::is_uppercase);
    (begins && (2..=4).contains(&capitals) && is_name_value(name) && !parts::names_thing(name))
        .then(|| end - name.len())
}

/// In source code: a title between quotes or in a comment.
fn examine_title(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature != Nature::Source || !view.is_word_start(hit.start) || !is_said(view, hit.start)
    {
        return;
    }
    let after = view.slice(hit.end..hit.end + 40);
    let Some(place) = after.find(char::is_uppercase) else {
        return;
    };
    if after
        .get(..place)
        .is_some_and(|between| between.contains(['\n', '"', '\'', ':', '(', '{']))
    {
        return;
    }
    if let Some(name) = read(view.text, hit.end + place) {
        candidates.push(name.found(view));
    }
}

/// Whether a place in source code lies in a string or a comment, as far as its line tells.
fn is_said(view: &View<'_>, start: usize) -> bool {
    let line = view.slice(start.saturating_sub(160)..start);
    let line = line.rsplit('\n').next().unwrap_or(line);
    let trimmed = line.trim_start();
    ["//", "#", "*", "--", ";"]
        .iter()
        .any(|mark| trimmed.starts_with(mark))
        || line.contains("// ")
        || ['"', '\'', '`']
            .iter()
            .any(|quote| line.matches(*quote).count() % 2 == 1)
}

/// `voornaam: Sjoerdtje`, `"lastName": "Yıldız"`, `<first_name>Jan</first_name>`.
fn examine_key(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    // `\nFN:` begins with the end of the line before.
    if view.before(hit.start).is_ascii_alphanumeric()
        && !matches!(view.at(hit.start), b'A'..=b'Z' | b'\n')
    {
        return;
    }
    // `Achternaam kind: …`
    let hit = Hit {
        end: behind_role(view, hit.end),
        ..hit
    };
    // The colon may be part of the word.
    let is_closed = matches!(view.before(hit.end), b':' | b'>' | b'/' | b'=');
    let after = view.slice(hit.end..hit.end + 80);
    let lead = after
        .find(|next: char| !" \t\"'*_:=>\\[".contains(next))
        .unwrap_or(after.len());
    // `name="voornaam" value="Jan"`
    let is_attribute = after
        .get(lead..)
        .is_some_and(|rest| rest.starts_with("value=\""));
    let lead = lead + if is_attribute { "value=\"".len() } else { 0 };
    let between = after.get(..lead).unwrap_or_default();
    // `Voornaam            Jan`: a form without colons.
    let is_form =
        view.nature == Nature::Prose && between.ends_with("  ") && hit.end - hit.start > 7;
    // `Achternaam          : Wolfswinkel`
    let is_aligned = between
        .trim_start_matches([' ', '\t'])
        .strip_prefix(':')
        .is_some_and(|rest| rest.len() <= 3);
    if lead > 8 && !is_attribute && !is_form && !is_aligned
        || !(is_closed || is_form || between.contains([':', '=', '>']))
        || between.contains("==")
    {
        return;
    }
    let is_quoted = between.ends_with(['"', '\'']);
    if view.nature == Nature::Source && !is_quoted {
        return;
    }
    let rest = after.get(lead..).unwrap_or_default();
    let end = rest
        .find([
            '"', '\n', '\r', '<', ',', ';', '|', '(', ')', '{', '}', '&', '\t', '=', '/', ']',
        ])
        .unwrap_or(rest.len());
    let value = rest.get(..end).unwrap_or_default();
    // `first_name=Theo order_id=23560094`
    let value = match value.rsplit_once(' ') {
        Some((value, _)) if between.ends_with('=') && rest.get(end..=end) == Some("=") => value,
        _ => value,
    };
    let value = value.split("  ").next().unwrap_or(value).trim_end();
    let value = if between.ends_with('\'') {
        value.split_once('\'').map_or(value, |(value, _)| value)
    } else {
        value
    };
    // Running text goes on behind the name.
    let value = value.split(". ").next().unwrap_or(value);
    let value = value.trim_end_matches(['.', '\'']);
    // A blank in an address of the web.
    let spaced = value.replace('+', " ").replace("%20", " ");
    let begins_upper = |word: &str| word.starts_with(char::is_uppercase);
    let is_name = if spaced.split(' ').any(begins_upper) {
        let mut particles = spaced.split(' ').take_while(|word| !begins_upper(word));
        particles.all(|word| word.len() <= 4)
    } else {
        // Who writes without capitals is told by names that are known.
        parts::is_known(&spaced)
    };
    if !is_name || !is_name_value(&spaced) {
        return;
    }
    let start = hit.end + lead;
    candidates.push(
        found(start, start + value.len(), &spaced)
            .shape("words of letters", 0.1)
            .context("its key is one for names", 0.65),
    );
}

/// `naam: jan jansen`: who writes without capitals is told by names that are known.
fn examine_lower(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !view.is_word_start(hit.start) && view.before(hit.start) != b'_' {
        return;
    }
    let end = hit.end;
    let after = view.slice(end..end + 64);
    let value = after.trim_start_matches([' ', '"', '\'', ':', '=', '\t', '*', '_']);
    let lead = after.len() - value.len();
    if lead > 8 {
        return;
    }
    let stop = value
        .find(|next: char| !(next.is_lowercase() || matches!(next, ' ' | '-' | '\'')))
        .unwrap_or(value.len());
    let value = value
        .get(..stop)
        .unwrap_or_default()
        .trim_end_matches([' ', '\'']);
    let rest = view.slice(end + lead + value.len()..end + lead + value.len() + 2);
    let ends =
        rest.is_empty() || rest.starts_with(['\n', '\r', '"', '\'', ',', '|', '<', ';', '&', '}']);
    if ends && value.contains(' ') && parts::is_known(value) && is_name_value(value) {
        let start = end + lead;
        candidates.push(
            found(start, start + value.len(), value)
                .shape("words of letters", 0.1)
                .context("“naam” or “name” stands before it", 0.45),
        );
    }
}

/// `Voornaam Sjoerdtje` on a line of its own, in a form that asks for more.
fn examine_form(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let before = view.slice(hit.start.saturating_sub(4)..hit.start);
    if !before
        .trim_end_matches([' ', '\t', '-', '*'])
        .ends_with('\n')
        && hit.start != before.len() - before.trim_start().len()
    {
        return;
    }
    let rest = view.slice(hit.end..hit.end + 48);
    let Some(value) = rest.split(['\n', '\r']).next() else {
        return;
    };
    let after = view.slice(hit.end..hit.end + 200);
    let is_form = is_record(after, value.len().min(after.len()));
    let is_key = value
        .split(' ')
        .any(|word| NAME_KEYS.contains(&compact(word).as_str()));
    if !is_form
        || is_key
        || value.len() >= 48
        || !is_name_value(value)
        || !value
            .split(' ')
            .next_back()
            .is_some_and(|last| last.starts_with(char::is_uppercase))
    {
        return;
    }
    candidates.push(
        found(hit.end, hit.end + value.len(), value)
            .shape("words of letters", 0.1)
            .context("its key is one for names", 0.65),
    );
}

/// Behind the word for whose name it is, and a number, where one stands between a key and its colon.
fn behind_role(view: &View<'_>, end: usize) -> usize {
    const ROLES: &[&str] = &[
        "kind",
        "moeder",
        "vader",
        "partner",
        "ouder",
        "ouders",
        "aanvrager",
        "patiënt",
        "cliënt",
        "client",
        "medewerker",
        "werknemer",
        "leerling",
        "student",
        "verzekerde",
        "huurder",
        "deelnemer",
        "klant",
        "child",
        "mother",
        "father",
        "parent",
        "guardian",
        "spouse",
        "applicant",
        "patient",
    ];
    let rest = view.slice(end..end + 24);
    let Some((role, _)) = rest.split_once(':') else {
        return end;
    };
    let word = role
        .trim()
        .trim_end_matches(|next: char| next.is_ascii_digit() || next == ' ');
    if role.starts_with(' ') && ROLES.contains(&word.to_lowercase().as_str()) {
        end + role.len()
    } else {
        end
    }
}

/// A header's letters without what parts its words.
fn compact(header: &str) -> String {
    header
        .chars()
        .filter(|character| character.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_name_header(header: &str) -> bool {
    let header = compact(header);
    [NAME_KEYS, MAYBE_NAME_KEYS, MAYBE_THING_KEYS]
        .iter()
        .any(|keys| keys.contains(&header.as_str()))
}

fn examine_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(table) = view.table else { return };
    let value = view.slice(hit.start..hit.end);
    if !is_name_value(value) {
        return;
    }
    let Some(Cell { column, .. }) = table.cell(view.bytes(), hit.start, false) else {
        return;
    };
    let Some(header) = table.header(column).map(compact) else {
        return;
    };
    let is_sure = NAME_KEYS.contains(&header.as_str());
    // A column of such a header is one of names where a table is about people, or where it holds a known one.
    let holds_known =
        || !MAYBE_THING_KEYS.contains(&header.as_str()) && parts::is_known(&cue::lowercase(value));
    if !is_sure && !super::about::is_about_people(table, column) && !holds_known() {
        return;
    }
    candidates.push(
        found(hit.start, hit.end, value)
            .shape("words of letters", 0.1)
            .context(
                "the column's header is one for names",
                if is_sure { 0.75 } else { 0.65 },
            ),
    );
}

/// Whether a field for names holds one: a few words of letters, and no word for nothing.
fn is_name_value(value: &str) -> bool {
    const NOTHING: &[&str] = &[
        // Labels of a form that was taken for a table.
        "geboortedatum",
        "geboorteplaats",
        "burgerservicenummer",
        "bsn",
        "adres",
        "address",
        "woonplaats",
        "postcode",
        "telefoon",
        "telefoonnummer",
        "mobiel",
        "e-mail",
        "email",
        "geslacht",
        "nationaliteit",
        "iban",
        "phone",
        "geburtsdatum",
        "achternaam",
        "voornaam",
        "voornamen",
        "geslachtsnaam",
        "onbekend",
        "nvt",
        "n.v.t.",
        "unknown",
        "null",
        "none",
        "string",
        "str",
        "text",
        "varchar",
        "required",
        "verplicht",
        "optional",
        "undefined",
        "anoniem",
        "anonymous",
        "geen",
        "leeg",
        "invalid",
        "value",
        "field",
        "firstname",
        "lastname",
    ];
    static NAMELESS: LazyLock<Pieces> = LazyLock::new(|| {
        Pieces::new(&[
            "naam",
            "name",
            "b.v",
            "n.v.",
            " bv",
            "stichting",
            "gmbh",
            " inc",
            " ltd",
            " vof",
        ])
    });
    if !(2..=60).contains(&value.len()) {
        return false;
    }
    let lower = cue::lowercase(value);
    value.split_whitespace().count() <= 6
        && value
            .chars()
            .all(|character| character.is_alphabetic() || " .,'’-".contains(character))
        && value
            .chars()
            .filter(|character| character.is_alphabetic())
            .count()
            >= 2
        && !NOTHING.contains(&lower.as_str())
        && !NAMELESS.are_in(&lower)
        && !is_placeholder(value)
}

fn found(start: usize, end: usize, value: &str) -> Found {
    let mut words = value.split_whitespace();
    let mut spelt = words.next().unwrap_or_default().to_lowercase();
    for word in words {
        spelt.push(' ');
        spelt.push_str(&word.to_lowercase());
    }
    Found::new(start, end, spelt).masked(Mask::Ends)
}

/// A name in running text, with what speaks for it.
pub(super) struct Name {
    pub(super) start: usize,
    pub(super) end: usize,
    grade: Grade,
    cue: Cue,
}

impl Name {
    fn found(&self, view: &View<'_>) -> Found {
        let mut found = found(self.start, self.end, view.slice(self.start..self.end));
        // `authors = ["Jan de Vries <jan@…>"]`, `(Jan de Vries) [#12]`, `2019 Jan de Vries`: who makes a
        // package says so in public.
        let after = view.slice(self.end..self.end + 3);
        let is_author = after.starts_with(" <")
            || after == ") ["
            || view.nature == Nature::Manual
                && view.before(self.start) == b' '
                && view.before(self.start - 1).is_ascii_digit();
        if matches!(view.nature, Nature::Config | Nature::Manual) && is_author {
            found = found
                .severity(Severity::Low)
                .against("a package names its authors", -0.1);
        }
        let found = match self.grade {
            Grade::Full => found.shape("a given name or initials with a surname", 0.6),
            Grade::Likely => found.shape("a given name or initials with a capitalised word", 0.45),
            Grade::Given => found.shape("a given name", 0.25),
            Grade::MaybeGiven => found.shape("a given name that is a word too", 0.2),
            Grade::Weak => found.shape("capitalised words", 0.15),
            Grade::Family => found.shape("a surname that many have", 0.25),
        };
        match self.cue {
            Cue::Title => found.context("a title stands before it", 0.5),
            Cue::Salutation => found.context("a salutation stands before it", 0.3),
            Cue::Role | Cue::Source | Cue::Named => {
                found.context("a word for a person stands before it", 0.25)
            }
            Cue::Speaker => found.context("the time of a message stands before it", 0.3),
            Cue::Near if matches!(self.grade, Grade::Given | Grade::MaybeGiven | Grade::Family) => {
                found
                    .severity(Severity::Low)
                    .context("it stands where a sentence has a person", 0.1)
            }
            Cue::Key | Cue::Label => found.context("“naam” or “name” stands before it", 0.3),
            Cue::Signature => found.context("it signs a letter", 0.3),
            Cue::None | Cue::Near | Cue::Institution => found,
        }
    }
}

/// Reads a name whose first capital stands here. Costs next to nothing where there's none.
pub(super) fn read(text: &str, at: usize) -> Option<Name> {
    let Reading { end, grade, words } = parts::read(text, at)?;
    let start = parts::particles_before(text, at);
    // A particle counts as a word, for few things have one.
    let words = words + usize::from(start < at);
    // `Anderson's` is the name and what it has.
    let end = match text.get(start..end) {
        Some(name) if words > 1 && name.ends_with("'s") => end - 2,
        Some(name) if words > 1 && name.ends_with("’s") => end - "’s".len(),
        _ => end,
    };
    if matches!(grade, Grade::Given | Grade::MaybeGiven)
        && let Some(start) = parts::swapped(text, start, end)
    {
        return Some(Name {
            start,
            end,
            grade: Grade::Likely,
            cue: Cue::None,
        });
    }
    let mut cue = cue::before(text, start);
    if cue == Cue::None && grade == Grade::Given && parts::is_subject(text, start, end) {
        cue = Cue::Near;
    }
    let is_person = cue == Cue::None
        && grade == Grade::MaybeGiven
        && parts::is_person_subject(text, start, end);
    if is_person {
        cue = Cue::Near;
    }
    // What reads a surname alone has looked around.
    if cue == Cue::None && grade == Grade::Family {
        cue = Cue::Near;
    }
    let is_family = |may_be_article| {
        text.get(start..end)
            .is_some_and(|name| parts::is_family(name, may_be_article))
    };
    let accepted = match cue {
        Cue::Institution => false,
        // `Professor Doctor J.C. Schoutelaan`
        Cue::Title => words > 1 || !text.get(start..end).is_some_and(cue::is_title),
        Cue::None => matches!(grade, Grade::Full | Grade::Likely),
        // Letters begin with “Beste Jan,” and “Beste klant,”: the given name or the comma decides.
        Cue::Salutation => {
            !matches!(grade, Grade::MaybeGiven | Grade::Weak) || is_addressed(text, end, words)
        }
        Cue::Role => {
            grade != Grade::Weak
                || words >= 2
                || is_family(true)
                || cue::calls_one(text, start)
                    && parts::may_be_anybody(text, start, end)
                    && (!cue::is_keyed(text, start) || fills_field(text, end))
        }
        Cue::Named => {
            grade != Grade::Weak
                || words <= 3
                    && text.get(end..).is_some_and(|rest| {
                        rest.is_empty()
                            || rest.starts_with(['.', ',', '!', '?', '\n', '\r', ';'])
                            // `Mijn naam is Ans Pouwels en ik …`
                            || words >= 2
                                && [" en ", " and ", " und ", " et ", " van ", " from "]
                                    .iter()
                                    .any(|next| rest.starts_with(next))
                    })
        }
        Cue::Source => grade != Grade::Weak || is_family(false),
        Cue::Speaker => {
            text.get(end..).is_some_and(is_speakers) && (grade != Grade::Weak || is_family(false))
                || matches!(grade, Grade::Full | Grade::Likely)
        }
        Cue::Key | Cue::Signature => {
            grade != Grade::Weak
                || words == 2
                || words == 3
                // `naam='Verweij, P.'`
                || text.get(end..).is_some_and(|rest| {
                    matches!(rest.as_bytes(), [b',', b' ', b'A'..=b'Z', b'.', ..])
                })
        }
        Cue::Label => {
            matches!(grade, Grade::Full | Grade::Likely)
                || (grade != Grade::Weak || (2..=3).contains(&words)) && is_record(text, end)
        }
        Cue::Near => {
            is_person
                || matches!(
                    grade,
                    Grade::Full | Grade::Likely | Grade::Given | Grade::Family
                )
        }
    };
    if !accepted
        || grade == Grade::Weak && names_domain(text, start, end)
        || parts::is_something_else(text, start, end)
    {
        return None;
    }
    Some(Name {
        start,
        end,
        grade,
        cue,
    })
}

/// Whether the words behind a salutation are those of somebody by what follows them: the comma, or another name.
fn is_addressed(text: &str, end: usize, words: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    // `Geachte Mare Hoelen,`
    words == 2 && rest.starts_with(",\n")
        || words == 1
            && (rest.starts_with(',')
                || [" en ", " and ", " und ", " et "].iter().any(|joint| {
                    rest.strip_prefix(joint)
                        .is_some_and(|next| next.starts_with(char::is_uppercase))
                }))
}

/// Whether what a title or a key calls for is a department or an organisation: `wethouder Financiën`, `t.n.v. Stichting
/// Buurtzorg`.
fn names_domain(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).is_some_and(|name| {
        let first = name.split([' ', '\n', '-']).next().unwrap_or_default();
        parts::is_domain(&cue::lowercase(first))
    })
}

/// Whether a field, or its clause, ends here, or a telephone's number follows.
fn fills_field(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    rest.is_empty()
        || rest.starts_with(['\n', '\r', ',', ';', '<', '|', '(', '"'])
        || [" 0", " +", "  ", " (", " <"]
            .iter()
            .any(|next| rest.starts_with(next))
}

/// Whether what is said follows, perhaps behind more of how the speaker is known: `Wendy buurvrouw: hoi`.
fn is_speakers(rest: &str) -> bool {
    // No further, since a chat has a thousand speakers.
    const KNOWN: usize = 20;
    let mut known = rest
        .char_indices()
        .take(KNOWN)
        .skip_while(|(_, next)| next.is_alphabetic() || matches!(next, ' ' | '.' | '-'));
    known
        .next()
        .and_then(|(end, _)| rest.get(end..))
        .is_some_and(|said| said.starts_with(": "))
}

/// Whether what follows on the next lines is said of people: `Name: Nikolas Noack`, then `Born: …`.
fn is_record(text: &str, end: usize) -> bool {
    const FIELDS: &[&str] = &[
        "birth",
        "geb",
        "dob",
        "naissance",
        "nascita",
        "nacimiento",
        "phone",
        "telef",
        "tel.",
        "tel:",
        "mobile",
        "e-mail",
        "email",
        "@",
        "adres",
        "address",
        "iban",
        "bsn",
        "ssn",
    ];
    let mut to = (end + 120).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let rest = text.get(end..to).unwrap_or_default();
    rest.trim_start_matches([' ', '\r']).starts_with('\n') && {
        let rest = rest.to_lowercase();
        FIELDS.iter().any(|field| rest.contains(field))
    }
}

/// Whether a person's name ends at a place; a given name alone counts where the words before say that people follow.
pub(super) fn ends_at(view: &View<'_>, end: usize, may_be_given: bool) -> bool {
    let from = end.saturating_sub(56);
    let left = view.slice(from..end);
    let base = end - left.len();
    let left = left.rsplit(['\n', ';', '|', '\t']).next().unwrap_or(left);
    let base = base + (end - base - left.len());
    left.char_indices()
        .filter(|(_, next)| next.is_uppercase())
        .filter_map(|(place, _)| {
            let at = base + place;
            filter::may_be_name(view.bytes(), at)
                .then(|| read(view.text, at))
                .flatten()
                .or_else(|| lone(view.text, at).filter(|_| may_be_given))
        })
        .any(|name| name.end == end)
}

/// A given name, whatever stands around it.
fn lone(text: &str, at: usize) -> Option<Name> {
    let Reading { end, grade, .. } = parts::read(text, at)?;
    matches!(grade, Grade::Given | Grade::MaybeGiven).then_some(Name {
        start: at,
        end,
        grade,
        cue: Cue::Near,
    })
}

/// Whether a text names a person, for findings that are about one.
pub(super) fn is_named_in(text: &str) -> bool {
    text.char_indices()
        .filter(|(place, character)| {
            character.is_uppercase()
                && text
                    .get(..*place)
                    .and_then(|before| before.chars().next_back())
                    .is_none_or(|before| !before.is_alphanumeric() && before != '_')
        })
        .any(|(place, _)| {
            filter::may_be_name(text.as_bytes(), place) && read(text, place).is_some()
        })
}

#[cfg(test)]
mod tests;
