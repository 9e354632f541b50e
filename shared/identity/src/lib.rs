//! People: the user pool they sign up in, and the tokens it gives them.
//!
//! What lives here: calls to Cognito and the verification of its access tokens. What doesn't:
//! whether a person may do anything. A verified token says who somebody is and which tenant they
//! are working in; the tenant's own record says whether that is still so.

mod token;
mod user_pool;

pub use token::{AccessToken, TENANT_CLAIM, TokenError, TokenVerifier};
pub use user_pool::{ConfirmError, SignUpError, SignedUp, UserPool};
