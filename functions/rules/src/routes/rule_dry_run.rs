//! `POST /v1/rules/{rule}/dry-run`

use api::{Answer, Authorized, Code, Found, Gate, JsonBody, PathParams, Problem};
use axum::extract::State;
use detect::Finding;
use domain::{Rule, RuleDryRun, RuleId, Severity};
use serde::{Deserialize, Serialize};
use tenancy::permit;

use crate::model::FailureOut;
use crate::running::apart;

/// The most of a text, in bytes.
const TEXT_BYTES_MAX: usize = 256 << 10;
/// The most findings that are shown; the others are counted.
const SHOWN_MAX: usize = 100;

/// What to try the rule on.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DryRunIn {
    /// A text of at most 256 KiB. It is kept nowhere. An empty one runs the examples alone.
    text: String,
}

/// What came of it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct DryRunOut {
    /// The revision that was tried, which may be switched on now if no example fails.
    revision: u32,
    /// What it finds, masked, in the order of the text: at most 100.
    findings: Vec<DryFindingOut>,
    /// How many it finds.
    count: u64,
    /// Its examples that fail.
    failing_examples: Vec<FailureOut>,
    /// What it costs.
    cost: CostOut,
}

/// Something that the rule finds.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct DryFindingOut {
    /// The line, from 1.
    line: Option<u64>,
    /// The column in characters, from 1.
    column: Option<u64>,
    /// The value, masked.
    evidence: String,
    /// How bad.
    severity: Severity,
    /// How sure, 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    confidence: f64,
    /// What speaks for it and against it.
    explanation: Vec<String>,
}

/// What a rule costs. All of it is counted, so the same text always costs the same.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct CostOut {
    /// Bytes of text.
    bytes: u64,
    /// Steps that the rule took: one for each byte that it looked at, 64 for each match.
    steps: u64,
    /// How many it may take in a document of that size before it is stopped there.
    steps_max: u64,
    /// How large the rule is when it runs, in bytes.
    table_bytes: u64,
}

impl From<Finding> for DryFindingOut {
    fn from(finding: Finding) -> Self {
        Self {
            line: finding.location.line,
            column: finding.location.column,
            evidence: finding.evidence,
            severity: finding.severity,
            confidence: (f64::from(finding.confidence) * 100.0).round() / 100.0,
            explanation: finding
                .explanation
                .iter()
                .map(ToString::to_string)
                .collect(),
        }
    }
}

/// Try a rule out on a text, and on its examples.
///
/// Nothing is stored of the text. That this revision was tried out is, and lets it be switched on.
#[utoipa::path(
    post, path = "/v1/rules/{rule}/dry-run", tag = "Rules", operation_id = "rule_dry_run",
    params(("rule" = RuleId, Path, description = "The rule.")),
    request_body = DryRunIn,
    responses(
        (status = 200, body = DryRunOut, description = "What came of it."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such rule."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`state_conflict`: the engine no longer takes the rule; `detail` says what to change."),
        api::Problems,
    ),
    security(("bearer" = ["rule:dry_run"])),
)]
pub(crate) async fn rule_dry_run(
    caller: Authorized<permit::RuleDryRun>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<RuleId>,
    body: JsonBody<DryRunIn>,
) -> Result<Found<DryRunOut>, Problem> {
    let text = body.value.text;
    if text.len() > TEXT_BYTES_MAX {
        let detail = format!("must have at most {TEXT_BYTES_MAX} bytes");
        return Err(Problem::field("text", detail));
    }
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let rule = store.get::<Rule>(&id).await?;
    let rule = rule.ok_or_else(Problem::not_found)?.record;
    let definition = rule.definition;
    let tried = apart(move || detect::dry_run(&definition, &text)).await?;
    // It was taken when it was saved, so the engine has learned to refuse it since.
    let tried =
        tried.map_err(|error| Problem::new(Code::StateConflict, format!("The rule's {error}.")))?;
    let record = RuleDryRun {
        rule: id,
        rule_created_at: rule.created_at,
        revision: rule.revision,
        at: gate.clock().now(),
        by: scope.principal().to_string(),
    };
    store.put_all(&[record]).await?;
    Ok(Answer::new(DryRunOut {
        revision: rule.revision,
        count: tried.findings.len() as u64,
        findings: tried
            .findings
            .into_iter()
            .take(SHOWN_MAX)
            .map(Into::into)
            .collect(),
        failing_examples: tried.failures.into_iter().map(Into::into).collect(),
        cost: CostOut {
            bytes: tried.cost.bytes,
            steps: tried.cost.steps,
            steps_max: tried.cost.steps_max,
            table_bytes: tried.cost.table_bytes,
        },
    }))
}
