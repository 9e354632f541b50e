//! `PATCH /v1/scans/{scan}/findings/{finding}`

use api::{Answer, Authorized, Code, Found, Gate, IfMatch, JsonBody, PathParams, Problem};
use axum::extract::State;
use domain::{Finding, FindingId, FindingState, Scan, ScanId, Triage};
use serde::Deserialize;
use tenancy::permit::FindingTriage;

use crate::model::{FindingOut, finding_at};

const MAX_REASON_CHARS: usize = 1_000;

/// What was decided.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TriageIn {
    /// What it is now.
    state: FindingState,
    /// Why: 1 to 1,000 characters. Don't repeat the value.
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
}

/// Decide what a finding is.
#[utoipa::path(
    patch, path = "/v1/scans/{scan}/findings/{finding}", tag = "Findings",
    operation_id = "finding_triage",
    params(
        ("scan" = ScanId, Path, description = "The scan."),
        ("finding" = FindingId, Path, description = "The finding."),
        ("if-match" = String, Header, description = "The `ETag` that the decision was made from."),
    ),
    request_body = TriageIn,
    responses(
        (status = 200, body = FindingOut, description = "The finding, decided.",
            headers(("etag" = String, description = "Its version."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such scan or finding."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`state_conflict`: the scan has not ended."),
        (status = 412, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`version_conflict`: it has changed since the `ETag` in `If-Match`."),
        (status = 428, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`precondition_required`: `If-Match` is missing."),
        api::Problems,
    ),
    security(("bearer" = ["finding:triage"])),
)]
pub(crate) async fn finding_triage(
    caller: Authorized<FindingTriage>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<(ScanId, FindingId)>,
    if_match: IfMatch,
    body: JsonBody<TriageIn>,
) -> Result<Found<FindingOut>, Problem> {
    let reason = body.value.reason.trim().to_owned();
    if !(1..=MAX_REASON_CHARS).contains(&reason.chars().count()) {
        let detail = format!("must have 1 to {MAX_REASON_CHARS} characters");
        return Err(Problem::field("reason", detail));
    }
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let (scan, finding) = store.get_both::<Scan, Finding>(&id.0, &id).await?;
    let finding = finding.ok_or_else(Problem::not_found)?;
    if_match.check(finding.version)?;
    // A worker that resumes writes its findings again, and would undo the decision.
    if let Some(scan) = scan.filter(|scan| !scan.record.state.is_final()) {
        let detail = format!(
            "The scan is {}. Wait until it ends.",
            scan.record.state.as_str()
        );
        return Err(Problem::new(Code::StateConflict, detail));
    }
    let triage = Triage {
        reason,
        by: scope.principal().to_string(),
        at: gate.clock().now(),
    };
    let decided = Finding {
        state: body.value.state,
        triage: Some(triage),
        ..finding.record
    };
    let version = store.replace(&decided, finding.version).await?;
    Ok(Answer::new(finding_at(decided, version)).version(version))
}
