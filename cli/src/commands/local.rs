//! `polder scan --local`: the engine in this process, without a platform.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::{Branding, FindingState, Locale, Name, ScanState, SourceKind};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use report::{Brand, FindingOut, Presentation, ScanOut, SourceOut, UnreadOut};

use super::Interruption;
use super::scan::{show, verdict};
use crate::arguments::{Format, ScanArguments};
use crate::baseline::{self, Baseline};
use crate::engine::{self, Content, Decisions, Item, Outcome, Stopped};
use crate::exit::{Failure, Verdict};
use crate::git::{Repository, Wanted};
use crate::model::{self, Counts};
use crate::output::Output;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::summary::{self, Comparison, Summary};
use crate::table;
use crate::walk::{Omission, WalkError, unread, unreadable, walk};

/// Entries of a baseline that are told one by one when they are gone.
const GONE_MAX: usize = 10;

/// What to scan, and how.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) path: PathBuf,
    pub(super) exclude: Vec<String>,
    /// What of the repository, instead of the files themselves.
    pub(super) wanted: Option<Wanted>,
    /// The file to compare with; the one at the root if it isn't said.
    pub(super) baseline: Option<PathBuf>,
    /// Whether to compare with a baseline at all.
    pub(super) compares: bool,
    /// Files that are never scanned.
    pub(super) unwanted: Vec<PathBuf>,
}

/// Scans and shows what was found.
pub(super) async fn run(
    arguments: &ScanArguments,
    progress: &Progress,
    output: &Output,
    interruption: &Interruption,
) -> Result<Verdict, Failure> {
    let started = Timestamp::now();
    let wanted = wanted(arguments);
    let is_whole = wanted.is_none();
    let request = Request {
        path: arguments.path.clone(),
        exclude: arguments.exclude.clone(),
        wanted,
        baseline: arguments.baseline.clone(),
        compares: true,
        unwanted: output.file().map(ToOwned::to_owned).into_iter().collect(),
    };
    let outcome = scan(request, progress, interruption).await?;

    let unreadable = unreadable(&outcome.omissions);
    let unread = unread(&outcome.omissions);
    let counts = counts(&outcome);
    let comparison = outcome.baseline.as_ref().map(|baseline| {
        // What wasn't looked at isn't gone.
        let gone: Vec<_> = baseline.gone().filter(|_| is_whole).collect();
        let named = gone.iter().take(GONE_MAX);
        Comparison {
            known: outcome.known,
            gone: gone.len(),
            named: named
                .map(|entry| {
                    format!(
                        "{} in {} ({})",
                        entry.detector, entry.path, entry.fingerprint
                    )
                })
                .collect(),
        }
    });
    let summary = Summary {
        counts,
        risk: outcome.risk.as_ref().map(|risk| model::Risk {
            score: f64::from(risk.score),
        }),
        work: model::Work {
            documents: outcome.work.documents,
            bytes: outcome.work.bytes,
        },
        unreadable,
        accepted: outcome.accepted,
        false_positive: 0,
        dropped: outcome.dropped,
        comparison,
        changes: None,
        reused_from: None,
        usage: None,
    };
    let mut findings = outcome.findings;
    findings.sort_by(|a, b| {
        let place = |finding: &FindingOut| (finding.location.line, finding.location.column);
        b.severity
            .cmp(&a.severity)
            .then_with(|| a.location.path.cmp(&b.location.path))
            .then_with(|| place(a).cmp(&place(b)))
    });
    let scan = ScanOut {
        id: engine::local_scan(),
        name: name(&arguments.path),
        state: ScanState::Completed,
        source: SourceOut {
            kind: SourceKind::Upload,
            file_name: String::new(),
            bytes: outcome.work.bytes,
            website: None,
        },
        created_at: started,
        created_by: "local".to_owned(),
        started_at: Some(started),
        finished_at: Some(Timestamp::now()),
        progress: outcome.work,
        findings: outcome.counts,
        findings_accepted: outcome.accepted,
        findings_false_positive: 0,
        findings_dropped: outcome.dropped,
        risk: outcome.risk,
        failure: None,
        engine_version: detect::VERSION.to_owned(),
        series: None,
        comparison: None,
        reused_from: None,
        schedule: None,
        rules_version: None,
        verdict: None,
    };
    let report = report(arguments, &scan, &findings, &unread, output)?;
    progress.finish();
    show(arguments.format, output, report, &summary, progress)?;
    Ok(verdict(arguments.fail_on, counts, unreadable))
}

/// What of the repository was asked for, if not the files themselves.
fn wanted(arguments: &ScanArguments) -> Option<Wanted> {
    if arguments.staged {
        Some(Wanted::Staged)
    } else if let Some(revision) = &arguments.diff {
        Some(Wanted::Since(revision.clone()))
    } else {
        arguments
            .history
            .clone()
            .map(|revision| Wanted::History(Some(revision).filter(|named| !named.is_empty())))
    }
}

/// The report in the format that was asked for.
fn report(
    arguments: &ScanArguments,
    scan: &ScanOut,
    findings: &[FindingOut],
    unread: &[UnreadOut],
    output: &Output,
) -> Result<Vec<u8>, Failure> {
    let document = || {
        let how = Presentation {
            language: arguments.language.map_or(Locale::En, Locale::from),
            zone: TimeZone::system(),
            brand: Brand::new("Polder", Branding::default()),
        };
        report::of_scan(scan, findings, how)
    };
    Ok(match arguments.format {
        Format::Table => {
            let open: Vec<model::Finding> = findings.iter().filter_map(to_deal_with).collect();
            table::render(&open, output.screen()).into_bytes()
        }
        Format::Json => report::json(scan, findings, unread)?,
        Format::Sarif => report::sarif(scan, findings, unread, &root(&arguments.path))?,
        Format::Csv => report::csv(findings)?,
        Format::Html => report::html(&document()),
        Format::Pdf => report::pdf(&document())?,
    })
}

/// Scans on threads of their own, until it is done or somebody wants to stop.
pub(super) async fn scan(
    request: Request,
    progress: &Progress,
    interruption: &Interruption,
) -> Result<Outcome, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let (stopping, telling) = (Arc::clone(&stop), progress.clone());
    let mut work =
        tokio::task::spawn_blocking(move || find_and_scan(&request, &telling, &stopping));
    tokio::select! {
        result = &mut work => result.map_err(|_| Failure::Interrupted)?,
        () = interruption.asked() => {
            stop.store(true, Ordering::Relaxed);
            Err(Failure::Interrupted)
        }
    }
}

fn find_and_scan(
    request: &Request,
    progress: &Progress,
    stop: &AtomicBool,
) -> Result<Outcome, Failure> {
    let root = &request.path;
    let mut settings = Settings::of(root)?;
    let exclusions = settings.exclusions(&request.exclude)?;
    let rules = settings.rules();
    let (ignores, expired) = settings.ignores(Zoned::now().date());
    for expired in &expired {
        progress.warn(&expired.to_string());
    }
    let (baseline, baseline_file) = if request.compares {
        open_baseline(request)?
    } else {
        (None, root.join(baseline::FILE_NAME))
    };
    let mut unwanted = request.unwanted.clone();
    unwanted.extend(baseline_file.canonicalize());
    // Known or not: a baseline is about findings and holds none.
    unwanted.extend(root.join(baseline::FILE_NAME).canonicalize());

    let mut omissions: Vec<Omission> = Vec::new();
    let mut repository = None;
    let items: Vec<Item> = if let Some(wanted) = &request.wanted {
        progress.step("Asking git");
        let opened = Repository::open(root)?;
        let listing = opened.list(wanted)?;
        if listing.is_shallow {
            progress.warn("the clone is shallow: what its history left out is not scanned");
        }
        if listing.submodules > 0 {
            let submodules = summary::count(listing.submodules as u64, "submodule");
            progress.warn(&format!(
                "{submodules} passed over: scan them by themselves"
            ));
        }
        repository = Some(opened);
        let mut seen = std::collections::HashSet::new();
        let is_history = matches!(wanted, Wanted::History(_));
        listing
            .blobs
            .into_iter()
            .filter(|blob| {
                !exclusions.cover_file(&blob.path)
                    && blob.path != baseline::FILE_NAME
                    // Decisions and rules are about paths: the same bytes elsewhere are judged there too.
                    && (!is_history || seen.insert((blob.path.clone(), blob.id.clone())))
            })
            .filter_map(|blob| {
                // What a baseline or an exclusion knew by another path is as new here as it is for a whole scan.
                let is_new = |from| baseline.is_some() || exclusions.cover_file(from);
                let lines = match &blob.moved_from {
                    Some(from) if is_new(from) => None,
                    Some(_) if blob.lines.as_ref().is_some_and(Vec::is_empty) => return None,
                    Some(_) | None => blob.lines,
                };
                Some(Item {
                    path: blob.path,
                    content: Content::Blob(blob.id),
                    lines,
                    commit: blob.commit,
                })
            })
            .collect()
    } else {
        progress.step(&format!("Looking into {}", root.display()));
        let found = walk(root, &exclusions, &unwanted, stop)?;
        if found.files.is_empty() {
            return Err(WalkError::Empty {
                path: root.clone(),
                omissions: found.omissions,
            }
            .into());
        }
        for omission in &found.omissions {
            progress.warn(&omission.to_string());
        }
        omissions = found.omissions;
        found
            .files
            .into_iter()
            .map(|(path, file)| Item {
                path,
                content: Content::File(file),
                lines: None,
                commit: None,
            })
            .collect()
    };
    let mut outcome = examine(
        &items,
        repository.as_ref(),
        Decisions {
            ignores,
            baseline,
            rules,
            once: matches!(request.wanted, Some(Wanted::History(_))),
        },
        progress,
        stop,
    )?;
    outcome.omissions.extend(omissions);
    Ok(outcome)
}

/// The scan itself, with what it has to say besides findings.
fn examine(
    items: &[Item],
    repository: Option<&Repository>,
    decisions: Decisions,
    progress: &Progress,
    stop: &AtomicBool,
) -> Result<Outcome, Failure> {
    let count = items.len() as u64;
    let files = if repository.is_some() {
        "version"
    } else {
        "file"
    };
    progress.count(&format!("Scanning {}", summary::count(count, files)), count);
    let done = |done| progress.advance_to(done);
    let outcome = engine::scan(items, repository, decisions, stop, &done);
    let outcome = outcome.map_err(|stopped| match stopped {
        Stopped::Interrupted => Failure::Interrupted,
        Stopped::Git(error) => Failure::Git(error),
    })?;
    for omission in &outcome.omissions {
        progress.warn(&omission.to_string());
    }
    if outcome.lfs_pointers > 0 {
        let pointers = summary::count(outcome.lfs_pointers as u64, "Git LFS pointer");
        progress.warn(&format!(
            "{pointers} passed over: the repository does not hold these files"
        ));
    }
    for (location, why) in &outcome.not_allowed {
        progress.warn(&format!(
            "{}:{}: {why}",
            location.path,
            location.line.unwrap_or_default()
        ));
    }
    Ok(outcome)
}

/// The baseline to compare with, and where it stands or would.
fn open_baseline(request: &Request) -> Result<(Option<Baseline>, PathBuf), Failure> {
    if let Some(file) = &request.baseline {
        return Ok((Some(Baseline::read(file)?), file.clone()));
    }
    let file = request.path.join(baseline::FILE_NAME);
    let baseline = if request.path.is_dir() && file.is_file() {
        Some(Baseline::read(&file)?)
    } else {
        None
    };
    Ok((baseline, file))
}

fn counts(outcome: &Outcome) -> Counts {
    Counts {
        critical: outcome.counts.critical,
        high: outcome.counts.high,
        medium: outcome.counts.medium,
        low: outcome.counts.low,
    }
}

/// A finding for the table, unless it is accepted or known.
fn to_deal_with(finding: &FindingOut) -> Option<model::Finding> {
    let is_open = match finding.state {
        FindingState::Open | FindingState::Confirmed => true,
        FindingState::FalsePositive | FindingState::Accepted | FindingState::Fixed => false,
    };
    if !is_open || finding.baseline == Some(report::Baseline::Unchanged) {
        return None;
    }
    Some(model::Finding {
        title: finding.title.clone(),
        severity: match finding.severity {
            domain::Severity::Critical => model::Severity::Critical,
            domain::Severity::High => model::Severity::High,
            domain::Severity::Medium => model::Severity::Medium,
            domain::Severity::Low => model::Severity::Low,
        },
        article: Some(finding.article.clone()),
        location: model::Location {
            path: finding.location.path.clone(),
            part: finding.location.part.clone(),
            line: finding.location.line,
            column: finding.location.column,
        },
        evidence: Some(finding.evidence.clone()),
        occurrences: finding.occurrences,
        commit: finding.commit.clone(),
        state: model::FindingState::Open,
    })
}

/// Where the scanned folder lies in its repository, or without one in the working directory: `src/`. Empty where it is
/// that itself, or lies elsewhere.
fn root(path: &Path) -> String {
    if let Ok(prefix) = Repository::open(path).and_then(|repository| repository.prefix()) {
        return prefix;
    }
    let within = || {
        let real = path.canonicalize().ok()?;
        let folder = if real.is_dir() {
            &*real
        } else {
            real.parent()?
        };
        let working = std::env::current_dir().ok()?.canonicalize().ok()?;
        Some(folder.strip_prefix(working).ok()?.to_owned())
    };
    let within = within().unwrap_or_default();
    let names = within.components().map(|name| {
        let name = name.as_os_str().to_string_lossy();
        format!("{name}/")
    });
    names.collect()
}

/// What the scan is called: after what was scanned.
fn name(path: &Path) -> Name {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = real
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let shown: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
    Name::try_from(shown)
        .or_else(|_| Name::try_from("scan".to_owned()))
        .unwrap_or_else(|_| unreachable!("“scan” is a name"))
}
