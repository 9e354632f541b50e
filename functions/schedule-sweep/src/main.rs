//! The function `schedule-sweep`, for Lambda.

use domain::Clock;
use schedule_sweep::Config;
use store::Store;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime::Error> {
    let start = runtime::start().await;
    let config = Config::from_variables(&start.variables)?;
    // Stands by the time of the first event, and keeps nobody from asking for it.
    let store = Store::new(&start.aws, start.variables.required("TENANT_TABLE")?);
    tokio::spawn(async move { store.connect().await });
    lambda_runtime::run(schedule_sweep::service(config, &start.aws, Clock::system())).await
}
