//! The structured kinds, each in the texts that carry it: letters, forms, tables, code, logs.

use crate::makers as m;
use crate::marks::{Sample, mark};
use crate::random::Random;

/// How a value of a kind can be known for what it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strength {
    /// By itself, wherever it stands.
    Alone,
    /// In a column of its like, even without a header.
    Column,
    /// Only by a word beside it.
    Word,
}

/// A structured kind.
pub(crate) struct Kind {
    pub(crate) id: &'static str,
    pub(crate) make: fn(&mut Random) -> String,
    pub(crate) strength: Strength,
    /// What people call it in Dutch; elsewhere in the country's own language.
    pub(crate) nl: &'static [&'static str],
    pub(crate) en: &'static [&'static str],
    /// What a column, a key or a variable is called.
    pub(crate) keys: &'static [&'static str],
}

const fn kind(
    id: &'static str,
    make: fn(&mut Random) -> String,
    strength: Strength,
    nl: &'static [&'static str],
    en: &'static [&'static str],
    keys: &'static [&'static str],
) -> Kind {
    Kind {
        id,
        make,
        strength,
        nl,
        en,
        keys,
    }
}

use Strength::{Alone, Column, Word};

#[rustfmt::skip]
pub(crate) const KINDS: &[Kind] = &[
    kind("nl-bsn", m::bsn, Column, &["BSN", "burgerservicenummer", "sofinummer", "BSN-nummer"], &["BSN", "citizen service number", "Dutch BSN"], &["bsn", "burgerservicenummer", "klant_bsn", "bsnNummer"]),
    kind("nl-onderwijsnummer", m::onderwijsnummer, Word, &["onderwijsnummer", "persoonsgebonden nummer"], &["education number (onderwijsnummer)"], &["onderwijsnummer", "onderwijs_nummer"]),
    kind("nl-rsin", m::rsin, Word, &["RSIN", "fiscaal nummer", "RSIN-nummer"], &["RSIN"], &["rsin", "rsin_nummer"]),
    kind("nl-passport", m::passport, Word, &["paspoortnummer", "paspoort", "documentnummer ID-kaart", "nummer identiteitskaart"], &["passport number", "passport no.", "identity card number"], &["paspoortnummer", "passport_number", "passportNo"]),
    kind("nl-driving-licence", m::driving_licence, Word, &["rijbewijsnummer", "rijbewijs", "nummer rijbewijs"], &["Dutch driving licence", "driving licence number"], &["rijbewijsnummer", "rijbewijs", "driving_licence"]),
    kind("nl-v-number", m::v_number, Word, &["V-nummer", "v-nummer", "vreemdelingennummer"], &["V-number"], &["v_nummer", "vnummer", "vreemdelingennummer"]),
    kind("mrz", m::mrz, Alone, &["MRZ", "machineleesbare zone"], &["MRZ", "machine readable zone"], &["mrz"]),
    kind("nl-vat", m::nl_vat, Alone, &["btw-nummer", "BTW-id", "omzetbelastingnummer"], &["VAT number", "VAT ID"], &["btw_nummer", "vat_number", "btwId"]),
    kind("eu-vat", m::eu_vat, Word, &["btw-nummer", "BTW-nr.", "TVA", "USt-IdNr."], &["VAT number", "VAT ID", "VAT no."], &["vat_number", "btw_nummer", "vatId"]),
    kind("nl-kvk", m::kvk, Word, &["KvK-nummer", "KvK", "K.v.K. nr.", "Kamer van Koophandel"], &["Chamber of Commerce number", "KvK number"], &["kvk_nummer", "kvk", "kvkNummer"]),
    kind("nl-vestigingsnummer", m::vestiging, Word, &["vestigingsnummer", "vestigingsnr."], &["branch number (vestigingsnummer)"], &["vestigingsnummer", "vestiging_nr"]),
    kind("eori", m::eori, Word, &["EORI-nummer", "EORI"], &["EORI number", "EORI"], &["eori", "eori_nummer", "eoriNumber"]),
    kind("bic", m::bic, Word, &["BIC", "BIC-code", "SWIFT"], &["BIC", "SWIFT code", "BIC/SWIFT"], &["bic", "swift_code", "bicCode"]),
    kind("lei", m::lei, Column, &["LEI", "LEI-code"], &["LEI", "legal entity identifier"], &["lei", "lei_code"]),
    kind("iban", m::iban, Alone, &["IBAN", "rekeningnummer", "rekening", "bankrekening"], &["IBAN", "bank account", "account number"], &["iban", "rekeningnummer", "bank_account"]),
    kind("payment-card", m::card, Column, &["creditcard", "kaartnummer", "creditcardnummer", "betaalkaart"], &["card number", "credit card", "Visa card"], &["card_number", "creditcard", "pan", "kaartnummer"]),
    kind("bitcoin-address", m::bitcoin, Alone, &["bitcoinadres", "BTC-adres", "wallet"], &["bitcoin address", "BTC wallet"], &["btc_address", "bitcoin", "wallet"]),
    kind("ethereum-address", m::ethereum, Alone, &["ethereumadres", "ETH-adres"], &["Ethereum address", "ETH wallet"], &["eth_address", "ethereum", "wallet"]),
    kind("email", m::email, Alone, &["e-mail", "e-mailadres", "mailadres"], &["e-mail", "email address"], &["email", "e_mail", "contactEmail"]),
    kind("nl-phone", m::nl_phone, Column, &["telefoon", "telefoonnummer", "mobiel", "tel.", "06-nummer"], &["phone", "mobile", "telephone number"], &["telefoon", "phone", "mobiel", "telefoonnummer"]),
    kind("phone", m::phone, Alone, &["telefoon", "mobiel", "tel."], &["phone", "mobile", "call", "telephone"], &["phone", "telefoon", "mobile_number"]),
    kind("nl-address", m::address, Alone, &["adres", "woonadres", "bezorgadres"], &["address", "home address", "delivery address"], &["adres", "address", "bezorgadres"]),
    kind("nl-street-address", m::street, Word, &["adres", "straat en huisnummer", "woonadres"], &["street address", "address"], &["adres", "straat_huisnummer", "street_address"]),
    kind("date-of-birth", m::birth_date, Word, &["geboortedatum", "geboren op", "geb.datum"], &["date of birth", "born on", "DOB"], &["geboortedatum", "date_of_birth", "birthDate", "dob"]),
    kind("nl-licence-plate", m::nl_plate, Word, &["kenteken", "kentekennummer"], &["licence plate", "license plate (kenteken)"], &["kenteken", "license_plate", "kentekenNummer"]),
    kind("ip-address", m::ip, Alone, &["IP-adres", "IP"], &["IP address", "client IP"], &["ip", "ip_address", "remote_addr"]),
    kind("mac-address", m::mac, Alone, &["MAC-adres"], &["MAC address"], &["mac", "mac_address"]),
    kind("imei", m::imei, Word, &["IMEI", "IMEI-nummer"], &["IMEI", "IMEI number"], &["imei", "imei_number"]),
    kind("gps-coordinates", m::gps, Word, &["locatie", "gps-positie", "coördinaten"], &["location", "GPS position", "coordinates"], &["location", "gps", "coordinates"]),
    kind("be-national-number", m::be_national, Column, &["rijksregisternummer", "INSZ", "numéro national"], &["Belgian national number", "national register number"], &["rijksregisternummer", "national_number", "insz"]),
    kind("de-tax-id", m::de_tax, Word, &["Steueridentifikationsnummer", "Steuer-ID", "IdNr."], &["German tax ID", "Steuer-ID"], &["steuer_id", "steuerid", "tax_id"]),
    kind("fr-nir", m::fr_nir, Column, &["numéro de sécurité sociale", "NIR", "n° de sécu"], &["French social security number", "NIR"], &["nir", "numero_secu", "securite_sociale"]),
    kind("es-dni", m::es_dni, Column, &["DNI", "NIF", "documento nacional de identidad"], &["DNI", "Spanish DNI"], &["dni", "nif"]),
    kind("es-nie", m::es_nie, Column, &["NIE", "número de identidad de extranjero"], &["NIE", "Spanish NIE"], &["nie", "numero_nie"]),
    kind("it-codice-fiscale", m::it_codice, Alone, &["codice fiscale", "C.F."], &["Italian tax code", "codice fiscale"], &["codice_fiscale", "codiceFiscale"]),
    kind("pl-pesel", m::pl_pesel, Column, &["PESEL", "numer PESEL"], &["PESEL", "Polish PESEL number"], &["pesel", "numer_pesel"]),
    kind("se-personnummer", m::se_person, Column, &["personnummer", "personnr"], &["Swedish personal number", "personnummer"], &["personnummer", "person_nr"]),
    kind("fi-hetu", m::fi_hetu, Alone, &["henkilötunnus", "hetu"], &["Finnish personal identity code", "henkilötunnus"], &["hetu", "henkilotunnus"]),
    kind("dk-cpr", m::dk_cpr, Column, &["CPR-nummer", "CPR-nr.", "personnummer"], &["Danish CPR number", "CPR"], &["cpr", "cpr_nummer"]),
    kind("uk-nino", m::uk_nino, Word, &["National Insurance-nummer", "NINO"], &["National Insurance number", "NI number", "NINO"], &["nino", "ni_number", "national_insurance"]),
    kind("us-ssn", m::us_ssn, Word, &["Amerikaans social security number", "SSN"], &["SSN", "social security number", "Social Security No."], &["ssn", "social_security_number"]),
];

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

fn camel(key: &str) -> String {
    key.split('_')
        .enumerate()
        .map(|(place, part)| {
            if place == 0 {
                part.to_owned()
            } else {
                capital(part)
            }
        })
        .collect()
}

/// What a carrier is filled with: words for the value, and a way to more values.
struct Fill<'f> {
    nl: &'f str,
    en: &'f str,
    key: &'f str,
    random: &'f mut Random,
    value: &'f mut dyn FnMut(&mut Random) -> String,
}

impl Fill<'_> {
    fn v(&mut self) -> String {
        (self.value)(self.random)
    }

    fn name(&mut self) -> String {
        format!("⟦?person-name|{}⟧", m::person(self.random))
    }
}

type Carrier = (
    &'static str,
    &'static str,
    Strength,
    fn(&mut Fill<'_>) -> String,
);

/// Name, the file's name, how strong a kind has to be, the text.
#[rustfmt::skip]
const CARRIERS: &[Carrier] = &[
    ("Dutch letter", "brief.txt", Word, |f| { let (nl, v) = (f.nl, f.v()); format!("Geachte heer, mevrouw,\n\nNaar aanleiding van ons gesprek van vorige week\nbevestig ik hierbij dat uw {nl} {v} is.\nKlopt dit niet, laat het ons dan binnen 14 dagen weten.\n\nMet vriendelijke groet,\nafdeling Administratie\n") }),
    ("English letter", "letter.txt", Word, |f| { let (en, v) = (f.en, f.v()); format!("Dear Sir or Madam,\n\nFurther to your request of 12 March we confirm that the {en} we hold for you is {v}. Please let us know within 14 days if this is incorrect.\n\nKind regards,\nCustomer Care\n") }),
    ("e-mail", "mail.eml", Word, |f| { let (nl, v) = (capital(f.nl), f.v()); format!("Subject: RE: gegevens\nDate: Tue, 4 Mar 2025 09:14:22 +0100\n\nHoi,\n\nhierbij de gegevens zoals afgesproken:\n\n{nl}: {v}\n\nGroetjes!\n\n> Kun je mij de gegevens nog even sturen?\n") }),
    ("form", "formulier.txt", Word, |f| { let (nl, v) = (capital(f.nl), f.v()); format!("INSCHRIJFFORMULIER 2025\n=======================\nDatum         : 01-02-2025\n{nl:<14}: {v}\nHandtekening  : ................\n") }),
    ("form, label above", "formulier.txt", Word, |f| { let (nl, v) = (capital(f.nl), f.v()); format!("Aanvraag\n\n{nl}\n{v}\n\nOpmerkingen\ngeen\n") }),
    ("form, dotted line", "form.txt", Word, |f| { let (en, v) = (f.en.to_uppercase(), f.v()); format!("APPLICATION FORM (page 1/3)\n\n3. {en} ....... {v}\n4. COMMENTS ....... none\n") }),
    ("markdown", "notes.md", Word, |f| { let (en, v) = (f.en, f.v()); format!("# Onboarding\n\n- [x] contract\n- **{en}**: `{v}`\n- laptop ordered\n") }),
    ("chat", "chat.txt", Word, |f| { let (nl, v) = (f.nl.to_lowercase(), f.v()); format!("[14:02] ⟦?person-name|Sanne⟧: heb je het al?\n[14:03] ⟦?person-name|Kees⟧: ja momentje\n[14:03] ⟦?person-name|Kees⟧: {nl} = {v}\n[14:04] ⟦?person-name|Sanne⟧: top dankje 👍\n") }),
    ("word behind", "notitie.txt", Word, |f| { let (nl, v) = (f.nl, f.v()); format!("Even genoteerd: {v} is het {nl} van de aanvrager.\n") }),
    ("CSV, comma, header", "export.csv", Word, |f| { let key = f.key; let mut t = format!("id,{key},status\n"); for n in 1..=4 { let v = f.v(); let v = if v.contains([',', '\n']) { format!("\"{v}\"") } else { v }; t += &format!("{n},{v},actief\n"); } t }),
    ("CSV, semicolon, header", "klanten.csv", Word, |f| { let key = f.key; let mut t = format!("nr;naam;{key};soort\n"); for n in 1..=6 { let (name, v) = (f.name(), f.v()); let v = if v.contains('\n') { format!("\"{v}\"") } else { v }; t += &format!("{n};{name};{v};particulier\n"); } t }),
    ("CSV without header", "dump.csv", Column, |f| { let mut t = String::new(); for n in 0..12 { let v = f.v(); let v = if v.contains(['\n', ';']) { format!("\"{v}\"") } else { v }; t += &format!("rij{};{v};ja\n", n + 3); } t }),
    ("pipe table", "overzicht.md", Word, |f| { let en = f.en; let mut t = format!("| nr | {en} | ok |\n|---|---|---|\n"); for n in 1..=3 { let v = f.v().replace('\n', " "); t += &format!("| {n} | {v} | yes |\n"); } t }),
    ("pipe table of two columns", "intake.md", Word, |f| { let en = f.en; let v = f.v().replace('\n', " "); format!("# Intake\n\nThe application was received.\n\n| Field | Value |\n|---|---|\n| status | open |\n| {en} | {v} |\n| remark | none |\n") }),
    ("output of mysql", "ticket.txt", Word, |f| { let key = f.key; let mut t = format!("Result of the query:\n\n+----+----------------------------------+\n| id | {key} |\n+----+----------------------------------+\n"); for n in 1..=3 { let v = f.v().replace('\n', " "); t += &format!("|  {n} | {v} |\n"); } t + "+----+----------------------------------+\n3 rows in set (0.00 sec)\n" }),
    ("SQL Server", "script.sql", Word, |f| { let key = f.key; let mut t = String::new(); for n in 1..=3 { let v = f.v(); t += &format!("INSERT [dbo].[Klant] ([Id], [{key}], [Status]) VALUES ({n}, N'{v}', N'actief')\nGO\n"); } t }),
    ("JSON", "record.json", Word, |f| { let (key, v) = (camel(f.key), f.v().replace('\n', "\\n")); format!("{{\n  \"id\": 17,\n  \"{key}\": \"{v}\",\n  \"active\": true\n}}\n") }),
    ("NDJSON", "events.ndjson", Word, |f| { let key = f.key; let mut t = String::new(); for n in 1..=3 { let v = f.v().replace('\n', "\\n"); t += &format!("{{\"seq\":{n},\"type\":\"update\",\"{key}\":\"{v}\",\"ok\":true}}\n"); } t }),
    ("YAML", "klant.yaml", Word, |f| { let (key, v) = (f.key, f.v().replace('\n', "\\n")); format!("klant:\n  nummer: 17\n  {key}: \"{v}\"\n  actief: true\n") }),
    ("XML", "klant.xml", Word, |f| { let (key, v) = (camel(f.key), f.v().replace('<', "&lt;")); format!("<?xml version=\"1.0\"?>\n<klant nr=\"17\">\n  <{key}>{v}</{key}>\n</klant>\n") }),
    ("SQL, one row", "seed.sql", Word, |f| { let (key, v) = (f.key, f.v()); format!("INSERT INTO klant (id, {key}) VALUES (17, '{v}');\n") }),
    ("SQL, many rows", "dump.sql", Word, |f| { let key = f.key; let rows: Vec<String> = (1..=4).map(|n| format!("  ({n}, '{}', 'actief')", f.v())).collect(); format!("INSERT INTO klant (id, {key}, status) VALUES\n{};\n", rows.join(",\n")) }),
    ("log, key=value", "app.log", Word, |f| { let (key, v) = (f.key, f.v().replace('\n', "\\n")); format!("2025-03-04T09:14:22.123Z INFO web request_id=7f3a status=200\n2025-03-04T09:14:22.481Z WARN web validation failed {key}=\"{v}\" retry=1\n") }),
    ("log, sentence", "server.log", Word, |f| { let (en, v) = (f.en, f.v().replace('\n', " ")); format!("Mar  4 09:14:22 web-1 app[812]: could not store {en} {v}: timeout\n") }),
    ("Python", "klant.py", Word, |f| { let (key, v) = (f.key, f.v().replace('\n', "\\n")); format!("def seed(db):\n    {key} = \"{v}\"\n    db.add(Klant(nr=17, {key}={key}))\n") }),
    ("TypeScript", "klant.ts", Word, |f| { let (key, v) = (camel(f.key), f.v().replace('\n', "\\n")); format!("export const klant = {{\n  nr: 17,\n  {key}: '{v}',\n}};\n") }),
    ("Java", "Klant.java", Word, |f| { let (key, v) = (capital(&camel(f.key)), f.v().replace('\n', "\\n")); format!("class Seed {{\n  void run() {{\n    klant.set{key}(\"{v}\");\n  }}\n}}\n") }),
    ("Go", "seed.go", Word, |f| { let (key, v) = (capital(&camel(f.key)), f.v().replace('\n', "\\n")); format!("var klant = Klant{{\n\tNr: 17,\n\t{key}: \"{v}\",\n}}\n") }),
    ("PHP", "seed.php", Word, |f| { let (key, v) = (f.key, f.v().replace('\n', "\\n")); format!("<?php\n$klant['{key}'] = '{v}';\n$klant['nr'] = 17;\n") }),
    ("HTML table", "klant.html", Word, |f| { let (nl, v) = (capital(f.nl), f.v().replace('<', "&lt;")); format!("<table>\n<tr><th>{nl}</th><td>{v}</td></tr>\n</table>\n") }),
    ("URL parameter", "access.log", Word, |f| { let (key, v) = (f.key, f.v()); let v = v.replace([' ', '\n'], "%20"); format!("10.0.0.7 - - [04/Mar/2025:09:14:22 +0100] \"GET /zoek?{key}={v}&page=2 HTTP/1.1\" 200 512\n") }),
    ("CSV, all quoted, CRLF", "export.csv", Word, |f| { let key = f.key; let mut t = format!("\"id\",\"{key}\",\"status\"\r\n"); for n in 1..=4 { let v = f.v(); t += &format!("\"{n}\",\"{v}\",\"actief\"\r\n"); } t }),
    ("TSV, pasted from a sheet", "plakken.txt", Word, |f| { let nl = capital(f.nl); let mut t = format!("Nr\tNaam\t{nl}\tSoort\n"); for n in 1..=5 { let (name, v) = (f.name(), f.v()); t += &format!("{n}\t{name}\t{v}\tB\n"); } t }),
    ("fixed width", "lijst.txt", Word, |f| { let key = f.key.to_uppercase(); let mut t = format!("NR    {key:<34} SRT\n----  ---------------------------------- ---\n"); for n in 1..=3 { let v = f.v(); t += &format!("{n:04}  {v} A\n"); } t }),
    ("JSON within a log line", "worker.log", Word, |f| { let (key, v) = (f.key, f.v().replace('\n', "\\n")); format!("2025-03-04T09:14:22Z ERROR job failed payload=\"{{\\\"id\\\":17,\\\"{key}\\\":\\\"{v}\\\"}}\"\n") }),
    ("record, many fields", "dossier.txt", Word, |f| { let (nl, v) = (capital(f.nl), f.v()); format!("Dossier: 2025-0417\nStatus: open\nSoort: regulier\n{nl}: {v}\nPrioriteit: 2\nBedrag: 1.250,00\n") }),
    ("no-break spaces", "brief.txt", Word, |f| { let (nl, v) = (f.nl, f.v().replace(' ', "\u{a0}")); format!("Uw\u{a0}{nl}:\u{a0}{v}\n\nMet vriendelijke groet\n") }),
    ("mixed case, no colon", "sms.txt", Word, |f| { let (nl, v) = (f.nl.to_uppercase(), f.v()); format!("{nl} {v} GRAAG BEVESTIGEN\n") }),
    ("number sign", "notitie.txt", Word, |f| { let (nl, v) = (f.nl, f.v()); format!("dossier compleet, {nl}# {v}, afgehandeld\n") }),
    ("between brackets", "verslag.txt", Word, |f| { let (nl, v) = (f.nl, f.v()); format!("De aanvrager heeft zich gelegitimeerd ({nl} {v}) en is akkoord.\n") }),
    ("within quotes", "interview.txt", Word, |f| { let (en, v) = (f.en, f.v()); format!("She said: \u{201c}my {en} is {v}\u{201d} and hung up.\n") }),
    ("C#, verbatim", "Klant.cs", Word, |f| { let key = capital(&camel(f.key)); let v = f.v().replace('\n', "\\n"); format!("var klant = new Klant {{ Nr = 17, {key} = @\"{v}\" }};\n") }),
    ("JavaScript, one line", "klant.js", Word, |f| { let key = camel(f.key); let v = f.v().replace('\n', "\\n"); format!("const klant = {{ nr: 17, {key}: '{v}', actief: true }};\n") }),
    ("Python, prefixed", "fixture.py", Word, |f| { let key = f.key; let v = f.v().replace('\n', "\\n"); format!("klant = dict(nr=17, {key}=u'{v}', actief=True)\n") }),
    ("Ruby", "seeds.rb", Word, |f| { let key = f.key; let v = f.v().replace('\n', "\\n"); format!("Klant.create!(nr: 17, {key}: '{v}', actief: true)\n") }),
    ("Kotlin, named", "Seed.kt", Word, |f| { let key = camel(f.key); let v = f.v().replace('\n', "\\n"); format!("val klant = Klant(nr = 17, {key} = \"{v}\")\n") }),
    ("SQL, update", "fix.sql", Word, |f| { let key = f.key; let v = f.v().replace('\n', "\\n"); format!("UPDATE klant SET {key} = '{v}', status = 'open' WHERE id = 17;\n") }),
    ("SQL, where", "query.sql", Word, |f| { let key = f.key; let v = f.v().replace('\n', "\\n"); format!("SELECT * FROM klant WHERE {key} = '{v}' LIMIT 1;\n") }),
    ("properties", "klant.properties", Word, |f| { let key = f.key; let v = f.v().replace('\n', "\\n"); format!("klant.nr=17\nklant.{key}={v}\n") }),
    ("TOML", "klant.toml", Word, |f| { let key = f.key; let v = f.v().replace('\n', "\\n"); format!("[klant]\nnr = 17\n{key} = \"{v}\"\n") }),
    ("INI, colon", "klant.ini", Word, |f| { let key = f.key; let v = f.v().replace('\n', "\\n"); format!("[klant]\nnr: 17\n{key}: {v}\n") }),
    ("XML, attribute", "klanten.xml", Word, |f| { let key = camel(f.key); let v = f.v().replace('\n', "\\n"); format!("<?xml version=\"1.0\"?>\n<klanten><klant nr=\"17\" {key}=\"{v}\" soort=\"B\"/></klanten>\n") }),
    ("XML, namespace", "soap.xml", Word, |f| { let key = camel(f.key); let v = f.v().replace('\n', "\\n"); format!("<soap:Body><ns2:klant><ns2:nr>17</ns2:nr><ns2:{key} xsi:type=\"xsd:string\">{v}</ns2:{key}></ns2:klant></soap:Body>\n") }),
    ("HTML, form", "form.html", Word, |f| { let (nl, key) = (capital(f.nl), f.key); let v = f.v().replace('\n', "\\n"); format!("<form><label for=\"f1\">{nl}</label> <input id=\"f1\" name=\"{key}\" value=\"{v}\"></form>\n") }),
    ("HTML, list", "klant.html", Word, |f| { let nl = capital(f.nl); let v = f.v().replace('\n', "\\n"); format!("<dl><dt>Nummer</dt><dd>17</dd><dt>{nl}</dt><dd>{v}</dd></dl>\n") }),
    ("JSON, name and value", "veld.json", Word, |f| { let key = f.key; let v = f.v().replace('\n', "\\n"); format!("{{\"fields\": [{{\"name\": \"nr\", \"value\": \"17\"}}, {{\"name\": \"{key}\", \"value\": \"{v}\"}}]}}\n") }),
    ("GraphQL", "query.graphql", Word, |f| { let key = camel(f.key); let v = f.v().replace('\n', "\\n"); format!("mutation {{\n  klant(nr: 17, {key}: \"{v}\") {{ id }}\n}}\n") }),
    ("curl", "test.sh", Word, |f| { let key = f.key; let v = f.v().replace('\n', "\\n"); format!("curl -X POST https://api.polder.nl/klant -d '{{\"nr\":17,\"{key}\":\"{v}\"}}'\n") }),
    ("log, toString", "app.log", Word, |f| { let key = camel(f.key); let v = f.v().replace('\n', "\\n"); format!("2025-03-04 09:14:22 DEBUG c.p.Service - saved Klant(nr=17, {key}={v}, actief=true)\n") }),
    ("log, dict", "worker.log", Word, |f| { let key = f.key; let v = f.v().replace('\n', "\\n"); format!("[2025-03-04 09:14:22] INFO root: saved {{'nr': 17, '{key}': '{v}', 'actief': True}}\n") }),
    ("log, struct of Go", "go.log", Word, |f| { let key = capital(&camel(f.key)); let v = f.v().replace('\n', "\\n"); format!("2025/03/04 09:14:22 saved {{Nr:17 {key}:{v} Actief:true}}\n") }),
    ("dump of PHP", "debug.txt", Word, |f| { let key = f.key; let v = f.v().replace('\n', "\\n"); format!("Array\n(\n    [nr] => 17\n    [{key}] => {v}\n)\n") }),
    ("quoted reply", "mail.txt", Word, |f| { let nl = capital(f.nl); let v = f.v().replace('\n', "\\n"); format!("Op 4 maart schreef u:\n> Hoi,\n> {nl}: {v}\n> Groet\n") }),
    ("bullets", "notitie.txt", Word, |f| { let nl = capital(f.nl); let v = f.v().replace('\n', "\\n"); format!("Nog nodig:\n\u{2022} kopie contract\n\u{2022} {nl}: {v}\n\u{2022} handtekening\n") }),
    ("numbered", "verslag.txt", Word, |f| { let nl = f.nl; let v = f.v().replace('\n', "\\n"); format!("Besproken:\n1) opening\n2) {nl} \u{2013} {v}\n3) sluiting\n") }),
    ("blank line between", "scan.txt", Word, |f| { let nl = capital(f.nl); let v = f.v().replace('\n', "\\n"); format!("Aanvraag\n\n{nl}:\n\n{v}\n\nOpmerkingen:\n\ngeen\n") }),
    ("WhatsApp", "chat.txt", Word, |f| { let nl = f.nl; let v = f.v().replace('\n', "\\n"); format!("04-03-2025 14:02 - \u{27e6}?person-name|Sanne\u{27e7}: mijn {nl} is {v}\n") }),
    ("wiki table", "pagina.txt", Word, |f| { let nl = capital(f.nl); let v = f.v().replace('\n', "\\n"); format!("h1. Klant\n\n||Nr||{nl}||Soort||\n|17|{v}|B|\n|18|onbekend|B|\n") }),
    ("LaTeX", "brief.tex", Word, |f| { let nl = capital(f.nl); let v = f.v().replace('\n', "\\n"); format!("\\begin{{tabular}}{{ll}}\nNummer & 17 \\\\\n{nl} & {v} \\\\\n\\end{{tabular}}\n") }),
    ("bold Markdown, table without edges", "klant.md", Word, |f| { let nl = capital(f.nl); let v = f.v().replace('\n', "\\n"); format!("Nr | {nl} | Soort\n--- | --- | ---\n17 | {v} | B\n") }),
    ("alone in a sentence", "memo.txt", Alone, |f| { let v = f.v(); format!("Graag verwerken: {v} (spoed).\nDank!\n") }),
];

/// Whether a carrier can hold the kind at all.
fn fits(kind: &Kind, carrier: &str, strength: Strength) -> bool {
    let strong = match strength {
        Word => true,
        Column => kind.strength != Word,
        Alone => kind.strength == Alone,
    };
    // Two or three lines don't fit everywhere.
    let is_lines = kind.id == "mrz";
    strong
        && !(is_lines
            && matches!(
                carrier,
                "TSV, pasted from a sheet"
                    | "CSV, all quoted, CRLF"
                    | "fixed width"
                    | "mixed case, no colon"
                    | "number sign"
                    | "between brackets"
                    | "within quotes"
                    | "pipe table"
                    | "SQL, one row"
                    | "SQL, many rows"
                    | "URL parameter"
                    | "log, sentence"
                    | "chat"
                    | "CSV, comma, header"
                    | "CSV, semicolon, header"
                    | "CSV without header"
                    | "log, key=value"
                    | "XML"
                    | "HTML table"
                    | "HTML, list"
                    | "XML, namespace"
            ))
        && !(kind.id == "mac-address" && carrier == "URL parameter")
        && !(matches!(kind.id, "nl-address" | "nl-street-address") && carrier == "URL parameter")
}

fn filled(
    kind: &Kind,
    carrier: &Carrier,
    round: u32,
    value: &mut dyn FnMut(&mut Random) -> String,
    set: &'static str,
) -> Sample {
    let mut random = Random::new(&format!("{}/{}/{round}/{set}", kind.id, carrier.0));
    let nl = random.pick(kind.nl);
    let en = random.pick(kind.en);
    let key = random.pick(kind.keys);
    let marked = carrier.3(&mut Fill {
        nl,
        en,
        key,
        random: &mut random,
        value,
    });
    Sample::read(set, carrier.0, carrier.1, &marked)
}

/// Every kind in every carrier that can hold it.
pub(crate) fn samples() -> Vec<Sample> {
    let mut all = Vec::new();
    for kind in KINDS {
        for carrier in CARRIERS
            .iter()
            .filter(|carrier| fits(kind, carrier.0, carrier.2))
        {
            for round in 0..3 {
                let mut value = |random: &mut Random| mark(kind.id, &(kind.make)(random));
                all.push(filled(kind, carrier, round, &mut value, "generated"));
            }
        }
    }
    all
}

/// The same texts, with values that nobody could have been given.
pub(crate) fn spoiled() -> Vec<Sample> {
    let mut all = Vec::new();
    for (id, spoil) in crate::lookalikes::SPOILED {
        let Some(kind) = KINDS.iter().find(|kind| kind.id == *id) else {
            panic!("{id} is no kind");
        };
        for carrier in CARRIERS
            .iter()
            .filter(|carrier| fits(kind, carrier.0, Word))
        {
            for round in 0..2 {
                let mut value = |random: &mut Random| spoil(random);
                let mut sample = filled(kind, carrier, round, &mut value, "wrong check");
                sample.sort = format!("{id} that fails its rule");
                all.push(sample);
            }
        }
    }
    all
}
