//! What a detector is: a declaration that stands in one place.

use std::ops::RangeInclusive;

use domain::{Category, Severity};
use serde::Serialize;

use crate::view::{Candidates, Hit, View};

/// A text in the languages of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Dutch.
    pub nl: &'static str,
}

/// Texts that a detector must and must not fire on, run as its tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Examples {
    /// Each gives at least one finding of this detector.
    pub matches: &'static [&'static str],
    /// None gives any.
    pub passes: &'static [&'static str],
}

/// What people are told about a detector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DetectorMeta {
    /// Stable, in lower case with hyphens.
    pub id: &'static str,
    /// What it finds, in a few words.
    pub name: Text,
    /// What kind of thing that is.
    pub category: Category,
    /// How bad a certain finding is.
    pub severity: Severity,
    /// The articles of law it touches.
    pub article: &'static str,
    /// What it recognises and what to do about it.
    pub help: Text,
    /// Words that speak for a finding when they stand near it.
    pub context_words: &'static [&'static str],
    /// What it finds and what it leaves alone.
    pub examples: Examples,
}

impl DetectorMeta {
    /// Whether it says what was not looked at: a file that could not be read, pages that were left out. Nobody can
    /// switch it off, because a report without it would promise too much.
    #[must_use]
    pub fn tells_what_was_left_out(&self) -> bool {
        self.category == Category::File || self.id == INCOMPLETE_WEBSITE
    }
}

/// The id of the check that says which pages of a website were not looked at.
pub const INCOMPLETE_WEBSITE: &str = "website-incomplete";

/// How long a word must be for [`Trigger::Long`].
pub(crate) const LONG: usize = 26;

/// What makes the engine ask a detector.
pub(crate) enum Trigger {
    /// A run of so many digits; the hit spans the run. Runs are the commonest thing in source code,
    /// so a detector names the lengths that it can do anything with.
    Digits(RangeInclusive<usize>, fn(&View<'_>, Hit, &mut Candidates)),
    /// As [`Self::Digits`], but only where a number may begin: see [`View::is_run_start`].
    Alone(RangeInclusive<usize>, fn(&View<'_>, Hit, &mut Candidates)),
    /// As [`Self::Digits`], but only right behind a letter.
    Lettered(RangeInclusive<usize>, fn(&View<'_>, Hit, &mut Candidates)),
    /// As [`Self::Digits`], but only right behind a capital.
    Behind(RangeInclusive<usize>, fn(&View<'_>, Hit, &mut Candidates)),
    /// As [`Self::Digits`], but only behind a capital, or a space, a dot or a hyphen behind one.
    Prefixed(RangeInclusive<usize>, fn(&View<'_>, Hit, &mut Candidates)),
    /// As [`Self::Digits`], but only right behind a space.
    Spaced(RangeInclusive<usize>, fn(&View<'_>, Hit, &mut Candidates)),
    /// As [`Self::Digits`], but only behind a plus sign or where the run begins with a zero.
    Dialled(RangeInclusive<usize>, fn(&View<'_>, Hit, &mut Candidates)),
    /// As [`Self::Digits`], but only where the run touches more of a value: a capital before it, or
    /// a separator with a letter or a digit on its other side. Few short runs do.
    Joined(RangeInclusive<usize>, fn(&View<'_>, Hit, &mut Candidates)),
    /// As [`Self::Digits`], but only where a further group of digits follows: behind a space, a hyphen, a dot,
    /// a slash or a plus sign. Short runs are nearly all of them, and hardly one of them has such a neighbour.
    Grouped(RangeInclusive<usize>, fn(&View<'_>, Hit, &mut Candidates)),
    /// Both [`Self::Alone`] and [`Self::Grouped`].
    Groups(RangeInclusive<usize>, fn(&View<'_>, Hit, &mut Candidates)),
    /// An `@`; the hit spans it.
    At(fn(&View<'_>, Hit, &mut Candidates)),
    /// One of these words, in any case.
    Words(&'static [&'static str], fn(&View<'_>, Hit, &mut Candidates)),
    /// One of these words, in any case, where a word begins or a part of one: `ein` in `companyEin`, not in `klein`.
    Labels(&'static [&'static str], fn(&View<'_>, Hit, &mut Candidates)),
    /// As [`Self::Labels`], but only where no letter follows: `vin` in `carVin`, not in `vind`.
    Whole(&'static [&'static str], fn(&View<'_>, Hit, &mut Candidates)),
    /// A word of [`LONG`] letters and digits or more that begins with a digit; the hit spans the
    /// digits that it begins with.
    Long(fn(&View<'_>, Hit, &mut Candidates)),
    /// One of these words, in any case, in prose or configuration only: source code has many of
    /// them that say nothing of people.
    Said(&'static [&'static str], fn(&View<'_>, Hit, &mut Candidates)),
    /// As [`Self::Said`], but only where a word begins or a part of one.
    SaidLabels(&'static [&'static str], fn(&View<'_>, Hit, &mut Candidates)),
    /// A capital that begins a word in prose or configuration, never in source code, of which
    /// capitals are half; the hit spans it.
    Capital(fn(&View<'_>, Hit, &mut Candidates)),
    /// A cell of a column whose header has one of the detector's context words; the hit spans what
    /// stands in it, without quotes. For values that nothing in themselves announces.
    Cell(fn(&View<'_>, Hit, &mut Candidates)),
    /// The same for a column whose header passes the first function.
    Cells(fn(&str) -> bool, fn(&View<'_>, Hit, &mut Candidates)),
    /// A token that begins with a fixed prefix: see [`Shape`](crate::detectors::token::Shape).
    Tokens(&'static [crate::detectors::token::Shape]),
    /// A value behind a provider's name: see [`Named`](crate::detectors::named::Named).
    Named(&'static [crate::detectors::named::Named]),
    /// Once, when all others have been asked: for what a text says again of what was found in it.
    Again(fn(&View<'_>, &mut Candidates)),
    /// Nothing in a text: the reader itself makes the finding.
    Reader,
}

/// What the words around a value do to it.
pub(crate) enum ContextRule {
    /// The value speaks for itself.
    Ignored,
    /// A context word adds this weight.
    Raises(f32),
    /// A context word adds this weight; without one the severity is no more than this.
    Caps(f32, Severity),
}

/// A detector: what people read, and what the engine runs.
pub(crate) struct Detector {
    pub(crate) meta: DetectorMeta,
    pub(crate) triggers: &'static [Trigger],
    pub(crate) context: ContextRule,
    /// Words that, near a value, make it likely to be something else.
    pub(crate) against: &'static [&'static str],
    /// Which finding stays where two overlap: the higher rank.
    pub(crate) rank: u8,
}
