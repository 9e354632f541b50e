//! Several writes that happen all or not at all.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, Delete, Put, TransactWriteItem, Update};
use domain::{Limit, Meter, Period, TenantId};

use crate::counters::USED;
use crate::record::{VERSION, key_item, to_item};
use crate::{Key, Record, StoreError, Version};

/// Writes that are collected, then committed together.
#[derive(Debug)]
pub struct Transaction<'a> {
    client: Client,
    table: &'a str,
    tenant: TenantId,
    writes: Result<Vec<(TransactWriteItem, Refusal)>, StoreError>,
}

/// Why a transaction did nothing.
#[derive(Debug, thiserror::Error)]
pub enum TransactionError {
    /// The quota is used up.
    #[error("the quota is used up")]
    QuotaExhausted,
    /// The table said no, or said nothing.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What it means when the table refuses one of the writes.
#[derive(Clone, Copy, Debug)]
enum Refusal {
    Conflict,
    Quota,
}

/// How often a transaction that met another one is tried again.
const TRIES: u32 = 8;

impl<'a> Transaction<'a> {
    pub(crate) fn new(client: Client, table: &'a str, tenant: TenantId) -> Self {
        Self {
            client,
            table,
            tenant,
            writes: Ok(Vec::new()),
        }
    }

    /// Writes a record that is not there yet.
    #[must_use]
    pub fn create<R: Record>(self, record: &R) -> Self {
        let put = to_item(self.tenant, record, Version::FIRST).and_then(|item| {
            Put::builder()
                .table_name(self.table)
                .set_item(Some(item))
                .condition_expression("attribute_not_exists(pk)")
                .build()
                .map_err(StoreError::damaged)
        });
        self.with(
            put.map(|put| TransactWriteItem::builder().put(put).build()),
            Refusal::Conflict,
        )
    }

    /// Writes a record over the version that it was made from.
    #[must_use]
    pub fn replace<R: Record>(self, record: &R, from: Version) -> Self {
        let put = to_item(self.tenant, record, from.next()).and_then(|item| {
            Put::builder()
                .table_name(self.table)
                .set_item(Some(item))
                .condition_expression("#version = :from")
                .expression_attribute_names("#version", VERSION)
                .expression_attribute_values(":from", AttributeValue::N(from.0.to_string()))
                .build()
                .map_err(StoreError::damaged)
        });
        self.with(
            put.map(|put| TransactWriteItem::builder().put(put).build()),
            Refusal::Conflict,
        )
    }

    /// Writes a record over whatever stands there. For records that another one of the transaction
    /// guards.
    #[must_use]
    pub fn put<R: Record>(self, record: &R) -> Self {
        let put = to_item(self.tenant, record, Version::FIRST).and_then(|item| {
            Put::builder()
                .table_name(self.table)
                .set_item(Some(item))
                .build()
                .map_err(StoreError::damaged)
        });
        self.with(
            put.map(|put| TransactWriteItem::builder().put(put).build()),
            Refusal::Conflict,
        )
    }

    /// Removes a record of this version.
    #[must_use]
    pub fn delete<R: Record>(self, id: &R::Id, from: Version) -> Self {
        let delete = Delete::builder()
            .table_name(self.table)
            .set_key(Some(key_item(self.tenant, &R::key_of(id))))
            .condition_expression("#version = :from")
            .expression_attribute_names("#version", VERSION)
            .expression_attribute_values(":from", AttributeValue::N(from.0.to_string()))
            .build()
            .map_err(StoreError::damaged);
        let delete = delete.map(|delete| TransactWriteItem::builder().delete(delete).build());
        self.with(delete, Refusal::Conflict)
    }

    /// Takes one unit of quota, unless `limit` are taken.
    #[must_use]
    pub fn quota_reserve(self, meter: Meter, period: Period, limit: Limit) -> Self {
        let mut update = Update::builder()
            .table_name(self.table)
            .set_key(Some(key_item(
                self.tenant,
                &Key::Usage {
                    meter,
                    period,
                    shard: 0,
                },
            )))
            .update_expression("ADD #used :one")
            .expression_attribute_names("#used", USED)
            .expression_attribute_values(":one", AttributeValue::N("1".to_owned()));
        if let Limit::AtMost(limit) = limit {
            update = update
                .condition_expression("attribute_not_exists(#used) OR #used < :limit")
                .expression_attribute_values(":limit", AttributeValue::N(limit.to_string()));
        }
        let update = update.build().map_err(StoreError::damaged);
        self.with(
            update.map(|update| TransactWriteItem::builder().update(update).build()),
            Refusal::Quota,
        )
    }

    /// Gives one unit of quota back.
    #[must_use]
    pub fn quota_release(self, meter: Meter, period: Period) -> Self {
        let update = Update::builder()
            .table_name(self.table)
            .set_key(Some(key_item(
                self.tenant,
                &Key::Usage {
                    meter,
                    period,
                    shard: 0,
                },
            )))
            .update_expression("ADD #used :minus_one")
            .condition_expression("#used > :zero")
            .expression_attribute_names("#used", USED)
            .expression_attribute_values(":minus_one", AttributeValue::N("-1".to_owned()))
            .expression_attribute_values(":zero", AttributeValue::N("0".to_owned()))
            .build()
            .map_err(StoreError::damaged);
        let update = update.map(|update| TransactWriteItem::builder().update(update).build());
        self.with(update, Refusal::Conflict)
    }

    fn with(mut self, write: Result<TransactWriteItem, StoreError>, refusal: Refusal) -> Self {
        self.writes = match (self.writes, write) {
            (Ok(mut writes), Ok(write)) => {
                writes.push((write, refusal));
                Ok(writes)
            }
            (Err(error), _) | (_, Err(error)) => Err(error),
        };
        self
    }

    /// Does it all, or nothing.
    ///
    /// # Errors
    /// [`TransactionError::QuotaExhausted`], [`StoreError::Conflict`], or that the table could not
    /// be asked; only in the last case may it have been done.
    pub async fn commit(self) -> Result<(), TransactionError> {
        let (writes, refusals): (Vec<_>, Vec<_>) = self.writes?.into_iter().unzip();
        for attempt in 0..TRIES {
            let call = self
                .client
                .transact_write_items()
                .set_transact_items(Some(writes.clone()));
            let Err(error) = call.send().await else {
                return Ok(());
            };
            let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
                error.as_service_error()
            else {
                let text = DisplayErrorContext(error).to_string();
                return Err(StoreError::Unavailable(text).into());
            };
            let reasons = cancelled.cancellation_reasons();
            let refused = reasons.iter().zip(&refusals).find_map(|(reason, refusal)| {
                (reason.code() == Some("ConditionalCheckFailed")).then_some(*refusal)
            });
            match refused {
                Some(Refusal::Quota) => return Err(TransactionError::QuotaExhausted),
                Some(Refusal::Conflict) => return Err(StoreError::Conflict.into()),
                // It met another transaction, or the table's load: nothing was decided.
                None => {
                    crate::pause::before_retry(attempt).await;
                }
            }
        }
        Err(StoreError::Unavailable("a transaction met others again and again".to_owned()).into())
    }
}
