//! What a trader wants to hear of, where, and when not.

mod document;

use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use rust_decimal::Decimal;

use crate::catalogue::{Channel, PreferenceKey, Row};

use Channel::{Email, Push, Sms, Telegram, Websocket};

/// The trader's preferences, as they are stored and shown. The default is what a trader has who never
/// chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Preferences {
    /// An IANA zone; `None`: the profile's.
    pub time_zone: Option<String>,
    /// A language tag; `None`: the profile's.
    pub language: Option<String>,
    /// Liquidations cannot be switched off.
    pub liquidation: Mandatory,
    /// Margin calls.
    pub liquidation_warning: LiquidationWarning,
    /// Fills.
    pub order_filled: Optional,
    /// Price alerts, and the health of their feed.
    pub price_alert: Optional,
    /// Partial fills.
    pub partial_fill: Optional,
    /// Deposits.
    pub deposit: Optional,
    /// New markets.
    pub new_listing: NewListing,
    /// The exchange's weekly report.
    pub weekly_report: Optional,
    /// Our daily digest.
    pub daily_report: DailyReport,
    /// Referral accruals.
    pub referral: Optional,
    /// When only P0 may interrupt.
    pub quiet_hours: QuietHours,
}

/// A section without a switch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mandatory {
    /// Where.
    pub channels: Vec<Channel>,
}

/// A section that can be switched off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Optional {
    /// Whether at all.
    pub enabled: bool,
    /// Where.
    pub channels: Vec<Channel>,
}

/// The section of margin calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LiquidationWarning {
    /// Whether at all.
    pub enabled: bool,
    /// Where.
    pub channels: Vec<Channel>,
    /// Only margin ratios below this one, in percent, are told.
    #[serde(with = "number")]
    pub threshold_percent: Decimal,
}

/// The section of new markets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewListing {
    /// Whether at all.
    pub enabled: bool,
    /// Where.
    pub channels: Vec<Channel>,
    /// Only listings of at least this score are told.
    #[serde(with = "number")]
    pub min_score: Decimal,
}

/// The section of our daily digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DailyReport {
    /// Whether at all.
    pub enabled: bool,
    /// Where.
    pub channels: Vec<Channel>,
    /// When, local time, `HH:MM`.
    pub time: String,
}

/// When the trader wants no interruption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QuietHours {
    /// Whether at all.
    pub enabled: bool,
    /// The first quiet minute, local time, `HH:MM`.
    pub from: String,
    /// The first minute that is not quiet, local time, `HH:MM`; before `from`: on the next day.
    pub to: String,
}

/// What every section says: whether at all, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section<'a> {
    /// Always true for what cannot be switched off.
    pub enabled: bool,
    /// The trader's choice, in no particular order.
    pub channels: &'a [Channel],
}

impl Preferences {
    /// The defaults, shared: most users have never touched them, and every event of theirs asks for them.
    pub fn of_a_newcomer() -> Arc<Self> {
        static DEFAULTS: LazyLock<Arc<Preferences>> = LazyLock::new(Arc::default);
        Arc::clone(&DEFAULTS)
    }

    /// Reads what [`Preferences::to_stored`] wrote, today or by an earlier version of us: a key that it does not have
    /// has its default. `None` if it cannot be understood.
    pub fn of_stored(text: &str) -> Option<Self> {
        let mut document = serde_json::to_value(Self::default()).ok()?;
        overlay(&mut document, crate::json::value(text).ok()?);
        serde_json::from_value(document).ok()
    }

    /// The preferences as they are stored.
    pub fn to_stored(&self) -> String {
        // Text keys, texts and numbers: writing them as JSON cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether something that waits for its time may have another one, once these are in the place of `before`.
    pub fn moves_times(&self, before: &Self) -> bool {
        let (report, report_before) = (&self.daily_report, &before.daily_report);
        self.time_zone != before.time_zone
            || self.quiet_hours != before.quiet_hours
            || (report.enabled, &report.time) != (report_before.enabled, &report_before.time)
    }

    /// The sections of critical (P0) types that these preferences weaken in comparison with `before`: switched off, without
    /// a channel that they had, or with a lower threshold for margin calls.
    pub fn weakened(&self, before: &Self) -> Vec<PreferenceKey> {
        let is_weaker = |key: &PreferenceKey| {
            let (now, then) = (self.section(*key), before.section(*key));
            let is_lost = |channel: &Channel| !now.channels.contains(channel);
            let threshold = |preferences: &Self| preferences.liquidation_warning.threshold_percent;
            let warns_later =
                *key == PreferenceKey::LiquidationWarning && threshold(self) < threshold(before);
            then.enabled && (!now.enabled || then.channels.iter().any(is_lost) || warns_later)
        };
        PreferenceKey::CRITICAL.into_iter().filter(is_weaker).collect()
    }

    /// The mandatory sections that these preferences leave without a channel outside the app although `before` had one.
    pub fn in_app_only(&self, before: &Self) -> Vec<PreferenceKey> {
        let has_external = |preferences: &Self, key: PreferenceKey| {
            preferences.section(key).channels.iter().any(|channel| *channel != Channel::Websocket)
        };
        let mandatory = [PreferenceKey::Liquidation];
        mandatory.into_iter().filter(|key| !has_external(self, *key) && has_external(before, *key)).collect()
    }

    /// Whether e-mail is switched on for a section that did without in `before`.
    pub fn switches_email_on(&self, before: &Self) -> bool {
        let has_email = |preferences: &Self, key: PreferenceKey| {
            let section = preferences.section(key);
            section.enabled && section.channels.contains(&Channel::Email)
        };
        PreferenceKey::ALL.into_iter().any(|key| has_email(self, key) && !has_email(before, key))
    }

    /// The same without `channel` for what `key` rules.
    #[must_use]
    pub fn without(mut self, key: PreferenceKey, channel: Channel) -> Self {
        let channels = match key {
            PreferenceKey::Liquidation => &mut self.liquidation.channels,
            PreferenceKey::LiquidationWarning => &mut self.liquidation_warning.channels,
            PreferenceKey::OrderFilled => &mut self.order_filled.channels,
            PreferenceKey::PriceAlert => &mut self.price_alert.channels,
            PreferenceKey::PartialFill => &mut self.partial_fill.channels,
            PreferenceKey::Deposit => &mut self.deposit.channels,
            PreferenceKey::NewListing => &mut self.new_listing.channels,
            PreferenceKey::WeeklyReport => &mut self.weekly_report.channels,
            PreferenceKey::DailyReport => &mut self.daily_report.channels,
            PreferenceKey::Referral => &mut self.referral.channels,
        };
        channels.retain(|chosen| *chosen != channel);
        self
    }

    /// The section that rules the type of this row. What no section rules is wanted on all channels.
    pub fn section_of(&self, row: &Row) -> Section<'_> {
        match row.preference {
            Some(key) => self.section(key),
            None => Section { enabled: true, channels: &Channel::ALL },
        }
    }

    /// The section that rules the types with this key.
    pub fn section(&self, key: PreferenceKey) -> Section<'_> {
        let (enabled, channels) = match key {
            PreferenceKey::Liquidation => (true, &self.liquidation.channels),
            PreferenceKey::LiquidationWarning => {
                (self.liquidation_warning.enabled, &self.liquidation_warning.channels)
            }
            PreferenceKey::OrderFilled => self.order_filled.parts(),
            PreferenceKey::PriceAlert => self.price_alert.parts(),
            PreferenceKey::PartialFill => self.partial_fill.parts(),
            PreferenceKey::Deposit => self.deposit.parts(),
            PreferenceKey::NewListing => (self.new_listing.enabled, &self.new_listing.channels),
            PreferenceKey::WeeklyReport => self.weekly_report.parts(),
            PreferenceKey::DailyReport => (self.daily_report.enabled, &self.daily_report.channels),
            PreferenceKey::Referral => self.referral.parts(),
        };
        Section { enabled, channels }
    }
}

/// Puts what `over` says into `document`, object by object; what the document does not have is dropped.
fn overlay(document: &mut serde_json::Value, over: serde_json::Value) {
    match (document, over) {
        (serde_json::Value::Object(document), serde_json::Value::Object(over)) => {
            for (key, value) in over {
                if let Some(known) = document.get_mut(&key) {
                    overlay(known, value);
                }
            }
        }
        (document, over) => *document = over,
    }
}

impl Optional {
    fn on(channels: &[Channel]) -> Self {
        Self { enabled: true, channels: channels.to_vec() }
    }

    fn parts(&self) -> (bool, &Vec<Channel>) {
        (self.enabled, &self.channels)
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            time_zone: None,
            language: None,
            liquidation: Mandatory { channels: vec![Websocket, Push, Telegram, Email, Sms] },
            liquidation_warning: LiquidationWarning {
                enabled: true,
                channels: vec![Websocket, Push, Telegram, Sms],
                threshold_percent: Decimal::from(150),
            },
            order_filled: Optional::on(&[Websocket, Push, Telegram]),
            price_alert: Optional::on(&[Websocket, Push, Telegram]),
            partial_fill: Optional::on(&[Websocket]),
            deposit: Optional::on(&[Websocket, Push]),
            new_listing: NewListing {
                enabled: true,
                channels: vec![Websocket, Push],
                min_score: Decimal::from(7),
            },
            weekly_report: Optional::on(&[Websocket, Email]),
            daily_report: DailyReport {
                enabled: false,
                channels: vec![Websocket, Email],
                time: "08:00".to_owned(),
            },
            referral: Optional::on(&[Websocket]),
            quiet_hours: QuietHours { enabled: false, from: "23:00".to_owned(), to: "07:00".to_owned() },
        }
    }
}

/// A decimal as a JSON number, exact in both directions.
mod number {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
    use serde_json::Number;

    use crate::data::parse_decimal;

    pub(super) fn serialize<S: Serializer>(decimal: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        let number: Number = decimal.to_string().parse().map_err(ser::Error::custom)?;
        number.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let number = Number::deserialize(deserializer)?;
        parse_decimal(number.as_str())
            .ok_or_else(|| de::Error::custom("must be a number of at most 28 digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As in the contract.
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
        r#""quietHours":{"enabled":false,"from":"23:00","to":"07:00"}}"#
    );

    #[test]
    fn the_default_is_the_document_of_the_contract() {
        assert_eq!(serde_json::to_string(&Preferences::default()).unwrap(), DEFAULT);
        assert_eq!(serde_json::from_str::<Preferences>(DEFAULT).unwrap(), Preferences::default());
    }

    #[test]
    fn the_defaults_are_the_channels_of_the_catalogue() {
        use crate::catalogue::EventType;
        let preferences = Preferences::default();
        for row in EventType::ALL.iter().map(|event_type| event_type.row()) {
            // The feed's health shares its section with the alerts, and goes to the socket only.
            if row.event_type != EventType::PriceFeed && row.preference.is_some() {
                let channels = preferences.section_of(row).channels;
                assert_eq!(channels, [row.at_once, row.ladder].concat(), "{}", row.name);
            }
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
        let deposit = Optional { enabled: false, channels: vec![Websocket] };
        assert_eq!(read, Preferences { deposit, ..Preferences::default() });
        assert_eq!(Preferences::of_stored(&read.to_stored()), Some(read));
        for corrupt in ["", "[]", r#"{"deposit":7}"#, r#"{"deposit":{"channels":["pigeon"]}}"#] {
            assert_eq!(Preferences::of_stored(corrupt), None, "{corrupt}");
        }
    }

    #[test]
    fn one_channel_of_one_section_can_be_switched_off() {
        let without = Preferences::default().without(PreferenceKey::WeeklyReport, Email);
        assert_eq!(without.weekly_report.channels, [Websocket]);
        assert_eq!(without.daily_report, Preferences::default().daily_report);
    }

    #[test]
    fn the_zone_the_quiet_hours_and_the_reports_time_move_what_waits() {
        let before = Preferences::default();
        let moves = |change: fn(&mut Preferences)| {
            let mut after = before.clone();
            change(&mut after);
            after.moves_times(&before)
        };
        let moving: [fn(&mut Preferences); 6] = [
            |after| after.time_zone = Some("UTC".to_owned()),
            |after| after.quiet_hours.enabled = true,
            |after| after.quiet_hours.from = "22:00".to_owned(),
            |after| after.quiet_hours.to = "06:00".to_owned(),
            |after| after.daily_report.enabled = true,
            |after| after.daily_report.time = "09:00".to_owned(),
        ];
        assert!(moving.into_iter().all(moves));
        let others: [fn(&mut Preferences); 4] = [
            |_| (),
            |after| after.language = Some("de".to_owned()),
            |after| after.daily_report.channels.clear(),
            |after| after.deposit.enabled = false,
        ];
        assert!(!others.into_iter().any(moves));
    }

    fn changed(change: impl FnOnce(&mut Preferences)) -> Preferences {
        let mut preferences = Preferences::default();
        change(&mut preferences);
        preferences
    }

    #[test]
    fn a_critical_section_is_weakened_by_every_loss_and_by_nothing_else() {
        use PreferenceKey::{Liquidation, LiquidationWarning, OrderFilled};
        let before = Preferences::default();
        let weakened = |change: fn(&mut Preferences)| changed(change).weakened(&before);
        assert_eq!(weakened(|after| after.liquidation.channels = vec![Websocket, Push]), [Liquidation]);
        assert_eq!(weakened(|after| after.liquidation_warning.enabled = false), [LiquidationWarning]);
        let lower: fn(&mut Preferences) = |after| after.liquidation_warning.threshold_percent = 149.into();
        assert_eq!(weakened(lower), [LiquidationWarning]);
        assert_eq!(weakened(|after| after.order_filled.channels = vec![Push, Telegram]), [OrderFilled]);
        let stronger: [fn(&mut Preferences); 5] = [
            |_| (),
            |after| after.liquidation_warning.threshold_percent = 151.into(),
            |after| after.order_filled.channels.push(Email),
            |after| after.liquidation.channels.reverse(),
            |after| after.deposit.enabled = false,
        ];
        for change in stronger {
            assert_eq!(changed(change).weakened(&before), []);
        }
        let off = changed(|after| after.order_filled.enabled = false);
        let still_off = changed(|after| after.order_filled = Optional { enabled: false, channels: vec![] });
        assert_eq!(still_off.weakened(&off), [], "what is off cannot be weakened");
    }

    #[test]
    fn a_mandatory_section_that_loses_its_last_way_out_is_noticed_once() {
        let before = Preferences::default();
        let in_app: Vec<fn(&mut Preferences)> = vec![|after| after.liquidation.channels.clear(), |after| {
            after.liquidation.channels = vec![Websocket];
        }];
        for change in in_app {
            let after = changed(change);
            assert_eq!(after.in_app_only(&before), [PreferenceKey::Liquidation]);
            assert_eq!(after.in_app_only(&after), [], "it was so before");
        }
        assert_eq!(changed(|after| after.liquidation.channels = vec![Sms]).in_app_only(&before), []);
        assert_eq!(changed(|after| after.order_filled.channels.clear()).in_app_only(&before), []);
    }

    #[test]
    fn e_mail_is_switched_on_where_it_was_not() {
        let without = changed(|after| after.weekly_report.channels = vec![Websocket]);
        let whole = Preferences::default();
        assert!(whole.switches_email_on(&without) && !without.switches_email_on(&whole));
        assert!(!whole.switches_email_on(&whole));
        assert!(changed(|after| after.daily_report.enabled = true).switches_email_on(&whole));
    }

    #[test]
    fn limits_keep_their_digits() {
        let written = DEFAULT.replace("150", "110.50").replace(r#""minScore":7"#, r#""minScore":6.5"#);
        let preferences: Preferences = serde_json::from_str(&written).unwrap();
        assert_eq!(preferences.liquidation_warning.threshold_percent.to_string(), "110.50");
        assert_eq!(serde_json::to_string(&preferences).unwrap(), written);
    }
}
