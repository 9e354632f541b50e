//! What the engine says of a finding, in Dutch.
//!
//! A finding is stored with its reasons in English, because that is what programs read and compare. People who read
//! Dutch get each sentence by the table here. A sentence that it doesn't know stays English; a test that reads every
//! detector's examples names those.

/// Sentences in English, each with its Dutch.
#[derive(Clone, Copy, Debug)]
pub struct Phrasebook {
    /// Those that are always the same.
    pub whole: &'static [(&'static str, &'static str)],
    /// Those with places (`{}`) for what is the same in both languages: a word, a number. The first that fits is
    /// taken.
    pub patterns: &'static [(&'static str, &'static str)],
}

impl Phrasebook {
    /// A line of a finding's explanation (`for: passes the 11-test (+0.45)`) in Dutch; nothing where it isn't known.
    #[must_use]
    pub fn line(&self, line: &str) -> Option<String> {
        let (side, rest) = line.split_once(": ")?;
        let side = match side {
            "for" => "voor",
            "against" => "tegen",
            "note" => "let op",
            _ => return None,
        };
        let (detail, weight) = match rest.rsplit_once(" (") {
            Some((detail, weight)) if weight.ends_with(')') => (detail, Some(weight)),
            _ => (rest, None),
        };
        let detail = self.sentence(detail)?;
        Some(match weight {
            // Decimals as Dutch writes them.
            Some(weight) => format!("{side}: {detail} ({}", weight.replace('.', ",")),
            None => format!("{side}: {detail}"),
        })
    }

    /// A sentence in Dutch; nothing where it isn't known.
    #[must_use]
    pub fn sentence(&self, english: &str) -> Option<String> {
        let whole = self.whole.iter().find(|(known, _)| *known == english);
        if let Some((_, dutch)) = whole {
            return Some((*dutch).to_owned());
        }
        let mut patterns = self.patterns.iter();
        patterns.find_map(|(known, dutch)| filled(known, dutch, english))
    }
}

/// The engine's.
pub const DUTCH: Phrasebook = Phrasebook {
    whole: WHOLE,
    patterns: PATTERNS,
};

/// The Dutch pattern with what stands in the places of the English one, if `english` fits that.
fn filled(known: &str, dutch: &str, english: &str) -> Option<String> {
    let mut known = known.split("{}").peekable();
    let mut dutch = dutch.split("{}");
    let mut rest = english.strip_prefix(known.next()?)?;
    let mut text = dutch.next()?.to_owned();
    while let (Some(after), Some(piece)) = (known.next(), dutch.next()) {
        let end = match known.peek() {
            None => rest.strip_suffix(after)?.len(),
            Some(_) => rest.find(after)?,
        };
        let (value, behind) = rest.split_at_checked(end)?;
        // What is quoted is a word, whatever it consists of.
        if text.ends_with('“') {
            text.push_str(value);
        } else {
            text.push_str(&grouped(value));
        }
        text.push_str(piece);
        rest = behind.strip_prefix(after)?;
    }
    rest.is_empty().then_some(text)
}

/// A large number in groups of three, as Dutch writes it; what is none as it is.
fn grouped(value: &str) -> String {
    let is_large = value.len() > 4 && value.bytes().all(|byte| byte.is_ascii_digit());
    let digits = value.char_indices();
    let groups = digits.map(|(at, digit)| match (value.len() - at) % 3 {
        0 if is_large && at > 0 => format!(".{digit}"),
        _ => digit.to_string(),
    });
    groups.collect()
}

const PATTERNS: &[(&str, &str)] = &[
    (
        "the column's header has “{}”",
        "de kop van de kolom heeft “{}”",
    ),
    ("its key has “{}”", "de sleutel ervan heeft “{}”"),
    (
        "{} hexadecimal digits that look random",
        "{} hexadecimale cijfers die willekeurig ogen",
    ),
    ("“{}” stands right before it", "“{}” staat er direct voor"),
    ("“{}” stands before it", "“{}” staat ervoor"),
    ("“{}” stands behind it", "“{}” staat erachter"),
    ("“{}” stands after it", "“{}” staat erna"),
    (
        "“{}” stands on the line above",
        "“{}” staat op de regel erboven",
    ),
    ("“{}” stands near it", "“{}” staat in de buurt"),
    ("“{}” suggests something else", "“{}” wijst op iets anders"),
    (
        "column {} with {} such values in {} rows",
        "kolom {} met {} zulke waarden in {} rijen",
    ),
    (
        "{} characters of {} kinds, no placeholder",
        "{} tekens van {} soorten, geen invulwaarde",
    ),
    (
        "a value where “{}” takes a password",
        "een waarde waar “{}” een wachtwoord verwacht",
    ),
    (
        "a value where “{}” takes a key",
        "een waarde waar “{}” een sleutel verwacht",
    ),
    (
        "{} characters with {} bits each",
        "{} tekens met elk {} bits",
    ),
    ("{} random characters", "{} willekeurige tekens"),
    ("it expired on {}", "verlopen op {}"),
    (
        "it says that it is valid until {}",
        "geldig tot {}, zo staat erin",
    ),
    ("the shape of “{}”", "de vorm van “{}”"),
    (
        "the documented shape of “{}…”",
        "de beschreven vorm van “{}…”",
    ),
    (
        "the form “{}…” of a stored password",
        "de vorm “{}…” van een opgeslagen wachtwoord",
    ),
    ("the length and make of {}", "de lengte en opbouw van {}"),
    ("the range and length of {}", "de reeks en lengte van {}"),
    ("the country code {}", "landcode {}"),
    ("the make of {}", "de opbouw van {}"),
    ("the shape of {}", "de vorm van {}"),
    ("it contains “{}”", "het bevat “{}”"),
    ("{} digits", "{} cijfers"),
    // Of files.
    (
        "it is {}, which is not read yet",
        "het is {}, en dat wordt nog niet gelezen",
    ),
    (
        "only its first {} bytes were scanned",
        "alleen de eerste {} bytes ervan zijn gescand",
    ),
    (
        "a message may have {} bytes at most",
        "een bericht mag ten hoogste {} bytes hebben",
    ),
    (
        "a PDF may have {} bytes at most",
        "een PDF mag ten hoogste {} bytes hebben",
    ),
    (
        "a zip within an archive may have {} bytes at most",
        "een zip in een archief mag ten hoogste {} bytes hebben",
    ),
    (
        "the rule {} cost more than rules may and ran only on the first {} bytes of text; make its pattern find less",
        "de regel {} kostte meer dan regels mogen en liep alleen over de eerste {} bytes tekst; laat het patroon \
         minder vinden",
    ),
    (
        "the rule {} found matches that overlap over more than {} bytes and passed over what came behind; make its \
         pattern end where a value ends",
        "de regel {} vond over meer dan {} bytes treffers die elkaar overlappen en liet liggen wat erachter kwam; laat \
         het patroon eindigen waar een waarde eindigt",
    ),
    (
        "it expands to more than {} times its size",
        "uitgepakt is het meer dan {} keer zo groot",
    ),
    (
        "the upload expands to more than {} bytes; what comes after those was not read",
        "de upload is uitgepakt groter dan {} bytes; wat daarna komt, is niet gelezen",
    ),
    (
        "the upload has more than {} entries; what comes after those was not read",
        "er zitten meer dan {} bestanden in de upload; wat daarna komt, is niet gelezen",
    ),
    // As earlier engines told it, whose findings are kept.
    (
        "the upload expands to more than {} bytes",
        "de upload is uitgepakt groter dan {} bytes",
    ),
    (
        "it has more than {} entries",
        "er zitten meer dan {} bestanden in",
    ),
    ("it has more than {} parts", "het heeft meer dan {} delen"),
    (
        "page {} of it could not be read",
        "pagina {} ervan kon niet gelezen worden",
    ),
];

/// In the order of their English.
const WHOLE: &[(&str, &str)] = &[
    ("10 digits", "10 cijfers"),
    ("11 digits", "11 cijfers"),
    ("40 characters of base64", "40 tekens base64"),
    ("40 hexadecimal digits", "40 hexadecimale cijfers"),
    ("a JSON web key", "een JSON-websleutel"),
    (
        "a UUID or a number of its kind",
        "een UUID of iets dergelijks",
    ),
    ("a bank that everybody knows", "een bekende bank"),
    (
        "a bot's number, a colon and 35 characters",
        "het nummer van een bot, een dubbele punt en 35 tekens",
    ),
    (
        "a card's number stands near",
        "er staat een kaartnummer in de buurt",
    ),
    (
        "a code in the address of a function",
        "een code in het adres van een functie",
    ),
    ("a common top-level domain", "een gangbaar topleveldomein"),
    (
        "a country's code in its place",
        "een landcode op haar plaats",
    ),
    ("a date", "een datum"),
    ("a date and a serial number", "een datum en een volgnummer"),
    (
        "a day of birth that may be",
        "een geboortedag die kan bestaan",
    ),
    (
        "a decimal within the degrees of the earth",
        "een decimaal getal binnen de graden van de aarde",
    ),
    (
        "a digest where a stored password is named",
        "een hash waar een opgeslagen wachtwoord genoemd wordt",
    ),
    (
        "a digit is missing or too many",
        "er is een cijfer te weinig of te veel",
    ),
    (
        "a domain reserved for documentation",
        "een domein dat voor documentatie is gereserveerd",
    ),
    ("a fast hash function", "een snelle hashfunctie"),
    ("a field for it is filled in", "een veld ervoor is ingevuld"),
    ("a gender", "een geslacht"),
    ("a given name", "een voornaam"),
    (
        "a given name or initials with a capitalised word",
        "een voornaam of voorletters met een woord met een hoofdletter",
    ),
    (
        "a given name or initials with a surname",
        "een voornaam of voorletters met een achternaam",
    ),
    (
        "a given name that is a word too",
        "een voornaam die ook een gewoon woord is",
    ),
    (
        "a helper that checks no certificate",
        "een hulpfunctie die geen certificaat controleert",
    ),
    ("a house number", "een huisnummer"),
    ("a house number beside it", "er staat een huisnummer naast"),
    ("a key of base64 inside", "met een sleutel in base64 erin"),
    (
        "a letter and digits as in ICD-10",
        "een letter en cijfers zoals in ICD-10",
    ),
    (
        "a line of PostgreSQL's password file",
        "een regel van het wachtwoordbestand van PostgreSQL",
    ),
    (
        "a line of a dump of Windows passwords",
        "een regel van een dump van Windows-wachtwoorden",
    ),
    (
        "a list of who is present has it",
        "het staat in een lijst van aanwezigen",
    ),
    ("a local part and a domain", "een lokaal deel en een domein"),
    ("a logging call", "een aanroep die logt"),
    (
        "a master password of Maven",
        "een hoofdwachtwoord van Maven",
    ),
    ("a mobile range", "een mobiele nummerreeks"),
    ("a month and a year", "een maand en een jaar"),
    ("a name of the domain system", "een domeinnaam"),
    (
        "a number of Sweden or Iceland has it as well",
        "een nummer van Zweden of IJsland heeft die ook",
    ),
    ("a number of a register", "een nummer uit een register"),
    ("a number of years", "een aantal jaren"),
    (
        "a number that examples use",
        "een nummer dat in voorbeelden gebruikt wordt",
    ),
    (
        "a package names its authors",
        "een pakket noemt zijn auteurs",
    ),
    (
        "a parameter in a query string",
        "een parameter in een webadres",
    ),
    (
        "a part of it is encrypted or damaged",
        "een deel ervan is versleuteld of beschadigd",
    ),
    (
        "a part of what opens a vault",
        "een deel van wat een kluis opent",
    ),
    (
        "a person’s name stands before it",
        "de naam van een persoon staat ervoor",
    ),
    (
        "a plus sign and eight to fifteen digits",
        "een plusteken en acht tot vijftien cijfers",
    ),
    ("a postcode", "een postcode"),
    (
        "a postcode of four digits and a town",
        "een postcode van vier cijfers en een plaats",
    ),
    ("a published example", "een gepubliceerd voorbeeld"),
    ("a published test number", "een gepubliceerd testnummer"),
    (
        "a range kept for films and documentation",
        "een reeks die voor films en documentatie is gereserveerd",
    ),
    ("a salutation stands before it", "er staat een aanhef voor"),
    ("a street name", "een straatnaam"),
    (
        "a street with a house number",
        "een straat met een huisnummer",
    ),
    (
        "a surname that many have",
        "een achternaam die veel mensen hebben",
    ),
    (
        "a switch that turns verification off",
        "een schakelaar die de controle uitzet",
    ),
    (
        "a synthetic number of a test register",
        "een kunstmatig nummer uit een testregister",
    ),
    (
        "a temporary or test number",
        "een tijdelijk nummer of testnummer",
    ),
    ("a title stands before it", "er staat een titel voor"),
    (
        "a top-level domain that exists",
        "een topleveldomein dat bestaat",
    ),
    ("a town behind it", "een plaats erachter"),
    (
        "a user and a password before the host",
        "een gebruiker en een wachtwoord voor de host",
    ),
    (
        "a user and a password, named together",
        "een gebruiker en een wachtwoord, samen genoemd",
    ),
    (
        "a value behind the name of a key",
        "een waarde achter de naam van een sleutel",
    ),
    (
        "a value behind the name of a password",
        "een waarde achter de naam van een wachtwoord",
    ),
    (
        "a value behind the name of a secret",
        "een waarde achter de naam van een geheim",
    ),
    (
        "a value in a block of secrets",
        "een waarde in een blok met geheimen",
    ),
    (
        "a value in a column of passwords",
        "een waarde in een kolom met wachtwoorden",
    ),
    (
        "a value in a column of secrets",
        "een waarde in een kolom met geheimen",
    ),
    (
        "a value of a Secret of Kubernetes",
        "een waarde van een Secret van Kubernetes",
    ),
    (
        "a variable named after a BSN is written",
        "een variabele die naar een BSN genoemd is, wordt geschreven",
    ),
    (
        "a variable named after a card number is written",
        "een variabele die naar een kaartnummer genoemd is, wordt geschreven",
    ),
    (
        "a variable named after a date of birth is written",
        "een variabele die naar een geboortedatum genoemd is, wordt geschreven",
    ),
    (
        "a variable named after a name is written",
        "een variabele die naar een naam genoemd is, wordt geschreven",
    ),
    (
        "a variable named after a passport number is written",
        "een variabele die naar een paspoortnummer genoemd is, wordt geschreven",
    ),
    (
        "a variable named after a password is written",
        "een variabele die naar een wachtwoord genoemd is, wordt geschreven",
    ),
    (
        "a variable named after a social security number is written",
        "een variabele die naar een socialezekerheidsnummer genoemd is, wordt geschreven",
    ),
    (
        "a variable named after a telephone number is written",
        "een variabele die naar een telefoonnummer genoemd is, wordt geschreven",
    ),
    (
        "a variable named after an account number is written",
        "een variabele die naar een rekeningnummer genoemd is, wordt geschreven",
    ),
    (
        "a variable named after an address is written",
        "een variabele die naar een adres genoemd is, wordt geschreven",
    ),
    (
        "a variable named after an e-mail address is written",
        "een variabele die naar een e-mailadres genoemd is, wordt geschreven",
    ),
    (
        "a variable named after data about health is written",
        "een variabele die naar gezondheidsgegevens genoemd is, wordt geschreven",
    ),
    (
        "a version and an algorithm where a private key has them",
        "een versie en een algoritme waar een privésleutel die heeft",
    ),
    (
        "a word for a person stands before it",
        "er staat een woord voor een persoon voor",
    ),
    (
        "a word for a political opinion",
        "een woord voor een politieke opvatting",
    ),
    ("a word for a religion", "een woord voor een godsdienst"),
    (
        "a word for biometric data",
        "een woord voor biometrische gegevens",
    ),
    (
        "a word for crime or punishment",
        "een woord voor misdrijf of straf",
    ),
    (
        "a word for ethnic origin",
        "een woord voor etnische afkomst",
    ),
    (
        "a word for genetic data",
        "een woord voor genetische gegevens",
    ),
    ("a word for health", "een woord voor gezondheid"),
    (
        "a word for sexual orientation",
        "een woord voor seksuele gerichtheid",
    ),
    (
        "a word for telephones stands before it",
        "er staat een woord voor telefoon voor",
    ),
    (
        "a word for telephones stands behind it",
        "er staat een woord voor telefoon achter",
    ),
    (
        "a word for telephones stands in the header of it",
        "een woord voor telefoons staat in de kop ervan",
    ),
    (
        "a word for telephones stands right before it",
        "er staat een woord voor telefoon direct voor",
    ),
    (
        "a word for union membership",
        "een woord voor lidmaatschap van een vakbond",
    ),
    (
        "a word of birth stands after it",
        "een woord voor geboorte staat erachter",
    ),
    (
        "a word of birth stands before it",
        "een woord voor geboorte staat ervoor",
    ),
    (
        "a word that a day follows, or another day, stands beside it",
        "een woord dat voor een dag staat, of een andere dag, staat ernaast",
    ),
    (
        "a word, behind a name that says whose password it is",
        "een woord, achter een naam die zegt van wie het wachtwoord is",
    ),
    (
        "a zip stands behind it, which was not read",
        "er staat een zip achter, die niet gelezen is",
    ),
    ("an address of manuals", "een adres uit handleidingen"),
    ("an area that exists", "een gebied dat bestaat"),
    (
        "an e-mail address follows in brackets",
        "er volgt een e-mailadres tussen haken",
    ),
    (
        "an expiry or a security code follows",
        "er volgt een vervaldatum of beveiligingscode",
    ),
    (
        "announced as an address of the web",
        "aangekondigd als een webadres",
    ),
    (
        "another column is the longitude",
        "een andere kolom is de lengtegraad",
    ),
    (
        "archives lie too deep within each other",
        "archieven liggen te diep in elkaar",
    ),
    (
        "base 58, of the length of an address",
        "base58, met de lengte van een adres",
    ),
    (
        "base64 behind “Basic” or “auth”",
        "base64 achter “Basic” of “auth”",
    ),
    ("base64 that decodes", "base64 die te ontcijferen is"),
    (
        "begins with 10 and leaves 5 in the 11-test",
        "begint met 10 en houdt 5 over bij de elfproef",
    ),
    (
        "begins with a mobile country code",
        "begint met een mobiele landcode",
    ),
    (
        "begins with four zeros, as all issued so far",
        "begint met vier nullen, zoals alle die tot nu toe zijn uitgegeven",
    ),
    ("behind a card's number", "achter een kaartnummer"),
    (
        "behind a card's number and its expiry",
        "achter een kaartnummer en de vervaldatum",
    ),
    (
        "both check digits are right",
        "beide controlecijfers kloppen",
    ),
    ("capitalised words", "woorden met een hoofdletter"),
    (
        "degrees, minutes and seconds",
        "graden, minuten en seconden",
    ),
    (
        "digits that stand for any number",
        "cijfers die voor een willekeurig nummer staan",
    ),
    ("divisible by 11", "deelbaar door 11"),
    ("eight digits", "acht cijfers"),
    (
        "eleven digits that begin with a date",
        "elf cijfers die met een datum beginnen",
    ),
    (
        "eleven digits, one of them repeated",
        "elf cijfers, waarvan er een herhaald wordt",
    ),
    (
        "every certificate is answered with yes",
        "op elk certificaat is het antwoord ja",
    ),
    ("every check digit is right", "elk controlecijfer klopt"),
    ("exact to some metres", "op enkele meters nauwkeurig"),
    ("fifteen digits", "vijftien cijfers"),
    ("forty hexadecimal digits", "veertig hexadecimale cijfers"),
    (
        "forty-eight bits in hexadecimal",
        "achtenveertig bits, hexadecimaal",
    ),
    ("four digits", "vier cijfers"),
    (
        "four in five of the column's values pass",
        "vier van de vijf waarden in de kolom voldoen",
    ),
    ("four numbers below 256", "vier getallen onder 256"),
    ("fourteen or fifteen digits", "veertien of vijftien cijfers"),
    (
        "groups of hexadecimal digits",
        "groepen hexadecimale cijfers",
    ),
    (
        "hyphens and letters as they are issued",
        "streepjes en letters zoals ze worden uitgegeven",
    ),
    ("in a cookie header", "in een cookie-kop"),
    (
        "in the file of a service account",
        "in het bestand van een serviceaccount",
    ),
    (
        "in the groups of a card",
        "in de groepen van een kaartnummer",
    ),
    (
        "in the groups of a telephone number",
        "in de groepen van een telefoonnummer",
    ),
    (
        "is one of the rule's keywords",
        "is een trefwoord van de regel",
    ),
    (
        "it asks for more than a document needs; a part of it was left out",
        "het vraagt meer dan een document nodig heeft; een deel ervan is overgeslagen",
    ),
    (
        "it breaks off within an entry; what comes after that was not read",
        "het breekt af binnen een bestand; wat daarna komt, is niet gelezen",
    ),
    ("it decodes", "het laat zich decoderen"),
    (
        "it decodes to a user and a password",
        "gedecodeerd is het een gebruiker en een wachtwoord",
    ),
    (
        "it exists in the calendar, since 1900",
        "de datum bestaat, sinds 1900",
    ),
    (
        "it has an entry with an endless name",
        "er zit een bestand in met een naam zonder einde",
    ),
    ("it has no end", "het heeft geen einde"),
    (
        "it is a device and no file",
        "het is een apparaat en geen bestand",
    ),
    (
        "it is a link that leaves the archive",
        "het is een verwijzing die buiten het archief wijst",
    ),
    (
        "it is a service's master key",
        "het is de hoofdsleutel van een dienst",
    ),
    (
        "it is an old Office format, which is not read yet",
        "het is een oud Office-formaat, en dat wordt nog niet gelezen",
    ),
    (
        "it is damaged or ends too early",
        "het is beschadigd of houdt te vroeg op",
    ),
    ("it is encrypted", "het is versleuteld"),
    (
        "it is encrypted with a passphrase",
        "het is met een wachtwoordzin versleuteld",
    ),
    (
        "it is named after personal data and filled",
        "het is naar persoonsgegevens genoemd en ingevuld",
    ),
    ("it is no reference", "het is geen verwijzing"),
    (
        "it is packed in a way that is not read",
        "het is ingepakt op een manier die niet gelezen wordt",
    ),
    (
        "it is part of a name that stands near",
        "het is deel van een naam die in de buurt staat",
    ),
    ("it isn't signed", "het is niet ondertekend"),
    ("it looks random", "het ziet er willekeurig uit"),
    ("it never expires", "het verloopt nooit"),
    (
        "it sends or receives a mail",
        "het verstuurt of ontvangt een mail",
    ),
    ("it signs a letter", "het ondertekent een brief"),
    (
        "it stands beside an AWS access key id",
        "het staat naast een toegangssleutel-id van AWS",
    ),
    (
        "it stands right behind a person's name",
        "hij staat meteen achter de naam van een persoon",
    ),
    (
        "it stands where a sentence has a person",
        "het staat waar in een zin een persoon staat",
    ),
    (
        "its capitals are those of EIP-55",
        "de hoofdletters zijn die van EIP-55",
    ),
    ("its check digit is right", "het controlecijfer klopt"),
    ("its check letter is right", "de controleletter klopt"),
    ("its checksum is right", "het controlegetal klopt"),
    (
        "its checksum is wrong: never issued, or changed",
        "het controlegetal klopt niet: nooit uitgegeven, of veranderd",
    ),
    (
        "its date and its check character are right",
        "de datum en het controleteken kloppen",
    ),
    (
        "its date and its check digit are right",
        "de datum en het controlecijfer kloppen",
    ),
    (
        "its date and its check letter are right",
        "de datum en de controleletter kloppen",
    ),
    (
        "its date can be one of birth",
        "de datum kan een geboortedatum zijn",
    ),
    (
        "its date, its county and its check digit are right",
        "de datum, het district en het controlecijfer kloppen",
    ),
    (
        "its day of birth and its check digit are right",
        "de geboortedag en het controlecijfer kloppen",
    ),
    (
        "its first letter is that of a kind of document",
        "de eerste letter is die van een soort document",
    ),
    (
        "its groups may be allotted",
        "de groepen kunnen zijn toegekend",
    ),
    ("its hash looks random", "de hash ziet er willekeurig uit"),
    ("its header decodes", "de kop laat zich decoderen"),
    (
        "its input is named a password",
        "de invoer heet een wachtwoord",
    ),
    (
        "its key is one for names",
        "de sleutel is er een voor namen",
    ),
    ("its key is right", "de sleutel klopt"),
    (
        "its key or header is one for addresses",
        "de sleutel of kolomkop is er een voor adressen",
    ),
    (
        "its label stands right before it",
        "het opschrift staat er direct voor",
    ),
    (
        "its label stands right behind it",
        "het label staat er direct achter",
    ),
    ("its letter is right", "de letter klopt"),
    (
        "its letters are drawn without saying which they are",
        "de letters zijn getekend zonder te zeggen welke het zijn",
    ),
    (
        "its name has a NUL in it",
        "in de naam ervan staat een nulteken",
    ),
    ("its name is absolute", "de naam ervan is een absoluut pad"),
    (
        "its name is that of an AWS secret",
        "de naam is die van een geheim van AWS",
    ),
    (
        "its name leaves the folder it is unpacked in",
        "de naam ervan wijst buiten de map van uitpakken",
    ),
    ("its name stands before it", "de naam staat ervoor"),
    (
        "its nine digits pass the 11-test",
        "de negen cijfers voldoen aan de elfproef",
    ),
    (
        "its pages hold pictures and no text",
        "op de pagina's staan plaatjes en geen tekst",
    ),
    (
        "its prefix may be allotted",
        "het voorvoegsel kan zijn toegekend",
    ),
    (
        "its word stands right before it",
        "het woord ervoor staat er direct voor",
    ),
    (
        "letters and digits as on driving licences",
        "letters en cijfers zoals op rijbewijzen",
    ),
    (
        "letters and digits as on identity cards",
        "letters en cijfers zoals op identiteitskaarten",
    ),
    (
        "letters and digits as on passports",
        "letters en cijfers zoals op paspoorten",
    ),
    (
        "letters and digits in the places of a Medicare number",
        "letters en cijfers op de plaatsen van een Medicare-nummer",
    ),
    ("machine, login, password", "machine, login, password"),
    (
        "matches the rule's pattern",
        "past op het patroon van de regel",
    ),
    (
        "messages lie too deep within each other",
        "berichten liggen te diep in elkaar",
    ),
    ("neither broadcast nor zero", "geen broadcast en niet nul"),
    ("nine digits", "negen cijfers"),
    (
        "nine digits of the Dutch numbering plan",
        "negen cijfers van het Nederlandse nummerplan",
    ),
    ("no placeholder", "geen invulwaarde"),
    (
        "north or south, then east or west",
        "noord of zuid, dan oost of west",
    ),
    (
        "passes ISO 7064 mod 11,10",
        "voldoet aan ISO 7064 mod 11,10",
    ),
    (
        "passes Luhn behind the prefix 80840",
        "voldoet aan Luhn achter het voorvoegsel 80840",
    ),
    ("passes mod 11", "voldoet aan mod 11"),
    ("passes mod 11,10", "voldoet aan mod 11,10"),
    ("passes mod 97", "voldoet aan mod 97"),
    (
        "passes mod 97, and its date can be one of birth",
        "voldoet aan mod 97, en de datum kan een geboortedatum zijn",
    ),
    ("passes mod 97-10", "voldoet aan mod 97-10"),
    ("passes the 11-test", "voldoet aan de elfproef"),
    ("passes the Luhn check", "voldoet aan de Luhn-controle"),
    (
        "passes the check of EAN-13",
        "voldoet aan de controle van EAN-13",
    ),
    (
        "passes the country's check",
        "voldoet aan de controle van het land",
    ),
    (
        "passes the mod-11 check that was once guaranteed",
        "voldoet aan de mod-11-controle die vroeger gegarandeerd was",
    ),
    (
        "passes the weights of routing numbers",
        "voldoet aan de gewichten van routingnummers",
    ),
    (
        "reading it failed, which is a fault in Polder; not all of it was scanned",
        "het lezen ging mis, en dat is een fout in Polder; niet alles is gescand",
    ),
    ("routed on the internet", "gerouteerd op internet"),
    ("seven to fifteen digits", "zeven tot vijftien cijfers"),
    (
        "seventeen characters without I, O and Q",
        "zeventien tekens zonder I, O en Q",
    ),
    ("since 1900", "sinds 1900"),
    ("somebody lives there", "iemand woont daar"),
    (
        "ten digits that begin with a date",
        "tien cijfers die met een datum beginnen",
    ),
    (
        "the address of a function, not of a person",
        "het adres van een functie, niet van een persoon",
    ),
    (
        "the armour of a private key",
        "de omlijsting van een privésleutel",
    ),
    (
        "the armour of a private key, in base64",
        "de omlijsting van een privésleutel, in base64",
    ),
    (
        "the column is one of advertising or device ids",
        "de kolom is er een van advertentie- of apparaat-id's",
    ),
    (
        "the column is one of ages",
        "de kolom is er een van leeftijden",
    ),
    (
        "the column is one of expiries",
        "de kolom is er een van vervaldata",
    ),
    (
        "the column is one of genders",
        "de kolom is er een van geslachten",
    ),
    (
        "the column is one of security codes",
        "de kolom is er een van beveiligingscodes",
    ),
    ("the column says so", "de kolom zegt het"),
    (
        "the column's header has a word of birth",
        "de kop van de kolom heeft een woord voor geboorte",
    ),
    (
        "the column's header has its word",
        "de kop van de kolom heeft het woord ervoor",
    ),
    (
        "the column's header is one for names",
        "de kop van de kolom is er een voor namen",
    ),
    (
        "the column's header is the category, in a table of people",
        "de kop van de kolom is de categorie, in een tabel van personen",
    ),
    (
        "the country code of the Netherlands",
        "de landcode van Nederland",
    ),
    (
        "the documented length and alphabet",
        "de beschreven lengte en tekens",
    ),
    (
        "the first part is a bot's number",
        "het eerste deel is het nummer van een bot",
    ),
    (
        "the groups of a Belgian number",
        "de groepen van een Belgisch nummer",
    ),
    (
        "the host is local or an example",
        "de host is lokaal of een voorbeeld",
    ),
    (
        "the key in an address for mail to GitLab",
        "de sleutel in een adres voor post aan GitLab",
    ),
    (
        "the keys of a latitude and a longitude",
        "de sleutels van een breedte- en een lengtegraad",
    ),
    (
        "the name of an advertising or device id stands before it",
        "de naam van een advertentie- of apparaat-id staat ervoor",
    ),
    ("the numbers of a date", "de cijfers van een datum"),
    ("the order of a sidecode", "de volgorde van een sidecode"),
    (
        "the password is no placeholder",
        "het wachtwoord is geen invulwaarde",
    ),
    (
        "the path belongs to tests or examples",
        "het pad hoort bij tests of voorbeelden",
    ),
    (
        "the places of a British driving licence",
        "de plaatsen van een Brits rijbewijs",
    ),
    (
        "the private lines of a PuTTY file",
        "de geheime regels van een PuTTY-bestand",
    ),
    (
        "the range of companies and bodies",
        "de reeks van bedrijven en instellingen",
    ),
    ("the range of test numbers", "de reeks van testnummers"),
    (
        "the record says who it is about",
        "het record zegt over wie het gaat",
    ),
    (
        "the sentence is about one person",
        "de zin gaat over één persoon",
    ),
    (
        "the sentence or the record says who it is about",
        "de zin of het record zegt over wie het gaat",
    ),
    (
        "the sentence says who it is about",
        "de zin zegt over wie het gaat",
    ),
    (
        "the sign of a birth stands before it",
        "het teken voor een geboorte staat ervoor",
    ),
    (
        "the sign-in to a registry",
        "de aanmelding bij een register",
    ),
    (
        "the structure of a private key in base64",
        "de opbouw van een privésleutel in base64",
    ),
    ("the tar is damaged", "de tar is beschadigd"),
    (
        "the three parts of a web token",
        "de drie delen van een webtoken",
    ),
    (
        "the time of a message stands before it",
        "het tijdstip van een bericht staat ervoor",
    ),
    ("the token of a registry", "het token van een register"),
    (
        "the value of a session's cookie",
        "de waarde van een sessiecookie",
    ),
    (
        "the words near it are those of another number",
        "de woorden in de buurt zijn die van een ander nummer",
    ),
    (
        "the zip's directory is damaged",
        "de inhoudsopgave van de zip is beschadigd",
    ),
    (
        "the zip's directory is too large to be one",
        "de inhoudsopgave van de zip is te groot om er een te zijn",
    ),
    (
        "thirteen digits that begin with a date",
        "dertien cijfers die met een datum beginnen",
    ),
    (
        "this and all further values in the document, counted together",
        "deze en alle verdere waarden in het document, samen geteld",
    ),
    ("three or four digits", "drie of vier cijfers"),
    (
        "three parts behind a call that signs in",
        "drie delen achter een aanroep die aanmeldt",
    ),
    (
        "three, three and four digits as North America writes them",
        "drie, drie en vier cijfers zoals Noord-Amerika ze schrijft",
    ),
    ("twelve digits", "twaalf cijfers"),
    ("twenty letters and digits", "twintig letters en cijfers"),
    (
        "two and seven digits with a prefix in use",
        "twee en zeven cijfers met een voorvoegsel dat in gebruik is",
    ),
    (
        "two decimals within the degrees of the earth",
        "twee decimale getallen binnen de graden van de aarde",
    ),
    (
        "two hashes behind an account's number",
        "twee hashes achter een accountnummer",
    ),
    (
        "what Docker signs in to a registry with",
        "waarmee Docker zich bij een register aanmeldt",
    ),
    (
        "what follows it is said of people",
        "wat erop volgt, wordt van mensen gezegd",
    ),
    (
        "what stands behind its end was not read",
        "wat achter het einde ervan staat, is niet gelezen",
    ),
    ("with its private part", "met het geheime deel"),
    ("words of letters", "woorden van letters"),
    (
        "words that somebody joined, no placeholder",
        "woorden die iemand samenvoegde, geen invulplek",
    ),
    ("written as a place", "geschreven als een plaats"),
    (
        "“naam” or “name” stands before it",
        "“naam” of “name” staat ervoor",
    ),
    (
        "“polder:allow” counts only as the first words of a comment, outside quotes",
        "“polder:allow” telt alleen als eerste woorden van commentaar, buiten aanhalingstekens",
    ),
    (
        "“polder:allow” does not count in files of this kind",
        "“polder:allow” telt niet in bestanden van deze soort",
    ),
    (
        "“polder:allow” without a reason does not count",
        "“polder:allow” zonder reden telt niet",
    ),
    ("“years old” stands behind it", "“years old” staat erachter"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Engine;
    use crate::record::explain;
    use crate::tests::scan;

    #[test]
    fn sentences_are_listed_once_and_in_order() {
        for pair in WHOLE.windows(2) {
            assert!(
                pair[0].0 < pair[1].0,
                "“{}” stands behind “{}”",
                pair[1].0,
                pair[0].0
            );
        }
        for (english, dutch) in PATTERNS {
            let places = |text: &str| text.matches("{}").count();
            assert_eq!(places(english), places(dutch), "{english}");
        }
    }

    #[test]
    fn lines_are_told_with_their_side_and_weight() {
        let rows = [
            (
                "for: passes the 11-test (+0.45)",
                Some("voor: voldoet aan de elfproef (+0,45)"),
            ),
            (
                "against: “order (a)” stands near it (-0.10)",
                Some("tegen: “order (a)” staat in de buurt (-0,10)"),
            ),
            (
                "for: column bsn with 8 such values in 9 rows (+0.00)",
                Some("voor: kolom bsn met 8 zulke waarden in 9 rijen (+0,00)"),
            ),
            (
                "note: “polder:allow” without a reason does not count",
                Some("let op: “polder:allow” zonder reden telt niet"),
            ),
            (
                "for: a word of birth stands before it (+0.40)",
                Some("voor: een woord voor geboorte staat ervoor (+0,40)"),
            ),
            ("for: what nobody ever said (+0.10)", None),
            ("", None),
        ];
        for (english, dutch) in rows {
            assert_eq!(DUTCH.line(english).as_deref(), dutch, "{english}");
        }
    }

    #[test]
    fn large_numbers_are_in_groups() {
        let rows = [
            (
                "it has more than 100000 entries",
                "er zitten meer dan 100.000 bestanden in",
            ),
            (
                "only its first 1073741824 bytes were scanned",
                "alleen de eerste 1.073.741.824 bytes ervan zijn gescand",
            ),
            ("9 digits", "9 cijfers"),
            ("the shape of “12345678”", "de vorm van “12345678”"),
        ];
        for (english, dutch) in rows {
            assert_eq!(DUTCH.sentence(english).as_deref(), Some(dutch));
        }
    }

    #[test]
    fn every_reason_of_every_example_is_known() {
        let detectors = Engine::standard().detectors();
        let texts = detectors
            .iter()
            .flat_map(|it| it.examples.matches.iter().chain(it.examples.passes));
        let unknown: BTreeSet<String> = texts
            .flat_map(|text| scan("voorbeeld.txt", text).findings)
            .flat_map(|finding| finding.explanation)
            .map(|reason| explain(&reason))
            .filter(|line| DUTCH.line(line).is_none())
            .collect();
        assert!(
            unknown.is_empty(),
            "without Dutch in dutch.rs: {unknown:#?}"
        );
    }
}
