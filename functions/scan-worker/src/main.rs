//! The function `scan-worker`, for Lambda.

use domain::Clock;
use scan_worker::Config;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime::Error> {
    let start = runtime::start().await;
    let config = Config::from_variables(&start.variables)?;
    lambda_runtime::run(scan_worker::service(config, &start.aws, Clock::system())).await
}
