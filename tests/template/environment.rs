//! Every function is told what it reads, and nothing else.
//!
//! Each function's own `config.rs` reads the variables here: one whose absence changes nothing is one that
//! nobody reads, and an environment that the template does not fill is refused.

use std::collections::{BTreeMap, BTreeSet};

use lambda::{Env, EnvError};
use serde_json::Value;

use crate::template::{functions, of_all_functions};

/// Reads the environment as the function of this package does; answers the parts of what it understood, in an
/// order of their own, since a hash map shows its entries in any.
fn read(package: &str, variables: &BTreeMap<&str, String>) -> Result<Vec<String>, EnvError> {
    macro_rules! configs {
        ($($package:literal: $module:ident),+ $(,)?) => {
            match package {
                $($package => $module::Config::read(&env(variables)).map(|config| parts(&config)),)+
                other => panic!("the test does not know {other}"),
            }
        };
    }
    configs!(
        "canary": canary,
        "check-feeds": check_feeds,
        "deliver-email": deliver_email,
        "deliver-push": deliver_push,
        "deliver-sms": deliver_sms,
        "deliver-telegram": deliver_telegram,
        "deliver-websocket": deliver_websocket,
        "email-events": email_events,
        "escalate": escalate,
        "fire-alerts": fire_alerts,
        "release": release,
        "route": route,
        "socket-authorize": socket_authorize,
        "socket-command": socket_command,
        "socket-connect": socket_connect,
        "socket-disconnect": socket_disconnect,
        "sync-profile": sync_profile,
        "watch-prices": watch_prices,
        "web": web,
    )
}

fn parts(config: &impl std::fmt::Debug) -> Vec<String> {
    let shown = format!("{config:?}");
    let mut parts: Vec<_> =
        shown.split([',', '(', ')', '{', '}']).map(|part| part.trim().to_owned()).collect();
    parts.sort_unstable();
    parts
}

fn env(variables: &BTreeMap<&str, String>) -> Env {
    Env::of(variables.iter().map(|(name, value)| (*name, value.as_str())))
}

#[allow(dead_code)]
#[path = "../../functions/canary/src/config.rs"]
pub(crate) mod canary;
#[allow(dead_code)]
#[path = "../../functions/check-feeds/src/config.rs"]
mod check_feeds;
#[allow(dead_code)]
#[path = "../../functions/deliver-email/src/config.rs"]
mod deliver_email;
#[allow(dead_code)]
#[path = "../../functions/deliver-push/src/config.rs"]
mod deliver_push;
#[allow(dead_code)]
#[path = "../../functions/deliver-sms/src/config.rs"]
mod deliver_sms;
#[allow(dead_code)]
#[path = "../../functions/deliver-telegram/src/config.rs"]
mod deliver_telegram;
#[allow(dead_code)]
#[path = "../../functions/deliver-websocket/src/config.rs"]
mod deliver_websocket;
#[allow(dead_code)]
#[path = "../../functions/email-events/src/config.rs"]
mod email_events;
#[allow(dead_code)]
#[path = "../../functions/escalate/src/config.rs"]
mod escalate;
#[allow(dead_code)]
#[path = "../../functions/fire-alerts/src/config.rs"]
mod fire_alerts;
#[allow(dead_code)]
#[path = "../../functions/release/src/config.rs"]
mod release;
#[allow(dead_code)]
#[path = "../../functions/route/src/config.rs"]
mod route;
#[allow(dead_code)]
#[path = "../../functions/socket-authorize/src/config.rs"]
mod socket_authorize;
#[allow(dead_code)]
#[path = "../../functions/socket-command/src/config.rs"]
mod socket_command;
#[allow(dead_code)]
#[path = "../../functions/socket-connect/src/config.rs"]
mod socket_connect;
#[allow(dead_code)]
#[path = "../../functions/socket-disconnect/src/config.rs"]
mod socket_disconnect;
#[allow(dead_code)]
#[path = "../../functions/sync-profile/src/config.rs"]
mod sync_profile;
#[allow(dead_code)]
#[path = "../../functions/watch-prices/src/config.rs"]
mod watch_prices;
#[allow(dead_code)]
#[path = "../../functions/web/src/config.rs"]
mod web;

/// What the template sets for all functions, and what for this one.
fn variables(function: &Value) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let names = |of: &'static Value| {
        of["Environment"]["Variables"].as_object().unwrap().keys().map(String::as_str).collect()
    };
    (names(of_all_functions()), {
        let own = function["Environment"]["Variables"].as_object().unwrap();
        own.keys().map(String::as_str).collect()
    })
}

/// A value that its reader takes, and that no other variable has.
fn sample(function: &Value, name: &str) -> String {
    match name {
        "PRIORITY" => function["Environment"]["Variables"][name].as_str().unwrap().to_owned(),
        "JWT_ALGORITHM" => "RS256".to_owned(),
        "TOKEN_GRACE_SECONDS" | "STALE_AFTER_SECONDS" => "60".to_owned(),
        "SOCKET_URL" => format!("wss://example.org/{name}"),
        "RATE_PER_SECOND" => "7".to_owned(),
        "MAX_TOKEN_LIFETIME_HOURS" => "25".to_owned(),
        "CHANNELS" => "push,sms".to_owned(),
        "EMAIL_SENDER_ADDRESS" => "sender@example.org".to_owned(),
        "SMS_COUNTRIES" => "DE,AT".to_owned(),
        "SMS_SENDER_ID" => "Exchange".to_owned(),
        name if name.ends_with("_URL") || name.ends_with("_ENDPOINT") => {
            format!("https://example.org/{name}")
        }
        name => name.to_owned(),
    }
}

fn package(function: &Value) -> &str {
    function["CodeUri"].as_str().unwrap().trim_end_matches('/').rsplit('/').next().unwrap()
}

#[test]
fn each_function_can_read_its_environment_and_reads_all_of_its_own() {
    let mut read_by_somebody = BTreeSet::from(["LOG_LEVEL"]);
    for (name, function) in functions() {
        let (common, own) = variables(function);
        let all: BTreeMap<_, _> =
            common.union(&own).map(|variable| (*variable, sample(function, variable))).collect();
        let understood = read(package(function), &all).unwrap_or_else(|error| panic!("{name}: {error}"));
        for variable in all.keys() {
            let mut fewer = all.clone();
            fewer.remove(variable);
            let is_read = read(package(function), &fewer).as_ref() != Ok(&understood);
            if is_read {
                read_by_somebody.insert(variable);
            } else {
                assert!(common.contains(variable), "{name} does not read {variable}");
            }
        }
    }
    let (common, _) = variables(functions().into_values().next().unwrap());
    assert!(common.is_subset(&read_by_somebody), "nobody reads one of {common:?}");
}

/// The logs are set up before any function's own environment is read.
#[test]
fn the_log_level_is_read_for_all() {
    let telemetry = local::root().join("shared/lambda/src/telemetry.rs");
    assert!(std::fs::read_to_string(telemetry).unwrap().contains("env.optional(\"LOG_LEVEL\")"));
}

#[test]
fn a_value_is_never_a_bare_number() {
    for (name, function) in functions() {
        for (variable, value) in function["Environment"]["Variables"].as_object().unwrap() {
            assert!(!value.is_number() && !value.is_boolean(), "{name}: {variable} must be quoted");
        }
    }
}

/// A function's clients, its timeout and its class belong together; the functions of one package differ in
/// nothing but these.
#[test]
fn functions_of_one_package_read_the_same() {
    let mut by_package: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (name, function) in functions() {
        by_package.entry(package(function)).or_default().push((name, function));
    }
    for (name, function) in by_package.values().flatten() {
        if let Some(priority) = function["Environment"]["Variables"]["PRIORITY"].as_str() {
            assert!(name.ends_with(&format!("{priority}Function")), "{name} serves {priority}");
        }
    }
    let classes = |package: &str| by_package[package].len();
    assert_eq!((classes("route"), classes("deliver-websocket"), classes("deliver-sms")), (3, 2, 1));
    for package in ["deliver-push", "deliver-telegram", "deliver-email"] {
        assert_eq!(classes(package), 3, "{package}");
    }
}
