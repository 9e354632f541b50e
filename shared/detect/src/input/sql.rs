//! SQL dumps: the rows of INSERT and COPY as tables, with the columns' names as headers.
//!
//! The text is scanned as it stands; this only marks where its cells are. So a dump in a dialect
//! that is not understood loses its headers and nothing else.

use std::collections::HashMap;

use crate::table::Table;

/// How long a name may be.
const NAME_MAX: usize = 128;
/// How many columns a table may have: `PostgreSQL` stops at 1,600, `MySQL` at 4,096.
const COLUMNS_MAX: usize = 4_096;
/// How many tables are kept in mind.
const TABLES_MAX: usize = 10_000;
/// How much of their names and their columns' names, each with what it takes to keep it.
const NAMES_BYTES: usize = 4 << 20;
/// What it takes to keep a name beside its letters.
const NAME_COST: usize = 40;

/// Within what a byte stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Lex {
    #[default]
    Plain,
    Word,
    /// Until this quote; whether a backslash went before.
    Quoted(u8, bool),
    Line,
    Block,
    /// Data of COPY, until a line of `\.`.
    Copy,
}

/// Which part of a cell's content is its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Value {
    /// All that stands there, as long as it has no quotes.
    #[default]
    Bare,
    /// The text in its first quotes. What stands around it is no part of it: `N'…'`, `E'…'`,
    /// `CAST(N'…' AS date)`, `'…'::jsonb`.
    Opened,
    Closed,
}

/// What the statement at hand is, and how far it has come.
#[derive(Debug, Default)]
enum Statement {
    #[default]
    Start,
    /// Nothing that matters, until its semicolon.
    Other,
    /// INSERT: its table's name and columns.
    Insert(String, Vec<String>),
    InsertColumns(String, Vec<String>),
    /// Rows of a told table: whether within parentheses, and how deep.
    Values {
        table: Option<usize>,
        depth: u32,
    },
    /// CREATE TABLE.
    Create(bool, String),
    /// Its columns: how deep in parentheses, and whether a definition begins.
    CreateColumns {
        name: String,
        columns: Vec<String>,
        depth: u32,
        begins: bool,
    },
    /// COPY: its table's name, columns, and whether they are being named.
    Copy(String, Vec<String>, bool),
}

/// Reads a dump as it passes.
#[derive(Debug, Default)]
pub(crate) struct Dump {
    lex: Lex,
    /// The name or word at hand.
    word: String,
    /// Whether backticks were seen: then it is `MySQL`, where a backslash escapes.
    is_mysql: bool,
    before: u8,
    /// Whether the word at hand is the first of its line.
    is_line_start: bool,
    statement: Statement,
    schemas: HashMap<String, Vec<String>>,
    /// The told table of a name with such columns.
    tables: HashMap<(String, Vec<String>), usize>,
    /// The told table of a name whose columns its schema names, so that a schema is not gone through
    /// for each of its rows.
    described: HashMap<String, usize>,
    /// How much is kept of names.
    names_bytes: usize,
    column: usize,
    /// Where the cell at hand begins and ends, once it has.
    cell: Option<(u64, u64)>,
    value: Value,
    /// The table that COPY fills.
    copied: Option<usize>,
    /// The first bytes of the row that COPY gives.
    row_start: (u8, u8),
}

/// A word, a name in quotes, or a sign.
enum Piece<'p> {
    Word(&'p str),
    Quoted(&'p str),
    Sign(u8),
}

impl Dump {
    /// Reads the next bytes, which begin at `base` in all the text.
    pub(crate) fn push(&mut self, bytes: &[u8], base: u64, is_end: bool, table: &mut Table) {
        for (place, byte) in bytes.iter().enumerate() {
            self.byte(*byte, base + place as u64, table);
            self.before = *byte;
        }
        if is_end && self.lex == Lex::Copy {
            self.copy_cell(table);
        }
    }

    fn byte(&mut self, byte: u8, at: u64, table: &mut Table) {
        match self.lex {
            Lex::Copy => return self.copy(byte, at, table),
            Lex::Line => {
                if byte == b'\n' {
                    self.lex = Lex::Plain;
                }
                return;
            }
            Lex::Block => {
                if byte == b'/' && self.before == b'*' {
                    self.lex = Lex::Plain;
                }
                return;
            }
            Lex::Quoted(quote, is_escaped) => {
                let closes = match quote {
                    b'[' => b']',
                    quote => quote,
                };
                if is_escaped {
                    self.lex = Lex::Quoted(quote, false);
                } else if byte == b'\\' && self.is_mysql && quote != b'`' {
                    self.lex = Lex::Quoted(quote, true);
                } else if byte == closes {
                    self.lex = Lex::Plain;
                    self.touch(at, at + 1);
                    if self.value == Value::Opened {
                        self.value = Value::Closed;
                    }
                    if quote != b'\'' {
                        let word = std::mem::take(&mut self.word);
                        self.piece(&Piece::Quoted(&word), table);
                    }
                } else if quote != b'\'' {
                    self.letter(byte);
                }
                return;
            }
            Lex::Word => {
                if byte.is_ascii_alphanumeric()
                    || matches!(byte, b'_' | b'$' | b'.')
                    || byte >= 0x80
                {
                    self.letter(byte);
                    self.touch(at, at + 1);
                    return;
                }
                self.lex = Lex::Plain;
                let word = std::mem::take(&mut self.word);
                self.piece(&Piece::Word(&word), table);
            }
            Lex::Plain => {}
        }
        self.plain(byte, at, table);
    }

    fn plain(&mut self, byte: u8, at: u64, table: &mut Table) {
        match byte {
            b'\'' | b'"' | b'`' => {
                self.is_mysql |= byte == b'`';
                self.lex = Lex::Quoted(byte, false);
                self.word.clear();
                match self.value {
                    Value::Bare => (self.cell, self.value) = (None, Value::Opened),
                    // A doubled quote ends one text and begins another, and both are one.
                    Value::Closed if self.before == byte => self.value = Value::Opened,
                    Value::Opened | Value::Closed => {}
                }
                self.touch(at, at + 1);
            }
            // A name of SQL Server, or the index of an array.
            b'[' if !matches!(self.statement, Statement::Values { .. }) => {
                self.lex = Lex::Quoted(byte, false);
                self.word.clear();
            }
            b'-' if self.before == b'-' => self.lex = Lex::Line,
            b'#' if self.is_mysql => self.lex = Lex::Line,
            b'*' if self.before == b'/' => self.lex = Lex::Block,
            b'(' | b')' | b',' | b';' => self.piece(&Piece::Sign(byte), table),
            _ if byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80 => {
                self.lex = Lex::Word;
                self.is_line_start = matches!(self.before, 0 | b'\n');
                self.word.clear();
                self.letter(byte);
                self.touch(at, at + 1);
            }
            b'\n' if matches!(self.statement, Statement::Start) && self.copied.is_some() => {
                self.lex = Lex::Copy;
                self.column = 0;
                self.cell = None;
                self.row_start = (0, 0);
            }
            _ if byte.is_ascii_whitespace() => {}
            _ => self.touch(at, at + 1),
        }
    }

    fn letter(&mut self, byte: u8) {
        // Names beyond ASCII keep their letters only roughly; headers are searched for words.
        if self.word.len() < NAME_MAX {
            self.word.push(char::from(byte));
        }
    }

    /// Something of a cell's content stands here.
    fn touch(&mut self, start: u64, end: u64) {
        if let Statement::Values { depth: 1.., .. } = self.statement
            && self.value != Value::Closed
        {
            let from = self.cell.map_or(start, |(from, _)| from);
            self.cell = Some((from, end));
        }
    }

    fn piece(&mut self, piece: &Piece<'_>, table: &mut Table) {
        let statement = std::mem::take(&mut self.statement);
        self.statement = match (statement, piece) {
            (Statement::Values { table: told, depth }, Piece::Sign(sign)) => {
                self.value_sign(told, depth, *sign, table)
            }
            // SQL Server's scripts have no semicolons.
            (Statement::Values { depth: 0, .. } | Statement::Other, Piece::Word(word))
                if self.is_line_start && (is(word, "insert") || is(word, "replace")) =>
            {
                Statement::Insert(String::new(), Vec::new())
            }
            (Statement::Other, Piece::Word(word)) if self.is_line_start && is(word, "create") => {
                Statement::Create(false, String::new())
            }
            (Statement::Values { depth: 0, .. } | Statement::Other, Piece::Word(word))
                if self.is_line_start && is(word, "go") =>
            {
                Statement::Start
            }
            (values @ Statement::Values { .. }, _) => values,
            (_, Piece::Sign(b';')) | (Statement::Start, Piece::Quoted(_) | Piece::Sign(_)) => {
                Statement::Start
            }
            (Statement::Start, Piece::Word(word)) => {
                self.copied = None;
                if is(word, "insert") || is(word, "replace") {
                    Statement::Insert(String::new(), Vec::new())
                } else if is(word, "create") {
                    Statement::Create(false, String::new())
                } else if is(word, "copy") {
                    Statement::Copy(String::new(), Vec::new(), false)
                } else if is(word, "go") {
                    Statement::Start
                } else {
                    Statement::Other
                }
            }
            (Statement::Other, _) => Statement::Other,
            (Statement::Insert(name, columns), piece) => self.insert(name, columns, piece, table),
            (Statement::InsertColumns(name, mut columns), piece) => match piece {
                Piece::Sign(b')') => Statement::Insert(name, columns),
                Piece::Word(word) | Piece::Quoted(word) => {
                    if columns.len() < COLUMNS_MAX {
                        columns.push((*word).to_owned());
                    }
                    Statement::InsertColumns(name, columns)
                }
                Piece::Sign(_) => Statement::InsertColumns(name, columns),
            },
            (Statement::Create(is_table, name), piece) => match piece {
                Piece::Sign(b'(') if is_table => Statement::CreateColumns {
                    name,
                    columns: Vec::new(),
                    depth: 1,
                    begins: true,
                },
                Piece::Word(word) if is(word, "table") => Statement::Create(true, name),
                Piece::Word(word)
                    if ["if", "not", "exists", "temporary", "unlogged", "global"]
                        .iter()
                        .any(|known| is(word, known)) =>
                {
                    Statement::Create(is_table, name)
                }
                Piece::Word(word) | Piece::Quoted(word) if is_table => {
                    Statement::Create(true, bare(word))
                }
                Piece::Word(_) | Piece::Quoted(_) | Piece::Sign(_) => Statement::Other,
            },
            (
                Statement::CreateColumns {
                    name,
                    columns,
                    depth,
                    begins,
                },
                piece,
            ) => self.create_columns(name, columns, depth, begins, piece),
            (Statement::Copy(name, mut columns, is_naming), piece) => match piece {
                Piece::Sign(b'(') => Statement::Copy(name, columns, true),
                Piece::Sign(b')') => Statement::Copy(name, columns, false),
                Piece::Sign(_) => Statement::Copy(name, columns, is_naming),
                Piece::Word(word) | Piece::Quoted(word) if is_naming => {
                    if columns.len() < COLUMNS_MAX {
                        columns.push((*word).to_owned());
                    }
                    Statement::Copy(name, columns, true)
                }
                Piece::Word(word) if is(word, "stdin") => {
                    self.copied = self.told(&name, columns, table);
                    // What follows, up to the semicolon, are options; then the data begins.
                    Statement::Start
                }
                Piece::Word(word) if is(word, "from") || is(word, "to") => {
                    Statement::Copy(name, columns, false)
                }
                Piece::Word(word) | Piece::Quoted(word) => {
                    Statement::Copy(bare(word), columns, false)
                }
            },
        };
    }

    fn insert(
        &mut self,
        name: String,
        columns: Vec<String>,
        piece: &Piece<'_>,
        table: &mut Table,
    ) -> Statement {
        match piece {
            Piece::Sign(b'(') => Statement::InsertColumns(name, Vec::new()),
            Piece::Word(word) if is(word, "values") || is(word, "value") => Statement::Values {
                table: self.told(&name, columns, table),
                depth: 0,
            },
            Piece::Word(word) if is(word, "select") || is(word, "set") => Statement::Other,
            Piece::Word(word)
                if !columns.is_empty()
                    || [
                        "into",
                        "ignore",
                        "or",
                        "low_priority",
                        "delayed",
                        "overriding",
                    ]
                    .iter()
                    .any(|known| is(word, known)) =>
            {
                Statement::Insert(name, columns)
            }
            Piece::Word(word) | Piece::Quoted(word) => Statement::Insert(bare(word), columns),
            Piece::Sign(_) => Statement::Insert(name, columns),
        }
    }

    fn create_columns(
        &mut self,
        name: String,
        mut columns: Vec<String>,
        depth: u32,
        begins: bool,
        piece: &Piece<'_>,
    ) -> Statement {
        let (depth, begins) = match piece {
            Piece::Sign(b'(') => (depth.saturating_add(1), false),
            Piece::Sign(b')') if depth <= 1 => {
                if self.schemas.len() < TABLES_MAX && self.has_room(&name, &columns) {
                    self.described.remove(&name);
                    self.schemas.insert(name, columns);
                }
                return Statement::Other;
            }
            Piece::Sign(b')') => (depth - 1, false),
            Piece::Sign(_) => (depth, depth == 1),
            Piece::Word(word) | Piece::Quoted(word) if begins => {
                const NO_COLUMN: &[&str] = &[
                    "primary",
                    "key",
                    "unique",
                    "constraint",
                    "index",
                    "foreign",
                    "check",
                    "fulltext",
                    "spatial",
                    "exclude",
                    "like",
                    "period",
                ];
                let is_quoted = matches!(piece, Piece::Quoted(_));
                let is_column = is_quoted || !NO_COLUMN.iter().any(|known| is(word, known));
                if is_column && columns.len() < COLUMNS_MAX {
                    columns.push((*word).to_owned());
                }
                (depth, false)
            }
            Piece::Word(_) | Piece::Quoted(_) => (depth, begins),
        };
        Statement::CreateColumns {
            name,
            columns,
            depth,
            begins,
        }
    }

    /// The told table of a statement that fills one.
    fn told(&mut self, name: &str, columns: Vec<String>, table: &mut Table) -> Option<usize> {
        let is_described = columns.is_empty();
        let columns = if is_described {
            if let Some(known) = self.described.get(name) {
                return Some(*known);
            }
            self.schemas.get(name).cloned().unwrap_or_default()
        } else {
            columns
        };
        if columns.is_empty() {
            return None;
        }
        let key = (name.to_owned(), columns);
        let known = self.tables.get(&key).copied();
        let told = match known {
            Some(known) => known,
            None if self.tables.len() >= TABLES_MAX || !self.has_room(&key.0, &key.1) => {
                return None;
            }
            None => {
                let told = table.begin(key.1.iter().cloned())?;
                self.tables.insert(key, told);
                told
            }
        };
        if is_described {
            self.described.insert(name.to_owned(), told);
        }
        Some(told)
    }

    /// Whether there is room to keep a table's names; if so, it is taken.
    fn has_room(&mut self, name: &str, columns: &[String]) -> bool {
        let letters: usize = columns.iter().map(String::len).sum();
        let bytes = name.len() + letters + NAME_COST * (columns.len() + 1);
        let has_room = self.names_bytes + bytes <= NAMES_BYTES;
        if has_room {
            self.names_bytes += bytes;
        }
        has_room
    }

    fn value_sign(
        &mut self,
        told: Option<usize>,
        depth: u32,
        sign: u8,
        table: &mut Table,
    ) -> Statement {
        let depth = match (sign, depth) {
            (b';', 0) => return Statement::Start,
            (b'(', 0) => {
                self.column = 0;
                (self.cell, self.value) = (None, Value::Bare);
                if let Some(told) = told {
                    table.row(told);
                }
                1
            }
            (b'(', depth) => depth.saturating_add(1),
            (b',' | b')', 1) => {
                if let (Some(told), Some((start, end))) = (told, self.cell.take()) {
                    table.mark(told, self.column, start, end);
                }
                self.value = Value::Bare;
                self.column += 1;
                u32::from(sign == b',')
            }
            (b')', depth) => depth.saturating_sub(1),
            (_, depth) => depth,
        };
        Statement::Values { table: told, depth }
    }

    /// A byte of the data of COPY: cells between tabs, rows between lines.
    fn copy(&mut self, byte: u8, at: u64, table: &mut Table) {
        match byte {
            b'\n' => {
                if self.row_start == (b'\\', b'.') {
                    self.lex = Lex::Plain;
                    self.copied = None;
                    self.cell = None;
                    return;
                }
                self.copy_cell(table);
                if let Some(told) = self.copied {
                    table.row(told);
                }
                self.column = 0;
                self.row_start = (0, 0);
            }
            b'\t' => {
                self.copy_cell(table);
                self.column += 1;
            }
            _ => {
                if self.column == 0 && self.cell.is_none() {
                    self.row_start = (byte, 0);
                } else if self.row_start.1 == 0 {
                    self.row_start.1 = byte;
                }
                let from = self.cell.map_or(at, |(from, _)| from);
                self.cell = Some((from, at + 1));
            }
        }
    }

    fn copy_cell(&mut self, table: &mut Table) {
        if let (Some(told), Some((start, end))) = (self.copied, self.cell.take()) {
            table.mark(told, self.column, start, end);
        }
    }
}

fn is(word: &str, keyword: &str) -> bool {
    word.eq_ignore_ascii_case(keyword)
}

/// A name without its schema.
fn bare(name: &str) -> String {
    name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase()
}
