//! From blocks to pages: what goes where, and what goes over to the next page.

use std::rc::Rc;

use domain::{Colour, Locale};
use krilla::geom::Rect;
use krilla::image::Image;
use parley::Alignment;

use super::draw::{Mark, Role, Structure, Text};
use super::text::{Block as SetBlock, Face, Look, Setter};
use crate::document::palette;
use crate::document::{
    Block, Brand, Cell, Count, Document, Fact, Matrix, Score, Section, Style, Table,
};
use crate::html::heat;

/// A4, in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
const LEFT: f32 = 51.0;
const TOP: f32 = 62.0;
const BOTTOM: f32 = 774.0;
const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;
/// What a table keeps free between its columns, and above and below a row.
const GUTTER: f32 = 9.0;
const PADDING: f32 = 3.5;
/// What a heading wants below it on its page: some lines of what it is over.
const COMPANY: f32 = 72.0;
/// The deepest that a heading is listed in the table of contents.
const CONTENTS_LEVEL: u16 = 2;

fn look(face: Face, size: f32, colour: Colour) -> Look {
    Look { face, size, colour }
}

/// A heading, for bookmarks and the table of contents.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) level: u16,
    pub(super) words: String,
    /// Counted from the first page of its flow.
    pub(super) page: usize,
    pub(super) y: f32,
}

/// Pages as they fill up.
pub(super) struct Flow<'a> {
    setter: &'a mut Setter,
    /// The next number for a mark in the structure.
    pub(super) leaves: usize,
    pub(super) pages: Vec<Vec<Mark>>,
    pub(super) headings: Vec<Heading>,
    accent: Colour,
    y: f32,
}

impl<'a> Flow<'a> {
    pub(super) fn new(setter: &'a mut Setter, leaves: usize, accent: Colour) -> Self {
        Self {
            setter,
            leaves,
            pages: vec![Vec::new()],
            headings: Vec::new(),
            accent,
            y: TOP,
        }
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    fn next_leaf(&mut self) -> usize {
        self.leaves += 1;
        self.leaves - 1
    }

    fn fill(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        self.mark_box(x, y, width, height, colour)
            .into_iter()
            .for_each(|mark| self.mark(mark));
    }

    #[expect(clippy::unused_self, reason = "reads as the others do")]
    fn mark_box(&self, x: f32, y: f32, width: f32, height: f32, colour: Colour) -> Option<Mark> {
        Rect::from_xywh(x, y, width, height).map(|area| Mark::Box(area, colour))
    }

    /// Puts a whole text at a place of this page.
    fn put(&mut self, block: &Rc<SetBlock>, x: f32, y: f32, structure: &mut Structure) {
        let leaf = self.next_leaf();
        structure.leaf(leaf);
        self.mark(Mark::Text(Text {
            block: Rc::clone(block),
            lines: 0..block.lines.len(),
            at: (x, y),
            leaf: Some(leaf),
        }));
    }

    /// Lets a text flow down the page, and on to the next where it is full.
    fn flow(&mut self, block: &Rc<SetBlock>, x: f32, structure: &mut Structure) {
        let mut from = 0;
        while from < block.lines.len() {
            let mut to = from;
            let mut height = 0.0;
            for line in block.lines.get(from..).unwrap_or_default() {
                if self.y + height + line.height > BOTTOM && (to > from || self.y > TOP) {
                    break;
                }
                height += line.height;
                to += 1;
            }
            if to > from {
                let leaf = self.next_leaf();
                structure.leaf(leaf);
                self.mark(Mark::Text(Text {
                    block: Rc::clone(block),
                    lines: from..to,
                    at: (x, self.y),
                    leaf: Some(leaf),
                }));
                self.y += height;
                from = to;
            }
            if from < block.lines.len() {
                self.new_page();
            }
        }
    }

    fn set(&mut self, pieces: &[(&str, Look)], width: f32) -> Rc<SetBlock> {
        Rc::new(self.setter.set(pieces, width, Alignment::Start))
    }

    fn paragraph(&mut self, pieces: &[(&str, Look)], after: f32) -> Structure {
        let block = self.set(pieces, WIDTH);
        let mut structure = Structure::new(Role::Paragraph);
        self.flow(&block, LEFT, &mut structure);
        self.y += after;
        structure
    }

    /// A section and its parts.
    pub(super) fn section(&mut self, section: &Section, level: u16) -> Structure {
        let mut part = Structure::new(Role::Part);
        if level == 1 && self.y > TOP {
            self.new_page();
        }
        for structure in self.opening(section, level) {
            part.push(structure);
        }
        for block in section.blocks.iter().skip(1) {
            part.push(self.block(block));
        }
        for inner in &section.sections {
            part.push(self.section(inner, level + 1));
        }
        part
    }

    /// A section's heading and its first block, on one page as far as the block begins.
    fn opening(&mut self, section: &Section, level: u16) -> Vec<Structure> {
        let start = self.here();
        let mut opening = self.opening_here(section, level);
        if opening.is_none() {
            self.back_to(&start);
            self.new_page();
            opening = self.opening_here(section, level);
        }
        opening.unwrap_or_default()
    }

    /// Nothing where the heading would stand alone at the foot of a page.
    fn opening_here(&mut self, section: &Section, level: u16) -> Option<Vec<Structure>> {
        let is_full = self.y > TOP;
        let mut opening = vec![self.heading(section, level)];
        let below = self.here();
        opening.extend(section.blocks.first().map(|block| self.block(block)));
        (!is_full || !self.is_moved(&below)).then_some(opening)
    }

    fn here(&self) -> Here {
        Here {
            pages: self.pages.len(),
            marks: self.pages.last().map_or(0, Vec::len),
            headings: self.headings.len(),
            leaves: self.leaves,
            y: self.y,
        }
    }

    /// Whether all that was put since then stands on other pages.
    fn is_moved(&self, here: &Here) -> bool {
        let marks = self.pages.get(here.pages - 1).map_or(0, Vec::len);
        self.pages.len() > here.pages && marks == here.marks
    }

    /// Takes back what was put since then.
    fn back_to(&mut self, here: &Here) {
        self.pages.truncate(here.pages);
        if let Some(page) = self.pages.last_mut() {
            page.truncate(here.marks);
        }
        self.headings.truncate(here.headings);
        self.leaves = here.leaves;
        self.y = here.y;
    }

    fn heading(&mut self, section: &Section, level: u16) -> Structure {
        let colour = match (level, section.tone) {
            (1, Some(tone)) => palette::tone(tone),
            (1, None) => self.accent,
            _ => Colour::INK,
        };
        let size = if level == 1 { 19.0 } else { 12.0 };
        let block = self.set(&[(&section.heading, look(Face::Bold, size, colour))], WIDTH);
        if self.y > TOP {
            self.y += if level == 1 { 20.0 } else { 14.0 };
        }
        if self.y + block.height() + COMPANY > BOTTOM {
            self.new_page();
        }
        self.headings.push(Heading {
            level,
            words: section.heading.clone(),
            page: self.pages.len() - 1,
            y: self.y,
        });
        // Levels of headings in the document begin below the title's.
        let mut structure = Structure::new(Role::Heading(level + 1, section.heading.clone()));
        self.flow(&block, LEFT, &mut structure);
        self.y += if level == 1 { 8.0 } else { 4.0 };
        structure
    }

    fn block(&mut self, block: &Block) -> Structure {
        match block {
            Block::Paragraph(line) => {
                let look = line_look(line.style, 9.5);
                self.paragraph(&[(&line.text, look)], 7.0)
            }
            Block::Facts(facts) => self.facts(facts),
            Block::Score(score) => self.score(score),
            Block::Counts(counts) => self.counts(counts),
            Block::Matrix(matrix) => self.matrix(matrix),
            Block::Table(table) => self.table(table),
        }
    }

    fn facts(&mut self, facts: &[Fact]) -> Structure {
        let (label, value) = (
            look(Face::Regular, 8.5, palette::QUIET),
            look(Face::Regular, 8.5, Colour::INK),
        );
        let mut pieces = Vec::new();
        for (n, fact) in facts.iter().enumerate() {
            if n > 0 {
                pieces.push(("     ", label));
            }
            pieces.push((fact.label.as_str(), label));
            pieces.push((": ", label));
            pieces.push((fact.value.as_str(), value));
        }
        self.paragraph(&pieces, 5.0)
    }

    fn score(&mut self, score: &Score) -> Structure {
        let pieces = [
            (
                score.label.as_str(),
                look(Face::Regular, 9.5, palette::QUIET),
            ),
            ("   ", look(Face::Regular, 9.5, palette::QUIET)),
            (score.words.as_str(), look(Face::Bold, 15.0, Colour::INK)),
        ];
        let structure = self.paragraph(&pieces, 4.0);
        self.fill(LEFT, self.y, WIDTH, 7.0, palette::TRACK);
        let part = f32::from(score.value.min(100)) / 100.0;
        self.fill(LEFT, self.y, WIDTH * part, 7.0, Colour::INK);
        self.y += 17.0;
        structure
    }

    fn counts(&mut self, counts: &[Count]) -> Structure {
        const HEIGHT: f32 = 50.0;
        const GAP: f32 = 9.0;
        if self.y + HEIGHT > BOTTOM {
            self.new_page();
        }
        let mut structure = Structure::new(Role::Part);
        let number = u16::try_from(counts.len().max(1)).unwrap_or(1);
        let width = (WIDTH - GAP * f32::from(number - 1)) / f32::from(number);
        let (mut x, y) = (LEFT, self.y + 4.0);
        for count in counts {
            let tone = palette::tone(count.tone);
            self.fill(x, y, width, HEIGHT, palette::PANEL);
            self.fill(x, y, width, 3.0, tone);
            let pieces = [
                (count.number.as_str(), look(Face::Bold, 17.0, tone)),
                ("\n", look(Face::Regular, 8.5, palette::QUIET)),
                (
                    count.label.as_str(),
                    look(Face::Regular, 8.5, palette::QUIET),
                ),
            ];
            let block = self.set(&pieces, width - 16.0);
            let mut paragraph = Structure::new(Role::Paragraph);
            self.put(&block, x + 9.0, y + 8.0, &mut paragraph);
            structure.push(paragraph);
            x += width + GAP;
        }
        self.y = y + HEIGHT + 12.0;
        structure
    }

    fn matrix(&mut self, matrix: &Matrix) -> Structure {
        const CELL: (f32, f32) = (88.0, 27.0);
        const NAMES: f32 = 100.0;
        let (up, rows) = &matrix.up;
        let (right, columns) = &matrix.right;
        let quiet = look(Face::Regular, 8.0, palette::QUIET);
        let mut section = Structure::new(Role::Part);
        let height = 12.0 + 5.0 * CELL.1;
        if self.y + height > BOTTOM {
            self.new_page();
        }
        let (x, y) = (LEFT + NAMES, self.y + 14.0);
        let mut marks = Vec::new();
        let mut words = |flow: &mut Self, text: &str, look: Look, x: f32, y: f32, width: f32| {
            let block = flow.set(&[(text, look)], width);
            let lines = 0..block.lines.len();
            marks.push(Mark::Text(Text {
                block,
                lines,
                at: (x, y),
                leaf: None,
            }));
        };
        words(self, up, quiet, LEFT, y, NAMES - 8.0);
        words(self, right, quiet, x, y - 13.0, 4.0 * CELL.0);
        let mut boxes = Vec::new();
        for (severity, step) in (1_u8..).zip(rows) {
            let top = y + 14.0 + f32::from(4 - severity) * CELL.1;
            words(self, step, quiet, LEFT, top + 7.0, NAMES - 8.0);
            for (likelihood, step) in (1_u8..).zip(columns) {
                let left = x + f32::from(likelihood - 1) * CELL.0;
                if severity == 4 {
                    words(self, step, quiet, left, y, CELL.0 - 3.0);
                }
                let colour = palette::heat(heat(severity, likelihood));
                let here = matrix.cell == (severity, likelihood);
                if here {
                    boxes.extend(self.mark_box(left, top, CELL.0 - 2.0, CELL.1 - 2.0, Colour::INK));
                }
                let inset = if here { 2.0 } else { 0.0 };
                boxes.extend(self.mark_box(
                    left + inset,
                    top + inset,
                    CELL.0 - 2.0 - 2.0 * inset,
                    CELL.1 - 2.0 - 2.0 * inset,
                    colour,
                ));
                if here {
                    // A square in the middle of the cell: the fonts' own dots differ.
                    let middle = (left + CELL.0 / 2.0 - 5.0, top + CELL.1 / 2.0 - 5.0);
                    boxes.extend(self.mark_box(middle.0, middle.1, 8.0, 8.0, Colour::INK));
                }
            }
        }
        boxes.append(&mut marks);
        let leaf = self.next_leaf();
        self.mark(Mark::Figure(leaf, boxes));
        let bottom = y + 14.0 + 4.0 * CELL.1;
        if let Some(area) = Rect::from_ltrb(LEFT, self.y, x + 4.0 * CELL.0, bottom) {
            let role = Role::Figure(matrix.words.clone(), self.pages.len() - 1, area);
            let mut figure = Structure::new(role);
            figure.leaf(leaf);
            section.push(figure);
        }
        self.y = bottom + 5.0;
        section.push(self.paragraph(&[(&matrix.words, quiet)], 10.0));
        section
    }

    fn table(&mut self, table: &Table) -> Structure {
        let shares: u16 = table.columns.iter().map(|column| column.share).sum();
        let mut x = LEFT;
        let columns: Vec<Place> = table
            .columns
            .iter()
            .map(|column| {
                let width = WIDTH * f32::from(column.share) / f32::from(shares.max(1));
                let place = Place {
                    x,
                    width: width - GUTTER,
                    alignment: if column.numbers {
                        Alignment::End
                    } else {
                        Alignment::Start
                    },
                };
                x += width;
                place
            })
            .collect();
        let head_look = look(Face::Bold, 7.5, palette::QUIET);
        let head: Vec<_> = table
            .columns
            .iter()
            .zip(&columns)
            .map(|(column, place)| {
                let pieces = [(column.heading.as_str(), head_look)];
                Rc::new(self.setter.set(&pieces, place.width, place.alignment))
            })
            .collect();
        if self.y + COMPANY > BOTTOM {
            self.new_page();
        }
        let start = self.here();
        let mut opening = self.table_begins(table, &columns, &head);
        if opening.is_none() {
            self.back_to(&start);
            self.new_page();
            opening = self.table_begins(table, &columns, &head);
        }
        let Some((mut structure, mut body)) = opening else {
            return Structure::new(Role::Table(table.caption.clone()));
        };
        for row in table.rows.iter().skip(1) {
            body.push(self.row(row, &columns, &head));
        }
        structure.push(body);
        self.y += 9.0;
        structure
    }

    /// A table's caption, the names of its columns and its first row, and what takes the other rows; nothing where the row
    /// would not stand below the names.
    fn table_begins(
        &mut self,
        table: &Table,
        columns: &[Place],
        head: &[Rc<SetBlock>],
    ) -> Option<(Structure, Structure)> {
        let is_full = self.y > TOP;
        let mut structure = Structure::new(Role::Table(table.caption.clone()));
        let mut caption = Structure::new(Role::Caption);
        let block = self.set(
            &[(&table.caption, look(Face::Regular, 8.0, palette::QUIET))],
            WIDTH,
        );
        self.flow(&block, LEFT, &mut caption);
        structure.push(caption);
        let mut names = Structure::new(Role::Head);
        names.push(self.head(head, columns, true));
        structure.push(names);
        let below = self.here();
        let mut body = Structure::new(Role::Body);
        if let Some(row) = table.rows.first() {
            body.push(self.row(row, columns, head));
        }
        (!is_full || !self.is_moved(&below)).then_some((structure, body))
    }

    /// The names of the columns; on a further page only to be seen, because they have been told.
    fn head(&mut self, head: &[Rc<SetBlock>], columns: &[Place], first: bool) -> Structure {
        let mut row = Structure::new(Role::Row);
        let height = tallest(head);
        self.y += PADDING;
        for (block, place) in head.iter().zip(columns) {
            if first {
                let mut cell = Structure::new(Role::ColumnName);
                self.put(block, place.x, self.y, &mut cell);
                row.push(cell);
            } else {
                self.mark(Mark::Text(Text {
                    block: Rc::clone(block),
                    lines: 0..block.lines.len(),
                    at: (place.x, self.y),
                    leaf: None,
                }));
            }
        }
        self.y += height + PADDING;
        self.fill(LEFT, self.y, WIDTH, 1.0, Colour::INK);
        self.y += 1.0;
        row
    }

    fn row(&mut self, row: &[Cell], columns: &[Place], head: &[Rc<SetBlock>]) -> Structure {
        let blocks: Vec<_> = row
            .iter()
            .zip(columns)
            .map(|(cell, place)| Rc::new(set_cell(self.setter, cell, place)))
            .collect();
        let mut cells: Vec<_> = row
            .iter()
            .enumerate()
            .map(|(n, cell)| {
                let language = cell.iter().find_map(|line| line.language);
                Structure::new(if n == 0 {
                    Role::RowName
                } else {
                    Role::Cell(language.map(Locale::as_str))
                })
            })
            .collect();
        let mut from = vec![0; blocks.len()];
        let whole = tallest(&blocks) + 2.0 * PADDING;
        let fits_a_page = whole <= BOTTOM - TOP - tallest(head) - 2.0 * PADDING - 2.0;
        if self.y + whole > BOTTOM && (fits_a_page || self.y + COMPANY > BOTTOM) {
            self.new_page();
            self.head(head, columns, false);
        }
        loop {
            self.y += PADDING;
            let room = BOTTOM - self.y;
            let mut deepest: f32 = 0.0;
            let mut done = true;
            for (((block, place), from), cell) in
                blocks.iter().zip(columns).zip(&mut from).zip(&mut cells)
            {
                let mut to = *from;
                let mut height = 0.0;
                for line in block.lines.get(*from..).unwrap_or_default() {
                    if height + line.height > room {
                        break;
                    }
                    height += line.height;
                    to += 1;
                }
                if to > *from {
                    let leaf = self.next_leaf();
                    cell.leaf(leaf);
                    self.mark(Mark::Text(Text {
                        block: Rc::clone(block),
                        lines: *from..to,
                        at: (place.x, self.y),
                        leaf: Some(leaf),
                    }));
                    *from = to;
                }
                deepest = deepest.max(height);
                done &= *from >= block.lines.len();
            }
            self.y += deepest + PADDING;
            if done {
                break;
            }
            self.new_page();
            self.head(head, columns, false);
        }
        self.fill(LEFT, self.y, WIDTH, 0.5, palette::RULE);
        self.y += 0.5;
        let mut structure = Structure::new(Role::Row);
        for cell in cells {
            structure.push(cell);
        }
        structure
    }

    /// The table of contents. `first` is the page that the headings' first one is, from 0.
    pub(super) fn contents(
        &mut self,
        title: &str,
        headings: &[Heading],
        first: usize,
    ) -> Structure {
        let mut part = Structure::new(Role::Part);
        let mut heading = Structure::new(Role::Heading(2, title.to_owned()));
        let block = self.set(&[(title, look(Face::Bold, 19.0, self.accent))], WIDTH);
        self.flow(&block, LEFT, &mut heading);
        part.push(heading);
        self.y += 8.0;
        let mut list = Structure::new(Role::Contents);
        for heading in headings
            .iter()
            .filter(|heading| heading.level <= CONTENTS_LEVEL)
        {
            list.push(self.entry(heading, first));
        }
        part.push(list);
        part
    }

    fn entry(&mut self, heading: &Heading, first: usize) -> Structure {
        const NUMBER: f32 = 40.0;
        let top = heading.level == 1;
        let indent = if top { 0.0 } else { 14.0 };
        let words = if top {
            look(Face::Bold, 9.5, Colour::INK)
        } else {
            look(Face::Regular, 9.0, Colour::INK)
        };
        let block = self.set(&[(&heading.words, words)], WIDTH - NUMBER - indent);
        let page = first + heading.page;
        let number = (page + 1).to_string();
        let number = [(number.as_str(), look(Face::Regular, 9.0, palette::QUIET))];
        let number = Rc::new(self.setter.set(&number, NUMBER, Alignment::End));
        let before = if top { 6.0 } else { 1.0 };
        if self.y + before + block.height() > BOTTOM {
            self.new_page();
        }
        self.y += before;
        let mut link = Structure::new(Role::Link);
        self.put(&block, LEFT + indent, self.y, &mut link);
        self.put(&number, LEFT + WIDTH - NUMBER, self.y, &mut link);
        if let Some(area) = Rect::from_xywh(LEFT, self.y, WIDTH, block.height()) {
            let leaf = self.next_leaf();
            link.leaf(leaf);
            self.mark(Mark::Link {
                leaf,
                area,
                words: heading.words.clone(),
                to: (page, heading.y),
            });
        }
        self.y += block.height();
        let mut entry = Structure::new(Role::Entry);
        entry.push(link);
        entry
    }

    /// The cover: whose report, of what, and when.
    pub(super) fn cover(&mut self, document: &Document, logo: Option<Image>) -> Structure {
        let Brand { name, accent, .. } = &document.brand;
        let text = accent.text_on();
        let mut part = Structure::new(Role::Part);
        let whose = self.set(&[(name, look(Face::Bold, 12.0, text))], WIDTH - 150.0);
        let what = self.set(&[(&document.title, look(Face::Regular, 12.0, text))], WIDTH);
        // A name may have two hundred characters.
        let size = match document.subject.chars().count() {
            ..=40 => 32.0,
            41..=90 => 24.0,
            _ => 17.0,
        };
        let subject = self.set(&[(&document.subject, look(Face::Bold, size, text))], WIDTH);
        let depth = 230.0 + subject.height();
        self.fill(0.0, 0.0, PAGE.0, depth, *accent);
        let mut x = LEFT;
        if let Some((image, (width, height))) = logo.map(|image| (image.clone(), fitted(&image))) {
            self.fill(x, 56.0, width + 16.0, height + 12.0, Colour::WHITE);
            if let Some(area) = Rect::from_xywh(x + 8.0, 62.0, width, height) {
                self.mark(Mark::Picture(area, image));
            }
            x += width + 32.0;
        }
        let mut paragraph = Structure::new(Role::Paragraph);
        self.put(&whose, x, 66.0, &mut paragraph);
        part.push(paragraph);
        let mut heading = Structure::new(Role::Heading(
            1,
            format!("{}: {}", document.title, document.subject),
        ));
        self.put(&what, LEFT, 168.0, &mut heading);
        self.put(&subject, LEFT, 190.0, &mut heading);
        part.push(heading);
        self.y = depth + 34.0;
        let (label, value) = (
            look(Face::Regular, 9.0, palette::QUIET),
            look(Face::Bold, 11.0, Colour::INK),
        );
        for fact in &document.facts {
            let pieces = [
                (fact.label.as_str(), label),
                ("\n", label),
                (fact.value.as_str(), value),
            ];
            let paragraph = self.paragraph(&pieces, 11.0);
            part.push(paragraph);
        }
        part
    }

    /// What stands at the foot of a page, and its head.
    pub(super) fn furniture(
        &mut self,
        document: &Document,
        page: usize,
        pages: usize,
    ) -> Vec<Mark> {
        let quiet = look(Face::Regular, 7.5, palette::QUIET);
        let [word, of] = document.page_words;
        let number = format!("{word} {page} {of} {pages}");
        let head = format!("{}: {}", document.title, document.subject);
        let foot = match document.brand.footer.as_str() {
            "" => &document.brand.name,
            footer => footer,
        };
        let mut marks = Vec::new();
        for (text, y, width, alignment) in [
            (head.as_str(), 32.0, WIDTH, Alignment::Start),
            (foot, 795.0, WIDTH - 110.0, Alignment::Start),
            (&number, 795.0, WIDTH, Alignment::End),
        ] {
            let block = Rc::new(self.setter.set(&[(text, quiet)], width, alignment));
            // What is longer than its line is cut off: it stands whole on the cover.
            let lines = 0..block.lines.len().min(if y < TOP { 1 } else { 2 });
            marks.push(Mark::Text(Text {
                block,
                lines,
                at: (LEFT, y),
                leaf: None,
            }));
        }
        marks.extend(self.mark_box(LEFT, 788.0, WIDTH, 0.5, palette::RULE));
        marks
    }
}

/// How far pages are filled.
struct Here {
    /// At least one.
    pages: usize,
    marks: usize,
    headings: usize,
    leaves: usize,
    y: f32,
}

/// Where a column stands.
struct Place {
    x: f32,
    width: f32,
    alignment: Alignment,
}

fn tallest(blocks: &[Rc<SetBlock>]) -> f32 {
    blocks
        .iter()
        .map(|block| block.height())
        .fold(0.0, f32::max)
}

fn set_cell(setter: &mut Setter, cell: &Cell, place: &Place) -> SetBlock {
    let mut pieces = Vec::with_capacity(cell.len() * 2);
    for (n, line) in cell.iter().enumerate() {
        let look = line_look(line.style, 8.0);
        if n > 0 {
            pieces.push(("\n", look));
        }
        pieces.push((line.text.as_str(), look));
    }
    setter.set(&pieces, place.width, place.alignment)
}

fn line_look(style: Style, size: f32) -> Look {
    match style {
        Style::Plain => look(Face::Regular, size, Colour::INK),
        Style::Strong => look(Face::Bold, size, Colour::INK),
        Style::Quiet => look(Face::Regular, size * 0.9, palette::QUIET),
        Style::Code => look(Face::Mono, size * 0.95, Colour::INK),
    }
}

/// The size in points that a logo is drawn at: as large as it fits.
fn fitted(image: &Image) -> (f32, f32) {
    const LARGEST: (f32, f32) = (150.0, 40.0);
    let (width, height) = image.size();
    #[expect(clippy::cast_precision_loss, reason = "at most 2,000 pixels")]
    let (width, height) = (width.max(1) as f32, height.max(1) as f32);
    let scale = (LARGEST.0 / width).min(LARGEST.1 / height).min(1.0);
    (width * scale, height * scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, Line};

    #[test]
    fn no_heading_stands_alone_at_the_foot_of_a_page() {
        let mut setter = Setter::new().unwrap();
        let cell = |lines: usize| vec![Line::new(Style::Plain, "a/b.txt"); lines];
        let column = |heading: &str| Column {
            heading: heading.to_owned(),
            share: 1,
            numbers: false,
        };
        for lines in [1, 4, 9] {
            let mut section = Section::new("found", "What was found");
            section.blocks.push(Block::Table(Table {
                caption: "Open findings".to_owned(),
                columns: vec![column("Place"), column("Evidence")],
                rows: vec![vec![cell(lines), cell(1)]],
            }));
            let mut y = TOP;
            while y < BOTTOM {
                let mut flow = Flow::new(&mut setter, 0, Colour::INK);
                flow.y = y;
                flow.section(&section, 2);
                let filled = flow.pages.iter().filter(|page| !page.is_empty()).count();
                assert_eq!(filled, 1, "{lines} lines, from {y}");
                let page = &flow.pages[flow.headings[0].page];
                assert!(!page.is_empty(), "{lines} lines, from {y}");
                assert_eq!(flow.leaves, 6, "{lines} lines, from {y}");
                y += 1.0;
            }
        }
    }
}
