//! The table of the properties of each event type. It is compiled from the files in `shared/catalogue`,
//! whose README describes every key.

use std::fmt;
use std::time::Duration;

use crate::decimal::Range;

pub use super::channel::Channel;
pub use super::class::Priority;
pub use super::section::{OptionKind, OptionSpec, PreferenceKey, SectionSpec};
pub(crate) use super::spec::Shown;
pub use super::spec::{Again, Comparison, FieldKind, FieldSpec, Filter, Repeat, When};

include!(concat!(env!("OUT_DIR"), "/event_types.rs"));

/// The properties of an event type.
#[derive(Debug)]
pub struct Row {
    /// The type.
    pub event_type: EventType,
    /// Its name in the exchange's JSON.
    pub name: &'static str,
    /// Its description: one sentence.
    pub doc: &'static str,
    /// Its class. An event's own `priority` may lower it ([`EventType::class`]).
    pub priority: Priority,
    /// The section of the preferences that applies to it. `None` for mandatory types without a section, and
    /// for our own summary, to which the sections of its notifications apply.
    pub preference: Option<PreferenceKey>,
    /// Whether the trader always receives it: in-app, and on at least one external channel.
    pub mandatory: bool,
    /// Whether it reports a change of the account itself. An ack then ends no other delivery, because the
    /// device that acks may be the one that the owner has to be warned of
    /// (`infra/adr/0019-security-notices.md`).
    pub security: bool,
    /// The handling in quiet hours.
    pub quiet_handling: QuietHandling,
    /// The default channels that are used at once.
    pub at_once: &'static [Channel],
    /// The channels of the ladder, which are used one after the other while no device acks.
    pub ladder: &'static [Channel],
    /// The repetition of its push messages, until the trader has seen it; `None` if they are not repeated.
    pub repeat: Option<Repeat>,
    /// The time after `occurred_at` for which it is worth delivering, unless the event gives an expiry.
    pub expires_after: Duration,
    /// The field whose time is the expiry, where it is later than `expires_after`.
    pub expires_with: Option<u8>,
    /// The time for which the inbox keeps it after it is routed. Frequent types that soon lose their value
    /// have a shorter time, because the inbox of a user is limited (`infra/adr/0021-inbox-parts.md`). A
    /// notification that expires later is kept until it expires.
    pub keep_for: Duration,
    /// How much it may interrupt a person whose device is set to quiet.
    pub interruption: Interruption,
    /// Its severity, by which clients colour it.
    pub severity: Severity,
    /// The fields of which the first that is present makes a newer message replace an older one on a device.
    pub collapse_by: &'static [u8],
    /// The fields of which the first that is present makes notifications of this type a burst: from the
    /// fourth in a minute on they are merged outside the app (`infra/adr/0031-bursts.md`). None for a type
    /// that is not merged.
    pub burst_by: &'static [u8],
    /// The older types that it makes obsolete, and its fields of which the first that is present has the same
    /// value in them.
    pub supersedes: &'static [(EventType, &'static [u8])],
    /// The fields of which the first that is present is what it is about, for newer types that make it
    /// obsolete; empty if no type does.
    pub superseded_by: &'static [u8],
    /// The change by which a further event about the same is a notification again; `None` if each is one.
    pub again: Option<Again>,
    /// The path in the exchange's app, with the names of fields in braces.
    pub link: Option<&'static str>,
    /// The field that is compared with an option of the section.
    pub filter: Option<Filter>,
    /// The fields that a push carries.
    pub push_data: &'static [u8],
    /// The channel of its pushes.
    pub push_channel: PushChannel,
    /// Whether it may have an audience instead of one user.
    pub broadcast: bool,
    /// Further channels, where a field has a value.
    pub when: &'static [When],
    /// The fields of its data, in their order.
    pub fields: &'static [FieldSpec],
    /// The number of its first text.
    pub(crate) texts: u16,
}

/// How much a type may interrupt a person whose device is set to quiet; the levels of Apple's
/// `interruption-level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interruption {
    /// It is added to the list without a sound.
    Passive,
    /// It is shown and makes a sound.
    Active,
    /// It is shown at once, also while the device is set to quiet, if the person allows it.
    TimeSensitive,
    /// It makes a sound also while the device is muted, if the app may do that.
    Critical,
}

/// The group of a push on a device: the notification channel of an Android app, which the trader can mute by
/// itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PushChannel {
    /// Critical types and security notices.
    Critical,
    /// Orders, positions, alerts and markets.
    Trading,
    /// Deposits, withdrawals and other movements of funds.
    Funds,
    /// Listings, reports and announcements.
    News,
}

impl PushChannel {
    /// All channels.
    pub const ALL: [Self; 4] = [Self::Critical, Self::Trading, Self::Funds, Self::News];

    /// Returns the ID under which an app registers the channel.
    pub fn name(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Trading => "trading",
            Self::Funds => "funds",
            Self::News => "news",
        }
    }
}

/// The severity of a notification, by which clients colour it. The class routes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// A loss, or a threat to the account.
    Danger,
    /// Something to act on.
    Warning,
    /// Something that the trader wanted to happen.
    Success,
    /// Anything else.
    Info,
}

impl Severity {
    /// All severities.
    pub const ALL: [Self; 4] = [Self::Danger, Self::Warning, Self::Success, Self::Info];

    /// Returns the name in the frame.
    pub fn name(self) -> &'static str {
        match self {
            Self::Danger => "danger",
            Self::Warning => "warning",
            Self::Success => "success",
            Self::Info => "info",
        }
    }
}

/// The handling of a type in the trader's quiet hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuietHandling {
    /// It interrupts: it is critical, or the trader has set its time.
    Interrupts,
    /// In-app it is silent; on other channels it is a line of the summary at the end of the quiet hours.
    Summarised,
    /// In-app it is silent; on other channels it is sent individually at the end of the quiet hours.
    Whole,
}

/// The row of the summary. Its expiry depends on its notifications.
static SUMMARY: Row = internal(
    EventType::Summary,
    "quiet_hours_summary",
    "A summary of the notifications that were deferred during quiet hours.",
);

/// The row of merged messages. Their class, their expiry and whether they wait for the end of quiet hours
/// depend on their deliveries.
static MERGED: Row = internal(
    EventType::Merged,
    "merged_notifications",
    "Deliveries that exceed a channel's limit for one recipient, merged into one message.",
);

/// Returns the row of a type that only we create.
const fn internal(event_type: EventType, name: &'static str, doc: &'static str) -> Row {
    Row {
        event_type,
        name,
        doc,
        priority: Priority::P1,
        preference: None,
        mandatory: false,
        security: false,
        quiet_handling: QuietHandling::Summarised,
        at_once: &[Channel::Push, Channel::Telegram, Channel::Email],
        ladder: &[],
        repeat: None,
        expires_after: Duration::from_hours(24),
        expires_with: None,
        keep_for: Duration::from_hours(35 * 24),
        interruption: Interruption::Active,
        severity: Severity::Info,
        collapse_by: &[],
        burst_by: &[],
        supersedes: &[],
        superseded_by: &[],
        again: None,
        link: None,
        filter: None,
        push_data: &[],
        push_channel: PushChannel::Trading,
        broadcast: false,
        when: &[],
        fields: &[],
        texts: u16::MAX,
    }
}

impl EventType {
    /// Returns the row of this type.
    pub fn row(self) -> &'static Row {
        match self {
            Self::Summary => &SUMMARY,
            Self::Merged => &MERGED,
            exchanges => &ROWS[exchanges as usize],
        }
    }

    /// The types that only we create.
    pub const OWN: [Self; 2] = [Self::Summary, Self::Merged];

    /// Returns the type with this name, our own included, for reading stored notifications.
    pub fn of_stored(name: &str) -> Option<Self> {
        Self::OWN.into_iter().find(|own| own.name() == name).or_else(|| Self::parse(name))
    }

    /// Returns the name in the exchange's JSON and in the trader's frame.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns its class, unless an event lowers it ([`EventType::class`]).
    pub fn priority(self) -> Priority {
        self.row().priority
    }

    /// Returns the time for which the inbox keeps it after it is routed.
    pub fn keep_for(self) -> Duration {
        self.row().keep_for
    }

    /// Whether it is a security notice, which reports a change to the account's owner.
    pub fn is_security(self) -> bool {
        self.row().security
    }

    /// Whether an ack ends the deliveries that are still to be made: retries, fallback and ladder. It does
    /// not for a security notice.
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
        assert_eq!(EventType::ALL.len(), ROWS.len());
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
    fn what_is_critical_interrupts_and_so_does_what_has_its_own_time_or_concerns_everybody() {
        for &event_type in EventType::ALL {
            let interrupts = event_type.row().quiet_handling == QuietHandling::Interrupts;
            let is_critical = event_type.priority() == Priority::P0;
            let has_its_time = matches!(event_type, EventType::DailyReport | EventType::Incident);
            assert_eq!(interrupts, is_critical || has_its_time, "{event_type}");
        }
    }

    #[test]
    fn what_has_no_section_cannot_be_switched_off_and_a_security_notice_has_none() {
        for &event_type in EventType::ALL {
            let row = event_type.row();
            let is_liquidation = event_type == EventType::PositionLiquidated;
            assert_eq!(row.mandatory, row.preference.is_none() || is_liquidation, "{event_type}");
            assert!(!row.security || row.preference.is_none(), "{event_type}");
            assert_eq!(event_type.ends_with_ack(), !row.security, "{event_type}");
        }
        assert_eq!(PreferenceKey::mandatory().collect::<Vec<_>>(), [PreferenceKey::Liquidation]);
    }

    #[test]
    fn security_notices_report_a_change_of_the_account() {
        let security: Vec<_> = EventType::ALL.iter().filter(|event_type| event_type.is_security()).collect();
        let names: Vec<_> = security.iter().map(|event_type| event_type.name()).collect();
        assert_eq!(
            names,
            [
                "contact_changed",
                "preferences_weakened",
                "account_frozen",
                "api_key_created",
                "login_from_new_device",
                "password_changed",
                "two_factor_changed",
                "withdrawal_address_added",
            ]
        );
        assert!(security.iter().all(|event_type| event_type.priority() == Priority::P0));
    }

    #[test]
    fn the_critical_sections_are_those_of_p0() {
        use PreferenceKey::{Liquidation, LiquidationWarning, OrderFilled, P2p, StopTriggered};
        let expected = [Liquidation, LiquidationWarning, OrderFilled, StopTriggered, P2p];
        assert_eq!(PreferenceKey::critical().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_is_critical_has_its_own_push_channel_and_the_others_have_that_of_their_section() {
        for &event_type in EventType::ALL {
            let row = event_type.row();
            let is_critical = row.interruption == Interruption::Critical || row.security;
            assert_eq!(row.push_channel == PushChannel::Critical, is_critical, "{event_type}");
            assert!(
                row.push_channel != PushChannel::Critical || row.priority == Priority::P0,
                "{event_type}"
            );
        }
        for (event_type, channel) in [
            (EventType::OrderFilled, PushChannel::Trading),
            (EventType::PriceAlert, PushChannel::Trading),
            (EventType::DepositCredited, PushChannel::Funds),
            (EventType::WithdrawalRequested, PushChannel::Funds),
            (EventType::NewListing, PushChannel::News),
            (EventType::Incident, PushChannel::News),
        ] {
            assert_eq!(event_type.row().push_channel, channel, "{event_type}");
        }
    }

    #[test]
    fn every_field_that_a_row_names_is_one_of_its_type() {
        for &event_type in EventType::ALL {
            let row = event_type.row();
            let field = |place: u8| &row.fields[usize::from(place)];
            assert!(row.collapse_by.iter().all(|place| matches!(
                field(*place).kind,
                FieldKind::Id | FieldKind::Symbol | FieldKind::Day | FieldKind::Week | FieldKind::Text(_)
            )));
            assert!(row.burst_by.iter().all(|place| matches!(
                field(*place).kind,
                FieldKind::Id | FieldKind::Symbol | FieldKind::Asset
            )));
            assert!(row.expires_with.is_none_or(|place| matches!(field(place).kind, FieldKind::Time)));
            for (older, by) in row.supersedes {
                for by in *by {
                    let is_same = |other: &FieldSpec| other.name == field(*by).name;
                    assert!(older.row().fields.iter().any(is_same), "{event_type}");
                }
            }
            for when in row.when {
                let FieldKind::OneOf(words) = field(when.field).kind else { panic!("{event_type}") };
                assert!(usize::from(when.is) < words.len(), "{event_type}");
            }
            if let Some(filter) = &row.filter {
                let options = row.preference.unwrap().spec().options;
                assert!(options.iter().any(|option| option.name == filter.option), "{event_type}");
            }
            for name in ["account_id", "product"] {
                let spec = row.fields.iter().find(|spec| spec.name == name).unwrap();
                assert!(spec.optional, "{event_type}");
            }
        }
    }

    #[test]
    fn sms_is_only_for_p0_and_every_type_is_shown_in_app() {
        for &event_type in EventType::ALL {
            let row = event_type.row();
            assert!(row.at_once.contains(&Channel::Websocket));
            let further = row.when.iter().flat_map(|when| when.at_once.iter().chain(when.ladder));
            let mut all = row.at_once.iter().chain(row.ladder).chain(further);
            assert!(!all.any(|channel| *channel == Channel::Sms) || row.priority == Priority::P0);
        }
    }
}
