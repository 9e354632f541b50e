//! What is stored survives mistakes, is encrypted, and is nobody else's.

use crate::source::{Template, attribute, reference};

#[test]
fn every_table_is_encrypted_and_can_go_back_in_time() {
    for table in Template::read().of_kind("AWS::DynamoDB::Table") {
        let properties = table.properties();
        let id = table.id;
        assert_eq!(
            properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"], true,
            "{id} has no point-in-time recovery"
        );
        let encryption = &properties["SSESpecification"];
        assert_eq!(encryption["SSEEnabled"], true, "{id} is not encrypted");
        assert_eq!(encryption["SSEType"], "KMS", "{id} is not encrypted by KMS");
        assert_eq!(
            properties["BillingMode"], "PAY_PER_REQUEST",
            "{id}: the budgets count requests"
        );
        for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
            assert_eq!(
                table.body[policy], "Retain",
                "{id} goes with the stack: set {policy}"
            );
        }
    }
}

#[test]
fn tables_have_the_layout_that_the_store_writes() {
    for table in Template::read().of_kind("AWS::DynamoDB::Table") {
        let keys: Vec<_> = table.properties()["KeySchema"]
            .as_array()
            .unwrap()
            .iter()
            .map(|key| {
                (
                    key["AttributeName"].as_str().unwrap(),
                    key["KeyType"].as_str().unwrap(),
                )
            })
            .collect();
        assert_eq!(keys, [("pk", "HASH"), ("sk", "RANGE")], "{}", table.id);
        let expiry = &table.properties()["TimeToLiveSpecification"];
        assert_eq!(expiry["AttributeName"], "expires", "{}", table.id);
        assert_eq!(expiry["Enabled"], true, "{}", table.id);
    }
}

#[test]
fn buckets_are_closed_encrypted_and_forget_uploads() {
    let template = Template::read();
    for bucket in template.of_kind("AWS::S3::Bucket") {
        let id = bucket.id;
        let properties = bucket.properties();
        for wall in [
            "BlockPublicAcls",
            "BlockPublicPolicy",
            "IgnorePublicAcls",
            "RestrictPublicBuckets",
        ] {
            assert_eq!(
                properties["PublicAccessBlockConfiguration"][wall], true,
                "{id}: {wall}"
            );
        }
        let rule = &properties["BucketEncryption"]["ServerSideEncryptionConfiguration"][0];
        assert_eq!(
            rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"], "aws:kms",
            "{id} is not encrypted by KMS"
        );
        let forgets = properties["LifecycleConfiguration"]["Rules"]
            .as_array()
            .unwrap()
            .iter()
            .any(|rule| rule["Prefix"] == "uploads/" && rule["ExpirationInDays"] == 1);
        assert!(forgets, "{id} keeps uploads longer than a day");

        let guarded = template
            .of_kind("AWS::S3::BucketPolicy")
            .into_iter()
            .any(|policy| {
                let statement = &policy.properties()["PolicyDocument"]["Statement"][0];
                reference(&policy.properties()["Bucket"]) == Some(id)
                    && statement["Effect"] == "Deny"
                    && statement["Condition"]["Bool"]["aws:SecureTransport"] == "false"
            });
        assert!(guarded, "{id} answers plain HTTP");
    }
}

#[test]
fn the_user_pool_asks_for_good_passwords_and_names_the_tenant_in_tokens() {
    let template = Template::read();
    let pool = template.resource("UserPool");
    let properties = pool.properties();
    assert_eq!(pool.body["DeletionPolicy"], "Retain");
    let minimum = &properties["Policies"]["PasswordPolicy"]["MinimumLength"];
    assert!(minimum.as_u64() >= Some(12), "passwords of {minimum}");
    let trigger = &properties["LambdaConfig"]["PreTokenGenerationConfig"];
    assert_eq!(trigger["LambdaVersion"], "V2_0");
    assert_eq!(
        attribute(&trigger["LambdaArn"], "Arn"),
        Some("PreTokenGenerationFunction")
    );
    assert_ne!(
        properties["UserPoolTier"], "LITE",
        "the lite tier sends no version 2 event"
    );

    let client = template.resource("UserPoolClient").properties();
    assert_eq!(client["GenerateSecret"], false);
    assert_eq!(client["PreventUserExistenceErrors"], "ENABLED");
    assert_eq!(client["EnableTokenRevocation"], true);
}
