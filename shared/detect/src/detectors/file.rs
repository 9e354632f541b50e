//! Findings about files themselves. The reader makes them; nothing in a text triggers them.

use domain::{Category, Severity};

use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};

/// The id of findings about files that attack their reader.
pub(crate) const HOSTILE: &str = "file-hostile";
/// The id of findings about files that could not be read.
pub(crate) const UNREADABLE: &str = "file-unreadable";

/// The id of findings about rules of the tenant that did not run, or not on all of a file.
pub(crate) const NOT_RUN: &str = "rule-not-run";

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: HOSTILE,
            name: Text {
                en: "Hostile file",
                nl: "Vijandig bestand",
            },
            category: Category::File,
            severity: Severity::High,
            article: "GDPR art. 32(1)",
            help: Text {
                en: "The file is made to harm who opens it: an archive that expands without end, a name that leaves \
                     the folder it is unpacked in, a link to somewhere else. Find out where it comes from and don't \
                     open it.",
                nl: "Het bestand is gemaakt om wie het opent te schaden: een archief dat eindeloos uitdijt, een naam \
                     die buiten de map van uitpakken wijst, een verwijzing naar elders. Zoek uit waar het vandaan \
                     komt en open het niet.",
            },
            context_words: &[],
            examples: Examples {
                matches: &[],
                passes: &["../../etc/passwd"],
            },
        },
        triggers: &[Trigger::Reader],
        context: ContextRule::Ignored,
        against: &[],
        rank: 0,
    },
    Detector {
        meta: DetectorMeta {
            id: UNREADABLE,
            name: Text {
                en: "File that could not be read",
                nl: "Bestand dat niet gelezen kon worden",
            },
            category: Category::File,
            severity: Severity::Low,
            article: "GDPR art. 32(1)",
            help: Text {
                en: "The file is damaged, encrypted, too large or of a format that isn't read yet, so what is in it \
                     is unknown. Look at it yourself, or give it in a form that can be read.",
                nl: "Het bestand is beschadigd, versleuteld, te groot of van een soort die nog niet gelezen wordt, \
                     dus wat erin staat is onbekend. Bekijk het zelf, of lever het in een leesbare vorm.",
            },
            context_words: &[],
            examples: Examples {
                matches: &[],
                passes: &["%PDF"],
            },
        },
        triggers: &[Trigger::Reader],
        context: ContextRule::Ignored,
        against: &[],
        rank: 0,
    },
    Detector {
        meta: DetectorMeta {
            id: NOT_RUN,
            name: Text {
                en: "Rule of your own that did not run",
                nl: "Eigen regel die niet is uitgevoerd",
            },
            category: Category::File,
            severity: Severity::Low,
            article: "GDPR art. 32(1)",
            help: Text {
                en: "A rule of your own could not be run, or found so much that it was stopped, so what it would \
                     have found further on is unknown. Try the rule out, and make it find less or write it anew.",
                nl: "Een eigen regel kon niet worden uitgevoerd, of vond zoveel dat hij is gestopt, dus wat hij \
                     verderop had gevonden is onbekend. Probeer de regel uit, en laat hem minder vinden of schrijf \
                     hem opnieuw.",
            },
            context_words: &[],
            examples: Examples {
                matches: &[],
                passes: &["[[rule]]"],
            },
        },
        triggers: &[Trigger::Reader],
        context: ContextRule::Ignored,
        against: &[],
        rank: 0,
    },
];
