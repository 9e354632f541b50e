//! Every function has a sample event, which its trigger could have sent.

use std::fs;

use aws_lambda_events::apigw::{ApiGatewayV2CustomAuthorizerV2Request, ApiGatewayV2httpRequest};
use aws_lambda_events::cognito::CognitoEventUserPoolsPreTokenGenV2;
use aws_lambda_events::eventbridge::EventBridgeEvent;
use aws_lambda_events::sqs::SqsEvent;
use messages::{ScanJob, UsageReport};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tenancy::Verdict;

use crate::source::{Template, root};

fn sample<E: DeserializeOwned>(name: &str) -> E {
    let path = root().join("events").join(format!("{name}.json"));
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("events/{name}.json can't be read: {error}"));
    serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("events/{name}.json is not its trigger's event: {error}"))
}

fn request(name: &str) -> ApiGatewayV2httpRequest {
    let request: ApiGatewayV2httpRequest = sample(name);
    assert_eq!(request.version.as_deref(), Some("2.0"), "{name}");
    assert_eq!(
        request.request_context.route_key, request.route_key,
        "{name}"
    );
    assert_eq!(
        request.request_context.http.path, request.raw_path,
        "{name}"
    );
    request
}

/// What the authorizer found out, if it was asked.
fn verdict(request: &ApiGatewayV2httpRequest) -> Option<Verdict> {
    let fields = &request.request_context.authorizer.as_ref()?.fields;
    Some(Verdict::from_context(|name| fields.get(name)?.as_str()).unwrap())
}

#[test]
fn every_function_has_a_sample_event() {
    for function in Template::read().functions() {
        let name = function.crate_name();
        let _: Value = sample(name);
    }
}

#[test]
fn every_sample_event_belongs_to_a_function() {
    let template = Template::read();
    let functions = template.functions();
    for entry in fs::read_dir(root().join("events")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let owner = functions
            .iter()
            .find(|function| name.starts_with(function.crate_name()));
        assert!(owner.is_some(), "events/{name} is no function's event");
    }
}

#[test]
fn requests_take_a_route_that_leads_to_their_function() {
    for function in Template::read().functions() {
        let routes = function.routes();
        if routes.is_empty() {
            continue;
        }
        let name = function.crate_name();
        let request = request(name);
        let route = request.route_key.clone().unwrap();
        assert!(
            routes.contains(&route),
            "events/{name}.json takes {route}, which template.yaml doesn't route to {name}"
        );
        assert!(
            matches!(verdict(&request), Some(Verdict::Granted(_))),
            "events/{name}.json carries no identity that an authorizer could have granted"
        );
    }
}

#[test]
fn the_public_request_carries_no_identity() {
    let request = request("tenants-sign-up");
    assert_eq!(request.route_key.as_deref(), Some("POST /v1/sign-ups"));
    assert!(!request.headers.contains_key("authorization"));
    assert!(verdict(&request).is_none());
}

#[test]
fn the_authorizer_is_shown_the_credential() {
    let event: ApiGatewayV2CustomAuthorizerV2Request = sample("authorizer");
    let credential = event.identity_source.unwrap().remove(0);
    assert_eq!(event.headers["authorization"], credential);
    let secret = credential.strip_prefix("Bearer ").unwrap();
    assert!(
        domain::ApiKeySecret::parse(secret).is_ok(),
        "the sample key must have an API key's shape, else the authorizer never looks it up"
    );
}

#[test]
fn cognito_sends_version_two() {
    let event: CognitoEventUserPoolsPreTokenGenV2 = sample("pre-token-generation");
    let header = event.cognito_event_user_pools_header;
    assert_eq!(header.version.as_deref(), Some("2"));
    assert!(event.request.user_attributes.contains_key("sub"));
    assert!(!event.request.scopes.is_empty());
}

#[test]
fn messages_have_the_bodies_that_producers_send() {
    for (name, queue) in [
        ("scan-worker", "ScanQueue"),
        ("metering-worker", "UsageQueue"),
        ("website-worker", "WebsiteQueue"),
    ] {
        let event: SqsEvent = sample(name);
        assert!(!event.records.is_empty(), "{name}");
        for record in event.records {
            let arn = record.event_source_arn.unwrap();
            assert!(arn.ends_with(queue), "{name} polls {queue}, not {arn}");
            let body: Value = serde_json::from_str(&record.body.unwrap()).unwrap();
            assert_eq!(
                body["tenant"], record.attributes["MessageGroupId"],
                "{name}: the message group is the tenant"
            );
        }
    }
    for name in ["scan-worker", "website-worker"] {
        let jobs: SqsEvent = sample(name);
        for record in jobs.records {
            ScanJob::parse(&record.body.unwrap())
                .unwrap_or_else(|error| panic!("events/{name}.json carries no scan job: {error}"));
        }
    }
    let reports: SqsEvent = sample("metering-worker");
    for record in reports.records {
        UsageReport::parse(&record.body.unwrap())
            .expect("events/metering-worker.json carries a body that is no usage report");
    }
}

#[test]
fn schedules_send_a_scheduled_event() {
    for name in ["schedule-sweep", "trial-expiry"] {
        let event: EventBridgeEvent = sample(name);
        assert_eq!(event.detail_type, "Scheduled Event");
        assert_eq!(event.source, "aws.events");
    }
}
