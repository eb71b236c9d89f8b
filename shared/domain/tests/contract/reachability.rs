//! Where something important would arrive.

use domain::plan::{Decision, Reason, plan};
use domain::preferences::Preferences;
use domain::reachability::{Reach, reachability};
use domain::recipient::Recipient;
use domain::{Channel, EventType, Priority, Time};
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::now;
use crate::plan::{reachable, reached_by, sample};
use crate::plan_rules::preferences;
use crate::quiet_rules::{moments, quiet_hours};

use Channel::{Email, Push, Sms, Telegram, Websocket};

/// The answer on one line: `websocket push=no_contact`.
fn line(reaches: &[Reach]) -> String {
    let words = reaches.iter().map(|reach| match reach.reason {
        None => reach.channel.to_string(),
        Some(reason) => format!("{}={}", reach.channel, reason.name()),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn everywhere(preferences: &Preferences) -> String {
    line(&reachability(&reachable(preferences), &Channel::ALL, now()))
}

#[test]
fn one_type_that_arrives_is_enough() {
    let mut preferences = Preferences::default();
    assert_eq!(everywhere(&preferences), "websocket push telegram email=not_chosen sms=not_chosen");
    preferences.price_alert.channels = vec![Email, Sms];
    assert_eq!(everywhere(&preferences), "websocket push telegram=not_chosen email sms=not_chosen");
    preferences.deposit.enabled = false;
    preferences.partial_fill.channels.clear();
    assert_eq!(
        everywhere(&preferences),
        "websocket=not_chosen push=not_chosen telegram=not_chosen email sms=not_chosen"
    );
}

#[test]
fn the_mildest_reason_is_told() {
    let mut preferences = Preferences::default();
    preferences.partial_fill.enabled = false;
    preferences.deposit.enabled = false;
    // A partial fill is switched off, and the health of a feed is for the socket only: a price alert is nearest.
    let recipient = reached_by(&preferences, &[Telegram]);
    assert_eq!(
        line(&reachability(&recipient, &[Websocket, Push], now())),
        "websocket push=no_contact telegram=channel_not_deployed email=not_chosen sms=not_chosen"
    );
    preferences.price_alert.enabled = false;
    assert_eq!(
        everywhere(&preferences),
        "websocket=disabled push=disabled telegram=disabled email=disabled sms=disabled"
    );
}

#[test]
fn what_is_critical_or_can_wait_has_no_say() {
    let mut preferences = Preferences::default();
    for (p0, p2) in [(true, true), (false, false)] {
        preferences.order_filled.enabled = p0;
        preferences.weekly_report.enabled = p2;
        preferences.order_filled.channels = Channel::ALL.to_vec();
        assert_eq!(everywhere(&preferences), "websocket push telegram email=not_chosen sms=not_chosen");
    }
}

#[test]
fn quiet_hours_are_told_where_nothing_worse_is() {
    let mut preferences = Preferences::default();
    preferences.quiet_hours.enabled = true;
    preferences.time_zone = Some("Europe/Berlin".to_owned());
    let recipient = reached_by(&preferences, &[Push]);
    let at = |time: &str| line(&reachability(&recipient, &Channel::ALL, time.parse().unwrap()));
    let quiet = "websocket push=quiet_hours telegram=no_contact email=not_chosen sms=not_chosen";
    let loud = "websocket push telegram=no_contact email=not_chosen sms=not_chosen";
    for (time, expected) in [
        ("2026-11-23T21:59:59.999Z", loud),
        ("2026-11-23T22:00:00Z", quiet),
        ("2026-11-24T05:59:59.999Z", quiet),
        ("2026-11-24T06:00:00Z", loud),
        // In summer the clock is an hour ahead.
        ("2026-07-23T21:00:00Z", quiet),
        ("2026-07-24T05:00:00Z", loud),
    ] {
        assert_eq!(at(time), expected, "{time}");
    }
}

fn is_silent_or_sent(decision: Option<Decision>) -> bool {
    matches!(decision, Some(Decision::Deliver | Decision::Climb))
}

/// What the plans of every P1 say of a channel.
fn planned(recipient: &Recipient, deployed: &[Channel], at: Time, channel: Channel) -> Vec<Option<Decision>> {
    let p1 = EventType::ALL.iter().filter(|event_type| event_type.priority() == Priority::P1);
    p1.map(|event_type| plan(&sample(*event_type), recipient, deployed, None, at).decision(channel)).collect()
}

proptest! {
    #[test]
    fn it_says_what_the_plans_say(
        preferences in preferences(),
        quiet in quiet_hours(),
        reached in subsequence(Channel::ALL.to_vec(), 0..=5),
        mut deployed in subsequence(Channel::ALL.to_vec(), 0..=5),
        at in moments(),
    ) {
        deployed.push(Websocket);
        let recipient = reached_by(&quiet.over(&preferences), &reached);
        let reaches = reachability(&recipient, &deployed, at);
        prop_assert_eq!(reaches.iter().map(|reach| reach.channel).collect::<Vec<_>>(), Channel::ALL);
        for reach in reaches {
            let decisions = planned(&recipient, &deployed, at, reach.channel);
            let arrives = decisions.iter().any(|decision| is_silent_or_sent(*decision));
            prop_assert_eq!(reach.reason.is_none(), arrives, "{:?} {:?}", reach, decisions);
            let waits = decisions.iter().any(|decision| matches!(decision, Some(Decision::Defer { .. })));
            prop_assert_eq!(reach.reason == Some(Reason::QuietHours), waits && !arrives);
            prop_assert!(reach.channel != Sms || !arrives);
        }
    }
}
