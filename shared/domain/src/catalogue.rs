//! The one table of what an event type is worth: a new type is one row here and its texts in
//! [`crate::text`].

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How long a trader can wait for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Priority {
    /// Critical: handed over within 100 ms, never held back.
    P0,
    /// Important: within 5 s.
    P1,
    /// Informational: within a minute.
    P2,
}

impl Priority {
    /// All of them, most urgent first.
    pub const ALL: [Self; 3] = [Self::P0, Self::P1, Self::P2];

    /// The number in the exchange's event and the trader's frame.
    pub fn number(self) -> u8 {
        match self {
            Self::P0 => 0,
            Self::P1 => 1,
            Self::P2 => 2,
        }
    }

    /// The priority with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| priority.number() == number)
    }

    /// The name of its queue and of its metric dimension in lower case: `p0`, `p1`, `p2`.
    pub fn name(self) -> &'static str {
        match self {
            Self::P0 => "p0",
            Self::P1 => "p1",
            Self::P2 => "p2",
        }
    }
}

/// A way to the trader. The order is the one in which a fallback tries them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// In-app: the inbox and every open socket.
    Websocket,
    /// Firebase Cloud Messaging, one delivery per device.
    Push,
    /// The exchange's Telegram bot.
    Telegram,
    /// Amazon SES.
    Email,
    /// Amazon SNS; only for P0.
    Sms,
}

impl Channel {
    /// All of them, in fallback order.
    pub const ALL: [Self; 5] = [Self::Websocket, Self::Push, Self::Telegram, Self::Email, Self::Sms];

    /// The name in events, preferences and deliveries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Websocket => "websocket",
            Self::Push => "push",
            Self::Telegram => "telegram",
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    /// The channel of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The section of the trader's preferences that rules a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PreferenceKey {
    /// Cannot be switched off.
    Liquidation,
    /// Has a threshold: the margin ratio below which to warn.
    LiquidationWarning,
    /// Fills.
    OrderFilled,
    /// Price alerts, and the health of their feed.
    PriceAlert,
    /// Partial fills.
    PartialFill,
    /// Deposits.
    Deposit,
    /// Has a least score.
    NewListing,
    /// The exchange's weekly report.
    WeeklyReport,
    /// Our daily digest.
    DailyReport,
    /// Referral accruals.
    Referral,
}

impl PreferenceKey {
    /// All of them, in the order of the preferences document.
    pub const ALL: [Self; 10] = [
        Self::Liquidation,
        Self::LiquidationWarning,
        Self::OrderFilled,
        Self::PriceAlert,
        Self::PartialFill,
        Self::Deposit,
        Self::NewListing,
        Self::WeeklyReport,
        Self::DailyReport,
        Self::Referral,
    ];

    /// The sections that rule a P0 type.
    pub const CRITICAL: [Self; 3] = [Self::Liquidation, Self::LiquidationWarning, Self::OrderFilled];

    /// The key in the preferences document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Liquidation => "liquidation",
            Self::LiquidationWarning => "liquidationWarning",
            Self::OrderFilled => "orderFilled",
            Self::PriceAlert => "priceAlert",
            Self::PartialFill => "partialFill",
            Self::Deposit => "deposit",
            Self::NewListing => "newListing",
            Self::WeeklyReport => "weeklyReport",
            Self::DailyReport => "dailyReport",
            Self::Referral => "referral",
        }
    }
}

/// What the catalogue says of an event type.
#[derive(Debug)]
pub struct Row {
    /// The type.
    pub event_type: EventType,
    /// Its name in the exchange's JSON.
    pub name: &'static str,
    /// Its class; the event's own `priority` has no say.
    pub priority: Priority,
    /// The preference that rules it; `None` for security notices, which no section rules, and for our own summary, which
    /// what is in it rules.
    pub preference: Option<PreferenceKey>,
    /// Whether the trader can do nothing to lose it: in-app always stays, and one external channel.
    pub mandatory: bool,
    /// Whether it tells of a change to the account itself. An ack then ends no other delivery: the device that acks may be
    /// the one that the owner has to be warned of (`infra/adr/0019-security-notices.md`).
    pub security: bool,
    /// What becomes of it in quiet hours.
    pub when_quiet: WhenQuiet,
    /// The default channels to use at once.
    pub at_once: &'static [Channel],
    /// The channels to climb while nobody acks.
    pub ladder: &'static [Channel],
    /// How long after `occurred_at` it is still worth delivering, where the event does not say.
    pub expires_after: Duration,
    /// How long the inbox keeps it once it is routed: shorter for what is frequent and soon forgotten, since all that a user
    /// has is limited (`infra/adr/0021-inbox-parts.md`). What expires later is kept until then.
    pub keep_for: Duration,
    /// The field of `data` whose value makes a newer message replace an older one on a device.
    pub collapse_field: Option<&'static str>,
}

/// What becomes of a type in the trader's quiet hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhenQuiet {
    /// It interrupts: it is critical, or the trader has set its time.
    Interrupts,
    /// It is silent in-app, and elsewhere a line of the summary at the end.
    Summarised,
    /// It is silent in-app, and elsewhere goes out whole at the end.
    Whole,
}

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
const WEEK: Duration = DAY.saturating_mul(7);
const FIVE_WEEKS: Duration = DAY.saturating_mul(35);

/// Whether the trader can switch a type off, and whether an ack ends its other deliveries.
#[derive(Clone, Copy)]
enum Standing {
    Optional,
    Mandatory,
    /// Mandatory, and an ack ends nothing.
    Security,
}

impl Standing {
    const fn is_mandatory(self) -> bool {
        matches!(self, Self::Mandatory | Self::Security)
    }

    const fn is_security(self) -> bool {
        matches!(self, Self::Security)
    }
}

use Standing::{Mandatory, Optional, Security};

/// The first of at most one.
const fn first(keys: &[PreferenceKey]) -> Option<PreferenceKey> {
    match keys {
        [] => None,
        [key, ..] => Some(*key),
    }
}

macro_rules! catalogue {
    ($($(#[$doc:meta])* $variant:ident $name:literal $priority:ident ($($preference:ident)?) $when_quiet:ident
        [$($at_once:ident)*] [$($ladder:ident)*] $expires:expr, $keep:expr, $collapse:expr, $standing:expr;)*) => {
        /// What happened at the exchange, and our own summary of what was deferred.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum EventType {
            $($(#[$doc])* $variant,)*
            /// What was deferred in the quiet hours that are over. Nobody can publish it.
            Summary,
            /// Deliveries above a recipient's limit, merged into one. Only we make it.
            Merged,
        }

        impl EventType {
            /// Every type that the exchange can publish, in the catalogue's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// What the catalogue says of this type.
            pub fn row(self) -> &'static Row {
                match self {
                    $(Self::$variant => {
                        const ROW: Row = Row {
                            event_type: EventType::$variant,
                            name: $name,
                            priority: Priority::$priority,
                            preference: first(&[$(PreferenceKey::$preference)?]),
                            mandatory: $standing.is_mandatory(),
                            security: $standing.is_security(),
                            when_quiet: WhenQuiet::$when_quiet,
                            at_once: &[$(Channel::$at_once,)*],
                            ladder: &[$(Channel::$ladder,)*],
                            expires_after: $expires,
                            keep_for: $keep,
                            collapse_field: $collapse,
                        };
                        &ROW
                    })*
                    Self::Summary => &SUMMARY,
                    Self::Merged => &MERGED,
                }
            }

            /// The type of this name that the exchange can publish.
            pub fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

catalogue! {
    /// A position was closed by the exchange.
    PositionLiquidated "position_liquidated" P0 (Liquidation) Interrupts
        [Websocket Push Telegram Email] [Sms] DAY, FIVE_WEEKS, Some("position_id"), Mandatory;
    /// Equity comes near maintenance margin.
    MarginCall "margin_call" P0 (LiquidationWarning) Interrupts
        [Websocket Push Telegram] [Sms] Duration::from_mins(15), FIVE_WEEKS, Some("position_id"), Optional;
    /// An order is done.
    OrderFilled "order_filled" P0 (OrderFilled) Interrupts
        [Websocket Push Telegram] [] DAY, WEEK.saturating_mul(2), Some("order_id"), Optional;
    /// A level of the trader's was crossed.
    PriceAlert "price_alert" P1 (PriceAlert) Summarised
        [Websocket Push Telegram] [] HOUR, WEEK, Some("alert_id"), Optional;
    /// The prices behind the trader's alerts stopped, or came back.
    PriceFeed "price_feed" P1 (PriceAlert) Summarised
        [Websocket] [] HOUR, WEEK, Some("symbol"), Optional;
    /// A part of an order is done.
    OrderPartiallyFilled "order_partially_filled" P1 (PartialFill) Summarised
        [Websocket] [] HOUR, WEEK, Some("order_id"), Optional;
    /// A deposit has arrived.
    DepositCredited "deposit_credited" P1 (Deposit) Summarised
        [Websocket Push] [] DAY, FIVE_WEEKS, None, Optional;
    /// A new market opens.
    NewListing "new_listing" P2 (NewListing) Summarised
        [Websocket Push] [] DAY, FIVE_WEEKS, Some("symbol"), Optional;
    /// The exchange's report of the week.
    WeeklyPnlReport "weekly_pnl_report" P2 (WeeklyReport) Whole
        [Websocket Email] [] WEEK, FIVE_WEEKS, Some("week"), Optional;
    /// Our digest of the day.
    DailyReport "daily_report" P2 (DailyReport) Interrupts
        [Websocket Email] [] DAY, FIVE_WEEKS, Some("day"), Optional;
    /// A referral has earned something.
    ReferralAccrued "referral_accrued" P2 (Referral) Summarised
        [Websocket] [] WEEK, FIVE_WEEKS, None, Optional;
    /// A contact of the account was added, changed or removed.
    ContactChanged "contact_changed" P0 () Interrupts
        [Websocket Push Telegram Email] [Sms] DAY, FIVE_WEEKS, Some("change_id"), Security;
    /// A section of the preferences that warns of losses was weakened.
    PreferencesWeakened "preferences_weakened" P0 () Interrupts
        [Websocket Push Email] [] DAY, FIVE_WEEKS, None, Security;
}

/// The row of the summary. When it expires is decided by what is in it.
static SUMMARY: Row = Row {
    event_type: EventType::Summary,
    name: "quiet_hours_summary",
    priority: Priority::P1,
    preference: None,
    mandatory: false,
    security: false,
    when_quiet: WhenQuiet::Summarised,
    at_once: &[Channel::Push, Channel::Telegram, Channel::Email],
    ladder: &[],
    expires_after: DAY,
    keep_for: FIVE_WEEKS,
    collapse_field: None,
};

/// The row of merged deliveries. Their class, their end and whether they wait for the end of quiet hours are decided by
/// what is in them.
static MERGED: Row = Row {
    event_type: EventType::Merged,
    name: "merged_notifications",
    priority: Priority::P1,
    preference: None,
    mandatory: false,
    security: false,
    when_quiet: WhenQuiet::Summarised,
    at_once: &[Channel::Push, Channel::Telegram, Channel::Email],
    ladder: &[],
    expires_after: DAY,
    keep_for: FIVE_WEEKS,
    collapse_field: None,
};

impl EventType {
    /// The types that only we make.
    pub const OWN: [Self; 2] = [Self::Summary, Self::Merged];

    /// The type of this name, our own included: of what we have stored.
    pub fn of_stored(name: &str) -> Option<Self> {
        Self::OWN.into_iter().find(|own| own.name() == name).or_else(|| Self::parse(name))
    }

    /// The name in the exchange's JSON and in the trader's frame.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Its class.
    pub fn priority(self) -> Priority {
        self.row().priority
    }

    /// How long the inbox keeps it once it is routed.
    pub fn keep_for(self) -> Duration {
        self.row().keep_for
    }

    /// Whether it is a security notice, which tells the account's owner of a change.
    pub fn is_security(self) -> bool {
        self.row().security
    }

    /// Whether an ack ends the deliveries that are still to be made: retries, fallback and ladder. It does not for a
    /// security notice.
    pub fn ends_with_ack(self) -> bool {
        !self.row().security
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_found_by_its_name() {
        assert_eq!(EventType::ALL.len(), 13);
        for &event_type in EventType::ALL {
            assert_eq!(EventType::parse(event_type.name()), Some(event_type));
            assert_eq!(event_type.row().event_type, event_type);
        }
        assert_eq!(EventType::parse("order_lost"), None);
        let summary = EventType::Summary.name();
        assert_eq!(
            (EventType::parse(summary), EventType::of_stored(summary)),
            (None, Some(EventType::Summary))
        );
    }

    #[test]
    fn what_is_critical_interrupts_and_so_does_what_has_its_own_time() {
        for &event_type in EventType::ALL {
            let interrupts = event_type.row().when_quiet == WhenQuiet::Interrupts;
            let is_critical = event_type.priority() == Priority::P0;
            assert_eq!(interrupts, is_critical || event_type == EventType::DailyReport, "{event_type}");
        }
    }

    #[test]
    fn only_liquidations_and_security_notices_cannot_be_switched_off() {
        let mandatory: Vec<_> =
            EventType::ALL.iter().filter(|event_type| event_type.row().mandatory).collect();
        let expected =
            [EventType::PositionLiquidated, EventType::ContactChanged, EventType::PreferencesWeakened];
        assert_eq!(mandatory, expected.iter().collect::<Vec<_>>());
        for &event_type in EventType::ALL {
            let row = event_type.row();
            assert_eq!(row.security, row.mandatory && row.preference.is_none(), "{event_type}");
            assert_eq!(event_type.ends_with_ack(), !row.security, "{event_type}");
        }
    }

    #[test]
    fn the_critical_sections_are_those_of_p0() {
        let of_p0 = EventType::ALL.iter().map(|event_type| event_type.row());
        let of_p0: Vec<_> =
            of_p0.filter(|row| row.priority == Priority::P0).filter_map(|row| row.preference).collect();
        assert_eq!(of_p0, PreferenceKey::CRITICAL);
    }

    #[test]
    fn sms_is_only_for_p0_and_every_type_is_shown_in_app() {
        for &event_type in EventType::ALL {
            let row = event_type.row();
            assert!(row.at_once.contains(&Channel::Websocket));
            let sms = row.at_once.contains(&Channel::Sms) || row.ladder.contains(&Channel::Sms);
            assert!(!sms || row.priority == Priority::P0);
        }
    }
}
