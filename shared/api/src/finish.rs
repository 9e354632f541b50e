//! What every response gets on its way out: ids, limits, the text of problems, one line of log.

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, header};
use lambda_http::request::RequestContext;

use crate::authorized::RateSlot;
use crate::{Code, Gate, Problem, ProblemBody, RateStatus};

/// Middleware around every endpoint of a function.
pub async fn finish(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let request_id = request_id(&request);
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let route = format!("{method} {}", route.as_deref().unwrap_or("-"));
    let tenant = tenant_for_log(&request);
    let invocation = invocation(&request);
    let slot: RateSlot = Arc::new(OnceLock::new());
    request.extensions_mut().insert(Arc::clone(&slot));

    let response = next.run(request).await;

    let mut response = match response.extensions().get::<Arc<Problem>>().cloned() {
        Some(problem) => write_problem(&gate, &problem, &request_id),
        None => match response.status().as_u16() {
            404 | 405 if response.headers().get(header::CONTENT_TYPE).is_none() => {
                write_problem(&gate, &Problem::not_found(), &request_id)
            }
            _ => response,
        },
    };
    let status = response.status().as_u16();
    let problem = response.extensions().get::<LoggedProblem>().cloned();
    let (code, cause) = problem.map_or(("", None), |logged| (logged.code.as_str(), logged.cause));
    let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    // One line a request: what happened, and what CloudWatch counts of it.
    macro_rules! tell {
        ($level:ident) => {
            tracing::$level!(
                target: "metric",
                dimensions = "function,route",
                metrics = "requests,faults,micros",
                function = gate.function,
                route,
                tenant.id = tenant,
                request.id = request_id,
                faas.invocation_id = invocation,
                status,
                code,
                cause,
                requests = 1_u64,
                faults = u64::from(status >= 500),
                micros,
                "request"
            )
        };
    }
    if status >= 500 {
        tell!(error);
    } else {
        tell!(info);
    }

    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::try_from(&*request_id) {
        headers.insert("x-request-id", value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if let Some(rate) = slot.get() {
        rate_headers(headers, *rate);
    }
    response
}

/// What the log says of a problem that was written.
#[derive(Clone)]
struct LoggedProblem {
    code: Code,
    cause: Option<String>,
}

fn write_problem(gate: &Gate, problem: &Problem, request_id: &str) -> Response {
    let code = problem.code;
    let body = ProblemBody {
        r#type: format!("{}/problems#{}", gate.docs_url, code.as_str()),
        title: code.title().to_owned(),
        status: code.status().as_u16(),
        code: code.as_str().to_owned(),
        detail: problem.detail.clone().into_owned(),
        errors: problem.errors.clone(),
        request_id: request_id.to_owned(),
    };
    let body = serde_json::to_string(&body).unwrap_or_default();
    let mut response = (code.status(), body).into_response();
    let json = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    if let Some(seconds) = problem.retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.into());
    }
    if code.status() == http::StatusCode::UNAUTHORIZED {
        // RFC 6750 §3: a bearer credential was shown and refused.
        let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, challenge);
    }
    response.extensions_mut().insert(LoggedProblem {
        code,
        cause: problem.cause.clone(),
    });
    response
}

/// The fields of draft-ietf-httpapi-ratelimit-headers.
fn rate_headers(headers: &mut http::HeaderMap, rate: RateStatus) {
    let policy = format!("\"tenant\";q={};w=60", rate.limit);
    let left = format!("\"tenant\";r={};t={}", rate.remaining, rate.resets_in);
    for (name, value) in [("ratelimit-policy", policy), ("ratelimit", left)] {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

fn request_id(request: &Request) -> String {
    match request.extensions().get::<RequestContext>() {
        Some(RequestContext::ApiGatewayV2(context)) => context.request_id.clone(),
        _ => None,
    }
    .unwrap_or_else(|| "-".to_owned())
}

/// Lambda's own id of the invocation, which the function's other lines carry in their span.
fn invocation(request: &Request) -> Option<String> {
    let context = request.extensions().get::<lambda_http::Context>();
    context.map(|context| context.request_id.clone())
}

fn tenant_for_log(request: &Request) -> Option<String> {
    match request.extensions().get::<RequestContext>() {
        Some(RequestContext::ApiGatewayV2(context)) => {
            let fields = &context.authorizer.as_ref()?.fields;
            fields.get("tenant")?.as_str().map(str::to_owned)
        }
        _ => None,
    }
}
