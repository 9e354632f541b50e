//! What looks like a value and is none: broken check digits, and the numbers that the world is
//! full of.

use crate::makers as m;
use crate::marks::Sample;
use crate::random::{ALNUM, HEX, Random, UPPER};

type Make = fn(&mut Random) -> String;

/// The last digit of a value, one higher.
fn last_digit_changed(value: &str) -> String {
    let place = value.rfind(|last: char| last.is_ascii_digit()).unwrap();
    let digit = value[place..].chars().next().unwrap().to_digit(10).unwrap();
    format!(
        "{}{}{}",
        &value[..place],
        (digit + 1) % 10,
        &value[place + 1..]
    )
}

/// The last letter of a value, the next in the alphabet that the control letters are from.
fn last_letter_changed(value: &str, alphabet: &str) -> String {
    let last = value.chars().next_back().unwrap();
    let place = alphabet.find(last).unwrap();
    let next = alphabet.as_bytes()[(place + 1) % alphabet.len()];
    format!("{}{}", &value[..value.len() - 1], char::from(next))
}

/// Kinds that a rule can refuse, and how to make what it refuses.
pub(crate) const SPOILED: &[(&str, Make)] = &[
    ("nl-bsn", |random| last_digit_changed(&m::bsn(random))),
    ("nl-onderwijsnummer", |random| {
        last_digit_changed(&m::onderwijsnummer(random))
    }),
    ("nl-rsin", |random| last_digit_changed(&m::rsin(random))),
    ("nl-vat", |random| {
        // Passes neither the 11-test nor modulo 97.
        loop {
            let body = random.digits(9);
            let whole = format!("NL{body}B{:02}", random.between(1, 99));
            let sum: i64 = body
                .bytes()
                .zip([9, 8, 7, 6, 5, 4, 3, 2, -1])
                .map(|(digit, weight)| i64::from(digit - b'0') * weight)
                .sum();
            if sum % 11 != 0 && m::mod97(&whole) != 1 {
                return whole;
            }
        }
    }),
    ("lei", |random| last_digit_changed(&m::lei(random))),
    ("iban", |random| last_digit_changed(&m::iban(random))),
    ("payment-card", |random| {
        last_digit_changed(&m::card(random))
    }),
    ("bitcoin-address", |random| {
        let value = m::bitcoin(random);
        let last = if value.ends_with('q') { 'p' } else { 'q' };
        format!("{}{last}", &value[..value.len() - 1])
    }),
    ("imei", |random| last_digit_changed(&m::imei(random))),
    ("be-national-number", |random| {
        last_digit_changed(&m::be_national(random))
    }),
    ("de-tax-id", |random| last_digit_changed(&m::de_tax(random))),
    ("fr-nir", |random| last_digit_changed(&m::fr_nir(random))),
    ("es-dni", |random| {
        last_letter_changed(&m::es_dni(random), "TRWAGMYFPDXBNJZSQVHLCKE")
    }),
    ("es-nie", |random| {
        last_letter_changed(&m::es_nie(random), "TRWAGMYFPDXBNJZSQVHLCKE")
    }),
    ("it-codice-fiscale", |random| {
        last_letter_changed(&m::it_codice(random), UPPER)
    }),
    ("pl-pesel", |random| {
        last_digit_changed(&m::pl_pesel(random))
    }),
    ("se-personnummer", |random| {
        last_digit_changed(&m::se_person(random))
    }),
    ("fi-hetu", |random| {
        last_letter_changed(&m::fi_hetu(random), "0123456789ABCDEFHJKLMNPRSTUVWXY")
    }),
    ("uk-nino", |random| {
        format!(
            "{}{}{}",
            random.pick(&["BG", "GB", "NK", "QQ", "TN", "ZZ", "DA"]),
            random.digits(6),
            random.pick(&["A", "C"])
        )
    }),
    ("us-ssn", |random| {
        format!(
            "{}-{:02}-{:04}",
            random.pick(&["000", "666", "912", "987"]),
            random.between(1, 99),
            random.between(1, 9998)
        )
    }),
    ("date-of-birth", |random| {
        format!(
            "{}-{:02}-{}",
            random.between(32, 39),
            random.between(1, 12),
            random.between(1940, 2010)
        )
    }),
];

fn ean(random: &mut Random) -> String {
    let body = format!("871{}", random.digits(9));
    let sum: u32 = body
        .bytes()
        .enumerate()
        .map(|(place, digit)| u32::from(digit - b'0') * if place % 2 == 0 { 1 } else { 3 })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

fn isbn10(random: &mut Random) -> String {
    let body = format!("90{}", random.digits(7));
    let sum: u32 = body
        .bytes()
        .enumerate()
        .map(|(place, digit)| u32::from(digit - b'0') * (10 - u32::try_from(place).unwrap()))
        .sum();
    match (11 - sum % 11) % 11 {
        10 => format!("{body}X"),
        check => format!("{body}{check}"),
    }
}

fn uuid(random: &mut Random) -> String {
    format!(
        "{}-{}-4{}-a{}-{}",
        random.of(HEX, 8),
        random.of(HEX, 4),
        random.of(HEX, 3),
        random.of(HEX, 3),
        random.of(HEX, 12)
    )
}

const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Sort, file name, text: nothing in it is about a person or opens anything.
#[rustfmt::skip]
const TEXTS: &[(&str, &str, Make)] = &[
    ("order number", "mail.txt", |r| format!("Uw bestelling met ordernummer {} is verzonden.\nBestelnummer winkel: {}\n", r.digits(9), r.digits(10))),
    ("order number that passes the 11-test", "mail.txt", |r| format!("Bedankt voor uw bestelling!\nOrdernummer: {}\n", m::bsn(r))),
    ("order number that passes Luhn", "mail.txt", |r| { let body = format!("4{}", r.digits(14)); format!("Ordernummer: {body}{}\nWij bezorgen morgen.\n", m::luhn(&body)) }),
    ("column of order numbers", "orders.csv", |r| { let mut t = String::from("order_id,sku,amount\n"); for _ in 0..8 { t += &format!("{},{}-{},{}.{}\n", r.digits(9), r.of(UPPER, 3), r.digits(4), r.between(1, 400), r.digits(2)); } t }),
    ("tracking number", "pakket.txt", |r| format!("Uw pakket 3S{}{} is onderweg. Track & trace: JVGL{}\n", r.of(UPPER, 4), r.digits(9), r.digits(16))),
    ("ISBN and EAN", "boeken.txt", |r| format!("Kookboek, ISBN {}, EAN {}, € 24,95\nTweede druk ISBN 978-90-{}-{}-3\n", isbn10(r), ean(r), r.digits(4), r.digits(3))),
    ("column of EANs", "artikelen.csv", |r| { let mut t = String::from("ean;omschrijving;prijs\n"); for _ in 0..8 { t += &format!("{};schroef {}x{};{},{}\n", ean(r), r.between(2, 8), r.between(10, 99), r.between(1, 90), r.digits(2)); } t }),
    ("EAN in JSON", "product.json", |r| format!("{{\"gtin\":\"{}\",\"sku\":\"{}{}\",\"weight\":{}}}\n", ean(r), r.of(UPPER, 2), r.digits(7), r.digits(4))),
    ("timestamps", "trace.log", |r| format!("ts=17{} start=17{} dur={}\nepoch_ms: 17{}\n", r.digits(8), r.digits(11), r.digits(5), r.digits(11))),
    ("timestamps in code", "clock.ts", |r| format!("const EPOCH = 17{};\nexpect(now()).toBe(17{});\n", r.digits(11), r.digits(8))),
    ("hashes", "sums.txt", |r| format!("{}  image.iso\n{}  image.img\nmd5 {}\n", r.of(HEX, 64), r.of(HEX, 40), r.of(HEX, 32))),
    ("commit", "CHANGELOG.md", |r| format!("## 2.{}.{} (2025-03-04)\n\n* fix rounding ({}), closes #{}\n* see {}\n", r.between(1, 40), r.between(0, 9), r.of(HEX, 7), r.digits(4), r.of(HEX, 40))),
    ("UUID", "trace.json", |r| format!("{{\"id\":\"{}\",\"parent\":\"{}\"}}\n", uuid(r), uuid(r))),
    ("UUID of digits", "ids.txt", |r| format!("id {}-{}-{}-{}-{}\n", r.digits(8), r.digits(4), r.digits(4), r.digits(4), r.digits(12))),
    ("versions", "versions.txt", |r| format!("kernel 6.{}.{}-{}-generic, chrome {}.0.{}.{}, build {}\n", r.between(1, 12), r.between(1, 99), r.between(10, 99), r.between(100, 130), r.between(5000, 6900), r.between(10, 200), r.digits(9))),
    ("versions in code", "about.py", |r| format!("__version__ = \"{}.{}.{}.{}\"\nMIN = (3, 11, {})\n", r.between(1, 200), r.between(0, 200), r.between(0, 200), r.between(0, 200), r.between(0, 20))),
    ("prices", "offerte.txt", |r| format!("Totaal € {}.{},{} excl. btw\nKorting {},{} %\nPer stuk € {},{}\n", r.between(1, 999), r.digits(3), r.digits(2), r.between(1, 60), r.digits(1), r.between(1, 99), r.digits(2))),
    ("amounts", "jaarrekening.txt", |r| format!("Balanstotaal          {}.{}.{}\nEigen vermogen        {}.{}.{}\nResultaat 2024          {}.{}\n", r.between(100, 999), r.digits(3), r.digits(3), r.between(100, 999), r.digits(3), r.digits(3), r.between(100, 999), r.digits(3))),
    ("invoice number", "factuur.txt", |r| format!("Factuurnummer: 2025{}\nFactuurdatum: {:02}-{:02}-2025\nDebiteur {}\nUw kenmerk: {}\n", r.digits(5), r.between(1, 28), r.between(1, 12), r.digits(6), r.digits(9))),
    ("part number", "onderdelen.txt", |r| format!("Onderdeel {}-{}-{} past op model {} {}\nartikelnr. {}.{}.{}\n", r.of(UPPER, 2), r.digits(4), r.of(UPPER, 2), r.digits(4), r.of(UPPER, 3), r.digits(3), r.digits(3), r.digits(3))),
    ("product code", "catalogus.csv", |r| { let mut t = String::from("code;type;voorraad\n"); for _ in 0..6 { t += &format!("{}{}{};{};{}\n", r.of(UPPER, 2), r.digits(6), r.of(UPPER, 1), r.digits(8), r.digits(2)); } t }),
    ("serial number", "garantie.txt", |r| format!("Serienummer: {}\nSerial no. 0{}\nS/N {}{}\n", r.digits(10), r.digits(9), r.of(UPPER, 3), r.digits(9))),
    ("phone-like serial", "voorraad.txt", |r| format!("Serienummer 06{}\nartikel 020{}\nbatch 0{}\n", r.digits(8), r.digits(7), r.digits(9))),
    ("other dates", "agenda.txt", |r| format!("Vergadering {}-{:02}-2025 om 14:30 uur\nOpgesteld: 2025-{:02}-{:02}\nGeldig tot {:02}/{:02}/2027\nIngangsdatum 1 {} 2024\n", r.between(1, 28), r.between(1, 12), r.between(1, 12), r.between(1, 28), r.between(1, 28), r.between(1, 12), r.pick(&["maart", "april", "mei"]))),
    ("column of dates", "facturen.csv", |r| { let mut t = String::from("factuur;factuurdatum;vervaldatum;bedrag\n"); for n in 0..6 { t += &format!("{};{:02}-{:02}-2025;{:02}-{:02}-2025;{},{}\n", 20_250_100 + n, r.between(1, 28), r.between(1, 12), r.between(1, 28), r.between(1, 12), r.digits(3), r.digits(2)); } t }),
    ("CSS", "site.css", |r| format!(".a{{margin:0 {}px;color:#{};width:calc({}.{}% - 2px)}}\n@media (max-width:{}px){{.b{{line-height:1.{}}}}}\n", r.digits(2), r.of(HEX, 6), r.between(10, 99), r.digits(8), r.digits(4), r.digits(9))),
    ("SVG path", "icon.svg", |r| { let mut t = String::from("<svg viewBox=\"0 0 24 24\"><path d=\"M"); for _ in 0..12 { t += &format!("{}.{} {}.{}L", r.between(1, 60), r.digits(6), r.between(1, 9), r.digits(6)); } t + "z\"/></svg>\n" }),
    ("minified script", "app.min.js", |r| { let mut t = String::from("!function(e,t){var n="); for _ in 0..8 { t += &format!("{},r=e[{}]||t.{}({},\"{}\"),", r.digits(9), r.digits(3), r.of(ALNUM, 2), r.digits(5), r.of(ALNUM, 8)); } t + "o=1}(this,window);\n" }),
    ("base64 image", "mail.html", |r| format!("<img alt=\"logo\" src=\"data:image/png;base64,iVBORw0KGgo{}==\">\n", r.of(BASE64, 400))),
    ("base64 in JSON", "image.json", |r| format!("{{\"mime\":\"image/png\",\"data\":\"iVBORw0KGgo{}=\"}}\n", r.of(BASE64, 600))),
    ("lock file", "package-lock.json", |r| format!("{{\n  \"lockfileVersion\": 3,\n  \"node_modules/a\": {{\n    \"version\": \"1.2.{}\",\n    \"integrity\": \"sha512-{}==\"\n  }}\n}}\n", r.digits(2), r.of(BASE64, 86))),
    ("integrity", "index.html", |r| format!("<script src=\"/a.js\" integrity=\"sha384-{}\" crossorigin=\"anonymous\"></script>\n", r.of(BASE64, 64))),
    ("constants in code", "tables.rs", |r| format!("const TABLE: [u64; 4] = [{}, {}, {}, {}];\nconst SEED: u32 = {};\n", r.digits(9).trim_start_matches('0'), r.digits(16).trim_start_matches('0'), r.digits(11).trim_start_matches('0'), m::bsn(r), r.digits(10).trim_start_matches('0'))),
    ("numbers in a test", "calc.py", |r| format!("assert total([{}, {}]) == {}\nid = {}\n", r.between(100_000_000, 999_999_999), r.between(100_000_000, 999_999_999), r.between(1_000_000_000, 1_999_999_999), m::bsn(r))),
    ("floats", "weights.json", |r| format!("{{\"bias\":[0.{},-0.{},1.{}e-05],\"lr\":{}.{}}}\n", r.digits(16), r.digits(9), r.digits(9), r.between(1, 9), r.digits(10))),
    ("private IP", "hosts.txt", |r| format!("10.{}.{}.{} db\n192.168.{}.{} printer\n127.0.0.1 localhost\n172.16.{}.{} app\n0.0.0.0\n255.255.255.0\n", r.between(0, 250), r.between(0, 250), r.between(2, 250), r.between(0, 250), r.between(2, 250), r.between(0, 250), r.between(2, 250))),
    ("documentation IP", "readme.md", |r| format!("Open http://192.0.2.{}:8080 or 198.51.100.{}, 203.0.113.{} or [2001:db8::{}].\n", r.between(2, 250), r.between(2, 250), r.between(2, 250), r.digits(2))),
    ("OID and section", "rfc.txt", |r| format!("OID 1.3.6.1.4.1.{}.{}\nSection 4.{}.{}.{} of the manual\n", r.between(100, 9999), r.between(1, 9), r.between(1, 9), r.between(1, 9), r.between(1, 9))),
    ("MAC that is none", "net.txt", |_| "broadcast ff:ff:ff:ff:ff:ff, empty 00:00:00:00:00:00\nfingerprint SHA1 aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd\n".to_owned()),
    ("time and ratio", "log.txt", |r| format!("start 12:{:02}:{:02} duur 00:{:02}:{:02} verhouding 16:9 poort localhost:{}\n", r.between(10, 59), r.between(10, 59), r.between(10, 59), r.between(10, 59), r.between(1024, 9999))),
    ("not a plate", "typen.txt", |r| format!("Model {}-{}-{} en norm NEN-EN-{} en ISO-{}-{}\n", r.of(UPPER, 2), r.digits(2), r.of(UPPER, 2), r.digits(3), r.digits(4), r.digits(1))),
    ("coordinates of a drawing", "plot.json", |r| format!("{{\"x\":{}.{},\"y\":{}.{},\"points\":[[{}.{},{}.{}]]}}\n", r.between(1, 800), r.digits(6), r.between(1, 600), r.digits(6), r.between(10, 60), r.digits(4), r.between(1, 9), r.digits(4))),
    ("postcode that is none", "tekst.txt", |r| format!("In {} IS het budget verhoogd, in {} DE helft.\nType {} KG, {} SS, om {} PM.\n", r.between(1990, 2026), r.between(1990, 2026), r.between(1000, 9000), r.between(1000, 9000), r.between(1000, 1200))),
    ("decorators and packages", "app.ts", |r| format!("import {{ A }} from '@angular/core@{}.0.{}';\n@Injectable()\nclass B {{ @Input() c = 'x@2x.png'; }}\n", r.between(10, 19), r.between(0, 9))),
    ("remote and mention", "readme.md", |r| format!("git clone git@github.com:polder/site.git\nnpm i left-pad@1.{}.0\nThanks @sannevw and @k33s{}!\n", r.between(1, 9), r.digits(2))),
    ("message id", "mail.eml", |r| format!("Message-ID: <{}.{}@mail.gmail.com>\nReferences: <CA{}@mail.gmail.com>\n", r.digits(12), r.digits(6), r.of(ALNUM, 44))),
    ("published test numbers", "testgids.md", |_| "Testkaarten: 4111 1111 1111 1111, 5555 5555 5555 4444 en 3782 822463 10005.\nTest-BSN 111222333, 123456782, 999990019.\n".to_owned()),
    ("published examples of keys", "readme.md", |_| concat!("aws_access_key_id = AKIA", "IOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/", "bPxRfiCYEXAMPLEKEY\nGITHUB_TOKEN=ghp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n").to_owned()),
    ("placeholders", ".env.example", |r| format!("DB_PASSWORD=changeme\nAPI_KEY=<your-api-key>\nJWT_SECRET=${{JWT_SECRET}}\nTOKEN=\nPORT={}\nSMTP_PASS=xxxxxxxx\n", r.between(1024, 9999))),
    ("licence key of a library", "about.txt", |r| format!("Productsleutel-formaat: {}-{}-{}\nLicense: MIT, SPDX-{}\n", "XXXXX", "XXXXX", "XXXXX", r.digits(4))),
    ("bank without account", "tekst.txt", |r| format!("NL{}ABNA is geen nummer, DE{} ook niet; zie NL-{}.\n", r.digits(2), r.digits(8), r.digits(4))),
    ("crypto-like", "ids.txt", |r| format!("build 1{} en 3{} en 0x{}\n", r.of(ALNUM, 33), r.of(ALNUM, 33), r.of(HEX, 64))),
    ("names of things", "tekst.txt", |r| format!("De {} van {} ligt aan het {}plein, vlak bij de Willem de Zwijgerbrug.\n", r.pick(&["brug", "markt", "haven"]), r.pick(&["Zwolle", "Hoorn", "Venlo"]), r.pick(&["Markt", "Raadhuis", "Stations"]))),
];

/// Look-alikes, several of each sort.
pub(crate) fn samples() -> Vec<Sample> {
    let mut all = Vec::new();
    for (sort, name, make) in TEXTS {
        for round in 0..24 {
            let mut random = Random::new(&format!("{sort}/{round}"));
            all.push(Sample::read("look-alikes", sort, name, &make(&mut random)));
        }
    }
    all
}
