//! Text that others wrote, made fit to be shown.

/// What stands for a character that is not shown.
pub(crate) const REPLACEMENT: char = '\u{fffd}';
/// The most characters of one text that a report for people shows: a path may have thousands.
const MAX_CHARS: usize = 600;
/// The most marks that may sit on one letter. Languages need two; who stacks more writes over what stands around.
const MAX_MARKS: usize = 2;

/// The text as a report shows it: on one line, no longer than anybody reads, and without characters that change what
/// stands around them instead of being seen. Controls of the direction of writing make a name read as another
/// (CVE-2021-42574); invisible characters make two names look alike.
#[must_use]
pub(crate) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut marks = 0;
    for c in shorten(text).chars() {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        if marks > MAX_MARKS {
            continue;
        }
        cleaned.push(match c {
            '\t' | '\n' | '\r' => ' ',
            c if is_unseen(c) => REPLACEMENT,
            c => c,
        });
    }
    cleaned
}

/// Both ends of a text that is too long: of a path, the ends tell most.
fn shorten(text: &str) -> String {
    let count = text.chars().count();
    if count <= MAX_CHARS {
        return text.to_owned();
    }
    let half = MAX_CHARS / 2;
    let head: String = text.chars().take(half).collect();
    let tail: String = text.chars().skip(count - half).collect();
    format!("{head} … {tail}")
}

/// Characters that are not seen themselves: controls, formats, separators of lines, what is for private use, and
/// what is no character at all.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..)
        || (u32::from(c) & 0xfffe) == 0xfffe
}

/// Marks that sit on the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_shown_to_be_there() {
        let rows = [
            ("façade Ελλάδα Київ", "façade Ελλάδα Київ"),
            ("invoice\u{202e}fdp.exe", "invoice\u{fffd}fdp.exe"),
            ("a\u{2066}b\u{2069}c", "a\u{fffd}b\u{fffd}c"),
            ("zero\u{200b}width\u{feff}", "zero\u{fffd}width\u{fffd}"),
            ("one\ntwo\tthree", "one two three"),
            ("nul\0bell\u{7}", "nul\u{fffd}bell\u{fffd}"),
            ("tag\u{e0041}", "tag\u{fffd}"),
            ("plane\u{1ffff}", "plane\u{fffd}"),
            ("שלום", "שלום"),
            ("<script>&amp;", "<script>&amp;"),
        ];
        for (given, wanted) in rows {
            assert_eq!(clean(given), wanted, "{given:?}");
        }
    }

    #[test]
    fn marks_do_not_pile_up_and_texts_do_not_go_on() {
        let piled = format!("e{}nd", "\u{301}".repeat(40));
        assert_eq!(clean(&piled), "e\u{301}\u{301}nd");
        let path = format!("{}end.txt", "folder/".repeat(300));
        let shown = clean(&path);
        assert_eq!(shown.chars().count(), MAX_CHARS + 3);
        assert!(shown.starts_with("folder/") && shown.ends_with("end.txt"));
    }
}
