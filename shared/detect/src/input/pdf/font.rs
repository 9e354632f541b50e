//! From the codes of a page's strings to letters (ISO 32000-1, 9.6 to 9.10).

use super::file::File;
use super::object::{Dict, Lexer, Object};
use crate::input::decode::windows_1252;

/// How many codes a font's table may give letters to.
const CODES_MAX: usize = 70_000;
/// How large such a table may be.
const TABLE_BYTES: usize = 2 << 20;
/// How wide a letter is where the file doesn't say: the usual one, in thousandths of its height.
const WIDTH: f64 = 500.0;

/// The upper half of Mac OS Roman.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// Helvetica's widths from the space to the tilde, for files that leave them to the reader.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Codes and the letters they stand for.
#[derive(Debug)]
struct Range {
    low: u32,
    high: u32,
    /// For the lowest code; the last unit grows with the code.
    letters: Vec<u16>,
}

/// A font, as far as it says what is written in it.
#[derive(Debug)]
pub(super) struct Font {
    /// Whether codes have two bytes.
    is_wide: bool,
    /// Whether the codes of two bytes are letters by themselves.
    is_unicode: bool,
    ranges: Vec<Range>,
    /// Letters of the 256 codes of one byte.
    simple: Vec<char>,
    widths: Vec<(u32, u32, f64)>,
    /// Of letters that the file gives no width.
    otherwise: Otherwise,
}

/// How wide letters are that the file gives no width.
#[derive(Clone, Copy, Debug)]
enum Otherwise {
    /// As wide as Helvetica's.
    Helvetica,
    /// All the same.
    Same(f64),
}

impl Font {
    /// A font that nothing is known of.
    pub(super) fn unknown() -> Self {
        Self {
            is_wide: false,
            is_unicode: false,
            ranges: Vec::new(),
            simple: latin(),
            widths: Vec::new(),
            otherwise: Otherwise::Helvetica,
        }
    }

    /// How much of it is held.
    pub(super) fn weight(&self) -> usize {
        self.ranges.len() + self.widths.len()
    }

    pub(super) fn of(file: &File<'_>, dict: &Dict) -> Self {
        let mut font = Self::unknown();
        if let Some(Object::Reference(number)) = dict.get(b"ToUnicode")
            && let Some(stream) = file.stream(*number)
            && let Some(table) = file.unpack(&stream, TABLE_BYTES)
        {
            font.ranges = ranges(&table);
        }
        let encoding = file.value(dict, b"Encoding");
        let name = file.value(dict, b"BaseFont");
        let name = name.as_ref().and_then(Object::name).unwrap_or_default();
        let is_fixed = memchr::memmem::find(name, b"Courier").is_some()
            || memchr::memmem::find(name, b"Mono").is_some();
        if is_fixed {
            font.otherwise = Otherwise::Same(600.0);
        }
        if matches!(dict.get(b"Subtype"), Some(Object::Name(kind)) if kind == b"Type0") {
            font.is_wide = true;
            let encoding = encoding.as_ref().and_then(Object::name).unwrap_or_default();
            font.is_unicode = memchr::memmem::find(encoding, b"UCS2").is_some()
                || memchr::memmem::find(encoding, b"UTF16").is_some();
            font.wide_widths(file, dict);
            return font;
        }
        font.encode(file, encoding.as_ref());
        let first = file
            .value(dict, b"FirstChar")
            .and_then(|first| first.size());
        if let (Some(first), Some(Object::Array(widths))) = (first, file.value(dict, b"Widths")) {
            let scale = type3_scale(file, dict);
            for (place, width) in widths.iter().take(256).enumerate() {
                if let Some(width) = file.resolve(width).number()
                    && let Ok(code) = u32::try_from(first.saturating_add(place))
                {
                    font.widths.push((code, code, width * scale));
                }
            }
            if !is_fixed {
                font.otherwise = Otherwise::Same(WIDTH);
            }
        }
        font
    }

    fn encode(&mut self, file: &File<'_>, encoding: Option<&Object>) {
        let base = match encoding {
            Some(Object::Name(name)) => Some(name.clone()),
            Some(Object::Dict(dict)) => file
                .value(dict, b"BaseEncoding")
                .and_then(|name| Some(name.name()?.to_vec())),
            _ => None,
        };
        if base.as_deref() == Some(b"MacRomanEncoding") {
            for (letter, place) in MAC_ROMAN.chars().zip(self.simple.iter_mut().skip(128)) {
                *place = letter;
            }
        }
        let Some(Object::Array(differences)) = encoding
            .and_then(Object::dict)
            .and_then(|dict| file.value(dict, b"Differences"))
        else {
            return;
        };
        let mut code = 0;
        for difference in differences.iter().take(2_000) {
            match difference {
                Object::Number(_) => code = difference.size().unwrap_or(256),
                Object::Name(name) => {
                    if let Some(place) = self.simple.get_mut(code) {
                        *place = glyph(name).unwrap_or('\0');
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }

    fn wide_widths(&mut self, file: &File<'_>, dict: &Dict) {
        self.otherwise = Otherwise::Same(1_000.0);
        let Some(Object::Array(inner)) = file.value(dict, b"DescendantFonts") else {
            return;
        };
        let Some(Object::Dict(inner)) = inner.first().map(|inner| file.resolve(inner)) else {
            return;
        };
        if let Some(width) = file.value(&inner, b"DW").and_then(|width| width.number()) {
            self.otherwise = Otherwise::Same(width);
        }
        let Some(Object::Array(widths)) = file.value(&inner, b"W") else {
            return;
        };
        let code = |object: &Object| object.size().and_then(|size| u32::try_from(size).ok());
        let mut at = 0;
        while let Some(first) = widths.get(at).and_then(code)
            && self.widths.len() < CODES_MAX
        {
            match widths.get(at + 1).map(|next| file.resolve(next)) {
                Some(Object::Array(each)) => {
                    for (place, width) in (first..=u32::MAX).zip(&each) {
                        if let Some(width) = width.number() {
                            self.widths.push((place, place, width));
                        }
                    }
                    at += 2;
                }
                Some(last) => {
                    let width = widths.get(at + 2).and_then(Object::number);
                    if let (Some(last), Some(width)) = (code(&last), width) {
                        self.widths.push((first, last, width));
                    }
                    at += 3;
                }
                None => break,
            }
        }
        self.widths.truncate(CODES_MAX);
        self.widths.sort_by_key(|(first, _, _)| *first);
    }

    /// How many bytes a code has.
    pub(super) fn code_bytes(&self) -> usize {
        if self.is_wide { 2 } else { 1 }
    }

    /// How wide a code's letter is, in thousandths of its height.
    pub(super) fn width(&self, code: u32) -> f64 {
        let after = self.widths.partition_point(|(first, _, _)| *first <= code);
        if let Some((_, last, width)) = after
            .checked_sub(1)
            .and_then(|place| self.widths.get(place))
            && code <= *last
        {
            return *width;
        }
        match self.otherwise {
            Otherwise::Same(width) => width,
            Otherwise::Helvetica => code
                .checked_sub(32)
                .and_then(|place| HELVETICA.get(place as usize))
                .map_or(WIDTH, |width| f64::from(*width)),
        }
    }

    /// Appends a code's letters. Gives whether it has any.
    pub(super) fn write(&self, code: u32, text: &mut String) -> bool {
        let after = self.ranges.partition_point(|range| range.low <= code);
        if let Some(range) = after
            .checked_sub(1)
            .and_then(|place| self.ranges.get(place))
            && code <= range.high
        {
            let mut letters = range.letters.clone();
            if let Some(last) = letters.last_mut() {
                let beyond = u16::try_from(code - range.low).unwrap_or(0);
                *last = last.wrapping_add(beyond);
            }
            for letter in char::decode_utf16(letters).flatten() {
                push(letter, text);
            }
            return true;
        }
        let letter = if self.is_wide {
            char::from_u32(code).filter(|_| self.is_unicode)
        } else {
            self.simple
                .get(code as usize)
                .copied()
                .filter(|letter| *letter != '\0')
        };
        match letter {
            Some(letter) => push(letter, text),
            None => return false,
        }
        true
    }
}

/// Type 3 fonts have widths in a space of their own.
fn type3_scale(file: &File<'_>, dict: &Dict) -> f64 {
    if !matches!(dict.get(b"Subtype"), Some(Object::Name(kind)) if kind == b"Type3") {
        return 1.0;
    }
    match file.value(dict, b"FontMatrix") {
        Some(Object::Array(matrix)) => matrix
            .first()
            .and_then(Object::number)
            .map_or(1.0, |scale| scale.abs() * 1_000.0),
        _ => 1.0,
    }
}

/// Appends a letter; one that stands for several is those.
fn push(letter: char, text: &mut String) {
    match letter {
        'ﬀ' => text.push_str("ff"),
        'ﬁ' => text.push_str("fi"),
        'ﬂ' => text.push_str("fl"),
        'ﬃ' => text.push_str("ffi"),
        'ﬄ' => text.push_str("ffl"),
        '\u{a0}' | '\t' | '\n' | '\r' => text.push(' '),
        '\u{ad}' => text.push('-'),
        letter if letter.is_control() => {}
        letter => text.push(letter),
    }
}

fn latin() -> Vec<char> {
    (0..=255_u8)
        .map(|code| match code {
            0..=31 | 127 => '\0',
            _ => windows_1252(code),
        })
        .collect()
}

/// Reads a table from codes to letters.
fn ranges(table: &[u8]) -> Vec<Range> {
    let mut lexer = Lexer::new(table, 0);
    let mut ranges = Vec::new();
    let mut operands: Vec<Object> = Vec::new();
    let mut kind = None;
    while let Some(object) = lexer.object() {
        if ranges.len() >= CODES_MAX {
            break;
        }
        if let Object::Keyword(word) = &object {
            kind = match word.as_slice() {
                b"beginbfchar" => Some(2),
                b"beginbfrange" => Some(3),
                _ => None,
            };
            operands.clear();
            continue;
        }
        let Some(count) = kind else { continue };
        operands.push(object);
        if operands.len() < count {
            continue;
        }
        let code = |place: usize| operands.get(place).and_then(Object::text).map(big_endian);
        match (code(0), code(count - 2), operands.last()) {
            (Some(low), Some(high), Some(Object::Text(letters))) => {
                ranges.push(Range {
                    low,
                    high: high.max(low).min(low.saturating_add(0xFFFF)),
                    letters: units(letters),
                });
            }
            (Some(low), Some(_), Some(Object::Array(each))) => {
                for (code, letters) in (low..=u32::MAX).zip(each.iter().take(CODES_MAX)) {
                    if let Some(letters) = letters.text() {
                        ranges.push(Range {
                            low: code,
                            high: code,
                            letters: units(letters),
                        });
                    }
                }
            }
            _ => {}
        }
        operands.clear();
    }
    ranges.sort_by_key(|range| range.low);
    ranges
}

fn big_endian(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [one] => vec![u16::from(*one)],
        bytes => bytes
            .get(..64)
            .unwrap_or(bytes)
            .as_chunks::<2>()
            .0
            .iter()
            .map(|pair| u16::from_be_bytes(*pair))
            .collect(),
    }
}

/// Adobe's names of what stands between letters and digits.
const SIGNS: &[(&str, char)] = &[
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("quoteright", '’'),
    ("quoteleft", '‘'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("Euro", '€'),
    ("endash", '–'),
    ("emdash", '—'),
    ("bullet", '•'),
    ("ellipsis", '…'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quotesinglbase", '‚'),
    ("quotedblbase", '„'),
    ("ff", 'ﬀ'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("ffi", 'ﬃ'),
    ("ffl", 'ﬄ'),
    ("germandbls", 'ß'),
    ("ae", 'æ'),
    ("AE", 'Æ'),
    ("oe", 'œ'),
    ("OE", 'Œ'),
    ("oslash", 'ø'),
    ("Oslash", 'Ø'),
    ("lslash", 'ł'),
    ("Lslash", 'Ł'),
    ("dotlessi", 'ı'),
    ("eth", 'ð'),
    ("Eth", 'Ð'),
    ("thorn", 'þ'),
    ("Thorn", 'Þ'),
    ("section", '§'),
    ("paragraph", '¶'),
    ("copyright", '©'),
    ("registered", '®'),
    ("degree", '°'),
    ("sterling", '£'),
    ("yen", '¥'),
    ("cent", '¢'),
    ("mu", 'µ'),
    ("multiply", '×'),
    ("nbspace", ' '),
    ("nonbreakingspace", ' '),
    ("sfthyphen", '-'),
];

/// Letters with an accent, by the accent's name.
const ACCENTS: &[(&str, &str, &str)] = &[
    ("acute", "aeiouyAEIOUYcnszCNSZ", "áéíóúýÁÉÍÓÚÝćńśźĆŃŚŹ"),
    ("grave", "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
    ("circumflex", "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
    ("dieresis", "aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"),
    ("tilde", "anoANO", "ãñõÃÑÕ"),
    ("ring", "aAuU", "åÅůŮ"),
    ("cedilla", "cCsS", "çÇşŞ"),
    ("caron", "szcrenSZCREN", "šžčřěňŠŽČŘĚŇ"),
    ("ogonek", "aeAE", "ąęĄĘ"),
    ("dotaccent", "zZ", "żŻ"),
];

/// The letter that a glyph's name stands for.
fn glyph(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter).filter(char::is_ascii_alphabetic);
    }
    if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name) {
        return Some(*sign);
    }
    for (accent, plain, accented) in ACCENTS {
        if let Some(letter) = name.strip_suffix(accent)
            && letter.len() == 1
            && let Some(place) = plain.find(letter)
        {
            return accented.chars().nth(place);
        }
    }
    let digits = name
        .strip_prefix("uni")
        .or_else(|| name.strip_prefix('u'))?;
    let digits = digits
        .get(..4)
        .filter(|_| name.starts_with("uni"))
        .unwrap_or(digits);
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs() {
        for (name, expected) in [
            ("A", Some('A')),
            ("seven", Some('7')),
            ("eacute", Some('é')),
            ("Edieresis", Some('Ë')),
            ("uni20AC", Some('€')),
            ("u1F600", Some('😀')),
            ("a.sc", Some('a')),
            ("g123", None),
            (".notdef", None),
        ] {
            assert_eq!(glyph(name.as_bytes()), expected, "{name}");
        }
        assert_eq!(MAC_ROMAN.chars().count(), 128);
        for (_, plain, accented) in ACCENTS {
            assert_eq!(plain.chars().count(), accented.chars().count());
        }
    }

    #[test]
    fn tables() {
        let table = b"2 beginbfchar <01> <0041> <0003> <00660069> endbfchar\n\
            1 beginbfrange <10> <12> <0061> <20> <21> [<0078> <0079>] endbfrange";
        let font = Font {
            ranges: ranges(table),
            ..Font::unknown()
        };
        let mut text = String::new();
        for code in [1, 3, 0x11, 0x21] {
            font.write(code, &mut text);
        }
        assert_eq!(text, "Afiby");
    }
}
