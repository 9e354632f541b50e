//! The function `members`, for Lambda.

use domain::Clock;
use members::Config;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime::Error> {
    let start = runtime::start().await;
    let config = Config::from_variables(&start.variables)?;
    lambda_http::run(members::service(config, &start.aws, Clock::system())).await
}
