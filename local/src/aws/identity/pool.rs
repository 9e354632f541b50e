//! User pools and their domains.

use rand::Rng as _;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Identity, OfPool, failed, invalid, seconds};
use crate::aws::ACCOUNT_ID;
use crate::aws::refusal::Refusal;

/// Triggers that are called. A pool with any other is refused, because it would never be called.
const EMULATED_TRIGGERS: [&str; 2] = ["PreTokenGeneration", "PreTokenGenerationConfig"];

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct PoolCreate {
    pool_name: String,
    #[serde(flatten)]
    settings: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct PoolUpdate {
    user_pool_id: String,
    #[serde(flatten)]
    settings: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct DomainCreate {
    domain: String,
    user_pool_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct DomainOf {
    domain: String,
}

/// A pool's record.
pub(super) struct Pool {
    pub(super) id: String,
    name: String,
    /// What it was created with, by the API's names.
    settings: Value,
    domain: Option<String>,
    created_ms: i64,
    modified_ms: i64,
}

impl Pool {
    /// Whether people sign in with their e-mail address, and user names are ids.
    pub(super) fn signs_in_by_email(&self) -> bool {
        lists(&self.settings["UsernameAttributes"], "email")
    }

    /// Whether an e-mail address can stand for a user name.
    pub(super) fn knows_by_email(&self) -> bool {
        self.signs_in_by_email() || lists(&self.settings["AliasAttributes"], "email")
    }

    /// Whether a new user's address is verified by a mailed code.
    pub(super) fn verifies_email(&self) -> bool {
        lists(&self.settings["AutoVerifiedAttributes"], "email")
    }

    /// Whether only administrators create users.
    pub(super) fn is_closed(&self) -> bool {
        self.settings["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] == Value::Bool(true)
    }

    /// The password policy as it was set; absent members have Cognito's defaults.
    pub(super) fn password_policy(&self) -> &Value {
        &self.settings["Policies"]["PasswordPolicy"]
    }

    /// Whether the pool's tokens pass a pre-token-generation function of version 2.
    pub(super) fn has_token_trigger(&self) -> bool {
        let triggers = &self.settings["LambdaConfig"];
        triggers["PreTokenGenerationConfig"]["LambdaArn"].is_string()
            || triggers["PreTokenGeneration"].is_string()
    }

    /// The pool's own text for a code's e-mail, if it has one: subject and text.
    pub(super) fn code_mail(&self) -> (Option<&str>, Option<&str>) {
        let template = &self.settings["VerificationMessageTemplate"];
        (
            template["EmailSubject"]
                .as_str()
                .or_else(|| self.settings["EmailVerificationSubject"].as_str()),
            template["EmailMessage"]
                .as_str()
                .or_else(|| self.settings["EmailVerificationMessage"].as_str()),
        )
    }
}

fn lists(list: &Value, name: &str) -> bool {
    list.as_array()
        .is_some_and(|list| list.iter().any(|entry| entry == name))
}

impl Identity {
    pub(super) fn pool_create(&self, request: PoolCreate) -> Result<Value, Refusal> {
        check(&request.settings)?;
        let now_ms = self.now_ms();
        let pool = Pool {
            id: format!("{}_{}", self.region, random_id(9)),
            name: request.pool_name,
            settings: Value::Object(request.settings),
            domain: None,
            created_ms: now_ms,
            modified_ms: now_ms,
        };
        self.database()
            .execute(
                "INSERT INTO pools (id, name, settings, created_ms, modified_ms) VALUES (?1, ?2, ?3, ?4, ?4)",
                params![pool.id, pool.name, pool.settings.to_string(), now_ms],
            )
            .map_err(failed)?;
        Ok(json!({"UserPool": self.describe_pool(&pool)}))
    }

    pub(super) fn pool_describe(&self, request: &OfPool) -> Result<Value, Refusal> {
        let pool = get(&self.database(), &request.user_pool_id)?;
        Ok(json!({"UserPool": self.describe_pool(&pool)}))
    }

    /// As in Cognito, a setting that isn't named has its default afterwards.
    pub(super) fn pool_update(&self, request: &PoolUpdate) -> Result<Value, Refusal> {
        check(&request.settings)?;
        let database = self.database();
        let pool = get(&database, &request.user_pool_id)?;
        let mut settings = request.settings.clone();
        // What can't be changed isn't named in an update.
        for fixed in [
            "UsernameAttributes",
            "AliasAttributes",
            "Schema",
            "UsernameConfiguration",
        ] {
            if let Some(value) = pool.settings.get(fixed) {
                settings.insert(fixed.to_owned(), value.clone());
            }
        }
        database
            .execute(
                "UPDATE pools SET settings = ?2, modified_ms = ?3 WHERE id = ?1",
                params![pool.id, Value::Object(settings).to_string(), self.now_ms()],
            )
            .map_err(failed)?;
        Ok(json!({}))
    }

    pub(super) fn pool_delete(&self, request: &OfPool) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = get(&database, &request.user_pool_id)?;
        database
            .execute("DELETE FROM pools WHERE id = ?1", [pool.id])
            .map_err(failed)?;
        Ok(json!({}))
    }

    pub(super) fn pool_list(&self) -> Result<Value, Refusal> {
        let pools: Vec<Value> = all(&self.database())?
            .iter()
            .map(|pool| {
                json!({
                    "Id": pool.id,
                    "Name": pool.name,
                    "LambdaConfig": pool.settings.get("LambdaConfig").cloned().unwrap_or(json!({})),
                    "CreationDate": seconds(pool.created_ms),
                    "LastModifiedDate": seconds(pool.modified_ms),
                })
            })
            .collect();
        Ok(json!({"UserPools": pools}))
    }

    fn describe_pool(&self, pool: &Pool) -> Value {
        let mut described = pool.settings.clone();
        let Value::Object(members) = &mut described else {
            return described;
        };
        if let Some(schema) = members.remove("Schema") {
            members.insert("SchemaAttributes".to_owned(), schema);
        }
        members.insert("Id".to_owned(), json!(pool.id));
        members.insert("Name".to_owned(), json!(pool.name));
        members.insert(
            "Arn".to_owned(),
            json!(format!(
                "arn:aws:cognito-idp:{}:{ACCOUNT_ID}:userpool/{}",
                self.region, pool.id
            )),
        );
        members.insert("CreationDate".to_owned(), json!(seconds(pool.created_ms)));
        members.insert(
            "LastModifiedDate".to_owned(),
            json!(seconds(pool.modified_ms)),
        );
        if let Some(domain) = &pool.domain {
            members.insert("Domain".to_owned(), json!(domain));
        }
        described
    }

    pub(super) fn domain_create(&self, request: &DomainCreate) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = get(&database, &request.user_pool_id)?;
        if pool.domain.is_some() || of_domain(&database, &request.domain)?.is_some() {
            return Err(invalid("Domain already associated with another user pool."));
        }
        database
            .execute(
                "UPDATE pools SET domain = ?2 WHERE id = ?1",
                params![pool.id, request.domain],
            )
            .map_err(failed)?;
        Ok(json!({}))
    }

    pub(super) fn domain_describe(&self, request: &DomainOf) -> Result<Value, Refusal> {
        let description = of_domain(&self.database(), &request.domain)?.map_or(json!({}), |pool| {
            json!({
                "Domain": request.domain,
                "UserPoolId": pool.id,
                "AWSAccountId": ACCOUNT_ID,
                "Status": "ACTIVE",
            })
        });
        Ok(json!({"DomainDescription": description}))
    }

    pub(super) fn domain_delete(&self, request: &DomainOf) -> Result<Value, Refusal> {
        self.database()
            .execute(
                "UPDATE pools SET domain = NULL WHERE domain = ?1",
                [&request.domain],
            )
            .map_err(failed)?;
        Ok(json!({}))
    }
}

/// Refuses what the emulator would have to ignore.
fn check(settings: &Map<String, Value>) -> Result<(), Refusal> {
    let triggers = settings.get("LambdaConfig").and_then(Value::as_object);
    for (trigger, setting) in triggers.into_iter().flatten() {
        if setting.is_null() {
            continue;
        }
        if !EMULATED_TRIGGERS.contains(&trigger.as_str()) {
            return Err(invalid(format!("the trigger {trigger} isn't emulated")));
        }
        if setting["LambdaVersion"] == "V1_0" {
            return Err(invalid(format!(
                "version V1_0 of the trigger {trigger} isn't emulated"
            )));
        }
    }
    if settings
        .get("MfaConfiguration")
        .is_some_and(|mfa| mfa == "ON")
    {
        return Err(invalid("MFA isn't emulated"));
    }
    Ok(())
}

/// A pool, or the refusal that clients know.
pub(super) fn get(database: &Connection, id: &str) -> Result<Pool, Refusal> {
    database
        .prepare_cached(
            "SELECT id, name, settings, domain, created_ms, modified_ms FROM pools WHERE id = ?1",
        )
        .and_then(|mut query| query.query_row([id], read).optional())
        .map_err(failed)?
        .ok_or_else(|| {
            Refusal::new(
                "ResourceNotFoundException",
                format!("User pool {id} does not exist."),
            )
        })
}

fn all(database: &Connection) -> Result<Vec<Pool>, Refusal> {
    database
        .prepare_cached("SELECT id, name, settings, domain, created_ms, modified_ms FROM pools ORDER BY created_ms, id")
        .and_then(|mut query| query.query_map([], read)?.collect())
        .map_err(failed)
}

fn of_domain(database: &Connection, domain: &str) -> Result<Option<Pool>, Refusal> {
    database
        .prepare_cached("SELECT id, name, settings, domain, created_ms, modified_ms FROM pools WHERE domain = ?1")
        .and_then(|mut query| query.query_row([domain], read).optional())
        .map_err(failed)
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Pool> {
    let settings: String = row.get(2)?;
    Ok(Pool {
        id: row.get(0)?,
        name: row.get(1)?,
        settings: serde_json::from_str(&settings).unwrap_or_default(),
        domain: row.get(3)?,
        created_ms: row.get(4)?,
        modified_ms: row.get(5)?,
    })
}

/// Letters and digits, as the ids of pools and clients have.
pub(super) fn random_id(length: usize) -> String {
    rand::rng()
        .sample_iter(rand::distr::Alphanumeric)
        .take(length)
        .map(char::from)
        .collect()
}
