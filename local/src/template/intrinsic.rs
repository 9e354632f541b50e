//! The intrinsic functions that the interpreter knows, by both spellings.

/// An intrinsic function of `CloudFormation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intrinsic {
    /// `!Ref`: a parameter's value or a resource's id.
    Ref,
    /// `!GetAtt`: an attribute of a resource.
    GetAtt,
    /// `!Sub`: text with `${…}` places, also with a map of local values.
    Sub,
    /// `!If`: one of two values by a condition.
    If,
    /// `!Condition`: another condition's answer.
    Condition,
    /// `!Equals`.
    Equals,
    /// `!Not`.
    Not,
    /// `!And`.
    And,
    /// `!Or`.
    Or,
    /// `!Join`: a list into text.
    Join,
    /// `!Split`: text into a list.
    Split,
    /// `!Select`: one item of a list.
    Select,
    /// `!FindInMap`: a value of the `Mappings` section.
    FindInMap,
    /// `!Base64`.
    Base64,
}

impl Intrinsic {
    /// By the short form's tag: `Ref` of `!Ref`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Some(match tag {
            "Ref" => Self::Ref,
            "GetAtt" => Self::GetAtt,
            "Sub" => Self::Sub,
            "If" => Self::If,
            "Condition" => Self::Condition,
            "Equals" => Self::Equals,
            "Not" => Self::Not,
            "And" => Self::And,
            "Or" => Self::Or,
            "Join" => Self::Join,
            "Split" => Self::Split,
            "Select" => Self::Select,
            "FindInMap" => Self::FindInMap,
            "Base64" => Self::Base64,
            _ => return None,
        })
    }

    /// By the long form's key: `Fn::Sub`, and the two that have no prefix. `Condition` is
    /// only a call where a condition is expected, so the reader asks for it by itself.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key.strip_prefix("Fn::") {
            Some("Condition" | "Ref") => None,
            Some(name) => Self::from_tag(name),
            None if key == "Ref" => Some(Self::Ref),
            None => None,
        }
    }
}
