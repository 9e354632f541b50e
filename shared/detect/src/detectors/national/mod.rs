//! National personal numbers of other countries than the Netherlands: one file a country, and
//! what they share.
//!
//! Every number is read in the spellings of its country, without separators and with them, and
//! then asked for its checksum and its date of birth. What less than one random number in a
//! hundred passes is told without a word near it, but low; what more pass needs a word.
//! The detectors have one rank, so that where a number fits two countries the surer one stays:
//! that with the country's own word near it.

mod check;
mod read;
#[macro_use]
mod words;

/// A declaration. What people should do is the same for all.
macro_rules! national {
    (
        $id:literal, $en:literal, $nl:literal, $article:literal,
        $help_en:literal, $help_nl:literal,
        words: [$($words:tt)*],
        matches: [$($match:literal),* $(,)?],
        passes: [$($pass:literal),* $(,)?],
        triggers: $triggers:expr,
        rank: $rank:expr $(,)?
    ) => {
        crate::detector::Detector {
            meta: crate::detector::DetectorMeta {
                id: $id,
                name: crate::detector::Text { en: $en, nl: $nl },
                category: domain::Category::PersonalData,
                severity: domain::Severity::High,
                article: $article,
                help: crate::detector::Text {
                    en: concat!(
                        $help_en,
                        " Without a word near it that says so, the finding stays low. Each country sets its own \
                         conditions for such a number (GDPR art. 87): keep it only where a law asks for it."
                    ),
                    nl: concat!(
                        $help_nl,
                        " Zonder een woord in de buurt dat dat zegt, blijft de ernst laag. Elk land stelt eigen \
                         voorwaarden aan zo’n nummer (AVG art. 87): bewaar het alleen waar een wet erom vraagt."
                    ),
                },
                context_words: words![$($words)*],
                examples: crate::detector::Examples {
                    matches: &[$($match),*],
                    passes: &[$($pass),*],
                },
            },
            triggers: $triggers,
            context: crate::detector::ContextRule::Caps(0.5, domain::Severity::Low),
            against: super::words::AGAINST,
            rank: $rank,
        }
    };
}

mod alpine;
mod balkan;
mod baltic;
mod belgium;
mod czechia;
mod france;
mod germany;
mod greece;
mod hungary;
mod ireland;
mod italy;
mod nordic;
mod owners;
mod poland;
mod portugal;
mod spain;
#[cfg(test)]
mod tests;
mod turkey;
mod united_kingdom;
mod united_states;

use crate::detector::Detector;

/// Above a date, which the beginning of such a number may be.
const RANK: u8 = super::rank::STRUCTURED + 2;
/// Numbers of nine digits and no date: those of the Netherlands must have a chance.
const RANK_NINE: u8 = super::rank::NUMBER;

pub(super) const DETECTORS: &[Detector] = &[
    belgium::NATIONAL_NUMBER,
    germany::TAX_ID,
    germany::SOCIAL_INSURANCE,
    germany::HEALTH_INSURANCE,
    france::NIR,
    spain::DNI,
    spain::NIE,
    italy::CODICE_FISCALE,
    poland::PESEL,
    nordic::SWEDEN,
    nordic::FINLAND,
    nordic::DENMARK,
    nordic::NORWAY,
    nordic::ICELAND,
    united_kingdom::NINO,
    united_kingdom::NHS,
    united_states::SSN,
    united_states::ITIN,
    portugal::NIF,
    portugal::CITIZEN_CARD,
    alpine::AUSTRIA,
    alpine::SWITZERLAND,
    alpine::LUXEMBOURG,
    ireland::PPS,
    hungary::TAJ,
    hungary::TAX_ID,
    greece::AMKA,
    turkey::TCKN,
    czechia::RODNE_CISLO,
    balkan::ROMANIA,
    balkan::BULGARIA,
    balkan::CROATIA,
    balkan::SLOVENIA,
    baltic::ESTONIA,
    baltic::LITHUANIA,
    baltic::LATVIA,
];
