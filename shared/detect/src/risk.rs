//! The risk score of a scan.
//!
//! `100 · (1 − Π(1 − w(severity) · confidence · volume))`, where the volume of the n-th finding of
//! a severity is `1/n`: a hundred e-mail addresses are worse than one, but no hundred times. The
//! worst critical finding is a floor under the score: whatever else is there, one certain BSN or
//! working key is at least [`CRITICAL_FLOOR`] times its confidence. Beside it stands the cell of
//! the CNIL's 4 × 4 matrix.
//!
//! The score doesn't depend on the order of the findings: within a severity, the surest counts as
//! the first. A further finding never lowers it.

use std::collections::BTreeMap;

use domain::{Risk, Severity};
use serde::{Deserialize, Serialize};

/// The score of a single certain critical finding, before anything else is added.
pub const CRITICAL_FLOOR: f64 = 70.0;

/// How many findings of a severity still move the score; beyond that 1/n is too small to see.
const RANK_MAX: u32 = 10_000;

/// `w(severity)`.
fn weight(severity: Severity) -> f64 {
    match severity {
        Severity::Critical => 0.60,
        Severity::High => 0.30,
        Severity::Medium => 0.10,
        Severity::Low => 0.02,
    }
}

/// What was found of one severity: how many findings at each confidence, in percent.
///
/// Counting instead of multiplying on the way makes the score independent of the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
struct Share(BTreeMap<u8, u64>);

impl Share {
    fn add(&mut self, percent: u8) {
        *self.0.entry(percent).or_default() += 1;
    }

    fn count(&self) -> u64 {
        self.0.values().sum()
    }

    /// The highest confidence, from 0 to 1.
    fn highest(&self) -> f64 {
        self.0
            .keys()
            .next_back()
            .map_or(0.0, |percent| fraction(*percent))
    }

    /// `Π(1 − w · confidence · volume)`, the surest findings with the greatest volume.
    fn safe(&self, weight: f64) -> f64 {
        let mut product = 1.0;
        let mut rank = 0_u32;
        for (percent, count) in self.0.iter().rev() {
            for _ in 0..*count {
                rank += 1;
                if rank > RANK_MAX {
                    return product;
                }
                product *= 1.0 - weight * fraction(*percent) / f64::from(rank);
            }
        }
        product
    }
}

fn fraction(percent: u8) -> f64 {
    f64::from(percent) / 100.0
}

/// Adds up the risk of a scan finding by finding.
///
/// It serialises to a few numbers, so that a scan that is resumed goes on from where it was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RiskAccumulator {
    critical: Share,
    high: Share,
    medium: Share,
    low: Share,
}

impl RiskAccumulator {
    /// Nothing found yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes one finding into account. A confidence outside 0..=1 is cut to it.
    pub fn add(&mut self, severity: Severity, confidence: f32) {
        let confidence = if confidence.is_nan() { 0.0 } else { confidence };
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number between 0 and 100"
        )]
        let percent = (confidence.clamp(0.0, 1.0) * 100.0).round() as u8;
        let share = match severity {
            Severity::Critical => &mut self.critical,
            Severity::High => &mut self.high,
            Severity::Medium => &mut self.medium,
            Severity::Low => &mut self.low,
        };
        share.add(percent);
    }

    fn share(&self, severity: Severity) -> &Share {
        match severity {
            Severity::Critical => &self.critical,
            Severity::High => &self.high,
            Severity::Medium => &self.medium,
            Severity::Low => &self.low,
        }
    }

    /// The worst severity of which anything was found.
    fn worst(&self) -> Option<Severity> {
        Severity::ALL
            .into_iter()
            .find(|severity| self.share(*severity).count() > 0)
    }

    /// The score and the cell of what was added so far.
    #[must_use]
    pub fn score(&self) -> Risk {
        let safe: f64 = Severity::ALL
            .into_iter()
            .map(|severity| self.share(severity).safe(weight(severity)))
            .product();
        let floor = CRITICAL_FLOOR * self.critical.highest();
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number between 0 and 100"
        )]
        let score = (100.0 * (1.0 - safe)).max(floor).clamp(0.0, 100.0).round() as u8;
        Risk {
            score,
            severity: self.severity_level(),
            likelihood: self.likelihood_level(),
        }
    }

    /// The worst severity that was found, 1 (negligible) to 4 (maximum), as the CNIL counts.
    fn severity_level(&self) -> u8 {
        match self.worst() {
            Some(Severity::Critical) => 4,
            Some(Severity::High) => 3,
            Some(Severity::Medium) => 2,
            Some(Severity::Low) | None => 1,
        }
    }

    /// How likely it is that the worst is real and is met, 1 to 4: from the highest confidence
    /// of the worst severity, one more where there are ten or more of it.
    fn likelihood_level(&self) -> u8 {
        let Some(worst) = self.worst().map(|severity| self.share(severity)) else {
            return 1;
        };
        let sure = match worst.highest() {
            0.8.. => 3,
            0.5.. => 2,
            _ => 1,
        };
        sure + u8::from(worst.count() >= 10)
    }
}

/// The risk of these findings.
#[must_use]
pub fn score(findings: impl Iterator<Item = (Severity, f32)>) -> Risk {
    let mut accumulator = RiskAccumulator::new();
    for (severity, confidence) in findings {
        accumulator.add(severity, confidence);
    }
    accumulator.score()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finding() -> impl Strategy<Value = (Severity, f32)> {
        (prop::sample::select(Severity::ALL.to_vec()), 0.0_f32..=1.0)
    }

    #[test]
    fn nothing_is_no_risk() {
        let risk = score(std::iter::empty());
        assert_eq!((risk.score, risk.severity, risk.likelihood), (0, 1, 1));
    }

    #[test]
    fn scores_rise_with_severity_and_number() {
        type Row = (&'static [(Severity, u32)], u8, (u8, u8));
        let rows: [Row; 7] = [
            (&[(Severity::Low, 1)], 2, (1, 3)),
            (&[(Severity::Medium, 1)], 10, (2, 3)),
            (&[(Severity::High, 1)], 30, (3, 3)),
            (&[(Severity::Critical, 1)], 70, (4, 3)),
            (&[(Severity::Medium, 10)], 26, (2, 4)),
            (&[(Severity::Critical, 2)], 72, (4, 3)),
            (
                &[(Severity::Critical, 10), (Severity::High, 10)],
                96,
                (4, 4),
            ),
        ];
        for (findings, expected, cell) in rows {
            let risk = score(
                findings
                    .iter()
                    .flat_map(|(severity, count)| (0..*count).map(move |_| (*severity, 1.0))),
            );
            assert_eq!(
                (risk.score, (risk.severity, risk.likelihood)),
                (expected, cell),
                "{findings:?}"
            );
        }
    }

    #[test]
    fn a_resumed_scan_goes_on_from_where_it_was() {
        let mut first = RiskAccumulator::new();
        first.add(Severity::High, 0.9);
        let stored = serde_json::to_string(&first).unwrap();
        let mut second: RiskAccumulator = serde_json::from_str(&stored).unwrap();
        second.add(Severity::Critical, 0.5);
        let whole = score([(Severity::High, 0.9), (Severity::Critical, 0.5)].into_iter());
        assert_eq!(second.score(), whole);
    }

    proptest! {
        #[test]
        fn order_never_matters(mut findings in prop::collection::vec(finding(), 0..40)) {
            let forward = score(findings.iter().copied());
            findings.reverse();
            prop_assert_eq!(score(findings.into_iter()), forward);
        }

        #[test]
        fn a_further_finding_never_lowers_it(findings in prop::collection::vec(finding(), 0..40), further in finding()) {
            let before = score(findings.iter().copied()).score;
            let after = score(findings.into_iter().chain([further])).score;
            prop_assert!(after >= before);
        }
    }
}
