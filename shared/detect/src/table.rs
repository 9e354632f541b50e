//! Tables in text: which column a value stands in, and what its header says.
//!
//! Nothing is parsed in advance: a column is looked up where a detector found something, from
//! the beginning of that line. A quoted field that spans lines is therefore taken for text.

use crate::nature::{Nature, extension};
use crate::view::REACH;

/// What is known of a table from its first lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    delimiter: u8,
    /// Empty where the first row holds values.
    headers: Vec<String>,
    columns: usize,
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

/// How many lines are compared.
const SNIFF_LINES: usize = 12;

impl Table {
    /// Looks at a document's first lines. `.csv` and `.tsv` need a header or two equal rows;
    /// other prose needs four.
    pub(crate) fn sniff(path: &str, text: &str) -> Option<Self> {
        let extension = extension(path);
        let is_named = matches!(extension.as_str(), "csv" | "tsv" | "tab" | "psv");
        if !is_named && Nature::of(path) != Nature::Prose {
            return None;
        }
        let mut end = text.len().min(SNIFF_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let head = text.get(..end)?;
        let mut lines: Vec<&str> = head
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(SNIFF_LINES)
            .collect();
        if end < text.len() && lines.len() > 1 && lines.len() < SNIFF_LINES {
            // The last one is cut.
            lines.pop();
        }
        let first = *lines.first()?;
        let delimiter = b",;\t|"
            .iter()
            .copied()
            .filter(|delimiter| is_table(&lines, *delimiter, is_named))
            .max_by_key(|delimiter| count(first, *delimiter))?;
        let cells = split(first, delimiter);
        let is_header = cells.iter().all(|cell| is_header_cell(cell)) && lines.len() > 1;
        Some(Self {
            delimiter,
            columns: cells.len(),
            headers: if is_header { cells } else { Vec::new() },
        })
    }

    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// All headers, for what they say together.
    pub(crate) fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The filled cells of a line: column, start and end, without spaces and quotes. What stands
    /// further from the line's start than [`cell`](Self::cell) looks back is left out there too.
    pub(crate) fn row<'t>(
        &'t self,
        text: &'t [u8],
        line: usize,
        end: usize,
    ) -> impl Iterator<Item = (usize, usize, usize)> + 't {
        let mut column = 0;
        let mut start = line;
        let mut quoted = false;
        let end = end.min(line + REACH / 2).min(text.len());
        (line..=end).filter_map(move |place| {
            let byte = if place == end {
                self.delimiter
            } else {
                text.get(place).copied()?
            };
            if byte == b'"' {
                quoted = !quoted;
            }
            let is_edge = place == end || (byte == self.delimiter && !quoted);
            if !is_edge {
                return None;
            }
            let (this, from) = (column, start);
            column += 1;
            start = place + 1;
            let is_blank = |byte: &u8| matches!(byte, b' ' | b'"' | b'\t' | b'\r');
            let cell = text.get(from..place)?;
            let left = cell.iter().take_while(|byte| is_blank(byte)).count();
            let right = cell.iter().rev().take_while(|byte| is_blank(byte)).count();
            (left + right < cell.len() && this < self.columns).then_some((
                this,
                from + left,
                place - right,
            ))
        })
    }

    pub(crate) fn has_header(&self) -> bool {
        !self.headers.is_empty()
    }

    pub(crate) fn header(&self, column: usize) -> Option<&str> {
        self.headers.get(column).map(String::as_str)
    }

    /// The cell that an offset lies in, if its line begins within reach.
    pub(crate) fn cell(&self, text: &[u8], offset: usize, is_first_chunk: bool) -> Option<Cell> {
        let floor = offset.saturating_sub(REACH / 2);
        let window = text.get(floor..offset)?;
        let line = match memchr::memrchr(b'\n', window) {
            Some(place) => floor + place + 1,
            None if floor == 0 => 0,
            None => return None,
        };
        let mut column = 0;
        let mut start = line;
        let mut quoted = false;
        for (place, byte) in text.get(line..offset)?.iter().enumerate() {
            if *byte == b'"' {
                quoted = !quoted;
            } else if *byte == self.delimiter && !quoted {
                column += 1;
                start = line + place + 1;
            }
        }
        (column < self.columns).then_some(Cell {
            column,
            start,
            is_header: line == 0 && is_first_chunk && self.has_header(),
        })
    }
}

/// Whether the lines all have the same number of cells, and enough of them.
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
    let same = counts.filter(|count| *count == first).count();
    first >= 2 && enough && (same + 1) * 10 >= lines.len() * 9
}

/// How many cells a line has.
fn count(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    let mut cells = 1;
    for byte in line.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        } else if byte == delimiter && !quoted {
            cells += 1;
        }
    }
    cells
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
fn is_header_cell(cell: &str) -> bool {
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
        let table = Table::sniff("k.csv", "123456782,a@b.nl\n111222333,c@d.nl\n").unwrap();
        assert!(!table.has_header());
        assert_eq!(
            Table::sniff("letter.txt", "Beste Jan, hoe gaat het?\nGoed, dank je.\n"),
            None
        );
        assert_eq!(Table::sniff("a.rs", "a,b,c\nd,e,f\ng,h,i\nj,k,l\n"), None);
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
