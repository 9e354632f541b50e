//! E-mail addresses.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An address that mail can be sent to, in lower case; at most 254 characters (RFC 5321 §4.5.3.1).
///
/// Stricter than the grammar of RFC 5321: no quoted local parts, no address literals. Neither
/// Cognito nor any mailbox that a person signs up with takes them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, format = "email", max_length = 254, example = "admin@waterland.example")]
pub struct Email(String);

/// Text that is not an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be an e-mail address such as name@company.example")]
pub struct InvalidEmail;

impl Email {
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Email {
    type Error = InvalidEmail;

    fn try_from(text: String) -> Result<Self, InvalidEmail> {
        let text = text.trim().to_ascii_lowercase();
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmail)?;
        let local_ok = (1..=64).contains(&local.len())
            && local
                .split('.')
                .all(|atom| !atom.is_empty() && atom.bytes().all(is_atext));
        let domain_ok = domain.contains('.')
            && domain.split('.').all(|label| {
                (1..=63).contains(&label.len())
                    && label
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b == b'-')
                    && !label.starts_with('-')
                    && !label.ends_with('-')
            });
        if text.len() <= 254 && local_ok && domain_ok {
            Ok(Self(text))
        } else {
            Err(InvalidEmail)
        }
    }
}

/// RFC 5322 §3.2.3.
fn is_atext(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_parsed_and_lowered() {
        let rows: [(&str, Option<&str>); 9] = [
            ("Admin@Waterland.Example", Some("admin@waterland.example")),
            ("a.b+c@d.nl", Some("a.b+c@d.nl")),
            ("a@b", None),
            ("@b.nl", None),
            ("a..b@c.nl", None),
            ("a b@c.nl", None),
            ("a@-c.nl", None),
            ("a@c..nl", None),
            ("a@b@c.nl", None),
        ];
        for (given, wanted) in rows {
            let email = Email::try_from(given.to_owned()).ok();
            assert_eq!(email.as_ref().map(Email::as_str), wanted, "for {given:?}");
        }
    }
}
