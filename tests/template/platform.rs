//! Options that an exchange's account and its platform team may require. They are off by default.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::template::{all_resources, default_of, listed, name, of_all_functions, resources, section};

const ASKED_FOR: [&str; 11] = [
    "PublisherPrincipals",
    "HttpDomainName",
    "SocketDomainName",
    "ApiCertificateArn",
    "KmsKeyArn",
    "PermissionsBoundaryArn",
    "SubnetIds",
    "SecurityGroupIds",
    "LogDestinationArn",
    "LogDestinationRoleArn",
    "AlarmTopicArn",
];

#[test]
fn the_platform_parameters_are_off_by_default() {
    for parameter in ASKED_FOR {
        assert_eq!(default_of(parameter), "", "{parameter}");
    }
    assert_eq!((default_of("RolePath"), default_of("Tracing")), (&json!("/"), &json!("false")));
}

fn statements(policy: &Value) -> Vec<&Value> {
    listed(&policy["PolicyDocument"]["Statement"])
        .iter()
        .map(|statement| statement["Fn::If"].as_array().map_or(statement, |choice| &choice[1]))
        .collect()
}

/// No queue accepts requests without TLS, and the exchange's account has access to its own four queues.
#[test]
fn each_queue_has_one_policy() {
    let mut with_policy = BTreeSet::new();
    let mut published_to = BTreeSet::new();
    for (policy, resource) in all_resources() {
        if resource["Type"] != "AWS::SQS::QueuePolicy" {
            continue;
        }
        // The local stack has no TLS.
        assert_eq!(resource["Condition"], "IsOnAws", "{policy}");
        let queues: Vec<_> = listed(&resource["Properties"]["Queues"]).iter().map(name).collect();
        let statements = statements(&resource["Properties"]);
        let deny = statements[0];
        assert_eq!((&deny["Effect"], &deny["Principal"]), (&json!("Deny"), &json!("*")), "{policy}");
        assert_eq!(deny["Condition"], json!({"Bool": {"aws:SecureTransport": "false"}}), "{policy}");
        for queue in queues {
            if let Some(allow) = statements.get(1) {
                assert_eq!(
                    allow["Principal"],
                    json!({"AWS": {"Fn::Split": [",", {"Ref": "PublisherPrincipals"}]}}),
                    "{policy}"
                );
                assert!(listed(&allow["Action"]).contains(&json!("sqs:SendMessage")));
                assert!(!listed(&allow["Action"]).contains(&json!("sqs:ReceiveMessage")));
                assert_eq!(name(&allow["Resource"]), queue);
                published_to.insert(queue.clone());
            }
            assert!(with_policy.insert(queue), "{policy}: a queue has one policy, and the last one wins");
        }
    }
    let all: BTreeSet<_> = resources("AWS::SQS::Queue").into_keys().map(str::to_owned).collect();
    assert_eq!(with_policy, all);
    assert_eq!(published_to, ["P0Queue", "P1Queue", "P2Queue", "ProfilesQueue"].map(str::to_owned).into());
}

#[test]
fn the_publisher_can_put_ticks_and_finds_all_that_it_sends_to() {
    let (_, policy) = resources("AWS::Kinesis::ResourcePolicy").into_iter().next().unwrap();
    assert_eq!(name(&policy["ResourceArn"]), "TickStream");
    let role = resources("AWS::IAM::Role")["PublisherRole"];
    for statement in
        [&policy["ResourcePolicy"]["Statement"][0], &role["Policies"][0]["PolicyDocument"]["Statement"][1]]
    {
        assert!(listed(&statement["Action"]).contains(&json!("kinesis:PutRecords")));
        assert!(!statement["Action"].to_string().contains("GetRecords"));
    }
    for name in ["TickStreamPolicy", "PublisherRole"] {
        assert_eq!(all_resources()[name]["Condition"], "HasPublisher");
    }
    for output in
        ["P0QueueArn", "P1QueueArn", "P2QueueArn", "ProfilesQueueArn", "TickStreamArn", "PublisherRoleArn"]
    {
        assert!(section("Outputs").get(output).is_some(), "{output}");
    }
}

/// The property with the customer's key, by the type of the encrypted resource.
const ENCRYPTED: [(&str, &str); 6] = [
    ("AWS::SQS::Queue", "KmsMasterKeyId"),
    ("AWS::DynamoDB::Table", "SSESpecification"),
    ("AWS::Kinesis::Stream", "StreamEncryption"),
    ("AWS::SecretsManager::Secret", "KmsKeyId"),
    ("AWS::SNS::Topic", "KmsMasterKeyId"),
    ("AWS::Logs::LogGroup", "KmsKeyId"),
];

#[test]
fn the_customer_s_key_encrypts_everything() {
    for (kind, property) in ENCRYPTED {
        for (name, properties) in resources(kind) {
            let choice = properties[property]["Fn::If"].as_array().unwrap_or_else(|| panic!("{name}"));
            assert_eq!(choice[0], "HasKmsKey", "{name}");
            assert!(choice[1].to_string().contains("\"KmsKeyArn\""), "{name}");
        }
    }
    assert_eq!(of_all_functions()["KmsKeyArn"]["Fn::If"][0], "HasKmsKey");
    for (role, properties) in resources("AWS::IAM::Role") {
        let policies = properties["ManagedPolicyArns"].to_string();
        assert!(policies.contains("KeyPolicy"), "{role} cannot use the key");
    }
}

/// Messages about bounces contain mailboxes.
#[test]
fn the_topic_of_bounces_is_encrypted_with_a_key_that_ses_may_use() {
    assert_eq!(default_of("EncryptEmailEvents"), "true");
    let topic = resources("AWS::SNS::Topic").into_values().next().unwrap();
    let own = json!({"Fn::If": ["MakesEmailEventsKey", {"Ref": "EmailEventsKey"}, {"Ref": "AWS::NoValue"}]});
    assert_eq!(topic["KmsMasterKeyId"]["Fn::If"][2], own);
    let key = resources("AWS::KMS::Key")["EmailEventsKey"];
    let ses = &key["KeyPolicy"]["Statement"][1];
    assert_eq!(ses["Principal"], json!({"Service": "ses.amazonaws.com"}));
    assert_eq!(ses["Condition"]["StringEquals"]["aws:SourceAccount"], json!({"Ref": "AWS::AccountId"}));
}

#[test]
fn functions_run_in_a_network_and_send_traces_only_on_request() {
    let common = of_all_functions();
    let network = json!({"Fn::If": [
        "IsInVpc",
        {
            "SubnetIds": {"Fn::Split": [",", {"Ref": "SubnetIds"}]},
            "SecurityGroupIds": {"Fn::Split": [",", {"Ref": "SecurityGroupIds"}]},
        },
        {"Ref": "AWS::NoValue"},
    ]});
    assert_eq!(common["VpcConfig"], network);
    assert_eq!(common["Tracing"], json!({"Fn::If": ["IsTraced", "Active", "PassThrough"]}));
}

/// The functions' logs can be copied to another destination, and no log group has the class
/// that extracts no metrics.
#[test]
fn logs_of_all_functions_can_be_copied() {
    let groups = resources("AWS::Logs::LogGroup");
    let of_functions: BTreeSet<_> = groups
        .keys()
        .filter(|name| !name.ends_with("AccessLogGroup"))
        .map(|name| (*name).to_owned())
        .collect();
    let copied: BTreeSet<_> = resources("AWS::Logs::SubscriptionFilter")
        .into_values()
        .map(|filter| name(&filter["LogGroupName"]))
        .collect();
    assert_eq!(copied, of_functions);
    assert!(groups.values().all(|group| group.get("LogGroupClass").is_none()));
}

/// A new table serves 4,000 writes per second.
#[test]
fn tables_can_be_warm_before_the_traffic_comes() {
    for table in ["Inbox", "Recipients", "Alerts", "Allowances"] {
        assert_eq!(default_of(&format!("{table}WarmWrites")), 0);
        let warm = &resources("AWS::DynamoDB::Table")[format!("{table}Table").as_str()]["WarmThroughput"];
        let given = json!({
            "ReadUnitsPerSecond": {"Ref": format!("{table}WarmReads")},
            "WriteUnitsPerSecond": {"Ref": format!("{table}WarmWrites")},
        });
        assert_eq!(warm["Fn::If"], json!([format!("HasWarm{table}"), given, {"Ref": "AWS::NoValue"}]));
    }
}

/// The addresses that clients, Telegram and e-mails have must outlive the APIs.
#[test]
fn public_addresses_can_be_ours() {
    let domains = resources("AWS::ApiGatewayV2::DomainName");
    assert!(domains.keys().eq(&["HttpDomain", "SocketDomain"]));
    for (name, mapping) in resources("AWS::ApiGatewayV2::ApiMapping") {
        let of = name.trim_end_matches("DomainMapping");
        assert_eq!(
            mapping["DomainName"]["Ref"]["Fn::Sub"].as_str().unwrap_or_default(),
            format!("{of}Domain")
        );
    }
    let all: Vec<_> = all_resources().into_values().chain([section("Outputs")]).collect();
    let text = serde_json::to_string(&all).unwrap();
    for (own, raw) in [
        ("https://${HttpDomainName}", "https://${HttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}"),
        (
            "wss://${SocketDomainName}",
            "wss://${SocketApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${StageName}",
        ),
    ] {
        // The raw host is always the alternative.
        let choice = format!("{{\"Fn::Sub\":\"{own}\"}},{{\"Fn::Sub\":\"{raw}\"}}");
        assert!(text.contains(&choice), "{own}");
        assert_eq!(text.matches(&format!("\"{raw}\"")).count(), text.matches(&choice).count(), "{raw}");
    }
}
