//! `Idempotency-Key`: a request that comes again is answered again, not done again.
//!
//! The first request claims the key, the same body again is given the stored answer, another body
//! is refused (422), and one that comes while the first is still at it is asked to wait (409). A
//! request that failed leaves no trace, so it can be sent again. A claim whose request died is
//! taken over once its lock has run out.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use domain::Clock;
use http::request::Parts;
use jiff::SignedDuration;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use store::{
    IdempotencyId, IdempotencyRecord, StoreError, StoredAnswer, TenantStore, Transaction,
    TransactionError, Version,
};

use crate::answer::respond;
use crate::{Answer, Code, Problem};

/// How long a request may take before its key may be taken over; longer than a function may run.
const LOCK: SignedDuration = SignedDuration::from_secs(60);
/// How long an answer is given again.
const REMEMBER: SignedDuration = SignedDuration::from_hours(24);

/// The key that the client chose, if it chose one.
#[derive(Debug)]
pub struct IdempotencyKey(Option<String>);

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(key) = parts.headers.get("idempotency-key") else {
            return Ok(Self(None));
        };
        let fits =
            (1..=255).contains(&key.len()) && key.as_bytes().iter().all(u8::is_ascii_graphic);
        if !fits {
            let detail = "must be 1 to 255 visible ASCII characters, such as a UUID";
            return Err(Problem::field("Idempotency-Key", detail));
        }
        Ok(Self(Some(hex::encode(Sha256::digest(key.as_bytes())))))
    }
}

/// Whether it is the first time.
#[derive(Debug)]
pub enum Turn {
    /// It is: do it, and settle the slot.
    First(Slot),
    /// It is not: this is the answer.
    Again(StoredAnswer),
}

/// An answer that is given for the first time, or again.
#[derive(Debug)]
pub enum Once<A> {
    /// For the first time.
    First(A),
    /// Again.
    Again(StoredAnswer),
}

impl<A: IntoResponse> IntoResponse for Once<A> {
    fn into_response(self) -> Response {
        match self {
            Once::First(answer) => answer.into_response(),
            Once::Again(stored) => respond(stored),
        }
    }
}

/// The claim of a request on its key.
#[derive(Debug)]
pub struct Slot {
    /// `None` where the client chose no key.
    claim: Option<(IdempotencyRecord, Version)>,
    completed: bool,
}

impl IdempotencyKey {
    /// Claims the key for the operation `route`, or finds what it was answered.
    ///
    /// # Errors
    /// When the key belongs to another body, or its request is still at it.
    pub async fn begin(
        &self,
        store: &TenantStore<'_>,
        route: &'static str,
        body_hash: &str,
        clock: &Clock,
    ) -> Result<Turn, Problem> {
        let Some(key_hash) = &self.0 else {
            return Ok(Turn::First(Slot {
                claim: None,
                completed: false,
            }));
        };
        let now = clock.now();
        let claim = IdempotencyRecord {
            route: route.to_owned(),
            key_hash: key_hash.clone(),
            body_hash: body_hash.to_owned(),
            locked_until: now.saturating_add(LOCK).unwrap_or(now),
            answer: None,
            forget_at: now.saturating_add(REMEMBER).unwrap_or(now),
        };
        match store.create(&claim).await {
            Ok(stored) => return Ok(Self::first(claim, stored.version)),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
        let id = IdempotencyId {
            route: route.to_owned(),
            key_hash: key_hash.clone(),
        };
        let Some(earlier) = store.get::<IdempotencyRecord>(&id).await? else {
            // It failed in this very moment and left no trace.
            return Err(in_flight(1));
        };
        let version = earlier.version;
        let earlier = earlier.record;
        // The table forgets late; a key whose time is over is free.
        if earlier.forget_at > now {
            if earlier.body_hash != body_hash {
                let detail = "The Idempotency-Key was used with another body. Choose a new key.";
                return Err(Problem::new(Code::IdempotencyKeyReused, detail));
            }
            if let Some(answer) = earlier.answer {
                return Ok(Turn::Again(answer));
            }
            if earlier.locked_until > now {
                let wait = earlier.locked_until.as_second() - now.as_second();
                return Err(in_flight(u64::try_from(wait).unwrap_or(1).clamp(1, 5)));
            }
        }
        match store.replace(&claim, version).await {
            Ok(version) => Ok(Self::first(claim, version)),
            Err(StoreError::Conflict) => Err(in_flight(1)),
            Err(error) => Err(error.into()),
        }
    }

    fn first(claim: IdempotencyRecord, version: Version) -> Turn {
        Turn::First(Slot {
            claim: Some((claim, version)),
            completed: false,
        })
    }
}

fn in_flight(seconds: u64) -> Problem {
    let detail = "A request with this Idempotency-Key has not finished. Send it again later.";
    Problem::new(Code::RequestInFlight, detail).retry_after(seconds)
}

impl Slot {
    /// Keeps the answer in the same transaction that does the work, so that one is never without
    /// the other.
    ///
    /// # Errors
    /// When the answer can't be written as JSON.
    pub fn complete_in<'a, const STATUS: u16, T: Serialize>(
        &mut self,
        transaction: Transaction<'a>,
        answer: &Answer<STATUS, T>,
    ) -> Result<Transaction<'a>, Problem> {
        let Some((claim, version)) = &self.claim else {
            return Ok(transaction);
        };
        let stored = answer
            .stored()
            .map_err(|error| Problem::internal(error.to_string()))?;
        let record = IdempotencyRecord {
            answer: Some(stored),
            ..claim.clone()
        };
        self.completed = true;
        Ok(transaction.replace(&record, *version))
    }

    /// Keeps the answer of a request that succeeded, forgets one that failed.
    ///
    /// # Errors
    /// The request's own.
    pub async fn settle<const STATUS: u16, T: Serialize>(
        self,
        store: &TenantStore<'_>,
        result: Result<Answer<STATUS, T>, Problem>,
        kept: impl FnOnce(&Answer<STATUS, T>) -> Result<StoredAnswer, serde_json::Error>,
    ) -> Result<Once<Answer<STATUS, T>>, Problem> {
        let Some((claim, version)) = self.claim else {
            return result.map(Once::First);
        };
        match result {
            Ok(answer) if self.completed => Ok(Once::First(answer)),
            Ok(answer) => {
                let stored = kept(&answer).map_err(|error| Problem::internal(error.to_string()))?;
                let record = IdempotencyRecord {
                    answer: Some(stored),
                    ..claim
                };
                // The work is done. If its answer can't be kept, a repeat is asked to wait until
                // the lock runs out; that is better than to deny what happened.
                if let Err(error) = store.replace(&record, version).await {
                    tracing::warn!(%error, "an idempotent answer could not be kept");
                }
                Ok(Once::First(answer))
            }
            Err(problem) => {
                let id = IdempotencyId {
                    route: claim.route,
                    key_hash: claim.key_hash,
                };
                // Freed only as it was claimed. If the work was done all the same, in a
                // transaction whose answer got lost, the record has its answer and another
                // version, and a repeat is given that.
                let free = store
                    .transaction()
                    .delete::<IdempotencyRecord>(&id, version);
                match free.commit().await {
                    Ok(()) | Err(TransactionError::Store(StoreError::Conflict)) => {}
                    Err(error) => tracing::warn!(%error, "an idempotency key could not be freed"),
                }
                Err(problem)
            }
        }
    }
}
