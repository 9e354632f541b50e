//! `AWS::Serverless::HttpApi`: its authorizers.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use serde_json::{Map, Value};

use super::DeployError;
use crate::template::{Evaluator, Place, Resource};

/// How long API Gateway keeps an authorizer's answer when nothing is said.
const DEFAULT_ANSWER_TTL_S: i64 = 300;

/// The HTTP API.
#[derive(Debug, Clone, Default)]
pub struct ApiSpec {
    /// Its Lambda authorizers by name.
    pub authorizers: BTreeMap<String, AuthorizerSpec>,
    /// The one before every route that names none.
    pub default_authorizer: Option<String>,
}

/// A Lambda authorizer: payload format 2.0, simple answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizerSpec {
    /// The function that answers.
    pub function_arn: String,
    /// The headers that identify the caller, in lower case. A request without one of them
    /// is refused before the function is asked.
    pub identity_headers: Vec<String>,
    /// How long an answer is kept; zero keeps none.
    pub answer_ttl: SignedDuration,
}

/// Reads the API; a stack without one has no routes.
pub(super) fn read(
    evaluator: &Evaluator<'_>,
    resources: &[&Resource],
) -> Result<ApiSpec, DeployError> {
    let resource = match resources {
        [] => return Ok(ApiSpec::default()),
        [only] => *only,
        [_, second, ..] => {
            return Err(second
                .place
                .error(
                    "the local platform serves one HTTP API",
                    "keep all routes in one",
                )
                .into());
        }
    };
    let properties = evaluator.properties(resource)?;
    let reader = Reader {
        place: resource
            .properties
            .get("Auth")
            .map_or(&resource.place, |auth| &auth.place),
    };
    if let Some(stage) = properties.get("StageName")
        && stage != "$default"
    {
        return Err(reader
            .refuse("StageName", "use $default, which adds nothing to paths")
            .into());
    }
    let Some(Value::Object(auth)) = properties.get("Auth") else {
        return Ok(ApiSpec::default());
    };
    reader.known(auth, &["Authorizers", "DefaultAuthorizer"])?;
    let mut api = ApiSpec {
        authorizers: BTreeMap::new(),
        default_authorizer: auth
            .get("DefaultAuthorizer")
            .and_then(Value::as_str)
            .map(str::to_owned),
    };
    let authorizers = auth.get("Authorizers").and_then(Value::as_object);
    for (name, authorizer) in authorizers.into_iter().flatten() {
        api.authorizers
            .insert(name.clone(), reader.authorizer(authorizer)?);
    }
    Ok(api)
}

struct Reader<'a> {
    place: &'a Place,
}

impl Reader<'_> {
    fn refuse(&self, what: &str, advice: &str) -> crate::template::TemplateError {
        self.place.error(
            format!("the local platform can't honour {what} of the HTTP API"),
            advice,
        )
    }

    fn known(
        &self,
        map: &Map<String, Value>,
        names: &[&str],
    ) -> Result<(), crate::template::TemplateError> {
        match map.keys().find(|name| !names.contains(&name.as_str())) {
            Some(unknown) => {
                Err(self.refuse(unknown, "remove it, or teach it in local/src/deploy/api.rs"))
            }
            None => Ok(()),
        }
    }

    fn authorizer(&self, value: &Value) -> Result<AuthorizerSpec, DeployError> {
        let Value::Object(authorizer) = value else {
            return Err(self.refuse("Authorizers", "write a mapping").into());
        };
        self.known(
            authorizer,
            &[
                "AuthorizerPayloadFormatVersion",
                "EnableFunctionDefaultPermissions",
                "EnableSimpleResponses",
                "FunctionArn",
                "FunctionInvokeRole",
                "Identity",
            ],
        )?;
        let format = authorizer.get("AuthorizerPayloadFormatVersion");
        if !matches!(format, Some(Value::String(version)) if version == "2.0")
            || authorizer.get("EnableSimpleResponses") != Some(&Value::Bool(true))
        {
            return Err(self
                .refuse(
                    "an authorizer's format",
                    "set AuthorizerPayloadFormatVersion: '2.0' and EnableSimpleResponses: true",
                )
                .into());
        }
        let (Some(Value::String(function_arn)), Some(Value::Object(identity))) =
            (authorizer.get("FunctionArn"), authorizer.get("Identity"))
        else {
            return Err(self
                .refuse("an authorizer", "give it a FunctionArn and an Identity")
                .into());
        };
        self.known(identity, &["Headers", "ReauthorizeEvery"])?;
        let headers = identity.get("Headers").and_then(Value::as_array);
        let ttl_s = identity
            .get("ReauthorizeEvery")
            .and_then(Value::as_i64)
            .unwrap_or(DEFAULT_ANSWER_TTL_S);
        Ok(AuthorizerSpec {
            function_arn: function_arn.clone(),
            identity_headers: headers
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(str::to_lowercase)
                .collect(),
            answer_ttl: SignedDuration::from_secs(ttl_s),
        })
    }
}
