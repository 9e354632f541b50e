//! Passwords in the rows that a statement of SQL inserts: `INSERT INTO users (name, password) VALUES ('jan', '…')`.

use super::is_password_header;
use super::value::{is_password, is_word_password};
use crate::mask::Mask;
use crate::view::{Candidates, Found, Hit, View};

/// How much of a statement is read.
const STATEMENT: usize = 4_096;
/// How many columns are told apart.
const COLUMNS: usize = 64;

/// Looks at a statement behind its first words.
pub(crate) fn examine_insert(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let text = view.slice(hit.end..hit.end + STATEMENT);
    let Some((table, _)) = text.split_once('(') else {
        return;
    };
    if table.len() > 80 || table.contains([';', '\n']) {
        return;
    }
    let Some((columns, rows)) = text
        .get(table.len() + 1..)
        .and_then(|rest| rest.split_once(')'))
    else {
        return;
    };
    let Some(column) = columns.split(',').take(COLUMNS).position(|name| {
        is_password_header(name.trim_matches([' ', '`', '"', '[', ']', '\n', '\t', '\r']))
    }) else {
        return;
    };
    let Some(values) = rows
        .get(..24)
        .and_then(|head| head.to_ascii_lowercase().find("values"))
    else {
        return;
    };
    let offset = hit.end + text.len() - rows.len() + values + "values".len();
    for (start, value) in column_of(view.slice(offset..hit.end + STATEMENT), column) {
        // A hash has a detector of its own.
        let is_stored = value.starts_with(['$', '{']) || value.len() >= 32;
        if is_stored || !(is_password(value, true, view.nature) || is_word_password(value)) {
            continue;
        }
        let start = offset + start;
        candidates.push(
            Found::new(start, start + value.len(), value)
                .masked(Mask::Whole)
                .shape("a value in a column of passwords", 0.45)
                .check("no placeholder", 0.25),
        );
    }
}

/// The literals of one column, and where they begin: the first one of each expression.
fn column_of(rows: &str, column: usize) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut depth, mut place, mut open, mut was_told) = (0_usize, 0_usize, None, false);
    for (at, byte) in rows.bytes().enumerate() {
        match (open, byte) {
            (Some(start), b'\'') => {
                if depth > 0 && place == column && !was_told {
                    found.push((start, rows.get(start..at).unwrap_or_default()));
                    was_told = true;
                }
                open = None;
            }
            (None, b'\'') => open = Some(at + 1),
            (None, b'(') => {
                if depth == 0 {
                    (place, was_told) = (0, false);
                }
                depth += 1;
            }
            (None, b')') => depth = depth.saturating_sub(1),
            (None, b',') if depth == 1 => {
                place += 1;
                was_told = false;
            }
            (None, b';') => break,
            (Some(_) | None, _) => {}
        }
    }
    found
}
