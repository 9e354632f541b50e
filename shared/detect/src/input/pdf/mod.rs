//! PDF: the text of its pages, its fields, notes and properties; attached files are documents of
//! their own.
//!
//! Written for this one purpose, with a bound on everything that a file can ask for: see
//! `docs/decisions/document-formats.md`. Should it panic all the same, the page ends there.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "an object of another kind than what is looked for is no object, whatever its kind"
)]

mod content;
mod file;
mod filter;
mod font;
mod object;

use std::collections::HashSet;
use std::io::{Cursor, Read};
use std::rc::Rc;

use self::content::{Fonts, Page, text_string};
use self::file::File;
use self::object::{Dict, Object};
use super::path::clean;
use super::{Stop, Trouble, Walk, Walked, contained, too_deep, went, within};
use crate::chunk::{Place, TextScan};

/// How many pages a document may have.
const PAGES_MAX: usize = 50_000;
/// How many times its size a file may unpack to, and how much is unpacked of a small one.
const EXPANSION: usize = 50;
const EXPANSION_FLOOR: usize = 32 << 20;
const EXPANSION_MAX: usize = 1 << 30;
/// How large an attached file may be.
const ATTACHMENT_BYTES: usize = 32 << 20;

/// A page, and the resources that it has from the pages above it.
type PageRef = (u32, Option<Rc<Dict>>);

/// The pages in their order.
fn pages(file: &File<'_>) -> Vec<PageRef> {
    let mut pages = Vec::new();
    let mut seen = HashSet::new();
    let root = file.root.map(|root| file.get(root));
    let tree = root
        .as_ref()
        .and_then(Object::dict)
        .and_then(|root| root.get(b"Pages"));
    let mut stack: Vec<PageRef> = Vec::new();
    if let Some(Object::Reference(tree)) = tree {
        seen.insert(*tree);
        stack.push((*tree, None));
    }
    while let Some((number, inherited)) = stack.pop() {
        let Object::Dict(dict) = file.get(number) else {
            continue;
        };
        let Some(Object::Array(kids)) = file.value(&dict, b"Kids") else {
            pages.push((number, inherited));
            if pages.len() >= PAGES_MAX {
                file.is_cut.set(true);
                break;
            }
            continue;
        };
        let resources = match file.value(&dict, b"Resources") {
            Some(Object::Dict(own)) => Some(Rc::new(own)),
            _ => inherited,
        };
        // Each once, and none that isn't there: what waits is no more than the file has objects.
        let before = stack.len();
        for kid in &kids {
            if let Object::Reference(kid) = kid
                && file.has(*kid)
                && seen.insert(*kid)
            {
                stack.push((*kid, resources.clone()));
            }
        }
        if let Some(pushed) = stack.get_mut(before..) {
            pushed.reverse();
        }
    }
    if pages.is_empty() {
        pages = file
            .loose_pages
            .iter()
            .take(PAGES_MAX)
            .map(|number| (*number, None))
            .collect();
    }
    pages
}

/// A page's text, how many of its codes no letter is known of, and how many pictures it has.
fn page_text(file: &File<'_>, page: &PageRef, fonts: &mut Fonts) -> (String, u64, u64) {
    let (number, inherited) = page;
    let Object::Dict(dict) = file.get(*number) else {
        return Default::default();
    };
    let own = match file.value(&dict, b"Resources") {
        Some(Object::Dict(own)) => Some(own),
        _ => None,
    };
    let none = Dict::default();
    let resources = own.as_ref().or(inherited.as_deref()).unwrap_or(&none);
    let mut page = Page::new(file, fonts);
    page.read(&dict, resources);
    (page.text, page.unknown, page.pictures)
}

/// What programs write about themselves, and when.
const MACHINERY: &[&[u8]] = &[
    b"CreationDate",
    b"ModDate",
    b"Producer",
    b"Creator",
    b"Trapped",
];

/// What the document says of itself.
fn properties(file: &File<'_>) -> String {
    let mut text = String::new();
    let info = file.info.as_ref().map(|info| file.resolve(info));
    if let Some(Object::Dict(info)) = info {
        let own = |key: &[u8]| !MACHINERY.contains(&key) && !key.starts_with(b"PTEX");
        for (key, value) in info.iter().filter(|(key, _)| own(key)) {
            if let Object::Text(value) = file.resolve(value) {
                text.push_str(&String::from_utf8_lossy(key));
                text.push_str(": ");
                text.push_str(&text_string(&value));
                text.push('\n');
            }
        }
    }
    text
}

/// A file that is attached, by its name.
fn attachment(file: &File<'_>, number: u32, max: usize) -> Option<(String, Vec<u8>)> {
    let Object::Dict(dict) = file.get(number) else {
        return None;
    };
    let name = file
        .value(&dict, b"UF")
        .or_else(|| file.value(&dict, b"F"))
        .and_then(|name| Some(text_string(name.text()?)))
        .unwrap_or_else(|| format!("attachment-{number}"));
    let Some(Object::Dict(embedded)) = file.value(&dict, b"EF") else {
        return None;
    };
    let Some(Object::Reference(stream)) = embedded.get(b"F").or_else(|| embedded.get(b"UF")) else {
        return None;
    };
    let stream = file.stream(*stream)?;
    Some((name, file.unpack(&stream, max)?))
}

impl Walk<'_> {
    /// A PDF: one document, and one for each file attached to it.
    pub(super) fn pdf(
        &mut self,
        path: &str,
        reader: &mut dyn Read,
        depth: u32,
        trouble: Option<Trouble>,
    ) -> Walked {
        let Some(bytes) = self.hold(path, reader, "a PDF")? else {
            return Ok(());
        };
        let mut document = self.begin(trouble);
        document.bytes = bytes.len() as u64;
        let budget = bytes
            .len()
            .saturating_mul(EXPANSION)
            .clamp(EXPANSION_FLOOR, EXPANSION_MAX);
        let Some(file) = contained(|| File::new(&bytes, budget)) else {
            document.is_unreadable = true;
            document.note(Trouble::unreadable("it is damaged or ends too early"));
            return self.end(path, document);
        };
        let pages = if file.is_encrypted {
            Vec::new()
        } else {
            contained(|| pages(&file)).unwrap_or_default()
        };
        if file.is_encrypted {
            document.is_unreadable = true;
            document.note(Trouble::unreadable("it is encrypted"));
        } else if pages.is_empty() {
            document.is_unreadable = true;
            document.note(Trouble::unreadable("it is damaged or ends too early"));
        }
        if !document.is_skipped && !file.is_encrypted {
            let (scanner, options) = (self.scanner, self.options);
            let mut fonts = Fonts::default();
            let mut tally = std::mem::take(&mut document.tally);
            let (mut letters, mut unknown, mut pictures) = (0, 0, 0);
            for (place, page) in pages.iter().enumerate() {
                let read = contained(|| page_text(&file, page, &mut fonts));
                let Some((text, strange, painted)) = read else {
                    document.note(Trouble::unreadable(format!(
                        "page {} of it could not be read",
                        place + 1
                    )));
                    fonts = Fonts::default();
                    continue;
                };
                letters += text.len();
                unknown += strange;
                pictures += painted;
                let part = Some(format!("page {}", place + 1));
                let mut scan = TextScan::part(scanner, options, path, part, tally);
                let told = contained(|| {
                    scan.append(&text, Place::Part);
                    scan.end(&mut self.sink)
                });
                match told {
                    Some(flow) => went(flow)?,
                    None => document.broke(),
                }
                tally = scan.into_tally();
            }
            let said = contained(|| properties(&file)).unwrap_or_default();
            let part = Some("properties".to_owned());
            let mut scan = TextScan::part(scanner, options, path, part, tally);
            scan.append(&said, Place::Part);
            document.tally = went(scan.finish(&mut self.sink))?;
            if file.is_cut.get() {
                document.note(Trouble::unreadable(
                    "it asks for more than a document needs; a part of it was left out",
                ));
            } else if letters < pages.len() && pictures > 0 {
                document.note(Trouble::unreadable("its pages hold pictures and no text"));
            } else if unknown > 100 && unknown > letters as u64 {
                document.note(Trouble::unreadable(
                    "its letters are drawn without saying which they are",
                ));
            }
        }
        self.end(path, document)?;
        if file.is_encrypted {
            return Ok(());
        }
        self.pdf_attachments(path, &file, depth)
    }

    /// Each file attached to a PDF, as a document of its own.
    fn pdf_attachments(&mut self, path: &str, file: &File<'_>, depth: u32) -> Walked {
        for number in &file.attachments {
            let max = usize::try_from(self.room()).unwrap_or(usize::MAX);
            let max = max.min(ATTACHMENT_BYTES);
            let Some((name, content)) = contained(|| attachment(file, *number, max)).flatten()
            else {
                continue;
            };
            let name = name.rsplit(['/', '\\']).next().unwrap_or(&name);
            let inner = within(path, &clean(name).path);
            self.entry_begins(&inner)?;
            self.count(&inner, content.len() as u64)?;
            if depth >= self.options.limits.max_depth {
                self.tell_about(&inner, too_deep())?;
                continue;
            }
            let mut held = self.holding();
            held.keep(content);
            self.expected = held.len() as u64;
            match self.document(&inner, &mut Cursor::new(&*held), depth + 1, None) {
                Ok(()) | Err(Stop::Broken) => {}
                Err(stop) => return Err(stop),
            }
        }
        Ok(())
    }
}
