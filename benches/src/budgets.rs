//! The budgets that need a function as it is shipped, each beside what is measured.
//!
//! Those that are counted by tests are named with their test, so that this is the one place to look.

use std::path::PathBuf;

use serde_json::Value;

use crate::cloud::{Cloud, SCAN};
use crate::function::{self, Environment};
use crate::table::thousands;
use crate::{Error, callgrind, engine, event, package, table};

/// Instructions from process start to asking for the first event, with one SDK client.
const START_INSTRUCTIONS: u64 = 2_500_000;
/// Bytes of an API function's zip.
const PACKAGE_BYTES: u64 = 3_000_000;
/// Bytes of the zip of `reports`: it sets pages, with the fonts for them, and knows what every detector is called.
const REPORTS_PACKAGE_BYTES: u64 = 6_000_000;
/// Instructions of a warm read request.
const READ_INSTRUCTIONS: u64 = 650_000;

/// The slope of a read's instructions is taken over so many requests, after as many that warm up.
const REQUESTS: u64 = 10;

/// An endpoint that refuses every connection at once: what a function does to prepare for
/// encrypted connections is counted, what it does over one is not.
const NOBODY: &str = "https://127.0.0.1:9";

/// The functions behind the gateway's routes, and what their packages may weigh.
const API_FUNCTIONS: [(&str, u64); 9] = [
    ("assessments", PACKAGE_BYTES),
    ("usage", PACKAGE_BYTES),
    ("tenants", PACKAGE_BYTES),
    ("members", PACKAGE_BYTES),
    ("domains", PACKAGE_BYTES),
    ("rules", PACKAGE_BYTES),
    ("scans", PACKAGE_BYTES),
    ("schedules", PACKAGE_BYTES),
    ("reports", REPORTS_PACKAGE_BYTES),
];

/// Prints the table; whether every budget holds.
pub(crate) async fn run() -> Result<bool, Error> {
    let cloud = Cloud::start().await?;
    function::build(&cloud.functions).await?;
    let mut sheet = Sheet::new();
    if callgrind::is_installed().await {
        starts(&cloud, &mut sheet).await?;
        reads(&cloud, &mut sheet).await?;
        engine::measure(&mut sheet).await?;
    } else {
        eprintln!("valgrind is missing (apt-get install valgrind): no instructions are counted\n");
        sheet.missing("function start, instructions", START_INSTRUCTIONS);
        sheet.missing("warm read, instructions", READ_INSTRUCTIONS);
    }
    for (binary, budget) in API_FUNCTIONS {
        let path: PathBuf = function::binary(cloud.function(binary)?)?;
        let bytes = package::bytes(&path)?;
        sheet.add(&format!("zip of {binary}, bytes"), budget, bytes);
    }
    sheet.print();
    Ok(sheet.holds())
}

async fn starts(cloud: &Cloud, sheet: &mut Sheet) -> Result<(), Error> {
    let environment = Environment {
        aws_endpoint: NOBODY,
    };
    for function in &cloud.functions {
        let instructions = callgrind::instructions(function, &environment, &Value::Null, 0).await?;
        let name = format!("start of {}, instructions", function.binary);
        sheet.add(&name, START_INSTRUCTIONS, instructions);
    }
    Ok(())
}

async fn reads(cloud: &Cloud, sheet: &mut Sheet) -> Result<(), Error> {
    let environment = Environment {
        aws_endpoint: cloud.endpoint(),
    };
    let scan = format!("/v1/scans/{SCAN}");
    let cases = [
        ("tenants", "/v1/tenant", "GET /v1/tenant"),
        ("scans", &scan, "GET /v1/scans/{scan}"),
        ("usage", "/v1/usage", "GET /v1/usage"),
    ];
    for (binary, path, route) in cases {
        let function = cloud.function(binary)?;
        let event = event::read(event::sample(binary)?, path, route);
        let few = callgrind::instructions(function, &environment, &event, REQUESTS).await?;
        let more = callgrind::instructions(function, &environment, &event, 2 * REQUESTS).await?;
        let each = more.saturating_sub(few) / REQUESTS;
        let name = format!("warm {route}, instructions");
        sheet.add(&name, READ_INSTRUCTIONS, each);
    }
    Ok(())
}

/// A table of budgets beside what was measured.
pub(crate) struct Sheet {
    rows: Vec<Vec<String>>,
    holds: bool,
}

impl Sheet {
    pub(crate) fn new() -> Self {
        let heading = ["what", "budget", "measured", "of budget", ""];
        Self {
            rows: vec![heading.map(str::to_owned).into()],
            holds: true,
        }
    }

    pub(crate) fn add(&mut self, what: &str, budget: u64, measured: u64) {
        let holds = measured <= budget;
        self.holds &= holds;
        self.rows.push(vec![
            what.to_owned(),
            thousands(budget),
            thousands(measured),
            format!("{} %", measured * 100 / budget),
            if holds { "ok" } else { "MISSED" }.to_owned(),
        ]);
    }

    /// Adds what is measured and has no budget.
    pub(crate) fn note(&mut self, what: &str, measured: u64) {
        let cells = [what, "-", &thousands(measured)];
        self.rows.push(cells.map(str::to_owned).into());
    }

    fn missing(&mut self, what: &str, budget: u64) {
        let cells = [what, &thousands(budget), "-", "", "not measured"];
        self.rows.push(cells.map(str::to_owned).into());
    }

    /// Whether all of them hold.
    pub(crate) fn holds(&self) -> bool {
        self.holds
    }

    pub(crate) fn print(&self) {
        table::print(&self.rows);
    }
}
