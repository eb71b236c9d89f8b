//! The document that a trader puts: it is taken whole, or refused with the path of its first fault.

use rust_decimal::Decimal;
use serde_json::Value;

use super::{DailyReport, LiquidationWarning, Mandatory, NewListing, Optional, Preferences, QuietHours};
use crate::catalogue::Channel;
use crate::data::{Range, parse_decimal};
use crate::document::{DocumentError, Object};
use crate::locale::{self, is_language_tag};
use crate::quiet::{time_of_day, time_of_day_schema};
use crate::schema::Schema;

/// What the threshold of margin calls can be, in percent: at 100 the position is liquidated.
const THRESHOLD_PERCENT: (u32, u32) = (100, 1000);

/// What the least score of new markets can be: a score is within the same limits.
const MIN_SCORE: (u32, u32) = (0, 10);

impl Preferences {
    /// Reads the document that is at `path` of its message. Every key must be there, and no other. Of several faults the
    /// first in the contract's order is named; the keys that an object should not have come after those that it should.
    pub fn of_document(document: &Value, path: &str) -> Result<Self, DocumentError> {
        let mut document = Object::new(document, path.to_owned())?;
        let preferences = Self {
            time_zone: document.choice("timeZone", time_zone)?,
            language: document.choice("language", language)?,
            liquidation: document
                .section("liquidation", |section| Ok(Mandatory { channels: section.channels()? }))?,
            liquidation_warning: document.section("liquidationWarning", liquidation_warning)?,
            order_filled: document.section("orderFilled", optional)?,
            price_alert: document.section("priceAlert", optional)?,
            partial_fill: document.section("partialFill", optional)?,
            deposit: document.section("deposit", optional)?,
            new_listing: document.section("newListing", new_listing)?,
            weekly_report: document.section("weeklyReport", optional)?,
            daily_report: document.section("dailyReport", daily_report)?,
            referral: document.section("referral", optional)?,
            quiet_hours: document.section("quietHours", quiet_hours)?,
        };
        document.end()?;
        Ok(preferences)
    }
}

impl Preferences {
    /// What [`Preferences::of_document`] takes, and what is shown of it.
    pub fn schema() -> Schema {
        let zone = locale::zone_schema().or_null().described("An IANA time zone; null: the profile's.");
        let language = locale::language_tag_schema()
            .or_null()
            .described("A language tag (BCP 47); null: the profile's.");
        let quiet_hours = Schema::object()
            .required("enabled", Schema::boolean())
            .required("from", time_of_day_schema().described("The first quiet minute, local time."))
            .required("to", time_of_day_schema().described(QUIET_TO))
            .closed();
        Schema::object()
            .required("timeZone", zone)
            .required("language", language)
            .required("liquidation", mandatory_schema("Liquidations; they cannot be switched off.").closed())
            .required(
                "liquidationWarning",
                section_schema("Margin calls.")
                    .required(
                        "thresholdPercent",
                        number_schema(
                            THRESHOLD_PERCENT,
                            "Only margin ratios below this one are told; 100 is liquidation.",
                        ),
                    )
                    .closed(),
            )
            .required("orderFilled", section_schema("Fills.").closed())
            .required("priceAlert", section_schema("Price alerts, and the health of their feed.").closed())
            .required("partialFill", section_schema("Partial fills.").closed())
            .required("deposit", section_schema("Deposits.").closed())
            .required(
                "newListing",
                section_schema("New markets.")
                    .required(
                        "minScore",
                        number_schema(MIN_SCORE, "Only listings of at least this score are told."),
                    )
                    .closed(),
            )
            .required("weeklyReport", section_schema("The exchange's weekly report.").closed())
            .required(
                "dailyReport",
                section_schema("The daily digest.")
                    .required("time", time_of_day_schema().described("When, local time."))
                    .closed(),
            )
            .required("referral", section_schema("Referral accruals.").closed())
            .required("quietHours", quiet_hours.described("When only P0 may interrupt."))
            .closed()
            .described(
                "What a trader wants to hear of, where, and when not. Every key must be there, and no other.",
            )
    }
}

const QUIET_TO: &str =
    "The first minute that is not quiet; before from: on the next day. It must not be the same as from.";

fn channels_schema() -> Schema {
    Schema::list(Schema::one_of_words(Channel::ALL.map(Channel::name)))
        .with("uniqueItems", true)
        .described("Where, in no particular order.")
}

fn mandatory_schema(what: &str) -> Schema {
    Schema::object().required("channels", channels_schema()).described(what)
}

fn section_schema(what: &str) -> Schema {
    Schema::object()
        .required("enabled", Schema::boolean().described("Whether at all."))
        .required("channels", channels_schema())
        .described(what)
}

fn number_schema((from, to): (u32, u32), what: &str) -> Schema {
    Range::Within(from, to).number().described(what)
}

fn time_zone(text: &str) -> Result<(), &'static str> {
    let is_known = locale::zone(text).is_some();
    is_known.then_some(()).ok_or("must be null or a time zone of the IANA database such as Europe/Vienna")
}

fn language(text: &str) -> Result<(), &'static str> {
    is_language_tag(text).then_some(()).ok_or("must be null or a language tag such as de or pt-BR")
}

fn optional(section: &mut Object<'_>) -> Result<Optional, DocumentError> {
    Ok(Optional { enabled: section.switch()?, channels: section.channels()? })
}

fn liquidation_warning(section: &mut Object<'_>) -> Result<LiquidationWarning, DocumentError> {
    Ok(LiquidationWarning {
        enabled: section.switch()?,
        channels: section.channels()?,
        threshold_percent: section.number("thresholdPercent", THRESHOLD_PERCENT)?,
    })
}

fn new_listing(section: &mut Object<'_>) -> Result<NewListing, DocumentError> {
    Ok(NewListing {
        enabled: section.switch()?,
        channels: section.channels()?,
        min_score: section.number("minScore", MIN_SCORE)?,
    })
}

fn daily_report(section: &mut Object<'_>) -> Result<DailyReport, DocumentError> {
    Ok(DailyReport {
        enabled: section.switch()?,
        channels: section.channels()?,
        time: section.time_of_day("time")?,
    })
}

/// A day that is quiet from a minute to the same minute would be all of it, or nothing of it: nobody knows, so it is
/// refused even while the switch is off.
fn quiet_hours(section: &mut Object<'_>) -> Result<QuietHours, DocumentError> {
    let hours = QuietHours {
        enabled: section.switch()?,
        from: section.time_of_day("from")?,
        to: section.time_of_day("to")?,
    };
    if hours.from == hours.to { Err(section.bad("to", "must not be the same as from")) } else { Ok(hours) }
}

impl Object<'_> {
    /// A text or null; `check` answers what the text must be where it is not.
    fn choice(
        &mut self,
        key: &'static str,
        check: fn(&str) -> Result<(), &'static str>,
    ) -> Result<Option<String>, DocumentError> {
        match self.value(key)? {
            Value::Null => Ok(None),
            Value::String(text) => match check(text) {
                Ok(()) => Ok(Some(text.clone())),
                Err(must) => Err(self.bad(key, must)),
            },
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                Err(self.bad(key, "must be a text or null"))
            }
        }
    }

    fn switch(&mut self) -> Result<bool, DocumentError> {
        const KEY: &str = "enabled";
        self.value(KEY)?.as_bool().ok_or_else(|| self.bad(KEY, "must be true or false"))
    }

    fn channels(&mut self) -> Result<Vec<Channel>, DocumentError> {
        const KEY: &str = "channels";
        let names = self.value(KEY)?.as_array().ok_or_else(|| self.bad(KEY, "must be a list"))?;
        let mut channels = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let bad = |must: &str| self.bad(&format!("{KEY}.{index}"), must);
            let channel = name
                .as_str()
                .and_then(Channel::parse)
                .ok_or_else(|| bad("must be websocket, push, telegram, email or sms"))?;
            if channels.contains(&channel) {
                return Err(bad("must not be there twice"));
            }
            channels.push(channel);
        }
        Ok(channels)
    }

    /// A JSON number with every digit that was written.
    fn number(&mut self, key: &'static str, (from, to): (u32, u32)) -> Result<Decimal, DocumentError> {
        let number = self.value(key)?.as_number().and_then(|number| parse_decimal(number.as_str()));
        number
            .filter(|number| (Decimal::from(from)..=Decimal::from(to)).contains(number))
            .ok_or_else(|| self.bad(key, format!("must be a number from {from} to {to}")))
    }

    fn time_of_day(&mut self, key: &'static str) -> Result<String, DocumentError> {
        let text = self.value(key)?.as_str().filter(|text| time_of_day(text).is_some());
        text.map(str::to_owned)
            .ok_or_else(|| self.bad(key, "must be a time of day from 00:00 to 23:59, as HH:MM"))
    }
}
