//! Every function has a crate, the variables that its crate reads, a role, a log group and an
//! alarm of its own.

use std::collections::BTreeSet;
use std::fs;

use runtime::{ConfigError, Variables};

use crate::source::{Template, attribute, reference, root};

/// What every function reads.
const SHARED: [&str; 2] = ["DOCS_URL", "LOG_LEVEL"];

/// How a crate reads its variables; what it makes of them is of no interest here.
type Read = fn(&Variables) -> Result<(), ConfigError>;

/// What each function reads besides, and how its crate reads it.
const CONFIGS: [(&str, &[&str], Read); 16] = [
    (
        "assessments",
        &["CURSOR_KEY", "TENANT_TABLE"],
        |variables| assessments::Config::from_variables(variables).map(drop),
    ),
    (
        "authorizer",
        &[
            "DIRECTORY_TABLE",
            "TENANT_TABLE",
            "TOKEN_ISSUER",
            "USER_POOL_CLIENT_ID",
        ],
        |variables| authorizer::Config::from_variables(variables).map(drop),
    ),
    ("domains", &["CURSOR_KEY", "TENANT_TABLE"], |variables| {
        domains::Config::from_variables(variables).map(drop)
    }),
    (
        "members",
        &["CURSOR_KEY", "DIRECTORY_TABLE", "TENANT_TABLE"],
        |variables| members::Config::from_variables(variables).map(drop),
    ),
    ("metering-worker", &["TENANT_TABLE"], |variables| {
        metering_worker::Config::from_variables(variables).map(drop)
    }),
    ("pre-token-generation", &["DIRECTORY_TABLE"], |variables| {
        pre_token_generation::Config::from_variables(variables).map(drop)
    }),
    ("reports", &["TENANT_TABLE", "UPLOAD_BUCKET"], |variables| {
        reports::Config::from_variables(variables).map(drop)
    }),
    ("rules", &["CURSOR_KEY", "TENANT_TABLE"], |variables| {
        rules::Config::from_variables(variables).map(drop)
    }),
    (
        "scan-worker",
        &[
            "SCAN_QUEUE_URL",
            "TENANT_TABLE",
            "UPLOAD_BUCKET",
            "USAGE_QUEUE_URL",
        ],
        |variables| scan_worker::Config::from_variables(variables).map(drop),
    ),
    (
        "scans",
        &[
            "CURSOR_KEY",
            "SCAN_QUEUE_URL",
            "TENANT_TABLE",
            "UPLOAD_BUCKET",
            "WEBSITE_QUEUE_URL",
        ],
        |variables| scans::Config::from_variables(variables).map(drop),
    ),
    (
        "schedule-sweep",
        &["DIRECTORY_TABLE", "TENANT_TABLE", "WEBSITE_QUEUE_URL"],
        |variables| schedule_sweep::Config::from_variables(variables).map(drop),
    ),
    (
        "schedules",
        &["CURSOR_KEY", "DIRECTORY_TABLE", "TENANT_TABLE"],
        |variables| schedules::Config::from_variables(variables).map(drop),
    ),
    (
        "tenants",
        &[
            "DIRECTORY_TABLE",
            "TENANT_TABLE",
            "USER_POOL_CLIENT_ID",
            "USER_POOL_ID",
        ],
        |variables| tenants::Config::from_variables(variables).map(drop),
    ),
    (
        "trial-expiry",
        &["DIRECTORY_TABLE", "TENANT_TABLE"],
        |variables| trial_expiry::Config::from_variables(variables).map(drop),
    ),
    ("usage", &["TENANT_TABLE"], |variables| {
        usage::Config::from_variables(variables).map(drop)
    }),
    (
        "website-worker",
        &["TENANT_TABLE", "USAGE_QUEUE_URL", "WEBSITE_QUEUE_URL"],
        |variables| website_worker::Config::from_variables(variables).map(drop),
    ),
];

/// A value that any variable can have: long enough for a key, and an address.
const VALUE: &str = "https://value.example/0123456789abcdef0123456789abcdef";

fn variables<'a>(names: impl Iterator<Item = &'a str>) -> Variables {
    names
        .map(|name| {
            let value = if name == "LOG_LEVEL" { "info" } else { VALUE };
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

#[test]
fn the_template_and_the_folder_have_the_same_functions() {
    let in_template: BTreeSet<_> = Template::read()
        .functions()
        .iter()
        .map(|function| function.crate_name().to_owned())
        .collect();
    let folders: BTreeSet<_> = fs::read_dir(root().join("functions"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        in_template, folders,
        "functions of template.yaml (left) and crates in functions/ (right)"
    );
}

#[test]
fn every_function_is_built_and_started_the_same_way() {
    for function in Template::read().functions() {
        let id = function.resource.id;
        let metadata = &function.resource.body["Metadata"];
        assert_eq!(metadata["BuildMethod"], "rust-cargolambda", "{id}");
        assert_eq!(
            metadata["BuildProperties"]["Binary"],
            function.crate_name(),
            "{id}: the binary has its crate's name"
        );
        let expected = id.trim_end_matches("Function").to_lowercase();
        assert_eq!(function.crate_name().replace('-', ""), expected, "{id}");
        assert_eq!(function.property("Runtime"), "provided.al2023", "{id}");
        assert_eq!(function.property("Handler"), "bootstrap", "{id}");
        assert_eq!(
            function.property("Architectures")[0]["Ref"],
            "Architecture",
            "{id}: the instruction set is a parameter"
        );
    }
}

#[test]
fn the_template_gives_each_function_the_variables_of_the_table() {
    let template = Template::read();
    for function in template.functions() {
        let name = function.crate_name();
        let row = CONFIGS.iter().find(|(row, ..)| *row == name);
        let (_, own, _) = row.unwrap_or_else(|| {
            panic!("functions/{name} has no row in CONFIGS: add one with what its Config reads")
        });
        let expected: Vec<_> = SHARED.iter().chain(*own).copied().collect();
        assert_eq!(
            function.variables(),
            expected,
            "variables of {name} in template.yaml (left) and in the table (right)"
        );
    }
}

#[test]
fn each_config_reads_exactly_its_variables() {
    for (name, own, read) in CONFIGS {
        let all = || SHARED.iter().chain(own).copied();
        if let Err(error) = read(&variables(all())) {
            panic!("{name} wants more than template.yaml gives it: {error}");
        }
        for missing in own {
            let rest = variables(all().filter(|name| name != missing));
            let Err(error) = read(&rest) else {
                panic!("template.yaml gives {name} the variable {missing}, which it never reads");
            };
            assert!(
                error.to_string().contains(missing),
                "{name}: without {missing} it says \"{error}\", which doesn't name the variable"
            );
        }
    }
}

#[test]
fn every_function_has_a_role_of_its_own() {
    let template = Template::read();
    let mut taken = BTreeSet::new();
    for function in template.functions() {
        let id = function.resource.id;
        let role = attribute(function.property("Role"), "Arn")
            .unwrap_or_else(|| panic!("{id} names no role: the one SAM makes grants too much"));
        assert!(
            taken.insert(role.to_owned()),
            "{id} shares {role} with another function"
        );
        assert_eq!(template.resource(role).kind(), "AWS::IAM::Role", "{id}");
    }
}

#[test]
fn every_function_writes_to_a_log_group_that_forgets() {
    let template = Template::read();
    for function in template.functions() {
        let id = function.resource.id;
        let group = reference(&function.property("LoggingConfig")["LogGroup"])
            .unwrap_or_else(|| panic!("{id} names no log group: Lambda's own never forgets"));
        assert_eq!(template.resource(group).kind(), "AWS::Logs::LogGroup");
    }
    for group in template.of_kind("AWS::Logs::LogGroup") {
        assert!(
            !group.properties()["RetentionInDays"].is_null(),
            "{} keeps logs for ever: give it RetentionInDays",
            group.id
        );
    }
}

#[test]
fn every_function_that_fails_raises_an_alarm() {
    let template = Template::read();
    let alarms = template.of_kind("AWS::CloudWatch::Alarm");
    for function in template.functions() {
        let id = function.resource.id;
        let watched = alarms.iter().any(|alarm| {
            let alarm = alarm.properties();
            alarm["Namespace"] == "AWS/Lambda"
                && alarm["MetricName"] == "Errors"
                && reference(&alarm["Dimensions"][0]["Value"]) == Some(id)
        });
        assert!(watched, "{id} has no alarm on its errors");
    }
}

#[test]
fn no_request_outlives_the_gateway() {
    for function in Template::read().functions() {
        if !function.routes().is_empty() {
            let timeout = function.property("Timeout").as_u64().unwrap();
            assert!(
                timeout < 30,
                "{}: the gateway gives up after 30 seconds, the function after {timeout}",
                function.resource.id
            );
        }
    }
}
