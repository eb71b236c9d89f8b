//! The settings of the providers, and their feedback.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::Channel;
use lambda::Env;
use lambda::delivery::DeliveryConfig;
use serde_json::{Value, json};

use crate::template::{all_resources, functions, listed, name, number, resources};

/// Returns the functions that send on external channels, each with its channel.
fn senders() -> BTreeMap<&'static str, (Channel, &'static Value)> {
    let external = Channel::ALL.into_iter().filter(|channel| *channel != Channel::Websocket);
    let senders = external.flat_map(|channel| {
        let package = format!("/deliver-{}/", channel.name());
        let of_package =
            move |function: &Value| function["CodeUri"].as_str().is_some_and(|uri| uri.ends_with(&package));
        functions()
            .into_iter()
            .filter(move |(_, function)| of_package(function))
            .map(move |(name, function)| (name, (channel, function)))
    });
    senders.collect()
}

/// Returns the only resource of this type.
fn only(kind: &str) -> (&'static str, &'static Value) {
    let all = resources(kind);
    assert_eq!(all.len(), 1, "{kind}");
    all.into_iter().next().unwrap()
}

fn capitalised(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}

#[test]
fn each_provider_is_called_at_its_own_rate() {
    let senders = senders();
    assert_eq!(senders.len(), 10);
    for (name, (channel, function)) in senders {
        let rate = &function["Environment"]["Variables"]["RATE_PER_SECOND"];
        let parameter = format!("{}PerSecond", capitalised(channel.name()));
        assert_eq!(rate, &json!({"Fn::Sub": format!("${{{parameter}}}")}), "{name}");
        // Half of it is reserved for P0, and the rest must not be zero.
        assert!(number(&json!({"Ref": parameter})) >= 2, "{name}");
    }
}

/// A claim is not taken over while its function may still be sending, and a provider's call that hangs leaves
/// time to record the result.
#[test]
fn a_claim_outlasts_its_function_and_its_function_outlasts_the_provider() {
    for (name, (channel, function)) in senders() {
        let variables = function["Environment"]["Variables"].as_object().unwrap();
        let text = |name: &str| match name {
            "PRIORITY" => variables[name].as_str().unwrap().to_owned(),
            "RATE_PER_SECOND" => "7".to_owned(),
            "CHANNELS" => "push".to_owned(),
            name if name.ends_with("_URL") => "https://example.org".to_owned(),
            name => name.to_owned(),
        };
        let mut all: Vec<_> = variables.keys().map(|name| (name.as_str(), text(name))).collect();
        all.push(("METRICS_NAMESPACE", "Test".to_owned()));
        let env = Env::of(all.iter().map(|(name, value)| (*name, value.as_str())));
        let config = DeliveryConfig::read(&env, channel).unwrap_or_else(|error| panic!("{name}: {error}"));
        let timeout = Duration::from_secs(u64::try_from(number(&function["Timeout"])).unwrap());
        assert!(config.lease() > timeout, "{name}: a claim of {:?} for {timeout:?}", config.lease());
        assert!(config.send_timeout() < timeout, "{name}");
    }
}

/// The readers of each secret. The function that faces the internet cannot read the bot's token.
#[test]
fn each_secret_has_its_readers_and_no_others() {
    let expected = BTreeMap::from([
        ("fcm", BTreeSet::from(["DeliverPushP0", "DeliverPushP1", "DeliverPushP2"])),
        ("telegram", BTreeSet::from(["DeliverTelegramP0", "DeliverTelegramP1", "DeliverTelegramP2"])),
        ("telegram_webhook", BTreeSet::from(["Web"])),
        ("link", BTreeSet::from(["DeliverEmailP0", "DeliverEmailP1", "DeliverEmailP2", "Web"])),
    ]);
    let secrets = BTreeMap::from([
        ("FcmSecret", "fcm"),
        ("TelegramSecret", "telegram"),
        ("TelegramWebhookSecret", "telegram_webhook"),
        ("LinkSecret", "link"),
    ]);
    let secret_of = |reference: &Value| secrets[name(reference).as_str()];
    let mut may_read: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (role, properties) in resources("AWS::IAM::Role") {
        let [policy] = listed(&properties["Policies"]) else { panic!("{role} has not one policy") };
        let statements = listed(&policy["PolicyDocument"]["Statement"]).iter();
        let readings = statements.filter(|statement| {
            listed(&statement["Action"]).iter().any(|action| action.as_str().unwrap().starts_with("secrets"))
        });
        for resource in readings.flat_map(|statement| listed(&statement["Resource"])) {
            may_read.entry(secret_of(resource)).or_default().insert(role.trim_end_matches("Role"));
        }
    }
    let mut are_told: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, function) in functions() {
        let variables = function["Environment"]["Variables"].as_object().unwrap();
        for (_, value) in variables.iter().filter(|(variable, _)| variable.ends_with("_SECRET_ID")) {
            are_told.entry(secret_of(value)).or_default().insert(name.trim_end_matches("Function"));
        }
    }
    assert_eq!(may_read, expected);
    assert_eq!(are_told, expected);
    let all = resources("AWS::SecretsManager::Secret");
    assert!(all.keys().eq(secrets.keys()), "{:?}", all.keys());
    // A resource that outlives its stack also keeps its name: the next stack would find it taken.
    assert!(all["LinkSecret"].get("Name").is_none());
}

/// Bounces and complaints go from SES to the topic and from there to their function; messages that it cannot
/// process are kept.
#[test]
fn what_ses_tells_reaches_its_function() {
    let (set, _) = only("AWS::SES::ConfigurationSet");
    let (topic, _) = only("AWS::SNS::Topic");

    let (_, destination) = only("AWS::SES::ConfigurationSetEventDestination");
    assert_eq!(name(&destination["ConfigurationSetName"]), set);
    let destination = &destination["EventDestination"];
    assert_eq!(destination["Enabled"], true);
    assert_eq!(destination["MatchingEventTypes"], json!(["bounce", "complaint"]));
    assert_eq!(name(&destination["SnsDestination"]["TopicARN"]), topic);

    let (_, policy) = only("AWS::SNS::TopicPolicy");
    assert_eq!(policy["Topics"], json!([{"Ref": topic}]));
    let [statement] = listed(&policy["PolicyDocument"]["Statement"]) else { panic!("not one statement") };
    assert_eq!(statement["Effect"], "Allow");
    assert_eq!(statement["Principal"], json!({"Service": "ses.amazonaws.com"}));
    assert_eq!(statement["Action"], "sns:Publish");
    assert_eq!(statement["Resource"], json!({"Ref": topic}));
    // Only our own account and our own configuration set may publish for SES.
    let set_arn = format!(
        "arn:${{AWS::Partition}}:ses:${{AWS::Region}}:${{AWS::AccountId}}:configuration-set/${{{set}}}"
    );
    assert_eq!(
        statement["Condition"],
        json!({"StringEquals": {"AWS:SourceAccount": {"Ref": "AWS::AccountId"}, "AWS:SourceArn": {"Fn::Sub": set_arn}}})
    );
    // SES tests the topic when the destination is created.
    assert_eq!(all_resources()["EmailEventDestination"]["DependsOn"], "EmailEventsTopicPolicy");

    for (sender, (_, function)) in
        senders().into_iter().filter(|(_, (channel, _))| *channel == Channel::Email)
    {
        assert_eq!(name(&function["Environment"]["Variables"]["CONFIGURATION_SET"]), set, "{sender}");
    }

    let function = functions()["EmailEventsFunction"];
    let events: Vec<_> = function["Events"].as_object().unwrap().values().collect();
    assert_eq!(events, [&json!({"Type": "SNS", "Properties": {"Topic": {"Ref": topic}}})]);
    assert_eq!(function["DeadLetterQueue"]["Type"], "SQS");
    let dead_letters = name(&function["DeadLetterQueue"]["TargetArn"]);
    assert!(resources("AWS::SQS::Queue").contains_key(dead_letters.as_str()));
    // Lambda sends to that queue with the function's role.
    let role = &resources("AWS::IAM::Role")[name(&function["Role"]).as_str()];
    let statements = listed(&role["Policies"][0]["PolicyDocument"]["Statement"]);
    let may_send = statements.iter().any(|statement| {
        statement["Action"] == "sqs:SendMessage" && name(&statement["Resource"]) == dead_letters
    });
    assert!(may_send, "{dead_letters}");
}

/// SES requires both resources.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html>
#[test]
fn an_email_may_be_sent_from_its_identity_with_its_configuration_set() {
    for class in ["P0", "P1", "P2"] {
        let role = resources("AWS::IAM::Role")[format!("DeliverEmail{class}Role").as_str()];
        let statements = listed(&role["Policies"][0]["PolicyDocument"]["Statement"]);
        let sending = statements.iter().find(|statement| statement["Action"] == "ses:SendEmail").unwrap();
        let set = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:configuration-set/";
        assert_eq!(
            sending["Resource"],
            json!([{"Ref": "EmailIdentityArn"}, {"Fn::Sub": format!("{set}${{EmailConfigurationSet}}")}])
        );
    }
}
