//! What functions are invoked by: routes, queues and schedules.

use http::Method;
use serde_json::Value;

use super::DeployError;
use crate::template::{Entry, Evaluator, Node, Place, Resource, TemplateError};

/// An event of a function.
#[derive(Debug, Clone)]
pub enum EventSpec {
    /// A route of the HTTP API.
    Route(Route),
    /// Messages of a queue.
    Queue(QueueMapping),
    /// Time passing.
    Schedule(ScheduleSpec),
}

/// A route of the HTTP API.
#[derive(Debug, Clone)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path with `{name}` places.
    pub path: String,
    /// Which authorizer stands before it.
    pub authorizer: RouteAuthorizer,
    /// Where it stands.
    pub place: Place,
}

/// Which authorizer stands before a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RouteAuthorizer {
    /// The API's default.
    Default,
    /// None: the route is public.
    Public,
    /// The one of that name.
    Named(String),
}

/// An event source mapping: a queue whose batches a function takes.
#[derive(Debug, Clone)]
pub struct QueueMapping {
    /// The queue's ARN.
    pub queue_arn: String,
    /// The most messages of one batch.
    pub batch_size: usize,
    /// The most batches at once, when the template bounds them.
    pub maximum_concurrency: Option<usize>,
    /// Whether the function names the messages that failed.
    pub reports_item_failures: bool,
}

/// A schedule.
#[derive(Debug, Clone)]
pub struct ScheduleSpec {
    /// The rule's name.
    pub name: String,
    /// `rate(…)` or `cron(…)`.
    pub expression: String,
    /// What the function gets instead of the scheduled event.
    pub input: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// Reads a function's events; disabled ones are left out.
pub(super) fn read(
    evaluator: &Evaluator<'_>,
    resource: &Resource,
) -> Result<Vec<EventSpec>, DeployError> {
    let mut events = Vec::new();
    let Some(section) = resource.properties.get("Events") else {
        return Ok(events);
    };
    for entry in section.entries("Events")? {
        let source = Source {
            evaluator,
            entry,
            properties: properties(entry)?,
        };
        let kind = match entry.value.get("Type") {
            Some(kind) => kind.text("the Type of an event")?,
            None => "",
        };
        let event = match kind {
            "HttpApi" => Some(EventSpec::Route(source.route()?)),
            "SQS" => source.queue()?.map(EventSpec::Queue),
            "Schedule" => source
                .schedule(&resource.logical_id)?
                .map(EventSpec::Schedule),
            unknown => {
                return Err(entry
                    .place
                    .error(
                        format!("the local platform doesn't know the event type `{unknown}`"),
                        "use HttpApi, SQS or Schedule, or teach it in local/src/deploy/events.rs",
                    )
                    .into());
            }
        };
        events.extend(event);
    }
    Ok(events)
}

fn properties(entry: &Entry) -> Result<&[Entry], TemplateError> {
    for attribute in entry.value.entries("an event")? {
        if attribute.key != "Type" && attribute.key != "Properties" {
            return Err(unknown_property(attribute));
        }
    }
    match entry.value.get("Properties") {
        Some(properties) => properties.entries("the Properties of an event"),
        None => Ok(&[]),
    }
}

fn unknown_property(property: &Entry) -> TemplateError {
    property.place.error(
        format!(
            "the local platform doesn't know the event property {}",
            property.key
        ),
        "remove it, or teach it in local/src/deploy/events.rs",
    )
}

/// One event being read.
struct Source<'a> {
    evaluator: &'a Evaluator<'a>,
    entry: &'a Entry,
    properties: &'a [Entry],
}

impl Source<'_> {
    fn known(&self, names: &[&str]) -> Result<(), TemplateError> {
        match self
            .properties
            .iter()
            .find(|property| !names.contains(&property.key.as_str()))
        {
            Some(unknown) => Err(unknown_property(unknown)),
            None => Ok(()),
        }
    }

    fn node(&self, name: &str) -> Option<&Node> {
        self.properties
            .iter()
            .find(|property| property.key == name)
            .map(|property| &property.value)
    }

    fn value(&self, name: &str) -> Result<Option<Value>, TemplateError> {
        self.node(name)
            .map(|node| self.evaluator.value(node))
            .transpose()
    }

    fn text(&self, name: &str) -> Result<Option<String>, TemplateError> {
        self.node(name)
            .map(|node| self.evaluator.text(node))
            .transpose()
    }

    fn required(&self, name: &str) -> Result<String, TemplateError> {
        self.text(name)?.ok_or_else(|| {
            self.entry.place.error(
                format!("event {} has no {name}", self.entry.key),
                "give it one",
            )
        })
    }

    fn number(&self, name: &str) -> Result<Option<usize>, TemplateError> {
        let Some(node) = self.node(name) else {
            return Ok(None);
        };
        let text = self.evaluator.text(node)?;
        let number = text.parse().map_err(|_| {
            node.place
                .error(format!("{name} must be a number"), "write a whole number")
        })?;
        Ok(Some(number))
    }

    fn enabled(&self) -> Result<bool, TemplateError> {
        let disabled = self.value("Enabled")? == Some(Value::Bool(false))
            || self.text("State")?.as_deref() == Some("DISABLED");
        Ok(!disabled)
    }

    fn route(&self) -> Result<Route, TemplateError> {
        self.known(&["ApiId", "Auth", "Method", "Path"])?;
        let place = &self.entry.place;
        let method = self.required("Method")?.to_uppercase();
        let path = self.required("Path")?;
        if method == "ANY" || path.contains("+}") || path == "$default" {
            return Err(place.error(
                "the local platform routes no wildcards",
                "list every route with its method and path",
            ));
        }
        let method = Method::from_bytes(method.as_bytes())
            .map_err(|_| place.error("this isn't an HTTP method", "use one such as GET"))?;
        Ok(Route {
            method,
            path,
            authorizer: self.route_authorizer()?,
            place: place.clone(),
        })
    }

    fn route_authorizer(&self) -> Result<RouteAuthorizer, TemplateError> {
        let Some(auth) = self.node("Auth") else {
            return Ok(RouteAuthorizer::Default);
        };
        for property in auth.entries("Auth")? {
            if property.key != "Authorizer" {
                return Err(unknown_property(property));
            }
        }
        Ok(match auth.get("Authorizer") {
            None => RouteAuthorizer::Default,
            Some(name) => match self.evaluator.text(name)?.as_str() {
                "NONE" => RouteAuthorizer::Public,
                name => RouteAuthorizer::Named(name.to_owned()),
            },
        })
    }

    fn queue(&self) -> Result<Option<QueueMapping>, TemplateError> {
        self.known(&[
            "BatchSize",
            "Enabled",
            "FunctionResponseTypes",
            // The longest that AWS waits for a batch to fill; a shorter wait is as genuine.
            "MaximumBatchingWindowInSeconds",
            "Queue",
            "ScalingConfig",
        ])?;
        if !self.enabled()? {
            return Ok(None);
        }
        let reports_item_failures = match self.value("FunctionResponseTypes")? {
            None => false,
            Some(types) if types == Value::from(vec!["ReportBatchItemFailures"]) => true,
            Some(_) => {
                return Err(self.entry.place.error(
                    "FunctionResponseTypes has something other than ReportBatchItemFailures",
                    "list only that",
                ));
            }
        };
        Ok(Some(QueueMapping {
            queue_arn: self.required("Queue")?,
            batch_size: self.number("BatchSize")?.unwrap_or(10).max(1),
            maximum_concurrency: self
                .value("ScalingConfig")?
                .and_then(|config| config.get("MaximumConcurrency")?.as_u64())
                .and_then(|number| usize::try_from(number).ok()),
            reports_item_failures,
        }))
    }

    fn schedule(&self, function: &str) -> Result<Option<ScheduleSpec>, TemplateError> {
        self.known(&[
            "Description",
            "Enabled",
            "Input",
            "Name",
            "Schedule",
            "State",
        ])?;
        if !self.enabled()? {
            return Ok(None);
        }
        let name = match self.text("Name")? {
            Some(name) => name,
            // As SAM names the rule it makes.
            None => format!("{}-{function}{}", super::STACK_NAME, self.entry.key),
        };
        Ok(Some(ScheduleSpec {
            name,
            expression: self.required("Schedule")?,
            input: self.text("Input")?,
            place: self.entry.place.clone(),
        }))
    }
}
