//! The commands, one file each.

pub(crate) mod assess;
pub(crate) mod baseline;
mod local;
pub(crate) mod scan;
pub(crate) mod schedule;
pub(crate) mod serve;

use tokio::sync::watch;

/// Hears, from the moment it is made, when the person or the system asks the program to stop. Asking again
/// means: at once.
#[derive(Debug, Clone)]
pub(crate) struct Interruption {
    asked: watch::Receiver<u32>,
}

impl Interruption {
    /// Begins to listen. From here on the program no longer ends by itself when it is asked to.
    pub(crate) fn listen() -> Self {
        let (asking, asked) = watch::channel(0);
        tokio::spawn(async move {
            loop {
                signalled().await;
                asking.send_modify(|times| *times += 1);
            }
        });
        Self { asked }
    }

    /// Resolves when somebody has asked.
    pub(crate) async fn asked(&self) {
        self.times(1).await;
    }

    /// Resolves when somebody has asked again.
    pub(crate) async fn insisted(&self) {
        self.times(2).await;
    }

    async fn times(&self, times: u32) {
        if self
            .asked
            .clone()
            .wait_for(|asked| *asked >= times)
            .await
            .is_err()
        {
            // Nobody can ask any more: then nobody does.
            std::future::pending::<()>().await;
        }
    }
}

/// Resolves at the next signal to stop.
async fn signalled() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                result = tokio::signal::ctrl_c() => if result.is_ok() { return },
                _ = terminate.recv() => return,
            }
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
