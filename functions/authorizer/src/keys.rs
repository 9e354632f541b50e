//! Verifying tokens with keys that are fetched when they are first needed.

use std::time::Duration;

use domain::Clock;
use identity::{AccessToken, TokenError, TokenVerifier};
use lambda_runtime::Error;
use runtime::Fetcher;
use tokio::sync::RwLock;

/// How long the pool has to answer; the authorizer itself has five seconds.
const FETCH_TIMEOUT: Duration = Duration::from_millis(1_500);

/// Verifies a token; fetches the pool's keys once if it is signed with one that is not known.
pub(crate) async fn verify(
    verifier: &RwLock<TokenVerifier>,
    fetcher: &Fetcher,
    token: &str,
    clock: &Clock,
) -> Result<Result<AccessToken, TokenError>, Error> {
    let (first, url) = {
        let verifier = verifier.read().await;
        (verifier.verify(token, clock.now()), verifier.keys_url())
    };
    if first != Err(TokenError::UnknownKey) {
        return Ok(first);
    }
    let mut verifier = verifier.write().await;
    // Anybody can name a key that does not exist; that must not make us ask the pool each time.
    if verifier.may_refetch(clock.now()) {
        let document = tokio::time::timeout(FETCH_TIMEOUT, fetcher.get(&url)).await;
        match document {
            Ok(Ok(document)) => verifier.set_keys(&document)?,
            // With keys at hand, a pool that does not answer costs no more than this token.
            _ if verifier.has_keys() => {}
            Ok(Err(error)) => return Err(error.into()),
            Err(_) => return Err("the user pool's keys did not come in time".into()),
        }
    }
    Ok(verifier.verify(token, clock.now()))
}
