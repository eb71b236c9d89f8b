//! The texts of our own messages, which cover several notifications.

use super::event::{counted, counts};
use super::parts::{Body, Parts};
use super::table::{self, Message, message};
use super::unlinked::unlinked;
use super::values::{self, Value};
use crate::event::catalogue::{Channel, EventType};
use crate::event::data::{Merged, Summary};
use crate::locale::{Language, Locale};

/// The numbers of the parts of such a text.
struct Numbers {
    value: Message,
    title: Message,
    short: Message,
    sms: Message,
    expired: Message,
}

impl Numbers {
    /// Returns the title, and the body with what has expired.
    fn texts(
        &self,
        channel: Channel,
        language: Language,
        values: &[Value<'_>],
        expired: u64,
    ) -> (String, Body) {
        let part = match channel {
            Channel::Websocket | Channel::Telegram | Channel::Email => self.value,
            Channel::Push => self.short,
            Channel::Sms => self.sms,
        };
        let title =
            if channel == Channel::Sms { String::new() } else { values::with(language, self.title, values) };
        let mut body = Body::new(channel, language);
        body.sentence().push_str(&values::with(language, part, values));
        if expired > 0 && channel != Channel::Sms {
            body.sentence().push_str(&values::with(language, self.expired, values));
        }
        (title, body)
    }
}

/// Describes the deferred notifications that have not expired. The counts come first, because a long text
/// is cut at the end.
pub(super) fn summary(summary: &Summary, channel: Channel, locale: &Locale) -> Parts {
    const NUMBERS: Numbers = Numbers {
        value: message::QUIET_HOURS_SUMMARY,
        title: message::QUIET_HOURS_SUMMARY_TITLE,
        short: message::QUIET_HOURS_SUMMARY_SHORT,
        sms: message::QUIET_HOURS_SUMMARY_SMS,
        expired: message::QUIET_HOURS_SUMMARY_EXPIRED,
    };
    let language = locale.language;
    let counted = EventType::ALL.iter().map(|event_type| (*event_type, summary.count(*event_type)));
    let counts = counts(language, counted);
    let values = [
        Value::Count(summary.size()),
        counts.as_deref().map_or(Value::Absent, Value::Text),
        Value::Count(summary.expired),
    ];
    let (title, mut body) = NUMBERS.texts(channel, language, &values, summary.expired);
    if channel != Channel::Sms {
        for data in summary.told_data() {
            let inner = super::render(Channel::Websocket, data, locale).into_text().body;
            let inner = if channel == Channel::Websocket { inner } else { unlinked(&inner) };
            body.sentence().push_str(&inner);
        }
    }
    let subject = if channel == Channel::Email { title.clone() } else { String::new() };
    body.finish(title, subject)
}

/// The maximum number of groups that a merged message names.
const SHOWN_GROUPS: usize = 6;

/// Describes deliveries above a channel's limit: their number and their types, the most frequent first.
pub(super) fn merged(merged: &Merged, channel: Channel, locale: &Locale) -> Parts {
    const NUMBERS: Numbers = Numbers {
        value: message::MERGED_NOTIFICATIONS,
        title: message::MERGED_NOTIFICATIONS_TITLE,
        short: message::MERGED_NOTIFICATIONS_SHORT,
        sms: message::MERGED_NOTIFICATIONS_SMS,
        expired: message::MERGED_NOTIFICATIONS_EXPIRED,
    };
    let language = locale.language;
    let all = merged.groups();
    let (shown, hidden) = all.split_at(all.len().min(SHOWN_GROUPS));
    let group = |(event_type, subject, count): &(EventType, Option<String>, u64)| {
        let counted = counted(language, *event_type, *count);
        match subject {
            Some(subject) => {
                let values = [Value::Text(&counted), Value::Text(subject)];
                values::with(language, message::MERGED_NOTIFICATIONS_GROUP, &values)
            }
            None => counted,
        }
    };
    let groups: Vec<_> = shown.iter().map(group).collect();
    let groups = groups.join(table::phrase(language, message::LIST_SEPARATOR));
    let others = hidden.iter().map(|(.., count)| count).sum();
    let values = [
        Value::Count(merged.size()),
        Value::Text(&groups),
        Value::Count(others),
        Value::Count(merged.expired),
    ];
    let (title, body) = NUMBERS.texts(channel, language, &values, merged.expired);
    let subject = if channel == Channel::Email { title.clone() } else { String::new() };
    body.finish(title, subject)
}
