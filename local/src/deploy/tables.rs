//! `AWS::DynamoDB::Table`.

use serde_json::{Map, Value, json};

use super::{DeployError, DeployedNames};
use crate::aws::Aws;
use crate::template::Resource;

/// Creates the table, or checks that the one that exists has the same keys.
pub(super) async fn create(
    aws: &Aws,
    resource: &Resource,
    properties: &Map<String, Value>,
    names: &mut DeployedNames,
) -> Result<(), DeployError> {
    let name = names.physical(resource);
    let refused = |error| DeployError::refused(resource, error);
    let mut request = properties.clone();
    request.remove("TimeToLiveSpecification");
    request.insert("TableName".to_owned(), Value::from(name.as_str()));
    request.insert("BillingMode".to_owned(), Value::from("PAY_PER_REQUEST"));
    match aws
        .call("DynamoDB_20120810.CreateTable", Value::Object(request))
        .await
    {
        Ok(_) => {}
        Err(error) if error.code == "ResourceInUseException" => {
            let answer = aws
                .call(
                    "DynamoDB_20120810.DescribeTable",
                    json!({"TableName": name}),
                )
                .await
                .map_err(refused)?;
            if answer.pointer("/Table/KeySchema") != properties.get("KeySchema") {
                return Err(DeployError::refused(
                    resource,
                    "the data folder has a table of that name with other keys; wipe it to start anew",
                ));
            }
        }
        Err(error) => return Err(refused(error)),
    }
    if let Some(specification) = properties.get("TimeToLiveSpecification") {
        time_to_live_set(aws, &name, specification)
            .await
            .map_err(refused)?;
    }
    Ok(())
}

/// Setting what is set already is an error in `DynamoDB`, so it is asked first.
async fn time_to_live_set(
    aws: &Aws,
    name: &str,
    specification: &Value,
) -> Result<(), crate::aws::CallError> {
    let answer = aws
        .call(
            "DynamoDB_20120810.DescribeTimeToLive",
            json!({"TableName": name}),
        )
        .await?;
    let enabled = answer
        .pointer("/TimeToLiveDescription/TimeToLiveStatus")
        .and_then(Value::as_str)
        .is_some_and(|status| status.starts_with("ENABL"));
    let wanted = specification.get("Enabled").and_then(Value::as_bool) == Some(true);
    if enabled != wanted {
        aws.call(
            "DynamoDB_20120810.UpdateTimeToLive",
            json!({"TableName": name, "TimeToLiveSpecification": specification}),
        )
        .await?;
    }
    Ok(())
}
