//! The address of a delivery.

use crate::delivery::DeliveryKey;
use crate::delivery::ledger::{Entry, LedgerState};
use crate::event::catalogue::Channel;
use crate::recipient::Recipient;
use crate::recipient::contact::Address;
use crate::recipient::former::{Progress, ReportedChange};
use crate::time::Time;

impl Recipient {
    /// Returns the address of this delivery; `None` if the user no longer has one.
    pub fn address(&self, key: &DeliveryKey) -> Option<Address<'_>> {
        match key.channel {
            Channel::Websocket => None,
            Channel::Push => self.device(key.device.as_ref()?).map(Address::Push),
            Channel::Telegram => self.chat.map(|chat| Address::Telegram(chat.id)),
            Channel::Email => self.email().map(Address::Email),
            Channel::Sms => self.phone().map(Address::Sms),
        }
    }

    /// Returns the recipient of one delivery of a notice that goes to two contacts of its channel: its contact
    /// there is that of this delivery, if there is one yet. `sibling` is the channel's other delivery.
    #[must_use]
    pub fn of_notice(
        mut self,
        key: &DeliveryKey,
        change: ReportedChange,
        sibling: Option<&Entry>,
        now: Time,
    ) -> Self {
        let progress = sibling.map_or(Progress::Open, |entry| entry.progress(now));
        let profile = &mut self.profile;
        let (email, emails) = (&profile.email, &profile.former_emails);
        let (phone, phones) = (&profile.phone, &profile.former_phones);
        match (key.channel, key.is_second()) {
            (Channel::Email, false) => profile.email = email.first_of_notice(emails, change, progress),
            (Channel::Email, true) => profile.email = email.second_of_notice(emails, change, progress, now),
            (Channel::Sms, false) => profile.phone = phone.first_of_notice(phones, change, progress),
            (Channel::Sms, true) => profile.phone = phone.second_of_notice(phones, change, progress, now),
            (Channel::Websocket | Channel::Push | Channel::Telegram, _) => {}
        }
        self
    }

    /// Returns the time at which the profile stated the contact of this channel; `None` if the profile has no
    /// contacts of the channel.
    pub fn contact_stated_at(&self, channel: Channel) -> Option<Time> {
        match channel {
            Channel::Websocket | Channel::Push | Channel::Telegram => None,
            Channel::Email => self.profile.email.updated_at,
            Channel::Sms => self.profile.phone.updated_at,
        }
    }
}

impl Entry {
    /// Returns the progress at `now` of a delivery of a notice that goes to two contacts of its channel.
    pub fn progress(&self, now: Time) -> Progress {
        match self.state {
            LedgerState::Retrying { .. } => Progress::Open,
            LedgerState::Claimed { until, .. } if now < until => Progress::Sending,
            // After its lease a claim counts as sent.
            LedgerState::Claimed { .. }
            | LedgerState::Accepted
            | LedgerState::Unknown
            | LedgerState::DeadLettered { .. } => {
                Progress::Sent(self.contact_stated_at.unwrap_or(Time::EPOCH))
            }
            LedgerState::Acked | LedgerState::Expired | LedgerState::Suppressed(_) | LedgerState::Merged => {
                Progress::Unsent
            }
        }
    }
}
