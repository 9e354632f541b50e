//! OAuth 2: the code flow with PKCE, as a browser and a client walk through it.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::identity::{CALLBACK, EMAIL, PASSWORD, pool, seed, verify};
use crate::sdk::{Emulated, http, start};

const VERIFIER: &str = "a-verifier-that-is-long-enough-for-rfc-7636-section-4";

fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn authorize_path(app: &str, redirect_uri: &str, scope: &str) -> String {
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    format!(
        "/oauth2/authorize?response_type=code&client_id={app}&redirect_uri={}&scope={}&state={}&nonce=n-1&code_challenge={challenge}&code_challenge_method=S256",
        encode(redirect_uri),
        encode(scope),
        encode("s&1"),
    )
}

async fn get(emulated: &Emulated, path: &str) -> http::Response<bytes::Bytes> {
    let uri = format!("{}{path}", emulated.aws.endpoint());
    http(http::Request::get(uri).body(Vec::new()).unwrap()).await
}

async fn post(
    emulated: &Emulated,
    path: &str,
    form: &[(&str, &str)],
) -> http::Response<bytes::Bytes> {
    let body: Vec<String> = form
        .iter()
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    let request = http::Request::post(format!("{}{path}", emulated.aws.endpoint()))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.join("&").into_bytes())
        .unwrap();
    http(request).await
}

fn location(answer: &http::Response<bytes::Bytes>) -> &str {
    answer.headers()["location"].to_str().unwrap()
}

fn json(answer: &http::Response<bytes::Bytes>) -> Value {
    serde_json::from_slice(answer.body()).unwrap()
}

/// Signs in on the page; the code that comes back.
async fn code(emulated: &Emulated, app: &str) -> String {
    let sent = get(emulated, &authorize_path(app, CALLBACK, "openid email")).await;
    assert_eq!(sent.status(), 302);
    let login = location(&sent).to_owned();
    let page = get(emulated, &login).await;
    let text = String::from_utf8_lossy(page.body()).into_owned();
    assert!(
        text.contains("E-mail address") && text.contains("<form method=\"post\""),
        "{text}"
    );
    let wrong = post(
        emulated,
        &login,
        &[("username", EMAIL), ("password", "wrong")],
    )
    .await;
    assert_eq!(wrong.status(), 401);
    assert!(String::from_utf8_lossy(wrong.body()).contains("Incorrect username or password."));
    let returned = post(
        emulated,
        &login,
        &[("username", EMAIL), ("password", PASSWORD)],
    )
    .await;
    assert_eq!(returned.status(), 302);
    let query = location(&returned).strip_prefix(CALLBACK).unwrap();
    assert!(query.ends_with("&state=s%261"), "{query}");
    let code = query
        .strip_prefix("?code=")
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    percent_encoding::percent_decode_str(code)
        .decode_utf8()
        .unwrap()
        .into_owned()
}

#[tokio::test]
async fn a_code_and_its_verifier_become_tokens_once() {
    let emulated = start().await;
    let client = emulated.identity();
    let (pool, app) = pool(&client, false).await;
    seed(&client, &pool).await;
    let code = code(&emulated, &app).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", app.as_str()),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    let answer = post(&emulated, "/oauth2/token", &form).await;
    assert_eq!(answer.status(), 200);
    let tokens = json(&answer);
    let access = verify(&emulated, &pool, tokens["access_token"].as_str().unwrap()).await;
    assert_eq!(access["scope"], "openid email");
    let id = verify(&emulated, &pool, tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(
        (&id["nonce"], &id["email"]),
        (&Value::from("n-1"), &Value::from(EMAIL))
    );
    let again = post(&emulated, "/oauth2/token", &form).await;
    assert_eq!(
        (again.status().as_u16(), json(&again)["error"].clone()),
        (400, "invalid_grant".into())
    );

    let refresh_token = tokens["refresh_token"].as_str().unwrap();
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", &app),
        ("refresh_token", refresh_token),
    ];
    assert_eq!(post(&emulated, "/oauth2/token", &form).await.status(), 200);
    let revoked = post(
        &emulated,
        "/oauth2/revoke",
        &[("token", refresh_token), ("client_id", &app)],
    )
    .await;
    assert_eq!(revoked.status(), 200);
    assert_eq!(post(&emulated, "/oauth2/token", &form).await.status(), 400);
}

#[tokio::test]
async fn a_stolen_code_is_worth_nothing_without_the_verifier() {
    let emulated = start().await;
    let client = emulated.identity();
    let (pool, app) = pool(&client, false).await;
    seed(&client, &pool).await;
    for verifier in [
        None,
        Some("another-verifier-that-is-long-enough-for-rfc-7636"),
    ] {
        let code = code(&emulated, &app).await;
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("client_id", app.as_str()),
            ("code", code.as_str()),
            ("redirect_uri", CALLBACK),
        ];
        form.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        let answer = post(&emulated, "/oauth2/token", &form).await;
        assert_eq!(json(&answer)["error"], "invalid_grant");
    }
}

#[tokio::test]
async fn an_address_that_the_client_does_not_own_is_never_redirected_to() {
    let emulated = start().await;
    let client = emulated.identity();
    let (_, app) = pool(&client, false).await;
    let elsewhere = get(
        &emulated,
        &authorize_path(&app, "https://evil.example/", "openid"),
    )
    .await;
    assert_eq!(elsewhere.status(), 400);
    assert!(elsewhere.headers().get("location").is_none());
    let unknown = get(&emulated, &authorize_path("nobody", CALLBACK, "openid")).await;
    assert_eq!(unknown.status(), 400);
    let too_much = get(&emulated, &authorize_path(&app, CALLBACK, "openid admin")).await;
    assert_eq!(
        location(&too_much),
        format!("{CALLBACK}?error=invalid%5Fscope&state=s%261")
    );
}

#[tokio::test]
async fn clients_find_their_way_by_the_discovery_document() {
    let emulated = start().await;
    let (pool, _) = pool(&emulated.identity(), false).await;
    let document = json(
        &get(
            &emulated,
            &format!("/{pool}/.well-known/openid-configuration"),
        )
        .await,
    );
    let issuer = format!("{}/{pool}", emulated.aws.endpoint());
    assert_eq!(document["issuer"], issuer);
    assert_eq!(
        document["jwks_uri"],
        format!("{issuer}/.well-known/jwks.json")
    );
    assert_eq!(
        get(&emulated, "/eu-west-1_nowhere/.well-known/jwks.json")
            .await
            .status(),
        404
    );
}
