//! The template as a value: tags in their long forms, loops expanded, names and numbers filled in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use saphyr::{LoadableYamlNode, ScalarOwned, YamlOwned};
use serde_json::{Map, Value, json};

/// The template, with parameters at their defaults, as on AWS.
static TEMPLATE: LazyLock<Value> = LazyLock::new(|| {
    let text = std::fs::read_to_string(local::root().join("infra/template.yaml")).unwrap();
    let documents = YamlOwned::load_from_str(&text).unwrap();
    let [document] = documents.as_slice() else { panic!("the template is not one document") };
    unrolled(&plain(document))
});

/// A YAML node as JSON: `!Ref x` is `{"Ref": "x"}`, `!Sub x` is `{"Fn::Sub": "x"}`.
fn plain(node: &YamlOwned) -> Value {
    match node {
        YamlOwned::Value(ScalarOwned::Null) => Value::Null,
        YamlOwned::Value(ScalarOwned::Boolean(boolean)) => json!(boolean),
        YamlOwned::Value(ScalarOwned::Integer(integer)) => json!(integer),
        YamlOwned::Value(ScalarOwned::FloatingPoint(number)) => json!(number.to_string()),
        YamlOwned::Value(ScalarOwned::String(text)) => json!(text),
        YamlOwned::Sequence(nodes) => nodes.iter().map(plain).collect(),
        YamlOwned::Mapping(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| (key.as_str().unwrap().to_owned(), plain(value)));
            Value::Object(pairs.collect())
        }
        YamlOwned::Tagged(tag, node) => {
            let node = plain(node);
            let (name, node) = match (tag.suffix.as_str(), node) {
                (name @ ("Ref" | "Condition"), node) => (name.to_owned(), node),
                ("GetAtt", Value::String(path)) => {
                    let (resource, attribute) = path.split_once('.').unwrap();
                    ("Fn::GetAtt".to_owned(), json!([resource, attribute]))
                }
                (name, node) => (format!("Fn::{name}"), node),
            };
            json!({ name: node })
        }
        YamlOwned::Representation(..) | YamlOwned::Alias(_) | YamlOwned::BadValue => {
            panic!("not a node of a template: {node:?}")
        }
    }
}

/// Returns the value with each `Fn::ForEach` expanded.
fn unrolled(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut all = Map::new();
            for (key, value) in members {
                if !key.starts_with("Fn::ForEach::") {
                    all.insert(key.clone(), unrolled(value));
                    continue;
                }
                let [variable, values, body] = value.as_array().unwrap().as_slice() else {
                    panic!("{key} has not three parts")
                };
                for value in values.as_array().unwrap() {
                    let turn = filled(body, variable.as_str().unwrap(), value.as_str().unwrap());
                    all.extend(unrolled(&turn).as_object().unwrap().clone());
                }
            }
            Value::Object(all)
        }
        Value::Array(values) => values.iter().map(unrolled).collect(),
        other => other.clone(),
    }
}

/// Returns one iteration of a loop, with the value in place of `${Name}` and `!Ref Name`.
fn filled(body: &Value, variable: &str, value: &str) -> Value {
    let fill = |text: &str| text.replace(&format!("${{{variable}}}"), value);
    match body {
        Value::Object(members) if members.len() == 1 && members.get("Ref") == Some(&json!(variable)) => {
            json!(value)
        }
        Value::Object(members) => {
            let all = members.iter().map(|(key, body)| (fill(key), filled(body, variable, value)));
            Value::Object(all.collect())
        }
        Value::Array(values) => values.iter().map(|body| filled(body, variable, value)).collect(),
        Value::String(text) => json!(fill(text)),
        other => other.clone(),
    }
}

/// Returns all resources of this type, by their names.
pub(crate) fn resources(kind: &str) -> BTreeMap<&'static str, &'static Value> {
    let all = TEMPLATE["Resources"].as_object().unwrap();
    let all = all.iter().filter(|(_, resource)| resource["Type"] == kind);
    let found: BTreeMap<_, _> =
        all.map(|(name, resource)| (name.as_str(), &resource["Properties"])).collect();
    assert!(!found.is_empty(), "there is no {kind}");
    found
}

/// Returns a whole section: `Parameters`, `Rules`, …
pub(crate) fn section(name: &str) -> &'static Value {
    &TEMPLATE[name]
}

/// Returns all resources, with the attributes besides their properties.
pub(crate) fn all_resources() -> BTreeMap<&'static str, &'static Value> {
    let all = TEMPLATE["Resources"].as_object().unwrap();
    all.iter().map(|(name, resource)| (name.as_str(), resource)).collect()
}

/// Returns the default of a parameter.
pub(crate) fn default_of(parameter: &str) -> &'static Value {
    let found = &TEMPLATE["Parameters"][parameter];
    assert!(found.is_object(), "there is no parameter {parameter}");
    &found["Default"]
}

/// Returns the roles of the functions, by their names, without the publisher's.
pub(crate) fn roles() -> BTreeMap<&'static str, &'static Value> {
    let mut roles = resources("AWS::IAM::Role");
    roles.remove("PublisherRole");
    roles
}

/// Returns the functions, by their names, without the settings that all of them have.
pub(crate) fn functions() -> BTreeMap<&'static str, &'static Value> {
    resources("AWS::Serverless::Function")
}

/// Returns the settings that all functions have.
pub(crate) fn of_all_functions() -> &'static Value {
    &TEMPLATE["Globals"]["Function"]
}

/// Returns the queue that a function processes, with the mapping.
pub(crate) fn mapping(function: &Value) -> Option<(String, &Value)> {
    // Messages of a topic and ticks are delivered one by one, and Lambda itself retries them. Records of a
    // stream are read, and not removed.
    let known = ["SQS", "SNS", "Kinesis"].map(|kind| events(function, kind).len());
    assert_eq!(known.iter().sum::<usize>(), count_without_ticks(function));
    let queues = events(function, "SQS");
    assert!(queues.len() <= 1, "a function works off one queue: {queues:?}");
    let properties = queues.into_iter().next()?;
    Some((name(&properties["Queue"]), properties))
}

fn count_without_ticks(function: &Value) -> usize {
    let all = function["Events"].as_object().map_or(0, Map::len);
    all - events(function, "Schedule").len()
}

/// Returns the events of this type that invoke a function.
pub(crate) fn events<'v>(function: &'v Value, kind: &str) -> Vec<&'v Value> {
    let all = function["Events"].as_object().into_iter().flat_map(Map::values);
    all.filter(|event| event["Type"] == kind).map(|event| &event["Properties"]).collect()
}

/// Returns the resource of a reference: `!Ref X`, `!GetAtt X.Arn`, a loop's `!GetAtt [!Sub 'X', Arn]`.
pub(crate) fn name(reference: &Value) -> String {
    let found = match reference {
        Value::String(text) if !text.contains("${") => Some(text.clone()),
        Value::Object(members) => {
            members.iter().next().and_then(|(function, argument)| match (function.as_str(), argument) {
                ("Ref" | "Fn::Sub", argument) => Some(name(argument)),
                ("Fn::GetAtt", Value::Array(path)) => Some(name(path.first()?)),
                _ => None,
            })
        }
        _ => None,
    };
    found.unwrap_or_else(|| panic!("not the name of a resource: {reference}"))
}

/// Returns everything that the template refers to: resources, parameters and AWS's own.
pub(crate) fn references() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for part in ["Globals", "Rules", "Conditions", "Resources", "Outputs"] {
        collect_references(&TEMPLATE[part], &mut found);
    }
    found
}

fn collect_references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("Ref", Value::String(_)) | ("Fn::GetAtt", Value::Array(_)) => {
                        found.insert(name(&json!({ key.as_str(): value })));
                    }
                    ("Fn::Sub", Value::String(text)) => found.extend(filled_in(text)),
                    ("Fn::Sub", _) => panic!("a Fn::Sub with variables of its own: {value}"),
                    // A condition is not a resource.
                    ("Fn::If", Value::Array(choices)) => {
                        choices.iter().skip(1).for_each(|choice| collect_references(choice, found));
                    }
                    _ => collect_references(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect_references(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Returns the names that a `Fn::Sub` fills in: `X` of `${X}` and `${X.Arn}`.
fn filled_in(text: &str) -> impl Iterator<Item = String> {
    let variables = text.split("${").skip(1).map(|rest| rest.split_once('}').unwrap().0);
    variables.map(|variable| variable.split('.').next().unwrap_or_default().to_owned())
}

/// Returns the names of all resources and parameters.
pub(crate) fn names() -> BTreeSet<&'static str> {
    let of = |part: &str| TEMPLATE[part].as_object().unwrap().keys().map(String::as_str);
    of("Resources").chain(of("Parameters")).collect()
}

/// Returns a number: written out, a parameter's default, or found in a map.
pub(crate) fn number(value: &Value) -> i64 {
    let found = match value {
        Value::Number(number) => number.as_i64(),
        Value::Object(_) => {
            let looked_up = value["Fn::FindInMap"]
                .as_array()
                .map(|path| path.iter().fold(&TEMPLATE["Mappings"], |map, key| &map[name(key).as_str()]));
            let parameter = value["Ref"].as_str().map(|name| &TEMPLATE["Parameters"][name]["Default"]);
            looked_up.or(parameter).map(number)
        }
        _ => None,
    };
    found.unwrap_or_else(|| panic!("not a number: {value}"))
}

/// Returns the values of a list, or a single value as a slice.
pub(crate) fn listed(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}
