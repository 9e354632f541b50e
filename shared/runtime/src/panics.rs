//! What is said of a panic: where, and never what, because its message may quote what was at hand.

use std::panic::{self, PanicHookInfo};

/// Has panics logged by their place alone, from now on and in the whole process.
pub(crate) fn start() {
    panic::set_hook(Box::new(log));
}

fn log(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    tracing::error!(place, "a part of this program panicked");
}
