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
    for (start, value) in column_values(view, hit, is_password_header) {
        // A hash has a detector of its own.
        let is_stored = value.starts_with(['$', '{']) || value.len() >= 32;
        if is_stored || !(is_password(value, true, view.nature) || is_word_password(value)) {
            continue;
        }
        candidates.push(
            Found::new(start, start + value.len(), value)
                .masked(Mask::Whole)
                .shape("a value in a column of passwords", 0.45)
                .check("no placeholder", 0.25),
        );
    }
}

/// What a statement that begins with a hit puts into the first column of a name, and where each value begins.
pub(crate) fn column_values<'v>(
    view: &'v View<'_>,
    hit: Hit,
    is_header: fn(&str) -> bool,
) -> Vec<(usize, &'v str)> {
    read_statement(view, hit, is_header).unwrap_or_default()
}

fn read_statement<'v>(
    view: &'v View<'_>,
    hit: Hit,
    is_header: fn(&str) -> bool,
) -> Option<Vec<(usize, &'v str)>> {
    let text = view.slice(hit.end..hit.end + STATEMENT);
    let (table, rest) = text.split_once('(')?;
    // `INSERT INTO t VALUES (…)` names no columns.
    let names_none = table
        .trim_end()
        .get(table.trim_end().len().saturating_sub("values".len())..)
        .is_some_and(|last| last.eq_ignore_ascii_case("values"));
    if table.len() > 80 || table.contains([';', '\n']) || names_none {
        return None;
    }
    let (columns, rows) = rest.split_once(')')?;
    let column = columns.split(',').take(COLUMNS).position(|name| {
        is_header(name.trim_matches([' ', '`', '"', '[', ']', '\n', '\t', '\r']))
    })?;
    let values = rows
        .get(..24)
        .and_then(|head| head.to_ascii_lowercase().find("values"))?;
    let offset = hit.end + text.len() - rows.len() + values + "values".len();
    let found = column_of(view.slice(offset..hit.end + STATEMENT), column);
    Some(
        found
            .into_iter()
            .map(|(start, value)| (offset + start, value))
            .collect(),
    )
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
