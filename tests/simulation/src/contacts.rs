//! The addresses of traders, and the changes that traders make to them and to their preferences during a run.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::preferences::Preferences;
use domain::recipient::contact::ChatId;
use domain::{Channel, EventType, UserId};
use serde_json::json;

use crate::broadcasts;
use crate::faults::Fault;
use crate::functions::Invocation;
use crate::nights;
use crate::profiles;
use crate::world::World;

/// Seeds the random generator of the use cases on this thread with the run's seed.
pub(crate) fn seed(seed: u64) {
    fastrand::seed(seed);
}

/// Returns a random number for the use cases.
pub(crate) fn chance() -> u32 {
    fastrand::u32(..)
}

/// Returns a secret for the use cases. It is predictable, since no attacker guesses it here.
pub(crate) fn secret() -> [u8; 32] {
    std::array::from_fn(|_| fastrand::u8(..))
}

/// Returns the bytes of a handle for the use cases.
pub(crate) fn handle() -> [u8; 16] {
    std::array::from_fn(|_| fastrand::u8(..))
}

/// Gives the users their initial addresses and preferences.
pub(crate) fn seed_data(world: &World) {
    let users = world.exchange.borrow().users().to_vec();
    for user in users {
        nights::seed_data(world, &user);
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

/// Returns the token of a device that is not registered yet.
fn new_token(world: &World) -> String {
    format!("token-{}", world.bits())
}

/// Registers a device of the user for push.
fn register(world: &World, user: UserId, token: &str) {
    let frame = json!({"action": "registerDevice", "requestId": "1", "token": token, "platform": "ios"});
    world.invoked.borrow_mut().push(Invocation::Remote { user, frame: frame.to_string() });
}

fn new_chat(world: &World) -> ChatId {
    ChatId::new(i64::from(world.bits()))
}

/// Lets a trader change something, or the exchange publish a changed profile.
pub(crate) fn cause_fault(world: &World) {
    let users = world.exchange.borrow().users().to_vec();
    let user = users[world.below(users.len())].clone();
    if world.injects(Fault::Changed) {
        let change = change(world);
        world.invoked.borrow_mut().push(Invocation::Prefer { user, change });
    } else if world.injects(Fault::Moved) {
        let owner = users[world.below(users.len())].clone();
        let devices = world.store.recipient(&owner).devices;
        let token = match devices.get(world.below(3)) {
            Some(device) => device.token.expose().to_owned(),
            None => new_token(world),
        };
        register(world, user, &token);
    } else if world.injects(Fault::Travelled) {
        let change = nights::change(world, &user);
        world.invoked.borrow_mut().push(Invocation::Prefer { user, change });
    } else if world.below(20) == 0 {
        world.invoked.borrow_mut().push(Invocation::Link { user, chat: new_chat(world) });
    } else if world.below(60) == 0 {
        let frame = json!({"action": "unlinkTelegram", "requestId": "1"});
        world.invoked.borrow_mut().push(Invocation::Remote { user, frame: frame.to_string() });
    } else if world.below(15) == 0 {
        let frame = profiles::choice(world).to_string();
        world.invoked.borrow_mut().push(Invocation::Remote { user, frame });
    } else if world.below(40) == 0 {
        let bounced = world.store.recipient(&user).profile.email.value;
        if let Some(email) = bounced {
            world.invoked.borrow_mut().push(Invocation::Bounce { email });
        }
    } else if world.below(10) == 0 {
        profiles::publish(world, &user);
    }
}

/// The notifications that a trader can switch off.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Switch {
    Deposits,
    Alerts,
    Fills,
    MarginCalls,
}

/// A change that a trader makes to the preferences.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change {
    /// All settings as they were for a new user, except the times.
    Restore,
    /// Deposits, alerts, fills or margin calls are switched off.
    SwitchOff(Switch),
    /// This type is switched off on this channel.
    Without(EventType, Channel),
    /// This type is switched off by the link in an e-mail.
    Unsubscribe(EventType),
    /// Quiet hours between these minutes of the day.
    Night { from: u16, to: u16 },
    /// No quiet hours.
    NoNight,
    /// Another time zone.
    Zone(&'static str),
    /// The daily report at this minute of the day, or none.
    Report(Option<u16>),
}

fn change(world: &World) -> Change {
    let types = [
        EventType::MarginCall,
        EventType::OrderFilled,
        EventType::DepositCredited,
        EventType::PriceAlert,
        EventType::PositionLiquidated,
        broadcasts::EVENT_TYPE,
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
    /// Returns the preferences after the change.
    pub(crate) fn of(self, mut preferences: Preferences) -> Preferences {
        match self {
            Self::Restore => {
                let report = preferences[PreferenceKey::DailyReport].clone();
                let mut restored = Preferences::default();
                restored.time_zone = preferences.time_zone;
                restored.quiet_hours = preferences.quiet_hours;
                restored[PreferenceKey::DailyReport] = report;
                restored
            }
            Self::SwitchOff(switch) => {
                let enabled = match switch {
                    Switch::Deposits => &mut preferences[PreferenceKey::Deposit].enabled,
                    Switch::Alerts => &mut preferences[PreferenceKey::PriceAlert].enabled,
                    Switch::Fills => &mut preferences[PreferenceKey::OrderFilled].enabled,
                    Switch::MarginCalls => &mut preferences[PreferenceKey::LiquidationWarning].enabled,
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
            Self::Zone(zone) => {
                preferences.time_zone = Some(zone.to_owned());
                preferences
            }
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

/// Returns the time until the exchange's next event: mostly none, sometimes long enough for all work to be
/// done, or until quiet hours end for some trader.
pub(crate) fn gap(world: &World) -> Duration {
    let millis = match world.below(20) {
        0..3 if world.has_nights => return nights::until_an_edge(world),
        3..5 => world.below(30_000),
        _ => 0,
    };
    Duration::from_millis(u64::try_from(millis).unwrap_or(0))
}
