//! `AWS::SecretsManager::Secret`: generated once per data folder.

use rand::Rng as _;
use serde_json::{Map, Value};

use super::record::Record;
use super::{DeployError, DeployedNames};
use crate::template::Resource;

/// What Secrets Manager generates when nothing is said.
const DEFAULT_LENGTH: u64 = 32;
const LETTERS_AND_DIGITS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const PUNCTUATION: &[u8] = b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/// The remembered secret, or a new one.
pub(super) fn create(
    resource: &Resource,
    properties: &Map<String, Value>,
    record: &mut Record,
    names: &mut DeployedNames,
) -> Result<(), DeployError> {
    let Some(Value::Object(wanted)) = properties.get("GenerateSecretString") else {
        return Err(resource
            .place
            .error(
                "a secret must have GenerateSecretString",
                "let it be generated; the local platform invents no other secrets",
            )
            .into());
    };
    let id = &resource.logical_id;
    let secret = match record.get(id) {
        Some(remembered) => remembered.id.clone(),
        None => generate(resource, wanted)?,
    };
    record.set(id, &secret, properties)?;
    let arn = names.arn("secretsmanager", &format!("secret:{id}"));
    names.name(id, &arn);
    names.attribute_set(id, "Id", &arn);
    names.secret_set(&arn, &secret);
    Ok(())
}

fn generate(resource: &Resource, wanted: &Map<String, Value>) -> Result<String, DeployError> {
    let mut length = DEFAULT_LENGTH;
    let mut alphabet = [LETTERS_AND_DIGITS, PUNCTUATION].concat();
    for (option, value) in wanted {
        match option.as_str() {
            "PasswordLength" => length = value.as_u64().unwrap_or(DEFAULT_LENGTH),
            "ExcludePunctuation" => {
                if value.as_bool() == Some(true) {
                    alphabet = LETTERS_AND_DIGITS.to_vec();
                }
            }
            unknown => {
                return Err(resource
                    .place
                    .error(
                        format!("the local platform doesn't know GenerateSecretString.{unknown}"),
                        "use PasswordLength and ExcludePunctuation only",
                    )
                    .into());
            }
        }
    }
    let mut random = rand::rng();
    Ok((0..length)
        .map(|_| char::from(alphabet[random.random_range(0..alphabet.len())]))
        .collect())
}
