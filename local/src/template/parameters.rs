//! The `Parameters` section: defaults, overrides and what they may be.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Kind, Node, Place, TemplateError};

/// The value of every parameter.
pub(super) fn read(
    section: &Node,
    overrides: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Value>, TemplateError> {
    let mut values = BTreeMap::new();
    for entry in section.entries("Parameters")? {
        let declared = &entry.value;
        let text = match overrides.get(&entry.key) {
            Some(value) => value.clone(),
            None => declared.get("Default").and_then(scalar).ok_or_else(|| {
                entry.place.error(
                    format!("parameter {} has no default", entry.key),
                    "give it a Default, or start the local platform with a value for it",
                )
            })?,
        };
        if let Some(allowed) = declared.get("AllowedValues") {
            let allowed = allowed.items("AllowedValues")?;
            if !allowed.iter().filter_map(scalar).any(|value| value == text) {
                return Err(entry.place.error(
                    format!("parameter {} may not be `{text}`", entry.key),
                    "choose one of its AllowedValues",
                ));
            }
        }
        let value = match declared.get("Type").and_then(Node::as_text) {
            Some("String" | "Number") => Value::String(text),
            Some("CommaDelimitedList") => text
                .split(',')
                .map(|item| Value::from(item.trim()))
                .collect(),
            _ => {
                return Err(entry.place.error(
                    format!(
                        "parameter {} is of a type the local platform doesn't know",
                        entry.key
                    ),
                    "make it String, Number or CommaDelimitedList",
                ));
            }
        };
        values.insert(entry.key.clone(), value);
    }
    Ok(values)
}

/// Refuses an override that no parameter takes.
pub(super) fn overrides_check(
    parameters: &BTreeMap<String, Value>,
    overrides: &BTreeMap<String, String>,
    place: &Place,
) -> Result<(), TemplateError> {
    match overrides
        .keys()
        .find(|name| !parameters.contains_key(*name))
    {
        Some(name) => Err(place.error(
            format!(
                "the local platform sets a parameter {name}, which the template doesn't declare"
            ),
            "declare it under Parameters, or stop setting it",
        )),
        None => Ok(()),
    }
}

fn scalar(node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Text(text) => Some(text.clone()),
        Kind::Integer(number) => Some(number.to_string()),
        Kind::Float(number) => Some(number.to_string()),
        Kind::Bool(answer) => Some(answer.to_string()),
        Kind::Null => Some(String::new()),
        Kind::List(_) | Kind::Map(_) | Kind::Call(..) => None,
    }
}
