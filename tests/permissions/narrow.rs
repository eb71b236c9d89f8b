//! Policies from which a part is removed.

use serde_json::{Value, json};

/// A statement of a policy.
#[derive(Debug)]
pub(crate) struct Statement {
    place: usize,
    pub(crate) sid: String,
    pub(crate) actions: Vec<String>,
    resources: Vec<String>,
}

/// Returns the values of a list, or a single value as a list.
fn listed(value: &Value) -> Vec<String> {
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    values.iter().map(|value| value.as_str().unwrap().to_owned()).collect()
}

/// Returns the statements of a policy.
pub(crate) fn statements(policy: &Value) -> Vec<Statement> {
    let statements = policy["Statement"].as_array().unwrap().iter().enumerate();
    let statements = statements.map(|(place, statement)| Statement {
        place,
        sid: statement["Sid"].as_str().unwrap().to_owned(),
        actions: listed(&statement["Action"]),
        // A statement that excludes resources lists none.
        resources: statement.get("Resource").map(listed).unwrap_or_default(),
    });
    statements.collect()
}

/// Returns the policy without the statement, and without each part of it if it has several; each with the
/// name of the missing part.
pub(crate) fn narrowed(policy: &Value, statement: &Statement) -> Vec<(String, Value)> {
    let sid = &statement.sid;
    let mut all = Vec::new();
    let mut without = policy.clone();
    without["Statement"].as_array_mut().unwrap().remove(statement.place);
    all.push((sid.clone(), without));
    for (field, values) in [("Action", &statement.actions), ("Resource", &statement.resources)] {
        if values.len() < 2 {
            continue;
        }
        for missing in values {
            let kept: Vec<_> = values.iter().filter(|value| *value != missing).collect();
            let mut fewer = policy.clone();
            fewer["Statement"][statement.place][field] = json!(kept);
            all.push((format!("{missing} in {sid}"), fewer));
        }
    }
    all
}

#[test]
fn everything_is_taken_away_once() {
    let policy = json!({"Statement": [
        {"Sid": "A", "Action": "x", "Resource": "r"},
        {"Sid": "B", "Action": ["x", "y"], "Resource": ["r", "s"]},
    ]});
    let [a, b] = &statements(&policy)[..] else { panic!("not two statements") };
    let without_a = narrowed(&policy, a);
    assert_eq!(without_a.len(), 1);
    assert_eq!(without_a[0].1["Statement"][0]["Sid"], "B");
    let (names, policies): (Vec<_>, Vec<_>) = narrowed(&policy, b).into_iter().unzip();
    assert_eq!(names, ["B", "x in B", "y in B", "r in B", "s in B"]);
    assert_eq!(policies[1]["Statement"][1]["Action"], json!(["y"]));
    assert_eq!(policies[4]["Statement"][1]["Resource"], json!(["r"]));
    assert_eq!(policies[4]["Statement"][0], policy["Statement"][0]);
}
