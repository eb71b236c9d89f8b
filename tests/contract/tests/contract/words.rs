//! The keywords of the schemas.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::validators::schemas;

#[test]
fn every_schema_is_one_in_both_dialects() {
    for (path, schema) in schemas() {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(jsonschema::meta::validate(schema).is_ok(), "{path}");
        let mut older = schema.clone();
        older["$schema"] = json!("http://json-schema.org/draft-07/schema#");
        assert!(jsonschema::meta::validate(&older).is_ok(), "{path}");
    }
}

/// Keywords of both dialects, with the same meaning in both.
const WORDS: [&str; 28] = [
    "$ref",
    "type",
    "enum",
    "const",
    "title",
    "description",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "properties",
    "required",
    "additionalProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "anyOf",
    "oneOf",
    "allOf",
    "examples",
    "$schema",
];

#[test]
fn no_word_means_something_else_in_draft_07() {
    fn words(schema: &Value, found: &mut BTreeSet<String>) {
        let Some(fields) = schema.as_object() else { return };
        // In that dialect a reference ignores the keywords beside it.
        assert!(
            !fields.contains_key("$ref") || fields.keys().all(|w| ["$ref", "description"].contains(&&**w)),
            "{schema}"
        );
        for (word, value) in fields {
            found.insert(word.clone());
            match word.as_str() {
                "properties" => value.as_object().unwrap().values().for_each(|schema| words(schema, found)),
                "items" | "additionalProperties" | "propertyNames" => words(value, found),
                "anyOf" | "oneOf" | "allOf" => value.as_array().unwrap().iter().for_each(|s| words(s, found)),
                _ => {}
            }
        }
    }
    let mut found = BTreeSet::new();
    for schema in schemas().values() {
        words(schema, &mut found);
    }
    assert_eq!(found, WORDS.map(str::to_owned).into());
}

#[test]
fn every_title_is_the_name_of_one_type() {
    let titles: BTreeSet<_> = schemas().values().map(|schema| schema["title"].as_str().unwrap()).collect();
    assert_eq!(titles.len(), schemas().len());
}

#[test]
fn patterns_are_for_every_engine() {
    fn patterns<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("pattern").and_then(Value::as_str));
                fields.values().for_each(|value| patterns(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| patterns(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for schema in schemas().values() {
        patterns(schema, &mut found);
    }
    for pattern in found {
        assert!(pattern.starts_with('^') && pattern.ends_with('$'), "{pattern}");
        assert!(!pattern.contains("(?") && !pattern.contains("\\d") && !pattern.contains("\\p"), "{pattern}");
    }
}
