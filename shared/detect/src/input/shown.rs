//! Paths as they are told: a file's name may hold what is looked for in files.
//!
//! Numbers of people, addresses of mail and credentials are masked in it as they are in findings. Names
//! of people stay: without them nobody would know the file again. See
//! `docs/decisions/personal-data-in-names.md`.

use std::ops::Range;

use domain::{Category, Severity};

use crate::checksum;
use crate::mask::{Mask, mask};
use crate::nature::Nature;
use crate::scanner::{Scanner, Scored};
use crate::view::View;

/// Fewer digits are no number of a person.
const DIGITS_MIN: usize = 6;
/// In a name, so many digits that nothing explains may be anybody's number.
const NUMBER_MIN: usize = 8;
/// Shorter ones are words.
const SECRET_MIN: usize = 12;

/// The name without what must not be told in clear.
pub(super) fn masked(scanner: &Scanner, name: &str) -> String {
    let is_plain = !name
        .bytes()
        .any(|byte| byte == b'@' || byte.is_ascii_digit())
        && name.len() < SECRET_MIN;
    if is_plain {
        return name.to_owned();
    }
    // In names, words are also parted by underscores and dots.
    let parted: [String; 5] = [
        name.to_owned(),
        without_extensions(name, 1),
        without_extensions(name, 2),
        name.replace('_', " "),
        name.replace(['_', '-', '.', '+'], " "),
    ];
    let mut values: Vec<(Range<usize>, Mask)> = Vec::new();
    for (place, text) in parted.iter().enumerate() {
        // Most names are parted the same in several ways.
        if parted.iter().take(place).any(|other| other == text) {
            continue;
        }
        let view = View {
            text,
            nature: Nature::Prose,
            table: None,
        };
        let found = scanner.scan(&view, &(0..text.len()), false, false, None);
        let telling = found.into_iter().filter(is_telling);
        values.extend(telling.map(|scored| (scored.start..scored.end, scored.mask)));
    }
    values.extend(numbers(name).map(|range| (range, Mask::Ends)));
    values.extend(mail_addresses(name).map(|range| (range, Mask::Email)));
    values.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut shown = String::with_capacity(name.len());
    let mut at = 0;
    for (range, how) in values {
        let (Some(before), Some(value)) = (name.get(at..range.start), name.get(range.clone()))
        else {
            // Within one that was masked already; what reaches beyond it is masked too.
            if let Some(rest) = name.get(at..range.end) {
                shown.push_str(&"*".repeat(rest.chars().count()));
                at = range.end;
            }
            continue;
        };
        shown.push_str(before);
        // A mark of the credential's kind would be no part of the name.
        let how = match how {
            Mask::Label(_) => Mask::Whole,
            Mask::Ends | Mask::Email | Mask::Whole => how,
        };
        shown.push_str(&mask(value, how));
        at = range.end;
    }
    shown.push_str(name.get(at..).unwrap_or_default());
    shown
}

/// The name with blanks where each of its folders and files has so many extensions: what ends in `.nl.csv`
/// is no address, and what went before it is.
fn without_extensions(name: &str, count: usize) -> String {
    let blanked = name.split_inclusive('/').map(|part| {
        let mut part = part.to_owned();
        for _ in 0..count {
            if let Some(dot) = part.rfind('.') {
                part.replace_range(dot..=dot, " ");
            }
        }
        part
    });
    blanked.collect()
}

/// Numbers that may be somebody's, whatever they touch: long ones that begin with no day, as `zaak231457005` has, and
/// citizen service numbers in groups.
fn numbers(name: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = name.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            let mut digits = Vec::new();
            let mut run = 0;
            while is_digit(at)
                || run > 0 && matches!(bytes.get(at), Some(b' ' | b'.')) && is_digit(at + 1)
            {
                run = if is_digit(at) { run + 1 } else { 0 };
                digits.extend(bytes.get(at).filter(|byte| byte.is_ascii_digit()));
                at += 1;
            }
            let is_one = digits.len() == at - start;
            let is_long = is_one && digits.len() >= NUMBER_MIN && !begins_with_day(&digits);
            if is_long || (!is_one && checksum::is_bsn(&digits)) {
                return Some(start..at);
            }
            at += 1;
        }
        None
    })
}

/// Whether digits begin with a day as names have it, the year first or last.
fn begins_with_day(digits: &[u8]) -> bool {
    let number = |range: Range<usize>| -> u32 {
        let digits = digits.get(range).unwrap_or_default().iter();
        digits.fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    };
    let is_day = |year: u32, month: u32, day: u32| {
        (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
    };
    // A day, or a moment to the second or finer; nine digits are none.
    let is_moment = matches!(digits.len(), 8 | 10 | 12 | 14 | 17..);
    is_moment
        && (is_day(number(0..4), number(4..6), number(6..8))
            || is_day(number(4..8), number(2..4), number(0..2)))
}

/// What looks like an address of mail, with all that may belong to it.
fn mail_addresses(name: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = name.as_bytes();
    let belongs = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    memchr::memchr_iter(b'@', bytes).filter_map(move |at| {
        let (before, behind) = (bytes.get(..at)?, bytes.get(at + 1..)?);
        let local = before.iter().rev().take_while(|byte| belongs(byte)).count();
        let domain = behind.iter().take_while(|byte| belongs(byte)).count();
        let host = behind.get(..domain)?;
        // `icon@2x.png`, `lodash@4.17.21.tgz` and `@types/node` are none.
        let is_host = host.first()?.is_ascii_alphabetic() && host.contains(&b'.');
        (local > 0 && is_host).then_some(at - local..at + 1 + domain)
    })
}

/// Whether a value in a name tells something about somebody, or opens something.
fn is_telling(scored: &Scored) -> bool {
    // What is low by itself, like a date or a web address, tells of nobody, and names are full of them.
    if scored.detector.meta.severity == Severity::Low {
        return false;
    }
    let value = &scored.value;
    match scored.detector.meta.category {
        Category::PersonalData => {
            value.contains('@') || value.bytes().filter(u8::is_ascii_digit).count() >= DIGITS_MIN
        }
        Category::Secret => value.len() >= SECRET_MIN,
        Category::SpecialCategory
        | Category::CodeSmell
        | Category::File
        | Category::Website
        | Category::Compliance => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let scanner = Scanner::new();
        let token = ["ghp_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"].concat();
        let kept = [
            "",
            "src/main.rs",
            "klanten/CV Jan de Vries.docx",
            "logs/2027-01-31.log",
            "node_modules/@types/node/index.d.ts",
            "IMG_2041.jpg",
            "map/0042.txt",
            "backup-20270131.tar.gz",
            "IMG_20270131_104512.jpg",
            "export 20270131104512.csv",
            "assets/icon@2x.png",
            "lodash@4.17.21.tgz",
            "v10.15.7.1234567/a.txt",
        ];
        for name in kept {
            assert_eq!(masked(&scanner, name), name);
        }
        for (name, value) in [
            ("klant 231457005.txt", "231457005"),
            ("klant_231457005_kopie.txt", "231457005"),
            ("231457005.pdf", "231457005"),
            ("bsn-231457005-oud/brief.txt", "231457005"),
            ("mail/jan.de.vries@bakkerijvries.nl.eml", "jan.de.vries@"),
            ("jan.de.vries@bakkerijvries.nl.tar.gz!/x", "jan.de.vries@"),
            ("jan.de.vries@bakkerijvries.nl/a.csv", "jan.de.vries@"),
            ("NL36INGB0003445588.csv", "NL36INGB0003445588"),
            ("BSN231457005.txt", "231457005"),
            ("zaak231457005.txt", "231457005"),
            ("dossier-231457005/brief.txt", "231457005"),
            ("map/factuur 231457005.pdf.txt", "231457005"),
            ("231 457 005.txt", "231 457 005"),
            ("2314.57.005.txt", "2314.57.005"),
            ("v231457005/a.txt", "231457005"),
            ("jan.devries@waterland.nl-2024.txt", "devries@waterland"),
            (&*format!("keys/{token}"), &*token),
        ] {
            let shown = masked(&scanner, name);
            assert!(!shown.contains(value), "{shown}");
            assert!(shown.contains('*'), "{shown}");
        }
        let shown = masked(&scanner, "klanten/231457005/brief.txt");
        assert_eq!(shown, "klanten/2*******5/brief.txt");
    }
}
