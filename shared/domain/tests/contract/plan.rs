//! What becomes of an event per channel.

use std::sync::Arc;

use domain::contact::{
    Chat, ChatId, Device, DeviceId, DeviceToken, EmailAddress, Phone, PhoneNumber, Platform,
};
use domain::event::Event;
use domain::plan::{self, Decision, Plan, Reason};
use domain::preferences::Preferences;
use domain::profile::Dated;
use domain::recipient::Recipient;
use domain::{Channel, EventType, Time, UserId};
use serde_json::json;

use crate::event;
use crate::fields::CONTRACT;

use Channel::{Email, Push, Sms, Telegram, Websocket};

/// The plan of one whose quiet hours are not now.
pub(crate) fn plan(
    event: &Event,
    recipient: &Recipient,
    deployed: &[Channel],
    closed_at: Option<Time>,
) -> Plan {
    plan::plan(event, recipient, deployed, closed_at, event.occurred_at)
}

pub(crate) fn sample(event_type: EventType) -> Event {
    let fields = CONTRACT.iter().find(|fields| fields.event_type == event_type.name()).unwrap();
    event(fields.event_type, &fields.sample())
}

pub(crate) fn margin_call(ratio: &str) -> Event {
    event("margin_call", &json!({"position_id": "p", "symbol": "X", "margin_ratio_percent": ratio}))
}

pub(crate) fn new_listing(score: &str) -> Event {
    event("new_listing", &json!({"symbol": "X", "score": score}))
}

pub(crate) fn device(name: &str, registered_at: i64) -> Device {
    Device {
        id: DeviceId::parse(name).unwrap(),
        token: DeviceToken::parse(name).unwrap(),
        platform: Platform::Android,
        language: None,
        registered_at: Time::from_millis(registered_at),
    }
}

/// A trader with these preferences who can be reached on these channels; on the socket always.
pub(crate) fn reached_by(preferences: &Preferences, channels: &[Channel]) -> Recipient {
    let mut recipient = Recipient::unknown(UserId::parse("u-42").unwrap());
    recipient.preferences = Arc::new(preferences.clone());
    for channel in channels {
        match channel {
            Websocket => {}
            Push => recipient.devices = vec![device("d-1", 1)],
            Telegram => {
                recipient.chat = Some(Chat { id: ChatId::new(7), linked_at: Time::EPOCH, confirm_by: None });
            }
            Email => recipient.profile.email = known(EmailAddress::of_checked("ada@example.com")),
            Sms => {
                let number = PhoneNumber::of_checked("+4915112345678");
                recipient.profile.phone = known(Phone { number, country: Some("DE".to_owned()) });
            }
        }
    }
    recipient
}

pub(crate) fn known<T>(value: T) -> Dated<T> {
    Dated { value: Some(value), updated_at: Some(Time::from_millis(1)) }
}

/// A trader who can be reached everywhere.
pub(crate) fn reachable(preferences: &Preferences) -> Recipient {
    reached_by(preferences, &Channel::ALL)
}

/// The plan on one line: `websocket push=not_chosen sms^ email~`, where `^` is a step of the ladder and `~` waits.
pub(crate) fn line(plan: &Plan) -> String {
    let words = plan.deliveries.iter().map(|delivery| match delivery.decision {
        Decision::Deliver => delivery.channel.to_string(),
        Decision::Climb => format!("{}^", delivery.channel),
        Decision::Defer { .. } => format!("{}~", delivery.channel),
        Decision::Suppress(reason) => format!("{}={}", delivery.channel, reason.name()),
    });
    words.collect::<Vec<_>>().join(" ")
}

pub(crate) fn everywhere(event: &Event, preferences: &Preferences) -> String {
    line(&plan(event, &reachable(preferences), &Channel::ALL, None))
}

#[test]
fn by_default_the_catalogue_decides() {
    let lines: Vec<_> = EventType::ALL
        .iter()
        .filter(|event_type| **event_type != EventType::DailyReport)
        .map(|event_type| (event_type.name(), everywhere(&sample(*event_type), &Preferences::default())))
        .collect();
    let lines: Vec<_> = lines.iter().map(|(name, line)| (*name, line.as_str())).collect();
    assert_eq!(
        lines,
        [
            ("position_liquidated", "websocket push telegram email sms^"),
            ("margin_call", "websocket push telegram sms^"),
            ("order_filled", "websocket push telegram"),
            ("price_alert", "websocket push telegram"),
            ("price_feed", "websocket"),
            ("order_partially_filled", "websocket"),
            ("deposit_credited", "websocket push"),
            ("new_listing", "websocket push"),
            ("weekly_pnl_report", "websocket email"),
            ("referral_accrued", "websocket"),
            ("contact_changed", "websocket push telegram email sms^"),
            ("preferences_weakened", "websocket push email"),
        ]
    );
    let daily = everywhere(&sample(EventType::DailyReport), &Preferences::default());
    assert_eq!(daily, "websocket=disabled email=disabled");
}

#[test]
fn what_has_no_function_is_recorded_as_such() {
    let recipient = reachable(&Preferences::default());
    let filled = plan(&sample(EventType::OrderFilled), &recipient, &[Websocket], None);
    assert_eq!(line(&filled), "websocket push=channel_not_deployed telegram=channel_not_deployed");
    assert_eq!(filled.decision(Websocket), Some(Decision::Deliver));
    assert_eq!(filled.decision(Push), Some(Decision::Suppress(Reason::ChannelNotDeployed)));
    assert_eq!(filled.decision(Email), None);
    assert!(!filled.silent);
}

#[test]
fn the_traders_channels_replace_the_rows() {
    let mut preferences = Preferences::default();
    preferences.order_filled.channels = vec![Sms, Email];
    let fill = sample(EventType::OrderFilled);
    assert_eq!(
        everywhere(&fill, &preferences),
        "websocket=not_chosen push=not_chosen telegram=not_chosen email sms"
    );

    preferences.liquidation_warning.channels = vec![Websocket, Sms];
    let call = margin_call("120");
    assert_eq!(everywhere(&call, &preferences), "websocket push=not_chosen telegram=not_chosen sms^");

    preferences.liquidation_warning.channels.clear();
    let nowhere = "websocket=not_chosen push=not_chosen telegram=not_chosen sms=not_chosen";
    assert_eq!(everywhere(&call, &preferences), nowhere);
}

#[test]
fn an_sms_is_for_p0_and_the_feeds_health_for_the_socket() {
    let mut preferences = Preferences::default();
    preferences.deposit.channels = Channel::ALL.to_vec();
    preferences.price_alert.channels = Channel::ALL.to_vec();
    assert_eq!(
        everywhere(&sample(EventType::DepositCredited), &preferences),
        "websocket push telegram email"
    );
    assert_eq!(everywhere(&sample(EventType::PriceAlert), &preferences), "websocket push telegram email");
    assert_eq!(everywhere(&sample(EventType::PriceFeed), &preferences), "websocket");
    preferences.price_alert.channels = vec![Push];
    assert_eq!(everywhere(&sample(EventType::PriceFeed), &preferences), "websocket=not_chosen");
}

#[test]
fn the_event_only_narrows() {
    let mut fill = sample(EventType::OrderFilled);
    fill.channels = Some(vec![Push, Email, Sms]);
    let line = everywhere(&fill, &Preferences::default());
    assert_eq!(line, "websocket=not_chosen push telegram=not_chosen");
    fill.channels = Some(Vec::new());
    let line = everywhere(&fill, &Preferences::default());
    assert_eq!(line, "websocket=not_chosen push=not_chosen telegram=not_chosen");
}

#[test]
fn a_margin_call_is_told_below_the_threshold() {
    let preferences = Preferences::default();
    let told = "websocket push telegram sms^";
    let not_told = "websocket=threshold push=threshold telegram=threshold sms=threshold";
    for (ratio, expected) in
        [("149.99", told), ("-3", told), ("150", not_told), ("150.00", not_told), ("400", not_told)]
    {
        assert_eq!(everywhere(&margin_call(ratio), &preferences), expected, "{ratio}");
    }
}

#[test]
fn a_listing_is_told_from_the_least_score() {
    let preferences = Preferences::default();
    for (score, expected) in [
        ("7", "websocket push"),
        ("7.0", "websocket push"),
        ("10", "websocket push"),
        ("6.99", "websocket=min_score push=min_score"),
    ] {
        assert_eq!(everywhere(&new_listing(score), &preferences), expected, "{score}");
    }
}

#[test]
fn the_first_reason_in_the_order_of_precedence_is_recorded() {
    let mut preferences = Preferences::default();
    preferences.new_listing.channels = vec![Websocket];
    let listing = new_listing("1");
    let planned =
        |event: &Event, preferences: &Preferences| line(&plan(event, &reachable(preferences), &[], None));
    let mut lines = vec![planned(&new_listing("9"), &preferences)];
    lines.push(planned(&listing, &preferences));
    preferences.new_listing.enabled = false;
    lines.push(planned(&listing, &preferences));
    assert_eq!(
        lines,
        [
            "websocket=channel_not_deployed push=not_chosen",
            "websocket=min_score push=not_chosen",
            "websocket=disabled push=disabled",
        ]
    );
}

#[test]
fn a_liquidation_reaches_the_app_and_one_external_channel() {
    let mut preferences = Preferences::default();
    preferences.liquidation.channels = vec![];
    let mut liquidation = sample(EventType::PositionLiquidated);
    let fallback_among = |deployed: &[Channel], preferences: &Preferences, event: &Event| {
        let reached = plan(event, &reached_by(preferences, deployed), &Channel::ALL, None);
        let plan = plan(event, &reachable(preferences), deployed, None);
        let decisions =
            |plan: &Plan| plan.deliveries.iter().map(|d| d.suppressed().is_none()).collect::<Vec<_>>();
        assert_eq!(decisions(&reached), decisions(&plan), "no contact is as good as no function");
        assert_eq!(plan.decision(Websocket), Some(Decision::Deliver));
        let external: Vec<_> = plan.deliveries.iter().skip(1).collect();
        let used = external.iter().filter(|delivery| delivery.decision == Decision::Deliver);
        used.map(|delivery| delivery.channel).collect::<Vec<_>>()
    };
    for (deployed, used) in [
        (&Channel::ALL[..], vec![Push]),
        (&[Sms, Email, Telegram], vec![Telegram]),
        (&[Sms, Email], vec![Email]),
        (&[Sms], vec![Sms]),
        (&[Websocket], vec![]),
        (&[], vec![]),
    ] {
        assert_eq!(fallback_among(deployed, &preferences, &liquidation), used);
    }

    // What the trader chose is of no use without a function behind it.
    preferences.liquidation.channels = vec![Push];
    assert_eq!(fallback_among(&[Email], &preferences, &liquidation), [Email]);

    // A step of the ladder that is left is enough.
    preferences.liquidation.channels = vec![Sms];
    assert!(fallback_among(&Channel::ALL, &preferences, &liquidation).is_empty());

    liquidation.channels = Some(vec![Email]);
    assert_eq!(fallback_among(&Channel::ALL, &preferences, &liquidation), [Push]);
}

#[test]
fn reasons_have_names() {
    let names = Reason::ALL.map(Reason::name).join(" ");
    assert_eq!(
        names,
        "disabled not_chosen threshold min_score no_contact channel_not_deployed superseded over_cap country_not_allowed quiet_hours"
    );
    assert!(Reason::ALL.is_sorted());
    for reason in Reason::ALL {
        assert_eq!(Reason::parse(reason.name()), Some(reason));
    }
    assert_eq!(Reason::parse("mood"), None);
}
