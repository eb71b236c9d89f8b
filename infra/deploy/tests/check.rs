//! `cargo deploy check` against recorded responses of a new account, of one that is ready, and of
//! one that denies the reads.

// In tests, panics are acceptable.
#![allow(clippy::unwrap_used)]

mod stub;

use std::path::PathBuf;
use std::process::{Command, Output};

use stub::{Answers, Stub};

/// The responses of a new account, as AWS documents them for each call.
const NEW: Answers = &[
    ("GetCallerIdentity", 200, IDENTITY),
    (
        "GET /2016-08-19/account-settings/",
        200,
        r#"{"AccountLimit":{"ConcurrentExecutions":10,"UnreservedConcurrentExecutions":10}}"#,
    ),
    (
        "GET /account",
        200,
        r#"{"throttleSettings":{"burstLimit":1250,"rateLimit":2500.0},"features":["UsagePlans"]}"#,
    ),
    ("DescribeLimits", 200, r#"{"TableMaxReadCapacityUnits":10000,"TableMaxWriteCapacityUnits":10000}"#),
    (
        "GET /v2/email/account",
        200,
        r#"{"EnforcementStatus":"HEALTHY","ProductionAccessEnabled":false,"SendingEnabled":true,
            "SendQuota":{"Max24HourSend":200.0,"MaxSendRate":1.0,"SentLast24Hours":0.0}}"#,
    ),
    ("GET /v2/email/identities/alerts%40exchange.example", 404, r#"{"message":"not found"}"#),
    ("GET /v2/email/identities/exchange.example", 404, r#"{"message":"not found"}"#),
    (
        "GetSMSSandboxAccountStatus",
        200,
        "<R><GetSMSSandboxAccountStatusResult><IsInSandbox>true</IsInSandbox></GetSMSSandboxAccountStatusResult></R>",
    ),
    ("GetSMSAttributes", 200, "<R><GetSMSAttributesResult><attributes/></GetSMSAttributesResult></R>"),
    (
        "GetMetricStatistics",
        200,
        "<R><GetMetricStatisticsResult><Datapoints/></GetMetricStatisticsResult></R>",
    ),
    (
        "DescribeStacks",
        200,
        "<R><Stacks><member><StackStatus>ROLLBACK_COMPLETE</StackStatus></member></Stacks></R>",
    ),
    ("ListSecrets", 200, r#"{"SecretList":[{"Name":"notifications/link"},{"Name":"notifications-2/link"}]}"#),
    ("DescribeLogGroups", 200, r#"{"logGroups":[{"logGroupName":"/aws/lambda/notifications/Web"}]}"#),
    ("ListTables", 200, r#"{"TableNames":["another","notifications-InboxTable-1A2B"]}"#),
    ("ListStreams", 200, r#"{"StreamNames":["notifications-TickStream-1A2B"],"HasMoreStreams":false}"#),
];

const READY: Answers = &[
    ("GetCallerIdentity", 200, IDENTITY),
    (
        "GET /2016-08-19/account-settings/",
        200,
        r#"{"AccountLimit":{"ConcurrentExecutions":1000,"UnreservedConcurrentExecutions":1000}}"#,
    ),
    (
        "GET /account",
        200,
        r#"{"cloudwatchRoleArn":"arn:aws:iam::123456789012:role/logs","throttleSettings":{"burstLimit":5000,"rateLimit":10000.0}}"#,
    ),
    ("DescribeLimits", 200, r#"{"TableMaxReadCapacityUnits":40000,"TableMaxWriteCapacityUnits":40000}"#),
    (
        "GET /v2/email/account",
        200,
        r#"{"EnforcementStatus":"HEALTHY","ProductionAccessEnabled":true,"SendingEnabled":true,
            "SendQuota":{"Max24HourSend":500000.0,"MaxSendRate":100.0,"SentLast24Hours":1234.0}}"#,
    ),
    // The address is verified by its domain.
    ("GET /v2/email/identities/alerts%40exchange.example", 404, r#"{"message":"not found"}"#),
    (
        "GET /v2/email/identities/exchange.example",
        200,
        r#"{"IdentityType":"DOMAIN","VerifiedForSendingStatus":true}"#,
    ),
    (
        "GetSMSSandboxAccountStatus",
        200,
        "<R><GetSMSSandboxAccountStatusResult><IsInSandbox>false</IsInSandbox></GetSMSSandboxAccountStatusResult></R>",
    ),
    (
        "GetSMSAttributes",
        200,
        "<R><GetSMSAttributesResult><attributes><entry><key>DefaultSMSType</key><value>Transactional</value></entry>\
         <entry><key>MonthlySpendLimit</key><value>500</value></entry></attributes></GetSMSAttributesResult></R>",
    ),
    (
        "GetMetricStatistics",
        200,
        "<R><GetMetricStatisticsResult><Datapoints><member><Maximum>12.5</Maximum></member></Datapoints></GetMetricStatisticsResult></R>",
    ),
    (
        "DescribeStacks",
        400,
        "<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack with id notifications does not exist</Message></Error></ErrorResponse>",
    ),
    ("ListSecrets", 200, r#"{"SecretList":[]}"#),
    ("DescribeLogGroups", 200, r#"{"logGroups":[]}"#),
    ("ListTables", 200, r#"{"TableNames":["another"]}"#),
    ("ListStreams", 200, r#"{"StreamNames":[],"HasMoreStreams":false}"#),
];

const IDENTITY: &str =
    "<R><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></R>";

/// Runs `cargo deploy check` against the stub, as an operator would.
fn check(stub: &Stub, parameters: &str, arguments: &[&str]) -> Output {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(format!("check-{}.yaml", stub.port()));
    std::fs::write(&file, parameters).unwrap();
    Command::new(env!("CARGO_BIN_EXE_deploy"))
        .arg("check")
        .args(arguments)
        .arg("--parameters")
        .arg(&file)
        .env_clear()
        .env("AWS_ENDPOINT_URL", stub.url())
        .env("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "planted-secret")
        .env("AWS_REGION", "eu-central-1")
        .output()
        .unwrap()
}

const SENDER: &str = "{EmailSenderAddress: alerts@exchange.example, ReserveP0Concurrency: 'true', RouteP0Concurrency: 50, DeliverP0Concurrency: 20, EmailPerSecond: 14}";

/// Returns the lines of the table under a heading that begins like this.
fn section<'a>(table: &'a str, heading: &str) -> Vec<&'a str> {
    let from = table.lines().skip_while(|line| !line.starts_with(heading)).skip(1);
    from.take_while(|line| !line.is_empty()).collect()
}

#[test]
fn a_new_account_gets_all_its_blockers() {
    let stub = Stub::start(NEW);
    let output = check(&stub, &format!("parameters: {SENDER}"), &[]);
    let table = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{table}");
    assert!(table.contains("account 123456789012, region eu-central-1, stack notifications"), "{table}");

    let deployment = section(&table, "BLOCKER: a deployment").join("\n");
    for told in [
        "10 in all, 10 unreserved: the parameters reserve 150, and 10 must stay unreserved",
        "--quota-code L-B99A9384",
        "notifications is ROLLBACK_COMPLETE",
        "aws cloudformation delete-stack --stack-name notifications --region eu-central-1",
        "notifications/link",
        "aws secretsmanager delete-secret",
        "/aws/lambda/notifications/Web",
    ] {
        assert!(deployment.contains(told), "{told} is not told of:\n{table}");
    }
    // This one belongs to another stack.
    assert!(!table.contains("notifications-2/link"), "{table}");

    let delivery = section(&table, "BLOCKER: traders").join("\n");
    for told in [
        "the account is in the sandbox: only verified addresses",
        "put-account-details",
        "neither alerts@exchange.example nor exchange.example is an identity of SES",
        "create-email-identity --email-identity exchange.example",
        "only verified numbers get SMS",
    ] {
        assert!(delivery.contains(told), "{told} is not told of:\n{table}");
    }

    let warnings = section(&table, "WARNING").join("\n");
    for told in [
        "1 per second, and EmailPerSecond=14",
        "US$0 spent this month, of US$1 at most: little is left",
        "2500 per second for all APIs",
        "a table takes 10000 reads and 10000 writes",
        "notifications-InboxTable-1A2B",
        "notifications-TickStream-1A2B",
    ] {
        assert!(warnings.contains(told), "{told} is not told of:\n{table}");
    }
    assert!(!table.contains("planted"), "{table}");
}

#[test]
fn an_account_that_is_ready_is_fine() {
    let stub = Stub::start(READY);
    let output = check(&stub, &format!("parameters: {SENDER}"), &[]);
    let table = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{table}");
    for heading in ["BLOCKER", "WARNING", "NOT READ"] {
        assert!(!table.contains(heading), "{table}");
    }
    let fine = section(&table, "OK").join("\n");
    for told in [
        "1000 in all",
        "exchange.example is verified",
        "US$12.5 spent this month, of US$500 at most",
        "does not exist yet",
    ] {
        assert!(fine.contains(told), "{told} is not told of:\n{table}");
    }
}

#[test]
fn an_unused_channel_is_no_blocker() {
    let stub = Stub::start(NEW);
    let output = check(
        &stub,
        "parameters: {Channels: 'push,telegram', ReserveP0Concurrency: 'false'}",
        &["--stack", "other"],
    );
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(!table.contains("SES") && !table.contains("SMS"), "{table}");
    assert!(section(&table, "BLOCKER: traders").is_empty(), "{table}");
    // Concurrency no longer blocks; the stack and its log groups still do.
    assert!(!section(&table, "BLOCKER: a deployment").join("\n").contains("Lambda concurrency"), "{table}");
    assert!(section(&table, "WARNING").join("\n").contains("10 in all for every function"), "{table}");
}

#[test]
fn access_logs_without_the_accounts_role_are_a_blocker() {
    let stub = Stub::start(NEW);
    let output = check(&stub, "parameters: {WebSocketAccessLogs: 'true'}", &[]);
    let table = String::from_utf8(output.stdout).unwrap();
    let blockers = section(&table, "BLOCKER: a deployment").join("\n");
    assert!(blockers.contains("WebSocketAccessLogs=true, and the account has no role"), "{table}");
    assert!(blockers.contains("aws apigateway update-account"), "{table}");
}

#[test]
fn what_may_not_be_read_is_shown_as_such() {
    let stack = READY.iter().find(|(call, ..)| *call == "DescribeStacks").unwrap();
    let denied: Vec<_> = READY
        .iter()
        .map(|&(call, status, body)| match call {
            "GetCallerIdentity" => (call, status, body),
            // These carry the code in the header x-amzn-errortype alone, as REST-JSON services do.
            call if call.starts_with("GET ") => (call, 403, r#"{"Message":"no"}"#),
            "DescribeStacks" | "GetSMSSandboxAccountStatus" | "GetSMSAttributes" | "GetMetricStatistics" => {
                (call, 403, "<R><Error><Code>AccessDenied</Code><Message>no</Message></Error></R>")
            }
            call => (call, 400, r#"{"__type":"com.amazonaws.x#AccessDeniedException","Message":"no"}"#),
        })
        .collect();
    let stub = Stub::start(&denied);
    let output = check(&stub, &format!("parameters: {SENDER}"), &[]);
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.contains("cannot be read (needs cloudformation:DescribeStacks)"), "{table}");
    // If the stack cannot be read, resources with its name may belong to it.
    assert!(!table.contains("Remains"), "{table}");

    let mut denied = denied;
    denied.retain(|(call, ..)| *call != "DescribeStacks");
    denied.push(*stack);
    let stub = Stub::start(&denied);
    let output = check(&stub, &format!("parameters: {SENDER}"), &[]);
    let table = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{table}");
    let unread = section(&table, "NOT READ").join("\n");
    for action in [
        "lambda:GetAccountSettings",
        "apigateway:GET on /account",
        "dynamodb:DescribeLimits",
        "ses:GetAccount",
        "ses:GetEmailIdentity",
        "sns:GetSMSSandboxAccountStatus",
        "sns:GetSMSAttributes",
        "secretsmanager:ListSecrets",
        "logs:DescribeLogGroups",
        "dynamodb:ListTables",
        "kinesis:ListStreams",
    ] {
        assert!(
            unread.contains(&format!("cannot be read (needs {action})")),
            "{action} is not named:\n{table}"
        );
    }
}

#[test]
fn credentials_that_are_not_accepted_and_wrong_usage_end_with_2() {
    let refused: Answers = &[(
        "GetCallerIdentity",
        403,
        "<R><Error><Code>InvalidClientTokenId</Code><Message>The security token included in the request is invalid.</Message></Error></R>",
    )];
    let stub = Stub::start(refused);
    let output = check(&stub, "parameters: {}", &[]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("AWS does not accept the credentials: InvalidClientTokenId"), "{told}");
    assert!(!told.contains("planted"), "{told}");

    let output = check(&stub, "parameters: {JwtIsuer: x}", &[]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("the template has no parameter JwtIsuer"), "{told}");

    let output = check(&stub, "parameters: {}", &["--regoin", "x"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn every_call_is_signed_for_its_service_and_region() {
    let stub = Stub::start(READY);
    check(&stub, &format!("parameters: {SENDER}"), &["--region", "ap-southeast-1"]);
    let scopes = stub.scopes();
    for service in [
        "sts",
        "lambda",
        "apigateway",
        "dynamodb",
        "ses",
        "sns",
        "monitoring",
        "cloudformation",
        "secretsmanager",
        "logs",
        "kinesis",
    ] {
        let scope = format!("/ap-southeast-1/{service}/aws4_request");
        assert!(
            scopes.iter().any(|found| found.contains(&scope)),
            "nothing was signed for {scope}: {scopes:?}"
        );
    }
}

/// The emulator's sockets have no TLS, and those of AWS accept nothing else: a handshake with a
/// server without TLS must fail as a failed step, and not because of missing roots or a missing
/// crypto provider.
#[test]
fn smoke_begins_tls_with_a_socket_of_aws() {
    let plain = Stub::start(&[]);
    let tables = ["Recipients", "Inbox", "Tickets", "Allowances", "Schedule", "Alerts", "Broadcasts"];
    let socket = format!("{}/live", plain.url().replace("http://", "wss://"));
    let queue = || format!("{}/queue", plain.url());
    let outputs: String = tables
        .map(|name| (format!("{name}TableName"), "t".to_owned()))
        .into_iter()
        .chain(["P0", "P1", "P2"].map(|class| (format!("{class}QueueUrl"), queue())))
        .chain([
            ("WebSocketUrl".to_owned(), socket),
            ("HttpUrl".to_owned(), plain.url()),
            ("SyntheticUserId".to_owned(), "canary-1".to_owned()),
        ])
        .map(|(key, value)| {
            format!("<member><OutputKey>{key}</OutputKey><OutputValue>{value}</OutputValue></member>")
        })
        .collect::<Vec<_>>()
        .concat();
    let described = format!("<R><Stacks><member><Outputs>{outputs}</Outputs></member></Stacks></R>");
    let stub = Stub::start(&[
        ("GetCallerIdentity", 200, IDENTITY),
        ("DescribeStacks", 200, described.leak()),
        ("PutItem", 200, "{}"),
    ]);
    let output = Command::new(env!("CARGO_BIN_EXE_deploy"))
        .arg("smoke")
        .env_clear()
        .env("AWS_ENDPOINT_URL", stub.url())
        .env("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "planted-secret")
        .env("AWS_REGION", "eu-central-1")
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    // The error of a TLS client for a response that is not TLS.
    assert!(told.contains("/live cannot be opened") && told.contains("InvalidContentType"), "{told}");
    assert!(!told.contains("ticket="), "{told}");
}
