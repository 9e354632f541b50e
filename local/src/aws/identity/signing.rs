//! The key that signs tokens: made once, kept with the data, public half for everybody.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use rsa::RsaPrivateKey;
use rsa::pkcs1::{DecodeRsaPrivateKey as _, EncodeRsaPrivateKey as _};
use rsa::rand_core::OsRng;
use rsa::traits::PublicKeyParts as _;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use tokio::sync::OnceCell;

use super::{broken, not_authorized};
use crate::aws::refusal::Refusal;
use crate::private_file;

/// The key's length, in bits, as Cognito's.
const KEY_BITS: usize = 2048;

/// The signing key, which is made or read when it is first needed: making it takes a moment,
/// and a start should not.
pub(super) struct SigningKey {
    file: Option<PathBuf>,
    key: OnceCell<Key>,
}

struct Key {
    id: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
    public: Value,
}

impl SigningKey {
    pub(super) fn new(file: Option<PathBuf>) -> Self {
        Self {
            file,
            key: OnceCell::new(),
        }
    }

    pub(super) async fn sign(&self, claims: &Map<String, Value>) -> Result<String, Refusal> {
        let key = self.key().await?;
        let mut header = Header::new(Algorithm::RS256);
        // Cognito's headers carry the key and the algorithm, and no type.
        header.typ = None;
        header.kid = Some(key.id.clone());
        jsonwebtoken::encode(&header, claims, &key.encoding)
            .map_err(|error| broken(error.to_string()))
    }

    /// The claims of a token that this key signed. Its times are the caller's to check: they go
    /// by the clock.
    pub(super) async fn verify(&self, token: &str) -> Result<Map<String, Value>, Refusal> {
        let key = self.key().await?;
        let mut validation = Validation::new(Algorithm::RS256);
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        jsonwebtoken::decode::<Map<String, Value>>(token, &key.decoding, &validation)
            .map(|verified| verified.claims)
            .map_err(|_| not_authorized("Invalid Access Token"))
    }

    /// The public key as a JSON Web Key Set.
    pub(super) async fn public_keys(&self) -> Result<Value, Refusal> {
        Ok(json!({"keys": [self.key().await?.public]}))
    }

    async fn key(&self) -> Result<&Key, Refusal> {
        self.key
            .get_or_try_init(|| async {
                let file = self.file.clone();
                tokio::task::spawn_blocking(move || open(file.as_deref()))
                    .await
                    .map_err(|error| error.to_string())?
            })
            .await
            .map_err(|error: String| {
                tracing::error!(%error, "there is no key to sign tokens with");
                broken("there is no key to sign tokens with")
            })
    }
}

fn open(file: Option<&Path>) -> Result<Key, String> {
    let private = match file.map(std::fs::read) {
        Some(Ok(der)) => RsaPrivateKey::from_pkcs1_der(&der).map_err(|error| error.to_string())?,
        Some(Err(error)) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(error.to_string());
        }
        Some(Err(_)) | None => {
            let private =
                RsaPrivateKey::new(&mut OsRng, KEY_BITS).map_err(|error| error.to_string())?;
            if let Some(file) = file {
                let der = private.to_pkcs1_der().map_err(|error| error.to_string())?;
                private_file::write(file, der.as_bytes()).map_err(|error| error.to_string())?;
            }
            private
        }
    };
    let der = private.to_pkcs1_der().map_err(|error| error.to_string())?;
    let modulus = private.n().to_bytes_be();
    let exponent = private.e().to_bytes_be();
    let id = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&modulus));
    Ok(Key {
        encoding: EncodingKey::from_rsa_der(der.as_bytes()),
        decoding: DecodingKey::from_rsa_raw_components(&modulus, &exponent),
        public: json!({
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": id,
            "n": BASE64_URL_SAFE_NO_PAD.encode(&modulus),
            "e": BASE64_URL_SAFE_NO_PAD.encode(&exponent),
        }),
        id,
    })
}
