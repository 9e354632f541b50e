//! Finding what is due.

use directory::{Directory, Due, Hour};
use domain::Clock;
use futures::StreamExt as _;
use jiff::Timestamp;
use lambda_runtime::Error;
use messages::Queue;
use store::Store;

use crate::run::{Outcome, run};

/// How many schedules are dealt with beside each other; each waits for the table most of the time.
const AT_ONCE: usize = 16;
/// After so many hours that are done with, a sweep that has many to make up for writes down how far it is.
const HOURS_BETWEEN_NOTES: u32 = 200;

/// Everything that the sweep works with.
#[derive(Debug)]
pub(crate) struct Sweep {
    pub(crate) store: Store,
    pub(crate) directory: Directory,
    pub(crate) websites: Queue,
    pub(crate) clock: Clock,
}

/// What a sweep came to.
#[derive(Debug, Default)]
struct Tally {
    started: u64,
    refused: u64,
    dropped: u64,
    failed: u64,
}

impl Sweep {
    /// Deals with everything that is due. What can't be dealt with stays for the next sweep, and keeps nobody else
    /// waiting.
    pub(crate) async fn run(&self) -> Result<(), Error> {
        let now = self.clock.now();
        let Some(cursor) = self.directory.due_cursor().await? else {
            return Ok(());
        };
        // Nobody writes an entry of an hour that has been over for an hour: no function runs that long.
        let still_open = Hour::of(now).previous();
        let mut tally = Tally::default();
        // A clock that was put back, as that of a local platform may be, is ahead of no cursor.
        let mut hour = cursor.min(still_open);
        let (mut open_from, mut unnoted) = (None, 0);
        while hour <= Hour::of(now) {
            let due = self.directory.due_list(hour, now).await?;
            let empty = due.is_empty();
            self.deal_with(due, now, &mut tally).await;
            if open_from.is_none() && !(empty && hour < still_open) {
                open_from = Some(hour);
            }
            hour = hour.next();
            unnoted += 1;
            if open_from.is_none() && unnoted == HOURS_BETWEEN_NOTES {
                self.directory.due_move(hour).await?;
                unnoted = 0;
            }
        }
        let begin_next = open_from.unwrap_or(still_open);
        if begin_next != cursor {
            self.directory.due_move(begin_next).await?;
        }
        let Tally {
            started,
            refused,
            dropped,
            failed,
        } = tally;
        tracing::info!(started, refused, dropped, failed, "schedules swept");
        if failed > 0 {
            Err(format!("{failed} schedules could not be dealt with").into())
        } else {
            Ok(())
        }
    }

    async fn deal_with(&self, due: Vec<Due>, now: Timestamp, tally: &mut Tally) {
        let mut dealt = futures::stream::iter(due)
            .map(|due| async move {
                let outcome = run(self, &due, now).await;
                (due, outcome)
            })
            .buffer_unordered(AT_ONCE);
        while let Some((due, outcome)) = dealt.next().await {
            match outcome {
                Ok(Outcome::Started) => tally.started += 1,
                Ok(Outcome::Refused) => tally.refused += 1,
                Ok(Outcome::Dropped) => tally.dropped += 1,
                Ok(Outcome::Left) => {}
                Err(error) => {
                    tally.failed += 1;
                    tracing::error!(
                        tenant.id = %due.tenant, schedule = %due.schedule, %error, "a schedule could not be run"
                    );
                }
            }
        }
    }
}
