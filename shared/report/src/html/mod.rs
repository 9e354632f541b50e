//! A report as one page of HTML: whole in its file, without a script, and without a request to anywhere.
//!
//! Escaping is maud's. The policy in the page's head allows the two style sheets that are in it, by their hash, and
//! pictures that are in it; so that even what slipped through could load and run nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{Colour, Severity};
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};
use sha2::{Digest as _, Sha256};

use crate::document::palette;
use crate::document::{
    Block, Cell, Column, Count, Document, Fact, Line, Matrix, Score, Section, Style, Table,
};

const STYLE: &str = include_str!("style.css");

/// Writes the page.
#[must_use]
pub fn html(document: &Document) -> Vec<u8> {
    let colours = colours(document.brand.accent);
    let policy = format!(
        "default-src 'none'; style-src '{}' '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        source(STYLE),
        source(&colours)
    );
    let brand = &document.brand;
    let page = markup! {
        (DOCTYPE)
        html lang=(document.language.as_str()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                title { (document.title) ": " (document.subject) }
                style { (PreEscaped(STYLE)) }
                style { (PreEscaped(&colours)) }
            }
            body {
                header.cover {
                    div.who {
                        @if let Some(logo) = &brand.logo {
                            @let (width, height) = logo.pixels();
                            span.logo {
                                img alt="" width=(width) height=(height)
                                    src={ "data:" (logo.kind().media_type()) ";base64," (logo.to_base64()) };
                            }
                        }
                        p { bdi { (brand.name) } }
                    }
                    h1 {
                        span.kind { (document.title) }
                        " "
                        bdi { (document.subject) }
                    }
                    (facts(&document.facts))
                }
                nav aria-labelledby="contents" {
                    h2 #contents { (document.contents) }
                    ol {
                        @for section in &document.sections {
                            li {
                                a href={ "#" (section.id) } { (section.heading) }
                                (kinds(section))
                            }
                        }
                    }
                }
                main {
                    @for section in &document.sections { (write(section, 2)) }
                }
                @if !brand.footer.is_empty() {
                    footer { p { bdi { (brand.footer) } } }
                }
            }
        }
    };
    page.into_string().into_bytes()
}

/// What a policy calls a style sheet: its hash.
fn source(style: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(style)))
}

/// The colours, as variables of the style sheet: the tenant's, and those that the PDF has too.
fn colours(accent: Colour) -> String {
    let mut variables = vec![
        ("accent".to_owned(), accent),
        ("on-accent".to_owned(), accent.text_on()),
        ("accent-text".to_owned(), accent.as_text_on_white()),
        ("ink".to_owned(), Colour::INK),
        ("quiet".to_owned(), palette::QUIET),
        ("rule".to_owned(), palette::RULE),
        ("panel".to_owned(), palette::PANEL),
        ("track".to_owned(), palette::TRACK),
    ];
    let tones = Severity::ALL.map(|severity| (severity.to_string(), palette::tone(severity)));
    variables.extend(tones);
    variables.extend((0..4).map(|step| (format!("heat-{step}"), palette::heat(step))));
    let variables: Vec<_> = variables
        .iter()
        .map(|(name, colour)| format!("--{name}:{colour}"))
        .collect();
    format!(":root{{{}}}", variables.join(";"))
}

/// The kinds of findings of a severity, in the table of contents.
fn kinds(section: &Section) -> Markup {
    markup! {
        @if section.tone.is_some() && !section.sections.is_empty() {
            ol {
                @for kind in &section.sections {
                    li { a href={ "#" (kind.id) } { (kind.heading) } }
                }
            }
        }
    }
}

fn write(section: &Section, level: u8) -> Markup {
    let tone = section.tone.map_or("", tone);
    markup! {
        section id=(section.id) class=(tone) {
            @match level {
                2 => h2 { (section.heading) },
                _ => h3 { (section.heading) },
            }
            @for block in &section.blocks { (write_block(block)) }
            @for part in &section.sections { (write(part, level + 1)) }
        }
    }
}

fn write_block(block: &Block) -> Markup {
    match block {
        Block::Paragraph(line) => markup! { p { (write_line(line)) } },
        Block::Facts(list) => facts(list),
        Block::Score(score) => write_score(score),
        Block::Counts(counts) => write_counts(counts),
        Block::Matrix(matrix) => write_matrix(matrix),
        Block::Table(table) => write_table(table),
    }
}

fn facts(facts: &[Fact]) -> Markup {
    markup! {
        dl.facts {
            @for fact in facts {
                div {
                    dt { (fact.label) }
                    dd { bdi { (fact.value) } }
                }
            }
        }
    }
}

fn write_score(score: &Score) -> Markup {
    markup! {
        div.score {
            p { (score.label) " " strong { (score.words) } }
            svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                rect.track width="100" height="4" {}
                rect.bar width=(score.value) height="4" {}
            }
        }
    }
}

fn write_counts(counts: &[Count]) -> Markup {
    markup! {
        dl.counts {
            @for count in counts {
                div class=(tone(count.tone)) {
                    dt { (count.label) }
                    dd { (count.number) }
                }
            }
        }
    }
}

fn write_matrix(matrix: &Matrix) -> Markup {
    let (up, steps) = &matrix.up;
    let (right, columns) = &matrix.right;
    markup! {
        table.matrix {
            caption { (matrix.words) }
            thead {
                tr {
                    th scope="col" { (up) " ↓ / " (right) " →" }
                    @for step in columns { th scope="col" { (step) } }
                }
            }
            tbody {
                @for (severity, step) in (1_u8..=4).zip(steps).rev() {
                    tr {
                        th scope="row" { (step) }
                        @for likelihood in 1_u8..=4 {
                            @let heat = heat(severity, likelihood);
                            @if matrix.cell == (severity, likelihood) {
                                td class={ "heat-" (heat) " here" } { "●" }
                            } @else {
                                td class={ "heat-" (heat) } {}
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How hot a cell of the matrix is, 0 to 3.
pub(crate) fn heat(severity: u8, likelihood: u8) -> u8 {
    match severity * likelihood {
        ..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

fn write_table(table: &Table) -> Markup {
    // Narrow screens show a row as a block, and a table of numbers as it is. The roles keep it a table to those who
    // hear it, whatever the style makes of it.
    let class = if table.columns.iter().any(|column| column.numbers) {
        "numbers"
    } else {
        "rows"
    };
    let shares: u16 = table.columns.iter().map(|column| column.share).sum();
    markup! {
        table class=(class) role="table" {
            caption { (table.caption) }
            colgroup {
                @for column in &table.columns {
                    col width={ (u32::from(column.share) * 100 / u32::from(shares.max(1))) "%" };
                }
            }
            thead role="rowgroup" {
                tr role="row" {
                    @for column in &table.columns {
                        th scope="col" role="columnheader" class=[column.numbers.then_some("number")] {
                            (column.heading)
                        }
                    }
                }
            }
            tbody role="rowgroup" {
                @for row in &table.rows {
                    tr role="row" {
                        @for (n, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                            (write_cell(n == 0, cell, column))
                        }
                    }
                }
            }
        }
    }
}

fn write_cell(names_row: bool, cell: &Cell, column: &Column) -> Markup {
    let lines = markup! {
        @for line in cell { div { (write_line(line)) } }
    };
    markup! {
        @if names_row {
            th scope="row" role="rowheader" { (lines) }
        } @else {
            td role="cell" class=[column.numbers.then_some("number")] data-label=(column.heading) { (lines) }
        }
    }
}

fn write_line(line: &Line) -> Markup {
    let language = line.language.map(|language| language.as_str());
    markup! {
        @match line.style {
            Style::Plain => bdi lang=[language] { (line.text) },
            Style::Strong => strong lang=[language] { bdi { (line.text) } },
            Style::Quiet => small lang=[language] { bdi { (line.text) } },
            Style::Code => code lang=[language] { bdi { (line.text) } },
        }
    }
}

fn tone(severity: Severity) -> &'static str {
    severity.as_str()
}
