//! `*.rels`: what the ids of a part stand for.

use std::collections::HashMap;
use std::io::BufRead;

use super::xml::{self, Fault, Token};

/// The relations of one part.
#[derive(Debug, Default)]
pub(super) struct Relations {
    targets: HashMap<String, String>,
    /// The last word of a type, and its target.
    by_type: HashMap<String, String>,
}

impl Relations {
    pub(super) fn read(part: &mut dyn BufRead) -> Result<Self, Fault> {
        let mut relations = Self::default();
        xml::read(part, |token| {
            let Token::Start("Relationship", element) = token else { return };
            let Some(target) = xml::attribute(element, "Target") else { return };
            if let Some(kind) = xml::attribute(element, "Type") {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.by_type.entry(kind).or_insert_with(|| target.clone());
            }
            if let Some(id) = xml::attribute(element, "Id") {
                relations.targets.insert(id, target);
            }
        })?;
        Ok(relations)
    }

    /// What `id` stands for.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.targets.get(id).map(String::as_str)
    }

    /// The first target of the type that ends in `kind`.
    pub(super) fn by_type(&self, kind: &str) -> Option<&str> {
        self.by_type.get(kind).map(String::as_str)
    }
}
