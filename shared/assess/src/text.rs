//! Texts in the two languages that the platform speaks.

use domain::Locale;
use serde::{Deserialize, Serialize};

/// A text that is part of a questionnaire, in English and Dutch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Dutch.
    pub nl: &'static str,
}

impl Text {
    /// The text in this language.
    #[must_use]
    pub fn of(self, language: Locale) -> &'static str {
        match language {
            Locale::En => self.en,
            Locale::Nl => self.nl,
        }
    }
}

/// Both languages in one line, so that declarations stay readable.
pub(crate) const fn text(en: &'static str, nl: &'static str) -> Text {
    Text { en, nl }
}

/// A text of a result, in English and Dutch. Owned, so that a stored result reads back as it was told, whatever
/// becomes of the questionnaire's texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// English.
    pub en: String,
    /// Dutch.
    pub nl: String,
}

impl Words {
    /// The text in this language.
    #[must_use]
    pub fn of(&self, language: Locale) -> &str {
        match language {
            Locale::En => &self.en,
            Locale::Nl => &self.nl,
        }
    }

    /// This text, a space and another one.
    pub(crate) fn and(mut self, more: &Words) -> Self {
        for (text, more) in [(&mut self.en, &more.en), (&mut self.nl, &more.nl)] {
            text.push(' ');
            text.push_str(more);
        }
        self
    }
}

impl From<Text> for Words {
    fn from(text: Text) -> Self {
        Self {
            en: text.en.to_owned(),
            nl: text.nl.to_owned(),
        }
    }
}
