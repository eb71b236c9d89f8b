//! What was deferred in quiet hours, as one message per channel.
//!
//! A summary is put together once, from the notifications that are bound to it; which of them a channel's message speaks of
//! is decided when it is sent, so that nothing is told that has expired or that the trader has switched off by then.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::catalogue::{Channel, EventType};
use crate::data::{Count, DataError, EventData};
use crate::delivery::Reason;
use crate::ids::{EventId, UserId};
use crate::locale::Locale;
use crate::notification::Notification;
use crate::plan::{self, Decision, PlannedDelivery};
use crate::recipient::Recipient;
use crate::schema::Schema;
use crate::text;
use crate::time::Time;

/// The most notifications in one summary; what is beyond waits for the next one. With it the stored summary stays below
/// DynamoDB's 400 KB.
pub const MOST: usize = 500;

/// Of how many notifications a summary says what they say; the others are only counted.
const TOLD: usize = 10;

/// The most bytes of a notification's data that are kept in a summary; what has more is only counted.
const MOST_DATA: usize = 4_096;

/// What is kept of a notification in a summary.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Which.
    pub id: EventId,
    /// What happened.
    pub event_type: EventType,
    /// When it expires.
    pub expires_at: Time,
    /// Where it is told.
    pub channels: Vec<Channel>,
    /// Where it was to be told, and why it is not.
    pub left_out: Vec<(Channel, Reason)>,
    /// What it says, where there is room.
    pub data: Option<EventData>,
}

/// What was deferred, in the order in which it occurred.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// Its notifications.
    pub lines: Vec<Line>,
    /// How many others there were that are no longer worth telling.
    pub expired: u64,
}

/// The id of the summary that is begun at `now`: one a minute for each user.
pub fn id_at(now: Time) -> EventId {
    let text = now.to_string();
    // `2026-11-24T07:00`: all of its characters can stand in an id.
    let minute = text.get(..16).unwrap_or_default();
    EventId::parse(format!("quiet-hours-summary:{minute}Z")).unwrap_or_else(|_| unreachable!("it is an id"))
}

impl Summary {
    /// Puts together what is bound, for the trader as of `now`. `None` where nothing of it is worth sending any more.
    pub fn of(bound: &[Notification], recipient: &Recipient, now: Time) -> Option<Self> {
        let mut bound: Vec<_> = bound.iter().collect();
        bound.sort_by(|a, b| (a.occurred_at, &a.id).cmp(&(b.occurred_at, &b.id)));
        let live: Vec<_> = bound.iter().filter(|notification| !notification.is_expired(now)).collect();
        let told = live.iter().rev().take(TOLD).map(|notification| &notification.id);
        let told: std::collections::BTreeSet<_> = told.collect();
        let lines: Vec<_> = bound
            .iter()
            .map(|notification| Line::of(notification, recipient, told.contains(&notification.id)))
            .collect();
        let summary = Self { lines, expired: 0 };
        let is_sent = Channel::ALL.into_iter().any(|channel| summary.expires_at(channel) > Some(now));
        is_sent.then_some(summary)
    }

    /// Until when the message on this channel is worth sending; `None` where there is nothing to send.
    pub fn expires_at(&self, channel: Channel) -> Option<Time> {
        self.on(channel).map(|line| line.expires_at).max()
    }

    /// Until when the message on this channel is worth sending to the trader, who may have switched off some of what it
    /// speaks of; `None` where nothing is left of it.
    pub fn wanted_until(&self, channel: Channel, recipient: &Recipient) -> Option<Time> {
        self.wanted(channel, recipient).map(|line| line.expires_at).max()
    }

    /// Why the message on this channel is not wanted any more: the trader has switched off all that it speaks of.
    pub fn withdrawn(&self, channel: Channel, recipient: &Recipient) -> Option<Reason> {
        let mut reasons = self.on(channel).map(|line| plan::withdrawn(line.event_type, channel, recipient));
        let first = reasons.next()??;
        reasons.all(|reason| reason.is_some()).then_some(first)
    }

    /// The summary as the channel tells it at `now`.
    #[must_use]
    pub fn told(&self, channel: Channel, recipient: &Recipient, now: Time) -> Self {
        let (live, over): (Vec<_>, Vec<_>) =
            self.wanted(channel, recipient).partition(|line| line.expires_at > now);
        let expired = u64::try_from(over.len()).unwrap_or(u64::MAX);
        Self { lines: live.into_iter().cloned().collect(), expired }
    }

    /// What is written of it. Its lines are for us, and no trader is told of them.
    pub fn schema() -> Schema {
        Schema::object().required("lines", Schema::list(Schema::object()).described("What was deferred."))
    }

    /// How many notifications it speaks of.
    pub fn size(&self) -> u64 {
        u64::try_from(self.lines.len()).unwrap_or(u64::MAX)
    }

    /// How many of them are of this type.
    pub(crate) fn count(&self, event_type: EventType) -> Option<Count> {
        let lines = self.lines.iter().filter(|line| line.event_type == event_type);
        u32::try_from(lines.count()).ok().map(Count::from)
    }

    /// What the latest of them say, the latest first.
    pub(crate) fn told_data(&self) -> impl Iterator<Item = &EventData> {
        self.lines.iter().rev().filter_map(|line| line.data.as_ref())
    }

    /// The same without what the trader wrote.
    pub(crate) fn without_free_text(self) -> Self {
        let without = |line: Line| Line { data: line.data.map(EventData::without_free_text), ..line };
        Self { lines: self.lines.into_iter().map(without).collect(), ..self }
    }

    /// The line of this notification.
    pub fn line(&self, id: &EventId) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == *id)
    }

    /// The summary as a notification of its own: in no list, and with one delivery per channel.
    pub fn notify(
        self,
        user_id: UserId,
        id: EventId,
        recipient: &Recipient,
        deployed: &[Channel],
        now: Time,
    ) -> Notification {
        let channels = self.plan(recipient, deployed);
        let expires_at = Channel::ALL.into_iter().filter_map(|channel| self.expires_at(channel)).max();
        let data = EventData::Summary(self);
        Notification {
            user_id,
            id,
            event_type: EventType::Summary,
            occurred_at: now,
            expires_at: expires_at.unwrap_or(now),
            routed_at: now,
            text: text::in_app(&data, &Locale::default()),
            data: data.to_json(),
            silent: false,
            channels,
        }
    }

    fn on(&self, channel: Channel) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.channels.contains(&channel))
    }

    fn wanted(&self, channel: Channel, recipient: &Recipient) -> impl Iterator<Item = &Line> {
        self.on(channel).filter(move |line| plan::withdrawn(line.event_type, channel, recipient).is_none())
    }

    fn plan(&self, recipient: &Recipient, deployed: &[Channel]) -> Vec<PlannedDelivery> {
        // Each of its notifications is in the app already.
        let in_app = Decision::Suppress(Reason::NotChosen);
        let mut deliveries =
            vec![PlannedDelivery { channel: Channel::Websocket, decision: in_app, devices: Vec::new() }];
        for channel in Channel::ALL.into_iter().filter(|channel| self.expires_at(*channel).is_some()) {
            let obstacle = plan::obstacle(channel, recipient, deployed);
            let decision = obstacle.map_or(Decision::Deliver, Decision::Suppress);
            let devices = match (channel, obstacle) {
                (Channel::Push, None) => recipient.device_ids(),
                _ => Vec::new(),
            };
            deliveries.push(PlannedDelivery { channel, decision, devices });
        }
        deliveries
    }
}

impl Line {
    fn of(notification: &Notification, recipient: &Recipient, is_told: bool) -> Self {
        let deferred = notification.deferred().map(|planned| planned.channel);
        let (mut channels, mut left_out) = (Vec::new(), Vec::new());
        for channel in deferred {
            match plan::withdrawn(notification.event_type, channel, recipient) {
                None => channels.push(channel),
                Some(reason) => left_out.push((channel, reason)),
            }
        }
        let is_told = is_told && notification.data.get().len() <= MOST_DATA;
        let data = is_told.then(|| EventData::of_stored(notification.event_type, &notification.data).ok());
        Self {
            id: notification.id.clone(),
            event_type: notification.event_type,
            expires_at: notification.expires_at,
            channels,
            left_out,
            data: data.flatten(),
        }
    }
}

/// A line as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredLine {
    id: EventId,
    event_type: String,
    expires_at: Time,
    channels: Vec<Channel>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<(Channel, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<Value>,
}

const MUST: &str = "must be the lines of a summary of ours";

impl Summary {
    /// Reads the data of a stored summary.
    pub(crate) fn read(mut fields: Map<String, Value>) -> Result<Self, DataError> {
        let bad = DataError::Bad { field: "lines", must: MUST };
        let lines = fields.remove("lines").ok_or(DataError::Missing { field: "lines" })?;
        let lines: Vec<StoredLine> = serde_json::from_value(lines).map_err(|_| bad.clone())?;
        let lines = lines.into_iter().map(StoredLine::read).collect::<Option<Vec<_>>>().ok_or(bad)?;
        Ok(Self { lines, expired: 0 })
    }
}

impl StoredLine {
    fn read(self) -> Option<Line> {
        let event_type = EventType::of_stored(&self.event_type)?;
        let reason = |(channel, reason): (Channel, String)| Some((channel, Reason::parse(&reason)?));
        // A line whose data cannot be read is counted in the message, and costs none of the others.
        let data = match self.data {
            Some(Value::Object(fields)) => EventData::read(event_type, fields, &mut Vec::new()).ok(),
            Some(_) | None => None,
        };
        Some(Line {
            id: self.id,
            event_type,
            expires_at: self.expires_at,
            channels: self.channels,
            left_out: self.left_out.into_iter().map(reason).collect::<Option<_>>()?,
            data,
        })
    }
}

impl Serialize for Summary {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let lines: Vec<_> = self.lines.iter().map(stored).collect();
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("lines", &lines)?;
        map.end()
    }
}

fn stored(line: &Line) -> StoredLine {
    let left_out = line.left_out.iter().map(|(channel, reason)| (*channel, reason.name().to_owned()));
    StoredLine {
        id: line.id.clone(),
        event_type: line.event_type.name().to_owned(),
        expires_at: line.expires_at,
        channels: line.channels.clone(),
        left_out: left_out.collect(),
        data: line.data.as_ref().and_then(|data| serde_json::to_value(data).ok()),
    }
}
