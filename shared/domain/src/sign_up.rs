//! A tenant that is still to be.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Email, Settings, SignUpId, TenantId, UserId};

/// How long the code in the mail is good for; Cognito's own term.
pub const SIGN_UP_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// A sign-up that waits for its e-mail to be verified.
///
/// It names the tenant that will be, so that verifying twice, or again after a crash, makes one
/// tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUp {
    /// Its id.
    pub id: SignUpId,
    /// The tenant that will be.
    pub tenant: TenantId,
    /// The user who will run it.
    pub user: UserId,
    /// The address to verify.
    pub email: Email,
    /// What the tenant will be set to.
    pub settings: Settings,
    /// When it lapses.
    pub expires_at: Timestamp,
}
