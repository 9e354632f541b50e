//! Secrets in the column of a table of HTML that a header names: `<th>password</th>`, and the rows below it.

use super::value::is_strong;
use super::{classes, is_made, is_password};
use crate::mask::Mask;
use crate::placeholder::is_placeholder;
use crate::view::{Candidates, Found, Hit, View};

/// The ends of headers, in any case.
pub(super) const HEADERS: &[&str] = &[
    "password</th>",
    "passwd</th>",
    "wachtwoord</th>",
    "secret</th>",
    "token</th>",
    "api key</th>",
    "apikey</th>",
];

/// How far before its end the row of a header may begin.
const ROW: usize = 1_000;
/// How far behind it a row may stand.
const TABLE: usize = 4_096;

/// Looks at the column below a header.
pub(super) fn examine_header(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let before = view.slice(hit.start.saturating_sub(ROW)..hit.start);
    let Some(row) = before.rfind("<tr") else {
        return;
    };
    let column = before.get(row..).unwrap_or_default().matches("<th").count();
    let is_key = !view
        .slice(hit.start..hit.end)
        .to_ascii_lowercase()
        .contains('w');
    let text = view.slice(hit.end..hit.end + TABLE);
    let text = text.split("</table").next().unwrap_or_default();
    let mut at = 0;
    // What is before the first row belongs to the header.
    for (place, row) in text.split("<tr").enumerate() {
        let start = hit.end + at;
        at += row.len() + "<tr".len();
        if place > 0 {
            examine_row(view, start, row, column, is_key, candidates);
        }
    }
}

/// The cell of a column, as far as a row has it.
fn examine_row(
    view: &View<'_>,
    start: usize,
    row: &str,
    column: usize,
    is_key: bool,
    candidates: &mut Candidates,
) {
    let Some(cell) = row.split("<td").nth(column) else {
        return;
    };
    let Some((cell, _)) = cell.split_once("</td") else {
        return;
    };
    // The text within the tags of the cell.
    let Some(value) = cell
        .split('>')
        .map(|part| part.split('<').next().unwrap_or_default().trim())
        .skip(1)
        .find(|part| !part.is_empty())
    else {
        return;
    };
    let is_secret = if is_key {
        value.len() >= 16 && is_made(value, true)
    } else {
        is_strong(value)
            || is_password(value, true, view.nature)
                && classes(value) >= 2
                && value.bytes().any(|byte| byte.is_ascii_digit())
    };
    if !is_secret || is_placeholder(value) || value.contains([' ', '&', '(', '[']) {
        return;
    }
    let Some(place) = row.find(value) else {
        return;
    };
    candidates.push(
        Found::new(start + place, start + place + value.len(), value)
            .masked(Mask::Whole)
            .shape("a value in a column of passwords", 0.45)
            .check("no placeholder", 0.25),
    );
}

#[cfg(test)]
mod tests {
    use crate::tests::count;

    #[test]
    fn the_column_of_a_header_is_told() {
        for (rows, expected) in [
            (
                "<table><tr><th>user</th><th>password</th></tr>\n<tr><td>jan</td><td>Stroopwafel42</td></tr>\n\
                 <tr><td>piet</td><td><code>Gouda-Kaas77</code></td></tr></table>",
                2,
            ),
            (
                "<tr><th>Token</th><th>of</th></tr><tr><td>q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y</td><td>jan</td></tr>",
                1,
            ),
            (
                "<tr><th>field</th><th>password</th></tr><tr><td>length</td><td>at least 8</td></tr>",
                0,
            ),
            (
                "<tr><th>password</th></tr></table><tr><td>Stroopwafel42</td></tr>",
                0,
            ),
        ] {
            assert_eq!(
                count("a.html", rows, "password-assignment"),
                expected,
                "{rows}"
            );
        }
    }
}
