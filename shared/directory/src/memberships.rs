//! Which tenants a user is a member of.

use domain::{TenantId, UserId};
use serde::{Deserialize, Serialize};

use crate::table::{Directory, DirectoryError, Place};

/// That a user is a member of a tenant. The tenant's own record says in which role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The tenant.
    pub tenant: TenantId,
}

fn partition(user: UserId) -> String {
    format!("USER#{user}")
}

fn place(user: UserId, tenant: TenantId) -> Place {
    Place {
        pk: partition(user),
        sk: format!("TENANT#{tenant}"),
    }
}

impl Directory {
    /// The user's tenants, the one they joined first before the others.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn membership_list(&self, user: UserId) -> Result<Vec<Membership>, DirectoryError> {
        self.list(&partition(user)).await
    }

    /// Records that `user` is a member of `tenant`.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn membership_add(
        &self,
        user: UserId,
        tenant: TenantId,
    ) -> Result<(), DirectoryError> {
        self.put(place(user, tenant), &Membership { tenant }, None)
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memberships_stand_where_they_always_stood() {
        let place = place(
            "usr_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap(),
            "ten_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap(),
        );
        assert_eq!(place.pk, "USER#usr_01h45ytscbebyvny4gc8cr8ma2");
        assert_eq!(place.sk, "TENANT#ten_01h45ytscbebyvny4gc8cr8ma2");
    }
}
