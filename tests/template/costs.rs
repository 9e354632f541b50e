//! The cost table of `docs/deploy.md` follows its formula.

use std::fs;

use crate::source::root;

/// What a million requests cost in dollars (us-east-1, arm64), from `budgets.md`'s model.
fn dollars_per_million(megabytes: f64, milliseconds: f64, reads: f64, writes: f64) -> f64 {
    let gateway = 1.00;
    let invocation = 0.20;
    let duration = (megabytes / 1024.0) * (milliseconds / 1000.0) * 13.33;
    gateway + invocation + duration + 0.125 * reads + 0.625 * writes
}

#[test]
fn the_table_of_costs_is_computed_right() {
    let page = fs::read_to_string(root().join("docs/deploy.md")).unwrap();
    let mut rows = 0;
    for line in page.lines() {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let numbers: Vec<f64> = cells[1..]
            .iter()
            .filter_map(|cell| cell.parse().ok())
            .collect();
        let &[megabytes, milliseconds, reads, writes, stated] = numbers.as_slice() else {
            continue;
        };
        let cost = dollars_per_million(megabytes, milliseconds, reads, writes);
        assert!(
            (cost - stated).abs() < 0.005_1,
            "{}: the page says ${stated}, the formula ${cost:.2}",
            cells[0]
        );
        rows += 1;
    }
    assert!(
        rows >= 5,
        "only {rows} rows of costs found in docs/deploy.md"
    );
}
