//! What tokens say, and what the pre-token-generation function may change of it.

use serde_json::{Map, Value, json};

/// Claims of an access token that no function changes.
const RESERVED_IN_ACCESS: [&str; 18] = [
    "acr",
    "amr",
    "at_hash",
    "auth_time",
    "azp",
    "client_id",
    "event_id",
    "exp",
    "iat",
    "iss",
    "jti",
    "nbf",
    "nonce",
    "origin_jti",
    "scope",
    "sub",
    "token_use",
    "username",
];

/// Claims of an ID token that no function changes.
const RESERVED_IN_ID: [&str; 17] = [
    "acr",
    "amr",
    "at_hash",
    "aud",
    "auth_time",
    "azp",
    "cognito:username",
    "event_id",
    "exp",
    "iat",
    "iss",
    "jti",
    "nbf",
    "nonce",
    "origin_jti",
    "sub",
    "token_use",
];

/// The claim that lists a user's groups, in both tokens.
const GROUPS: &str = "cognito:groups";

/// The claims of one sign-in's tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Claims {
    pub(super) access: Map<String, Value>,
    pub(super) id: Map<String, Value>,
}

impl Claims {
    /// Applies a function's answer, `response.claimsAndScopeOverrideDetails` of version 2.
    pub(super) fn apply(&mut self, overrides: &Value) {
        if let Some(groups) = overrides["groupOverrideDetails"]["groupsToOverride"].as_array() {
            for claims in [&mut self.access, &mut self.id] {
                if groups.is_empty() {
                    claims.remove(GROUPS);
                } else {
                    claims.insert(GROUPS.to_owned(), json!(groups));
                }
            }
        }
        let access = &overrides["accessTokenGeneration"];
        change(&mut self.access, access, &RESERVED_IN_ACCESS);
        change_scope(&mut self.access, access);
        change(
            &mut self.id,
            &overrides["idTokenGeneration"],
            &RESERVED_IN_ID,
        );
    }
}

fn change(claims: &mut Map<String, Value>, overrides: &Value, reserved: &[&str]) {
    let may_change = |name: &str| !reserved.contains(&name);
    for (name, value) in overrides["claimsToAddOrOverride"]
        .as_object()
        .into_iter()
        .flatten()
    {
        if may_change(name) {
            claims.insert(name.clone(), value.clone());
        }
    }
    for name in texts(&overrides["claimsToSuppress"]) {
        if may_change(name) {
            claims.remove(name);
        }
    }
}

fn change_scope(claims: &mut Map<String, Value>, overrides: &Value) {
    let before = claims
        .get("scope")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let suppressed: Vec<&str> = texts(&overrides["scopesToSuppress"]).collect();
    let mut scopes: Vec<&str> = before
        .split(' ')
        .filter(|scope| !scope.is_empty() && !suppressed.contains(scope))
        .collect();
    for added in texts(&overrides["scopesToAdd"]) {
        if !scopes.contains(&added) {
            scopes.push(added);
        }
    }
    claims.insert("scope".to_owned(), json!(scopes.join(" ")));
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_adds_and_removes_but_never_the_identity() {
        let object = |value: Value| value.as_object().unwrap().clone();
        let mut claims = Claims {
            access: object(json!({"sub": "u", "scope": "a b", "username": "u"})),
            id: object(json!({"sub": "u", "aud": "c", "email": "a@example.org"})),
        };
        claims.apply(&json!({
            "accessTokenGeneration": {
                "claimsToAddOrOverride": {"tenant": "t1", "sub": "other", "plan": {"seats": 3}},
                "claimsToSuppress": ["username", "nothing"],
                "scopesToAdd": ["c"],
                "scopesToSuppress": ["a"],
            },
            "idTokenGeneration": {
                "claimsToAddOrOverride": {"tenant": "t1", "aud": "other"},
                "claimsToSuppress": ["email"],
            },
            "groupOverrideDetails": {"groupsToOverride": ["admins"]},
        }));
        assert_eq!(
            claims,
            Claims {
                access: object(json!({
                    "sub": "u", "scope": "b c", "username": "u", "tenant": "t1",
                    "plan": {"seats": 3}, "cognito:groups": ["admins"],
                })),
                id: object(json!({
                    "sub": "u", "aud": "c", "tenant": "t1", "cognito:groups": ["admins"],
                })),
            }
        );
    }

    #[test]
    fn no_answer_changes_nothing() {
        let object = |value: Value| value.as_object().unwrap().clone();
        let before = Claims {
            access: object(json!({"sub": "u", "scope": "a", "cognito:groups": ["g"]})),
            id: object(json!({"sub": "u"})),
        };
        let mut after = before.clone();
        after.apply(&Value::Null);
        assert_eq!(after, before);
    }
}
