//! The trigger as a Lambda function.

use pre_token_generation::Config;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime::Error> {
    let start = runtime::start().await;
    let config = Config::from_variables(&start.variables)?;
    let clock = domain::Clock::system();
    lambda_runtime::run(pre_token_generation::service(config, &start.aws, clock)).await
}
