//! The decisions for an event on each channel.

use domain::event::catalogue::PreferenceKey;
use std::sync::Arc;

use domain::event::Event;
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::recipient::contact::{
    Chat, ChatId, Device, DeviceId, DeviceToken, EmailAddress, Phone, PhoneNumber, Platform,
};
use domain::recipient::profile::Dated;
use domain::routing::plan::{self, Decision, Plan, Reason};
use domain::{Channel, EventType, Time, UserId};
use serde_json::json;

use crate::event;
use crate::fields::{CONTRACT, Fields};
use crate::plan_rules::own_channels;

use Channel::{Email, Push, Sms, Telegram, Websocket};

/// Returns the plan at a time outside quiet hours.
pub(crate) fn plan(
    event: &Event,
    recipient: &Recipient,
    deployed: &[Channel],
    closed_at: Option<Time>,
) -> Plan {
    plan::plan(event, recipient, deployed, closed_at, event.occurred_at)
}

/// Returns an event with all fields; for the types after the first ones it has those of the catalogue's
/// sample.
pub(crate) fn sample(event_type: EventType) -> Event {
    let fields = CONTRACT.iter().find(|fields| fields.event_type == event_type.name());
    let from_catalogue = || serde_json::from_str(event_type.sample()).unwrap();
    event(event_type.name(), &fields.map_or_else(from_catalogue, Fields::sample))
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
        details: domain::recipient::contact::DeviceDetails::default(),
    }
}

/// Returns a trader with these preferences who is reachable on these channels, and always on the socket.
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

/// Returns a trader who is reachable on all channels.
pub(crate) fn reachable(preferences: &Preferences) -> Recipient {
    reached_by(preferences, &Channel::ALL)
}

/// Returns the plan on one line: `websocket push=not_chosen sms^ email~`, where `^` is a step of the ladder
/// and `~` is deferred.
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
fn by_default_every_type_has_the_channels_of_its_row() {
    for &event_type in EventType::ALL.iter().skip(CONTRACT.len()) {
        let row = event_type.row();
        let event = sample(event_type);
        let plan = plan(&event, &reachable(&Preferences::default()), &Channel::ALL, None);
        let section = Preferences::default();
        let is_on = section.section_of(row).enabled;
        for delivery in &plan.deliveries {
            let (_, ladder) = own_channels(&event);
            let expected = match ladder.contains(&delivery.channel) {
                _ if !is_on => Decision::Suppress(Reason::Disabled),
                true => Decision::Climb,
                false => Decision::Deliver,
            };
            assert_eq!(delivery.decision, expected, "{event_type} {}", delivery.channel);
        }
        let planned: Vec<_> = plan.deliveries.iter().map(|delivery| delivery.channel).collect();
        assert!(
            row.at_once.iter().chain(row.ladder).all(|channel| planned.contains(channel)),
            "{event_type}"
        );
        let further = planned.len() - row.at_once.len() - row.ladder.len();
        assert!(further == 0 || !row.when.is_empty(), "{event_type}");
    }
}

#[test]
fn by_default_the_catalogue_decides() {
    let lines: Vec<_> = EventType::ALL
        .iter()
        .take(CONTRACT.len())
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
    preferences[PreferenceKey::OrderFilled].channels = vec![Sms, Email];
    let fill = sample(EventType::OrderFilled);
    assert_eq!(
        everywhere(&fill, &preferences),
        "websocket=not_chosen push=not_chosen telegram=not_chosen email sms"
    );

    preferences[PreferenceKey::LiquidationWarning].channels = vec![Websocket, Sms];
    let call = margin_call("120");
    assert_eq!(everywhere(&call, &preferences), "websocket push=not_chosen telegram=not_chosen sms^");

    preferences[PreferenceKey::LiquidationWarning].channels.clear();
    let nowhere = "websocket=not_chosen push=not_chosen telegram=not_chosen sms=not_chosen";
    assert_eq!(everywhere(&call, &preferences), nowhere);
}

#[test]
fn an_sms_is_for_p0_and_the_feeds_health_for_the_socket() {
    let mut preferences = Preferences::default();
    preferences[PreferenceKey::Deposit].channels = Channel::ALL.to_vec();
    preferences[PreferenceKey::PriceAlert].channels = Channel::ALL.to_vec();
    assert_eq!(
        everywhere(&sample(EventType::DepositCredited), &preferences),
        "websocket push telegram email"
    );
    assert_eq!(everywhere(&sample(EventType::PriceAlert), &preferences), "websocket push telegram email");
    assert_eq!(everywhere(&sample(EventType::PriceFeed), &preferences), "websocket");
    preferences[PreferenceKey::PriceAlert].channels = vec![Push];
    assert_eq!(everywhere(&sample(EventType::PriceFeed), &preferences), "websocket=not_chosen");
}

#[test]
fn a_value_of_a_field_can_add_a_channel_or_a_step_of_the_ladder() {
    let cancelled = |by: &str| {
        let data = json!({"order_id": "1", "symbol": "X", "by": by});
        event("order_cancelled", &data)
    };
    let everywhere = |event: &Event| everywhere(event, &Preferences::default());
    assert_eq!(everywhere(&cancelled("user")), "websocket");
    assert_eq!(everywhere(&cancelled("system")), "websocket push");
    let login = |risk: &str| {
        let mut data: serde_json::Value =
            serde_json::from_str(EventType::LoginFromNewDevice.sample()).unwrap();
        data["risk"] = json!(risk);
        event("login_from_new_device", &data)
    };
    assert_eq!(everywhere(&login("normal")), "websocket push telegram email");
    assert_eq!(everywhere(&login("high")), "websocket push telegram email sms^");
}

#[test]
fn a_channel_that_a_section_has_by_default_is_added_to_none_of_its_types() {
    // Each section has the channels of its types together.
    let mut preferences = Preferences::default();
    let with = |event_type, preferences: &Preferences| everywhere(&sample(event_type), preferences);
    assert_eq!(with(EventType::P2pPaymentMarked, &preferences), "websocket push telegram sms^");
    assert_eq!(with(EventType::P2pDisputeOpened, &preferences), "websocket push telegram email sms^");
    assert_eq!(with(EventType::TransferCompleted, &preferences), "websocket");
    assert_eq!(with(EventType::WithdrawalCompleted, &preferences), "websocket push email");
    assert_eq!(with(EventType::Maintenance, &preferences), "websocket");
    let by_the_trader = event("order_cancelled", &json!({"order_id": "1", "symbol": "X", "by": "user"}));
    assert_eq!(everywhere(&by_the_trader, &preferences), "websocket");

    // One that the trader adds is used for all of them.
    for key in [PreferenceKey::OrderClosed, PreferenceKey::Withdrawal, PreferenceKey::Market] {
        preferences[key].channels = Channel::ALL.to_vec();
    }
    assert_eq!(with(EventType::TransferCompleted, &preferences), "websocket telegram");
    assert_eq!(with(EventType::WithdrawalCompleted, &preferences), "websocket push telegram email");
    assert_eq!(with(EventType::Maintenance, &preferences), "websocket email");
    assert_eq!(everywhere(&by_the_trader, &preferences), "websocket telegram email");
    assert_eq!(with(EventType::OrderCancelled, &preferences), "websocket push telegram email");

    // One that the trader removes is not used, also where a field of the event would add it.
    preferences[PreferenceKey::OrderClosed].channels = vec![Websocket];
    assert_eq!(with(EventType::OrderCancelled, &preferences), "websocket push=not_chosen");
}

#[test]
fn a_type_without_a_section_has_its_own_channels_whatever_the_trader_chose() {
    let mut preferences = Preferences::default();
    for key in PreferenceKey::ALL {
        preferences[key].channels.clear();
        preferences[key].enabled = false;
    }
    for &event_type in EventType::ALL {
        let row = event_type.row();
        if row.preference.is_none() {
            let event = sample(event_type);
            assert_eq!(
                everywhere(&event, &preferences),
                everywhere(&event, &Preferences::default()),
                "{event_type}"
            );
        }
    }
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
fn a_margin_call_is_sent_below_the_threshold() {
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
fn a_listing_is_sent_from_the_minimum_score() {
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
    preferences[PreferenceKey::NewListing].channels = vec![Websocket];
    let listing = new_listing("1");
    let planned =
        |event: &Event, preferences: &Preferences| line(&plan(event, &reachable(preferences), &[], None));
    let mut lines = vec![planned(&new_listing("9"), &preferences)];
    lines.push(planned(&listing, &preferences));
    preferences[PreferenceKey::NewListing].enabled = false;
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
    preferences[PreferenceKey::Liquidation].channels = vec![];
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

    // A channel that the trader chose cannot be used if no function is deployed for it.
    preferences[PreferenceKey::Liquidation].channels = vec![Push];
    assert_eq!(fallback_among(&[Email], &preferences, &liquidation), [Email]);

    // A remaining step of the ladder is enough.
    preferences[PreferenceKey::Liquidation].channels = vec![Sms];
    assert!(fallback_among(&Channel::ALL, &preferences, &liquidation).is_empty());

    liquidation.channels = Some(vec![Email]);
    assert_eq!(fallback_among(&Channel::ALL, &preferences, &liquidation), [Push]);
}

#[test]
fn reasons_have_names() {
    let names = Reason::ALL.map(Reason::name).join(" ");
    assert_eq!(
        names,
        "disabled not_chosen threshold min_score no_contact channel_not_deployed superseded already_notified over_cap country_not_allowed quiet_hours"
    );
    assert!(Reason::ALL.is_sorted());
    for reason in Reason::ALL {
        assert_eq!(Reason::parse(reason.name()), Some(reason));
    }
    assert_eq!(Reason::parse("mood"), None);
}
