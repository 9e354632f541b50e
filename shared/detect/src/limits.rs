//! What the engine takes before it says no.

/// The caps that keep hostile input from costing more than honest input.
///
/// With the defaults a scan needs less than 64 MiB, and at most [`max_held_bytes`](Self::max_held_bytes)
/// beside, whatever the input: `tests/memory.rs` measures it, `docs/budgets.md` lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// How much of one document is scanned. What lies beyond is passed over, and a
    /// `file-unreadable` finding says so. Text below it needn't fit in memory.
    pub max_document_bytes: u64,
    /// How many bytes are held in memory at a time of what can't be read as a stream: a message, a
    /// PDF, a zip within an archive, with all that they lie in. What is larger is passed over, and a
    /// `file-unreadable` finding says so.
    pub max_held_bytes: u64,
    /// How many entries, of all archives together, are read.
    pub max_entries: u64,
    /// How many archives may lie within each other: 1 reads an archive of files, 0 none. The tar that an input is, packed
    /// or not, doesn't count: files that are sent together in one are read as deep as each by itself.
    pub max_depth: u32,
    /// How many bytes are read in all, after expansion.
    pub max_total_bytes: u64,
    /// How many times its packed size an archive or an entry may expand to. Deflate reaches
    /// 1,032; real logs stay below 100.
    pub max_ratio: u64,
    /// Expansion below this many bytes is never held against its ratio.
    pub ratio_floor_bytes: u64,
    /// How many findings a document tells one by one. Beyond that, each detector tells one more
    /// that carries the count of the rest.
    pub max_findings_per_document: u64,
    /// How much decoded text is held at a time. It changes memory, never the result.
    /// Raised to the engine's minimum where it is smaller.
    pub chunk_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_document_bytes: 1 << 30,
            max_held_bytes: 64 << 20,
            max_entries: 100_000,
            max_depth: 4,
            max_total_bytes: 4 << 30,
            max_ratio: 200,
            ratio_floor_bytes: 4 << 20,
            max_findings_per_document: 1_000,
            chunk_bytes: 256 << 10,
        }
    }
}
