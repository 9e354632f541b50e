//! Which crate's constructor makes which function.

use std::collections::BTreeMap;

use domain::Clock;
use runtime::{ConfigError, Variables};

use super::{Handler, StartError};
use crate::deploy::FunctionSpec;

/// The crates that have a constructor below.
const BINARIES: [&str; 16] = [
    "assessments",
    "authorizer",
    "domains",
    "members",
    "metering-worker",
    "pre-token-generation",
    "reports",
    "rules",
    "scan-worker",
    "scans",
    "schedule-sweep",
    "schedules",
    "tenants",
    "trial-expiry",
    "usage",
    "website-worker",
];

/// Builds the function that the template describes.
pub(super) async fn construct(
    spec: &FunctionSpec,
    variables: BTreeMap<String, String>,
    clock: Clock,
) -> Result<Handler, StartError> {
    let variables: Variables = variables.into_iter().collect();
    match handler(&spec.binary, &variables, clock).await {
        Ok(Some(handler)) => Ok(handler),
        Ok(None) => Err(StartError::NoConstructor {
            place: spec.place.clone(),
            binary: spec.binary.clone(),
        }),
        Err(error) => Err(StartError::Config {
            place: spec.place.clone(),
            binary: spec.binary.clone(),
            reason: error.to_string(),
        }),
    }
}

/// The constructor that the crate's `main.rs` calls, by the crate's name.
async fn handler(
    binary: &str,
    variables: &Variables,
    clock: Clock,
) -> Result<Option<Handler>, ConfigError> {
    let aws = &runtime::aws(variables).await;
    Ok(Some(match binary {
        "assessments" => {
            let config = assessments::Config::from_variables(variables)?;
            Handler::of_router(assessments::service(config, aws, clock))
        }
        "authorizer" => {
            let config = authorizer::Config::from_variables(variables)?;
            Handler::of_event(authorizer::service(config, aws, clock))
        }
        "domains" => {
            let config = domains::Config::from_variables(variables)?;
            Handler::of_router(domains::service(config, aws, clock))
        }
        "members" => {
            let config = members::Config::from_variables(variables)?;
            Handler::of_router(members::service(config, aws, clock))
        }
        "metering-worker" => {
            let config = metering_worker::Config::from_variables(variables)?;
            Handler::of_event(metering_worker::service(config, aws, clock))
        }
        "pre-token-generation" => {
            let config = pre_token_generation::Config::from_variables(variables)?;
            Handler::of_event(pre_token_generation::service(config, aws, clock))
        }
        "reports" => {
            let config = reports::Config::from_variables(variables)?;
            Handler::of_router(reports::service(config, aws, clock))
        }
        "rules" => {
            let config = rules::Config::from_variables(variables)?;
            Handler::of_router(rules::service(config, aws, clock))
        }
        "scan-worker" => {
            let config = scan_worker::Config::from_variables(variables)?;
            Handler::of_event(scan_worker::service(config, aws, clock))
        }
        "scans" => {
            let config = scans::Config::from_variables(variables)?;
            Handler::of_router(scans::service(config, aws, clock))
        }
        "schedule-sweep" => {
            let config = schedule_sweep::Config::from_variables(variables)?;
            Handler::of_event(schedule_sweep::service(config, aws, clock))
        }
        "schedules" => {
            let config = schedules::Config::from_variables(variables)?;
            Handler::of_router(schedules::service(config, aws, clock))
        }
        "tenants" => {
            let config = tenants::Config::from_variables(variables)?;
            Handler::of_router(tenants::service(config, aws, clock))
        }
        "trial-expiry" => {
            let config = trial_expiry::Config::from_variables(variables)?;
            Handler::of_event(trial_expiry::service(config, aws, clock))
        }
        "usage" => {
            let config = usage::Config::from_variables(variables)?;
            Handler::of_router(usage::service(config, aws, clock))
        }
        "website-worker" => {
            let config = website_worker::Config::from_variables(variables)?;
            Handler::of_event(website_worker::service(config, aws, clock))
        }
        _ => return Ok(None),
    }))
}

/// Refuses a template that leaves out a function.
pub(super) fn all_used(specs: &[FunctionSpec]) -> Result<(), StartError> {
    match BINARIES
        .iter()
        .find(|binary| !specs.iter().any(|spec| spec.binary == **binary))
    {
        Some(binary) => Err(StartError::NotInTemplate(binary)),
        None => Ok(()),
    }
}
