//! The trader as a recipient: preferences, contacts, devices and live connections, which are read together
//! from one item.

pub mod contact;
pub mod former;
pub mod profile;
pub mod reported;

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;

use crate::event::audience::Member;
use crate::event::broadcast::Broadcast;
use crate::event::catalogue::Channel;
use crate::ids::{ConnectionId, UserId};
use crate::locale::{self, Language, Locale};
use crate::preferences::Preferences;
use crate::preferences::quiet;
use crate::recipient::contact::{Chat, ChatId, Dead, Device, DeviceId, EmailAddress, Phone, PhoneNumber};
use crate::recipient::profile::{AccountStatus, Dated, Profile};
use crate::recipient::reported::{PublishedPnl, Reported};
use crate::time::Time;
use crate::topics::Topics;

/// The maximum number of connections of a user; beyond it the oldest are closed.
pub const MAX_CONNECTIONS: usize = 20;

/// The maximum age of a connection. It is the limit of API Gateway:
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>
pub const MAX_CONNECTION_AGE: Duration = Duration::from_hours(2);

/// The time for which a connection counts as fresh. API Gateway answers 410 for a connection that is still
/// being set up, so a 410 does not mean that a fresh connection is gone.
pub const FRESH: Duration = Duration::from_secs(10);

/// An open WebSocket connection of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// The connection ID of API Gateway.
    pub id: ConnectionId,
    /// The time at which `$connect`, `hello` or `ping` last registered it.
    pub registered_at: Time,
    /// The time at which we close it: two hours after it was opened, or when its token is too old.
    pub closes_at: Time,
    /// The time at which the token that opened it was issued, if the token has it.
    pub issued_at: Option<Time>,
}

impl Connection {
    /// Whether a 410 may mean "not ready yet" instead of "gone".
    pub fn is_fresh(&self, now: Time) -> bool {
        now < self.registered_at.plus(FRESH)
    }
}

/// The data about a user that routing needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipient {
    /// The user.
    pub user_id: UserId,
    /// The trader's preferences; the defaults for an unknown user.
    pub preferences: Arc<Preferences>,
    /// The number of times the trader has changed the preferences.
    pub version: u64,
    /// The registered connections, in no particular order.
    pub connections: Vec<Connection>,
    /// The profile that the exchange sent.
    pub profile: Profile,
    /// The version with which e-mail was last switched on for a section; 0 if it never was. Older
    /// unsubscribe links are void.
    pub email_switched_on: u64,
    /// The mailbox that bounced, or whose owner complained. No e-mail is sent to it until the profile
    /// states it again.
    pub dead_email: Option<Dead<EmailAddress>>,
    /// The phone number that was reported as unreachable. No SMS is sent to it until the
    /// profile states it again.
    pub dead_phone: Option<Dead<PhoneNumber>>,
    /// The linked conversation with the bot, which receives the messages.
    pub chat: Option<Chat>,
    /// A conversation that replaces `chat` once its reader confirms it. No messages are
    /// sent to it until then.
    pub proposed_chat: Option<Chat>,
    /// The conversation that was replaced by another one.
    pub former_chat: Option<FormerChat>,
    /// The number of times that a device or the conversation was added or removed. It distinguishes one
    /// change from the next.
    pub contact_changes: u64,
    /// Whether a part of the inbox ever rejected a notification because of its size, so that one may be in
    /// the overflow.
    pub inbox_overflows: bool,
    /// The exchange's latest revocation. Tokens that were issued at or before it, or have no time of issue,
    /// are rejected.
    pub revoked_at: Option<Time>,
    /// The apps that receive push messages, the latest registered first.
    pub devices: Vec<Device>,
    /// The end of the time for which the trader wants to be interrupted by P0 only; it may be over.
    pub snoozed_until: Option<Time>,
    /// The latest daily report, if there was one.
    pub reported: Option<Reported>,
    /// The latest profit and loss that the exchange published, if it did.
    pub pnl: Option<PublishedPnl>,
    /// The time until which all broadcasts for the trader are in the inbox; `None` if none was ever put there.
    pub broadcasts_until: Option<Time>,
}

/// A conversation that was linked before the present one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormerChat {
    /// The conversation.
    pub id: ChatId,
    /// The time at which the present one replaced it.
    pub until: Time,
}

impl Recipient {
    /// Returns a user without a profile, with the default preferences and reachable only in the app.
    pub fn unknown(user_id: UserId) -> Self {
        Self {
            user_id,
            preferences: Preferences::shared_default(),
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
            snoozed_until: None,
            reported: None,
            pnl: None,
            broadcasts_until: None,
        }
    }

    /// Returns the recipient of a security notice of `at`. Its conversation is the one that was linked at
    /// that time, because a conversation that was linked right afterwards may belong to an attacker.
    #[must_use]
    pub fn as_of(self, at: Time) -> Self {
        match self.former_chat.filter(|former| at <= former.until) {
            Some(FormerChat { id, .. }) => {
                Self { chat: Some(Chat { id, linked_at: Time::EPOCH, confirm_by: None }), ..self }
            }
            None => self,
        }
    }

    /// Returns the linked or proposed conversation with this number.
    pub fn chat_of(&self, id: ChatId) -> Option<Chat> {
        [self.chat, self.proposed_chat].into_iter().flatten().find(|chat| chat.id == id)
    }

    /// Returns the e-mail address to send to; `None` if there is none or it is unreachable.
    pub fn email(&self) -> Option<&EmailAddress> {
        let Dated { value, updated_at } = &self.profile.email;
        let is_dead = |email: &EmailAddress| {
            self.dead_email.as_ref().is_some_and(|dead| dead.covers(email, *updated_at))
        };
        value.as_ref().filter(|email| !is_dead(email))
    }

    /// Returns the phone to send an SMS to; `None` if there is none or it is unreachable.
    pub fn phone(&self) -> Option<&Phone> {
        let Dated { value, updated_at } = &self.profile.phone;
        let phone = value.as_ref()?;
        let is_dead = self.dead_phone.as_ref().is_some_and(|dead| dead.covers(&phone.number, *updated_at));
        (!is_dead).then_some(phone)
    }

    /// Whether the exchange has revoked a token that was issued at this time. Such a token no longer
    /// permits a connection.
    pub fn has_revoked(&self, issued_at: Option<Time>) -> bool {
        self.revoked_at.is_some_and(|revoked_at| issued_at.is_none_or(|issued_at| issued_at <= revoked_at))
    }

    /// Whether the broadcast is addressed to the trader with these topics, as the profile and the preferences are
    /// now. No broadcast is for a trader whose account is frozen or closed. The topics matter only if
    /// [`Broadcast::asks_for_topics`].
    pub fn is_addressed_by(&self, broadcast: &Broadcast, topics: &Topics) -> bool {
        let language = self.preferences.language.as_deref().or(self.profile.language.value.as_deref());
        let member = Member {
            user_id: &self.user_id,
            country: self.profile.country.value.as_deref(),
            language: language.unwrap_or(Language::default().code()),
            topics,
        };
        match self.profile.status.value {
            None | Some(AccountStatus::Active) => broadcast.is_for(&member, self.profile.registered_at.value),
            Some(AccountStatus::Frozen | AccountStatus::Closed) => false,
        }
    }

    /// Whether the trader is reachable on any channel outside the app.
    pub fn has_contacts(&self) -> bool {
        Channel::ALL.into_iter().any(|channel| channel != Channel::Websocket && self.is_reachable(channel))
    }

    /// Returns the device with this ID.
    pub fn device(&self, id: &DeviceId) -> Option<&Device> {
        self.devices.iter().find(|device| device.id == *id)
    }

    /// Returns the IDs of all devices, the latest registered first.
    pub fn device_ids(&self) -> Vec<DeviceId> {
        self.devices.iter().map(|device| device.id.clone()).collect()
    }

    /// Whether the channel has an address to send to. The inbox always has.
    pub fn is_reachable(&self, channel: Channel) -> bool {
        match channel {
            Channel::Websocket => true,
            Channel::Push => !self.devices.is_empty(),
            Channel::Telegram => self.chat.is_some(),
            Channel::Email => self.email().is_some(),
            Channel::Sms => self.phone().is_some(),
        }
    }

    /// Returns the language and the zone of a text for the trader. The language is that of the device, else
    /// of the preferences, else of the profile. The zone is that of the preferences, else of the profile.
    pub fn locale(&self, device: Option<&Device>) -> Locale {
        let tags = [
            device.and_then(|device| device.language.as_deref()),
            self.preferences.language.as_deref(),
            self.profile.language.value.as_deref(),
        ];
        Locale::choose(tags.into_iter().flatten(), self.zones())
    }

    /// Returns the time zone of the preferences, else that of the profile, else UTC.
    pub fn zone(&self) -> TimeZone {
        self.zones().find_map(locale::zone).unwrap_or(TimeZone::UTC)
    }

    /// Returns the first minute from `now` on that is not quiet; `None` if `now` is neither in the trader's
    /// quiet hours nor in a snooze. A snooze that ends in quiet hours is followed by them.
    pub fn quiet_until(&self, now: Time) -> Option<Time> {
        let snoozed_until = self.snoozed_until.filter(|until| now < *until);
        self.quiet_hours_until(snoozed_until.unwrap_or(now)).or(snoozed_until)
    }

    fn quiet_hours_until(&self, now: Time) -> Option<Time> {
        let quiet_hours = &self.preferences.quiet_hours;
        // Most traders have no quiet hours, so that no zone has to be looked up.
        if quiet_hours.enabled { quiet::quiet_until(quiet_hours, &self.zone(), now) } else { None }
    }

    fn zones(&self) -> impl Iterator<Item = &str> {
        let zones = [self.preferences.time_zone.as_deref(), self.profile.time_zone.value.as_deref()];
        zones.into_iter().flatten()
    }

    /// Returns the devices beyond [`MAX_DEVICES`](crate::recipient::contact::MAX_DEVICES): the least
    /// recently registered.
    pub fn surplus_devices(&self) -> Vec<&Device> {
        let mut devices: Vec<_> = self.devices.iter().collect();
        devices.sort_by(|a, b| (b.registered_at, &b.id).cmp(&(a.registered_at, &a.id)));
        devices.split_off(devices.len().min(crate::recipient::contact::MAX_DEVICES))
    }

    /// Returns the connections to post to at `now`, and those to close instead: those past their time, and
    /// those beyond [`MAX_CONNECTIONS`], of which the least recently registered are closed first.
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
