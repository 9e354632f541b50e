//! Reads `template.yaml`, the one description of the stack.
//!
//! What the local platform can't honour stops it here, with file, line and a
//! way on; nothing is dropped silently. Evaluating needs [`Names`], because
//! the ids of resources are only known once they are deployed.

mod catalogue;
mod dependencies;
mod error;
mod evaluate;
mod globals;
mod intrinsic;
mod node;
mod parameters;
mod resource;
mod substitution;
#[cfg(test)]
mod tests;
mod yaml;

use std::collections::BTreeMap;

use serde_json::Value;

pub use error::TemplateError;
pub use evaluate::{Evaluator, Names};
pub use intrinsic::Intrinsic;
pub use node::{Entry, Kind, Node, Place};
pub use resource::{Resource, ResourceKind};

/// A template whose every section, resource and property is known.
#[derive(Debug)]
pub struct Template {
    parameters: BTreeMap<String, Value>,
    conditions: Option<Node>,
    mappings: Option<Node>,
    resources: Vec<Resource>,
}

impl Template {
    /// Reads a template. `overrides` stand in for parameters' defaults.
    pub fn parse(
        file: &str,
        text: &str,
        overrides: &BTreeMap<String, String>,
    ) -> Result<Self, TemplateError> {
        let document = yaml::parse(file, text)?;
        let mut template = Self {
            parameters: BTreeMap::new(),
            conditions: None,
            mappings: None,
            resources: Vec::new(),
        };
        let mut globals = None;
        for section in document.entries("the template")? {
            match section.key.as_str() {
                "AWSTemplateFormatVersion" | "Description" | "Metadata" | "Outputs" => {}
                "Transform" => transform_check(&section.value)?,
                "Parameters" => {
                    template.parameters = parameters::read(&section.value, overrides)?;
                }
                "Conditions" => template.conditions = Some(section.value.clone()),
                "Mappings" => template.mappings = Some(section.value.clone()),
                "Globals" => globals = Some(&section.value),
                "Resources" => {
                    for entry in section.value.entries("Resources")? {
                        template.resources.push(Resource::read(entry)?);
                    }
                }
                unknown => {
                    return Err(section.place.error(
                        format!("the local platform doesn't know the section {unknown}"),
                        "remove it, or teach it in local/src/template/mod.rs",
                    ));
                }
            }
        }
        parameters::overrides_check(&template.parameters, overrides, &document.place)?;
        if let Some(globals) = globals {
            globals::apply(globals, &mut template.resources)?;
        }
        for resource in &template.resources {
            catalogue::check(resource)?;
        }
        Ok(template)
    }

    /// Every resource, in the order of the file, whether its condition holds or not.
    #[must_use]
    pub fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// The resource of that logical id.
    #[must_use]
    pub fn resource(&self, logical_id: &str) -> Option<&Resource> {
        self.resources
            .iter()
            .find(|resource| resource.logical_id == logical_id)
    }

    /// The resources whose condition holds, each after those that it refers to.
    ///
    /// Conditions can't name resources, so they evaluate without knowing any ids.
    pub fn deployed(&self) -> Result<Vec<&Resource>, TemplateError> {
        let evaluator = Evaluator::new(self, &dependencies::NoNames);
        let mut deployed = Vec::new();
        for resource in &self.resources {
            let holds = match &resource.condition {
                Some(name) => evaluator.condition(name, &resource.place)?,
                None => true,
            };
            if holds {
                deployed.push(resource);
            }
        }
        dependencies::sort(&evaluator, deployed)
    }
}

fn transform_check(node: &Node) -> Result<(), TemplateError> {
    let transforms = match node.as_text() {
        Some(_) => std::slice::from_ref(node),
        None => node.items("Transform")?,
    };
    for transform in transforms {
        let name = transform.text("a transform")?;
        if name != "AWS::Serverless-2016-10-31" {
            return Err(transform.place.error(
                format!("the local platform doesn't know the transform {name}"),
                "use only AWS::Serverless-2016-10-31",
            ));
        }
    }
    Ok(())
}
