//! Paths as they are told: a file's name may hold what is looked for in files.
//!
//! Numbers of people, addresses of mail and credentials are masked in it as they are in findings. Names
//! of people stay: without them nobody would know the file again. See
//! `docs/decisions/personal-data-in-names.md`.

use std::ops::Range;

use domain::{Category, Severity};

use crate::mask::{Mask, mask};
use crate::nature::Nature;
use crate::scanner::{Scanner, Scored};
use crate::view::View;

/// Fewer digits are no number of a person.
const DIGITS_MIN: usize = 6;
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
