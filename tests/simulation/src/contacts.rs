//! Where traders can be reached, and how they change that and their wishes in mid-flight.

use std::time::Duration;

use domain::contact::ChatId;
use domain::preferences::Preferences;
use domain::{Channel, EventType, UserId};
use serde_json::json;

use crate::faults::Fault;
use crate::functions::Invocation;
use crate::nights;
use crate::profiles;
use crate::world::World;

/// The chance of the use cases on this thread, from the run's seed.
pub(crate) fn seed(seed: u64) {
    fastrand::seed(seed);
}

/// Chance, as the use cases ask for it.
pub(crate) fn chance() -> u32 {
    fastrand::u32(..)
}

/// Secrets, as the use cases ask for them; nobody guesses here.
pub(crate) fn secret() -> [u8; 32] {
    std::array::from_fn(|_| fastrand::u8(..))
}

/// Gives the users what they have from the beginning.
pub(crate) fn furnish(world: &World) {
    let users = world.exchange.borrow().users().to_vec();
    for user in users {
        nights::furnish(world, &user);
        for _ in 0..world.below(3) {
            register(world, user.clone(), &new_token(world));
        }
        if world.coin() {
            world.invoked.borrow_mut().push(Invocation::Link { user: user.clone(), chat: new_chat(world) });
        }
        for _ in 0..world.below(3) {
            profiles::publish(world, &user);
        }
    }
}

/// A device's token, which nobody has registered yet.
fn new_token(world: &World) -> String {
    format!("token-{}", world.bits())
}

/// The user's device says that it can be pushed to.
fn register(world: &World, user: UserId, token: &str) {
    let frame = json!({"action": "registerDevice", "requestId": "1", "token": token, "platform": "ios"});
    world.invoked.borrow_mut().push(Invocation::Remote { user, frame: frame.to_string() });
}

fn new_chat(world: &World) -> ChatId {
    ChatId::new(i64::from(world.bits()))
}

/// A trader changes something, or the exchange says something new.
pub(crate) fn mischief(world: &World) {
    let users = world.exchange.borrow().users().to_vec();
    let user = users[world.below(users.len())].clone();
    if world.strikes(Fault::Changed) {
        let change = change(world);
        world.invoked.borrow_mut().push(Invocation::Prefer { user, change });
    } else if world.strikes(Fault::Moved) {
        let owner = users[world.below(users.len())].clone();
        let devices = world.store.recipient(&owner).devices;
        let token = match devices.get(world.below(3)) {
            Some(device) => device.token.expose().to_owned(),
            None => new_token(world),
        };
        register(world, user, &token);
    } else if world.strikes(Fault::Travelled) {
        let change = nights::change(world, &user);
        world.invoked.borrow_mut().push(Invocation::Prefer { user, change });
    } else if world.below(20) == 0 {
        world.invoked.borrow_mut().push(Invocation::Link { user, chat: new_chat(world) });
    } else if world.below(60) == 0 {
        let frame = json!({"action": "unlinkTelegram", "requestId": "1"});
        world.invoked.borrow_mut().push(Invocation::Remote { user, frame: frame.to_string() });
    } else if world.below(40) == 0 {
        let bounced = world.store.recipient(&user).profile.email.value;
        if let Some(email) = bounced {
            world.invoked.borrow_mut().push(Invocation::Bounce { email });
        }
    } else if world.below(10) == 0 {
        profiles::publish(world, &user);
    }
}

/// What a trader can switch off.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Switch {
    Deposits,
    Alerts,
    Fills,
    MarginCalls,
}

/// What a trader does with the preferences.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change {
    /// Everything as it was for a newcomer, except when.
    Restore,
    /// No deposits, no alerts, no fills or no margin calls at all.
    SwitchOff(Switch),
    /// This type not on this channel.
    Without(EventType, Channel),
    /// By the link in an e-mail of this type.
    Unsubscribe(EventType),
    /// A night from this minute of the day to that.
    Night { from: u16, to: u16 },
    /// No nights at all.
    NoNight,
    /// By the clock of this zone.
    Zone(&'static str),
    /// A report at this minute of the day, or none.
    Report(Option<u16>),
}

fn change(world: &World) -> Change {
    let types = [
        EventType::MarginCall,
        EventType::OrderFilled,
        EventType::DepositCredited,
        EventType::PriceAlert,
        EventType::PositionLiquidated,
    ];
    let event_type = types[world.below(types.len())];
    let channel = [Channel::Push, Channel::Telegram, Channel::Sms][world.below(3)];
    match world.below(6) {
        0 | 1 => Change::Restore,
        2 => {
            let switches = [Switch::Deposits, Switch::Alerts, Switch::Fills, Switch::MarginCalls];
            Change::SwitchOff(switches[world.below(switches.len())])
        }
        3 | 4 => Change::Without(event_type, channel),
        _ => Change::Unsubscribe(EventType::WeeklyPnlReport),
    }
}

impl Change {
    /// The preferences after it.
    pub(crate) fn of(self, mut preferences: Preferences) -> Preferences {
        match self {
            Self::Restore => {
                let Preferences { time_zone, quiet_hours, daily_report, .. } = preferences;
                Preferences { time_zone, quiet_hours, daily_report, ..Preferences::default() }
            }
            Self::SwitchOff(switch) => {
                let enabled = match switch {
                    Switch::Deposits => &mut preferences.deposit.enabled,
                    Switch::Alerts => &mut preferences.price_alert.enabled,
                    Switch::Fills => &mut preferences.order_filled.enabled,
                    Switch::MarginCalls => &mut preferences.liquidation_warning.enabled,
                };
                *enabled = false;
                preferences
            }
            Self::Without(event_type, channel) => without(preferences, event_type, channel),
            Self::Unsubscribe(event_type) => without(preferences, event_type, Channel::Email),
            Self::Night { from, to } => nights::with_night(preferences, from, to),
            Self::NoNight => {
                preferences.quiet_hours.enabled = false;
                preferences
            }
            Self::Zone(zone) => Preferences { time_zone: Some(zone.to_owned()), ..preferences },
            Self::Report(minute) => nights::with_report(preferences, minute),
        }
    }
}

fn without(preferences: Preferences, event_type: EventType, channel: Channel) -> Preferences {
    match event_type.row().preference {
        Some(key) => preferences.without(key, channel),
        None => preferences,
    }
}

/// How far apart the exchange's events are: mostly not at all, now and then long enough for all to be done, or until it is
/// morning somewhere.
pub(crate) fn gap(world: &World) -> Duration {
    let millis = match world.below(20) {
        0..3 if world.has_nights => return nights::until_an_edge(world),
        3..5 => world.below(30_000),
        _ => 0,
    };
    Duration::from_millis(u64::try_from(millis).unwrap_or(0))
}
