//! The effect of contacts, devices and closed positions on the plan, and the fallback for a
//! planned channel that fails.

use domain::event::catalogue::PreferenceKey;
use std::sync::Arc;

use domain::delivery::ledger::DeliveryKey;
use domain::event::Event;
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::recipient::contact::{Dead, DeviceId, EmailAddress};
use domain::routing::plan::{Decision, PlannedDelivery, Reason, fallback, withdrawn};
use domain::{Channel, EventType, Time, UserId};

use crate::plan::{device, known, line, margin_call, plan, reachable, reached_by, sample};

use Channel::{Email, Push, Sms, Telegram, Websocket};

#[test]
fn a_trader_without_contacts_gets_in_app_only() {
    let newcomer = Recipient::unknown(UserId::parse("u-42").unwrap());
    let lines = [EventType::PositionLiquidated, EventType::OrderFilled, EventType::WeeklyPnlReport]
        .map(|event_type| line(&plan(&sample(event_type), &newcomer, &Channel::ALL, None)));
    assert_eq!(
        lines,
        [
            "websocket push=no_contact telegram=no_contact email=no_contact sms=no_contact",
            "websocket push=no_contact telegram=no_contact",
            "websocket email=no_contact",
        ]
    );
    // Without a contact, the reason is not that the channel has no function.
    assert_eq!(
        line(&plan(&sample(EventType::OrderFilled), &newcomer, &[], None)),
        "websocket=channel_not_deployed push=no_contact telegram=no_contact"
    );
}

#[test]
fn a_contact_that_was_found_dead_is_none_until_the_profile_names_another() {
    let mut recipient = reachable(&Preferences::default());
    let at = Time::from_millis(i64::MAX);
    recipient.dead_email = recipient.email().cloned().map(|contact| Dead { contact, at });
    recipient.dead_phone = recipient.phone().map(|phone| Dead { contact: phone.number.clone(), at });
    let liquidation = sample(EventType::PositionLiquidated);
    let planned = |recipient: &Recipient| line(&plan(&liquidation, recipient, &Channel::ALL, None));
    assert_eq!(planned(&recipient), "websocket push telegram email=no_contact sms=no_contact");
    recipient.profile.email = known(EmailAddress::of_checked("ada@example.org"));
    assert_eq!(planned(&recipient), "websocket push telegram email sms=no_contact");
}

#[test]
fn every_device_is_a_delivery_of_its_own() {
    let mut recipient = reachable(&Preferences::default());
    recipient.devices = vec![device("d-2", 2), device("d-1", 1)];
    let planned = plan(&sample(EventType::OrderFilled), &recipient, &Channel::ALL, None);
    let keys: Vec<_> = planned.deliveries.iter().flat_map(PlannedDelivery::keys).collect();
    let of_device = |name: &str| DeliveryKey { channel: Push, device: Some(DeviceId::parse(name).unwrap()) };
    assert_eq!(keys, [of_device("d-2"), of_device("d-1"), DeliveryKey::of_channel(Telegram)]);

    let mut preferences = Preferences::default();
    preferences[PreferenceKey::OrderFilled].channels = vec![Websocket];
    recipient.preferences = Arc::new(preferences);
    let planned = plan(&sample(EventType::OrderFilled), &recipient, &Channel::ALL, None);
    assert!(
        planned.deliveries.iter().all(|delivery| delivery.devices.is_empty()),
        "none where none is pushed to"
    );
}

#[test]
fn a_liquidation_closes_the_margin_calls_before_it() {
    let mut call = margin_call("120");
    call.occurred_at = Time::from_millis(1_000);
    let recipient = reachable(&Preferences::default());
    let at = |millis| line(&plan(&call, &recipient, &Channel::ALL, Some(Time::from_millis(millis))));
    let told = "websocket push telegram sms^";
    assert_eq!(at(999), told);
    assert_eq!(at(1_000), told, "what occurs at the same instant did not occur before it");
    assert_eq!(at(1_001), "websocket=superseded push=superseded telegram=superseded sms=superseded");

    // The trader's own reason and a missing contact have precedence.
    let above = margin_call("150");
    let closed = Some(Time::from_millis(i64::MAX));
    let planned =
        plan(&Event { occurred_at: Time::from_millis(0), ..above }, &recipient, &[Websocket], closed);
    assert_eq!(line(&planned), "websocket=threshold push=threshold telegram=threshold sms=threshold");
    let planned = plan(&call, &recipient, &[Websocket], closed);
    assert_eq!(planned.decision(Push), Some(Decision::Suppress(Reason::ChannelNotDeployed)));

    // What is closed matters only to types that another one supersedes, and a liquidation is none.
    assert_eq!(EventType::PositionLiquidated.row().superseded_by, &[] as &[u8]);
    let is_final = |event_type: &&EventType| event_type.row().superseded_by.is_empty();
    for event_type in EventType::ALL.iter().filter(is_final) {
        let event = sample(*event_type);
        assert_eq!(
            plan(&event, &recipient, &Channel::ALL, closed),
            plan(&event, &recipient, &Channel::ALL, None)
        );
    }
}

/// Returns the first fallback of this event if `used` are in use.
fn next(event: &Event, recipient: &Recipient, used: &[Channel]) -> Option<Channel> {
    let planned = plan(event, recipient, &Channel::ALL, None).deliveries;
    fallback(event.event_type(), &planned, recipient, &Channel::ALL, |channel| used.contains(&channel))
}

#[test]
fn a_fallback_goes_through_what_is_allowed_in_order() {
    let mut preferences = Preferences::default();
    preferences[PreferenceKey::LiquidationWarning].channels = Channel::ALL.to_vec();
    let recipient = reachable(&preferences);
    let call = margin_call("120");
    assert_eq!(next(&call, &recipient, &[]), Some(Push));
    assert_eq!(next(&call, &recipient, &[Push]), Some(Telegram));
    assert_eq!(next(&call, &recipient, &[Push, Telegram]), Some(Email));
    assert_eq!(next(&call, &recipient, &[Push, Telegram, Email]), Some(Sms), "a step of the ladder too");
    assert_eq!(next(&call, &recipient, &[Push, Telegram, Email, Sms]), None);

    // A channel that the trader or the event did not choose, or that cannot be used, is not a fallback.
    let recipient = reachable(&Preferences::default());
    assert_eq!(next(&call, &recipient, &[Push, Telegram]), Some(Sms), "no e-mail");
    let narrowed = Event { channels: Some(vec![Push, Telegram]), ..margin_call("120") };
    assert_eq!(next(&narrowed, &recipient, &[Push]), Some(Telegram));
    assert_eq!(next(&narrowed, &recipient, &[Push, Telegram]), None);
    let unlinked = reached_by(&Preferences::default(), &[Push, Sms]);
    assert_eq!(next(&call, &unlinked, &[Push]), Some(Sms));
    let planned = plan(&call, &recipient, &Channel::ALL, None).deliveries;
    let without_a_function = [Push, Telegram];
    let used = |channel| [Push, Telegram].contains(&channel);
    assert_eq!(fallback(EventType::MarginCall, &planned, &recipient, &without_a_function, used), None);
}

#[test]
fn a_fallback_sees_what_has_changed_since_the_plan() {
    let call = margin_call("120");
    let used = |channel| channel == Push;
    let then = plan(&call, &reached_by(&Preferences::default(), &[Push]), &Channel::ALL, None).deliveries;
    let after =
        |recipient: &Recipient| fallback(EventType::MarginCall, &then, recipient, &Channel::ALL, used);
    let linked = reached_by(&Preferences::default(), &[Push, Telegram]);
    assert_eq!(after(&linked), Some(Telegram), "it could not be reached then, and can now");

    let mut preferences = Preferences::default();
    preferences[PreferenceKey::LiquidationWarning].channels = vec![Websocket, Push, Sms];
    assert_eq!(after(&reachable(&preferences)), Some(Sms), "not wanted any more");
    preferences[PreferenceKey::LiquidationWarning].enabled = false;
    assert_eq!(after(&reachable(&preferences)), None);
}

#[test]
fn a_fallback_of_what_is_mandatory_takes_whatever_is_left() {
    let mut preferences = Preferences::default();
    preferences[PreferenceKey::Liquidation].channels = vec![Websocket, Email];
    let recipient = reachable(&preferences);
    let liquidation = sample(EventType::PositionLiquidated);
    assert_eq!(next(&liquidation, &recipient, &[]), Some(Email), "what was chosen first");
    assert_eq!(next(&liquidation, &recipient, &[Email]), Some(Push));
    assert_eq!(next(&liquidation, &recipient, &[Email, Push, Telegram]), Some(Sms));
    assert_eq!(next(&liquidation, &reached_by(&preferences, &[Email]), &[Email]), None);
}

#[test]
fn a_wish_that_is_withdrawn_holds_except_for_what_is_mandatory() {
    let mut preferences = Preferences::default();
    preferences[PreferenceKey::OrderFilled].channels = vec![Telegram];
    preferences[PreferenceKey::Liquidation].channels.clear();
    let of = |event_type, channel, preferences: &Preferences| {
        withdrawn(event_type, channel, &reachable(preferences))
    };
    assert_eq!(of(EventType::OrderFilled, Telegram, &preferences), None);
    assert_eq!(of(EventType::OrderFilled, Push, &preferences), Some(Reason::NotChosen));
    preferences[PreferenceKey::OrderFilled].enabled = false;
    assert_eq!(of(EventType::OrderFilled, Telegram, &preferences), Some(Reason::Disabled));
    assert_eq!(of(EventType::PositionLiquidated, Push, &preferences), None);
}
