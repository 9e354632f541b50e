//! What a name is made of, read forwards from its first capital.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::cue::Cue;
use super::foreign;
use super::{FIRST, FIRST_OR_WORD, SURNAMES};
use crate::word_hash::WordSet;

/// How much a reading says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grade {
    /// A given name or initials, and a surname that is known, built like one or has a particle.
    Full,
    /// A given name that is nothing else, and some capitalised word.
    Likely,
    /// A given name alone.
    Given,
    /// The same, but also a word: `Roos`.
    MaybeGiven,
    /// Capitalised words that only their surroundings make a name.
    Weak,
    /// A surname that many people have, where a sentence has a person.
    Family,
}

/// What was read.
pub(super) struct Reading {
    pub(super) end: usize,
    pub(super) grade: Grade,
    /// How many capitalised words, initials counted as one.
    pub(super) words: usize,
}

/// Lower-case words between given name and surname. Those of the second list need one of the
/// first behind them: `Jan op de Beek`, but “Jan in Utrecht”.
pub(super) const PARTICLES: &[&str] = &[
    "van", "de", "der", "den", "ter", "ten", "te", "het", "'t", "’t", "la", "le", "du", "des",
    "von", "zu", "zum", "zur", "el", "al", "ben", "bin", "ait", "aït", "ould", "dos", "da", "di",
    "del", "della", "do", "vd", "v.d.", "v/d", "v.", "d'", "'s", "af", "y", "e", "st.", "den",
    "vande", "vander", "vanden",
];
const OUTER: &[&str] = &[
    "in", "op", "aan", "bij", "onder", "over", "uit", "voor", "vom", "tot", "von",
];

/// Capitalised words that follow a name in a sentence or a heading without being part of it.
const STOP: &[&str] = &[
    "het",
    "een",
    "en",
    "of",
    "maar",
    "want",
    "dat",
    "die",
    "dit",
    "deze",
    "wij",
    "we",
    "ik",
    "hij",
    "zij",
    "ze",
    "u",
    "uw",
    "je",
    "jij",
    "jullie",
    "is",
    "was",
    "heeft",
    "had",
    "wil",
    "kan",
    "zal",
    "moet",
    "in",
    "op",
    "aan",
    "bij",
    "met",
    "voor",
    "door",
    "naar",
    "over",
    "onder",
    "uit",
    "als",
    "om",
    "tot",
    "per",
    "niet",
    "geen",
    "ook",
    "nog",
    "wel",
    "er",
    "hier",
    "daar",
    "nu",
    "dan",
    "toen",
    "wat",
    "wie",
    "waar",
    "the",
    "a",
    "an",
    "and",
    "or",
    "but",
    "if",
    "this",
    "that",
    "these",
    "those",
    "it",
    "he",
    "she",
    "they",
    "i",
    "you",
    "your",
    "his",
    "her",
    "our",
    "has",
    "have",
    "will",
    "would",
    "can",
    "could",
    "should",
    "must",
    "may",
    "on",
    "at",
    "by",
    "for",
    "from",
    "to",
    "with",
    "of",
    "as",
    "not",
    "no",
    "all",
    "any",
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "january",
    "february",
    "march",
    "june",
    "july",
    "august",
    "october",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "heer",
    "heren",
    "mevrouw",
    "meneer",
    "dames",
    "dhr",
    "mevr",
    "mw",
    "mr",
    "mrs",
    "ms",
    "dr",
    "drs",
    "prof",
    "ir",
    "ing",
    "lid",
    "leden",
    "klant",
    "klanten",
    "collega",
    "collegas",
    "team",
    "lezer",
    "lezers",
    "relatie",
    "sir",
    "madam",
    "customer",
    "colleague",
    "colleagues",
    "everyone",
    "allemaal",
    "iedereen",
    "ouders",
    "ouder",
    "bewoner",
    "bewoners",
    "bsn",
    "iban",
    "tel",
    "telefoon",
    "mail",
    "email",
    "adres",
    "naam",
    "name",
    "datum",
    "date",
    "geboortedatum",
    "afdeling",
    "functie",
    "nederland",
    "amsterdam",
    "rotterdam",
    "utrecht",
    "europa",
    "user",
    "users",
    "admin",
    "support",
    "service",
    "klantenservice",
    "manager",
    "director",
    "directeur",
    "administratie",
    "redactie",
    "bestuur",
    "directie",
    "student",
    "studenten",
    "medewerker",
    "medewerkers",
    "patiënt",
    "cliënt",
    "sollicitant",
    "kandidaat",
    "recruiter",
    "hiring",
    "buren",
    "vrienden",
    "friends",
    "friend",
    "reader",
    "readers",
    "guest",
    "gast",
    "gasten",
    "huurder",
    "huurders",
    "deelnemer",
    "deelnemers",
    "partner",
    "partners",
    "supporter",
    "donateur",
    "vrijwilliger",
    "vrijwilligers",
    "voorzitter",
    "secretaris",
    "burger",
    "inwoner",
    "inwoners",
    "reiziger",
    "abonnee",
    "volger",
    "volgers",
    "oma",
    "opa",
    "tante",
    "oom",
    "mama",
    "papa",
    "lord",
    "god",
    "world",
    "santa",
    "sinterklaas",
    "kerstman",
    "proper",
    "pepper",
    "oetker",
    "martens",
    "who",
    "de",
    "van",
    "der",
    "den",
    "ter",
    "ten",
    "me",
    "my",
    "api",
    "http",
    "json",
    "sql",
    "namens",
    "volgens",
    "aldus",
    "betreft",
    "directie",
    "madame",
    "monsieur",
    "kollege",
    "kollegin",
    "kollegen",
    "kunde",
    "kundin",
    "damen",
    "herren",
    "collègue",
    "señor",
    "señora",
    "signore",
    "signora",
    "senhor",
    "senhora",
    "sirs",
];

static STOPS: LazyLock<WordSet> = LazyLock::new(|| STOP.iter().copied().collect());

/// A word behind a name that makes it that of a company, an institution, a place or a thing.
const THINGS: &[&str] = &[
    "bv",
    "b.v",
    "b.v.",
    "nv",
    "n.v",
    "n.v.",
    "vof",
    "v.o.f",
    "v.o.f.",
    "gmbh",
    "ltd",
    "inc",
    "llc",
    "plc",
    "ag",
    "sa",
    "bvba",
    "holding",
    "groep",
    "group",
    "advocaten",
    "notarissen",
    "makelaars",
    "makelaardij",
    "accountants",
    "consultancy",
    "consulting",
    "bouw",
    "transport",
    "stichting",
    "foundation",
    "college",
    "school",
    "huis",
    "ziekenhuis",
    "museum",
    "instituut",
    "institute",
    "university",
    "universiteit",
    "hospital",
    "award",
    "awards",
    "prijs",
    "prize",
    "fonds",
    "fund",
    "theater",
    "theatre",
    "stadion",
    "stadium",
    "arena",
    "park",
    "plein",
    "straat",
    "laan",
    "street",
    "avenue",
    "road",
    "lane",
    "drive",
    "bridge",
    "brug",
    "center",
    "centre",
    "centrum",
    "kliniek",
    "clinic",
    "lyceum",
    "gymnasium",
    "academie",
    "academy",
    "kerk",
    "church",
    "toernooi",
    "cup",
    "trophy",
    "tunnel",
    "airport",
    "station",
    "hotel",
    "motors",
    "software",
    "systems",
    "solutions",
    "technologies",
    "installatietechniek",
    "verhuur",
    "bakkerij",
    "slagerij",
    "mode",
    "wonen",
    "keukens",
    "tuincentrum",
    "zonen",
    "zn",
    "zoon",
    "sons",
    "company",
    "corporation",
    "corp",
    "studio",
    "studios",
    "records",
    "books",
    "press",
    "publishing",
    "islands",
    "island",
    "county",
    "valley",
    "beach",
    "river",
    "lake",
    "mountain",
    "mountains",
    "hill",
    "city",
    "springs",
    "falls",
    "bay",
    "syndroom",
    "syndrome",
    "disease",
    "theorem",
    "algorithm",
    "test",
    "law",
    "act",
    "effect",
    "method",
    "scale",
    "fashion",
    "jeans",
    "whiskey",
    "cookies",
    "editor",
    "dam",
    "haven",
    "polder",
    "ruby",
    "script",
    "shell",
    "mode",
    "version",
    "license",
    "licence",
    "online",
    "collectie",
    "collection",
    "edition",
    "show",
    "no",
    "nr",
    "number",
    "nummer",
    "code",
    "beheer",
    "praktijk",
    "verzekeringen",
    "webshop",
    "vve",
    "protocol",
    "toolkit",
    "scheduler",
];

/// Ends of words for things that are named after people.
const COMPOUNDS: &[&str] = &[
    "markt",
    "school",
    "toren",
    "fonds",
    "museum",
    "ziekenhuis",
    "kliniek",
    "kazerne",
    "kapel",
    "theater",
    "stadion",
    "tunnel",
    "prijs",
    "stichting",
    "kerk",
    "college",
    "lyceum",
    "hal",
    "bokaal",
    "toernooi",
    "brug",
];

/// Names that are brands, books or figures.
const BRANDS: &[&str] = &[
    "albert heijn",
    "jan linders",
    "dirk van den broek",
    "douwe egberts",
    "calvin klein",
    "tommy hilfiger",
    "jack daniels",
    "johnnie walker",
    "hugo boss",
    "harry potter",
    "karl lagerfeld",
    "michael kors",
    "ralph lauren",
    "paul smith",
    "anne frank",
    "ronald mcdonald",
    "jan modaal",
    "jip en janneke",
    "piet snot",
    "john doe",
    "jane doe",
    "jan jansen test",
    "martin garrix",
    "ada lovelace",
    "alan turing",
    "joe average",
    "jan met de pet",
    "mickey mouse",
    "donald duck",
    "max planck",
    "marie curie",
    "don bosco",
    "santa claus",
    "jan klaassen",
    "jan steen",
    "rembrandt van rijn",
    "karl marx",
    "adam smith",
    "jan van eyck",
    "vincent van gogh",
    "john lewis",
    "ben jerry",
    "leonardo da vinci",
    "george washington",
    "charles dickens",
    "charles schwab",
    "estée lauder",
    "marc jacobs",
    "jimmy choo",
    "frank lloyd",
    "benjamin franklin",
    "mary poppins",
    "peter pan",
    "tom tom",
    "jack wolfskin",
    "helly hansen",
    "oscar peterson",
    "maria middelares",
    "zilveren kruis",
    "max havelaar",
    "tommy jeans",
    "jimmy john",
    "aunt jemima",
    "betty crocker",
    "uncle ben",
    "philip morris",
    "louis vuitton",
    "yves rocher",
    "christian dior",
    "giorgio armani",
    "max mustermann",
    "erika mustermann",
    "anna paulowna",
];

/// People of whom streets, shops and stories are called. Others have their names too: where a title, a key or a
/// greeting calls for a name, it is somebody's.
const FAMOUS: &[&str] = &[
    "charles de gaulle",
    "john f. kennedy",
    "antoni van leeuwenhoek",
    "leonardo dicaprio",
    "isaac newton",
    "albert einstein",
    "johan cruijff",
    "johan cruyff",
    "anton pieck",
    "dick bruna",
    "annie m.g. schmidt",
    "willem van oranje",
    "michiel de ruyter",
    "piet hein",
    "jan van galen",
    "johan de witt",
    "johan van oldenbarnevelt",
    "hugo de groot",
    "baruch spinoza",
    "martin luther king",
    "martin luther",
    "nelson mandela",
    "winston churchill",
    "abraham lincoln",
    "john deere",
    "harry winston",
    "sara lee",
    "oliver twist",
    "sherlock holmes",
    "james bond",
    "jane austen",
    "robin hood",
    "joan of arc",
    "john hancock",
    "thomas cook",
    "paul frank",
    "mary kay",
    "laura ashley",
    "david lloyd",
    "simon stevin",
    "anton philips",
    "jeroen bosch",
    "hans brinker",
    "karel doorman",
    "jan campert",
    "jan des bouvrie",
    "tom collins",
    "shirley temple",
];

/// Names by their first byte.
type ByFirst = BTreeMap<u8, Vec<&'static str>>;

static BRANDS_BY_FIRST: LazyLock<ByFirst> = LazyLock::new(|| by_first(BRANDS));
static FAMOUS_BY_FIRST: LazyLock<ByFirst> = LazyLock::new(|| by_first(FAMOUS));

fn by_first(names: &[&'static str]) -> ByFirst {
    let mut by_first = ByFirst::new();
    for name in names {
        if let Some(first) = name.as_bytes().first() {
            by_first.entry(*first).or_default().push(name);
        }
    }
    by_first
}

/// Whether a name is one of these, or begins with it.
fn begins_with_any(name: &str, others: &ByFirst) -> bool {
    let first = name.as_bytes().first();
    let others = first.and_then(|first| others.get(first));
    others.into_iter().flatten().any(|other| {
        name.strip_prefix(other)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Ends of street names, longer than which the word must be.
const STREETS: &[&str] = &[
    "straat",
    "laan",
    "plein",
    "gracht",
    "kade",
    "singel",
    "steeg",
    "plantsoen",
    "straatweg",
    "dreef",
    "street",
    "boulevard",
    "strasse",
    "straße",
    "allee",
    "baan",
];

static THING_SET: LazyLock<WordSet> = LazyLock::new(|| THINGS.iter().copied().collect());

/// Ends that Dutch, Frisian, Scandinavian, Slavic and Turkish surnames have.
const ENDINGS: &[&str] = &[
    "stra",
    "sma",
    "inga",
    "enga",
    "sen",
    "mans",
    "man",
    "ink",
    "huis",
    "huizen",
    "berg",
    "veld",
    "horst",
    "kamp",
    "broek",
    "aars",
    "aerts",
    "ema",
    "oğlu",
    "oglu",
    "ski",
    "ska",
    "wicz",
    "czyk",
    "ić",
    "ova",
    "enko",
    "ez",
    "poulos",
    "sson",
    "mann",
    "meijer",
    "meyer",
    "daal",
    "hoven",
    "hof",
    "hoff",
    "hout",
    "bakker",
    "wijk",
    "dijk",
    "beek",
    "zaad",
    "stein",
    "bach",
    "bauer",
    "oui",
    "aoui",
    "ouri",
    "singh",
    "persad",
    "bosch",
    "voort",
    "schoot",
    "donk",
    "hagen",
    "kema",
    "енко",
    "чук",
    "ский",
    "ская",
    "ський",
    "ська",
    "ова",
    "ева",
    "ович",
    "πουλος",
    "πούλου",
    "ίδης",
];

/// Asked of nearly every capital, so the length decides first.
fn is_particle(word: &str) -> bool {
    let first = word.as_bytes().first();
    // Nearly always told by the first byte.
    let is_it = |particle: &&str| particle.as_bytes().first() == first && *particle == word;
    word.len() <= 6 && PARTICLES.iter().any(is_it)
}

/// One capitalised or plain word: where it ends.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    let Some(rest) = text.get(at..) else {
        return at;
    };
    let mut end = at;
    let mut characters = rest.char_indices().peekable();
    while let Some((place, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let is_joint = matches!(character, '-' | '\'' | '’')
            && place > 0
            && next.is_some_and(char::is_alphabetic);
        if !(character.is_alphabetic() || is_joint) || place > 40 {
            break;
        }
        end = at + place + character.len_utf8();
    }
    end
}

fn starts_upper(text: &str, at: usize) -> bool {
    text.get(at..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(char::is_uppercase)
}

/// Behind the space that parts two words of a name, if there is one.
fn gap(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    ["\u{a0}", " "]
        .iter()
        .find_map(|space| rest.strip_prefix(space))
        .map(|after| text.len() - after.len())
}

/// The same, where a line may break: only particles and what follows them go on in the next line.
fn soft_gap(text: &str, at: usize) -> Option<usize> {
    gap(text, at).or_else(|| {
        let rest = text.get(at..)?;
        let after = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.strip_prefix('\n'))?;
        Some(text.len() - after.len())
    })
}

/// Particles from here on: where the surname begins.
fn particles(text: &str, at: usize) -> Option<usize> {
    let mut place = at;
    let mut count = 0;
    let mut needs_inner = false;
    while count < 4 {
        let rest = text.get(place..)?;
        let length = rest
            .char_indices()
            .take(9)
            .find(|(_, next)| next.is_whitespace())
            .map_or(rest.len().min(8), |(place, _)| place);
        let word = rest.get(..length).unwrap_or_default();
        // `l'Hermite`, `d'Ancona` and `'s-Gravesande` have no space.
        let joined = ["d'", "d’", "l'", "'s-"]
            .iter()
            .find(|joined| rest.starts_with(**joined) && starts_upper(text, place + joined.len()));
        if let Some(joined) = joined {
            place += joined.len();
            count += 1;
            needs_inner = false;
            break;
        }
        let is_capital = word.chars().next().is_some_and(char::is_uppercase);
        let lower = super::cue::lowercase(word);
        // `Jan De Vries` and `Fatima El Amrani` write theirs with a capital; a sentence that
        // begins with “De” has a full stop before it.
        let is_inner = is_particle(&lower);
        let is_outer = !is_capital && OUTER.contains(&lower.as_str());
        if !(is_inner || is_outer) {
            break;
        }
        let Some(next) = soft_gap(text, place + length) else {
            break;
        };
        needs_inner = is_outer || (needs_inner && !is_inner);
        place = next;
        count += 1;
    }
    (count > 0 && !needs_inner && starts_upper(text, place)).then_some(place)
}

fn is_upper_word(word: &str) -> bool {
    word.chars().count() > 3 && !word.chars().any(char::is_lowercase)
}

/// A surname at this place: where it ends.
fn surname(text: &str, at: usize) -> Option<usize> {
    if !starts_upper(text, at) {
        return None;
    }
    let end = word_end(text, at);
    let word = text.get(at..end)?;
    let letters = word.chars().count();
    if letters < 2 || is_upper_word(word) || !word.chars().any(char::is_lowercase) {
        return None;
    }
    let lower = super::cue::lowercase(word);
    if STOPS.contains(lower.as_str()) {
        return None;
    }
    // A capital inside is a product or an identifier, unless it follows a joint or `Mc`.
    let mut previous = ' ';
    for (place, character) in word.char_indices() {
        if place > 0
            && character.is_uppercase()
            && previous.is_alphabetic()
            && !(word.starts_with("Mc") && place == 2)
            && !(word.starts_with("Mac") && place == 3)
            && !(word.starts_with("IJ") && place == 1)
            && !(word.starts_with("De") && place == 2)
            && !(word.starts_with("Van") && place == 3)
        {
            return None;
        }
        previous = character;
    }
    // `Jansen-de Vries`, `Bakker - van Dam`.
    for joint in ["-de", "-van", "-ter", "-ten"] {
        if let Some(next) = lower.ends_with(joint).then(|| gap(text, end)).flatten() {
            let next = particles(text, next).unwrap_or(next);
            if let Some(end) = surname(text, next) {
                return Some(end);
            }
        }
    }
    Some(end)
}

/// Whether a word is a known surname or built like one.
fn is_surname_like(word: &str) -> bool {
    let lower = super::cue::lowercase(word);
    if SURNAMES.contains(lower.as_str()) {
        return true;
    }
    let mut parts = lower.split('-');
    let first = parts.next().unwrap_or_default();
    if parts.next().is_some() && SURNAMES.contains(first) {
        return true;
    }
    ENDINGS
        .iter()
        .any(|ending| lower.ends_with(ending) && lower.len() >= ending.len() + 3)
}

/// Words that say what somebody deals with, or which department it is, where a title or a role stands before them.
const DOMAINS: &[&str] = &[
    "ruimtelijke",
    "ruimtelijk",
    "financiën",
    "financi",
    "financien",
    "sociaal",
    "sociale",
    "publieke",
    "publiek",
    "economische",
    "openbare",
    "algemene",
    "algemeen",
    "stedelijke",
    "stedelijk",
    "maatschappelijke",
    "maatschappelijk",
    "juridische",
    "juridisch",
    "bestuurlijke",
    "facilitair",
    "facilitaire",
    "operationele",
    "strategische",
    "technische",
    "medische",
    "interne",
    "externe",
    "centrale",
    "regionale",
    "lokale",
    "landelijke",
    "internationale",
    "europese",
    "nederlandse",
    "belgische",
    "duitse",
    "franse",
    "engelse",
    "nederlands",
    "engels",
    "frans",
    "duits",
    "spaans",
    "italiaans",
    "arabisch",
    "turks",
    "pools",
    "fries",
    "grieks",
    "latijn",
    "wiskunde",
    "aardrijkskunde",
    "geschiedenis",
    "natuurkunde",
    "scheikunde",
    "biologie",
    "muziek",
    "economie",
    "informatica",
    "gym",
    "sport",
    "cultuur",
    "onderwijs",
    "ruimte",
    "wonen",
    "verkeer",
    "milieu",
    "inkoop",
    "verkoop",
    "marketing",
    "communicatie",
    "personeel",
    "ict",
    "hrm",
    "financieel",
    "jeugd",
    "welzijn",
    "zorg",
    "veiligheid",
    "justitie",
    "defensie",
    "binnenlandse",
    "buitenlandse",
    "volksgezondheid",
    "infrastructuur",
    "landbouw",
    "natuur",
    "klimaat",
    "energie",
    "duurzaamheid",
    "digitalisering",
    "innovatie",
    "kwaliteit",
    "logistiek",
    "productie",
    "magazijn",
    "planning",
    "secretariaat",
    "receptie",
    "balie",
    "directie",
    "bestuur",
    "raad",
    "college",
    "commissie",
    "griffie",
    "gemeente",
    "provincie",
    "politie",
    "brandweer",
    "rijkswaterstaat",
    "justitiële",
    "jeugdzorg",
    "thuiszorg",
    "wmo",
    "participatie",
    "werk",
    "inkomen",
    "schuldhulpverlening",
    "belastingen",
    "burgerzaken",
    "handhaving",
    "vergunningen",
    "chirurgie",
    "polikliniek",
    "spoedeisende",
    "koninklijke",
    "royal",
    "stichting",
    "vereniging",
    "bureau",
    "buurtzorg",
    "team",
    "afdeling",
    "sector",
    "directoraat",
    "ministerie",
    "kliniek",
    "ziekenhuis",
    "huisartsenpost",
    "praktijk",
    "noordwest",
    "noordoost",
    "zuidwest",
    "zuidoost",
    "human",
    "resources",
    "finance",
    "sales",
    "operations",
    "legal",
    "security",
    "support",
    "product",
    "engineering",
    "development",
    "design",
    "research",
    "data",
    "quality",
    "risk",
    "compliance",
    "audit",
    "customer",
    "general",
    "public",
    "social",
    "economic",
    "financial",
    "technical",
    "medical",
    "internal",
    "external",
    "national",
    "international",
];

static DOMAIN_SET: LazyLock<WordSet> = LazyLock::new(|| DOMAINS.iter().copied().collect());

/// Whether a word, in lower case, says what somebody deals with: `wethouder Financiën`, `directeur Publieke Zaken`.
pub(super) fn is_domain(lower: &str) -> bool {
    const ENDS: &[&str] = &[
        "zaken",
        "dienst",
        "diensten",
        "beheer",
        "zorg",
        "recht",
        "kunde",
        "logie",
        "heid",
        "teit",
        "atie",
        "isme",
        "voering",
        "beleid",
        "bouw",
        "techniek",
        "welzijn",
        "verlening",
        "ontwikkeling",
        "ordening",
        "lening",
        "schap",
        "advies",
        "toezicht",
        "controle",
        "centrum",
        "afdeling",
        "secretariaat",
        "management",
        "administratie",
        "onderwijs",
        "school",
        "huis",
        "fonds",
    ];
    DOMAIN_SET.contains(lower)
        || !SURNAMES.contains(lower)
            && ENDS
                .iter()
                .any(|end| lower.len() > end.len() + 2 && lower.ends_with(end))
            && !lower.ends_with("brecht")
}

/// Whether a text in lower case is made of names that are known as such: `jan`, `fatima el amrani`, `de vries`.
pub(super) fn is_known(lower: &str) -> bool {
    let is_name = |word: &str| word.len() > 2 && (FIRST.contains(word) || SURNAMES.contains(word));
    let mut words = lower.split(' ').take(5);
    words.clone().any(is_name) && words.all(|word| is_name(word) || is_particle(word))
}

/// Initials from here: `J.P.`, `J. P.`, `Chr.`, `Th.M.`: where they end and how many there are.
fn initials(text: &str, at: usize) -> Option<(usize, usize)> {
    const LONG: &[&str] = &[
        "Th", "Ch", "Chr", "Joh", "Ph", "IJ", "Fr", "Ger", "Alb", "Wm", "Jac", "Corn", "Fred",
        "Aug", "Jos", "Yv", "St",
    ];
    let is_near = text
        .as_bytes()
        .iter()
        .skip(at + 1)
        .take(4)
        .any(|byte| *byte == b'.');
    if !is_near {
        return None;
    }
    let mut place = at;
    let mut count = 0;
    while count < 7 {
        let rest = text.get(place..)?;
        let mut characters = rest.chars();
        let first = characters.next();
        let is_single = first.is_some_and(char::is_uppercase) && characters.next() == Some('.');
        let length = if is_single {
            first.map_or(0, char::len_utf8)
        } else {
            LONG.iter()
                .find(|long| {
                    rest.strip_prefix(**long)
                        .is_some_and(|rest| rest.starts_with('.'))
                })
                .map_or(0, |long| long.len())
        };
        if length == 0 {
            break;
        }
        place += length + 1;
        count += 1;
        // `J. P. Jansen`: the space belongs to the initials if another follows.
        if let Some(next) = gap(text, place) {
            let rest = text.get(next..).unwrap_or_default();
            let mut characters = rest.chars();
            if characters.next().is_some_and(char::is_uppercase) && characters.next() == Some('.') {
                place = next;
            }
        }
    }
    (count > 0).then_some((place, count))
}

/// Reads initials or given names, particles and a surname.
pub(super) fn read(text: &str, at: usize) -> Option<Reading> {
    let previous = text.get(..at)?.chars().next_back();
    if previous.is_some_and(|previous| {
        previous.is_alphanumeric()
            || matches!(
                previous,
                '_' | '@' | '/' | '\\' | '#' | '$' | '-' | '.' | '&' | '+' | '~'
            )
    }) {
        // The n of an escaped line break is no letter of a word.
        let bytes = text.as_bytes();
        let is_escape = matches!(previous, Some('n' | 'r' | 't'))
            && at.checked_sub(2).and_then(|place| bytes.get(place)) == Some(&b'\\');
        if !is_escape {
            return None;
        }
    }
    if !starts_upper(text, at) {
        return None;
    }
    if let Some((end, count)) = initials(text, at) {
        // `M. Jean Besson` is a gentleman, not somebody whose given name begins with an M.
        if text.get(at..end) == Some("M.")
            && let Some(next) = gap(text, end)
            && let stop = word_end(text, next)
            && let Some(word) = text.get(next..stop)
            && FIRST.contains(word.to_lowercase().as_str())
        {
            return after_given(text, stop, true);
        }
        return after_initials(text, at, end, count).or_else(|| {
            // `Goossens, K.C.`
            swapped(text, at, end).map(|_| Reading {
                end,
                grade: Grade::MaybeGiven,
                words: 1,
            })
        });
    }
    // `Heather's`
    let end = word_end(text, at);
    let end = text.get(at..end).map_or(end, |word| {
        at + word
            .strip_suffix("'s")
            .or_else(|| word.strip_suffix("’s"))
            .unwrap_or(word)
            .len()
    });
    let word = text.get(at..end)?;
    if word.len() <= 4
        && word.chars().all(char::is_uppercase)
        && let Some(reading) = bare_initials(text, at, end)
    {
        return Some(reading);
    }
    if word.len() < 2 {
        return None;
    }
    if is_shouted(word)
        && let Some(reading) = shouted(text, at, end, &word.to_lowercase())
    {
        return Some(reading);
    }
    if is_upper_word(word) {
        return behind_title(text, at, end);
    }
    let lower = super::cue::lowercase(word);
    // `Ben` is somebody, unless a surname of North Africa follows.
    let is_ben = lower == "ben" && !gap(text, end).is_some_and(|next| starts_upper(text, next));
    if is_particle(&lower) && !is_ben {
        // `De Vries` behind a title; most sentences begin with “De” behind nothing.
        let is_called = is_called_for(text, at);
        if !is_called && !is_telling_capital(text, at) {
            return None;
        }
        let start = particles(text, at)?;
        let end = surname(text, start)?;
        if !is_called {
            return (in_sentence(text, at, end) || fills_line(text, at, end)).then_some(Reading {
                end,
                grade: Grade::Family,
                words: 2,
            });
        }
        // A particle counts as a word, for few things have one.
        return Some(Reading {
            end,
            grade: Grade::Weak,
            words: 2,
        });
    }
    let is_given =
        FIRST.contains(lower.as_str()) || is_double_given(&lower) || foreign::NAMES.contains(&word);
    let is_maybe_given = !is_given && (is_ben || FIRST_OR_WORD.contains(lower.as_str()));
    if !(is_given || is_maybe_given) {
        if let Some(reading) = behind_unknown(text, end, &lower) {
            return Some(reading);
        }
        if is_called_for(text, at) {
            return plain(text, at);
        }
        if let Some(reading) = behind_particles(text, at).or_else(|| joined(text, end, &lower)) {
            return Some(reading);
        }
        return by_surname(text, at, end, &lower);
    }
    after_given(text, end, is_given)
}

/// `van der Sluis`, with no more before it than particles that hardly anything but a surname has.
fn behind_particles(text: &str, at: usize) -> Option<Reading> {
    /// What is called after somebody: forces, equations.
    const CALLED: &[&str] = &["Waals", "Pol", "Corput", "Waerden", "Grinten", "Valk"];
    // Asked of nearly every capital that is read.
    let may_be = text.get(..at).is_some_and(|before| {
        ["der ", "den ", "t "]
            .iter()
            .any(|last| before.ends_with(last))
    });
    if !may_be {
        return None;
    }
    let start = particles_before(text, at);
    if start == at {
        return None;
    }
    let end = surname(text, at)?;
    let name = text.get(at..end)?;
    (!CALLED.contains(&name) && !is_domain(&super::cue::lowercase(name))).then_some(Reading {
        end,
        grade: Grade::Family,
        words: 2,
    })
}

/// `Visser-de Jong`: two surnames of which the second has particles.
fn joined(text: &str, end: usize, lower: &str) -> Option<Reading> {
    if !["-de", "-van", "-ter", "-ten", "-den"]
        .iter()
        .any(|joint| lower.ends_with(joint))
    {
        return None;
    }
    let next = gap(text, end)?;
    let end = surname(text, particles(text, next).unwrap_or(next))?;
    Some(Reading {
        end,
        grade: Grade::Full,
        words: 2,
    })
}

/// Particles with a capital that begin nothing but surnames.
const CAPITAL_VAN: &[&str] = &[
    "Van der ",
    "Van Der ",
    "Van den ",
    "Van Den ",
    "Van 't ",
    "Van ’t ",
];

fn begins_with(text: &str, leads: &[&str]) -> bool {
    leads.iter().any(|lead| text.starts_with(lead))
}

/// `Van der Noot`, `Ter Horst`: particles with a capital that begin surnames and hardly anything else.
fn is_telling_capital(text: &str, at: usize) -> bool {
    const ALSO: &[&str] = &["Van de ", "In 't ", "Op den ", "Op de ", "Ter ", "Ten "];
    text.get(at..)
        .is_some_and(|rest| begins_with(rest, CAPITAL_VAN) || begins_with(rest, ALSO))
}

/// `Mr O Adeyemi`, `ten name van HJM Evers`: initials without dots, which only a title or a key tells from a word.
fn bare_initials(text: &str, at: usize, end: usize) -> Option<Reading> {
    let next = gap(text, end)?;
    let with_particle = particles(text, next);
    let start = with_particle.unwrap_or(next);
    if !starts_upper(text, start)
        || !super::filter::may_be_called_for(text.as_bytes(), at)
        || !matches!(super::cue::before(text, at), Cue::Title | Cue::Key)
    {
        return None;
    }
    let stop = surname(text, start)?;
    // `Ms SQL Server`, `Naam: ANWB Wegenwacht`: more letters than one may be anything's.
    let is_known = with_particle.is_some() || is_surname_like(text.get(start..stop)?);
    if end - at > 1 && !is_known {
        return None;
    }
    Some(Reading {
        end: second_surname(text, stop),
        grade: Grade::Weak,
        words: 2,
    })
}

/// Whether a surname that begins with `Van der`, and nothing else, stands on a line, in a cell or in an element.
fn fills_line(text: &str, at: usize, end: usize) -> bool {
    let is_begin = text.get(..at).is_some_and(|before| {
        let before = before.trim_end_matches([' ', '\t', '*', '-', '•', '"']);
        before.is_empty() || before.ends_with(['\n', '|', '>', ';'])
    });
    let is_end = text.get(end..).is_some_and(|rest| {
        let rest = rest.trim_start_matches([' ', '"', '*', '\r']);
        rest.is_empty() || rest.starts_with(['\n', '|', '<', ';', ','])
    });
    is_begin
        && is_end
        && text
            .get(at..)
            .is_some_and(|rest| begins_with(rest, CAPITAL_VAN))
}

/// Whether a surname stands in the middle of a sentence that goes on, or begins one and does something.
fn in_sentence(text: &str, at: usize, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    let goes_on = rest
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(char::is_lowercase));
    let is_within = text
        .get(..at)
        .and_then(|before| before.strip_suffix(' '))
        .is_some_and(|before| before.ends_with(char::is_lowercase));
    goes_on && (is_within && !is_road_like(rest) || is_subject(text, at, end))
}

/// Whether a house number follows.
fn is_road_like(rest: &str) -> bool {
    rest.trim_start()
        .starts_with(|next: char| next.is_ascii_digit())
}

fn is_shouted(word: &str) -> bool {
    word.len() > 2 && !word.chars().any(char::is_lowercase)
}

/// `DAAN KAYA`, `EVI VAN VLIET`: as forms and judgments write names.
fn shouted(text: &str, at: usize, end: usize, given: &str) -> Option<Reading> {
    if !(FIRST.contains(given) || FIRST_OR_WORD.contains(given) || is_double_given(given)) {
        return None;
    }
    let mut stop = end;
    let mut words = 1;
    let mut has_particle = false;
    while words < 6 {
        let Some(next) = gap(text, stop) else { break };
        let length = text
            .get(next..)?
            .find(|next: char| !(next.is_uppercase() || matches!(next, '-' | '\'' | '’')))
            .unwrap_or(text.len() - next);
        let word = text.get(next..next + length)?;
        let lower = super::cue::lowercase(word);
        let is_whole = text
            .get(next + length..)
            .and_then(|rest| rest.chars().next())
            .is_none_or(|next| !next.is_alphanumeric());
        if word.len() < 2 || !is_whole || STOPS.contains(lower.as_str()) && !is_particle(&lower) {
            break;
        }
        stop = next + length;
        words += 1;
        if is_particle(&lower) || OUTER.contains(&lower.as_str()) {
            has_particle = true;
        } else if has_particle || is_surname_like(&lower) || words == 2 && is_called_for(text, at) {
            return Some(Reading {
                end: stop,
                grade: Grade::Full,
                words: 2,
            });
        } else if !FIRST.contains(lower.as_str()) {
            break;
        }
    }
    None
}

/// `MEVROUW DRAAIJER`: a surname in capitals behind a title.
fn behind_title(text: &str, at: usize, end: usize) -> Option<Reading> {
    let word = text.get(at..end)?;
    let lower = word.to_lowercase();
    let is_called = word.len() > 3
        && word.chars().all(char::is_alphabetic)
        && !is_no_name(&lower)
        && text.get(..at).is_some_and(|before| before.ends_with(' '))
        && super::filter::may_be_called_for(text.as_bytes(), at)
        && super::cue::before(text, at) == Cue::Title
        && text
            .get(end..)
            .is_some_and(|rest| !rest.starts_with([' ', '\u{a0}']) || !starts_upper(text, end + 1));
    is_called.then_some(Reading {
        end,
        grade: Grade::Weak,
        words: 1,
    })
}

/// A surname alone that speaks, is spoken of or has done something: `heeft Evers verklaard`, `Mulder belde`.
fn by_surname(text: &str, at: usize, end: usize, lower: &str) -> Option<Reading> {
    const BEFORE: &[&str] = &[
        " heeft ",
        " had ",
        " dat ",
        " omdat ",
        " toen ",
        " zegt ",
        " zei ",
        " verklaarde ",
        " verklaart ",
        " vroeg ",
        " vertelde ",
    ];
    if lower.len() < 4 || !SURNAMES.contains(lower) || STOPS.contains(lower) {
        return None;
    }
    let rest = text.get(end..)?;
    let goes_on = rest
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(char::is_lowercase));
    let is_told = BEFORE
        .iter()
        .any(|lead| text.get(..at).is_some_and(|before| before.ends_with(lead)));
    let is_family = goes_on && (is_told || is_subject(text, at, end))
        || rest.starts_with(": ") && super::cue::is_sent(text, at)
        || super::cue::before(text, at) == Cue::Source;
    is_family.then_some(Reading {
        end,
        grade: Grade::Family,
        words: 1,
    })
}

/// Whether a surname by itself: known, built like one, or behind a particle.
pub(super) fn is_family(name: &str, may_be_article: bool) -> bool {
    let mut words = name.split([' ', '\u{a0}', '\n']);
    let has_particle = words.clone().next().is_some_and(|word| {
        let lower = super::cue::lowercase(word);
        let is_article = matches!(
            lower.as_str(),
            "de" | "het" | "la" | "le" | "el" | "den" | "der"
        );
        is_particle(&lower) && (may_be_article || !is_article)
    });
    has_particle || words.next_back().is_some_and(is_surname_like)
}

/// Particles that stand in surnames and in hardly anything else, with the space before them.
const TELLING: &[&str] = &[
    " van der ",
    " van den ",
    " van 't ",
    " van ’t ",
    " in 't ",
    " in ’t ",
    " op den ",
    " ter ",
    " ten ",
    " el ",
    " van het ",
];

/// Where the four bytes that such a particle may begin with are: one place for each of them.
const fn place_of_four(four: u32) -> usize {
    ((four >> 8) + (four >> 24)) as usize % 8
}

static BEGIN_TELLING: [u32; 8] = {
    let fours = [b" van", b" ter", b" ten", b" in ", b" op ", b" el "];
    let mut places = [0; 8];
    let mut number = 0;
    while number < fours.len() {
        let four = u32::from_le_bytes(*fours[number]);
        let place = place_of_four(four);
        assert!(places[place] == 0, "two have the same place");
        places[place] = four;
        number += 1;
    }
    places
};

/// Whether these four bytes, the first of them lowest, may begin such a particle. Asked of every capital: with a look
/// into a table, since no processor would foresee which of their letters a word has.
pub(super) fn may_be_telling(four: u32) -> bool {
    BEGIN_TELLING.get(place_of_four(four)) == Some(&four)
}

/// Whether such a particle follows.
pub(super) fn has_telling_particle(rest: &[u8]) -> bool {
    rest.first_chunk()
        .is_some_and(|four| may_be_telling(u32::from_le_bytes(*four)))
        && TELLING
            .iter()
            .any(|particle| rest.starts_with(particle.as_bytes()))
}

/// A given name that no list has, before such a particle and a surname: `Keyano van der Sluis`.
fn behind_unknown(text: &str, end: usize, lower: &str) -> Option<Reading> {
    has_telling_particle(text.as_bytes().get(end..)?).then_some(())?;
    let is_thing = is_stop(lower) || super::cue::is_cue(lower);
    let start = particles(text, gap(text, end)?)?;
    let stop = surname(text, start)?;
    (!is_thing && lower.len() > 2).then_some(Reading {
        end: second_surname(text, stop),
        grade: Grade::Likely,
        words: 2,
    })
}

/// Whether the words before make a name of any capitalised word. Asked before it is read, since
/// nearly every capital in a text is no name.
fn is_called_for(text: &str, at: usize) -> bool {
    if !super::filter::may_be_called_for(text.as_bytes(), at)
        && !super::cue::may_be_listed(text, at)
    {
        return false;
    }
    match super::cue::before(text, particles_before(text, at)) {
        Cue::Title
        | Cue::Salutation
        | Cue::Role
        | Cue::Key
        | Cue::Label
        | Cue::Signature
        | Cue::Source
        | Cue::Named => true,
        Cue::None | Cue::Near | Cue::Institution | Cue::Speaker => false,
    }
}

/// `Anne-Marie`, `Jan-Willem`.
fn is_double_given(word: &str) -> bool {
    word.split_once('-').is_some_and(|(one, other)| {
        let is_name = |name: &str| FIRST.contains(name) || FIRST_OR_WORD.contains(name);
        is_name(one) && is_name(other)
    })
}

fn after_initials(text: &str, at: usize, end: usize, count: usize) -> Option<Reading> {
    let mut next = gap(text, end).unwrap_or(end);
    // `J. (Jan) de Vries`.
    if let Some(rest) = text.get(next..).and_then(|rest| rest.strip_prefix('('))
        && let Some(close) = rest.bytes().take(17).position(|byte| byte == b')')
    {
        next = gap(text, next + close + 2)?;
    }
    // `de P.I. Vught` is a prison; people have no article.
    let is_prison = text.get(at..end) == Some("P.I.")
        && text
            .get(..at)
            .is_some_and(|before| before.ends_with("de ") || before.ends_with("De "));
    if next == end && count < 2 || is_prison {
        return None;
    }
    let with_particle = particles(text, next);
    let start = with_particle.unwrap_or(next);
    let mut stop = surname(text, start)?;
    let word = text.get(start..stop)?;
    let is_known = is_surname_like(word);
    if next == end && !is_known && with_particle.is_none() {
        return None;
    }
    stop = second_surname(text, stop);
    let grade = if with_particle.is_some() || is_known {
        Grade::Full
    } else if word.chars().count() >= 4
        && (count >= 2 || is_listed(text, at, stop) || is_said(text, at, start, stop))
    {
        Grade::Likely
    } else {
        Grade::Weak
    };
    Some(Reading {
        end: stop,
        grade,
        words: 2,
    })
}

/// Words that a letter follows which is no initial: `hepatitis B`.
const LETTERED: &[&str] = &[
    "vitamine",
    "vitamin",
    "hepatitis",
    "plan",
    "klasse",
    "type",
    "groep",
    "bijlage",
    "categorie",
    "blok",
    "deel",
    "fase",
    "optie",
    "zone",
    "gebouw",
    "vleugel",
    "afdeling",
    "versie",
    "lijn",
    "punt",
    "scenario",
    "variant",
    "rijbewijs",
    "letter",
    "kolom",
    "bloedgroep",
    "influenza",
    "model",
    "serie",
    "kamer",
    "zaal",
    "vak",
    "rij",
    "ingang",
    "trap",
    "route",
    "lid",
    "sub",
    "onder",
    "figuur",
    "tabel",
    "annex",
    "appendix",
    "option",
    "group",
    "section",
    "part",
    "class",
    "category",
    "phase",
    "building",
    "figure",
    "table",
    "step",
    "stap",
    "team",
    "poule",
    "en",
    "of",
    "is",
    "de",
    "het",
    "een",
    "the",
    "a",
    "an",
    "and",
    "or",
    "tot",
    "to",
    "graad",
    "factor",
    "eiwit",
];

/// `met R. Hoogerheide.`, or `W. Uittenbogaard` on a line of its own: what stands before a single initial is no word
/// that a letter follows, as `hepatitis B. Daarna` and `A. Algemeen` have it.
fn is_said(text: &str, at: usize, start: usize, end: usize) -> bool {
    let Some(name) = text.get(start..end) else {
        return false;
    };
    let lower = super::cue::lowercase(name);
    if is_no_name(&lower) {
        return false;
    }
    let rest = text.get(end..).unwrap_or_default();
    let before = text.get(..at).unwrap_or_default();
    let ends = rest.is_empty()
        || rest.starts_with([',', '.', ')', ';', ':', '\n', '\r', '|', '<', '?', '!']);
    if before.is_empty() || before.ends_with('\n') {
        // Headings seldom come that far.
        let first = text.get(at..).and_then(|rest| rest.chars().next());
        return first.is_some_and(|first| first > 'I')
            && (rest.is_empty() || rest.starts_with(['\n', '\r']));
    }
    let goes_on = rest.strip_prefix(' ').is_some_and(|rest| {
        does(text.get(end..).unwrap_or_default())
            || [
                "en ", "van ", "over ", "op ", "om ", "aan ", "(", "and ", "from ", "on ", "at ",
                "heeft ", "is ",
            ]
            .iter()
            .any(|next| rest.starts_with(next))
    });
    let word = before
        .strip_suffix(' ')
        .and_then(|before| before.rsplit([' ', '\n', '(']).next())
        .unwrap_or_default();
    (ends || goes_on)
        && word.len() > 1
        && word.chars().all(char::is_lowercase)
        && !LETTERED.contains(&word)
}

/// `, R. Doorenbos` and `en R. Doorenbos`: a single initial that no sentence or heading ends with.
fn is_listed(text: &str, at: usize, end: usize) -> bool {
    // `Mijn gegevens: S. Booden, …`, `verzoekschrift van H. Bave,`
    let ends = text.get(end..).is_some_and(|rest| {
        rest.is_empty()
            || rest.starts_with([',', '\n', '\r', ';', '|', ')'])
            || rest.starts_with(" |")
    });
    let is_field = |before: &str| {
        ends && [": ", " van ", " naar ", "| ", " bij "]
            .iter()
            .any(|lead| before.ends_with(lead))
    };
    text.get(..at).is_some_and(|before| {
        if is_field(before) || is_sender(before, text.get(end..).unwrap_or_default()) {
            return true;
        }
        [
            ", ", " en ", " and ", " / ", "; ", "t.n.v. ", "namens ", "door ",
        ]
        .iter()
        .any(|lead| before.ends_with(lead))
    })
}

/// The name that a letter begins with, on a line of its own above a street with its number and a postcode.
fn is_sender(before: &str, after: &str) -> bool {
    let starts_with_digit = |text: &str| text.starts_with(|next: char| next.is_ascii_digit());
    if !(before.is_empty() || before.ends_with('\n')) {
        return false;
    }
    let mut lines = after.lines();
    lines.next().is_some_and(|rest| rest.trim().is_empty())
        && lines.next().is_some_and(|street| {
            street.len() <= 60
                && street.starts_with(char::is_uppercase)
                && street
                    .trim_end()
                    .rsplit_once(' ')
                    .is_some_and(|(_, number)| starts_with_digit(number))
        })
        && lines.next().is_some_and(starts_with_digit)
}

/// What somebody does that a sentence begins with.
const DOES: &[&str] = &[
    "heeft",
    "had",
    "was",
    "is",
    "komt",
    "kwam",
    "gaat",
    "ging",
    "wil",
    "wilde",
    "zei",
    "zegt",
    "kan",
    "belde",
    "belt",
    "werkt",
    "woont",
    "vindt",
    "vraagt",
    "vroeg",
    "has",
    "said",
    "says",
    "wants",
    "called",
    "asked",
    "lives",
    "works",
    "told",
    "neemt",
    "maakt",
    "stuurt",
    "mailt",
    "regelt",
    "opent",
    "sluit",
    "geeft",
    "doet",
    "zal",
    "moet",
    "meldt",
    "start",
    "volgt",
    "legt",
    "brengt",
    "bespreekt",
    "presenteert",
    "vertelt",
    "schrijft",
    "zegt",
    "denkt",
    "presented",
    "will",
    "opened",
    "wrote",
    "thinks",
    "sent",
    "did",
    "does",
    "went",
    "came",
    "likes",
    "loves",
    "shouted",
    "spent",
    "moved",
    "seconded",
    "agreed",
    "requested",
    "reported",
    "confirmed",
    "replied",
    "emailed",
    "texted",
    "phoned",
    "noticed",
    "complained",
    "explained",
    "mentioned",
    "believes",
    "remembers",
    "insists",
    "prefers",
    "needs",
    "hopes",
    "apologised",
    "apologized",
    "arrived",
    "joined",
    "signed",
    "vroegen",
    "antwoordde",
    "antwoordt",
    "bedankte",
    "reageerde",
    "reageert",
    "appte",
    "appt",
    "klaagde",
    "klaagt",
    "vermeldt",
    "meldde",
    "bevestigt",
    "bevestigde",
    "verklaarde",
    "verklaart",
    "beweert",
    "herinnert",
    "hoopt",
    "voelt",
    "huilde",
    "huilt",
    "lachte",
    "slaapt",
    "sliep",
    "woonde",
    "werkte",
    "kreeg",
    "krijgt",
    "blijft",
    "bleef",
    "wordt",
    "werd",
    "heet",
    "stemt",
    "lijdt",
    "gebruikt",
    "slikt",
    "rookt",
];

/// Places that what a role is in charge of is called after.
const PLACES: &[&str] = &[
    "noord",
    "oost",
    "zuid",
    "west",
    "midden",
    "nederland",
    "belgië",
    "duitsland",
    "frankrijk",
    "engeland",
    "spanje",
    "vlaanderen",
    "brussel",
    "antwerpen",
    "gent",
    "amsterdam",
    "rotterdam",
    "utrecht",
    "den",
    "haag",
    "eindhoven",
    "groningen",
    "tilburg",
    "almere",
    "breda",
    "nijmegen",
    "enschede",
    "haarlem",
    "arnhem",
    "zaanstad",
    "amersfoort",
    "apeldoorn",
    "maastricht",
    "leiden",
    "dordrecht",
    "zoetermeer",
    "zwolle",
    "deventer",
    "delft",
    "alkmaar",
    "heerlen",
    "venlo",
    "leeuwarden",
    "hilversum",
    "limburg",
    "brabant",
    "gelderland",
    "overijssel",
    "friesland",
    "drenthe",
    "zeeland",
    "flevoland",
    "holland",
    "london",
    "paris",
    "berlin",
];

/// What is answered, or says that nobody is meant.
const SAID: &[&str] = &[
    "nee",
    "ja",
    "klopt",
    "dank",
    "bedankt",
    "goed",
    "prima",
    "oké",
    "oke",
    "hallo",
    "hoi",
    "dag",
    "goedemorgen",
    "goedemiddag",
    "goedenavond",
    "yes",
    "okay",
    "thanks",
    "hello",
    "sorry",
    "helaas",
    "onbekend",
    "geen",
    "idem",
    "intern",
    "extern",
    "akkoord",
    "aanwezig",
    "afwezig",
];

/// Whether a word behind a role may be the name of whoever has it, though no list knows it: no place, no language, and
/// nothing that goes on as a name of a thing does.
pub(super) fn may_be_anybody(text: &str, start: usize, end: usize) -> bool {
    let Some(name) = text.get(start..end) else {
        return false;
    };
    let lower = super::cue::lowercase(name);
    let rest = text.get(end..).unwrap_or_default();
    // `Nederlander`, `Christen`: what somebody is.
    let is_sort = [
        "lander", "aan", "aanse", "isch", "ische", "ist", "ees", "ese", "lands", "talig",
    ]
    .iter()
    .any(|end| lower.len() > end.len() + 2 && lower.ends_with(end));
    let goes_on = rest.strip_prefix([' ', '-']).is_some_and(|rest| {
        rest.starts_with(|next: char| next.is_uppercase() || next.is_ascii_digit())
    });
    lower.chars().count() > 2
        && !PLACES.contains(&lower.as_str())
        && !SAID.contains(&lower.as_str())
        && !is_sort
        && !goes_on
        && !is_stop(&lower)
        && !super::cue::is_cue(&lower)
}

/// Whether what somebody does follows.
pub(super) fn does(rest: &str) -> bool {
    DOES.contains(&word_behind(rest))
}

/// Whether a word stands in the middle of a sentence.
pub(super) fn is_within(text: &str, at: usize) -> bool {
    text.get(..at)
        .and_then(|before| before.strip_suffix(' '))
        .is_some_and(|before| before.ends_with(|last: char| last.is_lowercase() || last == ','))
}

/// Whether a word, in lower case, follows names in sentences and headings without being part of them.
pub(super) fn is_stop(lower: &str) -> bool {
    STOPS.contains(lower) || THING_SET.contains(lower)
}

/// Whether a word, in lower case, stops a name, is a department's or announces a name, so that it is none itself.
pub(super) fn is_no_name(lower: &str) -> bool {
    is_stop(lower) || is_domain(lower) || super::cue::is_cue(lower)
}

/// Whether a given name alone begins a line and is spoken to or about: `Merel, kun jij`, `Kevin was`.
pub(super) fn is_subject(text: &str, start: usize, end: usize) -> bool {
    let leads = text.get(..start).is_some_and(|before| {
        before.is_empty()
            || before.ends_with(['\n', '"'])
            || [". ", "- ", "* ", "• ", "? ", "! ", ": "]
                .iter()
                .any(|lead| before.ends_with(lead))
    });
    let rest = text.get(end..).unwrap_or_default();
    if rest.starts_with(": ") && super::cue::is_sent(text, start) {
        return true;
    }
    leads
        && (rest.starts_with(", ")
            && rest
                .get(2..)
                .is_some_and(|next| next.starts_with(char::is_lowercase))
            || rest.starts_with(": ")
                && text.get(..start).is_some_and(|before| {
                    before.is_empty() || before.ends_with('\n') || before.ends_with("] ")
                })
            || DOES.contains(&word_behind(rest)))
}

/// The same of a given name that is a word too, which only what people do tells: `Bas vraagt`, not `Mark as read`.
pub(super) fn is_person_subject(text: &str, start: usize, end: usize) -> bool {
    const VERBS: &[&str] = &[
        "werkt",
        "werkte",
        "vraagt",
        "vroeg",
        "zegt",
        "zei",
        "belt",
        "belde",
        "mailt",
        "mailde",
        "appt",
        "appte",
        "vertelt",
        "vertelde",
        "schreef",
        "vindt",
        "denkt",
        "dacht",
        "antwoordt",
        "antwoordde",
        "klaagt",
        "klaagde",
        "verklaart",
        "verklaarde",
        "woont",
        "huilt",
        "huilde",
        "lachte",
        "says",
        "said",
        "asked",
        "told",
        "wrote",
        "thinks",
        "replied",
        "emailed",
        "texted",
        "phoned",
        "complained",
        "laughed",
        "cried",
        "lives",
    ];
    let opens = text.get(..start).is_some_and(|before| {
        before.is_empty()
            || before.ends_with('\n')
            || [". ", "- ", "? ", "! ", ": "]
                .iter()
                .any(|lead| before.ends_with(lead))
    });
    opens
        && text
            .get(end..)
            .is_some_and(|rest| VERBS.contains(&word_behind(rest)))
}

/// The word behind a space.
fn word_behind(rest: &str) -> &str {
    rest.strip_prefix(' ')
        .and_then(|rest| rest.split(|next: char| !next.is_alphabetic()).next())
        .unwrap_or_default()
}

/// A single capital between two words of a name: where the next word begins.
fn bare_initial(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let first = rest.chars().next().filter(|first| first.is_uppercase())?;
    gap(text, at + first.len_utf8())
}

/// Where the surname begins that stands before a given name in a list: `Jansen, Piet` at the beginning of a line
/// or a cell.
pub(super) fn swapped(text: &str, start: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 32;
    let before = text.get(..start)?.strip_suffix(", ")?;
    let mut from = before.len().saturating_sub(LONGEST);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let line = before.get(from..)?;
    let edge = line.rfind(['\n', '"', ';', '\t', ':', '|', '(', ',']);
    // `getuige Groen, Iwan, geboren te Assen`
    let last = before.len() - before.rsplit(' ').next().unwrap_or_default().len();
    let cased = particles_back(before, last);
    if matches!(super::cue::before(text, cased), Cue::Role | Cue::Title)
        && surname(text, last) == Some(before.len())
        && ends_swapped(text, end)
    {
        return Some(cased);
    }
    if edge.is_none() && from > 0 {
        return None;
    }
    let line = edge.map_or(line, |place| line.get(place + 1..).unwrap_or_default());
    let line = line.rsplit("  ").next()?.trim_start();
    let mut words = line.split(' ');
    let last = words.next_back()?;
    let at = before.len() - last.len();
    let is_whole = words.all(|word| is_particle(&word.to_lowercase()))
        && surname(text, at) == Some(before.len());
    // `Dirk-Jan, Rik` are two people.
    let lower = last.to_lowercase();
    if (FIRST.contains(lower.as_str()) || is_double_given(&lower))
        && !SURNAMES.contains(lower.as_str())
    {
        return None;
    }
    (is_whole && ends_swapped(text, end)).then(|| before.len() - line.len())
}

/// Whether a list, a line or a clause goes on behind a given name or initials that a surname leads.
fn ends_swapped(text: &str, end: usize) -> bool {
    let Some(rest) = text.get(end..) else {
        return false;
    };
    let are_initials = text.get(..end).is_some_and(|before| before.ends_with('.'));
    rest.is_empty()
        || rest.starts_with(['\n', '\r', '"', ';', '\t', '|', ')'])
        || ["  ", " (", ", *", " <", ", ge"]
            .iter()
            .any(|next| rest.starts_with(next))
        || are_initials
            && [", ", " en ", " and "]
                .iter()
                .any(|next| rest.starts_with(next))
}

/// Where the particles begin, capitalised or not, that stand before a surname.
fn particles_back(text: &str, at: usize) -> usize {
    let parts_words = |byte| matches!(byte, b' ' | b'\n');
    particles_behind(text, at, parts_words, |word| {
        is_particle(&word.to_lowercase())
    })
}

/// Where the words before a place begin, three at most, that all are particles, behind whatever parts words.
fn particles_behind(
    text: &str,
    at: usize,
    parts_words: impl Fn(u8) -> bool,
    is_one: impl Fn(&str) -> bool,
) -> usize {
    let mut start = at;
    for _ in 0..3 {
        let Some(before) = text
            .get(..start)
            .and_then(|before| before.strip_suffix(' '))
        else {
            break;
        };
        // What parts words is of ASCII, so that bytes tell it.
        let parted = before.bytes().rposition(&parts_words);
        let from = parted.map_or(0, |place| place + 1);
        let word = before.get(from..).unwrap_or_default();
        if word.is_empty() || !is_one(word) {
            break;
        }
        start = before.len() - word.len();
    }
    start
}

/// A second surname, if it's a known one: `Garcia Lopez`.
fn second_surname(text: &str, end: usize) -> usize {
    let Some(next) = gap(text, end) else {
        return end;
    };
    let Some(stop) = surname(text, next) else {
        return end;
    };
    match text.get(next..stop) {
        Some(word) if SURNAMES.contains(word.to_lowercase().as_str()) => stop,
        _ => end,
    }
}

fn after_given(text: &str, end: usize, is_given: bool) -> Option<Reading> {
    let mut end = end;
    let mut is_given = is_given;
    let mut words = 1;
    loop {
        if let Some(next) = soft_gap(text, end)
            && let Some(start) = particles(text, next)
            && let Some(stop) = surname(text, start)
        {
            return Some(Reading {
                end: second_surname(text, stop),
                grade: Grade::Full,
                words: words + 1,
            });
        }
        let Some(next) = gap(text, end) else { break };
        // `John F. Kennedy`, `Jan P. de Vries`.
        if let Some((after, _)) = initials(text, next) {
            let Some(after) = gap(text, after) else { break };
            let start = particles(text, after).unwrap_or(after);
            let Some(stop) = surname(text, start) else {
                break;
            };
            return Some(Reading {
                end: stop,
                grade: Grade::Full,
                words: words + 1,
            });
        }
        // `Amber D Watson`.
        if let Some(after) = bare_initial(text, next)
            && let Some(stop) = surname(text, after)
        {
            let is_known = is_surname_like(text.get(after..stop)?);
            return Some(Reading {
                end: stop,
                grade: if is_given || is_known {
                    Grade::Likely
                } else {
                    Grade::Weak
                },
                words: words + 1,
            });
        }
        let Some(stop) = surname(text, next) else {
            break;
        };
        let word = text.get(next..stop)?;
        let lower = super::cue::lowercase(word);
        // A further given name, if a surname follows.
        let more = FIRST.contains(lower.as_str()) || FIRST_OR_WORD.contains(lower.as_str());
        let goes_on = soft_gap(text, stop)
            .and_then(|next| particles(text, next))
            .is_some()
            || gap(text, stop).is_some_and(|next| surname(text, next).is_some());
        if more && goes_on && words < 3 {
            is_given |= FIRST.contains(lower.as_str());
            end = stop;
            words += 1;
            continue;
        }
        let is_known = is_surname_like(word);
        let grade = match (is_given, is_known) {
            (true, true) => Grade::Full,
            (true, false) | (false, true) => Grade::Likely,
            (false, false) => Grade::Weak,
        };
        return Some(Reading {
            end: second_surname(text, stop),
            grade,
            words: words + 1,
        });
    }
    let grade = match (is_given, words) {
        (true, 1) => Grade::Given,
        (true, _) => Grade::Likely,
        (false, 1) => Grade::MaybeGiven,
        (false, _) => Grade::Weak,
    };
    // `Henk en Ria Bos`: the surname is that of both.
    let is_pair = words == 1
        && ["en", "and", "&"].iter().any(|joint| {
            gap(text, end)
                .and_then(|next| text.get(next..)?.strip_prefix(joint)?.strip_prefix(' '))
                .map(|rest| text.len() - rest.len())
                .and_then(|next| {
                    let stop = word_end(text, next);
                    let word = text.get(next..stop)?.to_lowercase();
                    let is_other = FIRST.contains(word.as_str()) && starts_upper(text, next);
                    is_other.then(|| after_given(text, stop, true))?
                })
                .is_some_and(|other| matches!(other.grade, Grade::Full | Grade::Likely))
        });
    Some(Reading {
        end,
        grade: if is_pair { Grade::Likely } else { grade },
        words,
    })
}

/// Up to three capitalised words.
fn plain(text: &str, at: usize) -> Option<Reading> {
    let mut end = surname(text, at)?;
    let mut words = 1;
    while words < 3 {
        let Some(next) = gap(text, end) else { break };
        let start = particles(text, next).unwrap_or(next);
        let Some(stop) = surname(text, start) else {
            break;
        };
        end = stop;
        words += 1;
    }
    let grade = if words == 1 && is_known_field(text, at, end) {
        Grade::Family
    } else {
        Grade::Weak
    };
    Some(Reading { end, grade, words })
}

/// Whether a surname that many have is all that a field for a name holds: `Naam: Jansen`.
fn is_known_field(text: &str, at: usize, end: usize) -> bool {
    let lower = super::cue::lowercase(text.get(at..end).unwrap_or_default());
    let rest = text.get(end..).unwrap_or_default();
    (rest.is_empty() || rest.starts_with(['\n', '\r']))
        && SURNAMES.contains(lower.as_str())
        && !STOPS.contains(lower.as_str())
        && matches!(super::cue::before(text, at), Cue::Key | Cue::Label)
}

/// Where the lower-case particles before a capital begin: `mevrouw van der Berg`.
pub(super) fn particles_before(text: &str, at: usize) -> usize {
    let parts_words = |byte| {
        matches!(
            byte,
            b' ' | b'\n' | b'"' | b'(' | b':' | b'\t' | b';' | b',' | b'>'
        )
    };
    let start = particles_behind(text, at, parts_words, |word| {
        is_particle(word) && !matches!(word, "e" | "y" | "do" | "da" | "ben" | "te")
    });
    // “de heer” and “van de” are only particles if a title stands before them.
    if start == at {
        return at;
    }
    let is_called = match super::cue::before(text, start) {
        Cue::Title => true,
        // `Naam: van der Berg`
        Cue::Key | Cue::Label | Cue::Role => super::cue::is_keyed(text, start),
        Cue::None
        | Cue::Salutation
        | Cue::Near
        | Cue::Source
        | Cue::Named
        | Cue::Speaker
        | Cue::Signature
        | Cue::Institution => false,
    };
    if is_called || is_telling_before(text, start, at) {
        start
    } else {
        at
    }
}

/// Whether the particles between two places are those of a surname wherever they stand: `aan van der Sluis`.
fn is_telling_before(text: &str, start: usize, at: usize) -> bool {
    const TELLING: &[&str] = &["van der ", "van den ", "van 't ", "van ’t "];
    text.get(start..at)
        .is_some_and(|particles| TELLING.contains(&particles))
        && text
            .get(..start)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|before| matches!(before, ' ' | '\n' | '"' | '(' | '>' | ';' | '\t'))
        // `Dirk van den Broek`, which is a shop: the longer name was turned down.
        && !text.get(..start).is_some_and(|before| {
            before.strip_suffix(' ').is_some_and(|before| {
                before
                    .rsplit([' ', '\n'])
                    .next()
                    .is_some_and(|word| word.starts_with(char::is_uppercase) && !word.ends_with(':'))
            })
        })
}

/// Whether a word ends in one of these, with so many bytes before it at least.
fn ends_in(word: &str, ends: &[&str], before: usize) -> bool {
    let last = word.as_bytes().last();
    ends.iter().any(|end| {
        // Nearly always told by the last byte.
        end.as_bytes().last() == last && word.len() >= end.len() + before && word.ends_with(end)
    })
}

/// Whether what looks like a name is a street, a company, an institution or a brand, or code.
pub(super) fn is_something_else(text: &str, start: usize, end: usize) -> bool {
    let name = super::cue::lowercase(text.get(start..end).unwrap_or_default());
    let last = name.rsplit([' ', '\n', '-']).next().unwrap_or_default();
    // `Truus van der Laan` has a particle, and a few things are surnames.
    let has_particle = || name.split([' ', '\n']).any(is_particle);
    if THING_SET.contains(last) && !SURNAMES.contains(last) && !has_particle() {
        return true;
    }
    // `Albert Cuypmarkt`, `Anne Frankschool`.
    if ends_in(last, COMPOUNDS, 3) && !SURNAMES.contains(last) {
        return true;
    }
    if name
        .split([' ', '\n'])
        .any(|word| ends_in(word, STREETS, 3))
    {
        return true;
    }
    let is_called = || {
        matches!(
            super::cue::before(text, start),
            Cue::Title
                | Cue::Salutation
                | Cue::Role
                | Cue::Named
                | Cue::Key
                | Cue::Label
                | Cue::Signature
        )
    };
    if begins_with_any(&name, &BRANDS_BY_FIRST)
        || begins_with_any(&name, &FAMOUS_BY_FIRST) && !is_called()
    {
        return true;
    }
    let rest = text.get(end..).unwrap_or_default();
    let mut next = rest.chars();
    match next.next() {
        Some('(' | '_' | '=' | '\\' | '/' | '@') => return !rest.starts_with("\\n"),
        Some(':') if rest.starts_with("::") => return true,
        // `Max.value`, `bakkerijdevries.nl`.
        Some('.' | '-') if next.next().is_some_and(char::is_alphanumeric) => return true,
        Some(character) if character.is_numeric() => return true,
        _ => {}
    }
    let after = rest.trim_start_matches([' ', '\u{a0}', ',']);
    let skipped = rest.len() - after.len();
    if skipped > 0 && skipped <= 2 {
        // A house number behind a word that ends like a road.
        let is_road = [
            "weg", "dijk", "hof", "pad", "oord", "park", "haven", "wal", "markt", "burg", "veld",
        ]
        .iter()
        .any(|road| last.ends_with(road));
        // `in 't Veld, 15-02-1948` has a day behind it.
        let is_number = {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let next = after.as_bytes().get(digits).copied().unwrap_or_default();
            let second = after
                .as_bytes()
                .get(digits + 1)
                .copied()
                .unwrap_or_default();
            (1..=4).contains(&digits)
                && !(matches!(next, b'-' | b'/' | b'.') && second.is_ascii_digit())
        };
        if is_road && is_number {
            return true;
        }
        if after.starts_with('&') {
            return true;
        }
        let word_end = after
            .find(|next: char| !(next.is_alphabetic() || next == '.'))
            .unwrap_or(after.len());
        let word = after.get(..word_end).unwrap_or_default();
        let is_capital = word.starts_with(char::is_uppercase);
        let lower = super::cue::lowercase(word);
        if THING_SET.contains(lower.as_str())
            && (is_capital || matches!(lower.as_str(), "bv" | "vof" | "nv"))
        {
            return true;
        }
        // `Karel Doormanstraat`, `Jan van Galen Straat`: the street's word may follow.
        if is_capital && !rest.starts_with(',') && ends_in(&lower, STREETS, 1) {
            return true;
        }
    }
    let before = text.get(..start).unwrap_or_default();
    if before.ends_with("& ") {
        return true;
    }
    is_copyright(before)
}

/// Whether a word of what may be a name says that it's a company or a department.
pub(super) fn names_thing(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.split([' ', '-']).any(|word| {
        THINGS.contains(&word)
            || STREETS
                .iter()
                .any(|street| word.ends_with(street) && word.len() > street.len() + 2)
            || matches!(
                word,
                "team"
                    | "support"
                    | "info"
                    | "klantenservice"
                    | "service"
                    | "services"
                    | "news"
                    | "noreply"
                    | "no-reply"
                    | "via"
                    | "alerts"
                    | "notifications"
                    | "newsletter"
                    | "the"
                    | "inkoop"
                    | "verkoop"
                    | "administratie"
                    | "secretariaat"
                    | "balie"
            )
    }) || begins_with_any(&lower, &BRANDS_BY_FIRST)
}

/// A notice of copyright names its holder because it must.
fn is_copyright(before: &str) -> bool {
    let mut from = before.len().saturating_sub(120);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let line = before.get(from..).unwrap_or_default();
    let line = line.rsplit('\n').next().unwrap_or(line);
    // Hardly a line has any of these bytes, of which each of the signs has one.
    if !line
        .bytes()
        .any(|byte| matches!(byte, b'y' | b'Y' | b'(' | 0xA9))
    {
        return false;
    }
    let line = line.to_lowercase();
    line.contains("copyright") || line.contains("(c) ") || line.contains('©')
}
