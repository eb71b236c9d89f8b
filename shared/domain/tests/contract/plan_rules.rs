//! The properties of the plan of any event and any trader.

use domain::event::Event;
use domain::event::catalogue::{FieldKind, PreferenceKey, Row};
use domain::preferences::Preferences;
use domain::routing::plan::{Decision, PlannedDelivery, Reason, fallback, withdrawn};
use domain::{Channel, EventType, Priority, Time};
use proptest::prelude::*;
use proptest::sample::subsequence;
use rust_decimal::Decimal;
use serde_json::json;

use crate::plan::{margin_call, new_listing, plan, reached_by, sample};

use Channel::{Push, Websocket};

/// Preferences with random switches, channels and limits.
pub(crate) fn preferences() -> impl Strategy<Value = Preferences> {
    let channels = || subsequence(Channel::ALL.to_vec(), 0..=5).prop_shuffle();
    (prop::collection::vec((any::<bool>(), channels()), PreferenceKey::ALL.len()), 100..=1000_u32, 0..=10_u32)
        .prop_map(|(sections, threshold, score)| {
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
            Preferences::of_stored(&json.to_string()).unwrap()
        })
}

pub(crate) fn events() -> impl Strategy<Value = Event> {
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

/// Returns the reasons that apply to a channel, each by its own rule.
fn reasons(
    event: &Event,
    preferences: &Preferences,
    (reached, deployed): (&[Channel], &[Channel]),
    closed_at: Option<Time>,
    channel: Channel,
) -> Vec<Reason> {
    let row: &Row = event.event_type().row();
    let section = preferences.section_of(row);
    let narrowed_out = event.channels.as_ref().is_some_and(|channels| !channels.contains(&channel));
    let json: serde_json::Value = serde_json::from_str(event.data.to_json().get()).unwrap();
    let number = |value: &serde_json::Value| value.to_string().trim_matches('"').parse::<Decimal>().unwrap();
    let value = |of: EventType, field: &str| (row.event_type == of).then(|| number(&json[field]));
    let option = |key, name: &str| preferences.number(key, name).unwrap();
    let threshold = option(PreferenceKey::LiquidationWarning, "thresholdPercent");
    let above = value(EventType::MarginCall, "margin_ratio_percent").is_some_and(|ratio| ratio >= threshold);
    let min_score = option(PreferenceKey::NewListing, "minScore");
    let below = value(EventType::NewListing, "score").is_some_and(|score| score < min_score);
    [
        (Reason::Disabled, !section.enabled),
        (Reason::NotChosen, !section.channels.contains(&channel) || narrowed_out),
        (Reason::Threshold, above),
        (Reason::MinScore, below),
        (Reason::NoContact, channel != Websocket && !reached.contains(&channel)),
        (Reason::ChannelNotDeployed, !deployed.contains(&channel)),
        (
            Reason::Superseded,
            !row.superseded_by.is_empty() && closed_at.is_some_and(|at| event.occurred_at < at),
        ),
    ]
    .into_iter()
    .filter_map(|(reason, holds)| holds.then_some(reason))
    .collect()
}

/// Returns the channels that are used at once for this event, and those of its ladder.
pub(crate) fn own_channels(event: &Event) -> (Vec<Channel>, Vec<Channel>) {
    let row = event.event_type().row();
    let json: serde_json::Value = serde_json::from_str(event.data.to_json().get()).unwrap();
    let (mut at_once, mut ladder) = (row.at_once.to_vec(), row.ladder.to_vec());
    for when in row.when {
        let spec = &row.fields[usize::from(when.field)];
        let FieldKind::OneOf(words) = spec.kind else { unreachable!() };
        if json[spec.name] == words[usize::from(when.is)] {
            at_once.extend(when.at_once);
            ladder.extend(when.ladder);
        }
    }
    (at_once, ladder)
}

/// Returns the channel of which the event has two deliveries, to the contacts before and after a change.
fn awaited(event: &Event) -> Option<Channel> {
    (event.event_type() == EventType::ContactChanged).then_some(Channel::Email)
}

/// A time shortly before, at or shortly after that of the events.
fn closings() -> impl Strategy<Value = Option<Time>> {
    let occurred_at = sample(EventType::MarginCall).occurred_at.as_millis();
    prop::option::of((-2..=2_i64).prop_map(move |millis| Time::from_millis(occurred_at + millis)))
}

fn some_channels() -> impl Strategy<Value = Vec<Channel>> {
    subsequence(Channel::ALL.to_vec(), 0..=5)
}

proptest! {
    #[test]
    fn a_liquidation_is_always_shown_in_app(
        preferences in preferences(),
        channels in prop::option::of(some_channels()),
        reached in some_channels(),
        deployed in some_channels(),
    ) {
        let event = Event { channels, ..sample(EventType::PositionLiquidated) };
        let plan = plan(&event, &reached_by(&preferences, &reached), &deployed, None);
        prop_assert_eq!(plan.decision(Websocket), Some(Decision::Deliver));
        let is_external = |channel: &Channel| *channel != Websocket;
        let uses_external = plan.deliveries.iter().any(|delivery| {
            is_external(&delivery.channel) && !matches!(delivery.decision, Decision::Suppress(_))
        });
        let can_use = |channel: &Channel| is_external(channel) && reached.contains(channel);
        prop_assert_eq!(uses_external, deployed.iter().any(can_use));
    }

    #[test]
    fn what_is_mandatory_is_always_shown_in_app_and_sent_on_another_channel(
        preferences in preferences(),
        event in events(),
        reached in some_channels(),
        deployed in some_channels(),
    ) {
        let row = event.event_type().row();
        let plan = plan(&event, &reached_by(&preferences, &reached), &deployed, None);
        let is_external = |channel: &Channel| *channel != Websocket;
        let sent: Vec<_> = plan.deliveries.iter().filter(|delivery| delivery.suppressed().is_none()).collect();
        // An SMS is for P0 only.
        let is_sms_of_another = |channel: &Channel| *channel == Channel::Sms && row.priority != Priority::P0;
        prop_assert!(!sent.iter().any(|delivery| is_sms_of_another(&delivery.channel)));
        if row.mandatory {
            prop_assert_eq!(plan.decision(Websocket), Some(Decision::Deliver));
            let can_use = |channel: &Channel| {
                is_external(channel) && reached.contains(channel) && !is_sms_of_another(channel)
            };
            // The notice of a changed e-mail address also waits for the profile message with the address.
            let is_sent = |sent: &PlannedDelivery| {
                is_external(&sent.channel) && (can_use(&sent.channel) || awaited(&event) != Some(sent.channel))
            };
            prop_assert_eq!(sent.iter().any(|sent| is_sent(sent)), deployed.iter().any(can_use));
        }
    }

    #[test]
    fn no_plan_for_a_p0_depends_on_a_switch_that_the_catalogue_calls_mandatory(
        preferences in preferences(),
        event in events(),
        reached in some_channels(),
        deployed in some_channels(),
        closed_at in closings(),
    ) {
        let row = event.event_type().row();
        // All switches are off, so that only the choice of channels has an effect.
        let mut off = serde_json::to_value(&preferences).unwrap();
        for section in off.as_object_mut().unwrap().values_mut() {
            if let Some(switch) = section.get_mut("enabled") {
                *switch = json!(false);
            }
        }
        let off = Preferences::of_stored(&off.to_string()).unwrap();
        let of = |preferences: &Preferences| {
            plan(&event, &reached_by(preferences, &reached), &deployed, closed_at)
        };
        if row.mandatory {
            prop_assert_eq!(of(&preferences), of(&off));
            for channel in Channel::ALL {
                prop_assert_eq!(withdrawn(row.event_type, channel, &reached_by(&off, &reached)), None);
            }
        } else {
            let all_disabled = |delivery: &PlannedDelivery| delivery.suppressed() == Some(Reason::Disabled);
            prop_assert!(of(&off).deliveries.iter().all(all_disabled), "what can be switched off is off");
        }
    }

    #[test]
    fn every_other_decision_follows_the_rules(
        event in events(),
        preferences in preferences(),
        reached in some_channels(),
        deployed in some_channels(),
        closed_at in closings(),
    ) {
        let row = event.event_type().row();
        let recipient = reached_by(&preferences, &reached);
        let plan = plan(&event, &recipient, &deployed, closed_at);
        let channels: Vec<_> = plan.deliveries.iter().map(|delivery| delivery.channel).collect();
        prop_assert!(channels.is_sorted(), "in fallback order");
        let (at_once, ladder) = own_channels(&event);
        for channel in Channel::ALL {
            let is_own = at_once.contains(&channel) || ladder.contains(&channel);
            let is_added = row.preference.is_some_and(|key| {
                preferences[key].channels.contains(&channel) && !Preferences::default()[key].channels.contains(&channel)
            });
            let may_be_added = row.event_type != EventType::PriceFeed
                && (channel != Channel::Sms || row.priority == Priority::P0);
            // A mandatory type may have another channel, if it is the only one that the trader has.
            if !row.mandatory {
                prop_assert_eq!(channels.contains(&channel), is_own || (is_added && may_be_added));
            }
        }
        for delivery in &plan.deliveries {
            let expected = match delivery.channel {
                _ if delivery.suppressed().is_some() => 0,
                Push => recipient.devices.len(),
                channel => usize::from(awaited(&event) == Some(channel)),
            };
            prop_assert_eq!(delivery.devices.len(), expected);
        }
        if row.mandatory {
            return Ok(());
        }
        for delivery in plan.deliveries {
            let places = (&*reached, &*deployed);
            let first = reasons(&event, &preferences, places, closed_at, delivery.channel).into_iter().min();
            let expected = match first {
                Some(reason) => Decision::Suppress(reason),
                None if ladder.contains(&delivery.channel) => Decision::Climb,
                None => Decision::Deliver,
            };
            prop_assert_eq!(delivery.decision, expected);
        }
    }

    #[test]
    fn a_fallback_is_free_reachable_and_served_and_allowed_where_it_can_be_refused(
        event in events(),
        before in (preferences(), some_channels()),
        after in (preferences(), some_channels()),
        deployed in some_channels(),
        used in some_channels(),
    ) {
        let planned = plan(&event, &reached_by(&before.0, &before.1), &Channel::ALL, None).deliveries;
        let recipient = reached_by(&after.0, &after.1);
        let event_type = event.event_type();
        let taken = fallback(event_type, &planned, &recipient, &deployed, |channel| used.contains(&channel));
        let is_usable = |channel: &Channel| {
            *channel != Websocket
                && !used.contains(channel)
                && deployed.contains(channel)
                && recipient.is_reachable(*channel)
        };
        prop_assert!(taken.is_none_or(|channel| is_usable(&channel)));
        if event_type.row().mandatory {
            prop_assert_eq!(taken.is_some(), Channel::ALL.iter().any(is_usable));
        } else if let Some(channel) = taken {
            prop_assert_eq!(withdrawn(event_type, channel, &recipient), None);
            prop_assert!(event.channels.as_ref().is_none_or(|channels| channels.contains(&channel)));
        }
    }
}
