//! The Lambda authorizer before a route, and the answers that are kept of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use domain::Clock;
use http::HeaderMap;
use jiff::Timestamp;
use serde_json::Value;

use super::answer::Refusal;
use super::event::Request;
use crate::deploy::AuthorizerSpec;
use crate::functions::Functions;

/// How many kept answers make it worth looking for ones that have run out.
const SWEEP_AT: usize = 1024;

/// The authorizers of an API.
#[derive(Debug)]
pub(super) struct Authorization {
    authorizers: BTreeMap<String, AuthorizerSpec>,
    // By authorizer and identity alone: one kept answer serves every route.
    answers: Mutex<HashMap<(String, Vec<String>), Kept>>,
    clock: Clock,
}

#[derive(Debug, Clone)]
struct Kept {
    answer: Answer,
    until: Timestamp,
}

/// What an authorizer said.
#[derive(Debug, Clone, PartialEq)]
struct Answer {
    is_authorized: bool,
    context: Value,
}

impl Authorization {
    pub(super) fn new(authorizers: BTreeMap<String, AuthorizerSpec>, clock: Clock) -> Self {
        Self {
            authorizers,
            answers: Mutex::new(HashMap::new()),
            clock,
        }
    }

    /// The authorizer's context for this request, or why it goes no further.
    pub(super) async fn check(
        &self,
        name: &str,
        request: &Request<'_>,
        headers: &HeaderMap,
        functions: &Functions,
    ) -> Result<Value, Refusal> {
        let authorizer = self
            .authorizers
            .get(name)
            .ok_or(Refusal::InternalServerError)?;
        let identity = identity(authorizer, headers).ok_or(Refusal::Unauthorized)?;
        let key = (name.to_owned(), identity);
        let answer = if let Some(kept) = self.kept(&key) {
            kept
        } else {
            let event = request.authorizer_event(&key.1);
            let answer = functions
                .invoke(&authorizer.function_arn, event)
                .await
                .map_err(|_| Refusal::InternalServerError)?;
            let answer = Answer::read(answer).ok_or(Refusal::InternalServerError)?;
            self.keep(key, &answer, authorizer);
            answer
        };
        if answer.is_authorized {
            Ok(answer.context)
        } else {
            Err(Refusal::Forbidden)
        }
    }

    fn kept(&self, key: &(String, Vec<String>)) -> Option<Answer> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers
            .get(key)
            .filter(|kept| kept.until > self.clock.now())
            .map(|kept| kept.answer.clone())
    }

    fn keep(&self, key: (String, Vec<String>), answer: &Answer, authorizer: &AuthorizerSpec) {
        let now = self.clock.now();
        let Ok(until) = now.checked_add(authorizer.answer_ttl) else {
            return;
        };
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= SWEEP_AT {
            answers.retain(|_, kept| kept.until > now);
        }
        answers.insert(
            key,
            Kept {
                answer: answer.clone(),
                until,
            },
        );
    }
}

impl Answer {
    fn read(mut answer: Value) -> Option<Self> {
        Some(Self {
            is_authorized: answer.get("isAuthorized")?.as_bool()?,
            context: answer
                .get_mut("context")
                .map(Value::take)
                .unwrap_or_default(),
        })
    }
}

/// The values of the identity headers; none when one is missing or empty.
fn identity(authorizer: &AuthorizerSpec, headers: &HeaderMap) -> Option<Vec<String>> {
    authorizer
        .identity_headers
        .iter()
        .map(|name| {
            let value = headers.get(name)?.to_str().ok()?;
            (!value.is_empty()).then(|| value.to_owned())
        })
        .collect()
}
