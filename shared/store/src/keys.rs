//! The key schema: every table, index and attribute name, and how keys are made. Attribute names
//! occur nowhere else, except in `infra/template.yaml`, which creates the tables.
//!
//! | table | hash | range | index |
//! |---|---|---|---|
//! | recipients | `user_id` | | `by_email`, global: `email_key` |
//! | inbox | `user_id`: user and part | `event_id` | `by_time`, local: `user_id`, `list_key` |
//! | tickets | `ticket_hash` | | |
//! | allowances | `counter` | | |
//! | schedule | `shard` | `wake` | |
//! | alerts | `pk` | `sk` | |
//! | broadcasts | `pk` | `sk` | |
//!
//! DynamoDB limits all items of one hash key to 10 GB in a table with a local index
//! (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections.SizeLimit>).
//! So a user's notifications are spread over [`PARTS`] hash keys, `<user>#<part>`, with the part
//! computed from the event's id. A notification that its part refuses for its size is stored under
//! `<user>#overflow`. Lists merge all of these; see `infra/adr/0021-inbox-parts.md`.
//!
//! No id of a user or an event has a `#` in it. So keys with a `#` are never mistaken for one of
//! these ids:
//!
//! - `device#<id>` in the recipients table is an item that names the owner of a device;
//! - `position#<id>`, under the bare user in the inbox table, is the time at which that position
//!   was closed;
//! - `deferred#<id>`, there too, records that the notification waits for the end of quiet hours;
//! - `deferred#~<id>`, there too, has the notifications with which a summary was begun;
//! - `merge#<id>`, there too, has the parts of a merged notification, one attribute (`m#<id>`) for
//!   each delivery;
//! - `link#<hash>` in the tickets table is a code that links a conversation with the bot.
//!
//! A recipient has one flat attribute per connection (`c#<id>`), device (`d#<id>`) and profile
//! field (`p#<field>`), and a notification has one per external delivery (`l#<channel>`,
//! `l#push#<device>`). So writers of different ones never touch the same attribute.
//!
//! `list_key` contains class, time and id of a notification. So one index answers the queries for
//! pending notifications (one class), unread ones (two adjacent classes), archived ones (one class)
//! and all others (three classes, merged). The index is local, because only a local index has strongly consistent reads
//! (`infra/adr/0002-one-inbox-item-one-index.md`). It is sparse: marks have no `list_key`. Hidden
//! notifications have a class that no list shows: a daily report counts them. Attempts and ledger
//! are not projected into the index, so a write of only those is charged for one item instead of
//! two.
//!
//! `wake` is a minute and a user. So one query finds all users of a shard whose check is due,
//! however long it has been due.
//!
//! The keys `pk` and `sk` are described in [`alerts`] and [`broadcasts`].

pub(crate) mod alerts;
mod attributes;
pub(crate) mod broadcasts;
pub(crate) mod limits;

pub(crate) use attributes::*;

use domain::delivery::budget::{Counter, Meter};
use domain::delivery::ledger::DeliveryKey;
use domain::event::data::Id;
use domain::ids::IdError;
use domain::recipient::contact::{ChatId, DeviceId};
use domain::routing::list_filter::ListFilter;
use domain::routing::notification::InboxState;
use domain::shard::{Shard, hash};
use domain::{Channel, ConnectionId, EventId, Time, UserId};
use ports::Position;

const CONNECTION: &str = "c#";
const DEVICE: &str = "d#";
const DELIVERY: &str = "l#";
const POSITION: &str = "position#";
const DEFERRED: &str = "deferred#";
/// Follows [`DEFERRED`] in the range key of a summary; no id begins with it.
const DRAFT: &str = "~";

/// Returns the attribute of a recipient that holds this connection.
pub(crate) fn connection(id: &ConnectionId) -> String {
    format!("{CONNECTION}{id}")
}

/// Returns the connection that this attribute of a recipient holds, if it holds one.
pub(crate) fn connection_in(attribute: &str) -> Option<ConnectionId> {
    attribute.strip_prefix(CONNECTION).map(ConnectionId::new)
}

/// Returns the attribute of a recipient that holds this device.
pub(crate) fn device(id: &DeviceId) -> String {
    format!("{DEVICE}{id}")
}

/// Returns the device that this attribute of a recipient holds, if it holds one.
pub(crate) fn device_in(attribute: &str) -> Option<Result<DeviceId, IdError>> {
    attribute.strip_prefix(DEVICE).map(DeviceId::parse)
}

/// Returns the key of the item that names the owner of this device.
pub(crate) fn device_owner(id: &DeviceId) -> String {
    format!("device#{id}")
}

/// Returns the key, in the recipients table, of the item that names the users to whom a
/// conversation is bound.
pub(crate) fn chat_key(chat: ChatId) -> String {
    format!("chat#{}", chat.expose())
}

/// Whether the item of the recipients table with this key is a recipient.
pub(crate) fn is_recipient(hash_key: &str) -> bool {
    UserId::parse(hash_key).is_ok()
}

/// Returns the attribute of a notification that holds this delivery's ledger entry.
pub(crate) fn delivery(key: &DeliveryKey) -> String {
    let DeliveryKey { channel, device } = key;
    match device {
        None => format!("{DELIVERY}{channel}"),
        Some(device) => format!("{DELIVERY}{channel}#{device}"),
    }
}

/// Whether this attribute of a notification belongs to the ledger.
pub(crate) fn is_delivery(attribute: &str) -> bool {
    attribute.starts_with(DELIVERY)
}

/// Returns the delivery whose ledger entry this attribute of a notification holds.
pub(crate) fn delivery_in(attribute: &str) -> Option<DeliveryKey> {
    let name = attribute.strip_prefix(DELIVERY)?;
    let (channel, device) = match name.split_once('#') {
        None => (name, None),
        Some((channel, device)) => (channel, Some(DeviceId::parse(device).ok()?)),
    };
    Some(DeliveryKey { channel: Channel::parse(channel)?, device })
}

/// The number of hash keys over which a user's notifications are spread, beside the overflow. Each
/// list is read from all of them, so a greater number would make every read more expensive; four
/// and the overflow hold 50 GB. It must not change while anything is stored.
const PARTS: u8 = 4;

/// Returns the hash key of the part of the user's inbox that has this notification.
pub(crate) fn inbox_part(user: &UserId, id: &EventId) -> String {
    format!("{user}#{}", hash(id.as_str(), PARTS))
}

/// Returns the hash key of the notifications that their own part refused for its size.
pub(crate) fn overflow(user: &UserId) -> String {
    format!("{user}#{OVERFLOW}")
}

/// Returns the hash keys of all parts of the user's inbox, including the overflow.
pub(crate) fn inbox_parts(user: &UserId) -> impl Iterator<Item = String> {
    let parts = (0..PARTS).map(move |part| format!("{user}#{part}"));
    parts.chain([overflow(user)])
}

const OVERFLOW: &str = "overflow";

/// Returns the user in a hash key, which may be that of a part of the inbox.
pub(crate) fn user_in(hash_key: &str) -> Option<UserId> {
    let user = match hash_key.split_once('#') {
        None => hash_key,
        Some((user, OVERFLOW)) => user,
        Some((user, part)) => {
            part.parse().ok().filter(|part: &u8| *part < PARTS)?;
            user
        }
    };
    UserId::parse(user).ok()
}

/// Returns the range key, in a user's inbox, of the item with the time at which this position was
/// closed.
pub(crate) fn position(id: &Id) -> String {
    format!("{POSITION}{id}")
}

/// Returns the position of the item with this range key.
pub(crate) fn position_in(range_key: &str) -> Option<Id> {
    Id::parse(range_key.strip_prefix(POSITION)?)
}

/// Returns the range key, in a user's inbox, of the item that records that this notification waits
/// for the end of quiet hours.
pub(crate) fn deferred(id: &EventId) -> String {
    format!("{DEFERRED}{id}")
}

/// Returns the range key, in a user's inbox, of the item with the notifications with which this
/// summary was begun.
pub(crate) fn draft(id: &EventId) -> String {
    format!("{DEFERRED}{DRAFT}{id}")
}

/// The subject of an item with a range key of [`deferred`] or [`draft`].
pub(crate) enum Waits {
    /// A notification.
    Notification(EventId),
    /// A summary.
    Draft(EventId),
}

/// Returns the subject of an item with this range key; `None` if the key is of neither kind.
pub(crate) fn waits(range_key: &str) -> Option<Waits> {
    let rest = range_key.strip_prefix(DEFERRED)?;
    match rest.strip_prefix(DRAFT) {
        Some(id) => EventId::parse(id).ok().map(Waits::Draft),
        None => EventId::parse(rest).ok().map(Waits::Notification),
    }
}

/// The prefix of all range keys of [`deferred`] and [`draft`], and of no others.
pub(crate) const WAITING: &str = DEFERRED;

/// Returns the hash key of a shard of the schedule: always two digits.
pub(crate) fn shard(shard: Shard) -> String {
    format!("{:02}", shard.number())
}

/// The length of the part of a formatted time that contains its minute: `2026-11-24T07:00`.
const MINUTE: usize = 16;

/// Returns the range key of a user's entry in the schedule.
pub(crate) fn wake(at: Time, user: &UserId) -> String {
    format!("{}#{user}", minute(at))
}

/// Returns a range key that sorts after all entries that are due at `now`, and before all later
/// ones.
pub(crate) fn due_until(now: Time) -> String {
    format!("{}#{END}", minute(now))
}

/// Returns the minute and the user of a range key of the schedule.
pub(crate) fn wake_in(range_key: &str) -> Option<(Time, UserId)> {
    let (minute, user) = range_key.split_once('#')?;
    Some((format!("{minute}:00Z").parse().ok()?, UserId::parse(user).ok()?))
}

fn minute(at: Time) -> String {
    at.to_string().chars().take(MINUTE).collect()
}

/// Returns the hash key of a code that links a conversation with the bot. It cannot equal that of a
/// ticket, which is hexadecimal.
pub(crate) fn link_code(hash: &str) -> String {
    format!("link#{hash}")
}

/// Returns the hash key, in the table of tickets, of the handle with this hash.
pub(crate) fn ack_handle(hash: &str) -> String {
    format!("ack#{hash}")
}

/// Returns the hash key of a counter.
pub(crate) fn counter(counter: &Counter) -> String {
    match counter {
        Counter::Calls { channel, part, second } => format!("calls#{channel}#{}#{second}", part.name()),
        Counter::Chat { user_id, second, is_exempt: false } => format!("chat#{user_id}#{second}"),
        Counter::Chat { user_id, second, is_exempt: true } => format!("chat#{user_id}#{second}#exempt"),
        Counter::Recipient { user_id, delivery: DeliveryKey { channel, device }, minute } => match device {
            None => format!("recipient#{user_id}#{channel}#{minute}"),
            Some(device) => format!("recipient#{user_id}#{channel}#{minute}#{device}"),
        },
        Counter::Sms { user_id, cap, window } => format!("sms#{user_id}#{}#{window}", cap.name()),
        Counter::Frames { meter, window, ends_at: _ } => format!("{}#{window}", self::meter(meter)),
    }
}

fn meter(meter: &Meter) -> String {
    match meter {
        Meter::Connection(connection) => format!("frames#{connection}"),
        Meter::User(user_id) => format!("frames-of#{user_id}"),
        Meter::Hello(connection) => format!("hello#{connection}"),
        Meter::Tests(user_id) => format!("tests-of#{user_id}"),
        Meter::Flood(of) => format!("flood#{}", self::meter(of)),
    }
}

/// Returns the hash key of the item with a provider's pauses.
pub(crate) fn pause(provider: Channel) -> String {
    format!("pause#{provider}")
}

/// The class of a notification in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Neither acked nor read.
    Pending,
    /// Acked, not read.
    Unread,
    /// Read.
    Read,
    /// Archived, read or not.
    Archived,
    /// Not shown in-app.
    Hidden,
}

impl Class {
    /// All classes, in the order in which items move through them until their trader takes a move back.
    pub(crate) const ALL: [Self; 5] = [Self::Pending, Self::Unread, Self::Read, Self::Archived, Self::Hidden];

    /// Returns the classes of the notifications that `filter` selects, in the order in which items move
    /// through them.
    pub(crate) fn listed(filter: &ListFilter) -> &'static [Self] {
        match (filter.archived, filter.unread) {
            (false, None) => &[Self::Pending, Self::Unread, Self::Read],
            (false, Some(true)) => &[Self::Pending, Self::Unread],
            (false, Some(false)) => &[Self::Read],
            (true, None | Some(false)) => &[Self::Archived],
            // What is archived does not count as unread.
            (true, Some(true)) => &[],
        }
    }

    /// Returns the class of a listed item in this state; `None` for a mark.
    pub(crate) fn of(state: InboxState) -> Option<Self> {
        match state {
            InboxState::ReceivedEarly
            | InboxState::SeenEarly
            | InboxState::ReadEarly
            | InboxState::SeenArchivedEarly
            | InboxState::ReadArchivedEarly => None,
            InboxState::Pending => Some(Self::Pending),
            InboxState::Received | InboxState::Seen => Some(Self::Unread),
            InboxState::Read => Some(Self::Read),
            InboxState::SeenArchived | InboxState::ReadArchived => Some(Self::Archived),
        }
    }

    /// Returns the prefix of the class. The unread classes share their first letter, and no other
    /// class has it.
    fn prefix(self) -> &'static str {
        match self {
            Self::Pending => "U0#",
            Self::Unread => "U1#",
            Self::Read => "R0#",
            Self::Archived => "A0#",
            Self::Hidden => "H0#",
        }
    }
}

/// The end of every range of times and ids: `~` sorts after all characters of both.
const END: &str = "~";

/// Returns the `list_key` of a notification.
pub(crate) fn list_key(class: Class, at: Time, id: &EventId) -> String {
    format!("{}{at}#{id}", class.prefix())
}

/// Returns the position that a `list_key` encodes.
pub(crate) fn position_in_list(list_key: &str) -> Option<Position> {
    let (_, place) = list_key.split_once('#')?;
    let (at, id) = place.split_once('#')?;
    Some(Position { at: at.parse().ok()?, id: EventId::parse(id).ok()? })
}

/// Returns the range of a class's `list_key`s after or before a position; the position itself is in
/// the range.
pub(crate) fn list_range(
    class: Class,
    after: Option<&Position>,
    before: Option<&Position>,
) -> (String, String) {
    let bound = |position: Option<&Position>, otherwise: &str| match position {
        Some(position) => list_key(class, position.at, &position.id),
        None => format!("{}{otherwise}", class.prefix()),
    };
    (bound(after, ""), bound(before, END))
}

/// Returns the range of a class's `list_key`s from `from` (inclusive) to `until` (exclusive).
pub(crate) fn list_between(class: Class, from: Time, until: Time) -> (String, String) {
    let last = until.minus(std::time::Duration::from_millis(1));
    (format!("{}{from}", class.prefix()), format!("{}{last}#{END}", class.prefix()))
}

/// Returns the range of the `list_key`s of everything unread.
pub(crate) fn unread_range() -> (String, String) {
    (Class::Pending.prefix().to_owned(), format!("{}{END}", Class::Unread.prefix()))
}

/// Returns the stored name of an inbox state.
pub(crate) fn state_name(state: InboxState) -> &'static str {
    match state {
        InboxState::ReceivedEarly => "received_early",
        InboxState::SeenEarly => "acked_early",
        InboxState::ReadEarly => "read_early",
        InboxState::SeenArchivedEarly => "archived_early",
        InboxState::ReadArchivedEarly => "read_archived_early",
        InboxState::Pending => "pending",
        InboxState::Received => "received",
        InboxState::Seen => "acked",
        InboxState::Read => "read",
        InboxState::SeenArchived => "archived",
        InboxState::ReadArchived => "read_archived",
    }
}

/// Returns the inbox state of this stored name.
pub(crate) fn state_of(name: &str) -> Option<InboxState> {
    InboxState::ALL.into_iter().find(|state| state_name(*state) == name)
}

#[cfg(test)]
mod tests;
