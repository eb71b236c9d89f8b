use super::*;
use crate::event::catalogue::Channel::{Email, Push, Sms, Telegram, Websocket};

/// The document of the contract.
const DEFAULT: &str = concat!(
    r#"{"timeZone":null,"language":null,"#,
    r#""liquidation":{"channels":["websocket","push","telegram","email","sms"]},"#,
    r#""liquidationWarning":{"enabled":true,"channels":["websocket","push","telegram","sms"],"thresholdPercent":150},"#,
    r#""orderFilled":{"enabled":true,"channels":["websocket","push","telegram"]},"#,
    r#""priceAlert":{"enabled":true,"channels":["websocket","push","telegram"]},"#,
    r#""partialFill":{"enabled":true,"channels":["websocket"]},"#,
    r#""deposit":{"enabled":true,"channels":["websocket","push"]},"#,
    r#""newListing":{"enabled":true,"channels":["websocket","push"],"minScore":7},"#,
    r#""weeklyReport":{"enabled":true,"channels":["websocket","email"]},"#,
    r#""dailyReport":{"enabled":false,"channels":["websocket","email"],"time":"08:00"},"#,
    r#""referral":{"enabled":true,"channels":["websocket"]},"#,
    r#""orderClosed":{"enabled":true,"channels":["websocket","push"]},"#,
    r#""stopTriggered":{"enabled":true,"channels":["websocket","push","telegram"]},"#,
    r#""funding":{"enabled":false,"channels":["websocket"]},"#,
    r#""withdrawal":{"enabled":true,"channels":["websocket","push","email"]},"#,
    r#""p2p":{"enabled":true,"channels":["websocket","push","telegram","email","sms"]},"#,
    r#""card":{"enabled":true,"channels":["websocket","push"]},"#,
    r#""copyTrading":{"enabled":true,"channels":["websocket","push","telegram"]},"#,
    r#""earn":{"enabled":true,"channels":["websocket","push","email"]},"#,
    r#""trading":{"enabled":true,"channels":["websocket","push"]},"#,
    r#""market":{"enabled":true,"channels":["websocket","push","telegram"]},"#,
    r#""account":{"enabled":true,"channels":["websocket","push","email"]},"#,
    r#""reports":{"enabled":true,"channels":["websocket","email"]},"#,
    r#""news":{"enabled":true,"channels":["websocket","push"]},"#,
    r#""quietHours":{"enabled":false,"from":"23:00","to":"07:00"}}"#
);

#[test]
fn the_default_is_the_document_of_the_contract() {
    assert_eq!(serde_json::to_string(&Preferences::default()).unwrap(), DEFAULT);
    assert_eq!(Preferences::of_stored(DEFAULT).unwrap(), Preferences::default());
}

#[test]
fn the_default_channels_of_a_section_are_those_of_its_types_together() {
    use crate::event::catalogue::EventType;
    for key in PreferenceKey::ALL {
        let rows = EventType::ALL.iter().map(|event_type| event_type.row());
        let of_types = rows.filter(|row| row.preference == Some(key)).flat_map(|row| {
            let of_values = row.when.iter().flat_map(|when| when.at_once.iter().chain(when.ladder));
            row.at_once.iter().chain(row.ladder).chain(of_values)
        });
        let of_types: std::collections::BTreeSet<_> = of_types.copied().collect();
        assert_eq!(key.spec().channels, of_types.into_iter().collect::<Vec<_>>(), "{}", key.name());
    }
}

#[test]
fn what_was_stored_before_a_field_came_has_its_default() {
    let mut old: serde_json::Value = serde_json::from_str(DEFAULT).unwrap();
    old.as_object_mut().unwrap().remove("referral");
    old["newListing"].as_object_mut().unwrap().remove("minScore");
    old["deposit"] = serde_json::json!({"enabled": false, "channels": ["websocket"], "colour": "red"});
    old["forgotten"] = serde_json::json!(1);
    let read = Preferences::of_stored(&old.to_string()).unwrap();
    let expected = changed(|preferences| {
        preferences[PreferenceKey::Deposit].enabled = false;
        preferences[PreferenceKey::Deposit].channels = vec![Websocket];
    });
    assert_eq!(read, expected);
    assert_eq!(Preferences::of_stored(&read.to_stored()), Some(read));
    for corrupt in ["", "[]", r#"{"deposit":7}"#, r#"{"deposit":{"channels":["pigeon"]}}"#] {
        assert_eq!(Preferences::of_stored(corrupt), None, "{corrupt}");
    }
}

#[test]
fn one_channel_of_one_section_can_be_switched_off() {
    let without = Preferences::default().without(PreferenceKey::WeeklyReport, Email);
    assert_eq!(without[PreferenceKey::WeeklyReport].channels, [Websocket]);
    assert_eq!(without[PreferenceKey::DailyReport], Preferences::default()[PreferenceKey::DailyReport]);
}

#[test]
fn the_zone_the_quiet_hours_and_the_reports_time_move_what_waits() {
    let before = Preferences::default();
    let moves = |change: fn(&mut Preferences)| {
        let mut after = before.clone();
        change(&mut after);
        after.affects_schedule(&before)
    };
    let moving: [fn(&mut Preferences); 6] = [
        |after| after.time_zone = Some("UTC".to_owned()),
        |after| after.quiet_hours.enabled = true,
        |after| after.quiet_hours.from = "22:00".to_owned(),
        |after| after.quiet_hours.to = "06:00".to_owned(),
        |after| after[PreferenceKey::DailyReport].enabled = true,
        |after| *after = after.clone().with_option(PreferenceKey::DailyReport, "time", "09:00"),
    ];
    assert!(moving.into_iter().all(moves));
    let others: [fn(&mut Preferences); 4] = [
        |_| (),
        |after| after.language = Some("de".to_owned()),
        |after| after[PreferenceKey::DailyReport].channels.clear(),
        |after| after[PreferenceKey::Deposit].enabled = false,
    ];
    assert!(!others.into_iter().any(moves));
}

fn changed(change: impl FnOnce(&mut Preferences)) -> Preferences {
    let mut preferences = Preferences::default();
    change(&mut preferences);
    preferences
}

fn threshold(preferences: &mut Preferences, percent: u32) {
    *preferences =
        preferences.clone().with_option(PreferenceKey::LiquidationWarning, "thresholdPercent", percent);
}

#[test]
fn a_critical_section_is_weakened_by_every_loss_and_by_nothing_else() {
    use PreferenceKey::{Liquidation, LiquidationWarning, OrderFilled};
    let before = Preferences::default();
    let weakened = |change: fn(&mut Preferences)| changed(change).weakened(&before);
    assert_eq!(
        weakened(|after| after[PreferenceKey::Liquidation].channels = vec![Websocket, Push]),
        [Liquidation]
    );
    assert_eq!(
        weakened(|after| after[PreferenceKey::LiquidationWarning].enabled = false),
        [LiquidationWarning]
    );
    let lower: fn(&mut Preferences) = |after| threshold(after, 149);
    assert_eq!(weakened(lower), [LiquidationWarning]);
    assert_eq!(
        weakened(|after| after[PreferenceKey::OrderFilled].channels = vec![Push, Telegram]),
        [OrderFilled]
    );
    let stronger: [fn(&mut Preferences); 5] = [
        |_| (),
        |after| threshold(after, 151),
        |after| after[PreferenceKey::OrderFilled].channels.push(Email),
        |after| after[PreferenceKey::Liquidation].channels.reverse(),
        |after| after[PreferenceKey::Deposit].enabled = false,
    ];
    for change in stronger {
        assert_eq!(changed(change).weakened(&before), []);
    }
    let off = changed(|after| after[PreferenceKey::OrderFilled].enabled = false);
    let still_off = changed(|after| {
        after[OrderFilled].enabled = false;
        after[OrderFilled].channels = vec![];
    });
    assert_eq!(still_off.weakened(&off), [], "what is off cannot be weakened");
}

#[test]
fn a_mandatory_section_that_loses_its_last_way_out_is_noticed_once() {
    let before = Preferences::default();
    let in_app: Vec<fn(&mut Preferences)> =
        vec![|after| after[PreferenceKey::Liquidation].channels.clear(), |after| {
            after[PreferenceKey::Liquidation].channels = vec![Websocket];
        }];
    for change in in_app {
        let after = changed(change);
        assert_eq!(after.in_app_only(&before), [PreferenceKey::Liquidation]);
        assert_eq!(after.in_app_only(&after), [], "it was so before");
    }
    assert_eq!(
        changed(|after| after[PreferenceKey::Liquidation].channels = vec![Sms]).in_app_only(&before),
        []
    );
    assert_eq!(changed(|after| after[PreferenceKey::OrderFilled].channels.clear()).in_app_only(&before), []);
}

#[test]
fn e_mail_is_switched_on_where_it_was_not() {
    let without = changed(|after| after[PreferenceKey::WeeklyReport].channels = vec![Websocket]);
    let whole = Preferences::default();
    assert!(whole.switches_email_on(&without) && !without.switches_email_on(&whole));
    assert!(!whole.switches_email_on(&whole));
    assert!(changed(|after| after[PreferenceKey::DailyReport].enabled = true).switches_email_on(&whole));
}

#[test]
fn limits_keep_their_digits() {
    let written = DEFAULT.replace("150", "110.50").replace(r#""minScore":7"#, r#""minScore":6.5"#);
    let preferences = Preferences::of_stored(&written).unwrap();
    let threshold = preferences.number(PreferenceKey::LiquidationWarning, "thresholdPercent").unwrap();
    assert_eq!(threshold.to_string(), "110.50");
    assert_eq!(serde_json::to_string(&preferences).unwrap(), written);
}
