//! Trying a rule out: on its own examples, on a probe, and on a text that somebody has.

use std::ops::ControlFlow;
use std::sync::Arc;

use domain::{RuleDefinition, RuleId};

use super::{CompiledRules, RuleError, STEPS_FLOOR, STEPS_PER_BYTE, STEPS_PER_MATCH};
use crate::engine::{Document, Engine, Options, Sink};
use crate::finding::{Finding, FingerprintKey};

/// Text such as everybody has, in which no rule finds much: letters, a list, code, figures.
const PROBE: &str = "\
Beste mevrouw Jansen,\n\
\n\
Op 14 maart hebben wij uw bestelling ontvangen; de factuur sturen wij binnen 8 werkdagen naar het adres dat bij\n\
ons bekend is. Heeft u nog vragen, dan kunt u ons van maandag tot en met vrijdag tussen 9:00 en 17:30 bellen.\n\
Met vriendelijke groet, de klantenservice\n\
\n\
| order    | aantal | bedrag  |\n\
| 20260117 | 12     | 1.240,50 |\n\
| 20260118 | 3      | 99,95    |\n\
\n\
The quick brown fox jumps over the lazy dog, which did not mind: it had read the terms and conditions twice.\n\
\n\
pub fn total(lines: &[Line]) -> u64 {\n\
    lines.iter().map(|line| line.amount * 100 / 121).sum() // without VAT\n\
}\n\
{\"id\": 4711, \"sku\": \"AB-1204-XL\", \"tags\": [\"new\", \"sale\"], \"ratio\": 0.0475, \"updated\": \"2026-11-21T04:00:00Z\"}\n\
2026-11-21 04:00:01 INFO request=9f8e7d6c5b4a status=200 bytes=5123 path=/v1/orders/20260118 duration_ms=14\n";

/// Of the probe's bytes, so many for a match: a rule that finds more there finds something everywhere.
const PROBE_BYTES_PER_MATCH: u64 = 40;

/// What a rule costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleCost {
    /// Bytes of text that were gone through.
    pub bytes: u64,
    /// Steps that were taken for them: one for each byte that was looked at, [`STEPS_PER_MATCH`] for each match.
    pub steps: u64,
    /// How many a rule may take for so much text.
    pub steps_max: u64,
    /// How large the rule is when it runs, in bytes.
    pub table_bytes: u64,
}

/// An example of a rule that doesn't come out as it must.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFailure {
    /// Which: `matches[0]`, `passes[2]`.
    pub field: String,
    /// What happened instead.
    pub detail: String,
}

/// What came of trying a rule out.
#[derive(Clone, Debug, PartialEq)]
pub struct DryRun {
    /// What the rule finds in the text, masked.
    pub findings: Vec<Finding>,
    /// What it cost there.
    pub cost: RuleCost,
    /// Its examples that fail.
    pub failures: Vec<ExampleFailure>,
}

/// What one rule told of one text.
struct Told<'r> {
    rule: &'r RuleId,
    findings: Vec<Finding>,
}

impl Sink for Told<'_> {
    fn finding(&mut self, finding: Finding) -> ControlFlow<()> {
        if finding
            .rule
            .as_ref()
            .is_some_and(|rule| rule.id == *self.rule)
        {
            self.findings.push(finding);
        }
        ControlFlow::Continue(())
    }

    fn document(&mut self, _: &Document) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// What a definition finds in a text, and the steps it takes.
fn told(
    definition: &RuleDefinition,
    rules: &Arc<CompiledRules>,
    text: &str,
) -> (Vec<Finding>, u64) {
    // Nobody sees these fingerprints.
    let mut options = Options::new(FingerprintKey::new([0; 32]));
    options.rules = Some(Arc::clone(rules));
    let mut told = Told {
        rule: &definition.id,
        findings: Vec::new(),
    };
    let steps = Engine::standard().scan_text(text, &options, &mut told);
    (told.findings, steps)
}

/// The rule alone, without the files that it is limited to: an example has no name.
fn alone(definition: &RuleDefinition) -> Result<Arc<CompiledRules>, RuleError> {
    let checked = CompiledRules::of([definition]);
    if let Some((_, error)) = checked.broken.into_iter().next() {
        return Err(error);
    }
    let anywhere = RuleDefinition {
        include: Vec::new(),
        exclude: Vec::new(),
        ..definition.clone()
    };
    Ok(Arc::new(CompiledRules::of([&anywhere])))
}

/// Whether a rule may be kept, and which of its examples fail.
///
/// # Errors
/// When it can't be run, or finds something nearly everywhere.
pub fn check_rule(definition: &RuleDefinition) -> Result<Vec<ExampleFailure>, RuleError> {
    let rules = alone(definition)?;
    probe(definition, &rules)?;
    Ok(failures(definition, &rules))
}

/// Tries a rule out on a text, and on its examples.
///
/// # Errors
/// As [`check_rule`].
pub fn dry_run(definition: &RuleDefinition, text: &str) -> Result<DryRun, RuleError> {
    let rules = alone(definition)?;
    probe(definition, &rules)?;
    let (findings, steps) = told(definition, &rules, text);
    let bytes = text.len() as u64;
    Ok(DryRun {
        findings,
        cost: RuleCost {
            bytes,
            steps,
            steps_max: STEPS_FLOOR.saturating_add(STEPS_PER_BYTE.saturating_mul(bytes)),
            table_bytes: rules
                .rules
                .iter()
                .map(|rule| rule.table_bytes() as u64)
                .sum(),
        },
        failures: failures(definition, &rules),
    })
}

/// Refuses a rule that finds something in any text, or costs so much that it would be stopped in any.
fn probe(definition: &RuleDefinition, rules: &Arc<CompiledRules>) -> Result<(), RuleError> {
    // What the words around a match decide is no matter here: they are read for every match.
    let bare = RuleDefinition {
        context_required: false,
        allow: Vec::new(),
        ..definition.clone()
    };
    let (_, steps) = told(&bare, rules, PROBE);
    let bytes = PROBE.len() as u64;
    let field = if definition.pattern.is_some() {
        "pattern"
    } else {
        "keywords"
    };
    let refused = |detail: &str| {
        Err(RuleError {
            field: field.to_owned(),
            detail: detail.to_owned(),
        })
    };
    if steps > STEPS_PER_BYTE * bytes || steps > STEPS_PER_MATCH * (bytes / PROBE_BYTES_PER_MATCH) {
        return refused(
            "finds or tries something nearly everywhere in ordinary text: begin it with what only such values \
             begin with, or ask for more characters",
        );
    }
    Ok(())
}

fn failures(definition: &RuleDefinition, rules: &Arc<CompiledRules>) -> Vec<ExampleFailure> {
    let finds = |text: &str| !told(definition, rules, text).0.is_empty();
    let failing =
        |field: &str, examples: &[String], must: bool, detail: &str| -> Vec<ExampleFailure> {
            examples
                .iter()
                .enumerate()
                .filter(|(_, example)| finds(example) != must)
                .map(|(number, _)| ExampleFailure {
                    field: format!("{field}[{number}]"),
                    detail: detail.to_owned(),
                })
                .collect()
        };
    let mut failures = failing(
        "matches",
        &definition.matches,
        true,
        "the rule finds nothing in it",
    );
    failures.extend(failing(
        "passes",
        &definition.passes,
        false,
        "the rule finds something in it",
    ));
    failures
}
