//! The topics in a profile message.

use std::collections::BTreeSet;

use domain::event::{Envelope, Rejection};
use domain::schema::Schema;
use domain::topics::{MAX_TOPICS, Topic, TopicsChange};
use serde_json::Value;

const REPLACE: &str = "topics";
const ADD: &str = "add_topics";
const REMOVE: &str = "remove_topics";

const MUST: &str =
    "must be a list of at most 200 topics, each of 1 to 64 characters of A-Z a-z 0-9 . _ : / @ -";

/// Returns the schema of a list of topics.
pub(crate) fn schema() -> Schema {
    Schema::list(Topic::schema()).with("maxItems", MAX_TOPICS)
}

/// Returns the change of the topics. A list that cannot be read is left out as a whole; two lists that contradict
/// each other are both left out, since either could select traders that it must not.
pub(crate) fn change(envelope: &mut Envelope, rejected: &mut Vec<Rejection>) -> TopicsChange {
    let replaced = match envelope.said(REPLACE) {
        None => None,
        Some(Value::Null) => Some(TopicsChange::Replace(BTreeSet::new())),
        Some(value) => Some(topics(value, REPLACE).map_or_else(
            |rejection| {
                rejected.push(rejection);
                TopicsChange::Keep
            },
            TopicsChange::Replace,
        )),
    };
    let mut list = |field| match envelope.take(field).map(|value| topics(value, field)) {
        None => BTreeSet::new(),
        Some(Ok(topics)) => topics,
        Some(Err(rejection)) => {
            rejected.push(rejection);
            BTreeSet::new()
        }
    };
    let (add, remove) = (list(ADD), list(REMOVE));
    if let Some(replaced) = replaced {
        let mut refuse = |field| rejected.push(Rejection::bad(field, "must not stand beside topics"));
        if !add.is_empty() {
            refuse(ADD);
        }
        if !remove.is_empty() {
            refuse(REMOVE);
        }
        return replaced;
    }
    if add.is_empty() && remove.is_empty() {
        return TopicsChange::Keep;
    }
    if !add.is_disjoint(&remove) {
        rejected.push(Rejection::bad(ADD, "must not have a topic of remove_topics"));
        rejected.push(Rejection::bad(REMOVE, "must not have a topic of add_topics"));
        return TopicsChange::Keep;
    }
    TopicsChange::Amend { add, remove }
}

fn topics(value: Value, field: &str) -> Result<BTreeSet<Topic>, Rejection> {
    let Value::Array(texts) = value else { return Err(Rejection::bad(field, MUST)) };
    if texts.len() > MAX_TOPICS {
        return Err(Rejection::bad(field, MUST));
    }
    let topics = texts.iter().map(|text| Topic::parse(text.as_str()?));
    topics.collect::<Option<_>>().ok_or_else(|| Rejection::bad(field, MUST))
}
