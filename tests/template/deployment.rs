//! The first deployment into a new account, a second one after a failure, and one in
//! parallel to another stack.

use serde_json::{Value, json};

use crate::template::{all_resources, default_of, functions, of_all_functions, resources, section};

/// Lambda stops a chain of messages through a function's own queue after 16 hops, unless the
/// function allows the loop.
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>
#[test]
fn functions_may_send_to_their_own_queues() {
    assert_eq!(of_all_functions()["RecursiveLoop"], "Allow");
    for (name, function) in functions() {
        assert!(function.get("RecursiveLoop").is_none(), "{name}");
    }
}

/// Resources that a failed first deployment retains block the next one, and cost money.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html>
#[test]
fn what_is_kept_is_not_kept_when_its_creation_is_rolled_back() {
    let mut kept = 0;
    for (name, resource) in all_resources() {
        assert_ne!(resource["DeletionPolicy"], "Retain", "{name}");
        if resource["DeletionPolicy"] == "RetainExceptOnCreate" {
            kept += 1;
            assert_eq!(resource["UpdateReplacePolicy"], "Retain", "{name}");
            // A fixed name would be taken when the stack is created again.
            for property in ["Name", "QueueName", "TableName"] {
                assert!(resource["Properties"].get(property).is_none(), "{name} has a {property}");
            }
        }
    }
    assert!(kept > 40, "{kept}");
}

/// A new account has 10 concurrent executions, of which none can be reserved.
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html>
#[test]
fn nothing_is_reserved_by_default() {
    assert_eq!(default_of("ReserveP0Concurrency"), "false");
    assert_eq!(default_of("TraderConcurrency"), 0);
    for (name, function) in functions() {
        let Some(reserved) = function.get("ReservedConcurrentExecutions") else { continue };
        let choice = reserved["Fn::If"].as_array().unwrap();
        assert!(
            ["ReservesConcurrency", "LimitsTraders"].iter().any(|condition| choice[0] == *condition),
            "{name}"
        );
        assert_eq!(choice[2], json!({"Ref": "AWS::NoValue"}), "{name}");
    }
}

/// CloudFormation accepts no more.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
#[test]
fn the_template_stays_within_the_limits_of_cloudformation() {
    // The resources that SAM generates for a function: a mapping or a rule with a permission for each event,
    // and its retry settings.
    let made = functions().into_values().map(|function| {
        let events = function["Events"].as_object().into_iter().flat_map(serde_json::Map::values);
        let made = events.map(|event| match event["Type"].as_str() {
            Some("SQS" | "Kinesis") => 1,
            _ => 2,
        });
        made.sum::<usize>() + usize::from(function.get("EventInvokeConfig").is_some())
    });
    let resources = all_resources().len() + made.sum::<usize>();
    assert!(resources < 500, "{resources} resources");
    let count = |name: &str| section(name).as_object().unwrap().len();
    assert!(count("Parameters") <= 200 && count("Outputs") <= 200, "{} outputs", count("Outputs"));
    eprintln!("{resources} resources, {} parameters, {} outputs", count("Parameters"), count("Outputs"));
}

/// `sam` expands loops only with the language extensions enabled.
#[test]
fn sam_expands_loops() {
    let settings = std::fs::read_to_string(local::root().join("infra/samconfig.toml")).unwrap();
    let (_, global) = settings.split_once("[default.global.parameters]").unwrap();
    assert!(global.lines().any(|line| line.trim() == "language_extensions = true"));
    let guide = std::fs::read_to_string(local::root().join("infra/operations.md")).unwrap();
    // The settings are read from the folder of the template that is named.
    assert!(guide.contains("sam deploy --guided --template infra/template.yaml"));
}

/// Only this machine is addressed without TLS; the functions check it again.
#[test]
fn addresses_are_encrypted() {
    for parameter in ["JwksUrl", "FcmEndpoint", "TelegramEndpoint"] {
        let pattern = section("Parameters")[parameter]["AllowedPattern"].as_str().unwrap();
        let loopback = r"http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?(/.*)?";
        assert_eq!(pattern, format!("https://.+|{loopback}"), "{parameter}");
    }
    let gateway = section("Parameters")["LocalGateway"]["AllowedPattern"].as_str().unwrap();
    assert_eq!(gateway, r"((127\.0\.0\.1|localhost|\[::1\]):[0-9]+)?");
}

/// These parameters are only valid together.
#[test]
fn what_goes_together_is_asked_for_together() {
    let rules: Vec<_> = section("Rules").as_object().unwrap().keys().map(String::as_str).collect();
    for rule in
        ["DomainsOfTheApisGoTogether", "HttpDomainNeedsACertificate", "ConsoleDomainNeedsACertificate"]
    {
        assert!(rules.contains(&rule), "{rule}");
    }
}

/// The tables hold data that cannot be recreated, so they can be protected from deletion. The protection must
/// be off while the stack may still fail, since the rollback would fail with it.
#[test]
fn tables_refuse_to_be_deleted_on_request() {
    assert_eq!(default_of("DeletionProtection"), "false");
    for (name, table) in all_resources() {
        if table["Type"] != "AWS::DynamoDB::Table" {
            continue;
        }
        let is_kept = table["DeletionPolicy"] == "RetainExceptOnCreate";
        let expected = if is_kept { json!({"Fn::If": ["ProtectsTables", true, false]}) } else { Value::Null };
        assert_eq!(table["Properties"]["DeletionProtectionEnabled"], expected, "{name}");
    }
}

/// Two stacks of an account must not affect each other's alarms.
#[test]
fn metrics_are_the_stack_s_own() {
    let namespace = json!({"Fn::Sub": "TraderNotifications/${AWS::StackName}"});
    assert_eq!(of_all_functions()["Environment"]["Variables"]["METRICS_NAMESPACE"], namespace);
    for (name, alarm) in resources("AWS::CloudWatch::Alarm") {
        let is_of_aws = alarm["Namespace"].as_str().is_some_and(|namespace| namespace.starts_with("AWS/"));
        assert!(is_of_aws || alarm["Namespace"] == namespace || alarm.get("Metrics").is_some(), "{name}");
    }
    let dashboard = resources("AWS::CloudWatch::Dashboard").into_values().next().unwrap();
    let body = dashboard["DashboardBody"]["Fn::Sub"].as_str().unwrap();
    assert_eq!(body.matches("\"TraderNotifications\"").count(), 0);
    assert!(body.contains("[\"TraderNotifications/${AWS::StackName}\",\"HandedOverLatency\""));
}

/// An update that delays P0 or dead-letters it is rolled back, if the update's own configuration requests it.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-rollback-triggers.html>
#[test]
fn an_update_can_be_rolled_back_by_alarms() {
    let triggers = section("Outputs")["RollbackTriggers"]["Value"]["Fn::Join"][1].as_array().unwrap();
    assert!((1..=5).contains(&triggers.len()), "CloudFormation takes five");
    let alarms: Vec<_> = triggers.iter().map(crate::template::name).collect();
    for alarm in ["P0LatencyAlarm", "P0DeadLetterAlarm"] {
        assert!(alarms.iter().any(|found| found == alarm), "{alarm}");
    }
    assert!(alarms.iter().all(|alarm| resources("AWS::CloudWatch::Alarm").contains_key(alarm.as_str())));
}
