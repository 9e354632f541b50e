//! Cognito user pools, their clients and domains. Their ids are made up by
//! Cognito, so the data folder's record remembers them.

use serde_json::{Map, Value, json};

use super::record::Record;
use super::{DeployError, DeployedNames};
use crate::aws::{Aws, CallError};
use crate::template::{Evaluator, Resource, TemplateError};

/// Creates the pool, or brings the remembered one up to date.
pub(super) async fn create(
    aws: &Aws,
    resource: &Resource,
    properties: &Map<String, Value>,
    record: &mut Record,
    names: &mut DeployedNames,
) -> Result<(), DeployError> {
    let mut request = properties.clone();
    request.remove("UserPoolName");
    let id = if let Some(remembered) = record.get(&resource.logical_id) {
        if remembered.properties != *properties {
            request.insert("UserPoolId".to_owned(), Value::from(remembered.id.as_str()));
            call(aws, "UpdateUserPool", request)
                .await
                .map_err(|error| DeployError::refused(resource, error))?;
        }
        remembered.id.clone()
    } else {
        request.insert("PoolName".to_owned(), Value::from(names.physical(resource)));
        let answer = call(aws, "CreateUserPool", request)
            .await
            .map_err(|error| DeployError::refused(resource, error))?;
        text_at(resource, &answer, "/UserPool/Id")?
    };
    let logical_id = &resource.logical_id;
    record.set(logical_id, &id, properties)?;
    let arn = names.arn("cognito-idp", &format!("userpool/{id}"));
    let provider = format!("cognito-idp.{}.amazonaws.com/{id}", names.region());
    names.name(logical_id, &id);
    names.attribute_set(logical_id, "Arn", &arn);
    names.attribute_set(logical_id, "UserPoolId", &id);
    names.attribute_set(logical_id, "ProviderName", &provider);
    names.attribute_set(logical_id, "ProviderURL", &format!("https://{provider}"));
    Ok(())
}

/// Creates the client, or brings the remembered one up to date.
pub(super) async fn client_create(
    aws: &Aws,
    resource: &Resource,
    properties: &Map<String, Value>,
    record: &mut Record,
    names: &mut DeployedNames,
) -> Result<(), DeployError> {
    let mut request = properties.clone();
    request
        .entry("ClientName")
        .or_insert_with(|| Value::from(resource.logical_id.as_str()));
    let id = if let Some(remembered) = record.get(&resource.logical_id) {
        if remembered.properties != *properties {
            request.remove("GenerateSecret");
            request.insert("ClientId".to_owned(), Value::from(remembered.id.as_str()));
            call(aws, "UpdateUserPoolClient", request)
                .await
                .map_err(|error| DeployError::refused(resource, error))?;
        }
        remembered.id.clone()
    } else {
        let answer = call(aws, "CreateUserPoolClient", request)
            .await
            .map_err(|error| DeployError::refused(resource, error))?;
        text_at(resource, &answer, "/UserPoolClient/ClientId")?
    };
    record.set(&resource.logical_id, &id, properties)?;
    names.name(&resource.logical_id, &id);
    names.attribute_set(&resource.logical_id, "ClientId", &id);
    Ok(())
}

/// Gives the pool its domain; one that it has already is no error.
pub(super) async fn domain_create(
    aws: &Aws,
    resource: &Resource,
    properties: &Map<String, Value>,
    names: &mut DeployedNames,
) -> Result<(), DeployError> {
    let domain = properties
        .get("Domain")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let described = aws
        .call(&target("DescribeUserPoolDomain"), json!({"Domain": domain}))
        .await
        .map_err(|error| DeployError::refused(resource, error))?;
    let owner = described.pointer("/DomainDescription/UserPoolId");
    if owner.is_none() || owner != properties.get("UserPoolId") {
        call(aws, "CreateUserPoolDomain", properties.clone())
            .await
            .map_err(|error| DeployError::refused(resource, error))?;
    }
    names.name(&resource.logical_id, &domain);
    Ok(())
}

/// The trigger that the pool's `LambdaConfig` names; others aren't known locally.
pub(super) fn pre_token_generation_arn(
    evaluator: &Evaluator<'_>,
    resource: &Resource,
) -> Result<Option<String>, TemplateError> {
    let Some(config) = resource.properties.get("LambdaConfig") else {
        return Ok(None);
    };
    let mut arn = None;
    for trigger in config.entries("LambdaConfig")? {
        let value = evaluator.value(&trigger.value)?;
        let text = |name| value.get(name).and_then(Value::as_str);
        match (trigger.key.as_str(), text("LambdaVersion")) {
            ("PreTokenGenerationConfig", Some("V2_0")) => {
                arn = text("LambdaArn").map(str::to_owned);
            }
            _ => {
                return Err(trigger.place.error(
                    format!("the local platform doesn't know the trigger {}", trigger.key),
                    "use PreTokenGenerationConfig with LambdaVersion V2_0, or teach it in local/src/deploy/user_pools.rs",
                ));
            }
        }
    }
    Ok(arn)
}

fn target(operation: &str) -> String {
    format!("AWSCognitoIdentityProviderService.{operation}")
}

async fn call(aws: &Aws, operation: &str, body: Map<String, Value>) -> Result<Value, CallError> {
    aws.call(&target(operation), Value::Object(body)).await
}

fn text_at(resource: &Resource, answer: &Value, pointer: &str) -> Result<String, DeployError> {
    answer
        .pointer(pointer)
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| DeployError::refused(resource, format!("the answer has no {pointer}")))
}
