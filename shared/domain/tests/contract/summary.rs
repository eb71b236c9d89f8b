//! The content and the deliveries of the summary of deferred notifications.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::event::Event;
use domain::event::data::EventData;
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::routing::notification::Notification;
use domain::routing::plan::{self, Decision, Reason};
use domain::routing::summary::{Summary, id_at};
use domain::{Channel, EventId, EventType, Language, Locale, Time, text};

use crate::plan::{reachable, sample};

use Channel::{Email, Push, Telegram, Websocket};

/// Returns a trader whose quiet hours are the whole day except for a minute, and who wants all
/// types on all channels.
fn asleep() -> Recipient {
    let mut preferences = Preferences::default();
    preferences.quiet_hours.enabled = true;
    "00:00".clone_into(&mut preferences.quiet_hours.from);
    "23:59".clone_into(&mut preferences.quiet_hours.to);
    preferences[PreferenceKey::Deposit].channels = vec![Websocket, Push, Telegram, Email];
    reachable(&preferences)
}

fn deferred(event: &Event, id: &str, expires_in: Duration) -> Notification {
    let recipient = asleep();
    let expires_at = event.occurred_at.plus(expires_in);
    let event = Event { id: EventId::parse(id).unwrap(), expires_at, ..event.clone() };
    let plan = plan::plan(&event, &recipient, &Channel::ALL, None, event.occurred_at);
    Notification::new(&event, &plan, text::in_app(&event.data, &Locale::default()), event.occurred_at)
}

const HOUR: Duration = Duration::from_hours(1);

/// Returns two alerts, the second of which expires after an hour, and a deposit.
fn night() -> (Vec<Notification>, Time) {
    let (alert, deposit) = (sample(EventType::PriceAlert), sample(EventType::DepositCredited));
    let bound = vec![
        deferred(&alert, "a-1", HOUR * 8),
        deferred(&alert, "a-2", HOUR),
        deferred(&deposit, "d-1", HOUR * 24),
    ];
    (bound, alert.occurred_at)
}

#[test]
fn each_channel_tells_what_was_deferred_there_and_has_not_expired() {
    let (bound, now) = night();
    let recipient = asleep();
    let summary = Summary::of(&bound, &recipient, now).unwrap();
    let told = |channel, at| {
        let told = summary.visible_on(channel, &recipient, at);
        (told.lines.iter().map(|line| line.id.to_string()).collect::<Vec<_>>(), told.expired)
    };
    assert_eq!(told(Push, now), (vec!["a-1".to_owned(), "a-2".to_owned(), "d-1".to_owned()], 0));
    assert_eq!(told(Push, now.plus(HOUR)), (vec!["a-1".to_owned(), "d-1".to_owned()], 1));
    assert_eq!(told(Email, now.plus(HOUR * 9)), (vec!["d-1".to_owned()], 0), "alerts are not for e-mail");
    assert_eq!(summary.expires_at(Telegram), Some(now.plus(HOUR * 24)));
    assert_eq!(summary.expires_at(Websocket), None);
    assert_eq!(Summary::of(&bound[1..2], &recipient, now.plus(HOUR)), None);
    assert_eq!(Summary::of(&[], &recipient, now), None);
}

#[test]
fn it_comes_back_from_the_store_as_it_was() {
    let (bound, now) = night();
    let mut recipient = asleep();
    let mut preferences = (*recipient.preferences).clone();
    preferences[PreferenceKey::PriceAlert].channels = vec![Websocket, Push];
    recipient.preferences = preferences.into();
    let summary = Summary::of(&bound, &recipient, now).unwrap();
    let data = EventData::Summary(summary.clone());
    assert_eq!(EventData::of_stored(EventType::Summary, &data.to_json()), Ok(data));
    let left_out = &summary.line(&bound[0].id).unwrap().left_out;
    assert_eq!(left_out[..], [(Telegram, Reason::NotChosen)]);
    for corrupt in ["{}", r#"{"lines":7}"#, r#"{"lines":[{"id":"x"}]}"#] {
        let raw = serde_json::value::RawValue::from_string(corrupt.to_owned()).unwrap();
        assert!(EventData::of_stored(EventType::Summary, &raw).is_err(), "{corrupt}");
    }
}

#[test]
fn what_is_switched_off_is_withdrawn_only_when_all_of_it_is() {
    let (bound, now) = night();
    let mut recipient = asleep();
    let summary = Summary::of(&bound, &recipient, now).unwrap();
    let mut preferences = (*recipient.preferences).clone();
    preferences[PreferenceKey::PriceAlert].enabled = false;
    recipient.preferences = preferences.clone().into();
    assert_eq!(summary.withdrawn(Push, &recipient), None);
    assert_eq!(summary.visible_on(Push, &recipient, now).lines.len(), 1);
    preferences[PreferenceKey::Deposit].channels = vec![Websocket];
    recipient.preferences = preferences.into();
    assert_eq!(summary.withdrawn(Push, &recipient), Some(Reason::Disabled));
    assert_eq!(summary.withdrawn(Email, &recipient), Some(Reason::NotChosen));
}

#[test]
fn it_is_a_notification_that_no_list_shows() {
    let (bound, now) = night();
    let recipient = asleep();
    let summary = Summary::of(&bound, &recipient, now).unwrap();
    let id = id_at(now);
    assert_eq!(id.as_str(), "quiet-hours-summary:2026-11-23T08:00Z");
    let notification =
        summary.notify(recipient.user_id.clone(), id, &recipient, &[Websocket, Push, Telegram], now);
    assert_eq!(notification.hidden(), Some(Reason::NotChosen));
    let decisions: Vec<_> =
        notification.channels.iter().map(|planned| (planned.channel, planned.decision)).collect();
    let expected = [
        (Websocket, Decision::Suppress(Reason::NotChosen)),
        (Push, Decision::Deliver),
        (Telegram, Decision::Deliver),
        (Email, Decision::Suppress(Reason::ChannelNotDeployed)),
    ];
    assert_eq!(decisions, expected);
    assert_eq!(notification.at_once().count(), 2);
    assert_eq!(notification.expires_at, now.plus(HOUR * 24));
}

#[test]
fn it_says_how_much_there_is_what_has_expired_and_what_the_latest_say() {
    let (bound, now) = night();
    let recipient = asleep();
    let summary = Summary::of(&bound, &recipient, now).unwrap();
    let told = EventData::Summary(summary.visible_on(Push, &recipient, now.plus(HOUR)));
    let say = |language: Language| {
        let locale = Locale::choose([language.code()], ["Europe/Berlin"]);
        let push = text::push(&told, &locale);
        let telegram = text::telegram(&told, &locale);
        assert!(push.body.chars().count() <= text::MAX_PUSH_BODY);
        assert_eq!(push.title, telegram.title);
        format!("{}\n{}", telegram.title, telegram.body)
    };
    insta::assert_snapshot!("summary_en", say(Language::En));
    insta::assert_snapshot!("summary_de", say(Language::De));
    let email = text::email(&told, &Locale::default());
    assert_eq!(email.subject, "2 notifications from your quiet hours");
    let alone = EventData::Summary(summary.visible_on(Email, &recipient, now.plus(HOUR)));
    assert_eq!(text::in_app(&alone, &Locale::default()).title, "1 notification from your quiet hours");
}

#[test]
fn a_crowded_night_is_counted_and_its_latest_are_shown() {
    let alert = sample(EventType::PriceAlert);
    let recipient = asleep();
    let bound: Vec<_> = (0..500)
        .map(|n| {
            let occurred_at = alert.occurred_at.plus(Duration::from_secs(n));
            deferred(&Event { occurred_at, ..alert.clone() }, &format!("a-{n}"), HOUR * 8)
        })
        .collect();
    let summary = Summary::of(&bound, &recipient, alert.occurred_at).unwrap();
    let told: Vec<_> = summary.lines.iter().filter(|line| line.data.is_some()).map(|line| &line.id).collect();
    assert_eq!((told.len(), told[0].as_str(), told[9].as_str()), (10, "a-490", "a-499"));
    let stored = EventData::Summary(summary).to_json();
    assert!(stored.get().len() < 400_000, "an item of DynamoDB has at most 400 KB: {}", stored.get().len());
}
