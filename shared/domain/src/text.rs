//! Text that people give things.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A name a person gave something: 1 to 200 characters, trimmed, without control characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, min_length = 1, max_length = 200, example = "Waterland Webshop B.V.")]
pub struct Name(String);

/// Text that can't be a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must have 1 to 200 characters, none of them a control character")]
pub struct InvalidName;

impl Name {
    /// The most characters a name may have.
    pub const MAX_CHARS: usize = 200;

    /// The name of an upload that has no better one.
    #[must_use]
    pub fn upload() -> Self {
        Self("upload".to_owned())
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Name {
    type Error = InvalidName;

    fn try_from(text: String) -> Result<Self, InvalidName> {
        let trimmed = text.trim();
        let fits = !trimmed.is_empty() && trimmed.chars().count() <= Self::MAX_CHARS;
        if fits && !trimmed.chars().any(char::is_control) {
            Ok(Self(trimmed.to_owned()))
        } else {
            Err(InvalidName)
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_bounded() {
        let rows: [(&str, Option<&str>); 6] = [
            ("  Waterland  ", Some("Waterland")),
            ("Façade & Zn. 漢", Some("Façade & Zn. 漢")),
            ("", None),
            ("   ", None),
            ("a\nb", None),
            ("a\u{0}b", None),
        ];
        for (given, wanted) in rows {
            let name = Name::try_from(given.to_owned()).ok();
            assert_eq!(name.as_ref().map(Name::as_str), wanted, "for {given:?}");
        }
        assert!(Name::try_from("x".repeat(200)).is_ok());
        assert!(Name::try_from("x".repeat(201)).is_err());
    }
}
