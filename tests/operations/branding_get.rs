//! `GET /v1/tenant/branding`

use serde_json::json;

use crate::call::Call;
use crate::case::cases;
use crate::stage::Stage;

pub(crate) fn call() -> Call {
    Call::to("branding_get")
}

cases! { branding_get:
    200 => answers_200_with_what_is_not_set_until_it_is,
}

async fn answers_200_with_what_is_not_set_until_it_is(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call()).await;
    assert_eq!(answer.header("etag"), Some("\"0\""));
    let never_set =
        json!({ "display_name": null, "accent_colour": null, "logo": null, "footer": null });
    assert_eq!(answer.json(), never_set);
}
