//! AWS's own tools with the real template: the SAM CLI validates, packages and deploys it to the
//! emulator's S3 and CloudFormation, with dev binaries, through the command that an operator types.
//!
//! Limits of the emulator: it has no quotas, no SMS sandbox (it does not know
//! `GetSMSSandboxAccountStatus` and `GetSMSAttributes`), no CloudFront in front of the console's
//! bucket, and it never refuses a reservation of concurrency.

// In tests, panics are acceptable.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use domain::UserId;
use local::MiniStack;
use serde_json::{Value, json};
use store::{DynamoStore, Tables};
use synthetic::Device;

const STACK: &str = "deployed";

/// One emulator, and the operator's folder.
struct Operator {
    ministack: MiniStack,
    folder: PathBuf,
}

impl Operator {
    fn start(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let ministack = runtime.block_on(MiniStack::empty(&folder)).unwrap();
        Self { ministack, folder }
    }

    /// Writes the parameters file.
    fn settings(&self, more: &str) -> PathBuf {
        let file = self.folder.join("settings.yaml");
        let gateway = self.ministack.endpoint().replace("http://", "");
        // None of these endpoints is called: a fill on a socket needs no provider.
        let text = format!(
            "parameters:\n  LocalGateway: {gateway}\n  JwtIssuer: https://id.exchange.example\n  JwtAudience: traders\n  \
             JwksUrl: http://127.0.0.1:9/jwks.json\n  FcmProjectId: none\n  FcmEndpoint: http://127.0.0.1:9\n  \
             TelegramBotName: none\n  TelegramEndpoint: http://127.0.0.1:9\n  EmailSenderName: The \"Exchange\" & Co.\n  \
             EmailSenderAddress: alerts@exchange.example\n  EmailIdentityArn: '*'\n  TickShards: 1\n  \
             RouteP0Concurrency: 10\n  RouteConcurrency: 5\n  DeliverP0Concurrency: 5\n  DeliverConcurrency: 5\n{more}"
        );
        std::fs::write(&file, text).unwrap();
        file
    }

    fn deploy(&self, arguments: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_deploy")).args(arguments).output().unwrap()
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("AWS_ENDPOINT_URL", self.ministack.endpoint())
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("AWS_REGION", "us-east-1")
            .env("AWS_DEFAULT_REGION", "us-east-1")
            .env("SAM_CLI_TELEMETRY", "0")
            .stdin(Stdio::null());
        command
    }
}

/// Returns the output of a command, for the message of a failed test.
fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}\n{}", text(&output.stderr), text(&output.stdout))
}

#[test]
fn the_sam_cli_deploys_the_template_and_a_fill_comes_through() {
    let operator = Operator::start("deployment");
    std::fs::write(operator.folder.join("fcm.json"), r#"{"client_email":"a@b","private_key":"planted"}"#)
        .unwrap();
    let settings = operator.settings("secrets:\n  fcm: fcm.json\n");
    let settings = settings.to_str().unwrap();
    let up = ["up", "--dev-binaries", "--stack", STACK, "--parameters", settings];

    let first = operator.deploy(&up);
    assert_eq!(first.status.code(), Some(0), "{}", told(&first));
    let printed = told(&first);
    for expected in [
        "deployed: deployed",
        "secret deployed/fcm: set",
        "WebSocket          ws://",
        "P0 events",
        "rejected events",
    ] {
        assert!(printed.contains(expected), "{expected} is not printed:\n{printed}");
    }
    assert!(!printed.contains("planted"), "a secret is printed:\n{printed}");

    let smoke = operator.deploy(&["smoke", "--stack", STACK, "--within", "10000"]);
    assert_eq!(smoke.status.code(), Some(0), "{}", told(&smoke));
    assert!(told(&smoke).contains("ok: "), "{}", told(&smoke));
    let late = operator.deploy(&["smoke", "--stack", STACK, "--within", "0"]);
    assert_eq!(late.status.code(), Some(1), "{}", told(&late));
    assert!(told(&late).contains("late: "), "{}", told(&late));

    bears_load(&operator, &printed);
    drills(&operator);

    let second = operator.deploy(&up);
    assert_eq!(second.status.code(), Some(0), "{}", told(&second));
    let printed = told(&second);
    assert!(printed.contains("no changes: the stack was up to date"), "{printed}");
    assert!(printed.contains("secret deployed/fcm: has this value already"), "{printed}");
}

/// Returns the figure of this name in the report of a load test.
fn figure(report: &str, what: &str) -> String {
    let line = report.lines().find_map(|line| line.trim().strip_prefix(what)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("nothing is said of {what}:\n{report}")).trim().to_owned()
}

/// Runs a small load on the deployed stack, which loses nothing, and one on a stack whose queue
/// delays every message.
fn bears_load(operator: &Operator, outputs: &str) {
    let load = ["load", "--stack", STACK, "--users", "3", "--rate", "15", "--seconds", "2"];
    let refused = operator.deploy(&load);
    assert_eq!(refused.status.code(), Some(1), "{}", told(&refused));
    assert!(told(&refused).contains("up to US$0.01") && told(&refused).contains("no load was generated"));

    let made = operator.deploy(&[&load[..], &["--yes"]].concat());
    let report = told(&made);
    assert_eq!(made.status.code(), Some(0), "{report}");
    for (what, expected) in [("published", "30"), ("came", "30"), ("lost", "0")] {
        assert_eq!(figure(&report, what), expected, "{what}:\n{report}");
    }
    assert!(figure(&report, "from publishing to the socket, p99").ends_with(" ms"), "{report}");
    // Delivery is at least once: on a busy machine a message may return to its queue.
    assert!(figure(&report, "duplicates").parse::<u64>().unwrap() < 30, "{report}");

    let queue = outputs.lines().find_map(|line| line.trim().strip_prefix("P0 events")).unwrap().trim();
    delay(operator, queue, "900");
    let held =
        operator.deploy(&[&load[..], &["--event", "position_liquidated", "--wait", "1", "--yes"]].concat());
    let report = told(&held);
    assert_eq!(held.status.code(), Some(1), "{report}");
    assert_eq!(
        (figure(&report, "came"), figure(&report, "lost")),
        ("0".to_owned(), "30".to_owned()),
        "{report}"
    );
    delay(operator, queue, "0");
}

/// Drills a user who acks on a WebSocket and one without a contact; only the second would have slept. Reads
/// the result again.
fn drills(operator: &Operator) {
    let users = |name: &str, text: &str| {
        let file = operator.folder.join(name);
        std::fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let both = users("both-users", "# on call\nu-awake\nu-asleep\n\nu-awake\n");
    let refused = operator.deploy(&["drill", "--stack", STACK, "--users", &both]);
    let printed = told(&refused);
    assert_eq!(refused.status.code(), Some(1), "{printed}");
    assert!(printed.contains("goes to 2 users") && printed.contains("nothing was sent"), "{printed}");
    let faulty = users("faulty-users", "u-awake\nu asleep\n");
    let refused = operator.deploy(&["drill", "--stack", STACK, "--users", &faulty, "--yes"]);
    assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
    assert!(told(&refused).contains("line 2: "), "{}", told(&refused));

    let file = operator.folder.join("drill.json");
    let mut command = operator.command(env!("CARGO_BIN_EXE_deploy"));
    command.args(["drill", "--stack", STACK, "--users", &both, "--yes", "--wait", "20", "--json"]).arg(&file);
    let made = while_awake(operator, &mut command);
    let printed = told(&made);
    assert_eq!(made.status.code(), Some(1), "{printed}");
    for (what, expected) in
        [("users", "2"), ("routed", "2"), ("reached", "1"), ("seen", "1"), ("would have slept", "1")]
    {
        assert_eq!(figure(&printed, what), expected, "{what}:\n{printed}");
    }
    assert!(
        printed.contains("would have slept: u-asleep: push no_contact; telegram no_contact"),
        "{printed}"
    );
    let document: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let [awake, asleep] = [0, 1].map(|index| &document["users"][index]);
    assert_eq!((&awake["userId"], &awake["verdict"]), (&json!("u-awake"), &json!("woken")), "{awake}");
    assert_eq!(awake["seen"]["channel"], "websocket", "{awake}");
    assert!(awake["deliveries"][0]["acceptedAfterMs"].is_u64(), "{awake}");
    assert_eq!((&asleep["userId"], &asleep["verdict"]), (&json!("u-asleep"), &json!("not_reached")));

    let id = document["drillId"].as_str().unwrap();
    let again = |users: &str| operator.deploy(&["drill", "--stack", STACK, "--users", users, "--drill", id]);
    let read = again(&both);
    assert_eq!(read.status.code(), Some(1), "{}", told(&read));
    assert_eq!(figure(&told(&read), "seen"), "1", "{}", told(&read));
    let read = again(&users("awake-user", "u-awake\n"));
    assert_eq!(read.status.code(), Some(0), "{}", told(&read));
    assert!(told(&read).contains("ok: every user would have been woken"), "{}", told(&read));
}

/// Runs the command of a drill while the user `u-awake` has a WebSocket, and acks the test there.
fn while_awake(operator: &Operator, drill: &mut Command) -> Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let endpoint = operator.ministack.endpoint();
        let (outputs, _) = local::deploy::outputs(&local::Aws::new(&endpoint).unwrap(), STACK).await.unwrap();
        let table = |output: &str| outputs[output].clone();
        let tables = Tables {
            recipients: table("RecipientsTableName"),
            inbox: table("InboxTableName"),
            tickets: table("TicketsTableName"),
            allowances: table("AllowancesTableName"),
            schedule: table("ScheduleTableName"),
            alerts: table("AlertsTableName"),
            broadcasts: table("BroadcastsTableName"),
        };
        let store = DynamoStore::new(local::Access::local(&endpoint).dynamodb(), tables);
        let user = UserId::parse("u-awake").unwrap();
        let ticket = synthetic::issue(&store, &user, Duration::from_mins(5)).await.unwrap();
        let mut device = Device::connect(&outputs["WebSocketUrl"], &ticket).await.unwrap();
        device.request(json!({"action": "hello"})).await.unwrap();

        let running = drill.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let acked = async {
            loop {
                let frame = device.next().await.unwrap();
                if frame["event"] == "delivery_test" {
                    let ack = json!({"action": "ack", "ids": [frame["id"]]});
                    return device.request(ack).await.unwrap();
                }
            }
        };
        let acked = tokio::time::timeout(Duration::from_mins(1), acked).await;
        let output = running.wait_with_output().unwrap();
        acked.unwrap_or_else(|_| panic!("the test did not come: {}", told(&output)));
        output
    })
}

/// Sets the delivery delay of a queue, in seconds.
fn delay(operator: &Operator, queue: &str, seconds: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let aws = local::Aws::new(&operator.ministack.endpoint()).unwrap();
    let parameters =
        [("QueueUrl", queue), ("Attribute.1.Name", "DelaySeconds"), ("Attribute.1.Value", seconds)];
    runtime.block_on(aws.query("sqs", "2012-11-05", "SetQueueAttributes", &parameters)).unwrap();
}

/// Checks that each action of each policy exists and acts on the resources of its statement, and
/// that mistakes are found.
fn judges_policies(operator: &Operator, template: &serde_json::Value) {
    let python = local::root().join("target/deploy-venv/bin/python");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("lint_policies.py");
    let judge = |template: &serde_json::Value| {
        let file = operator.folder.join("policies.json");
        std::fs::write(&file, template.to_string()).unwrap();
        operator.command(&python).arg("-I").arg(&script).arg(&file).output().unwrap()
    };
    let right = judge(template);
    assert_eq!(right.status.code(), Some(0), "{}", told(&right));

    // Mistakes, each in a statement of its own.
    let get_att = |name: &str| json!({"Fn::GetAtt": [name, "Arn"]});
    let mistakes = [
        ("CanaryRole", "PublishFill", "Action", json!("sqs:SendMesage"), "'sendmesage' is none"),
        (
            "CheckFeedsRole",
            "PublishHealth",
            "Action",
            json!(["sqs:SendMessage", "sqqs:Send"]),
            "'sqqs' is none",
        ),
        (
            "EscalateRole",
            "WaitForNextStep",
            "Action",
            json!("dynamodb:PutItem"),
            "PutItem' requires a resource of",
        ),
        (
            "ReleaseRole",
            "PublishReport",
            "Resource",
            get_att("InboxTable"),
            "SendMessage' requires a resource of",
        ),
        (
            "FireAlertsRole",
            "PublishFirings",
            "Resource",
            json!([get_att("P1Queue"), get_att("InboxTable")]),
            "SendMessage' requires a resource of",
        ),
    ];
    let mut wrong = template.clone();
    for (role, sid, field, value, _) in &mistakes {
        let policy = &mut wrong["Resources"][role]["Properties"]["Policies"][0]["PolicyDocument"];
        let statements = policy["Statement"].as_array_mut().unwrap();
        statements.iter_mut().find(|statement| statement["Sid"] == *sid).unwrap()[field] = value.clone();
    }
    let judged = judge(&wrong);
    assert_eq!(judged.status.code(), Some(1), "{}", told(&judged));
    let printed = String::from_utf8(judged.stdout).unwrap();
    for (role, sid, _, _, fault) in mistakes {
        let is_found = |line: &&str| line.contains(role) && line.contains(sid) && line.contains(fault);
        assert_eq!(printed.lines().filter(is_found).count(), 1, "{role}, {sid}:\n{printed}");
    }
    // One more line has the number of findings.
    assert_eq!(printed.lines().count(), 6, "{printed}");
}

#[test]
fn the_sam_cli_finds_the_template_valid() {
    let operator = Operator::start("validation");
    // Installs the tools, if they are not installed yet.
    let packaged = operator.folder.join("package/template.json");
    let output = operator.deploy(&["package", "--dev-binaries", "--out", packaged.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let text = std::fs::read_to_string(&packaged).unwrap();
    for left in ["Fn::ForEach", "AWS::Serverless", "\"Transform\""] {
        assert!(!text.contains(left), "{left} is left in the packaged template");
    }
    // A parameter stays a reference, and is not replaced by its default.
    assert!(text.contains(r#""Ref": "RouteP0Concurrency""#), "parameters are resolved");
    // The limit for a template passed by URL:
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    assert!(text.len() < 1_000_000, "CloudFormation takes 1 MB, and the template has {} bytes", text.len());
    let template: serde_json::Value = serde_json::from_str(&text).unwrap();
    judges_policies(&operator, &template);
    let code = operator.folder.join("package/code");
    for (name, resource) in template["Resources"].as_object().unwrap() {
        if resource["Type"] == "AWS::Lambda::Function" {
            let key = resource["Properties"]["Code"]["S3Key"]["Fn::Sub"].as_str().unwrap();
            let file = code.join(key.strip_prefix("${CodePrefix}").unwrap());
            assert!(file.exists(), "the code of {name} is not there: {}", file.display());
        }
    }

    let sam = local::root().join("target/deploy-venv/bin/sam");
    let lint = local::root().join("target/deploy-venv/bin/cfn-lint");
    let template = local::root().join("infra/template.yaml");
    let validate = |arguments: &[&str]| {
        let mut command = operator.command(&sam);
        let output =
            command.arg("validate").args(arguments).arg("--template").arg(&template).output().unwrap();
        assert!(output.status.success(), "sam validate {arguments:?}: {}", told(&output));
    };
    validate(&["--lint"]);
    validate(&["--language-extensions"]);
    let output = operator
        .command(&lint)
        .args(["-r", "us-east-1", "--ignore-checks", "W", "--"])
        .arg(&packaged)
        .output()
        .unwrap();
    assert!(output.status.success(), "cfn-lint of the packaged template: {}", told(&output));
}
