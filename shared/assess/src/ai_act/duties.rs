//! What must be done, by role. Dates come from the timetable when a rule uses a duty.

use crate::assessment::Role::{
    self, AuthorisedRepresentative, Deployer, Distributor, Importer, ProductManufacturer, Provider,
};
use crate::text::{Text, text};

/// Something that a role must do, without a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Duty {
    pub(super) id: &'static str,
    pub(super) article: &'static str,
    pub(super) roles: &'static [Role],
    pub(super) text: Text,
}

const fn duty(id: &'static str, article: &'static str, roles: &'static [Role], text: Text) -> Duty {
    Duty {
        id,
        article,
        roles,
        text,
    }
}

pub(super) const STOP: &[Duty] = &[duty(
    "stop",
    "AI Act art. 5",
    &[
        Provider,
        Deployer,
        Importer,
        Distributor,
        ProductManufacturer,
        AuthorisedRepresentative,
    ],
    text(
        "Do not place it on the market, put it into service or use it. Consent, notices or documentation do not cure this.",
        "Breng het niet in de handel, stel het niet in gebruik en gebruik het niet. Toestemming, meldingen of documentatie \
         helpen hier niet.",
    ),
)];

/// For who uses what its provider should not have offered.
pub(super) const NO_SUCH_USE: &[Duty] = &[duty(
    "no-such-use",
    "AI Act art. 5(1a)",
    &[Deployer],
    text(
        "Do not use it to make such material; that is prohibited to everybody.",
        "Gebruik het niet om zulk materiaal te maken; dat is iedereen verboden.",
    ),
)];

/// Live identification for law enforcement, as far as art. 5(1)(h) allows it.
pub(super) const LIVE_IDENTIFICATION: &[Duty] = &[
    duty(
        "identification.authorisation",
        "AI Act art. 5(3)",
        &[Deployer],
        text(
            "Ask a judge or an independent authority for permission before each use; in an emergency within 24 hours, and stop and \
             delete where it is refused.",
            "Vraag vóór elk gebruik toestemming aan een rechter of onafhankelijke autoriteit; in een noodgeval binnen 24 uur, en \
             stop en wis waar die wordt geweigerd.",
        ),
    ),
    duty(
        "identification.rights-and-registration",
        "AI Act art. 5(2), 27, 49",
        &[Deployer],
        text(
            "Before the first use make the fundamental-rights impact assessment and register the system, limited in time, place \
             and persons.",
            "Maak vóór het eerste gebruik de beoordeling van de gevolgen voor de grondrechten en registreer het systeem, beperkt in \
             tijd, plaats en personen.",
        ),
    ),
    duty(
        "identification.notification",
        "AI Act art. 5(4)",
        &[Deployer],
        text(
            "Notify each use to the market surveillance authority and the data protection authority.",
            "Meld elk gebruik aan de markttoezichtautoriteit en de gegevensbeschermingsautoriteit.",
        ),
    ),
    duty(
        "identification.decision",
        "AI Act art. 5(3)",
        &[Deployer],
        text(
            "Take no decision with adverse legal effect on its output alone.",
            "Neem geen besluit met nadelige rechtsgevolgen uitsluitend op grond van de uitvoer.",
        ),
    ),
];

pub(super) const LITERACY: &[Duty] = &[duty(
    "literacy",
    "AI Act art. 4",
    &[Provider, Deployer],
    text(
        "Support the people who work with the system in understanding it: what it can do, where it fails, whom it affects.",
        "Help de mensen die met het systeem werken het te begrijpen: wat het kan, waar het tekortschiet, wie het raakt.",
    ),
)];

/// What providers of systems of high risk must do, whatever makes the risk high.
pub(super) const PROVIDER: &[Duty] = &[
    duty(
        "provider.risk-management",
        "AI Act art. 9",
        &[Provider, ProductManufacturer],
        text(
            "Find, weigh and reduce the risks, also of foreseeable misuse, during the whole life of the system.",
            "Vind, weeg en verminder de risico's, ook van te voorzien misbruik, gedurende het hele leven van het systeem.",
        ),
    ),
    duty(
        "provider.data",
        "AI Act art. 10",
        &[Provider, ProductManufacturer],
        text(
            "Use training, validation and test data that are relevant, representative and examined for bias.",
            "Gebruik trainings-, validatie- en testdata die relevant en representatief zijn en op vertekening zijn onderzocht.",
        ),
    ),
    duty(
        "provider.documentation",
        "AI Act art. 11, 18, Annex IV",
        &[Provider, ProductManufacturer],
        text(
            "Write the technical documentation beforehand, keep it up to date, and keep it for ten years.",
            "Stel vooraf de technische documentatie op, houd die bij en bewaar die tien jaar.",
        ),
    ),
    duty(
        "provider.logs",
        "AI Act art. 12, 19",
        &[Provider, ProductManufacturer],
        text(
            "Have the system record what happens, and keep the logs for at least six months.",
            "Laat het systeem vastleggen wat er gebeurt, en bewaar de logs ten minste zes maanden.",
        ),
    ),
    duty(
        "provider.instructions",
        "AI Act art. 13",
        &[Provider, ProductManufacturer],
        text(
            "Give deployers instructions with the purpose, the limits and the accuracy of the system.",
            "Geef gebruiksverantwoordelijken instructies met doel, grenzen en nauwkeurigheid van het systeem.",
        ),
    ),
    duty(
        "provider.oversight",
        "AI Act art. 14",
        &[Provider, ProductManufacturer],
        text(
            "Design it so that people can oversee it, disregard its output and stop it.",
            "Ontwerp het zo dat mensen toezicht kunnen houden, de uitvoer naast zich neer kunnen leggen en het kunnen stoppen.",
        ),
    ),
    duty(
        "provider.robustness",
        "AI Act art. 15",
        &[Provider, ProductManufacturer],
        text(
            "Make it accurate, robust and secure, and say how accurate it is.",
            "Maak het nauwkeurig, robuust en veilig, en zeg hoe nauwkeurig het is.",
        ),
    ),
    duty(
        "provider.quality",
        "AI Act art. 17",
        &[Provider, ProductManufacturer],
        text(
            "Run a quality management system that fits the size of your organisation.",
            "Voer een kwaliteitsbeheersysteem dat past bij de omvang van uw organisatie.",
        ),
    ),
    duty(
        "provider.conformity",
        "AI Act art. 43, 47, 48",
        &[Provider, ProductManufacturer],
        text(
            "Have conformity assessed before it is offered, sign the EU declaration of conformity and affix the CE marking.",
            "Laat vooraf de conformiteit beoordelen, onderteken de EU-conformiteitsverklaring en breng de CE-markering aan.",
        ),
    ),
    duty(
        "provider.correct",
        "AI Act art. 20",
        &[Provider, ProductManufacturer],
        text(
            "If it does not comply: correct, withdraw or recall it, and tell the others in the chain.",
            "Voldoet het niet: herstel het, neem het uit de handel of roep het terug, en vertel het de anderen in de keten.",
        ),
    ),
    duty(
        "provider.monitoring",
        "AI Act art. 72",
        &[Provider, ProductManufacturer],
        text(
            "Follow how it does after it is sold, by a plan.",
            "Volg na verkoop hoe het werkt, volgens een plan.",
        ),
    ),
    duty(
        "provider.incidents",
        "AI Act art. 73",
        &[Provider, ProductManufacturer],
        text(
            "Report serious incidents to the supervisor, at the latest after 15 days, and sooner after a death.",
            "Meld ernstige incidenten aan de toezichthouder, uiterlijk na 15 dagen, en eerder na een overlijden.",
        ),
    ),
];

pub(super) const REGISTER: Duty = duty(
    "provider.registration",
    "AI Act art. 49(1), 71",
    &[Provider, AuthorisedRepresentative],
    text(
        "Register yourself and the system in the EU database before it is offered.",
        "Registreer uzelf en het systeem in de EU-databank voordat het wordt aangeboden.",
    ),
);

/// For Annex III points 6 and 7.
pub(super) const REGISTER_SECURELY: Duty = duty(
    "provider.registration-secure",
    "AI Act art. 49(1), 49(4), 71",
    &[Provider, AuthorisedRepresentative],
    text(
        "Register yourself and the system in the secure non-public section of the EU database before it is offered.",
        "Registreer uzelf en het systeem in het beveiligde, niet-openbare deel van de EU-databank voordat het wordt aangeboden.",
    ),
);

pub(super) const REGISTER_NATIONALLY: Duty = duty(
    "provider.registration-national",
    "AI Act art. 49(5)",
    &[Provider, AuthorisedRepresentative],
    text(
        "Register the system with the national authority before it is offered.",
        "Registreer het systeem bij de nationale autoriteit voordat het wordt aangeboden.",
    ),
);

pub(super) const DEROGATION: &[Duty] = &[
    duty(
        "derogation.documentation",
        "AI Act art. 6(4)",
        &[Provider],
        text(
            "Write down beforehand why the system is not of high risk, and show it to the authority when asked.",
            "Leg vooraf vast waarom het systeem geen hoog risico heeft, en toon dat de autoriteit desgevraagd.",
        ),
    ),
    duty(
        "derogation.registration",
        "AI Act art. 49(2), 71",
        &[Provider, AuthorisedRepresentative],
        text(
            "Register yourself and the system in the EU database, with the ground of the derogation. By the letter of art. 113 \
             this may already be due since 2 August 2026.",
            "Registreer uzelf en het systeem in de EU-databank, met de grond van de uitzondering. Naar de letter van art. 113 \
             kan dit al sinds 2 augustus 2026 moeten.",
        ),
    ),
];

pub(super) const OTHERS: &[Duty] = &[
    duty(
        "importer.check",
        "AI Act art. 23",
        &[Importer],
        text(
            "Before importing, check conformity assessment, documentation, CE marking and representative; put your name on it; \
             keep the papers for ten years.",
            "Controleer vóór invoer conformiteitsbeoordeling, documentatie, CE-markering en gemachtigde; vermeld uw naam; bewaar \
             de stukken tien jaar.",
        ),
    ),
    duty(
        "distributor.check",
        "AI Act art. 24",
        &[Distributor],
        text(
            "Before passing it on, check CE marking, declaration and instructions; pass on nothing that does not comply.",
            "Controleer vóór levering CE-markering, verklaring en instructies; lever niets door dat niet voldoet.",
        ),
    ),
    duty(
        "representative.mandate",
        "AI Act art. 22",
        &[AuthorisedRepresentative],
        text(
            "Hold a written mandate, keep the documentation for the authorities, and end the mandate if the provider does not \
             comply.",
            "Heb een schriftelijk mandaat, houd de documentatie beschikbaar voor de autoriteiten, en beëindig het mandaat als de \
             aanbieder niet voldoet.",
        ),
    ),
];

pub(super) const MANUFACTURER: Duty = duty(
    "manufacturer.provider",
    "AI Act art. 25(3)",
    &[ProductManufacturer],
    text(
        "You count as the provider of the safety component that you sell under your name.",
        "U geldt als aanbieder van de veiligheidscomponent die u onder uw naam verkoopt.",
    ),
);

pub(super) const SECTOR: Duty = duty(
    "sector.rules",
    "AI Act art. 2(2), 102–112",
    &[Provider, ProductManufacturer, Importer, Distributor],
    text(
        "Follow the product's own law: the requirements of the Act reach this product through acts made under that law.",
        "Volg de wet voor het product zelf: de eisen van de verordening bereiken dit product via regels onder die wet.",
    ),
);

pub(super) const DEPLOYER: &[Duty] = &[
    duty(
        "deployer.instructions",
        "AI Act art. 26(1)–(4)",
        &[Deployer],
        text(
            "Use it by its instructions, let competent people with authority oversee it, and feed it relevant and representative \
             data.",
            "Gebruik het volgens de instructies, laat bekwame mensen met gezag toezicht houden, en voer relevante en \
             representatieve data in.",
        ),
    ),
    duty(
        "deployer.monitoring",
        "AI Act art. 26(5)",
        &[Deployer],
        text(
            "Watch how it works; at a risk, stop and tell provider and supervisor; report serious incidents at once.",
            "Let op hoe het werkt; stop bij een risico en meld het aanbieder en toezichthouder; meld ernstige incidenten meteen.",
        ),
    ),
    duty(
        "deployer.logs",
        "AI Act art. 26(6)",
        &[Deployer],
        text(
            "Keep its logs for at least six months, as far as they are in your hands.",
            "Bewaar de logs ten minste zes maanden, voor zover u die hebt.",
        ),
    ),
];

pub(super) const DEPLOYER_WORKERS: Duty = duty(
    "deployer.workers",
    "AI Act art. 26(7)",
    &[Deployer],
    text(
        "Tell the workers and their representatives before it is used on them.",
        "Vertel het de werkenden en hun vertegenwoordigers voordat het op hen wordt toegepast.",
    ),
);

pub(super) const DEPLOYER_REGISTER: Duty = duty(
    "deployer.registration",
    "AI Act art. 26(8), 49(3), 71",
    &[Deployer],
    text(
        "Register the use in the EU database, for law enforcement, migration, asylum and borders in its non-public section, and do \
         not use what its provider has not registered.",
        "Registreer het gebruik in de EU-databank, voor rechtshandhaving, migratie, asiel en grenzen in het niet-openbare deel, en \
         gebruik niet wat de aanbieder niet heeft geregistreerd.",
    ),
);

pub(super) const DEPLOYER_DPIA: Duty = duty(
    "deployer.dpia",
    "AI Act art. 26(9), GDPR art. 35",
    &[Deployer],
    text(
        "Use the provider's information for a data protection impact assessment, where one is needed.",
        "Gebruik de informatie van de aanbieder voor een gegevensbeschermingseffectbeoordeling (DPIA), waar die nodig is.",
    ),
);

pub(super) const DEPLOYER_INFORM: Duty = duty(
    "deployer.inform",
    "AI Act art. 26(11)",
    &[Deployer],
    text(
        "Tell people that the system takes or supports decisions about them.",
        "Vertel mensen dat het systeem besluiten over hen neemt of ondersteunt.",
    ),
);

/// Not for Annex III point 2.
pub(super) const DEPLOYER_EXPLAIN: Duty = duty(
    "deployer.explain",
    "AI Act art. 86",
    &[Deployer],
    text(
        "Explain, when asked, what part the system had in a decision that affects somebody significantly.",
        "Leg desgevraagd uit welk aandeel het systeem had in een besluit dat iemand aanmerkelijk raakt.",
    ),
);

pub(super) const DEPLOYER_AUTHORISATION: Duty = duty(
    "deployer.authorisation",
    "AI Act art. 26(10)",
    &[Deployer],
    text(
        "Before searching a suspect or convict in recordings, or within 48 hours, ask a judge or an independent authority for \
         permission; stop and delete where it is refused. Record each use and report on it yearly.",
        "Vraag vóór het zoeken van een verdachte of veroordeelde in opnamen, of binnen 48 uur, toestemming aan een rechter of \
         onafhankelijke autoriteit; stop en wis waar die wordt geweigerd. Leg elk gebruik vast en rapporteer er jaarlijks over.",
    ),
);

pub(super) const FRIA: &[Duty] = &[duty(
    "deployer.fria",
    "AI Act art. 27",
    &[Deployer],
    text(
        "Before the first use, assess what it means for fundamental rights: processes, duration, people, harms, oversight, \
         complaints. Send the result to the supervisor. What a DPIA already says may be referred to.",
        "Beoordeel vóór het eerste gebruik wat het voor de grondrechten betekent: processen, duur, mensen, schade, toezicht, \
         klachten. Stuur de uitkomst naar de toezichthouder. Naar wat al in een DPIA staat mag worden verwezen.",
    ),
)];

pub(super) const TELL_INTERACTION: &[Duty] = &[duty(
    "transparency.interaction",
    "AI Act art. 50(1), 50(5)",
    &[Provider],
    text(
        "Make it tell people, at the latest at the first contact, that they deal with AI.",
        "Laat het mensen uiterlijk bij het eerste contact vertellen dat zij met AI te maken hebben.",
    ),
)];

pub(super) const MARK_OUTPUT: &[Duty] = &[duty(
    "transparency.marking",
    "AI Act art. 50(2)",
    &[Provider],
    text(
        "Mark its output in a machine-readable way, so that it can be detected as generated.",
        "Markeer de uitvoer machineleesbaar, zodat te herkennen is dat die is gemaakt door AI.",
    ),
)];

pub(super) const TELL_EXPOSED: &[Duty] = &[duty(
    "transparency.exposed",
    "AI Act art. 50(3), 50(5)",
    &[Deployer],
    text(
        "Tell the people exposed to it that it recognises emotions or categorises them, and treat their data by the GDPR.",
        "Vertel de mensen die eraan worden blootgesteld dat het emoties herkent of hen indeelt, en behandel hun gegevens volgens \
         de AVG.",
    ),
)];

pub(super) const LABEL_DEEP_FAKE: &[Duty] = &[duty(
    "transparency.deep-fake",
    "AI Act art. 50(4), 50(5)",
    &[Deployer],
    text(
        "Disclose that the sound or images are generated or altered.",
        "Vermeld dat het geluid of beeld kunstmatig is gemaakt of bewerkt.",
    ),
)];

pub(super) const LABEL_TEXT: &[Duty] = &[duty(
    "transparency.text",
    "AI Act art. 50(4), 50(5)",
    &[Deployer],
    text(
        "Disclose that the published text is generated or altered.",
        "Vermeld dat de gepubliceerde tekst kunstmatig is gemaakt of bewerkt.",
    ),
)];

pub(super) const MODEL_DOCUMENTATION: &[Duty] = &[
    duty(
        "model.documentation",
        "AI Act art. 53(1)(a), Annex XI",
        &[Provider],
        text(
            "Document the model, its training and its evaluation, for the AI Office.",
            "Documenteer het model, de training en de evaluatie, voor het AI-bureau.",
        ),
    ),
    duty(
        "model.downstream",
        "AI Act art. 53(1)(b), Annex XII",
        &[Provider],
        text(
            "Tell those who build it into systems what it can and cannot do.",
            "Vertel wie het in systemen inbouwt wat het wel en niet kan.",
        ),
    ),
];

pub(super) const MODEL_ALWAYS: &[Duty] = &[
    duty(
        "model.copyright",
        "AI Act art. 53(1)(c)",
        &[Provider],
        text(
            "Have a policy for copyright, and honour reservations against text and data mining.",
            "Heb beleid voor auteursrecht, en eerbiedig voorbehouden tegen tekst- en datamining.",
        ),
    ),
    duty(
        "model.training-summary",
        "AI Act art. 53(1)(d)",
        &[Provider],
        text(
            "Publish a summary of the content used for training, on the template of the AI Office.",
            "Publiceer een samenvatting van de inhoud waarmee is getraind, op het sjabloon van het AI-bureau.",
        ),
    ),
];

pub(super) const MODEL_REPRESENTATIVE: Duty = duty(
    "model.representative",
    "AI Act art. 54(1)–(2)",
    &[Provider],
    text(
        "Appoint an authorised representative in the EU by written mandate, before the model is offered.",
        "Wijs schriftelijk een gemachtigde in de EU aan, voordat het model wordt aangeboden.",
    ),
);

pub(super) const MODEL_REPRESENTED: &[Duty] = &[
    duty(
        "model.represented.verify",
        "AI Act art. 54(3)(a)",
        &[AuthorisedRepresentative],
        text(
            "Verify that the documentation of Annex XI is there and that the provider fulfils art. 53 and, with systemic risk, 55.",
            "Controleer dat de documentatie van bijlage XI er is en dat de aanbieder art. 53 en, bij systeemrisico, 55 naleeft.",
        ),
    ),
    duty(
        "model.represented.keep",
        "AI Act art. 54(3)(b)",
        &[AuthorisedRepresentative],
        text(
            "Keep that documentation and the provider's contact details for the authorities, for ten years.",
            "Houd die documentatie en de contactgegevens van de aanbieder tien jaar beschikbaar voor de autoriteiten.",
        ),
    ),
    duty(
        "model.represented.cooperate",
        "AI Act art. 54(3)(c)–(d), 54(4)",
        &[AuthorisedRepresentative],
        text(
            "Give the AI Office on request what shows compliance, and cooperate with the authorities.",
            "Geef het AI-bureau desgevraagd wat de naleving aantoont, en werk samen met de autoriteiten.",
        ),
    ),
    duty(
        "model.represented.end",
        "AI Act art. 54(5)",
        &[AuthorisedRepresentative],
        text(
            "End the mandate where the provider acts against its obligations, and tell the AI Office at once and why.",
            "Beëindig het mandaat als de aanbieder in strijd met de verplichtingen handelt, en meld dat met de reden meteen aan het \
             AI-bureau.",
        ),
    ),
];

pub(super) const MODEL_SYSTEMIC: &[Duty] = &[
    duty(
        "model.notify",
        "AI Act art. 52(1)",
        &[Provider],
        text(
            "Notify the Commission within two weeks.",
            "Meld het binnen twee weken aan de Commissie.",
        ),
    ),
    duty(
        "model.evaluate",
        "AI Act art. 55(1)(a)–(b)",
        &[Provider],
        text(
            "Evaluate the model, also by adversarial testing, and assess and mitigate systemic risks.",
            "Evalueer het model, ook met tests van tegenstanders, en beoordeel en beperk systeemrisico's.",
        ),
    ),
    duty(
        "model.incidents",
        "AI Act art. 55(1)(c)",
        &[Provider],
        text(
            "Report serious incidents to the AI Office without undue delay.",
            "Meld ernstige incidenten zonder onnodige vertraging aan het AI-bureau.",
        ),
    ),
    duty(
        "model.security",
        "AI Act art. 55(1)(d)",
        &[Provider],
        text(
            "Protect the model and what it runs on against attacks.",
            "Bescherm het model en waarop het draait tegen aanvallen.",
        ),
    ),
];
