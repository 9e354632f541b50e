//! A deployment package: what cargo-lambda would upload.

use std::io::{Cursor, Write as _};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::Error;

/// Bytes of the zip that holds `binary` as `bootstrap`, packed as small as deflate can.
pub(crate) fn bytes(binary: &Path) -> Result<u64, Error> {
    let content = std::fs::read(binary)
        .map_err(|error| format!("{} can't be read: {error}", binary.display()))?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .unix_permissions(0o755);
    zip.start_file("bootstrap", options)?;
    zip.write_all(&content)?;
    Ok(zip.finish()?.into_inner().len() as u64)
}
