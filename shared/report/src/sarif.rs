//! SARIF 2.1.0 (OASIS), for code hosts and editors.

use std::collections::BTreeMap;

use detect::{DECIDED_BY_FILE, Engine};
use domain::{FindingState, Severity};
use serde_json::json;
use serde_sarif::sarif::{
    ArtifactLocation, Location, LogicalLocation, Message, MultiformatMessageString,
    PhysicalLocation, PropertyBag, Region, ReportingConfiguration, ReportingDescriptor,
    Result as SarifResult, ResultKind, ResultLevel, Run, Sarif, Suppression, Tool, ToolComponent,
};

use crate::ReportError;
use crate::model::FindingOut;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the log of one run.
///
/// # Errors
/// When a value does not fit the format, which none that the engine tells does.
pub fn sarif(engine_version: &str, findings: &[FindingOut]) -> Result<Vec<u8>, ReportError> {
    let mut rules: BTreeMap<&str, &FindingOut> = BTreeMap::new();
    for finding in findings {
        rules.entry(&finding.detector).or_insert(finding);
    }
    let index: BTreeMap<&str, i64> = rules.keys().copied().zip(0..).collect();
    let driver = ToolComponent::builder()
        .name("Polder")
        .version(engine_version.to_owned())
        .rules(
            rules
                .values()
                .map(|finding| rule(finding))
                .collect::<Vec<_>>(),
        )
        .build();
    let results: Vec<_> = findings
        .iter()
        .map(|finding| {
            result(
                finding,
                index.get(&*finding.detector).copied().unwrap_or(-1),
            )
        })
        .collect();
    let run = Run::builder()
        .column_kind(json!("unicodeCodePoints"))
        .tool(Tool::builder().driver(driver).build())
        .results(results)
        .build();
    let log = Sarif::builder()
        .schema(SCHEMA)
        .version(json!("2.1.0"))
        .runs(vec![run])
        .build();
    Ok(serde_json::to_vec(&log)?)
}

fn rule(finding: &FindingOut) -> ReportingDescriptor {
    let meta = Engine::standard()
        .detector(&finding.detector)
        .or_else(|| website::catalogue::check(&finding.detector));
    let help = meta.map_or(finding.title.as_str(), |meta| meta.help.en);
    let severity = meta.map_or(finding.severity, |meta| meta.severity);
    let text = |text: &str| MultiformatMessageString::builder().text(text).build();
    let level = serde_json::to_value(level(severity)).unwrap_or_default();
    let mut properties = BTreeMap::new();
    // What code hosts sort and colour by: 0.0 to 10.0.
    properties.insert(
        "security-severity".to_owned(),
        json!(security_severity(severity)),
    );
    properties.insert("tags".to_owned(), json!(["privacy", finding.category]));
    properties.insert("article".to_owned(), json!(finding.article));
    ReportingDescriptor::builder()
        .id(finding.detector.clone())
        .name(finding.title.clone())
        .short_description(text(&finding.title))
        .full_description(text(&format!("{} ({})", finding.title, finding.article)))
        .help(text(help))
        .default_configuration(ReportingConfiguration::builder().level(level).build())
        .properties(
            PropertyBag::builder()
                .additional_properties(properties)
                .build(),
        )
        .build()
}

fn result(finding: &FindingOut, rule_index: i64) -> SarifResult {
    let message = format!(
        "{}: {} ({})",
        finding.title, finding.evidence, finding.article
    );
    let path = match finding.location.path.as_str() {
        "" => "text",
        path => path,
    };
    let artifact = ArtifactLocation::builder().uri(uri(path)).build();
    let start = |number: Option<u64>| number.and_then(|number| i64::try_from(number).ok());
    let physical = match (start(finding.location.line), start(finding.location.column)) {
        (Some(line), Some(column)) => {
            let region = Region::builder()
                .start_line(line)
                .start_column(column)
                .build();
            PhysicalLocation::builder()
                .artifact_location(artifact)
                .region(region)
                .build()
        }
        (Some(line), None) => {
            let region = Region::builder().start_line(line).build();
            PhysicalLocation::builder()
                .artifact_location(artifact)
                .region(region)
                .build()
        }
        (None, _) => PhysicalLocation::builder()
            .artifact_location(artifact)
            .build(),
    };
    let location = match &finding.location.part {
        Some(part) => {
            let logical = LogicalLocation::builder()
                .fully_qualified_name(part.clone())
                .build();
            Location::builder()
                .physical_location(physical)
                .logical_locations(vec![logical])
                .build()
        }
        None => Location::builder().physical_location(physical).build(),
    };
    let fingerprints = BTreeMap::from([("polder/v1".to_owned(), finding.fingerprint.clone())]);
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
    use std::fmt::Write as _;
    path.bytes()
        .fold(String::with_capacity(path.len()), |mut uri, byte| {
            if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
                uri.push(char::from(byte));
            } else {
                let _ = write!(uri, "%{byte:02X}");
            }
            uri
        })
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
    use super::uri;

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
}
