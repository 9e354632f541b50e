//! `AWS::SQS::Queue`.

use serde_json::{Map, Value, json};

use super::{DeployError, DeployedNames};
use crate::aws::{Aws, CallError};
use crate::template::Resource;

/// Creates the queue, or gives the one that exists today's attributes.
pub(super) async fn create(
    aws: &Aws,
    resource: &Resource,
    properties: &Map<String, Value>,
    names: &mut DeployedNames,
) -> Result<(), DeployError> {
    let name = names.physical(resource);
    let url = url_of_queue(aws, &name, attributes(properties))
        .await
        .map_err(|error| DeployError::refused(resource, error))?;
    let id = &resource.logical_id;
    let arn = names.arn("sqs", &name);
    names.name(id, &url);
    names.attribute_set(id, "Arn", &arn);
    names.attribute_set(id, "QueueName", &name);
    names.attribute_set(id, "QueueUrl", &url);
    Ok(())
}

async fn url_of_queue(
    aws: &Aws,
    name: &str,
    attributes: Map<String, Value>,
) -> Result<String, CallError> {
    let created = aws
        .call(
            "AmazonSQS.CreateQueue",
            json!({"QueueName": name, "Attributes": attributes.clone()}),
        )
        .await;
    let answer = match created {
        Ok(answer) => answer,
        // SQS refuses to create a queue that exists with other attributes.
        Err(error)
            if error.code.contains("QueueNameExists")
                || error.code.contains("QueueAlreadyExists") =>
        {
            let answer = aws
                .call("AmazonSQS.GetQueueUrl", json!({"QueueName": name}))
                .await?;
            aws.call(
                "AmazonSQS.SetQueueAttributes",
                json!({"QueueUrl": answer.get("QueueUrl"), "Attributes": attributes}),
            )
            .await?;
            answer
        }
        Err(error) => return Err(error),
    };
    Ok(answer
        .get("QueueUrl")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned())
}

/// The template's names as the API's, whose values are all text.
fn attributes(properties: &Map<String, Value>) -> Map<String, Value> {
    properties
        .iter()
        .filter(|(name, _)| *name != "QueueName")
        .map(|(name, value)| {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::Array(_)
                | Value::Object(_) => value.to_string(),
            };
            (name.clone(), Value::String(text))
        })
        .collect()
}

/// The URL of a queue by its ARN.
pub(crate) fn queue_url(aws: &Aws, arn: &str) -> String {
    let mut parts = arn.rsplit(':');
    let name = parts.next().unwrap_or_default();
    let account = parts.next().unwrap_or_default();
    format!("{}/{account}/{name}", aws.endpoint())
}
