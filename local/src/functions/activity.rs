//! Counts what is under way, so that tests can wait for quiet without sleeping.

use std::sync::Arc;

use tokio::sync::watch;

/// Work that is under way. Clones count together.
#[derive(Debug, Clone)]
pub(crate) struct Activity {
    state: Arc<watch::Sender<State>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    running: usize,
    // Counts beginnings, so that quiet before and after a look can be told from work in between.
    begun: u64,
}

/// One piece of work; it is done when this is dropped.
#[derive(Debug)]
pub(crate) struct Work {
    state: Arc<watch::Sender<State>>,
}

impl Activity {
    pub(crate) fn new() -> Self {
        Self {
            state: Arc::new(watch::Sender::new(State::default())),
        }
    }

    /// Begins a piece of work.
    pub(crate) fn begin(&self) -> Work {
        self.state.send_modify(|state| {
            state.running += 1;
            state.begun += 1;
        });
        Work {
            state: Arc::clone(&self.state),
        }
    }

    /// Resolves when nothing runs, with the number of pieces of work begun so far.
    pub(crate) async fn quiet(&self) -> u64 {
        let mut changes = self.state.subscribe();
        match changes.wait_for(|state| state.running == 0).await {
            Ok(state) => state.begun,
            // The sender lives as long as `self`.
            Err(_) => 0,
        }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.state
            .send_modify(|state| state.running = state.running.saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn quiet_waits_for_everything_that_began() {
        let activity = Activity::new();
        let (first, second) = (activity.begin(), activity.begin());
        let waiting = tokio::spawn({
            let activity = activity.clone();
            async move { activity.quiet().await }
        });
        drop(first);
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        drop(second);
        assert_eq!(waiting.await.unwrap(), 2);
    }
}
