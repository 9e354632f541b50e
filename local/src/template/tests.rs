use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Evaluator, Names, Template, TemplateError};

/// Names as a deployed stack would have them.
struct Deployed;

impl Names for Deployed {
    fn reference(&self, logical_id: &str) -> Option<Value> {
        match logical_id {
            "AWS::Region" => Some(json!("eu-west-1")),
            "Table" => Some(json!("polder-Table")),
            _ => None,
        }
    }

    fn attribute(&self, logical_id: &str, attribute: &str) -> Option<Value> {
        (logical_id == "Table" && attribute == "Arn").then(|| json!("arn:table"))
    }

    fn secret(&self, id: &str) -> Option<String> {
        (id == "arn:secret").then(|| "s3cret".to_owned())
    }
}

fn parse(text: &str) -> Result<Template, TemplateError> {
    Template::parse("t.yaml", text, &BTreeMap::new())
}

/// The value of an expression, in a template that has something to refer to.
fn evaluate(expression: &str) -> Result<Value, TemplateError> {
    let text = format!(
        "Parameters:
  Stage: {{ Type: String, Default: prod }}
  Empty: {{ Type: String, Default: '' }}
  Days: {{ Type: Number, Default: 30 }}
  Zones: {{ Type: CommaDelimitedList, Default: 'a, b' }}
Mappings:
  Sizes: {{ prod: {{ memory: 1024 }}, test: {{ memory: 256 }} }}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsTest: !Not [!Condition IsProd]
  Either: !Or [!Condition IsTest, Condition: IsProd]
  Both: !And [!Condition IsTest, !Condition IsProd]
  Circle: !Not [!Condition Circle]
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: {expression}
"
    );
    let template = parse(&text)?;
    let resource = template.resource("Function").unwrap();
    let node = resource.properties.get("Timeout").unwrap();
    Evaluator::new(&template, &Deployed).value(node)
}

#[test]
fn intrinsics_have_their_values() {
    for (expression, expected) in [
        ("!Ref Stage", json!("prod")),
        ("!Ref Table", json!("polder-Table")),
        ("{ Ref: Stage }", json!("prod")),
        ("!Ref Days", json!("30")),
        ("!Ref Zones", json!(["a", "b"])),
        ("!GetAtt Table.Arn", json!("arn:table")),
        ("!GetAtt [Table, Arn]", json!("arn:table")),
        ("{ 'Fn::GetAtt': [Table, Arn] }", json!("arn:table")),
        ("!Sub '${Stage}-${AWS::Region}'", json!("prod-eu-west-1")),
        ("!Sub '${Table.Arn}/index/*'", json!("arn:table/index/*")),
        (
            "!Sub ['${Stage}/${Own}', { Own: !Ref Table }]",
            json!("prod/polder-Table"),
        ),
        ("!Sub '${!NotAName} ${Stage}'", json!("${NotAName} prod")),
        ("{ 'Fn::Sub': 'a${Days}' }", json!("a30")),
        ("!If [IsProd, 1, 2]", json!(1)),
        ("!If [IsTest, 1, 2]", json!(2)),
        ("!If [Either, yes, no]", json!("yes")),
        ("!If [Both, yes, no]", json!("no")),
        ("!Join ['-', [a, !Ref Stage, 3]]", json!("a-prod-3")),
        ("!Join [',', !Ref Zones]", json!("a,b")),
        ("!Select [1, [a, b]]", json!("b")),
        ("!Select ['0', !Ref Zones]", json!("a")),
        ("!Split ['/', 'a/b']", json!(["a", "b"])),
        ("!FindInMap [Sizes, !Ref Stage, memory]", json!(1024)),
        ("!Base64 abc", json!("YWJj")),
        ("[a, !Ref AWS::NoValue, b]", json!(["a", "b"])),
        ("{ x: !Ref AWS::NoValue, y: 1 }", json!({"y": 1})),
        ("{ x: !If [IsTest, 1, !Ref AWS::NoValue] }", json!({})),
        ("'{{resolve:secretsmanager:arn:secret}}'", json!("s3cret")),
        (
            "'k={{resolve:secretsmanager:arn:secret:SecretString}};'",
            json!("k=s3cret;"),
        ),
        ("true", json!(true)),
        ("1.5", json!(1.5)),
        ("~", Value::Null),
    ] {
        assert_eq!(evaluate(expression), Ok(expected), "{expression}");
    }
}

#[test]
fn what_cannot_be_evaluated_stops_with_its_line() {
    for (expression, problem) in [
        ("!Ref Tabel", "nothing is called Tabel"),
        ("!GetAtt Table.Arm", "no attribute Arm of Table"),
        ("!GetAtt Table", "!GetAtt has the wrong arguments"),
        ("!Sub '${Tabel}'", "nothing is called Tabel"),
        ("!Sub '${Open'", "without its `}`"),
        ("!Sub '${Zones}'", "isn't text"),
        (
            "!Cidr ['10.0.0.0/16', 6, 5]",
            "doesn't know the intrinsic !Cidr",
        ),
        (
            "{ 'Fn::ImportValue': x }",
            "doesn't know the intrinsic Fn::ImportValue",
        ),
        ("!If [Nowhere, 1, 2]", "no condition is called Nowhere"),
        ("!If [IsProd, 1]", "!If has the wrong arguments"),
        ("!If [Circle, 1, 2]", "depends on itself"),
        ("!Select [2, [a, b]]", "found no item 2"),
        ("!FindInMap [Sizes, dev, memory]", "no Sizes.dev.memory"),
        ("'{{resolve:ssm:key}}'", "can't resolve {{resolve:ssm:key}}"),
        (
            "'{{resolve:secretsmanager:other}}'",
            "no secret is called other",
        ),
    ] {
        let error = evaluate(expression).unwrap_err();
        assert!(error.problem.contains(problem), "{expression}: {error}");
        let line = if expression.contains("Circle") {
            13
        } else {
            18
        };
        assert_eq!(error.place.line, line, "{expression}: {error}");
        assert!(error.to_string().starts_with(&format!("t.yaml:{line}: ")));
        assert!(!error.advice.is_empty(), "{expression}");
    }
}

#[test]
fn what_is_not_known_stops_with_its_line() {
    for (text, line, problem) in [
        (
            "Resources:\n  A: { Type: AWS::EC2::Instance }",
            2,
            "resource type AWS::EC2::Instance",
        ),
        ("Resources:\n  A:\n    Properties: {}", 2, "has no Type"),
        (
            "Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n      FifoQueue: true",
            5,
            "property FifoQueue of AWS::SQS::Queue",
        ),
        (
            "Resources:\n  A:\n    Type: AWS::SQS::Queue\n    CreationPolicy: {}",
            4,
            "resource attribute CreationPolicy",
        ),
        ("Rules: {}\nResources: {}", 1, "section Rules"),
        (
            "Transform: AWS::Include\nResources: {}",
            1,
            "transform AWS::Include",
        ),
        ("Globals:\n  Api: {}\nResources: {}", 2, "Globals.Api"),
        (
            "Parameters:\n  P: { Type: String }",
            2,
            "parameter P has no default",
        ),
        (
            "Parameters:\n  P: { Type: 'List<Number>', Default: 1 }",
            2,
            "of a type",
        ),
        (
            "Parameters:\n  P: { Type: String, Default: c, AllowedValues: [a, b] }",
            2,
            "may not be `c`",
        ),
        ("Resources:\n  A: [", 3, "not readable as YAML"),
        (
            "Resources:\n  A: { Type: AWS::SQS::Queue }\n  A: { Type: AWS::SQS::Queue }",
            3,
            "duplicated key",
        ),
    ] {
        let error = parse(text).unwrap_err();
        assert!(error.problem.contains(problem), "{text}: {error}");
        assert_eq!(error.place.line, line, "{text}: {error}");
    }
}

#[test]
fn an_override_must_be_of_a_parameter() {
    let overrides = BTreeMap::from([("Stage".to_owned(), "test".to_owned())]);
    let text = "Parameters:\n  Stage: { Type: String, Default: prod }";
    let template = Template::parse("t.yaml", text, &overrides).unwrap();
    assert_eq!(template.parameters["Stage"], "test");
    let error = Template::parse("t.yaml", "Resources: {}", &overrides).unwrap_err();
    assert!(error.problem.contains("parameter Stage"), "{error}");
}

#[test]
fn globals_are_what_functions_start_from() {
    let template = parse(
        "Globals:
  Function:
    Timeout: 10
    Handler: bootstrap
    Environment: { Variables: { A: 1, B: 2 } }
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 30
      Environment: { Variables: { B: 3, C: 4 } }
  Two: { Type: AWS::Serverless::Function }
  Queue: { Type: AWS::SQS::Queue }
",
    )
    .unwrap();
    let evaluator = Evaluator::new(&template, &Deployed);
    let properties = |id: &str| {
        let resource = template.resource(id).unwrap();
        Value::Object(evaluator.properties(resource).unwrap())
    };
    assert_eq!(
        properties("One"),
        json!({
            "Timeout": 30,
            "Handler": "bootstrap",
            "Environment": {"Variables": {"A": 1, "B": 3, "C": 4}},
        })
    );
    assert_eq!(
        properties("Two"),
        json!({
            "Timeout": 10,
            "Handler": "bootstrap",
            "Environment": {"Variables": {"A": 1, "B": 2}},
        })
    );
    assert_eq!(properties("Queue"), json!({}));
}

#[test]
fn resources_come_after_what_they_refer_to() {
    let template = parse(
        "Conditions:
  Never: !Equals [a, b]
Resources:
  Client: { Type: AWS::Cognito::UserPoolClient, Properties: { UserPoolId: !Ref Pool } }
  Jobs:
    Type: AWS::SQS::Queue
    Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn } }
  Named: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub '${Jobs.QueueName}-2' } }
  Pool: { Type: AWS::Cognito::UserPool }
  Dead: { Type: AWS::SQS::Queue }
  Absent: { Type: AWS::SQS::Queue, Condition: Never }
",
    )
    .unwrap();
    let order: Vec<&str> = template
        .deployed()
        .unwrap()
        .iter()
        .map(|resource| resource.logical_id.as_str())
        .collect();
    assert_eq!(order, ["Pool", "Client", "Dead", "Jobs", "Named"]);
}

#[test]
fn a_circle_of_resources_is_refused() {
    let template = parse(
        "Resources:
  A: { Type: AWS::SQS::Queue, DependsOn: B }
  B: { Type: AWS::SQS::Queue, DependsOn: [A] }
",
    )
    .unwrap();
    let error = template.deployed().unwrap_err();
    assert_eq!(error.place.line, 2);
    assert!(error.problem.contains("depends on itself"), "{error}");
}

#[test]
fn the_template_of_the_stack_is_known_whole() {
    let text = include_str!("../../../template.yaml");
    let template = Template::parse("template.yaml", text, &BTreeMap::new()).unwrap();
    assert!(template.deployed().unwrap().len() > 30);
}
