//! `GET /v1/scans/{scan}/comparison`

use api::{
    Answer, Authorized, Code, Cursor, CursorKey, Found, Gate, PathParams, Problem, QueryParams,
};
use axum::extract::State;
use domain::{Comparison, ComparisonCounts, Finding, FindingId, Name, Scan, ScanId, ScanState};
use jiff::Timestamp;
use report::Baseline;
use serde::{Deserialize, Serialize};
use store::{Comparable, Position, TenantStore};
use tenancy::permit::FindingRead;

use crate::model::{FindingOut, finding_out};

/// Which comparison is wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ComparisonIn {
    /// The scan to compare with; by default the one before of the same series.
    with: Option<ScanId>,
    /// Which findings to list; `new` by default.
    #[serde(default)]
    list: List,
    /// How many, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u16>,
    /// Where to go on: `next_cursor` of the page before.
    cursor: Option<String>,
}

/// One of the lists of a comparison.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum List {
    /// What was not there before.
    #[default]
    New,
    /// What is still there, as it is now.
    Unchanged,
    /// What was there before and no longer is, as it was.
    Fixed,
}

/// Two scans beside each other.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct ComparisonOut {
    /// How many findings are new, still there and fixed.
    counts: ComparisonCounts,
    /// This scan.
    scan: ComparedOut,
    /// The scan that it is compared with. The findings of `fixed` are that one's.
    with: ComparedOut,
    /// The findings of the wanted list, the worst first.
    items: Vec<FindingOut>,
    /// Where to go on, if there is more.
    next_cursor: Option<String>,
}

/// A scan that is compared.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct ComparedOut {
    /// Its id.
    id: ScanId,
    /// What a person called it.
    name: Name,
    /// When it was accepted.
    created_at: Timestamp,
    /// The engine that ran it.
    engine_version: String,
}

impl From<Scan> for ComparedOut {
    fn from(scan: Scan) -> Self {
        Self {
            id: scan.id,
            name: scan.name,
            created_at: scan.created_at,
            engine_version: scan.engine_version,
        }
    }
}

/// Compare a scan with another.
///
/// Findings are the same if their fingerprints are, one for one; a finding that only moved, or whose
/// value stands there more often, is still there.
#[utoipa::path(
    get, path = "/v1/scans/{scan}/comparison", tag = "Findings", operation_id = "comparison_get",
    params(("scan" = ScanId, Path, description = "The scan."), ComparisonIn),
    responses(
        (status = 200, body = ComparisonOut, description = "What is new, still there and fixed."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter. `cursor_invalid`: it is none of this list."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such scan, or the one to compare with is gone."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`state_conflict`: one of them is not completed or an assessment's, or nothing stands before the scan in its series."),
        api::Problems,
    ),
    security(("bearer" = ["finding:read"])),
)]
pub(crate) async fn comparison_get(
    caller: Authorized<FindingRead>,
    State(gate): State<Gate>,
    State(cursor_key): State<CursorKey>,
    PathParams(id): PathParams<ScanId>,
    QueryParams(wanted): QueryParams<ComparisonIn>,
) -> Result<Found<ComparisonOut>, Problem> {
    let limit = api::page_limit(wanted.limit, 20, 100)?;
    let scope = caller.scope();
    let given = wanted.with.map(|with| with.to_string());
    let list = format!("{:?}", wanted.list);
    let query = [
        &*id.to_string(),
        given.as_deref().unwrap_or_default(),
        &list,
    ];
    let cursor = Cursor::new(&cursor_key, &scope, "comparison_get", &query);
    let after = cursor.open(wanted.cursor.as_deref())?;

    let store = gate.store().for_tenant(&scope);
    let with = match wanted.with {
        Some(with) => with,
        None => before(&store, id).await?,
    };
    let (later, earlier) = store.comparable(id, with).await?;
    let later = completed(later)?;
    let earlier = completed(earlier)?;
    let comparison = Comparison::of(&earlier.findings, &later.findings);
    let counts = ComparisonCounts::of(&comparison, &earlier.scan, &later.scan);
    let (of, ids, baseline) = match wanted.list {
        List::New => (id, comparison.new, Baseline::New),
        List::Fixed => (with, comparison.fixed, Baseline::Absent),
        List::Unchanged => {
            let now = comparison.unchanged.into_iter().map(|(now, _)| now);
            (id, now.collect(), Baseline::Unchanged)
        }
    };
    let (ids, next) = page(ids, after.as_ref(), limit);
    Ok(Answer::new(ComparisonOut {
        counts,
        scan: later.scan.into(),
        with: earlier.scan.into(),
        items: shown(&store, of, &ids, baseline).await?,
        next_cursor: next.map(|position| cursor.seal(&position)),
    }))
}

/// The scan that stands before this one in its series.
async fn before(store: &TenantStore<'_>, id: ScanId) -> Result<ScanId, Problem> {
    let scan = store.get::<Scan>(&id).await?;
    let scan = scan.ok_or_else(Problem::not_found)?.record;
    if let Some(comparison) = scan.comparison {
        return Ok(comparison.with);
    }
    let detail = match scan.state {
        ScanState::Completed => {
            "No scan stands before it in its series. Name one to compare with in `with`.".to_owned()
        }
        ScanState::Queued | ScanState::Running | ScanState::Failed | ScanState::Cancelled => {
            not_completed(&scan)
        }
    };
    Err(Problem::new(Code::StateConflict, detail))
}

/// The scan, if it has come to its end.
fn completed(scan: Option<Comparable>) -> Result<Comparable, Problem> {
    let scan = scan.ok_or_else(Problem::not_found)?;
    match scan.scan.state {
        ScanState::Completed if scan.scan.series.is_some() => Ok(scan),
        ScanState::Completed => {
            let detail = format!("The scan {} keeps nothing to compare by.", scan.scan.id);
            Err(Problem::new(Code::StateConflict, detail))
        }
        ScanState::Queued | ScanState::Running | ScanState::Failed | ScanState::Cancelled => {
            Err(Problem::new(Code::StateConflict, not_completed(&scan.scan)))
        }
    }
}

fn not_completed(scan: &Scan) -> String {
    let state = scan.state.as_str();
    format!(
        "The scan {} is {state}. Only completed ones are compared.",
        scan.id
    )
}

/// The ids of a page, and where the next begins: behind its last one.
fn page(
    ids: Vec<FindingId>,
    after: Option<&Position>,
    limit: usize,
) -> (Vec<FindingId>, Option<Position>) {
    let passed = after.map_or(0, |after| {
        ids.partition_point(|id| *id.to_string() <= *after.as_str())
    });
    let more = ids.len() > passed + limit;
    let ids: Vec<_> = ids.into_iter().skip(passed).take(limit).collect();
    let last = ids.last().filter(|_| more);
    let next = last.map(|last| Position::from_text(last.to_string()));
    (ids, next)
}

/// These findings of a scan, in this order.
async fn shown(
    store: &TenantStore<'_>,
    scan: ScanId,
    ids: &[FindingId],
    baseline: Baseline,
) -> Result<Vec<FindingOut>, Problem> {
    let keys: Vec<_> = ids.iter().map(|id| (scan, *id)).collect();
    let mut findings = store.get_all::<Finding>(&keys).await?;
    findings.sort_by_key(|stored| stored.record.id.uuid());
    let shown = findings.into_iter().map(|stored| {
        let mut finding = finding_out(stored);
        finding.baseline = Some(baseline);
        finding
    });
    Ok(shown.collect())
}
