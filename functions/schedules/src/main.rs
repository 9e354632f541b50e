//! The function `schedules`, for Lambda.

use domain::Clock;
use schedules::Config;
use store::Store;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime::Error> {
    let start = runtime::start().await;
    let config = Config::from_variables(&start.variables)?;
    // Stands by the time of the first event, and keeps nobody from asking for it.
    let store = Store::new(&start.aws, start.variables.required("TENANT_TABLE")?);
    tokio::spawn(async move { store.connect().await });
    lambda_http::run(schedules::service(config, &start.aws, Clock::system())).await
}
