//! SAM's `Globals`: what every function or API starts from.

use super::{Entry, Kind, Node, Resource, ResourceKind, TemplateError};

/// Merges the globals into the resources they stand for.
pub(super) fn apply(globals: &Node, resources: &mut [Resource]) -> Result<(), TemplateError> {
    for section in globals.entries("Globals")? {
        let kind = match section.key.as_str() {
            "Function" => ResourceKind::Function,
            "HttpApi" => ResourceKind::HttpApi,
            unknown => {
                return Err(section.place.error(
                    format!("the local platform doesn't know Globals.{unknown}"),
                    "set the properties on each resource instead",
                ));
            }
        };
        for resource in resources.iter_mut().filter(|found| found.kind == kind) {
            resource.properties = merge(&section.value, &resource.properties);
        }
    }
    Ok(())
}

/// SAM's rule: maps merge, lists add up, anything else is overridden.
fn merge(global: &Node, own: &Node) -> Node {
    let kind = match (&global.kind, &own.kind) {
        (Kind::Map(global), Kind::Map(own)) => Kind::Map(merge_entries(global, own)),
        (Kind::List(global), Kind::List(own)) => {
            Kind::List(global.iter().chain(own).cloned().collect())
        }
        (_, Kind::Null) => global.kind.clone(),
        _ => own.kind.clone(),
    };
    let place = if own.kind == Kind::Null {
        global.place.clone()
    } else {
        own.place.clone()
    };
    Node { place, kind }
}

fn merge_entries(global: &[Entry], own: &[Entry]) -> Vec<Entry> {
    let mut merged: Vec<Entry> = global.to_vec();
    for entry in own {
        match merged.iter_mut().find(|found| found.key == entry.key) {
            Some(found) => {
                found.value = merge(&found.value, &entry.value);
                found.place = entry.place.clone();
            }
            None => merged.push(entry.clone()),
        }
    }
    merged
}
