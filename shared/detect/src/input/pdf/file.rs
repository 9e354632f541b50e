//! The objects of a file: where they are, and what their streams hold.
//!
//! The file's own index is not believed: the objects are found by looking for them, which reads
//! damaged files as well, and costs one pass. Every object made and every byte unpacked is counted
//! against a budget; when it is spent, nothing more is found.

use std::cell::Cell;
use std::collections::HashMap;

use super::filter;
use super::object::{Dict, Lexer, Object, is_space};

/// How many objects a file may have. Their places lie in a table that doubles at seven eighths of a
/// power of two.
const OBJECTS_MAX: usize = 450_000;
/// How many streams of packed objects are read.
const PACKS_MAX: usize = 50_000;
/// How many pages are kept in mind in case there is no tree of them.
const LOOSE_MAX: usize = 50_000;
/// How many objects are made in reading a file, the operands of its pages not counted.
const MADE_MAX: u64 = 20_000_000;
/// How many bytes of a stream count as one of them.
const STREAM_BYTES_AN_OBJECT: usize = 1 << 10;
/// How many bytes of objects packed into streams are held.
const PACKED_BYTES: usize = 12 << 20;
/// How many references are followed to one object.
const LINKS_MAX: u32 = 16;

/// Where an object is.
#[derive(Clone, Copy, Debug)]
enum Entry {
    /// In the file.
    At(u32),
    /// In a stream that was unpacked.
    In { stream: u32, at: u32 },
}

/// A stream, as it lies in the file.
pub(super) struct Stream<'f> {
    pub(super) dict: Dict,
    packed: &'f [u8],
}

/// A file.
pub(super) struct File<'f> {
    bytes: &'f [u8],
    entries: HashMap<u32, Entry>,
    unpacked: Vec<Vec<u8>>,
    unpacked_bytes: usize,
    pub(super) root: Option<u32>,
    pub(super) info: Option<Object>,
    pub(super) is_encrypted: bool,
    /// Whether something was left out because of a bound.
    pub(super) is_cut: Cell<bool>,
    made: Cell<u64>,
    budget: Cell<usize>,
    /// Pages by their place in the file, should there be no tree of them.
    pub(super) loose_pages: Vec<u32>,
    pub(super) attachments: Vec<u32>,
}

impl<'f> File<'f> {
    /// Finds the objects. What is unpacked may have so many bytes.
    pub(super) fn new(bytes: &'f [u8], budget: usize) -> Self {
        let mut file = Self {
            bytes,
            entries: HashMap::new(),
            unpacked: Vec::new(),
            unpacked_bytes: 0,
            root: None,
            info: None,
            is_encrypted: false,
            is_cut: Cell::new(false),
            made: Cell::new(0),
            budget: Cell::new(budget),
            loose_pages: Vec::new(),
            attachments: Vec::new(),
        };
        let packs = file.find();
        for pack in packs {
            file.unpack_objects(pack);
        }
        file.trailers();
        file
    }

    /// Finds `1 0 obj`, and passes over streams. Gives the streams that hold objects.
    fn find(&mut self) -> Vec<(u32, usize)> {
        let bytes = self.bytes;
        let mut packs = Vec::new();
        let mut at = 0;
        while let Some(found) = bytes
            .get(at..)
            .and_then(|rest| memchr::memmem::find(rest, b"obj"))
            .map(|found| at + found)
        {
            at = found + 3;
            let Some(number) = number_before(bytes, found) else {
                continue;
            };
            if self.entries.len() >= OBJECTS_MAX || self.made.get() > MADE_MAX {
                self.is_cut.set(true);
                break;
            }
            // The last of a number is the one that counts.
            let Ok(place) = u32::try_from(at) else {
                self.is_cut.set(true);
                break;
            };
            self.entries.insert(number, Entry::At(place));
            let mut lexer = Lexer::new(bytes, at);
            lexer.skip_space();
            if lexer.peek() != Some(b'<') {
                continue;
            }
            let object = lexer.object();
            self.made.set(self.made.get() + lexer.made);
            let Some(Object::Dict(dict)) = object else {
                continue;
            };
            self.learn(number, &dict);
            if dict.is_a(b"ObjStm") {
                if packs.len() < PACKS_MAX {
                    packs.push((number, found));
                } else {
                    self.is_cut.set(true);
                }
            }
            at = match stream_start(bytes, lexer.at) {
                Some(start) => stream_end(bytes, start, dict.get(b"Length")),
                None => lexer.at.max(at),
            };
        }
        packs
    }

    /// Keeps in mind what an object turns out to be.
    fn learn(&mut self, number: u32, dict: &Dict) {
        if dict.is_a(b"Catalog") {
            self.root = Some(number);
        } else if dict.is_a(b"Page") {
            if self.loose_pages.len() < LOOSE_MAX {
                self.loose_pages.push(number);
            }
        } else if dict.is_a(b"XRef") {
            self.trailer(dict);
        } else if self.attachments.len() < 1_000
            && (dict.is_a(b"Filespec") || dict.is_a(b"F"))
            && dict.get(b"EF").is_some()
        {
            self.attachments.push(number);
        }
    }

    fn trailer(&mut self, dict: &Dict) {
        if let Some(Object::Reference(root)) = dict.get(b"Root") {
            self.root = Some(*root);
        }
        if let Some(info) = dict.get(b"Info") {
            self.info = Some(info.clone());
        }
        self.is_encrypted |= !matches!(dict.get(b"Encrypt"), None | Some(Object::Null));
    }

    /// Reads what stands at the file's ends: the last word on its root.
    fn trailers(&mut self) {
        let bytes = self.bytes;
        for found in memchr::memmem::find_iter(bytes, b"trailer").take(1_000) {
            let mut lexer = Lexer::new(bytes, found + b"trailer".len());
            if let Some(Object::Dict(dict)) = lexer.object() {
                self.trailer(&dict);
            }
            self.made.set(self.made.get() + lexer.made);
        }
    }

    /// Takes in the objects of a stream, where the file has no later ones of their numbers.
    fn unpack_objects(&mut self, (number, place): (u32, usize)) {
        let Some(stream) = self.stream(number) else {
            return;
        };
        let room = PACKED_BYTES.saturating_sub(self.unpacked_bytes);
        let Some(plain) = self.unpack(&stream, room) else {
            return;
        };
        if plain.len() >= room {
            self.is_cut.set(true);
        }
        let size = |key: &[u8]| {
            let object = stream.dict.get(key).map(|object| self.resolve(object));
            object.and_then(|object| object.size()).unwrap_or(0)
        };
        let (count, first) = (size(b"N"), size(b"First"));
        let Ok(index) = u32::try_from(self.unpacked.len()) else {
            return;
        };
        let mut lexer = Lexer::new(&plain, 0);
        let mut inner = Vec::new();
        for _ in 0..count.min(OBJECTS_MAX) {
            let pair = (lexer.object(), lexer.object());
            let (Some(Object::Number(number)), Some(Object::Number(offset))) = pair else {
                break;
            };
            let (Some(number), Some(offset)) =
                (Object::Number(number).size(), Object::Number(offset).size())
            else {
                continue;
            };
            if let Ok(number) = u32::try_from(number) {
                inner.push((number, first.saturating_add(offset)));
            }
        }
        self.made.set(self.made.get() + lexer.made);
        for (number, at) in inner {
            if self.entries.len() >= OBJECTS_MAX || self.made.get() > MADE_MAX {
                self.is_cut.set(true);
                break;
            }
            let is_later = matches!(self.entries.get(&number), Some(Entry::At(there)) if *there as usize > place);
            let Some(stored) = u32::try_from(at).ok().filter(|_| !is_later) else {
                continue;
            };
            self.entries.insert(
                number,
                Entry::In {
                    stream: index,
                    at: stored,
                },
            );
            let mut lexer = Lexer::new(&plain, at);
            if let Some(Object::Dict(dict)) = lexer.object() {
                self.learn(number, &dict);
            }
            self.made.set(self.made.get() + lexer.made);
        }
        self.unpacked_bytes += plain.len();
        self.unpacked.push(plain);
    }

    /// Whether there is an object of this number.
    pub(super) fn has(&self, number: u32) -> bool {
        self.entries.contains_key(&number)
    }

    /// An object by its number; null where there is none.
    pub(super) fn get(&self, number: u32) -> Object {
        let mut lexer = match self.entries.get(&number) {
            Some(Entry::At(at)) => Lexer::new(self.bytes, *at as usize),
            Some(Entry::In { stream, at }) => match self.unpacked.get(*stream as usize) {
                Some(plain) => Lexer::new(plain, *at as usize),
                None => return Object::Null,
            },
            None => return Object::Null,
        };
        if self.made.get() > MADE_MAX {
            self.is_cut.set(true);
            return Object::Null;
        }
        let object = lexer.object().unwrap_or(Object::Null);
        self.made.set(self.made.get() + lexer.made);
        object
    }

    /// The object itself, if it is a reference to one.
    pub(super) fn resolve(&self, object: &Object) -> Object {
        // A copy costs as much as reading it again.
        self.made.set(self.made.get() + object.weight());
        if self.made.get() > MADE_MAX {
            self.is_cut.set(true);
            return Object::Null;
        }
        let mut object = object.clone();
        for _ in 0..LINKS_MAX {
            match object {
                Object::Reference(number) => object = self.get(number),
                object => return object,
            }
        }
        Object::Null
    }

    /// A dictionary's value, itself.
    pub(super) fn value(&self, dict: &Dict, key: &[u8]) -> Option<Object> {
        dict.get(key).map(|object| self.resolve(object))
    }

    pub(super) fn stream(&self, number: u32) -> Option<Stream<'f>> {
        let Some(Entry::At(at)) = self.entries.get(&number) else {
            return None;
        };
        if self.made.get() > MADE_MAX {
            self.is_cut.set(true);
            return None;
        }
        let mut lexer = Lexer::new(self.bytes, *at as usize);
        let Some(Object::Dict(dict)) = lexer.object() else {
            return None;
        };
        self.made.set(self.made.get() + lexer.made);
        let start = stream_start(self.bytes, lexer.at)?;
        let length = self.value(&dict, b"Length");
        let end = stream_end(self.bytes, start, length.as_ref());
        // Its end may have been looked for.
        let passed = end.saturating_sub(start) / STREAM_BYTES_AN_OBJECT;
        self.made.set(self.made.get() + passed as u64);
        Some(Stream {
            packed: self.bytes.get(start..end)?,
            dict,
        })
    }

    /// What a stream holds, at most so many bytes; nothing where it holds a picture.
    pub(super) fn unpack(&self, stream: &Stream<'f>, max: usize) -> Option<Vec<u8>> {
        let filter = stream.dict.get(b"Filter").or_else(|| stream.dict.get(b"F"));
        let filter = filter.map(|filter| self.resolve(filter));
        let parameters = self
            .value(&stream.dict, b"DecodeParms")
            .or_else(|| self.value(&stream.dict, b"DP"));
        let mut plain: Option<Vec<u8>> = None;
        for (name, parameters) in filter::filters(filter.as_ref(), parameters.as_ref()) {
            let max = max.min(self.budget.get());
            let packed = plain.as_deref().unwrap_or(stream.packed);
            let next = filter::unpack(&name, parameters.as_ref(), packed, max)?;
            if next.len() >= max {
                self.is_cut.set(true);
            }
            self.budget
                .set(self.budget.get().saturating_sub(next.len()));
            plain = Some(next);
        }
        if plain.is_some() {
            return plain;
        }
        // What is not packed costs as much: a page may be painted from it again and again.
        let max = max.min(self.budget.get());
        let plain = stream.packed.get(..max).unwrap_or(stream.packed);
        if plain.len() < stream.packed.len() {
            self.is_cut.set(true);
        }
        self.budget
            .set(self.budget.get().saturating_sub(plain.len()));
        Some(plain.to_vec())
    }
}

/// The object's number in `12 0 ` before a place.
fn number_before(bytes: &[u8], end: usize) -> Option<u32> {
    let window = bytes.get(end.saturating_sub(32)..end)?;
    let text = window.trim_ascii_end();
    if text.len() == window.len() && !window.is_empty() {
        // `endobj`, or `0obj`, which some write.
        text.last().filter(|byte| byte.is_ascii_digit())?;
    }
    let without = |text: &'_ [u8]| {
        let digits = text
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        (digits > 0).then_some(text.len() - digits)
    };
    let generation = without(text)?;
    let text = text.get(..generation)?;
    let number_end = text.trim_ascii_end().len();
    if number_end == text.len() {
        return None;
    }
    let text = text.get(..number_end)?;
    let digits = text.get(without(text)?..)?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Where the bytes of a stream begin, if one follows.
fn stream_start(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let space = rest.iter().take_while(|byte| is_space(**byte)).count();
    let rest = rest.get(space..)?.strip_prefix(b"stream")?;
    let line = match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    };
    Some(at + space + b"stream".len() + line)
}

/// Where they end: where the length says, if that is so, or where the word is.
fn stream_end(bytes: &[u8], start: usize, length: Option<&Object>) -> usize {
    const END: &[u8] = b"endstream";
    if let Some(end) = length
        .and_then(Object::size)
        .and_then(|length| start.checked_add(length))
        && let Some(rest) = bytes.get(end..)
    {
        let space = rest
            .iter()
            .take_while(|byte| is_space(**byte))
            .take(4)
            .count();
        if rest.get(space..).is_some_and(|rest| rest.starts_with(END)) {
            return end;
        }
    }
    bytes
        .get(start..)
        .and_then(|rest| memchr::memmem::find(rest, END))
        .map_or(bytes.len(), |found| start + found)
}
