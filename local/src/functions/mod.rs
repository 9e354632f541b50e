//! The functions of the stack, running in this process.
//!
//! Each is built by the constructor that its `main.rs` calls, from the
//! variables that the template gives it, and gets genuine JSON events. A panic
//! or a timeout ends one invocation, never the platform.

mod activity;
mod erase;
mod error;
mod registry;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use domain::Clock;
use futures::future::BoxFuture;
use jiff::SignedDuration;
use lambda_runtime::{Context, LambdaEvent};
use serde_json::Value;
use tokio::runtime::Handle;
use tracing::error;
use uuid::Uuid;

use crate::aws;
use crate::deploy::FunctionSpec;

pub(crate) use activity::Activity;
pub(crate) use erase::Handler;
pub use error::{Failure, InvokeError, StartError};

/// What every function is given beside the template's variables.
#[derive(Debug, Clone)]
pub(crate) struct Surroundings {
    pub(crate) region: String,
    pub(crate) aws_endpoint: String,
    pub(crate) dns_server: SocketAddr,
    pub(crate) clock: Clock,
}

/// The running functions.
#[derive(Debug, Clone)]
pub(crate) struct Functions {
    // By name, logical id, ARN and crate.
    entries: Arc<BTreeMap<String, Arc<Entry>>>,
    activity: Activity,
    clock: Clock,
    runtime: Handle,
}

#[derive(Debug)]
struct Entry {
    name: String,
    arn: String,
    timeout: Duration,
    handler: Handler,
}

impl Functions {
    /// Builds every function of the stack.
    pub(crate) async fn start(
        specs: &[FunctionSpec],
        surroundings: &Surroundings,
    ) -> Result<Self, StartError> {
        let mut handlers = Vec::new();
        for spec in specs {
            let variables = variables(spec, surroundings);
            let handler = registry::construct(spec, variables, surroundings.clock.clone()).await?;
            handlers.push((spec.clone(), handler));
        }
        registry::all_used(specs)?;
        Ok(Self::of_handlers(handlers, surroundings.clock.clone()))
    }

    /// Runs these handlers as the functions of the stack.
    pub(crate) fn of_handlers(handlers: Vec<(FunctionSpec, Handler)>, clock: Clock) -> Self {
        let mut entries = BTreeMap::new();
        for (spec, handler) in handlers {
            let entry = Arc::new(Entry {
                name: spec.name.clone(),
                arn: spec.arn.clone(),
                timeout: spec.timeout,
                handler,
            });
            for key in [spec.name, spec.logical_id, spec.arn, spec.binary] {
                entries.insert(key, Arc::clone(&entry));
            }
        }
        Self {
            entries: Arc::new(entries),
            activity: Activity::new(),
            clock,
            runtime: Handle::current(),
        }
    }

    /// What is under way.
    pub(crate) fn activity(&self) -> &Activity {
        &self.activity
    }

    /// Invokes a function, found by its name, logical id, ARN or crate, and waits for its
    /// answer. It runs to its end even when the caller stops waiting, as on Lambda.
    pub(crate) async fn invoke(&self, function: &str, event: Value) -> Result<Value, InvokeError> {
        let Some(entry) = self.entries.get(function).cloned() else {
            return Err(InvokeError {
                function: function.to_owned(),
                failure: Failure::Unknown,
            });
        };
        let context = self.context(&entry);
        let work = self.activity.begin();
        let name = entry.name.clone();
        let run = self.runtime.spawn(async move {
            let _work = work;
            // A task of its own, so that a panic ends only it.
            let mut invocation = tokio::spawn({
                let handler = entry.handler.clone();
                async move { handler.call(LambdaEvent::new(event, context)).await }
            });
            match tokio::time::timeout(entry.timeout, &mut invocation).await {
                Ok(Ok(Ok(answer))) => Ok(answer),
                Ok(Ok(Err(error))) => Err(Failure::Errored(chain(error.as_ref()))),
                Ok(Err(stopped)) => Err(stopped_why(stopped)),
                Err(_) => {
                    invocation.abort();
                    Err(Failure::TimedOut(entry.timeout))
                }
            }
        });
        let outcome = run.await.unwrap_or(Err(Failure::Stopped));
        outcome.map_err(|failure| {
            error!(function = %name, %failure, "an invocation failed");
            InvokeError {
                function: name,
                failure,
            }
        })
    }

    fn context(&self, entry: &Entry) -> Context {
        let mut context = Context::default();
        context.request_id = Uuid::new_v4().to_string();
        context.invoked_function_arn.clone_from(&entry.arn);
        let deadline = self.clock.now().saturating_add(
            SignedDuration::try_from(entry.timeout).unwrap_or(SignedDuration::ZERO),
        );
        context.deadline = deadline
            .ok()
            .and_then(|deadline| u64::try_from(deadline.as_millisecond()).ok())
            .unwrap_or_default();
        context
    }
}

/// The template's variables, those that Lambda sets itself, and those that stand for the outside world.
fn variables(spec: &FunctionSpec, surroundings: &Surroundings) -> BTreeMap<String, String> {
    let mut variables = spec.variables.clone();
    let dns_server = surroundings.dns_server.to_string();
    for (name, value) in [
        ("DNS_SERVER", dns_server.as_str()),
        // A website to scan can't be anywhere else than on this machine, nor at the standard ports.
        ("WEBSITE_REACH", "loopback"),
        ("AWS_REGION", surroundings.region.as_str()),
        ("AWS_ENDPOINT_URL", &surroundings.aws_endpoint),
        ("AWS_ACCESS_KEY_ID", aws::ACCESS_KEY_ID),
        ("AWS_SECRET_ACCESS_KEY", aws::SECRET_ACCESS_KEY),
        ("AWS_LAMBDA_FUNCTION_NAME", &spec.name),
    ] {
        variables.insert(name.to_owned(), value.to_owned());
    }
    variables
}

fn stopped_why(stopped: tokio::task::JoinError) -> Failure {
    let Ok(panic) = stopped.try_into_panic() else {
        return Failure::Stopped;
    };
    let message = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    Failure::Panicked(message.unwrap_or_default())
}

/// An error with what caused it.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        // Writing to a string can't fail.
        let _ = write!(text, ": {error}");
        cause = error.source();
    }
    text
}

/// The functions that a user pool calls, as the template's `LambdaConfig` names them.
#[derive(Debug)]
pub(crate) struct UserPoolTriggers {
    pub(crate) functions: Functions,
    pub(crate) pre_token_generation_arn: String,
}

impl aws::Triggers for UserPoolTriggers {
    fn pre_token_generation(&self, event: Value) -> BoxFuture<'_, Result<Value, String>> {
        Box::pin(async move {
            self.functions
                .invoke(&self.pre_token_generation_arn, event)
                .await
                .map_err(|error| error.failure.to_string())
        })
    }
}
