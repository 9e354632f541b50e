//! Cognito: from sign-up to a token that anybody can verify, and back out again.

use std::sync::{Arc, Mutex};

use aws_sdk_cognitoidentityprovider::Client;
use aws_sdk_cognitoidentityprovider::types::{
    AttributeType, AuthFlowType, AuthenticationResultType, ChallengeNameType,
    ExplicitAuthFlowsType, LambdaConfigType, MessageActionType, OAuthFlowType, PasswordPolicyType,
    PreTokenGenerationLambdaVersionType, PreTokenGenerationVersionConfigType,
    PreventUserExistenceErrorTypes, TimeUnitsType, TokenValidityUnitsType, UserPoolPolicyType,
    UserStatusType, UsernameAttributeType, VerifiedAttributeType,
};
use futures::future::BoxFuture;
use jiff::SignedDuration;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use local::aws::{Data, Triggers};
use serde_json::{Value, json};

use crate::sdk::{Emulated, http, start, start_with};

pub(crate) const EMAIL: &str = "anna@example.org";
pub(crate) const PASSWORD: &str = "a long passphrase";
pub(crate) const CALLBACK: &str = "http://localhost:8080/callback";

/// A pool as the template declares it, and its client; their ids.
pub(crate) async fn pool(client: &Client, with_trigger: bool) -> (String, String) {
    let mut request = client
        .create_user_pool()
        .pool_name("polder")
        .username_attributes(UsernameAttributeType::Email)
        .auto_verified_attributes(VerifiedAttributeType::Email)
        .policies(
            UserPoolPolicyType::builder()
                .password_policy(PasswordPolicyType::builder().minimum_length(12).build())
                .build(),
        );
    if with_trigger {
        request = request.lambda_config(
            LambdaConfigType::builder()
                .pre_token_generation_config(
                    PreTokenGenerationVersionConfigType::builder()
                        .lambda_arn("arn:aws:lambda:eu-west-1:000000000000:function:pre-token")
                        .lambda_version(PreTokenGenerationLambdaVersionType::V20)
                        .build()
                        .unwrap(),
                )
                .build(),
        );
    }
    let pool = request.send().await.unwrap().user_pool.unwrap().id.unwrap();
    let created = client
        .create_user_pool_client()
        .user_pool_id(&pool)
        .client_name("web")
        .explicit_auth_flows(ExplicitAuthFlowsType::AllowUserPasswordAuth)
        .explicit_auth_flows(ExplicitAuthFlowsType::AllowRefreshTokenAuth)
        .prevent_user_existence_errors(PreventUserExistenceErrorTypes::Enabled)
        .access_token_validity(60)
        .token_validity_units(
            TokenValidityUnitsType::builder()
                .access_token(TimeUnitsType::Minutes)
                .build(),
        )
        .allowed_o_auth_flows_user_pool_client(true)
        .allowed_o_auth_flows(OAuthFlowType::Code)
        .allowed_o_auth_scopes("openid")
        .allowed_o_auth_scopes("email")
        .callback_urls(CALLBACK)
        .send()
        .await
        .unwrap();
    (pool, created.user_pool_client.unwrap().client_id.unwrap())
}

/// A confirmed user, made as seeds are.
pub(crate) async fn seed(client: &Client, pool: &str) {
    client
        .admin_create_user()
        .user_pool_id(pool)
        .username(EMAIL)
        .message_action(MessageActionType::Suppress)
        .user_attributes(
            AttributeType::builder()
                .name("email_verified")
                .value("true")
                .build()
                .unwrap(),
        )
        .send()
        .await
        .unwrap();
    client
        .admin_set_user_password()
        .user_pool_id(pool)
        .username(EMAIL)
        .password(PASSWORD)
        .permanent(true)
        .send()
        .await
        .unwrap();
}

async fn sign_in(
    client: &Client,
    app: &str,
    password: &str,
) -> Result<AuthenticationResultType, String> {
    let answer = client
        .initiate_auth()
        .auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id(app)
        .auth_parameters("USERNAME", EMAIL)
        .auth_parameters("PASSWORD", password)
        .send()
        .await;
    match answer {
        Ok(answer) => Ok(answer.authentication_result.unwrap()),
        Err(error) => Err(error.into_service_error().to_string()),
    }
}

async fn refresh(
    client: &Client,
    app: &str,
    token: &str,
) -> Result<AuthenticationResultType, String> {
    client
        .initiate_auth()
        .auth_flow(AuthFlowType::RefreshTokenAuth)
        .client_id(app)
        .auth_parameters("REFRESH_TOKEN", token)
        .send()
        .await
        .map(|answer| answer.authentication_result.unwrap())
        .map_err(|error| error.into_service_error().to_string())
}

/// The claims, after verifying the token as a resource server does.
pub(crate) async fn verify(emulated: &Emulated, pool: &str, token: &str) -> Value {
    let issuer = format!("{}/{pool}", emulated.aws.endpoint());
    let uri = format!("{issuer}/.well-known/jwks.json");
    let answer = http(http::Request::get(uri).body(Vec::new()).unwrap()).await;
    let keys: JwkSet = serde_json::from_slice(answer.body()).unwrap();
    let kid = jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
    let key = DecodingKey::from_jwk(keys.find(&kid).unwrap()).unwrap();
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_issuer(&[issuer]);
    validation.validate_aud = false;
    jsonwebtoken::decode::<Value>(token, &key, &validation)
        .unwrap()
        .claims
}

fn mailed_code(emulated: &Emulated) -> String {
    let mail = emulated.aws.mail().latest_to(EMAIL).unwrap();
    mail.text
        .split_whitespace()
        .find(|word| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .unwrap()
        .to_owned()
}

async fn sign_up(client: &Client, app: &str) -> Result<String, String> {
    client
        .sign_up()
        .client_id(app)
        .username(EMAIL)
        .password(PASSWORD)
        .send()
        .await
        .map(|answer| answer.user_sub)
        .map_err(|error| error.into_service_error().to_string())
}

async fn confirm(client: &Client, app: &str, code: &str) -> Result<(), String> {
    client
        .confirm_sign_up()
        .client_id(app)
        .username(EMAIL)
        .confirmation_code(code)
        .send()
        .await
        .map(|_| ())
        .map_err(|error| error.into_service_error().to_string())
}

async fn status(client: &Client, pool: &str) -> (UserStatusType, String) {
    let user = client
        .admin_get_user()
        .user_pool_id(pool)
        .username(EMAIL)
        .send()
        .await
        .unwrap();
    let sub = user
        .user_attributes()
        .iter()
        .find(|attribute| attribute.name() == "sub")
        .unwrap();
    (
        user.user_status().unwrap().clone(),
        sub.value().unwrap().to_owned(),
    )
}

#[tokio::test]
async fn sign_up_by_mailed_code_leads_to_tokens_that_anybody_can_verify() {
    let emulated = start().await;
    let client = emulated.identity();
    let (pool, app) = pool(&client, false).await;
    let sub = sign_up(&client, &app).await.unwrap();
    assert_eq!(
        status(&client, &pool).await,
        (UserStatusType::Unconfirmed, sub.clone())
    );
    assert!(
        sign_in(&client, &app, PASSWORD)
            .await
            .unwrap_err()
            .contains("UserNotConfirmed")
    );
    assert!(
        sign_up(&client, &app)
            .await
            .unwrap_err()
            .contains("UsernameExists")
    );
    confirm(&client, &app, &mailed_code(&emulated))
        .await
        .unwrap();
    assert_eq!(status(&client, &pool).await.0, UserStatusType::Confirmed);
    assert!(
        confirm(&client, &app, "123456")
            .await
            .unwrap_err()
            .contains("NotAuthorized")
    );

    let tokens = sign_in(&client, &app, PASSWORD).await.unwrap();
    assert_eq!(
        (tokens.token_type(), tokens.expires_in()),
        (Some("Bearer"), 3600)
    );
    let access = verify(&emulated, &pool, tokens.access_token().unwrap()).await;
    for (claim, value) in [("sub", &sub), ("client_id", &app), ("username", &sub)] {
        assert_eq!(access[claim], **value, "{claim}");
    }
    assert_eq!(access["token_use"], "access");
    assert_eq!(access["scope"], "aws.cognito.signin.user.admin");
    assert_eq!(
        access["exp"].as_i64().unwrap() - access["iat"].as_i64().unwrap(),
        3600
    );
    assert!(access["jti"].is_string() && access["aud"].is_null());
    let id = verify(&emulated, &pool, tokens.id_token().unwrap()).await;
    assert_eq!(id["aud"], app);
    assert_eq!(id["token_use"], "id");
    assert_eq!(
        (&id["email"], &id["email_verified"]),
        (&json!(EMAIL), &json!(true))
    );
    assert_eq!(id["origin_jti"], access["origin_jti"]);
    let user = client
        .get_user()
        .access_token(tokens.access_token().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(user.username(), sub);
}

#[tokio::test]
async fn codes_expire_bear_few_tries_and_can_be_sent_again() {
    let emulated = start().await;
    let client = emulated.identity();
    let (_, app) = pool(&client, false).await;
    sign_up(&client, &app).await.unwrap();
    let first = mailed_code(&emulated);
    emulated.clock.advance(SignedDuration::from_hours(25));
    assert!(
        confirm(&client, &app, &first)
            .await
            .unwrap_err()
            .contains("ExpiredCode")
    );
    let resend = || {
        client
            .resend_confirmation_code()
            .client_id(&app)
            .username(EMAIL)
            .send()
    };
    resend().await.unwrap();
    let second = mailed_code(&emulated);
    let wrong = if second == "000000" {
        "000001"
    } else {
        "000000"
    };
    for _ in 0..5 {
        assert!(
            confirm(&client, &app, wrong)
                .await
                .unwrap_err()
                .contains("CodeMismatch")
        );
    }
    assert!(
        confirm(&client, &app, &second)
            .await
            .unwrap_err()
            .contains("TooManyFailedAttempts")
    );
    resend().await.unwrap();
    confirm(&client, &app, &mailed_code(&emulated))
        .await
        .unwrap();
    assert_eq!(emulated.aws.mail().messages().len(), 3);
}

#[tokio::test]
async fn weak_passwords_and_odd_addresses_are_refused() {
    let emulated = start().await;
    let client = emulated.identity();
    let (_, app) = pool(&client, false).await;
    for (name, password, refusal) in [
        (EMAIL, "short", "InvalidPassword"),
        ("no address", PASSWORD, "InvalidParameter"),
        ("anna@nowhere", PASSWORD, "InvalidParameter"),
    ] {
        let refused = client
            .sign_up()
            .client_id(&app)
            .username(name)
            .password(password)
            .send()
            .await;
        let refused = refused.unwrap_err().into_service_error().to_string();
        assert!(refused.contains(refusal), "{name}: {refused}");
    }
    assert!(emulated.aws.mail().messages().is_empty());
}

#[tokio::test]
async fn wrong_passwords_must_wait_and_unknown_users_look_the_same() {
    let emulated = start().await;
    let client = emulated.identity();
    let (pool, app) = pool(&client, false).await;
    let unknown = sign_in(&client, &app, PASSWORD).await.unwrap_err();
    seed(&client, &pool).await;
    for _ in 0..5 {
        assert_eq!(
            sign_in(&client, &app, "wrong password").await.unwrap_err(),
            unknown
        );
    }
    assert!(
        sign_in(&client, &app, PASSWORD)
            .await
            .unwrap_err()
            .contains("attempts exceeded")
    );
    emulated.clock.advance(SignedDuration::from_secs(2));
    sign_in(&client, &app, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn refreshing_ends_with_revocation_sign_out_or_age() {
    let emulated = start().await;
    let client = emulated.identity();
    let (pool, app) = pool(&client, false).await;
    seed(&client, &pool).await;
    let first = sign_in(&client, &app, PASSWORD).await.unwrap();
    let token = first.refresh_token().unwrap();
    let renewed = refresh(&client, &app, token).await.unwrap();
    assert!(renewed.refresh_token().is_none());
    let access = |tokens: &AuthenticationResultType| tokens.access_token().unwrap().to_owned();
    let origin = |claims: Value| claims["origin_jti"].clone();
    assert_eq!(
        origin(verify(&emulated, &pool, &access(&first)).await),
        origin(verify(&emulated, &pool, &access(&renewed)).await)
    );
    client
        .revoke_token()
        .client_id(&app)
        .token(token)
        .send()
        .await
        .unwrap();
    assert!(
        refresh(&client, &app, token)
            .await
            .unwrap_err()
            .contains("revoked")
    );
    let revoked = client
        .get_user()
        .access_token(access(&renewed))
        .send()
        .await;
    assert!(
        revoked
            .unwrap_err()
            .into_service_error()
            .is_not_authorized_exception()
    );

    let second = sign_in(&client, &app, PASSWORD).await.unwrap();
    client
        .global_sign_out()
        .access_token(access(&second))
        .send()
        .await
        .unwrap();
    assert!(
        refresh(&client, &app, second.refresh_token().unwrap())
            .await
            .is_err()
    );

    let third = sign_in(&client, &app, PASSWORD).await.unwrap();
    emulated.clock.advance(SignedDuration::from_hours(2));
    let expired = client.get_user().access_token(access(&third)).send().await;
    assert!(
        expired
            .unwrap_err()
            .into_service_error()
            .to_string()
            .contains("expired")
    );
    refresh(&client, &app, third.refresh_token().unwrap())
        .await
        .unwrap();
    emulated.clock.advance(SignedDuration::from_hours(31 * 24));
    assert!(
        refresh(&client, &app, third.refresh_token().unwrap())
            .await
            .is_err()
    );
}

#[derive(Default)]
struct Tenants {
    events: Mutex<Vec<Value>>,
}

impl Triggers for Tenants {
    fn pre_token_generation(&self, mut event: Value) -> BoxFuture<'_, Result<Value, String>> {
        self.events.lock().unwrap().push(event.clone());
        Box::pin(async move {
            if event["request"]["userAttributes"]["email"] != EMAIL {
                return Err("who is this?".to_owned());
            }
            event["response"]["claimsAndScopeOverrideDetails"] = json!({
                "accessTokenGeneration": {"claimsToAddOrOverride": {"tenant": "ten_1", "sub": "x"}},
                "idTokenGeneration": {"claimsToAddOrOverride": {"tenant": "ten_1"}},
            });
            Ok(event)
        })
    }
}

#[tokio::test]
async fn the_pool_s_function_puts_the_tenant_into_the_tokens() {
    let emulated = start().await;
    let client = emulated.identity();
    let (pool, app) = pool(&client, true).await;
    seed(&client, &pool).await;
    assert!(
        sign_in(&client, &app, PASSWORD)
            .await
            .unwrap_err()
            .contains("UnexpectedLambda")
    );
    let tenants = Arc::new(Tenants::default());
    emulated
        .aws
        .set_triggers(Arc::clone(&tenants) as Arc<dyn Triggers>);
    let tokens = sign_in(&client, &app, PASSWORD).await.unwrap();
    let sub = status(&client, &pool).await.1;
    for token in [tokens.access_token().unwrap(), tokens.id_token().unwrap()] {
        let claims = verify(&emulated, &pool, token).await;
        assert_eq!(
            (&claims["tenant"], &claims["sub"]),
            (&json!("ten_1"), &json!(sub))
        );
    }
    refresh(&client, &app, tokens.refresh_token().unwrap())
        .await
        .unwrap();
    let events = tenants.events.lock().unwrap().clone();
    assert_eq!(
        events[0],
        json!({
            "version": "2",
            "triggerSource": "TokenGeneration_Authentication",
            "region": "eu-west-1",
            "userPoolId": pool,
            "userName": sub,
            "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": app},
            "request": {
                "userAttributes": {
                    "sub": sub, "email": EMAIL, "email_verified": "true",
                    "cognito:user_status": "CONFIRMED",
                },
                "groupConfiguration": {
                    "groupsToOverride": [], "iamRolesToOverride": [], "preferredRole": null,
                },
                "scopes": ["aws.cognito.signin.user.admin"],
            },
            "response": {"claimsAndScopeOverrideDetails": null},
        })
    );
    assert_eq!(events[1]["triggerSource"], "TokenGeneration_RefreshTokens");
}

#[tokio::test]
async fn a_temporary_password_is_changed_at_the_first_sign_in() {
    let emulated = start().await;
    let client = emulated.identity();
    let (pool, app) = pool(&client, false).await;
    client
        .admin_create_user()
        .user_pool_id(&pool)
        .username(EMAIL)
        .temporary_password("temporary password")
        .send()
        .await
        .unwrap();
    assert!(
        emulated
            .aws
            .mail()
            .latest_to(EMAIL)
            .unwrap()
            .text
            .contains("temporary password")
    );
    let challenge = client
        .initiate_auth()
        .auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id(&app)
        .auth_parameters("USERNAME", EMAIL)
        .auth_parameters("PASSWORD", "temporary password")
        .send()
        .await
        .unwrap();
    assert_eq!(
        challenge.challenge_name(),
        Some(&ChallengeNameType::NewPasswordRequired)
    );
    client
        .respond_to_auth_challenge()
        .client_id(&app)
        .challenge_name(ChallengeNameType::NewPasswordRequired)
        .session(challenge.session().unwrap())
        .challenge_responses("USERNAME", EMAIL)
        .challenge_responses("NEW_PASSWORD", PASSWORD)
        .send()
        .await
        .unwrap();
    sign_in(&client, &app, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_with_a_mailed_code() {
    let emulated = start().await;
    let client = emulated.identity();
    let (pool, app) = pool(&client, false).await;
    seed(&client, &pool).await;
    let before = sign_in(&client, &app, PASSWORD).await.unwrap();
    client
        .forgot_password()
        .client_id(&app)
        .username(EMAIL)
        .send()
        .await
        .unwrap();
    client
        .confirm_forgot_password()
        .client_id(&app)
        .username(EMAIL)
        .confirmation_code(mailed_code(&emulated))
        .password("another passphrase")
        .send()
        .await
        .unwrap();
    assert!(sign_in(&client, &app, PASSWORD).await.is_err());
    sign_in(&client, &app, "another passphrase").await.unwrap();
    assert!(
        refresh(&client, &app, before.refresh_token().unwrap())
            .await
            .is_err()
    );
}

#[tokio::test]
async fn users_groups_tokens_and_mail_survive_a_restart_and_passwords_are_kept_as_hashes() {
    let folder = tempfile::tempdir().unwrap();
    let data = Data::Folder(folder.path().to_owned());
    let emulated = start_with(data.clone()).await;
    let client = emulated.identity();
    let (pool, app) = pool(&client, false).await;
    seed(&client, &pool).await;
    client
        .create_group()
        .user_pool_id(&pool)
        .group_name("owners")
        .send()
        .await
        .unwrap();
    client
        .admin_add_user_to_group()
        .user_pool_id(&pool)
        .username(EMAIL)
        .group_name("owners")
        .send()
        .await
        .unwrap();
    let tokens = sign_in(&client, &app, PASSWORD).await.unwrap();
    emulated.aws.mail().send(EMAIL, "Hello", "Text").unwrap();
    let kid = jsonwebtoken::decode_header(tokens.access_token().unwrap())
        .unwrap()
        .kid;
    emulated.aws.shutdown().await;

    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let content = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            assert!(!content.contains(PASSWORD), "{}", path.display());
        }
    }

    let emulated = start_with(data).await;
    let client = emulated.identity();
    let listed = client
        .list_user_pools()
        .max_results(10)
        .send()
        .await
        .unwrap();
    assert_eq!(listed.user_pools()[0].id(), Some(pool.as_str()));
    let renewed = refresh(&client, &app, tokens.refresh_token().unwrap())
        .await
        .unwrap();
    let claims = verify(&emulated, &pool, renewed.access_token().unwrap()).await;
    assert_eq!(claims["cognito:groups"], json!(["owners"]));
    assert_eq!(
        jsonwebtoken::decode_header(renewed.access_token().unwrap())
            .unwrap()
            .kid,
        kid
    );
    assert_eq!(emulated.aws.mail().messages()[0].subject, "Hello");
    client
        .admin_delete_user()
        .user_pool_id(&pool)
        .username(EMAIL)
        .send()
        .await
        .unwrap();
    let gone = client
        .admin_get_user()
        .user_pool_id(&pool)
        .username(EMAIL)
        .send()
        .await;
    assert!(
        gone.unwrap_err()
            .into_service_error()
            .is_user_not_found_exception()
    );
}

#[tokio::test]
async fn what_is_not_emulated_is_refused_by_name() {
    let emulated = start().await;
    let client = emulated.identity();
    let pool = client
        .create_user_pool()
        .pool_name("other")
        .lambda_config(
            LambdaConfigType::builder()
                .pre_sign_up("arn:aws:lambda:::function:x")
                .build(),
        )
        .send()
        .await;
    let refused = pool.unwrap_err().into_service_error().to_string();
    assert!(refused.contains("PreSignUp"), "{refused}");
}
