//! HTML and XML: tokens with bounds, and text without entities.
//!
//! Not a parser: nothing is balanced, no entity but characters is expanded, and whatever is longer
//! than a tag may be is text. So nothing nests, nothing grows, and nothing is refused.

use memchr::{memchr, memchr3, memmem};

use super::grid::Grid;
use crate::chunk::{Place, TextScan, moved};

/// How long a tag with its attributes may be.
const TAG_MAX: usize = 64 << 10;
/// How long an entity may be: `&CounterClockwiseContourIntegral;` is the longest of HTML.
const ENTITY_MAX: usize = 40;
/// How much of the tags within a word is put behind it.
const DEFERRED_MAX: usize = 4 << 10;

/// A piece of markup. The pieces one after the other are the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// Text, its entities as they stand. None is cut in two.
    Text(&'t str),
    /// Text in which `&` is just that.
    Data(&'t str),
    /// `<name attributes>` and `<name/>`.
    Start(Tag<'t>),
    /// `</name>`
    End(Tag<'t>),
    /// Comments, declarations, scripts, what stands around data.
    Other(&'t str),
}

/// A tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'t> {
    /// All of it, with its angle brackets.
    pub(crate) raw: &'t str,
    /// Its name, with the namespace's prefix.
    pub(crate) name: &'t str,
    /// What stands behind its name.
    pub(crate) rest: &'t str,
}

impl<'t> Tag<'t> {
    /// The name without a prefix.
    pub(crate) fn local(&self) -> &'t str {
        local(self.name)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.rest.ends_with('/')
    }

    /// An attribute by its name without a prefix, its entities decoded.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.attributes()
            .find(|(known, _)| local(known) == name)
            .map(|(_, value)| decoded(value))
    }

    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'t str, &'t str)> + use<'t> {
        let mut rest = self.rest;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|at: char| at.is_whitespace() || at == '/');
            if rest.is_empty() {
                return None;
            }
            let name_end = rest
                .find(|at: char| at == '=' || at.is_whitespace())
                .unwrap_or(rest.len());
            let (name, behind) = rest.split_at(name_end);
            let Some(value) = behind.trim_start().strip_prefix('=') else {
                rest = behind;
                return Some((name, ""));
            };
            let value = value.trim_start();
            let quote = value
                .chars()
                .next()
                .filter(|quote| matches!(quote, '"' | '\''));
            let (value, behind) = match quote {
                Some(quote) => {
                    let value = value.get(1..).unwrap_or_default();
                    value.split_once(quote).unwrap_or((value, ""))
                }
                None => value.split_at(
                    value
                        .find(|at: char| at.is_whitespace())
                        .unwrap_or(value.len()),
                ),
            };
            rest = behind;
            Some((name, value))
        })
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Text,
    /// Until this ending.
    Comment,
    Data,
    Script,
    Style,
}

/// Cuts markup into tokens, piece by piece.
#[derive(Debug)]
pub(crate) struct Tokens {
    buffer: String,
    at: usize,
    state: State,
    is_html: bool,
    /// Where the next `>` is, if that is not behind: looked for once, not once for each `<`.
    close: Option<usize>,
}

impl Tokens {
    pub(crate) fn new(is_html: bool) -> Self {
        Self {
            buffer: String::new(),
            at: 0,
            state: State::Text,
            is_html,
            close: None,
        }
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.buffer.drain(..self.at);
        self.at = 0;
        self.close = None;
        self.buffer.push_str(text);
    }

    /// The next token, if it is there as a whole.
    pub(crate) fn next(&mut self, is_end: bool) -> Option<Token<'_>> {
        let Self {
            buffer,
            at,
            state,
            is_html,
            close,
        } = self;
        let rest = buffer.get(*at..).unwrap_or_default();
        if rest.is_empty() {
            return None;
        }
        let (token, length) = match *state {
            State::Text => {
                if rest.starts_with('<') && close.is_none_or(|close| close < *at) {
                    let found = memchr(b'>', rest.as_bytes());
                    *close = Some(found.map_or(usize::MAX, |found| *at + found));
                }
                let is_near = close.is_some_and(|close| close - (*at).min(close) < TAG_MAX);
                if !is_near && rest.starts_with('<') && !rest.starts_with("<!") {
                    if !is_end && rest.len() < TAG_MAX {
                        return None;
                    }
                    *at += 1;
                    return rest.get(..1).map(Token::Text);
                }
                let (token, length, next) = in_text(rest, *is_html, is_end)?;
                *state = next;
                (token, length)
            }
            State::Comment => until(rest, "-->", is_end, state)?,
            State::Data => {
                let (token, length) = until(rest, "]]>", is_end, state)?;
                match token {
                    Token::Other(text) if *state == State::Data => (Token::Data(text), length),
                    Token::Text(_)
                    | Token::Data(_)
                    | Token::Start(_)
                    | Token::End(_)
                    | Token::Other(_) => (token, length),
                }
            }
            State::Script => until(rest, "</script", is_end, state)?,
            State::Style => until(rest, "</style", is_end, state)?,
        };
        *at += length;
        Some(token)
    }
}

/// A piece that ends before or with an ending.
fn until<'t>(
    rest: &'t str,
    ending: &'static str,
    is_end: bool,
    state: &mut State,
) -> Option<(Token<'t>, usize)> {
    let found = if ending.starts_with("</") {
        find_any_case(rest, ending)
    } else {
        memmem::find(rest.as_bytes(), ending.as_bytes())
    };
    let length = match found {
        Some(0) => {
            *state = State::Text;
            // A script's end is a tag of its own.
            if ending.starts_with("</") {
                1
            } else {
                ending.len()
            }
        }
        Some(place) => place,
        None if is_end => rest.len(),
        None => {
            let mut held = rest.len().saturating_sub(ending.len());
            while !rest.is_char_boundary(held) {
                held -= 1;
            }
            held
        }
    };
    if length == 0 {
        return None;
    }
    if found == Some(0) && ending.starts_with("</") {
        // Back to where tags are read; the tag itself comes next.
        return tag(rest, is_end)
            .map(|(tag, length)| match tag {
                Some(tag) => (Token::End(tag), length),
                None => (Token::Text(rest.get(..1).unwrap_or_default()), 1),
            })
            .or_else(|| {
                // Its end isn't there yet: stay.
                *state = if ending == "</script" {
                    State::Script
                } else {
                    State::Style
                };
                None
            });
    }
    Some((Token::Other(rest.get(..length).unwrap_or_default()), length))
}

fn find_any_case(text: &str, ending: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).find(|place| {
        bytes
            .get(*place..place + ending.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(ending.as_bytes()))
    })
}

fn in_text(rest: &str, is_html: bool, is_end: bool) -> Option<(Token<'_>, usize, State)> {
    let bytes = rest.as_bytes();
    match memchr(b'<', bytes) {
        Some(0) => {}
        Some(place) => {
            return Some((
                Token::Text(rest.get(..place).unwrap_or_default()),
                place,
                State::Text,
            ));
        }
        None => {
            let held = match memchr::memrchr(b'&', bytes) {
                Some(place) if !is_end && rest.len() - place < ENTITY_MAX => place,
                Some(_) | None => rest.len(),
            };
            return (held > 0).then(|| {
                (
                    Token::Text(rest.get(..held).unwrap_or_default()),
                    held,
                    State::Text,
                )
            });
        }
    }
    let lone = || {
        Some((
            Token::Text(rest.get(..1).unwrap_or_default()),
            1,
            State::Text,
        ))
    };
    match bytes.get(1) {
        None if is_end => lone(),
        None => None,
        Some(b'!') => {
            const DATA: &str = "<![CDATA[";
            if rest.starts_with("<!--") {
                return Some((Token::Other("<!--"), 4, State::Comment));
            }
            if rest.starts_with(DATA) {
                return Some((Token::Other(DATA), DATA.len(), State::Data));
            }
            if rest.len() < DATA.len() && !is_end {
                return None;
            }
            declaration(rest, is_end).map_or_else(
                || None,
                |length| match length {
                    0 => lone(),
                    length => Some((
                        Token::Other(rest.get(..length).unwrap_or_default()),
                        length,
                        State::Text,
                    )),
                },
            )
        }
        Some(b'?') => declaration(rest, is_end).and_then(|length| match length {
            0 => lone(),
            length => Some((
                Token::Other(rest.get(..length).unwrap_or_default()),
                length,
                State::Text,
            )),
        }),
        Some(next)
            if *next == b'/' || next.is_ascii_alphabetic() || *next == b'_' || *next >= 0x80 =>
        {
            match tag(rest, is_end)? {
                (None, _) => lone(),
                (Some(tag), length) if *next == b'/' => {
                    Some((Token::End(tag), length, State::Text))
                }
                (Some(tag), length) => {
                    let state = if is_html && tag.name.eq_ignore_ascii_case("script") {
                        State::Script
                    } else if is_html && tag.name.eq_ignore_ascii_case("style") {
                        State::Style
                    } else {
                        State::Text
                    };
                    Some((Token::Start(tag), length, state))
                }
            }
        }
        Some(_) => lone(),
    }
}

/// How long a declaration is; 0 where it never ends, nothing where its end isn't there yet.
fn declaration(rest: &str, is_end: bool) -> Option<usize> {
    let head = rest.as_bytes();
    let head = head.get(..TAG_MAX).unwrap_or(head);
    match memchr(b'>', head) {
        Some(place) => Some(place + 1),
        None if is_end || rest.len() >= TAG_MAX => Some(0),
        None => None,
    }
}

/// The tag that begins here, and its length; no tag where it doesn't end within bounds, nothing
/// where its end isn't there yet.
fn tag(rest: &str, is_end: bool) -> Option<(Option<Tag<'_>>, usize)> {
    let whole = rest.as_bytes();
    let head = whole.get(..TAG_MAX).unwrap_or(whole);
    let mut at = 1;
    let end = loop {
        let Some(found) = head
            .get(at..)
            .and_then(|rest| memchr3(b'>', b'"', b'\'', rest))
            .map(|found| at + found)
        else {
            return (is_end || whole.len() >= TAG_MAX).then_some((None, 0));
        };
        at = found + 1;
        let quote = match head.get(found) {
            Some(b'>') => break found,
            Some(quote) => *quote,
            None => return Some((None, 0)),
        };
        // A quote matters only where a value begins.
        let before = head
            .get(..found)
            .and_then(|before| before.iter().rfind(|byte| !byte.is_ascii_whitespace()));
        if before == Some(&b'=') {
            match head.get(at..).and_then(|rest| memchr(quote, rest)) {
                Some(close) => at += close + 1,
                None => return (is_end || whole.len() >= TAG_MAX).then_some((None, 0)),
            }
        }
    };
    let raw = rest.get(..=end)?;
    let inner = rest.get(1..end)?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name_end = inner
        .find(|at: char| at.is_whitespace() || at == '/' || at == '>')
        .unwrap_or(inner.len());
    let (name, behind) = inner.split_at(name_end);
    Some((
        Some(Tag {
            raw,
            name,
            rest: behind,
        }),
        end + 1,
    ))
}

/// Text with its entities decoded.
pub(crate) fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    for_each_run(text, &mut |run, _, _| decoded.push_str(run));
    decoded
}

/// Gives the runs of a text, decoded, each with how many bytes of the text went before it and
/// whether it stands there as it is.
fn for_each_run(text: &str, take: &mut dyn FnMut(&str, usize, bool)) {
    let mut at = 0;
    let mut search = 0;
    while let Some(place) = text
        .as_bytes()
        .get(search..)
        .and_then(|rest| memchr(b'&', rest))
        .map(|place| search + place)
    {
        let rest = text.as_bytes().get(place..).unwrap_or_default();
        let end = memchr(b';', rest.get(..ENTITY_MAX).unwrap_or(rest));
        let entity = end.and_then(|end| text.get(place + 1..place + end));
        match (end, entity.and_then(character)) {
            (Some(end), Some(character)) => {
                if at < place {
                    take(text.get(at..place).unwrap_or_default(), at, true);
                }
                let mut buffer = [0; 4];
                if character != '\u{ad}' {
                    take(character.encode_utf8(&mut buffer), place, false);
                }
                at = place + end + 1;
                search = at;
            }
            _ => search = place + 1,
        }
    }
    if at < text.len() {
        take(text.get(at..).unwrap_or_default(), at, true);
    }
}

/// HTML's names of the characters from U+00A0 to U+00FF.
const LATIN_1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
    "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
    "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute",
    "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute",
    "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute",
    "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil",
    "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
    "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
    "uuml", "yacute", "thorn", "yuml",
];

const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("commat", '@'),
    ("period", '.'),
    ("comma", ','),
    ("colon", ':'),
    ("semi", ';'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("lowbar", '_'),
    ("equals", '='),
    ("num", '#'),
    ("plus", '+'),
    ("excl", '!'),
    ("dollar", '$'),
    ("percnt", '%'),
    ("lpar", '('),
    ("rpar", ')'),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("euro", '€'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hyphen", '‐'),
    ("dash", '‐'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bull", '•'),
    ("hellip", '…'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("scaron", 'š'),
    ("Scaron", 'Š'),
    ("oelig", 'œ'),
    ("OElig", 'Œ'),
    ("Yuml", 'Ÿ'),
];

/// The character that an entity stands for. A space that doesn't break is a space.
fn character(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return match code {
            0xA0 => Some(' '),
            // What HTML says that these mean.
            0x80..=0x9F => Some(super::decode::windows_1252(u8::try_from(code).ok()?)),
            0 => None,
            _ => char::from_u32(code),
        };
    }
    if entity == "nbsp" {
        return Some(' ');
    }
    if let Some((_, character)) = NAMED.iter().find(|(name, _)| *name == entity) {
        return Some(*character);
    }
    let place = LATIN_1.iter().position(|name| *name == entity)?;
    char::from_u32(0xA0 + u32::try_from(place).ok()?)
}

/// Tags that may stand within a word.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i",
    "ins", "mark", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr",
];

/// What stands between the text before and the text to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    /// Tags within a word.
    Opened,
    Closed,
    /// The end of one element and the beginning of another.
    Parted,
}

/// What of a table was begun and not ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Table,
    Row,
    Cell,
}

/// The tables of a page, of which those within others are no tables.
#[derive(Debug, Default)]
struct Tables {
    depth: u32,
    grid: Grid,
    inside: Inside,
    /// Whether the row has cells that name something, and others.
    names: bool,
    values: bool,
}

impl Tables {
    /// Before a tag is written: what ends with it, be it by what begins.
    fn before(&mut self, tag: &Tag<'_>, is_end: bool, out: &mut TextScan<'_>) {
        if self.depth != 1 {
            return;
        }
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        // A table that begins here is one within a cell.
        let is_row =
            is("tr") || (is("table") && is_end) || is("thead") || is("tbody") || is("tfoot");
        let ends_cell = is("td") || is("th") || is_row;
        if ends_cell && self.inside == Inside::Cell {
            self.inside = Inside::Row;
            let end = out.length();
            self.grid.cell_ends(end, out.cells());
        }
        if is_row && self.inside == Inside::Row {
            self.inside = Inside::Table;
            let (names, values) = (self.names, self.values);
            // Without cells that name something, a row of two may be one of a form.
            self.grid
                .row_ends(out.cells(), |cells| match (names, values) {
                    (true, values) => !values,
                    (false, _) => cells.len() >= 3,
                });
        }
    }

    /// After it was written: what begins with it.
    fn after(&mut self, tag: &Tag<'_>, is_end: bool, out: &TextScan<'_>) {
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        if is("table") {
            if is_end {
                self.depth = self.depth.saturating_sub(1);
            } else {
                self.depth = self.depth.saturating_add(1);
                if self.depth == 1 {
                    self.grid = Grid::default();
                }
            }
        }
        if self.depth != 1 || is_end {
            return;
        }
        if is("tr") {
            self.inside = Inside::Row;
            (self.names, self.values) = (false, false);
            self.grid.row_begins(out.length());
        } else if self.inside == Inside::Row && (is("td") || is("th")) {
            self.inside = Inside::Cell;
            self.names |= is("th");
            self.values |= is("td");
            self.grid.cell_begins(out.length());
        }
    }

    fn says(&mut self, text: &str) {
        if self.inside == Inside::Cell {
            self.grid.says(text);
        }
    }
}

/// Takes markup out of the way: entities become characters; of HTML, tags within words are put
/// behind them, where they have attributes. All else stays, so that nothing is lost.
#[derive(Debug)]
pub(crate) struct Markup {
    tokens: Tokens,
    is_html: bool,
    /// Where the next token begins in the original.
    place: Place,
    /// Whether what comes follows in the original on what was written last.
    is_joined: bool,
    gap: Gap,
    /// The character that was written last.
    last: char,
    /// Tags within words, and where they stood.
    deferred: Vec<(String, Place)>,
    deferred_bytes: usize,
    tables: Tables,
}

impl Markup {
    pub(crate) fn new(is_html: bool) -> Self {
        Self {
            tokens: Tokens::new(is_html),
            is_html,
            place: Place::Source { line: 1, column: 1 },
            is_joined: false,
            gap: Gap::None,
            last: '\n',
            deferred: Vec::new(),
            deferred_bytes: 0,
            tables: Tables::default(),
        }
    }

    /// Markup that begins at a place other than the beginning.
    pub(crate) fn from(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    pub(crate) fn push(&mut self, text: &str, is_end: bool, out: &mut TextScan<'_>) {
        self.tokens.push(text);
        let mut tokens = std::mem::replace(&mut self.tokens, Tokens::new(self.is_html));
        while let Some(token) = tokens.next(is_end) {
            match token {
                Token::Text(text) => {
                    self.tables.says(text);
                    match memchr(b'\n', text.as_bytes()) {
                        Some(line) if !self.deferred.is_empty() => {
                            let (word, rest) = text.split_at(line);
                            self.write(word, true, out);
                            self.flush(out);
                            self.write(rest, true, out);
                        }
                        Some(_) | None => self.write(text, true, out),
                    }
                }
                Token::Data(text) | Token::Other(text) => self.write(text, false, out),
                Token::Start(tag) | Token::End(tag) if self.is_inline(&tag) => {
                    let is_end = tag.raw.starts_with("</");
                    self.gap = match (self.gap, is_end) {
                        (Gap::Closed, false) | (Gap::Parted, _) => Gap::Parted,
                        (Gap::None | Gap::Opened, false) => Gap::Opened,
                        (Gap::None | Gap::Opened | Gap::Closed, true) => Gap::Closed,
                    };
                    if !tag
                        .rest
                        .trim_matches(['/', ' ', '\n', '\r', '\t'])
                        .is_empty()
                    {
                        self.deferred_bytes += tag.raw.len();
                        self.deferred.push((tag.raw.to_owned(), self.place));
                    }
                    self.place = moved(self.place, tag.raw);
                    self.is_joined = false;
                    if self.deferred_bytes > DEFERRED_MAX {
                        self.flush(out);
                    }
                }
                Token::Start(tag) | Token::End(tag) => {
                    self.flush(out);
                    self.gap = Gap::None;
                    if !self.is_html {
                        self.write(tag.raw, true, out);
                        continue;
                    }
                    let is_end = tag.raw.starts_with("</");
                    self.tables.before(&tag, is_end, out);
                    self.write(tag.raw, true, out);
                    self.tables.after(&tag, is_end, out);
                }
            }
        }
        if is_end {
            self.flush(out);
        }
        self.tokens = tokens;
    }

    fn is_inline(&self, tag: &Tag<'_>) -> bool {
        self.is_html
            && INLINE
                .iter()
                .any(|name| tag.name.eq_ignore_ascii_case(name))
    }

    /// Writes what comes next in the original.
    fn write(&mut self, text: &str, has_entities: bool, out: &mut TextScan<'_>) {
        if text.is_empty() {
            return;
        }
        self.part(text, out);
        let start = self.place;
        if has_entities && memchr(b'&', text.as_bytes()).is_some() {
            self.decode(text, start, out);
        } else {
            if self.is_joined {
                out.extend(text);
            } else {
                out.append(text, start);
            }
            self.is_joined = true;
        }
        self.last = text.chars().next_back().unwrap_or(self.last);
        self.place = moved(start, text);
    }

    fn decode(&mut self, text: &str, start: Place, out: &mut TextScan<'_>) {
        let mut place = start;
        let mut read = 0;
        let mut is_joined = self.is_joined;
        for_each_run(text, &mut |run, before, is_raw| {
            if before > read {
                place = moved(place, text.get(read..before).unwrap_or_default());
                read = before;
            }
            if is_joined {
                out.extend(run);
            } else {
                out.append(run, place);
            }
            is_joined = is_raw;
        });
        self.is_joined = is_joined && !text.ends_with(';');
    }

    /// Puts a space between a word and a number, or between two elements, that only a tag parted.
    fn part(&mut self, next: &str, out: &mut TextScan<'_>) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let Some(next) = next.chars().next() else {
            return;
        };
        let is_word = |at: char| at.is_alphanumeric();
        let is_parted = match gap {
            Gap::None => false,
            Gap::Opened | Gap::Closed => {
                is_word(self.last) && is_word(next) && self.last.is_numeric() != next.is_numeric()
            }
            Gap::Parted => is_word(self.last) && is_word(next),
        };
        if is_parted {
            out.append(" ", self.place);
            self.is_joined = false;
        }
    }

    /// Writes the tags that stood within words.
    fn flush(&mut self, out: &mut TextScan<'_>) {
        self.deferred_bytes = 0;
        if self.deferred.is_empty() {
            return;
        }
        for (tag, place) in std::mem::take(&mut self.deferred) {
            self.is_joined = false;
            self.decode(&tag, place, out);
        }
        self.last = '>';
        self.is_joined = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokens(pieces: &[&str], is_html: bool) -> Vec<String> {
        let mut tokens = Tokens::new(is_html);
        let mut all = Vec::new();
        for (number, piece) in pieces.iter().enumerate() {
            tokens.push(piece);
            while let Some(token) = tokens.next(number + 1 == pieces.len()) {
                all.push(format!("{token:?}"));
            }
        }
        all
    }

    fn raw(pieces: &[&str], is_html: bool) -> String {
        let mut tokens = Tokens::new(is_html);
        let mut all = String::new();
        for (number, piece) in pieces.iter().enumerate() {
            tokens.push(piece);
            while let Some(token) = tokens.next(number + 1 == pieces.len()) {
                match token {
                    Token::Text(text) | Token::Data(text) | Token::Other(text) => {
                        all.push_str(text);
                    }
                    Token::Start(tag) | Token::End(tag) => all.push_str(tag.raw),
                }
            }
        }
        all
    }

    #[test]
    fn entities() {
        for (text, expected) in [
            ("caf&eacute;", "café"),
            ("a&#64;b&#x2E;nl", "a@b.nl"),
            (
                "a&nbsp;b &amp;amp; &unknown; & x;",
                "a b &amp; &unknown; & x;",
            ),
            ("&#0;&#xFFFFFFFF;&#128;&", "&#0;&#xFFFFFFFF;€&"),
            ("wacht&shy;woord", "wachtwoord"),
        ] {
            assert_eq!(decoded(text), expected, "{text}");
        }
    }

    #[test]
    fn attributes() {
        let html = "<a b='1 &gt; 2' x:c=\"3\" d e=f/>";
        let Some((Some(tag), _)) = tag(html, true) else {
            panic!("no tag")
        };
        assert_eq!(tag.attribute("b").as_deref(), Some("1 > 2"));
        assert_eq!(tag.attribute("c").as_deref(), Some("3"));
        assert_eq!(tag.attribute("d").as_deref(), Some(""));
        assert_eq!(tag.attribute("z"), None);
        let Some((Some(tag), _)) = super::tag("<a = = ''=x \"\"/>", true) else {
            panic!("no tag")
        };
        assert!(tag.attributes().count() < 10);
    }

    #[test]
    fn scripts_hold_no_tags() {
        assert_eq!(tokens(&["<script>a<b && '</b>'</SCRIPT>x"], true).len(), 4);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_however_it_is_cut(text in "([<>&;'\"=/! a-z\\-\\[\\]é?]|<!--|-->|<!\\[CDATA\\[|\\]\\]>|<script>|</script>|<b>|&amp;){0,60}", cut in 0_usize..200, is_html in any::<bool>()) {
            let mut cut = cut.min(text.len());
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            let (one, two) = text.split_at(cut);
            prop_assert_eq!(raw(&[&text], is_html), text.clone());
            prop_assert_eq!(raw(&[one, two], is_html), text.clone());
        }
    }
}
