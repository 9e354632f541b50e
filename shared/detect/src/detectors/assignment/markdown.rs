//! Passwords in tables of Markdown: in the column that a header names, and in the cell behind their name.

use super::super::named::words;
use super::is_password_header;
use super::value::{is_joined_names, is_password, is_strong};
use crate::mask::Mask;
use crate::placeholder::is_placeholder;
use crate::view::{Candidates, Found, Hit, View};

/// The words of a header, or of a first cell.
pub(crate) const HEADER_WORDS: &[&str] = &[
    "password",
    "passwd",
    "wachtwoord",
    "passwort",
    "pwd",
    "login",
    "credential",
];

/// How far behind its header a row may stand.
const TABLE: usize = 4_096;
/// How long a row may be.
const ROW: usize = 512;

/// Looks at the word of a header, or of the cell before a password.
pub(crate) fn examine_header(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !view.nature.is_prose() {
        return;
    }
    let from = hit.start.saturating_sub(ROW);
    let before = view.slice(from..hit.start);
    let line_start = hit.start - before.rsplit('\n').next().unwrap_or_default().len();
    let text = view.slice(line_start..line_start + TABLE);
    let mut lines = text.split('\n');
    let row = lines.next().unwrap_or_default();
    let before = view.slice(line_start..hit.start);
    if !before.trim_start().starts_with('|') {
        return;
    }
    let column = before.matches('|').count();
    let header = row.split('|').nth(column).unwrap_or_default();
    let name = header.trim_matches([' ', '*', '`']);
    let is_password = is_password_header(name);
    let rule = lines.next().unwrap_or_default();
    let is_rule = rule.contains("--") && rule.bytes().all(|byte| b"|-+: \t\r".contains(&byte));
    if !is_rule {
        let words = words(name);
        let is_pair = words
            .last()
            .is_some_and(|last| matches!(last.as_str(), "login" | "credentials" | "credential"));
        if is_password || is_pair {
            examine_cell(view, line_start, row, column + 1, is_pair, candidates);
        }
        return;
    }
    if !is_password {
        return;
    }
    let mut start = line_start + row.len() + 1 + rule.len() + 1;
    for row in lines {
        if !row.trim_start().starts_with('|') {
            break;
        }
        examine_cell(view, start, row, column, false, candidates);
        start += row.len() + 1;
    }
}

/// The value of a cell, or behind the user in it.
fn examine_cell(
    view: &View<'_>,
    start: usize,
    row: &str,
    column: usize,
    is_pair: bool,
    candidates: &mut Candidates,
) {
    // Only what a further sign closes is a whole cell.
    if row.matches('|').count() <= column {
        return;
    }
    let Some(cell) = row.split('|').nth(column) else {
        return;
    };
    let mut value = cell.trim_matches([' ', '`', '*', '\t']);
    let mut is_pair = is_pair;
    if let Some((user, password)) = value
        .split_once(" / ")
        .or_else(|| value.split_once('/').filter(|_| is_pair))
        .or_else(|| value.split_once(':').filter(|_| is_pair))
    {
        let is_user = user
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"@._-`".contains(&byte));
        if !is_user {
            return;
        }
        is_pair = false;
        value = password.trim_matches([' ', '`']);
    }
    // What a column says of a password has spaces or is a word.
    let is_told = (is_password(value, true, view.nature) || is_joined_names(value))
        && !is_placeholder(value)
        && !value.contains(['(', '[', '<', '/'])
        || is_strong(value);
    if is_pair || !is_told {
        return;
    }
    let Some(place) = row.rfind(value) else {
        return;
    };
    candidates.push(
        Found::new(start + place, start + place + value.len(), value)
            .masked(Mask::Whole)
            .shape("a value in a column of passwords", 0.45)
            .check("no placeholder", 0.25),
    );
}
