//! Variables: a function's configuration.

use std::collections::HashMap;

/// The variables that a function is configured by.
#[derive(Clone, Debug, Default)]
pub struct Variables(HashMap<String, String>);

/// A variable that is missing or makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("variable {name}: {problem}")]
pub struct ConfigError {
    name: &'static str,
    problem: &'static str,
}

impl ConfigError {
    /// Says what is wrong with the variable `name`.
    #[must_use]
    pub fn new(name: &'static str, problem: &'static str) -> Self {
        Self { name, problem }
    }
}

impl Variables {
    /// The process's own.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads them"
    )]
    pub fn from_environment() -> Self {
        std::env::vars().collect()
    }

    /// A variable; one that is empty counts as missing.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// A variable that must be there.
    ///
    /// # Errors
    /// When it is missing or empty.
    pub fn required(&self, name: &'static str) -> Result<&str, ConfigError> {
        self.get(name).ok_or(ConfigError {
            name,
            problem: "is not set",
        })
    }
}

impl FromIterator<(String, String)> for Variables {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(variables: I) -> Self {
        Self(variables.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_and_empty_variables_are_named() {
        let variables: Variables = [("EMPTY".to_owned(), String::new())].into_iter().collect();
        for name in ["EMPTY", "MISSING"] {
            let error = variables.required(name).unwrap_err();
            assert_eq!(error.to_string(), format!("variable {name}: is not set"));
        }
    }
}
