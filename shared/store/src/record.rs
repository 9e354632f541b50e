//! Records: what a row of the table is made of.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::TenantId;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Key, StoreError};

/// Something that is kept in the table.
pub trait Record: Serialize + DeserializeOwned + Send + Sync {
    /// What names one of them within a tenant.
    type Id: Send + Sync;

    /// Where the record with this id stands.
    fn key_of(id: &Self::Id) -> Key;

    /// Where this record stands.
    fn key(&self) -> Key;

    /// When the table may forget it, if ever.
    fn expires(&self) -> Option<Timestamp> {
        None
    }
}

/// Grows by one with each change of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version(pub(crate) u64);

impl Version {
    /// The version of a record that has never changed.
    pub const FIRST: Version = Version(1);

    /// The version with this number.
    #[must_use]
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }

    pub(crate) fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// A record as it stands in the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored<R> {
    /// The record.
    pub record: R,
    /// What it has to be changed from.
    pub version: Version,
}

pub(crate) type Item = HashMap<String, AttributeValue>;

/// The attributes that are ours; records must not have fields of these names.
pub(crate) const PK: &str = "pk";
pub(crate) const SK: &str = "sk";
pub(crate) const VERSION: &str = "version_";
/// Names the write that made the item what it is: see `TenantStore::put_if`.
pub(crate) const WRITE: &str = "write_";
pub(crate) const EXPIRES: &str = "expires";

pub(crate) fn key_item(tenant: TenantId, key: &Key) -> Item {
    HashMap::from([
        (PK.to_owned(), AttributeValue::S(key.pk(tenant))),
        (SK.to_owned(), AttributeValue::S(key.sk())),
    ])
}

pub(crate) fn to_item<R: Record>(
    tenant: TenantId,
    record: &R,
    version: Version,
) -> Result<Item, StoreError> {
    let mut item: Item = serde_dynamo::to_item(record).map_err(StoreError::damaged)?;
    // An absent option is an absent attribute: smaller, and filters can ask for it.
    item.retain(|_, value| !value.is_null());
    item.extend(key_item(tenant, &record.key()));
    item.insert(VERSION.to_owned(), AttributeValue::N(version.0.to_string()));
    if let Some(expires) = record.expires() {
        item.insert(
            EXPIRES.to_owned(),
            AttributeValue::N(expires.as_second().to_string()),
        );
    }
    Ok(item)
}

pub(crate) fn from_item<R: Record>(mut item: Item) -> Result<Stored<R>, StoreError> {
    let version = item
        .remove(VERSION)
        .and_then(|value| value.as_n().ok().and_then(|n| n.parse().ok()))
        .ok_or_else(|| StoreError::Damaged("no version".to_owned()))?;
    for ours in [PK, SK, WRITE, EXPIRES] {
        item.remove(ours);
    }
    let record = serde_dynamo::from_item(item).map_err(StoreError::damaged)?;
    Ok(Stored {
        record,
        version: Version(version),
    })
}
