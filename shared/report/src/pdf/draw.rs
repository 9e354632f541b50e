//! What is on a page, and drawing it.

use std::num::NonZeroU16;
use std::rc::Rc;

use domain::Colour;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::page::Page;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, Node, TableHeaderScope, Tag, TagGroup,
    TagKind,
};

use super::text::Block;

/// Something on a page.
#[derive(Debug)]
pub(super) enum Mark {
    /// Lines of text.
    Text(Text),
    /// A filled rectangle, which says nothing that the text does not.
    Box(Rect, Colour),
    /// A picture.
    Picture(Rect, Image),
    /// Marks that are one figure.
    Figure(usize, Vec<Mark>),
    /// Where a click leads.
    Link {
        leaf: usize,
        area: Rect,
        words: String,
        to: (usize, f32),
    },
}

/// Lines of text on a page.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) block: Rc<Block>,
    pub(super) lines: std::ops::Range<usize>,
    pub(super) at: (f32, f32),
    /// What it is in the structure; `None` for what is only there because of the page.
    pub(super) leaf: Option<usize>,
}

/// What a part of the document is, to who hears it instead of seeing it.
#[derive(Clone, Debug)]
pub(super) enum Role {
    Part,
    Heading(u16, String),
    Paragraph,
    Contents,
    Entry,
    Link,
    Table(String),
    Head,
    Body,
    Row,
    ColumnName,
    RowName,
    Cell(Option<&'static str>),
    Caption,
    Figure(String, usize, Rect),
}

/// A part of the document's structure.
#[derive(Debug)]
pub(super) struct Structure {
    role: Role,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Part(Structure),
    /// A mark, by the number it was given.
    Leaf(usize),
}

impl Structure {
    pub(super) fn new(role: Role) -> Self {
        Self {
            role,
            children: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, part: Self) {
        self.children.push(Child::Part(part));
    }

    pub(super) fn leaf(&mut self, leaf: usize) {
        self.children.push(Child::Leaf(leaf));
    }

    /// The structure as it is written, once every leaf has been drawn. `first` is the page that its own first one is.
    pub(super) fn nodes(self, drawn: &[Option<Identifier>], first: usize) -> Vec<Node> {
        self.children
            .into_iter()
            .filter_map(|child| match child {
                Child::Part(part) => {
                    let tag = part.role.tag(first);
                    Some(TagGroup::with_children(tag, part.nodes(drawn, first)).into())
                }
                Child::Leaf(leaf) => drawn.get(leaf).copied().flatten().map(Into::into),
            })
            .collect()
    }
}

impl Role {
    fn tag(&self, first: usize) -> TagKind {
        match self {
            Self::Part => Tag::Section.into(),
            Self::Heading(level, title) => {
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                Tag::Hn(level, Some(title.clone())).into()
            }
            Self::Paragraph => Tag::P.into(),
            Self::Contents => Tag::TOC.into(),
            Self::Entry => Tag::TOCI.into(),
            Self::Link => Tag::Link.into(),
            Self::Table(summary) => Tag::Table.with_summary(Some(summary.clone())).into(),
            Self::Head => Tag::THead.into(),
            Self::Body => Tag::TBody.into(),
            Self::Row => Tag::TR.into(),
            Self::ColumnName => Tag::TH(TableHeaderScope::Column).into(),
            Self::RowName => Tag::TH(TableHeaderScope::Row).into(),
            Self::Cell(language) => Tag::TD.with_lang(language.map(str::to_owned)).into(),
            Self::Caption => Tag::Caption.into(),
            Self::Figure(words, page, area) => Tag::Figure(Some(words.clone()))
                .with_bbox(Some(BBox::new(first + *page, *area)))
                .into(),
        }
    }
}

/// Draws the marks of a page; `drawn` gets what each leaf became.
pub(super) fn page(page: &mut Page<'_>, marks: &[Mark], drawn: &mut [Option<Identifier>]) {
    let mut surface = page.surface();
    for mark in marks {
        match mark {
            Mark::Figure(leaf, parts) => {
                let identifier = surface.start_tagged(ContentTag::Other);
                for part in parts {
                    plain(&mut surface, part);
                }
                surface.end_tagged();
                keep(drawn, Some(*leaf), identifier);
            }
            Mark::Text(text) => {
                let tag = match text.leaf {
                    Some(_) => ContentTag::Other,
                    None => {
                        ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther))
                    }
                };
                let identifier = surface.start_tagged(tag);
                plain(&mut surface, mark);
                surface.end_tagged();
                keep(drawn, text.leaf, identifier);
            }
            Mark::Box(..) | Mark::Picture(..) => {
                let layout = Artifact::with_kind(ArtifactType::Layout);
                surface.start_tagged(ContentTag::Artifact(layout));
                plain(&mut surface, mark);
                surface.end_tagged();
            }
            Mark::Link { .. } => {}
        }
    }
    surface.finish();
    for mark in marks {
        if let Mark::Link {
            leaf,
            area,
            words,
            to: (index, y),
        } = mark
        {
            let place = XyzDestination::new(*index, Point::from_xy(0.0, *y));
            let link = LinkAnnotation::new(*area, Target::Destination(place.into()));
            let identifier =
                page.add_tagged_annotation(Annotation::new_link(link, Some(words.clone())));
            keep(drawn, Some(*leaf), identifier);
        }
    }
}

fn keep(drawn: &mut [Option<Identifier>], leaf: Option<usize>, identifier: Identifier) {
    if let Some(place) = leaf.and_then(|leaf| drawn.get_mut(leaf)) {
        *place = Some(identifier);
    }
}

fn plain(surface: &mut Surface<'_>, mark: &Mark) {
    match mark {
        Mark::Text(text) => {
            let (x, y) = text.at;
            text.block.draw(surface, text.lines.clone(), x, y);
        }
        Mark::Box(area, colour) => {
            let mut path = PathBuilder::new();
            path.push_rect(*area);
            if let Some(path) = path.finish() {
                surface.set_fill(Some(fill(*colour)));
                surface.draw_path(&path);
            }
        }
        Mark::Picture(area, image) => {
            if let Some(size) = Size::from_wh(area.width(), area.height()) {
                surface.push_transform(&Transform::from_translate(area.left(), area.top()));
                surface.draw_image(image.clone(), size);
                surface.pop();
            }
        }
        Mark::Figure(..) | Mark::Link { .. } => {}
    }
}

/// A colour to fill with.
pub(super) fn fill(colour: Colour) -> Fill {
    Fill {
        paint: rgb::Color::new(colour.red, colour.green, colour.blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}
