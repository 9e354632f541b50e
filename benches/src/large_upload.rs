//! The largest upload through the worker as it is shipped: how much memory it takes.

use std::fmt::Write as _;

use domain::{MAX_UPLOAD_BYTES, ScanState};
use tokio::process::Command;

use crate::budgets::Sheet;
use crate::cloud::Cloud;
use crate::function::{self, Environment};
use crate::runtime_api::{Report, RuntimeApi};
use crate::{Error, event};

/// What the function is given, less what the runtime around it takes.
const RESIDENT_BYTES: u64 = 512 << 20;
/// What a scan may take beside the largest document held whole; the process and the SDK come on top of that.
const SCAN_BYTES: u64 = 64 << 20;

/// Prints the table; whether the budget holds.
pub(crate) async fn run() -> Result<bool, Error> {
    let cloud = Cloud::start().await?;
    let worker = cloud.function("scan-worker")?;
    // All of them, because alone the worker would be built anew, with fewer features of what they share.
    function::build(&cloud.functions).await?;
    eprintln!("uploading a log of 1 GiB");
    cloud.set_content(log()?).await?;
    eprintln!("scanning it, which takes about a minute");
    let environment = Environment {
        aws_endpoint: cloud.endpoint(),
    };
    let mut api = RuntimeApi::start().await?;
    let run = Command::new(function::binary(worker)?);
    let process = function::start(run, worker, &environment, &api)?;
    api.asked().await?;
    let at_rest = peak_resident(process.id())?;
    let report = api.invoke(event::sample("scan-worker")?).await?;
    let peak = peak_resident(process.id())?;
    let scan = cloud.scan().await?;
    let whole = scan.progress.bytes == MAX_UPLOAD_BYTES;
    if !matches!(report, Report::Answer(_)) || scan.state != ScanState::Completed || !whole {
        return Err(format!("the scan is {:?} after {report}", scan.state).into());
    }
    let mut sheet = Sheet::new();
    sheet.note("content, bytes", scan.progress.bytes);
    sheet.note("findings", scan.findings.total());
    sheet.note("resident before the event, bytes", at_rest);
    sheet.add("resident at most, bytes", RESIDENT_BYTES, peak);
    let grown = peak.saturating_sub(at_rest);
    sheet.add("of that for the scan, bytes", SCAN_BYTES, grown);
    sheet.print();
    Ok(sheet.holds())
}

/// As much as an upload may have, of lines that all differ; some have something to find.
fn log() -> Result<Vec<u8>, Error> {
    let bytes = usize::try_from(MAX_UPLOAD_BYTES)?;
    let mut text = String::with_capacity(bytes + 256);
    let mut line = 0_u64;
    while text.len() < bytes {
        let (host, millis) = (line % 251, line % 977);
        write!(
            text,
            "2026-05-11T09:14:{:02}.{millis:03}Z INFO  shop::orders request={line:012x} path=/orders/{} took={millis}ms",
            line % 60,
            line * 7
        )?;
        if line.is_multiple_of(50) {
            write!(
                text,
                " customer=klant{line}@bakkerijvries.nl from=84.22.{}.{host}",
                line % 249
            )?;
        }
        text.push('\n');
        line += 1;
    }
    text.truncate(bytes);
    Ok(text.into_bytes())
}

/// The most that a process has had in memory at once, as Linux counts it.
fn peak_resident(process: Option<u32>) -> Result<u64, Error> {
    let id = process.ok_or("the function is gone")?;
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|it| it.trim().strip_suffix("kB"));
    let kibibytes = kibibytes.ok_or("the system does not say what a process takes")?;
    Ok(kibibytes.trim().parse::<u64>()? << 10)
}
