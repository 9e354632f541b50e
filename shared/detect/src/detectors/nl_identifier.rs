//! Dutch numbers of people that are not the BSN: education, tax, travel documents, driving
//! licences, aliens, health care. Most have a weak checksum or none, so a word must name them.

use domain::{Category, Severity};

use super::labelled::{grouped, is_label_start, is_uniform, value_start, word_at};
use super::rank;
use crate::checksum::{bsn_remainder, is_bsn};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::view::{Candidates, Found, Hit, View};

const PASSPORT_WORDS: &[&str] = &[
    "paspoort",
    "pasp.",
    "paspnr",
    "passport",
    "identiteitskaart",
    "id-kaart",
    "id kaart",
    "idkaart",
    "identity card",
    "id card",
    "idcard",
    "id_card",
    "documentnummer",
    "document nummer",
    "documentnr",
    "document number",
    "document_number",
    "documentnumber",
    "document no",
    "document_no",
    "reisdocument",
    "travel document",
    "travel_document",
    "identiteitsbewijs",
    "legitimatiebewijs",
    "legitimatie",
    "id-nummer",
    "id-bewijs",
];

const PATIENT_WORDS: &[&str] = &[
    "patiëntnummer",
    "patientnummer",
    "patiëntnr",
    "patientnr",
    "patiënt nummer",
    "patient nummer",
    "patiënt-id",
    "patient-id",
    "patient id",
    "patient_id",
    "patientid",
    "patiëntid",
    "patiënt id",
    "patient number",
    "patient_number",
    "patient-number",
    "patientnumber",
    "patient no",
    "patient_no",
    "patnr",
    "medical record number",
    "medical_record_number",
    "medicalrecordnumber",
    "medisch dossiernummer",
    "medisch dossier nummer",
    "medisch dossier:",
    "zis-nummer",
    "zisnummer",
    "epd-nummer",
    "epdnummer",
    "mrn",
];

/// What gives other numbers of the same length.
const OTHERS: &[&str] = &[
    "order",
    "bestel",
    "factuur",
    "invoice",
    "telefoon",
    "phone",
    "tel",
    "mobiel",
    "fax",
    "bel",
    "artikel",
    "ticket",
    "serial",
    "isbn",
    "iban",
    "rekening",
    "timestamp",
    "tracking",
    "barcode",
];

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "nl-onderwijsnummer",
            name: Text {
                en: "Dutch education number",
                nl: "Onderwijsnummer",
            },
            category: Category::PersonalData,
            severity: Severity::High,
            article: "GDPR art. 87, UAVG art. 46",
            help: Text {
                en: "Nine digits that begin with 10 and leave 5 in the 11-test, near a word such as “onderwijsnummer” \
                     or “leerling”. Pupils without a BSN have one; schools use it where education law says so, and \
                     nobody else may.",
                nl: "Negen cijfers die met 10 beginnen en bij de elfproef 5 overlaten, bij een woord als \
                     “onderwijsnummer” of “leerling”. Leerlingen zonder BSN hebben er een; scholen gebruiken het waar \
                     de onderwijswet dat bepaalt, en verder mag niemand dat.",
            },
            context_words: &[
                "onderwijsnummer",
                "onderwijsnr",
                "onderwijs nummer",
                "onderwijs_nummer",
                "leerling",
                "student",
                "pupil",
                "scholier",
                "pgn",
                "persoonsgebonden nummer",
                "education number",
                "educationnumber",
                "education_number",
                "duo",
            ],
            examples: Examples {
                matches: &[
                    "Onderwijsnummer 101222331",
                    "leerling 1012.22.331 is ingeschreven",
                    "{\"onderwijsnummer\": \"101222331\"}",
                ],
                passes: &[
                    "onderwijsnummer 101222332",
                    "onderwijsnummer 111222333",
                    "101222331",
                    "ordernummer 101222331",
                ],
            },
        },
        triggers: &[
            Trigger::Alone(9..=9, education),
            Trigger::Groups(3..=4, education),
        ],
        context: ContextRule::Raises(0.5),
        against: OTHERS,
        rank: rank::NUMBER,
    },
    Detector {
        meta: DetectorMeta {
            id: "nl-rsin",
            name: Text {
                en: "Dutch tax number (RSIN)",
                nl: "Fiscaal nummer (RSIN)",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "Nine digits that pass the 11-test, near “RSIN” or “fiscaal nummer”. That of a sole trader is the \
                     owner's BSN, so treat it as one unless it surely belongs to a legal entity.",
                nl: "Negen cijfers die de elfproef doorstaan, bij “RSIN” of “fiscaal nummer”. Dat van een eenmanszaak \
                     is het BSN van de eigenaar: behandel het zo, tenzij het zeker van een rechtspersoon is.",
            },
            context_words: &[
                "rsin",
                "fiscaal nummer",
                "fiscaalnummer",
                "fiscaal_nummer",
                "fiscaal nr",
                "fiscal number",
                "fiscal_number",
                "loonheffingennummer",
                "loonheffingsnummer",
                "belastingnummer",
                "samenwerkingsverbanden",
            ],
            examples: Examples {
                matches: &[
                    "RSIN: 001234572",
                    "fiscaal nummer 0012.34.572",
                    "{\"rsin\":\"001234572\"}",
                    "loonheffingennummer 001234572L01",
                ],
                passes: &["RSIN 001234573", "001234572", "RSIN 000000000"],
            },
        },
        triggers: &[Trigger::Alone(9..=9, tax), Trigger::Groups(3..=4, tax)],
        context: ContextRule::Raises(0.5),
        against: &[
            "bsn",
            "burgerservicenummer",
            "order",
            "factuur",
            "invoice",
            "tel",
            "telefoon",
        ],
        rank: rank::NUMBER,
    },
    Detector {
        meta: DetectorMeta {
            id: "nl-passport",
            name: Text {
                en: "Number of a Dutch passport or identity card",
                nl: "Nummer van een paspoort of identiteitskaart",
            },
            category: Category::PersonalData,
            severity: Severity::High,
            article: "GDPR art. 4(1), UAVG art. 46",
            help: Text {
                en: "Nine characters: two letters, six letters or digits, a digit, never the letter O, near a word such \
                     as “paspoort” or “documentnummer”. It helps whoever wants to pass for its holder: note that you \
                     have seen the document, not its number.",
                nl: "Negen tekens: twee letters, zes letters of cijfers, een cijfer, nooit de letter O, bij een woord \
                     als “paspoort” of “documentnummer”. Het helpt wie zich voor de houder wil uitgeven: noteer dat u \
                     het document hebt gezien, niet het nummer.",
            },
            context_words: PASSPORT_WORDS,
            examples: Examples {
                matches: &[
                    "Paspoortnummer: NWK4P2R31",
                    "identiteitskaart met nummer IR2P7X8B9 van de klant",
                    "{\"passportNumber\": \"BN83H2KX6\"}",
                    "NX1234567 (paspoort)",
                    "documentnummer=SPECI2014",
                ],
                passes: &[
                    "Paspoortnummer: NOK4P2R31",
                    "paspoort NWK4P2R3X",
                    "paspoort NWK4P2R312",
                    "NWK4P2R31",
                    "paspoort aanvragen bij de gemeente",
                    "passport.js version 123456789",
                ],
            },
        },
        triggers: &[
            Trigger::Behind(2..=7, passport_by_digits),
            Trigger::Words(PASSPORT_WORDS, passport_by_label),
            Trigger::Cell(passport_cell),
        ],
        context: ContextRule::Raises(0.4),
        against: &[
            "order",
            "factuur",
            "invoice",
            "serial",
            "serienummer",
            "artikel",
            "sku",
        ],
        rank: rank::NUMBER,
    },
    Detector {
        meta: DetectorMeta {
            id: "nl-driving-licence",
            name: Text {
                en: "Dutch driving licence number",
                nl: "Rijbewijsnummer",
            },
            category: Category::PersonalData,
            severity: Severity::High,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "Ten digits near “rijbewijs” or “driving licence”. With a name it serves to impersonate: note that \
                     you have seen the licence and until when it is valid, not its number.",
                nl: "Tien cijfers bij “rijbewijs” of “driving licence”. Met een naam erbij is het bruikbaar voor \
                     identiteitsfraude: noteer dat u het rijbewijs hebt gezien en tot wanneer het geldt, niet het nummer.",
            },
            context_words: &[
                "rijbewijs",
                "driving licence",
                "driving license",
                "driving_licence",
                "driving_license",
                "drivinglicence",
                "drivinglicense",
                "driver's licence",
                "driver's license",
                "driver licence",
                "driver license",
                "driverlicense",
                "driver_license",
                "drivers license",
                "drivers_license",
                "driverslicense",
            ],
            examples: Examples {
                matches: &[
                    "Rijbewijsnummer: 5094962111",
                    "{\"rijbewijsnummer\":\"5094962111\"}",
                    "rijbewijs nr. 5094962111",
                ],
                passes: &[
                    "5094962111",
                    "rijbewijs 50949621112",
                    "rijbewijs kwijt? bel 0612345678",
                    "rijbewijs 1111111111",
                ],
            },
        },
        triggers: &[Trigger::Alone(10..=10, licence)],
        context: ContextRule::Raises(0.5),
        against: OTHERS,
        rank: rank::NUMBER,
    },
    Detector {
        meta: DetectorMeta {
            id: "nl-v-number",
            name: Text {
                en: "Dutch alien registration number",
                nl: "Vreemdelingennummer (V-nummer)",
            },
            category: Category::PersonalData,
            severity: Severity::High,
            article: "GDPR art. 87, UAVG art. 46",
            help: Text {
                en: "Ten digits near “V-nummer”, “vreemdeling” or “IND”. It says that somebody is registered as an \
                     alien, and names the file: only the immigration authorities and who works for them need it.",
                nl: "Tien cijfers bij “V-nummer”, “vreemdeling” of “IND”. Het zegt dat iemand als vreemdeling \
                     geregistreerd staat en wijst het dossier aan: alleen de vreemdelingenketen heeft het nodig.",
            },
            context_words: &[
                "v-nummer",
                "v nummer",
                "vnummer",
                "v_nummer",
                "v-nr",
                "vnr",
                "v-number",
                "v number",
                "v_number",
                "vreemdeling",
                "alien number",
                "alien registration",
                "ind-nummer",
                "ind nummer",
                "ind-dossier",
                "ind dossier",
                "ind-kenmerk",
                "verblijfsdocument",
                "verblijfsvergunning",
                "verblijfstitel",
                "residence permit",
                "naturalisatiedienst",
                "asiel",
            ],
            examples: Examples {
                matches: &[
                    "V-nummer: 2712345678",
                    "v-nummer 271.234.5678",
                    "Bekend bij de IND onder 2712345678.",
                    "{\"vreemdelingennummer\": 2712345678}",
                ],
                passes: &[
                    "2712345678",
                    "V-nummer 27123456789",
                    "ordernummer 2712345678",
                    "ind = 2712345678",
                ],
            },
        },
        triggers: &[
            Trigger::Alone(10..=10, alien),
            Trigger::Groups(3..=4, alien),
        ],
        context: ContextRule::Raises(0.5),
        against: OTHERS,
        rank: rank::NUMBER,
    },
    Detector {
        meta: DetectorMeta {
            id: "nl-big-number",
            name: Text {
                en: "Dutch health professional number (BIG)",
                nl: "BIG-nummer",
            },
            category: Category::PersonalData,
            severity: Severity::High,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "Eleven digits near “BIG-nummer” or “BIG-register”. It names a health professional; the register is \
                     public, but beside a client's data it says who treats whom.",
                nl: "Elf cijfers bij “BIG-nummer” of “BIG-register”. Het wijst een zorgverlener aan; het register is \
                     openbaar, maar bij gegevens van een cliënt zegt het wie wie behandelt.",
            },
            context_words: &[
                "big-nummer",
                "big nummer",
                "bignummer",
                "big_nummer",
                "big-nr",
                "big nr",
                "bignr",
                "big_nr",
                "big-number",
                "big_number",
                "bignumber",
                "big-code",
                "bigcode",
                "big_code",
                "big-regist",
                "big-geregist",
                "big geregist",
                "big regist",
                "bigregist",
                "big_regist",
                "wet big",
            ],
            examples: Examples {
                matches: &[
                    "BIG-nummer 19034567801",
                    "arts (BIG: 19034567801)",
                    "Inschrijving BIG-register: 49021234501",
                    "{\"bigNummer\": \"19034567801\"}",
                ],
                passes: &[
                    "19034567801",
                    "a big 19034567801",
                    "BIG-nummer 1903456780",
                    "BIG-nummer 00000000000",
                ],
            },
        },
        triggers: &[Trigger::Digits(11..=11, health_professional)],
        context: ContextRule::Raises(0.5),
        against: OTHERS,
        rank: rank::NUMBER,
    },
    Detector {
        meta: DetectorMeta {
            id: "nl-uzovi",
            name: Text {
                en: "Dutch health insurer code (UZOVI)",
                nl: "UZOVI-code",
            },
            category: Category::PersonalData,
            severity: Severity::Low,
            article: "GDPR art. 4(1), art. 9",
            help: Text {
                en: "Four digits behind “UZOVI”. It names a health insurer and not a person, but in a record it says \
                     where somebody is insured.",
                nl: "Vier cijfers achter “UZOVI”. De code wijst een zorgverzekeraar aan en geen persoon, maar in een \
                     dossier zegt hij waar iemand verzekerd is.",
            },
            context_words: &["uzovi", "verzekeraarscode", "verzekeraarcode"],
            examples: Examples {
                matches: &["UZOVI-code: 3311", "{\"uzovi\": \"7119\"}", "uzovi 0403"],
                passes: &["3311", "UZOVI in 33112", "UZOVI: 12-34", "in 2024 UZOVI"],
            },
        },
        triggers: &[
            Trigger::Words(
                &["uzovi", "verzekeraarscode", "verzekeraarcode"],
                insurer_by_label,
            ),
            Trigger::Cell(insurer_cell),
        ],
        context: ContextRule::Raises(0.3),
        against: &[],
        rank: rank::SHAPED,
    },
    Detector {
        meta: DetectorMeta {
            id: "nl-patient-number",
            name: Text {
                en: "Patient number",
                nl: "Patiëntnummer",
            },
            category: Category::SpecialCategory,
            severity: Severity::High,
            article: "GDPR art. 9 (recital 35)",
            help: Text {
                en: "A number of four to twelve characters behind “patiëntnummer” or “patient number”. It was given to \
                     somebody for their care, which makes it data on health: keep it within the care that needs it.",
                nl: "Een nummer van vier tot twaalf tekens achter “patiëntnummer” of “patient number”. Het is iemand \
                     voor zorg toegekend en daarmee een gegeven over gezondheid: houd het binnen de zorg die het nodig \
                     heeft.",
            },
            context_words: PATIENT_WORDS,
            examples: Examples {
                matches: &[
                    "Patiëntnummer: 8812345",
                    "patient_id=P-0048213",
                    "{\"patientNumber\": \"4471029\"}",
                    "MRN: 00483921",
                    "Medisch dossier: PAT987654321",
                    "345934583495 patnr",
                ],
                passes: &[
                    "8812345",
                    "patiëntnummer: onbekend",
                    "patient_id: int",
                    "patiëntnummer 12",
                    "Patiëntnummer: 12-03-2024",
                    "patient_id = 0000000",
                ],
            },
        },
        triggers: &[
            Trigger::Words(PATIENT_WORDS, patient_by_label),
            Trigger::Cell(patient_cell),
        ],
        context: ContextRule::Raises(0.3),
        against: &[],
        rank: rank::SHAPED,
    },
];

const NINE: &[&[usize]] = &[&[9], &[3, 3, 3], &[4, 2, 3]];
const TEN: &[&[usize]] = &[&[10], &[3, 3, 4], &[4, 3, 3]];
const ELEVEN: &[&[usize]] = &[&[11]];

/// Digits in one of these groupings that pass a check, found where a context word is.
fn number(
    view: &View<'_>,
    hit: Hit,
    candidates: &mut Candidates,
    groupings: &[&[usize]],
    is_valid: fn(&[u8]) -> bool,
    check: Option<&'static str>,
) {
    if !view.is_number_start(hit.start) {
        return;
    }
    let Some(grouped) = grouped(view, hit, groupings) else {
        return;
    };
    if is_uniform(grouped.digits()) || !is_valid(grouped.digits()) {
        return;
    }
    // A wage tax number is an RSIN with `L01` behind it.
    let is_wage_tax = view.at(grouped.end) == b'L'
        && view.at(grouped.end + 1).is_ascii_digit()
        && view.is_word_end(grouped.end + 3);
    if !view.is_number_end(grouped.end) && !is_wage_tax {
        return;
    }
    let mut found = Found::new(hit.start, grouped.end, grouped.text())
        .shape(format!("{} digits", grouped.digits().len()), 0.2)
        .needs_context();
    if let Some(check) = check {
        found = found.check(check, 0.2);
    }
    candidates.push(found);
}

fn education(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.at(hit.start) != b'1' || view.at(hit.start + 1) != b'0' {
        return;
    }
    let is_valid = |digits: &[u8]| bsn_remainder(digits) == Some(5);
    let check = Some("begins with 10 and leaves 5 in the 11-test");
    number(view, hit, candidates, NINE, is_valid, check);
}

fn tax(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let check = Some("passes the 11-test");
    number(view, hit, candidates, NINE, is_bsn, check);
}

fn licence(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    number(view, hit, candidates, TEN, |_| true, None);
}

fn alien(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if hit.end - hit.start == 10 && view.is_number_start(hit.start) && view.is_number_end(hit.end) {
        // The immigration service counts only in capitals: `ind` is short for many things.
        let left = view.slice(hit.start.saturating_sub(40)..hit.start);
        let line = left.rsplit('\n').next().unwrap_or_default();
        let is_named = line
            .split(|character: char| !character.is_alphanumeric())
            .any(|word| word == "IND");
        let digits = view.slice(hit.start..hit.end);
        if is_named && !is_uniform(digits.as_bytes()) {
            candidates.push(
                Found::new(hit.start, hit.end, digits)
                    .shape("10 digits", 0.2)
                    .context("“IND” stands before it", 0.4),
            );
            return;
        }
    }
    number(view, hit, candidates, TEN, |_| true, None);
}

fn health_professional(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    // In prose “big” is a word; before the number itself, in capitals, it is the register.
    let left = view.slice(hit.start.saturating_sub(5)..hit.start);
    let left = left.trim_end_matches([' ', ':', '\t', '-']);
    let is_named = left.ends_with("BIG") && view.is_number_end(hit.end);
    let digits = view.slice(hit.start..hit.end);
    if is_named && !is_uniform(digits.as_bytes()) {
        candidates.push(
            Found::new(hit.start, hit.end, digits)
                .shape("11 digits", 0.2)
                .context("“BIG” stands right before it", 0.5),
        );
        return;
    }
    number(view, hit, candidates, ELEVEN, |_| true, None);
}

/// Two letters, six letters or digits, a digit; the letter O is never used.
fn is_passport(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9
        && bytes.iter().enumerate().all(|(place, byte)| match place {
            0 | 1 => byte.is_ascii_uppercase() && *byte != b'O',
            8 => byte.is_ascii_digit(),
            _ => (byte.is_ascii_uppercase() && *byte != b'O') || byte.is_ascii_digit(),
        })
}

fn passport(view: &View<'_>, start: usize) -> Option<Found> {
    let text = view.slice(start..start + 9);
    if !is_passport(text) || !view.is_word_start(start) || !view.is_word_end(start + 9) {
        return None;
    }
    let mut found = Found::new(start, start + 9, text).shape("the make of a document number", 0.3);
    // The first letter says which document: national, identity, business, diplomatic, service,
    // refugee, alien.
    if matches!(
        text.as_bytes().first(),
        Some(b'N' | b'I' | b'B' | b'D' | b'S' | b'R' | b'A')
    ) {
        found = found.check("its first letter is that of a kind of document", 0.1);
    }
    Some(found)
}

fn passport_by_digits(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !view.before(hit.start).is_ascii_uppercase() || !view.is_word_end(hit.end) {
        return;
    }
    let Some(start) = hit.end.checked_sub(9) else {
        return;
    };
    if let Some(found) = passport(view, start) {
        candidates.push(found.needs_context());
    }
}

fn passport_by_label(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let found = value_start(view, hit.end).and_then(|start| passport(view, start));
    if let Some(found) = found {
        candidates.push(found.context("its label stands right before it", 0.3));
    }
}

fn passport_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if hit.end - hit.start == 9
        && let Some(found) = passport(view, hit.start)
    {
        candidates.push(found);
    }
}

fn insurer(view: &View<'_>, start: usize) -> Option<Found> {
    let code = word_at(view, start);
    let is_code = code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit());
    (is_code && view.is_number_end(start + 4))
        .then(|| Found::new(start, start + 4, code).shape("four digits", 0.3))
}

fn insurer_by_label(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_label_start(view, hit.start) {
        return;
    }
    if let Some(found) = value_start(view, hit.end).and_then(|start| insurer(view, start)) {
        candidates.push(found.context("its label stands right before it", 0.3));
    }
}

fn insurer_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if hit.end - hit.start == 4
        && let Some(found) = insurer(view, hit.start)
    {
        candidates.push(found);
    }
}

/// Up to three letters, then four digits or more, in twelve characters with hyphens at most.
fn patient(view: &View<'_>, start: usize) -> Option<Found> {
    let rest = view.bytes().get(start..)?;
    let length = rest
        .iter()
        .take(14)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
        .count();
    let mut end = start + length;
    while end > start && !view.before(end).is_ascii_alphanumeric() {
        end -= 1;
    }
    let text = view.slice(start..end);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let joints = text.len() - digits - letters;
    let starts = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let is_date = letters == 0 && joints == 2 && digits <= 8;
    let fits = (4..=12).contains(&text.len())
        && digits >= 4
        && letters == starts
        && letters <= 4
        && joints <= 2
        && !is_date;
    let counted = text.bytes().filter(u8::is_ascii_digit);
    let is_nothing = counted.clone().all(|digit| digit == b'0');
    if !fits || is_nothing || !view.is_number_start(start) || !view.is_number_end(end) {
        return None;
    }
    let value: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    Some(Found::new(start, end, value).shape("a number of a register", 0.3))
}

fn patient_by_label(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let is_short = hit.end - hit.start <= 5;
    if is_short && (!is_label_start(view, hit.start) || view.at(hit.end).is_ascii_alphabetic()) {
        return;
    }
    if let Some(found) = value_start(view, hit.end).and_then(|start| patient(view, start)) {
        candidates.push(found.context("its label stands right before it", 0.3));
    } else if let Some(start) = number_before(view, hit)
        && let Some(found) = patient(view, start).filter(|found| found.end + 1 == hit.start)
    {
        candidates.push(found.context("its label stands right behind it", 0.2));
    }
}

/// Where the digits begin that a label follows behind a space: `345934583495 patnr`.
fn number_before(view: &View<'_>, hit: Hit) -> Option<usize> {
    let end = hit
        .start
        .checked_sub(1)
        .filter(|end| view.at(*end) == b' ')?;
    let left = view.slice(end.saturating_sub(12)..end);
    let digits = left.bytes().rev().take_while(u8::is_ascii_digit).count();
    (digits >= 6).then(|| end - digits)
}

fn patient_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some(found) = patient(view, hit.start).filter(|found| found.end == hit.end) {
        candidates.push(found);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::checksum::{bsn_remainder, is_bsn};
    use crate::tests::{count, scan};

    /// How many findings of a detector a text gives.
    #[test]
    fn rows() {
        for (name, text, id, expected) in [
            (
                "k.csv",
                "naam;paspoortnummer\nA;NWK4P2R31\nB;IXAAAAAA1\nC;\n",
                "nl-passport",
                2,
            ),
            ("k.csv", "naam,uzovi\nA,3311\nB,7119\n", "nl-uzovi", 2),
            (
                "k.csv",
                "patientnummer,datum\nP48213,x\n0048214,y\n",
                "nl-patient-number",
                2,
            ),
            (
                "k.csv",
                "naam;rijbewijs\nA;5094962111\nB;3094962112\n",
                "nl-driving-licence",
                2,
            ),
            (
                "k.csv",
                "ordernummer;rijbewijs\n5094962111;ja\n3094962112;nee\n",
                "nl-driving-licence",
                0,
            ),
            (
                "a.json",
                "{\"documentNumber\":\"IR2P7X8B9\"}",
                "nl-passport",
                1,
            ),
            (
                "a.json",
                "{\"sku\":\"IR2P7X8B9\",\"passport\":null}",
                "nl-passport",
                0,
            ),
            (
                "a.html",
                "<td>V-nummer</td><td>2712345678</td>",
                "nl-v-number",
                1,
            ),
            ("a.txt", "Uw V-nummer:\n2712345678", "nl-v-number", 1),
            ("a.txt", "RSIN 111222333", "nl-rsin", 1),
            ("a.txt", "BSN 111222333", "nl-rsin", 0),
            ("a.txt", "RSIN 8123.45.676, KvK 12345678", "nl-rsin", 0),
            (
                "a.txt",
                "De patiënt met MRN 00483921 kwam op 12-03-2024.",
                "nl-patient-number",
                1,
            ),
            ("a.rs", "let mrn = [0u8; 16];", "nl-patient-number", 0),
            ("a.py", "patient_id: int = 1234567", "nl-patient-number", 0),
            (
                "a.txt",
                "BIG-geregistreerd, nummer 19034567801",
                "nl-big-number",
                1,
            ),
        ] {
            assert_eq!(
                count(name, text, id),
                expected,
                "{name}: {text}: {:?}",
                scan(name, text).lines()
            );
        }
    }

    proptest! {
        #[test]
        fn a_checked_number_in_context_is_found_and_a_changed_one_is_not(
            start in 1_000_000_u32..10_999_999, change in 1_u32..10,
        ) {
            for (first, id, label, remainder) in [
                (10_u64, "nl-onderwijsnummer", "onderwijsnummer", 5),
                (80, "nl-rsin", "RSIN", 0),
            ] {
                let base = first * 10_000_000 + u64::from(start % 1_000_000) * 10;
                let Some(number) = (base..base + 10)
                    .map(|number| number.to_string())
                    .find(|number| bsn_remainder(number.as_bytes()) == Some(remainder))
                else {
                    continue;
                };
                prop_assert_eq!(count("a.txt", &format!("{label}: {number}"), id), 1);
                prop_assert_eq!(count("a.csv", &format!("x,{label}\ny,{number}\nz,\n"), id), 1);
                let last = (number.as_bytes()[8] - b'0' + u8::try_from(change).unwrap()) % 10;
                let changed = format!("{}{last}", &number[..8]);
                prop_assert!(remainder != 0 || !is_bsn(changed.as_bytes()));
                prop_assert_eq!(count("a.txt", &format!("{label}: {changed}"), id), 0);
            }
        }
    }
}
