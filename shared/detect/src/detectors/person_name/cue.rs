//! The word before a name: a title, a salutation, a role, a key, or the sign of something else.

use std::sync::LazyLock;

use crate::word_hash::WordMap;
/// What stands before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    None,
    /// `dhr.`, `mevrouw`, `Mr`, `prof.`
    Title,
    /// `Beste`, `Dear`.
    Salutation,
    /// `patiënt`, `collega`, `mijn naam is`.
    Role,
    /// `met`, `bel`: a given name that follows is somebody's.
    Near,
    /// `volgens`, `aldus`: what follows spoke, and companies do too.
    Source,
    /// `my name is`, `her maiden name?`: what follows up to the end of the sentence is a name.
    Named,
    /// The date and the time of a message stand before it: `[12-03-2024, 21:14] Jan: …`.
    Speaker,
    /// `naam:`, where anything may follow.
    Key,
    /// `name:`, which things have too.
    Label,
    /// The end of a letter stands above.
    Signature,
    /// `Stichting`, `Hotel`: what follows is no person, or no living one.
    Institution,
}

/// Abbreviations that are titles only with their dot, in lower case.
const DOTTED: &[&str] = &[
    "dr", "mr", "ir", "ing", "ds", "ms", "mrs", "fam", "hr", "bc", "msc", "mej", "prof", "drs",
    "dhr", "mevr", "mw", "med", "jhr", "st", "sr", "sra", "srta", "sig", "dott", "mme", "mlle",
    "dña", "zr", "br", "mgr", "rev",
];

/// Titles as words, in lower case.
const TITLES: &[&str] = &[
    "dhr",
    "mevr",
    "mw",
    "drs",
    "prof",
    "heer",
    "mevrouw",
    "meneer",
    "mijnheer",
    "juffrouw",
    "familie",
    "buurman",
    "buurvrouw",
    "oom",
    "tante",
    "zoontje",
    "dochtertje",
    "kleinzoon",
    "kleindochter",
    "juf",
    "professor",
    "dokter",
    "doctor",
    "dominee",
    "herr",
    "herrn",
    "frau",
    "mme",
    "mlle",
    "señor",
    "señora",
    "señorita",
    "senhor",
    "senhora",
    "signorina",
    "herra",
    "rouva",
    "docteur",
    "signor",
    "signore",
    "signora",
    "pani",
    "fru",
    "monsieur",
    "madame",
    "mevouw",
    "weduwe",
    "echtpaar",
    "wethouder",
    "notaris",
    "rechter",
    "huisarts",
    "tandarts",
    "fysiotherapeut",
    "psycholoog",
    "wijkagent",
    "rechercheur",
    "inspecteur",
    "dr",
    "aios",
    "anios",
    "regiearts",
    "dienstarts",
    "poortarts",
];

/// Whether a word is a title itself, and no name.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word.to_lowercase().as_str())
}

/// English titles, which are written with a capital and often without a dot.
const ENGLISH: &[&str] = &[
    "Mr", "Mrs", "Ms", "Miss", "Dr", "Mx", "Sir", "Madam", "Prof",
];

const SALUTATIONS: &[&str] = &[
    "beste",
    "hoi",
    "hallo",
    "hi",
    "hey",
    "hello",
    "dear",
    "lieve",
    "geachte",
    "dag",
    "goedemorgen",
    "goedemiddag",
    "goedenavond",
    "waarde",
    "hé",
    "hee",
    "hai",
    "liebe",
    "lieber",
    "bonjour",
    "bonsoir",
    "cher",
    "chère",
    "ciao",
    "buongiorno",
    "hola",
    "estimado",
    "estimada",
    "querido",
    "querida",
    "caro",
    "cara",
    "cześć",
    "hej",
    "kære",
    "käre",
    "kära",
    "bästa",
    "hei",
    "hyvä",
    "gentile",
    "egregio",
    "egregia",
    "drogi",
    "droga",
    "prezado",
    "prezada",
];

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
    "collega",
    "leerling",
    "student",
    "studente",
    "zoon",
    "dochter",
    "broer",
    "zus",
    "zusje",
    "broertje",
    "echtgenoot",
    "echtgenote",
    "partner",
    "moeder",
    "vader",
    "opa",
    "oma",
    "neef",
    "nicht",
    "buurman",
    "buurvrouw",
    "bewoner",
    "bewoonster",
    "klant",
    "huurder",
    "huurster",
    "betrokkene",
    "verdachte",
    "slachtoffer",
    "getuige",
    "eiser",
    "eiseres",
    "gedaagde",
    "verzoeker",
    "verzoekster",
    "ondergetekende",
    "soussigné",
    "soussignée",
    "sottoscritto",
    "sottoscritta",
    "verzekeringnemer",
    "verzekerde",
    "verhuurder",
    "koper",
    "verkoper",
    "opdrachtgever",
    "gemachtigde",
    "beheerder",
    "vermieter",
    "eigentümer",
    "locataire",
    "titulaire",
    "customer",
    "welcome",
    "contactpersoon",
    "kandidaat",
    "sollicitant",
    "genaamd",
    "geheten",
    "heet",
    "heette",
    "employee",
    "colleague",
    "defendant",
    "claimant",
    "plaintiff",
    "suspect",
    "witness",
    "tenant",
    "named",
    "applicant",
    "mother",
    "father",
    "brother",
    "sister",
    "husband",
    "wife",
    "son",
    "daughter",
    "vriend",
    "vriendin",
    "vrouw",
    "man",
    "tante",
    "oom",
    "buurjongen",
    "buurmeisje",
    "kleinzoon",
    "kleindochter",
    "ambtenaar",
    "advocaat",
    "arts",
    "chirurg",
    "docent",
    "docente",
    "agent",
    "burgemeester",
    "minister",
    "chauffeur",
    "stagiair",
    "stagiaire",
    "speler",
    "trainer",
    "directeur",
    "voorzitter",
    "secretaris",
    "penningmeester",
    "wijkverpleegkundige",
    "verpleegkundige",
    "raadslid",
    "journalist",
    "begeleider",
    "leidinggevende",
    "mentor",
    "behandelaar",
    "mantelzorger",
    "pleegkind",
    "sons",
    "daughters",
    "zonen",
    "dochters",
    "kinderen",
    "broers",
    "zussen",
    "ouders",
    "leerkracht",
    "verjaardag",
    "requester",
    "absender",
    "empfänger",
    "afzender",
    "ontvanger",
    "sender",
    "recipient",
    "bénéficiaire",
    "conseiller",
    "conseillère",
    "attendance",
    "kontoinhaber",
    "rekeninghouder",
    "kaarthouder",
    "beneficiary",
    "guardian",
    "notulist",
    "aanwezig",
    "afwezig",
    "aanw",
    "afw",
    "absent",
    "present",
    "apologies",
    "attendees",
    "participants",
    "teilnehmer",
    "teilnehmerin",
    "anwesend",
    "présents",
    "actie",
    "actiehouder",
    "eigenaar",
    "indiener",
    "aanvrager",
    "deelnemer",
    "deelnemers",
    "auteur",
    "songwriter",
    "player",
    "singer",
    "actor",
    "commenter",
    "president",
    "senator",
    "ceo",
    "called",
    "kollege",
    "kollegin",
    "mutter",
    "vater",
    "sohn",
    "tochter",
    "ehefrau",
    "ehemann",
    "patientin",
    "mieter",
    "kunde",
    "kundin",
    "mère",
    "père",
    "fils",
    "fille",
    "mari",
    "épouse",
    "verbalisant",
    "aangever",
    "aangeefster",
    "raadsman",
    "raadsvrouw",
    "scheidsrechter",
    "melder",
    "bestuurder",
    "passagier",
    "passagiers",
    "reizigers",
    "leerlingen",
    "huisgenoot",
    "huisgenote",
    "coach",
    "aanvoerder",
    "opstelling",
    "gerechtsdeurwaarder",
    "jeugdige",
    "hierna",
    "pan",
    "monteur",
    "casemanager",
    "unterschrift",
    "antragsteller",
    "antragstellerin",
    "paciente",
    "paziente",
    "pacjent",
    "pacjentka",
    "potilas",
    "mama",
    "papa",
    "kind",
    "referent",
    "invaller",
    "taxateur",
    "onderzoeker",
    "kin",
    "vreemdeling",
    "belanghebbende",
    "appellant",
    "appellante",
    "kleinkind",
    "kassier",
    "kassière",
    "voogd",
    "bewindvoerder",
    "curator",
    "pleegouder",
    "pleegmoeder",
    "pleegvader",
    "stiefvader",
    "stiefmoeder",
    "schoonmoeder",
    "schoonvader",
    "zwager",
    "schoonzus",
    "schoonzoon",
    "schoondochter",
    "peettante",
    "peetoom",
    "hulpverlener",
    "hulpverleenster",
    "begeleidster",
    "meester",
    "juffrouw",
    "oppas",
    "gastouder",
    "naaste",
    "erflater",
    "erfgenaam",
    "schuldenaar",
    "rekwirant",
    "griffier",
    "uitvaartleider",
    "weduwnaar",
    "bruidegom",
    "bruid",
    "kandidate",
    "ooggetuige",
    "nurse",
    "niece",
    "nephew",
    "uncle",
    "aunt",
    "cousin",
    "girlfriend",
    "boyfriend",
    "fiancé",
    "fiancée",
    "grandmother",
    "grandfather",
    "grandson",
    "granddaughter",
    "stepfather",
    "stepmother",
    "landlord",
    "neighbour",
    "neighbor",
    "roommate",
    "coworker",
    "housemate",
    "attorney",
    "solicitor",
    "teammate",
    "caregiver",
    "godmother",
    "godfather",
    "widow",
    "widower",
    "bride",
    "groom",
    "schüler",
    "schülerin",
    "lehrer",
    "lehrerin",
    "nachbar",
    "nachbarin",
    "bruder",
    "schwester",
    "großmutter",
    "großvater",
    "bewerber",
    "bewerberin",
    "mandant",
    "mandantin",
    "versicherter",
    "élève",
    "voisin",
    "voisine",
    "frère",
    "sœur",
    "étudiant",
    "étudiante",
    "beneficiario",
    "inquilino",
    "consulent",
    "consulente",
    "wijkbeheerder",
    "gedeputeerde",
    "statenlid",
    "kamerlid",
    "gemeentesecretaris",
    "teamleider",
    "projectleider",
    "toezichthouder",
    "reclasseringswerker",
    "achterwacht",
    "kamergenoot",
    "kamergenote",
    "tolk",
    "keeper",
    "vlagger",
    "assistente",
    "adviseur",
    "klaagster",
    "klager",
    "getuigen",
    "verdachten",
    "raadsleden",
    "wethouders",
    "pleegouders",
    "pleegzus",
    "pleegbroer",
    "stiefzoon",
    "stiefdochter",
    "halfbroer",
    "halfzus",
    "tweelingbroer",
    "tweelingzus",
    "oudtante",
    "overbuurman",
    "overbuurvrouw",
    "onderbuurvrouw",
    "bovenbuurvrouw",
    "bovenbuurman",
    "onderbuurman",
    "verloofde",
    "exman",
    "schoolvriend",
    "jeugdwerker",
    "wijkteammedewerker",
    "klassenassistent",
    "leerkrachten",
    "teamlid",
    "opzichter",
    "wijkmanager",
    "huismeester",
    "conciërge",
    "groepsleider",
    "groepsleidster",
    "mentrix",
    "stagebegeleider",
    "ambulancebroeder",
    "vrijwilligster",
    "ziekenverzorgende",
    "zorgcoördinator",
    "jeugdbeschermer",
    "gezinsvoogd",
    "kraamverzorgende",
    "kraamhulp",
    "diëtist",
    "diëtiste",
    "ergotherapeut",
    "ergotherapeute",
    "logopedist",
    "logopediste",
    "orthopedagoog",
    "orthopedagoge",
    "psychiater",
    "gynaecoloog",
    "cardioloog",
    "neuroloog",
    "internist",
    "oncoloog",
    "uroloog",
    "kinderarts",
    "bedrijfsarts",
    "basisarts",
    "verzekeringsarts",
    "schoolarts",
    "tandartsassistente",
    "doktersassistente",
    "praktijkondersteuner",
    "schuldhulpverlener",
    "opsteller",
    "rapporteur",
    "verslaglegger",
    "auditor",
    "accountmanager",
    "leerplichtambtenaar",
    "klantmanager",
    "werkcoach",
    "jobcoach",
    "loopbaancoach",
    "personeelsadviseur",
    "hoofdagent",
    "brigadier",
    "agente",
    "officier",
    "raadsheer",
    "deken",
    "pastor",
    "pater",
    "imam",
    "rabbijn",
    "predikant",
    "ouderling",
    "diaken",
    "koster",
    "dirigent",
    "solist",
    "spits",
    "verdediger",
    "middenvelder",
    "aanvaller",
    "doelman",
    "keepster",
    "assignee",
    "consultant",
    "reviewer",
    "supervisor",
    "caseworker",
    "teacher",
    "headteacher",
    "councillor",
    "sergeant",
    "constable",
    "betreuer",
    "betreuerin",
    "sachbearbeiter",
    "sachbearbeiterin",
    "ansprechpartner",
    "ansprechpartnerin",
    "beklagte",
    "kläger",
    "klägerin",
    "zeuge",
    "zeugin",
    "hausarzt",
    "hausärztin",
    "médecin",
    "infirmier",
    "infirmière",
    "témoin",
    "prévenu",
    "avocat",
    "avocate",
    "doctora",
    "enfermera",
    "médico",
    "testigo",
    "abogado",
    "pat",
    "begeleiding",
    "leider",
];

/// Roles of one person that are said right before a name, and hardly ever before what the person deals with: what
/// stands behind them needs no list. `minister Financiën`, but `zoon Izzy`.
const CALLING: &[&str] = &[
    "zoon",
    "dochter",
    "zoontje",
    "dochtertje",
    "broer",
    "zus",
    "broertje",
    "zusje",
    "echtgenoot",
    "echtgenote",
    "moeder",
    "vader",
    "opa",
    "oma",
    "tante",
    "oom",
    "neef",
    "nicht",
    "nichtje",
    "neefje",
    "kleinzoon",
    "kleindochter",
    "kleinkind",
    "schoonmoeder",
    "schoonvader",
    "schoonzoon",
    "schoondochter",
    "zwager",
    "schoonzus",
    "stiefvader",
    "stiefmoeder",
    "stiefzoon",
    "stiefdochter",
    "pleegkind",
    "pleegmoeder",
    "pleegvader",
    "halfbroer",
    "halfzus",
    "buurman",
    "buurvrouw",
    "buurjongen",
    "buurmeisje",
    "overbuurman",
    "overbuurvrouw",
    "bovenbuurman",
    "bovenbuurvrouw",
    "onderbuurman",
    "onderbuurvrouw",
    "vriend",
    "vriendin",
    "verloofde",
    "huisgenoot",
    "huisgenote",
    "kamergenoot",
    "kamergenote",
    "gedeputeerde",
    "raadslid",
    "statenlid",
    "kamerlid",
    "gemeentesecretaris",
    "burgemeester",
    "verbalisant",
    "getuige",
    "verdachte",
    "aangever",
    "aangeefster",
    "slachtoffer",
    "bewindvoerder",
    "voogd",
    "gezinsvoogd",
    "jeugdbeschermer",
    "curator",
    "consulent",
    "consulente",
    "casemanager",
    "wijkbeheerder",
    "huismeester",
    "toezichthouder",
    "achterwacht",
    "notulist",
    "begeleider",
    "begeleidster",
    "mentor",
    "leerkracht",
    "juf",
    "meester",
    "oppas",
    "gastouder",
    "tolk",
    "conciërge",
    "kraamverzorgende",
    "psychiater",
    "klager",
    "klaagster",
    "eiser",
    "eiseres",
    "gedaagde",
    "verzoeker",
    "verzoekster",
    "verhuurder",
    "appellant",
    "appellante",
    "leidinggevende",
    "verzorgende",
    "wijkverpleegkundige",
    "verpleegkundige",
    "schuldhulpverlener",
    "leerplichtambtenaar",
    "griffier",
    "hoofdagent",
    "brigadier",
    "bedrijfsarts",
    "kinderarts",
    "gynaecoloog",
    "cardioloog",
    "uroloog",
    "internist",
    "oncoloog",
    "bruid",
    "bruidegom",
    "weduwnaar",
    "erflater",
    "genaamd",
    "geheten",
    "heet",
    "heette",
    "son",
    "daughter",
    "brother",
    "sister",
    "husband",
    "wife",
    "mother",
    "father",
    "nephew",
    "niece",
    "aunt",
    "uncle",
    "cousin",
    "grandson",
    "granddaughter",
    "girlfriend",
    "boyfriend",
    "fiancé",
    "fiancée",
    "neighbour",
    "neighbor",
    "roommate",
    "witness",
    "defendant",
    "claimant",
    "plaintiff",
    "councillor",
    "sergeant",
    "constable",
    "named",
    "bruder",
    "schwester",
    "sohn",
    "tochter",
    "ehefrau",
    "ehemann",
    "zeuge",
    "zeugin",
    "fils",
    "fille",
    "frère",
    "sœur",
    "mari",
    "épouse",
    "témoin",
    "keeper",
    "doelman",
    "vlagger",
    "spits",
];

/// Roles that stand before a colon, and then before whoever has it: `Huisarts: Sengers`.
const KEYED: &[&str] = &[
    "huisarts",
    "behandelaar",
    "tandarts",
    "melder",
    "aanvrager",
    "contactpersoon",
    "leidinggevende",
    "monteur",
    "koper",
    "verkoper",
    "huurder",
    "bewoner",
    "leerling",
    "docent",
    "patiënt",
    "cliënt",
    "pat",
    "leider",
    "chauffeur",
    "voorzitter",
    "secretaris",
    "penningmeester",
    "opsteller",
    "ouder",
    "begeleiding",
    "verzorger",
    "mantelzorger",
    "werknemer",
    "medewerker",
    "kandidaat",
    "sollicitant",
    "indiener",
    "beheerder",
    "mentor",
    "coach",
    "trainer",
];

/// Keys for several people, as `leden:`.
const LISTS: &[&str] = &[
    "leden",
    "jarigen",
    "reserve",
    "reserves",
    "invallers",
    "vrijwilligers",
    "volunteers",
    "members",
    "rooster",
    "afmeldingen",
    "aanmeldingen",
    "advies",
];

/// Words behind which somebody spoke, or something.
const SOURCES: &[&str] = &[
    "volgens", "aldus", "app", "appt", "według", "laut", "selon", "según", "bel", "belde",
    "mailde", "sprak", "groetjes", "liefs", "gr",
];

/// Words behind which a lone given name is that of a person.
const NEAR_WORDS: &[&str] = &[
    "met",
    "bel",
    "belde",
    "gebeld",
    "mail",
    "mailde",
    "vraag",
    "vroeg",
    "sprak",
    "namens",
    "door",
    "aan",
    "zegt",
    "zei",
    "volgens",
    "bedank",
    "feliciteer",
    "with",
    "told",
    "tell",
    "ask",
    "asked",
    "met",
    "thank",
    "says",
    "said",
    "informeer",
    "stuur",
    "samen",
    "via",
    "dat",
    "dan",
    "toen",
    "heb",
    "heeft",
    "zag",
    "zien",
    "thanks",
    "bedankt",
    "sorry",
    "call",
    "heard",
    "seen",
    "by",
    "and",
    "en",
    "und",
    "et",
    "said",
    "zoals",
    "bij",
    "voor",
    "is",
    "gr",
    "groet",
    "groetjes",
    "groeten",
    "liefs",
];

const INSTITUTIONS: &[&str] = &[
    "stichting",
    "firma",
    "bakkerij",
    "café",
    "cafe",
    "restaurant",
    "hotel",
    "garage",
    "autobedrijf",
    "slagerij",
    "apotheek",
    "basisschool",
    "school",
    "uitgeverij",
    "boekhandel",
    "kapsalon",
    "drukkerij",
    "advocatenkantoor",
    "makelaardij",
    "sint",
    "saint",
    "san",
    "santa",
    "são",
    "lake",
    "mount",
    "port",
    "fort",
    "museum",
    "theater",
    "ziekenhuis",
    "universiteit",
    "university",
    "college",
    "gemeente",
    "vereniging",
    "brasserie",
    "slijterij",
    "supermarkt",
    "huisartsenpraktijk",
    "tandartspraktijk",
    "praktijk",
    "copyright",
    "©",
    "team",
    "camping",
    "kwekerij",
    "installatiebedrijf",
    "bouwbedrijf",
    "aannemersbedrijf",
    "transportbedrijf",
    "rederij",
    "brouwerij",
    "groep",
    "bv",
    "hogeschool",
    "lyceum",
    "klooster",
    "kasteel",
    "villa",
    "molen",
    "metrostation",
    "station",
    "prins",
    "prinses",
    "koning",
    "koningin",
    "keizer",
    "paus",
    "jezus",
    "hurricane",
    "orkaan",
    "storm",
];

/// All of them by the word. Where a word is in two lists, the stronger one is put in last.
static CUES: LazyLock<WordMap<Cue>> = LazyLock::new(|| {
    [
        (NEAR_WORDS, Cue::Near),
        (SOURCES, Cue::Source),
        (INSTITUTIONS, Cue::Institution),
        (ROLES, Cue::Role),
        (SALUTATIONS, Cue::Salutation),
        (TITLES, Cue::Title),
    ]
    .into_iter()
    .flat_map(|(words, cue)| words.iter().map(move |word| (*word, cue)))
    .collect()
});

/// Whether a word is one that stands before names.
pub(super) fn is_cue(word: &str) -> bool {
    CUES.contains_key(word)
}

/// The last words of all that makes a name of whatever follows.
pub(super) fn that_call() -> impl Iterator<Item = &'static &'static str> {
    [
        TITLES,
        SALUTATIONS,
        ROLES,
        LISTS,
        SOURCES,
        DOTTED,
        ENGLISH,
        CLOSINGS,
        LINKS,
    ]
    .into_iter()
    .flatten()
}

/// Those of them that may do so with a full stop behind them.
pub(super) fn that_call_dotted() -> impl Iterator<Item = &'static &'static str> {
    [DOTTED, ENGLISH, CLOSINGS, LINKS, SHORT]
        .into_iter()
        .flatten()
}

/// Words that are written short before what is no person, and before greetings.
const SHORT: &[&str] = &["st", "fa", "gr", "v"];

/// Keys for a name, `t.a.v.`, and words that count by the one before them: `mijn naam is`.
const LINKS: &[&str] = &[
    "naam",
    "name",
    "nom",
    "nome",
    "nombre",
    "namens",
    "tav",
    "tnv",
    "v",
    "n",
    "is",
    "ben",
    "van",
    "of",
    "de",
    "ra",
    "ssa",
    "navn",
    "namn",
    "nimi",
    "me",
    "achternaam",
    "voornaam",
];

/// Last words of a letter, before the name.
const CLOSINGS: &[&str] = &[
    "groet",
    "groeten",
    "groetjes",
    "regards",
    "sincerely",
    "hoogachtend",
    "faithfully",
    "wishes",
    "grüßen",
    "truly",
    "cheers",
    "best",
    "warmly",
    "mvg",
    "vg",
    "gr",
    "cordialement",
    "distinguées",
    "amitiés",
    "saluti",
    "saludos",
    "atentamente",
    "grüße",
    "gruß",
    "gruss",
    "liefs",
    "thanks",
    "bedankt",
    "pozdrawiam",
    "hilsen",
    "hälsningar",
    "kus",
    "bises",
    "bisous",
    "vous",
];

/// How far back a cue is looked for.
pub(super) const NEAR: usize = 48;

fn tail(text: &str, end: usize, length: usize) -> &str {
    let mut from = end.saturating_sub(length);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..end).unwrap_or_default()
}

/// A word in lower case: most are of ASCII, which takes a tenth of what others do.
pub(super) fn lowercase(word: &str) -> String {
    if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.to_lowercase()
    }
}

/// The last run of letters, and what stands before it.
fn last_word(text: &str) -> (&str, &str) {
    let place = text
        .char_indices()
        .rev()
        .take_while(|(_, character)| character.is_alphabetic() || *character == '©')
        .last()
        .map_or(text.len(), |(place, _)| place);
    text.split_at_checked(place).unwrap_or(("", text))
}

/// What may stand between a word and the name behind it.
const LEADS: [char; 10] = [' ', '\t', '\u{a0}', '"', '\'', '*', '“', '‘', '(', '_'];

/// Whether a line holds nothing before `start` but when its message was sent.
pub(super) fn is_sent(text: &str, start: usize) -> bool {
    const SENT: usize = 40;
    let before = tail(text, start, SENT);
    let line = match before.rfind('\n') {
        Some(place) => before.get(place + 1..).unwrap_or_default(),
        None if start <= SENT => before,
        None => return false,
    };
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let time = line.find(':').and_then(|place| line.get(place + 1..));
    // A month may be written out, or `PM`.
    let letters = line.chars().filter(|next| next.is_alphabetic()).count();
    (line.ends_with("] ") || line.ends_with(" - "))
        && digits >= 4
        && letters <= 9
        && time.is_some_and(|rest| rest.bytes().take(2).all(|byte| byte.is_ascii_digit()))
        && line.chars().all(|next| {
            next.is_alphanumeric() || next.is_whitespace() || "-/.,:[]()".contains(next)
        })
}

/// What stands before a name that begins at `start`.
pub(super) fn before(text: &str, start: usize) -> Cue {
    let near = tail(text, start, NEAR);
    // `u'Jan Bos'` as Python prints it, `N'Jan Bos'` in SQL.
    let near = [" u'", ":u'", "=u'", " N'", "=N'"]
        .iter()
        .find_map(|literal| {
            near.strip_suffix(&literal[1..])
                .filter(|_| near.ends_with(literal))
        })
        .unwrap_or(near);
    let same_line = near.trim_end_matches(LEADS);
    // `Naam            Jan Bos`: a form without colons.
    if near.ends_with("  ") || near.ends_with('\t') {
        match last_word(same_line).1.to_lowercase().as_str() {
            "naam" => return Cue::Key,
            "name" | "nom" | "nome" | "nombre" => return Cue::Label,
            _ => {}
        }
    }
    if same_line.is_empty() || same_line.ends_with('\n') {
        let above = same_line.trim_end();
        let (_, word) = last_word(above.trim_end_matches([',', '.', '!', ':', '-']));
        if CLOSINGS.contains(&lowercase(word).as_str()) && above.len() < same_line.len() {
            return Cue::Signature;
        }
        // A title at the end of a line belongs to the name that begins the next.
        let cue = of_word(above);
        return if cue == Cue::Title && !near.contains("\n\n") {
            cue
        } else {
            Cue::None
        };
    }
    if let Some(key) = same_line.strip_suffix([':', '=']) {
        let key = key.trim_end_matches([' ', '"', '\'', '*', '\t', '_', '\\']);
        let (_, word) = last_word(key);
        let word = word.to_lowercase();
        return if matches!(
            word.as_str(),
            "naam"
                | "namens"
                | "tav"
                | "tnv"
                | "nom"
                | "nome"
                | "nombre"
                | "navn"
                | "namn"
                | "nimi"
        ) || key.to_lowercase().ends_with("t.n.v.")
            || key.to_lowercase().ends_with("t.a.v.")
        {
            Cue::Key
        } else if word == "name" {
            Cue::Label
        } else if ROLES.contains(&word.as_str()) || TITLES.contains(&word.as_str()) {
            Cue::Role
        } else if is_key_of_people(key) {
            Cue::Source
        } else {
            Cue::None
        };
    }
    if is_sent(text, start) {
        return Cue::Speaker;
    }
    // `What's your last name? Arntsen`
    if let Some(question) = same_line.strip_suffix('?') {
        let (_, word) = last_word(question);
        if matches!(
            word.to_lowercase().as_str(),
            "name" | "naam" | "achternaam" | "voornaam"
        ) {
            return Cue::Named;
        }
    }
    // `Thanks, Rebecca` signs on one line.
    if let Some(closing) = same_line.strip_suffix(',') {
        let (_, word) = last_word(closing);
        let word = word.to_lowercase();
        if CLOSINGS.contains(&word.as_str()) || word == "dank" {
            return Cue::Near;
        }
        // `De verdachte, Ricardo Pinas, is vrijgelaten.`
        if ROLES.contains(&word.as_str()) {
            return Cue::Role;
        }
    }
    // `Aanwezig: Jan Bos, Piet Jansen en Els Smit`.
    if is_listed(text, start, same_line) {
        return Cue::Role;
    }
    // `dr("Animation")` calls a function, and a DR system is for disasters.
    let (_, word) = last_word(same_line);
    if word.eq_ignore_ascii_case("dr")
        && (word == "DR" || near.strip_prefix(same_line) != Some(" "))
    {
        return Cue::None;
    }
    of_word(same_line)
}

/// Whether a role stands before a name that only one person has at a time: then the name may be any.
pub(super) fn calls_one(text: &str, start: usize) -> bool {
    let near = tail(text, start, NEAR);
    let same_line = near.trim_end_matches(LEADS);
    if same_line.ends_with('\n') || !near.ends_with([' ', '"', '*']) {
        return false;
    }
    let (before, word) = last_word(same_line.trim_end_matches([' ', ':', ',', '*']));
    let word = lowercase(word);
    let is_key = || {
        let lead = before.trim_end_matches([' ', '\t', '*', '-', '"', '<']);
        same_line.ends_with(':') && (lead.is_empty() || lead.ends_with(['\n', ',', '|', '{']))
    };
    CALLING.contains(&word.as_str()) || KEYED.contains(&word.as_str()) && is_key()
}

/// Whether a key stands before a name and nothing else on its line: `Naam:`.
pub(super) fn is_keyed(text: &str, start: usize) -> bool {
    tail(text, start, NEAR)
        .trim_end_matches(LEADS)
        .ends_with([':', '='])
}

/// `Opstelling zaterdag`, `Afwezig met kennisgeving`: a key of few words, of which the first tells of people.
fn is_key_of_people(key: &str) -> bool {
    let line = key
        .rsplit(['\n', '.', ';', ','])
        .next()
        .unwrap_or(key)
        .trim_start();
    let first = line
        .split(|next: char| !next.is_alphabetic())
        .next()
        .unwrap_or_default();
    let last = last_word(line).1.to_lowercase();
    line.len() < 40
        && line.split(' ').count() <= 4
        && (ROLES.contains(&first.to_lowercase().as_str()) || LISTS.contains(&last.as_str()))
}

/// Whether a name follows another in a list that a word for people opens.
fn is_listed(text: &str, start: usize, before: &str) -> bool {
    if !ends_in_joint(before) {
        return false;
    }
    let near = tail(text, start, LIST);
    let line = near.rsplit('\n').next().unwrap_or(near);
    // `**Attendees:** Ann Lee, Bo Chen`
    let Some((key, list)) = line.split_once(": ").or_else(|| line.split_once(":** ")) else {
        return false;
    };
    let (_, word) = last_word(key.trim_end_matches([' ', '*', '"']));
    (ROLES.contains(&word.to_lowercase().as_str()) || is_key_of_people(key)) && !list.contains(". ")
}

/// Whether what begins at `start` may be another name of a list: only then does [`before`] look for what opens it.
pub(super) fn may_be_listed(text: &str, start: usize) -> bool {
    ends_in_joint(tail(text, start, NEAR).trim_end_matches(LEADS))
}

fn ends_in_joint(before: &str) -> bool {
    [",", " en", " and", " und", " et", " y", " e", ";"]
        .iter()
        .any(|joint| before.ends_with(joint))
}

/// How long such a list may be.
const LIST: usize = 240;

fn of_word(before: &str) -> Cue {
    // `sottoscritto/a`, `soussigné(e)`, `Mitarbeiter/in`
    let before = ["/a", "(e)", "/in", "(in)", "/e"]
        .iter()
        .find_map(|ending| before.strip_suffix(ending))
        .unwrap_or(before);
    let (bare, is_dotted) = match before.strip_suffix('.') {
        Some(bare) => (bare, true),
        None => (before, false),
    };
    let (rest, word) = last_word(bare);
    if word.is_empty() {
        // `t.a.v.` and `namens` lead to a person; `(c)` to the holder of rights.
        let lower = before.to_lowercase();
        return if lower.ends_with("(c)") || lower.ends_with("©") {
            Cue::Institution
        } else {
            Cue::None
        };
    }
    let lower = lowercase(word);
    let lower = lower.as_str();
    // `everyone calls me Lotta`
    if lower == "me"
        && [" call", " calls", " called"]
            .iter()
            .any(|verb| rest.trim_end().ends_with(verb))
    {
        return Cue::Named;
    }
    if lower == "st" || lower == "fa" {
        return Cue::Institution;
    }
    if is_dotted {
        return if DOTTED.contains(&lower) || ENGLISH.contains(&word) {
            Cue::Title
        } else if lower == "v"
            && ["t.a.", "t.n."]
                .iter()
                .any(|lead| rest.to_lowercase().ends_with(lead))
        {
            Cue::Key
        } else if lower == "gr" {
            Cue::Near
        } else {
            Cue::None
        };
    }
    // `het Maria Middelares`: people have no article.
    if lower == "het" {
        return Cue::Institution;
    }
    if ENGLISH.contains(&word)
        || lower == "ra" && rest.to_lowercase().ends_with("sig.")
        || lower == "ssa" && rest.to_lowercase().ends_with("dott.")
    {
        return Cue::Title;
    }
    if lower != "is"
        && let Some(cue) = CUES.get(lower)
    {
        return *cue;
    }
    if !matches!(lower, "is" | "ben" | "van" | "of" | "de" | "n") {
        return Cue::None;
    }
    // No more of it than the last word matters.
    let rest = rest.trim_end();
    let parted = rest
        .bytes()
        .rposition(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
    let rest = lowercase(rest.get(parted.unwrap_or(0)..).unwrap_or_default());
    // `au nom de Jean Martin`, `in the name of Ann Lee`.
    if matches!(lower, "de" | "of" | "van")
        && ["nom", "nombre", "name", "naam"]
            .iter()
            .any(|name| rest.ends_with(name))
    {
        return Cue::Key;
    }
    if lower == "is" && (rest.ends_with("naam") || rest.ends_with("name")) {
        return Cue::Named;
    }
    if lower == "ben" && rest.ends_with("ik") {
        return Cue::Role;
    }
    // `de moeder van Johannes`.
    if matches!(lower, "van" | "of") {
        let (_, role) = last_word(&rest);
        if ROLES.contains(&role) {
            return Cue::Role;
        }
    }
    CUES.get(lower).copied().unwrap_or(Cue::None)
}
