//! The questions of `dpia@1`. Their texts are ours; the articles are where to read on.

use crate::questionnaire::Condition::{All, Any, Is, May, MayAtLeast, Not};
use crate::questionnaire::Stricter::{Fewer, Later, More, Neither, No, Yes};
use crate::questionnaire::{Choice, Condition, Question, Section, choice};
use crate::text::{Text, text};

const PERSONAL: Condition = May("personal_data", "yes");

/// Something that makes a DPIA mandatory: a case of the law, the Dutch list, or two criteria.
pub(super) const TRIGGERED: Condition = Any(&[
    MayAtLeast("cases", 1),
    MayAtLeast("dutch_list", 1),
    MayAtLeast("criteria", 2),
]);

pub(super) const EXEMPT: Condition = Any(&[
    Is("exemptions", "law"),
    Is("exemptions", "similar"),
    Is("exemptions", "checked"),
    Is("exemptions", "listed"),
]);

pub(super) const REQUIRED: Condition = All(&[PERSONAL, TRIGGERED, Not(&EXEMPT)]);

/// The assessment is made because it must, or because somebody wants to.
pub(super) const ASSESSED: Condition = Any(&[REQUIRED, May("voluntary", "yes")]);

// Is a DPIA needed?

pub(super) const PERSONAL_DATA: Question = Question::yes_no(
    "personal_data",
    "GDPR art. 2, 4(1)",
    Yes,
    text(
        "Are personal data processed?",
        "Worden er persoonsgegevens verwerkt?",
    ),
    text(
        "Anything about an identified or identifiable person. Pseudonymised data count; truly anonymous data don't.",
        "Alles over iemand die bekend of herkenbaar is. Gepseudonimiseerde gegevens tellen mee; echt anonieme niet.",
    ),
);

pub(super) const CRITERIA: Question = Question::many(
    "criteria",
    "GDPR art. 35(1), WP 248 rev.01",
    More,
    text(
        "Which of the nine criteria apply?",
        "Welke van de negen criteria zijn van toepassing?",
    ),
    text(
        "With two or more a high risk is likely and a DPIA is needed; one can suffice.",
        "Bij twee of meer is een hoog risico waarschijnlijk en is een DPIA nodig; één kan genoeg zijn.",
    ),
    &[
        choice(
            "scoring",
            "WP 248 rev.01 criterion 1",
            text(
                "Evaluation or scoring of people, also profiling and predicting",
                "Mensen beoordelen of scoren, ook profileren en voorspellen",
            ),
        ),
        choice(
            "automated_decisions",
            "WP 248 rev.01 criterion 2",
            text(
                "Automated decisions with legal or similar effect",
                "Geautomatiseerde besluiten met rechtsgevolg of vergelijkbaar gevolg",
            ),
        ),
        choice(
            "monitoring",
            "WP 248 rev.01 criterion 3",
            text("Systematic monitoring", "Stelselmatig volgen"),
        ),
        choice(
            "sensitive",
            "WP 248 rev.01 criterion 4",
            text(
                "Sensitive data, or data of a very personal nature",
                "Gevoelige gegevens, of gegevens van zeer persoonlijke aard",
            ),
        ),
        choice(
            "large_scale",
            "WP 248 rev.01 criterion 5, GDPR recital 91",
            text(
                "Large scale: people, data, duration, area. Not: the patients or clients of a single practitioner",
                "Grote schaal: mensen, gegevens, duur, gebied. Niet: de patiënten of cliënten van één beroepsbeoefenaar",
            ),
        ),
        choice(
            "matching",
            "WP 248 rev.01 criterion 6",
            text(
                "Matching or combining data sets beyond what people expect",
                "Gegevensbestanden koppelen of samenvoegen, meer dan mensen verwachten",
            ),
        ),
        choice(
            "vulnerable",
            "WP 248 rev.01 criterion 7",
            text(
                "Vulnerable people: children, employees, patients, asylum seekers",
                "Kwetsbare mensen: kinderen, werknemers, patiënten, asielzoekers",
            ),
        ),
        choice(
            "innovative",
            "WP 248 rev.01 criterion 8",
            text(
                "New technology, or a new use of it",
                "Nieuwe techniek, of een nieuw gebruik ervan",
            ),
        ),
        choice(
            "barrier",
            "WP 248 rev.01 criterion 9",
            text(
                "It can keep people from a right, a service or a contract",
                "Het kan mensen een recht, dienst of overeenkomst onthouden",
            ),
        ),
    ],
)
.when(PERSONAL);

pub(super) const CASES: Question = Question::many(
    "cases",
    "GDPR art. 35(3)",
    More,
    text(
        "Is it one of the three cases of the law?",
        "Is het een van de drie gevallen van de wet?",
    ),
    text(
        "Each makes a DPIA mandatory.",
        "Elk maakt een DPIA verplicht.",
    ),
    &[
        choice(
            "evaluation",
            "GDPR art. 35(3)(a)",
            text(
                "Systematic and extensive evaluation of people by automated means, on which decisions with serious effect rest",
                "Mensen stelselmatig en uitgebreid geautomatiseerd beoordelen, met besluiten die hen ernstig raken",
            ),
        ),
        choice(
            "special_scale",
            "GDPR art. 35(3)(b)",
            text(
                "Special categories of data, or criminal data, on a large scale",
                "Bijzondere of strafrechtelijke persoonsgegevens op grote schaal",
            ),
        ),
        choice(
            "public_monitoring",
            "GDPR art. 35(3)(c)",
            text(
                "Systematic monitoring of a publicly accessible area on a large scale",
                "Stelselmatig en op grote schaal een openbaar toegankelijke ruimte volgen",
            ),
        ),
    ],
)
.when(PERSONAL);

const LIST: &str = "GDPR art. 35(4), Stcrt. 2019, 64418";

pub(super) const DUTCH_LIST: Question = Question::many(
    "dutch_list",
    LIST,
    More,
    text(
        "Is it on the list of the Dutch supervisor?",
        "Staat het op de lijst van de Autoriteit Persoonsgegevens?",
    ),
    text(
        "Choose only what is as large or systematic as the entry says; one tracked van is not.",
        "Kies alleen wat zo grootschalig of stelselmatig is als er staat; één gevolgde bestelbus is dat niet.",
    ),
    &[
        choice(
            "covert_investigation",
            LIST,
            text(
                "Covert investigation on a large scale or systematic; covert cameras of employers always",
                "Heimelijk onderzoek op grote schaal of stelselmatig; heimelijke camera's van werkgevers altijd",
            ),
        ),
        choice(
            "blacklists",
            LIST,
            text(
                "Blacklists of offences, nuisance or bad payers, shared with others",
                "Zwarte lijsten van strafbare feiten, hinder of wanbetaling, gedeeld met anderen",
            ),
        ),
        choice(
            "fraud",
            LIST,
            text(
                "Fighting fraud, on a large scale or systematic",
                "Fraudebestrijding, op grote schaal of stelselmatig",
            ),
        ),
        choice(
            "credit_scores",
            LIST,
            text(
                "Credit scores, on a large scale or systematic",
                "Creditscores, op grote schaal of stelselmatig",
            ),
        ),
        choice(
            "finances",
            LIST,
            text(
                "Financial data that show income, wealth or spending, on a large scale or systematic",
                "Financiële gegevens waaruit inkomen, vermogen of uitgaven blijken, op grote schaal of stelselmatig",
            ),
        ),
        choice("genetic", LIST, text(
                "Genetic data, on a large scale or systematic",
                "Genetische gegevens, op grote schaal of stelselmatig",
            )),
        choice(
            "health",
            LIST,
            text(
                "Health data on a large scale",
                "Gezondheidsgegevens op grote schaal",
            ),
        ),
        choice(
            "partnerships",
            LIST,
            text(
                "Partnerships in which authorities share sensitive data",
                "Samenwerkingsverbanden waarin overheden gevoelige gegevens delen",
            ),
        ),
        choice(
            "cameras",
            LIST,
            text(
                "Cameras on public places, on a large scale or systematic",
                "Cameratoezicht in openbaar toegankelijke ruimten, op grote schaal of stelselmatig",
            ),
        ),
        choice(
            "mobile_cameras",
            LIST,
            text(
                "Mobile cameras, such as bodycams and dashcams, on a large scale or systematic",
                "Flexibel cameratoezicht, zoals bodycams en dashcams, op grote schaal of stelselmatig",
            ),
        ),
        choice(
            "employees",
            LIST,
            text(
                "Monitoring employees, on a large scale or systematic",
                "Controle van werknemers, op grote schaal of stelselmatig",
            ),
        ),
        choice("location", LIST, text(
                "Location data, on a large scale or systematic",
                "Locatiegegevens, op grote schaal of stelselmatig",
            )),
        choice(
            "communication",
            LIST,
            text(
                "Communication data, on a large scale or systematic, unless needed to protect network or device",
                "Communicatiegegevens, op grote schaal of stelselmatig, tenzij nodig om netwerk of apparaat te beschermen",
            ),
        ),
        choice(
            "internet_of_things",
            LIST,
            text(
                "Data of devices that people use (internet of things), on a large scale or systematic",
                "Gegevens van apparaten van mensen (internet of things), op grote schaal of stelselmatig",
            ),
        ),
        choice(
            "profiling",
            LIST,
            text(
                "Profiling: systematic and extensive",
                "Profilering: stelselmatig en uitgebreid",
            ),
        ),
        choice(
            "behaviour",
            LIST,
            text(
                "Observing or influencing behaviour, also for advertising, on a large scale or systematic",
                "Gedrag observeren of beïnvloeden, ook voor reclame, op grote schaal of stelselmatig",
            ),
        ),
        choice(
            "biometric",
            LIST,
            text(
                "Biometric data to identify people, on a large scale or systematic",
                "Biometrische gegevens om mensen te herkennen, op grote schaal of stelselmatig",
            ),
        ),
    ],
)
.when(PERSONAL);

pub(super) const EXEMPTIONS: Question = Question::many(
    "exemptions",
    "GDPR art. 35(1), 35(5), 35(10), recital 171",
    Fewer,
    text(
        "Does an exemption apply?",
        "Is er een uitzondering van toepassing?",
    ),
    text(
        "Keep the proof with your records.",
        "Bewaar het bewijs bij uw administratie.",
    ),
    &[
        choice(
            "law",
            "GDPR art. 35(10)",
            text(
                "It rests on a law for which a general impact assessment was made, and no further one is required",
                "Het berust op een wet waarvoor al een algemene effectbeoordeling is gemaakt, en er is geen verdere vereist",
            ),
        ),
        choice(
            "similar",
            "GDPR art. 35(1)",
            text(
                "A DPIA of a very similar processing covers it",
                "Een DPIA van een zeer vergelijkbare verwerking dekt het",
            ),
        ),
        choice(
            "checked",
            "GDPR recital 171, WP 248 rev.01",
            text(
                "The supervisor checked it before May 2018 and nothing changed",
                "De toezichthouder heeft het vóór mei 2018 gecontroleerd en er is niets veranderd",
            ),
        ),
        choice(
            "listed",
            "GDPR art. 35(5)",
            text(
                "It is on a list of the competent supervisor of what needs no DPIA",
                "Het staat op een lijst van de bevoegde toezichthouder van wat geen DPIA vereist",
            ),
        ),
    ],
)
.when(PERSONAL);

pub(super) const VOLUNTARY: Question = Question::yes_no(
    "voluntary",
    "GDPR art. 24, 35",
    Yes,
    text(
        "Do you want to make the DPIA all the same?",
        "Wilt u de DPIA toch uitvoeren?",
    ),
    text(
        "Wise with one criterion, or for what you must be able to justify.",
        "Verstandig bij één criterium, of bij wat u moet kunnen verantwoorden.",
    ),
)
.when(All(&[PERSONAL, Not(&REQUIRED)]));

// Description.

pub(super) const PURPOSES: Question = Question::free(
    "description.purposes",
    "GDPR art. 35(7)(a)",
    text(
        "What is done, and for which purposes?",
        "Wat gebeurt er, en voor welke doelen?",
    ),
    text(
        "Describe operations and purposes; with legitimate interests, name them. No personal data here.",
        "Beschrijf handelingen en doelen; noem gerechtvaardigde belangen als die er zijn. Geen persoonsgegevens hier.",
    ),
)
.when(ASSESSED);

pub(super) const DATA: Question = Question::free(
    "description.data",
    "GDPR art. 35(7)(a)",
    text(
        "Which data, of whom, and how many people?",
        "Welke gegevens, van wie, en van hoeveel mensen?",
    ),
    text(
        "Categories, sources and numbers.",
        "Categorieën, bronnen en aantallen.",
    ),
)
.when(ASSESSED);

pub(super) const RECIPIENTS: Question = Question::free(
    "description.recipients",
    "GDPR art. 35(7)(a), 30(1)(d)",
    text(
        "Who receives or can see the data?",
        "Wie ontvangt de gegevens of kan ze zien?",
    ),
    text(
        "Within the organisation, processors, others.",
        "Binnen de organisatie, verwerkers, anderen.",
    ),
)
.when(ASSESSED);

pub(super) const MEANS: Question = Question::free(
    "description.means",
    "GDPR art. 35(7)(a)",
    text(
        "On what does it run: systems, networks, people, paper?",
        "Waar draait het op: systemen, netwerken, mensen, papier?",
    ),
    text(
        "Follow the data from collection to deletion.",
        "Volg de gegevens van verzamelen tot wissen.",
    ),
)
.when(ASSESSED);

// Necessity and proportionality.

pub(super) const BASIS: Question = Question::one(
    "basis",
    "GDPR art. 6(1)",
    Neither,
    text("On which basis?", "Op welke grondslag?"),
    text(
        "One for each purpose; take the weakest. Authorities can't use legitimate interests for their tasks.",
        "Eén voor elk doel; neem de zwakste. Overheden kunnen voor hun taken geen gerechtvaardigd belang gebruiken.",
    ),
    &[
        choice("law", "GDPR art. 6(1)(c)", text("A legal obligation", "Een wettelijke plicht")),
        choice(
            "public_task",
            "GDPR art. 6(1)(e)",
            text("A public task", "Een publieke taak"),
        ),
        choice("contract", "GDPR art. 6(1)(b)", text("A contract", "Een overeenkomst")),
        choice(
            "vital_interest",
            "GDPR art. 6(1)(d)",
            text("Vital interests", "Vitale belangen"),
        ),
        choice("consent", "GDPR art. 6(1)(a)", text("Consent", "Toestemming")),
        choice(
            "legitimate_interest",
            "GDPR art. 6(1)(f)",
            text(
                "Legitimate interests, weighed and written down",
                "Gerechtvaardigd belang, afgewogen en vastgelegd",
            ),
        ),
    ],
)
.when(ASSESSED);

pub(super) const WITHDRAWAL: Question = Question::yes_no(
    "basis.withdrawal",
    "GDPR art. 7",
    No,
    text(
        "Is consent free, specific and demonstrable, and as easy to withdraw as to give?",
        "Is toestemming vrij, specifiek en aantoonbaar, en even makkelijk in te trekken als te geven?",
    ),
    text(
        "Employees and citizens are seldom free towards employer and authority.",
        "Werknemers en burgers zijn zelden vrij tegenover werkgever en overheid.",
    ),
)
.when(May("basis", "consent"));

pub(super) const SPECIAL: Question = Question::yes_no(
    "special",
    "GDPR art. 9, 10, 87, UAVG art. 22–33, 46",
    Yes,
    text(
        "Are there special categories of data, criminal data or citizen service numbers?",
        "Zijn er bijzondere of strafrechtelijke persoonsgegevens of burgerservicenummers?",
    ),
    text(
        "Health, ethnicity, belief, opinion, union, sex life, genetics, biometrics for identification.",
        "Gezondheid, etniciteit, geloof, opvatting, vakbond, seksleven, genetica, biometrie voor herkenning.",
    ),
)
.when(ASSESSED);

pub(super) const SPECIAL_GROUND: Question = Question::yes_no(
    "special.ground",
    "GDPR art. 9(2), 10, UAVG art. 22–33, 46",
    No,
    text(
        "Does the law allow exactly this?",
        "Staat de wet precies dit toe?",
    ),
    text(
        "An exception of art. 9(2) or the UAVG, written down; for the citizen service number a statute.",
        "Een uitzondering van art. 9, lid 2, of de UAVG, vastgelegd; voor het burgerservicenummer een wet.",
    ),
)
.when(May("special", "yes"));

pub(super) const NECESSARY: Question = Question::yes_no(
    "necessary",
    "GDPR art. 5(1)(b)–(c), 35(7)(b)",
    No,
    text(
        "Is it shown that the purpose can't be reached in a way that intrudes less?",
        "Is aangetoond dat het doel niet op een minder ingrijpende manier kan worden bereikt?",
    ),
    text(
        "Name the alternatives and why they fail.",
        "Noem de alternatieven en waarom die niet volstaan.",
    ),
)
.when(ASSESSED);

pub(super) const COMPATIBLE: Question = Question::yes_no(
    "compatible",
    "GDPR art. 5(1)(b), 6(4)",
    No,
    text(
        "Are the data used only for the purposes for which they were collected?",
        "Worden de gegevens alleen gebruikt voor de doelen waarvoor ze zijn verzameld?",
    ),
    text(
        "Or for one that is demonstrably compatible.",
        "Of voor een doel dat aantoonbaar verenigbaar is.",
    ),
)
.when(ASSESSED);

pub(super) const MINIMAL: Question = Question::yes_no(
    "minimal",
    "GDPR art. 5(1)(c), 25",
    No,
    text(
        "Is no more collected than needed?",
        "Wordt niet meer verzameld dan nodig?",
    ),
    text(
        "Each field has a reason; the most careful setting is the default.",
        "Elk veld heeft een reden; de zorgvuldigste instelling is de standaard.",
    ),
)
.when(ASSESSED);

pub(super) const ACCURATE: Question = Question::yes_no(
    "accurate",
    "GDPR art. 5(1)(d)",
    No,
    text(
        "Are the data kept correct and up to date?",
        "Worden de gegevens juist en actueel gehouden?",
    ),
    text(
        "Somebody checks them, and mistakes are mended.",
        "Iemand controleert ze, en fouten worden hersteld.",
    ),
)
.when(ASSESSED);

pub(super) const RETENTION: Question = Question::yes_no(
    "retention",
    "GDPR art. 5(1)(e)",
    No,
    text(
        "Has everything a period after which it is deleted?",
        "Heeft alles een termijn waarna het wordt gewist?",
    ),
    text(
        "The period has a reason, and deletion really happens, in backups too.",
        "De termijn heeft een reden, en wissen gebeurt echt, ook in back-ups.",
    ),
)
.when(ASSESSED);

// Rights of people.

pub(super) const INFORMED: Question = Question::yes_no(
    "informed",
    "GDPR art. 12–14",
    No,
    text(
        "Are people told about it, in clear words and in time?",
        "Wordt het mensen verteld, in duidelijke woorden en op tijd?",
    ),
    text(
        "Also those whose data came from others.",
        "Ook wie de gegevens niet zelf gaf.",
    ),
)
.when(ASSESSED);

pub(super) const RIGHTS: Question = Question::yes_no(
    "rights",
    "GDPR art. 15–21",
    No,
    text(
        "Can people see, correct, erase, restrict, take along and object to it, within a month?",
        "Kunnen mensen hun gegevens binnen een maand inzien, verbeteren, wissen, beperken, meenemen en bezwaar maken?",
    ),
    text(
        "There is a way to ask, and somebody who answers.",
        "Er is een weg om het te vragen, en iemand die antwoordt.",
    ),
)
.when(ASSESSED);

pub(super) const AUTOMATED: Question = Question::yes_no(
    "automated",
    "GDPR art. 22",
    Yes,
    text(
        "Are there decisions without people, with legal or similar effect?",
        "Zijn er besluiten zonder mens, met rechtsgevolg of vergelijkbaar gevolg?",
    ),
    text(
        "A person who merely nods counts as none.",
        "Een mens die enkel knikt telt niet als mens.",
    ),
)
.when(ASSESSED);

pub(super) const AUTOMATED_SAFEGUARDS: Question = Question::yes_no(
    "automated.safeguards",
    "GDPR art. 22(2)–(4), UAVG art. 40",
    No,
    text(
        "Is it allowed, and can people get a person to hear and decide?",
        "Is het toegestaan, en kunnen mensen een mens laten luisteren en beslissen?",
    ),
    text(
        "Allowed by contract, law or explicit consent.",
        "Toegestaan door overeenkomst, wet of uitdrukkelijke toestemming.",
    ),
)
.when(May("automated", "yes"));

pub(super) const PROCESSORS: Question = Question::yes_no(
    "processors",
    "GDPR art. 28",
    Yes,
    text(
        "Do others process the data for you?",
        "Verwerken anderen de gegevens voor u?",
    ),
    text(
        "Hosting and software as a service count.",
        "Hosting en software als dienst tellen mee.",
    ),
)
.when(ASSESSED);

pub(super) const PROCESSOR_CONTRACTS: Question = Question::yes_no(
    "processors.contracts",
    "GDPR art. 28(3)",
    No,
    text(
        "Is there a processing agreement with each, and is it checked?",
        "Is er met elk een verwerkersovereenkomst, en wordt die gecontroleerd?",
    ),
    text("Their processors too.", "Ook hun verwerkers."),
)
.when(May("processors", "yes"));

pub(super) const TRANSFERS: Question = Question::yes_no(
    "transfers",
    "GDPR art. 44",
    Yes,
    text(
        "Do data leave the European Economic Area?",
        "Gaan er gegevens buiten de Europese Economische Ruimte?",
    ),
    text(
        "Access from elsewhere, such as for support, counts.",
        "Toegang van elders, zoals voor ondersteuning, telt mee.",
    ),
)
.when(ASSESSED);

pub(super) const TRANSFER_GROUND: Question = Question::yes_no(
    "transfers.ground",
    "GDPR art. 45–49",
    No,
    text(
        "Is there an adequacy decision, or are there safeguards that were assessed?",
        "Is er een adequaatheidsbesluit, of zijn er waarborgen die zijn beoordeeld?",
    ),
    text(
        "Standard contractual clauses with a transfer assessment, or binding corporate rules.",
        "Modelcontractbepalingen met een doorgiftebeoordeling, of bindende bedrijfsvoorschriften.",
    ),
)
.when(May("transfers", "yes"));

pub(super) const OFFICER: Question = Question::one(
    "officer",
    "GDPR art. 35(2), 37–39",
    Later,
    text(
        "Has the data protection officer advised?",
        "Heeft de functionaris voor gegevensbescherming geadviseerd?",
    ),
    text(
        "The advice and what you did with it are kept.",
        "Het advies en wat u ermee deed worden bewaard.",
    ),
    &[
        choice("advised", "GDPR art. 35(2)", text("Yes", "Ja")),
        choice(
            "none",
            "GDPR art. 37",
            text(
                "We need none and have none",
                "Wij hoeven er geen te hebben en hebben er geen",
            ),
        ),
        choice("not_asked", "GDPR art. 35(2)", text("No", "Nee")),
    ],
)
.when(ASSESSED);

pub(super) const VIEWS: Question = Question::one(
    "views",
    "GDPR art. 35(9)",
    Later,
    text(
        "Were the people concerned, or those who speak for them, asked?",
        "Is het de betrokkenen gevraagd, of wie voor hen spreekt?",
    ),
    text(
        "For example works council, patients' council, users.",
        "Bijvoorbeeld ondernemingsraad, cliëntenraad, gebruikers.",
    ),
    &[
        choice("asked", "GDPR art. 35(9)", text("Yes", "Ja")),
        choice(
            "reason",
            "GDPR art. 35(9)",
            text(
                "No, and the reason is written down",
                "Nee, en de reden is vastgelegd",
            ),
        ),
        choice("not_asked", "GDPR art. 35(9)", text("No", "Nee")),
    ],
)
.when(ASSESSED);

// Risks.

const MEASURES: &[Choice] = &[
    choice(
        "access_control",
        "GDPR art. 32(1)(b)",
        text(
            "Access by role, with strong sign-in",
            "Toegang per rol, met sterke aanmelding",
        ),
    ),
    choice(
        "encryption",
        "GDPR art. 32(1)(a)",
        text(
            "Encryption in transit and at rest",
            "Versleuteling onderweg en in opslag",
        ),
    ),
    choice(
        "pseudonymisation",
        "GDPR art. 25, 32(1)(a)",
        text("Pseudonymisation", "Pseudonimisering"),
    ),
    choice(
        "minimisation",
        "GDPR art. 25",
        text(
            "Fewer data, shorter kept",
            "Minder gegevens, korter bewaard",
        ),
    ),
    choice(
        "separation",
        "GDPR art. 32(1)(b)",
        text(
            "Separation of data and duties",
            "Scheiding van gegevens en taken",
        ),
    ),
    choice(
        "logging",
        "GDPR art. 32(1)(b)",
        text("Logging that somebody reads", "Logging die iemand leest"),
    ),
    choice(
        "integrity",
        "GDPR art. 32(1)(b)",
        text(
            "Checks of integrity, and a history of changes",
            "Controle op integriteit, en een geschiedenis van wijzigingen",
        ),
    ),
    choice(
        "backup",
        "GDPR art. 32(1)(c)",
        text("Backups that are tested", "Back-ups die worden getest"),
    ),
    choice(
        "testing",
        "GDPR art. 32(1)(d)",
        text(
            "Regular tests of security and outcomes",
            "Geregelde tests van beveiliging en uitkomsten",
        ),
    ),
    choice(
        "human_review",
        "GDPR art. 22(3)",
        text(
            "Review by people with authority",
            "Beoordeling door mensen met gezag",
        ),
    ),
    choice(
        "contracts",
        "GDPR art. 28, 29",
        text(
            "Contracts and instructions",
            "Overeenkomsten en instructies",
        ),
    ),
    choice(
        "training",
        "GDPR art. 32(4)",
        text("Training of people", "Opleiding van mensen"),
    ),
    choice(
        "incident_response",
        "GDPR art. 33, 34",
        text(
            "Practised response to breaches",
            "Geoefende reactie op datalekken",
        ),
    ),
];

const SEVERITY_HELP: Text = text(
    "1: a nuisance. 2: considerable inconvenience. 3: serious consequences that are hard to overcome. 4: consequences that can't \
     be undone.",
    "1: hinder. 2: flink ongemak. 3: ernstige gevolgen die moeilijk te boven te komen zijn. 4: onomkeerbare gevolgen.",
);

const LIKELIHOOD_HELP: Text = text(
    "1: hardly conceivable. 2: difficult. 3: quite possible. 4: very easy.",
    "1: nauwelijks denkbaar. 2: moeilijk. 3: goed mogelijk. 4: heel makkelijk.",
);

const MEASURES_HELP: Text = text(
    "Only what exists, or exists before the processing starts.",
    "Alleen wat er is, of er is voordat de verwerking begint.",
);

/// A risk to people, before and after measures.
#[derive(Clone, Copy)]
pub(super) struct Risk {
    pub(super) id: &'static str,
    pub(super) name: Text,
    pub(super) severity: Question,
    pub(super) likelihood: Question,
    pub(super) measures: Question,
    pub(super) residual_severity: Question,
    pub(super) residual_likelihood: Question,
}

macro_rules! risk {
    ($id:literal, $name:expr, $en:literal, $nl:literal) => {
        Risk {
            id: $id,
            name: $name,
            severity: Question::level(
                concat!("risk.", $id, ".severity"),
                "GDPR art. 35(7)(c), recital 75",
                text(
                    concat!("How bad is it for people if ", $en, "?"),
                    concat!("Hoe erg is het voor mensen als ", $nl, "?"),
                ),
                SEVERITY_HELP,
            )
            .when(ASSESSED),
            likelihood: Question::level(
                concat!("risk.", $id, ".likelihood"),
                "GDPR art. 35(7)(c), recital 76",
                text(
                    concat!("Without further measures, how likely is it that ", $en, "?"),
                    concat!(
                        "Hoe waarschijnlijk is het zonder verdere maatregelen dat ",
                        $nl,
                        "?"
                    ),
                ),
                LIKELIHOOD_HELP,
            )
            .when(ASSESSED),
            measures: Question::many(
                concat!("risk.", $id, ".measures"),
                "GDPR art. 35(7)(d), 32",
                Fewer,
                text(
                    concat!("Which measures reduce the risk that ", $en, "?"),
                    concat!("Welke maatregelen verkleinen het risico dat ", $nl, "?"),
                ),
                MEASURES_HELP,
                MEASURES,
            )
            .when(ASSESSED),
            residual_severity: Question::level(
                concat!("risk.", $id, ".residual_severity"),
                "GDPR art. 35(7)(d)",
                text(
                    concat!("With these measures, how bad is it if ", $en, "?"),
                    concat!("Hoe erg is het met deze maatregelen als ", $nl, "?"),
                ),
                SEVERITY_HELP,
            )
            .when(ASSESSED),
            residual_likelihood: Question::level(
                concat!("risk.", $id, ".residual_likelihood"),
                "GDPR art. 35(7)(d)",
                text(
                    concat!("With these measures, how likely is it that ", $en, "?"),
                    concat!(
                        "Hoe waarschijnlijk is het met deze maatregelen dat ",
                        $nl,
                        "?"
                    ),
                ),
                LIKELIHOOD_HELP,
            )
            .when(ASSESSED),
        }
    };
}

const ACCESS: Risk = risk!(
    "access",
    text("Unauthorised access", "Onbevoegde toegang"),
    "somebody sees or copies the data without authority",
    "iemand de gegevens onbevoegd ziet of kopieert"
);

const CHANGE: Risk = risk!(
    "change",
    text("Unwanted change", "Ongewenste wijziging"),
    "the data are changed without authority or by mistake",
    "de gegevens onbevoegd of per ongeluk worden gewijzigd"
);

const LOSS: Risk = risk!(
    "loss",
    text("Disappearance", "Verdwijning"),
    "the data disappear or can't be reached",
    "de gegevens verdwijnen of onbereikbaar zijn"
);

const PURPOSE_CREEP: Risk = risk!(
    "purpose_creep",
    text("Use for another purpose", "Gebruik voor een ander doel"),
    "the data are used for something people don't expect",
    "de gegevens worden gebruikt voor iets wat mensen niet verwachten"
);

const UNFAIRNESS: Risk = risk!(
    "unfairness",
    text(
        "Wrong or unequal treatment",
        "Onjuiste of ongelijke behandeling"
    ),
    "people are treated wrongly or unequally because of the data",
    "mensen door de gegevens onjuist of ongelijk worden behandeld"
);

const REIDENTIFICATION: Risk = risk!(
    "reidentification",
    text("Recognising people", "Herkenning van mensen"),
    "people are recognised in data that should not show who they are",
    "mensen worden herkend in gegevens waaruit dat niet zou mogen blijken"
);

/// The three feared events of the CNIL's method, and three that follow from the GDPR's principles.
pub(super) const RISKS: [Risk; 6] = [
    ACCESS,
    CHANGE,
    LOSS,
    PURPOSE_CREEP,
    UNFAIRNESS,
    REIDENTIFICATION,
];

const fn questions(risk: &Risk) -> [Question; 5] {
    [
        risk.severity,
        risk.likelihood,
        risk.measures,
        risk.residual_severity,
        risk.residual_likelihood,
    ]
}

static RISK_QUESTIONS: [[Question; 5]; 6] = [
    questions(&ACCESS),
    questions(&CHANGE),
    questions(&LOSS),
    questions(&PURPOSE_CREEP),
    questions(&UNFAIRNESS),
    questions(&REIDENTIFICATION),
];

pub(super) static SECTIONS: &[Section] = &[
    Section {
        id: "need",
        title: text("Is a DPIA needed?", "Is een DPIA nodig?"),
        questions: &[
            PERSONAL_DATA,
            CRITERIA,
            CASES,
            DUTCH_LIST,
            EXEMPTIONS,
            VOLUNTARY,
        ],
    },
    Section {
        id: "description",
        title: text("Description", "Beschrijving"),
        questions: &[PURPOSES, DATA, RECIPIENTS, MEANS],
    },
    Section {
        id: "necessity",
        title: text("Necessity and proportionality", "Noodzaak en evenredigheid"),
        questions: &[
            BASIS,
            WITHDRAWAL,
            SPECIAL,
            SPECIAL_GROUND,
            NECESSARY,
            COMPATIBLE,
            MINIMAL,
            ACCURATE,
            RETENTION,
        ],
    },
    Section {
        id: "rights",
        title: text("Rights of people", "Rechten van mensen"),
        questions: &[
            INFORMED,
            RIGHTS,
            AUTOMATED,
            AUTOMATED_SAFEGUARDS,
            PROCESSORS,
            PROCESSOR_CONTRACTS,
            TRANSFERS,
            TRANSFER_GROUND,
            OFFICER,
            VIEWS,
        ],
    },
    Section {
        id: "risk.access",
        title: ACCESS.name,
        questions: &RISK_QUESTIONS[0],
    },
    Section {
        id: "risk.change",
        title: CHANGE.name,
        questions: &RISK_QUESTIONS[1],
    },
    Section {
        id: "risk.loss",
        title: LOSS.name,
        questions: &RISK_QUESTIONS[2],
    },
    Section {
        id: "risk.purpose_creep",
        title: PURPOSE_CREEP.name,
        questions: &RISK_QUESTIONS[3],
    },
    Section {
        id: "risk.unfairness",
        title: UNFAIRNESS.name,
        questions: &RISK_QUESTIONS[4],
    },
    Section {
        id: "risk.reidentification",
        title: REIDENTIFICATION.name,
        questions: &RISK_QUESTIONS[5],
    },
];
