//! Every function has exactly the environment variables that it reads.
//!
//! Each function's own configuration reads the variables here: a variable whose absence changes
//! nothing is unused, and an environment that the template does not fill completely is refused.

use std::collections::{BTreeMap, BTreeSet};

use lambda::{Env, EnvError};
use serde_json::Value;

use crate::template::{functions, of_all_functions};

/// Reads the environment as this function does; returns the parts of the parsed configuration in a
/// sorted order, since a hash map prints its entries in any order.
fn read(function: &str, variables: &BTreeMap<&str, String>) -> Result<Vec<String>, EnvError> {
    let config = functions::config::read(function, &env(variables));
    config.unwrap_or_else(|| panic!("there is no {function}")).map(|config| parts(&config))
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

/// Returns the variables that the template sets for all functions, and those for this one.
fn variables(function: &Value) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let names = |of: &'static Value| {
        of["Environment"]["Variables"].as_object().unwrap().keys().map(String::as_str).collect()
    };
    (names(of_all_functions()), {
        let own = function["Environment"]["Variables"].as_object().unwrap();
        own.keys().map(String::as_str).collect()
    })
}

/// Returns a valid value for the variable that no other variable has.
fn sample(function: &Value, name: &str) -> String {
    match name {
        "PRIORITY" => function["Environment"]["Variables"][name].as_str().unwrap().to_owned(),
        "JWT_ALGORITHM" => "RS256".to_owned(),
        "TOKEN_GRACE_SECONDS" | "STALE_AFTER_SECONDS" => "60".to_owned(),
        "SOCKET_URL" => format!("wss://example.org/{name}"),
        name if name.ends_with("_PER_SECOND") => "7".to_owned(),
        "MAX_TOKEN_LIFETIME_HOURS" => "25".to_owned(),
        "CHANNELS" => "push,sms".to_owned(),
        "EMAIL_SENDER_ADDRESS" => "sender@example.org".to_owned(),
        "CRITICAL_ALERTS" | "SMS_ACK_LINKS" => "true".to_owned(),
        "BRAND_COLOUR" => "#1a73e8".to_owned(),
        "SMS_COUNTRIES" => "DE,AT".to_owned(),
        "SMS_SENDER_ID" => "Exchange".to_owned(),
        name if name.ends_with("_URL") || name.ends_with("_ENDPOINT") => {
            format!("https://example.org/{name}")
        }
        name => name.to_owned(),
    }
}

fn binary(function: &Value) -> &str {
    function["CodeUri"].as_str().unwrap().trim_end_matches('/').rsplit('/').next().unwrap()
}

#[test]
fn each_function_can_read_its_environment_and_reads_all_of_its_own() {
    let mut read_by_somebody = BTreeSet::from(["LOG_LEVEL"]);
    for (name, function) in functions() {
        let (common, own) = variables(function);
        let all: BTreeMap<_, _> =
            common.union(&own).map(|variable| (*variable, sample(function, variable))).collect();
        let understood = read(binary(function), &all).unwrap_or_else(|error| panic!("{name}: {error}"));
        for variable in all.keys() {
            let mut fewer = all.clone();
            fewer.remove(variable);
            let is_read = read(binary(function), &fewer).as_ref() != Ok(&understood);
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

/// Logging is set up before the environment of any function is read.
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

/// A function's clients, its timeout and its class belong together; the functions of one binary differ in
/// nothing but these.
#[test]
fn functions_of_one_binary_read_the_same() {
    let mut by_binary: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (name, function) in functions() {
        by_binary.entry(binary(function)).or_default().push((name, function));
    }
    for (name, function) in by_binary.values().flatten() {
        if let Some(priority) = function["Environment"]["Variables"]["PRIORITY"].as_str() {
            assert!(name.ends_with(&format!("{priority}Function")), "{name} serves {priority}");
        }
    }
    let classes = |binary: &str| by_binary[binary].len();
    assert_eq!((classes("route"), classes("deliver-websocket"), classes("deliver-sms")), (3, 2, 1));
    for binary in ["deliver-push", "deliver-telegram", "deliver-email"] {
        assert_eq!(classes(binary), 3, "{binary}");
    }
}
