//! Whether a notification that reached a user would have woken a sleeping person.

use domain::Channel;
use domain::recipient::contact::{Device, Permission};

/// The settings of a device that decide whether a push makes a sound; `None` if they are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct PushSettings {
    /// The permission to show notifications.
    pub(super) permission: Option<Permission>,
    /// Whether a time-sensitive notification may interrupt a focus, such as sleep.
    pub(super) focus_allowed: Option<bool>,
}

impl PushSettings {
    /// Returns the settings with which the device was registered last.
    pub(super) fn of(device: &Device) -> Self {
        Self { permission: device.details.permission, focus_allowed: device.details.focus_allowed }
    }
}

/// An external delivery that a provider accepted, or from which the user acked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arrival {
    /// The channel, not the WebSocket.
    pub(super) channel: Channel,
    /// The settings of the device, for push.
    pub(super) settings: PushSettings,
}

/// The reason why a message that arrived does not wake a sleeping person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Silence {
    /// An e-mail makes no sound that wakes.
    Email,
    /// The device does not show notifications of the app.
    PermissionDenied,
    /// The device shows notifications of the app without a sound.
    PermissionProvisional,
    /// The device is silent during a focus.
    FocusNotAllowed,
}

impl Silence {
    /// Returns the name in the report.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Email => "does_not_wake",
            Self::PermissionDenied => "permission_denied",
            Self::PermissionProvisional => "permission_provisional",
            Self::FocusNotAllowed => "focus_not_allowed",
        }
    }
}

/// The judgement about a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A message that wakes has arrived, or the app has confirmed the notification.
    Woken,
    /// Only messages that do not wake have arrived.
    ReachedSilently,
    /// Nothing outside the app has arrived, and no app has confirmed the notification.
    NotReached,
}

impl Verdict {
    /// Returns the name in the report.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Woken => "woken",
            Self::ReachedSilently => "reached_silently",
            Self::NotReached => "not_reached",
        }
    }

    /// Whether the user would have slept through the notification.
    pub(super) fn would_have_slept(self) -> bool {
        match self {
            Self::Woken => false,
            Self::ReachedSilently | Self::NotReached => true,
        }
    }
}

/// Returns the judgement about a user, by what arrived outside the app and by whether an app confirmed the
/// notification over the WebSocket or the HTTP API.
pub(super) fn judge(arrivals: &[Arrival], is_acked_in_app: bool) -> Verdict {
    if is_acked_in_app || arrivals.iter().any(|arrival| silence(*arrival).is_none()) {
        Verdict::Woken
    } else if arrivals.is_empty() {
        Verdict::NotReached
    } else {
        Verdict::ReachedSilently
    }
}

/// Returns the reason why an arrival does not wake a sleeping person; `None` if it does. A device whose
/// settings are not known counts as one that makes a sound.
pub(super) fn silence(arrival: Arrival) -> Option<Silence> {
    match arrival.channel {
        Channel::Email => Some(Silence::Email),
        Channel::Push => match arrival.settings {
            PushSettings { permission: Some(Permission::Denied), .. } => Some(Silence::PermissionDenied),
            PushSettings { permission: Some(Permission::Provisional), .. } => {
                Some(Silence::PermissionProvisional)
            }
            PushSettings { focus_allowed: Some(false), .. } => Some(Silence::FocusNotAllowed),
            PushSettings {
                permission: Some(Permission::Granted) | None,
                focus_allowed: Some(true) | None,
            } => None,
        },
        Channel::Websocket | Channel::Telegram | Channel::Sms => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(channel: Channel) -> Arrival {
        Arrival { channel, settings: PushSettings::default() }
    }

    fn push(permission: Option<Permission>, focus_allowed: Option<bool>) -> Arrival {
        Arrival { channel: Channel::Push, settings: PushSettings { permission, focus_allowed } }
    }

    #[test]
    fn a_push_wakes_unless_the_device_is_known_to_be_silent() {
        use domain::recipient::contact::Permission::{Denied, Granted, Provisional};
        for (permission, focus_allowed, expected) in [
            (None, None, None),
            (Some(Granted), Some(true), None),
            (Some(Granted), None, None),
            (None, Some(false), Some(Silence::FocusNotAllowed)),
            (Some(Granted), Some(false), Some(Silence::FocusNotAllowed)),
            (Some(Provisional), Some(true), Some(Silence::PermissionProvisional)),
            (Some(Denied), Some(true), Some(Silence::PermissionDenied)),
        ] {
            let arrival = push(permission, focus_allowed);
            assert_eq!(silence(arrival), expected, "{arrival:?}");
        }
    }

    #[test]
    fn one_message_that_wakes_is_enough() {
        let silent = [by(Channel::Email), push(Some(Permission::Denied), None)];
        assert_eq!(judge(&silent, false), Verdict::ReachedSilently);
        for waking in [Channel::Push, Channel::Telegram, Channel::Sms] {
            assert_eq!(judge(&[by(waking)], false), Verdict::Woken, "{waking}");
            assert_eq!(judge(&[silent[0], silent[1], by(waking)], false), Verdict::Woken, "{waking}");
        }
    }

    #[test]
    fn a_user_whom_nothing_reached_sleeps_unless_an_app_has_acked() {
        assert_eq!((judge(&[], false), judge(&[], true)), (Verdict::NotReached, Verdict::Woken));
        assert_eq!(judge(&[by(Channel::Email)], true), Verdict::Woken);
        let slept = [Verdict::Woken, Verdict::ReachedSilently, Verdict::NotReached];
        assert_eq!(slept.map(Verdict::would_have_slept), [false, true, true]);
    }
}
