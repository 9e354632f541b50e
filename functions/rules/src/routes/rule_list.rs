//! `GET /v1/rules`

use api::{Answer, Authorized, Cursor, CursorKey, Found, Gate, Problem, QueryParams};
use axum::extract::State;
use domain::RuleState;
use serde::{Deserialize, Serialize};
use tenancy::permit::RuleRead;

use crate::model::RuleOut;

/// Which rules are wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RulesIn {
    /// In this state.
    state: Option<RuleState>,
    /// How many, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u16>,
    /// Where to go on: `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of rules.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct RulePage {
    /// The rules, by their ids.
    items: Vec<RuleOut>,
    /// Where to go on, if there is more.
    next_cursor: Option<String>,
}

/// List the tenant's rules, by their ids.
#[utoipa::path(
    get, path = "/v1/rules", tag = "Rules", operation_id = "rule_list",
    params(RulesIn),
    responses(
        (status = 200, body = RulePage, description = "A page of rules."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter. `cursor_invalid`: it is none of this list."),
        api::Problems,
    ),
    security(("bearer" = ["rule:read"])),
)]
pub(crate) async fn rule_list(
    caller: Authorized<RuleRead>,
    State(gate): State<Gate>,
    State(cursor_key): State<CursorKey>,
    QueryParams(wanted): QueryParams<RulesIn>,
) -> Result<Found<RulePage>, Problem> {
    let limit = api::page_limit(wanted.limit, 20, 100)?;
    let scope = caller.scope();
    let state = wanted.state.map_or("", RuleState::as_str);
    let cursor = Cursor::new(&cursor_key, &scope, "rule_list", &[state]);
    let after = cursor.open(wanted.cursor.as_deref())?;
    let rules = gate
        .store()
        .for_tenant(&scope)
        .rule_list(wanted.state, after, limit)
        .await?;
    Ok(Answer::new(RulePage {
        items: rules
            .items
            .into_iter()
            .map(|rule| rule.record.into())
            .collect(),
        next_cursor: rules.next.map(|position| cursor.seal(&position)),
    }))
}
