//! The topics of a trader, by which an audience selects: what the exchange states about the trader, and the
//! markets that the trader follows or mutes.
//!
//! Profile messages can arrive late and more than once. So each topic has the time of the message that added or
//! removed it, and the message with the latest time counts. A removed topic leaves a tombstone with its time: a
//! late message that adds the topic must not bring it back. See `infra/adr/0037-topics.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::schema::Schema;
use crate::time::Time;

/// The maximum number of topics that the exchange states about a trader, and that a trader follows.
pub const MAX_TOPICS: usize = 200;

/// The maximum length of a topic in characters.
pub const MAX_TOPIC_LENGTH: usize = 64;

/// The maximum number of tombstones. Beyond it the oldest ones are dropped, and additions that are not newer than
/// those are no longer accepted.
pub const MAX_TOMBSTONES: usize = 200;

/// The age at which a tombstone is dropped: longer than a message can be on its way. SQS keeps a profile message
/// 4 days, a dead letter 14, and one that is sent again 4 once more (`infra/template.yaml`).
pub const TOMBSTONE_LIFE: Duration = Duration::from_hours(30 * 24);

/// The beginning of the topic of a market, which is followed by its symbol. Traders choose among these topics only.
pub const MARKET_PREFIX: &str = "market:";

/// The characters that a topic may have besides letters and digits: those of a symbol.
const MARKS: &str = "._:/@-";

/// The requirement for a topic, as the end of the sentence "the field …".
pub const TOPIC_MUST: &str = "must be 1 to 64 characters of A-Z a-z 0-9 . _ : / @ -";

/// The requirement for a topic that a trader follows, as the end of the sentence "the field …".
pub const MARKET_MUST: &str =
    "must be market: and a symbol, such as market:BTC-USDT, of at most 64 characters";

/// A topic, such as `holds:BTC`, `tier:vip` or `market:BTC-USDT`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Topic(Arc<str>);

impl Topic {
    /// Returns the topic with this text; `None` unless it has 1 to 64 characters of `A-Za-z0-9._:/@-`.
    pub fn parse(text: &str) -> Option<Self> {
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || MARKS.as_bytes().contains(&byte);
        let is_valid = (1..=MAX_TOPIC_LENGTH).contains(&text.len()) && text.bytes().all(is_allowed);
        is_valid.then(|| Self(text.into()))
    }

    /// Returns the topic with this text, if it is that of a market; `None` for all others.
    pub fn of_market(text: &str) -> Option<Self> {
        Self::parse(text).filter(Self::is_of_market)
    }

    /// Whether it is the topic of a market.
    pub fn is_of_market(&self) -> bool {
        self.0.strip_prefix(MARKET_PREFIX).is_some_and(|symbol| !symbol.is_empty())
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the JSON Schema of a topic.
    pub fn schema() -> Schema {
        Schema::text().pattern(&format!("[A-Za-z0-9{MARKS}]{{1,{MAX_TOPIC_LENGTH}}}"))
    }

    /// Returns the JSON Schema of the topic of a market.
    pub fn market_schema() -> Schema {
        let longest = MAX_TOPIC_LENGTH - MARKET_PREFIX.len();
        Schema::text().pattern(&format!("{MARKET_PREFIX}[A-Za-z0-9{MARKS}]{{1,{longest}}}"))
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The change of the topics by a profile message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum TopicsChange {
    /// The message states none.
    #[default]
    Keep,
    /// The trader has these topics and no others.
    Replace(BTreeSet<Topic>),
    /// Some topics are added, and others removed. None is in both sets.
    Amend {
        /// The topics that the trader has from now on.
        add: BTreeSet<Topic>,
        /// The topics that the trader no longer has.
        remove: BTreeSet<Topic>,
    },
}

impl TopicsChange {
    /// Whether it changes nothing.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

/// The trader would have more than [`MAX_TOPICS`] topics. Not retryable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there would be more than {MAX_TOPICS} topics")]
pub struct TooManyTopics;

/// The trader's own decision on a topic, which counts whatever the exchange states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The trader follows the topic since this time.
    Followed(Time),
    /// The trader does not want the topic since this time.
    Muted(Time),
}

/// The topics of a trader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topics {
    /// The number of times that they were stored.
    pub revision: u64,
    /// The topics that the exchange states, each with the time of the latest message that did.
    pub stated: BTreeMap<Topic, Time>,
    /// The tombstones: the topics that the exchange removed, each with the time of the message.
    pub removed: BTreeMap<Topic, Time>,
    /// The time at which every topic that is in neither map counts as removed; `None` if no topic does.
    pub absent_since: Option<Time>,
    /// The trader's own decisions.
    pub chosen: BTreeMap<Topic, Choice>,
}

/// The topics of a trader who has none.
pub static NO_TOPICS: Topics = Topics {
    revision: 0,
    stated: BTreeMap::new(),
    removed: BTreeMap::new(),
    absent_since: None,
    chosen: BTreeMap::new(),
};

impl Topics {
    /// Whether the trader has the topic: the trader's own decision if there is one, otherwise what the exchange
    /// states.
    pub fn has(&self, topic: &Topic) -> bool {
        match self.chosen.get(topic) {
            Some(Choice::Followed(_)) => true,
            Some(Choice::Muted(_)) => false,
            None => self.stated.contains_key(topic),
        }
    }

    /// Returns the topics of markets that the trader has.
    pub fn markets(&self) -> BTreeSet<&Topic> {
        let known = self.stated.keys().chain(self.chosen.keys());
        known.filter(|topic| topic.is_of_market() && self.has(topic)).collect()
    }

    /// Applies a profile message of `at`. The result does not depend on the order in which messages arrive, except
    /// that an addition may come too late for tombstones that were dropped; of two messages with the same time the
    /// one that adds a topic counts. A message that was applied before changes nothing.
    ///
    /// # Errors
    /// [`TooManyTopics`] if the exchange would state too many topics: a replacement changes nothing then, and of
    /// the other messages only the removals count.
    pub fn apply(&mut self, change: &TopicsChange, at: Time) -> Result<(), TooManyTopics> {
        match change {
            TopicsChange::Keep => Ok(()),
            TopicsChange::Replace(topics) => {
                let mut next = self.clone();
                next.stated.retain(|topic, stated_at| at <= *stated_at || topics.contains(topic));
                next.add(topics, at);
                next.all_absent_since(at);
                *self = next.within_limit()?;
                Ok(())
            }
            TopicsChange::Amend { add, remove } => {
                for topic in remove {
                    self.remove(topic, at);
                }
                let mut next = self.clone();
                next.add(add, at);
                *self = next.within_limit()?;
                Ok(())
            }
        }
    }

    fn add(&mut self, topics: &BTreeSet<Topic>, at: Time) {
        for topic in topics {
            let is_older = self.stated.get(topic).is_some_and(|stated_at| *stated_at >= at);
            // Every stated topic is newer than `absent_since`, or was when that was set.
            let is_removed = self.removed.get(topic).is_some_and(|removed_at| *removed_at > at)
                || (!self.stated.contains_key(topic) && self.absent_since.is_some_and(|since| since > at));
            if !is_older && !is_removed {
                self.removed.remove(topic);
                self.stated.insert(topic.clone(), at);
            }
        }
    }

    fn remove(&mut self, topic: &Topic, at: Time) {
        if self.stated.get(topic).is_some_and(|stated_at| *stated_at >= at) {
            return;
        }
        self.stated.remove(topic);
        let removed_at = self.removed.get(topic).map_or(at, |known| at.max(*known));
        if self.absent_since.is_none_or(|since| since < removed_at) {
            self.removed.insert(topic.clone(), removed_at);
        }
    }

    /// Lets every topic that is not stated count as removed at this time, or later.
    fn all_absent_since(&mut self, at: Time) {
        let since = self.absent_since.map_or(at, |since| since.max(at));
        self.absent_since = Some(since);
        self.removed.retain(|_, removed_at| *removed_at > since);
    }

    fn within_limit(self) -> Result<Self, TooManyTopics> {
        if self.stated.len() > MAX_TOPICS { Err(TooManyTopics) } else { Ok(self) }
    }

    /// Drops the tombstones that are older than [`TOMBSTONE_LIFE`] at `now`, and the oldest ones beyond
    /// [`MAX_TOMBSTONES`]. Additions that are not newer than a dropped one are ignored from then on, except of
    /// topics that are stated: so what was removed stays removed.
    pub fn drop_tombstones(&mut self, now: Time) {
        let mut times: Vec<Time> = self.removed.values().copied().collect();
        times.sort_unstable();
        let surplus = times.len().saturating_sub(MAX_TOMBSTONES);
        let oldest = now.minus(TOMBSTONE_LIFE);
        let dropped = times.iter().enumerate().take_while(|(place, at)| *place < surplus || **at < oldest);
        if let Some((_, last)) = dropped.last() {
            self.all_absent_since(*last);
        }
    }

    /// Lets the trader follow a topic from now on.
    ///
    /// # Errors
    /// [`TooManyTopics`] if the trader follows [`MAX_TOPICS`] others.
    pub fn follow(&mut self, topic: &Topic, now: Time) -> Result<(), TooManyTopics> {
        if matches!(self.chosen.get(topic), Some(Choice::Followed(_))) {
            return Ok(());
        }
        let followed = self.chosen.values().filter(|choice| matches!(choice, Choice::Followed(_)));
        if followed.count() >= MAX_TOPICS {
            return Err(TooManyTopics);
        }
        self.chosen.insert(topic.clone(), Choice::Followed(now));
        Ok(())
    }

    /// Mutes a topic from now on, whether or not the exchange states it. Of more than [`MAX_TOPICS`] muted topics,
    /// the first muted one that the exchange does not state is no longer kept: it has no effect now.
    pub fn unfollow(&mut self, topic: &Topic, now: Time) {
        if matches!(self.chosen.get(topic), Some(Choice::Muted(_))) {
            return;
        }
        self.chosen.insert(topic.clone(), Choice::Muted(now));
        let muted = self.chosen.iter().filter_map(|(topic, choice)| match choice {
            Choice::Followed(_) => None,
            Choice::Muted(at) => Some((*at, topic)),
        });
        let muted: Vec<_> = muted.collect();
        if muted.len() > MAX_TOPICS {
            // The exchange states at most as many topics: one of the muted ones is not among them.
            let without_effect = muted.into_iter().filter(|(_, topic)| !self.stated.contains_key(topic));
            if let Some(first) = without_effect.min().map(|(_, topic)| topic.clone()) {
                self.chosen.remove(&first);
            }
        }
    }
}

#[cfg(test)]
mod tests;
