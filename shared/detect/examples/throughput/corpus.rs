//! The texts that are made up: the same bytes on every machine, so that figures can be compared.

use std::fmt::Write as _;

/// A document of the corpus.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
}

/// How large a document of prose is: a letter of some pages.
const LETTER_BYTES: usize = 12_000;

/// A generator of numbers that is the same everywhere (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From `low` to `high`, both included.
    fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    fn one<'t>(&mut self, list: &[&'t str]) -> &'t str {
        let place = usize::try_from(self.next() % list.len() as u64).unwrap_or(0);
        list.get(place).copied().unwrap_or_default()
    }

    fn is_one_in(&mut self, count: u64) -> bool {
        self.next().is_multiple_of(count)
    }
}

const FIRST_NAMES: &[&str] = &[
    "Jan",
    "Marieke",
    "Fatima",
    "Pieter",
    "Sanne",
    "Mohammed",
    "Els",
    "Bram",
    "Noor",
    "Daan",
    "Willemijn",
    "Kees",
    "Aylin",
    "Joost",
    "Roos",
    "Thijs",
    "Ingrid",
    "Youssef",
    "Lotte",
    "Henk",
];

const LAST_NAMES: &[&str] = &[
    "de Vries",
    "Jansen",
    "van den Berg",
    "Bakker",
    "Visser",
    "Smit",
    "Meijer",
    "de Boer",
    "Mulder",
    "de Groot",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "van Leeuwen",
    "Dekker",
    "Brouwer",
    "de Wit",
    "Dijkstra",
    "Smits",
    "el Idrissi",
    "Yılmaz",
    "Koster",
    "van der Meer",
];

const STREETS: &[&str] = &[
    "Dorpsstraat",
    "Kerkweg",
    "Lindelaan",
    "Stationsplein",
    "Molenkade",
    "Prins Hendrikstraat",
    "Oude Gracht",
    "Beukenlaan",
    "Havenstraat",
];

const PLACES: &[&str] = &[
    "Utrecht",
    "Zwolle",
    "Groningen",
    "Ede",
    "Breda",
    "Den Haag",
    "Leeuwarden",
    "Maastricht",
    "Almere",
    "Deventer",
];

/// Plain sentences, as minutes, reports and letters are made of.
const SENTENCES: &[&str] = &[
    "De voorzitter opent de vergadering en heet iedereen van harte welkom.",
    "Er zijn geen op- of aanmerkingen op het verslag van de vorige keer, zodat het ongewijzigd wordt vastgesteld.",
    "In het afgelopen kwartaal is de doorlooptijd van aanvragen met ruim een week teruggebracht.",
    "Wij verzoeken u vriendelijk de ontbrekende stukken zo spoedig mogelijk aan ons toe te sturen.",
    "Het college heeft besloten het voorstel aan te houden tot na de zomervakantie.",
    "De werkgroep onderzoekt of de huidige werkwijze nog past bij de wensen van de bewoners.",
    "Daarbij is gekeken naar de kosten, de planning en de gevolgen voor de omgeving.",
    "Uit het onderzoek blijkt dat de meeste deelnemers tevreden zijn over de begeleiding.",
    "Mocht u het niet eens zijn met dit besluit, dan kunt u binnen zes weken bezwaar maken.",
    "De kosten worden verdeeld over de drie deelnemende gemeenten.",
    "Tijdens de rondvraag wordt gevraagd naar de stand van zaken rond de verbouwing.",
    "Het nieuwe gebouw moet in het najaar gereed zijn, mits de levering van materialen niet verder vertraagt.",
    "Over de inrichting van het plein zijn nog geen afspraken gemaakt.",
    "De afdeling heeft moeite om openstaande functies te vervullen en huurt daarom tijdelijk mensen in.",
    "We hebben afgesproken dat iedereen zijn eigen deel nakijkt voordat het stuk naar de drukker gaat.",
    "Het was een drukke week, maar gelukkig is alles op tijd klaar gekomen.",
    "Vanaf volgende maand geldt een nieuwe regeling voor het vergoeden van reiskosten.",
    "Hierdoor ontstaat ruimte om het onderhoud aan de wegen eerder uit te voeren dan gepland.",
    "De leverancier heeft laten weten dat de prijzen per januari met vier procent stijgen.",
    "Een aantal bewoners heeft geklaagd over het geluid van de werkzaamheden in de vroege ochtend.",
    "Als de weersomstandigheden het toelaten, begint de aannemer maandag met het straatwerk.",
    "Voor vragen kunt u contact opnemen met de balie op de begane grond, op werkdagen van negen tot vijf.",
    "Het rapport beschrijft achtereenvolgens de aanleiding, de opzet, de uitkomsten en de aanbevelingen.",
    "De aanbevelingen zijn besproken met alle betrokken partijen en worden breed gedragen.",
    "Niet alle maatregelen konden dit jaar worden uitgevoerd; de rest volgt in het voorjaar.",
    "Op grond van artikel 5 van de verordening wordt de aanvraag buiten behandeling gesteld.",
    "Wij gaan ervan uit dat wij u hiermee voldoende hebben geïnformeerd.",
    "De vereniging telt inmiddels ruim driehonderd leden en groeit nog steeds.",
    "Ook dit jaar organiseren wij weer een open dag, waarop u een kijkje achter de schermen kunt nemen.",
    "Het gesprek verliep in goede sfeer en beide partijen hebben vertrouwen in het vervolg.",
    "Zoals eerder gemeld wordt het systeem in het weekend bijgewerkt en is het dan niet bereikbaar.",
    "De resultaten over het tweede halfjaar waren beter dan verwacht, vooral door hogere verkopen in het noorden.",
    "Men verwacht dat de vraag naar woningen de komende jaren onverminderd groot blijft.",
    "Het bestuur dankt alle vrijwilligers voor hun inzet tijdens het feest.",
    "Ik heb de stukken gelezen en kan mij vinden in de conclusie, al mis ik een onderbouwing van de cijfers.",
    "Zou je de presentatie nog kunnen aanvullen met een plaatje van de oude situatie?",
    "Na afloop is er gelegenheid om na te praten onder het genot van een hapje en een drankje.",
    "De trein had vertraging, waardoor een deel van het gezelschap pas na de opening binnenkwam.",
    "In de bijlage vindt u een overzicht van de werkzaamheden en de bijbehorende bedragen.",
    "Het voorstel wordt met algemene stemmen aangenomen.",
    "Omdat de begroting nog niet rond is, kan de subsidie niet eerder dan in maart worden uitgekeerd.",
    "De school werkt samen met verenigingen uit de buurt om kinderen na schooltijd te laten sporten.",
    "Veel mensen weten niet dat zij recht hebben op een toeslag, of vinden het aanvragen te ingewikkeld.",
    "Het water stond die winter zo hoog dat de uiterwaarden wekenlang onbegaanbaar waren.",
    "Er wordt op toegezien dat de afspraken uit het convenant worden nageleefd.",
    "De boot vertrekt elk heel uur vanaf de steiger bij het oude pakhuis.",
    "Graag ontvangen wij uw reactie voor het einde van de maand.",
    "Een en ander laat onverlet dat partijen zelf verantwoordelijk blijven voor de uitvoering.",
    "Door de verhuizing zijn sommige dossiers tijdelijk alleen op papier in te zien.",
    "Het verschil wordt verrekend met de eindafrekening.",
    "De gemeenteraad bespreekt het plan in de commissie en neemt daarna een besluit.",
    "Wie zich wil aanmelden, kan dat doen via het formulier op onze website.",
    "De brandweer was snel ter plaatse en had het vuur binnen een uur onder controle.",
    "Volgens de onderzoekers is het nog te vroeg om conclusies te trekken.",
    "Zij wijzen erop dat de metingen maar een beperkt deel van het jaar beslaan.",
    "Het pand is gebouwd rond de eeuwwisseling en heeft daarna lange tijd leeggestaan.",
];

/// What is personal in a letter; `{}` is filled in by what its number says.
const PERSONAL: usize = 12;

fn person(random: &mut Random) -> String {
    format!("{} {}", random.one(FIRST_NAMES), random.one(LAST_NAMES))
}

/// Nine digits that pass the 11-test.
fn bsn(random: &mut Random) -> String {
    loop {
        let digits = random.between(10_000_000, 99_999_999).to_string();
        let sum: u64 = digits
            .bytes()
            .zip((2..=9).rev())
            .map(|(digit, weight)| u64::from(digit - b'0') * weight)
            .sum();
        if sum % 11 < 10 {
            return format!("{digits}{}", sum % 11);
        }
    }
}

fn email(random: &mut Random) -> String {
    format!(
        "{}.{}@bakkerij{}.nl",
        random.one(FIRST_NAMES).to_lowercase(),
        random.one(&["jansen", "bakker", "visser", "smit", "bos", "vos"]),
        random.one(&["vries", "noord", "west", "plein"])
    )
}

fn mobile(random: &mut Random) -> String {
    format!("06-{}", random.between(10_000_000, 59_999_999))
}

fn postcode(random: &mut Random) -> String {
    format!(
        "{} {}",
        random.between(1011, 9999),
        random.one(&["AB", "KL", "XZ", "BN", "GH"])
    )
}

fn date(random: &mut Random) -> String {
    format!(
        "{:02}-{:02}-{}",
        random.between(1, 28),
        random.between(1, 12),
        random.between(1940, 2005)
    )
}

fn personal(random: &mut Random) -> String {
    let name = person(random);
    match random.between(1, PERSONAL as u64) {
        1 => format!("De heer {} is ook aanwezig.", random.one(LAST_NAMES)),
        2 => format!("Het verslag is gemaakt door {name}."),
        3 => format!("Mevrouw {} licht het voorstel toe.", random.one(LAST_NAMES)),
        4 => format!(
            "Neem gerust contact op met {name}, bereikbaar op {}.",
            mobile(random)
        ),
        5 => format!("Stuur uw reactie naar {}.", email(random)),
        6 => format!(
            "{name} woont aan de {} {} in {}.",
            random.one(STREETS),
            random.between(1, 240),
            random.one(PLACES)
        ),
        7 => format!("Het BSN van de aanvrager is {}.", bsn(random)),
        8 => format!("{name}, geboren op {}, heeft zich gemeld.", date(random)),
        9 => format!(
            "Het bedrag van € {},{:02} is op {} betaald.",
            random.between(12, 9_000),
            random.between(0, 99),
            date(random)
        ),
        10 => format!(
            "Post kan naar {} {}, {} {}.",
            random.one(STREETS),
            random.between(1, 240),
            postcode(random),
            random.one(PLACES)
        ),
        11 => format!(
            "Het dossier heeft nummer {}/{}.",
            random.between(2015, 2026),
            random.between(10_000, 99_999)
        ),
        _ => format!("{name} heeft zich afgemeld."),
    }
}

/// Dutch letters, minutes and reports. One sentence in twelve has something personal in it.
pub(crate) fn prose(bytes: usize) -> Vec<File> {
    letters("prose", Random(1), 12, bytes)
}

/// The same with one sentence in three hundred: what most documents of an office are like.
pub(crate) fn reports(bytes: usize) -> Vec<File> {
    letters("reports", Random(5), 300, bytes)
}

/// Texts of sentences, of which one in so many is personal.
fn letters(kind: &str, mut random: Random, one_in: u64, bytes: usize) -> Vec<File> {
    let mut files = Vec::new();
    let mut total = 0;
    while total < bytes {
        let mut text = format!("Betreft: verslag van {} januari\n\n", random.between(1, 31));
        while text.len() < LETTER_BYTES {
            for _ in 0..random.between(3, 8) {
                if random.is_one_in(one_in) {
                    text.push_str(&personal(&mut random));
                } else {
                    text.push_str(random.one(SENTENCES));
                }
                text.push(' ');
            }
            text.push_str("\n\n");
        }
        total += text.len();
        files.push(File {
            name: format!("{kind}/{}.txt", files.len()),
            content: text.into_bytes(),
        });
    }
    files
}

/// What a web server and an application write: an address, a moment, a request.
pub(crate) fn logs(bytes: usize) -> Vec<File> {
    let mut random = Random(2);
    let mut access = String::new();
    while access.len() < bytes / 2 {
        let _ = writeln!(
            access,
            "{}.{}.{}.{} - - [{:02}/{}/2025:{:02}:{:02}:{:02} +0100] \"{} /{}/{} HTTP/1.1\" {} {} \"https://www.bakkerijvries.nl/{}\" \"Mozilla/5.0 (X11; Linux x86_64; rv:{}.0) Gecko/20100101 Firefox/{}.0\"",
            random.between(31, 217),
            random.between(0, 255),
            random.between(0, 255),
            random.between(1, 254),
            random.between(1, 28),
            random.one(&["Jan", "Feb", "Mar", "Apr", "May", "Jun"]),
            random.between(0, 23),
            random.between(0, 59),
            random.between(0, 59),
            random.one(&["GET", "GET", "GET", "POST", "HEAD"]),
            random.one(&["assets", "api/v1/orders", "producten", "img", "static/js"]),
            random.between(1, 99_999),
            random.one(&["200", "200", "200", "304", "404", "500"]),
            random.between(120, 250_000),
            random.one(&["", "winkel", "contact", "zoeken?q=brood"]),
            random.between(90, 130),
            random.between(90, 130),
        );
    }
    let mut application = String::new();
    while application.len() < bytes / 2 {
        let _ = writeln!(
            application,
            "2025-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z {} bakkerij::{}: {} request_id={:016x}{:016x} duration_ms={} status={} bytes={}",
            random.between(1, 12),
            random.between(1, 28),
            random.between(0, 23),
            random.between(0, 59),
            random.between(0, 59),
            random.between(0, 999_999),
            random.one(&["INFO", "INFO", "INFO", "DEBUG", "WARN", "ERROR"]),
            random.one(&["orders", "http", "queue::worker", "store", "mail"]),
            random.one(&[
                "request finished",
                "order accepted",
                "retrying after timeout",
                "cache miss",
                "message sent"
            ]),
            random.next(),
            random.next(),
            random.between(1, 900),
            random.one(&["200", "201", "404", "503"]),
            random.between(120, 250_000),
        );
    }
    vec![
        File {
            name: "logs/access.log".to_owned(),
            content: access.into_bytes(),
        },
        File {
            name: "logs/application.log".to_owned(),
            content: application.into_bytes(),
        },
    ]
}

/// A table of people, in which nearly every cell is personal.
pub(crate) fn table(bytes: usize) -> Vec<File> {
    let mut random = Random(3);
    let mut text =
        "klantnummer;naam;adres;postcode;woonplaats;geboortedatum;bsn;e-mail;telefoon;saldo\n"
            .to_owned();
    let mut number = 100_000;
    while text.len() < bytes {
        number += random.between(1, 9);
        let _ = writeln!(
            text,
            "{number};{};{} {};{};{};{};{};{};{};{},{:02}",
            person(&mut random),
            random.one(STREETS),
            random.between(1, 240),
            postcode(&mut random),
            random.one(PLACES),
            date(&mut random),
            bsn(&mut random),
            email(&mut random),
            mobile(&mut random),
            random.between(0, 9_000),
            random.between(0, 99),
        );
    }
    vec![File {
        name: "table/klanten.csv".to_owned(),
        content: text.into_bytes(),
    }]
}

/// What an interface answers: objects of settings and orders, hardly anything personal.
pub(crate) fn json(bytes: usize) -> Vec<File> {
    let mut random = Random(4);
    let mut text = "{\"orders\": [\n".to_owned();
    while text.len() < bytes {
        let _ = writeln!(
            text,
            "  {{\"id\": \"{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}\", \"created_at\": \"2025-{:02}-{:02}T{:02}:{:02}:{:02}Z\", \"status\": \"{}\", \"total\": {}.{:02}, \"lines\": [{{\"sku\": \"{}-{}\", \"quantity\": {}, \"vat_rate\": 9}}], \"shipping\": {{\"method\": \"{}\", \"is_express\": {}}}}},",
            random.next() >> 32,
            random.next() >> 48,
            random.next() >> 52,
            random.next() >> 52,
            random.next() >> 16,
            random.between(1, 12),
            random.between(1, 28),
            random.between(0, 23),
            random.between(0, 59),
            random.between(0, 59),
            random.one(&["open", "paid", "shipped", "cancelled"]),
            random.between(1, 900),
            random.between(0, 99),
            random.one(&["BRD", "KRT", "TRT", "CK"]),
            random.between(100, 9_999),
            random.between(1, 40),
            random.one(&["bike", "van", "pickup"]),
            random.is_one_in(2),
        );
    }
    text.push_str("{}]}\n");
    vec![File {
        name: "json/orders.json".to_owned(),
        content: text.into_bytes(),
    }]
}
