//! The trader as a destination: preferences, contacts, devices and live connections, read together in one item.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;

use crate::catalogue::Channel;
use crate::contact::{Address, Chat, ChatId, Dead, Device, DeviceId, EmailAddress, Phone, PhoneNumber};
use crate::delivery::DeliveryKey;
use crate::ids::{ConnectionId, UserId};
use crate::locale::{self, Locale};
use crate::preferences::Preferences;
use crate::profile::{Dated, Profile};
use crate::quiet;
use crate::report::{PublishedPnl, Reported};
use crate::time::Time;

/// The most connections that a user can have; beyond it the oldest go.
pub const MAX_CONNECTIONS: usize = 20;

/// A connection ends this long after it was opened: the gateway's own limit.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>
pub const MAX_CONNECTION_AGE: Duration = Duration::from_hours(2);

/// The gateway answers 410 for a connection that is still being set up, so a 410 proves nothing about one
/// that was registered less than this ago.
pub const FRESH: Duration = Duration::from_secs(10);

/// One open socket of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// The gateway's name for it.
    pub id: ConnectionId,
    /// When `$connect`, `hello` or `ping` last registered it.
    pub registered_at: Time,
    /// When we close it: two hours after it was opened, or when its token is too old.
    pub closes_at: Time,
    /// When the token was issued that opened it, if the token said so.
    pub issued_at: Option<Time>,
}

impl Connection {
    /// Whether a 410 may mean "not ready yet" instead of "gone".
    pub fn is_fresh(&self, now: Time) -> bool {
        now < self.registered_at.plus(FRESH)
    }
}

/// Everything that routing needs to know of a user.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipient {
    /// Whose.
    pub user_id: UserId,
    /// What the trader wants; the defaults for a user that we have never heard of.
    pub preferences: Arc<Preferences>,
    /// How often the trader has changed them; 0: never.
    pub version: u64,
    /// The registered sockets, in no particular order.
    pub connections: Vec<Connection>,
    /// What the exchange says of the trader.
    pub profile: Profile,
    /// The version with which e-mail was last switched on for a section; 0: never. Older unsubscribe links are void.
    pub email_switched_on: u64,
    /// The mailbox that was found dead, or whose owner complained. Nothing is sent there until the profile states it again.
    pub dead_email: Option<Dead<EmailAddress>>,
    /// The number that was found dead. Nothing is sent there until the profile states it again.
    pub dead_phone: Option<Dead<PhoneNumber>>,
    /// The linked conversation with the bot, to which messages go.
    pub chat: Option<Chat>,
    /// A conversation that takes the place of `chat` once its reader confirms it. Nothing is sent there until then.
    pub proposed_chat: Option<Chat>,
    /// The conversation that another one has taken the place of.
    pub former_chat: Option<FormerChat>,
    /// How often a device or the conversation was added or removed: it tells one change from the next.
    pub contact_changes: u64,
    /// Whether a part of the inbox ever refused a notification for its size, so that one may be in the overflow.
    pub inbox_overflows: bool,
    /// The exchange's latest revocation: tokens that were issued at or before it, or do not say when, are refused.
    pub revoked_at: Option<Time>,
    /// The apps that can be pushed to, the latest registered first.
    pub devices: Vec<Device>,
    /// The latest daily report, if there was one.
    pub reported: Option<Reported>,
    /// The latest profit and loss that the exchange has published, if it did.
    pub pnl: Option<PublishedPnl>,
}

/// A conversation that was linked before the present one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormerChat {
    /// The conversation.
    pub id: ChatId,
    /// When the present one took its place.
    pub until: Time,
}

impl Recipient {
    /// A user without a profile: in-app only, with the default preferences.
    pub fn unknown(user_id: UserId) -> Self {
        Self {
            user_id,
            preferences: Preferences::of_a_newcomer(),
            version: 0,
            email_switched_on: 0,
            connections: Vec::new(),
            profile: Profile::default(),
            dead_email: None,
            dead_phone: None,
            chat: None,
            proposed_chat: None,
            former_chat: None,
            contact_changes: 0,
            inbox_overflows: false,
            revoked_at: None,
            devices: Vec::new(),
            reported: None,
            pnl: None,
        }
    }

    /// The recipient whom a security notice of `at` goes to: with the conversation that was linked then, since another one that
    /// was linked right after it may be a stranger's.
    pub fn as_of(self, at: Time) -> Self {
        match self.former_chat.filter(|former| at <= former.until) {
            Some(FormerChat { id, .. }) => {
                Self { chat: Some(Chat { id, linked_at: Time::EPOCH, confirm_by: None }), ..self }
            }
            None => self,
        }
    }

    /// The conversation of this number, be it linked or proposed.
    pub fn chat_of(&self, id: ChatId) -> Option<Chat> {
        [self.chat, self.proposed_chat].into_iter().flatten().find(|chat| chat.id == id)
    }

    /// The mailbox to write to.
    pub fn email(&self) -> Option<&EmailAddress> {
        let Dated { value, updated_at } = &self.profile.email;
        let is_dead = |email: &EmailAddress| {
            self.dead_email.as_ref().is_some_and(|dead| dead.covers(email, *updated_at))
        };
        value.as_ref().filter(|email| !is_dead(email))
    }

    /// The telephone to send an SMS to.
    pub fn phone(&self) -> Option<&Phone> {
        let Dated { value, updated_at } = &self.profile.phone;
        let phone = value.as_ref()?;
        let is_dead = self.dead_phone.as_ref().is_some_and(|dead| dead.covers(&phone.number, *updated_at));
        (!is_dead).then_some(phone)
    }

    /// Whether the exchange has revoked a token that was issued then: it has no right to connect any more.
    pub fn has_revoked(&self, issued_at: Option<Time>) -> bool {
        self.revoked_at.is_some_and(|revoked_at| issued_at.is_none_or(|issued_at| issued_at <= revoked_at))
    }

    /// Whether there is any way to the trader outside the app.
    pub fn has_contacts(&self) -> bool {
        Channel::ALL.into_iter().any(|channel| channel != Channel::Websocket && self.is_reachable(channel))
    }

    /// The device of this name.
    pub fn device(&self, id: &DeviceId) -> Option<&Device> {
        self.devices.iter().find(|device| device.id == *id)
    }

    /// The names of all devices, the latest registered first.
    pub fn device_ids(&self) -> Vec<DeviceId> {
        self.devices.iter().map(|device| device.id.clone()).collect()
    }

    /// Whether there is somewhere to send to. The inbox is always there.
    pub fn is_reachable(&self, channel: Channel) -> bool {
        match channel {
            Channel::Websocket => true,
            Channel::Push => !self.devices.is_empty(),
            Channel::Telegram => self.chat.is_some(),
            Channel::Email => self.email().is_some(),
            Channel::Sms => self.phone().is_some(),
        }
    }

    /// Where this delivery goes; `None` where there is nowhere any more.
    pub fn address(&self, key: &DeliveryKey) -> Option<Address<'_>> {
        match key.channel {
            Channel::Websocket => None,
            Channel::Push => self.device(key.device.as_ref()?).map(Address::Push),
            Channel::Telegram => self.chat.map(|chat| Address::Telegram(chat.id)),
            Channel::Email => self.email().map(Address::Email),
            Channel::Sms => self.phone().map(Address::Sms),
        }
    }

    /// In what language and zone the trader reads: the device's own language, then the preferences, then the profile.
    pub fn locale(&self, device: Option<&Device>) -> Locale {
        let tags = [
            device.and_then(|device| device.language.as_deref()),
            self.preferences.language.as_deref(),
            self.profile.language.value.as_deref(),
        ];
        Locale::choose(tags.into_iter().flatten(), self.zones())
    }

    /// The zone by whose clock the trader lives: that of the preferences, then that of the profile, else UTC.
    pub fn zone(&self) -> TimeZone {
        self.zones().find_map(locale::zone).unwrap_or(TimeZone::UTC)
    }

    /// The first minute from `now` on that is not quiet; `None` if `now` is not in the trader's quiet hours.
    pub fn quiet_until(&self, now: Time) -> Option<Time> {
        let quiet_hours = &self.preferences.quiet_hours;
        // Most traders have none, and need no zone looked up.
        if quiet_hours.enabled { quiet::quiet_until(quiet_hours, &self.zone(), now) } else { None }
    }

    fn zones(&self) -> impl Iterator<Item = &str> {
        let zones = [self.preferences.time_zone.as_deref(), self.profile.time_zone.value.as_deref()];
        zones.into_iter().flatten()
    }

    /// The devices beyond [`MAX_DEVICES`](crate::contact::MAX_DEVICES): the least recently registered.
    pub fn surplus_devices(&self) -> Vec<&Device> {
        let mut devices: Vec<_> = self.devices.iter().collect();
        devices.sort_by(|a, b| (b.registered_at, &b.id).cmp(&(a.registered_at, &a.id)));
        devices.split_off(devices.len().min(crate::contact::MAX_DEVICES))
    }

    /// The connections to post to at `now`, and those to close instead: past their time, or beyond
    /// [`MAX_CONNECTIONS`], where the least recently registered go first.
    pub fn live_and_overdue(&self, now: Time) -> (Vec<&Connection>, Vec<&Connection>) {
        let (mut live, mut overdue): (Vec<_>, Vec<_>) =
            self.connections.iter().partition(|connection| now < connection.closes_at);
        live.sort_by(|a, b| (b.registered_at, &b.id).cmp(&(a.registered_at, &a.id)));
        if live.len() > MAX_CONNECTIONS {
            overdue.extend(live.split_off(MAX_CONNECTIONS));
        }
        (live, overdue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipient(connections: Vec<Connection>) -> Recipient {
        Recipient { connections, ..Recipient::unknown(UserId::parse("u-1").unwrap()) }
    }

    fn connection(id: &str, registered_at: i64, closes_at: i64) -> Connection {
        Connection {
            id: ConnectionId::new(id),
            registered_at: Time::from_millis(registered_at),
            closes_at: Time::from_millis(closes_at),
            issued_at: None,
        }
    }

    #[test]
    fn a_revocation_holds_for_what_was_issued_before_it_or_does_not_say() {
        let revoked = Recipient { revoked_at: Some(Time::from_millis(5)), ..recipient(Vec::new()) };
        for (issued_at, is_revoked) in [(None, true), (Some(4), true), (Some(5), true), (Some(6), false)] {
            let issued_at = issued_at.map(Time::from_millis);
            assert_eq!(revoked.has_revoked(issued_at), is_revoked, "{issued_at:?}");
            assert!(!recipient(Vec::new()).has_revoked(issued_at), "{issued_at:?}");
        }
    }

    #[test]
    fn a_connection_past_its_time_is_closed_not_posted_to() {
        let recipient = recipient(vec![connection("old", 0, 100), connection("new", 0, 101)]);
        let (live, overdue) = recipient.live_and_overdue(Time::from_millis(100));
        assert_eq!(live.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["new"]);
        assert_eq!(overdue.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["old"]);
    }

    #[test]
    fn beyond_twenty_the_least_recently_registered_go() {
        let connections = (0..22).map(|i| connection(&format!("c{i}"), i, 1_000)).collect();
        let recipient = recipient(connections);
        let (live, overdue) = recipient.live_and_overdue(Time::from_millis(500));
        assert_eq!(live.len(), MAX_CONNECTIONS);
        assert_eq!(overdue.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["c1", "c0"]);
    }

    #[test]
    fn a_connection_is_fresh_for_ten_seconds() {
        let connection = connection("c", 1_000, 100_000);
        assert!(connection.is_fresh(Time::from_millis(10_999)));
        assert!(!connection.is_fresh(Time::from_millis(11_000)));
    }
}
