//! Rules at work on one document.

use std::ops::Range;

use domain::Severity;

use super::{
    CHECK_WEIGHT, CompiledRule, CompiledRules, STEPS_FLOOR, STEPS_PER_BYTE, STEPS_PER_MATCH, normal,
};
use crate::view::{Found, View};

/// How far a chain of matches that overlap each other is followed. What overlaps for longer is no value, and
/// where it began can't be seen from everywhere in it.
const CHAIN_BYTES: u64 = 1_024;

/// A match of a rule, in bytes of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Match {
    start: usize,
    end: usize,
}

/// How far a rule is with one document.
#[derive(Clone, Debug, Default)]
struct Account {
    /// Steps that were taken for what began before the chunk at hand.
    spent: u64,
    /// Where its steps were over, in bytes of the document's text.
    stopped_at: Option<u64>,
    /// Whether a chain of matches was longer than is followed.
    is_cut: bool,
}

/// The rules at work on one document's text.
pub(crate) struct Run<'r> {
    rules: &'r CompiledRules,
    /// Those that run in this file, as bits.
    active: u64,
    accounts: Vec<Account>,
    /// How much text lies before the view.
    pub(crate) base: u64,
    /// Whether what the tenant changed of the engine counts.
    pub(crate) heeds_settings: bool,
}

impl<'r> Run<'r> {
    pub(crate) fn new(rules: &'r CompiledRules, path: &str) -> Self {
        let active = rules
            .rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| rule.covers(path))
            .fold(0, |bits, (number, _)| bits | 1 << number);
        Self {
            rules,
            active,
            accounts: vec![Account::default(); rules.rules.len()],
            base: 0,
            heeds_settings: true,
        }
    }

    /// The same rules for a text of its own, and the engine as it is.
    pub(crate) fn apart(&self) -> Self {
        Self {
            rules: self.rules,
            active: self.active,
            accounts: vec![Account::default(); self.rules.rules.len()],
            base: 0,
            heeds_settings: false,
        }
    }

    pub(crate) fn rules(&self) -> &'r CompiledRules {
        self.rules
    }

    pub(crate) fn rule(&self, number: usize) -> Option<&'r CompiledRule> {
        self.rules.rules.get(number)
    }

    /// The steps that rules took, all together.
    pub(crate) fn steps(&self) -> u64 {
        self.accounts.iter().map(|account| account.spent).sum()
    }

    /// The sentences for the rules that left something out, each as severe as what it would have found.
    pub(crate) fn stopped(&self) -> impl Iterator<Item = (Severity, String)> + '_ {
        self.accounts
            .iter()
            .zip(&self.rules.rules)
            .flat_map(|(account, rule)| {
                let id = &rule.meta.id;
                let stopped = account.stopped_at.map(|at| {
                    format!(
                        "the rule {id} cost more than rules may and ran only on the first {at} bytes of text; make its \
                         pattern find less"
                    )
                });
                let cut = account.is_cut.then(|| {
                    format!(
                        "the rule {id} found matches that overlap over more than {CHAIN_BYTES} bytes and passed over \
                         what came behind; make its pattern end where a value ends"
                    )
                });
                let sentences = stopped.into_iter().chain(cut);
                sentences.map(|sentence| (rule.meta.severity, sentence))
            })
    }

    /// Finds what the rules find in a view. `accept` is the part that is this view's to count.
    pub(crate) fn scan(&mut self, view: &View<'_>, accept: &Range<usize>) -> Vec<(usize, Found)> {
        let mut found = Vec::new();
        if self.active == 0 {
            return found;
        }
        let mut matches: Vec<Vec<Match>> = vec![Vec::new(); self.accounts.len()];
        // What is spent beyond the part to count is this view's own: the next one counts it again.
        let mut ahead: Vec<u64> = self.accounts.iter().map(|account| account.spent).collect();
        let mut active = self.active;
        for (number, account) in self.accounts.iter().enumerate() {
            // All of it is behind.
            if account.stopped_at.is_some_and(|at| at <= self.base) {
                active &= !(1 << number);
            }
        }
        let bytes = view.bytes();
        for (start, byte) in bytes.iter().enumerate() {
            let mut rules = self
                .rules
                .first
                .get(usize::from(*byte))
                .copied()
                .unwrap_or(0)
                & active;
            while rules != 0 {
                let number = rules.trailing_zeros() as usize;
                rules &= rules - 1;
                if !self.try_at(number, view, start, accept, &mut matches, &mut ahead) {
                    active &= !(1 << number);
                }
            }
        }
        for (number, (rule, matches)) in self.rules.rules.iter().zip(matches).enumerate() {
            let (first_left, is_cut) = unchained(matches, self.base);
            if let Some(account) = self.accounts.get_mut(number) {
                account.is_cut |= is_cut;
            }
            found.extend(
                first_left
                    .into_iter()
                    .filter_map(|place| Some((number, rule.found(view, place)?))),
            );
        }
        found
    }

    /// Tries a rule at a place; whether it may go on.
    fn try_at(
        &mut self,
        number: usize,
        view: &View<'_>,
        start: usize,
        accept: &Range<usize>,
        matches: &mut [Vec<Match>],
        ahead: &mut [u64],
    ) -> bool {
        let (Some(rule), Some(account), Some(ahead), Some(matches)) = (
            self.rules.rules.get(number),
            self.accounts.get_mut(number),
            ahead.get_mut(number),
            matches.get_mut(number),
        ) else {
            return false;
        };
        let offset = self.base + start as u64;
        if account.stopped_at.is_some_and(|at| at <= offset) {
            return false;
        }
        if rule.whole_word && is_within_word(view.text, start) {
            return true;
        }
        let is_behind = start < accept.start;
        if !is_behind && *ahead > STEPS_FLOOR.saturating_add(STEPS_PER_BYTE.saturating_mul(offset))
        {
            if start < accept.end {
                account.stopped_at = Some(offset);
            }
            return false;
        }
        let accepts = |end: usize| !rule.whole_word || !is_within_word(view.text, end);
        let (end, steps) = rule.automaton.longest(view.bytes(), start, accepts);
        let mut cost = steps;
        if let Some(end) = end {
            matches.push(Match { start, end });
            cost += STEPS_PER_MATCH;
        }
        if !is_behind {
            *ahead += cost;
            if start < accept.end {
                account.spent = *ahead;
            }
        }
        true
    }
}

/// Whether letters, digits or underscores stand on both sides of a place.
fn is_within_word(text: &str, place: usize) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let (Some(before), Some(after)) = (text.get(..place), text.get(place..)) else {
        return true;
    };
    before.chars().next_back().is_some_and(is_word) && after.chars().next().is_some_and(is_word)
}

/// Of matches that overlap, the first, then the first behind that, and so on: as if the text were gone through
/// from the beginning, which a view of a part of it can't see. So a chain counts for its first bytes only. Answers also
/// whether there was more of it.
fn unchained(matches: Vec<Match>, base: u64) -> (Vec<Match>, bool) {
    let mut kept = Vec::new();
    let mut is_cut = false;
    // Where the chain at hand began, where it ends so far, and the end of the last match that was kept.
    let (mut begin, mut end, mut free) = (0, 0, 0);
    for place in matches {
        let (from, to) = (base + place.start as u64, base + place.end as u64);
        if from >= end {
            (begin, free) = (from, from);
        }
        end = end.max(to);
        if from < free {
            continue;
        }
        if from - begin < CHAIN_BYTES {
            free = to;
            kept.push(place);
        } else {
            is_cut = true;
        }
    }
    (kept, is_cut)
}

impl CompiledRule {
    /// A match as something found, unless its check fails or it is allowed.
    fn found(&self, view: &View<'_>, place: Match) -> Option<Found> {
        let text = view.text.get(place.start..place.end)?;
        if !self.is_valid(text) {
            return None;
        }
        let value = normal(text, self.case_sensitive);
        if self.allow.contains(&value) {
            return None;
        }
        let (shape, weight) = self.shape;
        let mut found = Found::new(place.start, place.end, value)
            .masked(self.mask())
            .shape(shape, weight);
        if let Some(check) = self.check_name() {
            found = found.check(check, CHECK_WEIGHT);
        }
        Some(if self.context_required {
            found.needs_context()
        } else {
            found
        })
    }
}
