//! Dependencies point down the list of the house, and only owners know an AWS service.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

use crate::source::{root, text};

/// The house from the top. A crate may depend on crates of later rows only; `functions/*` stands
/// for all functions, which never depend on each other.
///
/// `testkit` stands on top: it may use anything, and nothing is shipped that uses it.
const ROWS: [&[&str]; 18] = [
    &["benches", "cli", "platform-tests", "testkit"],
    &["local"],
    &["functions/*"],
    &["worker"],
    &["acceptance"],
    &["dns"],
    &["runtime"],
    &["api"],
    &["store"],
    &["directory"],
    &["messages"],
    &["objects"],
    &["identity"],
    &["tenancy"],
    &["report"],
    &["website"],
    &["assess", "detect"],
    &["domain"],
];

/// Who may depend on the client of an AWS service.
const CLIENTS: [(&str, &[&str]); 4] = [
    ("aws-sdk-cognitoidentityprovider", &["identity"]),
    ("aws-sdk-dynamodb", &["directory", "store"]),
    ("aws-sdk-s3", &["objects"]),
    ("aws-sdk-sqs", &["messages"]),
];

/// Crates that do I/O or know AWS, which the lowest rows must not.
const OUTSIDE: [&str; 8] = [
    "aws-config",
    "aws_lambda_events",
    "axum",
    "hyper",
    "lambda_http",
    "lambda_runtime",
    "reqwest",
    "tokio",
];

struct Package {
    name: String,
    row: usize,
    /// Names of what it needs to be built and run, without what only its tests need.
    needs: Vec<String>,
    /// Names of what its tests need.
    tests_need: Vec<String>,
}

/// The workspace's packages with their direct dependencies.
fn packages() -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "cargo metadata fails: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    packages.iter().map(package).collect()
}

fn package(package: &Value) -> Package {
    let name = text(&package["name"]).to_owned();
    let is_function = text(&package["manifest_path"])
        .replace('\\', "/")
        .ends_with(&format!("functions/{name}/Cargo.toml"));
    let row_name = if is_function { "functions/*" } else { &name };
    let row = ROWS.iter().position(|row| row.contains(&row_name));
    let mut needs = Vec::new();
    let mut tests_need = Vec::new();
    for dependency in package["dependencies"].as_array().unwrap() {
        let needed = text(&dependency["name"]).to_owned();
        match dependency["kind"].as_str() {
            Some("dev") => tests_need.push(needed),
            _ => needs.push(needed),
        }
    }
    Package {
        row: row
            .unwrap_or_else(|| panic!("{name} has no place in the house: give it a row in ROWS")),
        name,
        needs,
        tests_need,
    }
}

#[test]
fn dependencies_point_down_the_list() {
    let packages = packages();
    let rows: BTreeMap<_, _> = packages
        .iter()
        .map(|package| (package.name.as_str(), package.row))
        .collect();
    for package in &packages {
        for needed in &package.needs {
            if let Some(row) = rows.get(needed.as_str()) {
                assert!(
                    package.row < *row,
                    "{} depends on {needed}, which stands beside or above it: \
                     move what it needs down, or turn the arrow round",
                    package.name
                );
            }
        }
    }
}

#[test]
fn the_runtime_knows_no_other_crate_of_the_house() {
    let packages = packages();
    let runtime = packages.iter().find(|package| package.name == "runtime");
    for needed in &runtime.unwrap().needs {
        assert!(
            !packages.iter().any(|package| package.name == *needed),
            "runtime depends on {needed}: it starts a function and knows nothing of what runs"
        );
    }
}

#[test]
fn the_test_kit_is_for_tests() {
    for package in packages() {
        assert!(
            !package.needs.iter().any(|needed| needed == "testkit"),
            "{} ships testkit: make it a dev-dependency",
            package.name
        );
    }
}

#[test]
fn only_owners_know_an_aws_service() {
    for package in packages() {
        for (client, owners) in CLIENTS {
            let knows = package.needs.iter().any(|needed| needed == client);
            assert!(
                !knows || owners.contains(&package.name.as_str()),
                "{} depends on {client}, which only {owners:?} may: ask them for what it needs",
                package.name
            );
        }
    }
}

#[test]
fn the_crates_that_only_think_do_no_io() {
    for package in packages() {
        if ["domain", "detect", "assess", "website", "report"].contains(&package.name.as_str()) {
            for needed in &package.needs {
                assert!(
                    !OUTSIDE.contains(&needed.as_str()) && !needed.starts_with("aws-"),
                    "{} depends on {needed}: it must stay without I/O",
                    package.name
                );
            }
        }
    }
}

#[test]
fn no_shared_crate_is_tested_through_a_function() {
    let packages = packages();
    let function_row = ROWS.iter().position(|row| row.contains(&"functions/*"));
    for package in packages
        .iter()
        .filter(|package| Some(package.row) > function_row)
    {
        for needed in package
            .tests_need
            .iter()
            .filter(|needed| *needed != "testkit")
        {
            let row = packages
                .iter()
                .find(|other| other.name == **needed)
                .map(|other| other.row);
            assert!(
                row.is_none_or(|row| Some(row) > function_row),
                "the tests of {} need {needed}, which stands above it: put them into tests/",
                package.name
            );
        }
    }
}
