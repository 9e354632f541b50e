//! API Gateway's HTTP API: routes of the template to functions, through the
//! authorizer, with the events and answers of payload format 2.0.

mod answer;
mod authorization;
mod event;
mod routing;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use domain::Clock;
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderValue, Request, header::HOST};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use rand::RngCore as _;

use crate::deploy::{EventSpec, RouteAuthorizer, Stack};
use crate::functions::{Failure, Functions};
use crate::template::TemplateError;
use answer::Refusal;
use authorization::Authorization;
use event::Arrival;
use routing::{Routes, Target};

/// What API Gateway accepts of a body.
const MAX_BODY_BYTES: usize = 10 * 1024 * 1024;
/// What Lambda accepts of an event, text and all.
const MAX_EVENT_BYTES: usize = 6 * 1024 * 1024;
/// How much of a body that is too large is still read, so that its sender hears the answer.
const DRAIN_BYTES: usize = 64 * 1024 * 1024;
/// How long the gateway waits for a function.
const INTEGRATION_TIMEOUT: Duration = Duration::from_secs(30);

/// Whose gateway it is, for ARNs and contexts.
#[derive(Debug, Clone)]
pub(crate) struct Owner {
    pub(crate) account: String,
    pub(crate) region: String,
    pub(crate) api_id: String,
    pub(crate) port: u16,
}

/// The gateway.
#[derive(Debug)]
pub(crate) struct Gateway {
    routes: Routes,
    authorization: Authorization,
    functions: Functions,
    clock: Clock,
    owner: Owner,
}

impl Gateway {
    /// Routes every HTTP event of the stack.
    pub(crate) fn new(
        stack: &Stack,
        functions: Functions,
        clock: Clock,
        owner: Owner,
    ) -> Result<Self, TemplateError> {
        let mut routes = Routes::default();
        for function in &stack.functions {
            for event in &function.events {
                let EventSpec::Route(route) = event else {
                    continue;
                };
                let authorizer = match &route.authorizer {
                    RouteAuthorizer::Default => stack.api.default_authorizer.clone(),
                    RouteAuthorizer::Public => None,
                    RouteAuthorizer::Named(name) => Some(name.clone()),
                };
                if let Some(name) = &authorizer
                    && !stack.api.authorizers.contains_key(name)
                {
                    return Err(route.place.error(
                        format!("the HTTP API has no authorizer called {name}"),
                        "declare it under the API's Auth.Authorizers",
                    ));
                }
                let target = Target {
                    function: function.arn.clone(),
                    authorizer,
                };
                if !routes.add(route.method.clone(), &route.path, target) {
                    return Err(route.place.error(
                        format!("{} {} is routed twice", route.method, route.path),
                        "keep one of the two",
                    ));
                }
            }
        }
        Ok(Self {
            routes,
            authorization: Authorization::new(stack.api.authorizers.clone(), clock.clone()),
            functions,
            clock,
            owner,
        })
    }

    /// Answers one request.
    pub(crate) async fn answer(&self, source: SocketAddr, request: Request<Body>) -> Response {
        let request_id = request_id();
        let (parts, body) = request.into_parts();
        let mut response = match self
            .answer_or_refuse(&request_id, source, &parts, body)
            .await
        {
            Ok(response) => response,
            Err(refusal) => refusal.response(),
        };
        if let Ok(value) = HeaderValue::from_str(&request_id) {
            response.headers_mut().insert("apigw-requestid", value);
        }
        response
    }

    async fn answer_or_refuse(
        &self,
        request_id: &str,
        source: SocketAddr,
        parts: &Parts,
        body: Body,
    ) -> Result<Response, Refusal> {
        let body = read_body(body).await?;
        host_check(parts)?;
        let found = self
            .routes
            .find(&parts.method, parts.uri.path())
            .ok_or(Refusal::NotFound)?;
        let arrival = Arrival {
            account: &self.owner.account,
            region: &self.owner.region,
            api_id: &self.owner.api_id,
            request_id,
            source: source.ip(),
            port: self.owner.port,
            at: self.clock.now(),
        };
        let request =
            event::Request::new(arrival, parts, &found).map_err(|_| Refusal::BadRequest)?;
        let context = match &found.target.authorizer {
            Some(name) => Some(
                self.authorization
                    .check(name, &request, &parts.headers, &self.functions)
                    .await?,
            ),
            None => None,
        };
        let event = request.function_event(context.as_ref(), &body);
        if body.len() > MAX_EVENT_BYTES {
            return Err(Refusal::TooLarge);
        }
        let invocation = self.functions.invoke(&found.target.function, event);
        match tokio::time::timeout(INTEGRATION_TIMEOUT, invocation).await {
            Ok(Ok(answer)) => answer::response(answer),
            Ok(Err(error)) => Err(match error.failure {
                Failure::Stopped => Refusal::ServiceUnavailable,
                Failure::Errored(_)
                | Failure::Panicked(_)
                | Failure::TimedOut(_)
                | Failure::Unknown => Refusal::InternalServerError,
            }),
            Err(_) => Err(Refusal::ServiceUnavailable),
        }
    }
}

/// The whole body, or a refusal when it is too large.
async fn read_body(body: Body) -> Result<Bytes, Refusal> {
    let mut limited = Limited::new(body, DRAIN_BYTES);
    let mut read = Vec::new();
    let mut is_too_large = false;
    while let Some(frame) = limited.frame().await {
        let frame = frame.map_err(|error| {
            if error.is::<LengthLimitError>() {
                Refusal::TooLarge
            } else {
                Refusal::BadRequest
            }
        })?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        is_too_large |= read.len() + data.len() > MAX_BODY_BYTES;
        if is_too_large {
            read.clear();
        } else {
            read.extend_from_slice(&data);
        }
    }
    if is_too_large {
        Err(Refusal::TooLarge)
    } else {
        Ok(read.into())
    }
}

/// A host that can't be part of an address would not have reached the gateway.
fn host_check(parts: &Parts) -> Result<(), Refusal> {
    match parts.headers.get(HOST) {
        Some(host) => Authority::try_from(host.as_bytes())
            .map(|_| ())
            .map_err(|_| Refusal::BadRequest),
        None => Ok(()),
    }
}

/// An id such as API Gateway's: sixteen characters.
fn request_id() -> String {
    let mut random = [0_u8; 11];
    rand::rng().fill_bytes(&mut random);
    STANDARD.encode(random)
}
