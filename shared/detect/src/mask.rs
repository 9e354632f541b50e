//! Masking: what a person may still see of a value.

/// How a value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mask {
    /// The first and the last character or two, never more than a quarter; of less than eight characters nothing, and
    /// not how many they are, or `man` and `vrouw` would be told apart.
    Ends,
    /// The first character, the `@` and the last character.
    Email,
    /// Nothing of the value, not even its length.
    Whole,
    /// This text, which is no part of the secret, then nothing of the value.
    Label(&'static str),
}

/// More stars say nothing more.
const STARS_MAX: usize = 32;

/// The value as it may be shown and stored.
pub(crate) fn mask(value: &str, mask: Mask) -> String {
    match mask {
        Mask::Whole => "********".to_owned(),
        Mask::Label(label) => format!("{label}********"),
        Mask::Ends => match value.chars().count() {
            0..8 => "****".to_owned(),
            8..16 => ends(value, 1, 1),
            16.. => ends(value, 2, 2),
        },
        Mask::Email => match value.split_once('@') {
            Some((local, domain)) => {
                // A short local part would be shown whole, or nearly.
                let first = usize::from(local.chars().count() >= 4);
                let last = usize::from(domain.chars().count() >= 4);
                format!("{}@{}", ends(local, first, 0), ends(domain, 0, last))
            }
            None => ends(value, 0, 0),
        },
    }
}

/// The value with stars between its first and its last characters.
fn ends(value: &str, first: usize, last: usize) -> String {
    let length = value.chars().count();
    let mut shown = String::new();
    let mut stars = 0;
    for (place, character) in value.chars().enumerate() {
        let is_kept = place < first || place + last >= length;
        if is_kept && !character.is_whitespace() {
            shown.push(character);
        } else if stars < STARS_MAX {
            shown.push('*');
            stars += 1;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rows() {
        for (value, expected) in [
            ("", "****"),
            ("man", "****"),
            ("1234567", "****"),
            ("123456782", "1*******2"),
            ("NL91ABNA0417164300", "NL**************00"),
            ("päöüß€éà", "p******à"),
        ] {
            assert_eq!(mask(value, Mask::Ends), expected);
        }
        assert_eq!(mask("jan@voorbeeld.nl", Mask::Email), "***@***********l");
        assert_eq!(mask("j.de.vries@kpn.nl", Mask::Email), "j*********@*****l");
        assert_eq!(mask("hunter2", Mask::Whole), "********");
    }

    proptest! {
        #[test]
        fn at_most_a_quarter_is_shown_and_never_the_middle(value in "\\PC{0,80}") {
            let shown = mask(&value, Mask::Ends);
            let length = value.chars().count();
            let visible = shown.chars().filter(|character| *character != '*').count();
            prop_assert!(visible * 4 <= length);
            if length >= 8 {
                let middle: String = value.chars().skip(2).take(length - 4).collect();
                prop_assert!(middle.contains('*') || !shown.contains(&middle));
            }
        }
    }
}
