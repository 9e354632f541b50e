//! The terminal: how wide it is, whether it has colours, and writing to it without falling over.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;

/// The width of what is not a terminal, or doesn't say.
const DEFAULT_COLUMNS: usize = 80;
/// Below this a table has no readable form; the terminal may wrap it.
const FEWEST_COLUMNS: usize = 60;
/// Above this an eye loses the line.
const MOST_COLUMNS: usize = 160;

/// What can be shown: columns and colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    columns: usize,
    colours: bool,
}

impl Screen {
    /// A screen without colours, `columns` wide.
    #[must_use]
    pub fn plain(columns: usize) -> Self {
        Self {
            columns: columns.clamp(FEWEST_COLUMNS, MOST_COLUMNS),
            colours: false,
        }
    }

    /// What the standard output is. Colours follow `NO_COLOR`, `CLICOLOR` and `TERM`.
    #[must_use]
    pub fn of_stdout() -> Self {
        let stdout = io::stdout();
        let columns = console::Term::stdout()
            .size_checked()
            .map_or(DEFAULT_COLUMNS, |(_, columns)| columns.into());
        Self {
            colours: AutoStream::choice(&stdout) != ColorChoice::Never,
            ..Self::plain(columns)
        }
    }

    /// What a file is: 80 columns without colours.
    #[must_use]
    pub fn of_file() -> Self {
        Self::plain(DEFAULT_COLUMNS)
    }

    pub(crate) fn columns(self) -> usize {
        self.columns
    }

    /// `text` in `style`, if there are colours.
    pub(crate) fn paint(self, style: Style, text: &str) -> String {
        let mut painted = String::with_capacity(text.len() + 10);
        if self.colours && !text.is_empty() {
            // Writing to a string does not fail.
            let _ = write!(painted, "{style}{text}{style:#}");
        } else {
            painted.push_str(text);
        }
        painted
    }
}

/// Whether a person watches the standard error.
pub(crate) fn stderr_is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Writes to the standard output. A reader that has seen enough (`| head`) is not an error.
pub(crate) fn print(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Says something that went wrong, on the standard error. If nobody can hear it, nothing more can be done.
pub(crate) fn complain(text: &str) {
    remark(&format!("polder: {text}"));
}

/// Says something about the progress, on the standard error.
pub(crate) fn remark(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", without_controls(text));
}

/// Names and answers come from elsewhere; their control characters must not reach a terminal.
pub(crate) fn without_controls(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}
