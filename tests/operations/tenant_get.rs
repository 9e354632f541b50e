//! `GET /v1/tenant`

use crate::call::Call;
use crate::case::cases;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("tenant_get")
}

cases! { tenant_get:
    200 => answers_200_with_the_callers_tenant_and_its_version,
}

async fn answers_200_with_the_callers_tenant_and_its_version(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call()).await;
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let seen = answer.json();
    assert_eq!(seen["id"], *tenant.id);
    assert_eq!(seen["name"], "Waterland");
    assert_eq!(seen["state"], "trial");
    assert_eq!(seen["plan"], "trial");
}
