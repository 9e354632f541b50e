//! The scan engine: bytes in, findings out.
//!
//! What lives here: the detectors (one declaration each, under `detectors/`), what they share
//! (checksums, context, masking, fingerprints), the way from an upload to readable text
//! (`input/`). What doesn't: files, networks, AWS, tenants, triage.
//!
//! Beside the detectors run a tenant's own rules ([`CompiledRules`]), under `custom/`.
//!
//! The way through: [`Engine::scan`] sniffs the input and walks archives entry by entry; each
//! entry is a [`Document`]. Its text is decoded to UTF-8 and scanned in overlapping chunks: one
//! pass over all trigger words and token prefixes, one over digits, `@` and capitals.
//! Only around a hit does a detector look closer, compute a checksum and weigh the words around.
//! What survives is masked, fingerprinted and told to the [`Sink`].
//!
//! Invariants:
//!
//! - A value that was found leaves the engine only masked and as a keyed fingerprint.
//! - Hostile input becomes a finding about the file (`file-hostile`, `file-unreadable`), never a
//!   panic and never unbounded memory or time: see [`Limits`].
//! - The same input and options give the same findings, however the text is cut into chunks.
//! - Every finding belongs to one document and is told before that document is.

mod allow;
mod checksum;
mod chunk;
mod context;
mod custom;
mod detector;
mod detectors;
mod dutch;
mod engine;
mod finding;
mod input;
mod lanes;
mod limits;
mod mask;
mod nature;
mod placeholder;
mod readable;
mod record;
mod scanner;
mod table;
#[cfg(test)]
mod tests;
mod trigger_words;
mod view;
mod word_hash;

pub use custom::{
    CompiledRules, DryRun, ExampleFailure, RULES_RUNNING_MAX, RuleCost, RuleError, RuleMeta,
    STEPS_FLOOR, STEPS_PER_BYTE, STEPS_PER_MATCH, Wanted, check_rule, dry_run,
};
pub use detector::{DetectorMeta, Examples, INCOMPLETE_WEBSITE, Text};
pub use domain::{Category, Location, Severity};
pub use dutch::{DUTCH, Phrasebook};
pub use engine::{
    Document, DocumentKind, Engine, Input, Options, ScanError, Sink, Summary, VERSION, catalogue,
    credential_families, words_against,
};
pub use finding::{Finding, Fingerprint, FingerprintKey, Reason, ReasonKind};
pub use limits::Limits;
pub use record::{DECIDED_BY_FILE, Records};
