//! The findings that are kept: as many as there is room for, the worst of them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use domain::Severity;

/// What decides whether one gives way to another. The greater stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Worth {
    /// Whether somebody has to do something about it: neither accepted nor known before.
    pub(crate) is_open: bool,
    pub(crate) severity: Severity,
    pub(crate) confidence_percent: u8,
}

/// Keeps things in the order in which they come. When there is no room left, a worse one takes the place of the one
/// that is least bad; of several such, of the one that came last.
#[derive(Debug)]
pub(crate) struct Kept<T> {
    room: usize,
    /// How many came.
    offered: u64,
    /// Each with its number.
    held: Vec<(u64, T)>,
    /// What gives way first is on top; each with its place in `held`.
    least: BinaryHeap<Reverse<(Worth, Reverse<u64>, usize)>>,
}

impl<T> Kept<T> {
    pub(crate) fn new(room: usize) -> Self {
        Self {
            room,
            offered: 0,
            held: Vec::new(),
            least: BinaryHeap::new(),
        }
    }

    /// Keeps what `make` makes, if it is worth it.
    pub(crate) fn offer(&mut self, worth: Worth, make: impl FnOnce() -> T) {
        let number = self.offered;
        self.offered += 1;
        if self.held.len() < self.room {
            self.least
                .push(Reverse((worth, Reverse(number), self.held.len())));
            self.held.push((number, make()));
            return;
        }
        let Some(mut top) = self.least.peek_mut() else {
            return;
        };
        let Reverse((least, _, place)) = *top;
        if least >= worth {
            return;
        }
        if let Some(kept) = self.held.get_mut(place) {
            *kept = (number, make());
            *top = Reverse((worth, Reverse(number), place));
        }
    }

    /// Those that are kept, in their order, and how many are not.
    pub(crate) fn finish(mut self) -> (Vec<T>, u64) {
        self.held.sort_unstable_by_key(|(number, _)| *number);
        let dropped = self.offered - self.held.len() as u64;
        (
            self.held.into_iter().map(|(_, kept)| kept).collect(),
            dropped,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth(is_open: bool, severity: Severity, confidence_percent: u8) -> Worth {
        Worth {
            is_open,
            severity,
            confidence_percent,
        }
    }

    #[test]
    fn what_is_worse_takes_the_place_of_what_is_least_bad() {
        type Row = (&'static str, Vec<Worth>, &'static [usize]);
        let (low, high) = (
            worth(true, Severity::Low, 80),
            worth(true, Severity::High, 50),
        );
        let critical = worth(true, Severity::Critical, 90);
        let allowed = worth(false, Severity::Critical, 99);
        let surer = worth(true, Severity::Low, 90);
        let rows: [Row; 6] = [
            ("there is room", vec![low, high, low], &[0, 1, 2]),
            ("as bad: the first stay", vec![low; 5], &[0, 1, 2]),
            (
                "the last of the least bad goes",
                vec![low, high, low, critical],
                &[0, 1, 3],
            ),
            (
                "the surer of a severity stays",
                vec![low, low, low, surer],
                &[0, 1, 3],
            ),
            (
                "what needs nothing goes first",
                vec![allowed, low, low, surer],
                &[1, 2, 3],
            ),
            (
                "the worst are left, in their order",
                vec![high, low, critical, low, critical, low, high, critical],
                &[2, 4, 7],
            ),
        ];
        for (case, offered, wanted) in rows {
            let mut kept = Kept::new(3);
            for (number, worth) in offered.iter().enumerate() {
                kept.offer(*worth, || number);
            }
            let (left, dropped) = kept.finish();
            assert_eq!(left, wanted, "{case}");
            assert_eq!(dropped, offered.len() as u64 - 3, "{case}");
        }
    }
}
