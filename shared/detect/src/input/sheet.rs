//! Rows and cells as text, and as a table: what spreadsheets and tables in letters have in common.

use crate::chunk::{Place, TextScan};
use crate::table::{is_column, is_header_cell};

/// How many rows are looked at to find the one that names the columns.
const HELD_ROWS: usize = 12;
/// How much of them is held.
const HELD_BYTES: usize = 64 << 10;
/// How many cells of a row are held.
const CELLS_MAX: usize = 20_000;
/// How many columns are told apart.
const COLUMNS_MAX: usize = 1_024;

type Row = Vec<(u32, String)>;

/// A sheet as it is read, row by row.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    number: u32,
    row: Row,
    row_bytes: usize,
    /// The first rows, until it is known which of them names the columns.
    held: Vec<(u32, Row)>,
    held_bytes: usize,
    is_decided: bool,
    table: Option<usize>,
    columns: usize,
}

impl Sheet {
    /// A cell, by its row and column from 0. Rows come one after the other.
    pub(super) fn cell(&mut self, row: u32, column: u32, value: String, scan: &mut TextScan<'_>) {
        if row != self.number || self.row.len() >= CELLS_MAX || self.row_bytes > HELD_BYTES {
            self.end_row(scan);
            self.number = row;
        }
        if !value.trim().is_empty() {
            self.row_bytes += value.len();
            self.row.push((column, value));
        }
    }

    /// There are no more rows.
    pub(super) fn finish(&mut self, scan: &mut TextScan<'_>) {
        self.end_row(scan);
        self.decide(scan);
    }

    fn end_row(&mut self, scan: &mut TextScan<'_>) {
        let row = std::mem::take(&mut self.row);
        let bytes = std::mem::take(&mut self.row_bytes);
        if row.is_empty() {
            return;
        }
        if self.is_decided {
            self.write(self.number, &row, true, scan);
            return;
        }
        self.held_bytes += bytes;
        self.held.push((self.number, row));
        if self.held.len() >= HELD_ROWS || self.held_bytes > HELD_BYTES {
            self.decide(scan);
        }
    }

    /// Finds the row that names the columns, and writes what was held.
    fn decide(&mut self, scan: &mut TextScan<'_>) {
        if std::mem::replace(&mut self.is_decided, true) {
            return;
        }
        let held = std::mem::take(&mut self.held);
        let widest = held.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
        let header = if widest == 1 {
            let cells = held.iter().flat_map(|(_, row)| row.iter());
            let cells: Vec<&str> = cells.map(|(_, cell)| cell.as_str()).collect();
            is_column(&cells).then_some(0)
        } else {
            held.iter().position(|(_, row)| {
                row.len() >= 2
                    && row.len() * 5 >= widest * 3
                    && row.iter().all(|(_, cell)| is_header_cell(cell.trim()))
            })
        };
        let header = header.filter(|header| header + 1 < held.len());
        let columns = held
            .iter()
            .flat_map(|(_, row)| row.iter().map(|(column, _)| *column as usize + 1))
            .filter(|columns| *columns <= COLUMNS_MAX)
            .max()
            .unwrap_or(0);
        let mut headers = vec![String::new(); columns];
        if let Some((_, row)) = header.and_then(|header| held.get(header)) {
            for (column, cell) in row {
                if let Some(named) = headers.get_mut(*column as usize) {
                    cell.trim().clone_into(named);
                }
            }
        }
        self.columns = columns;
        self.table = scan.cells().and_then(|table| table.begin(headers));
        for (place, (number, row)) in held.iter().enumerate() {
            let is_data = header.is_none_or(|header| place > header);
            self.write(*number, row, is_data, scan);
        }
    }

    fn write(&self, number: u32, row: &Row, is_data: bool, scan: &mut TextScan<'_>) {
        let from = scan.length();
        if let (Some(told), true, Some(table)) = (self.table, is_data, scan.cells()) {
            table.row(told);
        }
        for (column, value) in row {
            let place = Place::Cell {
                row: number,
                column: *column,
            };
            let start = scan.length();
            if value.contains(['\t', '\n', '\r']) {
                scan.append(&value.replace(['\t', '\n', '\r'], " "), place);
            } else {
                scan.append(value, place);
            }
            let end = scan.length();
            scan.extend("\t");
            if let (Some(told), true, Some(table)) = (self.table, is_data, scan.cells()) {
                let from = if self.columns == 2 { from } else { start };
                table.mark_in_row(told, *column as usize, start, end, from);
            }
        }
        scan.extend("\n");
    }
}
