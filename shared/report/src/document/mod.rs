//! A report for people, before it is laid out: what it says, in which order, in one language.
//!
//! What lives here: the parts that a report is made of, and [`of_scan`], which makes one of a scan. What doesn't:
//! fonts, pages, markup. HTML and PDF are written from the same document, so they say the same.
//!
//! The parts know nothing of scans. What else is reported on one day, a questionnaire or a website, makes sections of
//! the same blocks, and neither format has to learn of it.
//!
//! Invariant: every text has gone through [`text::clean`], so that no name, path or reason can steer what shows it.

pub(crate) mod palette;
mod scan;
pub(crate) mod text;
mod words;

use domain::{Branding, Colour, Locale, Logo, Severity};
use jiff::Timestamp;
use serde::Serialize;

pub use scan::{Presentation, of_scan};

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// What it is written in.
    pub language: Locale,
    /// What it is: `Scan report`.
    pub title: String,
    /// What it is about: the name of the scan.
    pub subject: String,
    /// Whose it is.
    pub brand: Brand,
    /// When what it reports ended. Never the time of writing: the same report is the same bytes.
    pub made_at: Timestamp,
    /// What stands on the cover.
    pub facts: Vec<Fact>,
    /// What it says.
    pub sections: Vec<Section>,
    /// What page numbers are introduced by: `page` and `of`.
    pub page_words: [&'static str; 2],
    /// What the table of contents is called.
    pub contents: &'static str,
}

/// How the report looks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brand {
    /// Whose report it is.
    pub name: String,
    /// The colour of the cover.
    pub accent: Colour,
    /// The logo on the cover.
    #[serde(skip)]
    pub logo: Option<Logo>,
    /// A line at the foot of every page.
    pub footer: String,
}

impl Brand {
    /// The accent of who set none.
    pub const ACCENT: Colour = Colour::new(0x0b, 0x5d, 0x66);

    /// What a tenant of this name set.
    #[must_use]
    pub fn new(name: &str, branding: Branding) -> Self {
        let display = branding.display_name;
        Self {
            name: text::clean(display.as_ref().map_or(name, |name| name.as_str())),
            accent: branding.accent_colour.unwrap_or(Self::ACCENT),
            logo: branding.logo,
            footer: text::clean(branding.footer.as_ref().map_or("", |line| line.as_str())),
        }
    }
}

/// A part of the report under a heading, and its parts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// What links point to: lower case and hyphens, once in a report.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// How bad what it tells is, where it has a colour for that. The heading says it in words.
    pub tone: Option<Severity>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Running text.
    Paragraph(Line),
    /// Names and what they stand for.
    Facts(Vec<Fact>),
    /// A score of a hundred.
    Score(Score),
    /// Numbers that are read at a glance.
    Counts(Vec<Count>),
    /// A cell of a matrix of four by four.
    Matrix(Matrix),
    /// A table.
    Table(Table),
}

/// A name and what it stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// The name.
    pub label: String,
    /// What it stands for.
    pub value: String,
}

/// A score from 0 to 100, the higher the worse.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Score {
    /// The score.
    pub value: u8,
    /// What it is.
    pub label: String,
    /// The score in words: `97 of 100`.
    pub words: String,
}

/// A number of things of one kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Count {
    /// The kind.
    pub label: String,
    /// The number, as it is written.
    pub number: String,
    /// How bad they are.
    pub tone: Severity,
}

/// A cell in a matrix of four by four.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matrix {
    /// What it shows, in a sentence, for who can't see it.
    pub words: String,
    /// What is read upwards, and its four steps from the lowest.
    pub up: (String, [&'static str; 4]),
    /// What is read to the right, and its four steps from the lowest.
    pub right: (String, [&'static str; 4]),
    /// The cell: steps upwards and to the right, each 1 to 4.
    pub cell: (u8, u8),
}

/// A table, with a row of headings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// What it lists.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, as many cells each as there are columns. The first cell names the row.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its part of the width, in proportion to the other columns'.
    pub share: u16,
    /// Whether it holds numbers, which stand to the right.
    pub numbers: bool,
}

/// What stands in a cell, line by line.
pub(crate) type Cell = Vec<Line>;

/// Text in one style.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The text.
    pub text: String,
    /// The style.
    pub style: Style,
    /// What it is written in, where that is not the report's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
}

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// As text does.
    Plain,
    /// Heavier.
    Strong,
    /// Lighter and smaller.
    Quiet,
    /// As what stands in files: paths and evidence.
    Code,
}

impl Line {
    /// Text in this style.
    #[must_use]
    pub fn new(style: Style, text: impl AsRef<str>) -> Self {
        Self {
            text: text::clean(text.as_ref()),
            style,
            language: None,
        }
    }

    /// The same, said to be in this language.
    #[must_use]
    pub fn in_language(mut self, language: Locale) -> Self {
        self.language = Some(language);
        self
    }
}

impl Fact {
    /// A fact.
    #[must_use]
    pub fn new(label: &str, value: impl AsRef<str>) -> Self {
        Self {
            label: label.to_owned(),
            value: text::clean(value.as_ref()),
        }
    }
}

impl Section {
    /// A section without anything in it.
    #[must_use]
    pub fn new(id: impl Into<String>, heading: impl AsRef<str>) -> Self {
        Self {
            id: id.into(),
            heading: text::clean(heading.as_ref()),
            tone: None,
            blocks: Vec::new(),
            sections: Vec::new(),
        }
    }

    /// With a paragraph more.
    pub fn say(&mut self, text: impl AsRef<str>) {
        self.blocks
            .push(Block::Paragraph(Line::new(Style::Plain, text)));
    }
}
