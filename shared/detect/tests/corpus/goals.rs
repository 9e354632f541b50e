//! What each detector is held to, once it exists.

use detect::Engine;

use crate::score::{Count, Score};

/// The least that a detector must reach.
#[derive(Clone, Copy)]
enum Goal {
    F1(f64),
    Recall(f64),
    PrecisionAndRecall(f64),
}

impl Goal {
    /// The figure that counts, and what it should be.
    fn reached(self, count: Count) -> Option<(f64, f64)> {
        match self {
            Self::F1(goal) => Some((count.f1()?, goal)),
            Self::Recall(goal) => Some((count.recall()?, goal)),
            Self::PrecisionAndRecall(goal) => Some((count.precision()?.min(count.recall()?), goal)),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::F1(_) => "F1",
            Self::Recall(_) => "recall",
            Self::PrecisionAndRecall(_) => "precision and recall",
        }
    }
}

const DUTCH: &[&str] = &["Dutch"];
const SPANS: &[&str] = &["spans"];

/// Detector, sets (all where none is named), goal. Names of persons and the special categories are
/// reported without one.
const GOALS: &[(&str, &[&str], Goal)] = &[
    ("nl-bsn", &[], Goal::F1(0.97)),
    ("nl-onderwijsnummer", &[], Goal::F1(0.97)),
    ("nl-rsin", &[], Goal::F1(0.97)),
    ("nl-passport", &[], Goal::F1(0.97)),
    ("nl-driving-licence", &[], Goal::F1(0.97)),
    ("nl-v-number", &[], Goal::F1(0.97)),
    ("mrz", &[], Goal::F1(0.97)),
    ("nl-vat", &[], Goal::F1(0.97)),
    ("eu-vat", &[], Goal::F1(0.97)),
    ("nl-kvk", &[], Goal::F1(0.97)),
    ("nl-vestigingsnummer", &[], Goal::F1(0.97)),
    ("eori", &[], Goal::F1(0.97)),
    ("bic", &[], Goal::F1(0.97)),
    ("lei", &[], Goal::F1(0.97)),
    ("iban", &[], Goal::F1(0.97)),
    ("payment-card", &[], Goal::F1(0.97)),
    ("payment-card", &[], Goal::Recall(0.98)),
    ("bitcoin-address", &[], Goal::F1(0.97)),
    ("ethereum-address", &[], Goal::F1(0.97)),
    ("email", &[], Goal::F1(0.97)),
    ("email", DUTCH, Goal::Recall(0.95)),
    ("nl-phone", &[], Goal::PrecisionAndRecall(0.90)),
    ("nl-phone", DUTCH, Goal::Recall(0.95)),
    ("nl-phone", SPANS, Goal::PrecisionAndRecall(0.95)),
    ("phone", SPANS, Goal::PrecisionAndRecall(0.95)),
    ("email", SPANS, Goal::PrecisionAndRecall(0.95)),
    ("date", SPANS, Goal::PrecisionAndRecall(0.95)),
    ("web-address", SPANS, Goal::PrecisionAndRecall(0.95)),
    ("date-of-birth", SPANS, Goal::PrecisionAndRecall(0.95)),
    ("phone", &[], Goal::PrecisionAndRecall(0.90)),
    ("date-of-birth", &[], Goal::PrecisionAndRecall(0.90)),
    ("date-of-birth", DUTCH, Goal::Recall(0.95)),
    ("nl-address", &[], Goal::PrecisionAndRecall(0.90)),
    ("nl-street-address", &[], Goal::PrecisionAndRecall(0.80)),
    ("nl-licence-plate", &[], Goal::F1(0.90)),
    ("ip-address", &[], Goal::F1(0.95)),
    ("mac-address", &[], Goal::F1(0.95)),
    ("imei", &[], Goal::F1(0.95)),
    ("gps-coordinates", &[], Goal::F1(0.90)),
    ("be-national-number", &[], Goal::F1(0.97)),
    ("de-tax-id", &[], Goal::F1(0.97)),
    ("fr-nir", &[], Goal::F1(0.97)),
    ("es-dni", &[], Goal::F1(0.97)),
    ("es-nie", &[], Goal::F1(0.97)),
    ("it-codice-fiscale", &[], Goal::F1(0.97)),
    ("pl-pesel", &[], Goal::F1(0.97)),
    ("se-personnummer", &[], Goal::F1(0.97)),
    ("fi-hetu", &[], Goal::F1(0.97)),
    ("dk-cpr", &[], Goal::F1(0.97)),
    ("uk-nino", &[], Goal::F1(0.97)),
    ("us-ssn", &[], Goal::F1(0.97)),
    ("us-routing-number", &[], Goal::F1(0.97)),
    ("us-bank-account", &[], Goal::F1(0.97)),
    ("passport", &[], Goal::F1(0.97)),
    ("driving-licence", &[], Goal::F1(0.97)),
    ("us-npi", &[], Goal::F1(0.97)),
    ("us-mbi", &[], Goal::F1(0.97)),
    ("us-dea", &[], Goal::F1(0.97)),
];

const SECRETS: Goal = Goal::PrecisionAndRecall(0.95);

/// What is known to fall short, and the figure below which it must not sink. An entry goes when
/// its goal is reached.
const KNOWN: &[(&str, &str, f64)] = &[];

/// Who misses a goal.
#[derive(Default)]
pub(crate) struct Shortfalls {
    /// Known, and no worse than it was.
    pub(crate) known: Vec<String>,
    pub(crate) new: Vec<String>,
}

pub(crate) fn shortfalls(score: &Score) -> Shortfalls {
    let mut short = Shortfalls::default();
    let detectors = GOALS
        .iter()
        .filter(|(id, ..)| Engine::standard().detector(id).is_some())
        .map(|(id, sets, goal)| (*id, *sets, *goal, score.of(id, sets)));
    let secrets = [
        ("all secrets", &[][..], SECRETS, score.secrets(&[])),
        (
            "all secrets",
            &["repository"][..],
            SECRETS,
            score.secrets(&["repository"]),
        ),
    ];
    for (id, sets, goal, count) in detectors.chain(secrets) {
        let Some((is, should)) = goal.reached(count) else {
            continue;
        };
        if is >= should {
            continue;
        }
        let name = goal.name();
        let place = sets
            .first()
            .map_or(String::new(), |set| format!(" in {set}"));
        let line = format!("{id}: {name}{place} is {is:.3}, the goal is {should}");
        let floor = KNOWN
            .iter()
            .find(|(known, figure, _)| *known == id && *figure == format!("{name}{place}"));
        match floor {
            Some((.., floor)) if is >= *floor => short.known.push(format!("known: {line}")),
            Some(_) | None => short.new.push(line),
        }
    }
    short
}
