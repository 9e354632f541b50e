//! The running parts, as the platform's owner and its local pages reach them.

use std::sync::Arc;
use std::time::Duration;

use domain::Clock;
use jiff::SignedDuration;
use tokio::sync::Notify;
use tracing::warn;

use crate::aws::Aws;
use crate::dns::Dns;
use crate::functions::Functions;
use crate::schedules::Schedules;

/// How long to wait before looking again whether a poller has taken what waits.
const SETTLE: Duration = Duration::from_millis(5);

/// The running parts.
#[derive(Debug)]
pub(crate) struct Control {
    pub(crate) api_url: String,
    pub(crate) aws: Arc<Aws>,
    pub(crate) clock: Clock,
    pub(crate) dns: Dns,
    pub(crate) clock_moved: Arc<Notify>,
    pub(crate) functions: Functions,
    pub(crate) schedules: Arc<Schedules>,
    /// The queues that functions take messages from.
    pub(crate) polled: Vec<String>,
}

impl Control {
    /// Moves the clock, and resolves when the schedules that became due have run and items whose
    /// time to live has passed are gone.
    pub(crate) async fn move_clock(&self, by: SignedDuration) {
        self.clock.advance(by);
        self.clock_moved.notify_waiters();
        self.schedules.fire_due().await;
        if let Err(error) = self.aws.expire_items().await {
            warn!(%error, "items whose time has passed are still there");
        }
    }

    /// Resolves when nothing runs and no polled queue has a message to receive.
    pub(crate) async fn idle(&self) {
        loop {
            let before = self.functions.activity().quiet().await;
            if !self.has_waiting_messages() && self.functions.activity().quiet().await == before {
                return;
            }
            tokio::time::sleep(SETTLE).await;
        }
    }

    fn has_waiting_messages(&self) -> bool {
        self.aws
            .queues()
            .iter()
            .any(|queue| queue.visible > 0 && self.polled.contains(&queue.url))
    }
}
