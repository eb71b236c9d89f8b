//! A trader with every kind of contact.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::recipient::Recipient;
use domain::shard::Shard;
use domain::{Channel, Time, UserId};
use ports::{Deferrals as _, Schedule as _, Scheduler as _};
use serde_json::{Value, json};

use crate::{Device, Email, Exchange, Sent, System, eventually, now, unique};

/// The beginning of every mailbox. No other text contains one of these beginnings, so a log that
/// contains one leaks a contact.
pub const MAILBOXES: &str = "mailbox7007";
/// The beginning of every telephone number.
pub const PHONES: &str = "+4915177007";
/// The beginning of every device's token.
pub const TOKENS: &str = "token7007";
/// The beginning of every chat's number.
pub const CHATS: &str = "7007700777";

/// A trader and the contacts that the exchange and the devices may register.
pub struct Trader<'a> {
    /// The system under test.
    pub system: &'a System,
    /// The user id.
    pub user: String,
    /// The mailbox.
    pub email: String,
    /// The telephone.
    pub phone: String,
    /// The chat with the bot.
    pub chat: i64,
    /// The trader's events.
    pub exchange: Exchange<'a>,
}

impl<'a> Trader<'a> {
    /// Returns a trader that the system does not know yet.
    pub fn unknown(system: &'a System, prefix: &str) -> Self {
        static NEXT: AtomicI64 = AtomicI64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let user = unique(prefix);
        Self {
            email: format!("{MAILBOXES}.{user}@example.com"),
            phone: format!("{PHONES}{number:03}"),
            chat: format!("{CHATS}{number:05}").parse().unwrap(),
            exchange: Exchange::of(system, &user),
            system,
            user,
        }
    }

    /// Returns a trader with a mailbox and a telephone.
    pub async fn with_profile(system: &'a System, prefix: &str) -> Self {
        let trader = Self::unknown(system, prefix);
        trader.publish_profile(json!({"email": trader.email, "phone": trader.phone})).await;
        trader
            .known("the profile", |recipient| {
                recipient.is_reachable(Channel::Email) && recipient.is_reachable(Channel::Sms)
            })
            .await;
        trader
    }

    /// Returns a trader with a mailbox, a telephone, a chat with the bot, two devices, and no open
    /// socket.
    pub async fn with_all_contacts(system: &'a System, prefix: &str) -> Self {
        let trader = Self::with_profile(system, prefix).await;
        let mut device = Device::connect(system, &trader.user).await;
        trader.register(&mut device, 1).await;
        trader.register(&mut device, 2).await;
        trader.link(&mut device).await;
        trader.reads_notices(&mut device, 3).await;
        trader.leave(device).await;
        trader
    }

    /// Publishes the trader's profile, as of now.
    pub async fn publish_profile(&self, fields: Value) {
        self.publish_profile_at(now(), fields).await;
    }

    /// Publishes the trader's profile, as of this time.
    pub async fn publish_profile_at(&self, updated_at: domain::Time, fields: Value) {
        let mut profile = fields;
        profile["user_id"] = json!(self.user);
        profile["updated_at"] = json!(updated_at);
        self.system.publish("profiles", &[profile.to_string()]).await;
    }

    /// Replaces these sections of the trader's preferences.
    pub async fn prefer(&self, sections: Value) {
        let Value::Object(sections) = sections else { panic!("no sections: {sections}") };
        let mut device = Device::connect(self.system, &self.user).await;
        let mut frame = device.request(json!({"action": "getPreferences"})).await;
        frame["preferences"].as_object_mut().unwrap().extend(sections);
        frame["action"] = json!("putPreferences");
        let reply = device.request(frame).await;
        assert_eq!(reply["type"], "reply", "{reply}");
        self.leave(device).await;
    }

    /// Schedules a check of the trader, directly in the store.
    pub async fn wake(&self, at: Time) {
        self.system.store().schedule_check(&self.id(), at, "a test").await.unwrap();
    }

    /// Returns the times of all scheduled checks of the trader.
    pub async fn wakes(&self) -> Vec<Time> {
        let (user, far) = (self.id(), Time::from_millis(4_000_000_000_000));
        let due = self.system.store().due(Shard::of(&user), far, None, 1_000).await.unwrap();
        due.into_iter().filter(|wake| wake.user_id == user).map(|wake| wake.at).collect()
    }

    /// Returns the number of notifications that wait for the end of quiet hours.
    pub async fn waiting(&self) -> usize {
        self.system.store().waiting(&self.id()).await.unwrap().items.len()
    }

    fn id(&self) -> UserId {
        UserId::parse(&self.user).unwrap()
    }

    /// Returns the token of the trader's `number`th device.
    pub fn token(&self, number: usize) -> String {
        format!("{TOKENS}:{}-{number}", self.user)
    }

    /// Registers the `number`th device; returns its id.
    pub async fn register(&self, device: &mut Device, number: usize) -> String {
        let platform = if number.is_multiple_of(2) { "android" } else { "ios" };
        let frame = json!({"action": "registerDevice", "token": self.token(number), "platform": platform});
        let reply = device.request(frame).await;
        reply["deviceId"].as_str().unwrap_or_else(|| panic!("{reply}")).to_owned()
    }

    /// Links the chat with the bot.
    pub async fn link(&self, device: &mut Device) {
        let reply = device.request(json!({"action": "linkTelegram"})).await;
        let code = reply["code"].as_str().unwrap_or_else(|| panic!("{reply}"));
        let (status, text) = self.system.say_to_bot(self.chat, &format!("/start {code}")).await;
        assert_eq!((status, text.starts_with("Linked")), (200, true), "{text}");
        let (status, text) = self.system.say_to_bot(self.chat, "yes").await;
        assert_eq!((status, text.starts_with("Linked")), (200, true), "{text}");
    }

    /// Waits until this many security notices have arrived and have been delivered on push,
    /// Telegram and e-mail, and reads them, which ends their escalation. The messages that a test
    /// then expects, or lets fail, are no security notices.
    pub async fn reads_notices(&self, device: &mut Device, number: usize) {
        let ids = eventually("the notices have gone out", async || {
            let list = device.request(json!({"action": "listNotifications"})).await;
            let notices =
                list["notifications"].as_array()?.iter().filter(|frame| frame["event"] == "contact_changed");
            let ids: Vec<_> = notices.map(|frame| frame["id"].as_str().unwrap().to_owned()).collect();
            if ids.len() < number {
                return None;
            }
            for id in &ids {
                let details = device.details(id).await;
                let lines = ["push", "telegram", "email"].map(|channel| delivery(&details, channel)).concat();
                let is_over = |line: &&Value| line["state"] != "pending" && line["state"] != "retrying";
                if lines.is_empty() || !lines.iter().all(is_over) {
                    return None;
                }
            }
            Some(ids)
        })
        .await;
        let reply = device.request(json!({"action": "markRead", "ids": ids})).await;
        assert_eq!(reply["type"], "reply", "{reply}");
    }

    /// Closes a device's connection, and waits until the system has removed it.
    pub async fn leave(&self, device: Device) {
        let open = self.system.recipient(&self.user).await.connections.len();
        device.close().await;
        self.known("the socket is gone", |recipient| recipient.connections.len() < open).await;
    }

    /// Waits until the system's record of the trader satisfies `is_known`.
    pub async fn known(&self, what: &str, is_known: impl Fn(&Recipient) -> bool) -> Recipient {
        eventually(what, async || {
            let recipient = self.system.recipient(&self.user).await;
            is_known(&recipient).then_some(recipient)
        })
        .await
    }

    /// Publishes one event of class P0.
    pub async fn publish(&self, event: Value) {
        self.exchange.publish("p0", &[event]).await;
    }

    /// Returns the details of a notification, over a connection of its own.
    pub async fn details(&self, id: &str) -> Value {
        let mut device = Device::connect(self.system, &self.user).await;
        let details = device.details(id).await;
        self.leave(device).await;
        details
    }

    /// Waits until the details show this state for every delivery of a channel.
    pub async fn shown(&self, id: &str, channel: &str, state: &str) -> Value {
        let mut device = Device::connect(self.system, &self.user).await;
        let details = eventually(&format!("{channel} of {id} is {state}"), async || {
            let details = device.details(id).await;
            let found = delivery(&details, channel);
            (!found.is_empty() && found.iter().all(|line| line["state"] == state)).then_some(details)
        })
        .await;
        self.leave(device).await;
        details
    }

    /// Returns the calls that push this event to the `number`th device.
    pub async fn pushes(&self, number: usize, event: &str) -> Vec<Sent> {
        let token = self.token(number);
        let sent = self.system.sent("push").await;
        sent.into_iter().filter(|sent| sent.to == token && sent.event() == event).collect()
    }

    /// Returns the calls that send notifications to the trader's chat, without security notices of
    /// how the chat was linked. The bot's replies are not among them: they have no markup.
    pub async fn chats(&self) -> Vec<Sent> {
        let chat = self.chat.to_string();
        let is_notification = |sent: &Sent| {
            let text = sent.request["text"].as_str().unwrap_or_default();
            sent.to == chat && sent.request["parse_mode"].is_string() && !is_notice(text)
        };
        self.system.sent("telegram").await.into_iter().filter(is_notification).collect()
    }

    /// Returns the trader's e-mails, without security notices.
    pub async fn emails(&self) -> Vec<Email> {
        let emails = self.system.emails(&self.email).await;
        emails.into_iter().filter(|email| !is_notice(&email.subject)).collect()
    }

    /// Returns the trader's SMS, without security notices.
    pub async fn sms(&self) -> Vec<String> {
        self.system.sms(&self.phone).await.into_iter().filter(|text| !is_notice(text)).collect()
    }

    /// Returns the security notices among the trader's e-mails.
    pub async fn notices(&self) -> Vec<Email> {
        let emails = self.system.emails(&self.email).await;
        emails.into_iter().filter(|email| is_notice(&email.subject)).collect()
    }
}

/// Whether a text is a security notice, in one of the languages.
fn is_notice(text: &str) -> bool {
    let text = text.trim_start_matches("<b>");
    text.starts_with("Security notice") || text.starts_with("Sicherheitshinweis")
}

/// Returns the deliveries on a channel in the details of a notification; empty if there are none.
pub fn delivery<'v>(details: &'v Value, channel: &str) -> Vec<&'v Value> {
    let lines = details["deliveries"].as_array().map_or(&[][..], Vec::as_slice);
    lines.iter().filter(|line| line["channel"] == channel).collect()
}
