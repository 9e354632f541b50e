//! A template as read: values with the place they stand, and intrinsic calls
//! not yet evaluated.

use std::fmt;
use std::sync::Arc;

use super::{Intrinsic, TemplateError};

/// Where a node stands, for messages a person can follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name as the reader knows it, such as `template.yaml`.
    pub file: Arc<str>,
    /// The line, counted from one.
    pub line: usize,
}

impl Place {
    /// A refusal at this place: what is wrong, and what to do about it.
    pub fn error(&self, problem: impl Into<String>, advice: impl Into<String>) -> TemplateError {
        TemplateError {
            place: self.clone(),
            problem: problem.into(),
            advice: advice.into(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One value of the template.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// An empty value.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file.
    Map(Vec<Entry>),
    /// An intrinsic function, such as `!Ref`, with its argument.
    Call(Intrinsic, Box<Node>),
}

/// One key of a mapping with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub place: Place,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The text of this node, when it is text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Kind::Text(text) = &self.kind {
            Some(text)
        } else {
            None
        }
    }

    /// The text of this node; anything else is refused. `what` names the value in the refusal.
    pub fn text(&self, what: &str) -> Result<&str, TemplateError> {
        self.as_text()
            .ok_or_else(|| self.expected(what, "plain text"))
    }

    /// The entries of this mapping; anything else is refused.
    pub fn entries(&self, what: &str) -> Result<&[Entry], TemplateError> {
        match &self.kind {
            Kind::Map(entries) => Ok(entries),
            Kind::Null => Ok(&[]),
            Kind::Bool(_)
            | Kind::Integer(_)
            | Kind::Float(_)
            | Kind::Text(_)
            | Kind::List(_)
            | Kind::Call(..) => Err(self.expected(what, "a mapping")),
        }
    }

    /// The items of this list; anything else is refused.
    pub fn items(&self, what: &str) -> Result<&[Node], TemplateError> {
        if let Kind::List(items) = &self.kind {
            Ok(items)
        } else {
            Err(self.expected(what, "a list"))
        }
    }

    /// The value of a key, when this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        if let Kind::Map(entries) = &self.kind {
            entries
                .iter()
                .find(|entry| entry.key == key)
                .map(|entry| &entry.value)
        } else {
            None
        }
    }

    fn expected(&self, what: &str, kind: &str) -> TemplateError {
        self.place.error(
            format!("{what} must be {kind}"),
            "write it out at this place",
        )
    }
}
