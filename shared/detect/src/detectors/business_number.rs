//! Numbers of businesses, which are personal data where the business is a person: the Dutch VAT
//! number, trade register, customs, banks' codes, legal entities.

use domain::{Category, Severity};

use super::labelled::{grouped, is_label_start, is_uniform, value_start, word_at};
use super::rank;
use crate::checksum::{is_bsn, is_mod_97_10};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::view::{Candidates, Found, Hit, View};

const EORI_WORDS: &[&str] = &["eori", "douanenummer", "customs number", "customs id"];

const BIC_WORDS: &[&str] = &["bic", "swift", "bankcode", "bank identifier"];

/// The codes of banks on Dutch, Belgian and German statements: they stand beside an account and
/// often without a label.
const KNOWN_BICS: &[&str] = &[
    "ABNANL2A", "INGBNL2A", "RABONL2U", "SNSBNL2A", "ASNBNL21", "RBRBNL21", "TRIONL2U", "BUNQNL2A",
    "KNABNL2H", "FVLBNL22", "REVOLT21", "REVONL22", "NTSBDEB1", "DEUTNL2A", "DEUTNL2N", "HANDNL2A",
    "BNGHNL2G", "FRBKNL2L", "KREDBEBB", "GEBABEBB", "BBRUBEBB", "GKCCBEBB", "DEUTDEFF", "COBADEFF",
    "BNPAFRPP", "CITINL2X", "NNBANL2G", "ADYBNL2A",
];

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "nl-vat",
            name: Text {
                en: "Dutch VAT number",
                nl: "Btw-identificatienummer",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "NL, nine digits, B and two digits, with the 11-test on the nine or, since 2020, mod 97 over the \
                     whole. Sole traders' numbers of before 2020 contain their BSN: replace those by the new number.",
                nl: "NL, negen cijfers, B en twee cijfers, met de elfproef op de negen of, sinds 2020, mod 97 over het \
                     geheel. Nummers van eenmanszaken van voor 2020 bevatten het BSN: vervang die door het nieuwe.",
            },
            context_words: &[
                "btw",
                "vat",
                "omzetbelasting",
                "tax id",
                "tax number",
                "ob-nummer",
                "vatid",
                "taxid",
            ],
            examples: Examples {
                matches: &[
                    "Btw-nummer: NL004495445B01",
                    "NL002455799B11",
                    "VAT NL 0044.95.445.B.01",
                    "btw 004495445B01",
                    "{\"vat\":\"NL123456789B13\"}",
                ],
                passes: &[
                    "NL123456789B90",
                    "NL004495445B00",
                    "004495445B01",
                    "XNL004495445B01",
                    "NL004495445B012",
                    "NL000000000B01",
                ],
            },
        },
        triggers: &[Trigger::Digits(9..=9, vat), Trigger::Grouped(3..=4, vat)],
        context: ContextRule::Raises(0.2),
        against: &[],
        rank: rank::CHECKED,
    },
    Detector {
        meta: DetectorMeta {
            id: "nl-kvk",
            name: Text {
                en: "Dutch trade register number (KvK)",
                nl: "KvK-nummer",
            },
            category: Category::PersonalData,
            severity: Severity::Low,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "Eight digits near “KvK” or “handelsregister”. The register is public, but a sole trader's number \
                     leads to a person.",
                nl: "Acht cijfers bij “KvK” of “handelsregister”. Het register is openbaar, maar het nummer van een \
                     eenmanszaak leidt naar een persoon.",
            },
            context_words: &[
                "kvk",
                "k.v.k",
                "kamer van koophandel",
                "handelsregister",
                "chamber of commerce",
                "chamber_of_commerce",
                "chamberofcommerce",
                "coc",
                "trade register",
                "trade_register",
                "commercial register",
                "kvknr",
                "kvknummer",
                "coc_number",
                "cocnumber",
            ],
            examples: Examples {
                matches: &[
                    "KvK-nummer 27312345",
                    "ingeschreven in het handelsregister onder nummer 27312345",
                    "{\"kvkNumber\": 27312345}",
                    "Chamber of Commerce no. 27312345",
                ],
                passes: &[
                    "27312345",
                    "KvK 273123456",
                    "KvK 00000000",
                    "uittreksel handelsregister d.d. 20240131",
                    "factuur 27312345",
                ],
            },
        },
        triggers: &[
            Trigger::Alone(8..=8, trade_register),
            Trigger::Groups(4..=4, trade_register),
        ],
        context: ContextRule::Raises(0.5),
        against: &[
            "factuur",
            "invoice",
            "order",
            "bestel",
            "datum",
            "date",
            "tel",
            "telefoon",
            "phone",
            "fax",
            "rekening",
            "klantnummer",
            "postbus",
            "artikel",
            "dossier",
            "timestamp",
        ],
        rank: rank::SHAPED,
    },
    Detector {
        meta: DetectorMeta {
            id: "nl-vestigingsnummer",
            name: Text {
                en: "Dutch establishment number",
                nl: "Vestigingsnummer",
            },
            category: Category::PersonalData,
            severity: Severity::Low,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "Twelve digits near “vestigingsnummer”. The trade register gives one to each place of business, \
                     which may be somebody's home.",
                nl: "Twaalf cijfers bij “vestigingsnummer”. Het handelsregister geeft er een aan elke vestiging, en \
                     dat kan iemands huis zijn.",
            },
            context_words: &[
                "vestiging",
                "establishment",
                "branch number",
                "branch_number",
                "branchnumber",
            ],
            examples: Examples {
                matches: &[
                    "Vestigingsnummer: 000012345678",
                    "{\"vestigingsnummer\": \"000037178598\"}",
                ],
                passes: &[
                    "000012345678",
                    "vestigingsnummer 00001234567",
                    "vestigingsnummer 000000000000",
                ],
            },
        },
        triggers: &[Trigger::Alone(12..=12, establishment)],
        context: ContextRule::Raises(0.5),
        against: &[
            "order",
            "factuur",
            "tel",
            "telefoon",
            "iban",
            "rekening",
            "timestamp",
        ],
        rank: rank::SHAPED,
    },
    Detector {
        meta: DetectorMeta {
            id: "eori",
            name: Text {
                en: "Customs registration number (EORI)",
                nl: "EORI-nummer",
            },
            category: Category::PersonalData,
            severity: Severity::Low,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "A country code and up to fifteen letters or digits near “EORI” (Regulation (EU) 2015/2446). That \
                     of a sole trader leads to a person, and in the Netherlands it can contain the BSN.",
                nl: "Een landcode en tot vijftien letters of cijfers bij “EORI” (Verordening (EU) 2015/2446). Dat van \
                     een eenmanszaak leidt naar een persoon, en in Nederland kan het het BSN bevatten.",
            },
            context_words: EORI_WORDS,
            examples: Examples {
                matches: &[
                    "EORI: NL001234567",
                    "EORI-nummer DE123456789012345",
                    "{\"eori\":\"FR12345678901234\"}",
                    "EORI GB123456789000",
                ],
                passes: &[
                    "NL001234567",
                    "EORI XX001234567",
                    "EORI NL12",
                    "EORI number required",
                ],
            },
        },
        triggers: &[
            Trigger::Joined(5..=15, eori_by_digits),
            Trigger::Words(EORI_WORDS, eori_by_label),
            Trigger::Cell(eori_cell),
        ],
        context: ContextRule::Raises(0.2),
        against: &["vat", "btw", "tva", "ust", "mwst", "iva", "kvk", "rsin"],
        rank: rank::NUMBER,
    },
    Detector {
        meta: DetectorMeta {
            id: "bic",
            name: Text {
                en: "Bank code (BIC)",
                nl: "Bankcode (BIC)",
            },
            category: Category::PersonalData,
            severity: Severity::Low,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "Eight or eleven characters of ISO 9362 with a real country code, behind “BIC” or “SWIFT”, or one \
                     of the commonest banks'. Alone it names a bank; beside an account number it is part of the \
                     account.",
                nl: "Acht of elf tekens volgens ISO 9362 met een bestaande landcode, achter “BIC” of “SWIFT”, of een \
                     van de meest voorkomende banken. Alleen wijst hij een bank aan; naast een rekeningnummer hoort \
                     hij bij de rekening.",
            },
            context_words: &["bic", "swift", "bankcode", "bank identifier", "iban"],
            examples: Examples {
                matches: &[
                    "BIC: ABNANL2A",
                    "SWIFT-code DEUTDEFF500",
                    "{\"bic\": \"BNPAFRPPXXX\"}",
                    "NL91ABNA0417164300 ABNANL2A",
                    "BIC (SWIFT): COBADEFF",
                    "DEUTDEFF500 (BIC-Code)",
                ],
                passes: &[
                    "DEUTDEFF500X",
                    "BIC DOCUMENT",
                    "BIC MESSAGES ARE SENT",
                    "the SWIFT language",
                    "public CUSTOMER",
                    "BIC: ABCDXX22",
                    "ORDERNL2",
                ],
            },
        },
        triggers: &[
            Trigger::Words(BIC_WORDS, bic_by_label),
            Trigger::Words(KNOWN_BICS, bic_known),
            Trigger::Cell(bic_cell),
        ],
        context: ContextRule::Raises(0.2),
        against: &[],
        rank: rank::SHAPED,
    },
    Detector {
        meta: DetectorMeta {
            id: "lei",
            name: Text {
                en: "Legal entity identifier (LEI)",
                nl: "Legal entity identifier (LEI)",
            },
            category: Category::PersonalData,
            severity: Severity::Low,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "Twenty letters and digits with a correct mod-97 checksum (ISO 17442). It names a party to \
                     financial transactions, which can be a sole trader.",
                nl: "Twintig letters en cijfers met een juiste mod-97-controle (ISO 17442). Hij wijst een partij bij \
                     financiële transacties aan, en dat kan een eenmanszaak zijn.",
            },
            context_words: &[
                "lei",
                "legal entity identifier",
                "leicode",
                "lei-code",
                "lei_code",
            ],
            examples: Examples {
                matches: &[
                    "LEI: 213800KUD8LAJWSQ9D15",
                    "549300TRUWO2CD2G5692",
                    "{\"lei\": \"724500VKKSH9QOLTFR81\"}",
                ],
                passes: &[
                    "LEI: 213800KUD8LXJWSQ9D15",
                    "213800KUD8LAJWSQ9D156",
                    "lei 00000000000000000000",
                    "a213800KUD8LAJWSQ9D15",
                ],
            },
        },
        triggers: &[Trigger::Behind(2..=19, lei), Trigger::Digits(20..=20, lei)],
        context: ContextRule::Raises(0.3),
        against: &[],
        rank: rank::NUMBER,
    },
];

fn vat(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let is_prefix = |end: usize| {
        end >= 2
            && view.at(end - 2).eq_ignore_ascii_case(&b'N')
            && view.at(end - 1).eq_ignore_ascii_case(&b'L')
    };
    let start = if is_prefix(hit.start) {
        Some(hit.start - 2)
    } else if matches!(view.before(hit.start), b' ' | b'.' | b'-') && is_prefix(hit.start - 1) {
        Some(hit.start - 3)
    } else if view.at(hit.end).eq_ignore_ascii_case(&b'B') && hit.end - hit.start == 9 {
        None
    } else {
        return;
    };
    let Some(number) = grouped(view, hit, &[&[9], &[4, 2, 3], &[3, 3, 3]]) else {
        return;
    };
    let skip = |offset: usize| offset + usize::from(matches!(view.at(offset), b'.' | b' ' | b'-'));
    let letter = skip(number.end);
    let tail = skip(letter + 1);
    let Some(suffix) = view.bytes().get(tail..tail + 2) else {
        return;
    };
    let is_suffix = suffix.iter().all(u8::is_ascii_digit) && suffix != b"00";
    if !view.at(letter).eq_ignore_ascii_case(&b'B') || !is_suffix || !view.is_word_end(tail + 2) {
        return;
    }
    let first = start.unwrap_or(hit.start);
    if !view.is_word_start(first) || number.digits().iter().all(|digit| *digit == b'0') {
        return;
    }
    let value = format!("NL{}B{}", number.text(), String::from_utf8_lossy(suffix));
    let mut found = Found::new(first, tail + 2, value.clone()).shape("the make of NL", 0.4);
    if is_mod_97_10(value.as_bytes()) {
        found = found.check("passes mod 97", 0.35);
    } else if is_bsn(number.digits()) {
        found = found.check("its nine digits pass the 11-test", 0.25);
    } else {
        return;
    }
    if start.is_none() {
        found = found.needs_context();
    }
    candidates.push(found);
}

/// Whether eight digits are a day of this or the last century.
fn is_day(digits: &[u8]) -> bool {
    let number = |from: usize, to: usize| {
        digits
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'))
    };
    let (century, month, day) = (number(0, 2), number(4, 6), number(6, 8));
    matches!(century, 19 | 20) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn trade_register(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !view.is_number_start(hit.start) {
        return;
    }
    let Some(number) = grouped(view, hit, &[&[8], &[4, 4]]) else {
        return;
    };
    if is_uniform(number.digits()) || !view.is_number_end(number.end) {
        return;
    }
    if is_day(number.digits()) {
        // A day, unless the label stands right there.
        let left = view.slice(hit.start.saturating_sub(28)..hit.start);
        let lower = left.to_ascii_lowercase();
        let line = lower.rsplit('\n').next().unwrap_or_default();
        let is_named = ["kvk", "handelsregisternummer", "coc"]
            .iter()
            .any(|label| line.contains(label));
        if !is_named {
            return;
        }
    }
    candidates.push(
        Found::new(hit.start, number.end, number.text())
            .shape("eight digits", 0.25)
            .needs_context(),
    );
}

fn establishment(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let digits = view.slice(hit.start..hit.end);
    if is_uniform(digits.as_bytes())
        || !view.is_number_start(hit.start)
        || !view.is_number_end(hit.end)
    {
        return;
    }
    let mut found = Found::new(hit.start, hit.end, digits)
        .shape("twelve digits", 0.25)
        .needs_context();
    if digits.starts_with("0000") {
        found = found.check("begins with four zeros, as all issued so far", 0.1);
    }
    candidates.push(found);
}

/// Who issues EORI numbers: the member states, Northern Ireland and Great Britain.
const EORI_COUNTRIES: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GB", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
];

fn eori(view: &View<'_>, start: usize) -> Option<Found> {
    let country = view.slice(start..start + 2);
    if !EORI_COUNTRIES.contains(&country) || !view.is_word_start(start) {
        return None;
    }
    let gap = usize::from(view.at(start + 2) == b' ');
    let word = word_at(view, start + 2 + gap);
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let is_made = word
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    let end = start + 2 + gap + word.len();
    let fits = (6..=15).contains(&word.len()) && digits >= 5 && is_made && view.is_word_end(end);
    fits.then(|| {
        Found::new(start, end, format!("{country}{word}")).shape("the make of an EORI", 0.35)
    })
}

fn eori_by_label(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_label_start(view, hit.start) {
        return;
    }
    if let Some(found) = value_start(view, hit.end).and_then(|start| eori(view, start)) {
        candidates.push(found.context("its label stands right before it", 0.35));
    }
}

/// A number behind the letters of a country, where the label is not right before it.
fn eori_by_digits(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(start) = hit.start.checked_sub(2) else {
        return;
    };
    if view.at(start).is_ascii_uppercase()
        && let Some(found) = eori(view, start)
    {
        candidates.push(found.needs_context());
    }
}

fn eori_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some(found) = eori(view, hit.start).filter(|found| found.end == hit.end) {
        candidates.push(found.context("the column says so", 0.2));
    }
}

/// The countries of ISO 3166-1, and Kosovo.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ \
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER \
    ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM \
    IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF \
    MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK \
    PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD \
    TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// Words that have the make of a BIC and stand behind “BIC” or “SWIFT” in headings.
const NO_BICS: &[&str] = &[
    "DOCUMENT",
    "REQUIRED",
    "MESSAGES",
    "CUSTOMER",
    "EUROPEAN",
    "ROUTINGS",
    "DATABASE",
    "LANGUAGE",
    "PROPERTY",
    "BUSINESS",
    "PROVIDER",
    "PROVIDED",
    "ACCEPTED",
    "ISSUERID",
    "COMPILER",
    "FRAMEWORK",
    "SOFTWARE",
    "EXAMPLES",
    "OVERVIEW",
    "CALLBACK",
    "OPERATOR",
    "REGISTER",
    "ADDRESSES",
];

/// The codes of Europe's large banks: known even in a line of capitals.
const BANKS: &str = "ABNA INGB RABO SNSB ASNB RBRB TRIO BUNQ KNAB FVLB REVO NTSB DEUT HAND KRED GEBA BBRU GKCC COBA \
    BNPA CITI ADYB BARC HBUK LOYD NWBK MIDL UNCR BCIT CAIX BBVA BSCH SOGE CRLY AGRI CEPA PSST NDEA ESSE SWED DABA \
    OKOY DNBA UBSW POFI CRES BKAU GIBA RZBA AIBK BOFI INGD GENO PBNK HYVE SOLA BELA MARK NICA ARSP AXAB CHAS PKOP \
    BREX CGDI BCOM BCEE TRWI";

fn is_known_bank(bic: &str) -> bool {
    let bank = bic.get(..4).unwrap_or_default();
    BANKS.split_ascii_whitespace().any(|known| known == bank)
}

/// A BIC at an offset, in capitals: bank, country, place, branch.
fn bic(view: &View<'_>, start: usize) -> Option<Found> {
    let text = word_at(view, start);
    if !matches!(text.len(), 8 | 11) || !view.is_word_start(start) {
        return None;
    }
    let end = start + text.len();
    let is_made = text
        .bytes()
        .enumerate()
        .all(|(place, byte)| byte.is_ascii_uppercase() || (place >= 6 && byte.is_ascii_digit()));
    let country = text.get(4..6).unwrap_or_default();
    if !is_made
        || !view.is_word_end(end)
        || NO_BICS.contains(&text)
        || !COUNTRIES
            .split_ascii_whitespace()
            .any(|known| known == country)
    {
        return None;
    }
    // In a line of capitals any word may look like one.
    let follows = word_at(view, end + 1);
    let is_shouted = text.bytes().all(|byte| byte.is_ascii_uppercase())
        && view.at(end) == b' '
        && follows.len() >= 2
        && follows.bytes().all(|byte| byte.is_ascii_uppercase())
        && !matches!(follows, "IBAN" | "BIC" | "NL" | "EUR")
        && !is_known_bank(text);
    (!is_shouted).then(|| {
        Found::new(start, end, text)
            .shape("the make of ISO 9362", 0.3)
            .check("a country's code in its place", 0.1)
    })
}

fn bic_by_label(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    // `bic` is no part of `public` and `cubic`.
    if !is_label_start(view, hit.start) {
        return;
    }
    let next = view.at(hit.end);
    let goes_on = next.is_ascii_lowercase() && view.before(hit.end).is_ascii_lowercase();
    let rest = word_at(view, hit.end);
    let is_compound = ["code", "nummer", "number", "nr", "adres"]
        .iter()
        .any(|part| {
            rest.get(..part.len())
                .is_some_and(|rest| rest.eq_ignore_ascii_case(part))
        });
    if goes_on && !is_compound {
        return;
    }
    // `ABNANL2A (BIC)`
    let behind = (view.before(hit.start) == b'(')
        .then(|| hit.start.checked_sub(2))
        .flatten()
        .filter(|end| view.at(*end) == b' ')
        .and_then(|end| {
            let word = view.bytes().get(end.saturating_sub(12)..end)?;
            let length = word
                .iter()
                .rev()
                .take_while(|byte| byte.is_ascii_alphanumeric());
            bic(view, end - length.count())
        });
    if let Some(found) = behind {
        candidates.push(found.context("its label stands right behind it", 0.3));
    } else if let Some(found) = value_start(view, hit.end).and_then(|start| bic(view, start)) {
        candidates.push(found.context("its label stands right before it", 0.3));
    }
}

fn bic_known(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some(found) = bic(view, hit.start) {
        candidates.push(found.check("a bank that everybody knows", 0.3));
    }
}

fn bic_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    // The column of the account is no column of banks.
    if let Some(found) = bic(view, hit.start).filter(|found| found.end == hit.end) {
        candidates.push(found.context("the column says so", 0.2));
    }
}

fn lei(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(start) = hit.end.checked_sub(20) else {
        return;
    };
    // Most runs of digits end in the middle of nothing of the kind.
    if view.at(start + 4) == b' ' || !view.is_word_end(hit.end) || !view.is_word_start(start) {
        return;
    }
    let text = view.slice(start..hit.end);
    let is_made = text.len() == 20
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if !is_made || !is_mod_97_10(text.as_bytes()) {
        return;
    }
    let mut found = Found::new(start, hit.end, text)
        .shape("twenty letters and digits", 0.25)
        .check("passes mod 97", 0.3);
    // One random text in 97 passes; most issuers still write the two zeros of the first edition.
    let is_lettered = text.bytes().filter(u8::is_ascii_uppercase).count() >= 3;
    if text.get(4..6) != Some("00") || !is_lettered {
        found = found.needs_context();
    }
    candidates.push(found);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::checksum::{is_bsn, is_mod_97_10};
    use crate::tests::{count, scan};

    #[test]
    fn rows() {
        for (name, text, id, expected) in [
            ("k.csv", "naam;kvk\nA;27312345\nB;27312346\n", "nl-kvk", 2),
            (
                "k.csv",
                "datum;kvk\n20240131;27312345\n20240201;27312346\n",
                "nl-kvk",
                2,
            ),
            (
                "k.csv",
                "iban,bic\nNL91ABNA0417164300,ABNANL2A\nx,DEUTDEFF\n",
                "bic",
                2,
            ),
            (
                "k.csv",
                "naam,eori\nA,NL001234567\nB,DE1234567\n",
                "eori",
                2,
            ),
            (
                "k.csv",
                "naam,vestigingsnr\nA,000012345678\nB,000012345679\n",
                "nl-vestigingsnummer",
                2,
            ),
            (
                "a.txt",
                "Polder B.V. | KvK 27312345 | BTW NL004495445B01 | IBAN NL91ABNA0417164300",
                "nl-kvk",
                1,
            ),
            (
                "a.txt",
                "Polder B.V. | KvK 27312345 | BTW NL004495445B01 | IBAN NL91ABNA0417164300",
                "nl-vat",
                1,
            ),
            ("a.html", "<dt>KvK</dt><dd>27312345</dd>", "nl-kvk", 1),
            (
                "a.json",
                "{\"kvk\":\"27312345\",\"order\":\"27312346\"}",
                "nl-kvk",
                1,
            ),
            ("a.rs", "let bic = ARABIC_NUMERALS;", "bic", 0),
            ("a.rs", "pub const PUBLIC_CUSTOMER: u8 = 1;", "bic", 0),
            (
                "a.txt",
                "Gebruik de BIC en het IBAN van uw BEDRIJFS rekening",
                "bic",
                0,
            ),
            ("a.txt", "sha 9F86D081884C7D659A2F", "lei", 0),
            ("a.txt", "nl-vat NL004495445B01 nl", "eori", 0),
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
        fn a_vat_number_is_found_and_a_changed_one_is_not(
            number in 1_000_000_u32..99_999_999, change in 1_u32..10,
        ) {
            let digits = (u64::from(number) * 10..u64::from(number) * 10 + 1_000)
                .map(|number| format!("{number:09}"))
                .find(|number| is_bsn(number.as_bytes()))
                .unwrap();
            let valid = format!("NL{digits}B01");
            prop_assert_eq!(count("a.txt", &format!("btw {valid}"), "nl-vat"), 1);
            let changed = u32::from(digits.as_bytes()[8] - b'0');
            let changed = format!("NL{}{}B01", &digits[..8], (changed + change) % 10);
            // One in 97 of them passes the other test.
            prop_assume!(!is_mod_97_10(changed.as_bytes()));
            prop_assert_eq!(count("a.txt", &format!("btw {changed}"), "nl-vat"), 0);
        }

        #[test]
        fn an_lei_is_found_and_a_changed_one_is_not(body in "[0-9A-Z]{18}", change in 1_u32..97) {
            let lei = (0..97).map(|check| format!("{body}{check:02}"))
                .find(|lei| is_mod_97_10(lei.as_bytes()))
                .unwrap();
            prop_assert_eq!(count("a.txt", &format!("LEI {lei}"), "lei"), 1, "{}", lei);
            let check: u32 = lei[18..].parse().unwrap();
            let changed = format!("{body}{:02}", (check + change) % 97);
            prop_assume!(changed != lei);
            prop_assert_eq!(count("a.txt", &format!("LEI {changed}"), "lei"), 0);
        }
    }
}
