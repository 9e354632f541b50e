//! Two scans beside each other: what is new, what was fixed, what is still there.
//!
//! Findings are paired by fingerprint, one with one: a value that stands in two files now and stood
//! in one before is still there once and new once. Where there is a choice, the same path goes with
//! the same path. Lines, occurrences and the order of files have no part in it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Finding, FindingId, Scan, ScanId};

/// What comparing with the scan before gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ComparisonCounts {
    /// The scan that it was compared with.
    pub with: ScanId,
    /// Findings that were not there before.
    pub new: u64,
    /// Findings that are still there.
    pub unchanged: u64,
    /// Findings that were there before and no longer are.
    pub fixed: u64,
    /// Whether both were scanned by the same version of the engine. If not, a finding may be new
    /// because the engine learnt it, or be gone because it unlearnt it.
    pub same_engine: bool,
    /// Whether both were scanned by the same rules and settings of the tenant.
    pub same_rules: bool,
    /// Whether all findings of both were compared. Of a scan that found more than are kept, those
    /// beyond are unknown; and of a website of which pages were left out, what is on those: it counts
    /// as not fixed, and may be new only because it was not seen before.
    pub complete: bool,
}

impl ComparisonCounts {
    /// What a comparison of two scans gave.
    #[must_use]
    pub fn of(comparison: &Comparison, earlier: &Scan, later: &Scan) -> Self {
        // Before there were any, the version is that of none.
        let rules = |scan: &Scan| scan.rules_version.unwrap_or(0);
        Self {
            with: earlier.id,
            new: comparison.new.len() as u64,
            unchanged: comparison.unchanged.len() as u64,
            fixed: comparison.fixed.len() as u64,
            same_engine: earlier.engine_version == later.engine_version,
            same_rules: rules(earlier) == rules(later),
            complete: comparison.is_whole
                && earlier.findings_dropped == 0
                && later.findings_dropped == 0,
        }
    }
}

/// A finding as far as comparing needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    fingerprint: [u8; 16],
    path: [u8; 8],
    /// The finding's id; the worst sort first.
    finding: [u8; 16],
}

const MARK_BYTES: usize = 40;

fn hash<const N: usize>(text: &str) -> [u8; N] {
    let digest = Sha256::digest(text.as_bytes());
    std::array::from_fn(|place| digest.get(place).copied().unwrap_or(0))
}

/// What of a scan's findings comparing needs: 40 bytes each, and of a scan that left out some of what it was to look
/// at, as many for each place that it did look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingIndex {
    marks: Vec<Mark>,
    /// Where a scan looked that left something out; none of one that looked everywhere.
    looked_at: Option<BTreeSet<[u8; 8]>>,
}

/// What stands in a mark for a place that was looked at, in place of a finding's id, which is never that.
const NO_FINDING: [u8; 16] = [0; 16];
/// The place that says that there are places, so that none at all is not taken for everywhere.
const NOWHERE: [u8; 8] = [0; 8];

impl FindingIndex {
    /// How many findings a part of it has; its bytes fit a record of the table.
    pub const PART_FINDINGS: usize = 8_000;
    /// How many places are kept that a scan looked at which left something out.
    pub const PLACES_MAX: usize = 2_000;

    /// Takes a finding in.
    pub fn add(&mut self, finding: &Finding) {
        self.marks.push(Mark {
            fingerprint: hash(&finding.fingerprint),
            path: hash(&finding.location.path),
            finding: *finding.id.uuid().as_bytes(),
        });
    }

    /// How many findings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Says that the scan left something out, and at which paths it looked. What others had is unknown.
    pub fn looked_only_at<'a>(&mut self, paths: impl IntoIterator<Item = &'a str>) {
        let places = paths.into_iter().take(Self::PLACES_MAX).map(hash);
        self.looked_at = Some(places.collect());
    }

    /// Whether the scan looked at all that it was to look at.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.looked_at.is_none()
    }

    /// Its bytes, in parts.
    pub fn parts(&self) -> impl Iterator<Item = Vec<u8>> {
        let places = self.looked_at.iter().flat_map(|places| {
            let nowhere = std::iter::once(NOWHERE);
            nowhere.chain(places.iter().copied())
        });
        let places = places.map(|path| Mark {
            fingerprint: NO_FINDING,
            path,
            finding: NO_FINDING,
        });
        let marks: Vec<Mark> = self.marks.iter().copied().chain(places).collect();
        let parts: Vec<Vec<u8>> = marks
            .chunks(Self::PART_FINDINGS)
            .map(|marks| {
                let bytes = marks.iter().flat_map(|mark| {
                    let rest = mark.path.into_iter().chain(mark.finding);
                    mark.fingerprint.into_iter().chain(rest)
                });
                bytes.collect()
            })
            .collect();
        parts.into_iter()
    }

    /// Adds a part that was made of another.
    pub fn add_part(&mut self, bytes: &[u8]) {
        for mark in bytes.chunks_exact(MARK_BYTES) {
            let byte = |place: usize| mark.get(place).copied().unwrap_or(0);
            let mark = Mark {
                fingerprint: std::array::from_fn(byte),
                path: std::array::from_fn(|place| byte(16 + place)),
                finding: std::array::from_fn(|place| byte(24 + place)),
            };
            if mark.finding != NO_FINDING {
                self.marks.push(mark);
                continue;
            }
            let places = self.looked_at.get_or_insert_default();
            if mark.path != NOWHERE {
                places.insert(mark.path);
            }
        }
    }

    /// The same with these findings alone.
    #[must_use]
    pub fn only(&self, findings: &[FindingId]) -> Self {
        let wanted: BTreeSet<_> = findings.iter().map(FindingId::uuid).collect();
        let marks = self.marks.iter().copied();
        Self {
            marks: marks
                .filter(|mark| wanted.contains(&Uuid::from_bytes(mark.finding)))
                .collect(),
            looked_at: self.looked_at.clone(),
        }
    }

    /// Whether the scan looked where the mark is.
    fn has_seen(&self, mark: &Mark) -> bool {
        self.looked_at
            .as_ref()
            .is_none_or(|places| places.contains(&mark.path))
    }

    fn by_fingerprint(&self) -> BTreeMap<[u8; 16], Vec<Mark>> {
        let mut groups: BTreeMap<[u8; 16], Vec<Mark>> = BTreeMap::new();
        for mark in &self.marks {
            groups.entry(mark.fingerprint).or_default().push(*mark);
        }
        for marks in groups.values_mut() {
            marks.sort_unstable();
        }
        groups
    }
}

/// The findings of two scans, paired. Each list has the worst first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Findings of the later scan alone.
    pub new: Vec<FindingId>,
    /// Findings of the earlier scan alone.
    pub fixed: Vec<FindingId>,
    /// Findings of the earlier scan where the later did not look: they may be there still.
    pub unseen: Vec<FindingId>,
    /// Those of both: the later scan's finding, and the earlier's.
    pub unchanged: Vec<(FindingId, FindingId)>,
    /// Whether both looked at all that they were to look at.
    pub is_whole: bool,
}

impl Comparison {
    /// Compares a scan with an earlier one.
    #[must_use]
    pub fn of(earlier: &FindingIndex, later: &FindingIndex) -> Self {
        let mut result = Self {
            new: Vec::new(),
            fixed: Vec::new(),
            unseen: Vec::new(),
            unchanged: Vec::new(),
            is_whole: earlier.is_whole() && later.is_whole(),
        };
        let mut earlier = earlier.by_fingerprint();
        let mut gone = Vec::new();
        for (fingerprint, now) in later.by_fingerprint() {
            let before = earlier.remove(&fingerprint).unwrap_or_default();
            gone.extend(result.pair(before, now));
        }
        gone.extend(earlier.into_values().flatten());
        for mark in gone {
            if later.has_seen(&mark) {
                result.fixed.push(id(&mark));
            } else {
                result.unseen.push(id(&mark));
            }
        }
        result.new.sort_unstable_by_key(FindingId::uuid);
        result.fixed.sort_unstable_by_key(FindingId::uuid);
        result.unseen.sort_unstable_by_key(FindingId::uuid);
        result.unchanged.sort_unstable_by_key(|(now, _)| now.uuid());
        result
    }

    /// Pairs the findings of one fingerprint, sorted by path: first those of the same path, then
    /// what is left. Answers those of before that are left over.
    fn pair(&mut self, before: Vec<Mark>, now: Vec<Mark>) -> impl Iterator<Item = Mark> + use<> {
        let mut before = before.into_iter().peekable();
        let (mut moved, mut gone) = (Vec::new(), Vec::new());
        for mark in now {
            while let Some(passed) = before.next_if(|it| it.path < mark.path) {
                gone.push(passed);
            }
            match before.next_if(|it| it.path == mark.path) {
                Some(same) => self.unchanged.push((id(&mark), id(&same))),
                None => moved.push(mark),
            }
        }
        gone.extend(before);
        let mut gone = gone.into_iter();
        for mark in moved {
            match gone.next() {
                Some(other) => self.unchanged.push((id(&mark), id(&other))),
                None => self.new.push(id(&mark)),
            }
        }
        gone
    }
}

fn id(mark: &Mark) -> FindingId {
    FindingId::from_uuid(Uuid::from_bytes(mark.finding))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Severity;
    use crate::testing::{finding, scan};

    /// A value at a path and a line.
    type Found = (u8, u8, u64);

    fn index(number: i64, found: &[Found]) -> FindingIndex {
        let at = jiff::Timestamp::from_second(1_790_000_000 + number).unwrap();
        let scan = scan(at);
        let mut index = FindingIndex::default();
        for (ordinal, (value, path, line)) in found.iter().enumerate() {
            let place = format!("{ordinal}:{value}:{path}:{line}");
            let mut finding = finding(&scan, Severity::High, &place);
            finding.fingerprint = format!("value {value}");
            finding.location.path = format!("file {path}");
            index.add(&finding);
        }
        index
    }

    fn counts(comparison: &Comparison) -> (usize, usize, usize) {
        let Comparison {
            new,
            fixed,
            unchanged,
            ..
        } = comparison;
        (new.len(), fixed.len(), unchanged.len())
    }

    #[test]
    fn findings_are_paired_by_what_was_found() {
        type Row = (
            &'static str,
            &'static [Found],
            &'static [Found],
            (usize, usize, usize),
        );
        let rows: [Row; 6] = [
            ("nothing and nothing", &[], &[], (0, 0, 0)),
            ("another value", &[(1, 1, 1)], &[(2, 1, 1)], (1, 1, 0)),
            ("another line", &[(1, 1, 1)], &[(1, 1, 9)], (0, 0, 1)),
            ("another file", &[(1, 1, 1)], &[(1, 2, 1)], (0, 0, 1)),
            (
                "one file more",
                &[(1, 1, 1)],
                &[(1, 1, 1), (1, 2, 1)],
                (1, 0, 1),
            ),
            (
                "one file less",
                &[(1, 1, 1), (1, 2, 1)],
                &[(1, 2, 1)],
                (0, 1, 1),
            ),
        ];
        for (row, before, now, expected) in rows {
            let comparison = Comparison::of(&index(1, before), &index(2, now));
            assert_eq!(counts(&comparison), expected, "{row}");
        }
    }

    #[test]
    fn the_new_one_is_the_one_in_the_new_file() {
        let before = index(1, &[(1, 5, 1)]);
        let now = index(2, &[(1, 9, 1), (1, 5, 3), (1, 1, 1)]);
        let comparison = Comparison::of(&before, &now);
        let kept = now
            .marks
            .iter()
            .find(|mark| mark.path == hash::<8>("file 5"));
        assert_eq!(comparison.unchanged[0].0, id(kept.unwrap()));
        assert_eq!(comparison.new.len(), 2);
    }

    #[test]
    fn what_was_not_looked_at_is_not_fixed() {
        type Row = (&'static str, &'static [&'static str], (usize, usize));
        let before = index(1, &[(1, 1, 1), (2, 2, 1), (3, 3, 1)]);
        let rows: [Row; 4] = [
            ("one page fell out", &["file 1", "file 2"], (1, 1)),
            ("all were seen", &["file 1", "file 2", "file 3"], (2, 0)),
            ("the page was seen elsewhere", &["file 1", "file 9"], (0, 2)),
            ("nothing was seen", &[], (0, 2)),
        ];
        for (row, places, wanted) in rows {
            let mut now = index(2, &[(1, 1, 1)]);
            now.looked_only_at(places.iter().copied());
            let mut read = FindingIndex::default();
            for part in now.parts() {
                read.add_part(&part);
            }
            assert_eq!(read, now, "{row}");
            let comparison = Comparison::of(&before, &read);
            let counted = (comparison.fixed.len(), comparison.unseen.len());
            assert_eq!(counted, wanted, "{row}");
            assert_eq!(counts(&comparison).2, 1, "{row}");
            assert!(!comparison.is_whole, "{row}");
        }
        assert!(Comparison::of(&before, &before).is_whole);
    }

    #[test]
    fn parts_join_to_the_whole() {
        let found: Vec<Found> = (0..20_000).map(|n| (0, 0, n)).collect();
        let whole = index(1, &found);
        let parts: Vec<_> = whole.parts().collect();
        assert_eq!(parts.len(), 3);
        assert!(parts.iter().all(|part| part.len() < 400_000));
        let mut joined = FindingIndex::default();
        for part in parts {
            joined.add_part(&part);
        }
        assert_eq!(joined, whole);
    }

    fn found() -> impl Strategy<Value = Vec<Found>> {
        prop::collection::vec((0_u8..6, 0_u8..4, 0_u64..3), 0..30)
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_counted_twice(before in found(), now in found()) {
            let (before, now) = (index(1, &before), index(2, &now));
            let (new, fixed, unchanged) = counts(&Comparison::of(&before, &now));
            prop_assert_eq!(new + unchanged, now.len());
            prop_assert_eq!(fixed + unchanged, before.len());
            let (back_new, back_fixed, same) = counts(&Comparison::of(&now, &before));
            prop_assert_eq!((back_new, back_fixed, same), (fixed, new, unchanged));
        }

        #[test]
        fn compared_with_itself_nothing_is_new(found in found()) {
            let index = index(1, &found);
            let comparison = Comparison::of(&index, &index);
            prop_assert_eq!(counts(&comparison), (0, 0, index.len()));
            prop_assert!(comparison.unchanged.iter().all(|(now, before)| now == before));
        }

        #[test]
        fn the_order_of_findings_never_matters(before in found(), now in found()) {
            let (before, now) = (index(1, &before), index(2, &now));
            let turned = |index: &FindingIndex| {
                let mut turned = index.clone();
                turned.marks.reverse();
                turned
            };
            let other = Comparison::of(&turned(&before), &turned(&now));
            prop_assert_eq!(Comparison::of(&before, &now), other);
        }
    }
}
