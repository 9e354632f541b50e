//! Makes what the template declares: creates tables, queues, buckets and the
//! user pool on the emulated AWS, and says which functions run on which events.
//!
//! Deploying twice into the same data changes nothing; what a folder holds is
//! remembered in its [`Record`].

mod api;
mod error;
mod events;
mod functions;
mod names;
mod queues;
mod record;
mod secrets;
mod tables;
#[cfg(test)]
mod tests;
mod user_pools;

use std::path::PathBuf;

use crate::aws::Aws;
use crate::template::{Evaluator, Resource, ResourceKind, Template};

pub use api::{ApiSpec, AuthorizerSpec};
pub use error::DeployError;
pub use events::{EventSpec, QueueMapping, Route, RouteAuthorizer, ScheduleSpec};
pub use functions::FunctionSpec;
pub(crate) use names::API_ID;
pub use names::DeployedNames;
pub(crate) use queues::queue_url;
pub use record::Record;

/// What the stack is called; physical names begin with it.
pub const STACK_NAME: &str = "polder";

/// Where a stack is deployed.
#[derive(Debug, Clone)]
pub struct Site {
    /// The region that names carry.
    pub region: String,
    /// The account that names carry.
    pub account: String,
    /// Where the API answers.
    pub api_url: String,
    /// The data folder, unless everything is kept in memory.
    pub folder: Option<PathBuf>,
}

/// A deployed stack.
#[derive(Debug)]
pub struct Stack {
    /// The functions with their variables and events.
    pub functions: Vec<FunctionSpec>,
    /// The HTTP API.
    pub api: ApiSpec,
    /// The function that a user pool asks before it issues tokens.
    pub pre_token_generation_arn: Option<String>,
}

/// Creates what is missing and resolves everything to local values.
pub async fn deploy(template: &Template, aws: &Aws, site: Site) -> Result<Stack, DeployError> {
    let resources = template.deployed()?;
    let mut record = Record::open(site.folder.as_deref())?;
    let mut names = DeployedNames::new(template, &site, &resources)?;
    let mut pre_token_generation_arn = None;
    for resource in &resources {
        let properties = Evaluator::new(template, &names).properties(resource);
        match resource.kind {
            ResourceKind::Table => {
                tables::create(aws, resource, &properties?, &mut names).await?;
            }
            ResourceKind::Queue => {
                queues::create(aws, resource, &properties?, &mut names).await?;
            }
            ResourceKind::Bucket => {
                let name = names.physical(resource);
                aws.create_bucket(&name)
                    .await
                    .map_err(|error| DeployError::refused(resource, error))?;
            }
            ResourceKind::UserPool => {
                pre_token_generation_arn = user_pools::pre_token_generation_arn(
                    &Evaluator::new(template, &names),
                    resource,
                )?;
                user_pools::create(aws, resource, &properties?, &mut record, &mut names).await?;
            }
            ResourceKind::UserPoolClient => {
                user_pools::client_create(aws, resource, &properties?, &mut record, &mut names)
                    .await?;
            }
            ResourceKind::UserPoolDomain => {
                user_pools::domain_create(aws, resource, &properties?, &mut names).await?;
            }
            ResourceKind::Secret => {
                secrets::create(resource, &properties?, &mut record, &mut names)?;
            }
            // Their own properties refer to what is being created here, so they come after.
            ResourceKind::HttpApi | ResourceKind::Function | ResourceKind::WithoutLocalEffect => {}
        }
    }
    let evaluator = Evaluator::new(template, &names);
    Ok(Stack {
        pre_token_generation_arn,
        functions: functions::read(&evaluator, &of_kind(&resources, ResourceKind::Function))?,
        api: api::read(&evaluator, &of_kind(&resources, ResourceKind::HttpApi))?,
    })
}

fn of_kind<'a>(resources: &[&'a Resource], kind: ResourceKind) -> Vec<&'a Resource> {
    resources
        .iter()
        .copied()
        .filter(|resource| resource.kind == kind)
        .collect()
}
