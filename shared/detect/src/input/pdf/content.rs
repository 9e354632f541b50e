//! The text of a page, from the operators that paint it (ISO 32000-1, 9.4).
//!
//! Letters are placed one by one; a gap is a space, and another height is another line.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::file::File;
use super::font::Font;
use super::object::{Dict, Lexer, Object, is_space};

/// How large what paints a page may be.
const CONTENT_BYTES: usize = 8 << 20;
/// How much text a page may have.
const TEXT_MAX: usize = 2 << 20;
/// How deep forms may lie within forms.
const FORMS_DEPTH: u32 = 6;
/// How many forms a page may paint.
const FORMS_MAX: u32 = 2_000;
/// How many operands are kept for an operator.
const OPERANDS_MAX: usize = 64;
/// How deep graphics states may be saved.
const STATES_MAX: usize = 256;
/// How many codes all fonts that are kept may have.
const FONTS_WEIGHT: usize = 100_000;

/// From one space to another.
#[derive(Clone, Copy, Debug)]
struct Matrix([f64; 6]);

#[allow(
    clippy::many_single_char_names,
    reason = "the standard calls a matrix's numbers so"
)]
impl Matrix {
    const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This one first, then the other.
    fn then(self, other: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [oa, ob, oc, od, oe, of] = other.0;
        Self([
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        ])
    }

    fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    fn of(operands: &[Object]) -> Option<Self> {
        let mut matrix = [0.0; 6];
        let first = operands.len().checked_sub(6)?;
        for (place, operand) in matrix.iter_mut().zip(operands.get(first..)?) {
            *place = operand.number()?;
        }
        Some(Self(matrix))
    }
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Rc<Font>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
}

/// Fonts that were read, by their objects' numbers.
#[derive(Default)]
pub(super) struct Fonts {
    known: HashMap<u32, Rc<Font>>,
    weight: usize,
}

impl Fonts {
    fn get(&mut self, file: &File<'_>, object: &Object) -> Rc<Font> {
        if let Object::Reference(number) = object
            && let Some(font) = self.known.get(number)
        {
            return Rc::clone(font);
        }
        let font = match file.resolve(object) {
            Object::Dict(dict) => Rc::new(Font::of(file, &dict)),
            _ => Rc::new(Font::unknown()),
        };
        if let Object::Reference(number) = object {
            if self.weight > FONTS_WEIGHT {
                self.known.clear();
                self.weight = 0;
            }
            self.weight += font.weight() + 16;
            self.known.insert(*number, Rc::clone(&font));
        }
        font
    }
}

/// What a content's names stand for, looked up once for all of its operators: a copy may be large.
struct Resources<'p, 'f> {
    file: &'p File<'f>,
    all: &'p Dict,
    fonts: OnceCell<Option<Dict>>,
    objects: OnceCell<Option<Dict>>,
}

impl<'p, 'f> Resources<'p, 'f> {
    fn new(file: &'p File<'f>, all: &'p Dict) -> Self {
        Self {
            file,
            all,
            fonts: OnceCell::new(),
            objects: OnceCell::new(),
        }
    }

    fn fonts(&self) -> Option<&Dict> {
        let fonts = self.fonts.get_or_init(|| self.dict(b"Font"));
        fonts.as_ref()
    }

    fn objects(&self) -> Option<&Dict> {
        let objects = self.objects.get_or_init(|| self.dict(b"XObject"));
        objects.as_ref()
    }

    fn dict(&self, key: &[u8]) -> Option<Dict> {
        match self.file.value(self.all, key) {
            Some(Object::Dict(dict)) => Some(dict),
            _ => None,
        }
    }
}

/// A page being read.
pub(super) struct Page<'p, 'f> {
    file: &'p File<'f>,
    fonts: &'p mut Fonts,
    pub(super) text: String,
    /// Codes that no letter is known of.
    pub(super) unknown: u64,
    /// Pictures painted.
    pub(super) pictures: u64,
    forms: u32,
    /// Where the last letter ended.
    end: Option<(f64, f64)>,
}

impl<'p, 'f> Page<'p, 'f> {
    pub(super) fn new(file: &'p File<'f>, fonts: &'p mut Fonts) -> Self {
        Self {
            file,
            fonts,
            text: String::new(),
            unknown: 0,
            pictures: 0,
            forms: 0,
            end: None,
        }
    }

    /// Reads what paints a page.
    pub(super) fn read(&mut self, dict: &Dict, resources: &Dict) {
        let contents = match dict.get(b"Contents") {
            Some(Object::Reference(number)) => match self.file.get(*number) {
                Object::Array(parts) => parts,
                _ => vec![Object::Reference(*number)],
            },
            Some(Object::Array(parts)) => parts.clone(),
            _ => Vec::new(),
        };
        let mut whole: Vec<u8> = Vec::new();
        for part in &contents {
            let Object::Reference(number) = part else {
                continue;
            };
            let room = CONTENT_BYTES.saturating_sub(whole.len());
            if room == 0 {
                self.file.is_cut.set(true);
                break;
            }
            if let Some(stream) = self.file.stream(*number)
                && let Some(plain) = self.file.unpack(&stream, room)
            {
                whole.extend_from_slice(&plain);
                whole.push(b'\n');
            }
        }
        self.paint(&whole, resources, Matrix::UNIT, 0);
        self.annotations(dict);
    }

    #[allow(
        clippy::too_many_lines,
        reason = "one operator after the other, as the standard lists them"
    )]
    fn paint(&mut self, content: &[u8], resources: &Dict, matrix: Matrix, depth: u32) {
        let mut lexer = Lexer::new(content, 0);
        let mut operands: Vec<Object> = Vec::new();
        let resources = Resources::new(self.file, resources);
        let mut state = State {
            matrix,
            font: Rc::new(Font::unknown()),
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
        };
        let mut saved: Vec<State> = Vec::new();
        let (mut text, mut line) = (Matrix::UNIT, Matrix::UNIT);
        while let Some(object) = lexer.object() {
            let Object::Keyword(operator) = object else {
                if operands.len() < OPERANDS_MAX {
                    operands.push(object);
                }
                continue;
            };
            if self.text.len() > TEXT_MAX {
                self.file.is_cut.set(true);
                return;
            }
            let number = |place: usize| {
                operands
                    .get(place)
                    .and_then(Object::number)
                    .unwrap_or_default()
            };
            match operator.as_slice() {
                b"q" if saved.len() < STATES_MAX => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => {
                    if let Some(matrix) = Matrix::of(&operands) {
                        state.matrix = matrix.then(state.matrix);
                    }
                }
                b"BT" => (text, line) = (Matrix::UNIT, Matrix::UNIT),
                b"Tf" => {
                    state.size = number(1);
                    if let Some(Object::Name(name)) = operands.first() {
                        state.font = self.font(&resources, name);
                    }
                }
                b"Tc" => state.letter_space = number(0),
                b"Tw" => state.word_space = number(0),
                b"Tz" => state.scale = number(0) / 100.0,
                b"TL" => state.leading = number(0),
                b"Td" | b"TD" => {
                    if operator == b"TD" {
                        state.leading = -number(1);
                    }
                    line = Matrix::moved(number(0), number(1)).then(line);
                    text = line;
                }
                b"Tm" => {
                    if let Some(matrix) = Matrix::of(&operands) {
                        line = matrix;
                        text = line;
                    }
                }
                b"T*" | b"'" | b"\"" => {
                    if operator == b"\"" {
                        state.word_space = number(0);
                        state.letter_space = number(1);
                    }
                    line = Matrix::moved(0.0, -state.leading).then(line);
                    text = line;
                    if let Some(Object::Text(codes)) = operands.last() {
                        self.show(codes, &state, &mut text);
                    }
                }
                b"Tj" => {
                    if let Some(Object::Text(codes)) = operands.last() {
                        self.show(codes, &state, &mut text);
                    }
                }
                b"TJ" => {
                    if let Some(Object::Array(pieces)) = operands.last() {
                        for piece in pieces {
                            match piece {
                                Object::Text(codes) => self.show(codes, &state, &mut text),
                                Object::Number(back) => {
                                    let move_by = -back / 1_000.0 * state.size * state.scale;
                                    text = Matrix::moved(move_by, 0.0).then(text);
                                }
                                _ => {}
                            }
                        }
                    }
                }
                b"Do" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        self.object(&resources, name, state.matrix, depth);
                    }
                }
                b"BI" => {
                    self.pictures += 1;
                    pass_picture(&mut lexer);
                }
                _ => {}
            }
            operands.clear();
        }
    }

    fn font(&mut self, resources: &Resources<'_, '_>, name: &[u8]) -> Rc<Font> {
        match resources.fonts().and_then(|fonts| fonts.get(name)) {
            Some(font) => self.fonts.get(self.file, font),
            None => Rc::new(Font::unknown()),
        }
    }

    /// Paints a form, or counts a picture.
    fn object(&mut self, resources: &Resources<'_, '_>, name: &[u8], matrix: Matrix, depth: u32) {
        let found = resources.objects().and_then(|objects| objects.get(name));
        let Some(Object::Reference(number)) = found else {
            return;
        };
        let Some(stream) = self.file.stream(*number) else {
            return;
        };
        match stream.dict.get(b"Subtype").and_then(Object::name) {
            Some(b"Image") => self.pictures += 1,
            Some(b"Form") => {
                self.forms += 1;
                if depth >= FORMS_DEPTH || self.forms > FORMS_MAX {
                    self.file.is_cut.set(true);
                    return;
                }
                let Some(content) = self.file.unpack(&stream, CONTENT_BYTES) else {
                    return;
                };
                let own = match self.file.value(&stream.dict, b"Matrix") {
                    Some(Object::Array(numbers)) => Matrix::of(&numbers),
                    _ => None,
                };
                let matrix = own.unwrap_or(Matrix::UNIT).then(matrix);
                match self.file.value(&stream.dict, b"Resources") {
                    Some(Object::Dict(own)) => self.paint(&content, &own, matrix, depth + 1),
                    _ => self.paint(&content, resources.all, matrix, depth + 1),
                }
            }
            _ => {}
        }
    }

    /// Writes a string where the text has come to.
    #[allow(
        clippy::many_single_char_names,
        reason = "the standard calls a matrix's numbers so"
    )]
    fn show(&mut self, codes: &[u8], state: &State, text: &mut Matrix) {
        let place = text.then(state.matrix).0;
        let [a, b, c, d, x, y] = place;
        let height = (c.hypot(d) * state.size).abs().max(1e-6);
        if let Some((last_x, last_y)) = self.end {
            let length = a.hypot(b).max(1e-9);
            let (along_x, along_y) = (a / length, b / length);
            let (dx, dy) = (x - last_x, y - last_y);
            let along = dx * along_x + dy * along_y;
            let across = dy * along_x - dx * along_y;
            if across.abs() > 0.5 * height || !across.is_finite() {
                self.part('\n');
            } else if along > 0.17 * height || along < -0.5 * height {
                self.part(' ');
            }
        }
        let step = state.font.code_bytes();
        let mut width = 0.0;
        for code in codes.chunks(step) {
            // One code may stand for many letters.
            if self.text.len() > TEXT_MAX {
                self.file.is_cut.set(true);
                break;
            }
            let is_space = code == b" ";
            let code = code
                .iter()
                .fold(0_u32, |code, byte| code << 8 | u32::from(*byte));
            if !state.font.write(code, &mut self.text) {
                self.unknown += 1;
            }
            width += state.font.width(code) / 1_000.0 * state.size + state.letter_space;
            if is_space {
                width += state.word_space;
            }
        }
        *text = Matrix::moved(width * state.scale, 0.0).then(*text);
        let [_, _, _, _, x, y] = text.then(state.matrix).0;
        self.end = Some((x, y));
    }

    /// Puts a space or a line break, unless there is one.
    fn part(&mut self, sign: char) {
        match self.text.chars().next_back() {
            None | Some('\n') => {}
            Some(' ') if sign == ' ' => {}
            Some(_) => self.text.push(sign),
        }
    }

    /// What stands in fields, notes and links on the page.
    fn annotations(&mut self, dict: &Dict) {
        let Some(Object::Array(notes)) = self.file.value(dict, b"Annots") else {
            return;
        };
        for note in notes.iter().take(10_000) {
            let Object::Dict(note) = self.file.resolve(note) else {
                continue;
            };
            let text = |dict: &Dict, key: &[u8]| {
                let value = self.file.value(dict, key)?;
                value
                    .text()
                    .map(text_string)
                    .filter(|text| !text.is_empty())
            };
            let parent = match self.file.value(&note, b"Parent") {
                Some(Object::Dict(parent)) => parent,
                _ => Dict::default(),
            };
            let mut line = String::new();
            if let Some(value) = text(&note, b"V").or_else(|| text(&parent, b"V")) {
                let label = [(&note, b"TU".as_slice()), (&note, b"T"), (&parent, b"T")]
                    .into_iter()
                    .find_map(|(dict, key)| text(dict, key))
                    .unwrap_or_default();
                line = format!("{label}: {value}");
            }
            if let Some(content) = text(&note, b"Contents") {
                line.push(' ');
                line.push_str(&content);
            }
            if let Some(Object::Dict(action)) = self.file.value(&note, b"A")
                && let Some(link) = text(&action, b"URI")
            {
                line.push(' ');
                line.push_str(&link);
            }
            if !line.is_empty() {
                self.part('\n');
                self.text.push_str(line.trim());
                self.text.push('\n');
            }
            if self.text.len() > TEXT_MAX {
                return;
            }
        }
    }
}

/// A text that is not painted: UTF-16 with a mark, UTF-8 with a mark, or Latin.
pub(super) fn text_string(bytes: &[u8]) -> String {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
        char::decode_utf16(units)
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes
            .iter()
            .map(|byte| crate::input::decode::windows_1252(*byte))
            .collect(),
    }
}

/// Passes over the bytes of a picture within the content: from `ID` to `EI`.
fn pass_picture(lexer: &mut Lexer<'_>) {
    while let Some(object) = lexer.object() {
        if object == Object::Keyword(b"ID".to_vec()) {
            break;
        }
    }
    let rest = lexer.rest();
    let end = memchr::memmem::find_iter(rest, b"EI").find(|place| {
        let before = place.checked_sub(1).and_then(|before| rest.get(before));
        let after = rest.get(place + 2);
        before.is_some_and(|byte| is_space(*byte)) && after.is_none_or(|byte| is_space(*byte))
    });
    lexer.at += end.map_or(rest.len(), |end| end + 2);
}
