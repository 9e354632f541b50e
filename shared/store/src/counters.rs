//! Counters: quota, usage, and requests.

use std::collections::{BTreeMap, HashMap, HashSet};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use domain::{Meter, Period, UsageBatchId};
use jiff::Timestamp;

use crate::record::{Item, key_item};
use crate::{Key, StoreError, TenantStore};

/// Into how many parts a busy tenant's usage counter is split.
///
/// A part is one item of at most 400 KB and remembers 16 bytes a batch, so that all parts together
/// take about 100,000 batches of a tenant and meter in the hours that they remember.
pub const USAGE_SHARDS: u8 = 4;

/// For how long a counter remembers which batches it has counted.
///
/// Longer than the usage queue keeps a message, so that no batch comes back after it was forgotten.
const REMEMBER_HOURS: i64 = 26;

/// How often a fold tries again when another worker changed the counter under it.
const FOLD_TRIES: u32 = 16;

pub(crate) const USED: &str = "used";

/// What one meter stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeterTotal {
    /// The meter.
    pub meter: Meter,
    /// What it stands at.
    pub used: u64,
}

/// Usage to be counted into one counter.
#[derive(Clone, Debug)]
pub struct Fold {
    /// What.
    pub meter: Meter,
    /// In which month.
    pub period: Period,
    /// In which part; follows from the batches' ids, see [`Fold::shard_of`].
    pub shard: u8,
    /// How much each batch brings.
    pub batches: Vec<(UsageBatchId, u64)>,
}

impl Fold {
    /// The part that a batch is always counted in, however often it comes.
    #[must_use]
    pub fn shard_of(batch: UsageBatchId) -> u8 {
        batch.uuid().as_bytes()[15] % USAGE_SHARDS
    }
}

impl TenantStore<'_> {
    /// Counts each batch once, all of them in one write; answers how many were new.
    ///
    /// Which batches were counted stands in the counter itself and changes with it, so there is no
    /// moment at which one is true without the other. A crash before the write has counted
    /// nothing, a crash after it has counted all, and neither changes what a repeat does.
    ///
    /// # Errors
    /// When the table can't be asked, or other workers keep changing the counter.
    pub async fn usage_fold(&self, fold: &Fold, now: Timestamp) -> Result<usize, StoreError> {
        let key = Key::Usage {
            meter: fold.meter,
            period: fold.period,
            shard: fold.shard,
        };
        for attempt in 0..FOLD_TRIES {
            let current = self
                .client()
                .get_item()
                .table_name(self.table())
                .set_key(Some(key_item(self.tenant(), &key)))
                .consistent_read(true)
                .send()
                .await
                .map_err(StoreError::call)?;
            let mut counter = Counter::read(current.item.as_ref());
            let fresh = counter.count(&fold.batches, now);
            if fresh == 0 {
                return Ok(0);
            }
            match self.counter_write(&key, counter).await {
                Ok(()) => return Ok(fresh),
                Err(StoreError::Conflict) => crate::pause::before_retry(attempt).await,
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::Unavailable(
            "a usage counter stays contended".to_owned(),
        ))
    }

    async fn counter_write(&self, key: &Key, counter: Counter) -> Result<(), StoreError> {
        let mut item: Item = key_item(self.tenant(), key);
        let from = counter.writes;
        item.insert(USED.to_owned(), AttributeValue::N(counter.used.to_string()));
        item.insert(
            "writes".to_owned(),
            AttributeValue::N((from + 1).to_string()),
        );
        item.insert("counted".to_owned(), counter.counted_attribute());
        let mut put = self
            .client()
            .put_item()
            .table_name(self.table())
            .set_item(Some(item));
        put = if from == 0 {
            put.condition_expression("attribute_not_exists(pk)")
        } else {
            put.condition_expression("writes = :from")
                .expression_attribute_values(":from", AttributeValue::N(from.to_string()))
        };
        put.send().await.map_err(StoreError::call)?;
        Ok(())
    }

    /// What every meter stands at, in one call.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn usage_totals(&self, period: Period) -> Result<Vec<MeterTotal>, StoreError> {
        let mut keys = Vec::new();
        let mut meter_of = HashMap::new();
        for meter in Meter::ALL {
            // Scans are counted in one part, because a limit needs one number to hold it.
            let shards = if meter == Meter::Scans {
                1
            } else {
                USAGE_SHARDS
            };
            for shard in 0..shards {
                let key = Key::Usage {
                    meter,
                    period,
                    shard,
                };
                meter_of.insert(key.pk(self.tenant()), meter);
                keys.push(key_item(self.tenant(), &key));
            }
        }
        let mut totals: BTreeMap<Meter, u64> = Meter::ALL.map(|meter| (meter, 0)).into();
        for item in self.batch_get(keys).await? {
            let pk = item.get("pk").and_then(|pk| pk.as_s().ok());
            if let Some(meter) = pk.and_then(|pk| meter_of.get(pk)) {
                *totals.entry(*meter).or_default() += number(&item, USED);
            }
        }
        Ok(totals
            .into_iter()
            .map(|(meter, used)| MeterTotal { meter, used })
            .collect())
    }

    /// What a meter with a limit stands at.
    ///
    /// For turning hopeless requests away early; what holds the limit is the transaction.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn quota_used(&self, meter: Meter, period: Period) -> Result<u64, StoreError> {
        let key = Key::Usage {
            meter,
            period,
            shard: 0,
        };
        let items = self.batch_get(vec![key_item(self.tenant(), &key)]).await?;
        Ok(items.first().map_or(0, |item| number(item, USED)))
    }

    /// Books `requests` of the tenant in the minute; answers what the minute stands at.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn rate_book(&self, minute: i64, requests: u32) -> Result<u64, StoreError> {
        // Two minutes after its own the counter is of no use to anybody.
        let expires = (minute + 3) * 60;
        let answer = self
            .client()
            .update_item()
            .table_name(self.table())
            .set_key(Some(key_item(self.tenant(), &Key::Rate { minute })))
            .update_expression("ADD #used :requests SET #expires = :expires")
            .expression_attribute_names("#used", USED)
            .expression_attribute_names("#expires", crate::record::EXPIRES)
            .expression_attribute_values(":requests", AttributeValue::N(requests.to_string()))
            .expression_attribute_values(":expires", AttributeValue::N(expires.to_string()))
            .return_values(ReturnValue::UpdatedNew)
            .send()
            .await
            .map_err(StoreError::call)?;
        Ok(answer
            .attributes
            .as_ref()
            .map_or(0, |item| number(item, USED)))
    }
}

fn number(item: &Item, name: &str) -> u64 {
    item.get(name)
        .and_then(|value| value.as_n().ok()?.parse().ok())
        .unwrap_or(0)
}

/// A usage counter: what it stands at, and which batches it has counted.
#[derive(Debug, Default)]
struct Counter {
    used: u64,
    /// Grows with each write, for the condition that the next one makes.
    writes: u64,
    /// By the hour they were counted in, because that is what forgetting goes by.
    counted: BTreeMap<i64, Vec<u8>>,
}

const ID_BYTES: usize = 16;

impl Counter {
    fn read(item: Option<&Item>) -> Self {
        let Some(item) = item else {
            return Self::default();
        };
        let counted = item.get("counted").and_then(|value| value.as_m().ok());
        let counted = counted.into_iter().flatten().filter_map(|(hour, ids)| {
            Some((hour.parse().ok()?, ids.as_b().ok()?.as_ref().to_vec()))
        });
        Self {
            used: number(item, USED),
            writes: number(item, "writes"),
            counted: counted.collect(),
        }
    }

    /// Counts those batches that were not counted yet, and forgets the old; answers how many.
    fn count(&mut self, batches: &[(UsageBatchId, u64)], now: Timestamp) -> usize {
        let hour = now.as_second().div_euclid(3_600);
        let known: HashSet<&[u8]> = self
            .counted
            .values()
            .flat_map(|ids| ids.chunks_exact(ID_BYTES))
            .collect();
        let mut fresh = Vec::new();
        let mut seen = HashSet::new();
        let mut used = self.used;
        for (id, quantity) in batches {
            let id = *id.uuid().as_bytes();
            if !known.contains(id.as_slice()) && seen.insert(id) {
                used = used.saturating_add(*quantity);
                fresh.extend_from_slice(&id);
            }
        }
        if fresh.is_empty() {
            return 0;
        }
        self.used = used;
        self.counted
            .entry(hour)
            .or_default()
            .extend_from_slice(&fresh);
        self.counted
            .retain(|counted_in, _| *counted_in > hour - REMEMBER_HOURS);
        fresh.len() / ID_BYTES
    }

    fn counted_attribute(self) -> AttributeValue {
        let hours = self.counted.into_iter();
        AttributeValue::M(
            hours
                .map(|(hour, ids)| (hour.to_string(), AttributeValue::B(Blob::new(ids))))
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> UsageBatchId {
        format!("use_{n:026}").parse().unwrap()
    }

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(hour * 3_600).unwrap()
    }

    #[test]
    fn a_batch_counts_once_whatever_company_it_comes_in() {
        let mut counter = Counter::default();
        assert_eq!(
            counter.count(&[(id(1), 5), (id(2), 7), (id(1), 5)], at(100)),
            2
        );
        assert_eq!(counter.count(&[(id(2), 7), (id(3), 1)], at(101)), 1);
        assert_eq!(counter.count(&[(id(1), 5)], at(102)), 0);
        assert_eq!(counter.used, 13);
    }

    #[test]
    fn batches_are_forgotten_after_the_queue_has_forgotten_them_and_not_before() {
        let mut counter = Counter::default();
        counter.count(&[(id(1), 5)], at(100));
        counter.count(&[(id(2), 5)], at(125));
        assert_eq!(
            counter.count(&[(id(1), 5)], at(125)),
            0,
            "forgotten too early"
        );
        counter.count(&[(id(3), 5)], at(126));
        assert_eq!(
            counter.counted.keys().copied().collect::<Vec<_>>(),
            [125, 126]
        );
    }
}
