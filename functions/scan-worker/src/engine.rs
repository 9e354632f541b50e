//! Running the engine on its own thread, and writing down what it says as it says it.
//!
//! A scan that is resumed goes on behind the last document that was finished; one that was cut off
//! within a document begins that document again. The largest takes a minute or so, and what the engine
//! knows in the middle of one (tables, columns, what a comment allows) would be more to keep than to
//! find again.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use detect::{
    CompiledRules, Document, Engine, Finding, FingerprintKey, Input, Options, Records, ScanError,
    Sink,
};
use domain::{RuleSet, ScanId};
use jiff::Timestamp;
use tokio::sync::mpsc;
use worker::{BEAT_EVERY, Ledger, Trouble};

/// How many documents the engine may be ahead of the ledger; each may have a thousand findings.
const AHEAD: usize = 8;

/// A document with its findings.
pub(crate) struct Step {
    pub(crate) document: Document,
    pub(crate) findings: Vec<Finding>,
}

impl Step {
    /// As it is written down.
    fn recorded(self, scan: ScanId, now: Timestamp) -> worker::Step {
        let mut records = Records::new(scan, self.document.ordinal);
        let findings = self.findings.into_iter().map(|finding| {
            let fingerprint = finding.fingerprint.to_string();
            records.record(finding, fingerprint, now)
        });
        worker::Step {
            documents: 1,
            findings: findings.collect(),
            bytes: self.document.bytes,
        }
    }
}

/// Scans the file at `path` from where the ledger stands; stops when the ledger is no longer ours.
pub(crate) async fn scan(
    scan: ScanId,
    path: PathBuf,
    name: String,
    key: FingerprintKey,
    rules: RuleSet,
    ledger: &mut Ledger<'_>,
) -> Result<(), Trouble> {
    let mut options = Options::new(key);
    options.skip_documents = ledger.documents();
    let (sender, mut steps) = mpsc::channel(AHEAD);
    let engine = tokio::task::spawn_blocking(move || -> Result<(), ScanError> {
        // Made ready for each scan: nothing of a tenant stays in the worker, and it takes milliseconds.
        if !rules.is_plain() {
            options.rules = Some(Arc::new(CompiledRules::new(&rules)));
        }
        let reader = BufReader::new(File::open(path).map_err(ScanError::Input)?);
        let mut steps = Steps {
            sender,
            findings: Vec::new(),
        };
        let input = Input {
            name: &name,
            reader,
        };
        Engine::standard()
            .scan(input, &options, &mut steps)
            .map(drop)
    });
    let mut beats = tokio::time::interval(BEAT_EVERY);
    // The first tick is at once, and the claim is fresh.
    beats.tick().await;
    let mut written = Ok(());
    while written.is_ok() {
        // A document may take longer than a claim lasts.
        written = tokio::select! {
            step = steps.recv() => match step {
                Some(step) => {
                    let step = step.recorded(scan, ledger.now());
                    ledger.take(step).await
                }
                None => break,
            },
            _ = beats.tick() => ledger.beat().await,
        };
    }
    // Closed before the engine is waited for, so that one that waits to be heard stops.
    drop(steps);
    let ended = engine.await;
    written?;
    match ended {
        Ok(result) => result?,
        // What a panic says may quote content.
        Err(_) => return Err(Trouble::Passing("the engine broke".to_owned())),
    }
    ledger.flush().await
}

struct Steps {
    sender: mpsc::Sender<Step>,
    findings: Vec<Finding>,
}

impl Sink for Steps {
    fn finding(&mut self, finding: Finding) -> ControlFlow<()> {
        self.findings.push(finding);
        if self.sender.is_closed() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn document(&mut self, document: &Document) -> ControlFlow<()> {
        let findings = std::mem::take(&mut self.findings);
        match self.sender.blocking_send(Step {
            document: document.clone(),
            findings,
        }) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}
