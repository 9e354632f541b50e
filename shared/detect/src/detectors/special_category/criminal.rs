//! Criminal convictions and offences (GDPR art. 10).

use super::{Beside, has_word, words};

category! {
    id: "criminal-record",
    name: "Criminal convictions and offences", "Strafrechtelijke gegevens",
    severity: Critical,
    article: "GDPR art. 10, UAVG art. 31",
    subject: "A conviction, an offence or a suspicion", "Een veroordeling, strafbaar feit of verdenking",
    keys: &[
        "strafblad",
        "criminal_record",
        "criminal record",
        "criminalrecord",
        "veroordelingen",
        "veroordeling",
        "convictions",
        "delict",
        "strafbaar feit",
        "criminal_history",
        "antecedenten",
        "parketnummer",
    ],
    matches: [
        "Dhr. De Bruin is veroordeeld voor diefstal.",
        "Naam: R. Kok\nStrafblad: ja, winkeldiefstal in 2019",
        "The defendant, John Miller, was convicted of fraud.",
        "Tegen Jan de Vries loopt een zaak voor mishandeling; het slachtoffer heeft aangifte gedaan.",
        "Dader: Jan de Vries (mishandeling van slachtoffer K.).",
        "Jan de Vries wordt beschuldigd van huiselijk geweld; zijn vrouw heeft melding gedaan.",
        "Jan de Vries is opgepakt voor inbraak.",
        "Jan de Vries heeft vastgezeten.",
        "Jan de Vries zit in de gevangenis.",
        "Jan de Vries kreeg een rijontzegging.",
        "Jan de Vries zit in voorarrest.",
        "Peter Jones was arrested by police.",
    ],
    passes: [
        "Een strafblad kan gevolgen hebben.",
        "De rechter kan een taakstraf opleggen.",
        "Voor deze functie is een VOG nodig.",
        "De motie van het lid Jan de Vries is aangehouden.",
        "De motie van het lid Jan de Vries is aangehouden voor een week.",
        "Aan Jan de Vries is een laptop ter beschikking gesteld.",
        "Jan de Vries werkt bij de afdeling mensenhandel.",
        "John Miller was charged for two coffees.",
        "John Miller sells burglary alarms.",
        "Jan de Vries is slachtoffer van huiselijk geweld.",
        "Anna de Vries heeft het ticket opgepakt voor de volgende sprint.",
        "Anna de Vries heeft de zaak opgepakt wegens drukte.",
        "Jan de Vries heeft urenlang vastgezeten in de file.",
        "Jan de Vries heeft vastgezeten in de lift.",
        "Mevrouw Jansen werkt in de gevangenis van Vught.",
        "Rechter Anna de Groot legde een rijontzegging op.",
        "Advocaat Peter Plasman zegt dat zijn client in voorarrest zit.",
        "Rickey Henderson was caught stealing 335 times.",
        "The fall of Peter Jones was arrested by the rope.",
        "Mevrouw Smit is bekend bij de politie als trouwe vrijwilliger.",
    ],
    values: &[
        "veroordeeld",
        "veroordeling wegens",
        "convicted of",
        "conviction for",
        "strafblad",
        "criminal record",
        "taakstraf",
        "gevangenisstraf",
        "celstraf",
        "detentie",
        "gedetineerd",
        "gearresteerd",
        "aangehouden voor",
        "aangehouden wegens",
        "aangehouden op verdenking",
        "verdacht van",
        "verdenking van",
        "arrested for",
        "sentenced to",
        "imprisoned",
        "parole officer",
        "parole board",
        "probation officer",
        "reclassering",
        "proces-verbaal",
        "parketnummer",
        "voorwaardelijke straf",
        "tbs",
        "huiselijk geweld",
        "zedendelict",
        "diefstal gepleegd",
        "betrapt op diefstal",
        "winkeldiefstal",
        "mishandeling",
        "aangifte tegen",
        "pleaded guilty",
        "felony",
        "misdemeanor",
        "charged with",
        "geen vog",
        "vog geweigerd",
        "recidivist",
        "fraude gepleegd",
        "rijden onder invloed",
        "jeugddetentie",
        "enkelband",
        "aangehouden ter zake",
        "voorlopige hechtenis",
        "in hechtenis",
        "in verzekering gesteld",
        "inverzekeringstelling",
        "huis van bewaring",
        "vrijgesproken",
        "schuldig bevonden",
        "schuldig verklaard",
        "geldboete opgelegd",
        "strafbeschikking",
        "strafzaak tegen",
        "openbaar ministerie vervolgt",
        "ontnemingsvordering",
        "contactverbod",
        "straatverbod",
        "huisverbod",
        "gebiedsverbod",
        "jeugdreclassering",
        "drugshandel",
        "drugsbezit",
        "verboden wapenbezit",
        "identiteitsfraude",
        "afpersing",
        "belaging",
        "doodslag",
        "inbraak gepleegd",
        "verkrachting",
        "aanranding",
        "ontucht",
        "mensenhandel",
        "openlijke geweldpleging",
        "winkelverbod",
        "vog is geweigerd",
        "previous convictions",
        "prior convictions",
        "spent conviction",
        "convictions for",
        "criminal conviction",
        "was convicted",
        "been convicted",
        "found guilty",
        "plead guilty",
        "on probation",
        "on parole",
        "released on bail",
        "out on bail",
        "restraining order",
        "community service for",
        "been arrested",
        "served time",
        "jail sentence",
        "prison sentence",
        "in prison for",
        "sex offender",
        "manslaughter",
        "burglary",
        "shoplifting",
        "drug possession",
        "drunk driving",
        "domestic violence",
        "dui conviction",
        "vorbestraft",
        "verurteilt wegen",
        "haftstrafe",
        "bewährungsstrafe",
        "condamné pour",
        "condamnée pour",
        "casier judiciaire",
        "ter beschikking gesteld van de staat",
        "aangehouden door de politie",
        "door de politie aangehouden",
        "arrested on suspicion",
        "heeft vastgezeten",
        "vastgezeten wegens",
        "vastgezeten voor",
        "voorwaardelijk veroordeeld",
        "rijontzegging",
        "opgepakt door de politie",
        "opgepakt voor",
        "opgepakt wegens",
        "ontslagen wegens diefstal",
        "bekend bij de politie wegens",
        "bekend bij de politie vanwege",
        "bekend bij de politie voor",
        "bekende van de politie",
        "politiecontacten",
        "halt-straf",
        "halt-afdoening",
        "voorarrest",
        "voorgeleid",
        "veelpleger",
        "ex-gedetineerde",
        "in de gevangenis",
        "justitieel verleden",
        "was arrested",
        "got arrested",
        "indicted for",
        "on remand",
        "dui arrest",
        "convicted felon",
        "ex-convict",
        "parolee",
        "under house arrest",
        "assault charge",
        "assault charges",
        "drug charges",
        "theft charges",
        "warrant for his arrest",
        "warrant for her arrest",
        "caught stealing",
        "vorstrafe",
        "vorstrafen",
        "verhaftet",
        "untersuchungshaft",
        "garde à vue",
        "mis en examen",
        "mise en examen",
        "antecedentes penales",
        "condenado por",
        "condenada por",
        "condannato per",
        "condannata per",
        "precedenti penali",
    ],
    fields: &[
        "strafblad",
        "criminalrecord",
        "criminalrecords",
        "veroordelingen",
        "veroordeling",
        "convictions",
        "conviction",
        "delict",
        "offense",
        "offence",
        "strafbaarfeit",
        "straf",
        "sentence",
        "detentie",
        "justitiëledocumentatie",
        "antecedenten",
        "criminalhistory",
        "parketnummer",
        "verdenking",
        "gepleegdedelicten",
        "felonies",
        "arrests",
    ],
    is_personal: true,
    word: "a word for crime or punishment",
    is_noted: false,
    speaks_against: speaks_against,
}

/// Crimes that are the name of a department, an offer or a subject until a verb puts them on somebody.
const CRIMES: &[&str] = &[
    "burglary",
    "domestic violence",
    "huiselijk geweld",
    "mensenhandel",
    "identiteitsfraude",
    "drugshandel",
    "drugsbezit",
    "verboden wapenbezit",
    "afpersing",
    "belaging",
    "doodslag",
    "verkrachting",
    "aanranding",
    "ontucht",
    "openlijke geweldpleging",
    "manslaughter",
    "shoplifting",
    "drug possession",
    "drunk driving",
    "rijontzegging",
    "voorarrest",
    "veelpleger",
];

/// What puts a crime on somebody.
const CHARGES: &[&str] = &[
    "convict",
    "veroordeel",
    "verdacht",
    "verdenking",
    "aangehouden",
    "arrest",
    "charged with",
    "guilty",
    "schuldig",
    "vervolgd",
    "vervolgt",
    "prosecut",
    "sentenced",
    "suspected",
    "accused",
    "gepleegd",
    "pleegde",
    "committed",
    "vrijgesproken",
    "ten laste",
    "tenlaste",
    "bewezen",
    "celstraf",
    "gevangenisstraf",
    "taakstraf",
    "strafblad",
    "beschuldig",
    "dader",
];

/// Who speaks of the custody of others.
const LAWYERS: &[&str] = &["rechter", "advocaat", "advocate", "raadsman", "officier"];

/// Why a suspect is picked up; a ticket is picked up for something else.
const OFFENCES: &[&str] = &[
    "diefstal",
    "inbraak",
    "mishandel",
    "fraude",
    "drugs",
    "geweld",
    "moord",
    "doodslag",
    "overval",
    "oplichting",
    "verkracht",
    "aanrand",
    "heling",
    "bezit",
    "onder invloed",
    "stalking",
    "vernieling",
    "bedreig",
    "afpers",
    "zeden",
    "belaging",
    "stelen",
    "wapen",
    "belediging",
];

/// What leads to a crime that was suffered, at most three words before it.
const SUFFERED: &[&str] = &[
    "slachtoffer van",
    "victim of",
    "survivor of",
    "aangifte van",
    "gevlucht voor",
];

/// What makes a sentence with a victim one about whoever did it.
const SUSPECTS: &[&str] = &[
    "dader",
    "verdacht",
    "beschuldigd",
    "veroordeeld",
    "taakstraf",
    "aangehouden",
    "arrest",
    "accused",
    "suspect",
    "convicted",
];

/// Whether a word for a crime is everyday language, a subject, or what somebody suffered.
fn speaks_against(beside: &Beside<'_>) -> bool {
    let (left, right, value) = (beside.left.as_str(), beside.right.as_str(), beside.value);
    let is_everyday = match value {
        // Parliaments hold motions as the police hold people.
        _ if value.starts_with("aangehouden") => {
            ["motie", "amendement", "agendapunt", "wetsvoorstel"]
                .iter()
                .any(|paper| left.contains(paper))
        }
        "opgepakt voor" | "opgepakt wegens" => {
            !OFFENCES.iter().any(|offence| right.contains(offence))
        }
        // So do cars in the snow and people in a lift; a prison is a term itself.
        "heeft vastgezeten" => [" in de ", " in het ", " in een "]
            .iter()
            .any(|place| right.starts_with(place)),
        // People work there, too.
        "in de gevangenis" => {
            !has_word(left, &["zit", "zat", "belandde", "opgesloten", "vastgezet"])
                && ![
                    " zit",
                    " zat",
                    " gezeten",
                    " beland",
                    " opgesloten",
                    " heeft gezeten",
                ]
                .iter()
                .any(|verb| right.starts_with(verb))
        }
        // A fall is arrested by a rope.
        "was arrested" | "got arrested" | "been arrested" => {
            right.starts_with(" by ")
                && !has_word(
                    right,
                    &[
                        "police",
                        "officer",
                        "officers",
                        "cops",
                        "fbi",
                        "agents",
                        "authorities",
                        "detectives",
                        "sheriff",
                        "deputies",
                        "customs",
                        "gestapo",
                        "soldiers",
                    ],
                )
        }
        // A baseball player's bases.
        "caught stealing" => right
            .trim_start()
            .starts_with(|next: char| next.is_ascii_digit() || next == '('),
        _ => false,
    };
    // Whoever suffered a crime has no record of it.
    let is_suffered = matches!(
        value,
        "huiselijk geweld" | "domestic violence" | "mishandeling" | "verkrachting" | "aanranding"
    ) && SUFFERED.iter().any(|lead| {
        left.rfind(lead)
            .and_then(|place| left.get(place + lead.len()..))
            .is_some_and(|gap| !gap.contains([',', ';', ':']) && words(gap).count() <= 3)
    }) && ![left, right].iter().any(|side| {
        SUSPECTS.iter().any(|word| side.contains(word))
            || has_word(side, &["zaak", "strafzaak", "rechtszaak"])
    });
    if is_everyday || is_suffered {
        return true;
    }
    // A judge imposes a ban and a lawyer speaks of custody, but whoever is in it has it.
    let is_measured = match value {
        "rijontzegging" => {
            const VERBS: &[&str] = &["kreeg", "krijgt", "gekregen", "opgelegd"];
            left.ends_with("heeft een ") || has_word(left, VERBS) || has_word(right, VERBS)
        }
        "voorarrest" => {
            const VERBS: &[&str] = &["zit", "zat", "zitten", "gezeten", "genomen", "geplaatst"];
            !words(left).take(2).any(|word| LAWYERS.contains(&word))
                && (has_word(left, VERBS) || has_word(right, VERBS))
        }
        "veelpleger" => ["is ", "is een ", "was een ", "als ", "als een "]
            .iter()
            .any(|verb| left.ends_with(verb)),
        _ => false,
    };
    CRIMES.contains(&value)
        && !is_measured
        && !CHARGES
            .iter()
            .any(|charge| left.contains(charge) || right.contains(charge))
}
