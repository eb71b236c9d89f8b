//! The key schema: every table, index and attribute name, and how keys are made. No name of an attribute
//! stands anywhere else, except in `infra/template.yaml`, which creates the tables.
//!
//! | table | hash | range | index |
//! |---|---|---|---|
//! | recipients | `user_id` | | `by_email`, global: `email_key` |
//! | inbox | `user_id`: user and part | `event_id` | `by_time`, local: `user_id`, `list_key` |
//! | tickets | `ticket_hash` | | |
//! | allowances | `counter` | | |
//! | schedule | `shard` | `wake` | |
//! | alerts | `pk` | `sk` | |
//!
//! DynamoDB limits all items of one hash key to 10 GB where the table has a local index
//! (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections.SizeLimit>), so a user's
//! notifications are spread over [`PARTS`] hash keys: `<user>#<part>`, where the part follows from the event's id. One that its
//! part refuses for its size goes to `<user>#overflow`. Lists merge all of them; see `infra/adr/0021-inbox-parts.md`.
//!
//! No id of a user or an event has a `#` in it, so what has one stands beside them and is never mistaken for
//! one of theirs: `device#<id>` among the recipients says whose device it is. In the inbox, under the bare user, are the things
//! that are no notifications: `position#<id>` says when that position was closed, `deferred#<id>` that the notification waits for the end of quiet hours, and `deferred#~<id>`
//! what a summary was begun with, and `merge#<id>` what a merged notification is made of, one attribute (`m#<id>`) for each
//! delivery; `link#<hash>` among the tickets is a code for a conversation with the bot.
//!
//! A recipient has one flat attribute per connection (`c#<id>`), device (`d#<id>`) and field of the profile
//! (`p#<field>`), and a notification one per external delivery (`l#<channel>`, `l#push#<device>`): two writers of
//! two of them never touch the same attribute.
//!
//! `list_key` carries class, time and id of a notification, so that one index answers what is pending (one
//! class), what is unread (two adjacent classes) and everything (three classes, merged). It is local, since
//! only a local index reads consistently; and sparse: marks have no `list_key`. Hidden notifications have a class that no
//! list shows: a daily report counts them. Attempts and ledger are not copied to it: whoever writes them pays for one
//! item and not for two.
//!
//! `wake` is a minute and a user, so that one query finds everybody in a shard whose minute has come, however long ago.
//!
//! What stands under `pk` and `sk` is told in [`alerts`].

pub(crate) mod alerts;
pub(crate) mod limits;

use domain::budget::{Counter, Meter};
use domain::contact::{ChatId, DeviceId};
use domain::data::Id;
use domain::ids::IdError;
use domain::ledger::DeliveryKey;
use domain::notification::InboxState;
use domain::shard::{Shard, hash};
use domain::{Channel, ConnectionId, EventId, Time, UserId};
use ports::Position;

pub(crate) const USER_ID: &str = "user_id";
pub(crate) const EVENT_ID: &str = "event_id";
pub(crate) const TICKET_HASH: &str = "ticket_hash";
pub(crate) const COUNTER: &str = "counter";
pub(crate) const SHARD: &str = "shard";
pub(crate) const WAKE: &str = "wake";
pub(crate) const PK: &str = "pk";
pub(crate) const SK: &str = "sk";

/// The index of the inbox that orders by time.
pub(crate) const BY_TIME: &str = "by_time";
pub(crate) const LIST_KEY: &str = "list_key";

/// The index of the recipients that finds the owners of a mailbox.
pub(crate) const BY_EMAIL: &str = "by_email";
pub(crate) const EMAIL_KEY: &str = "email_key";

/// Seconds since 1970, after which DynamoDB deletes the item "within a few days".
pub(crate) const TTL: &str = "ttl";

// A notification. Names and values are kept short: each KB is a write unit.
pub(crate) const STATE: &str = "state";
pub(crate) const ACKED_AT: &str = "acked_at";
pub(crate) const EVENT_TYPE: &str = "event_type";
pub(crate) const OCCURRED_AT: &str = "occurred_at";
pub(crate) const EXPIRES_AT: &str = "expires_at";
pub(crate) const ROUTED_AT: &str = "routed_at";
pub(crate) const DATA: &str = "data";
pub(crate) const TITLE: &str = "title";
pub(crate) const BODY: &str = "body";
pub(crate) const SILENT: &str = "silent";
pub(crate) const CHANNELS: &str = "channels";
pub(crate) const ATTEMPTS: &str = "attempts";
pub(crate) const LADDER_STEP: &str = "ladder_step";
pub(crate) const RELEASED_AS: &str = "released_as";

/// What the index `by_time` has of a notification beside the keys: all that a list shows.
#[cfg(test)]
pub(crate) const LISTED: [&str; 11] =
    [STATE, ACKED_AT, EVENT_TYPE, OCCURRED_AT, EXPIRES_AT, ROUTED_AT, DATA, TITLE, BODY, SILENT, CHANNELS];

// An entry of the ledger.
pub(crate) const REVISION: &str = "r";
pub(crate) const LEDGER_STATE: &str = "s";
pub(crate) const TRIES: &str = "t";
pub(crate) const POSSIBLE_DUPLICATES: &str = "x";
pub(crate) const DOUBTFUL: &str = "q";
pub(crate) const UNTIL_OR_AT: &str = "u";
/// Whose claim it is.
pub(crate) const CLAIMANT: &str = "c";
pub(crate) const REASON: &str = "y";
pub(crate) const SEND_ATTEMPTS: &str = "a";
/// The merged notification as which it leaves.
pub(crate) const MERGED_AS: &str = "m";

// What a summary was begun with, and whether it is finished.
pub(crate) const ITEMS: &str = "items";
pub(crate) const IS_FINISHED: &str = "is_finished";

// A user in the schedule.
pub(crate) const STAMP: &str = "stamp";

// A closed position.
pub(crate) const CLOSED_AT: &str = "closed_at";

// A recipient.
pub(crate) const PREFERENCES: &str = "preferences";
pub(crate) const VERSION: &str = "version";
pub(crate) const EMAIL: &str = "p#email";
pub(crate) const PHONE: &str = "p#phone";
pub(crate) const PROFILE_LANGUAGE: &str = "p#language";
pub(crate) const PROFILE_TIME_ZONE: &str = "p#time_zone";
pub(crate) const PROFILE_COUNTRY: &str = "p#country";
pub(crate) const DEAD_EMAIL: &str = "dead_email";
pub(crate) const DEAD_PHONE: &str = "dead_phone";
/// When the dead contacts were found dead, and the time of the profile message that had stated them.
pub(crate) const DEAD_EMAIL_AT: &str = "dead_email_at";
pub(crate) const DEAD_PHONE_AT: &str = "dead_phone_at";
pub(crate) const DEAD_EMAIL_STATED_AT: &str = "dead_email_stated_at";
pub(crate) const DEAD_PHONE_STATED_AT: &str = "dead_phone_stated_at";
pub(crate) const CHAT: &str = "chat";
pub(crate) const CHAT_LINKED_AT: &str = "chat_linked_at";
pub(crate) const CHAT_CONFIRM_BY: &str = "chat_confirm_by";
pub(crate) const PROPOSED_CHAT: &str = "proposed_chat";
pub(crate) const FORMER_CHAT: &str = "former_chat";
pub(crate) const FORMER_CHAT_UNTIL: &str = "former_chat_until";
pub(crate) const CONTACT_CHANGES: &str = "contact_changes";
pub(crate) const INBOX_OVERFLOWS: &str = "inbox_overflows";
pub(crate) const REVOKED_AT: &str = "revoked_at";
pub(crate) const EMAIL_SWITCHED_ON: &str = "email_switched_on";
pub(crate) const REPORTED: &str = "reported";
pub(crate) const PNL: &str = "pnl";

// A connection.
pub(crate) const REGISTERED_AT: &str = "registered_at";
pub(crate) const CLOSES_AT: &str = "closes_at";
/// Of a connection and of a ticket.
pub(crate) const ISSUED_AT: &str = "issued_at";

// A field of the profile, and a device.
pub(crate) const VALUE: &str = "v";
pub(crate) const AT: &str = "at";
pub(crate) const COUNTRY: &str = "country";
pub(crate) const TOKEN: &str = "token";
pub(crate) const PLATFORM: &str = "platform";
pub(crate) const LANGUAGE: &str = "language";

// What the exchange published of profit and loss.
pub(crate) const REALIZED: &str = "realized";
pub(crate) const UNREALIZED: &str = "unrealized";
pub(crate) const CURRENCY: &str = "currency";

// Whose a device is.
pub(crate) const OWNER: &str = "owner";
pub(crate) const OWNERS: &str = "owners";

// A ticket.
pub(crate) const VALID_UNTIL: &str = "valid_until";

// A code for a conversation.
pub(crate) const REDEEMED_BY: &str = "redeemed_by";

// A counter, and a provider that wants to be left alone.
pub(crate) const TOTAL: &str = "total";
pub(crate) const UNTIL: &str = "until";

const CONNECTION: &str = "c#";
const DEVICE: &str = "d#";
const DELIVERY: &str = "l#";
const POSITION: &str = "position#";
const DEFERRED: &str = "deferred#";
/// Behind [`DEFERRED`]; no id begins with it.
const DRAFT: &str = "~";

/// The attribute of a recipient that holds this connection.
pub(crate) fn connection(id: &ConnectionId) -> String {
    format!("{CONNECTION}{id}")
}

/// The connection that this attribute of a recipient holds.
pub(crate) fn connection_in(attribute: &str) -> Option<ConnectionId> {
    attribute.strip_prefix(CONNECTION).map(ConnectionId::new)
}

/// The attribute of a recipient that holds this device.
pub(crate) fn device(id: &DeviceId) -> String {
    format!("{DEVICE}{id}")
}

/// The device that this attribute of a recipient holds, if it holds one.
pub(crate) fn device_in(attribute: &str) -> Option<Result<DeviceId, IdError>> {
    attribute.strip_prefix(DEVICE).map(DeviceId::parse)
}

/// The key of the item that says whose this device is.
pub(crate) fn device_owner(id: &DeviceId) -> String {
    format!("device#{id}")
}

/// The key under which the recipients table has to whom a conversation is bound.
pub(crate) fn chat_key(chat: ChatId) -> String {
    format!("chat#{}", chat.expose())
}

/// The attribute of a notification that holds this delivery's entry in the ledger.
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

/// The delivery whose entry this attribute of a notification holds.
pub(crate) fn delivery_in(attribute: &str) -> Option<DeliveryKey> {
    let name = attribute.strip_prefix(DELIVERY)?;
    let (channel, device) = match name.split_once('#') {
        None => (name, None),
        Some((channel, device)) => (channel, Some(DeviceId::parse(device).ok()?)),
    };
    Some(DeliveryKey { channel: Channel::parse(channel)?, device })
}

/// Over how many hash keys a user's notifications are spread, beside the overflow. Each list is read from all of them, so more
/// would cost every reader; four and the overflow hold 50 GB. It must not change while anything is stored.
const PARTS: u8 = 4;

/// The hash key of the part of the user's inbox that has this notification.
pub(crate) fn inbox_part(user: &UserId, id: &EventId) -> String {
    format!("{user}#{}", hash(id.as_str(), PARTS))
}

/// The hash key of the notifications that their own part refused for its size.
pub(crate) fn overflow(user: &UserId) -> String {
    format!("{user}#{OVERFLOW}")
}

/// The hash keys of all parts of the user's inbox.
pub(crate) fn inbox_parts(user: &UserId) -> impl Iterator<Item = String> {
    let parts = (0..PARTS).map(move |part| format!("{user}#{part}"));
    parts.chain([overflow(user)])
}

const OVERFLOW: &str = "overflow";

/// The user in a hash key, which may be that of a part of the inbox.
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

/// The range key in a user's inbox of the item that says when this position was closed.
pub(crate) fn position(id: &Id) -> String {
    format!("{POSITION}{id}")
}

/// The position that an item with this range key speaks of.
pub(crate) fn position_in(range_key: &str) -> Option<Id> {
    Id::parse(range_key.strip_prefix(POSITION)?)
}

/// The range key in a user's inbox of the item that says that this notification waits for the end of quiet hours.
pub(crate) fn deferred(id: &EventId) -> String {
    format!("{DEFERRED}{id}")
}

/// The range key in a user's inbox of the item that says what this summary was begun with.
pub(crate) fn draft(id: &EventId) -> String {
    format!("{DEFERRED}{DRAFT}{id}")
}

/// What an item with a range key of [`deferred`] or [`draft`] is about.
pub(crate) enum Waits {
    /// A notification.
    Notification(EventId),
    /// A summary.
    Draft(EventId),
}

/// What an item with this range key is about; `None` if it is about neither.
pub(crate) fn waits(range_key: &str) -> Option<Waits> {
    let rest = range_key.strip_prefix(DEFERRED)?;
    match rest.strip_prefix(DRAFT) {
        Some(id) => EventId::parse(id).ok().map(Waits::Draft),
        None => EventId::parse(rest).ok().map(Waits::Notification),
    }
}

/// What all range keys of [`deferred`] and [`draft`] begin with, and no others.
pub(crate) const WAITING: &str = DEFERRED;

/// The hash key of a part of the schedule: always two digits.
pub(crate) fn shard(shard: Shard) -> String {
    format!("{:02}", shard.number())
}

/// How much of a time's text is its minute: `2026-11-24T07:00`.
const MINUTE: usize = 16;

/// The range key of a user in the schedule.
pub(crate) fn wake(at: Time, user: &UserId) -> String {
    format!("{}#{user}", minute(at))
}

/// Behind the range keys of everybody whose minute has come.
pub(crate) fn due_until(now: Time) -> String {
    format!("{}#{END}", minute(now))
}

/// The minute and the user of a range key of the schedule.
pub(crate) fn wake_in(range_key: &str) -> Option<(Time, UserId)> {
    let (minute, user) = range_key.split_once('#')?;
    Some((format!("{minute}:00Z").parse().ok()?, UserId::parse(user).ok()?))
}

fn minute(at: Time) -> String {
    at.to_string().chars().take(MINUTE).collect()
}

/// The hash key of a code for a conversation with the bot. The hash of a ticket is hexadecimal.
pub(crate) fn link_code(hash: &str) -> String {
    format!("link#{hash}")
}

/// The hash key of a counter.
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
        Meter::Flood(of) => format!("flood#{}", self::meter(of)),
    }
}

/// The hash key of the item that says until when a provider wants to be left alone.
pub(crate) fn pause(provider: Channel) -> String {
    format!("pause#{provider}")
}

/// The part of the index in which a notification stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Neither acked nor read.
    Pending,
    /// Acked, not read.
    Unread,
    /// Read.
    Read,
    /// Not shown in-app.
    Hidden,
}

impl Class {
    /// Those that lists show.
    pub(crate) const LISTED: [Self; 3] = [Self::Pending, Self::Unread, Self::Read];

    /// All of them, in the order in which items move.
    pub(crate) const ALL: [Self; 4] = [Self::Pending, Self::Unread, Self::Read, Self::Hidden];

    /// The class of a listed item in this state; a mark is in none.
    pub(crate) fn of(state: InboxState) -> Option<Self> {
        match state {
            InboxState::AckedEarly | InboxState::ReadEarly => None,
            InboxState::Pending => Some(Self::Pending),
            InboxState::Acked => Some(Self::Unread),
            InboxState::Read => Some(Self::Read),
        }
    }

    /// The unread classes share their first letter, and no other class has it.
    fn prefix(self) -> &'static str {
        match self {
            Self::Pending => "U0#",
            Self::Unread => "U1#",
            Self::Read => "R0#",
            Self::Hidden => "H0#",
        }
    }
}

/// After every time and id: `~` sorts behind all characters of both.
const END: &str = "~";

/// The `list_key` of a notification.
pub(crate) fn list_key(class: Class, at: Time, id: &EventId) -> String {
    format!("{}{at}#{id}", class.prefix())
}

/// The place that a `list_key` says.
pub(crate) fn position_in_list(list_key: &str) -> Option<Position> {
    let (_, place) = list_key.split_once('#')?;
    let (at, id) = place.split_once('#')?;
    Some(Position { at: at.parse().ok()?, id: EventId::parse(id).ok()? })
}

/// The `list_key`s of a class that lie after or before a position, which is itself among them.
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

/// The `list_key`s of a class from `from` on and before `until`.
pub(crate) fn list_between(class: Class, from: Time, until: Time) -> (String, String) {
    let last = until.minus(std::time::Duration::from_millis(1));
    (format!("{}{from}", class.prefix()), format!("{}{last}#{END}", class.prefix()))
}

/// The `list_key`s of everything unread.
pub(crate) fn unread_range() -> (String, String) {
    (Class::Pending.prefix().to_owned(), format!("{}{END}", Class::Unread.prefix()))
}

/// The name of an inbox state in the store.
pub(crate) fn state_name(state: InboxState) -> &'static str {
    match state {
        InboxState::AckedEarly => "acked_early",
        InboxState::ReadEarly => "read_early",
        InboxState::Pending => "pending",
        InboxState::Acked => "acked",
        InboxState::Read => "read",
    }
}

/// The inbox state of this name.
pub(crate) fn state_of(name: &str) -> Option<InboxState> {
    InboxState::ALL.into_iter().find(|state| state_name(*state) == name)
}

#[cfg(test)]
mod tests {
    use domain::budget::{Cap, Part};

    use super::*;

    #[test]
    fn the_unread_classes_are_adjacent_and_alone() {
        let (low, high) = unread_range();
        let key = |class| list_key(class, Time::from_millis(1), &EventId::parse("e").unwrap());
        for (class, unread) in [(Class::Pending, true), (Class::Unread, true), (Class::Read, false)] {
            assert_eq!((low.as_str()..=high.as_str()).contains(&key(class).as_str()), unread, "{class:?}");
        }
    }

    /// What is stored is found only while these stay as they are.
    #[test]
    fn the_part_of_a_notification_follows_from_its_id() {
        let user = UserId::parse("u-1").unwrap();
        let part = |id: &str| inbox_part(&user, &EventId::parse(id).unwrap());
        let parts = ["e-1", "e-2", "e-3", "e-4", "order:8812"].map(part);
        assert_eq!(parts, ["u-1#2", "u-1#3", "u-1#0", "u-1#1", "u-1#0"]);
        let all: Vec<String> = inbox_parts(&user).collect();
        assert_eq!(all, ["u-1#0", "u-1#1", "u-1#2", "u-1#3", "u-1#overflow"]);
        for key in all.iter().map(String::as_str).chain(["u-1"]) {
            assert_eq!(user_in(key), Some(user.clone()), "{key}");
        }
        for other in ["u-1#4", "u-1#", "u-1#x", "#0", "device#d-1", "u-1#0#0"] {
            assert_eq!(user_in(other), None, "{other}");
        }
        // So many of a user that no part has much more than its share.
        let mut counts = [0; 4];
        for n in 0..4_000 {
            let key = part(&format!("fill-{n}"));
            counts[usize::from(key.as_bytes()[4] - b'0')] += 1;
        }
        assert!(counts.iter().all(|count| (800..=1_200).contains(count)), "{counts:?}");
    }

    #[test]
    fn a_class_range_holds_its_whole_class() {
        let key =
            list_key(Class::Unread, Time::from_millis(253_402_214_400_000), &EventId::parse("zzz").unwrap());
        let (low, high) = list_range(Class::Unread, None, None);
        assert!(low < key && key < high);
    }

    #[test]
    fn a_delivery_is_found_by_its_attribute() {
        for (channel, device, attribute) in
            [(Channel::Email, None, "l#email"), (Channel::Push, Some("d:1@x"), "l#push#d:1@x")]
        {
            let key = DeliveryKey { channel, device: device.map(|id| DeviceId::parse(id).unwrap()) };
            assert_eq!(delivery(&key), attribute);
            assert_eq!(delivery_in(attribute), Some(key));
        }
        for not in ["l#pigeon", "l#push#a#b", "email"] {
            assert_eq!(delivery_in(not), None, "{not}");
        }
    }

    #[test]
    fn counters_do_not_share_a_key() {
        let user_id = domain::UserId::parse("u-1").unwrap();
        let calls = |channel, part, second| counter(&Counter::Calls { channel, part, second });
        assert_eq!(calls(Channel::Telegram, Part::Common, 1_795_420_800), "calls#telegram#common#1795420800");
        assert_eq!(calls(Channel::Push, Part::Reserved, 7), "calls#push#p0#7");
        let chat = |is_exempt| counter(&Counter::Chat { user_id: user_id.clone(), second: 7, is_exempt });
        assert_eq!((chat(false), chat(true)), ("chat#u-1#7".into(), "chat#u-1#7#exempt".into()));
        let email = DeliveryKey::of_channel(Channel::Email);
        let minute = counter(&Counter::of_recipient(&user_id, &email, Time::from_millis(420_000)));
        assert_eq!(minute, "recipient#u-1#email#7");
        let sms = |cap| counter(&Counter::Sms { user_id: user_id.clone(), cap, window: 3 });
        let frames = |meter| counter(&Counter::Frames { meter, window: 9, ends_at: Time::EPOCH });
        assert_eq!(frames(Meter::Connection(ConnectionId::new("c="))), "frames#c=#9");
        assert_eq!(frames(Meter::User(user_id.clone())), "frames-of#u-1#9");
        assert_eq!(frames(Meter::Hello(ConnectionId::new("c="))), "hello#c=#9");
        assert_eq!(frames(Meter::Flood(Box::new(Meter::User(user_id.clone())))), "flood#frames-of#u-1#9");
        assert_eq!((sms(Cap::Hourly), sms(Cap::Daily)), ("sms#u-1#hour#3".into(), "sms#u-1#day#3".into()));
    }
}
