//! Context words in the spellings of prose, keys and columns.

/// A list of context words. `"a" + "b"` stands for `a b`, `a_b`, `a-b` and `ab`; `common` for the
/// English and Dutch words that people use for any country's number.
macro_rules! words {
    (@ [$($done:expr,)*]) => { &[$($done),*] };
    (@ [$($done:expr,)*] common, $($rest:tt)*) => {
        words!(@ [
            $($done,)*
            "national id", "national_id", "national-id", "nationalid",
            "national number", "national_number", "national-number", "nationalnumber",
            "national register", "national_register", "national tax",
            "national identification", "national_identification", "national ident",
            "identification number", "identification_number", "identificationnumber",
            "identification no", "identification code", "identity number", "identity_number",
            "identity code", "identitynumber", "identity no", "identity card",
            "id number", "id_number", "id-number", "idnumber", "id no.", "id code", "id_code",
            "id card", "id-card", "id_card", "idcard", "government id", "government_id", "govt id",
            "personal number", "personal_number", "personal-number", "personalnumber",
            "personal id", "personal_id", "personal-id", "personalid", "personal identi",
            "personal code", "personal_code", "personalcode", "person number", "person_number",
            "personnumber", "person id", "person_id", "personid", "civil number", "civil registration",
            "birth number", "birth_number", "birthnumber", "citizen id", "citizen_id", "citizenid",
            "citizen number", "citizen_number", "social security", "social_security",
            "social-security", "socialsecurity", "social insurance", "social_insurance",
            "socialinsurance", "social number", "social_num", "socialnum", "social no", "ssn",
            "insurance number", "insurance_number", "insurancenumber", "insurance no",
            "tax id", "tax_id", "tax-id", "taxid", "tax number", "tax_number", "taxnumber",
            "tax identi", "tax_identi", "taxpayer", "tax no", "tax code", "tax_code", "tin", "nin",
            "identificatienummer", "identificatiecode", "identiteitsnummer", "identiteitskaart",
            "identiteitsbewijs", "legitimatie", "id-nummer", "id nummer", "id-kaart",
            "nationaal nummer", "nationaal_nummer", "nationaal id", "nationaalnummer",
            "nationale nummer", "persoonsnummer", "persoonlijk nummer", "persoonlijke code",
            "persoonscode", "geboortenummer", "burgernummer", "sociale zekerheid",
            "socialezekerheid", "sociale verzekering", "socialeverzekering", "sociaal nummer",
            "sofinummer", "sofi-nummer", "verzekeringsnummer", "belastingnummer",
            "belasting-id", "fiscaal nummer", "fiscaal_nummer", "fiscale code", "fiscaal identi",
        ] $($rest)*)
    };
    (@ [$($done:expr,)*] $one:literal + $two:literal + $three:literal, $($rest:tt)*) => {
        words!(@ [
            $($done,)*
            concat!($one, " ", $two, " ", $three),
            concat!($one, "_", $two, "_", $three),
            concat!($one, "-", $two, "-", $three),
            concat!($one, $two, $three),
        ] $($rest)*)
    };
    (@ [$($done:expr,)*] $one:literal + $two:literal, $($rest:tt)*) => {
        words!(@ [
            $($done,)*
            concat!($one, " ", $two),
            concat!($one, "_", $two),
            concat!($one, "-", $two),
            concat!($one, $two),
        ] $($rest)*)
    };
    (@ [$($done:expr,)*] $one:literal, $($rest:tt)*) => {
        words!(@ [$($done,)* $one,] $($rest)*)
    };
    ($($words:tt)*) => { words!(@ [] $($words)*) };
}

/// The words of `common`.
pub(super) const COMMON: &[&str] = words![common,];

/// Words that say that a number is of something else than a person.
pub(super) const AGAINST: &[&str] = &[
    "order",
    "bestel",
    "factuur",
    "invoice",
    "telefoon",
    "phone",
    "telephone",
    "telefon",
    "teléfono",
    "téléphone",
    "puhelin",
    "tlf",
    "tel",
    "mobil",
    "mobiel",
    "gsm",
    "fax",
    "kvk",
    "artikel",
    "article",
    "ticket",
    "serienummer",
    "serial",
    "klantnummer",
    "kundennummer",
    "customer number",
    "customer no",
    "transaction",
    "transactie",
    "isbn",
    "issn",
    "postbus",
    "rekening",
    "iban",
    "konto",
    "account number",
    "account no",
    "btw",
    "vat",
    "product",
    "sku",
    "bytes",
    "timestamp",
    "pakket",
    "parcel",
    "tracking",
    "referentie",
    "reference",
    "kenmerk",
    "build",
    "version",
    "versie",
    "imei",
    "ean",
    "gtin",
    "barcode",
    "bestell",
    "rechnung",
    "commande",
    "facture",
    "pedido",
    "factura",
    "ordine",
    "fattura",
    "zamówieni",
    "faktura",
    "faktur",
    "lasku",
    "laskun",
    "ordre",
    "commit",
    "checksum",
    "hash",
    "offset",
    "epoch",
    "revision",
    "uuid",
    "sha1",
    "organisationsnummer",
    "cvr",
    "nip",
    "regon",
    "siret",
    "siren",
    "bsn",
    "rsin",
    "zending",
    "shipment",
    "creditcard",
    "credit card",
    "coordinates",
    "latitude",
    "longitude",
    "kenteken",
    "batch",
    "lot number",
    "model number",
    "part number",
    "case number",
    "zaaknummer",
];
