//! Text as it is set: shaped, broken into lines, ready to be drawn.

use std::borrow::Cow;
use std::collections::HashMap;

use domain::Colour;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::fontique::{
    Blob, Charmap, CharmapIndex, Collection, CollectionOptions, FontInfo, SourceCache,
};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontFamilyName, FontWeight,
    LayoutContext, LineHeight, OverflowWrap, StyleProperty,
};

use crate::ReportError;
use crate::document::text::REPLACEMENT;

/// The fonts, which cover Latin, Greek and Cyrillic: `fonts/README.md` says where they are from.
const FONTS: [&[u8]; 3] = [
    include_bytes!("../../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../fonts/NotoSansMono-Regular.ttf"),
];

/// One of the fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Regular = 0,
    Bold = 1,
    Mono = 2,
}

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    pub(super) face: Face,
    /// In points.
    pub(super) size: f32,
    pub(super) colour: Colour,
}

/// What parley carries along with a run of text.
type Brush = [u8; 3];

/// Sets text.
pub(super) struct Setter {
    fonts: FontContext,
    layouts: LayoutContext<Brush>,
    /// By what parley calls the fonts.
    faces: HashMap<u64, Font>,
    /// What each font has glyphs for.
    coverage: [CharmapIndex; 3],
}

/// Text that has been set.
#[derive(Debug)]
pub(super) struct Block {
    text: String,
    pub(super) lines: Vec<Line>,
}

/// A line of it.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) height: f32,
    /// From the top of the line.
    baseline: f32,
    runs: Vec<Run>,
}

/// A piece of a line in one look.
#[derive(Debug)]
struct Run {
    font: Font,
    size: f32,
    colour: Colour,
    x: f32,
    glyphs: Vec<KrillaGlyph>,
}

impl Setter {
    /// With the fonts that are built in. The machine's own are never looked at: the same report is the same bytes
    /// everywhere.
    pub(super) fn new() -> Result<Self, ReportError> {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        let mut faces = HashMap::new();
        let mut coverage = Vec::new();
        for data in FONTS {
            let blob = Blob::new(std::sync::Arc::new(data));
            let font = Font::new(data.into(), 0).ok_or("a built-in font can't be read")?;
            faces.insert(blob.id(), font);
            for (_, infos) in collection.register_fonts(blob, None) {
                coverage.extend(infos.iter().map(FontInfo::charmap_index));
            }
        }
        let coverage = coverage.try_into();
        Ok(Self {
            fonts: FontContext {
                collection,
                source_cache: SourceCache::default(),
            },
            layouts: LayoutContext::new(),
            faces,
            coverage: coverage.map_err(|_| "a built-in font has no characters")?,
        })
    }

    /// Sets pieces of text one after the other in lines no wider than `width`. A `\n` ends a line.
    pub(super) fn set(
        &mut self,
        pieces: &[(&str, Look)],
        width: f32,
        alignment: Alignment,
    ) -> Block {
        let mut text = String::new();
        let mut ranges = Vec::with_capacity(pieces.len());
        for (piece, look) in pieces {
            let start = text.len();
            self.push_covered(&mut text, piece, look.face);
            ranges.push((start..text.len(), *look));
        }
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.fonts, &text, 1.0, false);
        // A line is as high as its largest text, and no lower than the default.
        let smallest = pieces.iter().map(|(_, look)| look.size);
        builder.push_default(StyleProperty::FontSize(smallest.fold(72.0, f32::min)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.4)));
        for (range, look) in &ranges {
            let (family, weight) = match look.face {
                Face::Regular => ("Noto Sans", FontWeight::NORMAL),
                Face::Bold => ("Noto Sans", FontWeight::BOLD),
                Face::Mono => ("Noto Sans Mono", FontWeight::NORMAL),
            };
            let family = FontFamily::Single(FontFamilyName::Named(Cow::Borrowed(family)));
            let Colour { red, green, blue } = look.colour;
            for property in [
                StyleProperty::FontFamily(family),
                StyleProperty::FontWeight(weight),
                StyleProperty::FontSize(look.size),
                StyleProperty::Brush([red, green, blue]),
            ] {
                builder.push(property, range.clone());
            }
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        layout.align(alignment, AlignmentOptions::default());
        let mut top = 0.0;
        let lines = layout
            .lines()
            .map(|line| {
                let metrics = line.metrics();
                let mut x = metrics.offset;
                let mut runs = Vec::new();
                for run in line.runs() {
                    if let Some(font) = self.faces.get(&run.font().data.id()) {
                        set_run(&layout, &run, font, &mut x, &mut runs);
                    }
                }
                let line = Line {
                    height: metrics.line_height,
                    baseline: metrics.baseline - top,
                    runs,
                };
                top += line.height;
                line
            })
            .collect();
        Block { text, lines }
    }

    /// The characters of a text that the font has no glyph for, each once.
    pub(super) fn lacks(&self, text: &str, face: Face) -> Vec<char> {
        let mut covered = String::new();
        self.push_covered(&mut covered, text, face);
        let mut lacking = Vec::new();
        for (asked, shown) in text.chars().zip(covered.chars()) {
            if asked != shown && !lacking.contains(&asked) {
                lacking.push(asked);
            }
        }
        lacking
    }

    /// Pushes a piece of text, with something that can be seen for each character that the font has no glyph for.
    fn push_covered(&self, text: &mut String, piece: &str, face: Face) {
        let map = self
            .coverage
            .get(face as usize)
            .zip(FONTS.get(face as usize))
            .and_then(|(index, data)| index.charmap(data));
        let has = |map: &Charmap<'_>, c: char| map.map(c).is_some_and(|glyph| glyph != 0);
        text.extend(piece.chars().map(|c| match &map {
            Some(map) if c == '\n' || has(map, c) => c,
            Some(_) | None => REPLACEMENT,
        }));
    }
}

/// Takes the glyphs of a run, look by look.
fn set_run(
    layout: &parley::Layout<Brush>,
    run: &parley::Run<'_, Brush>,
    font: &Font,
    x: &mut f32,
    runs: &mut Vec<Run>,
) {
    let size = run.font_size();
    let mut style = None;
    for cluster in run.visual_clusters() {
        let range = cluster.text_range();
        if cluster.is_ligature_continuation() {
            let last = runs.last_mut().and_then(|run| run.glyphs.last_mut());
            if let Some(glyph) = last {
                glyph.text_range.end = range.end;
            }
            continue;
        }
        // What ends a line is not drawn.
        if cluster.is_hard_line_break() {
            continue;
        }
        if style != Some(cluster.style_index()) {
            style = Some(cluster.style_index());
            let brush = layout.styles().get(usize::from(cluster.style_index()));
            let [red, green, blue] = brush.map_or([0; 3], |style| style.brush);
            runs.push(Run {
                font: font.clone(),
                size,
                colour: Colour::new(red, green, blue),
                x: *x,
                glyphs: Vec::new(),
            });
        }
        let Some(current) = runs.last_mut() else {
            continue;
        };
        for glyph in cluster.glyphs() {
            current.glyphs.push(KrillaGlyph::new(
                GlyphId::new(glyph.id),
                glyph.advance / size,
                glyph.x / size,
                glyph.y / size,
                0.0,
                range.clone(),
                None,
            ));
            *x += glyph.advance;
        }
    }
}

impl Block {
    /// The height of all lines.
    pub(super) fn height(&self) -> f32 {
        self.lines.iter().map(|line| line.height).sum()
    }

    /// Draws some of the lines, the first one's top at `y`.
    pub(super) fn draw(
        &self,
        surface: &mut krilla::surface::Surface<'_>,
        lines: std::ops::Range<usize>,
        x: f32,
        y: f32,
    ) {
        let mut top = y;
        for line in self.lines.get(lines).unwrap_or_default() {
            for run in &line.runs {
                surface.set_fill(Some(super::draw::fill(run.colour)));
                let start = krilla::geom::Point::from_xy(x + run.x, top + line.baseline);
                surface.draw_glyphs(
                    start,
                    &run.glyphs,
                    run.font.clone(),
                    &self.text,
                    run.size,
                    false,
                );
            }
            top += line.height;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look {
        face: Face::Regular,
        size: 10.0,
        colour: Colour::INK,
    };

    fn set(text: &str, width: f32) -> Block {
        let mut setter = Setter::new().unwrap();
        setter.set(&[(text, LOOK)], width, Alignment::Start)
    }

    #[test]
    fn what_the_fonts_lack_is_replaced_and_never_missing() {
        let covered = "Crème brûlée Øresund Łódź Ğ ș ẽ Ελληνικά Кирилиця € – “…”";
        assert_eq!(set(covered, 900.0).text, covered);
        let block = set("漢字 שלום 👻 a", 500.0);
        assert_eq!(
            block.text,
            "\u{fffd}\u{fffd} \u{fffd}\u{fffd}\u{fffd}\u{fffd} \u{fffd} a"
        );
        let drawn = block.lines.iter().flat_map(|line| &line.runs);
        for glyph in drawn.flat_map(|run| &run.glyphs) {
            assert_ne!(glyph.glyph_id.to_u32(), 0, "{glyph:?}");
        }
    }

    #[test]
    fn a_long_word_is_broken_instead_of_running_out_of_its_column() {
        let block = set(&"donaudampfschiff".repeat(20), 100.0);
        assert!(block.lines.len() > 10, "{}", block.lines.len());
        for line in &block.lines {
            let width: f32 = line
                .runs
                .iter()
                .flat_map(|run| run.glyphs.iter().map(|glyph| glyph.x_advance * run.size))
                .sum();
            assert!(width <= 100.5, "{width}");
        }
    }

    #[test]
    fn looks_and_line_ends_are_kept() {
        let mono = Look {
            face: Face::Mono,
            ..LOOK
        };
        let mut setter = Setter::new().unwrap();
        let pieces = [("a/b.txt", mono), ("\n", LOOK), ("line 3", LOOK)];
        let block = setter.set(&pieces, 400.0, Alignment::Start);
        assert_eq!(block.lines.len(), 2);
        assert_eq!(block.text, "a/b.txt\nline 3");
        assert!(block.lines.iter().all(|line| line.runs.len() == 1));
    }
}
