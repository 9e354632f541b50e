//! Files that hold secrets: readable by their owner only, and either the old
//! or the new whole, also when the process is killed while writing.

use std::io::Write as _;
use std::path::Path;

/// Replaces the file's contents.
pub(crate) fn write(path: &Path, contents: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    // Temporary files are made with mode 0600.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(contents)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
