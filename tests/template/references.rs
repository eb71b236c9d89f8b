//! Every reference in the template has a target.

use std::collections::BTreeSet;

use crate::template::{names, references};

/// The local stack treats a missing target as an empty text, while AWS refuses it: a mapping to no queue, a
/// permission on no table.
#[test]
fn whatever_is_referred_to_exists() {
    let names = names();
    let references = references();
    let of_aws = |name: &str| name.starts_with("AWS::");
    let missing: Vec<_> =
        references.iter().filter(|name| !of_aws(name) && !names.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // The search covers a mapping, an alarm, the dashboard and an output.
    let seen: BTreeSet<_> = references.iter().map(String::as_str).collect();
    for name in ["SmsP0Queue", "AlarmTopicArn", "StageName", "EmailEventsTopic", "AWS::Region"] {
        assert!(seen.contains(name), "{name} was overlooked");
    }
}
