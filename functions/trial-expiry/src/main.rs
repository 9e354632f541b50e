//! The function `trial-expiry`, for Lambda.

use domain::Clock;
use trial_expiry::Config;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime::Error> {
    let start = runtime::start().await;
    let config = Config::from_variables(&start.variables)?;
    lambda_runtime::run(trial_expiry::service(config, &start.aws, Clock::system())).await
}
