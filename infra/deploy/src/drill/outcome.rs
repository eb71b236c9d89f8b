//! The result of a drill for one user, as a pure function of the stored notification.

use std::time::Duration;

use domain::protocol::{self, Surroundings};
use domain::recipient::Recipient;
use domain::routing::notification::{AttemptResult, DeliveryState, InboxItem, Notification};
use domain::{Channel, EventType, Time, UserId};
use ports::{Key, Snapshot};
use serde_json::Value;

use super::wake::{self, Arrival, PushSettings, Verdict};

/// The state of the notification in a user's inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    /// It is stored.
    Yes,
    /// It is not there: the event waits in its queue, was rejected, or was never sent to this user.
    No,
    /// It is there, but cannot be read.
    Unreadable,
}

impl Stored {
    /// Returns the name in the report.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Yes => "routed",
            Self::No => "not_routed",
            Self::Unreadable => "unreadable",
        }
    }
}

/// A delivery as its trader's timeline shows it. It has no address, and no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Delivery {
    /// The channel.
    pub(super) channel: Channel,
    /// The ID of the device, for push.
    pub(super) device: Option<String>,
    /// The state: [`DeliveryState::name`].
    pub(super) state: String,
    /// The reason of the state, if it has one.
    pub(super) reason: Option<String>,
    /// The time from the event until the end of the first call that the provider, or API Gateway for a
    /// WebSocket, accepted; `None` if none was accepted.
    pub(super) accepted_after: Option<Duration>,
}

impl Delivery {
    /// Whether a provider has accepted it. A later attempt can be in progress nevertheless.
    pub(super) fn is_accepted(&self) -> bool {
        self.accepted_after.is_some() || self.state == DeliveryState::Accepted.name()
    }

    fn is_settled(&self) -> bool {
        let open = [DeliveryState::Pending, DeliveryState::Deferred, DeliveryState::Retrying];
        self.channel == Channel::Websocket || open.iter().all(|state| state.name() != self.state)
    }
}

/// The first confirmation that the user has seen the notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// The channel of the message that was acked.
    pub(super) channel: Channel,
    /// The ID of the device, for push.
    pub(super) device: Option<String>,
    /// The time since the event; `None` if that is not stored yet.
    pub(super) after: Option<Duration>,
}

/// An external delivery that does not explain a waking: its channel, and the state or the silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cause {
    /// The channel; `None` if the cause concerns the whole notification.
    pub(super) channel: Option<Channel>,
    /// The name of the state or of the silence.
    pub(super) state: String,
    /// The reason of the state, if it has one.
    pub(super) reason: Option<String>,
}

/// The result of a drill for one user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    /// The user.
    pub(super) user: UserId,
    /// The state of the notification in the inbox.
    pub(super) stored: Stored,
    /// The time of the event.
    pub(super) occurred_at: Option<Time>,
    /// The time from the event until it was routed.
    pub(super) routed_after: Option<Duration>,
    /// The deliveries, in the order of the timeline.
    pub(super) deliveries: Vec<Delivery>,
    /// Whether an app has confirmed the notification, as received or as seen.
    pub(super) is_acked_in_app: bool,
    /// The time from the event until that, if it is the first confirmation.
    pub(super) acked_in_app_after: Option<Duration>,
    /// The first confirmation that the user has seen it.
    pub(super) seen: Option<Seen>,
    /// Whether a provider has accepted the notification, or it was confirmed.
    pub(super) is_reached: bool,
    /// The judgement.
    pub(super) verdict: Verdict,
    /// The reasons, if the user would have slept.
    pub(super) causes: Vec<Cause>,
}

impl Outcome {
    /// Returns the result for a user by what was read at `now`.
    pub(super) fn of(key: &Key, snapshot: &Snapshot, now: Time) -> Self {
        let (user, _) = key;
        let recipient = snapshot.recipients.get(user);
        match snapshot.items.get(key) {
            Some(item) => Self::of_item(user, item, recipient, now),
            None if snapshot.unreadable.contains(key) => Self::without_item(user, Stored::Unreadable),
            None => Self::without_item(user, Stored::No),
        }
    }

    fn without_item(user: &UserId, stored: Stored) -> Self {
        let cause = Cause { channel: None, state: stored.name().to_owned(), reason: None };
        Self {
            user: user.clone(),
            stored,
            occurred_at: None,
            routed_after: None,
            deliveries: Vec::new(),
            is_acked_in_app: false,
            acked_in_app_after: None,
            seen: None,
            is_reached: false,
            verdict: Verdict::NotReached,
            causes: vec![cause],
        }
    }

    fn of_item(user: &UserId, item: &InboxItem, recipient: Option<&Recipient>, now: Time) -> Self {
        // An event of the exchange with the ID of a drill is not the drill's.
        let is_drill = |notification: &&Notification| notification.event_type == EventType::DeliveryTest;
        let notification = item.notification.as_ref().filter(is_drill);
        if notification.is_none() && item.notification.is_some() {
            return Self::without_item(user, Stored::No);
        }
        let occurred_at = notification.map(|notification| notification.occurred_at);
        let since = |at: Time| Some(Duration::from_millis(at.millis_since(occurred_at?)));
        let deliveries = match notification.map(|notification| deliveries(item, notification, now)) {
            Some(Some(deliveries)) => deliveries,
            Some(None) => return Self::without_item(user, Stored::Unreadable),
            None => Vec::new(),
        };
        let seen = item.seen.as_ref().map(|ack| Seen {
            channel: ack.by.channel,
            device: ack.by.device.as_ref().map(ToString::to_string),
            after: since(ack.at),
        });
        let app_acked_at = acked_in_app_at(item);
        let is_acked_in_app = item.state.is_received() && (app_acked_at.is_some() || item.seen.is_none());
        let arrivals: Vec<_> = arrivals(&deliveries, seen.as_ref(), recipient).collect();
        let verdict = wake::judge(&arrivals, is_acked_in_app);
        let stored = if notification.is_some() { Stored::Yes } else { Stored::No };
        let causes =
            if verdict.would_have_slept() { causes(stored, &deliveries, recipient) } else { Vec::new() };
        Self {
            user: user.clone(),
            stored,
            occurred_at,
            routed_after: notification.and_then(|notification| since(notification.routed_at)),
            is_acked_in_app,
            acked_in_app_after: app_acked_at.and_then(since),
            is_reached: is_acked_in_app || !arrivals.is_empty(),
            deliveries,
            seen,
            verdict,
            causes,
        }
    }

    /// Whether nothing more is to be expected: the user has seen the notification, and no delivery is open.
    pub(super) fn is_complete(&self) -> bool {
        self.seen.is_some() && self.deliveries.iter().all(Delivery::is_settled)
    }
}

/// Returns the time of the first ack if it came from an app. Only apps ack the receipt, so an ack before the
/// first one as seen is theirs too.
fn acked_in_app_at(item: &InboxItem) -> Option<Time> {
    match &item.seen {
        Some(seen) if seen.by.channel == Channel::Websocket => Some(item.acked_at.unwrap_or(seen.at)),
        Some(seen) => item.acked_at.filter(|acked_at| *acked_at < seen.at),
        None => item.acked_at.filter(|_| item.state.is_received()),
    }
}

/// Returns the messages outside the app that arrived. The ack of a message proves it, even if the answer of
/// its provider was lost.
fn arrivals<'a>(
    deliveries: &'a [Delivery],
    seen: Option<&'a Seen>,
    recipient: Option<&'a Recipient>,
) -> impl Iterator<Item = Arrival> + 'a {
    let accepted = deliveries.iter().filter(|delivery| delivery.is_accepted());
    let accepted = accepted.map(|delivery| (delivery.channel, delivery.device.as_deref()));
    let acked = seen.map(|seen| (seen.channel, seen.device.as_deref()));
    let external = accepted.chain(acked).filter(|(channel, _)| *channel != Channel::Websocket);
    external.map(move |(channel, device)| arrival(channel, device, recipient))
}

fn arrival(channel: Channel, device: Option<&str>, recipient: Option<&Recipient>) -> Arrival {
    Arrival { channel, settings: push_settings(device, recipient) }
}

/// Returns the settings of a user's device. Those of a device that was removed since then are not known.
fn push_settings(device: Option<&str>, recipient: Option<&Recipient>) -> PushSettings {
    let devices = recipient.map(|recipient| recipient.devices.as_slice()).unwrap_or_default();
    let device = devices.iter().find(|known| Some(known.id.as_str()) == device);
    device.map(PushSettings::of).unwrap_or_default()
}

/// Returns the reasons why the user would have slept: one for each external delivery.
fn causes(stored: Stored, deliveries: &[Delivery], recipient: Option<&Recipient>) -> Vec<Cause> {
    if stored != Stored::Yes {
        return vec![Cause { channel: None, state: stored.name().to_owned(), reason: None }];
    }
    let cause = |delivery: &Delivery| {
        let channel = Some(delivery.channel);
        let silence = wake::silence(arrival(delivery.channel, delivery.device.as_deref(), recipient));
        match silence.filter(|_| delivery.is_accepted()) {
            Some(silence) => Cause {
                channel,
                state: DeliveryState::Accepted.name().to_owned(),
                reason: Some(silence.name().to_owned()),
            },
            None => Cause { channel, state: delivery.state.clone(), reason: delivery.reason.clone() },
        }
    };
    deliveries.iter().filter(|delivery| delivery.channel != Channel::Websocket).map(cause).collect()
}

/// Returns the deliveries of the timeline, by the function that answers getNotification; `None` if the
/// stored notification cannot be shown.
fn deliveries(item: &InboxItem, notification: &Notification, now: Time) -> Option<Vec<Delivery>> {
    // A test interrupts quiet hours and is exempt from merging, so no other notification delivers it.
    let details = protocol::details(item, notification, &Surroundings::default(), now).ok()?;
    let lines = details.get("deliveries")?.as_array()?;
    lines.iter().map(|line| delivery(line, notification.occurred_at)).collect()
}

fn delivery(line: &Value, occurred_at: Time) -> Option<Delivery> {
    let text = |field: &str| line.get(field).and_then(Value::as_str);
    let mut attempts = line.get("attempts").and_then(Value::as_array).into_iter().flatten();
    let accepted = AttemptResult::Accepted.name();
    let accepted_at = attempts.find_map(|attempt| {
        let is_accepted = attempt.get("result").and_then(Value::as_str) == Some(accepted);
        let at: Time = attempt.get("at").filter(|_| is_accepted)?.as_str()?.parse().ok()?;
        let took = attempt.get("durationMs").and_then(Value::as_u64).unwrap_or_default();
        Some(at.plus(Duration::from_millis(took)))
    });
    Some(Delivery {
        channel: Channel::parse(text("channel")?)?,
        device: text("device").map(str::to_owned),
        state: text("state")?.to_owned(),
        reason: text("reason").map(str::to_owned),
        accepted_after: accepted_at.map(|at| Duration::from_millis(at.millis_since(occurred_at))),
    })
}

#[cfg(test)]
mod tests;
