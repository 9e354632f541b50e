//! Sign-ups that wait for their e-mail to be verified.

use domain::{SignUp, SignUpId};

use crate::table::{Directory, DirectoryError, Place};

fn place(id: SignUpId) -> Place {
    Place {
        pk: format!("SIGNUP#{id}"),
        sk: "SIGNUP".to_owned(),
    }
}

impl Directory {
    /// A sign-up that waits.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn sign_up_find(&self, id: SignUpId) -> Result<Option<SignUp>, DirectoryError> {
        self.get(place(id)).await
    }

    /// Keeps a sign-up until it lapses.
    ///
    /// # Errors
    /// When the directory can't be asked.
    pub async fn sign_up_add(&self, sign_up: &SignUp) -> Result<(), DirectoryError> {
        self.put(place(sign_up.id), sign_up, Some(sign_up.expires_at))
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_ups_stand_where_they_always_stood() {
        let place = place("sgn_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap());
        assert_eq!(place.pk, "SIGNUP#sgn_01h45ytscbebyvny4gc8cr8ma2");
        assert_eq!(place.sk, "SIGNUP");
    }
}
