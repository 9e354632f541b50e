//! What stands before every handler.

use std::sync::Arc;

use domain::Clock;
use store::Store;

use crate::Throttle;

/// What the extractors need: the store, the clock, the throttle, and where problems are explained.
///
/// Shared by all requests of the process, so nothing in it belongs to a tenant but the throttle's
/// counts.
#[derive(Clone, Debug)]
pub struct Gate {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) throttle: Arc<Throttle>,
    pub(crate) docs_url: Arc<str>,
    pub(crate) function: &'static str,
}

impl Gate {
    /// The gate of `function`; problems are explained below `docs_url`.
    #[must_use]
    pub fn new(function: &'static str, store: Store, clock: Clock, docs_url: &str) -> Self {
        Self {
            store,
            clock,
            throttle: Arc::default(),
            docs_url: docs_url.into(),
            function,
        }
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }
}
