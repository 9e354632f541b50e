//! A resource of the template, before its properties are evaluated.

use super::{Entry, Kind, Node, Place, TemplateError};

/// One resource.
#[derive(Debug, Clone)]
pub struct Resource {
    /// Its key under `Resources`.
    pub logical_id: String,
    /// Where it stands.
    pub place: Place,
    /// Its type.
    pub kind: ResourceKind,
    /// The type as written.
    pub type_name: String,
    /// The condition that it exists under.
    pub condition: Option<String>,
    /// What it must be created after, beside what it refers to.
    pub depends_on: Vec<String>,
    /// Its properties.
    pub properties: Node,
    /// Its `Metadata`, where SAM keeps how a function is built.
    pub metadata: Option<Node>,
}

/// The types that the local platform tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResourceKind {
    /// `AWS::DynamoDB::Table`
    Table,
    /// `AWS::SQS::Queue`
    Queue,
    /// `AWS::S3::Bucket`
    Bucket,
    /// `AWS::Cognito::UserPool`
    UserPool,
    /// `AWS::Cognito::UserPoolClient`
    UserPoolClient,
    /// `AWS::Cognito::UserPoolDomain`
    UserPoolDomain,
    /// `AWS::SecretsManager::Secret`
    Secret,
    /// `AWS::Serverless::HttpApi`
    HttpApi,
    /// `AWS::Serverless::Function`
    Function,
    /// Known to do nothing that a single machine can see: alarms, log groups, roles,
    /// policies, topics, dashboards, keys.
    WithoutLocalEffect,
}

impl ResourceKind {
    fn from_type(name: &str) -> Option<Self> {
        Some(match name {
            "AWS::DynamoDB::Table" => Self::Table,
            "AWS::SQS::Queue" => Self::Queue,
            "AWS::S3::Bucket" => Self::Bucket,
            "AWS::Cognito::UserPool" => Self::UserPool,
            "AWS::Cognito::UserPoolClient" => Self::UserPoolClient,
            "AWS::Cognito::UserPoolDomain" => Self::UserPoolDomain,
            "AWS::SecretsManager::Secret" => Self::Secret,
            "AWS::Serverless::HttpApi" => Self::HttpApi,
            "AWS::Serverless::Function" => Self::Function,
            // Observed by operators, not by the program.
            "AWS::CloudWatch::Alarm"
            | "AWS::CloudWatch::CompositeAlarm"
            | "AWS::CloudWatch::Dashboard"
            | "AWS::Logs::LogGroup"
            | "AWS::Logs::MetricFilter"
            | "AWS::Logs::QueryDefinition"
            | "AWS::SNS::Topic"
            | "AWS::SNS::TopicPolicy"
            | "AWS::SNS::Subscription"
            // Permissions: every caller on this machine is its owner.
            | "AWS::IAM::Role"
            | "AWS::IAM::ManagedPolicy"
            | "AWS::IAM::Policy"
            | "AWS::Lambda::Permission"
            | "AWS::S3::BucketPolicy"
            | "AWS::SQS::QueuePolicy"
            // Encryption at rest is the machine's own.
            | "AWS::KMS::Key"
            | "AWS::KMS::Alias" => Self::WithoutLocalEffect,
            _ => return None,
        })
    }
}

impl Resource {
    pub(super) fn read(entry: &Entry) -> Result<Self, TemplateError> {
        let mut resource = Self {
            logical_id: entry.key.clone(),
            place: entry.place.clone(),
            kind: ResourceKind::WithoutLocalEffect,
            type_name: String::new(),
            condition: None,
            depends_on: Vec::new(),
            properties: Node {
                place: entry.place.clone(),
                kind: Kind::Map(Vec::new()),
            },
            metadata: None,
        };
        for attribute in entry.value.entries("a resource")? {
            let value = &attribute.value;
            match attribute.key.as_str() {
                "Type" => {
                    let name = value.text("Type")?;
                    name.clone_into(&mut resource.type_name);
                    resource.kind = ResourceKind::from_type(name).ok_or_else(|| {
                        value.place.error(
                            format!("the local platform doesn't know the resource type {name}"),
                            "use one it knows, or teach it in local/src/template/resource.rs",
                        )
                    })?;
                }
                "Condition" => resource.condition = Some(value.text("Condition")?.to_owned()),
                "DependsOn" => resource.depends_on = names(value)?,
                "Properties" => resource.properties = value.clone(),
                "Metadata" => resource.metadata = Some(value.clone()),
                // What happens when a stack is deleted or updated; a folder is simply wiped.
                "DeletionPolicy" | "UpdateReplacePolicy" => {}
                unknown => {
                    return Err(attribute.place.error(
                        format!("the local platform doesn't know the resource attribute {unknown}"),
                        "remove it, or teach it in local/src/template/resource.rs",
                    ));
                }
            }
        }
        if resource.type_name.is_empty() {
            return Err(entry
                .place
                .error(format!("resource {} has no Type", entry.key), "give it one"));
        }
        Ok(resource)
    }
}

fn names(node: &Node) -> Result<Vec<String>, TemplateError> {
    match node.as_text() {
        Some(name) => Ok(vec![name.to_owned()]),
        None => node
            .items("DependsOn")?
            .iter()
            .map(|item| item.text("a name in DependsOn").map(str::to_owned))
            .collect(),
    }
}
