//! SARIF 2.1.0 (OASIS), for code hosts and editors.
//!
//! Beyond the schema it keeps to what GitHub's code scanning asks for (“SARIF support for code scanning”, and its
//! limits), because what it refuses is refused whole: each rule with descriptions, help in Markdown, `precision`, a
//! `security-severity` and few tags; each result with a region and a `primaryLocationLineHash`; no more than 25,000
//! results a run, of which it shows the 5,000 most severe, in a file of at most 10 MB when gzipped.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use detect::DECIDED_BY_FILE;
use domain::{Category, FINDINGS_MAX, FindingState, Severity, SourceKind};
use serde::{Serialize, Serializer};
use serde_json::json;
use serde_sarif::sarif::{
    ArtifactLocation, Invocation, Location, LogicalLocation, Message, MultiformatMessageString,
    Notification, PhysicalLocation, PropertyBag, Region, ReportingConfiguration,
    ReportingDescriptor, Result as SarifResult, ResultKind, ResultLevel, Run, Suppression, Tool,
    ToolComponent,
};

use crate::ReportError;
use crate::model::{FindingOut, ScanOut, UnreadOut};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The most results of a run that GitHub takes; with one more it refuses the file.
const RESULTS_MAX: usize = 25_000;
/// The most characters of a description that GitHub takes.
const DESCRIPTION_MAX_CHARS: usize = 1_024;

/// Writes the log of one run.
///
/// Of more findings than 25,000 the most severe are told, and that there are more; also how many the scan did not keep.
/// What could not be read is told as well. `root` is where the scanned folder lies in the repository (`src/`), so that a code host finds its files; empty where
/// that isn't known.
///
/// # Errors
/// When a value does not fit the format, which none that the engine tells does.
pub fn sarif(
    scan: &ScanOut,
    findings: &[FindingOut],
    unread: &[UnreadOut],
    root: &str,
) -> Result<Vec<u8>, ReportError> {
    let mut told: Vec<_> = findings.iter().collect();
    if told.len() > RESULTS_MAX {
        told.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        told.truncate(RESULTS_MAX);
    }
    let mut rules: BTreeMap<&str, &FindingOut> = BTreeMap::new();
    for finding in &told {
        rules.entry(&finding.detector).or_insert(finding);
    }
    let index: BTreeMap<&str, i64> = rules.keys().copied().zip(0..).collect();
    let driver = ToolComponent::builder()
        .name("Polder")
        .version(scan.engine_version.clone())
        .semantic_version(scan.engine_version.clone())
        .rules(
            rules
                .values()
                .map(|finding| rule(finding))
                .collect::<Vec<_>>(),
        )
        .build();
    let run = Run::builder()
        .column_kind(json!("unicodeCodePoints"))
        .tool(Tool::builder().driver(driver).build())
        .invocations(vec![invocation(
            scan.findings_dropped,
            findings.len() - told.len(),
            unread,
            root,
        )])
        .build();
    let mut seen = HashMap::new();
    let results = told.iter().map(|finding| {
        let rule_index = index.get(&*finding.detector).copied().unwrap_or(-1);
        let place = Place::of(finding, scan.source.kind);
        let line_hash = line_hash(&mut seen, finding, place.file);
        result(finding, rule_index, line_hash, &place, root)
    });
    let results = Each(Cell::new(Some(results)));
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [WithResults { run, results }],
    };
    Ok(serde_json::to_vec(&log)?)
}

/// A log whose results are made one by one while it is written: a result takes kilobytes, most of them room for
/// what it could say as well.
#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [R; 1],
}

#[derive(Serialize)]
struct WithResults<R> {
    #[serde(flatten)]
    run: Run,
    results: R,
}

/// Written once.
struct Each<I>(Cell<Option<I>>);

impl<I: Iterator<Item: Serialize>> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.take().into_iter().flatten())
    }
}

/// How the run went: whether there are findings that it does not tell, and what it could not read.
///
/// A notification of level `error` says that the results are not complete (SARIF, appendix I). The execution is successful
/// all the same: of one that isn't, GitHub refuses the results, and so the findings in what could be read.
fn invocation(dropped: u64, left_out: usize, unread: &[UnreadOut], root: &str) -> Invocation {
    let dropped = (dropped > 0).then(|| {
        format!(
            "{dropped} further findings were counted and are not listed: a scan keeps {FINDINGS_MAX}, with room for the \
             worst. Scan parts of the content by themselves to see them."
        )
    });
    let left_out = (left_out > 0).then(|| {
        format!(
            "{left_out} further findings, the least severe, are left out: code hosts take {RESULTS_MAX}."
        )
    });
    let notifications = [dropped, left_out].into_iter().flatten().map(|words| {
        Notification::builder()
            .level(json!("warning"))
            .message(Message::builder().text(words).build())
            .build()
    });
    let unread = unread.iter().map(|unread| {
        let artifact = ArtifactLocation::builder()
            .uri(format!("{}{}", uri(root), uri(&unread.path)))
            .build();
        let physical = PhysicalLocation::builder()
            .artifact_location(artifact)
            .build();
        let words = format!("{} could not be read: {}", unread.path, unread.reason);
        Notification::builder()
            .level(json!("error"))
            .message(Message::builder().text(words).build())
            .locations(vec![
                Location::builder().physical_location(physical).build(),
            ])
            .build()
    });
    let notifications: Vec<_> = notifications.chain(unread).collect();
    Invocation::builder()
        .execution_successful(true)
        .tool_execution_notifications(notifications)
        .build()
}

/// What a code host recognises a result by, together with its file and rule. The same value twice in a file is two
/// results, so they are counted, as `CodeQL` counts equal lines; what lies in an archive lies in that file.
fn line_hash<'a>(
    seen: &mut HashMap<(&'a str, &'a str, &'a str), u64>,
    finding: &'a FindingOut,
    file: &'a str,
) -> String {
    let number = seen
        .entry((&*finding.detector, file, &*finding.fingerprint))
        .or_default();
    *number += 1;
    format!("{}:{number}", finding.fingerprint)
}

/// Where a finding is, as a code host sees it: it opens files and knows nothing of what lies in them.
struct Place<'a> {
    /// The file, or the address of the page.
    file: &'a str,
    /// The path in an archive, a mail or another file that has files in it.
    inner: Option<&'a str>,
    /// Whether the file is an address.
    is_address: bool,
}

impl<'a> Place<'a> {
    fn of(finding: &'a FindingOut, kind: SourceKind) -> Self {
        let path = finding.location.path.as_str();
        let is_website = match kind {
            SourceKind::Website => true,
            SourceKind::Text | SourceKind::Upload | SourceKind::Assessment => false,
        };
        let schemes = ["http://", "https://"];
        if is_website && schemes.iter().any(|scheme| path.starts_with(scheme)) {
            return Self {
                file: path,
                inner: None,
                is_address: true,
            };
        }
        let (file, inner) = match &finding.file {
            Some(file) if file == path => (path, None),
            Some(file) => {
                let within = path.strip_prefix(&**file);
                let inner = within.and_then(|within| within.strip_prefix("!/"));
                (&**file, Some(inner.unwrap_or(path)))
            }
            // The name of a folder may end in `!` too, which the path alone doesn't tell.
            None => match path.split_once("!/") {
                Some((file, inner)) if !file.is_empty() => (file, Some(inner)),
                Some(_) | None => (path, None),
            },
        };
        Self {
            file: if file.is_empty() { "text" } else { file },
            inner,
            is_address: false,
        }
    }

    fn uri(&self, root: &str) -> String {
        if self.is_address {
            address(self.file)
        } else {
            format!("{}{}", uri(root), uri(self.file))
        }
    }

    /// Where in the file it is, beside a line of it.
    fn in_file(&self, part: Option<&str>) -> Option<String> {
        match (self.inner, part) {
            (Some(inner), Some(part)) => Some(format!("{inner}/{part}")),
            (Some(inner), None) => Some(inner.to_owned()),
            (None, part) => part.map(ToOwned::to_owned),
        }
    }
}

fn rule(finding: &FindingOut) -> ReportingDescriptor {
    let meta = crate::model::meta(&finding.detector);
    let help = meta.map_or(finding.title.as_str(), |meta| meta.help.en);
    let severity = meta.map_or(finding.severity, |meta| meta.severity);
    let text = |text: &str| {
        let text: String = text.chars().take(DESCRIPTION_MAX_CHARS).collect();
        MultiformatMessageString::builder().text(text).build()
    };
    let level = serde_json::to_value(level(severity)).unwrap_or_default();
    let mut properties = BTreeMap::new();
    // What code hosts sort and colour by: 0.0 to 10.0.
    properties.insert(
        "security-severity".to_owned(),
        json!(security_severity(severity)),
    );
    // `security` is what makes a code host treat it as more than style.
    properties.insert(
        "tags".to_owned(),
        json!(["security", "privacy", finding.category]),
    );
    properties.insert("precision".to_owned(), json!(precision(finding.category)));
    properties.insert("article".to_owned(), json!(finding.article));
    ReportingDescriptor::builder()
        .id(finding.detector.clone())
        .name(finding.title.clone())
        .short_description(text(&finding.title))
        .full_description(text(&format!("{} ({})", finding.title, finding.article)))
        .help(
            MultiformatMessageString::builder()
                .text(help)
                .markdown(format!(
                    "{help}\n\n**Law:** {}\n\nThe evidence is masked: the value itself is nowhere in this report.",
                    finding.article
                ))
                .build(),
        )
        .default_configuration(ReportingConfiguration::builder().level(level).build())
        .properties(
            PropertyBag::builder()
                .additional_properties(properties)
                .build(),
        )
        .build()
}

fn result(
    finding: &FindingOut,
    rule_index: i64,
    line_hash: String,
    place: &Place<'_>,
    root: &str,
) -> SarifResult {
    let mut message = format!(
        "{}: {} ({})",
        finding.title, finding.evidence, finding.article
    );
    let at = &finding.location;
    if let Some(inner) = place.inner {
        let _ = write!(message, ", in {inner}");
        if let Some(line) = at.line {
            let _ = write!(message, ", line {line}");
        }
    }
    let artifact = ArtifactLocation::builder().uri(place.uri(root)).build();
    let physical = PhysicalLocation::builder()
        .artifact_location(artifact)
        .region(region(at, place))
        .build();
    let location = match place.in_file(at.part.as_deref()) {
        Some(name) => {
            let logical = LogicalLocation::builder()
                .fully_qualified_name(name)
                .build();
            Location::builder()
                .physical_location(physical)
                .logical_locations(vec![logical])
                .build()
        }
        None => Location::builder().physical_location(physical).build(),
    };
    let fingerprints = BTreeMap::from([
        ("polder/v1".to_owned(), finding.fingerprint.clone()),
        ("primaryLocationLineHash".to_owned(), line_hash),
    ]);
    let mut result = SarifResult::builder()
        .rule_id(finding.detector.clone())
        .rule_index(rule_index)
        .kind(ResultKind::Fail)
        .level(level(finding.severity))
        .message(Message::builder().text(message).build())
        .locations(vec![location])
        .partial_fingerprints(fingerprints)
        .occurrence_count(i64::try_from(finding.occurrences).unwrap_or(i64::MAX))
        .rank(finding.confidence * security_number(finding.severity) * 10.0)
        .suppressions(suppressions(finding))
        .build();
    result.baseline_state = finding.baseline.map(|state| json!(state.as_str()));
    result.properties = finding.commit.as_ref().map(|commit| {
        PropertyBag::builder()
            .additional_properties(BTreeMap::from([("commit".to_owned(), json!(commit))]))
            .build()
    });
    result
}

/// A page, a cell or a line of a file within a file is no line of the file. Without a region the alert has no place to
/// stand, so it stands at the top; the logical location says where in it.
fn region(at: &domain::Location, place: &Place<'_>) -> Region {
    let mut region = Region::builder()
        .start_line(1)
        .start_column(1)
        .end_line(1)
        .build();
    if place.inner.is_some() {
        return region;
    }
    let number = |number: Option<u64>| number.and_then(|number| i64::try_from(number).ok());
    region.start_line = number(at.line).or(Some(1));
    region.start_column = number(at.column).or(Some(1));
    region.end_line = number(at.end_line.or(at.line)).or(Some(1));
    region.end_column = number(at.end_column);
    region
}

/// Findings that people settled are suppressed, with the reason that they gave: in the source where a comment
/// says so.
fn suppressions(finding: &FindingOut) -> Vec<Suppression> {
    match finding.state {
        FindingState::Open | FindingState::Confirmed | FindingState::Fixed => Vec::new(),
        FindingState::FalsePositive | FindingState::Accepted => {
            let kind = match finding.triaged_by.as_deref() {
                Some(DECIDED_BY_FILE) => "inSource",
                Some(_) | None => "external",
            };
            vec![
                Suppression::builder()
                    .kind(json!(kind))
                    .justification(finding.reason.clone().unwrap_or_default())
                    .build(),
            ]
        }
    }
}

/// A path as a relative reference (RFC 3986): everything but unreserved characters and slashes is
/// escaped.
fn uri(path: &str) -> String {
    escaped(path, b"-._~/")
}

/// An address as it is: what has a meaning in it keeps that, and so does what is escaped already.
fn address(url: &str) -> String {
    escaped(url, b"-._~/:?#[]@!$&'()*+,;=%")
}

fn escaped(text: &str, plain: &[u8]) -> String {
    text.bytes()
        .fold(String::with_capacity(text.len()), |mut uri, byte| {
            if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
                uri.push(char::from(byte));
            } else {
                let _ = write!(uri, "%{byte:02X}");
            }
            uri
        })
}

/// How often a rule is right when it fires, as code hosts ask; they order by it. Of a kind, not of a run: a rule is
/// the same in every run.
fn precision(category: Category) -> &'static str {
    match category {
        Category::File | Category::Compliance => "very-high",
        Category::Secret | Category::Website => "high",
        Category::PersonalData | Category::CodeSmell => "medium",
        // Lists of words about people: what they are said of is not always a person.
        Category::SpecialCategory => "low",
    }
}

fn level(severity: Severity) -> ResultLevel {
    match severity {
        Severity::Critical | Severity::High => ResultLevel::Error,
        Severity::Medium => ResultLevel::Warning,
        Severity::Low => ResultLevel::Note,
    }
}

fn security_severity(severity: Severity) -> String {
    format!("{:.1}", security_number(severity))
}

fn security_number(severity: Severity) -> f64 {
    match severity {
        Severity::Critical => 9.5,
        Severity::High => 8.0,
        Severity::Medium => 5.5,
        Severity::Low => 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::{address, uri};

    #[test]
    fn paths_are_escaped() {
        let rows = [
            ("src/a.py", "src/a.py"),
            ("a b.txt", "a%20b.txt"),
            ("é#?", "%C3%A9%23%3F"),
        ];
        for (path, wanted) in rows {
            assert_eq!(uri(path), wanted);
        }
    }

    #[test]
    fn addresses_stay_addresses() {
        let rows = [
            ("http://shop.test:3000/", "http://shop.test:3000/"),
            (
                "https://shop.test/a%20b/?q=1&r=[2]#top",
                "https://shop.test/a%20b/?q=1&r=[2]#top",
            ),
            ("https://shop.test/é x", "https://shop.test/%C3%A9%20x"),
        ];
        for (url, wanted) in rows {
            assert_eq!(address(url), wanted);
        }
    }
}
