//! E-mail: a message's headers and texts are one document, each attachment is one of its own.
//!
//! A walk over byte ranges: nothing is copied but the part at hand. Nesting beyond a bound is taken
//! for text. A mailbox is an archive of messages.

use std::io::{self, Read};
use std::ops::{ControlFlow, Range};

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::decode::{Decoder, Encoding};
use super::markup::Markup;
use super::path::clean;
use super::{PIECE_BYTES, Stop, Trouble, Walk, Walked, contained, went, within};
use crate::chunk::{Place, Tally, TextScan, moved};

/// How deep parts may lie within parts.
const DEPTH_MAX: u32 = 16;
/// How many parts of a message are told apart.
const PARTS_MAX: usize = 20_000;
/// How long a line of the header may be that is read for what it says.
const HEADER_MAX: usize = 64 << 10;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// How large a message of a mailbox may be: nobody says how large it is, and growing is copying.
const BOXED_MAX: usize = 48 << 20;
/// How many lines of a part's header are read for what they say.
const LINES_MAX: usize = 10_000;
/// How many fields may describe a part; each counts once, but some repeat them.
const FIELDS_MAX: usize = 16;

/// Headers that say what the content is.
const DESCRIBING: &[&str] = &[
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
];

/// Headers that say how the message travelled; their values only look like addresses and secrets.
const MACHINERY: &[&str] = &[
    "message-id",
    "references",
    "in-reply-to",
    "content-id",
    "content-type",
    "mime-version",
    "dkim-signature",
    "domainkey-signature",
    "x-google-dkim-signature",
    "x-gm-message-state",
    "x-google-smtp-source",
    "x-ms-exchange-antispam-messagedata",
    "x-microsoft-antispam-message-info",
];

/// Headers that tell a message from other text.
const KNOWN: &[&str] = &[
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "reply-to",
    "content-type",
    "x-mailer",
    "user-agent",
    "received",
    "message-id",
    "mime-version",
    "return-path",
    "delivered-to",
    "x-original-to",
];
const TELLING: &[&str] = &[
    "received",
    "message-id",
    "mime-version",
    "return-path",
    "delivered-to",
];

/// What a text turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mail {
    Message,
    Mailbox,
}

/// Looks at a text's beginning.
pub(super) fn sniff(extension: &str, head: &[u8]) -> Option<Mail> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if head.starts_with(b"From ") {
        let end = memchr::memchr(b'\n', head)?;
        let next = head.get(end + 1..)?;
        let next = next.strip_prefix(b">From ").map_or(next, |rest| {
            memchr::memchr(b'\n', rest)
                .and_then(|end| rest.get(end + 1..))
                .unwrap_or(rest)
        });
        return header_name(next).map(|_| Mail::Mailbox);
    }
    let is_named = matches!(extension, "eml" | "emlx" | "mht" | "mhtml" | "msg");
    let mut rest = head;
    // Apple's files begin with their length.
    if extension == "emlx" {
        rest = memchr::memchr(b'\n', rest).and_then(|end| rest.get(end + 1..))?;
    }
    let mut known = 0;
    let mut is_telling = false;
    loop {
        let line_end = memchr::memchr(b'\n', rest);
        let line = rest.get(..line_end.unwrap_or(rest.len()))?;
        if line.trim_ascii().is_empty() {
            break;
        }
        if !matches!(line.first(), Some(b' ' | b'\t')) {
            match header_name(line) {
                Some(name) => {
                    let is = |names: &[&str]| {
                        names
                            .iter()
                            .any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
                    };
                    known += u32::from(is(KNOWN));
                    is_telling |= is(TELLING);
                }
                // The last line may be cut.
                None if line_end.is_none() && known > 0 => break,
                None => return None,
            }
        }
        match line_end {
            Some(end) => rest = rest.get(end + 1..)?,
            None => break,
        }
    }
    let is_message = if is_named {
        known >= 1
    } else {
        known >= 3 && is_telling
    };
    is_message.then_some(Mail::Message)
}

/// The name of a header that a line begins with.
fn header_name(line: &[u8]) -> Option<&[u8]> {
    let head = line.get(..80).unwrap_or(line);
    let end = memchr::memchr(b':', head)?;
    let name = head.get(..end)?;
    let is_name = !name.is_empty()
        && name
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_name.then_some(name)
}

/// How a part's bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Transfer {
    Identity,
    Quoted,
    Base64,
}

/// A part without parts.
#[derive(Debug)]
struct Leaf {
    body: Range<usize>,
    /// `1.2`; empty where the message has one part.
    number: String,
    /// The line that the body begins on, from 0.
    line: u64,
    kind: String,
    transfer: Transfer,
    name: Option<String>,
    is_attached: bool,
}

/// What a part's header says of its content.
#[derive(Debug, Default)]
struct Described {
    kind: String,
    boundary: Option<String>,
    transfer: String,
    name: Option<String>,
    is_attached: bool,
}

/// A message taken apart.
#[derive(Debug, Default)]
struct Parts {
    header: Range<usize>,
    leaves: Vec<Leaf>,
    is_too_many: bool,
}

impl Parts {
    fn of(message: &[u8]) -> Self {
        let mut parts = Self::default();
        let start = usize::from(message.starts_with(b"\xef\xbb\xbf")) * 3;
        let header = header_end(message, start..message.len());
        parts.header = start..header;
        parts.part(message, start..message.len(), "", 0, 0);
        parts
    }

    fn part(&mut self, message: &[u8], range: Range<usize>, number: &str, line: u64, depth: u32) {
        let body = header_end(message, range.clone());
        let header = message.get(range.start..body).unwrap_or_default();
        let described = describe(header);
        let line = line + lines(header);
        if let Some(boundary) = &described.boundary
            && depth < DEPTH_MAX
        {
            let children = split(message, body..range.end, boundary);
            if !children.is_empty() {
                let mut at = body;
                let mut line = line;
                for (place, child) in children.into_iter().enumerate() {
                    if self.leaves.len() >= PARTS_MAX {
                        self.is_too_many = true;
                        return;
                    }
                    line += lines(message.get(at..child.start).unwrap_or_default());
                    at = child.start;
                    let number = if number.is_empty() {
                        (place + 1).to_string()
                    } else {
                        format!("{number}.{}", place + 1)
                    };
                    self.part(message, child, &number, line, depth + 1);
                }
                return;
            }
        }
        let transfer = match described.transfer.as_str() {
            "quoted-printable" => Transfer::Quoted,
            "base64" => Transfer::Base64,
            _ => Transfer::Identity,
        };
        self.leaves.push(Leaf {
            body: body..range.end,
            number: number.to_owned(),
            line,
            kind: described.kind,
            transfer,
            name: described.name,
            is_attached: described.is_attached,
        });
    }
}

impl Leaf {
    fn is_html(&self) -> bool {
        self.kind == "text/html" || self.kind == "application/xhtml+xml"
    }

    /// Whether it is text to be read as part of the message.
    fn is_text(&self) -> bool {
        !self.is_attached
            && self.name.is_none()
            && (self.kind.is_empty()
                || (self.kind.starts_with("text/"))
                || matches!(
                    self.kind.as_str(),
                    "message/delivery-status" | "message/disposition-notification"
                )
                || self.kind.starts_with("multipart/"))
    }

    /// The name of its document. Folders in it are those of who sent it, and no reader of mail
    /// heeds them.
    fn file_name(&self) -> String {
        match &self.name {
            Some(name) => name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned(),
            None if self.kind == "message/rfc822" => format!("part-{}.eml", self.number),
            None => format!("part-{}", self.number),
        }
    }
}

fn lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// Where the body begins: behind the first blank line.
fn header_end(message: &[u8], range: Range<usize>) -> usize {
    let mut at = range.start;
    while let Some(rest) = message.get(at..range.end) {
        let Some(end) = memchr::memchr(b'\n', rest) else {
            return range.end;
        };
        let line = rest.get(..end).unwrap_or_default();
        at += end + 1;
        if line.is_empty() || line == b"\r" {
            return at;
        }
    }
    range.end
}

/// The ranges between the lines of a boundary.
fn split(message: &[u8], range: Range<usize>, boundary: &str) -> Vec<Range<usize>> {
    let marker = [b"--", boundary.as_bytes()].concat();
    let Some(body) = message.get(range.clone()) else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    let mut start = None;
    for found in memchr::memmem::find_iter(body, &marker) {
        if found
            .checked_sub(1)
            .and_then(|before| body.get(before))
            .is_some_and(|byte| *byte != b'\n')
        {
            continue;
        }
        let behind = body.get(found + marker.len()..).unwrap_or_default();
        let line_end = memchr::memchr(b'\n', behind).unwrap_or(behind.len());
        let rest = behind.get(..line_end).unwrap_or_default().trim_ascii();
        if !(rest.is_empty() || rest == b"--") {
            continue;
        }
        if let Some(start) = start.take() {
            parts.push(range.start + start..range.start + found);
            if parts.len() > PARTS_MAX {
                return parts;
            }
        }
        if rest == b"--" {
            return parts;
        }
        start = Some((found + marker.len() + line_end + 1).min(body.len()));
    }
    if let Some(start) = start {
        parts.push(range.start + start..range.end);
    }
    parts
}

/// What a header says of the content.
fn describe(header: &[u8]) -> Described {
    let mut described = Described::default();
    for (name, value) in fields(header) {
        if name == "content-type" {
            let (kind, parameters) = value.split_once(';').unwrap_or((&value, ""));
            described.kind = kind.trim().to_ascii_lowercase();
            if described.kind.starts_with("multipart/") {
                described.boundary =
                    parameter(parameters, "boundary").filter(|boundary| !boundary.is_empty());
            }
            described.name = described.name.or_else(|| parameter(parameters, "name"));
        } else if name == "content-transfer-encoding" {
            described.transfer = value.trim().to_ascii_lowercase();
        } else {
            let (kind, parameters) = value.split_once(';').unwrap_or((&value, ""));
            described.is_attached = kind.trim().eq_ignore_ascii_case("attachment");
            described.name = parameter(parameters, "filename").or(described.name);
        }
    }
    described.name = described
        .name
        .map(|name| words_decoded(&name))
        .filter(|name| !name.trim().is_empty());
    described
}

/// The fields of a header that describe its content, unfolded.
fn fields(header: &[u8]) -> Vec<(&'static str, String)> {
    let mut fields: Vec<(&'static str, String)> = Vec::new();
    let mut is_open = false;
    for line in header.split(|byte| *byte == b'\n').take(LINES_MAX) {
        let line = line.get(..HEADER_MAX).unwrap_or(line);
        if matches!(line.first(), Some(b' ' | b'\t')) {
            if let Some((_, value)) = fields.last_mut()
                && is_open
                && value.len() < HEADER_MAX
            {
                value.push(' ');
                value.push_str(String::from_utf8_lossy(line).trim());
            }
            continue;
        }
        let name = header_name(line).unwrap_or_default();
        let known = DESCRIBING
            .iter()
            .find(|known| name.eq_ignore_ascii_case(known.as_bytes()));
        is_open = known.is_some() && fields.len() < FIELDS_MAX;
        if let Some(known) = known
            && is_open
        {
            let value = line.get(name.len() + 1..).unwrap_or_default();
            let value = String::from_utf8_lossy(value).trim().to_owned();
            fields.push((known, value));
        }
    }
    fields
}

/// A parameter of a field (RFC 2045), also in pieces and with percent signs (RFC 2231).
fn parameter(parameters: &str, wanted: &str) -> Option<String> {
    let mut pieces: Vec<(u32, bool, String)> = Vec::new();
    let mut rest = parameters;
    while let Some((name, behind)) = rest.split_once('=') {
        let name = name
            .trim_matches([';', ' ', '\t', '\r', '\n'])
            .to_ascii_lowercase();
        let behind = behind.trim_start();
        let (value, next) = if let Some(quoted) = behind.strip_prefix('"') {
            quoted_value(quoted)
        } else {
            let end = behind.find(';').unwrap_or(behind.len());
            let (value, next) = behind.split_at(end);
            (value.trim().to_owned(), next)
        };
        rest = next;
        let Some(kind) = name.strip_prefix(wanted) else {
            continue;
        };
        if kind.is_empty() {
            return Some(value);
        }
        let is_encoded = kind.ends_with('*');
        let number = kind.trim_matches('*');
        if kind.starts_with('*') && pieces.len() < 100 {
            pieces.push((number.parse().unwrap_or(0), is_encoded, value));
        }
    }
    if pieces.is_empty() {
        return None;
    }
    pieces.sort_by_key(|(number, _, _)| *number);
    let mut bytes = Vec::new();
    for (place, (_, is_encoded, value)) in pieces.iter().enumerate() {
        let value = if *is_encoded && place == 0 {
            value.rsplit('\'').next().unwrap_or(value)
        } else {
            value
        };
        if *is_encoded {
            bytes.extend(unescaped(value.as_bytes(), b'%'));
        } else {
            bytes.extend_from_slice(value.as_bytes());
        }
    }
    Some(text_of(&bytes))
}

/// A value up to its closing quote, and what follows.
fn quoted_value(quoted: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((place, character)) = characters.next() {
        match character {
            '"' => return (value, quoted.get(place + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, next)| next)),
            character => value.push(character),
        }
    }
    (value, "")
}

/// Bytes with `%41` or `=41` resolved.
fn unescaped(bytes: &[u8], sign: u8) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let digits = bytes.get(at + 1..at + 3);
        match digits.and_then(hex_byte) {
            Some(value) if *byte == sign => {
                plain.push(value);
                at += 3;
            }
            Some(_) | None => {
                plain.push(*byte);
                at += 1;
            }
        }
    }
    plain
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| {
        let value = char::from(*digits.get(at)?).to_digit(16)?;
        u8::try_from(value).ok()
    };
    Some(digit(0)? << 4 | digit(1)?)
}

/// Text whose encoding is not known for sure.
fn text_of(bytes: &[u8]) -> String {
    let mut decoder = Decoder::new(Encoding::Utf8);
    let mut text = String::new();
    decoder.push(bytes, &mut text);
    decoder.finish(&mut text);
    text
}

/// Base64 with whatever stands in between.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let mut letters: Vec<u8> = bytes.iter().copied().filter(is_letter).collect();
    if letters.len() % 4 == 1 {
        letters.pop();
    }
    BASE64.decode(&letters).unwrap_or_default()
}

/// Words such as `=?utf-8?Q?caf=C3=A9?=` decoded (RFC 2047).
fn words_decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    let mut was_word = false;
    while let Some((before, behind)) = rest.split_once("=?") {
        let Some((word, next)) = encoded_word(behind) else {
            decoded.push_str(before);
            decoded.push_str("=?");
            rest = behind;
            was_word = false;
            continue;
        };
        // White space between two words is none.
        if !(was_word && before.trim().is_empty()) {
            decoded.push_str(before);
        }
        decoded.push_str(&word);
        rest = next;
        was_word = true;
    }
    decoded.push_str(rest);
    decoded
}

fn encoded_word(behind: &str) -> Option<(String, &str)> {
    let (_, rest) = behind
        .split_once('?')
        .filter(|(charset, _)| charset.len() <= 60)?;
    let (encoding, rest) = rest
        .split_once('?')
        .filter(|(encoding, _)| encoding.len() == 1)?;
    let (content, rest) = rest.split_once("?=")?;
    if content.len() > HEADER_MAX || content.contains('\n') {
        return None;
    }
    let bytes = match encoding {
        "q" | "Q" => unescaped(content.replace('_', " ").as_bytes(), b'='),
        "b" | "B" => base64(content.as_bytes()),
        _ => return None,
    };
    Some((text_of(&bytes), rest))
}

/// Takes a run of a body, with the line and the column that it begins at.
type Take<'a> = dyn FnMut(&[u8], u64, u64) -> ControlFlow<()> + 'a;

/// Runs of quoted-printable text, decoded, each with its line from 0 and its column from 0. None is
/// longer than a piece.
fn quoted(body: &[u8], take: &mut Take<'_>) -> ControlFlow<()> {
    let mut number = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let is_broken = line.ends_with(b"\n");
        let content = line.trim_ascii_end();
        let (content, is_soft) = match content.strip_suffix(b"=") {
            Some(content) => (content, true),
            None => (content, false),
        };
        let mut at = 0;
        let mut column = 0;
        while at < content.len() {
            let rest = content.get(at..).unwrap_or_default();
            let rest = rest.get(..PIECE_BYTES).unwrap_or(rest);
            match memchr::memchr(b'=', rest) {
                Some(0) => {
                    // A character may be several bytes.
                    let mut bytes = Vec::new();
                    let mut end = at;
                    while content.get(end) == Some(&b'=')
                        && bytes.len() < PIECE_BYTES
                        && let Some(byte) = content.get(end + 1..end + 3).and_then(hex_byte)
                    {
                        bytes.push(byte);
                        end += 3;
                    }
                    if bytes.is_empty() {
                        bytes.push(b'=');
                        end = at + 1;
                    }
                    take(&bytes, number, column)?;
                    column += (end - at) as u64;
                    at = end;
                }
                found => {
                    let end = found.unwrap_or(rest.len());
                    let run = rest.get(..end).unwrap_or_default();
                    take(run, number, column)?;
                    column += run.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64;
                    at += end;
                }
            }
        }
        if is_broken && !is_soft {
            take(b"\n", number, column)?;
        }
        number += u64::from(is_broken);
    }
    ControlFlow::Continue(())
}

/// A part's content, decoded as it is read, so that it is not held twice.
struct Content<'m> {
    rest: &'m [u8],
    transfer: Transfer,
    decoded: Vec<u8>,
    at: usize,
}

impl<'m> Content<'m> {
    fn new(body: &'m [u8], transfer: Transfer) -> Self {
        Self {
            rest: body,
            transfer,
            decoded: Vec::new(),
            at: 0,
        }
    }

    /// Takes so much of what is left.
    fn taken(&mut self, length: usize) -> &'m [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Decodes the next piece; nothing is left where it decodes to nothing.
    fn decode(&mut self) {
        self.decoded.clear();
        self.at = 0;
        while self.decoded.is_empty() && !self.rest.is_empty() {
            match self.transfer {
                Transfer::Identity => {
                    let piece = self.taken(PIECE_BYTES);
                    self.decoded.extend_from_slice(piece);
                }
                Transfer::Base64 => {
                    let is_letter =
                        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
                    let mut letters = Vec::with_capacity(PIECE_BYTES);
                    while letters.len() < PIECE_BYTES && !self.rest.is_empty() {
                        let piece = self.taken(PIECE_BYTES - letters.len());
                        letters.extend(piece.iter().copied().filter(is_letter));
                    }
                    self.decoded = base64(&letters);
                }
                Transfer::Quoted => {
                    let piece = self.rest.get(..PIECE_BYTES).unwrap_or(self.rest);
                    let end = match memchr::memrchr(b'\n', piece) {
                        Some(end) => end + 1,
                        // What two digits follow stays with them.
                        None if piece.len() < self.rest.len() => {
                            let tail = piece.len().saturating_sub(2);
                            memchr::memchr(b'=', piece.get(tail..).unwrap_or_default())
                                .map_or(piece.len(), |sign| tail + sign)
                        }
                        None => piece.len(),
                    };
                    let piece = self.taken(end.max(1));
                    let decoded = &mut self.decoded;
                    let _ = quoted(piece, &mut |run, _, _| {
                        decoded.extend_from_slice(run);
                        ControlFlow::Continue(())
                    });
                }
            }
        }
    }
}

impl Read for Content<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.decoded.len() {
            self.decode();
        }
        let ready = self.decoded.get(self.at..).unwrap_or_default();
        let length = ready.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..length), ready.get(..length)) {
            to.copy_from_slice(from);
        }
        self.at += length;
        Ok(length)
    }
}

impl Walk<'_> {
    /// A message: one document, and one for each attachment.
    pub(super) fn mail(
        &mut self,
        path: &str,
        reader: &mut dyn Read,
        depth: u32,
        trouble: Option<Trouble>,
    ) -> Walked {
        let Some(message) = self.hold(path, reader, "a message")? else {
            return Ok(());
        };
        self.message(path, &message, depth, trouble)
    }

    fn message(
        &mut self,
        path: &str,
        message: &[u8],
        depth: u32,
        trouble: Option<Trouble>,
    ) -> Walked {
        let parts = Parts::of(message);
        let mut document = self.begin(trouble);
        document.bytes = message.len() as u64;
        if parts.is_too_many {
            document.note(Trouble::hostile(format!(
                "it has more than {PARTS_MAX} parts"
            )));
        }
        if !document.is_skipped {
            let tally = std::mem::take(&mut document.tally);
            match contained(|| self.message_texts(path, message, &parts, tally)) {
                Some(tally) => document.tally = tally?,
                None => document.broke(),
            }
        }
        self.end(path, document)?;
        for leaf in parts.leaves.iter().filter(|leaf| !leaf.is_text()) {
            let body = message.get(leaf.body.clone()).unwrap_or_default();
            let inner = within(path, &clean(&leaf.file_name()).path);
            self.entry_begins(&inner)?;
            let mut content = Content::new(body, leaf.transfer);
            self.expected = match leaf.transfer {
                Transfer::Identity | Transfer::Quoted => body.len() as u64,
                Transfer::Base64 => body.len() as u64 / 4 * 3,
            };
            match self.document(&inner, &mut content, depth + 1, None) {
                Ok(()) | Err(Stop::Broken) => {}
                Err(stop) => return Err(stop),
            }
        }
        Ok(())
    }

    /// What its header and its texts say.
    fn message_texts(
        &mut self,
        path: &str,
        message: &[u8],
        parts: &Parts,
        tally: Tally,
    ) -> Result<Tally, Stop> {
        let (scanner, options) = (self.scanner, self.options);
        let mut scan = TextScan::part(scanner, options, path, None, tally);
        let said = message.get(parts.header.clone()).unwrap_or_default();
        went(header(said, &mut |piece| {
            piece(&mut scan);
            scan.advance(&mut self.sink)
        }))?;
        let mut tally = went(scan.finish(&mut self.sink))?;
        for leaf in parts.leaves.iter().filter(|leaf| leaf.is_text()) {
            let part = (!leaf.number.is_empty()).then(|| format!("part {}", leaf.number));
            let mut scan = TextScan::part(scanner, options, path, part, tally);
            if leaf.is_html() {
                scan = scan.with_cells(b'\t');
            }
            let body = message.get(leaf.body.clone()).unwrap_or_default();
            went(read_text(leaf, body, &mut |piece| {
                piece(&mut scan);
                scan.advance(&mut self.sink)
            }))?;
            tally = went(scan.finish(&mut self.sink))?;
        }
        Ok(tally)
    }

    /// A mailbox: messages one after the other, each behind a line of `From `.
    pub(super) fn mailbox(&mut self, path: &str, reader: &mut dyn Read, depth: u32) -> Walked {
        let max = usize::try_from(self.room()).unwrap_or(usize::MAX);
        let max = max.min(BOXED_MAX);
        let mut held: Vec<u8> = Vec::new();
        let mut piece = vec![0; PIECE_BYTES];
        let mut searched = 0;
        let mut number = 0_u64;
        let mut is_cut = false;
        loop {
            let read = match reader.read(&mut piece) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return self.broken(path, Trouble::of(&error)),
            };
            if held.capacity() < held.len() + read {
                // Never twice as much as there is.
                held.reserve_exact(read.max(held.len() / 4));
            }
            self.count(path, read as u64)?;
            held.extend_from_slice(piece.get(..read).unwrap_or_default());
            loop {
                let next = next_message(&held, searched);
                let end = match next {
                    Some(end) => end,
                    None if read == 0 => held.len(),
                    None => break,
                };
                if end > 0 {
                    number += 1;
                    let shown = if is_cut { end.min(max) } else { end };
                    let raw = held.get(..shown).unwrap_or_default();
                    self.held.set(self.held.get() + shown as u64);
                    let walked = self.boxed(path, number, raw, (is_cut, max), depth);
                    self.held.set(self.held.get().saturating_sub(shown as u64));
                    walked?;
                }
                is_cut = false;
                held.drain(..end);
                searched = 1;
                if next.is_none() {
                    return Ok(());
                }
            }
            searched = held.len().saturating_sub(8).max(1);
            if held.len() > max {
                // What lies beyond is passed over up to the next message.
                is_cut = true;
                held.truncate(max);
                let tail = piece.get(read.saturating_sub(8)..read).unwrap_or_default();
                held.extend_from_slice(tail);
                searched = max.saturating_sub(1);
            }
        }
    }

    /// A message of a mailbox; whether it was cut, and to how many bytes.
    fn boxed(
        &mut self,
        path: &str,
        number: u64,
        raw: &[u8],
        (is_cut, max): (bool, usize),
        depth: u32,
    ) -> Walked {
        let inner = within(path, &format!("message-{number}.eml"));
        self.entry_begins(&inner)?;
        let line = memchr::memchr(b'\n', raw).map_or(raw.len(), |end| end + 1);
        let message = raw.get(line..).unwrap_or_default();
        let trouble =
            is_cut.then(|| Trouble::unreadable(format!("only its first {max} bytes were scanned")));
        self.message(&inner, message, depth, trouble)
    }
}

/// Where the next message of a mailbox begins, from a place on.
fn next_message(held: &[u8], from: usize) -> Option<usize> {
    let from = from.saturating_sub(1);
    memchr::memmem::find_iter(held.get(from..)?, b"\nFrom ")
        .map(|place| from + place)
        .find(|place| {
            let before = held
                .get(place.saturating_sub(2)..*place)
                .unwrap_or_default();
            before.ends_with(b"\n") || before == b"\n\r"
        })
        .map(|place| place + 1)
}

/// What appends a piece of text.
type Piece<'p> = &'p mut dyn FnMut(&mut TextScan<'_>);

/// The header's lines, their words decoded.
fn header(header: &[u8], take: &mut dyn FnMut(Piece<'_>) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut is_left_out = false;
    for (number, line) in header.split_inclusive(|byte| *byte == b'\n').enumerate() {
        if !matches!(line.first(), Some(b' ' | b'\t')) {
            let name = header_name(line).unwrap_or_default();
            is_left_out = MACHINERY
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
                || name
                    .get(..4)
                    .is_some_and(|start| start.eq_ignore_ascii_case(b"arc-"));
        }
        if is_left_out {
            continue;
        }
        let start = Place::Source {
            line: number as u64 + 1,
            column: 1,
        };
        if line.len() > HEADER_MAX {
            // Nobody writes such a line; its words stay as they are.
            running(line, start, take)?;
            continue;
        }
        let line = text_of(line);
        take(&mut |scan| match line.find("=?") {
            Some(word) => {
                let (plain, words) = line.split_at(word);
                scan.append(plain, start);
                scan.append(&words_decoded(words), moved(start, plain));
            }
            None => scan.append(&line, start),
        })?;
    }
    ControlFlow::Continue(())
}

/// Text as it stands, from a place on.
fn running(
    body: &[u8],
    start: Place,
    take: &mut dyn FnMut(Piece<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut decoder = Decoder::new(Encoding::Utf8);
    let mut text = String::new();
    let mut place = start;
    for piece in body.chunks(PIECE_BYTES) {
        decoder.push(piece, &mut text);
        take(&mut |scan| scan.append(&text, place))?;
        place = moved(place, &text);
        text.clear();
    }
    decoder.finish(&mut text);
    take(&mut |scan| scan.append(&text, place))
}

/// Reads a text of a message in pieces.
fn read_text(
    leaf: &Leaf,
    body: &[u8],
    take: &mut dyn FnMut(Piece<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let start = Place::Source {
        line: leaf.line + 1,
        column: 1,
    };
    let is_html = leaf.is_html();
    if is_html || leaf.transfer == Transfer::Base64 {
        let place = match leaf.transfer {
            Transfer::Identity => start,
            Transfer::Quoted | Transfer::Base64 => Place::Part,
        };
        let mut content = Content::new(body, leaf.transfer);
        let mut markup = is_html.then(|| Markup::new(true).from(place));
        let mut decoder = Decoder::new(Encoding::Utf8);
        let mut text = String::new();
        let mut is_end = false;
        while !is_end {
            content.decode();
            is_end = content.decoded.is_empty();
            decoder.push(&content.decoded, &mut text);
            if is_end {
                decoder.finish(&mut text);
            }
            take(&mut |scan| match &mut markup {
                Some(markup) => markup.push(&text, is_end, scan),
                None => scan.append(&text, Place::Part),
            })?;
            text.clear();
        }
        return ControlFlow::Continue(());
    }
    if leaf.transfer == Transfer::Identity {
        return running(body, start, take);
    }
    let mut decoder = Decoder::new(Encoding::Utf8);
    let mut text = String::new();
    quoted(body, &mut |run, line, column| {
        decoder.push(run, &mut text);
        let place = Place::Source {
            line: leaf.line + 1 + line,
            column: column + 1,
        };
        let flow = take(&mut |scan| scan.append(&text, place));
        text.clear();
        flow
    })?;
    decoder.finish(&mut text);
    take(&mut |scan| scan.append(&text, Place::Part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_messages_from_text() {
        for (extension, head, expected) in [
            ("eml", "Subject: x\n\nhi", Some(Mail::Message)),
            ("eml", "hello there\n\nhi", None),
            ("txt", "From: a\nTo: b\nSubject: c\n\nx", None),
            (
                "",
                "Return-Path: <a@b>\nReceived: from x\n\tby y\nFrom: a\nTo: b\n\nx",
                Some(Mail::Message),
            ),
            ("mbox", "From a@b Mon\nFrom: a\n\nx", Some(Mail::Mailbox)),
            ("txt", "From here to there\nwe went", None),
            ("yml", "from: a\nto: b\ndate: c\nx:\n  - y", None),
        ] {
            assert_eq!(sniff(extension, head.as_bytes()), expected, "{head}");
        }
    }

    #[test]
    fn names_of_attachments() {
        for (parameters, expected) in [
            (" filename=\"a b.pdf\"", Some("a b.pdf")),
            ("filename=a.pdf; size=3", Some("a.pdf")),
            ("filename*=utf-8''caf%C3%A9.txt", Some("café.txt")),
            (
                "filename*0*=utf-8''caf; filename*1*=%C3%A9; filename*2=\".txt\"",
                Some("café.txt"),
            ),
            ("size=3", None),
            ("filename=\"open", Some("open")),
        ] {
            assert_eq!(
                parameter(parameters, "filename").as_deref(),
                expected,
                "{parameters}"
            );
        }
    }

    #[test]
    fn words() {
        for (text, expected) in [
            (
                "=?utf-8?Q?caf=C3=A9_x?= =?iso-8859-1?B?6Q==?= y",
                "café xé y",
            ),
            ("=?broken =?utf-8?Q", "=?broken =?utf-8?Q"),
        ] {
            assert_eq!(words_decoded(text), expected);
        }
    }
}
