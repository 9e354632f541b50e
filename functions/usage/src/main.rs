//! The function `usage`, for Lambda.

use domain::Clock;
use usage::Config;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime::Error> {
    let start = runtime::start().await;
    let config = Config::from_variables(&start.variables)?;
    lambda_http::run(usage::service(config, &start.aws, Clock::system())).await
}
