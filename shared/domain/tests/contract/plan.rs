//! What becomes of an event per channel.

use domain::catalogue::Row;
use domain::event::Event;
use domain::plan::{DEPLOYED, Decision, Plan, Reason, plan};
use domain::preferences::Preferences;
use domain::{Channel, EventType};
use proptest::prelude::*;
use proptest::sample::subsequence;
use rust_decimal::Decimal;
use serde_json::json;

use crate::event;
use crate::fields::CONTRACT;

use Channel::{Email, Push, Sms, Telegram, Websocket};

fn sample(event_type: EventType) -> Event {
    let fields = CONTRACT.iter().find(|fields| fields.event_type == event_type.name()).unwrap();
    event(fields.event_type, &fields.sample())
}

fn margin_call(ratio: &str) -> Event {
    event("margin_call", &json!({"position_id": "p", "symbol": "X", "margin_ratio_percent": ratio}))
}

fn new_listing(score: &str) -> Event {
    event("new_listing", &json!({"symbol": "X", "score": score}))
}

/// The plan on one line: `websocket push=not_chosen sms^`, where `^` is a step of the ladder.
fn line(plan: &Plan) -> String {
    let words = plan.deliveries.iter().map(|delivery| match delivery.decision {
        Decision::Deliver => delivery.channel.to_string(),
        Decision::Climb => format!("{}^", delivery.channel),
        Decision::Suppress(reason) => format!("{}={}", delivery.channel, reason.name()),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn everywhere(event: &Event, preferences: &Preferences) -> String {
    line(&plan(event, preferences, &Channel::ALL))
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
        ]
    );
    let daily = everywhere(&sample(EventType::DailyReport), &Preferences::default());
    assert_eq!(daily, "websocket=disabled email=disabled");
}

#[test]
fn what_has_no_function_is_recorded_as_such() {
    let filled = plan(&sample(EventType::OrderFilled), &Preferences::default(), DEPLOYED);
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
    let mut lines = vec![line(&plan(&new_listing("9"), &preferences, &[]))];
    lines.push(line(&plan(&listing, &preferences, &[])));
    preferences.new_listing.enabled = false;
    lines.push(line(&plan(&listing, &preferences, &[])));
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
        let plan = plan(event, preferences, deployed);
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
        "disabled not_chosen threshold min_score no_contact channel_not_deployed superseded over_cap quiet_hours"
    );
    assert!(Reason::ALL.is_sorted());
    for reason in Reason::ALL {
        assert_eq!(Reason::parse(reason.name()), Some(reason));
    }
    assert_eq!(Reason::parse("mood"), None);
}

/// Every switch, choice of channels and limit at random.
fn preferences() -> impl Strategy<Value = Preferences> {
    let channels = || subsequence(Channel::ALL.to_vec(), 0..=5).prop_shuffle();
    (prop::collection::vec((any::<bool>(), channels()), 10), 100..=1000_u32, 0..=10_u32).prop_map(
        |(sections, threshold, score)| {
            let mut json = serde_json::to_value(Preferences::default()).unwrap();
            let keys = json.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            let of_channels = keys.iter().filter(|key| json[*key].get("channels").is_some()).cloned();
            for (key, (enabled, channels)) in of_channels.collect::<Vec<_>>().iter().zip(sections) {
                json[key]["channels"] = json!(channels);
                if let Some(switch) = json[key].get_mut("enabled") {
                    *switch = json!(enabled);
                }
            }
            json["liquidationWarning"]["thresholdPercent"] = json!(threshold);
            json["newListing"]["minScore"] = json!(score);
            serde_json::from_value(json).unwrap()
        },
    )
}

fn events() -> impl Strategy<Value = Event> {
    let narrowed = prop::option::of(subsequence(Channel::ALL.to_vec(), 0..=5));
    (prop::sample::select(EventType::ALL), narrowed, 0..=1000_u32, 0..=10_u32).prop_map(
        |(event_type, channels, ratio, score)| {
            let event = match event_type {
                EventType::MarginCall => margin_call(&ratio.to_string()),
                EventType::NewListing => new_listing(&score.to_string()),
                _ => sample(event_type),
            };
            Event { channels, ..event }
        },
    )
}

/// The reasons that hold for a channel, each by its own rule.
fn reasons(event: &Event, preferences: &Preferences, deployed: &[Channel], channel: Channel) -> Vec<Reason> {
    let row: &Row = event.event_type().row();
    let section = preferences.section(row.preference);
    let narrowed_out = event.channels.as_ref().is_some_and(|channels| !channels.contains(&channel));
    let json: serde_json::Value = serde_json::from_str(event.data.to_json().get()).unwrap();
    let number = |value: &serde_json::Value| value.to_string().trim_matches('"').parse::<Decimal>().unwrap();
    let value = |field: &str| json.get(field).map(number);
    let above =
        value("margin_ratio_percent").is_some_and(|r| r >= preferences.liquidation_warning.threshold_percent);
    let below = value("score").is_some_and(|score| score < preferences.new_listing.min_score);
    [
        (Reason::Disabled, !section.enabled),
        (Reason::NotChosen, !section.channels.contains(&channel) || narrowed_out),
        (Reason::Threshold, above),
        (Reason::MinScore, below),
        (Reason::ChannelNotDeployed, !deployed.contains(&channel)),
    ]
    .into_iter()
    .filter_map(|(reason, holds)| holds.then_some(reason))
    .collect()
}

proptest! {
    #[test]
    fn a_liquidation_is_always_shown_in_app(
        preferences in preferences(),
        channels in prop::option::of(subsequence(Channel::ALL.to_vec(), 0..=5)),
        deployed in subsequence(Channel::ALL.to_vec(), 0..=5),
    ) {
        let event = Event { channels, ..sample(EventType::PositionLiquidated) };
        let plan = plan(&event, &preferences, &deployed);
        prop_assert_eq!(plan.decision(Websocket), Some(Decision::Deliver));
        let is_external = |channel: &Channel| *channel != Websocket;
        let uses_external = plan.deliveries.iter().any(|delivery| {
            is_external(&delivery.channel) && !matches!(delivery.decision, Decision::Suppress(_))
        });
        prop_assert_eq!(uses_external, deployed.iter().any(is_external));
    }

    #[test]
    fn every_other_decision_follows_the_rules(
        event in events(),
        preferences in preferences(),
        deployed in subsequence(Channel::ALL.to_vec(), 0..=5),
    ) {
        let row = event.event_type().row();
        let plan = plan(&event, &preferences, &deployed);
        let channels: Vec<_> = plan.deliveries.iter().map(|delivery| delivery.channel).collect();
        prop_assert!(channels.is_sorted(), "in fallback order");
        prop_assert!(row.at_once.iter().chain(row.ladder).all(|channel| channels.contains(channel)));
        if row.mandatory {
            return Ok(());
        }
        for delivery in plan.deliveries {
            let first = reasons(&event, &preferences, &deployed, delivery.channel).into_iter().min();
            let expected = match first {
                Some(reason) => Decision::Suppress(reason),
                None if row.ladder.contains(&delivery.channel) => Decision::Climb,
                None => Decision::Deliver,
            };
            prop_assert_eq!(delivery.decision, expected);
        }
    }
}
