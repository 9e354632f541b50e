//! The services that are emulated.

/// One emulated service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// `DynamoDB`, and its streams.
    DynamoDb,
    /// Simple Queue Service.
    Sqs,
    /// Simple Storage Service.
    S3,
    /// Cognito user pools, their OAuth endpoints included.
    Cognito,
}

impl Service {
    /// The service's name as a person writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DynamoDb => "DynamoDB",
            Self::Sqs => "SQS",
            Self::S3 => "S3",
            Self::Cognito => "Cognito",
        }
    }
}
