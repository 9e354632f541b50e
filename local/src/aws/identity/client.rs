//! App clients: who may ask a pool for tokens, and how.

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Identity, OfPool, failed, invalid, pool, seconds};
use crate::aws::refusal::Refusal;

const MINUTE_MS: i64 = 60 * 1000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ClientCreate {
    user_pool_id: String,
    client_name: String,
    #[serde(flatten)]
    settings: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ClientUpdate {
    user_pool_id: String,
    client_id: String,
    client_name: Option<String>,
    #[serde(flatten)]
    settings: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct OfClient {
    user_pool_id: String,
    client_id: String,
}

/// A client's record.
pub(super) struct Client {
    pub(super) id: String,
    pub(super) pool: String,
    /// What it was created with, by the API's names; `ClientName` among it.
    settings: Value,
    created_ms: i64,
    modified_ms: i64,
}

impl Client {
    /// Whether a way to sign in is allowed, such as `USER_PASSWORD_AUTH`.
    pub(super) fn allows_flow(&self, flow: &str) -> bool {
        let flows = self.settings["ExplicitAuthFlows"].as_array();
        // Without a choice, Cognito allows refreshing and SRP.
        flows.map_or(flow == "REFRESH_TOKEN_AUTH", |flows| {
            flows
                .iter()
                .filter_map(Value::as_str)
                .any(|allowed| allowed.strip_prefix("ALLOW_").unwrap_or(allowed) == flow)
        })
    }

    /// Whether the OAuth code flow is allowed.
    pub(super) fn allows_code(&self) -> bool {
        self.settings["AllowedOAuthFlowsUserPoolClient"] == Value::Bool(true)
            && self.list("AllowedOAuthFlows").any(|flow| flow == "code")
    }

    /// Whether tokens may be sent to this address.
    pub(super) fn redirects_to(&self, uri: &str) -> bool {
        self.list("CallbackURLs").any(|allowed| allowed == uri)
    }

    /// Whether a signed-out person may be sent to this address.
    pub(super) fn signs_out_to(&self, uri: &str) -> bool {
        self.list("LogoutURLs").any(|allowed| allowed == uri)
    }

    /// The OAuth scopes that may be asked for.
    pub(super) fn scopes(&self) -> impl Iterator<Item = &str> {
        self.list("AllowedOAuthScopes")
    }

    /// Whether callers must not learn which users exist.
    pub(super) fn hides_users(&self) -> bool {
        self.settings["PreventUserExistenceErrors"] == "ENABLED"
    }

    pub(super) fn access_token_ms(&self) -> i64 {
        self.validity("AccessToken", HOUR_MS, HOUR_MS)
    }

    pub(super) fn id_token_ms(&self) -> i64 {
        self.validity("IdToken", HOUR_MS, HOUR_MS)
    }

    pub(super) fn refresh_token_ms(&self) -> i64 {
        self.validity("RefreshToken", DAY_MS, 30 * DAY_MS)
    }

    /// How long a kind of token is valid, in milliseconds.
    fn validity(&self, token: &str, default_unit_ms: i64, default_ms: i64) -> i64 {
        let unit_ms = match self.settings["TokenValidityUnits"][token].as_str() {
            Some("seconds") => 1000,
            Some("minutes") => MINUTE_MS,
            Some("hours") => HOUR_MS,
            Some("days") => DAY_MS,
            Some(_) | None => default_unit_ms,
        };
        self.settings[format!("{token}Validity").as_str()]
            .as_i64()
            .filter(|count| *count > 0)
            .map_or(default_ms, |count| count * unit_ms)
    }

    fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        self.settings[name]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
    }

    fn describe(&self) -> Value {
        let mut described = self.settings.clone();
        described["ClientId"] = json!(self.id);
        described["UserPoolId"] = json!(self.pool);
        described["CreationDate"] = json!(seconds(self.created_ms));
        described["LastModifiedDate"] = json!(seconds(self.modified_ms));
        described
    }
}

impl Identity {
    pub(super) fn client_create(&self, request: ClientCreate) -> Result<Value, Refusal> {
        let settings = complete(request.settings, request.client_name)?;
        let database = self.database();
        let pool = pool::get(&database, &request.user_pool_id)?;
        let now_ms = self.now_ms();
        let client = Client {
            id: pool::random_id(26).to_lowercase(),
            pool: pool.id,
            settings,
            created_ms: now_ms,
            modified_ms: now_ms,
        };
        database
            .execute(
                "INSERT INTO clients (id, pool, settings, created_ms, modified_ms) VALUES (?1, ?2, ?3, ?4, ?4)",
                params![client.id, client.pool, client.settings.to_string(), now_ms],
            )
            .map_err(failed)?;
        Ok(json!({"UserPoolClient": client.describe()}))
    }

    pub(super) fn client_describe(&self, request: &OfClient) -> Result<Value, Refusal> {
        let client = of_pool(&self.database(), &request.user_pool_id, &request.client_id)?;
        Ok(json!({"UserPoolClient": client.describe()}))
    }

    /// As in Cognito, a setting that isn't named has its default afterwards.
    pub(super) fn client_update(&self, request: ClientUpdate) -> Result<Value, Refusal> {
        let database = self.database();
        let mut client = of_pool(&database, &request.user_pool_id, &request.client_id)?;
        let name = request.client_name.unwrap_or_else(|| {
            client.settings["ClientName"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        });
        client.settings = complete(request.settings, name)?;
        client.modified_ms = self.now_ms();
        database
            .execute(
                "UPDATE clients SET settings = ?2, modified_ms = ?3 WHERE id = ?1",
                params![client.id, client.settings.to_string(), client.modified_ms],
            )
            .map_err(failed)?;
        Ok(json!({"UserPoolClient": client.describe()}))
    }

    pub(super) fn client_delete(&self, request: &OfClient) -> Result<Value, Refusal> {
        let database = self.database();
        let client = of_pool(&database, &request.user_pool_id, &request.client_id)?;
        database
            .execute("DELETE FROM clients WHERE id = ?1", [client.id])
            .map_err(failed)?;
        Ok(json!({}))
    }

    pub(super) fn client_list(&self, request: &OfPool) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = pool::get(&database, &request.user_pool_id)?;
        let clients: Vec<Client> = database
            .prepare_cached("SELECT id, pool, settings, created_ms, modified_ms FROM clients WHERE pool = ?1 ORDER BY created_ms, id")
            .and_then(|mut query| query.query_map([pool.id], read)?.collect())
            .map_err(failed)?;
        let clients: Vec<Value> = clients
            .iter()
            .map(|client| {
                json!({
                    "ClientId": client.id,
                    "UserPoolId": client.pool,
                    "ClientName": client.settings["ClientName"],
                })
            })
            .collect();
        Ok(json!({"UserPoolClients": clients}))
    }
}

/// The settings with the name among them; what can't be emulated is refused.
fn complete(mut settings: Map<String, Value>, name: String) -> Result<Value, Refusal> {
    if settings.remove("GenerateSecret") == Some(Value::Bool(true)) {
        return Err(invalid("clients with a secret aren't emulated"));
    }
    settings.insert("ClientName".to_owned(), Value::String(name));
    settings
        .entry("EnableTokenRevocation")
        .or_insert(Value::Bool(true));
    Ok(Value::Object(settings))
}

/// A client by its id, or the refusal that clients know.
pub(super) fn get(database: &Connection, id: &str) -> Result<Client, Refusal> {
    find(database, id)?.ok_or_else(|| not_found(id))
}

pub(super) fn find(database: &Connection, id: &str) -> Result<Option<Client>, Refusal> {
    database
        .prepare_cached(
            "SELECT id, pool, settings, created_ms, modified_ms FROM clients WHERE id = ?1",
        )
        .and_then(|mut query| query.query_row([id], read).optional())
        .map_err(failed)
}

/// A client of this pool.
pub(super) fn of_pool(database: &Connection, pool: &str, id: &str) -> Result<Client, Refusal> {
    let pool = pool::get(database, pool)?;
    find(database, id)?
        .filter(|client| client.pool == pool.id)
        .ok_or_else(|| not_found(id))
}

fn not_found(id: &str) -> Refusal {
    Refusal::new(
        "ResourceNotFoundException",
        format!("User pool client {id} does not exist."),
    )
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Client> {
    let settings: String = row.get(2)?;
    Ok(Client {
        id: row.get(0)?,
        pool: row.get(1)?,
        settings: serde_json::from_str(&settings).unwrap_or_default(),
        created_ms: row.get(3)?,
        modified_ms: row.get(4)?,
    })
}
