//! Who may do what.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::template::{functions, listed, name, resources};

#[test]
fn every_function_has_a_role_of_its_own() {
    let mut users: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (function, properties) in functions() {
        users.entry(name(&properties["Role"])).or_default().push(function);
        assert!(properties.get("Policies").is_none(), "{function}: what it may do stands in its role");
    }
    for (role, functions) in &users {
        assert_eq!(functions.len(), 1, "{role} is shared by {functions:?}");
    }
    let used: BTreeSet<_> = users.keys().map(String::as_str).collect();
    let roles: BTreeSet<_> = resources("AWS::IAM::Role").into_keys().collect();
    assert_eq!(roles, used, "a role without a function");
}

#[test]
fn no_role_has_wildcards() {
    for (role, properties) in resources("AWS::IAM::Role") {
        assert!(properties.get("ManagedPolicyArns").is_none(), "{role}");
        let [policy] = listed(&properties["Policies"]) else { panic!("{role} has not one policy") };
        let statements = listed(&policy["PolicyDocument"]["Statement"]);
        assert!(!statements.is_empty(), "{role}");
        let mut sids = BTreeSet::new();
        for statement in statements {
            let sid = statement["Sid"].as_str().unwrap_or_else(|| panic!("{role}: no Sid: {statement}"));
            assert!(sids.insert(sid), "{role}: {sid} twice");
            assert_eq!(statement["Effect"], "Allow", "{role}, {sid}");
            assert!(statement.get("NotAction").is_none() && statement.get("NotResource").is_none());
            for action in listed(&statement["Action"]) {
                let action = action.as_str().unwrap();
                assert!(!action.contains(['*', '?']), "{role}, {sid}: {action}");
            }
            let resources = listed(&statement["Resource"]);
            assert!(!resources.is_empty(), "{role}, {sid}");
            for resource in resources {
                assert!(is_bounded(resource) || is_a_telephone(statement), "{role}, {sid}: {resource}");
            }
        }
    }
}

/// A telephone has no ARN. What publishes to telephones must then be kept from every topic.
fn is_a_telephone(statement: &Value) -> bool {
    statement["Action"] == "sns:Publish" && statement["Condition"]["Null"]["sns:TopicArn"] == "true"
}

/// Names one resource; only the connections of one stage, which have no names before they are there, are
/// named together.
fn is_bounded(resource: &Value) -> bool {
    let Some(text) = resource.as_str().or_else(|| resource["Fn::Sub"].as_str()) else {
        // The identity that e-mails are sent from is not ours to make.
        return resource.get("Fn::GetAtt").is_some() || resource["Ref"] == "EmailIdentityArn";
    };
    // An ARN of a secret ends with six characters that only AWS knows.
    let own_secret =
        text.contains(":secret:${AWS::StackName}/") && text.matches('*').count() == 1 && text.ends_with("-*");
    if own_secret {
        return true;
    }
    let own_connections = |method: &str| {
        text.ends_with(&format!(":${{SocketApi}}/${{StageName}}/{method}/@connections/*"))
            && text.matches('*').count() == 1
    };
    !text.contains(['*', '?']) || own_connections("POST") || own_connections("DELETE")
}
