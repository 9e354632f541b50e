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

/// An article or source of law as it is cited in a language. In Dutch by the names of the official text, as
/// `AI-verordening art. 27` and `AI-verordening bijlage III punt 4(a)`.
#[must_use]
pub fn article(article: &str, language: Locale) -> String {
    const NAMES: [[&str; 2]; 12] = [
        ["AI Act", "AI-verordening"],
        ["GDPR", "AVG"],
        ["Annex ", "bijlage "],
        ["section ", "afdeling "],
        ["points ", "punten "],
        ["point ", "punt "],
        ["recital ", "overweging "],
        ["Guidelines ", "Richtsnoeren "],
        ["Regulation ", "Verordening "],
        [", as amended by ", ", zoals gewijzigd bij "],
        [", inserted by ", ", ingevoegd bij "],
        [" and ", " en "],
    ];
    match language {
        Locale::En => article.to_owned(),
        Locale::Nl => NAMES
            .iter()
            .fold(article.to_owned(), |dutch, [en, nl]| dutch.replace(en, nl)),
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
