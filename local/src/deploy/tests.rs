use std::collections::BTreeMap;
use std::path::Path;

use domain::Clock;
use serde_json::json;

use super::{DeployError, EventSpec, RouteAuthorizer, Site, Stack};
use crate::aws::{self, Aws};
use crate::template::Template;

const TEMPLATE: &str = include_str!("../../../template.yaml");

async fn aws(folder: &Path) -> Aws {
    Aws::start(aws::Options {
        data: aws::Data::Folder(folder.to_owned()),
        port: 0,
        clock: Clock::system(),
        region: "eu-west-1".to_owned(),
        issuer_base: None,
    })
    .await
    .unwrap()
}

async fn deploy(aws: &Aws, folder: &Path, text: &str) -> Result<Stack, DeployError> {
    let template = Template::parse("t.yaml", text, &BTreeMap::new())?;
    let site = Site {
        region: "eu-west-1".to_owned(),
        account: aws::ACCOUNT_ID.to_owned(),
        api_url: "http://localhost:8080".to_owned(),
        folder: Some(folder.to_owned()),
    };
    super::deploy(&template, aws, site).await
}

/// What deploying a small template refuses.
async fn refusal(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let aws = aws(folder.path()).await;
    deploy(&aws, folder.path(), text)
        .await
        .unwrap_err()
        .to_string()
}

fn variables(stack: &Stack) -> Vec<(&str, &BTreeMap<String, String>)> {
    stack
        .functions
        .iter()
        .map(|function| (function.binary.as_str(), &function.variables))
        .collect()
}

#[tokio::test]
async fn deploying_again_into_the_same_data_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let first_aws = aws(folder.path()).await;
    let first = deploy(&first_aws, folder.path(), TEMPLATE).await.unwrap();
    let endpoint = first_aws.endpoint().to_owned();
    first_aws.shutdown().await;

    let second_aws = aws(folder.path()).await;
    let second = deploy(&second_aws, folder.path(), TEMPLATE).await.unwrap();
    // Only the port may differ.
    for ((binary, first), (_, second)) in variables(&first).into_iter().zip(variables(&second)) {
        for (name, value) in first {
            let expected = value.replace(&endpoint, second_aws.endpoint());
            assert_eq!(second[name], expected, "{binary} {name}");
        }
    }
    second_aws.shutdown().await;
}

#[cfg(unix)]
#[tokio::test]
async fn the_remembered_secrets_are_their_owner_s_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let aws = aws(folder.path()).await;
    deploy(&aws, folder.path(), TEMPLATE).await.unwrap();
    let file = std::fs::metadata(folder.path().join("stack.json")).unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn the_stack_is_resolved_to_local_values() {
    let folder = tempfile::tempdir().unwrap();
    let aws = aws(folder.path()).await;
    let stack = deploy(&aws, folder.path(), TEMPLATE).await.unwrap();
    let scans = stack
        .functions
        .iter()
        .find(|function| function.binary == "scans")
        .unwrap();
    assert_eq!(scans.name, "polder-ScansFunction");
    assert_eq!(scans.variables["TENANT_TABLE"], "polder-TenantTable");
    assert_eq!(scans.variables["UPLOAD_BUCKET"], "polder-uploadbucket");
    let queue = format!("{}/000000000000/polder-ScanQueue", aws.endpoint());
    assert_eq!(scans.variables["SCAN_QUEUE_URL"], queue);
    assert_eq!(scans.variables["CURSOR_KEY"].len(), 64);
    assert_eq!(scans.variables["LOG_LEVEL"], "info", "from the globals");

    let authorizer = &stack.api.authorizers["Principal"];
    assert_eq!(authorizer.identity_headers, ["authorization"]);
    assert_eq!(authorizer.answer_ttl.as_secs(), 60);
    let public = stack
        .functions
        .iter()
        .flat_map(|function| &function.events)
        .filter(|event| {
            matches!(event, EventSpec::Route(route) if route.authorizer == RouteAuthorizer::Public)
        });
    assert_eq!(public.count(), 2, "sign-up and its verification");
    let trigger = stack.pre_token_generation_arn.unwrap();
    assert!(trigger.ends_with(":polder-PreTokenGenerationFunction"));
}

#[tokio::test]
async fn a_queue_s_new_attributes_are_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let aws = aws(folder.path()).await;
    for seconds in ["30", "60"] {
        let text = format!(
            "Resources:\n  Jobs: {{ Type: AWS::SQS::Queue, Properties: {{ VisibilityTimeout: {seconds} }} }}"
        );
        deploy(&aws, folder.path(), &text).await.unwrap();
        let url = format!("{}/000000000000/polder-Jobs", aws.endpoint());
        let request = json!({"QueueUrl": url, "AttributeNames": ["All"]});
        let answer = aws
            .call("AmazonSQS.GetQueueAttributes", request)
            .await
            .unwrap();
        assert_eq!(answer["Attributes"]["VisibilityTimeout"], seconds);
    }
}

#[tokio::test]
async fn a_table_s_keys_do_not_change() {
    let folder = tempfile::tempdir().unwrap();
    let aws = aws(folder.path()).await;
    let table = |key: &str| {
        format!(
            "Resources:
  Things:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{{ AttributeName: {key}, AttributeType: S }}]
      KeySchema: [{{ AttributeName: {key}, KeyType: HASH }}]
"
        )
    };
    deploy(&aws, folder.path(), &table("pk")).await.unwrap();
    let refused = deploy(&aws, folder.path(), &table("id")).await.unwrap_err();
    let refused = refused.to_string();
    assert!(
        refused.starts_with("t.yaml:2: Things can't be created"),
        "{refused}"
    );
    assert!(refused.contains("other keys"), "{refused}");
}

/// A function with these lines under its properties.
fn function(lines: &str) -> String {
    format!(
        "Resources:
  Api: {{ Type: AWS::Serverless::HttpApi }}
  One:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/one/
      Runtime: provided.al2023
      Handler: bootstrap
{lines}
"
    )
}

#[tokio::test]
async fn what_a_function_or_an_api_cannot_have_stops_with_its_line() {
    let event = |kind: &str, properties: &str| {
        function(&format!(
            "      Events:\n        E:\n          Type: {kind}\n          Properties: {{ {properties} }}"
        ))
    };
    for (text, line, problem) in [
        (event("Kinesis", ""), 10, "event type `Kinesis`"),
        (event("SQS", "Queue: arn, FilterCriteria: {}"), 12, "FilterCriteria"),
        (event("SQS", "BatchSize: 1"), 10, "E has no Queue"),
        (event("SQS", "Queue: arn, BatchSize: many"), 12, "BatchSize must be a number"),
        (event("HttpApi", "Method: ANY, Path: /x"), 10, "routes no wildcards"),
        (event("HttpApi", "Method: GET, Path: '/{proxy+}'"), 10, "routes no wildcards"),
        (event("HttpApi", "Method: GET"), 10, "E has no Path"),
        (event("Schedule", "Schedule: rate(1 hour), RetryPolicy: {}"), 12, "RetryPolicy"),
        (function("      Handler: other"), 9, "duplicated key"),
        (
            "Resources:\n  F: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.13 } }".to_owned(),
            2,
            "doesn't run a binary of ours",
        ),
        (
            "Resources:\n  A: { Type: AWS::Serverless::HttpApi, Properties: { StageName: v1 } }".to_owned(),
            2,
            "can't honour StageName",
        ),
        (
            "Resources:
  A:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers: { P: { FunctionArn: x, Identity: { Headers: [a] } } }"
                .to_owned(),
            6,
            "an authorizer's format",
        ),
        (
            "Resources:
  P:
    Type: AWS::Cognito::UserPool
    Properties:
      LambdaConfig:
        PostConfirmation: arn"
                .to_owned(),
            6,
            "trigger PostConfirmation",
        ),
    ] {
        let refused = refusal(&text).await;
        assert!(refused.contains(problem), "{text}\n{refused}");
        assert!(
            refused.starts_with(&format!("t.yaml:{line}: ")),
            "{text}\n{refused}"
        );
    }
}
