//! Roles grant what their functions use and nothing that names no tenant.

use serde_json::Value;

use crate::source::{Template, attribute, each, text};

/// Statements that may say `*`, by resource and `Sid`, and why.
const EXPLAINED: [(&str, &str, &str); 1] = [(
    "UploadBucketPolicy",
    "OnlyEncryptedTransport",
    "a denial must cover every action by anyone",
)];

/// Which leading keys of the directory each function may touch.
const DIRECTORY_KEYS: [(&str, &[&str]); 7] = [
    ("AuthorizerRole", &["APIKEY#*"]),
    ("MembersRole", &["APIKEY#*"]),
    ("PreTokenGenerationRole", &["USER#*"]),
    ("ScheduleSweepRole", &["DUE#*"]),
    ("SchedulesRole", &["DUE#*"]),
    ("TenantsRole", &["SIGNUP#*", "TRIAL#*", "USER#*"]),
    ("TrialExpiryRole", &["TRIAL#*"]),
];

struct Statement<'a> {
    owner: &'a str,
    body: &'a Value,
}

impl Statement<'_> {
    fn sid(&self) -> &str {
        self.body["Sid"].as_str().unwrap_or("(without Sid)")
    }
}

/// Every statement that grants or denies something to someone.
fn statements(template: &Template) -> Vec<Statement<'_>> {
    let mut found = Vec::new();
    for resource in template.resources() {
        let properties = resource.properties();
        let inline = each(&properties["Policies"])
            .iter()
            .map(|policy| &policy["PolicyDocument"]);
        for document in inline.chain([&properties["PolicyDocument"]]) {
            if !document.is_null() {
                found.extend(each(&document["Statement"]).iter().map(|body| Statement {
                    owner: resource.id,
                    body,
                }));
            }
        }
    }
    assert!(found.len() > 20, "only {} statements found", found.len());
    found
}

#[test]
fn no_statement_says_everything() {
    let template = Template::read();
    for statement in statements(&template) {
        let (owner, sid) = (statement.owner, statement.sid());
        let explained = EXPLAINED
            .iter()
            .any(|(resource, known, _)| (*resource, *known) == (owner, sid));
        if explained {
            continue;
        }
        for action in each(&statement.body["Action"]) {
            assert!(
                !text(action).contains('*'),
                "{owner}/{sid} allows {action}: name the actions, or explain it in EXPLAINED"
            );
        }
        for resource in each(&statement.body["Resource"]) {
            let wide = resource
                .as_str()
                .is_some_and(|arn| arn == "*" || arn.ends_with(":*"));
            assert!(
                !wide,
                "{owner}/{sid} reaches {resource}: name the resource, or explain it in EXPLAINED"
            );
        }
    }
}

#[test]
fn no_explanation_outlives_its_statement() {
    let template = Template::read();
    for (resource, sid, why) in EXPLAINED {
        let stands = statements(&template)
            .iter()
            .any(|statement| (statement.owner, statement.sid()) == (resource, sid));
        assert!(stands, "{resource}/{sid} ({why}) is gone: remove its row");
    }
}

#[test]
fn roles_are_for_lambda_and_carry_no_managed_policy() {
    for role in Template::read().of_kind("AWS::IAM::Role") {
        let properties = role.properties();
        let trust = &properties["AssumeRolePolicyDocument"]["Statement"];
        assert_eq!(each(trust).len(), 1, "{}", role.id);
        assert_eq!(
            trust[0]["Principal"]["Service"], "lambda.amazonaws.com",
            "{}",
            role.id
        );
        assert!(
            properties["ManagedPolicyArns"].is_null(),
            "{} carries a managed policy, which grants more than its function needs",
            role.id
        );
    }
}

#[test]
fn every_table_statement_is_bound_to_leading_keys() {
    let template = Template::read();
    let mut directory = Vec::new();
    for statement in statements(&template) {
        let table = attribute(&statement.body["Resource"], "Arn").unwrap_or_default();
        if !table.ends_with("Table") {
            continue;
        }
        let (owner, sid) = (statement.owner, statement.sid());
        let condition = &statement.body["Condition"];
        assert_eq!(
            condition["Null"]["dynamodb:LeadingKeys"], "false",
            "{owner}/{sid}: ForAllValues passes when the key is absent, so Null must be false"
        );
        let mut keys: Vec<_> = each(&condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"])
            .iter()
            .map(text)
            .collect();
        keys.sort_unstable();
        if table == "TenantTable" {
            assert_eq!(keys, ["T#*"], "{owner}/{sid}");
        } else {
            directory.push((owner, keys));
        }
        for action in each(&statement.body["Action"]) {
            assert_ne!(
                text(action),
                "dynamodb:Scan",
                "{owner}/{sid}: a scan has no leading key"
            );
        }
    }
    directory.sort();
    let expected: Vec<_> = DIRECTORY_KEYS
        .iter()
        .map(|(role, keys)| (*role, keys.to_vec()))
        .collect();
    assert_eq!(directory, expected, "who reads what of the directory");
}

#[test]
fn every_role_writes_only_its_own_log_group() {
    let template = Template::read();
    for statement in statements(&template) {
        let logs = each(&statement.body["Action"])
            .iter()
            .any(|action| text(action).starts_with("logs:"));
        if logs {
            let expected = statement.owner.replace("Role", "LogGroup");
            assert_eq!(
                attribute(&statement.body["Resource"], "Arn"),
                Some(expected.as_str()),
                "{} writes logs elsewhere than to its own group",
                statement.owner
            );
        }
    }
}
