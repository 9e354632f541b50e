//! Findings as a table that fits the screen.
//!
//! One group a severity, worst first; in a group by path and line. A column is as wide as its content where
//! there is room. Where there isn't, cells break over several lines, and the widths are chosen so that the
//! table gets as few lines as possible; nothing is ever cut off.

use anstyle::{AnsiColor, Style};
use console::measure_text_width;

use crate::model::{Finding, Location, Severity};
use crate::screen::{Screen, without_controls};

const HEADINGS: [&str; COLUMNS] = ["WHERE", "WHAT", "EVIDENCE", "ARTICLE"];
const COLUMNS: usize = 4;
const INDENT: usize = 2;
const GAP: usize = 2;
/// No column gets narrower than this.
const NARROWEST: usize = 8;
/// Asterisks that stand for whatever is masked, however long it is.
const MASK: usize = 4;
/// The most columns of text that change hands at once.
const MOST_TRADED: usize = 12;
/// Rows that are looked at when widths are chosen; more change little and cost time.
const SAMPLE: usize = 64;

const DIM: Style = Style::new().dimmed();

type Row = [String; COLUMNS];
type Widths = [usize; COLUMNS];

/// The table of `findings`, ending in a newline; nothing when there are none.
#[must_use]
pub fn render(findings: &[Finding], screen: Screen) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by(|a, b| {
        b.severity
            .cmp(&a.severity)
            .then_with(|| a.location.cmp(&b.location))
    });
    let rows: Vec<Row> = sorted.iter().map(|finding| cells(finding)).collect();
    let widths = widths(&rows, screen.columns());

    let mut table = String::new();
    push_row(
        &mut table,
        &HEADINGS.map(str::to_owned),
        widths,
        |_, text| screen.paint(DIM, text),
    );
    let mut group = None;
    for (finding, row) in sorted.iter().zip(&rows) {
        if group != Some(finding.severity) {
            group = Some(finding.severity);
            table.push('\n');
            table.push_str(&screen.paint(style(finding.severity), finding.severity.word()));
            table.push('\n');
        }
        push_row(&mut table, row, widths, |column, text| {
            match HEADINGS.get(column) {
                Some(&"ARTICLE") => screen.paint(DIM, text),
                _ => text.to_owned(),
            }
        });
    }
    table
}

/// The colour in which a severity is shown.
pub(crate) fn style(severity: Severity) -> Style {
    let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    match severity {
        Severity::Critical => colour(AnsiColor::Red).bold(),
        Severity::High => colour(AnsiColor::Red),
        Severity::Medium => colour(AnsiColor::Yellow),
        Severity::Low => colour(AnsiColor::Cyan),
    }
}

fn cells(finding: &Finding) -> Row {
    let Location {
        path, part, line, ..
    } = &finding.location;
    let mut place = line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"));
    for beside in [part, &finding.commit].into_iter().flatten() {
        place = format!("{place} ({beside})");
    }
    let evidence = shorter_mask(finding.evidence.as_deref().unwrap_or_default());
    let evidence = match finding.occurrences {
        0 | 1 => evidence,
        occurrences => format!("{evidence} ×{occurrences}").trim_start().to_owned(),
    };
    let article = finding.article.clone().unwrap_or_default();
    // What was scanned may contain anything, also what would rewrite a terminal.
    [place, finding.title.clone(), evidence, article]
        .map(|text| without_controls(&text).replace('\n', " "))
}

/// Evidence with no more than [`MASK`] asterisks in a row: how long a secret is helps nobody.
fn shorter_mask(evidence: &str) -> String {
    let mut run = 0;
    let mut shorter = evidence.to_owned();
    shorter.retain(|character| {
        run = if character == '*' { run + 1 } else { 0 };
        run <= MASK
    });
    shorter
}

/// Column widths that fit in `columns`: what the content wants, less what is least missed.
fn widths(rows: &[Row], columns: usize) -> Widths {
    let mut wanted = HEADINGS.map(measure_text_width);
    for row in rows {
        for (width, cell) in wanted.iter_mut().zip(row) {
            *width = (*width).max(measure_text_width(cell));
        }
    }
    let room = columns.saturating_sub(INDENT + GAP * (COLUMNS - 1));
    let mut excess = wanted.iter().sum::<usize>().saturating_sub(room);
    if excess == 0 {
        return wanted;
    }
    // First the widest columns give way, one by one, down to the narrowest useful width.
    let mut widths = wanted;
    while excess > 0 {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => return widths,
        }
        excess -= 1;
    }
    // Then columns trade width as long as that makes the table shorter.
    let heights = Heights::measure(rows.get(..SAMPLE).unwrap_or(rows), wanted);
    let mut best = (heights.cost(widths), widths);
    loop {
        let trades = (0..COLUMNS * COLUMNS)
            .flat_map(|pair| (1..=MOST_TRADED).map(move |traded| (pair, traded)));
        let better = trades.filter_map(|(pair, traded)| {
            let mut widths = best.1;
            let giver = widths.get_mut(pair / COLUMNS)?;
            *giver = giver
                .checked_sub(traded)
                .filter(|width| *width >= NARROWEST)?;
            *widths.get_mut(pair % COLUMNS)? += traded;
            Some((heights.cost(widths), widths))
        });
        match better.min() {
            Some(better) if better.0 < best.0 => best = better,
            _ => return best.1,
        }
    }
}

/// How many lines each cell takes at each width.
struct Heights {
    /// By row, column and width.
    lines: Vec<[Vec<usize>; COLUMNS]>,
}

impl Heights {
    fn measure(rows: &[Row], wanted: Widths) -> Self {
        let measure = |row: &Row| {
            let mut lines: [Vec<usize>; COLUMNS] = Default::default();
            for ((lines, cell), wanted) in lines.iter_mut().zip(row).zip(wanted) {
                *lines = (0..wanted)
                    .map(|width| wrap(cell, width.max(NARROWEST)).len())
                    .collect();
            }
            lines
        };
        Self {
            lines: rows.iter().map(measure).collect(),
        }
    }

    /// What widths cost: first the lines that the rows take, then the cells that break.
    fn cost(&self, widths: Widths) -> (usize, usize) {
        let mut cost = (0, 0);
        for row in &self.lines {
            // A cell takes one line at the width that it wants, and none when it is empty.
            let lines = row
                .iter()
                .zip(widths)
                .map(|(lines, width)| lines.get(width).copied().unwrap_or(1));
            cost.0 += lines.clone().max().unwrap_or(0);
            cost.1 += lines.sum::<usize>();
        }
        cost
    }
}

fn push_row(table: &mut String, row: &Row, widths: Widths, paint: impl Fn(usize, &str) -> String) {
    let mut wrapped: [Vec<String>; COLUMNS] = Default::default();
    for ((lines, cell), width) in wrapped.iter_mut().zip(row).zip(widths) {
        *lines = wrap(cell, width);
    }
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut padding = INDENT;
        for (column, (lines, width)) in wrapped.iter().zip(widths).enumerate() {
            let text = lines.get(line).map_or("", String::as_str);
            if !text.is_empty() {
                table.push_str(&" ".repeat(padding));
                table.push_str(&paint(column, text));
                padding = 0;
            }
            padding += width.saturating_sub(measure_text_width(text)) + GAP;
        }
        table.push('\n');
    }
}

/// Breaks `text` into lines of at most `width` columns: after a space, `/` or `@`; in a piece that is longer
/// than a line after `-` or `_`; in a piece that is still longer, anywhere.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in text.split_inclusive([' ', '/', '@']) {
        if fits(piece.trim_end(), width) {
            push_piece(&mut lines, &mut line, piece, width);
            continue;
        }
        for part in piece.split_inclusive(['-', '_']) {
            if fits(part, width) {
                push_piece(&mut lines, &mut line, part, width);
                continue;
            }
            for character in part.chars() {
                push_piece(
                    &mut lines,
                    &mut line,
                    character.encode_utf8(&mut [0; 4]),
                    width,
                );
            }
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

fn fits(text: &str, width: usize) -> bool {
    measure_text_width(text) <= width
}

/// Puts `piece` on the line, or on a new one when it is full.
fn push_piece(lines: &mut Vec<String>, line: &mut String, piece: &str, width: usize) {
    if !line.is_empty() && measure_text_width(line) + measure_text_width(piece.trim_end()) > width {
        lines.push(std::mem::take(line).trim_end().to_owned());
    }
    line.push_str(piece);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_where_a_reader_expects_it() {
        let rows: [(&str, usize, &[&str]); 7] = [
            ("short", 10, &["short"]),
            ("", 10, &[]),
            (
                "GDPR art. 87, UAVG art. 46",
                14,
                &["GDPR art. 87,", "UAVG art. 46"],
            ),
            (
                "config/production.env:12",
                18,
                &["config/", "production.env:12"],
            ),
            (
                "averyveryverylongname",
                8,
                &["averyver", "yverylon", "gname"],
            ),
            ("exactly ten", 11, &["exactly ten"]),
            ("één twée", 4, &["één", "twée"]),
        ];
        for (text, width, expected) in rows {
            assert_eq!(wrap(text, width), expected, "{text:?} in {width}");
        }
    }

    #[test]
    fn no_line_is_wider_than_the_screen() {
        let finding = Finding {
            title: "A very long title that nobody would ever give to a detector, and then some more".into(),
            severity: Severity::Low,
            article: Some("GDPR art. 32(1)(a), UAVG art. 46, and the whole of the Telecommunicatiewet".into()),
            location: Location {
                path: "a/path/which/is/deep/and/has/ümläute/and-a-very-long-file-name-at-the-end.component.ts".into(),
                part: None,
                line: Some(123_456),
                column: None,
            },
            evidence: Some("*".repeat(90)),
            occurrences: 12,
            commit: None,
            state: crate::FindingState::Open,
        };
        for columns in [60, 80, 100, 132] {
            let table = render(std::slice::from_ref(&finding), Screen::plain(columns));
            for line in table.lines() {
                assert!(measure_text_width(line) <= columns, "{columns}: {line}");
            }
        }
    }
}
