//! A table in running text, cell by cell: of a document or a page, not of a spreadsheet.

use crate::table::{Table, is_header_cell};

/// How many columns have names.
const HEADERS_MAX: usize = 1_024;
/// How much of a name is read.
const HEADER_BYTES: usize = 80;

/// The table at hand. Its first row may name the columns; those that follow are told with where their cells stand in
/// all the text there ever was.
#[derive(Debug, Default)]
pub(super) struct Grid {
    table: Option<usize>,
    headers: Vec<String>,
    is_header_read: bool,
    column: usize,
    row_start: u64,
    cell_start: u64,
}

impl Grid {
    pub(super) fn row_begins(&mut self, at: u64) {
        self.column = 0;
        self.row_start = at;
    }

    pub(super) fn cell_begins(&mut self, at: u64) {
        self.cell_start = at;
        if !self.is_header_read && self.headers.len() < HEADERS_MAX {
            self.headers.push(String::new());
        }
    }

    /// Text within a cell.
    pub(super) fn says(&mut self, text: &str) {
        if !self.is_header_read
            && let Some(header) = self.headers.last_mut()
            && header.len() < HEADER_BYTES
        {
            header.push_str(text);
        }
    }

    pub(super) fn cell_ends(&mut self, at: u64, table: Option<&mut Table>) {
        if let (Some(told), true, Some(table)) = (self.table, self.is_header_read, table) {
            let from = if table.width(told) == 2 {
                self.row_start
            } else {
                self.cell_start
            };
            table.mark_in_row(told, self.column, self.cell_start, at, from);
        }
        self.column += 1;
    }

    /// `may_name` tells of the first row, by its cells, whether it may name the columns.
    pub(super) fn row_ends(
        &mut self,
        table: Option<&mut Table>,
        may_name: impl FnOnce(&[String]) -> bool,
    ) {
        if self.is_header_read {
            if let (Some(told), Some(table)) = (self.table, table) {
                table.row(told);
            }
            return;
        }
        self.is_header_read = true;
        let headers: Vec<String> = std::mem::take(&mut self.headers)
            .into_iter()
            .map(|header| header.trim().to_owned())
            .collect();
        if may_name(&headers)
            && headers.iter().all(|header| is_header_cell(header))
            && headers.iter().any(|header| !header.is_empty())
        {
            self.table = table.and_then(|table| table.begin(headers));
        }
    }
}
