//! What the bytes of a stream were packed with (ISO 32000-1, 7.4), as far as text is packed with it.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::object::{Dict, Object, hex_pair, is_space};

/// How many filters a stream may be packed with.
const FILTERS_MAX: usize = 8;

/// The bytes as they were before a filter, at most so many; nothing where it is for pictures.
pub(super) fn unpack(
    name: &[u8],
    parameters: Option<&Dict>,
    packed: &[u8],
    max: usize,
) -> Option<Vec<u8>> {
    let plain = match name {
        b"FlateDecode" | b"Fl" => predicted(flate(packed, max), parameters),
        b"LZWDecode" | b"LZW" => {
            let early = parameters
                .and_then(|parameters| parameters.get(b"EarlyChange"))
                .and_then(Object::size);
            predicted(lzw(packed, early != Some(0), max), parameters)
        }
        b"ASCII85Decode" | b"A85" => ascii85(packed, max),
        b"ASCIIHexDecode" | b"AHx" => ascii_hex(packed),
        b"RunLengthDecode" | b"RL" => run_length(packed, max),
        b"Crypt" => packed.to_vec(),
        _ => return None,
    };
    Some(plain)
}

/// A stream's filters and their parameters, outermost first.
pub(super) fn filters(
    filter: Option<&Object>,
    parameters: Option<&Object>,
) -> Vec<(Vec<u8>, Option<Dict>)> {
    let names: Vec<&Object> = match filter {
        Some(Object::Array(names)) => names.iter().collect(),
        Some(name) => vec![name],
        None => Vec::new(),
    };
    names
        .into_iter()
        .take(FILTERS_MAX)
        .enumerate()
        .filter_map(|(place, name)| {
            let parameters = match parameters {
                Some(Object::Array(all)) => all.get(place).and_then(Object::dict),
                Some(Object::Dict(one)) => Some(one),
                _ => None,
            };
            Some((name.name()?.to_vec(), parameters.cloned()))
        })
        .collect()
}

/// As much as can be inflated; damage ends it.
fn flate(packed: &[u8], max: usize) -> Vec<u8> {
    let mut plain = Vec::new();
    // What was read before an error stays in the buffer.
    let whole = ZlibDecoder::new(packed)
        .take(max as u64)
        .read_to_end(&mut plain);
    if whole.is_err() && plain.is_empty() {
        let raw = packed.get(2..).unwrap_or_default();
        for packed in [raw, packed] {
            plain.clear();
            let _ = DeflateDecoder::new(packed)
                .take(max as u64)
                .read_to_end(&mut plain);
            if !plain.is_empty() {
                break;
            }
        }
    }
    plain
}

fn lzw(packed: &[u8], is_early: bool, max: usize) -> Vec<u8> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut plain: Vec<u8> = Vec::new();
    // Each entry is a place and a length in what was written.
    let mut table: Vec<(usize, usize)> = Vec::with_capacity(4_096);
    let mut last: Option<(usize, usize)> = None;
    let (mut bits, mut held, mut width) = (0_u32, 0_u32, 9_u32);
    for byte in packed {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        bits &= (1 << held) - 1;
        if code == CLEAR {
            table.clear();
            last = None;
            width = 9;
            continue;
        }
        if code == END || plain.len() >= max {
            break;
        }
        let start = plain.len();
        if code < 256 {
            plain.push(u8::try_from(code).unwrap_or(0));
        } else if let Some((from, length)) = table.get(code - 258).copied() {
            plain.extend_from_within(from..from + length);
        } else if let Some((from, length)) = last {
            plain.extend_from_within(from..from + length);
            plain.extend_from_within(start..=start);
        } else {
            break;
        }
        if let Some((from, length)) = last
            && table.len() < 4_096 - 258
        {
            // The last one and the first byte of this, which stands right behind it.
            table.push((from, length + 1));
        }
        last = Some((start, plain.len() - start));
        let size = table.len() + 258 + usize::from(is_early) + 1;
        width = match size {
            0..=512 => 9,
            513..=1_024 => 10,
            1_025..=2_048 => 11,
            _ => 12,
        };
    }
    plain.truncate(max);
    plain
}

fn ascii85(packed: &[u8], max: usize) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut group = [0_u8; 5];
    let mut count = 0;
    for byte in packed {
        if plain.len() >= max {
            break;
        }
        match byte {
            b'~' => break,
            b'z' if count == 0 => plain.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                if let Some(place) = group.get_mut(count) {
                    *place = byte - b'!';
                }
                count += 1;
                if count == 5 {
                    plain.extend_from_slice(&word85(group));
                    count = 0;
                }
            }
            _ => {}
        }
    }
    if count > 1 {
        for place in group.iter_mut().skip(count) {
            *place = 84;
        }
        plain.extend_from_slice(word85(group).get(..count - 1).unwrap_or_default());
    }
    plain
}

fn word85(group: [u8; 5]) -> [u8; 4] {
    group
        .iter()
        .fold(0_u32, |word, digit| {
            word.wrapping_mul(85).wrapping_add(u32::from(*digit))
        })
        .to_be_bytes()
}

fn ascii_hex(packed: &[u8]) -> Vec<u8> {
    let mut digits: Vec<u8> = packed
        .iter()
        .copied()
        .take_while(|byte| *byte != b'>')
        .filter(|byte| !is_space(*byte))
        .collect();
    if digits.len() % 2 == 1 {
        digits.push(b'0');
    }
    digits.chunks(2).filter_map(hex_pair).collect()
}

fn run_length(packed: &[u8], max: usize) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut at = 0;
    while let Some(length) = packed.get(at)
        && plain.len() < max
    {
        let length = usize::from(*length);
        match length {
            0..=127 => {
                let run = packed.get(at + 1..at + 2 + length).unwrap_or_default();
                plain.extend_from_slice(run);
                at += length + 2;
            }
            128 => break,
            _ => {
                let byte = packed.get(at + 1).copied().unwrap_or(0);
                plain.extend(std::iter::repeat_n(byte, 257 - length));
                at += 2;
            }
        }
    }
    plain
}

/// Takes differences between rows back.
fn predicted(bytes: Vec<u8>, parameters: Option<&Dict>) -> Vec<u8> {
    let number = |key: &[u8], otherwise: usize| {
        parameters
            .and_then(|parameters| parameters.get(key))
            .and_then(Object::size)
            .unwrap_or(otherwise)
    };
    let predictor = number(b"Predictor", 1);
    if predictor < 2 {
        return bytes;
    }
    let colors = number(b"Colors", 1).clamp(1, 32);
    let depth = number(b"BitsPerComponent", 8).clamp(1, 16);
    let columns = number(b"Columns", 1).clamp(1, 1 << 20);
    let pixel = (colors * depth).div_ceil(8);
    // A row that is longer than all of the bytes is as good as one of them all.
    let row = (colors * depth * columns)
        .div_ceil(8)
        .min(bytes.len().max(1));
    if predictor == 2 {
        let mut bytes = bytes;
        if depth == 8 {
            for row in bytes.chunks_mut(row) {
                for place in pixel..row.len() {
                    let left = row.get(place - pixel).copied().unwrap_or(0);
                    if let Some(byte) = row.get_mut(place) {
                        *byte = byte.wrapping_add(left);
                    }
                }
            }
        }
        return bytes;
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let mut above = vec![0_u8; row];
    for coded in bytes.chunks(row + 1) {
        let Some((kind, coded)) = coded.split_first() else {
            break;
        };
        let mut current = vec![0_u8; row];
        for (place, byte) in coded.iter().enumerate() {
            let at = |row: &[u8], place: Option<usize>| {
                place.and_then(|place| row.get(place)).copied().unwrap_or(0)
            };
            let left = at(&current, place.checked_sub(pixel));
            let up = at(&above, Some(place));
            let corner = at(&above, place.checked_sub(pixel));
            let guess = match kind {
                1 => left,
                2 => up,
                3 => left.midpoint(up),
                4 => paeth(left, up, corner),
                _ => 0,
            };
            if let Some(written) = current.get_mut(place) {
                *written = byte.wrapping_add(guess);
            }
        }
        plain.extend_from_slice(current.get(..coded.len()).unwrap_or_default());
        above = current;
    }
    plain
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |value: u8| (guess - i16::from(value)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_examples() {
        // ISO 32000-1, 7.4.4.2, example 1.
        let packed = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(
            lzw(&packed, true, 100),
            [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]
        );
        assert_eq!(ascii85(b"87cURD]i,\"Ebo80~>", 100), b"Hello World!");
        assert_eq!(ascii_hex(b"48 65 6C6c 6F7>"), b"Hellop");
        assert_eq!(
            run_length(&[2, b'a', b'b', b'c', 254, b'x', 128, 1], 100),
            b"abcxxx"
        );
    }

    proptest! {
        #[test]
        fn nothing_panics_and_nothing_grows(bytes in prop::collection::vec(any::<u8>(), 0..500), early in any::<bool>()) {
            prop_assert!(lzw(&bytes, early, 1_000).len() <= 1_000);
            prop_assert!(ascii85(&bytes, 1_000).len() <= 1_010);
            prop_assert!(run_length(&bytes, 1_000).len() <= 1_200);
            prop_assert!(flate(&bytes, 1_000).len() <= 1_000);
            ascii_hex(&bytes);
        }
    }
}
