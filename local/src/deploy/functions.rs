//! `AWS::Serverless::Function`: which crate it is, its variables and limits.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Map, Value};

use super::DeployError;
use super::events::{self, EventSpec};
use crate::template::{Evaluator, Node, Place, Resource};

/// What Lambda allows a function that sets no timeout.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(3);

/// A function as deployed.
#[derive(Debug, Clone)]
pub struct FunctionSpec {
    /// Its logical id in the template.
    pub logical_id: String,
    /// Where it stands.
    pub place: Place,
    /// The name Lambda knows it by.
    pub name: String,
    /// Its ARN.
    pub arn: String,
    /// The binary it runs, which is the name of its crate.
    pub binary: String,
    /// How long one invocation may take.
    pub timeout: Duration,
    /// The variables that the template gives it.
    pub variables: BTreeMap<String, String>,
    /// What it is invoked by.
    pub events: Vec<EventSpec>,
    /// The queue for events of invocations nobody waits for, after their last try.
    pub dead_letter_queue_arn: Option<String>,
}

/// Reads every function.
pub(super) fn read(
    evaluator: &Evaluator<'_>,
    resources: &[&Resource],
) -> Result<Vec<FunctionSpec>, DeployError> {
    resources
        .iter()
        .map(|resource| function(evaluator, resource))
        .collect()
}

fn function(evaluator: &Evaluator<'_>, resource: &Resource) -> Result<FunctionSpec, DeployError> {
    // Events have rules of their own, with lines.
    let mut properties = evaluator.properties(resource)?;
    properties.remove("Events");
    runtime_check(resource, &properties)?;
    let id = &resource.logical_id;
    Ok(FunctionSpec {
        logical_id: id.clone(),
        place: resource.place.clone(),
        name: evaluator.reference_text(id, &resource.place)?,
        arn: evaluator.attribute_text(id, "Arn", &resource.place)?,
        binary: binary(resource)?,
        timeout: properties
            .get("Timeout")
            .and_then(Value::as_u64)
            .map_or(DEFAULT_TIMEOUT, Duration::from_secs),
        variables: variables(resource, &properties)?,
        events: events::read(evaluator, resource)?,
        dead_letter_queue_arn: dead_letter_queue(resource, &properties)?,
    })
}

fn runtime_check(resource: &Resource, properties: &Map<String, Value>) -> Result<(), DeployError> {
    let text = |name| properties.get(name).and_then(Value::as_str);
    if text("Runtime") == Some("provided.al2023") && text("Handler") == Some("bootstrap") {
        return Ok(());
    }
    Err(resource
        .place
        .error(
            format!("{} doesn't run a binary of ours", resource.logical_id),
            "set Runtime: provided.al2023 and Handler: bootstrap",
        )
        .into())
}

/// The binary that cargo-lambda builds it from, else the folder's name.
fn binary(resource: &Resource) -> Result<String, DeployError> {
    let built = resource
        .metadata
        .as_ref()
        .and_then(|metadata| metadata.get("BuildProperties")?.get("Binary")?.as_text());
    let folder = resource
        .properties
        .get("CodeUri")
        .and_then(Node::as_text)
        .and_then(|path| path.trim_end_matches('/').rsplit('/').next());
    built.or(folder).map(str::to_owned).ok_or_else(|| {
        resource
            .place
            .error(
                format!("{} doesn't say which crate it is", resource.logical_id),
                "set CodeUri: functions/<crate>/",
            )
            .into()
    })
}

fn variables(
    resource: &Resource,
    properties: &Map<String, Value>,
) -> Result<BTreeMap<String, String>, DeployError> {
    let mut variables = BTreeMap::new();
    let declared = properties
        .get("Environment")
        .and_then(|environment| environment.get("Variables"))
        .and_then(Value::as_object);
    for (name, value) in declared.into_iter().flatten() {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Bool(_) | Value::Number(_) => value.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => {
                return Err(resource
                    .place
                    .error(
                        format!("variable {name} of {} isn't text", resource.logical_id),
                        "give it a value that is text",
                    )
                    .into());
            }
        };
        variables.insert(name.clone(), text);
    }
    Ok(variables)
}

fn dead_letter_queue(
    resource: &Resource,
    properties: &Map<String, Value>,
) -> Result<Option<String>, DeployError> {
    let Some(target) = properties.get("DeadLetterQueue") else {
        return Ok(None);
    };
    match (
        target.get("Type").and_then(Value::as_str),
        target.get("TargetArn").and_then(Value::as_str),
    ) {
        (Some("SQS"), Some(arn)) => Ok(Some(arn.to_owned())),
        _ => Err(resource
            .place
            .error(
                format!(
                    "the dead-letter queue of {} isn't a queue",
                    resource.logical_id
                ),
                "set Type: SQS and a TargetArn",
            )
            .into()),
    }
}
