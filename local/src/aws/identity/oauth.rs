//! The pages and OAuth 2 endpoints: keys, code flow with PKCE (RFC 6749, RFC 7636), revocation
//! (RFC 7009).

use axum::body::Body;
use axum::extract::{Form, FromRequest as _, Query, Request};
use axum::response::Response;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::client::Client;
use super::login_page;
use super::session::{self, GrantKind};
use super::token::{SignedIn, Source};
use super::user::Status;
use super::{Identity, client, pool, user};
use crate::aws::refusal::Refusal;

/// How long an authorization code is valid.
const CODE_LIFETIME_MS: i64 = 5 * 60 * 1000;

/// What a client asks of `/oauth2/authorize`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Authorization {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    scope: String,
    state: Option<String>,
    nonce: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
}

#[derive(Deserialize)]
struct Login {
    username: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct TokenRequest {
    grant_type: String,
    client_id: String,
    code: String,
    redirect_uri: String,
    code_verifier: Option<String>,
    refresh_token: String,
}

#[derive(Deserialize)]
struct Revocation {
    token: String,
    client_id: String,
}

#[derive(Deserialize)]
struct Logout {
    client_id: String,
    logout_uri: String,
}

/// An error of the token endpoint, RFC 6749 section 5.2.
struct TokenError(&'static str, String);

impl From<Refusal> for TokenError {
    fn from(refusal: Refusal) -> Self {
        let error = if refusal.status.is_server_error() {
            "server_error"
        } else {
            "invalid_grant"
        };
        Self(error, refusal.message)
    }
}

impl Identity {
    /// Answers what a browser or an OAuth client asks.
    pub(in crate::aws) async fn answer_page(&self, request: Request) -> Response<Body> {
        let path = request.uri().path().to_owned();
        let get = request.method() == Method::GET;
        let post = request.method() == Method::POST;
        match path.as_str() {
            "/oauth2/authorize" if get => self.authorize(request.uri()),
            "/login" if get => match self.checked(request.uri()) {
                Ok((_, client)) => self.login_form(request.uri(), &client, None, StatusCode::OK),
                Err(answer) => *answer,
            },
            "/login" if post => self.log_in(request).await,
            "/logout" if get => self.log_out(request.uri()),
            "/oauth2/token" if post => self.token(request).await,
            "/oauth2/revoke" if post => self.oauth_revoke(request).await,
            "/oauth2/userInfo" if get || post => self.user_info(request.headers()).await,
            _ if get => self.well_known(&path).await,
            _ => not_found(),
        }
    }

    /// `/{pool}/.well-known/…`.
    async fn well_known(&self, path: &str) -> Response<Body> {
        let Some((pool, document)) = path.trim_start_matches('/').split_once("/.well-known/")
        else {
            return not_found();
        };
        if pool::get(&self.database(), pool).is_err() {
            return not_found();
        }
        match document {
            "jwks.json" => match self.key.public_keys().await {
                Ok(keys) => json_page(StatusCode::OK, &keys),
                Err(refusal) => json_page(refusal.status, &json!({"message": refusal.message})),
            },
            "openid-configuration" => json_page(StatusCode::OK, &self.openid_configuration(pool)),
            _ => not_found(),
        }
    }

    fn openid_configuration(&self, pool: &str) -> Value {
        let issuer = self.issuer(pool);
        let base = &self.issuer_base;
        json!({
            "issuer": issuer,
            "jwks_uri": format!("{issuer}/.well-known/jwks.json"),
            "authorization_endpoint": format!("{base}/oauth2/authorize"),
            "token_endpoint": format!("{base}/oauth2/token"),
            "userinfo_endpoint": format!("{base}/oauth2/userInfo"),
            "revocation_endpoint": format!("{base}/oauth2/revoke"),
            "end_session_endpoint": format!("{base}/logout"),
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": ["openid", "email", "phone", "profile"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["none"],
        })
    }

    /// Checks what the client asks, and sends the person to the sign-in page.
    fn authorize(&self, uri: &Uri) -> Response<Body> {
        match self.checked(uri) {
            Ok(_) => redirect(&format!("/login?{}", uri.query().unwrap_or_default())),
            Err(answer) => *answer,
        }
    }

    /// What is asked, and by which client. The error is the answer: a page if the address to
    /// return to can't be trusted, else a return with an error.
    fn checked(&self, uri: &Uri) -> Result<(Authorization, Client), Box<Response<Body>>> {
        let page =
            |reason: &str| Box::new(html(StatusCode::BAD_REQUEST, login_page::problem(reason)));
        let Ok(Query(asked)) = Query::<Authorization>::try_from_uri(uri) else {
            return Err(page("The address of this page isn't complete."));
        };
        let client = match client::find(&self.database(), &asked.client_id) {
            Ok(Some(client)) => client,
            Ok(None) => return Err(page("There is no client with this client_id.")),
            Err(refusal) => return Err(page(&refusal.message)),
        };
        if !client.redirects_to(&asked.redirect_uri) {
            return Err(page(
                "redirect_uri isn't among the client's callback addresses.",
            ));
        }
        let refuse = |error: &str| Err(Box::new(redirect(&return_to(&asked, &[("error", error)]))));
        if !client.allows_code() {
            return refuse("unauthorized_client");
        }
        if asked.response_type != "code" {
            return refuse("unsupported_response_type");
        }
        let method_is_known = match &asked.code_challenge {
            Some(_) => asked.code_challenge_method.as_deref() == Some("S256"),
            None => asked.code_challenge_method.is_none(),
        };
        if !method_is_known {
            return refuse("invalid_request");
        }
        let scopes_are_allowed = asked
            .scope
            .split_whitespace()
            .all(|scope| client.scopes().any(|allowed| allowed == scope));
        if !scopes_are_allowed {
            return refuse("invalid_scope");
        }
        Ok((asked, client))
    }

    fn login_form(
        &self,
        uri: &Uri,
        client: &Client,
        problem: Option<&str>,
        status: StatusCode,
    ) -> Response<Body> {
        let by_email =
            pool::get(&self.database(), &client.pool).is_ok_and(|pool| pool.signs_in_by_email());
        let query = uri.query().unwrap_or_default();
        html(status, login_page::form(query, by_email, problem))
    }

    /// Signs the person in and returns to the client with a code.
    async fn log_in(&self, request: Request) -> Response<Body> {
        let uri = request.uri().clone();
        let (asked, client) = match self.checked(&uri) {
            Ok(checked) => checked,
            Err(answer) => return *answer,
        };
        let Ok(Form(login)) = Form::<Login>::from_request(request, &()).await else {
            let problem = Some("Enter your user name and password.");
            return self.login_form(&uri, &client, problem, StatusCode::BAD_REQUEST);
        };
        match self.authorization_code(&asked, &client, login).await {
            Ok(code) => redirect(&return_to(&asked, &[("code", &code)])),
            Err(refusal) => self.login_form(
                &uri,
                &client,
                Some(&refusal.message),
                StatusCode::UNAUTHORIZED,
            ),
        }
    }

    async fn authorization_code(
        &self,
        asked: &Authorization,
        client: &Client,
        login: Login,
    ) -> Result<String, Refusal> {
        let pool = pool::get(&self.database(), &client.pool)?;
        let user = self
            .check_password(client, &pool, &login.username, login.password)
            .await?;
        if user.status == Status::ForceChangePassword {
            return Err(super::not_authorized(
                "Your password is a temporary one. Choose a new password first.",
            ));
        }
        let scope = if asked.scope.trim().is_empty() {
            client.scopes().collect::<Vec<_>>().join(" ")
        } else {
            asked.scope.clone()
        };
        session::grant(
            &self.database(),
            GrantKind::Code,
            &user,
            client,
            &json!({
                "redirect_uri": asked.redirect_uri,
                "scope": scope,
                "nonce": asked.nonce,
                "challenge": asked.code_challenge,
            }),
            self.now_ms() + CODE_LIFETIME_MS,
        )
    }

    async fn token(&self, request: Request) -> Response<Body> {
        let Ok(Form(asked)) = Form::<TokenRequest>::from_request(request, &()).await else {
            return token_error(&TokenError(
                "invalid_request",
                "the body must be a form".to_owned(),
            ));
        };
        let made = match asked.grant_type.as_str() {
            "authorization_code" => self.exchange_code(&asked).await,
            "refresh_token" => self.exchange_refresh_token(&asked).await,
            _ => Err(TokenError("unsupported_grant_type", String::new())),
        };
        match made {
            Ok(tokens) => json_page(StatusCode::OK, &tokens),
            Err(error) => token_error(&error),
        }
    }

    async fn exchange_code(&self, asked: &TokenRequest) -> Result<Value, TokenError> {
        let refuse = |reason: &str| TokenError("invalid_grant", reason.to_owned());
        let (client, pool) = self
            .client_and_pool(&asked.client_id)
            .map_err(|_| TokenError("invalid_client", String::new()))?;
        let (signed_in, refresh_token) = {
            let database = self.database();
            let grant =
                session::take_grant(&database, GrantKind::Code, &asked.code, self.now_ms())?
                    .ok_or_else(|| refuse("the code is unknown, used or expired"))?;
            let detail = |name: &str| grant.details[name].as_str();
            if grant.client != client.id {
                return Err(refuse("the code was given to another client"));
            }
            if detail("redirect_uri") != Some(asked.redirect_uri.as_str()) {
                return Err(refuse(
                    "redirect_uri differs from the one that was asked with",
                ));
            }
            check_verifier(detail("challenge"), asked.code_verifier.as_deref())?;
            let user = user::of_sub(&database, &grant.sub)?;
            let scope = detail("scope").unwrap_or_default();
            let (session, refresh_token) =
                session::begin(&database, &user, &client, scope, self.now_ms())?;
            let nonce = detail("nonce").map(str::to_owned);
            (
                SignedIn {
                    user,
                    client,
                    pool,
                    session,
                    nonce,
                    metadata: Value::Null,
                },
                refresh_token,
            )
        };
        let tokens = self.make_tokens(&signed_in, Source::HostedAuth).await?;
        let mut answer = token_answer(&signed_in.session.scope, &tokens);
        answer["refresh_token"] = json!(refresh_token);
        Ok(answer)
    }

    async fn exchange_refresh_token(&self, asked: &TokenRequest) -> Result<Value, TokenError> {
        let (scope, tokens) = self
            .refresh(&asked.refresh_token, &asked.client_id, Value::Null)
            .await?;
        Ok(token_answer(&scope, &tokens))
    }

    async fn oauth_revoke(&self, request: Request) -> Response<Body> {
        let Ok(Form(asked)) = Form::<Revocation>::from_request(request, &()).await else {
            return token_error(&TokenError("invalid_request", String::new()));
        };
        match self.revoke(&asked.token, &asked.client_id) {
            Ok(()) => plain(StatusCode::OK),
            Err(refusal) => {
                let error = match refusal.code.as_str() {
                    "UnsupportedTokenTypeException" => "unsupported_token_type",
                    "ResourceNotFoundException" => "invalid_client",
                    _ => "invalid_request",
                };
                token_error(&TokenError(error, refusal.message))
            }
        }
    }

    async fn user_info(&self, headers: &HeaderMap) -> Response<Body> {
        let token = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .unwrap_or_default();
        match self.bearer(token).await {
            Ok(signed_in) => {
                let mut info = json!(signed_in.user.all_attributes());
                info["username"] = json!(signed_in.user.username);
                json_page(StatusCode::OK, &info)
            }
            Err(refusal) => json_page(
                StatusCode::UNAUTHORIZED,
                &json!({"error": "invalid_token", "error_description": refusal.message}),
            ),
        }
    }

    /// There is no browser session to end; the person goes on to where the client wants.
    fn log_out(&self, uri: &Uri) -> Response<Body> {
        let allowed = Query::<Logout>::try_from_uri(uri)
            .ok()
            .filter(|Query(asked)| {
                client::get(&self.database(), &asked.client_id)
                    .is_ok_and(|client| client.signs_out_to(&asked.logout_uri))
            });
        match allowed {
            Some(Query(asked)) => redirect(&asked.logout_uri),
            None => html(
                StatusCode::BAD_REQUEST,
                login_page::problem("logout_uri isn't among the client's sign-out addresses."),
            ),
        }
    }
}

/// The verifier must be what the challenge was made of; both are absent without PKCE.
fn check_verifier(challenge: Option<&str>, verifier: Option<&str>) -> Result<(), TokenError> {
    let matches = match (challenge, verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => {
            BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) == challenge
        }
        (None, Some(_)) | (Some(_), None) => false,
    };
    if matches {
        Ok(())
    } else {
        Err(TokenError(
            "invalid_grant",
            "code_verifier doesn't match the challenge".to_owned(),
        ))
    }
}

fn token_answer(scope: &str, tokens: &super::token::Tokens) -> Value {
    let mut answer = json!({
        "access_token": tokens.access,
        "token_type": "Bearer",
        "expires_in": tokens.expires_in,
    });
    if scope.split_whitespace().any(|scope| scope == "openid") {
        answer["id_token"] = json!(tokens.id);
    }
    answer
}

/// The client's address with the answer in its query.
fn return_to(asked: &Authorization, answer: &[(&str, &str)]) -> String {
    let mut uri = asked.redirect_uri.clone();
    let state = asked.state.as_deref().map(|state| ("state", state));
    for (name, value) in answer.iter().copied().chain(state) {
        uri.push(if uri.contains('?') { '&' } else { '?' });
        uri.push_str(name);
        uri.push('=');
        uri.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
    }
    uri
}

fn token_error(TokenError(error, description): &TokenError) -> Response<Body> {
    let mut body = json!({"error": error});
    if !description.is_empty() {
        body["error_description"] = json!(description);
    }
    let status = if *error == "server_error" {
        StatusCode::INTERNAL_SERVER_ERROR
    } else {
        StatusCode::BAD_REQUEST
    };
    json_page(status, &body)
}

fn redirect(uri: &str) -> Response<Body> {
    let mut answer = plain(StatusCode::FOUND);
    match HeaderValue::from_str(uri) {
        Ok(location) => {
            answer.headers_mut().insert(header::LOCATION, location);
            answer
        }
        Err(_) => plain(StatusCode::BAD_REQUEST),
    }
}

fn not_found() -> Response<Body> {
    json_page(StatusCode::NOT_FOUND, &json!({"message": "Not Found"}))
}

fn plain(status: StatusCode) -> Response<Body> {
    with_body(status, None, Body::empty())
}

fn json_page(status: StatusCode, body: &Value) -> Response<Body> {
    with_body(
        status,
        Some("application/json"),
        Body::from(body.to_string()),
    )
}

fn html(status: StatusCode, page: String) -> Response<Body> {
    with_body(status, Some("text/html; charset=utf-8"), Body::from(page))
}

fn with_body(status: StatusCode, content_type: Option<&'static str>, body: Body) -> Response<Body> {
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    if let Some(content_type) = content_type {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
