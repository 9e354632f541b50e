//! Short texts of the sort that public sets for de-identification hold: one line, one value, in all
//! the ways in which people write it, beside values that only look like it.

use crate::marks::Sample;
use crate::random::Random;

const MONTHS: &[&str] = &[
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
    "jan",
    "feb",
    "mrt",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
];

/// Days of the last decades, in every order and with every sign between.
fn date(r: &mut Random) -> String {
    let (year, month, day) = (r.between(1950, 2029), r.between(1, 12), r.between(1, 28));
    let short = year % 100;
    let name = r.pick(MONTHS);
    match r.below(16) {
        0 => format!("{day:02}-{month:02}-{year}"),
        1 => format!("{day}-{month}-{year}"),
        2 => format!("{day}-{month}-{short:02}"),
        3 => format!("{day:02}/{month:02}/{year}"),
        4 => format!("{day}/{month}/{short:02}"),
        5 => format!("{day}.{month}.{year}"),
        6 => format!("{day} {month:02} {year}"),
        7 => format!("{day}-{month:02}-'{short:02}"),
        8 => format!("{day} {name} {year}"),
        9 => format!("{day}-{name}-{year}"),
        10 => format!("{day} {name} '{short:02}"),
        11 => format!("{day} {} {year}", name.to_uppercase()),
        12 => format!("{year}-{month:02}-{day:02}"),
        13 => format!("{year} {name} {day}"),
        14 => format!("{day}.{name}.{year}"),
        _ => format!("{day}- {name} {year}"),
    }
}

/// The same in other languages.
fn date_abroad(r: &mut Random) -> String {
    let (year, day) = (r.between(1950, 2029), r.between(2, 28));
    match r.below(7) {
        0 => format!(
            "{} {day}, {year}",
            r.pick(&["March", "May", "October", "Jan", "Sept"])
        ),
        1 => format!(
            "{day}th of {} {year}",
            r.pick(&["March", "June", "December"])
        ),
        2 => format!(
            "{day}. {} {year}",
            r.pick(&["März", "Januar", "Oktober", "Dezember"])
        ),
        3 => format!(
            "{day} {} {year}",
            r.pick(&["février", "août", "juillet", "décembre"])
        ),
        4 => format!(
            "{day} de {} de {year}",
            r.pick(&["enero", "mayo", "octubre"])
        ),
        5 => format!("{day} {} {year}", r.pick(&["gennaio", "maggio", "luglio"])),
        _ => format!(
            "{day} {} {year}",
            r.pick(&["stycznia", "lutego", "października"])
        ),
    }
}

/// A day and a month in numbers, as people jot them down.
fn numbers(r: &mut Random) -> String {
    let joint = r.pick(&["-", "/"]);
    format!("{}{joint}{}", r.between(1, 28), r.between(1, 12))
}

/// The same, with zeros before them.
fn padded(r: &mut Random) -> String {
    format!("{:02}-{:02}", r.between(1, 28), r.between(1, 12))
}

fn web(r: &mut Random) -> String {
    let name = r.pick(&[
        "polderzorg",
        "bakkerij-vries",
        "informatie-over-nieren",
        "hetwad",
    ]);
    let top = r.pick(&["nl", "com", "org", "net", "be", "eu"]);
    match r.below(7) {
        0 => format!("www.{name}.{top}"),
        1 => format!("http://www.{name}.{top}"),
        2 => format!("https://mijn.{name}.{top}/dossier/{}?tab=2", r.digits(4)),
        3 => format!("{name}.{top}"),
        4 => format!("vragen.{name}.{top}/onderwerp/{}/hoe-gaat-dat", r.digits(5)),
        5 => format!("HTTPS://{name}.{top}/over-ons.html#team"),
        _ => format!(
            "www.{name}.{top}/{}",
            r.pick(&["contact", "~jan", "artsen/de-vries"])
        ),
    }
}

/// Dutch numbers as a clerk, a form and a machine spell them.
fn dutch_phone(r: &mut Random) -> String {
    let area = r.pick(&["010", "020", "030", "050", "070", "088"]);
    let rural = r.pick(&["0314", "0517", "0223", "0412"]);
    let (a, b, c) = (r.between(2, 8), r.digits(2), r.digits(4));
    let mobile = r.between(1, 5);
    match r.below(16) {
        0 => format!("({area}) {a}{b} {c}"),
        1 => format!("({rural}){a}{b}{}", &c[..3]),
        2 => format!("(06){mobile}{b}{c}{a}"),
        3 => format!("(06)-{mobile}{b}{a} {c}"),
        4 => format!("{area}{a}{b}{c}"),
        5 => format!("{area} - {a}{b}{c}"),
        6 => format!("{area} {a}{b}{} {}", &c[..1], &c[1..]),
        7 => format!("{rural} {a}{b}{}", &c[..3]),
        8 => format!("06 {mobile}{b} {}{b} {}", &c[..1], &c[2..]),
        9 => format!("06{mobile}{b}{a} {c}"),
        10 => format!("06.{mobile}{a}.{b}.{}.{}", &c[..2], &c[2..]),
        11 => format!("0031 6 {mobile}{b}{a} {c}"),
        12 => format!("(+31) 6 {mobile}{b}{a}{c}"),
        13 => format!("+31(0)6{mobile}{b}{a}{c}"),
        14 => format!("+31 (0) 30 {a}{b}{c}"),
        _ => format!("{area}-{a}{} {} {}", &b[..1], &c[..3], &b),
    }
}

/// Numbers of other countries, where a word says that they are one.
fn named_phone(r: &mut Random) -> String {
    let number = match r.below(9) {
        0 => format!("020 7946 0{}", r.digits(3)),
        1 => format!("01{} 496{}", r.digits(3), r.digits(3)),
        2 => format!("0151 2{}", r.digits(7)),
        3 => format!("030 {}{}", r.between(2, 9), r.digits(7)),
        4 => format!(
            "01 4{} {} {} {}",
            r.digits(1),
            r.digits(2),
            r.digits(2),
            r.digits(2)
        ),
        5 => format!("6{} {} {}", r.digits(2), r.digits(3), r.digits(3)),
        6 => format!("347 {}{}", r.between(2, 9), r.digits(6)),
        7 => format!("0044 20 7946 0{}", r.digits(3)),
        _ => format!(
            "({}) {}-{}",
            r.between(212, 989),
            r.between(232, 989),
            r.digits(4)
        ),
    };
    let word = r.pick(&[
        "Telefon:",
        "Mobil",
        "Téléphone :",
        "Tél.",
        "teléfono",
        "móvil:",
        "cellulare",
        "Phone:",
        "call me at",
        "Mobile",
        "Fax:",
        "telefono:",
    ]);
    format!("{word} ⟦phone|{number}⟧")
}

/// Numbers of North America, which show what they are.
fn american_phone(r: &mut Random) -> String {
    let (area, exchange, line) = (r.between(212, 989), r.between(232, 989), r.digits(4));
    match r.below(5) {
        0 => format!("({area}) {exchange}-{line}"),
        1 => format!("{area}-{exchange}-{line}"),
        2 => format!("1-{area}-{exchange}-{line}"),
        3 => format!("({area}){exchange}-{line}x{}", r.digits(3)),
        _ => format!("+1-{area}-{exchange}-{line}"),
    }
}

fn email(r: &mut Random) -> String {
    let name = r.pick(&["devries", "vandenberg", "nowak", "muller"]);
    let host = r.pick(&[
        "umcpolder.nl",
        "gmail.com",
        "zorg.polder.eu",
        "web.de",
        "laposte.net",
    ]);
    match r.below(7) {
        0 => format!("een-afdeling@{host}"),
        1 => format!("{}@{host}", r.of("ABCDEFG", 3)),
        2 => format!("A.B.{name}-12@{host}"),
        3 => format!("{name}_jan@{host}"),
        4 => format!("{name}19{}@{host}", r.digits(2)),
        5 => format!("Poli.Opname@{host}"),
        _ => format!("{name}+{}@{host}", r.digits(2)),
    }
}

fn mark(id: &str, value: &str) -> String {
    crate::marks::mark(id, value)
}

type Row = (&'static str, fn(&mut Random) -> String);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("date alone", |r| mark("date", &date(r))),
    ("date in a sentence", |r| format!("Patiënt werd op {} gezien op de polikliniek.", mark("date", &date(r)))),
    ("date in a note", |r| format!("opname {}, ontslag {}", mark("date", &date(r)), mark("date", &date(r)))),
    ("date abroad", |r| format!("- {}: intake", mark("date", &date_abroad(r)))),
    ("no date", |r| r.pick(&["31-02-2018", "32-01-2018", "01-01-3018", "8/12/1899", "08-12", "2018-13-01", "38 augustus 2018", "versie 3.12.7", "blz. 12-14", "2025-03-04T09:14:22Z klaar", "2025-03-04 09:14:22,481 INFO klaar", "regel 8/12/20000"]).to_owned()),
    ("day in numbers", |r| { let (a, b) = (numbers(r), numbers(r)); match r.below(6) { 0 => format!("{} {} bellen", r.pick(&["woensdag", "ma", "di", "vrijdag"]), mark("date", &a)), 1 => format!("datum: {}", mark("date", &a)), 2 => format!("{} {} ook", r.pick(&["vanaf", "sinds", "op"]), mark("date", &padded(r))), 3 => format!("op {} & {}", mark("date", &padded(r)), mark("date", &padded(r))), 4 => format!("d.d. {} gezien", mark("date", &b)), _ => format!("opname {} t/m {}", mark("date", &padded(r)), mark("date", &format!("{}-20{}", padded(r), r.between(10, 24)))) } }),
    ("short month", |r| format!("{} {} {}", r.pick(&["controle op", "liever", "verlof tot", "afwezig"]), mark("date", &format!("{} {}", r.between(1, 28), r.pick(&["feb", "mrt", "okt", "nov", "dec", "sep", "aug"]))), r.pick(&["ivm vakantie", "bij de huisarts", "."]))),
    ("month and year", |r| { let year = r.between(1980, 2024); match r.below(3) { 0 => format!("klachten sinds {}", mark("date", &format!("{} {year}", r.pick(&["sept", "okt", "nov.", "feb."])))), 1 => format!("in {} geopereerd", mark("date", &format!("{} {year}", r.pick(&["augustus", "mei", "oktober", "april"])))), _ => format!("vanaf {} in dienst", mark("date", &format!("{:02}-{year}", r.between(1, 12)))) } }),
    ("no day in numbers", |r| r.pick(&["1/4 tablet", "vanaf 1-2 zakjes", "van 10-12 uur open", "tensie 12/8", "score 9/10", "scores 20-25", "op 1/3 van de hoogte", "vanaf 10-12 jaar", "kamer 5 ⟦?person-name|Jan de Vries⟧", "artikel 7-12", "bladen 08/29", "2/3 meerderheid", "24/7 bereikbaar"]).to_owned()),
    ("web address alone", |r| mark("web-address", &web(r))),
    ("web address in a sentence", |r| format!("Vragen? Kijk op {}.", mark("web-address", &web(r)))),
    ("web address in brackets", |r| format!("onze website ({}) is vernieuwd", mark("web-address", &web(r)))),
    ("no web address", |r| r.pick(&["Hij was moe.De man sliep", "zie bijlage.docx", "http://localhost:8080/x", "www. is een afkorting", "punt.komma", "e.d.", "ASP.Net 4.8"]).to_owned()),
    ("Dutch phone alone", |r| mark("nl-phone", &dutch_phone(r))),
    ("Dutch phone in a sentence", |r| format!("Moeder is bereikbaar op {}, liefst na vijven.", mark("nl-phone", &dutch_phone(r)))),
    ("no phone", |r| match r.below(8) {
        0 => format!("{}{}", r.between(1, 9), r.digits(12)),
        1 => format!("1{}", r.digits(9)),
        2 => format!("serienummer 06{}", r.digits(8)),
        3 => format!("polisnummer 030{}", r.digits(7)),
        4 => format!("NL{} KNAB 0{} {} {}", r.digits(2), r.digits(3), r.digits(4), r.digits(2)),
        5 => format!("batch 02{}", r.digits(8)),
        6 => format!("ISBN 978-90-{}-{}-1", r.digits(4), r.digits(3)),
        _ => format!("dosis 0{}-{}", r.digits(1), r.digits(2)),
    }),
    ("named phone", named_phone),
    ("Belgian phone", |r| { let pairs = [r.digits(2), r.digits(2), r.digits(2)]; let joint = r.pick(&[" ", "."]); let number = match r.below(3) { 0 => format!("(02) {}{} {} {}", r.between(2, 7), pairs[0], pairs[1], pairs[2]), 1 => format!("016{}{}", if joint == " " { " " } else { "/" }, pairs.join(joint)), _ => format!("047{}/{}", r.between(0, 9), pairs.join(".")) }; format!("{}{}", r.pick(&["", "U bereikt ons via ", "Contact: "]), mark("phone", &number)) }),
    ("American phone", |r| format!("Please call {} about the order.", mark("phone", &american_phone(r)))),
    ("American phone alone", |r| mark("phone", &american_phone(r))),
    ("e-mail alone", |r| mark("email", &email(r))),
    ("e-mail in a sentence", |r| format!("Van {} een bericht ontvangen", mark("email", &email(r)))),
    ("birth, word behind", |r| format!("De heer is op {} {}", mark("date-of-birth", &date(r)), r.pick(&["geboren te Ede.", "geboren"]))),
    ("birth, word behind, as noun", |r| format!("{} is {} geboortedatum.", mark("date-of-birth", &date(r)), r.pick(&["haar", "zijn", "mijn", "de"]))),
    ("birth, many words", |r| format!("{} {}", r.pick(&["geb", "geb.", "geb.dat.:", "Geb. datum", "geboren", "geboren op", "Geboren te Ede op", "G.D.: geboortedatum", "Geboortedatum (dd-mm-jjjj):", "geboortedag"]), mark("date-of-birth", &date(r)))),
    ("birth abroad", |r| { let word = r.pick(&["born on", "Date of Birth:", "DOB", "geboren am", "Geburtsdatum:", "né le", "née le", "date de naissance :", "fecha de nacimiento:", "nacido el", "nata a Roma il", "data di nascita:", "data urodzenia:", "urodzony"]); format!("{word} {}", mark("date-of-birth", &date_abroad(r))) }),
];

/// American numbers and documents behind the words that name them.
#[rustfmt::skip]
const NAMED: &[Row] = &[
    ("routing number", |r| { let body = format!("0{}{}", r.between(1, 9), r.digits(6)); let sum: u32 = body.bytes().zip([3, 7, 1].iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum(); let word = r.pick(&["Routing number:", "ABA", "routing #", "bank routing number is"]); if word == "ABA" { format!("ABA: {}", mark("us-routing-number", &format!("{body}{}", (10 - sum % 10) % 10))) } else { format!("{word} {}", mark("us-routing-number", &format!("{body}{}", (10 - sum % 10) % 10))) } }),
    ("bank account", |r| { let length = usize::try_from(r.between(9, 15)).unwrap(); format!("{} {}", r.pick(&["account number:", "Checking account", "acct no.", "my bank account is"]), mark("us-bank-account", &format!("1{}", r.digits(length)))) }),
    ("passport", |r| { let number = match r.below(4) { 0 => format!("{}{}", r.between(3, 9), r.digits(8)), 1 => format!("{}{}", r.of("ABCDEFGHPXYZ", 1), r.digits(8)), 2 => format!("{}{}", r.of("ABCDEFGHPXYZ", 3), r.digits(6)), _ => format!("{}{}", r.of("ABCDEFGHPXYZ", 2), r.digits(7)) }; format!("{} {}", r.pick(&["US passport number", "Passport:", "Reisepass Nr.", "passport no.", "pasaporte:"]), mark("passport", &number)) }),
    ("driving licence", |r| { let number = format!("{}{}", r.of("ABCDEFGHS", 1), r.digits(7)); format!("{} {}", r.pick(&["driver's license", "Driver license number:", "DL#", "Führerschein:", "driving licence no."]), mark("driving-licence", &number)) }),
    ("prescriber's number", |r| { let body = format!("1{}", r.digits(8)); let check = crate::makers::luhn(&format!("80840{body}")); format!("NPI: {}", mark("us-npi", &format!("{body}{check}"))) }),
    ("Medicare number", |r| { const LETTERS: &str = "ACDEFGHJKMNPQRTUVWXY"; let joint = r.pick(&["-", ""]); let number = format!("{}{}{}{}{joint}{}{}{}{joint}{}{}", r.between(1, 9), r.of(LETTERS, 1), r.digits(1), r.digits(1), r.of(LETTERS, 1), r.digits(1), r.digits(1), r.of(LETTERS, 2), r.digits(2)); format!("{} {}", r.pick(&["MBI:", "Medicare number"]), mark("us-mbi", &number)) }),
    ("controlled drugs", |r| { let body = r.digits(6); let figure = |place: usize| u32::from(body.as_bytes()[place] - b'0'); let check = (figure(0) + figure(2) + figure(4) + 2 * (figure(1) + figure(3) + figure(5))) % 10; format!("DEA number {}{}", "", mark("us-dea", &format!("{}{body}{check}", r.of("ABFM", 2)))) }),
    ("British driving licence", |r| { let number = format!("{}{}{:02}{:02}{}{}{}{}", r.of("ABCDEFGHMS", 5), r.digits(1), r.pick(&["01", "06", "12", "51", "62"]).parse::<u32>().unwrap(), r.between(1, 28), r.digits(1), r.of("ABJM", 2), r.digits(1), r.of("ABCDEX", 2)); format!("{}{}", r.pick(&["", "Licence: ", "her licence is "]), mark("driving-licence", &number)) }),
    ("German health insurance", |r| { let letter = r.of("ABCKMTZ", 1); let body = r.digits(8); let place = u32::from(letter.as_bytes()[0] - b'A') + 1; let whole = format!("{place:02}{body}"); let sum: u32 = whole.bytes().zip([1, 2].iter().cycle()).map(|(digit, weight)| { let product = u32::from(digit - b'0') * weight; product / 10 + product % 10 }).sum(); format!("{} {}", r.pick(&["KVNR:", "Krankenversichertennummer", "eGK-Nummer"]), mark("de-health-insurance", &format!("{letter}{body}{}", sum % 10))) }),
    ("none of them", |r| match r.below(5) { 0 => "Routing number: 021000022".to_owned(), 1 => format!("passport control at gate {}", r.digits(2)), 2 => format!("driver license agreement v{}", r.digits(1)), 3 => "NPI: 1234567894".to_owned(), _ => "account number: see letter".to_owned() }),
];

pub(crate) fn samples() -> Vec<Sample> {
    let mut all = Vec::new();
    for (sort, make) in ROWS.iter().chain(NAMED) {
        for round in 0..60 {
            let mut random = Random::new(&format!("{sort}/{round}"));
            all.push(Sample::read("spans", sort, "regel.txt", &make(&mut random)));
        }
    }
    all
}
