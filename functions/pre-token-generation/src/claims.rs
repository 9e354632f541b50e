//! The claims that are added.

use directory::Directory;
use domain::UserId;
use identity::TENANT_CLAIM;
use lambda_runtime::Error;
use serde_json::{Value, json};

/// Adds the person's tenant to both tokens. The rest of the event goes back as it came, as Cognito
/// demands.
pub(crate) async fn add(directory: &Directory, mut event: Value) -> Result<Value, Error> {
    let sub = event
        .pointer("/request/userAttributes/sub")
        .and_then(Value::as_str);
    let user = sub.and_then(|sub| sub.parse().ok()).map(UserId::from_uuid);
    let user = user.ok_or("the event names no user")?;
    let memberships = directory.membership_list(user).await?;
    if let Some(membership) = memberships.first() {
        let claims = json!({
            "claimsToAddOrOverride": { TENANT_CLAIM: membership.tenant.to_string() }
        });
        event["response"]["claimsAndScopeOverrideDetails"] =
            json!({ "accessTokenGeneration": claims, "idTokenGeneration": claims });
    }
    Ok(event)
}
