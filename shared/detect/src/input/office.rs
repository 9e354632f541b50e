//! Office documents: zips of XML. One document each, its parts told by page, slide, sheet and cell.
//!
//! Each entry is read as a stream of tags through the walk's caps; nothing of it is kept but a
//! spreadsheet's shared strings, up to a bound. Files embedded in it are documents of their own.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use zip::ZipArchive;

use super::decode::{Decoder, Encoding};
use super::grid::Grid;
use super::markup::{Tag, Token, Tokens, decoded};
use super::meter::{CapReached, Expanding};
use super::sheet::Sheet;
use super::{Parted, ReadSeek, Stop, Trouble, Walk, Walked, contained, went};
use crate::chunk::{Place, Tally, TextScan};
use crate::engine::Sink;

type Archive<'a, 'r> = &'a mut ZipArchive<&'r mut dyn ReadSeek>;

/// How much of a spreadsheet's shared strings is held.
const STRINGS_BYTES: usize = 24 << 20;
/// How many of them.
const STRINGS_MAX: usize = 2_000_000;
/// How large an entry may be that only says how the others belong together.
const INDEX_BYTES: usize = 4 << 20;
/// How long a value of a cell may be; programs stop at 32,767 characters.
const VALUE_MAX: usize = 128 << 10;
/// How many cell formats are told apart; Excel stops at 64,000.
const FORMATS_MAX: usize = 65_536;

/// What programs call themselves in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Sheet,
    Slides,
    /// `OpenDocument`.
    Open,
}

impl Kind {
    /// Which office document a zip is, if it is one.
    pub(super) fn of(archive: &ZipArchive<&mut dyn ReadSeek>) -> Option<Self> {
        let has = |name| archive.index_for_name(name).is_some();
        if has("[Content_Types].xml") {
            return if has("word/document.xml") {
                Some(Self::Word)
            } else if has("xl/workbook.xml") {
                Some(Self::Sheet)
            } else if has("ppt/presentation.xml") {
                Some(Self::Slides)
            } else {
                None
            };
        }
        (has("mimetype") && has("content.xml") && has("META-INF/manifest.xml"))
            .then_some(Self::Open)
    }
}

/// What is done with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Role {
    /// Nothing in it is anybody's.
    Skip,
    /// Running text, under this name.
    Flow(String),
    /// The comments of a sheet.
    Comments(String),
    /// XML as it stands.
    Raw(String),
    /// Where its links lead.
    Links,
    /// A file of its own.
    Embedded,
}

/// Entries that say how something looks, by the beginning of their names.
const SKIPPED: &[&str] = &[
    "styles",
    "styleswitheffects",
    "theme",
    "fonttable",
    "settings",
    "websettings",
    "numbering",
    "presprops",
    "viewprops",
    "tablestyles",
    "calcchain",
    "metadata",
    "[content_types]",
    "manifest",
    "layout-cache",
    "colors",
    "style",
];

/// What an entry is, by its name.
fn role(name: &str) -> Role {
    let file = name.rsplit('/').next().unwrap_or(name);
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let numbered = |word: &str| {
        let number = stem.trim_start_matches(|at: char| !at.is_ascii_digit());
        if number.is_empty() {
            word.to_owned()
        } else {
            format!("{word} {number}")
        }
    };
    if name.contains("/embeddings/") && extension != "bin" {
        return Role::Embedded;
    }
    match extension.to_ascii_lowercase().as_str() {
        "rels" => return Role::Links,
        "xml" | "vml" => {}
        "" | "bin" | "png" | "jpg" | "jpeg" | "gif" | "emf" | "wmf" | "tif" | "tiff" | "bmp"
        | "wdp" | "odttf" | "fntdata" | "ttf" | "rdf" | "mp4" | "mp3" | "wav" => {
            return Role::Skip;
        }
        _ => return Role::Embedded,
    }
    let word = stem
        .trim_end_matches(|at: char| at.is_ascii_digit())
        .to_ascii_lowercase();
    if SKIPPED.contains(&word.as_str())
        || name.contains("/theme/")
        || name.contains("slideLayouts/")
        || name.contains("slideMasters/")
        || name.contains("notesMasters/")
        || name.starts_with("Configurations2/")
    {
        return Role::Skip;
    }
    match word.as_str() {
        "header" | "footer" => Role::Flow(numbered(&word)),
        "footnotes" | "endnotes" | "glossary" => Role::Flow(word),
        "notesslide" => Role::Flow(numbered("notes")),
        "comments" if name.starts_with("xl/") => Role::Comments(numbered("comments")),
        "comments" | "comment" | "threadedcomment" | "moderncomment" => {
            Role::Flow(numbered("comments"))
        }
        "drawing" => Role::Flow(numbered("drawing")),
        "chart" => Role::Raw(numbered("chart")),
        "data" if name.contains("/diagrams/") => Role::Flow(numbered("diagram")),
        "core" | "app" | "custom" | "meta" => Role::Raw("properties".to_owned()),
        _ => Role::Raw(name.to_owned()),
    }
}

/// How entries belong together: identifiers and what they stand for.
type Relations = HashMap<String, String>;

/// The entries that an entry relates to, by identifier.
fn relations(xml: &str, folder: &str) -> Relations {
    let mut relations = Relations::new();
    for_each_tag(xml, &mut |tag| {
        if tag.local() == "Relationship"
            && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
        {
            let target = resolved(folder, &target);
            relations.insert(id, target);
        }
    });
    relations
}

/// The entry that a folder's entry names as `comments1.xml`, `../comments1.xml` or `/xl/comments1.xml`.
fn resolved(mut folder: &str, mut target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    while let Some(rest) = target.strip_prefix("../") {
        folder = folder.rsplit_once('/').map_or("", |(outer, _)| outer);
        target = rest;
    }
    let parting = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{parting}{target}")
}

fn for_each_tag(xml: &str, take: &mut dyn FnMut(&Tag<'_>)) {
    let mut tokens = Tokens::new(false);
    tokens.push(xml);
    while let Some(token) = tokens.next(true) {
        if let Token::Start(tag) = token {
            take(&tag);
        }
    }
}

/// The attribute of this name with its prefix: `r:id` is not `id`.
fn prefixed(tag: &Tag<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .find(|(known, _)| *known == name)
        .or_else(|| {
            tag.attributes().find(|(known, _)| {
                known.contains(':') && known.rsplit(':').next() == name.rsplit(':').next()
            })
        })
        .map(|(_, value)| decoded(value))
}

/// What reads an entry's tags.
trait Reader {
    /// Takes a token. Gives the name of the part that begins with it.
    fn token(&mut self, token: &Token<'_>, scan: &mut TextScan<'_>) -> Option<String>;

    /// The part ends.
    fn finish(&mut self, _: &mut TextScan<'_>) {}
}

/// Running text: paragraphs, tables, breaks.
#[derive(Debug, Default)]
struct Flow {
    is_open_document: bool,
    /// Whether paragraphs are counted, for people to find them.
    is_counted: bool,
    /// Whether pages begin parts.
    has_pages: bool,
    pages: u32,
    /// How deep in elements that hold text.
    text: u32,
    /// How deep in properties, whose tabs are no text.
    properties: u32,
    paragraph: u32,
    /// Where the text stands, if not in a paragraph.
    place: Option<Place>,
    tables: Vec<Grid>,
}

impl Flow {
    fn place(&self) -> Place {
        match self.place {
            Some(place) => place,
            None if self.is_counted => Place::Paragraph(self.paragraph.max(1)),
            None => Place::Part,
        }
    }

    fn write(&mut self, text: &str, scan: &mut TextScan<'_>) {
        scan.append(text, self.place());
        if let Some(grid) = self.tables.last_mut() {
            grid.says(text);
        }
    }

    fn cell_ends(&mut self, scan: &mut TextScan<'_>) {
        let end = scan.length();
        scan.append("\t", self.place());
        // Of tables within tables, only the outer one is a table.
        if let [grid] = self.tables.as_mut_slice() {
            grid.cell_ends(end, scan.cells());
        }
    }

    fn row_ends(&mut self, scan: &mut TextScan<'_>) {
        scan.append("\n", self.place());
        if let [grid] = self.tables.as_mut_slice() {
            grid.row_ends(scan.cells(), |names| names.len() >= 2);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, scan: &mut TextScan<'_>) -> Option<String> {
        let opens = !tag.is_closed();
        match tag.local() {
            "p" | "h"
                if !self.is_open_document || tag.name.starts_with("text:") || tag.name == "p" =>
            {
                self.paragraph = self.paragraph.saturating_add(1);
                self.text += u32::from(self.is_open_document && opens);
            }
            "t" | "delText" | "instrText" | "v" if !self.is_open_document && opens => {
                self.text += u32::from(tag.local() != "v");
            }
            "pPr" | "rPr" | "tblPr" | "sectPr" | "defRPr" | "lvl1pPr" if opens => {
                self.properties = self.properties.saturating_add(1);
            }
            "tab" | "ptab" if self.properties == 0 => self.write("\t", scan),
            "br" | "cr" | "line-break" => self.write("\n", scan),
            "noBreakHyphen" => self.write("-", scan),
            "s" if self.is_open_document => {
                let count = tag.attribute("c").and_then(|count| count.parse().ok());
                let count: usize = count.unwrap_or(1);
                self.write(" ".repeat(count.min(100)).as_str(), scan);
            }
            // What nests deeper is hostile, and told all the same.
            "tbl" | "table" if opens && self.tables.len() < 64 => {
                self.tables.push(Grid::default());
            }
            "tr" | "table-row" => {
                if let Some(grid) = self.tables.last_mut() {
                    grid.row_begins(scan.length());
                }
            }
            "tc" | "table-cell" | "covered-table-cell" => {
                if let Some(grid) = self.tables.last_mut() {
                    grid.cell_begins(scan.length());
                }
                if !opens {
                    self.cell_ends(scan);
                }
            }
            "comment" => {
                if let Some((row, column)) = tag.attribute("ref").as_deref().and_then(reference) {
                    self.place = Some(Place::Cell { row, column });
                }
            }
            // Links stand in an attribute.
            "a" | "hlinkClick" if self.is_open_document => {
                if let Some(link) = tag.attribute("href").filter(|link| link.contains('@')) {
                    self.write(&format!(" {link} "), scan);
                }
            }
            "page" if self.has_pages && tag.name == "draw:page" => {
                self.pages = self.pages.saturating_add(1);
                return Some(format!("slide {}", self.pages));
            }
            _ => {}
        }
        None
    }

    fn end(&mut self, tag: &Tag<'_>, scan: &mut TextScan<'_>) {
        match tag.local() {
            "p" | "h" => {
                if self.is_open_document {
                    self.text = self.text.saturating_sub(1);
                }
                let parting = if self.tables.is_empty() { "\n" } else { " " };
                self.write(parting, scan);
            }
            "t" | "delText" | "instrText" if !self.is_open_document => {
                self.text = self.text.saturating_sub(1);
            }
            "pPr" | "rPr" | "tblPr" | "sectPr" | "defRPr" | "lvl1pPr" => {
                self.properties = self.properties.saturating_sub(1);
            }
            "tc" | "table-cell" | "covered-table-cell" => self.cell_ends(scan),
            "tr" | "table-row" => self.row_ends(scan),
            "tbl" | "table" => {
                self.tables.pop();
                scan.append("\n", self.place());
            }
            "comment" | "si" => scan.append("\n", self.place()),
            _ => {}
        }
    }
}

impl Reader for Flow {
    fn token(&mut self, token: &Token<'_>, scan: &mut TextScan<'_>) -> Option<String> {
        match token {
            Token::Text(text) if self.text > 0 => {
                if text.contains('&') {
                    self.write(&decoded(text), scan);
                } else {
                    self.write(text, scan);
                }
            }
            Token::Data(text) if self.text > 0 => self.write(text, scan),
            Token::Start(tag) => return self.start(tag, scan),
            Token::End(tag) => self.end(tag, scan),
            Token::Text(_) | Token::Data(_) | Token::Other(_) => {}
        }
        None
    }
}

/// XML as it stands.
struct Raw;

impl Reader for Raw {
    fn token(&mut self, token: &Token<'_>, scan: &mut TextScan<'_>) -> Option<String> {
        match token {
            Token::Text(text) => scan.append(&decoded(text), Place::Part),
            Token::Data(text) => scan.append(text, Place::Part),
            Token::Start(tag) | Token::End(tag) => scan.append(&decoded(tag.raw), Place::Part),
            // Declarations name schemas.
            Token::Other(_) => {}
        }
        None
    }
}

/// Where an entry's links lead.
struct Links;

impl Reader for Links {
    fn token(&mut self, token: &Token<'_>, scan: &mut TextScan<'_>) -> Option<String> {
        if let Token::Start(tag) = token
            && tag.attribute("TargetMode").as_deref() == Some("External")
            && let Some(target) = tag.attribute("Target")
        {
            scan.append(&target, Place::Part);
            scan.append("\n", Place::Part);
        }
        None
    }
}

/// A spreadsheet's shared strings.
#[derive(Debug, Default)]
struct Strings {
    all: String,
    ends: Vec<u32>,
    is_text: bool,
    is_phonetic: bool,
    /// Whether there were more than are held.
    is_cut: bool,
}

impl Strings {
    fn get(&self, number: usize) -> &str {
        let start = match number.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(u32::MAX),
            None => 0,
        };
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.all
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }
}

impl Reader for Strings {
    fn token(&mut self, token: &Token<'_>, _: &mut TextScan<'_>) -> Option<String> {
        if self.all.len() > STRINGS_BYTES || self.ends.len() >= STRINGS_MAX {
            self.is_cut = true;
            return None;
        }
        match token {
            Token::Text(text) if self.is_text && !self.is_phonetic => {
                if text.contains('&') {
                    self.all.push_str(&decoded(text));
                } else {
                    self.all.push_str(text);
                }
            }
            Token::Data(text) if self.is_text && !self.is_phonetic => self.all.push_str(text),
            Token::Start(tag) | Token::End(tag) => {
                let is_start = matches!(token, Token::Start(_));
                let opens = is_start && !tag.is_closed();
                match tag.local() {
                    "t" => self.is_text = opens,
                    "rPh" => self.is_phonetic = opens,
                    "si" if !opens => {
                        self.ends
                            .push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
                    }
                    _ => {}
                }
            }
            Token::Text(_) | Token::Data(_) | Token::Other(_) => {}
        }
        None
    }
}

/// Which cell formats show dates.
#[derive(Debug, Default)]
struct Formats {
    dates: Vec<bool>,
}

impl Formats {
    fn of(xml: &str) -> Self {
        let mut custom: HashMap<u32, bool> = HashMap::new();
        let mut dates = Vec::new();
        let mut is_cells = false;
        let mut tokens = Tokens::new(false);
        tokens.push(xml);
        while let Some(token) = tokens.next(true) {
            match token {
                Token::Start(tag) => match tag.local() {
                    "numFmt" => {
                        if let (Some(Ok(id)), Some(code)) = (
                            tag.attribute("numFmtId").map(|id| id.parse()),
                            tag.attribute("formatCode"),
                        ) {
                            custom.insert(id, is_date_format(&code));
                        }
                    }
                    "cellXfs" => is_cells = !tag.is_closed(),
                    "xf" if is_cells && dates.len() < FORMATS_MAX => {
                        let id = tag.attribute("numFmtId").and_then(|id| id.parse().ok());
                        let id: u32 = id.unwrap_or(0);
                        let is_known = matches!(id, 14..=17 | 22 | 27..=36 | 50..=58);
                        dates.push(custom.get(&id).copied().unwrap_or(is_known));
                    }
                    _ => {}
                },
                Token::End(tag) if tag.local() == "cellXfs" => is_cells = false,
                Token::End(_) | Token::Text(_) | Token::Data(_) | Token::Other(_) => {}
            }
        }
        Self { dates }
    }
}

/// Whether a format's code has a day and a year outside of quotes and brackets.
fn is_date_format(code: &str) -> bool {
    let (mut day, mut year, mut closing) = (false, false, None);
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        if let Some(end) = closing {
            if character == end {
                closing = None;
            }
            continue;
        }
        match character {
            '"' => closing = Some('"'),
            '[' => closing = Some(']'),
            '\\' | '_' | '*' => {
                characters.next();
            }
            'd' | 'D' => day = true,
            // Dutch programs write `jjjj`.
            'y' | 'Y' | 'j' | 'J' => year = true,
            _ => {}
        }
    }
    day && year
}

/// A day's number as a date, as spreadsheets count them since 1900.
fn date_of(number: f64) -> Option<String> {
    let days = number.trunc();
    if !(1.0..2_958_466.0).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "it was compared")]
    let days = days as i64;
    let span = jiff::Span::new().try_days(days).ok()?;
    let date = jiff::civil::date(1899, 12, 30).checked_add(span).ok()?;
    Some(date.to_string())
}

/// `B7` as row and column from 0.
fn reference(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let split = name.find(|at: char| at.is_ascii_digit())?;
    let (letters, digits) = name.split_at(split);
    let row: u32 = digits.parse().ok()?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let value = letter
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|value| *value < 26)?;
        column = column * 26 + u32::from(value) + 1;
    }
    Some((row.checked_sub(1)?, column - 1))
}

/// A sheet of Excel.
struct Cells<'s> {
    strings: &'s Strings,
    formats: &'s Formats,
    sheet: Sheet,
    row: u32,
    column: u32,
    kind: String,
    is_date: bool,
    /// What is being read: a value, a text, a formula.
    within: u8,
    value: String,
    formula: String,
    /// Text around the sheet, when it is printed.
    margin: u32,
}

impl<'s> Cells<'s> {
    fn new(strings: &'s Strings, formats: &'s Formats) -> Self {
        Self {
            strings,
            formats,
            sheet: Sheet::default(),
            row: 0,
            column: 0,
            kind: String::new(),
            is_date: false,
            within: 0,
            value: String::new(),
            formula: String::new(),
            margin: 0,
        }
    }

    fn begins(&mut self, tag: &Tag<'_>) {
        let place = tag.attribute("r");
        match place.as_deref().and_then(reference) {
            Some((row, column)) => (self.row, self.column) = (row, column),
            None => self.column = self.column.saturating_add(1),
        }
        self.kind = tag.attribute("t").unwrap_or_default();
        let style = tag.attribute("s").and_then(|style| style.parse().ok());
        let style: usize = style.unwrap_or(0);
        self.is_date = self.formats.dates.get(style).copied().unwrap_or(false);
        self.value.clear();
        self.formula.clear();
    }

    fn ends(&mut self, scan: &mut TextScan<'_>) {
        let mut value = std::mem::take(&mut self.value);
        match self.kind.as_str() {
            "s" => {
                let number = value.trim().parse().unwrap_or(usize::MAX);
                self.strings.get(number).clone_into(&mut value);
            }
            "" | "n" => {
                if let Ok(number) = value.trim().parse::<f64>() {
                    if self.is_date {
                        value = date_of(number).unwrap_or(value);
                    } else if value.contains(['e', 'E'])
                        && number.fract() == 0.0
                        && number.abs() < 1e17
                    {
                        value = format!("{number:.0}");
                    }
                }
            }
            "d" => value.truncate(value.find('T').unwrap_or(value.len())),
            "b" | "e" => value.clear(),
            _ => {}
        }
        // A formula matters for what stands in it in quotes.
        if self.formula.contains('"') {
            value.push(' ');
            value.push_str(&self.formula);
        }
        self.sheet.cell(self.row, self.column, value, scan);
    }
}

impl Reader for Cells<'_> {
    fn token(&mut self, token: &Token<'_>, scan: &mut TextScan<'_>) -> Option<String> {
        match token {
            Token::Start(tag) => match tag.local() {
                "row" => {
                    let row = tag.attribute("r").and_then(|row| row.parse::<u32>().ok());
                    self.row = match row {
                        Some(row) => row.saturating_sub(1),
                        None => self.row.saturating_add(1),
                    };
                    self.column = u32::MAX;
                }
                "c" => {
                    if self.column == u32::MAX && tag.attribute("r").is_none() {
                        self.column = 0;
                        let row = self.row;
                        self.begins(tag);
                        (self.row, self.column) = (row, 0);
                    } else {
                        self.begins(tag);
                    }
                }
                "v" | "t" if !tag.is_closed() => self.within = b'v',
                "f" if !tag.is_closed() => self.within = b'f',
                "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader"
                | "firstFooter"
                    if !tag.is_closed() =>
                {
                    self.sheet.finish(scan);
                    self.within = b'm';
                    self.margin += 1;
                }
                "hyperlink" => {
                    for name in ["display", "tooltip", "location"] {
                        if let Some(text) = tag.attribute(name).filter(|text| text.contains('@')) {
                            self.sheet.finish(scan);
                            scan.append(&text, Place::Part);
                            scan.append("\n", Place::Part);
                        }
                    }
                }
                _ => {}
            },
            Token::End(tag) => match tag.local() {
                "c" => self.ends(scan),
                "v" | "t" | "f" => self.within = 0,
                "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader"
                | "firstFooter" => {
                    self.within = 0;
                    scan.append("\n", Place::Part);
                }
                "sheetData" => self.sheet.finish(scan),
                _ => {}
            },
            Token::Text(text) | Token::Data(text) => {
                let text = match token {
                    Token::Text(_) => decoded(text),
                    Token::Data(_) | Token::Start(_) | Token::End(_) | Token::Other(_) => {
                        (*text).to_owned()
                    }
                };
                match self.within {
                    b'v' if self.value.len() < VALUE_MAX => self.value.push_str(&text),
                    b'f' if self.formula.len() < VALUE_MAX => self.formula.push_str(&text),
                    b'm' => scan.append(&text, Place::Part),
                    _ => {}
                }
            }
            Token::Other(_) => {}
        }
        None
    }

    fn finish(&mut self, scan: &mut TextScan<'_>) {
        self.sheet.finish(scan);
    }
}

/// The sheets of an `OpenDocument` spreadsheet.
#[derive(Default)]
struct OpenCells {
    sheet: Sheet,
    row: u32,
    column: u32,
    row_repeats: u32,
    column_repeats: u32,
    /// What the cell's attributes say it holds.
    given: Option<String>,
    value: String,
    paragraphs: u32,
    is_cell: bool,
}

impl OpenCells {
    fn cell_ends(&mut self, scan: &mut TextScan<'_>) {
        let shown = std::mem::take(&mut self.value);
        let value = self.given.take().unwrap_or(shown);
        self.sheet.cell(self.row, self.column, value, scan);
        self.column = self.column.saturating_add(self.column_repeats);
        self.is_cell = false;
    }
}

impl Reader for OpenCells {
    fn token(&mut self, token: &Token<'_>, scan: &mut TextScan<'_>) -> Option<String> {
        match token {
            Token::Start(tag) => match tag.local() {
                "table" if tag.name == "table:table" => {
                    self.sheet.finish(scan);
                    *self = Self::default();
                    return Some(tag.attribute("name").unwrap_or_else(|| "table".to_owned()));
                }
                "table-row" => {
                    let repeats = tag.attribute("number-rows-repeated");
                    self.row_repeats = repeats.and_then(|count| count.parse().ok()).unwrap_or(1);
                    self.column = 0;
                }
                "table-cell" | "covered-table-cell" => {
                    let repeats = tag.attribute("number-columns-repeated");
                    self.column_repeats = repeats.and_then(|count| count.parse().ok()).unwrap_or(1);
                    self.given = match tag.attribute("value-type").as_deref() {
                        Some("float") => tag.attribute("value"),
                        Some("date") => tag
                            .attribute("date-value")
                            .map(|date| date.chars().take(10).collect()),
                        _ => None,
                    };
                    self.value.clear();
                    self.paragraphs = 0;
                    self.is_cell = true;
                    if tag.is_closed() {
                        self.cell_ends(scan);
                    }
                }
                "p" if self.value.len() < VALUE_MAX && !self.value.is_empty() => {
                    self.value.push(' ');
                }
                "s" | "tab" | "line-break" if self.value.len() < VALUE_MAX => self.value.push(' '),
                _ => {}
            },
            Token::End(tag) => match tag.local() {
                "table-cell" | "covered-table-cell" => self.cell_ends(scan),
                "table-row" => self.row = self.row.saturating_add(self.row_repeats),
                "table" if tag.name == "table:table" => self.sheet.finish(scan),
                _ => {}
            },
            Token::Text(text) if self.is_cell && self.value.len() < VALUE_MAX => {
                self.value.push_str(&decoded(text));
            }
            Token::Text(_) | Token::Data(_) | Token::Other(_) => {}
        }
        None
    }

    fn finish(&mut self, scan: &mut TextScan<'_>) {
        self.sheet.finish(scan);
    }
}

/// What takes an entry's text.
type Take<'t> = &'t mut dyn FnMut(&str, bool, &mut dyn Sink) -> ControlFlow<()>;

impl Walk<'_> {
    /// An office document: one document, and one for each file embedded in it.
    pub(super) fn office(
        &mut self,
        path: &str,
        archive: Archive<'_, '_>,
        kind: Kind,
        depth: u32,
    ) -> Walked {
        let mut document = self.begin(None);
        let mut names: Vec<(usize, String)> = (0..archive.len())
            .filter_map(|number| {
                let name = archive.name_for_index(number)?.ok()?.into_owned();
                (!name.ends_with('/')).then_some((number, name))
            })
            .collect();
        // `slide2` before `slide10`, whatever order they were packed in.
        names.sort_by(|(_, one), (_, other)| {
            one.len().cmp(&other.len()).then_with(|| one.cmp(other))
        });
        let read = contained(|| self.office_parts(path, archive, kind, &names, &mut document));
        let walked = read.unwrap_or_else(|| {
            document.broke();
            Ok(())
        });
        if let Err(Stop::Sink) = walked {
            return walked;
        }
        self.end(path, document)?;
        walked?;
        for (number, name) in &names {
            if role(name) == Role::Embedded {
                self.entry_begins(path)?;
                match self.zip_entry(path, archive, *number, depth) {
                    Ok(()) | Err(Stop::Broken) => {}
                    Err(stop) => return Err(stop),
                }
            }
        }
        Ok(())
    }

    fn office_parts(
        &mut self,
        path: &str,
        archive: Archive<'_, '_>,
        kind: Kind,
        names: &[(usize, String)],
        document: &mut Parted,
    ) -> Walked {
        let mut rest: Vec<&(usize, String)> = names.iter().collect();
        let mut commented = Relations::new();
        match kind {
            Kind::Word => {
                rest.retain(|(_, name)| name != "word/document.xml");
                let mut flow = Flow {
                    is_counted: true,
                    ..Flow::default()
                };
                self.read_part(
                    path,
                    archive,
                    "word/document.xml",
                    None,
                    &mut flow,
                    document,
                )?;
            }
            Kind::Sheet => {
                let read = self.excel(path, archive, &mut commented, document)?;
                rest.retain(|(_, name)| !read.contains(name) && name != "xl/sharedStrings.xml");
            }
            Kind::Slides => {
                let read = self.slides(path, archive, document)?;
                rest.retain(|(_, name)| !read.contains(name));
            }
            Kind::Open => {
                rest.retain(|(_, name)| {
                    !matches!(name.as_str(), "content.xml" | "mimetype" | "styles.xml")
                });
                self.open_document(path, archive, document)?;
            }
        }
        for (number, name) in rest {
            let (part, mut reader): (String, Box<dyn Reader>) = match role(name) {
                Role::Skip | Role::Embedded => continue,
                Role::Flow(part) | Role::Comments(part) => {
                    let flow = Flow {
                        is_open_document: kind == Kind::Open,
                        ..Flow::default()
                    };
                    (commented.remove(name).unwrap_or(part), Box::new(flow))
                }
                Role::Raw(part) => (part, Box::new(Raw)),
                Role::Links => ("links".to_owned(), Box::new(Links)),
            };
            self.read_entry(
                path,
                archive,
                *number,
                Some(part),
                reader.as_mut(),
                document,
            )?;
        }
        Ok(())
    }

    /// The slides in the order in which they are shown. Gives what was read.
    fn slides(
        &mut self,
        path: &str,
        archive: Archive<'_, '_>,
        document: &mut Parted,
    ) -> Result<HashSet<String>, Stop> {
        let xml = self.index_entry(archive, "ppt/presentation.xml", document)?;
        let links = self.index_entry(archive, "ppt/_rels/presentation.xml.rels", document)?;
        let links = relations(&links, "ppt");
        let mut slides = Vec::new();
        for_each_tag(&xml, &mut |tag| {
            if tag.local() == "sldId"
                && let Some(target) = prefixed(tag, "r:id").and_then(|id| links.get(&id))
                && !slides.contains(target)
                && slides.len() < 20_000
            {
                slides.push(target.clone());
            }
        });
        for (place, slide) in slides.iter().enumerate() {
            let part = Some(format!("slide {}", place + 1));
            self.read_part(path, archive, slide, part, &mut Flow::default(), document)?;
        }
        slides.push("ppt/presentation.xml".to_owned());
        Ok(slides.into_iter().collect())
    }

    /// The sheets by their names. Gives what was read, and learns of which sheet the comments of an entry are.
    fn excel(
        &mut self,
        path: &str,
        archive: Archive<'_, '_>,
        commented: &mut Relations,
        document: &mut Parted,
    ) -> Result<HashSet<String>, Stop> {
        let xml = self.index_entry(archive, "xl/workbook.xml", document)?;
        let links = self.index_entry(archive, "xl/_rels/workbook.xml.rels", document)?;
        let links = relations(&links, "xl");
        let formats = self.index_entry(archive, "xl/styles.xml", document)?;
        let formats = Formats::of(&formats);
        let mut strings = Strings::default();
        let name = "xl/sharedStrings.xml";
        self.read_part(path, archive, name, None, &mut strings, document)?;
        let mut sheets: Vec<(String, String)> = Vec::new();
        for_each_tag(&xml, &mut |tag| {
            if tag.local() == "sheet"
                && let Some(target) = prefixed(tag, "r:id").and_then(|id| links.get(&id))
                && !sheets.iter().any(|(known, _)| known == target)
                && sheets.len() < 10_000
            {
                let name = tag.attribute("name").unwrap_or_default();
                let name = name.replace(|at: char| at.is_control(), "\u{fffd}");
                sheets.push((target.clone(), name));
            }
        });
        for (target, name) in &sheets {
            let mut cells = Cells::new(&strings, &formats);
            let part = Some(name.clone());
            self.read_part(path, archive, target, part, &mut cells, document)?;
            let (folder, file) = target.rsplit_once('/').unwrap_or(("", target));
            let links = format!("{folder}/_rels/{file}.rels");
            let links = self.index_entry(archive, &links, document)?;
            for target in relations(&links, folder).into_values() {
                if matches!(role(&target), Role::Comments(_)) {
                    commented.insert(target, name.clone());
                }
            }
        }
        if strings.is_cut {
            // Then at least all of them are looked at, if not where they stand.
            let part = Some("shared strings".to_owned());
            self.read_part(path, archive, name, part, &mut Flow::default(), document)?;
        }
        let mut read: HashSet<String> = sheets.into_iter().map(|(target, _)| target).collect();
        read.insert("xl/workbook.xml".to_owned());
        Ok(read)
    }

    fn open_document(
        &mut self,
        path: &str,
        archive: Archive<'_, '_>,
        document: &mut Parted,
    ) -> Walked {
        let kind = self.index_entry(archive, "mimetype", document)?;
        let mut reader: Box<dyn Reader> = if kind.contains("spreadsheet") {
            Box::new(OpenCells::default())
        } else {
            let has_pages = kind.contains("presentation") || kind.contains("graphics");
            Box::new(Flow {
                is_open_document: true,
                is_counted: !has_pages,
                has_pages,
                ..Flow::default()
            })
        };
        self.read_part(
            path,
            archive,
            "content.xml",
            None,
            reader.as_mut(),
            document,
        )?;
        let mut margins = Flow {
            is_open_document: true,
            ..Flow::default()
        };
        let part = Some("headers and footers".to_owned());
        self.read_part(path, archive, "styles.xml", part, &mut margins, document)
    }

    /// Reads an entry by its name, if it is there.
    fn read_part(
        &mut self,
        path: &str,
        archive: Archive<'_, '_>,
        name: &str,
        part: Option<String>,
        reader: &mut dyn Reader,
        document: &mut Parted,
    ) -> Walked {
        match archive.index_for_name(name) {
            Some(number) => self.read_entry(path, archive, number, part, reader, document),
            None => Ok(()),
        }
    }

    fn read_entry(
        &mut self,
        path: &str,
        archive: Archive<'_, '_>,
        number: usize,
        part: Option<String>,
        reader: &mut dyn Reader,
        document: &mut Parted,
    ) -> Walked {
        let (scanner, options) = (self.scanner, self.options);
        let begin =
            |part, tally| TextScan::part(scanner, options, path, part, tally).with_cells(b'\t');
        let is_skipped = document.is_skipped;
        let mut scan = begin(part, std::mem::take(&mut document.tally));
        let mut tokens = Tokens::new(false);
        let read_before = document.bytes;
        let mut written = 0;
        let max_bytes = options.limits.max_document_bytes;
        let mut take = |text: &str, is_end: bool, sink: &mut dyn Sink| {
            if is_skipped || written + scan.length() > max_bytes {
                return ControlFlow::Continue(());
            }
            tokens.push(text);
            while let Some(token) = tokens.next(is_end) {
                if let Some(part) = reader.token(&token, &mut scan) {
                    let before = std::mem::replace(&mut scan, begin(Some(part), Tally::default()));
                    written += before.length();
                    let tally = before.finish(sink)?;
                    let next = begin(None, Tally::default());
                    scan = std::mem::replace(&mut scan, next).with_tally(tally);
                }
                // A short tag may stand for a long text.
                scan.advance(sink)?;
            }
            if is_end {
                reader.finish(&mut scan);
            }
            scan.advance(sink)
        };
        let walked = self.entry_text(archive, number, document, &mut take);
        if let Err(Stop::Sink) = walked {
            return walked;
        }
        written += scan.length();
        if written > max_bytes {
            document.note(Trouble::unreadable(format!(
                "only its first {max_bytes} bytes were scanned"
            )));
        }
        // What stands for more than was read counts as read.
        self.total_bytes += written.saturating_sub(document.bytes - read_before);
        if !is_skipped {
            document.tally = went(scan.finish(&mut self.sink))?;
        }
        walked
    }

    /// An entry that says how others belong together, as far as it may be long.
    fn index_entry(
        &mut self,
        archive: Archive<'_, '_>,
        name: &str,
        document: &mut Parted,
    ) -> Result<String, Stop> {
        let mut whole = String::new();
        if let Some(number) = archive.index_for_name(name) {
            self.entry_text(archive, number, document, &mut |text, _, _| {
                if whole.len() + text.len() <= INDEX_BYTES {
                    whole.push_str(text);
                }
                ControlFlow::Continue(())
            })?;
        }
        Ok(whole)
    }

    /// Reads an entry's text in pieces; the last is empty. What goes wrong is noted.
    fn entry_text(
        &mut self,
        archive: Archive<'_, '_>,
        number: usize,
        document: &mut Parted,
        take: Take<'_>,
    ) -> Walked {
        let Ok(mut entry) = archive.by_index(number) else {
            document.note(Trouble::unreadable("a part of it is encrypted or damaged"));
            return went(take("", true, &mut self.sink));
        };
        let packed = Rc::new(Cell::new(entry.compressed_size()));
        let mut expanding = Expanding::new(&mut entry, packed, &self.options.limits);
        let mut buffer = self.take_buffer(0);
        let walked = self.pieces(&mut expanding, &mut buffer, document, take);
        self.buffer = buffer;
        walked
    }

    fn pieces(
        &mut self,
        reader: &mut dyn Read,
        buffer: &mut [u8],
        document: &mut Parted,
        take: Take<'_>,
    ) -> Walked {
        let mut decoder: Option<Decoder> = None;
        let mut text = String::new();
        let limits = &self.options.limits;
        loop {
            let read = match reader.read(buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    document.note(Trouble::of(&error));
                    break;
                }
            };
            self.total_bytes += read as u64;
            if self.total_bytes > limits.max_total_bytes {
                document.is_unreadable = true;
                let cap = CapReached::Total(limits.max_total_bytes);
                document.note(Trouble::hostile(cap.to_string()));
                went(take("", true, &mut self.sink))?;
                return Err(Stop::Cap);
            }
            document.bytes += read as u64;
            if document.bytes > limits.max_document_bytes {
                document.note(Trouble::unreadable(format!(
                    "only its first {} bytes were scanned",
                    limits.max_document_bytes
                )));
                break;
            }
            let piece = buffer.get(..read).unwrap_or_default();
            let decoder = decoder.get_or_insert_with(|| {
                Decoder::new(match piece {
                    [0xFF, 0xFE, ..] => Encoding::Utf16Le,
                    [0xFE, 0xFF, ..] => Encoding::Utf16Be,
                    _ => Encoding::Utf8,
                })
            });
            decoder.push(piece, &mut text);
            went(take(&text, false, &mut self.sink))?;
            text.clear();
        }
        if let Some(mut decoder) = decoder {
            decoder.finish(&mut text);
        }
        went(take(&text, true, &mut self.sink))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        for (name, expected) in [
            ("A1", Some((0, 0))),
            ("$B$7", Some((6, 1))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("1A", None),
            ("A0", None),
            ("AAAA1", None),
            ("", None),
        ] {
            assert_eq!(reference(name), expected, "{name}");
        }
        assert_eq!(crate::chunk::cell_name(6, 1), "B7");
        assert_eq!(crate::chunk::cell_name(1_048_575, 16_383), "XFD1048576");
    }

    #[test]
    fn dates() {
        assert_eq!(date_of(1.0).as_deref(), Some("1899-12-31"));
        assert_eq!(date_of(29_221.5).as_deref(), Some("1980-01-01"));
        assert_eq!(date_of(f64::NAN), None);
        assert_eq!(date_of(1e300), None);
        for (code, expected) in [
            ("dd-mm-yyyy", true),
            ("[$-413]d mmmm jjjj", true),
            ("0.00", false),
            ("\"dy\"0", false),
            ("mm:ss", false),
        ] {
            assert_eq!(is_date_format(code), expected, "{code}");
        }
    }

    #[test]
    fn roles() {
        for (name, expected) in [
            ("word/styles.xml", Role::Skip),
            ("word/header2.xml", Role::Flow("header 2".to_owned())),
            ("word/media/image1.png", Role::Skip),
            ("word/embeddings/Sheet1.xlsx", Role::Embedded),
            ("docProps/core.xml", Role::Raw("properties".to_owned())),
            ("xl/comments1.xml", Role::Comments("comments 1".to_owned())),
        ] {
            assert_eq!(role(name), expected, "{name}");
        }
    }
}
