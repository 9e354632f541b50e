use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, Request};
use http_body_util::BodyExt as _;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::event::{self, Arrival};
use super::routing::{Routes, Target};
use super::{Gateway, Owner};
use crate::testing::{TestStack, handler};

const TEMPLATE: &str = "
Globals:
  Function: { Runtime: provided.al2023, Handler: bootstrap, Timeout: 1 }
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        DefaultAuthorizer: Principal
        Authorizers:
          Principal:
            FunctionArn: !GetAtt Authorizer.Arn
            AuthorizerPayloadFormatVersion: '2.0'
            EnableSimpleResponses: true
            Identity: { Headers: [Authorization], ReauthorizeEvery: 60 }
  Authorizer:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: functions/authorizer/ }
  Echo:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/echo/
      Events:
        Get: { Type: HttpApi, Properties: { ApiId: !Ref Api, Method: GET, Path: '/things/{thing}' } }
        Post:
          Type: HttpApi
          Properties: { ApiId: !Ref Api, Method: POST, Path: /things, Auth: { Authorizer: NONE } }
";

/// A gateway whose function does what the body says, and else echoes its event.
struct Fixture {
    gateway: Gateway,
    stack: TestStack,
    /// How often the authorizer was.
    asked: Arc<AtomicUsize>,
}

async fn fixture() -> Fixture {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let authorizer = handler(move |event| {
        count.fetch_add(1, Ordering::SeqCst);
        match event["identitySource"][0].as_str().unwrap() {
            "Bearer good" => Ok(json!({"isAuthorized": true, "context": {"tenant": "t1"}})),
            "Bearer broken" => Err("broken".into()),
            "Bearer odd" => Ok(json!({"principalId": "x"})),
            _ => Ok(json!({"isAuthorized": false})),
        }
    });
    let echo = handler(|event: Value| match event["body"].as_str() {
        Some("panic") => panic!("as asked"),
        Some("fail") => Err("as asked".into()),
        Some("bare") => Ok(json!({"bare": true})),
        Some("malformed") => Ok(json!({"statusCode": 200, "body": {"not": "text"}})),
        Some("binary") => Ok(json!({
            "statusCode": 201,
            "headers": {"content-type": "application/zip"},
            "cookies": ["a=1", "b=2"],
            "body": STANDARD.encode([0_u8, 255]),
            "isBase64Encoded": true,
        })),
        _ => Ok(json!({
            "statusCode": 200,
            "headers": {"content-type": "application/json"},
            "body": event.to_string(),
        })),
    });
    let stack = TestStack::start(TEMPLATE, &[("authorizer", authorizer), ("echo", echo)]).await;
    let owner = Owner {
        account: stack.site.account.clone(),
        region: stack.site.region.clone(),
        api_id: "local".to_owned(),
        port: 8080,
    };
    let gateway = Gateway::new(
        &stack.stack,
        stack.functions.clone(),
        stack.clock.clone(),
        owner,
    )
    .unwrap();
    Fixture {
        gateway,
        stack,
        asked,
    }
}

impl Fixture {
    async fn send(&self, request: Request<Body>) -> Response {
        let source = SocketAddr::from(([127, 0, 0, 1], 50_000));
        self.gateway.answer(source, request).await
    }

    async fn status_and_body(&self, request: Request<Body>) -> (u16, Value) {
        let response = self.send(request).await;
        let status = response.status().as_u16();
        assert!(response.headers().contains_key("apigw-requestid"));
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }
}

fn get(path: &str, credential: Option<&str>) -> Request<Body> {
    let mut request = Request::get(path).header("host", "localhost:8080");
    if let Some(credential) = credential {
        request = request.header("authorization", credential);
    }
    request.body(Body::empty()).unwrap()
}

fn post(body: impl Into<Body>) -> Request<Body> {
    Request::post("/things")
        .header("host", "localhost:8080")
        .header("content-type", "text/plain")
        .body(body.into())
        .unwrap()
}

fn message(text: &str) -> Value {
    json!({ "message": text })
}

#[tokio::test]
async fn what_goes_no_further_is_answered_in_the_gateway_s_own_words() {
    let fixture = fixture().await;
    let mut strange = get("/things/1", Some("Bearer good"));
    strange
        .headers_mut()
        .insert("x-name", HeaderValue::from_bytes(&[0xFF]).unwrap());
    let mut head = get("/things/1", Some("Bearer good"));
    *head.method_mut() = Method::HEAD;
    for (what, request, status, text) in [
        ("no credential", get("/things/1", None), 401, "Unauthorized"),
        (
            "an empty one",
            get("/things/1", Some("")),
            401,
            "Unauthorized",
        ),
        (
            "refused",
            get("/things/1", Some("Bearer bad")),
            403,
            "Forbidden",
        ),
        (
            "authorizer fails",
            get("/things/1", Some("Bearer broken")),
            500,
            "Internal Server Error",
        ),
        (
            "authorizer answers oddly",
            get("/things/1", Some("Bearer odd")),
            500,
            "Internal Server Error",
        ),
        (
            "no route",
            get("/nothing", Some("Bearer good")),
            404,
            "Not Found",
        ),
        (
            "no such method",
            get("/things", Some("Bearer good")),
            404,
            "Not Found",
        ),
        ("HEAD", head, 404, "Not Found"),
        ("a header that isn't text", strange, 400, "Bad Request"),
        (
            "the function fails",
            post("fail"),
            500,
            "Internal Server Error",
        ),
        (
            "the function panics",
            post("panic"),
            500,
            "Internal Server Error",
        ),
        (
            "a malformed answer",
            post("malformed"),
            500,
            "Internal Server Error",
        ),
        (
            "11 MB",
            post(vec![b'a'; 11 << 20]),
            413,
            "Request Entity Too Large",
        ),
    ] {
        assert_eq!(
            fixture.status_and_body(request).await,
            (status, message(text)),
            "{what}"
        );
    }
    // And it still answers.
    let (status, _) = fixture.status_and_body(post("hello")).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn a_function_gets_the_authorizer_s_context() {
    let fixture = fixture().await;
    let (status, event) = fixture
        .status_and_body(get("/things/a%20b?x=1&x=2&y=", Some("Bearer good")))
        .await;
    assert_eq!(status, 200);
    assert_eq!(
        event["requestContext"]["authorizer"],
        json!({"lambda": {"tenant": "t1"}})
    );
    assert_eq!(event["pathParameters"], json!({"thing": "a b"}));
    assert_eq!(event["rawPath"], "/things/a b");
    assert_eq!(event["rawQueryString"], "x=1&x=2&y=");
    assert_eq!(event["queryStringParameters"], json!({"x": "1,2", "y": ""}));
    assert_eq!(event["headers"]["x-forwarded-for"], "127.0.0.1");
    assert!(event.get("body").is_none());
}

#[tokio::test]
async fn a_public_route_asks_no_authorizer() {
    let fixture = fixture().await;
    let (_, event) = fixture.status_and_body(post("hello")).await;
    assert_eq!(event["body"], "hello");
    assert_eq!(event["isBase64Encoded"], false);
    assert!(event["requestContext"].get("authorizer").is_none());
    assert_eq!(fixture.asked.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn an_authorizer_s_answer_is_kept_for_its_time_by_the_clock() {
    let fixture = fixture().await;
    for (advance_s, credential, times) in [
        (0, "Bearer good", 1),
        (0, "Bearer good", 1),
        (59, "Bearer good", 1),
        (2, "Bearer good", 2),
        (0, "Bearer bad", 3),
        (0, "Bearer bad", 3),
        // A failure is no answer.
        (0, "Bearer broken", 4),
        (0, "Bearer broken", 5),
    ] {
        fixture
            .stack
            .clock
            .advance(SignedDuration::from_secs(advance_s));
        fixture.send(get("/things/1", Some(credential))).await;
        assert_eq!(fixture.asked.load(Ordering::SeqCst), times, "{credential}");
    }
}

#[tokio::test]
async fn bodies_that_are_not_text_travel_as_base64() {
    let fixture = fixture().await;
    for (content_type, body, is_base64) in [
        (Some("application/json"), &b"{}"[..], false),
        (
            Some("application/problem+json; charset=utf-8"),
            b"{}",
            false,
        ),
        (Some("text/csv"), b"a,b", false),
        (None, b"a", false),
        (Some("application/octet-stream"), b"a", true),
        (Some("application/x-www-form-urlencoded"), b"a=b", true),
        (Some("application/json"), &[0xFF, 0xFE], true),
    ] {
        let mut request = post(body);
        request.headers_mut().remove("content-type");
        if let Some(content_type) = content_type {
            let value = HeaderValue::from_static(content_type);
            request.headers_mut().insert("content-type", value);
        }
        let (_, event) = fixture.status_and_body(request).await;
        assert_eq!(event["isBase64Encoded"], is_base64, "{content_type:?}");
        let text = event["body"].as_str().unwrap();
        let told = if is_base64 {
            STANDARD.decode(text).unwrap()
        } else {
            text.as_bytes().to_vec()
        };
        assert_eq!(told, body, "{content_type:?}");
    }
}

#[tokio::test]
async fn answers_become_responses() {
    let fixture = fixture().await;
    let response = fixture.send(post("binary")).await;
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["content-type"], "application/zip");
    let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["a=1", "b=2"]);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(body, Bytes::from_static(&[0, 255]));

    let (status, body) = fixture.status_and_body(post("bare")).await;
    assert_eq!((status, body), (200, json!({"bare": true})));
}

/// The request that a sample event tells of.
fn request_of(sample: &Value) -> Request<()> {
    let context = &sample["requestContext"];
    let mut uri = sample["rawPath"].as_str().unwrap().to_owned();
    if let Some(query) = sample["rawQueryString"]
        .as_str()
        .filter(|query| !query.is_empty())
    {
        uri = format!("{uri}?{query}");
    }
    let mut request = Request::builder()
        .method(context["http"]["method"].as_str().unwrap())
        .uri(uri);
    for (name, value) in sample["headers"].as_object().unwrap() {
        if !name.starts_with("x-forwarded-") {
            let name: HeaderName = name.parse().unwrap();
            request = request.header(name, value.as_str().unwrap());
        }
    }
    request.body(()).unwrap()
}

/// Tells the sample's request again, and compares.
fn told_again(sample: &str, tell: impl Fn(&event::Request<'_>, &Value) -> Value) {
    let mut sample: Value = serde_json::from_str(sample).unwrap();
    // The only thing that a loopback port can't tell.
    sample["headers"]["x-forwarded-proto"] = json!("http");
    let context = sample["requestContext"].clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let (account, api_id) = (text(&context["accountId"]), text(&context["apiId"]));
    let request_id = text(&context["requestId"]);
    let route_key = text(&context["routeKey"]);
    let mut routes = Routes::default();
    let (method, path) = route_key.split_once(' ').unwrap();
    let target = Target {
        function: String::new(),
        authorizer: None,
    };
    routes.add(method.parse().unwrap(), path, target);
    let (parts, ()) = request_of(&sample).into_parts();
    let found = routes.find(&parts.method, parts.uri.path()).unwrap();
    let arrival = Arrival {
        account: &account,
        region: "eu-west-1",
        api_id: &api_id,
        request_id: &request_id,
        source: context["http"]["sourceIp"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap(),
        port: 443,
        at: Timestamp::from_millisecond(context["timeEpoch"].as_i64().unwrap()).unwrap(),
    };
    let request = event::Request::new(arrival, &parts, &found).unwrap();
    assert_eq!(tell(&request, &sample), sample);
}

#[test]
fn requests_are_told_as_in_the_sample_events() {
    for sample in [
        include_str!("../../../events/members.json"),
        include_str!("../../../events/scans.json"),
        include_str!("../../../events/tenants-sign-up.json"),
        include_str!("../../../events/tenants.json"),
        include_str!("../../../events/usage.json"),
    ] {
        told_again(sample, |request, sample| {
            let body = sample["body"].as_str().unwrap_or_default().to_owned();
            let authorizer = sample["requestContext"].pointer("/authorizer/lambda");
            request.function_event(authorizer, &Bytes::from(body))
        });
    }
}

#[test]
fn the_authorizer_is_asked_as_in_the_sample_event() {
    told_again(
        include_str!("../../../events/authorizer.json"),
        |request, sample| {
            let identity = sample["identitySource"][0].as_str().unwrap().to_owned();
            request.authorizer_event(&[identity])
        },
    );
}
