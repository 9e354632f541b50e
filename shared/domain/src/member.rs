//! A person's place in a tenant.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Email, Role, UserId};

/// A user as a member of one tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub user: UserId,
    /// Where mail reaches them.
    pub email: Email,
    /// What they are to the tenant.
    pub role: Role,
    /// Since when.
    pub joined_at: Timestamp,
}
