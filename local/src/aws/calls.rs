//! Counts of what was asked, for the budgets that are about calls and capacity.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Service;

/// What one operation was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    /// Requests, failed ones included.
    pub requests: u64,
    /// `DynamoDB` capacity units consumed: read units of reading operations, write units of
    /// writing ones.
    pub capacity_units: f64,
}

/// Counts by service and operation.
#[derive(Debug, Default)]
pub struct Calls {
    counts: Mutex<BTreeMap<(Service, String), Count>>,
}

impl Calls {
    /// The requests of one operation since the last [`Self::take`].
    pub fn requests(&self, service: Service, operation: &str) -> u64 {
        self.counts()
            .get(&(service, operation.to_owned()))
            .map_or(0, |count| count.requests)
    }

    /// Every count since the last time, and begins anew.
    pub fn take(&self) -> BTreeMap<(Service, String), Count> {
        std::mem::take(&mut *self.counts())
    }

    pub(super) fn request(&self, service: Service, operation: &str) {
        self.counts()
            .entry((service, operation.to_owned()))
            .or_default()
            .requests += 1;
    }

    pub(super) fn capacity(&self, service: Service, operation: &str, units: f64) {
        self.counts()
            .entry((service, operation.to_owned()))
            .or_default()
            .capacity_units += units;
    }

    fn counts(&self) -> MutexGuard<'_, BTreeMap<(Service, String), Count>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
