//! Summarises the notifications that were deferred in quiet hours, as one message per channel.
//!
//! A summary is created once, from the notifications that are bound to it. Which of them a channel's
//! message contains is decided when it is sent, so that it contains none that has expired or that the
//! trader has switched off by then.

use crate::event::catalogue::{Channel, EventType};
use crate::event::channel::Reason;
use crate::event::data::EventData;
pub use crate::event::data::{Line, Summary};
use crate::ids::{EventId, UserId};
use crate::locale::Locale;
use crate::recipient::Recipient;
use crate::routing::notification::Notification;
use crate::routing::plan::{self, Decision, PlannedDelivery};
use crate::text;
use crate::time::Time;

/// The maximum number of notifications in one summary; further ones wait for the next summary. With it the
/// stored summary stays below DynamoDB's limit of 400 KB.
pub const MAX_NOTIFICATIONS: usize = 500;

/// The number of notifications whose content a summary gives; the others are only counted.
const DETAILED: usize = 10;

/// The maximum size in bytes of a notification's data that is kept in a summary; a notification with more
/// is only counted.
const MAX_DATA: usize = 4_096;

/// Returns the ID of the summary that is started at `now`. There is at most one a minute for each user.
pub fn id_at(now: Time) -> EventId {
    let text = now.to_string();
    // `2026-11-24T07:00`: all of its characters are valid in an ID.
    let minute = text.get(..16).unwrap_or_default();
    EventId::parse(format!("quiet-hours-summary:{minute}Z"))
        .unwrap_or_else(|_| unreachable!("the text is a valid ID"))
}

impl Summary {
    /// Creates the summary of the bound notifications, according to the recipient's preferences at `now`.
    /// `None` if none of them is worth sending any more.
    pub fn of(bound: &[Notification], recipient: &Recipient, now: Time) -> Option<Self> {
        let mut bound: Vec<_> = bound.iter().collect();
        bound.sort_by(|a, b| (a.occurred_at, &a.id).cmp(&(b.occurred_at, &b.id)));
        let live: Vec<_> = bound.iter().filter(|notification| !notification.is_expired(now)).collect();
        let detailed = live.iter().rev().take(DETAILED).map(|notification| &notification.id);
        let detailed: std::collections::BTreeSet<_> = detailed.collect();
        let lines: Vec<_> = bound
            .iter()
            .map(|notification| Line::of(notification, recipient, detailed.contains(&notification.id)))
            .collect();
        let summary = Self { lines, expired: 0 };
        let is_sent = Channel::ALL.into_iter().any(|channel| summary.expires_at(channel) > Some(now));
        is_sent.then_some(summary)
    }

    /// Returns the time until which the message on this channel is worth sending; `None` if there is
    /// nothing to send.
    pub fn expires_at(&self, channel: Channel) -> Option<Time> {
        self.on(channel).map(|line| line.expires_at).max()
    }

    /// Returns the time until which the message on this channel is worth sending to the trader, who may
    /// have switched off some of its types; `None` if none of its notifications remains.
    pub fn wanted_until(&self, channel: Channel, recipient: &Recipient) -> Option<Time> {
        self.wanted(channel, recipient).map(|line| line.expires_at).max()
    }

    /// Returns the reason why the trader no longer wants the message on this channel; `None` unless all its
    /// types are switched off.
    pub fn withdrawn(&self, channel: Channel, recipient: &Recipient) -> Option<Reason> {
        let mut reasons = self.on(channel).map(|line| plan::withdrawn(line.event_type, channel, recipient));
        let first = reasons.next()??;
        reasons.all(|reason| reason.is_some()).then_some(first)
    }

    /// Returns the summary as the channel shows it at `now`.
    #[must_use]
    pub fn visible_on(&self, channel: Channel, recipient: &Recipient, now: Time) -> Self {
        let (live, over): (Vec<_>, Vec<_>) =
            self.wanted(channel, recipient).partition(|line| line.expires_at > now);
        let expired = u64::try_from(over.len()).unwrap_or(u64::MAX);
        Self { lines: live.into_iter().cloned().collect(), expired }
    }

    /// Returns the summary as a notification of its own. It is not listed in the inbox and has one delivery
    /// per channel.
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
            priority: EventType::Summary.priority(),
            traceparent: None,
            occurred_at: now,
            expires_at: expires_at.unwrap_or(now),
            routed_at: now,
            text: text::in_app(&data, &Locale::default()),
            link: None,
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
        // Each notification of the summary is in the inbox already.
        let in_app = Decision::Suppress(Reason::NotChosen);
        let mut deliveries =
            vec![PlannedDelivery { channel: Channel::Websocket, decision: in_app, devices: Vec::new() }];
        for channel in Channel::ALL.into_iter().filter(|channel| self.expires_at(*channel).is_some()) {
            let unavailable_reason = plan::unavailable_reason(channel, recipient, deployed);
            let decision = unavailable_reason.map_or(Decision::Deliver, Decision::Suppress);
            let devices = match (channel, unavailable_reason) {
                (Channel::Push, None) => recipient.device_ids(),
                _ => Vec::new(),
            };
            deliveries.push(PlannedDelivery { channel, decision, devices });
        }
        deliveries
    }
}

impl Line {
    fn of(notification: &Notification, recipient: &Recipient, is_detailed: bool) -> Self {
        let deferred = notification.deferred().map(|planned| planned.channel);
        let (mut channels, mut left_out) = (Vec::new(), Vec::new());
        for channel in deferred {
            match plan::withdrawn(notification.event_type, channel, recipient) {
                None => channels.push(channel),
                Some(reason) => left_out.push((channel, reason)),
            }
        }
        let is_detailed = is_detailed && notification.data.get().len() <= MAX_DATA;
        let data =
            is_detailed.then(|| EventData::of_stored(notification.event_type, &notification.data).ok());
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
