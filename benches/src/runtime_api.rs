//! A Lambda Runtime API for one process: hands out events, takes answers.
//!
//! As documented under "Using the Lambda runtime API"; extensions, response streaming and tracing
//! are left out, because no function of ours uses them.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinHandle;

use crate::Error;

/// As long as Lambda waits at most.
const PATIENCE: Duration = Duration::from_mins(15);
const REQUEST_ID: &str = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
const ARN: &str = "arn:aws:lambda:eu-west-1:000000000000:function:polder";

/// What a function said.
#[derive(Debug)]
pub(crate) enum Report {
    /// It asks for an event.
    Asks,
    /// It answered one.
    Answer(Value),
    /// It failed at one.
    Error(Value),
    /// It could not start.
    StartError(Value),
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Report::Asks => f.write_str("it asks for an event"),
            Report::Answer(answer) => write!(f, "it answers {answer}"),
            Report::Error(error) => write!(f, "it fails with {error}"),
            Report::StartError(error) => write!(f, "it can't start: {error}"),
        }
    }
}

/// The API, for as long as it is kept.
pub(crate) struct RuntimeApi {
    address: SocketAddr,
    events: mpsc::UnboundedSender<Value>,
    reports: mpsc::UnboundedReceiver<Report>,
    server: JoinHandle<()>,
}

struct Desk {
    events: Mutex<mpsc::UnboundedReceiver<Value>>,
    reports: mpsc::UnboundedSender<Report>,
}

impl RuntimeApi {
    /// Listens on a free port of the loopback interface.
    pub(crate) async fn start() -> Result<Self, Error> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (events, handed_out) = mpsc::unbounded_channel();
        let (taken, reports) = mpsc::unbounded_channel();
        let desk = Desk {
            events: Mutex::new(handed_out),
            reports: taken,
        };
        let invocation = "/2018-06-01/runtime/invocation";
        let router = Router::new()
            .route(&format!("{invocation}/next"), get(next))
            .route(&format!("{invocation}/{{id}}/response"), post(answer))
            .route(&format!("{invocation}/{{id}}/error"), post(error))
            .route("/2018-06-01/runtime/init/error", post(start_error))
            .with_state(Arc::new(desk));
        let server = tokio::spawn(async move {
            // It ends when it is aborted; a port that breaks shows as a report that doesn't come.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self {
            address,
            events,
            reports,
            server,
        })
    }

    /// What `AWS_LAMBDA_RUNTIME_API` is set to.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Resolves when the function has asked for an event.
    pub(crate) async fn asked(&mut self) -> Result<(), Error> {
        let report = self.report().await?;
        if matches!(report, Report::Asks) {
            Ok(())
        } else {
            Err(format!("no event was asked for, {report}").into())
        }
    }

    /// Hands out one event to a function that has asked for it, and waits for the answer and for
    /// the function to ask again.
    pub(crate) async fn invoke(&mut self, event: Value) -> Result<Report, Error> {
        self.events.send(event)?;
        let report = self.report().await?;
        self.asked().await?;
        Ok(report)
    }

    async fn report(&mut self) -> Result<Report, Error> {
        let report = tokio::time::timeout(PATIENCE, self.reports.recv()).await;
        let report = report.map_err(|_| "the function says nothing any more")?;
        report.ok_or_else(|| "the Runtime API has stopped".into())
    }
}

impl Drop for RuntimeApi {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn next(State(desk): State<Arc<Desk>>) -> Response {
    let mut events = desk.events.lock().await;
    desk.say(Report::Asks);
    let Some(event) = events.recv().await else {
        return http_gone();
    };
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let deadline = now.unwrap_or_default() + PATIENCE;
    let headers = [
        ("content-type", "application/json".to_owned()),
        ("lambda-runtime-aws-request-id", REQUEST_ID.to_owned()),
        (
            "lambda-runtime-deadline-ms",
            deadline.as_millis().to_string(),
        ),
        ("lambda-runtime-invoked-function-arn", ARN.to_owned()),
        (
            "lambda-runtime-trace-id",
            "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0".to_owned(),
        ),
    ];
    (headers, event.to_string()).into_response()
}

fn http_gone() -> Response {
    axum::http::StatusCode::GONE.into_response()
}

async fn answer(State(desk): State<Arc<Desk>>, body: Bytes) -> axum::http::StatusCode {
    desk.say(Report::Answer(json(&body)))
}

async fn error(State(desk): State<Arc<Desk>>, body: Bytes) -> axum::http::StatusCode {
    desk.say(Report::Error(json(&body)))
}

async fn start_error(State(desk): State<Arc<Desk>>, body: Bytes) -> axum::http::StatusCode {
    desk.say(Report::StartError(json(&body)))
}

/// What was sent, or as text what is no JSON, so that it can be shown.
fn json(body: &[u8]) -> Value {
    serde_json::from_slice(body)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(body).into_owned()))
}

impl Desk {
    fn say(&self, report: Report) -> axum::http::StatusCode {
        // Nobody listens any more when a measurement has ended.
        let _ = self.reports.send(report);
        axum::http::StatusCode::ACCEPTED
    }
}
