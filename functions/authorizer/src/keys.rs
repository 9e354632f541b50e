//! Verifying tokens with keys that are fetched when they are first needed.

use domain::Clock;
use identity::{AccessToken, TokenError, TokenVerifier};
use lambda_runtime::Error;
use runtime::Fetcher;
use tokio::sync::RwLock;

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
    let document = fetcher.get(&url).await?;
    let mut verifier = verifier.write().await;
    verifier.set_keys(&document)?;
    Ok(verifier.verify(token, clock.now()))
}
