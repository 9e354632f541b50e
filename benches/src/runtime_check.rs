//! Every function, built for release, answers its sample event under a Lambda Runtime API.

use serde_json::Value;
use tokio::process::Command;

use crate::cloud::Cloud;
use crate::function::{self, Environment};
use crate::runtime_api::{Report, RuntimeApi};
use crate::{Error, event, table};

/// What a proper answer is.
enum Expected {
    /// A response of this status with a JSON body, to the gateway.
    Status(u64),
    /// A batch of which nothing has to come again.
    WholeBatch,
    /// A credential that is worth the tenant it belongs to.
    Authorized,
    /// The event itself, with the tenant among the claims.
    TenantClaim,
    /// Success, whatever the answer.
    Success,
}

/// Binary, event, answer. A function without a row fails the check.
const CASES: [(&str, &str, Expected); 17] = [
    ("authorizer", "authorizer", Expected::Authorized),
    (
        "pre-token-generation",
        "pre-token-generation",
        Expected::TenantClaim,
    ),
    ("tenants", "tenants", Expected::Status(200)),
    ("tenants", "tenants-sign-up", Expected::Status(202)),
    ("members", "members", Expected::Status(201)),
    ("rules", "rules", Expected::Status(200)),
    ("domains", "domains", Expected::Status(201)),
    ("scans", "scans", Expected::Status(202)),
    // The sample is of no website that is proved.
    ("schedules", "schedules", Expected::Status(422)),
    // The sample names a scan that there is not.
    ("reports", "reports", Expected::Status(404)),
    ("assessments", "assessments", Expected::Status(201)),
    ("usage", "usage", Expected::Status(200)),
    ("scan-worker", "scan-worker", Expected::WholeBatch),
    ("website-worker", "website-worker", Expected::WholeBatch),
    ("metering-worker", "metering-worker", Expected::WholeBatch),
    ("schedule-sweep", "schedule-sweep", Expected::Success),
    ("trial-expiry", "trial-expiry", Expected::Success),
];

/// Prints what each function answered; whether all was proper.
pub(crate) async fn run() -> Result<bool, Error> {
    let cloud = Cloud::start().await?;
    function::build(&cloud.functions).await?;
    for function in &cloud.functions {
        if !CASES.iter().any(|(binary, ..)| *binary == function.binary) {
            return Err(format!("{} has no case: add its event to CASES", function.binary).into());
        }
    }
    let mut proper = true;
    let mut rows = vec![
        ["function", "event", "answer", ""]
            .map(str::to_owned)
            .into(),
    ];
    for (binary, event, expected) in CASES {
        let (answer, fault) = match answer(&cloud, binary, event).await {
            Ok(report) => check(&report, &expected),
            Err(error) => ("-".to_owned(), Some(error.to_string())),
        };
        proper &= fault.is_none();
        let verdict = fault.map_or_else(|| "ok".to_owned(), |fault| format!("FAILED: {fault}"));
        rows.push(vec![
            binary.to_owned(),
            format!("events/{event}.json"),
            answer,
            verdict,
        ]);
    }
    table::print(&rows);
    Ok(proper)
}

async fn answer(cloud: &Cloud, binary: &str, event: &str) -> Result<Report, Error> {
    let event = event::sample(event)?;
    let function = cloud.function(binary)?;
    let environment = Environment {
        aws_endpoint: cloud.endpoint(),
    };
    let mut api = RuntimeApi::start().await?;
    let run = Command::new(function::binary(function)?);
    let _process = function::start(run, function, &environment, &api)?;
    api.asked().await?;
    api.invoke(event).await
}

/// What to print of an answer, and what is wrong with it.
fn check(report: &Report, expected: &Expected) -> (String, Option<String>) {
    let Report::Answer(answer) = report else {
        return ("-".to_owned(), Some(report.to_string()));
    };
    let proper = match expected {
        Expected::Status(status) => answer["statusCode"] == *status && has_json_body(answer),
        Expected::WholeBatch => answer["batchItemFailures"] == Value::Array(Vec::new()),
        Expected::Authorized => {
            answer["isAuthorized"] == true && answer["context"]["tenant"].is_string()
        }
        Expected::TenantClaim => {
            let claims = "/response/claimsAndScopeOverrideDetails/accessTokenGeneration";
            answer.pointer(claims).is_some()
        }
        Expected::Success => true,
    };
    let shown = match expected {
        Expected::Status(_) => format!("status {}", answer["statusCode"]),
        Expected::WholeBatch => format!("batchItemFailures {}", answer["batchItemFailures"]),
        Expected::Authorized => format!("isAuthorized {}", answer["isAuthorized"]),
        Expected::TenantClaim => "the event with claims".to_owned(),
        Expected::Success => "success".to_owned(),
    };
    (shown, (!proper).then(|| answer.to_string()))
}

fn has_json_body(answer: &Value) -> bool {
    let body = answer["body"].as_str().unwrap_or_default();
    serde_json::from_str::<Value>(body).is_ok_and(|body| body.is_object())
}
