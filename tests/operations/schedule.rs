//! The schedules that cases are about.

use platform_tests::{Caller, Tenant};
use serde_json::{Value, json};

use crate::stage::Stage;

/// A website every Monday at three.
pub(crate) fn weekly() -> Value {
    json!({
        "name": "The shop",
        "website": { "url": "https://www.shop.example/", "pages_max": 10 },
        "cron": "0 3 * * MON",
        "timezone": "Europe/Amsterdam",
    })
}

/// Makes it; answers its id.
pub(crate) async fn made(caller: &Caller) -> String {
    let answer = caller.post("/v1/schedules", &weekly()).await.expect(201);
    answer.json()["id"].as_str().unwrap().to_owned()
}

impl Stage {
    /// A tenant whose website may be scanned.
    pub(crate) async fn owner(&self) -> Tenant {
        let tenant = self.tenant().await;
        self.world.prove(&tenant, "shop.example").await;
        tenant
    }
}
