//! Validators of the schemas.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

/// The address of the folder of the schemas, from which references are resolved.
const BASE: &str = "https://schemas.test/";

static SCHEMAS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(contract::schemas);

static VALIDATORS: LazyLock<BTreeMap<String, Validator>> = LazyLock::new(|| validators(&SCHEMAS, false));

/// The validators that enforce formats.
static STRICT: LazyLock<BTreeMap<String, Validator>> = LazyLock::new(|| validators(&SCHEMAS, true));

pub(crate) fn schemas() -> &'static BTreeMap<String, Value> {
    &SCHEMAS
}

pub(crate) fn validators(
    schemas: &BTreeMap<String, Value>,
    with_formats: bool,
) -> BTreeMap<String, Validator> {
    let with_address = |path: &String, schema: &Value| {
        let mut schema = schema.clone();
        schema["$id"] = json!(format!("{BASE}{path}"));
        schema
    };
    let resources = schemas
        .iter()
        .map(|(path, schema)| (format!("{BASE}{path}"), jsonschema::Resource::from_contents(schema.clone())));
    let registry = Registry::new().extend(resources).unwrap().prepare().unwrap();
    schemas
        .iter()
        .map(|(path, schema)| {
            let options =
                jsonschema::options().with_registry(&registry).should_validate_formats(with_formats);
            (path.clone(), options.build(&with_address(path, schema)).unwrap())
        })
        .collect()
}

/// Whether the schema at this path accepts the document.
pub(crate) fn takes(path: &str, document: &Value) -> bool {
    VALIDATORS[path].is_valid(document)
}

/// Returns the errors of the document under the schema at this path.
pub(crate) fn faults(path: &str, document: &Value) -> Vec<String> {
    VALIDATORS[path].iter_errors(document).map(|error| format!("{} {error}", error.instance_path())).collect()
}

/// Whether the schema at this path accepts the document if formats are enforced.
pub(crate) fn takes_with_formats(path: &str, document: &Value) -> bool {
    STRICT[path].is_valid(document)
}
