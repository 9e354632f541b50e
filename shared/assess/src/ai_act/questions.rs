//! The questions of `ai-act@2` and `ai-act@1`. Their texts are ours; the articles are where to read on.

use crate::questionnaire::Condition::{All, Any, AtLeast, Is, May, MayAtLeast, Not};
use crate::questionnaire::Stricter::{Fewer, Later, More, Neither, No, Yes};
use crate::questionnaire::{Choice, Condition, Question, Section, choice};
use crate::text::text;

/// An exclusion that takes a system or a model out of the Act altogether.
const EXCLUDED: Condition = Any(&[
    Is("exclusions", "military"),
    Is("exclusions", "foreign_authority"),
    Is("exclusions", "research"),
    Is("exclusions", "before_market"),
    PERSONAL_USE,
]);

/// Personal use relieves deployers only, so it counts where there is no other role.
const PERSONAL_USE: Condition = All(&[
    Is("exclusions", "personal"),
    Not(&Any(&[
        May("roles", "provider"),
        May("roles", "importer"),
        May("roles", "distributor"),
        May("roles", "product_manufacturer"),
        May("roles", "authorised_representative"),
    ])),
]);

pub(super) const SYSTEM_IN_SCOPE: Condition = All(&[
    May("subject", "system"),
    May("inference", "yes"),
    May("union", "yes"),
    Not(&EXCLUDED),
]);

pub(super) const MODEL_IN_SCOPE: Condition =
    All(&[May("subject", "model"), May("union", "yes"), Not(&EXCLUDED)]);

const WORK_OR_SCHOOL: Condition = Any(&[
    May("emotion.place", "workplace"),
    May("emotion.place", "education"),
]);

/// Something in Annex III may apply. Biometrics follow from earlier questions.
pub(super) const ANNEX_III: Condition = Any(&[
    May("emotion", "yes"),
    May("categorisation.traits", "sensitive"),
    May("categorisation.traits", "protected"),
    May("identification", "yes"),
    MayAtLeast("annex3.infrastructure", 1),
    MayAtLeast("annex3.education", 1),
    MayAtLeast("annex3.employment", 1),
    MayAtLeast("annex3.services", 1),
    MayAtLeast("annex3.law_enforcement", 1),
    MayAtLeast("annex3.migration", 1),
    MayAtLeast("annex3.justice", 1),
]);

/// The system may be of high risk by its product or its use, and the answers are those of a deployer.
const DEPLOYER_OF_HIGH_RISK: Condition = All(&[
    May("roles", "deployer"),
    Any(&[May("product.third_party", "yes"), ANNEX_III]),
]);

const MODEL_PROVIDER: Condition = All(&[
    May("model.general_purpose", "yes"),
    Any(&[
        May("model.origin", "own"),
        May("model.origin", "modified_much"),
    ]),
]);

// Scope and role.

pub(super) const SUBJECT: Question = Question::many(
    "subject",
    "AI Act art. 3(1), 3(63)",
    More,
    text("What is assessed?", "Wat wordt beoordeeld?"),
    text(
        "A system is what people or other software use: an application, a component, an agent. A model is what is \
         trained and built into systems; choose it only if you train, adapt or release a model yourself.",
        "Een systeem is wat mensen of andere software gebruiken: een toepassing, een onderdeel, een agent. Een model \
         is wat wordt getraind en in systemen wordt ingebouwd; kies dit alleen als u zelf een model traint, aanpast \
         of uitbrengt.",
    ),
    &[
        choice("system", "AI Act art. 3(1)", text("A system", "Een systeem")),
        choice("model", "AI Act art. 3(63)", text("A model", "Een model")),
    ],
)
.at_least_one();

pub(super) const INFERENCE: Question = Question::yes_no(
    "inference",
    "AI Act art. 3(1)",
    Yes,
    text(
        "Does the system infer from its input how to produce its output?",
        "Leidt het systeem uit zijn invoer af hoe het zijn uitvoer maakt?",
    ),
    text(
        "Yes for machine learning, language models, neural networks, knowledge-based reasoning. No for software that \
         only executes rules written by people: fixed formulas, decision tables, database queries, sorting.",
        "Ja bij machinaal leren, taalmodellen, neurale netwerken en redeneren met kennis. Nee bij software die alleen \
         door mensen geschreven regels uitvoert: vaste formules, beslistabellen, zoekopdrachten, sorteren.",
    ),
)
.when(May("subject", "system"));

pub(super) const ROLES: Question = Question::many(
    "roles",
    "AI Act art. 3(3)–(8), 25",
    More,
    text(
        "What are you to this system or model?",
        "Wat bent u voor dit systeem of model?",
    ),
    text(
        "One organisation can have several roles. Who builds a system and uses it under its own name is both provider \
         and deployer.",
        "Eén organisatie kan meer rollen hebben. Wie een systeem bouwt en onder eigen naam gebruikt, is zowel \
         aanbieder als gebruiksverantwoordelijke.",
    ),
    &[
        choice(
            "provider",
            "AI Act art. 3(3)",
            text(
                "Provider: we develop it, or have it developed, and offer or use it under our name",
                "Aanbieder: wij ontwikkelen het, of laten dat doen, en bieden of gebruiken het onder onze naam",
            ),
        ),
        choice(
            "deployer",
            "AI Act art. 3(4)",
            text(
                "Deployer: we use it under our own responsibility",
                "Gebruiksverantwoordelijke: wij gebruiken het onder eigen verantwoordelijkheid",
            ),
        ),
        choice(
            "importer",
            "AI Act art. 3(6)",
            text(
                "Importer: we bring onto the EU market what carries the name of somebody outside the EU",
                "Importeur: wij brengen iets op de EU-markt dat de naam draagt van iemand buiten de EU",
            ),
        ),
        choice(
            "distributor",
            "AI Act art. 3(7)",
            text(
                "Distributor: we pass on what others placed on the market",
                "Distributeur: wij leveren door wat anderen in de handel brachten",
            ),
        ),
        choice(
            "product_manufacturer",
            "AI Act art. 2(1)(e), 25(3)",
            text(
                "Product manufacturer: we sell it as part of our product, under our name",
                "Productfabrikant: wij verkopen het als deel van ons product, onder onze naam",
            ),
        ),
        choice(
            "authorised_representative",
            "AI Act art. 3(5)",
            text(
                "Authorised representative: we act in the EU for a provider elsewhere",
                "Gemachtigde: wij treden in de EU op voor een aanbieder van elders",
            ),
        ),
    ],
)
.at_least_one();

pub(super) const UNION: Question = Question::yes_no(
    "union",
    "AI Act art. 2(1)",
    Yes,
    text(
        "Is it offered or used in the EU, is its output used there, or are you its deployer and established there?",
        "Wordt het in de EU aangeboden of gebruikt, wordt de uitvoer daar gebruikt, of bent u gebruiksverantwoordelijke en daar \
         gevestigd?",
    ),
    text(
        "One of these is enough. A deployer established in the EU falls under the Act wherever the system runs and its output \
         goes; a provider from elsewhere does if the system, the model or its output comes here. So do an authorised \
         representative, and affected people, in the EU.",
        "Eén hiervan is genoeg. Een gebruiksverantwoordelijke die in de EU is gevestigd valt onder de verordening waar het systeem \
         ook draait en waar de uitvoer ook heen gaat; een aanbieder van elders als het systeem, het model of de uitvoer hier komt. \
         Hetzelfde geldt voor een gemachtigde en voor getroffen personen in de EU.",
    ),
);

/// The same without who is established in the EU.
const UNION_1: Question = Question::yes_no(
    "union",
    "AI Act art. 2(1)",
    Yes,
    text(
        "Is it offered or used in the EU, or is its output used there?",
        "Wordt het in de EU aangeboden of gebruikt, of wordt de uitvoer daar gebruikt?",
    ),
    text(
        "Where you are established does not matter if the system or the model comes onto the EU market, or if what it \
         produces is used in the EU.",
        "Waar u gevestigd bent maakt niet uit als het systeem of model op de EU-markt komt, of als wat het voortbrengt \
         in de EU wordt gebruikt.",
    ),
);

pub(super) const EXCLUSIONS: Question = Question::many(
    "exclusions",
    "AI Act art. 2(3)–(10)",
    Fewer,
    text(
        "Does one of these exclusions apply entirely?",
        "Is een van deze uitzonderingen volledig van toepassing?",
    ),
    text(
        "Each applies only if there is no other purpose beside it. Testing with people in the real world is not \
         excluded.",
        "Elk geldt alleen als er geen ander doel naast bestaat. Testen met mensen in de werkelijkheid valt niet onder \
         een uitzondering.",
    ),
    &[
        choice(
            "military",
            "AI Act art. 2(3)",
            text(
                "Only for military, defence or national-security purposes",
                "Alleen voor militaire doelen, defensie of nationale veiligheid",
            ),
        ),
        choice(
            "foreign_authority",
            "AI Act art. 2(4)",
            text(
                "Only by an authority of another country or an international organisation, under an agreement on police \
                 or judicial cooperation with safeguards",
                "Alleen door een autoriteit van een ander land of een internationale organisatie, onder een verdrag \
                 over politiële of justitiële samenwerking met waarborgen",
            ),
        ),
        choice(
            "research",
            "AI Act art. 2(6)",
            text(
                "Made and used for scientific research and development only",
                "Alleen gemaakt en gebruikt voor wetenschappelijk onderzoek en ontwikkeling",
            ),
        ),
        choice(
            "before_market",
            "AI Act art. 2(8)",
            text(
                "Still being developed or tested, without real-world use",
                "Nog in ontwikkeling of test, zonder gebruik in de werkelijkheid",
            ),
        ),
        choice(
            "personal",
            "AI Act art. 2(10)",
            text(
                "Used by a private person, for nothing professional",
                "Gebruikt door een particulier, voor niets beroepsmatigs",
            ),
        ),
    ],
);

pub(super) const OPEN_SOURCE: Question = Question::yes_no(
    "open_source",
    "AI Act art. 2(12)",
    No,
    text(
        "Is the system released under a free and open-source licence?",
        "Is het systeem uitgebracht onder een vrije en opensourcelicentie?",
    ),
    text(
        "Then the Act applies only to prohibited practices, high risk and transparency. It is no exception where the \
         system is sold or paid for with personal data.",
        "Dan geldt de verordening alleen voor verboden praktijken, hoog risico en transparantie. Het is geen \
         uitzondering als het systeem wordt verkocht of met persoonsgegevens wordt betaald.",
    ),
)
.when(SYSTEM_IN_SCOPE);

const PLACED_BEFORE_2025_08: Choice = choice(
    "before_2025_08",
    "AI Act art. 111(3)",
    text("Before 2 August 2025", "Vóór 2 augustus 2025"),
);

const PLACED_BEFORE_2026_08: Choice = choice(
    "before_2026_08",
    "AI Act art. 111(4)",
    text(
        "From 2 August 2025 until 1 August 2026",
        "Van 2 augustus 2025 tot en met 1 augustus 2026",
    ),
);

pub(super) const PLACED: Question = Question::one(
    "placed",
    "AI Act art. 111, 113",
    Neither,
    text(
        "When was it first placed on the EU market or put into service?",
        "Wanneer is het voor het eerst in de EU in de handel gebracht of in gebruik gesteld?",
    ),
    text(
        "Some obligations have a later date for what was there before. A significant change of the design ends that: then \
         choose the day of the change.",
        "Sommige verplichtingen gelden later voor wat er al was. Een aanzienlijke wijziging van het ontwerp maakt daar een \
         einde aan: kies dan de dag van de wijziging.",
    ),
    &[
        PLACED_BEFORE_2025_08,
        PLACED_BEFORE_2026_08,
        choice(
            "before_2027_12",
            "AI Act art. 111(2)",
            text(
                "From 2 August 2026 until 1 December 2027",
                "Van 2 augustus 2026 tot en met 1 december 2027",
            ),
        ),
        choice(
            "before_2028_08",
            "AI Act art. 111(2)",
            text(
                "From 2 December 2027 until 1 August 2028",
                "Van 2 december 2027 tot en met 1 augustus 2028",
            ),
        ),
        choice(
            "later",
            "AI Act art. 113",
            text(
                "Since 2 August 2028, or not yet",
                "Sinds 2 augustus 2028, of nog niet",
            ),
        ),
    ],
)
.when(Any(&[SYSTEM_IN_SCOPE, MODEL_IN_SCOPE]));

/// The same without the dates of high risk.
const PLACED_1: Question = Question::one(
    PLACED.id,
    PLACED.article,
    Neither,
    PLACED.text,
    PLACED.help,
    &[
        PLACED_BEFORE_2025_08,
        PLACED_BEFORE_2026_08,
        choice(
            "later",
            "AI Act art. 113",
            text(
                "Since 2 August 2026, or not yet",
                "Sinds 2 augustus 2026, of nog niet",
            ),
        ),
    ],
)
.when(PLACED.asked_if);

pub(super) const CHANGES: Question = Question::many(
    "changes",
    "AI Act art. 25(1)",
    More,
    text(
        "Do you do one of these with a system of somebody else?",
        "Doet u een van deze dingen met een systeem van een ander?",
    ),
    text(
        "If the system is of high risk, or becomes so, this makes you its provider, with all of a provider's \
         obligations.",
        "Als het systeem een hoog risico heeft of krijgt, maakt dit u tot aanbieder, met alle verplichtingen van een \
         aanbieder.",
    ),
    &[
        choice(
            "rebrand",
            "AI Act art. 25(1)(a)",
            text("Put our name or brand on it", "Onze naam of ons merk erop zetten"),
        ),
        choice(
            "modify",
            "AI Act art. 25(1)(b)",
            text("Change it substantially", "Het wezenlijk wijzigen"),
        ),
        choice(
            "repurpose",
            "AI Act art. 25(1)(c)",
            text(
                "Use it for a purpose of high risk that it was not meant for",
                "Het gebruiken voor een doel met hoog risico waarvoor het niet bedoeld was",
            ),
        ),
    ],
)
.when(SYSTEM_IN_SCOPE);

// Prohibited practices.

pub(super) const MANIPULATION: Question = Question::yes_no(
    "manipulation",
    "AI Act art. 5(1)(a)",
    Yes,
    text(
        "Does it influence people below their awareness, or by manipulation or deception, so that they are likely to \
         come to significant harm?",
        "Beïnvloedt het mensen buiten hun bewustzijn om, of door manipulatie of misleiding, zodat zij \
         waarschijnlijk aanzienlijke schade lijden?",
    ),
    text(
        "The effect suffices; it need not be the purpose. Ordinary advertising and openly persuading somebody are not \
         meant.",
        "Het gevolg is genoeg; het hoeft niet het doel te zijn. Gewone reclame en openlijk overtuigen zijn niet \
         bedoeld.",
    ),
)
.when(SYSTEM_IN_SCOPE);

pub(super) const VULNERABILITY: Question = Question::yes_no(
    "vulnerability",
    "AI Act art. 5(1)(b)",
    Yes,
    text(
        "Does it exploit that people are vulnerable by age, disability, or their social or economic situation, so that \
         significant harm is likely?",
        "Maakt het misbruik van de kwetsbaarheid van mensen door leeftijd, handicap of hun sociale of economische \
         situatie, zodat aanzienlijke schade waarschijnlijk is?",
    ),
    text(
        "For example pressing people in debt into credit, or children into purchases.",
        "Bijvoorbeeld mensen met schulden tot krediet aanzetten, of kinderen tot aankopen.",
    ),
)
.when(SYSTEM_IN_SCOPE);

pub(super) const SOCIAL_SCORING: Question = Question::yes_no(
    "social_scoring",
    "AI Act art. 5(1)(c)",
    Yes,
    text(
        "Does it score people over time by their behaviour or character, with bad consequences in another context or out \
         of proportion?",
        "Geeft het mensen over een langere tijd een score op gedrag of karakter, met nadelige gevolgen in een andere \
         context of die niet in verhouding staan?",
    ),
    text(
        "Public and private bodies alike. A score that is used only for what it was lawfully made for, such as a credit \
         decision, is not meant.",
        "Voor overheid en bedrijven gelijk. Een score die alleen wordt gebruikt waarvoor zij rechtmatig is gemaakt, zoals \
         een kredietbesluit, is niet bedoeld.",
    ),
)
.when(SYSTEM_IN_SCOPE);

pub(super) const CRIME_PREDICTION: Question = Question::yes_no(
    "crime_prediction",
    "AI Act art. 5(1)(d)",
    Yes,
    text(
        "Does it predict that a person will commit an offence solely from a profile or from traits of character?",
        "Voorspelt het uitsluitend uit een profiel of karaktertrekken dat iemand een strafbaar feit zal plegen?",
    ),
    text(
        "No if it supports a human judgement that already rests on objective, verifiable facts about a criminal \
         activity, or if it concerns places or transactions instead of persons.",
        "Nee als het een menselijk oordeel ondersteunt dat al op objectieve, controleerbare feiten over een strafbaar \
         feit berust, of als het om plaatsen of transacties gaat en niet om personen.",
    ),
)
.when(SYSTEM_IN_SCOPE);

pub(super) const FACE_SCRAPING: Question = Question::yes_no(
    "face_scraping",
    "AI Act art. 5(1)(e)",
    Yes,
    text(
        "Does it build or extend a database for face recognition by collecting faces untargeted from the internet or \
         cameras?",
        "Bouwt of vergroot het een databank voor gezichtsherkenning door ongericht gezichten van internet of camera's \
         te verzamelen?",
    ),
    text("There is no exception.", "Er is geen uitzondering."),
)
.when(SYSTEM_IN_SCOPE);

pub(super) const EMOTION: Question = Question::yes_no(
    "emotion",
    "AI Act art. 3(39), 5(1)(f), Annex III point 1(c)",
    Yes,
    text(
        "Does it infer emotions or intentions of people from biometric data, such as face, voice or gait?",
        "Leidt het emoties of bedoelingen van mensen af uit biometrische gegevens, zoals gezicht, stem of manier van \
         lopen?",
    ),
    text(
        "Recognising sentiment in written text is not meant, nor is recognising pain or tiredness, or merely that \
         somebody smiles.",
        "Sentiment herkennen in geschreven tekst is niet bedoeld, net zo min als pijn of vermoeidheid herkennen, of \
         enkel dat iemand lacht.",
    ),
)
.when(SYSTEM_IN_SCOPE);

pub(super) const EMOTION_PLACE: Question = Question::many(
    "emotion.place",
    "AI Act art. 5(1)(f)",
    More,
    text("Of whom, and where?", "Van wie, en waar?"),
    text(
        "Applicants count as the workplace, pupils and candidates in exams as education.",
        "Sollicitanten tellen als werk, leerlingen en examenkandidaten als onderwijs.",
    ),
    &[
        choice(
            "elsewhere",
            "AI Act Annex III point 1(c)",
            text(
                "Others, such as customers or patients",
                "Anderen, zoals klanten of patiënten",
            ),
        ),
        choice(
            "workplace",
            "AI Act art. 5(1)(f)",
            text("People at work", "Mensen op het werk"),
        ),
        choice(
            "education",
            "AI Act art. 5(1)(f)",
            text("People in education", "Mensen in het onderwijs"),
        ),
    ],
)
.at_least_one()
.when(May("emotion", "yes"));

pub(super) const EMOTION_MEDICAL: Question = Question::yes_no(
    "emotion.medical_or_safety",
    "AI Act art. 5(1)(f)",
    No,
    text(
        "Is it there for medical or safety reasons only?",
        "Is het er alleen om medische redenen of voor de veiligheid?",
    ),
    text(
        "For example a therapy, or preventing accidents. Wellbeing, stress or productivity in general do not count.",
        "Bijvoorbeeld een behandeling, of ongelukken voorkomen. Welzijn, stress of productiviteit in het algemeen tellen \
         niet.",
    ),
)
.when(WORK_OR_SCHOOL);

pub(super) const CATEGORISATION: Question = Question::yes_no(
    "categorisation",
    "AI Act art. 3(40), 5(1)(g), Annex III point 1(b)",
    Yes,
    text(
        "Does it put people into categories by biometric data?",
        "Deelt het mensen in categorieën in op grond van biometrische gegevens?",
    ),
    text(
        "Not if this is merely a technically necessary part of another service, such as a filter that places a hat on a \
         face.",
        "Niet als dit enkel een technisch noodzakelijk deel is van een andere dienst, zoals een filter dat een hoed op \
         een gezicht zet.",
    ),
)
.when(SYSTEM_IN_SCOPE);

pub(super) const CATEGORISATION_TRAITS: Question = Question::many(
    "categorisation.traits",
    "AI Act art. 5(1)(g), Annex III point 1(b)",
    More,
    text("Into what kind of categories?", "In wat voor categorieën?"),
    text(
        "What is deduced counts, not what the category is called.",
        "Het gaat om wat wordt afgeleid, niet om hoe de categorie heet.",
    ),
    &[
        choice(
            "other",
            "AI Act art. 50(3)",
            text(
                "Other ones, such as hair colour",
                "Andere, zoals haarkleur",
            ),
        ),
        choice(
            "protected",
            "AI Act Annex III point 1(b)",
            text(
                "Other protected traits, such as age, sex or disability",
                "Andere beschermde kenmerken, zoals leeftijd, geslacht of handicap",
            ),
        ),
        choice(
            "sensitive",
            "AI Act art. 5(1)(g)",
            text(
                "Race, political opinion, union membership, belief, sex life or sexual orientation",
                "Ras, politieke opvatting, vakbondslidmaatschap, geloof of overtuiging, seksleven of seksuele gerichtheid",
            ),
        ),
    ],
)
.at_least_one()
.when(May("categorisation", "yes"));

pub(super) const CATEGORISATION_LAWFUL: Question = Question::yes_no(
    "categorisation.lawful_dataset",
    "AI Act art. 5(1)(g)",
    No,
    text(
        "Does it only label or filter lawfully acquired biometric data, or categorise them for law enforcement?",
        "Worden alleen rechtmatig verkregen biometrische gegevens gelabeld of gefilterd, of voor rechtshandhaving \
         ingedeeld?",
    ),
    text(
        "For example to balance a set of training images.",
        "Bijvoorbeeld om een verzameling trainingsbeelden evenwichtig te maken.",
    ),
)
.when(May("categorisation.traits", "sensitive"));

pub(super) const IDENTIFICATION: Question = Question::yes_no(
    "identification",
    "AI Act art. 3(41), 5(1)(h), Annex III point 1(a)",
    Yes,
    text(
        "Does it identify people at a distance by biometric data, without their taking part?",
        "Herkent het mensen op afstand aan biometrische gegevens, zonder dat zij eraan meewerken?",
    ),
    text(
        "Confirming that somebody is who they say they are, such as unlocking a telephone or a door, is not meant.",
        "Bevestigen dat iemand is wie die zegt te zijn, zoals bij het ontgrendelen van een telefoon of een deur, is niet \
         bedoeld.",
    ),
)
.when(SYSTEM_IN_SCOPE);

pub(super) const IDENTIFICATION_LIVE: Question = Question::yes_no(
    "identification.live_police",
    "AI Act art. 5(1)(h)",
    Yes,
    text(
        "Is that done in real time, in publicly accessible places, for law enforcement?",
        "Gebeurt dat in real time, in voor publiek toegankelijke ruimten, voor rechtshandhaving?",
    ),
    text(
        "Real time includes a short delay. Also if it is done on behalf of the police.",
        "Een korte vertraging telt als real time. Ook als het namens de politie gebeurt.",
    ),
)
.when(May("identification", "yes"));

pub(super) const IDENTIFICATION_ALLOWED: Question = Question::yes_no(
    "identification.allowed",
    "AI Act art. 5(1)(h), 5(2)–(7)",
    No,
    text(
        "Does national law allow it, with prior authorisation, strictly for victims, an imminent threat or suspects of \
         listed crimes?",
        "Staat nationaal recht het toe, met toestemming vooraf, strikt voor slachtoffers, een acute dreiging of \
         verdachten van genoemde misdrijven?",
    ),
    text(
        "It also needs a fundamental-rights impact assessment and registration.",
        "Er is ook een beoordeling van de gevolgen voor de grondrechten en registratie nodig.",
    ),
)
.when(May("identification.live_police", "yes"));

pub(super) const INTIMATE_IMAGES: Question = Question::yes_no(
    "intimate_images",
    "AI Act art. 5(1)(ba), 5(1a)",
    Yes,
    text(
        "Is it meant to make realistic intimate or sexual images of identifiable people without their explicit consent, or \
         can it readily be made to, lacking adequate safeguards?",
        "Is het bedoeld om zonder uitdrukkelijke toestemming realistische intieme of seksuele beelden van herkenbare \
         mensen te maken, of kan dat er gemakkelijk mee doordat toereikende waarborgen ontbreken?",
    ),
    text(
        "Images, video and sound; making and altering. Added in 2026.",
        "Beeld, video en geluid; maken en bewerken. Toegevoegd in 2026.",
    ),
)
.when(SYSTEM_IN_SCOPE);

pub(super) const INTIMATE_PURPOSE: Question = Question::yes_no(
    "intimate_images.purpose",
    "AI Act art. 5(1)(ba), 5(1a)",
    Yes,
    text(
        "Is it made, offered or used for that?",
        "Wordt het daarvoor gemaakt, aangeboden of gebruikt?",
    ),
    text(
        "No if it merely lacks safeguards. Then who offers it breaks the prohibition, and who uses it for something else does not.",
        "Nee als alleen de waarborgen ontbreken. Dan overtreedt wie het aanbiedt het verbod, en wie het voor iets anders gebruikt \
         niet.",
    ),
)
.when(May("intimate_images", "yes"));

pub(super) const ABUSE_MATERIAL: Question = Question::yes_no(
    "abuse_material",
    "AI Act art. 5(1)(bb), 5(1a)",
    Yes,
    text(
        "Is it meant to make material of sexual abuse of children, or can it readily be made to, lacking adequate \
         safeguards?",
        "Is het bedoeld om materiaal van seksueel misbruik van kinderen te maken, of kan dat er gemakkelijk mee doordat \
         toereikende waarborgen ontbreken?",
    ),
    text(
        "Whether the children exist does not matter. Added in 2026.",
        "Of de kinderen bestaan maakt niet uit. Toegevoegd in 2026.",
    ),
)
.when(SYSTEM_IN_SCOPE);

pub(super) const ABUSE_PURPOSE: Question = Question::yes_no(
    "abuse_material.purpose",
    "AI Act art. 5(1)(bb), 5(1a)",
    Yes,
    text(
        "Is it made, offered or used for that?",
        "Wordt het daarvoor gemaakt, aangeboden of gebruikt?",
    ),
    text(
        "No if it merely lacks safeguards. Then who offers it breaks the prohibition, and who uses it for something else does not.",
        "Nee als alleen de waarborgen ontbreken. Dan overtreedt wie het aanbiedt het verbod, en wie het voor iets anders gebruikt \
         niet.",
    ),
)
.when(May("abuse_material", "yes"));

// High risk: products.

pub(super) const PRODUCT: Question = Question::many(
    "product",
    "AI Act art. 6(1), Annex I",
    More,
    text(
        "Is it, or is it part of, one of these regulated products?",
        "Is het een van deze gereguleerde producten, of een deel ervan?",
    ),
    text(
        "The products of Annex I. Choose nothing if it is none of them.",
        "De producten van bijlage I. Kies niets als het geen van deze is.",
    ),
    PRODUCTS,
)
.when(SYSTEM_IN_SCOPE);

const SECTION_A: &str = "AI Act Annex I section A";
const SECTION_B: &str = "AI Act Annex I section B";

const PRODUCTS: &[Choice] = &[
    choice("toys", SECTION_A, text("Toys", "Speelgoed")),
    choice(
        "watercraft",
        SECTION_A,
        text("Recreational craft", "Pleziervaartuigen en waterscooters"),
    ),
    choice("lifts", SECTION_A, text("Lifts", "Liften")),
    choice(
        "explosive_atmospheres",
        SECTION_A,
        text(
            "Equipment for explosive atmospheres",
            "Apparatuur voor plaatsen met ontploffingsgevaar",
        ),
    ),
    choice(
        "radio",
        SECTION_A,
        text("Radio equipment", "Radioapparatuur"),
    ),
    choice(
        "pressure",
        SECTION_A,
        text("Pressure equipment", "Drukapparatuur"),
    ),
    choice(
        "cableways",
        SECTION_A,
        text("Cableway installations", "Kabelbaaninstallaties"),
    ),
    choice(
        "protective_equipment",
        SECTION_A,
        text(
            "Personal protective equipment",
            "Persoonlijke beschermingsmiddelen",
        ),
    ),
    choice("gas", SECTION_A, text("Gas appliances", "Gastoestellen")),
    choice(
        "medical_device",
        SECTION_A,
        text("Medical devices", "Medische hulpmiddelen"),
    ),
    choice(
        "in_vitro",
        SECTION_A,
        text(
            "In vitro diagnostic devices",
            "Hulpmiddelen voor in-vitrodiagnostiek",
        ),
    ),
    choice(
        "machinery",
        "AI Act Annex I section B point 21",
        text("Machinery", "Machines"),
    ),
    choice(
        "aviation_security",
        SECTION_B,
        text(
            "Civil aviation security",
            "Beveiliging van de burgerluchtvaart",
        ),
    ),
    choice(
        "two_wheelers",
        SECTION_B,
        text(
            "Two- or three-wheel vehicles",
            "Twee- of driewielige voertuigen",
        ),
    ),
    choice(
        "tractors",
        SECTION_B,
        text(
            "Agricultural and forestry vehicles",
            "Land- en bosbouwvoertuigen",
        ),
    ),
    choice(
        "marine",
        SECTION_B,
        text("Marine equipment", "Scheepsuitrusting"),
    ),
    choice("rail", SECTION_B, text("Rail systems", "Spoorwegsystemen")),
    choice(
        "motor_vehicles",
        SECTION_B,
        text("Motor vehicles", "Motorvoertuigen"),
    ),
    choice(
        "aviation",
        SECTION_B,
        text("Aircraft and drones", "Luchtvaartuigen en drones"),
    ),
];

pub(super) const PRODUCT_SAFETY: Question = Question::yes_no(
    "product.safety",
    "AI Act art. 3(14), 6(1)(a), 6(1a), 6(1b)",
    Yes,
    text(
        "Is it the product itself, or a safety component of it?",
        "Is het zelf het product, of een veiligheidscomponent ervan?",
    ),
    text(
        "A safety component is there to prevent danger, or its failure would endanger people or property. Comfort, \
         efficiency or quality control alone is not safety.",
        "Een veiligheidscomponent dient om gevaar te voorkomen, of het falen ervan brengt mensen of goederen in gevaar. \
         Alleen gemak, efficiëntie of kwaliteitscontrole is geen veiligheid.",
    ),
)
.when(MayAtLeast("product", 1));

pub(super) const PRODUCT_THIRD_PARTY: Question = Question::yes_no(
    "product.third_party",
    "AI Act art. 6(1)(b), 6(1c)",
    Yes,
    text(
        "Must an independent body assess that product before it is sold, for health or safety?",
        "Moet een onafhankelijke instantie dat product voor verkoop beoordelen, vanwege gezondheid of veiligheid?",
    ),
    text(
        "That follows from the product's own law. Most medical devices of class IIa and higher need a notified body.",
        "Dat volgt uit de wet voor het product zelf. De meeste medische hulpmiddelen van klasse IIa en hoger hebben een \
         aangemelde instantie nodig.",
    ),
)
.when(May("product.safety", "yes"));

// High risk: Annex III.

pub(super) const AREAS: Question = Question::many(
    "annex3",
    "AI Act art. 6(2), Annex III",
    More,
    text("In which of these areas is it used?", "Op welke van deze gebieden wordt het gebruikt?"),
    text(
        "The areas of Annex III; biometrics were asked before. What it is meant for counts, not how good it is.",
        "De gebieden van bijlage III; biometrie is al gevraagd. Het gaat om waarvoor het bedoeld is, niet om hoe goed het \
         is.",
    ),
    &[
        choice(
            "infrastructure",
            "AI Act Annex III point 2",
            text("Critical infrastructure", "Kritieke infrastructuur"),
        ),
        choice(
            "education",
            "AI Act Annex III point 3",
            text("Education and training", "Onderwijs en beroepsopleiding"),
        ),
        choice(
            "employment",
            "AI Act Annex III point 4",
            text(
                "Work: recruitment and management of workers",
                "Werk: werving en aansturing van werkenden",
            ),
        ),
        choice(
            "services",
            "AI Act Annex III point 5",
            text(
                "Essential services: benefits, credit, insurance, emergencies",
                "Essentiële diensten: uitkeringen, krediet, verzekering, noodhulp",
            ),
        ),
        choice(
            "law_enforcement",
            "AI Act Annex III point 6",
            text("Law enforcement", "Rechtshandhaving"),
        ),
        choice(
            "migration",
            "AI Act Annex III point 7",
            text(
                "Migration, asylum and borders",
                "Migratie, asiel en grenzen",
            ),
        ),
        choice(
            "justice",
            "AI Act Annex III point 8",
            text(
                "Courts, dispute resolution and elections",
                "Rechtspraak, geschillenbeslechting en verkiezingen",
            ),
        ),
    ],
)
.when(SYSTEM_IN_SCOPE);

pub(super) const INFRASTRUCTURE: Question = Question::many(
    "annex3.infrastructure",
    "AI Act Annex III point 2",
    More,
    text(
        "Is it a safety component in running one of these?",
        "Is het een veiligheidscomponent bij het beheer van een van deze?",
    ),
    text(
        "Its failure would put people or the supply in danger. Planning maintenance or saving energy alone is not meant.",
        "Falen brengt mensen of de voorziening in gevaar. Alleen onderhoud plannen of energie besparen is niet bedoeld.",
    ),
    &[
        choice(
            "digital",
            "AI Act Annex III point 2",
            text(
                "Critical digital infrastructure",
                "Kritieke digitale infrastructuur",
            ),
        ),
        choice("traffic", "AI Act Annex III point 2", text("Road traffic", "Wegverkeer")),
        choice(
            "supply",
            "AI Act Annex III point 2",
            text(
                "Supply of water, gas, heating or electricity",
                "Levering van water, gas, warmte of elektriciteit",
            ),
        ),
    ],
)
.when(May("annex3", "infrastructure"));

pub(super) const EDUCATION: Question = Question::many(
    "annex3.education",
    "AI Act Annex III point 3",
    More,
    text(
        "What does it do in education?",
        "Wat doet het in het onderwijs?",
    ),
    text(
        "At every level, including vocational training. Choose nothing if it does none of these.",
        "Op elk niveau, ook beroepsopleiding. Kies niets als het niets hiervan doet.",
    ),
    &[
        choice(
            "admission",
            "AI Act Annex III point 3(a)",
            text(
                "Decide who is admitted or where people are placed",
                "Bepalen wie wordt toegelaten of waar iemand wordt geplaatst",
            ),
        ),
        choice(
            "outcomes",
            "AI Act Annex III point 3(b)",
            text(
                "Evaluate what people learned, also to steer their learning",
                "Beoordelen wat mensen hebben geleerd, ook om hun leren te sturen",
            ),
        ),
        choice(
            "level",
            "AI Act Annex III point 3(c)",
            text(
                "Assess the level of education that fits somebody",
                "Inschatten welk onderwijsniveau bij iemand past",
            ),
        ),
        choice(
            "proctoring",
            "AI Act Annex III point 3(d)",
            text(
                "Watch for forbidden behaviour during tests",
                "Letten op verboden gedrag tijdens toetsen",
            ),
        ),
    ],
)
.when(May("annex3", "education"));

pub(super) const EMPLOYMENT: Question = Question::many(
    "annex3.employment",
    "AI Act Annex III point 4",
    More,
    text("What does it do about work?", "Wat doet het rond werk?"),
    text(
        "Employees, agency workers, self-employed people and platform workers alike.",
        "Voor werknemers, uitzendkrachten, zelfstandigen en platformwerkers gelijk.",
    ),
    &[
        choice(
            "recruitment",
            "AI Act Annex III point 4(a)",
            text(
                "Recruit or select: target job advertisements, filter applications, evaluate candidates",
                "Werven of selecteren: vacatures richten, sollicitaties filteren, kandidaten beoordelen",
            ),
        ),
        choice(
            "management",
            "AI Act Annex III point 4(b)",
            text(
                "Decide on terms, promotion or dismissal, allocate tasks by behaviour or traits, monitor or evaluate people",
                "Besluiten over voorwaarden, promotie of ontslag, taken verdelen op gedrag of eigenschappen, mensen volgen \
                 of beoordelen",
            ),
        ),
    ],
)
.when(May("annex3", "employment"));

pub(super) const SERVICES: Question = Question::many(
    "annex3.services",
    "AI Act Annex III point 5",
    More,
    text("What does it do about essential services?", "Wat doet het rond essentiële diensten?"),
    text(
        "Detecting financial fraud only is not credit scoring. Insurance of cars or houses is not meant.",
        "Alleen financiële fraude opsporen is geen kredietbeoordeling. Verzekering van auto of huis is niet bedoeld.",
    ),
    &[
        choice(
            "benefits",
            "AI Act Annex III point 5(a)",
            text(
                "Judge, for an authority, the right to public benefits and services, or reduce, revoke or reclaim them",
                "Voor een overheid het recht op uitkeringen en diensten beoordelen, of deze verlagen, intrekken of \
                 terugvorderen",
            ),
        ),
        choice(
            "credit",
            "AI Act Annex III point 5(b)",
            text(
                "Judge the creditworthiness of people or give them a credit score",
                "De kredietwaardigheid van mensen beoordelen of een kredietscore geven",
            ),
        ),
        choice(
            "insurance",
            "AI Act Annex III point 5(c)",
            text(
                "Assess risks or set prices of life or health insurance for people",
                "Risico's inschatten of prijzen bepalen van levens- of zorgverzekeringen voor mensen",
            ),
        ),
        choice(
            "emergency",
            "AI Act Annex III point 5(d)",
            text(
                "Rate emergency calls, dispatch or prioritise first response, or triage patients for emergency care",
                "Noodoproepen beoordelen, hulpdiensten uitsturen of rangschikken, of patiënten voor spoedzorg triëren",
            ),
        ),
    ],
)
.when(May("annex3", "services"));

pub(super) const LAW_ENFORCEMENT: Question = Question::many(
    "annex3.law_enforcement",
    "AI Act Annex III point 6",
    More,
    text("What does it do for law enforcement?", "Wat doet het voor de rechtshandhaving?"),
    text(
        "By or on behalf of the authorities, as far as the law allows it at all.",
        "Door of namens de autoriteiten, voor zover het recht het al toestaat.",
    ),
    &[
        choice(
            "victims",
            "AI Act Annex III point 6(a)",
            text(
                "Assess who risks becoming a victim",
                "Inschatten wie slachtoffer dreigt te worden",
            ),
        ),
        choice(
            "polygraph",
            "AI Act Annex III point 6(b)",
            text("Detect lies or similar", "Leugens of iets dergelijks opsporen"),
        ),
        choice(
            "evidence",
            "AI Act Annex III point 6(c)",
            text("Judge how reliable evidence is", "De betrouwbaarheid van bewijs beoordelen"),
        ),
        choice(
            "offending",
            "AI Act Annex III point 6(d)",
            text(
                "Assess who risks offending or reoffending, not solely from a profile",
                "Inschatten wie een feit dreigt te plegen of te herhalen, niet uitsluitend uit een profiel",
            ),
        ),
        choice(
            "profiling",
            "AI Act Annex III point 6(e)",
            text(
                "Profile people to detect, investigate or prosecute offences",
                "Mensen profileren om feiten op te sporen, te onderzoeken of te vervolgen",
            ),
        ),
    ],
)
.when(May("annex3", "law_enforcement"));

pub(super) const MIGRATION: Question = Question::many(
    "annex3.migration",
    "AI Act Annex III point 7",
    More,
    text(
        "What does it do about migration?",
        "Wat doet het rond migratie?",
    ),
    text(
        "By or on behalf of the authorities. Checking travel documents is not meant.",
        "Door of namens de autoriteiten. Reisdocumenten controleren is niet bedoeld.",
    ),
    &[
        choice(
            "polygraph",
            "AI Act Annex III point 7(a)",
            text(
                "Detect lies or similar",
                "Leugens of iets dergelijks opsporen",
            ),
        ),
        choice(
            "risk",
            "AI Act Annex III point 7(b)",
            text(
                "Assess risks that somebody poses: security, irregular migration, health",
                "Risico's van iemand inschatten: veiligheid, irreguliere migratie, gezondheid",
            ),
        ),
        choice(
            "applications",
            "AI Act Annex III point 7(c)",
            text(
                "Help examine applications for asylum, visas or residence",
                "Helpen bij de beoordeling van aanvragen om asiel, visum of verblijf",
            ),
        ),
        choice(
            "identification",
            "AI Act Annex III point 7(d)",
            text(
                "Detect, recognise or identify people",
                "Mensen opmerken, herkennen of identificeren",
            ),
        ),
    ],
)
.when(May("annex3", "migration"));

pub(super) const JUSTICE: Question = Question::many(
    "annex3.justice",
    "AI Act Annex III point 8",
    More,
    text("What does it do about justice or elections?", "Wat doet het rond rechtspraak of verkiezingen?"),
    text(
        "Administrative help, such as anonymising judgments, is not meant, nor is organising a campaign that people don't \
         see directly.",
        "Administratieve hulp, zoals uitspraken anonimiseren, is niet bedoeld, net zo min als de organisatie van een \
         campagne die mensen niet rechtstreeks zien.",
    ),
    &[
        choice(
            "judicial",
            "AI Act Annex III point 8(a)",
            text(
                "Help a court or arbiter research and interpret facts and law, or apply the law",
                "Een rechter of arbiter helpen feiten en recht te onderzoeken en uit te leggen, of recht toe te passen",
            ),
        ),
        choice(
            "elections",
            "AI Act Annex III point 8(b)",
            text(
                "Influence an election, a referendum or how people vote",
                "Een verkiezing, een referendum of stemgedrag beïnvloeden",
            ),
        ),
    ],
)
.when(May("annex3", "justice"));

// The derogation.

pub(super) const PROFILING: Question = Question::yes_no(
    "profiling",
    "AI Act art. 6(3), GDPR art. 4(4)",
    Yes,
    text("Does it profile people?", "Profileert het mensen?"),
    text(
        "It uses personal data automatically to evaluate aspects of a person: performance, health, preferences, \
         reliability, behaviour, whereabouts. A score for each person is nearly always profiling.",
        "Het gebruikt persoonsgegevens automatisch om kenmerken van iemand te beoordelen: prestaties, gezondheid, \
         voorkeuren, betrouwbaarheid, gedrag, verplaatsingen. Een score per persoon is bijna altijd profilering.",
    ),
)
.when(ANNEX_III);

pub(super) const DEROGATION: Question = Question::many(
    "derogation",
    "AI Act art. 6(3)",
    Fewer,
    text("Does it do no more than one of these?", "Doet het niet meer dan een van deze?"),
    text(
        "Then it may escape high risk. Choose nothing if it does more.",
        "Dan ontkomt het mogelijk aan hoog risico. Kies niets als het meer doet.",
    ),
    &[
        choice(
            "narrow",
            "AI Act art. 6(3)(a)",
            text("A narrow procedural task", "Een beperkte procedurele taak"),
        ),
        choice(
            "improve",
            "AI Act art. 6(3)(b)",
            text(
                "Improve the result of what a person already did",
                "Het resultaat verbeteren van wat een mens al deed",
            ),
        ),
        choice(
            "patterns",
            "AI Act art. 6(3)(c)",
            text(
                "Detect patterns in earlier decisions, without replacing or influencing them unless a person reviews it",
                "Patronen in eerdere besluiten opmerken, zonder die te vervangen of te beïnvloeden tenzij een mens het \
                 beoordeelt",
            ),
        ),
        choice(
            "preparatory",
            "AI Act art. 6(3)(d)",
            text(
                "Prepare an assessment that people make",
                "Een beoordeling voorbereiden die mensen doen",
            ),
        ),
    ],
)
.when(All(&[ANNEX_III, Is("profiling", "no")]));

pub(super) const SIGNIFICANT_RISK: Question = Question::yes_no(
    "significant_risk",
    "AI Act art. 6(3)",
    Yes,
    text(
        "Could it still harm health, safety or fundamental rights significantly, for example by influencing the outcome of \
         a decision?",
        "Kan het toch aanzienlijke schade doen aan gezondheid, veiligheid of grondrechten, bijvoorbeeld door de uitkomst \
         van een besluit te beïnvloeden?",
    ),
    text(
        "Both count: doing no more than the above, and posing no significant risk.",
        "Beide tellen: niet meer doen dan het bovenstaande, en geen aanzienlijk risico vormen.",
    ),
)
.when(AtLeast("derogation", 1));

// Use of a system of high risk.

pub(super) const DEPLOYER_KIND: Question = Question::one(
    "deployer.kind",
    "AI Act art. 26(8), 27(1), 49(3)",
    Later,
    text("What kind of deployer are you?", "Wat voor gebruiksverantwoordelijke bent u?"),
    text(
        "Public services include education, healthcare, social services, housing and the administration of justice.",
        "Openbare diensten zijn onder meer onderwijs, zorg, sociale diensten, huisvesting en rechtspleging.",
    ),
    &[
        choice("private", "AI Act art. 26", text("Private", "Privaat")),
        choice(
            "public_service",
            "AI Act art. 27(1)",
            text(
                "Private, providing public services",
                "Privaat, met openbare diensten",
            ),
        ),
        choice(
            "public",
            "AI Act art. 27(1), 49(3)",
            text("A public body", "Een overheidsorgaan"),
        ),
    ],
)
.when(DEPLOYER_OF_HIGH_RISK);

pub(super) const WORKPLACE: Question = Question::yes_no(
    "deployer.workplace",
    "AI Act art. 26(7)",
    Yes,
    text(
        "Is it used on workers?",
        "Wordt het toegepast op werkenden?",
    ),
    text(
        "They and their representatives must then know beforehand.",
        "Zij en hun vertegenwoordigers moeten het dan vooraf weten.",
    ),
)
.when(DEPLOYER_OF_HIGH_RISK);

pub(super) const DECISIONS: Question = Question::yes_no(
    "deployer.decisions",
    "AI Act art. 26(11), 86",
    Yes,
    text(
        "Does it take decisions about people, or help to?",
        "Neemt het besluiten over mensen, of helpt het daarbij?",
    ),
    text(
        "They must then be told, and can ask for an explanation of the decision.",
        "Zij moeten dat dan weten, en kunnen uitleg van het besluit vragen.",
    ),
)
.when(DEPLOYER_OF_HIGH_RISK);

pub(super) const PERSONAL_DATA: Question = Question::yes_no(
    "deployer.personal_data",
    "AI Act art. 26(9), GDPR art. 35",
    Yes,
    text(
        "Does it process personal data?",
        "Verwerkt het persoonsgegevens?",
    ),
    text(
        "Then a data protection impact assessment is usually needed too.",
        "Dan is meestal ook een gegevensbeschermingseffectbeoordeling (DPIA) nodig.",
    ),
)
.when(DEPLOYER_OF_HIGH_RISK);

// Transparency.

pub(super) const INTERACTS: Question = Question::yes_no(
    "interacts",
    "AI Act art. 50(1)",
    Yes,
    text("Does it interact directly with people?", "Gaat het rechtstreeks met mensen om?"),
    text(
        "A chatbot, a voice assistant, an agent that writes to people. Not: a tool that suggests an answer that a person \
         sends.",
        "Een chatbot, een spraakassistent, een agent die mensen schrijft. Niet: hulp die een antwoord voorstelt dat een \
         mens verstuurt.",
    ),
)
.when(SYSTEM_IN_SCOPE);

pub(super) const OBVIOUS: Question = Question::yes_no(
    "interacts.obvious",
    "AI Act art. 50(1)",
    No,
    text(
        "Is it obvious to everyone who meets it that this is AI?",
        "Is het voor iedereen die ermee te maken krijgt duidelijk dat dit AI is?",
    ),
    text(
        "To a reasonably attentive person, in these circumstances. The exception is read narrowly.",
        "Voor een redelijk oplettend mens, in deze omstandigheden. De uitzondering wordt eng uitgelegd.",
    ),
)
.when(May("interacts", "yes"));

pub(super) const GENERATES: Question = Question::yes_no(
    "generates",
    "AI Act art. 50(2)",
    Yes,
    text(
        "Does it generate or alter sound, images, video or text?",
        "Maakt of bewerkt het geluid, beeld, video of tekst?",
    ),
    text(
        "A selection or ranking of existing content is not meant, nor is source code.",
        "Bestaande inhoud kiezen of rangschikken is niet bedoeld, net zo min als broncode.",
    ),
)
.when(SYSTEM_IN_SCOPE);

pub(super) const ASSISTIVE: Question = Question::yes_no(
    "generates.assistive",
    "AI Act art. 50(2)",
    No,
    text(
        "Does it only help with ordinary editing, without changing the input substantially?",
        "Helpt het alleen bij gewoon redigeren, zonder de invoer wezenlijk te veranderen?",
    ),
    text(
        "For example spelling, cropping, noise reduction. Translating or summarising changes more.",
        "Bijvoorbeeld spelling, bijsnijden, ruis verminderen. Vertalen of samenvatten verandert meer.",
    ),
)
.when(May("generates", "yes"));

pub(super) const DEEP_FAKE: Question = Question::yes_no(
    "deep_fake",
    "AI Act art. 3(60), 50(4)",
    Yes,
    text(
        "Can the result be a deep fake: sound or images of existing people, places or events that seem real and are not?",
        "Kan het resultaat een deepfake zijn: geluid of beeld van bestaande mensen, plaatsen of gebeurtenissen dat echt \
         lijkt en het niet is?",
    ),
    text(
        "In art and satire the disclosure may be less prominent; it is still due.",
        "In kunst en satire mag de melding minder opvallen; nodig blijft zij.",
    ),
)
.when(May("generates", "yes"));

pub(super) const PUBLIC_TEXT: Question = Question::yes_no(
    "public_text",
    "AI Act art. 50(4)",
    Yes,
    text(
        "Is its text published to inform the public on matters of public interest?",
        "Wordt de tekst gepubliceerd om het publiek te informeren over zaken van algemeen belang?",
    ),
    text(
        "News, information of an authority, public health.",
        "Nieuws, voorlichting van een overheid, volksgezondheid.",
    ),
)
.when(May("generates", "yes"));

pub(super) const EDITORIAL: Question = Question::yes_no(
    "public_text.editorial",
    "AI Act art. 50(4)",
    No,
    text(
        "Does a person review the text, and does somebody bear editorial responsibility?",
        "Beoordeelt een mens de tekst, en draagt iemand de redactionele verantwoordelijkheid?",
    ),
    text("Both are needed.", "Beide zijn nodig."),
)
.when(May("public_text", "yes"));

pub(super) const DETECTS_OFFENCES: Question = Question::yes_no(
    "authorised_by_law",
    "AI Act art. 50(1)–(4)",
    No,
    text(
        "Does the law authorise all of this for detecting, preventing, investigating or prosecuting offences?",
        "Staat de wet dit alles toe voor het opsporen, voorkomen, onderzoeken of vervolgen van strafbare feiten?",
    ),
    text(
        "No if that holds for one of its functions only. With safeguards for others. A system with which the public reports offences must be open about itself all the same.",
        "Nee als dat maar voor een van de functies geldt. Met waarborgen voor anderen. Een systeem waarmee het publiek aangifte doet moet toch open over zichzelf zijn.",
    ),
)
.when(Any(&[
    May("emotion", "yes"),
    May("categorisation", "yes"),
    May("interacts", "yes"),
    May("generates", "yes"),
]));

// Models.

pub(super) const GENERAL_PURPOSE: Question = Question::yes_no(
    "model.general_purpose",
    "AI Act art. 3(63)",
    Yes,
    text(
        "Can the model do a wide range of different tasks well, and be built into many systems?",
        "Kan het model heel verschillende taken goed uitvoeren, en in allerlei systemen worden ingebouwd?",
    ),
    text(
        "The Commission takes as an indication: more than 10^23 FLOP of training, and able to generate language, images or \
         video. A model for one task, such as speech recognition, is not meant.",
        "De Commissie ziet als aanwijzing: meer dan 10^23 FLOP aan training, en in staat taal, beeld of video te maken. Een \
         model voor één taak, zoals spraakherkenning, is niet bedoeld.",
    ),
)
.when(MODEL_IN_SCOPE);

pub(super) const ORIGIN: Question = Question::one(
    "model.origin",
    "AI Act art. 3(63), 53, Guidelines C(2025) 7719 points 57–63",
    Later,
    text("Where does the model come from?", "Waar komt het model vandaan?"),
    text(
        "After the Commission's guidelines, who adapts a model of somebody else becomes its provider if that took more \
         than a third of the original training compute.",
        "Volgens de richtsnoeren van de Commissie wordt wie een model van een ander aanpast de aanbieder ervan als dat meer \
         dan een derde van de oorspronkelijke rekenkracht kostte.",
    ),
    &[
        choice(
            "unchanged",
            "AI Act art. 25",
            text("Somebody else's, unchanged", "Van een ander, ongewijzigd"),
        ),
        choice(
            "modified_little",
            "Guidelines C(2025) 7719 point 60",
            text(
                "Somebody else's, fine-tuned with at most a third of the compute",
                "Van een ander, bijgetraind met hoogstens een derde van de rekenkracht",
            ),
        ),
        choice(
            "modified_much",
            "Guidelines C(2025) 7719 point 60",
            text(
                "Somebody else's, trained further with more than a third of the compute",
                "Van een ander, verder getraind met meer dan een derde van de rekenkracht",
            ),
        ),
        choice("own", "AI Act art. 53", text("Our own", "Van onszelf")),
    ],
)
.when(May("model.general_purpose", "yes"));

pub(super) const MODEL_PLACED: Question = Question::one(
    "model.placed",
    "AI Act art. 111(3)",
    Neither,
    text(
        "When was the model itself first placed on the EU market?",
        "Wanneer is het model zelf voor het eerst in de EU in de handel gebracht?",
    ),
    text(
        "It can be older than the system that it is built into.",
        "Het kan ouder zijn dan het systeem waarin het is ingebouwd.",
    ),
    &[
        PLACED_BEFORE_2025_08,
        choice(
            "later",
            "AI Act art. 113(b)",
            text(
                "Since 2 August 2025, or not yet",
                "Sinds 2 augustus 2025, of nog niet",
            ),
        ),
    ],
)
.when(All(&[SYSTEM_IN_SCOPE, May("model.general_purpose", "yes")]));

pub(super) const COMPUTE: Question = Question::one(
    "model.compute",
    "AI Act art. 51(2)",
    Later,
    text(
        "How much computation went into its training, in all?",
        "Hoeveel rekenwerk kostte de training in totaal?",
    ),
    text(
        "Above 10^25 floating-point operations a model is presumed to have systemic risk, and the Commission must hear of it \
         within two weeks.",
        "Boven 10^25 bewerkingen met drijvende komma wordt aangenomen dat een model een systeemrisico heeft, en moet de \
         Commissie het binnen twee weken horen.",
    ),
    &[
        choice(
            "at_most_1e25",
            "AI Act art. 51(2)",
            text("At most 10^25 FLOP", "Hoogstens 10^25 FLOP"),
        ),
        choice(
            "above_1e25",
            "AI Act art. 51(2)",
            text("More than 10^25 FLOP", "Meer dan 10^25 FLOP"),
        ),
    ],
)
.when(MODEL_PROVIDER);

pub(super) const DESIGNATED: Question = Question::yes_no(
    "model.designated",
    "AI Act art. 51(1), 52(4), Annex XIII",
    Yes,
    text(
        "Has it capabilities of high impact in another way, or has the Commission designated it?",
        "Heeft het op een andere manier capaciteiten met grote impact, of heeft de Commissie het aangewezen?",
    ),
    text(
        "Parameters, data, users, autonomy and reach count. A designation is published.",
        "Parameters, gegevens, gebruikers, zelfstandigheid en bereik tellen mee. Een aanwijzing wordt gepubliceerd.",
    ),
)
.when(MODEL_PROVIDER);

pub(super) const MODEL_OPEN: Question = Question::yes_no(
    "model.open_source",
    "AI Act art. 53(2), 54(6)",
    No,
    text(
        "Are its weights, architecture and use information public under a free and open-source licence?",
        "Zijn gewichten, architectuur en gebruiksinformatie openbaar onder een vrije en opensourcelicentie?",
    ),
    text(
        "All of them, and without payment. This relieves from some documentation, not from copyright and the summary of the \
         training data, and not at all with systemic risk.",
        "Allemaal, en zonder betaling. Dit ontslaat van een deel van de documentatie, niet van auteursrecht en de \
         samenvatting van de trainingsdata, en helemaal niet bij systeemrisico.",
    ),
)
.when(MODEL_PROVIDER);

pub(super) const MODEL_ABROAD: Question = Question::yes_no(
    "model.outside_union",
    "AI Act art. 54",
    Yes,
    text(
        "Is its provider established outside the EU?",
        "Is de aanbieder ervan buiten de EU gevestigd?",
    ),
    text(
        "Then an authorised representative in the EU is needed.",
        "Dan is een gemachtigde in de EU nodig.",
    ),
)
.when(MODEL_PROVIDER);

const SECTION_SCOPE: Section = Section {
    id: "scope",
    title: text("Scope and role", "Reikwijdte en rol"),
    questions: &[
        SUBJECT,
        INFERENCE,
        ROLES,
        UNION,
        EXCLUSIONS,
        OPEN_SOURCE,
        PLACED,
        CHANGES,
    ],
};

const SECTION_PROHIBITED: Section = Section {
    id: "prohibited",
    title: text("Prohibited practices", "Verboden praktijken"),
    questions: &[
        MANIPULATION,
        VULNERABILITY,
        SOCIAL_SCORING,
        CRIME_PREDICTION,
        FACE_SCRAPING,
        EMOTION,
        EMOTION_PLACE,
        EMOTION_MEDICAL,
        CATEGORISATION,
        CATEGORISATION_TRAITS,
        CATEGORISATION_LAWFUL,
        IDENTIFICATION,
        IDENTIFICATION_LIVE,
        IDENTIFICATION_ALLOWED,
        INTIMATE_IMAGES,
        INTIMATE_PURPOSE,
        ABUSE_MATERIAL,
        ABUSE_PURPOSE,
    ],
};

const SECTION_PRODUCTS: Section = Section {
    id: "products",
    title: text("Regulated products", "Gereguleerde producten"),
    questions: &[PRODUCT, PRODUCT_SAFETY, PRODUCT_THIRD_PARTY],
};

const SECTION_ANNEX_III: Section = Section {
    id: "annex3",
    title: text("Areas of high risk", "Gebieden met hoog risico"),
    questions: &[
        AREAS,
        INFRASTRUCTURE,
        EDUCATION,
        EMPLOYMENT,
        SERVICES,
        LAW_ENFORCEMENT,
        MIGRATION,
        JUSTICE,
        PROFILING,
        DEROGATION,
        SIGNIFICANT_RISK,
    ],
};

const SECTION_USE: Section = Section {
    id: "use",
    title: text(
        "Use of a system of high risk",
        "Gebruik van een systeem met hoog risico",
    ),
    questions: &[DEPLOYER_KIND, WORKPLACE, DECISIONS, PERSONAL_DATA],
};

const SECTION_TRANSPARENCY: Section = Section {
    id: "transparency",
    title: text("Transparency", "Transparantie"),
    questions: &[
        INTERACTS,
        OBVIOUS,
        GENERATES,
        ASSISTIVE,
        DEEP_FAKE,
        PUBLIC_TEXT,
        EDITORIAL,
        DETECTS_OFFENCES,
    ],
};

const SECTION_MODEL: Section = Section {
    id: "model",
    title: text(
        "General-purpose models",
        "Modellen voor algemene doeleinden",
    ),
    questions: &[
        GENERAL_PURPOSE,
        ORIGIN,
        MODEL_PLACED,
        COMPUTE,
        DESIGNATED,
        MODEL_OPEN,
        MODEL_ABROAD,
    ],
};

// What `ai-act@1` asks instead, which keeps its meaning.

const SECTION_SCOPE_1: Section = Section {
    id: "scope",
    title: text("Scope and role", "Reikwijdte en rol"),
    questions: &[
        SUBJECT,
        INFERENCE,
        ROLES,
        UNION_1,
        EXCLUSIONS,
        OPEN_SOURCE,
        PLACED_1,
        CHANGES,
    ],
};

const SECTION_PROHIBITED_1: Section = Section {
    id: "prohibited",
    title: text("Prohibited practices", "Verboden praktijken"),
    questions: &[
        MANIPULATION,
        VULNERABILITY,
        SOCIAL_SCORING,
        CRIME_PREDICTION,
        FACE_SCRAPING,
        EMOTION,
        EMOTION_PLACE,
        EMOTION_MEDICAL,
        CATEGORISATION,
        CATEGORISATION_TRAITS,
        CATEGORISATION_LAWFUL,
        IDENTIFICATION,
        IDENTIFICATION_LIVE,
        IDENTIFICATION_ALLOWED,
        INTIMATE_IMAGES,
        ABUSE_MATERIAL,
    ],
};

const SECTION_MODEL_1: Section = Section {
    id: "model",
    title: text(
        "General-purpose models",
        "Modellen voor algemene doeleinden",
    ),
    questions: &[
        GENERAL_PURPOSE,
        ORIGIN,
        COMPUTE,
        DESIGNATED,
        MODEL_OPEN,
        MODEL_ABROAD,
    ],
};

pub(super) static SECTIONS: &[Section] = &[
    SECTION_SCOPE,
    SECTION_PROHIBITED,
    SECTION_PRODUCTS,
    SECTION_ANNEX_III,
    SECTION_USE,
    SECTION_TRANSPARENCY,
    SECTION_MODEL,
];

pub(super) static SECTIONS_1: &[Section] = &[
    SECTION_SCOPE_1,
    SECTION_PROHIBITED_1,
    SECTION_PRODUCTS,
    SECTION_ANNEX_III,
    SECTION_USE,
    SECTION_TRANSPARENCY,
    SECTION_MODEL_1,
];
