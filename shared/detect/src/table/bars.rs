//! Tables among other text whose cells are parted by bars: those of Markdown, with or without bars at their edges, of
//! Org, reStructuredText and wikis, and what `mysql` and `psql` print.
//!
//! A header, a line of dashes and a row with as many cells make one. What stands between tables is passed over
//! by looking for the next bar.

use super::{Table, is_header_cell, trimmed};
use crate::view::REACH;

/// A longer line is no row. All of one lies in reach of where it begins.
const LINE_MAX: usize = REACH / 2;

/// What the lines so far were.
#[derive(Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Outside,
    /// The last line may be a header of these columns.
    Header(Vec<String>),
    /// Below it was a line of dashes.
    Ruled(Vec<String>),
    /// Rows of this table.
    Rows(Begun),
}

/// A table that has a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Begun {
    number: usize,
    width: usize,
    /// Whether its rows begin with a bar: one with too few cells is a row as well then, as people leave the last
    /// ones out, and one with too many, of which a bar stands in a cell.
    is_edged: bool,
}

/// Reads a text as it passes.
#[derive(Debug, Default)]
pub(crate) struct Bars {
    /// How far lines were read, in all the text there ever was.
    read: u64,
    /// Whether that is within a line which is too long for a row.
    is_within: bool,
    state: State,
}

impl Bars {
    /// Whether a table begins in a text, of which there may be more.
    pub(super) fn begins(head: &str) -> bool {
        let mut table = None;
        Self::default().push(head.as_bytes(), 0, head.len(), false, &mut table);
        table.is_some()
    }

    /// Reads the lines that end before `to`, and marks their cells. The text begins at `base`; there is a table once
    /// one has begun.
    pub(crate) fn push(
        &mut self,
        text: &[u8],
        base: u64,
        to: usize,
        is_end: bool,
        table: &mut Option<Table>,
    ) {
        let text = text.get(..to).unwrap_or(text);
        let mut at = usize::try_from(self.read.saturating_sub(base)).unwrap_or(text.len());
        while at < text.len() {
            let rest = text.get(at..).unwrap_or_default();
            if self.is_within {
                match memchr::memchr(b'\n', rest) {
                    Some(end) => at += end + 1,
                    None => at = text.len(),
                }
                self.is_within = at == text.len() && !text.ends_with(b"\n");
                continue;
            }
            if self.state == State::Outside {
                let bar = memchr::memchr(b'|', rest).unwrap_or(rest.len());
                at += memchr::memrchr(b'\n', rest.get(..bar).unwrap_or_default())
                    .map_or(0, |end| end + 1);
            }
            let rest = text.get(at..).unwrap_or_default();
            let end = match memchr::memchr(b'\n', rest) {
                Some(end) => end,
                None if rest.len() > LINE_MAX => {
                    self.state = State::Outside;
                    self.is_within = true;
                    at = text.len();
                    break;
                }
                None if is_end => rest.len(),
                None => break,
            };
            let line = rest.get(..end).unwrap_or_default();
            self.line(line, base, at, table);
            at += end + 1;
        }
        self.read = base + at.min(text.len()) as u64;
    }

    fn line(&mut self, line: &[u8], base: u64, at: usize, table: &mut Option<Table>) {
        let start = base + at as u64;
        let state = std::mem::take(&mut self.state);
        if line.len() > LINE_MAX {
            return;
        }
        self.state = match state {
            State::Header(fields) if is_rule(line) => State::Ruled(fields),
            State::Outside | State::Header(_) => match (wiki_header(line), header(line)) {
                (Some(fields), _) => State::Ruled(fields),
                (None, Some(fields)) => State::Header(fields),
                (None, None) => State::Outside,
            },
            State::Ruled(fields) => {
                let width = fields.len();
                if cells(line).len() != width {
                    return;
                }
                let begun = table
                    .get_or_insert_with(|| Table::among_text(b'|', base))
                    .begin(fields);
                let Some(number) = begun else { return };
                let is_edged = has_edge(line);
                let begun = Begun {
                    number,
                    width,
                    is_edged,
                };
                begun.row(line, start, table);
                State::Rows(begun)
            }
            State::Rows(begun) => {
                if !is_rule(line) && !begun.row(line, start, table) {
                    return;
                }
                State::Rows(begun)
            }
        };
    }
}

impl Begun {
    /// Marks the cells of a line, if it is a row.
    fn row(self, line: &[u8], start: u64, table: &mut Option<Table>) -> bool {
        let Self {
            number,
            width,
            is_edged,
        } = self;
        let cells = cells(line);
        let is_row = cells.len() == width || is_edged && has_edge(line);
        let (true, Some(table)) = (is_row, table) else {
            return false;
        };
        table.row(number);
        let first = cells.first().map_or(0, |(from, _)| *from);
        for (column, (from, to)) in cells.into_iter().enumerate() {
            // In a list of two columns the first says what the second holds.
            let says = if width == 2 { first } else { from };
            let place = |place: usize| start + place as u64;
            table.mark_in_row(number, column, place(from), place(to), place(says));
        }
        true
    }
}

/// Whether a line begins with a bar.
fn has_edge(line: &[u8]) -> bool {
    line.trim_ascii_start().starts_with(b"|")
}

/// The line below a header: `|---|:--:|`, `--- | ---`, `|---+---|`, `+===+===+`.
fn is_rule(line: &[u8]) -> bool {
    let mut dashes = 0;
    let mut bars = 0;
    for byte in line {
        match byte {
            b'-' | b'=' => dashes += 1,
            b'|' | b'+' => bars += 1,
            b':' | b' ' | b'\t' | b'\r' => {}
            _ => return false,
        }
    }
    bars > 0 && dashes > 1
}

/// The columns that a line of a wiki names: `||Naam||BSN||`, which needs no line of dashes.
fn wiki_header(line: &[u8]) -> Option<Vec<String>> {
    let line = std::str::from_utf8(line).ok()?.trim();
    let inner = line.strip_prefix("||")?.strip_suffix("||")?;
    header(inner.replace("||", "|").as_bytes())
}

/// The columns that a line names, if it may be a header.
fn header(line: &[u8]) -> Option<Vec<String>> {
    let names: Vec<String> = cells(line)
        .into_iter()
        .map(|(from, to)| std::str::from_utf8(line.get(from..to)?).ok())
        .map(|name| Some(name?.replace("**", "")))
        .collect::<Option<_>>()?;
    let fits = names.len() > 1 && names.iter().all(|name| is_header_cell(name)) && !is_rule(line);
    fits.then_some(names)
}

/// Where the content of each cell begins and ends, without blanks and what makes it bold or code.
fn cells(line: &[u8]) -> Vec<(usize, usize)> {
    let mut cells = Vec::new();
    let (mut from, mut is_escaped) = (0, false);
    for (place, byte) in line.iter().enumerate() {
        match byte {
            b'\\' => {
                is_escaped = !is_escaped;
                continue;
            }
            b'|' if !is_escaped => {
                // The bar at the edge parts nothing.
                if from > 0
                    || !line
                        .get(..place)
                        .unwrap_or_default()
                        .trim_ascii()
                        .is_empty()
                {
                    cells.push(content(line, from, place));
                }
                from = place + 1;
            }
            _ => {}
        }
        is_escaped = false;
    }
    if from > 0 && !line.get(from..).unwrap_or_default().trim_ascii().is_empty() {
        cells.push(content(line, from, line.len()));
    }
    cells
}

fn content(line: &[u8], from: usize, to: usize) -> (usize, usize) {
    trimmed(line, from, to, b" \t\r*`")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The headers and contents of all cells of a text that comes in pieces.
    fn told(text: &str, piece: usize) -> Vec<(String, String)> {
        let mut bars = Bars::default();
        let mut table = None;
        let mut end = 0;
        while end < text.len() {
            end = (end + piece).min(text.len());
            bars.push(text.as_bytes(), 0, end, end == text.len(), &mut table);
        }
        let Some(table) = table else {
            return Vec::new();
        };
        let mut cells = Vec::new();
        table.each_cell(text.as_bytes(), true, |column, from, to| {
            let header = table.header(column).unwrap_or_default();
            cells.push((header.to_owned(), text[from..to].to_owned()));
        });
        cells
    }

    fn pairs(told: &[(String, String)]) -> String {
        let pairs: Vec<String> = told
            .iter()
            .map(|(header, value)| format!("{header}={value}"))
            .collect();
        pairs.join(",")
    }

    #[test]
    fn tables_of_every_dialect() {
        for (text, expected) in [
            (
                "# Leden\n\n| Naam | **BSN** |\n|---|:--|\n| Jan | `12` |\n| Piet\\|er | 34 |\n\nEen | alinea.\n\n| Optie | Waarde |\n| --- | --- |\n| aan | ja |",
                "Naam=Jan,BSN=12,Naam=Piet\\|er,BSN=34,Optie=aan,Waarde=ja",
            ),
            ("Naam | BSN\r\n--- | ---\r\nJan | 12\r\n", "Naam=Jan,BSN=12"),
            (
                "+-----+------+\n| nr  | bsn  |\n+-----+------+\n|  1  |   12 |\n|  2  | NULL |\n+-----+------+\n2 rows in set",
                "nr=1,bsn=12,nr=2,bsn=NULL",
            ),
            (" nr | bsn\n----+-----\n  1 |  12\n(1 row)\n", "nr=1,bsn=12"),
            ("| nr | bsn |\n|----+-----|\n| 1 | 12 |\n", "nr=1,bsn=12"),
            (
                "+----+-----+\n| nr | bsn |\n+====+=====+\n| 1  | 12  |\n+----+-----+\n| 2  |     |\n+----+-----+\n",
                "nr=1,bsn=12,nr=2",
            ),
            ("||nr||bsn||\n|1|12|\n|2|34|\n", "nr=1,bsn=12,nr=2,bsn=34"),
            (
                "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |\n| 4 | 5|6 |\n| 7 | 8 |\nx\n| 9 | 0 |\n",
                "a=1,b=2,a=3,a=4,b=5,a=7,b=8",
            ),
            ("| a | b |\n|---|---|\n\n| 1 | 2 |\n", ""),
            ("| 1 | 2 |\n|---|---|\n| 3 | 4 |\n", ""),
            ("a | b\nc | d\n", ""),
            ("cat a | grep b\n---\nx | y\n", ""),
        ] {
            assert_eq!(pairs(&told(text, usize::MAX / 2)), expected, "{text}");
        }
    }

    #[test]
    fn a_line_without_end_is_no_row() {
        let long = format!(
            "| a | b |\n|---|---|\n| 1 | {} |\n| 2 | 3 |\n\n| c | d |\n|---|---|\n| 4 | 5 |\n",
            "x".repeat(3 * LINE_MAX)
        );
        for piece in [100, LINE_MAX, usize::MAX / 2] {
            assert_eq!(pairs(&told(&long, piece)), "c=4,d=5", "{piece}");
        }
    }

    proptest! {
        #[test]
        fn how_a_text_comes_changes_nothing(text in "([ab1|+=\\\\ -]|\\|---\\|---\\||\n){0,80}", piece in 1..40_usize) {
            prop_assert_eq!(told(&text, piece), told(&text, usize::MAX / 2));
        }
    }
}
