//! What a data folder remembers of its stack between runs: ids that were made
//! up when a resource was created, and the properties it was created with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::DeployError;
use crate::private_file;

const FILE_NAME: &str = "stack.json";

/// The remembered resources.
#[derive(Debug, Default)]
pub struct Record {
    resources: BTreeMap<String, Remembered>,
    path: Option<PathBuf>,
}

/// One remembered resource.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Remembered {
    /// Its id, or a secret's value.
    pub(super) id: String,
    /// The properties it was last deployed with.
    pub(super) properties: Map<String, Value>,
}

impl Record {
    /// Reads the folder's record; without a folder nothing is remembered.
    pub(super) fn open(folder: Option<&Path>) -> Result<Self, DeployError> {
        let Some(path) = folder.map(|folder| folder.join(FILE_NAME)) else {
            return Ok(Self::default());
        };
        let failed = |reason: String| DeployError::Record {
            path: path.clone(),
            reason,
        };
        let resources = match std::fs::read(&path) {
            Ok(bytes) => {
                serde_json::from_slice(&bytes).map_err(|error| failed(error.to_string()))?
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(failed(error.to_string())),
        };
        Ok(Self {
            resources,
            path: Some(path),
        })
    }

    pub(super) fn get(&self, logical_id: &str) -> Option<&Remembered> {
        self.resources.get(logical_id)
    }

    /// Remembers a resource, on disk before anything relies on it.
    pub(super) fn set(
        &mut self,
        logical_id: &str,
        id: &str,
        properties: &Map<String, Value>,
    ) -> Result<(), DeployError> {
        let remembered = Remembered {
            id: id.to_owned(),
            properties: properties.clone(),
        };
        if self.resources.get(logical_id) == Some(&remembered) {
            return Ok(());
        }
        self.resources.insert(logical_id.to_owned(), remembered);
        let Some(path) = &self.path else {
            return Ok(());
        };
        let failed = |reason: String| DeployError::Record {
            path: path.clone(),
            reason,
        };
        let text = serde_json::to_vec_pretty(&self.resources)
            .map_err(|error| failed(error.to_string()))?;
        private_file::write(path, &text).map_err(|error| failed(error.to_string()))
    }
}
