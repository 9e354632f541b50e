//! The order in which resources are created.

use serde_json::Value;

use super::evaluate::attribute_path;
use super::substitution::{self, Part};
use super::{Evaluator, Intrinsic, Kind, Names, Node, Resource, ResourceKind, TemplateError};

/// Knows no names, which is all that a condition may ask.
pub(super) struct NoNames;

impl Names for NoNames {
    fn reference(&self, _logical_id: &str) -> Option<Value> {
        None
    }

    fn attribute(&self, _logical_id: &str, _attribute: &str) -> Option<Value> {
        None
    }

    fn secret(&self, _id: &str) -> Option<String> {
        None
    }
}

/// Each resource after those it refers to, otherwise in the order of the file.
pub(super) fn sort<'a>(
    evaluator: &Evaluator<'_>,
    resources: Vec<&'a Resource>,
) -> Result<Vec<&'a Resource>, TemplateError> {
    let mut waiting = Vec::with_capacity(resources.len());
    for resource in resources {
        waiting.push((resource, needs(evaluator, resource)?));
    }
    let mut sorted = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let Some(index) = (0..waiting.len()).find(|&index| {
            let (_, needs) = &waiting[index];
            !waiting
                .iter()
                .any(|(other, _)| needs.contains(&other.logical_id))
        }) else {
            let (first, _) = &waiting[0];
            return Err(first.place.error(
                format!("resource {} depends on itself", first.logical_id),
                "break the circle of !Ref, !GetAtt and DependsOn",
            ));
        };
        sorted.push(waiting.remove(index).0);
    }
    Ok(sorted)
}

fn needs(evaluator: &Evaluator<'_>, resource: &Resource) -> Result<Vec<String>, TemplateError> {
    let mut needs = resource.depends_on.clone();
    // What functions, APIs and resources without effect are called is known beforehand, and
    // a user pool and its triggers name each other.
    if matches!(
        resource.kind,
        ResourceKind::Table
            | ResourceKind::Queue
            | ResourceKind::Bucket
            | ResourceKind::UserPoolClient
            | ResourceKind::UserPoolDomain
            | ResourceKind::Secret
    ) {
        collect(evaluator, &resource.properties, &mut needs)?;
    } else {
        needs.clear();
    }
    needs.retain(|name| *name != resource.logical_id);
    Ok(needs)
}

fn collect(
    evaluator: &Evaluator<'_>,
    node: &Node,
    needs: &mut Vec<String>,
) -> Result<(), TemplateError> {
    match &node.kind {
        Kind::Null | Kind::Bool(_) | Kind::Integer(_) | Kind::Float(_) | Kind::Text(_) => {}
        Kind::List(items) => {
            for item in items {
                collect(evaluator, item, needs)?;
            }
        }
        Kind::Map(entries) => {
            for entry in entries {
                collect(evaluator, &entry.value, needs)?;
            }
        }
        Kind::Call(Intrinsic::Ref, argument) => {
            needs.push(argument.text("the argument of !Ref")?.to_owned());
        }
        Kind::Call(Intrinsic::GetAtt, argument) => needs.push(attribute_path(argument)?.0),
        Kind::Call(Intrinsic::If, argument) => {
            let [name, then, otherwise] = argument.items("the argument of !If")? else {
                return Ok(());
            };
            let holds = evaluator.condition(name.text("the condition of !If")?, &node.place)?;
            collect(evaluator, if holds { then } else { otherwise }, needs)?;
        }
        Kind::Call(intrinsic, argument) => {
            let text = argument
                .items("the argument of an intrinsic")
                .map_or(argument.as_text(), |items| {
                    items.first().and_then(Node::as_text)
                });
            if let (Intrinsic::Sub, Some(text)) = (intrinsic, text) {
                for part in substitution::parts(text, &node.place)? {
                    if let Part::Name(name) = part {
                        let name = name.split_once('.').map_or(name, |(resource, _)| resource);
                        needs.push(name.to_owned());
                    }
                }
            }
            collect(evaluator, argument, needs)?;
        }
    }
    Ok(())
}
