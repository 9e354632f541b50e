//! The function `scans`, for Lambda.

use domain::Clock;
use scans::Config;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime::Error> {
    let start = runtime::start().await;
    let config = Config::from_variables(&start.variables)?;
    lambda_http::run(scans::service(config, &start.aws, Clock::system())).await
}
