//! The services behind the one address: finds the service, counts, fails on demand, answers.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use bytes::Bytes;
use domain::Clock;
use http::StatusCode;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::buckets::Buckets;
use super::data::Folder;
use super::dynamodb::{self, DynamoDb};
use super::identity::{self, Identity};
use super::mail::Mailbox;
use super::queues::{self, Queues};
use super::refusal::{Refusal, xml_refusal};
use super::routing::{self, Destination, Target};
use super::{CallError, Calls, Error, Fault, Faults, Service};

/// The largest request of a JSON protocol, which is `DynamoDB`'s 16 MiB.
const MAX_JSON_BYTES: usize = 16 * 1024 * 1024;

/// Real time between two looks for items to expire.
const EXPIRY_INTERVAL: Duration = Duration::from_mins(1);

/// What the endpoint is told at its start.
pub(super) struct Setting {
    pub(super) address: String,
    pub(super) issuer_base: String,
    pub(super) clock: Clock,
    pub(super) region: String,
}

/// The services and what surrounds them.
#[derive(Debug)]
pub(super) struct Endpoint {
    address: String,
    dynamodb: Arc<DynamoDb>,
    queues: Queues,
    buckets: Buckets,
    identity: Identity,
    mail: Arc<Mailbox>,
    faults: Faults,
    calls: Calls,
    stopping: watch::Sender<bool>,
}

impl Endpoint {
    pub(super) async fn open(folder: &Folder, setting: Setting) -> Result<Self, Error> {
        let (stopping, stopped) = watch::channel(false);
        let mail = Arc::new(Mailbox::open(folder, setting.clock.clone())?);
        let dynamodb =
            Arc::new(DynamoDb::open(folder, setting.clock.clone(), &setting.region).await?);
        tokio::spawn(expire_regularly(Arc::clone(&dynamodb), stopped.clone()));
        Ok(Self {
            dynamodb,
            queues: Queues::open(
                folder,
                queues::Setting {
                    address: setting.address.clone(),
                    clock: setting.clock.clone(),
                    region: setting.region.clone(),
                    stopped,
                },
            )?,
            buckets: Buckets::open(folder)?,
            identity: Identity::open(
                folder,
                identity::Setting {
                    issuer_base: setting.issuer_base,
                    clock: setting.clock,
                    region: setting.region,
                    mail: Arc::clone(&mail),
                },
            )?,
            mail,
            faults: Faults::default(),
            calls: Calls::default(),
            address: setting.address,
            stopping,
        })
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    pub(super) fn queues(&self) -> &Queues {
        &self.queues
    }

    pub(super) fn buckets(&self) -> &Buckets {
        &self.buckets
    }

    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    pub(super) fn mail(&self) -> &Mailbox {
        &self.mail
    }

    pub(super) fn faults(&self) -> &Faults {
        &self.faults
    }

    pub(super) fn calls(&self) -> &Calls {
        &self.calls
    }

    pub(super) async fn expire_items(&self) -> Result<usize, Error> {
        self.dynamodb.expire_items().await
    }

    /// Ends long polls, so that a shutdown need not wait for them.
    pub(super) fn interrupt_waits(&self) {
        self.stopping.send_replace(true);
    }

    pub(super) async fn stop(&self) {
        self.interrupt_waits();
        self.dynamodb.stop();
        // The stopped parts release their files when their tasks have had a turn.
        tokio::task::yield_now().await;
    }

    /// Answers a request that came over HTTP.
    pub(super) async fn answer(&self, request: Request) -> Response<Body> {
        match routing::destination(request.method(), request.uri(), request.headers()) {
            Destination::Json(target) => {
                let Ok(body) = axum::body::to_bytes(request.into_body(), MAX_JSON_BYTES).await
                else {
                    let refusal = Refusal::new("RequestEntityTooLarge", "the body is above 16 MiB");
                    return refuse(target.service, &refusal).map(Body::from);
                };
                self.answer_json(&target, body).await.map(Body::from)
            }
            Destination::Object { operation } => self.answer_object(operation, request).await,
            Destination::SignIn => {
                self.calls.request(Service::Cognito, request.uri().path());
                self.identity.answer_page(request).await
            }
            Destination::Unknown(reason) => {
                xml_refusal(StatusCode::NOT_IMPLEMENTED, "NotImplemented", &reason).map(Body::from)
            }
        }
    }

    /// Answers a call from this process.
    pub(super) async fn call(&self, target: &str, body: &Value) -> Result<Value, CallError> {
        let Some(target) = Target::parse(target) else {
            return Err(CallError {
                code: "UnknownOperationException".to_owned(),
                message: format!("the target '{target}' isn't emulated"),
                status: StatusCode::BAD_REQUEST.as_u16(),
            });
        };
        let answer = self
            .answer_json(&target, Bytes::from(body.to_string()))
            .await;
        let status = answer.status();
        let body: Value = serde_json::from_slice(answer.body()).unwrap_or_else(|_| json!({}));
        if status.is_success() {
            return Ok(body);
        }
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        let code = text("__type").unwrap_or_default();
        Err(CallError {
            code: code.rsplit('#').next().unwrap_or_default().to_owned(),
            message: text("message")
                .or_else(|| text("Message"))
                .unwrap_or_default()
                .to_owned(),
            status: status.as_u16(),
        })
    }

    async fn answer_json(&self, target: &Target, body: Bytes) -> Response<Bytes> {
        let service = target.service;
        self.calls.request(service, &target.operation);
        let fault = self.faults.take(service, &target.operation);
        match fault {
            Some(Fault::Error500) => return refuse(service, &failure(service)),
            Some(Fault::Throttle) => return refuse(service, &throttle(service)),
            Some(Fault::LostAnswer) | None => {}
        }
        let answer = match service {
            Service::DynamoDb => {
                let (answer, units) = self.dynamodb.answer(&target.full, body).await;
                if units > 0.0 {
                    self.calls.capacity(service, &target.operation, units);
                }
                answer
            }
            Service::Sqs => self.queues.answer(&target.operation, &body).await,
            Service::Cognito => self.identity.answer(&target.operation, &body).await,
            Service::S3 => refuse(service, &failure(service)),
        };
        if fault == Some(Fault::LostAnswer) {
            return refuse(service, &failure(service));
        }
        answer
    }

    async fn answer_object(&self, operation: &str, request: Request) -> Response<Body> {
        self.calls.request(Service::S3, operation);
        let fault = self.faults.take(Service::S3, operation);
        match fault {
            Some(Fault::Error500) => {
                return refuse(Service::S3, &failure(Service::S3)).map(Body::from);
            }
            Some(Fault::Throttle) => {
                return refuse(Service::S3, &throttle(Service::S3)).map(Body::from);
            }
            Some(Fault::LostAnswer) | None => {}
        }
        let answer = self.buckets.answer(request).await;
        if fault == Some(Fault::LostAnswer) {
            return refuse(Service::S3, &failure(Service::S3)).map(Body::from);
        }
        answer
    }
}

async fn expire_regularly(dynamodb: Arc<DynamoDb>, mut stopped: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            // An error means that the endpoint is gone.
            _ = stopped.changed() => return,
            () = tokio::time::sleep(EXPIRY_INTERVAL) => {}
        }
        if let Err(error) = dynamodb.expire_items().await {
            tracing::warn!(%error, "items weren't expired");
        }
    }
}

/// The refusal in the service's own form.
fn refuse(service: Service, refusal: &Refusal) -> Response<Bytes> {
    match service {
        Service::DynamoDb => dynamodb::refuse(refusal),
        Service::Sqs => queues::refuse(refusal),
        Service::Cognito => identity::refuse(refusal),
        Service::S3 => xml_refusal(refusal.status, &refusal.code, &refusal.message),
    }
}

/// What a service says when it fails.
fn failure(service: Service) -> Refusal {
    let code = match service {
        Service::DynamoDb => "InternalServerError",
        Service::Sqs => "InternalFailure",
        Service::S3 => "InternalError",
        Service::Cognito => "InternalErrorException",
    };
    Refusal::internal(code, "an error that was asked for")
}

/// What a service says when it is asked too much.
fn throttle(service: Service) -> Refusal {
    let (status, code) = match service {
        Service::DynamoDb => (
            StatusCode::BAD_REQUEST,
            "ProvisionedThroughputExceededException",
        ),
        Service::Sqs => (StatusCode::BAD_REQUEST, "RequestThrottled"),
        Service::S3 => (StatusCode::SERVICE_UNAVAILABLE, "SlowDown"),
        Service::Cognito => (StatusCode::BAD_REQUEST, "TooManyRequestsException"),
    };
    Refusal {
        status,
        code: code.to_owned(),
        message: "a throttle that was asked for".to_owned(),
    }
}
