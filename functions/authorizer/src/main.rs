//! The authorizer as a Lambda function.

use authorizer::Config;
use domain::Clock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime::Error> {
    let start = runtime::start().await;
    let config = Config::from_variables(&start.variables)?;
    lambda_runtime::run(authorizer::service(config, &start.aws, Clock::system())).await
}
