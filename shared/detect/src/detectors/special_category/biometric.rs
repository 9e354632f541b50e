//! Biometric data.

use super::Beside;
use crate::detectors::about::Bond;

category! {
    id: "biometric-data",
    name: "Biometric data", "Biometrische gegevens",
    severity: Critical,
    article: "GDPR art. 9(1), UAVG art. 29",
    subject: "A body's features that identify", "Lichaamskenmerken die iemand herkennen,",
    keys: &[
        "vingerafdruk",
        "fingerprint_template",
        "face_template",
        "faceembedding",
        "face_embedding",
        "voiceprint",
        "biometrie",
        "biometric_template",
        "biometric_data",
        "irisscan",
    ],
    matches: [
        "De vingerafdruk van mevrouw Jansen staat in het toegangssysteem.",
        "Naam: Fatima El Amrani\nVingerafdruk: 0x8FA2B1",
    ],
    passes: [
        "Inloggen kan met een vingerafdruk.",
        "let fingerprint = hash(value);",
        "De poort gebruikt gezichtsherkenning.",
        "Jan de Vries published the fingerprints of the host keys.",
        "gpg --with-fingerprint jan.devries@gmail.com",
    ],
    values: &[
        "vingerafdruk",
        "fingerprint",
        "irisscan",
        "iris scan",
        "netvliesscan",
        "gezichtsherkenning",
        "facial recognition",
        "face template",
        "gezichtsscan",
        "stemafdruk",
        "voiceprint",
        "handpalmscan",
        "palm print",
        "biometrisch profiel",
        "biometric template",
        "gezichtstemplate",
        "vingerscan",
        "handscan",
        "gelaatsscan",
        "stemherkenning",
        "voice print",
        "retina scan",
        "retinal scan",
        "face scan",
    ],
    fields: &[
        "vingerafdruk",
        "fingerprint",
        "fingerprinttemplate",
        "irisscan",
        "faceid",
        "facetemplate",
        "faceembedding",
        "voiceprint",
        "biometrie",
        "biometrisch",
        "biometric",
        "biometrictemplate",
        "biometricdata",
        "biometrischegegevens",
        "palmprint",
        "facialtemplate",
        "vingerscan",
        "vingerafdrukken",
        "fingerprints",
    ],
    is_personal: false,
    word: "a word for biometric data",
    is_noted: false,
    speaks_against: speaks_against,
}

/// What reads a feature: a gate reads that of each employee.
const DEVICES: &[&str] = &[
    "vingerscan",
    "handscan",
    "irisscan",
    "iris scan",
    "gezichtsscan",
];

/// Whether a feature is a key's, an option's or what a device reads of everybody.
fn speaks_against(beside: &Beside<'_>) -> bool {
    // `fingerprints of the host keys`, `--with-fingerprint mail@example.org`.
    let is_of_key = beside.value.starts_with("fingerprint")
        && (beside.right.starts_with(" of ") || beside.left.ends_with('-'));
    is_of_key || beside.bond == Bond::Role && DEVICES.contains(&beside.value)
}
