//! The permissions of each role.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Channel, EventType};
use serde_json::{Value, json};

use crate::template::{functions, listed, mapping, name, resources, roles};

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
    let roles: BTreeSet<_> = roles().into_keys().collect();
    assert_eq!(roles, used, "a role without a function");
}

/// The log group and the queue of a function differ from those of others only by a name in the template, and
/// the local stack checks neither.
#[test]
fn each_role_is_about_its_own_function() {
    let roles = roles();
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

/// `escalate` sends to the queues of the ladders' channels, to that of push for types that are repeated, and
/// to its own for the steps that follow.
#[test]
fn escalate_reaches_every_channel_of_a_ladder_and_no_other() {
    let mut channels = BTreeSet::new();
    for event_type in EventType::ALL {
        channels.extend(event_type.row().ladder.iter().copied());
        channels.extend(event_type.row().repeat.map(|_| Channel::Push));
    }
    let queue = |channel: &Channel| format!("{}P0Queue", capitalized(channel.name()));
    let queues: BTreeSet<_> = channels.iter().map(queue).collect();
    let granted = listed(&statement("EscalateRole", "HandToChannels")["Resource"]);
    assert_eq!(granted.iter().map(name).collect::<BTreeSet<_>>(), queues);
    assert_eq!(name(&statement("EscalateRole", "WaitForNextStep")["Resource"]), "EscalateQueue");
}

fn capitalized(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

#[test]
fn no_role_has_wildcards() {
    for (role, properties) in resources("AWS::IAM::Role") {
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

/// A phone number has no ARN, and SNS has no condition for it. A statement for phone numbers must therefore
/// exclude everything that has an ARN: topics and apps.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html>
fn is_for_telephones(statement: &Value) -> bool {
    let all_arns = json!({"Fn::Sub": "arn:${AWS::Partition}:sns:*:*:*"});
    statement["Action"] == "sns:Publish"
        && statement.get("Resource").is_none()
        && statement["NotResource"] == all_arns
}

/// Whether the value names one resource. Only the connections of one stage, whose names do not exist
/// beforehand, are named together.
fn is_bounded(resource: &Value) -> bool {
    let Some(text) = resource.as_str().or_else(|| resource["Fn::Sub"].as_str()) else {
        // One of two resources, chosen by a parameter.
        if let Some(choice) = resource["Fn::If"].as_array() {
            return choice[1..].iter().all(is_bounded);
        }
        // The identity from which e-mails are sent is not created by the stack.
        return resource.get("Fn::GetAtt").is_some() || resource["Ref"] == "EmailIdentityArn";
    };
    let own_connections = |method: &str| {
        text.ends_with(&format!(":${{SocketApi}}/${{StageName}}/{method}/@connections/*"))
            && text.matches('*').count() == 1
    };
    !text.contains(['*', '?']) || own_connections("POST") || own_connections("DELETE")
}

/// Returns a statement of a role.
fn statement(role: &str, sid: &str) -> &'static Value {
    let statements = listed(&resources("AWS::IAM::Role")[role]["Policies"][0]["PolicyDocument"]["Statement"]);
    let found = statements.iter().find(|statement| statement["Sid"] == sid);
    found.unwrap_or_else(|| panic!("{role} has no {sid}"))
}

/// Only Lambda in this account can assume a role.
#[test]
fn roles_are_for_this_account() {
    for (role, properties) in roles() {
        let [trust] = listed(&properties["AssumeRolePolicyDocument"]["Statement"]) else { panic!("{role}") };
        assert_eq!(trust["Principal"], json!({"Service": "lambda.amazonaws.com"}), "{role}");
        let account = json!({"aws:SourceAccount": {"Ref": "AWS::AccountId"}});
        assert_eq!(trust["Condition"]["StringEqualsIfExists"], account, "{role}");
    }
}

/// The tables whose items have many attributes or are of several kinds.
const SHARED: [&str; 2] = ["RecipientsTable", "TicketsTable"];

/// A role that updates a recipient lists the attributes, and a role that deletes or creates one of several
/// kinds of items names the kind: otherwise a function that removes a connection could remove a user.
#[test]
fn no_write_to_a_shared_table_is_unlimited() {
    // Issuing tickets is the function's purpose; the canary issues its own, whose key is a
    // hash of random bytes.
    let unlimited =
        [("WebRole", "StoreTicket"), ("CanaryRole", "StoreTicket"), ("SocketAuthorizeRole", "RedeemTicket")];
    for (role, properties) in roles() {
        for statement in listed(&properties["Policies"][0]["PolicyDocument"]["Statement"]) {
            let sid = statement["Sid"].as_str().unwrap();
            let writes = |action: &Value| {
                ["dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:PutItem"]
                    .iter()
                    .any(|write| action == write)
            };
            let to_shared = |resource: &Value| {
                resource.get("Fn::GetAtt").is_some() && SHARED.contains(&name(resource).as_str())
            };
            if !listed(&statement["Action"]).iter().any(writes)
                || !listed(&statement["Resource"]).iter().any(to_shared)
                || unlimited.contains(&(role, sid))
            {
                continue;
            }
            let limits = &statement["Condition"]["ForAllValues:StringLike"];
            let keys = ["dynamodb:Attributes", "dynamodb:LeadingKeys"];
            let limit = keys.iter().find_map(|key| limits[key].as_array());
            let limit = limit.unwrap_or_else(|| panic!("{role}, {sid}: {statement}"));
            assert!(!limit.contains(&json!("*")), "{role}, {sid}");
            // A deletion lists no attribute.
            if listed(&statement["Action"]).iter().any(|action| action == "dynamodb:DeleteItem") {
                assert_eq!(limits["dynamodb:LeadingKeys"], json!(["device#*"]), "{role}, {sid}");
            }
        }
    }
}

/// Link codes, handles for acks and tickets are in one table; a function that stores codes or handles must not
/// issue tickets.
#[test]
fn codes_and_handles_are_no_tickets() {
    let limited = [
        ("SocketCommandRole", "StoreLinkCode", json!(["link#*"])),
        ("WebRole", "RedeemLinkCode", json!(["link#*"])),
        ("WebRole", "ReadCodesAndHandles", json!(["link#*", "ack#*"])),
    ];
    let handles = roles()
        .into_keys()
        .filter(|role| EXTERNAL.iter().any(|channel| role.starts_with(&format!("Deliver{channel}"))));
    let handles = handles.map(|role| (role, "StoreHandle", json!(["ack#*"])));
    for (role, sid, keys) in handles.chain(limited) {
        let limit = &statement(role, sid)["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"];
        assert_eq!(limit, &keys, "{role}, {sid}");
    }
    let keys = crate::keys::source();
    for key in ["link#{hash}", "ack#{hash}", "device#{id}"] {
        assert!(keys.contains(&format!("format!(\"{key}\")")), "{key}");
    }
}

/// Each attribute that a role may change exists in the store.
#[test]
fn attributes_in_conditions_are_the_store_s() {
    let keys = crate::keys::source();
    for (role, properties) in roles() {
        for statement in listed(&properties["Policies"][0]["PolicyDocument"]["Statement"]) {
            let limits = &statement["Condition"]["ForAllValues:StringLike"]["dynamodb:Attributes"];
            for attribute in limits.as_array().into_iter().flatten() {
                let attribute = attribute.as_str().unwrap();
                // The fields of a profile are written out one by one.
                let known = match attribute.strip_suffix('*') {
                    Some("p#") => "\"p#email\"".to_owned(),
                    Some(prefix) => format!("\"{prefix}\";"),
                    None => format!("\"{attribute}\";"),
                };
                assert!(keys.contains(&known), "{role}, {}: {attribute}", statement["Sid"]);
            }
        }
    }
}

#[test]
fn a_platform_team_can_bound_and_place_every_role() {
    for (role, properties) in resources("AWS::IAM::Role") {
        assert_eq!(properties["Path"], json!({"Ref": "RolePath"}), "{role}");
        let boundary = json!({"Fn::If": ["HasPermissionsBoundary", {"Ref": "PermissionsBoundaryArn"}, {"Ref": "AWS::NoValue"}]});
        assert_eq!(properties["PermissionsBoundary"], boundary, "{role}");
        // AWS's managed policies are attached only together with the feature that requires them.
        for policy in listed(&properties["ManagedPolicyArns"]) {
            let choice = policy["Fn::If"].as_array().unwrap_or_else(|| panic!("{role}: {policy}"));
            assert!(
                ["HasKmsKey", "IsInVpc", "IsTraced"].iter().any(|condition| choice[0] == *condition),
                "{role}"
            );
            assert_eq!(choice[2], json!({"Ref": "AWS::NoValue"}), "{role}");
        }
    }
}

/// A role that only sets or deletes marks of deferred notifications cannot write a notification.
#[test]
fn marks_have_no_content() {
    for (role, sid) in
        [("RouteP1Role", "Defer"), ("RouteP2Role", "Defer"), ("ReleaseRole", "ForgetWhatHasLeft")]
    {
        let limit = &statement(role, sid)["Condition"]["ForAllValues:StringLike"]["dynamodb:Attributes"];
        let attributes = limit.as_array().unwrap_or_else(|| panic!("{role}, {sid}"));
        for attribute in attributes {
            let known = ["user_id", "event_id", "ttl", "shard", "wake", "stamp"];
            assert!(known.iter().any(|known| attribute == known), "{role}, {sid}: {attribute}");
        }
    }
}
