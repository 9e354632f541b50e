//! Who acts.

use std::fmt;

use domain::{ApiKeyId, Permission, PermissionSet, ScheduleId, UserId};

/// Who acts, and what they may do.
#[derive(Debug, PartialEq, Eq)]
pub struct Principal {
    actor: Actor,
    permissions: PermissionSet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Actor {
    User(UserId),
    ApiKey(ApiKeyId),
    Schedule(ScheduleId),
    System(&'static str),
}

impl Principal {
    /// A person, signed in.
    #[must_use]
    pub fn user(user: UserId, permissions: PermissionSet) -> Self {
        Self {
            actor: Actor::User(user),
            permissions,
        }
    }

    /// A program with an API key.
    #[must_use]
    pub fn api_key(key: ApiKeyId, permissions: PermissionSet) -> Self {
        Self {
            actor: Actor::ApiKey(key),
            permissions,
        }
    }

    /// A schedule that is due.
    #[must_use]
    pub fn schedule(schedule: ScheduleId) -> Self {
        Self {
            actor: Actor::Schedule(schedule),
            permissions: [Permission::ScanCreate].into_iter().collect(),
        }
    }

    /// Polder itself, by the name of the function that acts.
    #[must_use]
    pub fn system(function: &'static str) -> Self {
        Self {
            actor: Actor::System(function),
            permissions: PermissionSet::all(),
        }
    }

    /// What they may do.
    #[must_use]
    pub fn permissions(&self) -> PermissionSet {
        self.permissions
    }

    /// Whether they may do this.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(permission)
    }

    /// The user, if a person acts.
    #[must_use]
    pub fn user_id(&self) -> Option<UserId> {
        match self.actor {
            Actor::User(user) => Some(user),
            Actor::ApiKey(_) | Actor::Schedule(_) | Actor::System(_) => None,
        }
    }

    /// The key, if a program acts.
    #[must_use]
    pub fn api_key_id(&self) -> Option<ApiKeyId> {
        match self.actor {
            Actor::ApiKey(key) => Some(key),
            Actor::User(_) | Actor::Schedule(_) | Actor::System(_) => None,
        }
    }
}

impl fmt::Display for Principal {
    /// As it stands in records: the user's, key's or schedule's id, or `system:` and a function.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.actor {
            Actor::User(user) => user.fmt(f),
            Actor::ApiKey(key) => key.fmt(f),
            Actor::Schedule(schedule) => schedule.fmt(f),
            Actor::System(function) => write!(f, "system:{function}"),
        }
    }
}
