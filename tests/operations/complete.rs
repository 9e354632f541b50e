//! The cases against the OpenAPI document: each answer that it lists has a case, and each case gets
//! an answer that it lists.

use std::collections::BTreeSet;
use std::path::Path;

use crate::document::{DOCUMENT, Documented};
use crate::shared::SHARED;
use crate::{OPERATIONS, Operation};

/// Status and code of answers; the code is empty for a success.
type Answers = BTreeSet<(u16, &'static str)>;

/// The answers that the cases of an operation's own file get.
fn own(operation: &Operation) -> Answers {
    let cases = operation.cases.iter();
    cases.map(|case| (case.status, case.code)).collect()
}

/// The answers that an operation gives as others do.
fn shared(documented: &Documented) -> Answers {
    let concerning = SHARED.iter().filter(|it| it.concerns(documented));
    concerning.map(|it| (it.status, it.code)).collect()
}

/// Names without `.rs` of the files with a handler.
fn handlers() -> BTreeSet<String> {
    let functions = Path::new(env!("CARGO_MANIFEST_DIR")).join("../functions");
    let mut handlers = BTreeSet::new();
    for function in std::fs::read_dir(functions).unwrap() {
        let routes = function.unwrap().path().join("src/routes");
        // A worker has none.
        for file in std::fs::read_dir(routes).into_iter().flatten() {
            let stem = file.unwrap().path().file_stem().unwrap().to_owned();
            handlers.insert(stem.into_string().unwrap());
        }
    }
    handlers
}

#[test]
fn every_operation_has_a_file_here_named_after_its_handlers() {
    let names = OPERATIONS.iter().map(|operation| operation.name.to_owned());
    let files: BTreeSet<_> = names.collect();
    let documented: BTreeSet<_> = DOCUMENT.keys().cloned().collect();
    let without: Vec<_> = documented.symmetric_difference(&files).collect();
    assert!(
        without.is_empty(),
        "operations of the document or files of tests/operations without the other: {without:?}"
    );
    let handlers = handlers();
    let without: Vec<_> = handlers.symmetric_difference(&files).collect();
    assert!(
        without.is_empty(),
        "files of functions/*/src/routes or of tests/operations without the other: {without:?}"
    );
    for operation in OPERATIONS {
        assert_eq!((operation.call)().operation(), operation.name);
        for case in operation.cases {
            assert_eq!(case.operation, operation.name, "{}", case.name);
        }
    }
}

#[test]
fn every_answer_that_is_documented_has_a_case() {
    let mut missing = Vec::new();
    for operation in OPERATIONS {
        let documented = &DOCUMENT[operation.name];
        let (own, shared) = (own(operation), shared(documented));
        for answer in documented.answers() {
            if !own.contains(&answer) && !shared.contains(&answer) {
                missing.push(format!("{} {} {}", operation.name, answer.0, answer.1));
            }
        }
        for range in documented.ranges() {
            if range == 5 && !documented.asks_the_table() {
                continue;
            }
            if !shared.iter().any(|(status, _)| status / 100 == range) {
                missing.push(format!("{} {range}XX", operation.name));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "the document lists answers that no case gets; add each to the operation's file in \
         tests/operations, or take it out of the handler's #[utoipa::path]: {missing:#?}"
    );
}

#[test]
fn every_case_gets_an_answer_that_is_documented() {
    let mut undocumented = Vec::new();
    for operation in OPERATIONS {
        let documented = &DOCUMENT[operation.name];
        let listed = documented.answers();
        // What it shares with others need not be listed by each: a range does it for all.
        let ranges: BTreeSet<_> = documented.ranges().collect();
        let mut cases = shared(documented);
        cases.retain(|(status, _)| !ranges.contains(&(status / 100)));
        cases.append(&mut own(operation));
        for (status, code) in cases.difference(&listed) {
            undocumented.push(format!("{} {status} {code}", operation.name));
        }
    }
    assert!(
        undocumented.is_empty(),
        "cases get answers that the document does not list; add each to the handler's \
         #[utoipa::path], with \"`code`: …\" in the status's description: {undocumented:#?}"
    );
}

#[test]
fn a_case_is_named_by_its_status() {
    for case in OPERATIONS.iter().flat_map(|operation| operation.cases) {
        let wanted = format!("answers_{}_", case.status);
        assert!(
            case.name.starts_with(&wanted),
            "{}: {}",
            case.operation,
            case.name
        );
    }
}
