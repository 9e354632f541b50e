//! The file in the data folder that keeps the seeded tenants' keys: a key is
//! shown once by the API, and people want to see it at every start.

use std::io::ErrorKind;
use std::path::Path;

use super::{Seed, SeedError};
use crate::private_file;

const FILE_NAME: &str = "seed.json";
const READ: &str = "reading seed.json";
const WRITE: &str = "writing seed.json";

/// What the folder has; nothing when there is none.
pub(super) fn read(folder: Option<&Path>) -> Result<Seed, SeedError> {
    let Some(folder) = folder else {
        return Ok(Seed::default());
    };
    match std::fs::read(folder.join(FILE_NAME)) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| SeedError::new(READ, error)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Seed::default()),
        Err(error) => Err(SeedError::new(READ, error)),
    }
}

/// Replaces it.
pub(super) fn write(folder: Option<&Path>, seed: &Seed) -> Result<(), SeedError> {
    let Some(folder) = folder else {
        return Ok(());
    };
    let text = serde_json::to_vec_pretty(seed).map_err(|error| SeedError::new(WRITE, error))?;
    private_file::write(&folder.join(FILE_NAME), &text)
        .map_err(|error| SeedError::new(WRITE, error))
}
