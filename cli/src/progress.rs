//! What happens while one waits. On a terminal a line that moves; elsewhere one line a step, so that a
//! pipeline's log tells what was done; nothing when asked to be quiet.

use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::screen;

/// How often the moving line is drawn anew.
const TICK: Duration = Duration::from_millis(100);

/// Shows one step at a time.
#[derive(Clone)]
pub(crate) struct Progress {
    bar: Arc<ProgressBar>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Moving,
    Lines,
    Silent,
}

impl Progress {
    /// Progress for whoever reads the standard error.
    pub(crate) fn new(quiet: bool) -> Self {
        let kind = match (quiet, screen::stderr_is_watched()) {
            (true, _) => Kind::Silent,
            (false, true) => Kind::Moving,
            (false, false) => Kind::Lines,
        };
        let target = if kind == Kind::Moving {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        Self {
            bar: Arc::new(bar),
            kind,
        }
    }

    /// A step begins; how long it takes is not known.
    pub(crate) fn step(&self, what: &str) {
        if self.kind == Kind::Lines {
            screen::remark(what);
        }
        self.bar.set_style(style("{spinner} {msg}"));
        self.bar.unset_length();
        self.bar.set_message(screen::without_controls(what));
        self.bar.enable_steady_tick(TICK);
    }

    /// A step begins that moves `bytes` bytes.
    pub(crate) fn transfer(&self, what: &str, bytes: u64) {
        self.step(what);
        self.bar.set_style(style(
            "{spinner} {msg} {bar:24} {binary_bytes} of {binary_total_bytes}",
        ));
        self.bar.set_length(bytes);
        self.bar.set_position(0);
    }

    /// A step begins that goes through `things` things.
    pub(crate) fn count(&self, what: &str, things: u64) {
        self.step(what);
        self.bar
            .set_style(style("{spinner} {msg} {bar:24} {pos} of {len}"));
        self.bar.set_length(things);
        self.bar.set_position(0);
    }

    /// The step has come so far.
    pub(crate) fn advance_to(&self, position: u64) {
        self.bar.set_position(position);
    }

    /// What the step is doing now; only worth saying where it moves.
    pub(crate) fn detail(&self, what: &str) {
        self.bar.set_message(screen::without_controls(what));
    }

    /// Says something that must stay on the screen.
    pub(crate) fn warn(&self, text: &str) {
        self.bar
            .suspend(|| screen::remark(&format!("warning: {text}")));
    }

    /// Says something at the end, unless asked to be quiet.
    pub(crate) fn conclude(&self, text: &str) {
        self.finish();
        if self.kind != Kind::Silent {
            screen::remark(text);
        }
    }

    /// Clears the moving line.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("█▉▊▋▌▍▎▏░")
}
