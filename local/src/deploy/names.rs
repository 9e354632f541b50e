//! What `Ref`, `GetAtt` and the pseudo parameters answer locally.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{STACK_NAME, Site};
use crate::template::{Evaluator, Names, Resource, ResourceKind, Template, TemplateError};

/// The API's id, which stands in ARNs only.
pub(crate) const API_ID: &str = "local";

/// The properties by which a resource is given a name of its own.
const NAME_PROPERTIES: [&str; 5] = [
    "TableName",
    "QueueName",
    "BucketName",
    "FunctionName",
    "UserPoolName",
];

/// The names of a stack, filled as its resources are created.
#[derive(Debug)]
pub struct DeployedNames {
    references: BTreeMap<String, Value>,
    attributes: BTreeMap<(String, String), Value>,
    secrets: BTreeMap<String, String>,
    physical: BTreeMap<String, String>,
    region: String,
    account: String,
}

impl DeployedNames {
    /// Knows the pseudo parameters and every name that doesn't need creating first.
    pub(super) fn new(
        template: &Template,
        site: &Site,
        resources: &[&Resource],
    ) -> Result<Self, TemplateError> {
        let mut names = Self {
            references: BTreeMap::new(),
            attributes: BTreeMap::new(),
            secrets: BTreeMap::new(),
            physical: BTreeMap::new(),
            region: site.region.clone(),
            account: site.account.clone(),
        };
        let stack_id = names.arn("cloudformation", &format!("stack/{STACK_NAME}/local"));
        for (name, value) in [
            ("AWS::AccountId", site.account.as_str()),
            ("AWS::Partition", "aws"),
            ("AWS::Region", &site.region),
            ("AWS::StackId", &stack_id),
            ("AWS::StackName", STACK_NAME),
            ("AWS::URLSuffix", "amazonaws.com"),
        ] {
            names.references.insert(name.to_owned(), Value::from(value));
        }
        for resource in resources {
            let name = physical_name(&Evaluator::new(template, &names), resource)?;
            names.physical.insert(resource.logical_id.clone(), name);
            names.known_beforehand(resource, &site.api_url);
        }
        Ok(names)
    }

    fn known_beforehand(&mut self, resource: &Resource, api_url: &str) {
        let id = resource.logical_id.as_str();
        let name = self.physical(resource);
        match resource.kind {
            ResourceKind::Table => {
                let arn = self.arn("dynamodb", &format!("table/{name}"));
                self.name(id, &name);
                self.attribute_set(id, "Arn", &arn);
            }
            ResourceKind::Bucket => {
                self.name(id, &name);
                self.attribute_set(id, "Arn", &format!("arn:aws:s3:::{name}"));
            }
            ResourceKind::Function => {
                let arn = self.arn("lambda", &format!("function:{name}"));
                self.name(id, &name);
                self.attribute_set(id, "Arn", &arn);
            }
            ResourceKind::HttpApi => {
                self.name(id, API_ID);
                self.attribute_set(id, "ApiEndpoint", api_url);
            }
            ResourceKind::WithoutLocalEffect => {
                let arn = self.arn("local", &name);
                self.name(id, &name);
                self.attribute_set(id, "Arn", &arn);
            }
            ResourceKind::Queue
            | ResourceKind::UserPool
            | ResourceKind::UserPoolClient
            | ResourceKind::UserPoolDomain
            | ResourceKind::Secret => {}
        }
    }

    /// The name a resource has on the emulated AWS.
    pub(super) fn physical(&self, resource: &Resource) -> String {
        self.physical
            .get(&resource.logical_id)
            .cloned()
            .unwrap_or_default()
    }

    pub(super) fn arn(&self, service: &str, rest: &str) -> String {
        format!("arn:aws:{service}:{}:{}:{rest}", self.region, self.account)
    }

    pub(super) fn region(&self) -> &str {
        &self.region
    }

    /// What `!Ref` answers from now on.
    pub(super) fn name(&mut self, logical_id: &str, value: &str) {
        self.references
            .insert(logical_id.to_owned(), Value::from(value));
    }

    /// What `!GetAtt` answers from now on.
    pub(super) fn attribute_set(&mut self, logical_id: &str, attribute: &str, value: &str) {
        self.attributes.insert(
            (logical_id.to_owned(), attribute.to_owned()),
            Value::from(value),
        );
    }

    /// What `{{resolve:secretsmanager:…}}` answers from now on.
    pub(super) fn secret_set(&mut self, id: &str, value: &str) {
        self.secrets.insert(id.to_owned(), value.to_owned());
    }
}

/// A resource's own name, or one made of the stack's name and its logical id, as
/// `CloudFormation` does without the random tail.
fn physical_name(evaluator: &Evaluator<'_>, resource: &Resource) -> Result<String, TemplateError> {
    let own = NAME_PROPERTIES
        .iter()
        .find_map(|property| resource.properties.get(property));
    let name = match own {
        Some(node) => evaluator.text(node)?,
        None => format!("{STACK_NAME}-{}", resource.logical_id),
    };
    Ok(if resource.kind == ResourceKind::Bucket {
        name.to_lowercase()
    } else {
        name
    })
}

impl Names for DeployedNames {
    fn reference(&self, logical_id: &str) -> Option<Value> {
        self.references.get(logical_id).cloned()
    }

    fn attribute(&self, logical_id: &str, attribute: &str) -> Option<Value> {
        self.attributes
            .get(&(logical_id.to_owned(), attribute.to_owned()))
            .cloned()
    }

    fn secret(&self, id: &str) -> Option<String> {
        self.secrets.get(id).cloned()
    }
}
