//! Who may do what.

use std::collections::{BTreeMap, BTreeSet};

use domain::EventType;
use serde_json::{Value, json};

use crate::template::{functions, listed, mapping, name, resources};

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

/// What a function says, and which queue is its own, differs by nothing but a name in the template, and the local stack
/// checks neither.
#[test]
fn each_role_is_about_its_own_function() {
    let roles = resources("AWS::IAM::Role");
    for (function, properties) in functions() {
        let role = roles[name(&properties["Role"]).as_str()];
        let statements = listed(&role["Policies"][0]["PolicyDocument"]["Statement"]);
        let resource = |sid: &str| {
            let statement = statements.iter().find(|statement| statement["Sid"] == sid)?;
            Some(name(&statement["Resource"]))
        };
        let logs = Some(name(&properties["LoggingConfig"]["LogGroup"]));
        assert_eq!(resource("WriteLogs"), logs, "{function}");
        let queue = mapping(properties).map(|(queue, _)| queue);
        for sid in ["ReadOwnQueue", "RetryLater"] {
            assert_eq!(resource(sid), queue, "{function}: {sid}");
        }
        let is_external = EXTERNAL.iter().any(|channel| function.starts_with(&format!("Deliver{channel}")));
        assert_eq!(resource("WaitLonger"), queue.filter(|_| is_external), "{function}");
    }
}

const EXTERNAL: [&str; 4] = ["Push", "Telegram", "Email", "Sms"];

/// Escalate sends to the channels' queues only: a second rung would be a message to its own.
#[test]
fn no_ladder_has_a_rung_that_escalate_may_not_reach() {
    for event_type in EventType::ALL {
        assert!(
            event_type.row().ladder.len() <= 1,
            "{event_type}: escalate has to be let send to its own queue"
        );
    }
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
            assert!(statement.get("NotAction").is_none(), "{role}, {sid}");
            if is_for_telephones(statement) {
                continue;
            }
            assert!(statement.get("NotResource").is_none(), "{role}, {sid}");
            for action in listed(&statement["Action"]) {
                let action = action.as_str().unwrap();
                assert!(!action.contains(['*', '?']), "{role}, {sid}: {action}");
            }
            let resources = listed(&statement["Resource"]);
            assert!(!resources.is_empty(), "{role}, {sid}");
            for resource in resources {
                assert!(is_bounded(resource), "{role}, {sid}: {resource}");
            }
        }
    }
}

/// A telephone has no ARN, and SNS no condition for it. What publishes to telephones must then be kept from all that has
/// one: topics and apps.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html>
fn is_for_telephones(statement: &Value) -> bool {
    let all_arns = json!({"Fn::Sub": "arn:${AWS::Partition}:sns:*:*:*"});
    statement["Action"] == "sns:Publish"
        && statement.get("Resource").is_none()
        && statement["NotResource"] == all_arns
}

/// Names one resource; only the connections of one stage, which have no names before they are there, are
/// named together.
fn is_bounded(resource: &Value) -> bool {
    let Some(text) = resource.as_str().or_else(|| resource["Fn::Sub"].as_str()) else {
        // One resource or another, by a parameter.
        if let Some(choice) = resource["Fn::If"].as_array() {
            return choice[1..].iter().all(is_bounded);
        }
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
