//! The colours that both formats use. Each can be read as text on white (WCAG 2.2 AA) where it is text.

use domain::{Colour, Severity};

/// Text that steps back.
pub(crate) const QUIET: Colour = Colour::new(0x4a, 0x55, 0x63);
/// Lines between rows.
pub(crate) const RULE: Colour = Colour::new(0xd5, 0xda, 0xe0);
/// What numbers stand on.
pub(crate) const PANEL: Colour = Colour::new(0xf5, 0xf7, 0xf9);
/// What a bar leaves empty.
pub(crate) const TRACK: Colour = Colour::new(0xe4, 0xe8, 0xec);

/// The colour of a severity.
pub(crate) const fn tone(severity: Severity) -> Colour {
    match severity {
        Severity::Critical => Colour::new(0xa4, 0x13, 0x3c),
        Severity::High => Colour::new(0xa8, 0x43, 0x00),
        Severity::Medium => Colour::new(0x6b, 0x5d, 0x00),
        Severity::Low => Colour::new(0x34, 0x56, 0x6b),
    }
}

/// The colour of a matrix's cell, from the coolest.
pub(crate) const fn heat(step: u8) -> Colour {
    match step {
        0 => Colour::new(0xdc, 0xeb, 0xe1),
        1 => Colour::new(0xf6, 0xec, 0xc4),
        2 => Colour::new(0xf8, 0xd5, 0xb8),
        _ => Colour::new(0xf1, 0xb9, 0xbe),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_text_can_be_read() {
        for colour in Severity::ALL.map(tone).into_iter().chain([QUIET]) {
            for ground in [Colour::WHITE, PANEL] {
                assert!(
                    colour.contrast(ground) >= Colour::TEXT_CONTRAST,
                    "{colour} on {ground}"
                );
            }
        }
        for step in 0..4 {
            assert!(Colour::INK.contrast(heat(step)) >= Colour::TEXT_CONTRAST);
        }
    }
}
