//! The rules that cases are about.

use std::collections::BTreeMap;

use platform_tests::{Caller, Tenant};
use serde_json::{Value, json};

use crate::stage::Stage;

/// A rule for customer numbers, with examples that come out as they say.
pub(crate) fn definition(id: &str) -> Value {
    json!({
        "id": id,
        "name": "Customer number",
        "name_nl": "Klantnummer",
        "category": "personal_data",
        "severity": "high",
        "article": "GDPR art. 4(1)",
        "pattern": r"K-\d{9}",
        "validator": "elfproef",
        "context": ["klantnummer"],
        "matches": ["klantnummer K-123456789"],
        "passes": ["K-123456788"],
    })
}

pub(crate) const RULE: &str = "custom-customer-number";

/// Makes the rule; answers its `ETag`.
pub(crate) async fn made(caller: &Caller, id: &str) -> String {
    let answer = caller.post("/v1/rules", &definition(id)).await.expect(201);
    answer.header("etag").unwrap().to_owned()
}

/// Makes the rule and tries it out; answers its `ETag`.
pub(crate) async fn tried(caller: &Caller, id: &str) -> String {
    let etag = made(caller, id).await;
    let path = format!("/v1/rules/{id}/dry-run");
    let _ = caller.post(&path, &json!({ "text": "" })).await.expect(200);
    etag
}

/// Makes the rule and switches it on.
pub(crate) async fn running(caller: &Caller, id: &str) {
    let etag = tried(caller, id).await;
    let path = format!("/v1/rules/{id}/activation");
    let headers = [("if-match", etag.as_str())];
    let _ = caller
        .send("POST", &path, &headers, Vec::new())
        .await
        .expect(200);
}

impl Stage {
    /// Changes an item of the tenant's in the table, as a migration or an older release would have.
    pub(crate) async fn rewrite(
        &self,
        tenant: &Tenant,
        key: (&str, &str),
        field: &[&str],
        value: Value,
    ) {
        let aws = self.world.platform().aws();
        let tables = aws
            .call("DynamoDB_20120810.ListTables", json!({}))
            .await
            .unwrap();
        let tables = tables["TableNames"].as_array().unwrap();
        let table = tables
            .iter()
            .find(|name| name.as_str().unwrap().contains("TenantTable"));
        let (pk, sk) = key;
        let names: Vec<String> = (0..field.len())
            .map(|number| format!("#{number}"))
            .collect();
        let update = json!({
            "TableName": table.unwrap(),
            "Key": { "pk": { "S": format!("T#{}{pk}", tenant.id) }, "sk": { "S": sk } },
            "UpdateExpression": format!("SET {} = :value", names.join(".")),
            "ExpressionAttributeNames": names.iter().zip(field).collect::<BTreeMap<_, _>>(),
            "ConditionExpression": "attribute_exists(pk)",
            "ExpressionAttributeValues": { ":value": value },
        });
        aws.call("DynamoDB_20120810.UpdateItem", update)
            .await
            .unwrap();
    }
}
