//! Users of further roles: made in the user pool, the directory and the store,
//! until the API can invite.

use directory::Directory;
use domain::{Email, Member, PermissionSet, Role, TenantId, UserId};
use runtime::Variables;
use serde_json::{Value, json};
use store::{Store, StoreError};
use tenancy::{Grant, Principal};
use uuid::Uuid;

use super::requests::{Requests, text};
use super::{PASSWORD, SeedError};
use crate::aws;

const STEP: &str = "adding users";

/// Makes the user a member; one that is there already stays as it is.
pub(super) async fn add(
    requests: &Requests<'_>,
    tenant: &str,
    email: &str,
    role: Role,
) -> Result<(), SeedError> {
    let failed = |error: &dyn std::fmt::Display| SeedError::new(STEP, error);
    let user = user(requests, email).await?;
    let tenant: TenantId = tenant
        .parse()
        .map_err(|error| SeedError::new(STEP, error))?;
    let email = Email::try_from(email.to_owned()).map_err(|error| SeedError::new(STEP, error))?;
    let aws = runtime::aws(&variables(requests.control.aws.endpoint())).await;
    let places = requests.places;
    Directory::new(&aws, places.directory_table.as_str())
        .membership_add(user, tenant)
        .await
        .map_err(|error| failed(&error))?;
    #[expect(
        clippy::disallowed_methods,
        reason = "the tenant was just made here, and this is its user"
    )]
    let grant = Grant::vouch(tenant, Principal::user(user, PermissionSet::default()));
    let scope = grant.scope();
    let member = Member {
        user,
        email,
        role,
        joined_at: requests.control.clock.now(),
    };
    let store = Store::new(&aws, places.tenant_table.as_str());
    match store.for_tenant(&scope).create(&member).await {
        Ok(_) | Err(StoreError::Conflict) => Ok(()),
        Err(error) => Err(failed(&error)),
    }
}

/// The user's id, made in the pool if need be, with a password that works at once.
async fn user(requests: &Requests<'_>, email: &str) -> Result<UserId, SeedError> {
    let pool = requests.places.user_pool.as_str();
    let created = call(
        requests,
        "AdminCreateUser",
        json!({
            "UserPoolId": pool,
            "Username": email,
            "MessageAction": "SUPPRESS",
            "UserAttributes": [
                {"Name": "email", "Value": email},
                {"Name": "email_verified", "Value": "true"},
            ],
        }),
    )
    .await;
    match created {
        Ok(_) => {}
        Err(error) if error.code == "UsernameExistsException" => {}
        Err(error) => return Err(SeedError::new(STEP, error)),
    }
    call(
        requests,
        "AdminSetUserPassword",
        json!({"UserPoolId": pool, "Username": email, "Password": PASSWORD, "Permanent": true}),
    )
    .await
    .map_err(|error| SeedError::new(STEP, error))?;
    let found = call(
        requests,
        "AdminGetUser",
        json!({"UserPoolId": pool, "Username": email}),
    )
    .await
    .map_err(|error| SeedError::new(STEP, error))?;
    let sub: Uuid = sub_of(&found)?
        .parse()
        .map_err(|error| SeedError::new(STEP, error))?;
    Ok(UserId::from_uuid(sub))
}

fn sub_of(user: &Value) -> Result<String, SeedError> {
    let attributes = user.get("UserAttributes").and_then(Value::as_array);
    let sub = attributes
        .into_iter()
        .flatten()
        .find(|attribute| attribute.get("Name").and_then(Value::as_str) == Some("sub"));
    text(STEP, sub.unwrap_or(&Value::Null), "/Value")
}

async fn call(
    requests: &Requests<'_>,
    operation: &str,
    body: Value,
) -> Result<Value, aws::CallError> {
    let target = format!("AWSCognitoIdentityProviderService.{operation}");
    requests.control.aws.call(&target, body).await
}

fn variables(endpoint: &str) -> Variables {
    [
        ("AWS_ENDPOINT_URL", endpoint),
        ("AWS_ACCESS_KEY_ID", aws::ACCESS_KEY_ID),
        ("AWS_SECRET_ACCESS_KEY", aws::SECRET_ACCESS_KEY),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect()
}
