//! The MD5 digests by which clients check that a message arrived whole.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use md5::{Digest as _, Md5};
use serde::{Deserialize, Serialize};

/// A message's own attributes, by name.
pub(super) type MessageAttributes = BTreeMap<String, MessageAttribute>;

/// One attribute; binary values are base64, as they travel.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct MessageAttribute {
    pub(super) data_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) string_value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) binary_value: Option<String>,
}

pub(super) fn of_body(body: &str) -> String {
    hex::encode(Md5::digest(body.as_bytes()))
}

/// The digest over name, type and value of each attribute, sorted by name.
/// See "Calculating the MD5 message digest for message attributes" in the SQS developer guide.
pub(super) fn of_attributes(attributes: &MessageAttributes) -> Option<String> {
    const STRING: u8 = 1;
    const BINARY: u8 = 2;
    if attributes.is_empty() {
        return None;
    }
    let mut digest = Md5::new();
    for (name, attribute) in attributes {
        let (kind, value) = match &attribute.binary_value {
            Some(binary) => (BINARY, BASE64_STANDARD.decode(binary).unwrap_or_default()),
            None => (
                STRING,
                attribute
                    .string_value
                    .clone()
                    .unwrap_or_default()
                    .into_bytes(),
            ),
        };
        update_with_length(&mut digest, name.as_bytes());
        update_with_length(&mut digest, attribute.data_type.as_bytes());
        digest.update([kind]);
        update_with_length(&mut digest, &value);
    }
    Some(hex::encode(digest.finalize()))
}

fn update_with_length(digest: &mut Md5, bytes: &[u8]) {
    digest.update(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
    digest.update(bytes);
}
