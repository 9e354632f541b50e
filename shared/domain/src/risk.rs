//! The risk score: of a scan, and of all that a tenant has scanned.
//!
//! `100 · (1 − Π(1 − w(severity) · confidence · volume))`, where the volume of the n-th value of a
//! severity is `1/n`: a hundred e-mail addresses are worse than one, but no hundred times. A finding
//! that stands for a column of values counts as each of them. The worst critical finding is a floor
//! under the score: whatever else is there, one certain BSN or working key is at least
//! [`CRITICAL_FLOOR`] times its confidence. Beside it stands the cell of the CNIL's 4 × 4 matrix, and
//! how many of the score's points came from where.
//!
//! The score doesn't depend on the order of the findings: within a severity, the surest counts as
//! the first. A further finding never lowers it. Findings that say what was not looked at don't
//! count: nothing is known of what is there, and a scan that looks at less is no riskier for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Severity;

/// The score of a single certain critical finding, before anything else is added.
pub const CRITICAL_FLOOR: f64 = 70.0;

/// How many factors a risk tells of; what lies beyond moves little.
pub const FACTORS_MAX: usize = 10;

/// How many values of a severity still move the score; beyond that 1/n is too small to see.
const RANK_MAX: u32 = 10_000;

/// The detectors whose findings say what was not looked at. A hostile file is not among them: it was looked at.
const TELLING_WHAT_WAS_LEFT_OUT: [&str; 3] =
    ["file-unreadable", "rule-not-run", "website-incomplete"];

/// `w(severity)`.
fn weight(severity: Severity) -> f64 {
    match severity {
        Severity::Critical => 0.60,
        Severity::High => 0.30,
        Severity::Medium => 0.10,
        Severity::Low => 0.02,
    }
}

/// How bad it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Risk {
    /// 0 (nothing found) to 100.
    #[schema(minimum = 0, maximum = 100)]
    pub score: u8,
    /// The cell of the CNIL's 4 × 4 matrix: severity, then likelihood, each 1 to 4.
    pub severity: u8,
    /// See `severity`.
    pub likelihood: u8,
    /// What the score is made of, the most first; at most ten detectors.
    #[serde(default)]
    #[schema(required = true)]
    pub factors: Vec<RiskFactor>,
    /// The floor that the worst critical finding puts under the score, where it holds the score up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<u8>,
    /// Values that don't count, because people decided earlier that they are no finding or may stay.
    #[serde(default)]
    #[schema(required = true)]
    pub left_out: u64,
}

impl Risk {
    /// That of nothing.
    #[must_use]
    pub fn none() -> Self {
        RiskAccumulator::new().score()
    }
}

/// What one detector's findings have to do with a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RiskFactor {
    /// The detector.
    pub detector: String,
    /// The worst that it found.
    pub severity: Severity,
    /// How sure the surest of these is, in percent.
    pub confidence_percent: u8,
    /// How many values it found.
    pub values: u64,
    /// How many of the score's points it brings. Those of all detectors add up to the score, but for
    /// rounding.
    pub points: u8,
}

/// A confidence from 0 to 1 in whole percent, which is how it is kept and counted.
#[must_use]
pub fn percent(confidence: f32) -> u8 {
    let confidence = if confidence.is_nan() { 0.0 } else { confidence };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number between 0 and 100"
    )]
    let percent = (confidence.clamp(0.0, 1.0) * 100.0).round() as u8;
    percent
}

fn fraction(percent: u8) -> f64 {
    f64::from(percent) / 100.0
}

fn whole(points: f64) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number between 0 and 100"
    )]
    let whole = points.clamp(0.0, 100.0).round() as u8;
    whole
}

/// How many values at each confidence, in percent.
///
/// Counting instead of multiplying on the way makes the score independent of the order.
type Share = BTreeMap<u8, u64>;

/// What one detector found, by severity.
type Shares = BTreeMap<Severity, Share>;

/// Adds up the risk of a scan finding by finding.
///
/// It is written as a short text, so that a scan that is resumed goes on from where it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub struct RiskAccumulator(BTreeMap<String, Shares>);

impl From<RiskAccumulator> for String {
    fn from(accumulator: RiskAccumulator) -> Self {
        if accumulator.0.is_empty() {
            return String::new();
        }
        serde_json::to_string(&accumulator.0).unwrap_or_default()
    }
}

impl From<String> for RiskAccumulator {
    /// What is no accumulator is an empty one: the score is then that of what comes.
    fn from(text: String) -> Self {
        Self(serde_json::from_str(&text).unwrap_or_default())
    }
}

impl RiskAccumulator {
    /// Nothing found yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a finding into account that stands for so many values, unless it says what was not looked at.
    pub fn add(&mut self, detector: &str, severity: Severity, confidence_percent: u8, values: u64) {
        if TELLING_WHAT_WAS_LEFT_OUT.contains(&detector) {
            return;
        }
        if !self.0.contains_key(detector) {
            self.0.insert(detector.to_owned(), Shares::new());
        }
        if let Some(shares) = self.0.get_mut(detector) {
            let share = shares.entry(severity).or_default();
            let count = share.entry(confidence_percent.min(100)).or_default();
            *count = count.saturating_add(values);
        }
    }

    /// Takes everything into account that the other did.
    pub fn merge(&mut self, other: &Self) {
        for (detector, severity, percent, values) in other.counts() {
            self.add(detector, severity, percent, values);
        }
    }

    /// What is left when what the other took into account is not.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut rest = Self::new();
        for (detector, severity, percent, values) in self.counts() {
            let shares = other.0.get(detector).and_then(|it| it.get(&severity));
            let gone = shares.and_then(|share| share.get(&percent)).copied();
            let values = values.saturating_sub(gone.unwrap_or(0));
            if values > 0 {
                rest.add(detector, severity, percent, values);
            }
        }
        rest
    }

    /// How many values were taken into account.
    #[must_use]
    pub fn values(&self) -> u64 {
        let counts = self.counts().map(|(_, _, _, values)| values);
        counts.fold(0, u64::saturating_add)
    }

    fn counts(&self) -> impl Iterator<Item = (&str, Severity, u8, u64)> {
        self.0.iter().flat_map(|(detector, shares)| {
            shares.iter().flat_map(move |(severity, share)| {
                let counts = share.iter();
                counts.map(move |(percent, values)| (&**detector, *severity, *percent, *values))
            })
        })
    }

    /// The score, the cell, and what they are made of.
    #[must_use]
    pub fn score(&self) -> Risk {
        let scored = Scored::of(self.counts());
        let mut factors: Vec<_> = scored
            .points
            .iter()
            .filter_map(|(detector, points)| {
                let (severity, share) = self.0.get(*detector)?.iter().next_back()?;
                let values = self.0.get(*detector)?.values().flat_map(BTreeMap::values);
                Some(RiskFactor {
                    detector: (*detector).to_owned(),
                    severity: *severity,
                    confidence_percent: share.keys().next_back().copied().unwrap_or(0),
                    values: values.fold(0, |sum: u64, values| sum.saturating_add(*values)),
                    points: whole(*points),
                })
            })
            .collect();
        // By name where they bring the same, as they come from a sorted map.
        factors.sort_by_key(|factor| {
            std::cmp::Reverse((factor.points, factor.severity, factor.values))
        });
        factors.truncate(FACTORS_MAX);
        Risk {
            score: scored.score,
            severity: scored.severity,
            likelihood: scored.likelihood,
            factors,
            floor: scored.floor,
            left_out: 0,
        }
    }
}

/// How many of the points of a score that is made of several parts each part brings.
#[must_use]
pub(crate) fn points_by_part<'a>(
    parts: impl Iterator<Item = (usize, &'a RiskAccumulator)>,
) -> BTreeMap<usize, u8> {
    let counts = parts.flat_map(|(part, accumulator)| {
        let counts = accumulator.counts();
        counts.map(move |(_, severity, percent, values)| (part, severity, percent, values))
    });
    let points = Scored::of(counts).points;
    points
        .into_iter()
        .map(|(part, points)| (part, whole(points)))
        .collect()
}

/// A score, and the points that each part brings to it.
struct Scored<K> {
    score: u8,
    severity: u8,
    likelihood: u8,
    floor: Option<u8>,
    points: BTreeMap<K, f64>,
}

impl<K: Copy + Ord> Scored<K> {
    /// Scores values, each of them of a part.
    fn of(counts: impl Iterator<Item = (K, Severity, u8, u64)>) -> Self {
        let mut groups: BTreeMap<(Severity, u8), BTreeMap<K, u64>> = BTreeMap::new();
        for (part, severity, percent, values) in counts {
            let group = groups.entry((severity, percent)).or_default();
            let count = group.entry(part).or_default();
            *count = count.saturating_add(values);
        }
        // −ln of the product: it adds up, so that each part has its share of it.
        let mut total = 0.0;
        let mut shares: BTreeMap<K, f64> = BTreeMap::new();
        let mut ranks: BTreeMap<Severity, u32> = BTreeMap::new();
        // The surest of a severity come first and have the greatest volume.
        for ((severity, percent), parts) in groups.iter().rev() {
            let rank = ranks.entry(*severity).or_default();
            let values = parts
                .values()
                .fold(0, |sum: u64, it| sum.saturating_add(*it));
            let mut group = 0.0;
            for _ in 0..values {
                if *rank == RANK_MAX {
                    break;
                }
                *rank += 1;
                group -= (-weight(*severity) * fraction(*percent) / f64::from(*rank)).ln_1p();
            }
            total += group;
            for (part, of_part) in parts {
                #[expect(clippy::cast_precision_loss, reason = "a share, which is rounded")]
                let share = group * (*of_part as f64 / values as f64);
                *shares.entry(*part).or_default() += share;
            }
        }
        let sum = 100.0 * -(-total).exp_m1();
        let critical = groups.keys().next_back().copied();
        let floor = match critical {
            Some((Severity::Critical, percent)) => CRITICAL_FLOOR * fraction(percent),
            _ => 0.0,
        };
        let score = sum.max(floor);
        let per_share = if total > 0.0 { score / total } else { 0.0 };
        let (severity, likelihood) = cell(&groups);
        Self {
            score: whole(score),
            severity,
            likelihood,
            floor: (floor > sum).then(|| whole(floor)),
            points: shares
                .into_iter()
                .map(|(part, share)| (part, share * per_share))
                .collect(),
        }
    }
}

/// The cell of the CNIL's matrix: how bad the worst is, and how likely it is that it is real and is
/// met. The latter follows from the highest confidence of the worst severity, and is one more where
/// there are ten or more of it.
fn cell<K>(groups: &BTreeMap<(Severity, u8), BTreeMap<K, u64>>) -> (u8, u8) {
    let Some(((worst, highest), _)) = groups.last_key_value() else {
        return (1, 1);
    };
    let severity = match worst {
        Severity::Critical => 4,
        Severity::High => 3,
        Severity::Medium => 2,
        Severity::Low => 1,
    };
    let sure = match highest {
        80.. => 3,
        50.. => 2,
        _ => 1,
    };
    let of_worst = groups.range((*worst, 0)..=(*worst, 100));
    let values = of_worst.flat_map(|(_, parts)| parts.values());
    let values = values.fold(0, |sum: u64, it| sum.saturating_add(*it));
    (severity, sure + u8::from(values >= 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Found = (&'static str, Severity, u8, u64);

    fn accumulated(findings: &[Found]) -> RiskAccumulator {
        let mut accumulator = RiskAccumulator::new();
        for (detector, severity, percent, values) in findings {
            accumulator.add(detector, *severity, *percent, *values);
        }
        accumulator
    }

    fn score(findings: &[Found]) -> Risk {
        accumulated(findings).score()
    }

    fn finding() -> impl Strategy<Value = Found> {
        (
            prop::sample::select(vec!["bsn", "email", "iban", "key"]),
            prop::sample::select(Severity::ALL.to_vec()),
            0_u8..=100,
            1_u64..40,
        )
    }

    #[test]
    fn what_was_not_looked_at_does_not_count() {
        let mut accumulator = RiskAccumulator::new();
        for detector in TELLING_WHAT_WAS_LEFT_OUT {
            accumulator.add(detector, Severity::Low, 100, 500);
        }
        assert_eq!(accumulator.score().score, 0);
        assert_eq!(accumulator.values(), 0);
        accumulator.add("file-hostile", Severity::High, 100, 1);
        assert!(accumulator.score().score > 0);
    }

    #[test]
    fn nothing_is_no_risk() {
        let risk = score(&[]);
        assert_eq!((risk.score, risk.severity, risk.likelihood), (0, 1, 1));
        assert_eq!((risk.factors, risk.floor), (Vec::new(), None));
    }

    #[test]
    fn scores_rise_with_severity_and_number() {
        type Row = (&'static [(Severity, u64)], u8, (u8, u8));
        let rows: [Row; 8] = [
            (&[(Severity::Low, 1)], 2, (1, 3)),
            (&[(Severity::Medium, 1)], 10, (2, 3)),
            (&[(Severity::High, 1)], 30, (3, 3)),
            (&[(Severity::Critical, 1)], 70, (4, 3)),
            (&[(Severity::Medium, 10)], 26, (2, 4)),
            (&[(Severity::Medium, 10_000)], 63, (2, 4)),
            (&[(Severity::Critical, 2)], 72, (4, 3)),
            (
                &[(Severity::Critical, 10), (Severity::High, 10)],
                96,
                (4, 4),
            ),
        ];
        for (findings, expected, cell) in rows {
            let one_by_one: Vec<Found> = findings
                .iter()
                .flat_map(|(severity, count)| (0..*count).map(move |_| ("a", *severity, 100, 1)))
                .collect();
            let at_once: Vec<Found> = findings
                .iter()
                .map(|(severity, count)| ("a", *severity, 100, *count))
                .collect();
            for risk in [score(&one_by_one), score(&at_once)] {
                assert_eq!(
                    (risk.score, (risk.severity, risk.likelihood)),
                    (expected, cell),
                    "{findings:?}"
                );
            }
        }
    }

    #[test]
    fn the_explanation_tells_what_brought_the_points() {
        let risk = score(&[
            ("email", Severity::Medium, 90, 40),
            ("bsn", Severity::Critical, 100, 1),
        ]);
        let told: Vec<_> = risk
            .factors
            .iter()
            .map(|it| (&*it.detector, it.severity, it.confidence_percent, it.values))
            .collect();
        assert_eq!(
            told,
            [
                ("bsn", Severity::Critical, 100, 1),
                ("email", Severity::Medium, 90, 40)
            ]
        );
        // 60 of the BSN alone, and what forty addresses add: the sum is above the floor of 70.
        assert_eq!((risk.score, risk.floor), (73, None));
        assert_eq!(
            score(&[("bsn", Severity::Critical, 100, 1)]).floor,
            Some(70)
        );
    }

    #[test]
    fn it_is_written_and_read_back() {
        let accumulator = accumulated(&[("bsn", Severity::Critical, 90, 2)]);
        let written = String::from(accumulator.clone());
        assert_eq!(written, r#"{"bsn":{"critical":{"90":2}}}"#);
        assert_eq!(RiskAccumulator::from(written), accumulator);
        assert_eq!(String::from(RiskAccumulator::new()), "");
    }

    proptest! {
        #[test]
        fn order_never_matters(mut findings in prop::collection::vec(finding(), 0..40)) {
            let forward = score(&findings);
            findings.reverse();
            prop_assert_eq!(score(&findings), forward);
        }

        #[test]
        fn a_further_finding_never_lowers_it(
            mut findings in prop::collection::vec(finding(), 0..40),
            further in finding(),
        ) {
            let before = score(&findings).score;
            findings.push(further);
            prop_assert!(score(&findings).score >= before);
        }

        #[test]
        fn points_add_up_to_the_score(findings in prop::collection::vec(finding(), 1..40)) {
            let risk = score(&findings);
            let sum: u32 = risk.factors.iter().map(|it| u32::from(it.points)).sum();
            // Each is rounded by half a point at most.
            let off = sum.abs_diff(u32::from(risk.score)) as usize;
            prop_assert!(off <= risk.factors.len(), "{:?}", risk);
        }

        #[test]
        fn what_is_merged_and_taken_out_again_leaves_no_trace(
            one in prop::collection::vec(finding(), 0..20),
            other in prop::collection::vec(finding(), 0..20),
        ) {
            let (one, other) = (accumulated(&one), accumulated(&other));
            let mut both = one.clone();
            both.merge(&other);
            prop_assert_eq!(both.values(), one.values() + other.values());
            prop_assert_eq!(both.without(&other), one);
        }
    }
}
