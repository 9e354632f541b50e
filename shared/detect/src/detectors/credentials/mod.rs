//! Keys and tokens of providers, each by its documented shape.
//!
//! A provider is one entry of its family: id, names, severity, shapes, examples. A key that begins
//! with a mark of its own is a [`Shape`](super::token::Shape); one that is only so many characters
//! is [`Named`](super::named::Named) and needs the provider's name before it. What needs more
//! than data is in [`coded`].
//!
//! The examples are cut in two by `concat!`, so that no other scanner takes this folder for a
//! leak. They are made up; none was ever issued.

/// A detector for a provider's keys. What people read is the same for all, apart from the name.
macro_rules! credential {
    (
        $id:literal, $en:literal, $nl:literal, $severity:ident, $shape_en:literal, $shape_nl:literal,
        $triggers:expr, [$($match:expr),* $(,)?], [$($pass:expr),* $(,)?] $(,)?
    ) => {
        $crate::detector::Detector {
            meta: $crate::detector::DetectorMeta {
                id: $id,
                name: $crate::detector::Text { en: $en, nl: $nl },
                category: domain::Category::Secret,
                severity: domain::Severity::$severity,
                article: "GDPR art. 32(1)",
                help: $crate::detector::Text {
                    en: concat!(
                        "Shape: ", $shape_en, ". Whoever reads it acts in your name. Revoke it at the provider, issue a \
                         new one, and keep that in a secret store: removing it from the file doesn't take back what was \
                         read."
                    ),
                    nl: concat!(
                        "Vorm: ", $shape_nl, ". Wie hem leest, handelt in uw naam. Trek hem in bij de aanbieder, maak \
                         een nieuwe, en bewaar die in een kluis voor geheimen: uit het bestand halen neemt niet terug \
                         wat al gelezen is."
                    ),
                },
                context_words: &[],
                examples: $crate::detector::Examples { matches: &[$($match),*], passes: &[$($pass),*] },
            },
            triggers: $triggers,
            context: $crate::detector::ContextRule::Ignored,
            against: &[],
            rank: $crate::detectors::rank::TOKEN,
        }
    };
}

mod ai;
mod ci;
mod cloud;
mod coded;
mod commerce;
mod databases;
mod hosting;
mod identity;
mod messaging;
mod monitoring;
mod payments;
mod source;
#[cfg(test)]
mod tests;
mod work;

use crate::detector::Detector;

/// The families with their names, in the order of the documentation.
pub(crate) const FAMILIES: &[(&str, &[Detector])] = &[
    (
        "Keys and tokens with a checksum or an inner structure",
        coded::DETECTORS,
    ),
    ("Clouds", cloud::DETECTORS),
    ("Hosting, domains and networks", hosting::DETECTORS),
    ("Source code and packages", source::DETECTORS),
    ("Building and deploying", ci::DETECTORS),
    ("Payments and money", payments::DETECTORS),
    ("Mail, chat and telephony", messaging::DETECTORS),
    ("Artificial intelligence", ai::DETECTORS),
    ("Monitoring and analytics", monitoring::DETECTORS),
    ("Databases and data", databases::DETECTORS),
    ("Shops, customers, maps and content", commerce::DETECTORS),
    ("Identity and social networks", identity::DETECTORS),
    ("Work and documents", work::DETECTORS),
];
