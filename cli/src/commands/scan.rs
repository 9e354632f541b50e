//! `polder scan`: from a folder to findings.

use std::pin::{Pin, pin};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::sync::watch;

use super::Interruption;
use crate::arguments::{Format, Language, ScanArguments, Threshold};
use crate::client::Client;
use crate::embedded::Embedded;
use crate::exit::{Failure, Verdict};
use crate::model::{Counts, FindingState, Scan, ScanState, Upload, WebsiteIn};
use crate::output::Output;
use crate::pack::{self, Pack};
use crate::progress::Progress;
use crate::settings::Settings;
use crate::summary::{self, Summary};
use crate::table;
use crate::walk::unreadable;

/// The wait before the second look at a scan; each later one is half as long again.
const FIRST_WAIT: Duration = Duration::from_millis(50);
/// The longest wait between two looks, unless the platform asks for more.
const LONGEST_WAIT: Duration = Duration::from_secs(1);
/// How long we look often, whatever the platform asks: most scans are done by then.
const EAGER_TIME: Duration = Duration::from_secs(2);
/// How long cancelling a scan may hold up an interrupted program.
const CANCEL_TIMEOUT: Duration = Duration::from_secs(5);

/// Runs the command and answers its exit code.
pub(crate) async fn run(arguments: ScanArguments) -> ExitCode {
    let progress = Progress::new(arguments.quiet);
    let interruption = Interruption::listen();
    let result = prepare_and_scan(&arguments, &progress, &interruption).await;
    progress.finish();
    match result {
        Ok(verdict) => verdict.into(),
        Err(failure) => {
            failure.report();
            failure.exit_code()
        }
    }
}

async fn prepare_and_scan(
    arguments: &ScanArguments,
    progress: &Progress,
    interruption: &Interruption,
) -> Result<Verdict, Failure> {
    let output = Output::prepare(arguments.output.as_deref())?;
    if !arguments.format.is_text() && output.is_terminal() {
        return Err(Failure::NotForTerminals);
    }
    if arguments.local {
        return super::local::run(arguments, progress, &output, interruption).await;
    }
    if let Some(url) = arguments.website() {
        return scan_website(arguments, url, progress, &output, interruption).await;
    }
    let stop = Arc::new(AtomicBool::new(false));
    let pack = tokio::select! {
        pack = pack_folder(arguments, progress, &output, &stop) => pack?,
        () = interruption.asked() => {
            stop.store(true, Ordering::Relaxed);
            return Err(Failure::Interrupted);
        }
    };
    let (Some(endpoint), Some(key)) = (&arguments.endpoint, &arguments.api_key) else {
        progress.step("Starting the platform in this process");
        // Starting can't be broken off half way; it takes a moment.
        let platform = Embedded::start().await?;
        let result = tokio::select! {
            client = platform.sign_up() => client.map_err(Failure::from),
            () = interruption.asked() => Err(Failure::Interrupted),
        };
        let result = match result {
            Ok(client) => {
                let content = Content::Folder(pack);
                scan_or_cancel(arguments, progress, &output, content, &client, interruption).await
            }
            Err(failure) => Err(failure),
        };
        platform.stop().await;
        return result;
    };
    let client = connect(endpoint, key, progress)?;
    let content = Content::Folder(pack);
    scan_or_cancel(arguments, progress, &output, content, &client, interruption).await
}

fn connect(endpoint: &str, key: &str, progress: &Progress) -> Result<Client, Failure> {
    let client = Client::new(endpoint)?.with_credential(key)?;
    if client.is_exposed() {
        progress.warn("the API key crosses the network unencrypted; use https");
    }
    Ok(client)
}

/// Has the platform scan a website. One that is started in this process knows no domain.
async fn scan_website(
    arguments: &ScanArguments,
    url: &str,
    progress: &Progress,
    output: &Output,
    interruption: &Interruption,
) -> Result<Verdict, Failure> {
    let (Some(endpoint), Some(key)) = (&arguments.endpoint, &arguments.api_key) else {
        return Err(Failure::WebsiteWithoutPlatform);
    };
    let client = connect(endpoint, key, progress)?;
    let content = Content::Website(url.to_owned());
    scan_or_cancel(arguments, progress, output, content, &client, interruption).await
}

/// What is to be scanned.
enum Content {
    Folder(Pack),
    Website(String),
}

async fn pack_folder(
    arguments: &ScanArguments,
    progress: &Progress,
    output: &Output,
    stop: &Arc<AtomicBool>,
) -> Result<Pack, Failure> {
    let exclusions = Settings::of(&arguments.path)?.exclusions(&arguments.exclude)?;
    progress.step(&format!("Packing {}", arguments.path.display()));
    let (path, stop) = (arguments.path.clone(), Arc::clone(stop));
    let unwanted: Vec<_> = output.file().map(ToOwned::to_owned).into_iter().collect();
    let packing = move || pack::pack(&path, &exclusions, &unwanted, &stop);
    let pack = tokio::task::spawn_blocking(packing)
        .await
        .map_err(|_| Failure::Interrupted)??;
    for omission in &pack.omissions {
        progress.warn(&omission.to_string());
    }
    Ok(pack)
}

/// How far a scan has come, for whoever has to undo it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    /// The platform knows of no scan.
    Preparing,
    /// The platform may know of a scan; its answer is on the way.
    Submitting,
    /// The platform has accepted this scan.
    Accepted(String),
    /// There is nothing left to cancel.
    Ended,
}

/// Scans; when interrupted, leaves no scan running behind.
async fn scan_or_cancel(
    arguments: &ScanArguments,
    progress: &Progress,
    output: &Output,
    content: Content,
    client: &Client,
    interruption: &Interruption,
) -> Result<Verdict, Failure> {
    let (stage, stages) = watch::channel(Stage::Preparing);
    let mut work = pin!(scan(arguments, progress, output, content, client, stage));
    tokio::select! {
        result = &mut work => return result,
        () = interruption.asked() => {}
    }
    progress.step("Stopping");
    tokio::select! {
        () = interruption.insisted() => {}
        _ = tokio::time::timeout(CANCEL_TIMEOUT, cancel(client, work, stages)) => {}
    }
    Err(Failure::Interrupted)
}

/// Cancels the scan that `work` has submitted, if it has.
async fn cancel<T>(
    client: &Client,
    work: Pin<&mut impl Future<Output = T>>,
    mut stages: watch::Receiver<Stage>,
) {
    // While a submission is on the way, only its answer tells what to cancel.
    tokio::select! {
        _ = work => {}
        _ = stages.wait_for(|stage| *stage != Stage::Submitting) => {}
    }
    let stage = stages.borrow().clone();
    if let Stage::Accepted(scan) = stage {
        // The scan may have ended meanwhile; then there is nothing to cancel and nothing to tell.
        let _ = client.scan_cancel(&scan).await;
    }
}

async fn scan(
    arguments: &ScanArguments,
    progress: &Progress,
    output: &Output,
    content: Content,
    client: &Client,
    stage: watch::Sender<Stage>,
) -> Result<Verdict, Failure> {
    let (submitted, unreadable) = submit(arguments, progress, content, client, &stage).await?;
    let scan = finished(client, progress, &submitted.id).await?;
    stage.send_replace(Stage::Ended);

    progress.step("Fetching the findings");
    let language = arguments.language.map(Language::as_str);
    let report = match arguments.format {
        Format::Table => {
            let fetching = |read| progress.detail(&format!("Fetching the findings: {read}"));
            let mut findings = client.findings(&scan.id, fetching).await?;
            findings.retain(|finding| finding.state == FindingState::Open);
            table::render(&findings, output.screen()).into_bytes()
        }
        Format::Json => client.report(&scan.id, "json", None).await?.to_vec(),
        Format::Sarif => client.report(&scan.id, "sarif", None).await?.to_vec(),
        Format::Csv => client.report(&scan.id, "csv", None).await?.to_vec(),
        Format::Html => client.report(&scan.id, "html", language).await?.to_vec(),
        Format::Pdf => client.report(&scan.id, "pdf", language).await?.to_vec(),
    };
    // What the scan counted, not what is listed: of very many findings not all are kept.
    let counts = scan.findings;
    // The findings are there; what the plan has left is worth less than showing them.
    let usage = client.usage().await.ok();
    let summary = Summary {
        counts,
        risk: scan.risk,
        work: scan.progress,
        unreadable,
        accepted: scan.findings_accepted,
        false_positive: scan.findings_false_positive,
        dropped: scan.findings_dropped,
        comparison: None,
        changes: scan.comparison,
        reused_from: scan.reused_from.as_deref(),
        usage: usage.as_ref(),
    };
    progress.finish();
    show(arguments.format, output, report, &summary, progress)?;
    Ok(verdict(arguments.fail_on, counts, unreadable))
}

/// Has the platform accept a scan; answers it, and how many files could not be read for it.
async fn submit(
    arguments: &ScanArguments,
    progress: &Progress,
    content: Content,
    client: &Client,
    stage: &watch::Sender<Stage>,
) -> Result<(Scan, usize), Failure> {
    let key = uuid::Uuid::now_v7().to_string();
    let (submitted, unreadable) = match content {
        Content::Folder(pack) => {
            let unreadable = unreadable(&pack.omissions);
            let (name, bytes) = (pack.name, pack.bytes);
            let upload = put(progress, &name, pack.files, bytes, client).await?;
            progress.step("Scanning");
            stage.send_replace(Stage::Submitting);
            let submitted = client.scan_create(&name, &upload, &key).await;
            (submitted, unreadable)
        }
        Content::Website(url) => {
            let website = WebsiteIn {
                url: &url,
                pages_max: arguments.pages_max,
                depth_max: arguments.depth_max,
            };
            progress.step("Scanning");
            stage.send_replace(Stage::Submitting);
            (client.website_scan_create(&website, &key).await, 0)
        }
    };
    match submitted {
        Ok(scan) => {
            stage.send_replace(Stage::Accepted(scan.id.clone()));
            Ok((scan, unreadable))
        }
        Err(error) => {
            stage.send_replace(Stage::Ended);
            Err(error.into())
        }
    }
}

/// Uploads a packed folder.
async fn put(
    progress: &Progress,
    name: &str,
    files: usize,
    bytes: Vec<u8>,
    client: &Client,
) -> Result<Upload, Failure> {
    let size = bytes.len();
    progress.transfer(
        &format!("Uploading {}", summary::count(files as u64, "file")),
        size as u64,
    );
    let upload = client.upload_create(name, size).await?;
    let uploading = progress.clone();
    client
        .upload_put(&upload, Bytes::from(bytes), move |sent| {
            uploading.advance_to(sent);
        })
        .await?;
    Ok(upload)
}

/// Writes the report and what is to be said about it.
pub(super) fn show(
    format: Format,
    output: &Output,
    mut report: Vec<u8>,
    summary: &Summary<'_>,
    progress: &Progress,
) -> Result<(), Failure> {
    if format == Format::Table {
        if !report.is_empty() {
            report.push(b'\n');
        }
        report.extend_from_slice(summary.render(output.screen()).as_bytes());
    } else if format.is_text() && report.last().is_some_and(|last| *last != b'\n') {
        report.push(b'\n');
    }
    output.write(&report)?;
    match output {
        Output::Stdout if format == Format::Table => {}
        Output::Stdout => progress.conclude(&summary.one_line()),
        Output::File(path) | Output::Stream(path) => {
            progress.conclude(&format!(
                "{}; written to {}",
                summary.one_line(),
                path.display()
            ));
        }
    }
    Ok(())
}

/// How a scan with these findings ends.
pub(super) fn verdict(threshold: Threshold, counts: Counts, unreadable: usize) -> Verdict {
    if counts
        .worst()
        .is_some_and(|severity| threshold.is_reached_by(severity))
    {
        Verdict::Found
    } else if unreadable > 0 {
        Verdict::Incomplete
    } else {
        Verdict::Clean
    }
}

/// Waits until the scan has ended well.
async fn finished(client: &Client, progress: &Progress, scan: &str) -> Result<Scan, Failure> {
    let started = Instant::now();
    let mut wait = FIRST_WAIT;
    loop {
        let (scan, asked) = client.scan_read(scan).await?;
        match scan.state {
            ScanState::Completed => return Ok(scan),
            ScanState::Failed => {
                let failure = scan.failure.unwrap_or_default();
                return Err(Failure::ScanFailed(failure));
            }
            ScanState::Cancelled => return Err(Failure::CancelledElsewhere),
            ScanState::Queued => progress.detail("Waiting for a worker"),
            ScanState::Running => progress.detail(&format!(
                "Scanning: {}, {}",
                summary::count(scan.progress.documents, "document"),
                summary::bytes(scan.progress.bytes)
            )),
        }
        let patient = started.elapsed() > EAGER_TIME;
        tokio::time::sleep(if patient {
            wait.max(asked.unwrap_or_default())
        } else {
            wait
        })
        .await;
        wait = (wait + wait / 2).min(LONGEST_WAIT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_weighs_findings_first_and_then_what_was_missed() {
        let none = Counts::default();
        let medium = Counts { medium: 2, ..none };
        let rows = [
            (Threshold::Low, none, 0, Verdict::Clean),
            (Threshold::Low, medium, 0, Verdict::Found),
            (Threshold::Medium, medium, 3, Verdict::Found),
            (Threshold::High, medium, 0, Verdict::Clean),
            (Threshold::High, medium, 1, Verdict::Incomplete),
            (Threshold::Never, medium, 0, Verdict::Clean),
            (Threshold::Low, none, 1, Verdict::Incomplete),
        ];
        for (threshold, counts, unreadable, expected) in rows {
            assert_eq!(
                verdict(threshold, counts, unreadable),
                expected,
                "{threshold:?} {counts:?} {unreadable}"
            );
        }
    }
}
