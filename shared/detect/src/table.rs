//! Tables: which column a value stands in, and what its header says.
//!
//! In delimited text nothing is parsed in advance: a column is looked up where a detector found
//! something, from the beginning of that row. Only line breaks within quotes are kept in mind.
//! Sheets and dumps are read by what knows their format, which marks each cell as it comes.

mod bars;

use std::cell::OnceCell;
use std::collections::{BTreeSet, VecDeque};

use crate::nature::{Nature, extension};
use crate::view::REACH;

pub(crate) use bars::Bars;

/// What is known of a document's tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    delimiter: u8,
    /// Empty where the first row holds values.
    headers: Vec<String>,
    columns: usize,
    layout: Layout,
    /// Of what is one table; of several each knows its own.
    subject: Subject,
}

/// What the headers of one table say together, once that was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) is_about_people: OnceCell<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Layout {
    /// Rows and columns are where the delimiters are.
    Delimited {
        /// Where the header row ends.
        header_end: usize,
        quotes: Quotes,
    },
    /// Columns begin where those of the header do, and lines that don't have them are no rows.
    Fixed(Ruler),
    /// Rows and columns were told.
    Marked(Marks),
}

/// A value's place in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// From 0.
    pub(crate) column: usize,
    /// Where the cell begins in the text.
    pub(crate) start: usize,
    /// Whether the row is the header.
    pub(crate) is_header: bool,
}

/// How much of a document decides whether it is a table.
const SNIFF_BYTES: usize = REACH / 2;

/// In how much of a document the header of a table among other text is looked for: no chunk is smaller.
const FIXED_BYTES: usize = 2 * REACH;

/// How many lines are compared.
const SNIFF_LINES: usize = 12;

/// How long a quoted field with line breaks may be; a longer one is a stray quote.
const QUOTED_MAX: usize = REACH / 4;

/// How many columns of all tables together are told apart.
const COLUMNS_MAX: usize = 20_000;

/// Follows quotes, to know the line breaks that end no row.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
struct Quotes {
    /// How far the text was read.
    read: usize,
    /// Line breaks within quotes, in order.
    joined: VecDeque<usize>,
    /// How many of them there were in all.
    count: u64,
}

impl Quotes {
    /// Reads on to `to`. A field that is still open at the end is left for the next time.
    fn follow(&mut self, text: &[u8], delimiter: u8, to: usize, is_end: bool) {
        while let Some(quote) = text
            .get(self.read..to)
            .and_then(|rest| memchr::memchr(b'"', rest))
        {
            let open = self.read + quote;
            let before = open.checked_sub(1).and_then(|place| text.get(place));
            if !before.is_none_or(|byte| *byte == delimiter || *byte == b'\n') {
                self.read = open + 1;
                continue;
            }
            match closing(text, open, delimiter) {
                // Whether the quote is doubled shows in the next piece.
                Some(close) if close == text.len() && !is_end => {
                    self.read = open;
                    return;
                }
                Some(close) => {
                    let lines =
                        memchr::memchr_iter(b'\n', text.get(open..close).unwrap_or_default())
                            .map(|line| open + line);
                    let before = self.joined.len();
                    self.joined.extend(lines);
                    self.count += (self.joined.len() - before) as u64;
                    self.read = close;
                }
                None if is_end || text.len() > open + QUOTED_MAX + 2 => self.read = open + 1,
                None => {
                    self.read = open;
                    return;
                }
            }
        }
        self.read = self.read.max(to);
    }

    fn forget(&mut self, cut: usize) {
        self.read = self.read.saturating_sub(cut);
        while self.joined.front().is_some_and(|line| *line < cut) {
            self.joined.pop_front();
        }
        for line in &mut self.joined {
            *line -= cut;
        }
    }
}

/// Where a field that opens at `open` closes: behind a quote that a delimiter or a line end follows.
fn closing(text: &[u8], open: usize, delimiter: u8) -> Option<usize> {
    let end = (open + QUOTED_MAX).min(text.len());
    let mut at = open + 1;
    while let Some(quote) = text
        .get(at..end)
        .and_then(|rest| memchr::memchr(b'"', rest))
    {
        let next = at + quote + 1;
        match text.get(next) {
            Some(b'"') => at = next + 1,
            Some(byte) if *byte == delimiter || matches!(byte, b'\r' | b'\n') => return Some(next),
            None => return Some(next),
            Some(_) => at = next,
        }
    }
    None
}

/// The cells of tables that something else took apart, as far as the text is still held.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
struct Marks {
    /// Whether other text stands between them, which is about something else.
    is_among_text: bool,
    /// How many bytes of text were dropped.
    base: u64,
    cells: VecDeque<Mark>,
    tables: Vec<Told>,
}

/// One of several tables.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    /// The number of its first column.
    first: usize,
    /// How many it had so far.
    rows: u64,
    subject: Subject,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    start: u64,
    end: u64,
    /// Where that begins which may say what the cell holds: the cell itself, or its row.
    from: u64,
    column: usize,
}

impl Table {
    /// Tables that are yet to be told, cell by cell.
    pub(crate) fn marked(delimiter: u8) -> Self {
        Self {
            delimiter,
            headers: Vec::new(),
            columns: 0,
            layout: Layout::Marked(Marks::default()),
            subject: Subject::default(),
        }
    }

    /// Tables among other text, of which so many bytes were dropped, cell by cell.
    fn among_text(delimiter: u8, base: u64) -> Self {
        let marks = Marks {
            is_among_text: true,
            base,
            ..Marks::default()
        };
        Self {
            layout: Layout::Marked(marks),
            ..Self::marked(delimiter)
        }
    }

    /// One more table, of columns with these headers; an empty header says nothing. Gives its
    /// number, or nothing when there are too many columns.
    pub(crate) fn begin(&mut self, headers: impl IntoIterator<Item = String>) -> Option<usize> {
        let Layout::Marked(marks) = &mut self.layout else {
            return None;
        };
        if self.headers.len() >= COLUMNS_MAX {
            return None;
        }
        marks.tables.push(Told {
            first: self.headers.len(),
            rows: 0,
            subject: Subject::default(),
        });
        self.headers
            .extend(headers.into_iter().take(COLUMNS_MAX - self.columns));
        self.columns = self.headers.len();
        Some(marks.tables.len() - 1)
    }

    /// How many columns a told table has.
    pub(crate) fn width(&self, table: usize) -> usize {
        let Layout::Marked(marks) = &self.layout else {
            return 0;
        };
        let first = marks.tables.get(table).map_or(0, |told| told.first);
        let next = marks.tables.get(table + 1);
        let end = next.map_or(self.headers.len(), |next| next.first);
        end.saturating_sub(first)
    }

    /// Another row of a told table begins.
    pub(crate) fn row(&mut self, table: usize) {
        if let Layout::Marked(marks) = &mut self.layout
            && let Some(told) = marks.tables.get_mut(table)
        {
            told.rows += 1;
        }
    }

    /// A cell of a told table, by its place in all the text there ever was.
    pub(crate) fn mark(&mut self, table: usize, column: usize, start: u64, end: u64) {
        self.mark_in_row(table, column, start, end, start);
    }

    /// A cell of a told table of two columns, of which the first may say what the second holds.
    pub(crate) fn mark_in_row(
        &mut self,
        table: usize,
        column: usize,
        start: u64,
        end: u64,
        from: u64,
    ) {
        if column >= self.width(table) || start >= end {
            return;
        }
        if let Layout::Marked(marks) = &mut self.layout
            && let Some(told) = marks.tables.get(table)
        {
            marks.cells.push_back(Mark {
                start,
                end,
                from,
                column: told.first + column,
            });
        }
    }

    /// A column's number within its own table.
    pub(crate) fn local(&self, column: usize) -> usize {
        match &self.layout {
            Layout::Delimited { .. } | Layout::Fixed(_) => column,
            Layout::Marked(marks) => marks
                .told(column)
                .map_or(column, |told| column - told.first),
        }
    }

    /// How many rows a column has, of a text with so many lines.
    pub(crate) fn rows(&self, column: usize, lines: u64) -> u64 {
        match &self.layout {
            Layout::Delimited { quotes, .. } => lines
                .saturating_sub(u64::from(self.has_header()))
                .saturating_sub(quotes.count),
            Layout::Fixed(_) => lines,
            Layout::Marked(marks) => marks.told(column).map_or(0, |told| told.rows),
        }
        .max(1)
    }

    /// Whether there is any table in it.
    pub(crate) fn is_any(&self) -> bool {
        match &self.layout {
            Layout::Delimited { .. } | Layout::Fixed(_) => true,
            Layout::Marked(marks) => marks.tables.iter().any(|told| told.rows > 0),
        }
    }

    /// Whether all of the text is table: what stands above and below columns of a fixed width may be prose.
    pub(crate) fn is_whole(&self) -> bool {
        match &self.layout {
            Layout::Delimited { .. } => true,
            Layout::Fixed(_) => false,
            Layout::Marked(marks) => !marks.is_among_text,
        }
    }

    /// Reads quotes up to a place; `is_end` where no more text will come.
    pub(crate) fn follow(&mut self, text: &[u8], to: usize, is_end: bool) {
        if let Layout::Delimited { quotes, .. } = &mut self.layout {
            quotes.follow(text, self.delimiter, to, is_end);
        }
    }

    /// The first bytes of the text were dropped.
    pub(crate) fn forget(&mut self, cut: usize) {
        match &mut self.layout {
            Layout::Delimited { quotes, .. } => quotes.forget(cut),
            Layout::Fixed(_) => {}
            Layout::Marked(marks) => {
                marks.base += cut as u64;
                while marks
                    .cells
                    .front()
                    .is_some_and(|cell| cell.end <= marks.base)
                {
                    marks.cells.pop_front();
                }
            }
        }
    }

    /// Looks at a document's first lines. `.csv` and `.tsv` need a header or two equal rows;
    /// other prose needs four. Tables between bars are for [`Bars`].
    pub(crate) fn sniff(path: &str, text: &str) -> Option<Self> {
        let extension = extension(path);
        let is_named = matches!(extension.as_str(), "csv" | "tsv" | "tab" | "psv");
        let nature = Nature::of(path);
        if !is_named && !nature.is_prose() {
            return None;
        }
        let mut end = text.len().min(SNIFF_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let head = text.get(..end)?;
        // What spreadsheet programs write to say which delimiter follows.
        let declared = head
            .get(..4)
            .filter(|start| start.eq_ignore_ascii_case("sep="))
            .and_then(|_| head.as_bytes().get(4).copied())
            .filter(|delimiter| b",;\t|".contains(delimiter));
        let skipped = match declared {
            Some(_) => head.find('\n')? + 1,
            None if is_named => titles(head),
            None => 0,
        };
        let head = head.get(skipped..)?;
        if !is_named && declared.is_none() && Bars::begins(head) {
            return None;
        }
        let is_cut = skipped + head.len() < text.len();
        // The delimiter matters only to what may be quoted.
        let plain = (memchr::memchr(b'"', head.as_bytes()).is_none()).then(|| records(head, b','));
        let parted = b",;\t|"
            .iter()
            .copied()
            .filter(|delimiter| declared.is_none_or(|declared| declared == *delimiter))
            .filter_map(|delimiter| {
                let mut records = plain.clone().unwrap_or_else(|| records(head, delimiter));
                if is_cut && records.len() > 1 && records.len() < SNIFF_LINES {
                    // The last one is cut.
                    records.pop();
                }
                let is_named = is_named || declared.is_some();
                is_table(&records, delimiter, is_named).then_some((delimiter, records))
            })
            .max_by_key(|(delimiter, records)| {
                records.first().map_or(0, |first| count(first, *delimiter))
            })
            .or_else(|| {
                let records = is_named.then(|| records(head, b'\t'))?;
                is_column(&records).then_some((b'\t', records))
            });
        let Some((delimiter, records)) = parted else {
            let mut end = text.len().min(FIXED_BYTES);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            let head = text.get(..end)?;
            // Manuals have lists that only look like columns of a fixed width.
            if nature != Nature::Prose {
                return None;
            }
            let ruled = Ruler::find(head).filter(|_| !Bars::begins(head));
            return ruled.map(|(ruler, headers)| Self {
                delimiter: b'\t',
                columns: headers.len(),
                headers,
                layout: Layout::Fixed(ruler),
                subject: Subject::default(),
            });
        };
        let first = *records.first()?;
        let cells = split(first, delimiter);
        let is_header = cells.iter().all(|cell| is_header_cell(cell)) && records.len() > 1;
        let header_end = first.as_ptr().addr() - text.as_ptr().addr() + first.len();
        Some(Self {
            delimiter,
            columns: cells.len(),
            headers: if is_header { cells } else { Vec::new() },
            layout: Layout::Delimited {
                header_end,
                quotes: Quotes::default(),
            },
            subject: Subject::default(),
        })
    }

    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    pub(crate) fn has_header(&self) -> bool {
        !self.headers.is_empty()
    }

    /// The headers of all tables so far.
    pub(crate) fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The headers of the table that a column belongs to, for what they say together, and what was found out about that.
    pub(crate) fn around(&self, column: usize) -> (&[String], &Subject) {
        let Layout::Marked(marks) = &self.layout else {
            return (&self.headers, &self.subject);
        };
        let Some(told) = marks.told(column) else {
            return (&[], &self.subject);
        };
        let next = marks.tables.partition_point(|other| other.first <= column);
        let end = marks
            .tables
            .get(next)
            .map_or(self.headers.len(), |next| next.first);
        (
            self.headers.get(told.first..end).unwrap_or_default(),
            &told.subject,
        )
    }

    /// The columns that cells of the text may stand in, with what their headers say.
    pub(crate) fn headed(&self, text: &[u8]) -> Vec<(usize, &str)> {
        let columns: Vec<usize> = match &self.layout {
            Layout::Delimited { .. } | Layout::Fixed(_) => (0..self.headers.len()).collect(),
            Layout::Marked(marks) => {
                let columns: BTreeSet<usize> =
                    marks.within(text.len()).map(|mark| mark.column).collect();
                columns.into_iter().collect()
            }
        };
        columns
            .into_iter()
            .filter_map(|column| Some((column, self.header(column)?)))
            .collect()
    }

    /// Every cell with something in it, below the header: its column and where its content, without
    /// blanks and quotes, begins and ends. As [`Self::cell`], it knows no cell far into a long row.
    pub(crate) fn each_cell(
        &self,
        text: &[u8],
        is_first_chunk: bool,
        mut tell: impl FnMut(usize, usize, usize),
    ) {
        let mut tell = |column: usize, from: usize, to: usize| {
            let (from, to) = trimmed(text, from, to, b" \t\r\"'");
            if from < to && column < self.columns {
                tell(column, from, to);
            }
        };
        let (header_end, quotes) = match &self.layout {
            Layout::Delimited { header_end, quotes } => (*header_end, quotes),
            Layout::Fixed(ruler) => {
                let mut row = 0;
                for line in text.split(|byte| *byte == b'\n') {
                    let cells = if is_first_chunk && row < ruler.header_end {
                        Vec::new()
                    } else {
                        ruler.cells(line)
                    };
                    let mut cells = cells.into_iter().enumerate().peekable();
                    while let Some((column, from)) = cells.next() {
                        let to = cells.peek().map_or(line.len(), |(_, next)| *next);
                        tell(column, row + from, row + to);
                    }
                    row += line.len() + 1;
                }
                return;
            }
            Layout::Marked(marks) => {
                for mark in marks.within(text.len()) {
                    let local = |place: u64| usize::try_from(place.saturating_sub(marks.base));
                    if let (Ok(from), Ok(to)) = (local(mark.start), local(mark.end)) {
                        tell(mark.column, from, to.min(text.len()));
                    }
                }
                return;
            }
        };
        let mut row = 0;
        while row < text.len() {
            let mut end = row;
            loop {
                let rest = text.get(end..).unwrap_or_default();
                end = memchr::memchr(b'\n', rest).map_or(text.len(), |place| end + place);
                if end == text.len() || quotes.joined.binary_search(&end).is_err() {
                    break;
                }
                end += 1;
            }
            let is_header = self.has_header() && is_first_chunk && row < header_end;
            if !is_header {
                let reach = end.min(row + REACH / 2);
                let (mut column, mut start) = (0, row);
                for edge in edges(text.get(row..reach).unwrap_or_default(), self.delimiter) {
                    tell(column, start, row + edge);
                    column += 1;
                    start = row + edge + 1;
                }
                if reach == end {
                    tell(column, start, end);
                }
            }
            row = end + 1;
        }
    }

    pub(crate) fn header(&self, column: usize) -> Option<&str> {
        let header = self.headers.get(column).map(String::as_str)?;
        match self.layout {
            Layout::Delimited { .. } | Layout::Fixed(_) => Some(header),
            Layout::Marked(_) => Some(header).filter(|header| !header.is_empty()),
        }
    }

    /// The cell that an offset lies in, if its row begins within reach.
    pub(crate) fn cell(&self, text: &[u8], offset: usize, is_first_chunk: bool) -> Option<Cell> {
        let (header_end, quotes) = match &self.layout {
            Layout::Delimited { header_end, quotes } => (*header_end, quotes),
            Layout::Marked(marks) => return marks.cell(offset),
            Layout::Fixed(ruler) => return ruler.cell(text, offset, is_first_chunk),
        };
        let floor = offset.saturating_sub(REACH / 2);
        let mut end = offset;
        let line = loop {
            match memchr::memrchr(b'\n', text.get(floor..end)?) {
                Some(place) if quotes.joined.binary_search(&(floor + place)).is_ok() => {
                    end = floor + place;
                }
                Some(place) => break floor + place + 1,
                None if floor == 0 => break 0,
                None => return None,
            }
        };
        let mut column = 0;
        let mut start = line;
        for edge in edges(text.get(line..offset)?, self.delimiter) {
            column += 1;
            start = line + edge + 1;
        }
        (column < self.columns).then_some(Cell {
            column,
            start,
            is_header: line < header_end && is_first_chunk && self.has_header(),
        })
    }
}

impl Marks {
    /// The table that a column belongs to.
    fn told(&self, column: usize) -> Option<&Told> {
        let after = self.tables.partition_point(|told| told.first <= column);
        self.tables.get(after.checked_sub(1)?)
    }

    /// The cells that begin within the first bytes of the text that is held.
    fn within(&self, length: usize) -> impl Iterator<Item = &Mark> {
        let end = self.base + length as u64;
        let first = self.cells.partition_point(|cell| cell.start < self.base);
        self.cells
            .range(first..)
            .take_while(move |cell| cell.start < end)
    }

    fn cell(&self, offset: usize) -> Option<Cell> {
        let place = self.base + offset as u64;
        let after = self.cells.partition_point(|cell| cell.start <= place);
        let cell = self.cells.get(after.checked_sub(1)?)?;
        (place < cell.end).then(|| Cell {
            column: cell.column,
            start: usize::try_from(cell.from.saturating_sub(self.base)).unwrap_or(offset),
            is_header: false,
        })
    }
}

/// Where the columns of a fixed width begin, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ruler {
    /// Of all columns but the first.
    starts: Vec<usize>,
    /// Whether the columns are not below each other: two blanks or more part them in every row.
    is_ragged: bool,
    /// Where the lines of the header begin and end in the text.
    header_start: usize,
    header_end: usize,
}

/// How many rows must stand right below a header; fewer where a rule parts it from them.
const RULED_ROWS: usize = 2;
const ROWS: usize = 3;

/// No line that is longer is a row.
const LINE_MAX: usize = 512;

/// Whether a text has two blanks side by side, or a line that begins as a rule does.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches it is a few vector instructions for a block"
)]
fn may_have_columns(text: &[u8]) -> bool {
    /// So many bytes are asked before the answer is looked at.
    const BLOCK: usize = 512;
    let is_sign = |one: u8, other: u8| {
        ((one == b' ') & (other == b' ')) | ((one == b'\n') & ((other == b'-') | (other == b'=')))
    };
    let behind = text.get(1..).unwrap_or_default();
    let mut blocks = text.chunks(BLOCK).zip(behind.chunks(BLOCK));
    blocks.any(|(block, behind)| {
        let pairs = block.iter().zip(behind);
        pairs.fold(false, |any, (one, other)| any | is_sign(*one, *other))
    })
}

impl Ruler {
    /// The first table among some lines: a header of words that wide gaps part, and rows that are blank
    /// before each of its columns.
    fn find(head: &str) -> Option<(Self, Vec<String>)> {
        // Columns are parted by wide gaps or marked by a rule, and prose has none of these.
        if !head.starts_with(['-', '=']) && !may_have_columns(head.as_bytes()) {
            return None;
        }
        let lines = lines(head);
        (0..lines.len()).find_map(|place| Self::at(&lines, place))
    }

    fn at(lines: &[(usize, &str)], place: usize) -> Option<(Self, Vec<String>)> {
        let (header_start, header) = *lines.get(place)?;
        let marked = lines
            .get(place + 1)
            .filter(|(_, line)| line.starts_with(['-', '=']))
            .map(|(_, line)| fields_below(header, line))
            .filter(|fields| fields.len() > 1);
        let is_marked = marked.is_some();
        let fields = marked.unwrap_or_else(|| fields(header));
        if fields.len() < 2 || !fields.iter().all(|(_, _, field)| is_header_cell(field)) {
            return None;
        }
        let is_rule = |line: &str| {
            line.contains("--") && line.bytes().all(|byte| b"-=+| ".contains(&byte))
                || line.contains("==") && line.bytes().all(|byte| b"= ".contains(&byte))
        };
        let ruled = lines.get(place + 1).filter(|(_, line)| is_rule(line));
        let from = place + 1 + usize::from(ruled.is_some());
        let rows: Vec<&str> = lines
            .get(from..)?
            .iter()
            .map(|(_, line)| *line)
            .take(SNIFF_LINES)
            .take_while(|line| !line.trim().is_empty() && !is_rule(line))
            .collect();
        // `Tel    :  035-1234567` is a line of a form.
        if ruled.is_none()
            && rows
                .iter()
                .any(|row| row.contains("  :") || row.contains(" : "))
        {
            return None;
        }
        let least = if ruled.is_some() { RULED_ROWS } else { ROWS };
        let width = fields.len();
        let wide: Vec<char> = header.chars().collect();
        let spread: Vec<Vec<char>> = rows
            .get(..least)?
            .iter()
            .map(|row| row.chars().take(LINE_MAX).collect())
            .collect();
        let starts: Vec<usize> = fields
            .windows(2)
            .map(|pair| match pair {
                [_, (other, ..)] if is_marked => Some(*other),
                [(one, ..), (other, end, _)] => edge(&wide, &spread, *one + 1, *other, *end),
                _ => None,
            })
            .collect::<Option<_>>()
            .unwrap_or_default();
        let is_ragged = starts.is_empty();
        let starts = if is_ragged {
            vec![0; width - 1]
        } else {
            starts
        };
        let headers = fields.iter().map(|(_, _, field)| (*field).to_owned());
        let header_end = match ruled {
            Some((start, rule)) => start + rule.len(),
            None => header_start + header.len(),
        };
        let found = Self {
            starts,
            is_ragged,
            header_start,
            header_end,
        };
        let has_digits = rows
            .iter()
            .filter(|row| {
                found.cells(row.as_bytes()).len() > 1
                    && row.bytes().any(|byte| byte.is_ascii_digit())
            })
            .count();
        (has_digits >= least).then(|| (found, headers.collect()))
    }

    /// Where the cells of a line begin, in bytes; none if it is no row.
    fn cells(&self, line: &[u8]) -> Vec<usize> {
        let is_row = line.len() <= LINE_MAX && !line.is_empty();
        if self.is_ragged {
            return self.ragged(line);
        }
        let mut found = vec![0];
        let (mut character, mut previous) = (0, b' ');
        let mut starts = self.starts.iter();
        let mut next = starts.next();
        let mut fits = is_row;
        for (place, byte) in line.iter().enumerate().take(LINE_MAX) {
            if byte & 0xC0 == 0x80 {
                continue;
            }
            if Some(&character) == next {
                fits &= previous == b' ';
                found.push(place);
                next = starts.next();
            }
            character += 1;
            previous = *byte;
        }
        if fits { found } else { Vec::new() }
    }

    fn ragged(&self, line: &[u8]) -> Vec<usize> {
        let mut found = Vec::new();
        let mut blanks = 2;
        for (place, byte) in line.iter().enumerate().take(LINE_MAX) {
            if *byte == b' ' {
                blanks += 1;
                continue;
            }
            if blanks >= 2 {
                found.push(place);
            }
            blanks = 0;
        }
        if found.len() == self.starts.len() + 1 {
            found
        } else {
            Vec::new()
        }
    }

    fn cell(&self, text: &[u8], offset: usize, is_first_chunk: bool) -> Option<Cell> {
        if is_first_chunk && offset < self.header_start {
            return None;
        }
        let floor = offset.saturating_sub(LINE_MAX);
        let line = match memchr::memrchr(b'\n', text.get(floor..offset)?) {
            Some(place) => floor + place + 1,
            None if floor == 0 => 0,
            None => return None,
        };
        let rest = text.get(line..(line + LINE_MAX + 1).min(text.len()))?;
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let cells = self.cells(rest.get(..end)?);
        let column = cells
            .partition_point(|start| line + start <= offset)
            .checked_sub(1)?;
        // A line with one cell is no row of the table, but it may be prose.
        (cells.len() > 1).then(|| Cell {
            column,
            start: line + cells.get(column).copied().unwrap_or_default(),
            is_header: is_first_chunk && line < self.header_end,
        })
    }
}

/// Where the content of a cell begins and ends without these bytes at its edges.
fn trimmed(text: &[u8], mut from: usize, mut to: usize, edges: &[u8]) -> (usize, usize) {
    let is_edge = |at: usize| text.get(at).is_some_and(|byte| edges.contains(byte));
    while from < to && is_edge(from) {
        from += 1;
    }
    while to > from && is_edge(to - 1) {
        to -= 1;
    }
    (from, to)
}

/// The lines of a text without their ends, each with where it begins.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', text.as_bytes())
        .chain([text.len()])
        .filter_map(|end| {
            let this = std::mem::replace(&mut start, end + 1);
            let line = text.get(this..end)?;
            Some((this, line.strip_suffix('\r').unwrap_or(line)))
        })
        .collect()
}

/// Where a column begins whose header does at `start`: behind the last blank that the header and all rows have
/// between the headers of this column and the one before.
fn edge(
    header: &[char],
    rows: &[Vec<char>],
    from: usize,
    start: usize,
    end: usize,
) -> Option<usize> {
    let is_blank = |place: usize| {
        std::iter::once(header)
            .chain(rows.iter().map(Vec::as_slice))
            .all(|line| line.get(place).is_none_or(|next| *next == ' '))
    };
    let last = (from..start).rev().find(|place| is_blank(*place))?;
    // What a header stands over is a cell in most rows.
    let filled = rows.iter().filter(|row| {
        row.iter()
            .skip(last + 1)
            .take(end.saturating_sub(last).max(1))
            .any(|next| *next != ' ')
    });
    (filled.count() * 2 > rows.len()).then_some(last + 1)
}

/// What a header has above the dashes of a rule that are parted as its columns are.
fn fields_below<'h>(header: &'h str, rule: &str) -> Vec<(usize, usize, &'h str)> {
    let is_parted = rule.len() <= LINE_MAX
        && rule.bytes().all(|byte| b"-= ".contains(&byte))
        && rule.trim_end().contains(' ');
    if !is_parted || header.len() > LINE_MAX {
        return Vec::new();
    }
    // Where a character stands, or where the header ends.
    let byte = |place: usize| {
        header
            .char_indices()
            .nth(place)
            .map_or(header.len(), |(byte, _)| byte)
    };
    let mut found = Vec::new();
    let mut start = 0;
    for dashes in rule.split(' ') {
        if !dashes.is_empty() {
            let end = start + dashes.len();
            let word = header.get(byte(start)..byte(end)).unwrap_or_default();
            found.push((start, end, word.trim()));
        }
        start += dashes.len() + 1;
    }
    found
}

/// The words of a line that two blanks or more part: where each begins and ends, in characters.
fn fields(line: &str) -> Vec<(usize, usize, &str)> {
    let mut found = Vec::new();
    if line.len() > LINE_MAX || line.contains('\t') {
        return found;
    }
    let mut place = 0;
    let mut characters = 0;
    for field in line.split("  ") {
        let blanks = field.chars().take_while(|next| *next == ' ').count();
        let length = field.chars().count();
        let word = field.trim();
        if !word.is_empty() {
            let start = characters + blanks;
            found.push((start, start + word.chars().count(), word));
        }
        characters += length + 2;
        place += field.len() + 2;
        if place > line.len() {
            break;
        }
    }
    found
}

/// The first rows of a text, without blank ones; a line break within quotes ends none.
fn records(head: &str, delimiter: u8) -> Vec<&str> {
    let bytes = head.as_bytes();
    let mut records = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while records.len() < SNIFF_LINES && at < bytes.len() {
        let Some(found) = bytes
            .get(at..)
            .and_then(|rest| memchr::memchr2(b'\n', b'"', rest))
            .map(|found| at + found)
        else {
            break;
        };
        if bytes.get(found) == Some(&b'\n') {
            records.push(head.get(start..found).unwrap_or_default());
            start = found + 1;
            at = start;
            continue;
        }
        let is_open = found
            .checked_sub(1)
            .and_then(|before| bytes.get(before))
            .is_none_or(|byte| *byte == delimiter || *byte == b'\n');
        // A text of nothing but quotes is not to be searched from each of them.
        let close = is_open.then(|| closing(bytes, found, delimiter)).flatten();
        at = close.unwrap_or(found + 1);
    }
    if records.len() < SNIFF_LINES {
        records.push(head.get(start..).unwrap_or_default());
    }
    records.retain(|record| !record.trim().is_empty());
    for record in &mut records {
        *record = record.strip_suffix('\r').unwrap_or(record);
    }
    records
}

/// How many bytes of titles, comments and short facts stand above the header of a table, as banks and spreadsheets
/// export them.
fn titles(head: &str) -> usize {
    /// Words of a title, or a fact and its name.
    const FACT: usize = 2;
    let lines: Vec<&str> = head.split_inclusive('\n').take(SNIFF_LINES).collect();
    let header = |delimiter: u8| {
        let rows: Vec<Vec<String>> = lines
            .iter()
            .map(|line| match line.trim_end() {
                row if row.starts_with('#') => Vec::new(),
                row => split(row, delimiter),
            })
            .collect();
        let filled = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
        let widest = rows.iter().map(|row| filled(row)).max()?;
        let place = rows.iter().position(|row| filled(row) == widest)?;
        let (above, rest) = rows.split_at(place);
        let (first, rows) = rest.split_first()?;
        let is_header = widest >= FACT
            && widest == first.len()
            && first.iter().all(|cell| is_header_cell(cell))
            && rows.first().is_some_and(|row| row.len() == widest)
            && above.iter().all(|row| filled(row) <= FACT);
        let skipped = lines
            .iter()
            .take(place)
            .map(|line| line.len())
            .sum::<usize>();
        is_header.then_some((widest, skipped))
    };
    let headers = b",;\t|".iter().filter_map(|delimiter| header(*delimiter));
    headers.max().map_or(0, |(_, skipped)| skipped)
}

/// Whether the rows all have the same number of cells, and enough of them.
fn is_table(lines: &[&str], delimiter: u8, is_named: bool) -> bool {
    let mut counts = lines.iter().map(|line| count(line, delimiter));
    let Some(first) = counts.next() else {
        return false;
    };
    let enough = if is_named {
        lines.len() >= 2
    } else {
        lines.len() >= 4 && first >= 3
    };
    // The first line of prose tells already.
    first >= 2 && enough && {
        let same = counts.filter(|count| *count == first).count();
        (same + 1) * 10 >= lines.len() * 9
    }
}

/// Whether lines without cells are one column under its name: numbers or addresses, of which a name has none.
pub(crate) fn is_column<S: AsRef<str>>(lines: &[S]) -> bool {
    let Some((first, values)) = lines.split_first() else {
        return false;
    };
    let name = first.as_ref().trim();
    let is_value = |line: &&S| {
        let line = line.as_ref();
        line.contains('@') || line.bytes().any(|byte| byte.is_ascii_digit())
    };
    let told = values.iter().filter(is_value).count();
    let is_name = !name.is_empty() && is_header_cell(name) && !is_value(&first);
    is_name && told > 0 && told * 4 >= values.len() * 3
}

/// How many cells a line has.
fn count(line: &str, delimiter: u8) -> usize {
    edges(line.as_bytes(), delimiter).count() + 1
}

/// Where the delimiters between the cells of a row are. A quote counts where a cell begins.
fn edges(row: &[u8], delimiter: u8) -> impl Iterator<Item = usize> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = row.get(at..)?;
        let mut quoted = 0;
        if rest.first() == Some(&b'"') {
            quoted = 1;
            loop {
                let close = memchr::memchr(b'"', rest.get(quoted..)?)? + quoted;
                quoted = close + 1;
                if rest.get(quoted) != Some(&b'"') {
                    break;
                }
                quoted += 1;
            }
        }
        let edge = at + quoted + memchr::memchr(delimiter, rest.get(quoted..)?)?;
        at = edge + 1;
        Some(edge)
    })
}

fn split(line: &str, delimiter: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(line.as_bytes());
    match reader.records().next() {
        Some(Ok(record)) => record.iter().map(|cell| cell.trim().to_owned()).collect(),
        Some(Err(_)) | None => Vec::new(),
    }
}

/// Whether a cell names a column instead of holding a value: short, lettered, few digits.
pub(crate) fn is_header_cell(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    cell.len() <= 64
        && digits <= 3
        && !cell.contains('@')
        && (cell.is_empty() || cell.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sniffs_delimiter_and_header() {
        let table =
            Table::sniff("k.csv", "naam;bsn;e-mail\nJan;1;a@b.nl\nPiet;2;c@d.nl\n").unwrap();
        assert_eq!((table.delimiter(), table.header(1)), (b';', Some("bsn")));
        let table = Table::sniff("k.csv", "bsn\n123456782\n111222333\n").unwrap();
        assert_eq!(table.header(0), Some("bsn"));
        assert_eq!(Table::sniff("k.csv", "Beste Jan\ndank je wel\n"), None);
        let table = Table::sniff("k.csv", "123456782,a@b.nl\n111222333,c@d.nl\n").unwrap();
        assert!(!table.has_header());
        assert_eq!(
            Table::sniff("letter.txt", "Beste Jan, hoe gaat het?\nGoed, dank je.\n"),
            None
        );
        assert_eq!(Table::sniff("a.rs", "a,b,c\nd,e,f\ng,h,i\nj,k,l\n"), None);
    }

    #[test]
    fn forms_are_no_tables() {
        let text = "Adres  Dorpsstraat 77 hs\n        1234 AB Ede\nTel    :  035-1234567\nBSN nr : 123 456 782\n";
        assert_eq!(Table::sniff("a.txt", text), None);
    }

    #[test]
    fn columns_of_a_fixed_width() {
        let text = "Overzicht per 1 mei\n\nnr    bsn          naam\n-----------------------\n\
                    1     123456782    Jan\n2     111222333    Piet Bos\n\nBeste Jan, hoe gaat het?\n";
        let table = Table::sniff("k.txt", text).unwrap();
        for (value, column) in [
            ("bsn", 1),
            ("123456782", 1),
            ("Piet", 2),
            ("Bos", 2),
            ("2     1", 0),
        ] {
            let cell = table
                .cell(text.as_bytes(), text.find(value).unwrap(), true)
                .unwrap();
            assert_eq!(
                (cell.column, cell.is_header),
                (column, value == "bsn"),
                "{value}"
            );
        }
        for value in ["per 1", "hoe"] {
            assert_eq!(
                table.cell(text.as_bytes(), text.find(value).unwrap(), true),
                None
            );
        }
        let right = "  id        bsn\n   1   12345678\n  20  123456782\n 300  111222333\n";
        let table = Table::sniff("k.txt", right).unwrap();
        let cell = table
            .cell(right.as_bytes(), right.find("12345678").unwrap(), true)
            .unwrap();
        assert_eq!((cell.column, table.header(cell.column)), (1, Some("bsn")));
        let ragged = "naam  bsn  plaats\nJan  123456782  Ede\nPieternel Bos  111222333  Oss\nAn  231457005  Epe\n";
        let table = Table::sniff("k.txt", ragged).unwrap();
        let cell = table
            .cell(ragged.as_bytes(), ragged.find("111").unwrap(), true)
            .unwrap();
        assert_eq!((cell.column, table.header(cell.column)), (1, Some("bsn")));
        let ruled = "id   bsn       ok\n---- --------- --\n0001 123456782 A\n0002 111222333 B\n";
        let table = Table::sniff("k.txt", ruled).unwrap();
        let cell = table
            .cell(ruled.as_bytes(), ruled.find("111").unwrap(), true)
            .unwrap();
        assert_eq!((cell.column, table.header(cell.column)), (1, Some("bsn")));
        assert_eq!(Table::sniff("k.txt", "a  b\n\n1  2\n3  4\n5  6\n"), None);
    }

    #[test]
    fn tells_each_cell() {
        let text = "naam,kvk,\"plaats\"\n\"Jansen, J.\", 12 ,\r\nB,\"3\",Ede";
        let table = Table::sniff("k.csv", text).unwrap();
        let mut seen = Vec::new();
        table.each_cell(text.as_bytes(), true, |column, start, end| {
            seen.push((column, &text[start..end]));
        });
        let expected = [(0, "Jansen, J."), (1, "12"), (0, "B"), (1, "3"), (2, "Ede")];
        assert_eq!(seen, expected);
    }

    #[test]
    fn line_breaks_within_quotes_end_no_row() {
        let text =
            "naam,adres,bsn\n\"Jansen\nJ.\",\"Dorp \"\"1\"\"\",123456782\nx,5\" buis,1\ny,z,2\n";
        let mut table = Table::sniff("k.csv", text).unwrap();
        table.follow(text.as_bytes(), text.len(), true);
        for (value, column) in [("123456782", 2), ("buis", 1), (",z", 0), ("z,2", 1)] {
            let offset = text.find(value).unwrap();
            let cell = table.cell(text.as_bytes(), offset, true).unwrap();
            assert_eq!((cell.column, cell.is_header), (column, false), "{value}");
        }
        assert_eq!(table.rows(2, 5), 3);
    }

    #[test]
    fn a_declared_delimiter_is_believed() {
        let text = "sep=|\nnaam|bsn\nJan, Piet|1\n";
        let table = Table::sniff("k.csv", text).unwrap();
        assert_eq!((table.delimiter(), table.header(1)), (b'|', Some("bsn")));
        let cell = table
            .cell(text.as_bytes(), text.find("bsn").unwrap(), true)
            .unwrap();
        assert!(cell.is_header);
    }

    #[test]
    fn told_cells_are_found_again() {
        let mut table = Table::marked(b',');
        let one = table.begin(["a".to_owned(), "b".to_owned()]).unwrap();
        let two = table.begin([String::new()]).unwrap();
        table.row(one);
        table.mark(one, 1, 10, 20);
        table.mark(two, 0, 25, 30);
        table.mark(two, 1, 31, 32);
        table.forget(12);
        let cell = table.cell(b"", 3, false).unwrap();
        assert_eq!(
            (cell.column, cell.start, table.header(1)),
            (1, 0, Some("b"))
        );
        let cell = table.cell(b"", 14, false).unwrap();
        assert_eq!(
            (cell.column, table.local(cell.column), table.header(2)),
            (2, 0, None)
        );
        assert_eq!(table.cell(b"", 9, false), None);
        assert_eq!(table.cell(b"", 19, false), None);
    }

    #[test]
    fn finds_the_cell() {
        let text = "naam,adres,bsn\n\"Jansen, J.\",Dorp 1,123456782\n";
        let table = Table::sniff("k.csv", text).unwrap();
        let offset = text.find("123456782").unwrap();
        let cell = table.cell(text.as_bytes(), offset, true).unwrap();
        assert_eq!(
            (cell.column, cell.start, cell.is_header),
            (2, offset, false)
        );
        assert!(table.cell(text.as_bytes(), 2, true).unwrap().is_header);
    }
}
