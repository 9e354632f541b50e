//! `PATCH /v1/detectors/{detector}`

use api::{Answer, Authorized, Code, Found, Gate, IfMatch, JsonBody, PathParams, Problem};
use axum::extract::State;
use domain::{DETECTOR_SETTINGS_MAX, DetectorSetting, Locale, RuleId, Severity};
use serde::Deserialize;
use store::StoreError;
use tenancy::permit::RuleUpdate;

use crate::model::{DetectorOut, catalogue};
use crate::routes::detector_get::version;
use crate::running::{Running, TRIES, met};

const MAX_REASON_CHARS: usize = 200;

/// What is wanted of a detector.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DetectorIn {
    /// Whether it runs.
    enabled: bool,
    /// How bad a certain finding is; left out, as bad as the engine says. What the evidence makes less bad stays
    /// so.
    severity: Option<Severity>,
    /// Why: 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// Switch a detector of the engine or a check of websites off or on, or change how bad what it finds is.
///
/// It counts for scans that begin from now on. Who decided, when and why is kept and shown.
#[utoipa::path(
    patch, path = "/v1/detectors/{detector}", tag = "Detectors", operation_id = "detector_update",
    params(
        ("detector" = String, Path, description = "The detector."),
        ("if-match" = String, Header, description = "The `ETag` that the decision was made from."),
    ),
    request_body = DetectorIn,
    responses(
        (status = 200, body = DetectorOut, description = "The detector as it is now.",
            headers(("etag" = String, description = "Which decision stands."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such detector."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`state_conflict`: it says what was not looked at, which can't be switched off, or it is a rule of the tenant. `limit_reached`: as many detectors are changed as may be."),
        (status = 412, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`version_conflict`: something else was decided since the `ETag` in `If-Match`."),
        (status = 428, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`precondition_required`: `If-Match` is missing."),
        api::Problems,
    ),
    security(("bearer" = ["rule:update"])),
)]
pub(crate) async fn detector_update(
    caller: Authorized<RuleUpdate>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<String>,
    if_match: IfMatch,
    body: JsonBody<DetectorIn>,
) -> Result<Found<DetectorOut>, Problem> {
    let wanted = body.value;
    let reason = wanted.reason.trim().to_owned();
    if !(1..=MAX_REASON_CHARS).contains(&reason.chars().count()) {
        let detail = format!("must have 1 to {MAX_REASON_CHARS} characters");
        return Err(Problem::field("reason", detail));
    }
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    for _ in 0..TRIES {
        let before = Running::get(&store).await?;
        let metas = catalogue();
        let Some(meta) = metas.into_iter().find(|meta| meta.id == id) else {
            let rule = id.parse::<RuleId>().ok();
            if rule.is_some_and(|rule| before.set.rules.contains_key(&rule)) {
                let detail = format!("It is a rule of your own. Change it at /v1/rules/{id}.");
                return Err(Problem::new(Code::StateConflict, detail));
            }
            return Err(Problem::not_found());
        };
        if meta.tells_what_was_left_out() {
            let detail = "It says what was not looked at, which can't be left out of a report.";
            return Err(Problem::new(Code::StateConflict, detail));
        }
        let current = version(&before.set, &id);
        if_match.check(current)?;
        let now = gate.clock().now();
        let setting = DetectorSetting {
            enabled: wanted.enabled,
            severity: wanted.severity,
            reason: reason.clone(),
            by: scope.principal().to_string(),
            at: now,
            revision: current.number() + 1,
        };
        let mut set = before.set.clone();
        set.detectors.insert(id.clone(), setting.clone());
        if set.detectors.len() > DETECTOR_SETTINGS_MAX {
            let detail = format!("At most {DETECTOR_SETTINGS_MAX} detectors may be changed.");
            return Err(Problem::new(Code::LimitReached, detail));
        }
        let transaction = before.replace(store.transaction(), set, now)?;
        if !met(transaction.commit().await)? {
            let out = DetectorOut::of_engine(meta, Some(&setting), Locale::En);
            let version = store::Version::from_number(setting.revision);
            return Ok(Answer::new(out).version(version));
        }
    }
    Err(StoreError::Conflict.into())
}
