//! Where a scan stands among the tenant's others: what it is compared by, its series, and the risk
//! that they add up to.
//!
//! Invariants: the risk and its newest point are written in one transaction with the book that they
//! are made of, and the book names the version it was made from, so that workers which end at the
//! same time count each scan once; and what is written is made of scans and days, so that writing it
//! again changes nothing.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    FINDINGS_MAX, FindingIndex, RiskBook, RiskPoint, Scan, ScanId, Series, SeriesId, TenantRisk,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::record::{Item, SK, from_item, key_item};
use crate::{Key, Record, StoreError, Stored, TenantStore, Transaction};

/// For how many days what a tenant's risk stood at is kept.
pub const RISK_DAYS_KEPT: i32 = 400;

/// In how many parts at most a scan's index stands.
const INDEX_PARTS: usize = 3;
// The places that were looked at, and the one that says that there are any.
const MARKS_MAX: u64 = FINDINGS_MAX + FindingIndex::PLACES_MAX as u64 + 1;
const _: () = assert!((INDEX_PARTS * FindingIndex::PART_FINDINGS) as u64 >= MARKS_MAX);

impl Record for Series {
    type Id = SeriesId;

    fn key_of(id: &SeriesId) -> Key {
        Key::Series(*id)
    }

    fn key(&self) -> Key {
        Key::Series(self.id)
    }
}

impl Record for RiskBook {
    type Id = ();

    fn key_of((): &()) -> Key {
        Key::RiskBook
    }

    fn key(&self) -> Key {
        Key::RiskBook
    }
}

impl Record for TenantRisk {
    type Id = ();

    fn key_of((): &()) -> Key {
        Key::RiskNow
    }

    fn key(&self) -> Key {
        Key::RiskNow
    }
}

impl Record for RiskPoint {
    type Id = Date;

    fn key_of(day: &Date) -> Key {
        Key::RiskDay(*day)
    }

    fn key(&self) -> Key {
        Key::RiskDay(self.day)
    }

    fn expires(&self) -> Option<Timestamp> {
        let last = self.day.checked_add(RISK_DAYS_KEPT.days()).ok()?;
        Some(last.to_zoned(TimeZone::UTC).ok()?.timestamp())
    }
}

/// A part of what comparing needs of a scan's findings. In the findings' partition, so that it goes
/// when they go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FindingIndexPart {
    scan: ScanId,
    part: u8,
    marks: Bytes,
}

impl Record for FindingIndexPart {
    type Id = (ScanId, u8);

    fn key_of((scan, part): &(ScanId, u8)) -> Key {
        Key::FindingIndex(*scan, *part)
    }

    fn key(&self) -> Key {
        Key::FindingIndex(self.scan, self.part)
    }
}

/// Bytes that stand as bytes in the table: serde takes a vector of them for a list of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Taken;

        impl Visitor<'_> for Taken {
            type Value = Bytes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }

            fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
                Ok(Bytes(bytes))
            }
        }

        deserializer.deserialize_byte_buf(Taken)
    }
}

/// A scan and what comparing needs of its findings.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparable {
    /// The scan.
    pub scan: Scan,
    /// Its findings.
    pub findings: FindingIndex,
}

/// A series and the tenant's risk, as they were read together.
#[derive(Clone, Debug)]
pub struct Standing {
    id: SeriesId,
    series: Option<Stored<Series>>,
    book: Option<Stored<RiskBook>>,
    now: Option<TenantRisk>,
}

impl Standing {
    /// The scan before this one in the series.
    #[must_use]
    pub fn before(&self, scan: ScanId) -> Option<ScanId> {
        self.series.as_ref()?.record.before(scan)
    }

    /// The scan that would speak for the series if it did not have this one; none, if this one does
    /// not speak for it.
    #[must_use]
    pub fn successor(&self, scan: ScanId) -> Option<ScanId> {
        let series = &self.series.as_ref()?.record;
        let speaks = series.newest() == Some(scan);
        speaks.then(|| series.before(scan)).flatten()
    }

    /// Adds the writes that take a completed scan into its series, and into the tenant's risk if it
    /// is the series' newest.
    #[must_use]
    pub fn enter<'a>(
        &self,
        transaction: Transaction<'a>,
        scan: &Scan,
        now: Timestamp,
    ) -> Transaction<'a> {
        let known = self.series.as_ref();
        let mut series = known.map_or_else(|| Series::new(self.id), |it| it.record.clone());
        series.add(scan.id);
        let transaction = match known {
            Some(known) => transaction.replace(&series, known.version),
            None => transaction.create(&series),
        };
        if series.newest() == Some(scan.id) {
            self.book(transaction, Some(scan), now)
        } else {
            transaction
        }
    }

    /// Adds the writes that take a scan out of its series; `successor` speaks for the series then.
    #[must_use]
    pub fn leave<'a>(
        &self,
        transaction: Transaction<'a>,
        scan: ScanId,
        successor: Option<&Scan>,
        now: Timestamp,
    ) -> Transaction<'a> {
        let Some(known) = &self.series else {
            return transaction;
        };
        let mut series = known.record.clone();
        if !series.scans.contains(&scan) {
            return transaction;
        }
        let spoke = series.newest() == Some(scan);
        series.remove(scan);
        let transaction = if series.scans.is_empty() {
            transaction.delete::<Series>(&self.id, known.version)
        } else {
            transaction.replace(&series, known.version)
        };
        if spoke {
            self.book(transaction, successor, now)
        } else {
            transaction
        }
    }

    fn book<'a>(
        &self,
        transaction: Transaction<'a>,
        newest: Option<&Scan>,
        now: Timestamp,
    ) -> Transaction<'a> {
        let known = self.book.as_ref();
        let mut book = known.map(|it| it.record.clone()).unwrap_or_default();
        let Some(moved) = book.set(self.id, newest) else {
            return transaction;
        };
        let risk = book.risk(self.now.as_ref(), moved, now);
        let transaction = match known {
            Some(known) => transaction.replace(&book, known.version),
            None => transaction.create(&book),
        };
        transaction.put(&risk.point).put(&risk)
    }
}

impl TenantStore<'_> {
    /// The series and the tenant's risk as they are, in one call.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn standing(&self, series: SeriesId) -> Result<Standing, StoreError> {
        let keys = [Key::Series(series), Key::RiskBook, Key::RiskNow];
        let keys = keys.iter().map(|key| key_item(self.tenant(), key));
        let mut standing = Standing {
            id: series,
            series: None,
            book: None,
            now: None,
        };
        for item in self.batch_get(keys.collect()).await? {
            match sort_key(&item) {
                "BOOK" => standing.book = Some(from_item(item)?),
                "NOW" => standing.now = Some(from_item::<TenantRisk>(item)?.record),
                _ => standing.series = Some(from_item(item)?),
            }
        }
        Ok(standing)
    }

    /// What the tenant's risk stands at, and the points from this day on, the oldest first.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn risk_since(
        &self,
        from: Date,
    ) -> Result<(Option<TenantRisk>, Vec<RiskPoint>), StoreError> {
        let pk = Key::RiskNow.pk(self.tenant());
        let answer = self
            .client()
            .query()
            .table_name(self.table())
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :now")
            .expression_attribute_values(":pk", AttributeValue::S(pk))
            .expression_attribute_values(":from", AttributeValue::S(Key::RiskDay(from).sk()))
            .expression_attribute_values(":now", AttributeValue::S(Key::RiskNow.sk()))
            .send()
            .await
            .map_err(StoreError::call)?;
        let (mut now, mut points) = (None, Vec::new());
        for item in answer.items.unwrap_or_default() {
            if sort_key(&item) == "NOW" {
                now = Some(from_item::<TenantRisk>(item)?.record);
            } else {
                points.push(from_item::<RiskPoint>(item)?.record);
            }
        }
        Ok((now, points))
    }

    /// Keeps what comparing needs of a scan's findings.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn finding_index_put(
        &self,
        scan: ScanId,
        findings: &FindingIndex,
    ) -> Result<(), StoreError> {
        // One at a time: a call may be no longer than 16 MB, and its units are spent at once.
        for (part, marks) in (0..).zip(findings.parts()) {
            let marks = Bytes(marks);
            let part = FindingIndexPart { scan, part, marks };
            self.put_all(&[part]).await?;
        }
        Ok(())
    }

    /// Two scans and what comparing needs of their findings, in one call.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn comparable(
        &self,
        one: ScanId,
        other: ScanId,
    ) -> Result<(Option<Comparable>, Option<Comparable>), StoreError> {
        let mut keys = Vec::new();
        // The table refuses a key that is asked for twice.
        let scans = if one == other {
            vec![one]
        } else {
            vec![one, other]
        };
        for scan in scans {
            keys.push(Key::Scan(scan));
            let parts = (0..).take(INDEX_PARTS);
            keys.extend(parts.map(|part| Key::FindingIndex(scan, part)));
        }
        let keys = keys.iter().map(|key| key_item(self.tenant(), key));
        let (mut scans, mut parts) = (Vec::new(), Vec::new());
        for item in self.batch_get(keys.collect()).await? {
            if sort_key(&item).starts_with("INDEX#") {
                parts.push(from_item::<FindingIndexPart>(item)?.record);
            } else {
                scans.push(from_item::<Scan>(item)?.record);
            }
        }
        let of = |id: ScanId| {
            let scan = scans.iter().find(|scan| scan.id == id)?.clone();
            let mut findings = FindingIndex::default();
            for part in parts.iter().filter(|part| part.scan == id) {
                findings.add_part(&part.marks.0);
            }
            Some(Comparable { scan, findings })
        };
        Ok((of(one), of(other)))
    }
}

fn sort_key(item: &Item) -> &str {
    let sk = item.get(SK).and_then(|sk| sk.as_s().ok());
    sk.map_or("", String::as_str)
}
