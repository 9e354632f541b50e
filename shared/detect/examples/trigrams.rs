//! Counts pieces of three letters in texts, for `src/trigger_words/rarity.txt`: by these the engine chooses
//! which four bytes of a word it looks for.
//!
//! Each folder weighs what is said before it, however much it holds.

#![allow(clippy::print_stdout, reason = "a program for people")]

use std::path::{Path, PathBuf};

#[path = "../src/trigger_words/letters.rs"]
mod letters;

use letters::{KINDS, kind_of};

const USAGE: &str =
    "Usage: cargo run -p detect --example trigrams -- <weight> <folder> [<weight> <folder>…]";

/// Steps of a level to a halving.
const STEPS: f64 = 2.0;
/// The levels of which a byte of the table is one, from `!` on: up to what is as good as never there.
const LEVELS: f64 = 60.0;
/// The first level is one in sixteen: nothing is more frequent.
const COMMONEST: f64 = 4.0;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folders, rest) = arguments.as_chunks::<2>();
    if folders.is_empty() || !rest.is_empty() {
        return Err(USAGE.into());
    }
    let mut shares = vec![0.0; KINDS * KINDS * KINDS];
    for [weight, folder] in folders {
        let weight: f64 = weight.parse()?;
        let mut counts = vec![0.0; shares.len()];
        count(&PathBuf::from(folder), &mut counts)?;
        let all: f64 = counts.iter().sum();
        for (share, count) in shares.iter_mut().zip(&counts) {
            *share += weight * count / all.max(1.0);
        }
    }
    let all: f64 = shares.iter().sum();
    for thirds in shares.chunks(KINDS) {
        let of_pair = thirds.iter().sum::<f64>();
        let line: String = thirds
            .iter()
            .chain([&of_pair])
            .map(|share| level(share / all))
            .collect();
        println!("{line}");
    }
    Ok(())
}

fn count(path: &Path, counts: &mut [f64]) -> Outcome<()> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            count(&entry?.path(), counts)?;
        }
        return Ok(());
    }
    for [first, second, third] in std::fs::read(path)?.array_windows() {
        // Indents say nothing of words.
        if [first, second, third] == [&b' '; 3] {
            continue;
        }
        let place = (kind_of(*first) * KINDS + kind_of(*second)) * KINDS + kind_of(*third);
        if let Some(count) = counts.get_mut(place) {
            *count += 1.0;
        }
    }
    Ok(())
}

/// How rare something is, as a byte of the table.
fn level(share: f64) -> char {
    let halvings = -(share + 1e-12).log2();
    let level = ((halvings - COMMONEST) * STEPS).clamp(0.0, LEVELS);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to less than a hundred"
    )]
    let level = level as u8;
    char::from(b'!' + level)
}
