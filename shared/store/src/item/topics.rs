//! The encoding of a user's topics: maps of topics to times.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::topics::{Choice, Topic, Topics};
use domain::{Time, UserId};
use ports::PortError;

use super::{Attributes, Reader, corrupt, millis, number};
use crate::keys::{self, broadcasts};

/// Encodes the topics with this revision, without their key.
pub(crate) fn topics(topics: &Topics, revision: u64) -> Attributes {
    let Topics { revision: _, stated, removed, absent_since, chosen } = topics;
    let followed = chosen.iter().filter_map(|(topic, choice)| match choice {
        Choice::Followed(at) => Some((topic, at)),
        Choice::Muted(_) => None,
    });
    let muted = chosen.iter().filter_map(|(topic, choice)| match choice {
        Choice::Followed(_) => None,
        Choice::Muted(at) => Some((topic, at)),
    });
    let maps = [
        (keys::STATED, times(stated)),
        (keys::REMOVED, times(removed)),
        (keys::FOLLOWED, times(followed)),
        (keys::MUTED, times(muted)),
    ];
    let mut item = Attributes::from([(keys::TOPICS_REVISION.to_owned(), number(&revision))]);
    item.extend(absent_since.map(|since| (keys::ABSENT_SINCE.to_owned(), millis(since))));
    // An empty map is left out: most users have only one of them.
    let filled = maps.into_iter().filter(|(_, map)| !map.is_empty());
    item.extend(filled.map(|(name, map)| (name.to_owned(), AttributeValue::M(map))));
    item
}

fn times<'a>(topics: impl IntoIterator<Item = (&'a Topic, &'a Time)>) -> Attributes {
    topics.into_iter().map(|(topic, at)| (topic.as_str().to_owned(), millis(*at))).collect()
}

/// Reads the user of an item of topics, which is known even if the topics cannot be read.
pub(crate) fn user_of_topics(attributes: &Attributes) -> Option<UserId> {
    Reader(attributes).parsed(keys::PK, broadcasts::user_of_topics).ok()
}

/// Reads the user and the topics of an item.
pub(crate) fn parse_topics(attributes: &Attributes) -> Result<(UserId, Topics), PortError> {
    let reader = Reader(attributes);
    let user = reader.parsed(keys::PK, broadcasts::user_of_topics)?;
    let map = |name| Ok::<_, PortError>(reader.if_present(name, parse_times)?.unwrap_or_default());
    let followed = map(keys::FOLLOWED)?.into_iter().map(|(topic, at)| (topic, Choice::Followed(at)));
    let muted = map(keys::MUTED)?.into_iter().map(|(topic, at)| (topic, Choice::Muted(at)));
    let topics = Topics {
        revision: reader.number(keys::TOPICS_REVISION)?,
        stated: map(keys::STATED)?,
        removed: map(keys::REMOVED)?,
        absent_since: reader.if_present(keys::ABSENT_SINCE, Reader::time)?,
        chosen: followed.chain(muted).collect(),
    };
    Ok((user, topics))
}

fn parse_times(reader: &Reader<'_>, name: &str) -> Result<BTreeMap<Topic, Time>, PortError> {
    let map = reader.map(name)?;
    let one = |topic: &String| Some((Topic::parse(topic)?, Reader(map).time(topic).ok()?));
    map.keys().map(one).collect::<Option<_>>().ok_or_else(|| corrupt(name))
}
