//! A report as PDF: A4, tagged for who hears it (PDF/UA-1), with bookmarks and embedded fonts.
//!
//! What lives here: setting text ([`text`]), filling pages ([`flow`]), and drawing them ([`draw`]). The PDF itself is
//! krilla's work, shaping and breaking of lines parley's; see `docs/decisions/pdf.md`.
//!
//! Invariant: the same document is the same bytes, on every machine and at any time.

mod draw;
mod flow;
mod text;

use domain::{Logo, LogoKind};
use jiff::tz::TimeZone;
use krilla::configure::ConfigurationBuilder;
use krilla::configure::validate::Accessibility;
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{Identifier, TagTree};
use krilla::{Document as Pdf, SerializeSettings};

use crate::ReportError;
use crate::document::Document;
use draw::{Mark, Role, Structure};
use flow::{Flow, Heading, PAGE};
use text::{Face, Setter};

/// Writes the report.
///
/// # Errors
/// When the PDF can't be written, which no content of a report makes happen.
pub fn pdf(document: &Document) -> Result<Vec<u8>, ReportError> {
    let logo = document.brand.logo.as_ref();
    // Logos are drawn once before they are kept, so this one can be drawn; should it not, a report without it is more
    // than none.
    let logo = logo.filter(|logo| logo_is_drawable(logo).is_ok());
    let layout = Layout::of(document, logo.and_then(|logo| image(logo).ok()))?;
    write(document, layout)
}

/// Whether the logo's file can be drawn, whole.
///
/// # Errors
/// With what is wrong with it.
pub fn logo_is_drawable(logo: &Logo) -> Result<(), ReportError> {
    let image = image(logo)?;
    let mut pdf = Pdf::new();
    let settings = PageSettings::from_wh(64.0, 64.0).ok_or("no page")?;
    let mut page = pdf.start_page_with(settings);
    let mut surface = page.surface();
    if let Some(size) = krilla::geom::Size::from_wh(64.0, 64.0) {
        surface.draw_image(image, size);
    }
    surface.finish();
    page.finish();
    pdf.finish().map_err(|error| error.to_string())?;
    Ok(())
}

fn image(logo: &Logo) -> Result<Image, ReportError> {
    let data = logo.bytes().to_vec().into();
    let image = match logo.kind() {
        LogoKind::Png => Image::from_png(data, true),
        LogoKind::Jpeg => Image::from_jpeg(data, true),
    };
    Ok(image?)
}

/// The characters of a text, each once, of which a PDF shows only that something stood there.
///
/// # Errors
/// When a font that is built in can't be read.
pub fn undrawable(text: &str) -> Result<Vec<char>, ReportError> {
    Ok(Setter::new()?.lacks(text, Face::Bold))
}

/// The report on its pages.
struct Layout {
    pages: Vec<Vec<Mark>>,
    /// In the order of reading, each with the page that its own first one is.
    structure: Vec<(usize, Structure)>,
    headings: Vec<Heading>,
    /// The page that the headings' first one is.
    first: usize,
    leaves: usize,
}

impl Layout {
    fn of(document: &Document, logo: Option<Image>) -> Result<Self, ReportError> {
        let accent = document.brand.accent.as_text_on_white();
        let mut setter = Setter::new()?;
        let mut cover = Flow::new(&mut setter, 0, accent);
        let cover_structure = cover.cover(document, logo);
        let Flow {
            mut pages, leaves, ..
        } = cover;

        let mut body = Flow::new(&mut setter, leaves, accent);
        let mut body_structure = Structure::new(Role::Part);
        for section in &document.sections {
            body_structure.push(body.section(section, 1));
        }
        let Flow {
            pages: body_pages,
            headings,
            leaves,
            ..
        } = body;

        // How many pages the contents take does not depend on the numbers in them.
        let mut trial = Flow::new(&mut setter, leaves, accent);
        trial.contents(document.contents, &headings, 0);
        let first = pages.len() + trial.pages.len();
        let mut contents = Flow::new(&mut setter, leaves, accent);
        let contents_structure = contents.contents(document.contents, &headings, first);
        let Flow {
            pages: contents_pages,
            leaves,
            ..
        } = contents;

        let contents_first = pages.len();
        pages.extend(contents_pages);
        pages.extend(body_pages);
        let total = pages.len();
        let mut furniture = Flow::new(&mut setter, leaves, accent);
        for (n, page) in pages.iter_mut().enumerate().skip(1) {
            page.extend(furniture.furniture(document, n + 1, total));
        }
        Ok(Self {
            pages,
            structure: vec![
                (0, cover_structure),
                (contents_first, contents_structure),
                (first, body_structure),
            ],
            headings,
            first,
            leaves,
        })
    }
}

fn write(document: &Document, layout: Layout) -> Result<Vec<u8>, ReportError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| format!("{error:?}"))?;
    let mut pdf = Pdf::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let mut drawn: Vec<Option<Identifier>> = vec![None; layout.leaves];
    for marks in &layout.pages {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or("no page")?;
        let mut page = pdf.start_page_with(settings);
        draw::page(&mut page, marks, &mut drawn);
        page.finish();
    }
    let language = document.language.as_str().to_owned();
    let mut tree = TagTree::new().with_lang(Some(language.clone()));
    for (first, structure) in layout.structure {
        tree.children.extend(structure.nodes(&drawn, first));
    }
    pdf.set_tag_tree(tree);
    pdf.set_outline(outline(&layout.headings, layout.first));
    pdf.set_metadata(
        Metadata::new()
            .title(format!("{}: {}", document.title, document.subject))
            .authors(vec![document.brand.name.clone()])
            .creator("Polder".to_owned())
            .language(language)
            .creation_date(date(document)),
    );
    Ok(pdf.finish().map_err(|error| error.to_string())?)
}

/// Bookmarks: the headings of the first two levels.
fn outline(headings: &[Heading], first: usize) -> Outline {
    let node = |heading: &Heading| {
        let place = Point::from_xy(0.0, heading.y);
        let to = XyzDestination::new(first + heading.page, place);
        OutlineNode::new(heading.words.clone(), to)
    };
    let mut nodes: Vec<OutlineNode> = Vec::new();
    for heading in headings {
        match (heading.level, nodes.last_mut()) {
            (1, _) | (_, None) => nodes.push(node(heading)),
            (_, Some(parent)) => parent.push_child(node(heading)),
        }
    }
    let mut outline = Outline::new();
    for node in nodes {
        outline.push_child(node);
    }
    outline
}

fn date(document: &Document) -> DateTime {
    let at = document.made_at.to_zoned(TimeZone::UTC);
    let part = |number: i8| u8::try_from(number).unwrap_or(0);
    DateTime::new(u16::try_from(at.year()).unwrap_or(0))
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
