//! The effect of quiet hours on the plan of any event, and the types that they do not affect.

use domain::preferences::{Preferences, QuietHours};
use domain::routing::plan::{Decision, plan};
use domain::{Channel, EventType, Priority, Time};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::plan::reached_by;
use crate::plan_rules::{events, preferences};

/// A choice of quiet hours, and of the zone in which they apply.
#[derive(Debug, Clone)]
pub(crate) struct Quiet {
    hours: QuietHours,
    zone: Option<&'static str>,
}

impl Quiet {
    /// Returns the preferences with this choice.
    pub(crate) fn over(&self, preferences: &Preferences) -> Preferences {
        let mut preferences = preferences.clone();
        preferences.time_zone = self.zone.map(str::to_owned);
        preferences.quiet_hours = self.hours.clone();
        preferences
    }
}

/// Any window, also an invalid one, in zones of all kinds.
pub(crate) fn quiet_hours() -> impl Strategy<Value = Quiet> {
    let zones = [
        "UTC",
        "Europe/Berlin",
        "America/Sao_Paulo",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Kiritimati",
    ];
    let time = || (0..24_u8, 0..60_u8).prop_map(|(hours, minutes)| format!("{hours:02}:{minutes:02}"));
    let zone = prop::option::of(select(zones.to_vec()));
    (prop::bool::weighted(0.8), time(), time(), zone)
        .prop_map(|(enabled, from, to, zone)| Quiet { hours: QuietHours { enabled, from, to }, zone })
}

/// Any time between the years 2026 and 2030.
pub(crate) fn moments() -> impl Strategy<Value = Time> {
    (1_767_225_600_000..1_924_992_000_000_i64).prop_map(Time::from_millis)
}

proptest! {
    #[test]
    fn no_plan_of_a_p0_depends_on_quiet_hours(
        event in events(),
        preferences in preferences(),
        (one, other) in (quiet_hours(), quiet_hours()),
        (at, later) in (moments(), moments()),
        reached in subsequence(Channel::ALL.to_vec(), 0..=5),
        deployed in subsequence(Channel::ALL.to_vec(), 0..=5),
    ) {
        let of = |quiet: &Quiet, now| {
            plan(&event, &reached_by(&quiet.over(&preferences), &reached), &deployed, None, now)
        };
        if event.event_type().priority() == Priority::P0 {
            prop_assert_eq!(of(&one, at), of(&other, later));
            prop_assert!(!of(&one, at).silent);
        }
    }

    #[test]
    fn whatever_else_could_interrupt_waits_or_is_silent(
        event in events(),
        preferences in preferences(),
        quiet in quiet_hours(),
        now in moments(),
    ) {
        let recipient = reached_by(&quiet.over(&preferences), &Channel::ALL);
        let loud = reached_by(&preferences, &Channel::ALL);
        let (plan, without) =
            [&recipient, &loud].map(|recipient| plan(&event, recipient, &Channel::ALL, None, now)).into();
        let has_its_time = [EventType::DailyReport, EventType::Incident].contains(&event.event_type());
        let can_wait = event.event_type().priority() != Priority::P0 && !has_its_time;
        let until = recipient.quiet_until(now).filter(|_| can_wait);
        prop_assert_eq!(plan.silent, until.is_some());
        for (delivery, without) in plan.deliveries.iter().zip(&without.deliveries) {
            let is_deferred = delivery.channel != Channel::Websocket && without.suppressed().is_none();
            let expected = match until {
                Some(until) if is_deferred => Decision::Defer { until },
                Some(_) | None => without.decision,
            };
            prop_assert_eq!(delivery.decision, expected);
        }
    }
}
