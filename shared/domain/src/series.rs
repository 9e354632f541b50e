//! Series: the scans of one thing, and what the last of each say of the tenant.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::risk::points_by_part;
use crate::{FACTORS_MAX, Risk, RiskAccumulator, Scan, ScanId, SeriesId};

/// How many of a series' scans it knows, the newest: so often in a row can the newest be deleted
/// and leave one behind that speaks for the series.
pub const SERIES_SCANS_MAX: usize = 20;

/// How much a tenant's book may hold, in bytes as text; a record of the table holds 400 KB. That is
/// about a thousand series. Beyond it, those that were scanned longest ago no longer count.
const BOOK_BYTES_MAX: usize = 300_000;
/// What an entry takes besides its texts.
const ENTRY_BYTES: usize = 160;

/// How many characters of a name stand where it is only to be recognised.
const SHORT_NAME_CHARS: usize = 60;

/// How many series a day tells of.
const MOVES_MAX: usize = 5;

/// The completed scans of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Its id.
    pub id: SeriesId,
    /// Its completed scans, the newest first: by when they were accepted, because that is when their
    /// content was what it was. At most [`SERIES_SCANS_MAX`].
    pub scans: Vec<ScanId>,
}

impl Series {
    /// One without scans.
    #[must_use]
    pub fn new(id: SeriesId) -> Self {
        Self {
            id,
            scans: Vec::new(),
        }
    }

    /// The newest scan that is older than this one.
    #[must_use]
    pub fn before(&self, scan: ScanId) -> Option<ScanId> {
        let older = self.scans.iter().copied();
        older
            .filter(|it| it.uuid() < scan.uuid())
            .max_by_key(ScanId::uuid)
    }

    /// Its newest scan.
    #[must_use]
    pub fn newest(&self) -> Option<ScanId> {
        self.scans.first().copied()
    }

    /// Takes a scan in.
    pub fn add(&mut self, scan: ScanId) {
        self.remove(scan);
        self.scans.push(scan);
        self.scans.sort_by_key(|it| std::cmp::Reverse(it.uuid()));
        self.scans.truncate(SERIES_SCANS_MAX);
    }

    /// Takes a scan out.
    pub fn remove(&mut self, scan: ScanId) {
        self.scans.retain(|it| *it != scan);
    }
}

/// What the newest scan of each series found: what a tenant's risk is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskBook {
    entries: Vec<BookEntry>,
}

/// What a series counts for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct BookEntry {
    series: SeriesId,
    name: String,
    scan: ScanId,
    score: u8,
    /// A [`RiskAccumulator`] as text, because its length is what the book is bounded by.
    shares: String,
}

impl BookEntry {
    fn of(series: SeriesId, scan: &Scan) -> Self {
        let shares = scan.risk_so_far.without(&scan.risk_left_out);
        Self {
            series,
            name: scan.name.as_str().chars().take(SHORT_NAME_CHARS).collect(),
            scan: scan.id,
            score: shares.score().score,
            shares: shares.into(),
        }
    }

    fn bytes(&self) -> usize {
        ENTRY_BYTES + self.name.len() + self.shares.len()
    }
}

/// What a series brings to the tenant's score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SeriesFactor {
    /// The series.
    pub series: SeriesId,
    /// What its newest scan is called; at most 60 characters of it.
    pub name: String,
    /// Its newest completed scan.
    pub scan: ScanId,
    /// That scan's score.
    pub score: u8,
    /// How many of the tenant's points it brings. Those of all series add up to the score, but for
    /// rounding.
    pub points: u8,
}

/// How far a series moved in a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Move {
    /// The series.
    pub series: SeriesId,
    /// What its newest scan is called; at most 60 characters of it.
    pub name: String,
    /// Its score when the day began; 0 for one that was not scanned yet.
    pub from: u8,
    /// Its score now; 0 for one whose scans were deleted.
    pub to: u8,
}

/// What a tenant's risk stood at when a day ended, or stands at today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RiskPoint {
    /// The day, in UTC. A day on which nothing was scanned or deleted has no point: it stands as the
    /// one before.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// 0 to 100.
    pub score: u8,
    /// The cell of the CNIL's 4 × 4 matrix: severity, then likelihood, each 1 to 4.
    pub severity: u8,
    /// See `severity`.
    pub likelihood: u8,
    /// The score at the point before; 0 for the first.
    pub before: u8,
    /// How many series there were.
    pub series: u64,
    /// The series that moved most; at most five.
    pub moved: Vec<Move>,
}

/// A tenant's risk as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantRisk {
    /// The score, the cell, and what they are made of by detector.
    pub risk: Risk,
    /// What they are made of by series, the most first; at most ten.
    pub series: Vec<SeriesFactor>,
    /// The newest point.
    pub point: RiskPoint,
    /// When it last changed.
    pub at: Timestamp,
}

impl RiskBook {
    /// Lets the newest scan of a series stand for it; nothing takes the series out. Answers how the
    /// series moved, or nothing if it was so already.
    pub fn set(&mut self, series: SeriesId, newest: Option<&Scan>) -> Option<Move> {
        let entry = newest.map(|scan| BookEntry::of(series, scan));
        let known = self.entries.iter().position(|it| it.series == series);
        let old = known.map(|place| self.entries.remove(place));
        if old == entry {
            self.entries.extend(entry);
            return None;
        }
        let named = entry.as_ref().or(old.as_ref());
        let moved = Move {
            series,
            name: named.map(|it| it.name.clone()).unwrap_or_default(),
            from: old.map_or(0, |it| it.score),
            to: entry.as_ref().map_or(0, |it| it.score),
        };
        self.entries.extend(entry);
        self.forget_the_oldest();
        Some(moved)
    }

    fn forget_the_oldest(&mut self) {
        let mut bytes: usize = self.entries.iter().map(BookEntry::bytes).sum();
        while bytes > BOOK_BYTES_MAX {
            let places = self.entries.iter().enumerate();
            let oldest = places.min_by_key(|(_, it)| it.scan.uuid());
            let Some(place) = oldest.map(|(place, _)| place) else {
                return;
            };
            bytes -= self.entries.remove(place).bytes();
        }
    }

    /// The risk of it all after the `latest` move; `last` is what it was before that.
    #[must_use]
    pub fn risk(&self, last: Option<&TenantRisk>, latest: Move, now: Timestamp) -> TenantRisk {
        let shares = self.entries.iter();
        let shares: Vec<_> = shares
            .map(|it| RiskAccumulator::from(it.shares.clone()))
            .collect();
        let mut all = RiskAccumulator::new();
        for shares in &shares {
            all.merge(shares);
        }
        let risk = all.score();
        let day = now.to_zoned(jiff::tz::TimeZone::UTC).date();
        let (before, mut moves) = match last.map(|last| &last.point) {
            // Clocks of workers differ by less than a day, and none opens an earlier one again.
            Some(point) if point.day >= day => (point.before, point.moved.clone()),
            Some(point) => (point.score, Vec::new()),
            None => (0, Vec::new()),
        };
        let day = last.map_or(day, |last| day.max(last.point.day));
        note(&mut moves, latest);
        TenantRisk {
            series: self.factors(&shares),
            point: RiskPoint {
                day,
                score: risk.score,
                severity: risk.severity,
                likelihood: risk.likelihood,
                before,
                series: self.entries.len() as u64,
                moved: moves,
            },
            risk,
            at: now,
        }
    }

    fn factors(&self, shares: &[RiskAccumulator]) -> Vec<SeriesFactor> {
        let points = points_by_part(shares.iter().enumerate());
        let entries = self.entries.iter().enumerate();
        let mut factors: Vec<_> = entries
            .map(|(place, entry)| SeriesFactor {
                series: entry.series,
                name: entry.name.clone(),
                scan: entry.scan,
                score: entry.score,
                points: points.get(&place).copied().unwrap_or(0),
            })
            .collect();
        factors.sort_by_key(|it| {
            let age = std::cmp::Reverse(it.scan.uuid());
            (std::cmp::Reverse((it.points, it.score)), age)
        });
        factors.truncate(FACTORS_MAX);
        factors
    }
}

/// Adds a move to a day's.
fn note(moves: &mut Vec<Move>, latest: Move) {
    let earlier = moves.iter().position(|it| it.series == latest.series);
    let from = earlier.map_or(latest.from, |place| moves.remove(place).from);
    if from != latest.to {
        moves.push(Move { from, ..latest });
    }
    moves.sort_by_key(|it| std::cmp::Reverse(it.from.abs_diff(it.to)));
    moves.truncate(MOVES_MAX);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::scan;
    use crate::{Name, Severity};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn series(name: &str) -> SeriesId {
        SeriesId::named(&Name::try_from(name.to_owned()).unwrap())
    }

    fn found(second: i64, findings: &[(Severity, u64)]) -> Scan {
        let mut scan = scan(Timestamp::from_second(1_790_000_000 + second).unwrap());
        for (severity, values) in findings {
            scan.risk_so_far.add("a", *severity, 100, *values);
        }
        scan
    }

    #[test]
    fn the_scan_before_is_the_newest_that_is_older() {
        let scans: Vec<ScanId> = (0..4).map(|second| found(second, &[]).id).collect();
        let mut series = Series::new(series("a"));
        for place in [2, 0, 3] {
            series.add(scans[place]);
        }
        assert_eq!(series.newest(), Some(scans[3]));
        assert_eq!(series.before(scans[3]), Some(scans[2]));
        assert_eq!(series.before(scans[1]), Some(scans[0]));
        assert_eq!(series.before(scans[0]), None);
        series.add(scans[2]);
        assert_eq!(series.scans.len(), 3, "a repeat is no other scan");
        for second in 10..60 {
            series.add(found(second, &[]).id);
        }
        assert_eq!(series.scans.len(), SERIES_SCANS_MAX);
    }

    #[test]
    fn scanning_the_same_thing_again_does_not_add_up() {
        let now = at("2026-11-21T12:00:00Z");
        let mut book = RiskBook::default();
        let first = found(1, &[(Severity::High, 3)]);
        let moved = book.set(series("a"), Some(&first)).unwrap();
        let once = book.risk(None, moved, now);
        let again = found(2, &[(Severity::High, 3)]);
        let moved = book.set(series("a"), Some(&again)).unwrap();
        let twice = book.risk(Some(&once), moved, now);
        assert_eq!(twice.risk, once.risk);
        assert_eq!(twice.risk, first.risk_so_far.score(), "it is that scan's");
        assert_eq!(book.set(series("a"), Some(&again)), None, "a repeat");

        let other = found(3, &[(Severity::Critical, 1)]);
        let moved = book.set(series("b"), Some(&other)).unwrap();
        let both = book.risk(Some(&twice), moved, now);
        assert!(both.risk.score > 70, "{both:?}");
        assert_eq!(both.series[0].scan, other.id);
        let moved = book.set(series("b"), None).unwrap();
        let back = book.risk(Some(&both), moved, now);
        assert_eq!(back.risk, once.risk, "and taken out it is gone");
    }

    #[test]
    fn a_day_tells_how_far_it_moved_since_the_point_before() {
        let mut book = RiskBook::default();
        let moved = book.set(series("a"), Some(&found(1, &[(Severity::High, 1)])));
        let first = book.risk(None, moved.unwrap(), at("2026-11-20T23:59:59Z"));
        assert_eq!((first.point.before, first.point.score), (0, 30));
        let moved = book.set(series("a"), Some(&found(2, &[(Severity::Critical, 1)])));
        let second = book.risk(Some(&first), moved.unwrap(), at("2026-11-21T00:00:00Z"));
        let moved = book.set(series("a"), Some(&found(3, &[(Severity::Medium, 1)])));
        let third = book.risk(Some(&second), moved.unwrap(), at("2026-11-21T10:00:00Z"));
        assert_eq!((third.point.before, third.point.score), (30, 10));
        assert_eq!(third.point.day.to_string(), "2026-11-21");
        let steps: Vec<_> = third
            .point
            .moved
            .iter()
            .map(|it| (it.from, it.to))
            .collect();
        assert_eq!(steps, [(30, 10)], "of the whole day");
        // The clock of another worker is behind.
        let moved = book.set(series("b"), Some(&found(4, &[(Severity::High, 1)])));
        let late = book.risk(Some(&third), moved.unwrap(), at("2026-11-20T23:59:59Z"));
        assert_eq!(late.point.day, third.point.day);
        assert_eq!(late.point.before, 30);
    }

    #[test]
    fn a_book_stays_within_a_record() {
        let mut book = RiskBook::default();
        for second in 0..3_000 {
            let scan = found(second, &[(Severity::High, 1), (Severity::Low, 3)]);
            book.set(series(&format!("thing {second}")), Some(&scan));
        }
        let bytes: usize = book.entries.iter().map(BookEntry::bytes).sum();
        assert!(bytes <= BOOK_BYTES_MAX, "{bytes}");
        assert!(book.entries.len() > 1_000, "{}", book.entries.len());
        let oldest = book.entries.iter().map(|it| it.scan.uuid()).min();
        assert!(
            oldest > Some(found(1_000, &[]).id.uuid()),
            "the newest stay"
        );
    }
}
