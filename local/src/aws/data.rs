//! Where the emulated AWS keeps its data, and that nobody else does at the same time.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use super::Error;

/// Where data is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// Nowhere: gone at the end.
    Memory,
    /// In a folder, which is made if need be.
    Folder(PathBuf),
}

/// The opened data.
#[derive(Debug)]
pub(super) enum Folder {
    /// Objects lie in a temporary folder; everything else is in memory.
    Temporary(TempDir),
    /// The folder is this process's own as long as the file is locked.
    Kept { path: PathBuf, _lock: File },
}

impl Folder {
    pub(super) fn open(data: Data) -> Result<Self, Error> {
        match data {
            Data::Memory => {
                let parent = std::env::temp_dir();
                let folder = tempfile::Builder::new()
                    .prefix("polder-")
                    .tempdir_in(&parent)
                    .map_err(Error::file(parent))?;
                Ok(Self::Temporary(folder))
            }
            Data::Folder(path) => {
                std::fs::create_dir_all(&path).map_err(Error::file(&path))?;
                let lock = lock(&path)?;
                Ok(Self::Kept { path, _lock: lock })
            }
        }
    }

    /// The folder of one kind of data, made if need be.
    pub(super) fn subfolder(&self, name: &str) -> Result<PathBuf, Error> {
        let path = match self {
            Self::Temporary(folder) => folder.path().join(name),
            Self::Kept { path, .. } => path.join(name),
        };
        std::fs::create_dir_all(&path).map_err(Error::file(&path))?;
        Ok(path)
    }

    /// The path of a file that is kept; none if nothing is.
    pub(super) fn kept_file(&self, name: &str) -> Option<PathBuf> {
        match self {
            Self::Temporary(_) => None,
            Self::Kept { path, .. } => Some(path.join(name)),
        }
    }

    /// A database of one part, with `schema` applied. A write that was answered survives the
    /// process being killed; losing power may cost the last moments.
    pub(super) fn database(&self, part: &'static str, schema: &str) -> Result<Connection, Error> {
        let failed = |error: rusqlite::Error| Error::storage(part, error);
        let connection = match self.kept_file(&format!("{part}.sqlite")) {
            Some(path) => Connection::open(path),
            None => Connection::open_in_memory(),
        }
        .map_err(failed)?;
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;",
            )
            .map_err(failed)?;
        connection.execute_batch(schema).map_err(failed)?;
        Ok(connection)
    }
}

/// Takes the folder's lock. The operating system releases it when the process ends, however it ends.
fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join("lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(Error::file(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::InUse {
            folder: folder.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(Error::File { path, source }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_one_process_s_own_until_it_is_released() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("data");
        let first = Folder::open(Data::Folder(path.clone())).unwrap();
        let refused = Folder::open(Data::Folder(path.clone())).unwrap_err();
        assert!(matches!(refused, Error::InUse { .. }), "{refused}");
        drop(first);
        Folder::open(Data::Folder(path)).unwrap();
    }
}
