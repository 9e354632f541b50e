//! Sexual orientation and sex life.

use super::{Beside, has_word};

category! {
    id: "sexual-orientation",
    name: "Sexual orientation or sex life", "Seksuele gerichtheid of seksueel gedrag",
    severity: High,
    article: "GDPR art. 9(1), UAVG art. 22",
    subject: "Sexual orientation or sex life", "Seksuele gerichtheid of seksueel gedrag",
    keys: &[
        "seksuele geaardheid",
        "seksuele_geaardheid",
        "seksuele voorkeur",
        "sexual_orientation",
        "sexual orientation",
        "sexualorientation",
        "geaardheid",
        "seksuele oriëntatie",
    ],
    matches: [
        "Tom Kwakman is homoseksueel.",
        "Mijn broer is getrouwd met een man.",
        "Jan de Vries woont samen met zijn man.",
        "Naam: P. de Haan\nSeksuele geaardheid: lesbisch",
    ],
    passes: [
        "De Gay Pride is in augustus.",
        "Homo sapiens",
        "Anna de Vries is getrouwd met een man.",
        "Discriminatie op seksuele geaardheid is verboden.",
        "De burgemeester sprak met zijn man en kinderen.",
        "Tom Smith wrote about her wife-swapping days.",
    ],
    values: &[
        "homoseksueel",
        "homoseksuele",
        "homo",
        "lesbisch",
        "lesbienne",
        "biseksueel",
        "biseksuele",
        "heteroseksueel",
        "heteroseksuele",
        "transgender",
        "transseksueel",
        "aseksueel",
        "queer",
        "homosexual",
        "gay",
        "lesbian",
        "bisexual",
        "heterosexual",
        "transsexual",
        "asexual",
        "valt op mannen",
        "valt op vrouwen",
        "uit de kast",
        "came out as",
        "seksuele geaardheid",
        "seksuele voorkeur",
        "sexual orientation",
        "panseksueel",
        "pansexual",
        "seksverslaafd",
        "prostituee",
        "seksleven",
        "homoseksualiteit",
        "op mannen valt",
        "op vrouwen valt",
        "non-binair",
        "non-binary",
        "transman",
        "transvrouw",
        "trans man",
        "trans woman",
        "intersekse",
        "intersex",
        "geslachtsverandering",
        "genderdysforie",
        "gender dysphoria",
        "getrouwd met een man",
        "relatie met een man",
        "same-sex partner",
        "same-sex couple",
        "schwul",
        "homosexuel",
        "bisexuel",
        "getrouwd met een vrouw",
        "relatie met een vrouw",
        "met zijn man",
        "met haar vrouw",
        "his husband",
        "her wife",
        "valt op beide geslachten",
        "homostel",
        "lesbisch stel",
        "gay couple",
        "lesbian couple",
        "homosexuell",
        "bisexuell",
        "homosexuelle",
        "lesbiana",
        "bisessuale",
        "omosessuale",
    ],
    fields: &[
        "seksuelegeaardheid",
        "seksuelevoorkeur",
        "seksueleoriëntatie",
        "seksueleorientatie",
        "sexualorientation",
        "sexualpreference",
        "geaardheid",
        "seksualiteit",
        "sexuality",
        "sexlife",
    ],
    is_personal: true,
    word: "a word for sexual orientation",
    is_noted: false,
    speaks_against: speaks_against,
}

/// Whether a spouse's sex says nothing, as that of whose spouse it is isn't said.
fn speaks_against(beside: &Beside<'_>) -> bool {
    const MEN: &[&str] = &[
        "hij", "broer", "zoon", "vader", "heer", "dhr", "meneer", "opa",
    ];
    const WOMEN: &[&str] = &[
        "zij", "ze", "zus", "dochter", "moeder", "mevrouw", "mevr", "mw", "oma",
    ];
    let (left, right, value) = (beside.left.as_str(), beside.right.as_str(), beside.value);
    // `with his man and children` may be a mayor's servant; those who live together are a couple.
    let is_couple = [
        "samen ",
        "woont ",
        "woonde ",
        "leeft ",
        "getrouwd ",
        "trouwde ",
        "gehuwd ",
    ]
    .iter()
    .any(|verb| left.ends_with(verb));
    match value {
        "op mannen valt" | "getrouwd met een man" | "relatie met een man" => !has_word(left, MEN),
        "op vrouwen valt" | "getrouwd met een vrouw" | "relatie met een vrouw" => {
            !has_word(left, WOMEN)
        }
        "met zijn man" => !is_couple && !has_word(left, MEN),
        "met haar vrouw" => !is_couple && !has_word(left, WOMEN),
        // `her wife-swapping`.
        "her wife" | "his husband" => right.starts_with('-'),
        _ => false,
    }
}
