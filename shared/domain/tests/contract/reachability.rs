//! The channels on which an important notification would arrive.

use domain::event::catalogue::PreferenceKey;
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::routing::plan::{Decision, Reason, plan};
use domain::routing::reachability::{Reach, reachability};
use domain::{Channel, EventType, Priority, Time};
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::now;
use crate::plan::{reachable, reached_by, sample};
use crate::plan_rules::preferences;
use crate::quiet_rules::{moments, quiet_hours};

use Channel::{Email, Push, Sms, Telegram, Websocket};

/// Returns the answer on one line: `websocket push=no_contact`.
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

/// Returns the defaults, where of all sections with types of class P1 only these are switched on: price
/// alerts, partial fills and deposits.
fn first_sections() -> Preferences {
    let mut preferences = Preferences::default();
    for key in PreferenceKey::ALL {
        let is_first = [PreferenceKey::PriceAlert, PreferenceKey::PartialFill, PreferenceKey::Deposit];
        let rows = EventType::ALL.iter().map(|event_type| event_type.row());
        let mut rows = rows.filter(|row| row.preference == Some(key));
        if rows.any(|row| row.priority == Priority::P1) && !is_first.contains(&key) {
            preferences[key].enabled = false;
        }
    }
    preferences
}

#[test]
fn one_type_that_arrives_is_enough() {
    let mut preferences = first_sections();
    assert_eq!(everywhere(&preferences), "websocket push telegram email=not_chosen sms=not_chosen");
    preferences[PreferenceKey::PriceAlert].channels = vec![Email, Sms];
    assert_eq!(everywhere(&preferences), "websocket push telegram=not_chosen email sms=not_chosen");
    preferences[PreferenceKey::Deposit].enabled = false;
    preferences[PreferenceKey::PartialFill].channels.clear();
    assert_eq!(
        everywhere(&preferences),
        "websocket=not_chosen push=not_chosen telegram=not_chosen email sms=not_chosen"
    );
}

#[test]
fn the_mildest_reason_is_returned() {
    let mut preferences = first_sections();
    preferences[PreferenceKey::PartialFill].enabled = false;
    preferences[PreferenceKey::Deposit].enabled = false;
    // A partial fill is switched off, and the state of a price feed is for the socket only, so a price
    // alert is nearest.
    let recipient = reached_by(&preferences, &[Telegram]);
    assert_eq!(
        line(&reachability(&recipient, &[Websocket, Push], now())),
        "websocket push=no_contact telegram=channel_not_deployed email=not_chosen sms=not_chosen"
    );
    preferences[PreferenceKey::PriceAlert].enabled = false;
    assert_eq!(
        everywhere(&preferences),
        "websocket=disabled push=disabled telegram=disabled email=disabled sms=disabled"
    );
}

#[test]
fn what_is_critical_or_can_wait_has_no_say() {
    let mut preferences = first_sections();
    for (p0, p2) in [(true, true), (false, false)] {
        preferences[PreferenceKey::OrderFilled].enabled = p0;
        preferences[PreferenceKey::WeeklyReport].enabled = p2;
        preferences[PreferenceKey::OrderFilled].channels = Channel::ALL.to_vec();
        assert_eq!(everywhere(&preferences), "websocket push telegram email=not_chosen sms=not_chosen");
    }
}

#[test]
fn quiet_hours_are_returned_if_there_is_no_worse_reason() {
    let mut preferences = first_sections();
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
        // In summer the local time is an hour ahead.
        ("2026-07-23T21:00:00Z", quiet),
        ("2026-07-24T05:00:00Z", loud),
    ] {
        assert_eq!(at(time), expected, "{time}");
    }
}

fn is_silent_or_sent(decision: Option<Decision>) -> bool {
    matches!(decision, Some(Decision::Deliver | Decision::Climb))
}

/// Returns the decisions of the plans of all P1 types that can be switched off for a channel.
fn planned(recipient: &Recipient, deployed: &[Channel], at: Time, channel: Channel) -> Vec<Option<Decision>> {
    let p1 = EventType::ALL
        .iter()
        .filter(|event_type| event_type.priority() == Priority::P1 && !event_type.row().mandatory);
    p1.map(|event_type| plan(&sample(*event_type), recipient, deployed, None, at).decision(channel)).collect()
}

#[test]
fn a_channel_of_a_section_arrives_only_where_a_type_of_the_class_has_it() {
    let mut preferences = first_sections();
    // Its margin calls, which are critical, have an SMS.
    preferences[PreferenceKey::LiquidationWarning].enabled = true;
    assert_eq!(everywhere(&preferences), "websocket push telegram email=not_chosen sms=not_chosen");
    preferences[PreferenceKey::Withdrawal].enabled = true;
    assert_eq!(everywhere(&preferences), "websocket push telegram email sms=not_chosen");
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
