//! Every property that the local platform knows, per type. A property that is
//! in neither list stops it, because dropping one silently would make the
//! laptop lie about the cloud.

use super::{Resource, ResourceKind, TemplateError};

/// The known properties of a type.
struct Properties {
    /// Honoured locally.
    honoured: &'static [&'static str],
    /// Known, and without anything to do on one machine: encryption at rest, backups,
    /// permissions, names of log destinations, sizes of an environment.
    without_effect: &'static [&'static str],
}

static TABLE: Properties = Properties {
    honoured: &[
        "AttributeDefinitions",
        "GlobalSecondaryIndexes",
        "KeySchema",
        "TableName",
        "TimeToLiveSpecification",
    ],
    without_effect: &[
        "BillingMode",
        "ContributorInsightsSpecification",
        "DeletionProtectionEnabled",
        "OnDemandThroughput",
        "PointInTimeRecoverySpecification",
        "SSESpecification",
        "TableClass",
        "Tags",
    ],
};

static QUEUE: Properties = Properties {
    honoured: &[
        "DelaySeconds",
        "MaximumMessageSize",
        "MessageRetentionPeriod",
        "QueueName",
        "ReceiveMessageWaitTimeSeconds",
        "RedrivePolicy",
        "VisibilityTimeout",
    ],
    without_effect: &[
        "KmsDataKeyReusePeriodSeconds",
        "KmsMasterKeyId",
        "RedriveAllowPolicy",
        "SqsManagedSseEnabled",
        "Tags",
    ],
};

static BUCKET: Properties = Properties {
    honoured: &["BucketName"],
    without_effect: &[
        "BucketEncryption",
        "CorsConfiguration",
        // Uploads that expire only cost money in the cloud; here the folder is the owner's.
        "LifecycleConfiguration",
        "OwnershipControls",
        "PublicAccessBlockConfiguration",
        "Tags",
    ],
};

static USER_POOL: Properties = Properties {
    honoured: &[
        "AccountRecoverySetting",
        "AdminCreateUserConfig",
        "AliasAttributes",
        "AutoVerifiedAttributes",
        "LambdaConfig",
        "Policies",
        "Schema",
        "UserAttributeUpdateSettings",
        "UserPoolName",
        "UsernameAttributes",
        "UsernameConfiguration",
        "VerificationMessageTemplate",
    ],
    without_effect: &[
        "DeletionProtection",
        // Mail is caught here, whoever would send it.
        "EmailConfiguration",
        // A second factor is each user's own choice, and no screen offers it here.
        "EnabledMfas",
        "MfaConfiguration",
        "UserPoolAddOns",
        "UserPoolTags",
        "UserPoolTier",
    ],
};

static USER_POOL_CLIENT: Properties = Properties {
    honoured: &[
        "AccessTokenValidity",
        "AllowedOAuthFlows",
        "AllowedOAuthFlowsUserPoolClient",
        "AllowedOAuthScopes",
        "AuthSessionValidity",
        "CallbackURLs",
        "ClientName",
        "DefaultRedirectURI",
        "EnableTokenRevocation",
        "ExplicitAuthFlows",
        "GenerateSecret",
        "IdTokenValidity",
        "LogoutURLs",
        "PreventUserExistenceErrors",
        "ReadAttributes",
        "RefreshTokenRotation",
        "RefreshTokenValidity",
        "SupportedIdentityProviders",
        "TokenValidityUnits",
        "UserPoolId",
        "WriteAttributes",
    ],
    without_effect: &[],
};

static USER_POOL_DOMAIN: Properties = Properties {
    honoured: &["Domain", "UserPoolId"],
    without_effect: &["ManagedLoginVersion"],
};

static SECRET: Properties = Properties {
    honoured: &["GenerateSecretString", "Name"],
    without_effect: &["Description", "KmsKeyId", "Tags"],
};

static HTTP_API: Properties = Properties {
    honoured: &["Auth", "FailOnWarnings", "Name", "StageName"],
    without_effect: &[
        "AccessLogSettings",
        // Throttles protect a shared account; the platform's own limits are the functions'.
        "DefaultRouteSettings",
        "Description",
        "DisableExecuteApiEndpoint",
        "PropagateTags",
        "RouteSettings",
        "Tags",
    ],
};

static FUNCTION: Properties = Properties {
    honoured: &[
        "CodeUri",
        "DeadLetterQueue",
        "Environment",
        "Events",
        "FunctionName",
        "Handler",
        "Runtime",
        "Timeout",
    ],
    without_effect: &[
        "Architectures",
        "AutoPublishAlias",
        "Description",
        "EphemeralStorage",
        "LoggingConfig",
        "MemorySize",
        "PermissionsBoundary",
        "Policies",
        "PropagateTags",
        "ReservedConcurrentExecutions",
        "Role",
        "Tags",
        "Tracing",
    ],
};

fn known(kind: ResourceKind) -> Option<&'static Properties> {
    Some(match kind {
        ResourceKind::Table => &TABLE,
        ResourceKind::Queue => &QUEUE,
        ResourceKind::Bucket => &BUCKET,
        ResourceKind::UserPool => &USER_POOL,
        ResourceKind::UserPoolClient => &USER_POOL_CLIENT,
        ResourceKind::UserPoolDomain => &USER_POOL_DOMAIN,
        ResourceKind::Secret => &SECRET,
        ResourceKind::HttpApi => &HTTP_API,
        ResourceKind::Function => &FUNCTION,
        ResourceKind::WithoutLocalEffect => return None,
    })
}

/// Whether a property does something locally, and so needs its value.
pub(super) fn honoured(kind: ResourceKind, property: &str) -> bool {
    known(kind).is_some_and(|known| known.honoured.contains(&property))
}

/// Refuses a property that isn't known.
pub(super) fn check(resource: &Resource) -> Result<(), TemplateError> {
    let Some(known) = known(resource.kind) else {
        return Ok(());
    };
    for property in resource.properties.entries("Properties")? {
        let name = property.key.as_str();
        if !known.honoured.contains(&name) && !known.without_effect.contains(&name) {
            return Err(property.place.error(
                format!(
                    "the local platform doesn't know the property {name} of {}",
                    resource.type_name
                ),
                "remove it, or say in local/src/template/catalogue.rs what it does here",
            ));
        }
    }
    Ok(())
}
