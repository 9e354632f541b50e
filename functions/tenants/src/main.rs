//! The function `tenants`, for Lambda.

use domain::Clock;
use tenants::Config;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime::Error> {
    let start = runtime::start().await;
    let config = Config::from_variables(&start.variables)?;
    lambda_http::run(tenants::service(config, &start.aws, Clock::system())).await
}
