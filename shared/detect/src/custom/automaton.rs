//! From a pattern to a table of states: one step a byte, whatever the pattern.
//!
//! A rule's pattern becomes a DFA that is complete before the first byte is read, within a size that is fixed.
//! So a rule costs exactly one look-up for each byte that it looks at, and what it costs can be counted. What
//! would make that untrue is refused when the rule is saved: repetition without an end, and patterns whose table
//! grows beyond the size. Patterns are read by `regex-syntax`, as those of the crate `regex` are; what differs:
//!
//! - `\d`, `\w`, `\s` and `\b` know ASCII only, `^` and `$` are the ends of a line;
//! - the longest match counts, so that which alternative stands first is no matter.

use regex_automata::dfa::Automaton as _;
use regex_automata::dfa::dense::{self, DFA};
use regex_automata::nfa::thompson;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};
use regex_syntax::ast::{
    self, Ast, ClassAscii, ClassAsciiKind, ClassBracketed, ClassPerl, ClassPerlKind, ClassSet,
    ClassSetItem, RepetitionKind, RepetitionRange, Span,
};
use regex_syntax::hir::translate::TranslatorBuilder;
use regex_syntax::hir::{Hir, HirKind, Look};

/// The most characters that a pattern may have.
pub(super) const PATTERN_CHARS_MAX: usize = 1_000;
/// The most bytes that a match may have.
pub(super) const MATCH_BYTES_MAX: usize = 512;
/// The fewest. Shorter ones are everywhere.
pub(super) const MATCH_BYTES_MIN: usize = 3;
/// How often anything may be repeated.
const REPETITIONS_MAX: u32 = 256;
/// How deep groups may lie within each other.
const NESTING_MAX: u32 = 20;
/// How large the table of states may be, in bytes.
pub(super) const TABLE_BYTES_MAX: usize = 1 << 20;
/// How large what the table is made from may be.
const NFA_BYTES_MAX: usize = 1 << 20;

/// A pattern as a table of states.
pub(super) struct Automaton {
    dfa: DFA<Vec<u32>>,
    /// Which bytes a match may begin with.
    first: [bool; 256],
}

impl Automaton {
    /// Reads a pattern. The error is a sentence that says what to write instead.
    pub(super) fn of_pattern(pattern: &str, case_sensitive: bool) -> Result<Self, String> {
        if pattern.chars().count() > PATTERN_CHARS_MAX {
            return Err(format!(
                "must have at most {PATTERN_CHARS_MAX} characters; a long list of words goes into `keywords`"
            ));
        }
        let hir = read(pattern, case_sensitive)?;
        let properties = hir.properties();
        match properties.minimum_len() {
            None => return Err("can't match anything".to_owned()),
            Some(0) => {
                return Err(
                    "matches the empty text, which is everywhere: make a part of it required"
                        .to_owned(),
                );
            }
            Some(length) if length < MATCH_BYTES_MIN => {
                return Err(format!(
                    "matches texts of fewer than {MATCH_BYTES_MIN} characters, which are everywhere"
                ));
            }
            Some(_) => {}
        }
        if properties
            .maximum_len()
            .is_none_or(|length| length > MATCH_BYTES_MAX)
        {
            return Err(format!(
                "matches texts of more than {MATCH_BYTES_MAX} bytes: lower the numbers in `{{…}}`"
            ));
        }
        Self::build(&hir)
    }

    /// Reads words and phrases.
    pub(super) fn of_keywords(keywords: &[String], case_sensitive: bool) -> Result<Self, String> {
        let alternatives: Vec<String> = keywords
            .iter()
            .map(|keyword| {
                let words: Vec<String> = keyword
                    .split_whitespace()
                    .map(regex_syntax::escape)
                    .collect();
                words.join(r"[\s\u{A0}]{1,3}")
            })
            .collect();
        Self::build(&read(&alternatives.join("|"), case_sensitive)?)
    }

    /// Reads a glob over paths: `*` and `?` stay within a name, `**` doesn't. One without `/` is about the name
    /// of a file or of a folder around it.
    pub(super) fn of_glob(glob: &str) -> Result<Self, String> {
        const GLOB_CHARS_MAX: usize = 200;
        let trimmed = glob.trim_start_matches("./").trim_end_matches('/');
        if trimmed.is_empty() || trimmed.chars().count() > GLOB_CHARS_MAX {
            return Err(format!("must have 1 to {GLOB_CHARS_MAX} characters"));
        }
        if let Some(sign) = trimmed.chars().find(|sign| "[]{}\\".contains(*sign)) {
            return Err(format!("knows `*`, `**` and `?`, but not `{sign}`"));
        }
        let mut pattern = String::new();
        if !trimmed.contains('/') {
            pattern.push_str("(?:(?s:.)*/)?");
        }
        let mut rest = trimmed;
        while let Some(sign) = rest.chars().next() {
            let (piece, taken) = if rest.starts_with("**/") {
                ("(?:(?s:.)*/)?".to_owned(), 3)
            } else if rest.starts_with("**") {
                ("(?s:.)*".to_owned(), 2)
            } else if sign == '*' {
                ("[^/]*".to_owned(), 1)
            } else if sign == '?' {
                ("[^/]".to_owned(), 1)
            } else {
                (regex_syntax::escape(&sign.to_string()), sign.len_utf8())
            };
            pattern.push_str(&piece);
            rest = rest.get(taken..).unwrap_or_default();
        }
        pattern.push_str("(?:/(?s:.)*)?");
        let hir = regex_syntax::parse(&pattern).map_err(|error| error.to_string())?;
        Self::build(&hir)
    }

    fn build(hir: &Hir) -> Result<Self, String> {
        let too_large = || {
            "is too large when it is made ready to run: use fewer alternatives, smaller numbers in `{…}`, or \
             classes such as `[0-9]` in place of `.`"
                .to_owned()
        };
        let nfa = thompson::Compiler::new()
            .configure(
                thompson::Config::new()
                    .which_captures(thompson::WhichCaptures::None)
                    .nfa_size_limit(Some(NFA_BYTES_MAX)),
            )
            .build_from_hir(hir)
            .map_err(|_| too_large())?;
        let config = dense::Config::new()
            .match_kind(MatchKind::All)
            .start_kind(regex_automata::dfa::StartKind::Anchored)
            .accelerate(false)
            .dfa_size_limit(Some(TABLE_BYTES_MAX))
            .determinize_size_limit(Some(4 * TABLE_BYTES_MAX));
        let dfa = dense::Builder::new()
            .configure(config)
            .build_from_nfa(&nfa)
            .map_err(|_| too_large())?;
        let mut automaton = Self {
            dfa,
            first: [false; 256],
        };
        for byte in 0..=u8::MAX {
            automaton.first[usize::from(byte)] =
                [None, Some(b' '), Some(b'a'), Some(b'\n'), Some(b'\r')]
                    .into_iter()
                    .filter_map(|before| automaton.start(before))
                    .any(|state| {
                        !automaton
                            .dfa
                            .is_dead_state(automaton.dfa.next_state(state, byte))
                    });
        }
        Ok(automaton)
    }

    fn start(&self, before: Option<u8>) -> Option<regex_automata::util::primitives::StateID> {
        let config = start::Config::new()
            .anchored(Anchored::Yes)
            .look_behind(before);
        self.dfa.start_state(&config).ok()
    }

    /// How large the table is, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.dfa.memory_usage()
    }

    /// Whether a match may begin with this byte.
    pub(super) fn begins_with(&self, byte: u8) -> bool {
        self.first[usize::from(byte)]
    }

    /// The end of the longest match that begins at `start` and whose end is accepted, and how many bytes were
    /// looked at.
    pub(super) fn longest(
        &self,
        text: &[u8],
        start: usize,
        accepts: impl Fn(usize) -> bool,
    ) -> (Option<usize>, u64) {
        let before = start
            .checked_sub(1)
            .and_then(|place| text.get(place))
            .copied();
        let Some(mut state) = self.start(before) else {
            return (None, 0);
        };
        let mut longest = None;
        let mut steps = 0;
        for (place, byte) in text.iter().enumerate().skip(start) {
            state = self.dfa.next_state(state, *byte);
            steps += 1;
            // A state tells of a match one byte late, because what follows may be part of it.
            if self.dfa.is_match_state(state) && accepts(place) {
                longest = Some(place);
            } else if self.dfa.is_dead_state(state) || self.dfa.is_quit_state(state) {
                return (longest, steps);
            }
        }
        state = self.dfa.next_eoi_state(state);
        if self.dfa.is_match_state(state) && accepts(text.len()) {
            longest = Some(text.len());
        }
        (longest, steps)
    }

    /// Whether all of a text matches.
    pub(super) fn is_whole(&self, text: &str) -> bool {
        let (end, _) = self.longest(text.as_bytes(), 0, |end| end == text.len());
        end.is_some()
    }
}

/// Reads a pattern as `regex` does, but for what the module's text says.
fn read(pattern: &str, case_sensitive: bool) -> Result<Hir, String> {
    let mut ast = ast::parse::ParserBuilder::new()
        .nest_limit(NESTING_MAX)
        .build()
        .parse(pattern)
        .map_err(|error| {
            let at = error.span().start.column;
            format!("can't be read at character {at}: {}", error.kind())
        })?;
    restrict(&mut ast, pattern)?;
    let hir = TranslatorBuilder::new()
        .case_insensitive(!case_sensitive)
        .multi_line(true)
        .crlf(true)
        .build()
        .translate(pattern, &ast)
        .map_err(|error| {
            let at = error.span().start.column;
            format!("can't be read at character {at}: {}", error.kind())
        })?;
    Ok(with_ascii_boundaries(hir))
}

/// What is quoted of a pattern in a sentence about it, in characters.
const QUOTED_CHARS: usize = 40;

fn quoted(pattern: &str, span: &Span) -> String {
    let text = pattern
        .get(span.start.offset..span.end.offset)
        .unwrap_or_default();
    let mut cut: String = text.chars().take(QUOTED_CHARS).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// Refuses what has no bound or would mean something else from chunk to chunk, and makes classes ASCII.
fn restrict(ast: &mut Ast, pattern: &str) -> Result<(), String> {
    match ast {
        Ast::Empty(_) | Ast::Literal(_) | Ast::Dot(_) => Ok(()),
        Ast::Flags(set) => flags(&set.flags, pattern),
        Ast::Assertion(assertion) => match assertion.kind {
            ast::AssertionKind::StartLine
            | ast::AssertionKind::EndLine
            | ast::AssertionKind::WordBoundary
            | ast::AssertionKind::NotWordBoundary => Ok(()),
            ast::AssertionKind::StartText
            | ast::AssertionKind::EndText
            | ast::AssertionKind::WordBoundaryStart
            | ast::AssertionKind::WordBoundaryEnd
            | ast::AssertionKind::WordBoundaryStartAngle
            | ast::AssertionKind::WordBoundaryEndAngle
            | ast::AssertionKind::WordBoundaryStartHalf
            | ast::AssertionKind::WordBoundaryEndHalf => Err(format!(
                "has `{}` at character {}, which is not known here: use `^`, `$` or `\\b`",
                quoted(pattern, &assertion.span),
                assertion.span.start.column
            )),
        },
        Ast::ClassUnicode(class) => Err(unicode_class(pattern, &class.span)),
        Ast::ClassPerl(class) => {
            *ast = Ast::ClassBracketed(Box::new(ClassBracketed {
                span: class.span,
                negated: class.negated,
                kind: ClassSet::Item(ascii(class, false)),
            }));
            Ok(())
        }
        Ast::ClassBracketed(class) => restrict_class(&mut class.kind, pattern),
        Ast::Repetition(repetition) => {
            let span = repetition.span;
            let most = match &repetition.op.kind {
                RepetitionKind::ZeroOrOne => Some(1),
                RepetitionKind::ZeroOrMore
                | RepetitionKind::OneOrMore
                | RepetitionKind::Range(RepetitionRange::AtLeast(_)) => None,
                RepetitionKind::Range(
                    RepetitionRange::Exactly(most) | RepetitionRange::Bounded(_, most),
                ) => Some(*most),
            };
            let at = span.start.column;
            let what = quoted(pattern, &span);
            match most {
                None => {
                    let least = match &repetition.op.kind {
                        RepetitionKind::OneOrMore => 1,
                        RepetitionKind::Range(RepetitionRange::AtLeast(least)) => *least,
                        RepetitionKind::ZeroOrOne
                        | RepetitionKind::ZeroOrMore
                        | RepetitionKind::Range(_) => 0,
                    };
                    Err(format!(
                        "repeats `{what}` (character {at}) without an end: say how often at most, as in \
                         `{{{least},{}}}`",
                        least.saturating_add(20)
                    ))
                }
                Some(most) if most > REPETITIONS_MAX => Err(format!(
                    "repeats `{what}` (character {at}) more than {REPETITIONS_MAX} times"
                )),
                Some(_) => restrict(&mut repetition.ast, pattern),
            }
        }
        Ast::Group(group) => {
            if let ast::GroupKind::NonCapturing(set) = &group.kind {
                flags(set, pattern)?;
            }
            restrict(&mut group.ast, pattern)
        }
        Ast::Alternation(alternation) => alternation
            .asts
            .iter_mut()
            .try_for_each(|ast| restrict(ast, pattern)),
        Ast::Concat(concat) => concat
            .asts
            .iter_mut()
            .try_for_each(|ast| restrict(ast, pattern)),
    }
}

fn unicode_class(pattern: &str, span: &Span) -> String {
    format!(
        "has `{}` at character {}, which is not known here: list the letters, as in `[A-Za-zé]`",
        quoted(pattern, span),
        span.start.column
    )
}

/// Of the flags, only that capitals are as small letters may be changed within a pattern.
fn flags(flags: &ast::Flags, pattern: &str) -> Result<(), String> {
    for item in &flags.items {
        match item.kind {
            ast::FlagsItemKind::Negation | ast::FlagsItemKind::Flag(ast::Flag::CaseInsensitive) => {
            }
            ast::FlagsItemKind::Flag(_) => {
                return Err(format!(
                    "has the flag `{}` at character {}; only `i` may be set within a pattern",
                    quoted(pattern, &item.span),
                    item.span.start.column
                ));
            }
        }
    }
    Ok(())
}

fn restrict_class(set: &mut ClassSet, pattern: &str) -> Result<(), String> {
    match set {
        ClassSet::Item(item) => restrict_item(item, pattern),
        ClassSet::BinaryOp(operation) => {
            restrict_class(&mut operation.lhs, pattern)?;
            restrict_class(&mut operation.rhs, pattern)
        }
    }
}

fn restrict_item(item: &mut ClassSetItem, pattern: &str) -> Result<(), String> {
    match item {
        ClassSetItem::Empty(_)
        | ClassSetItem::Literal(_)
        | ClassSetItem::Range(_)
        | ClassSetItem::Ascii(_) => Ok(()),
        ClassSetItem::Unicode(class) => Err(unicode_class(pattern, &class.span)),
        ClassSetItem::Perl(class) => {
            *item = ascii(class, class.negated);
            Ok(())
        }
        ClassSetItem::Bracketed(class) => restrict_class(&mut class.kind, pattern),
        ClassSetItem::Union(union) => union
            .items
            .iter_mut()
            .try_for_each(|item| restrict_item(item, pattern)),
    }
}

/// `\d` as `[[:digit:]]`, and so on.
fn ascii(class: &ClassPerl, negated: bool) -> ClassSetItem {
    ClassSetItem::Ascii(ClassAscii {
        span: class.span,
        kind: match class.kind {
            ClassPerlKind::Digit => ClassAsciiKind::Digit,
            ClassPerlKind::Space => ClassAsciiKind::Space,
            ClassPerlKind::Word => ClassAsciiKind::Word,
        },
        negated,
    })
}

/// A table of states knows no word boundaries beyond ASCII.
fn with_ascii_boundaries(hir: Hir) -> Hir {
    match hir.into_kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(Look::WordUnicode) => Hir::look(Look::WordAscii),
        HirKind::Look(Look::WordUnicodeNegate) => Hir::look(Look::WordAsciiNegate),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Repetition(mut repetition) => {
            repetition.sub = Box::new(with_ascii_boundaries(*repetition.sub));
            Hir::repetition(repetition)
        }
        HirKind::Capture(capture) => with_ascii_boundaries(*capture.sub),
        HirKind::Concat(parts) => {
            Hir::concat(parts.into_iter().map(with_ascii_boundaries).collect())
        }
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.into_iter().map(with_ascii_boundaries).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn longest(pattern: &str, text: &str) -> Option<usize> {
        let automaton = Automaton::of_pattern(pattern, false).unwrap();
        automaton.longest(text.as_bytes(), 0, |_| true).0
    }

    #[test]
    fn the_longest_match_counts() {
        for (pattern, text, end) in [
            (r"abc|abcdef", "abcdefg", Some(6)),
            (r"\d{3,5}?", "1234567", Some(5)),
            (r"abc$", "abc\r\nabc", Some(3)),
            (r"abc$", "abcd", None),
            (r"^K\d{3}\b", "k123 ", Some(4)),
            (r"K\d{3}\b", "K1234", None),
            (r"caf.s", "cafés", Some(6)),
            // Digits are those of ASCII.
            (r"a\d{2}", "a٣٤", None),
            (r"[^\d]{3}", "a٣b", Some(4)),
        ] {
            assert_eq!(longest(pattern, text), end, "{pattern} {text}");
        }
    }

    #[test]
    fn a_match_has_an_end_and_a_size() {
        for (pattern, said) in [
            (
                "(a+)+$",
                "repeats `(a+)+` (character 1) without an end: say how often at most, as in `{1,21}`",
            ),
            ("(.*)*x", "without an end"),
            (r"abc\d{4,}", "as in `{4,24}`"),
            (r"\w{1000}{1000}", "more than 256 times"),
            (r"(\w{250}){250}", "more than 512 bytes"),
            (r"(((a{2}){250}){250}){250}", "more than 512 bytes"),
            ("a?b?", "the empty text"),
            ("ab?", "fewer than 3"),
            ("a&&b[", "can't be read at character 5"),
            (r"(?=a)aaa", "can't be read"),
            (r"(aaa)\1", "can't be read"),
            (r"\p{Greek}{3}", "list the letters"),
            (r"(?s)abc", "only `i`"),
            (r"\Aabc", "use `^`"),
            (r"[a&&b]aaa", "can't match anything"),
            (&"a".repeat(1_001), "at most 1000 characters"),
            (
                &format!("({})", ["[a-z]", ".{0,1}"].concat().repeat(60)),
                "too large",
            ),
            (&"(".repeat(30), "can't be read"),
        ] {
            let error = Automaton::of_pattern(pattern, false).err();
            let error = error.unwrap_or_else(|| panic!("{pattern} was taken"));
            assert!(error.contains(said), "{pattern}: {error}");
        }
    }

    #[test]
    fn globs() {
        for (glob, path, fits) in [
            ("*.csv", "a/b/c.csv", true),
            ("*.csv", "c.csv.txt", false),
            ("node_modules", "a/node_modules/b/c.js", true),
            ("exports/**", "exports/2026/a.csv", true),
            ("exports/*.csv", "exports/2026/a.csv", false),
            ("**/a.csv", "a.csv", true),
            ("data/**/a.csv", "data/x/y/a.csv", true),
            ("a?.txt", "aé.txt", true),
            ("a.b", "axb", false),
        ] {
            assert_eq!(
                Automaton::of_glob(glob).unwrap().is_whole(path),
                fits,
                "{glob} {path}"
            );
        }
        assert!(Automaton::of_glob("a[bc]").is_err());
        // What makes others slow is a table like any other.
        let stars = Automaton::of_glob(&"*a".repeat(20)).unwrap();
        assert!(
            !stars
                .is_whole(&"a".repeat(5_000).replace("aaaaa", "aaaab")[..4_999].replace('a', "c"))
        );
    }
}
